"""Every kind keeps the promises of a check: data in, data out, and examples that are true."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import product
from random import Random
from typing import Any

import jsonschema
import msgspec
import pytest

from assay.check import Check, known, schema
from assay.combine import All
from assay.context import Context
from assay.errors import BadParameter, CheckError, MissingExtra
from assay.registry import find, parse
from assay.response import Response
from assay.verdict import Verdict
from every_kind import EXAMPLES, KINDS, checks_of, every_kind
from leaves import TRUE

WRONG: list[Any] = [{"x": 1}, [[1]], 1.5, "\x00", -1, None]
"""What hardly any parameter takes."""


@every_kind
def test_the_examples_are_true(kind: str):
    for example in EXAMPLES[kind]:
        verdict = Context(prompt=example.prompt).verify(example.check, Response(example.response))
        assert verdict.status != "error", (example, verdict.why)
        assert verdict.passed is example.passed, (example, verdict.why)


@every_kind
def test_a_kind_shows_a_pass_and_a_fail_and_documents_itself(kind: str):
    shown = {example.passed for example in EXAMPLES[kind]}
    silent = kind in ("unchecked", "answer.gym")  # the second needs an extra to say more
    assert shown == {None} if silent else shown >= {True, False}
    assert len((find(kind).__doc__ or "").strip()) > 20


@every_kind
def test_a_check_says_itself_in_a_sentence(kind: str):
    for check in checks_of(kind):
        text = check.describe()
        assert re.fullmatch(r"[A-Z].*\.", text, re.DOTALL), text
        assert "None" not in text
        assert "." not in check.kind or check.kind not in text


def test_different_checks_say_different_things():
    said: dict[str, set[Check]] = defaultdict(set)
    for check in (check for kind in KINDS for check in checks_of(kind)):
        # An instruction must not tell the gold answer; a suite's says what its check says.
        if check.kind.startswith("answer.") or check.kind == "text.suite":
            continue
        plain = msgspec.structs.replace(check, mode=None) if hasattr(check, "mode") else check
        said[check.describe()].add(plain)
    assert {
        text: same for text, same in said.items() if len(same) > 1 and "'tide'" not in text
    } == {}


@every_kind
def test_a_check_survives_json_and_is_frozen(kind: str):
    for check in checks_of(kind):
        again = parse(json.loads(msgspec.json.encode(check)))
        assert again == check
        assert hash(again) == hash(check)
        assert msgspec.json.encode(again) == msgspec.json.encode(check)
        for name in check.__struct_fields__:
            with pytest.raises(AttributeError):
                setattr(check, name, None)


@every_kind
def test_a_kinds_schema_fits_its_own_json_and_nothing_else(kind: str):
    made = schema(find(kind))
    jsonschema.Draft202012Validator.check_schema(made)
    validator = jsonschema.Draft202012Validator(made)
    for check in checks_of(kind):
        validator.validate(json.loads(msgspec.json.encode(check)))
    data = json.loads(msgspec.json.encode(EXAMPLES[kind][0].check))
    assert not validator.is_valid({**data, "surplus": 1})
    assert not validator.is_valid({**data, "kind": "no.such"})


@every_kind
def test_an_unknown_parameter_is_refused_and_the_nearest_is_named(kind: str):
    check = EXAMPLES[kind][0].check
    names = check.__struct_encode_fields__
    if not names:
        return
    typo = names[-1] + "x"
    with pytest.raises(BadParameter, match=re.escape(f"did you mean {names[-1]!r}")):
        parse({**json.loads(msgspec.json.encode(check)), typo: 1})


@every_kind
def test_a_parameter_of_the_wrong_type_is_refused_with_its_path(kind: str):
    data = json.loads(msgspec.json.encode(EXAMPLES[kind][0].check))
    validator = jsonschema.Draft202012Validator(schema(find(kind)))
    for name, wrong in product(EXAMPLES[kind][0].check.__struct_encode_fields__, WRONG):
        field = _fault({**data, name: wrong})
        if field is None:
            validator.validate({**data, name: wrong})
        else:
            assert field == "" or field.startswith(name), (name, wrong)


def _fault(data: object) -> str | None:
    """Where the fault of what states no check is; None where it states one."""
    try:
        parse(data)
    except CheckError as fault:
        return fault.field
    return None


@every_kind
def test_a_drawn_check_is_the_same_for_the_same_seed_and_fixes_no_mode(kind: str):
    for level, seed in product((1, 2, 3, 4, 5), range(4)):
        drawn = find(kind).draw(Random(seed), level)
        assert drawn == find(kind).draw(Random(seed), level), (level, seed)
        assert drawn.kind == kind
        assert getattr(drawn, "mode", None) is None
        assert parse(json.loads(msgspec.json.encode(drawn))) == drawn
        assert drawn.describe().endswith(".")


def test_no_example_conflicts_with_itself():
    for check in (check for kind in KINDS for check in checks_of(kind)):
        assert check.conflicts([check]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"kind": "text.words", "min": 9}, {"kind": "text.words", "max": 8}),
        (
            {"kind": "text.excludes", "words": ["Tide"]},
            {"kind": "text.contains", "words": ["tide"]},
        ),
        ({"kind": "text.language", "language": "fr"}, {"kind": "text.language", "language": "de"}),
    ],
)
def test_conflicts_are_seen(one: object, other: object):
    a, b = parse(one), parse(other)
    assert a.conflicts([b]) == (b,)


def test_bounds_that_meet_do_not_conflict():
    a, b = parse({"kind": "text.words", "min": 8}), parse({"kind": "text.words", "max": 8})
    assert a.conflicts([b]) == ()
    e, f = ({"kind": "text.letter", "letter": x} for x in "ef")
    assert parse({**e, "min": 9}).conflicts([parse({**f, "max": 1})]) == ()


class _Loud(Check, kind="test.loud"):
    """Breaks in many ways."""

    how: str

    def verify(self, response: Response, context: Context) -> Verdict:
        if self.how == "none":
            return None  # pyright: ignore[reportReturnType]
        raise {"value": ValueError, "memory": MemoryError, "deep": RecursionError}[self.how](
            "line one\nline two"
        )


@pytest.mark.parametrize("how", ["none", "value", "memory", "deep"])
def test_whatever_a_check_raises_is_an_error_verdict_in_one_line(how: str):
    verdict = Context().verify(_Loud(how=how), Response("x"))
    assert (verdict.status, verdict.kind) == ("error", "test.loud")
    assert "\n" not in verdict.why
    assert verdict.seconds >= 0


def test_a_kind_without_rule_breaks_instead_of_passing():
    class _Bare(Check, kind="test.bare"):
        pass

    assert Context().verify(_Bare(), Response("x")).status == "error"
    with pytest.raises(CheckError, match="no example"):
        _Bare.draw(Random(0), 1)


def test_a_kind_cannot_be_defined_twice():
    with pytest.raises(CheckError, match="defined twice"):

        class _Other(Check, kind="text.words"):
            pass


def test_equal_checks_are_one_key():
    assert len({All(checks=(TRUE,)), All(checks=[TRUE])}) == 1  # pyright: ignore


@pytest.mark.parametrize(
    ("prompt", "question"),
    [
        ("Why?", "Why?"),
        ([{"role": "user", "content": "A"}, {"role": "assistant", "content": "B"}], "A"),
        ([{"role": "system", "content": "S"}], ""),
        ([{"role": "user", "content": [{"type": "text", "text": "T"}]}], "T"),
    ],
)
def test_the_question_is_the_last_user_message(prompt: Any, question: str):
    assert Context(prompt=prompt).question == question


def test_a_missing_extra_leaves_the_verdict_undecided_and_names_itself() -> None:
    class Needy(Check, kind="test.needy"):
        """Needs what is not there."""

        runs = "inline"

        def verify(self, response: Response, context: Context) -> Verdict:
            raise MissingExtra("a thing", "things")

    verdict = Context().verify(Needy(), Response("x"))
    assert (verdict.status, verdict.passed) == ("undecided", None)
    assert "assay[things]" in verdict.why
    known.pop("test.needy")
