"""Math-Verify's calls: the same signatures, a list and a bool, and what a bool cannot say."""

from __future__ import annotations

import asyncio
import inspect
import json
import subprocess
import sys
import threading
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from assay.adapters import math_verify
from assay.adapters.math_verify import (
    ExprExtractionConfig,
    LatexExtractionConfig,
    LatexNormalizationConfig,
    StringExtractionConfig,
    math_metric,
    parse,
    verdict,
    verify,
)
from assay.errors import BadParameter, Undecided

SAME = [
    (r"$\frac{1}{2}$", "So the answer is 0.5."),
    ("42", r"The answer is \boxed{42}"),
    ("[2, 3)", r"Therefore $2 \le x < 3$."),
    (r"\boxed{x^2-1}", "$(x-1)(x+1)$"),
    ("{1,2}", "2, 1"),
    (r"100\%", "1"),
    ("1,234", "1234"),
    (r"\text{even}", r"\boxed{\text{even}}"),
    ("x = 2 or x = 1", r"\boxed{\{1,2\}}"),
]
OTHER = [
    ("42", r"\boxed{43}"),
    ("[2, 3)", r"Therefore $2 \le x \le 3$."),
    (r"6.02\times 10^{-23}", r"$1.38\times 10^{-23}$"),
    ("7", "The answer is either 7 or 8."),
]
CANNOT_TELL = (r"\zeta(3)", r"\boxed{\sum_{n=1}^\infty 1/n^3}")


@pytest.mark.parametrize(("gold", "response"), SAME)
def test_equal_answers_verify(gold: str, response: str) -> None:
    assert verify(parse(gold), parse(response)) is True
    assert verify(gold, response) is True


@pytest.mark.parametrize(("gold", "response"), OTHER)
def test_other_answers_do_not(gold: str, response: str) -> None:
    assert verify(parse(gold), parse(response)) is False
    assert verdict(parse(gold), parse(response)).status == "fail"


@pytest.mark.parametrize("gold", [gold for gold, _ in SAME + OTHER])
def test_a_gold_verifies_against_itself(gold: str) -> None:
    assert verify(parse(gold), parse(gold)) is True


def test_undecided_is_false_unless_it_may_be_raised() -> None:
    gold, target = map(parse, CANNOT_TELL)
    assert verify(gold, target) is False
    assert verdict(gold, target).status == "undecided"
    with pytest.raises(Undecided, match="Cannot tell"):
        verify(gold, target, raise_on_error=True)


def test_what_is_not_there() -> None:
    assert parse("") == []
    assert verify([], parse("3")) is False
    assert verdict([], parse("3")).status == "undecided"
    assert verify(parse("3"), []) is False
    assert verdict(parse("3"), []).status == "fail"


def test_what_is_no_text_holds_no_answer() -> None:
    nothing: Any = None
    assert parse(nothing) == []
    with pytest.raises(BadParameter, match="expected a text, got None"):
        parse(nothing, raise_on_error=True)


def test_a_policy_that_is_none_is_named() -> None:
    wrong: Any = "strickt"
    with pytest.raises(BadParameter, match=r"policy: .*'strickt'; did you mean 'strict'"):
        verify("1", "1", policy=wrong)


def test_any_of_several_golds_will_do_and_the_first_reason_is_kept() -> None:
    assert verify([*parse("7"), *parse("8")], parse("8")) is True
    found = verdict([*parse("7"), *parse("8")], parse("9"))
    assert "7" in found.why


def test_what_an_answer_says_of_itself() -> None:
    (answer,) = parse(r"Adding up, we get $\boxed{\frac{2}{4}}$.")
    assert (answer.text, answer.rule, str(answer)) == (r"\frac{2}{4}", "box", "2/4")
    assert repr(answer) == "Answer('2/4', 'box')"
    assert len({answer, *parse(answer.source)}) == 1


@pytest.mark.parametrize("given", [0.5, Fraction(1, 2), "1/2", ["1/2"], [Fraction(1, 2)]])
def test_numbers_and_texts_need_no_parsing(given: Any) -> None:
    assert verify(given, "The answer is 0.5.") is True
    assert verify(parse("0.5"), given) is True


def test_numbers_beyond_what_python_writes() -> None:
    assert verify(1 << 20_000, "The answer is 1.") is False
    assert verify(10**30, "The answer is 10^{30}.") is True


def test_letters() -> None:
    letters = [StringExtractionConfig()]
    (answer,) = parse("The answer is (C).", letters)
    assert answer.text == "c"
    assert verify(parse("C", letters), parse("So the answer is **C**.", letters)) is True
    assert verify(parse("C", letters), parse("So the answer is D.", letters)) is False
    upper = [StringExtractionConfig(strings=("A", "B"), lowercase=False)]
    assert parse("Answer: B", upper)[0].text == "B"
    assert parse("I cannot say.", letters) == []


@pytest.mark.parametrize(
    ("gold", "response", "same"),
    [
        ("C", "So the final guess is:\n\nCCCCC", True),
        ("(C)", "Solution: Choice_C", True),
        ("C", "Solution: Choice_B", False),
        ("A, C", "The answers are A and C.", True),
        ("A, C", "The answer is A.", False),
        ("C", r"The value is $\boxed{C}$", True),
    ],
)
def test_a_gold_that_is_a_letter_is_an_option(gold: str, response: str, same: bool) -> None:
    assert verify(parse(gold), parse(response)) is same


