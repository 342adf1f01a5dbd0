"""Every drawn task can be done, a text that does half of it fails, and no text breaks a check."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from assay.context import Context
from assay.registry import find
from assay.response import Response
from assay.views.csvtext import Field, records
from assay.views.literals import UNREADABLE, braced, literal, same

_DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}
_WORDS = "the low tide is here now and all crabs hide".split()


def _bracketed(c: Any) -> str:
    return " ".join(f"{c.brackets[0]}{word}{c.brackets[1]}" for word in _WORDS)


def _copies(c: Any) -> str:
    return f"\n{c.separator}\n".join([c.text] * c.times)


def _changed(c: Any) -> str:
    words = c.text.split()
    place = {"first": 0, "last": -1}.get(c.change, 1)
    words[place] = "zebra"
    return (" " if c.alone else ". Again: ").join([" ".join(words)] * c.times)


def _span(c: Any) -> str:
    stop = c.end + c.inclusive
    whole = c.text[c.start : stop]
    return whole if c.of == "character" else " ".join(c.text.split()[c.start : stop])


def _csv(c: Any) -> str:
    mark = _DELIMITERS[c.delimiter]
    number = c.min if c.min is not None else c.max
    rows = [list(c.columns)] + [[f"v{n}&" for n in range(len(c.columns))]] * number
    return "\n".join(
        mark.join(f'"{v}"' if c.quoted and (c.quoted == "all" or "&" in v) else v for v in row)
        for row in rows
    )


def _dates(c: Any) -> str:
    start = date.fromisoformat(c.after or "1900-01-01")
    days = [start + timedelta(days=n) for n in range(c.max or c.min)]
    form = c.format.replace("YYYY", "%Y").replace("MM", "%m").replace("DD", "%d")
    mark = {"comma": ", ", "line": "\n", "any": "; "}[c.separator]
    return mark.join(day.strftime(form) for day in days)


def _stairs(c: Any) -> str:
    return "\n".join(" " * (c.step or 1) * n + "step" for n in range(c.min))


def _questions(c: Any) -> str:
    options = "\n".join(f"{chr(65 + n)}) tide {n}" for n in range(c.options))
    asked = [f"{c.label} {n}: Is it {'so ' * n}low?\n{options}" for n in range(1, c.questions + 1)]
    return "\n\n".join(asked)


def _procedure(c: Any) -> str:
    steps = "\n".join(f"{n}. {state}" for n, state in enumerate(c.intermediate, 1))
    return f"{steps}\n\nFinal state: {c.final}"


def _reversed(c: Any) -> str:
    text = c.text or f"see {c.contains} {' '.join(_WORDS * 2)}"
    return text[::-1] if c.of == "letter" else " ".join(text.split()[::-1])


def _sequence(c: Any) -> str:
    items = list(c.items)
    if c.order in ("ascending", "descending"):
        items.sort(reverse=c.order == "descending")
    return {"any": " ", "line": "\n", "comma": ", "}[c.separator].join(items)


def _thesis(c: Any) -> str:
    thesis = " ".join((_WORDS * 2)[: c.words])
    italic = f"*{thesis}*" if c.markup == "markdown" else f"<i>{thesis}</i>"
    return f"# Tide\n\n{italic} So it is.\n\n# Crab\n\n{italic} And so on."


def _bigrams(c: Any) -> str:
    group = " ".join((_WORDS * 2)[: c.size])
    return " ".join([f"{c.opening}{group}{c.closing}"] * 3)


DONE: dict[str, Callable[[Any], str]] = {
    "bracketed_words": _bracketed,
    "copies": _copies,
    "copy_changed": _changed,
    "copy_span": _span,
    "csv": _csv,
    "dates": _dates,
    "indentation": _stairs,
    "joined_sentences": lambda c: c.joiner.join(("It is low.", "Crabs hide!", "They wait.")),
    "multiple_choice": _questions,
    "procedure": _procedure,
    "rephrase": lambda c: c.text.replace("was near", "lay beside"),
    "reversed": _reversed,
    "sequence": _sequence,
    "states": lambda c: f"Output: {c.output}\nStatistics: {json.dumps(c.states)}",
    "thesis": _thesis,
    "wrapped_bigrams": _bigrams,
}


@pytest.mark.parametrize("kind", DONE)
def test_a_drawn_task_can_be_done_and_half_of_it_fails(kind: str):
    for level in range(1, 6):
        for seed in range(20):
            check = find(f"text.{kind}").draw(random.Random(seed), level)
            text = DONE[kind](check)
            verdict = Context().verify(check, Response(text))
            assert verdict.passed is True, (check, text, verdict.why)
            if kind not in ("dates", "csv", "bracketed_words", "wrapped_bigrams"):
                half = Context().verify(check, Response(text[: len(text) // 3]))
                assert half.passed is False, (check, text[: len(text) // 3])


@pytest.mark.parametrize("kind", DONE)
def test_a_score_is_1_exactly_where_it_passes(kind: str):
    rng = random.Random(kind)
    cls = find(f"text.{kind}")
    for _ in range(150):
        check = cls.draw(rng, rng.randint(1, 5))
        text = DONE[kind](check)
        for _ in range(rng.randint(0, 3)):
            at = rng.randrange(len(text) + 1)
            text = (
                text[:at] + rng.choice(["", " ", "\n", "a", "]", "<<", '"', "."]) + text[at + 1 :]
            )
        verdict = Context().verify(check, Response(text))
        assert verdict.status in ("pass", "fail"), verdict.why
        assert verdict.score is not None
        assert 0.0 <= verdict.score <= 1.0
        assert (verdict.score == 1.0) is verdict.passed, (check, text, verdict.why)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(1, 2)", [1, 2]),
        ("{'a': (True, None)}", {"a": [True, None]}),
        ('{"a": [true, null]}', {"a": [True, None]}),
        ("{1: 2}", {"1": 2}),
        ("{2, 1}", [1, 2]),
        ("-1.5", -1.5),
        ("1 + 1", UNREADABLE),
        ("open('x')", UNREADABLE),
        ("low", UNREADABLE),
        ("", UNREADABLE),
        ("[" * 5000, UNREADABLE),
        ("-" * 5000 + "1", UNREADABLE),
        ("\ud800", UNREADABLE),
        ("'\\d'", "\\d"),
        ("9" * 6000, UNREADABLE),
    ],
)
def test_a_literal_is_read_and_never_run(text: str, value: Any):
    found = literal(text)
    assert found is value if value is UNREADABLE else same(found, value)


def test_an_object_is_found_in_prose():
    assert braced('So: {"a": 1}. Done.') == {"a": 1}
    assert braced("{a} and {b}") == {}
    assert braced("} none {") == {}


def test_types_are_told_apart():
    assert same(2, 2.0)
    assert not same(1, True)
    assert not same("1", 1)
    assert not same([1], [1, 1])
    assert same({"a": [1, "b"]}, {"a": [1.0, "b"]})
    assert not same({"a": 1}, {"b": 1})


@pytest.mark.parametrize("quote", ["", '"'])
def test_records_are_read_alike_with_quotes_and_without(quote: str):
    text = f"{quote}a{quote}, b\r\n\n , \n1,2\n  \n"
    rows, fault = records(text, ",")
    assert not fault
    assert [[field.value for field in row] for row in rows] == [["a", "b"], ["", ""], ["1", "2"]]
    assert rows[0][0] == Field("a", bool(quote))
