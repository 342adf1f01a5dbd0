"""The kinds of family `answer`: what they decide, refuse, leave open, and say of it."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest

import assay
from assay.answers.policy import LENIENT, Policy
from assay.check import Check
from assay.checks import answer
from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response
from assay.verdict import Comparison, Verdict

KINDS: tuple[type[Check], ...] = (
    answer.Any,
    answer.Choice,
    answer.Math,
    answer.Number,
    answer.Parts,
    answer.Text,
)


def ask(response: str, check: Check, prompt: str = "", reference: object = None) -> Verdict:
    return Context(prompt=prompt, reference=reference).verify(check, Response(response))


def compared(verdict: Verdict) -> Comparison:
    assert isinstance(verdict.comparison, Comparison)
    return verdict.comparison


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_examples_come_out_as_they_say(kind: type[Check]) -> None:
    assert {True, False} <= {example.passed for example in kind.examples()}
    for example in kind.examples():
        verdict = ask(example.response, example.check, example.prompt)
        assert verdict.passed is example.passed, (example, verdict.why)


def test_a_verdict_names_stage_forms_rule_and_policy() -> None:
    verdict = ask("So it is \\boxed{\\frac{2}{4}}.", answer.Math(gold="0.5"))
    found = compared(verdict)
    assert (found.stage, found.expected, found.found) == ("exact", "1/2", "2/4") or found.stage
    assert found.policy == "default/1"
    assert found.rule
    assert [span.text for span in verdict.evidence] == ["\\frac{2}{4}"]
    start = verdict.evidence[0].start
    assert start is not None
    assert "So it is \\boxed{\\frac{2}{4}}."[start:].startswith("\\frac")


def test_a_difference_has_a_reason() -> None:
    verdict = ask("\\boxed{[2,3]}", answer.Math(gold="[2,3)"))
    assert verdict.passed is False
    assert "closed" in verdict.why


def test_without_a_gold_the_reference_is_the_gold() -> None:
    check = answer.Math()
    assert ask("The answer is 7.", check, reference="7").passed is True
    assert ask("The answer is 7.", check, reference=7).passed is True
    assert ask("The answer is 7.", check, reference={"answer": 8}).passed is False
    assert ask("The answer is 7.", check, reference=["8", "7"]).passed is True


@pytest.mark.parametrize("reference", [None, "", "  ", {}, {"answer": None}, [], [None], object()])
def test_without_any_gold_it_is_undecided(reference: object) -> None:
    verdict = ask("The answer is 7.", answer.Math(), reference=reference)
    assert verdict.status == "undecided"
    assert "gold" in verdict.why


@pytest.mark.parametrize("kind", ["any", "math", "number", "text", "choice"])
def test_silence_is_undecided(kind: str) -> None:
    check = assay.parse({"kind": f"answer.{kind}", "gold": "A"})
    verdict = Context().verify(check, Response([{"role": "user", "content": "What is it?"}]))
    assert verdict.status == "undecided"


@pytest.mark.parametrize("kind", ["any", "math", "number", "text", "choice"])
@pytest.mark.parametrize("response", ["", "  \n", ":", "Solution", "\x00"])
def test_a_blank_or_empty_response_fails(kind: str, response: str) -> None:
    verdict = ask(response, assay.parse({"kind": f"answer.{kind}", "gold": "A"}))
    assert verdict.passed is False, verdict.why


def test_what_a_flag_does_is_policy() -> None:
    response = "The answer is either 7 or 8."
    assert ask(response, answer.Math(gold="7")).passed is False
    undecided = Policy(name="mine", hedge="undecided", shotgun="undecided")
    verdict = ask(
        "\\boxed{" + ", ".join(map(str, range(100))) + "}", answer.Math(gold="7", policy=undecided)
    )
    assert verdict.passed is not True
    assert compared(verdict).policy == "mine/1"


def test_a_policy_is_data() -> None:
    check = assay.parse(
        {"kind": "answer.math", "gold": "100", "policy": {"name": "loose", "relative": 0.05}}
    )
    assert ask("The answer is 101.5.", check).passed is True
    assert ask("The answer is 110.5.", check).passed is False


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"policy": "stict"}, "strict"),
        ({"policy": {"relativ": 1}}, "policy"),
        ({"gold": []}, "gold"),
        ({"glod": "7"}, "gold"),
        ({"gold": {"a": 1}}, "gold"),
        ({"hints": {"type": "numbr"}}, "hints"),
    ],
)
def test_bad_parameters_are_refused_by_name(parameters: dict[str, Any], named: str) -> None:
    with pytest.raises(BadParameter, match=named):
        assay.parse({"kind": "answer.math", **parameters})


def test_any_of_several_golds_will_do() -> None:
    check = answer.Math(gold=("7", "8"))
    assert ask("The answer is 8.", check).passed is True
    assert ask("The answer is 9.", check).passed is False


def test_numbers_and_booleans_may_be_golds() -> None:
    assert ask("The answer is 1/4.", answer.Math(gold=0.25)).passed is True
    assert ask("The answer is true.", answer.Any(gold=True)).passed is True
    assert ask("The answer is false.", answer.Any(gold=True)).passed is False
    assert ask("The answer is 7.", answer.Math(gold=10**5000)).passed is not True


def test_presets_differ_where_they_say() -> None:
    verdicts = {
        policy: ask("The answer is 890000 m.", answer.Math(gold="890 km", policy=policy)).passed
        for policy in ("default", "strict", "lenient")
    }
    assert verdicts == {"default": True, "strict": False, "lenient": True}
    assert ask("The answer is 1.005.", answer.Math(gold="1.0", policy=LENIENT)).passed is True


def test_hints_settle_how_a_gold_is_read() -> None:
    interval = assay.parse({"kind": "answer.math", "gold": "(0,1)", "hints": {"type": "interval"}})
    assert ask("\\boxed{0<x<1}", interval).passed is True


def test_the_question_gives_hints() -> None:
    check = answer.Math(gold="2/3")
    assert ask("The answer is 0.67.", check).passed is False
    assert ask("The answer is 0.67.", check, "Give it to two decimal places.").passed is True


def test_a_judge_may_take_what_is_undecided() -> None:
    asked = assay.parse(
        {
            "kind": "cascade",
            "checks": [
                {"kind": "answer.math", "gold": "\\zeta(3)"},
                {"kind": "text.regex", "pattern": "n.3"},
            ],
        }
    )
    verdict = ask("\\boxed{\\sum_{n=1}^{\\infty}\\frac{1}{n^3}}", asked)
    assert [part.status for part in verdict.parts] == ["undecided", "pass"]
    assert ask("The answer is 3.", assay.All(checks=[answer.Math(gold="4")])).passed is False


def test_parts_are_told_apart_and_scored() -> None:
    check = answer.Parts(of=(answer.Math(gold=5), answer.Math(gold=7)), labels=("i", "ii"))
    right = ask("(i) The answer is 5.\n(ii) The answer is 7.", check)
    half = ask("(i) The answer is 5.\n(ii) The answer is 8.", check)
    assert (right.score, half.score) == (1.0, 0.5)
    assert "part 2" in half.why
    text = "(i) The answer is 5.\n(ii) The answer is 7."
    for span in right.evidence:
        assert span.start is not None
        assert text[span.start : span.end] == span.text


def test_parts_that_cannot_be_told_apart_are_undecided() -> None:
    check = answer.Parts(of=(answer.Math(gold=5), answer.Math(gold=7)))
    assert ask("I think it is five.", check).status == "undecided"
    assert ask("", check).passed is False


@pytest.mark.parametrize("labels", [("a",), ("a", "b", "c")])
def test_labels_must_be_as_many_as_parts(labels: tuple[str, ...]) -> None:
    with pytest.raises(BadParameter, match="labels"):
        answer.Parts(of=(answer.Math(gold=5), answer.Math(gold=7)), labels=labels)


PAIRS = [("\\boxed{1/2}", "0.5"), ("The answer is 7.", "8"), ("x \\in [0,1)", "0\\le x<1")] * 20


def test_threads_asyncio_and_a_batch_agree() -> None:
    checks = [answer.Math(gold=gold) for _, gold in PAIRS]
    one_by_one = [ask(r, c).passed for (r, _), c in zip(PAIRS, checks, strict=True)]
    with ThreadPoolExecutor(8) as pool:
        threads = list(pool.map(lambda pair: ask(pair[0], answer.Math(gold=pair[1])).passed, PAIRS))

    async def together() -> list[bool | None]:
        jobs = [asyncio.to_thread(ask, r, c) for (r, _), c in zip(PAIRS, checks, strict=True)]
        return [verdict.passed for verdict in await asyncio.gather(*jobs)]

    assert threads == one_by_one == asyncio.run(together())
    batch = assay.verify_batch([response for response, _ in PAIRS], [answer.Math(gold="0.5")])
    assert [verdicts[0].passed for verdicts in batch] == [r == "\\boxed{1/2}" for r, _ in PAIRS]


def test_a_verdict_row_states_the_comparison() -> None:
    (verdicts,) = assay.verify_batch(["\\boxed{1/2}"], [answer.Math(gold="0.5")])
    made = json.loads(msgspec.json.encode(verdicts[0]))
    assert {"stage", "expected", "found", "rule", "policy"} <= set(made["comparison"])
    (plain,) = assay.verify_batch(["x"], [assay.parse({"kind": "text.words", "min": 1})])
    assert "comparison" not in json.loads(msgspec.json.encode(plain[0]))


@pytest.mark.parametrize(
    ("response", "passed"),
    [
        ("The answer is 90.", True),
        ("The answer is 1.5 hours.", True),
        ("The answer is 90 hours.", False),
        ("\\boxed{90\\text{ min}}", True),
    ],
)
@pytest.mark.parametrize("gold", ["90", "90 min", "1.5 h"])
def test_a_bare_number_has_the_unit_that_was_asked_for(
    response: str, passed: bool, gold: str
) -> None:
    asked = "How long does the trip take, in minutes?"
    assert ask(response, answer.Math(gold=gold), asked).passed is passed


def test_no_prompt_is_an_empty_one() -> None:
    assert assay.verify("The answer is 7.", answer.Math(gold="7"), prompt=None).passed is True


def test_a_response_that_is_the_gold_to_the_letter_passes() -> None:
    gold = "\\boxed{1} and and or thus but \\boxed{2}"
    assert ask(gold, answer.Math(gold=gold)).passed is True