def test_strings_of_more_than_a_letter() -> None:
    yes_no = [StringExtractionConfig(strings=("yes", "no"))]
    assert verify(parse("yes", yes_no), parse("The answer is yes.", yes_no)) is True
    assert verify(parse("yes", yes_no), parse("The answer is no.", yes_no)) is False


def test_settings_of_math_verify_itself_are_taken() -> None:
    theirs: Any = SimpleNamespace(strings=("yes", "no"), try_extract_without_anchor=True)
    theirs.lowercase = True
    assert [answer.text for answer in parse("The answer is yes.", [theirs])] == ["yes"]


def test_strings_beside_mathematics() -> None:
    both = [StringExtractionConfig(), LatexExtractionConfig()]
    assert parse("The answer is (C).", both)[0].text == "c"
    assert parse(r"The answer is $\boxed{17}$.", both)[0].text == "17"


def test_an_anchor_may_be_asked_for() -> None:
    anchored = [ExprExtractionConfig(try_extract_without_anchor=False)]
    assert parse("It is 7.", anchored) == []
    assert [str(one) for one in parse("The answer is 7.", anchored)] == ["7"]


def test_no_fallback_leaves_out_words() -> None:
    assert parse("The answer is Paris.", fallback_mode="no_fallback") == []
    assert len(parse("The answer is Paris.")) == 1
    assert len(parse("The answer is 7.", fallback_mode="no_fallback")) == 1


def test_variables_are_renamed_only_where_not_strict() -> None:
    gold, target = parse(r"\boxed{a^2+1}"), parse(r"\boxed{b^2+1}")
    assert verify(gold, target) is False
    assert verify(gold, target, strict=False) is True


def test_coarser_rounding_is_a_tolerance_and_the_default_is_none() -> None:
    gold, target = parse("2.718"), parse("The answer is 2.72.")
    assert verify(gold, parse("The answer is 2.7."), float_rounding=1) is True
    assert verify(gold, parse("The answer is 2.9."), float_rounding=1) is False
    assert verify(gold, target, policy="strict") is False
    tiny = parse(r"$6.02\times 10^{-23}$"), parse(r"$1.38\times 10^{-23}$")
    assert verify(*tiny, float_rounding=6) is False
    assert verify(*tiny, float_rounding=9) is False


def test_calls_as_they_stand_in_training_code() -> None:
    gold = parse("$3$", extraction_mode="first_match")
    settings = LatexNormalizationConfig(nits=False, boxed="all", equations=True)
    latex = LatexExtractionConfig(
        boxed_match_priority=0, try_extract_without_anchor=False, normalization_config=settings
    )
    answer = parse(
        r"<think>hm</think> so $\boxed{3}$",
        extraction_config=[latex],
        extraction_mode="first_match",
        parsing_timeout=None,
    )
    asked: dict[str, Any] = {"numeric_precision": 10, "allow_set_relation_comp": True}
    assert verify(gold, answer, timeout_seconds=None, **asked) is True


def test_the_metric_of_whole_lists() -> None:
    metric = math_metric((LatexExtractionConfig(),), (ExprExtractionConfig(),))
    score, shown = metric([r"\boxed{\frac12}"], ["The answer is 0.5.", "The answer is 2."])
    assert (score, shown) == (1.0, (["1/2"], ["0.5", "2"]))
    assert metric(["1"], [""]) == (0.0, None)
    with pytest.raises(ValueError, match="no answer"):
        metric([""], ["1"])


def test_it_runs_off_the_main_thread_and_in_a_loop() -> None:
    found: list[bool] = []

    def work() -> None:
        found.append(verify(parse("1/2"), parse("The answer is 0.5.")))

    async def several() -> None:
        await asyncio.gather(*(asyncio.to_thread(work) for _ in range(4)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asyncio.run(several())
    assert found == [True] * 8


def test_hostile_answers_cost_nothing_and_are_not_wrong() -> None:
    tower = parse(r"\boxed{9^{9^{9^{9}}}}")
    assert verdict(parse("7"), tower).status in ("fail", "undecided")
    assert verdict(tower, parse(r"\boxed{9^{9^{9^{9}}}}")).passed is True


@pytest.mark.parametrize("name", ["parse", "verify", "math_metric"])
def test_signatures_are_those_of_math_verify(name: str) -> None:
    theirs = getattr(pytest.importorskip("math_verify"), name)
    ours = inspect.signature(getattr(math_verify, name)).parameters
    for parameter in inspect.signature(theirs).parameters.values():
        assert parameter.name in ours
        if not isinstance(parameter.default, (list, tuple)):
            assert ours[parameter.name].default == parameter.default


def test_nothing_of_math_verify_or_sympy_is_imported() -> None:
    program = (
        "from assay.adapters.math_verify import parse, verify\n"
        "verify(parse('1/2'), parse('The answer is 0.5.'))\n"
        "import json, sys; print(json.dumps([m for m in sys.modules if m.partition('.')[0] in"
        " ('math_verify', 'sympy', 'latex2sympy2_extended', 'inspect_ai')]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert json.loads(done.stdout) == []
