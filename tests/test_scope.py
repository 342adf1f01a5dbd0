"""A check put on a part sees that part and nothing else, and shows its evidence in the whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.context import Context
from assay.errors import BadParameter
from assay.parts import json_path, parts_of
from assay.registry import parse
from assay.response import Response
from assay.scope import Each, On
from assay.verdict import Verdict
from leaves import BROKEN, DOUBT, TRUE, truth

TEXT = """<think>
Let me see. Two crabs.
</think>
# Tide

The tide is low. Crabs hide!

## Crabs

- shore crab
- hermit

```python
print(1)
```
"""
CUT = ["word", "sentence", "paragraph", "line", "item", "section", "code", "reasoning", "answer"]


def equals(text: str) -> Any:
    return parse({"kind": "text.equals", "text": text})


def words(**bounds: int) -> Any:
    return parse({"kind": "text.words", **bounds})


def ask(check: Any, text: str = TEXT) -> Verdict:
    return Context().verify(check, Response(text))


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        ({"part": "reasoning"}, "Let me see. Two crabs."),
        ({"part": "sentence", "index": 2}, "Two crabs."),
        ({"part": "word", "index": -1}, "1"),
        ({"part": "line", "index": 4}, "# Tide"),
        ({"part": "item", "index": -1}, "hermit"),
        ({"part": "section", "index": 1}, "The tide is low. Crabs hide!"),
        ({"part": "code"}, "print(1)"),
        ({"part": "paragraph", "index": 3}, "## Crabs"),
        ({"part": "turn"}, TEXT),
    ],
)
def test_a_part_is_what_it_is_called(scope: dict[str, Any], text: str):
    verdict = ask(On(**scope, check=equals(text)))
    assert verdict.passed, verdict.why


def test_a_turn_is_what_the_assistant_said_then():
    chat = [
        {"role": r, "content": c}
        for r, c in [("assistant", "one"), ("user", "two"), ("assistant", "three")]
    ]
    for index, text in ((1, "one"), (2, "three"), (-2, "one")):
        check = On(part="turn", index=index, check=equals(text))
        assert Context().verify(check, Response(chat)).passed is True


@pytest.mark.parametrize(
    ("missing", "passed"), [("fail", False), ("pass", True), ("undecided", None)]
)
def test_what_is_not_there_is_what_missing_says(missing: Any, passed: bool | None):
    for part in ("reasoning", "code", "item", "section"):
        assert truth(On(part=part, check=TRUE, missing=missing)) is passed
        assert truth(On(part=part, check=TRUE, missing=missing, index=-2)) is passed
    assert truth(Each(unit="item", check=TRUE, missing=missing)) is passed
    assert truth(On(part="json", path="$.a", check=TRUE, missing=missing), "not json") is passed


def test_doubt_about_a_part_stays_doubt():
    assert ask(On(part="line", check=DOUBT), "x").status == "undecided"
    assert ask(On(part="line", check=BROKEN), "x").status == "error"
    assert ask(Each(unit="word", check=DOUBT), "x y").status == "undecided"
    assert ask(Each(unit="word", check=BROKEN), "x y").status == "error"
    assert ask(Each(unit="word", check=BROKEN, min=3), "x y").status == "fail"


def test_each_asks_every_unit_or_as_many_as_it_must():
    short = words(max=2)
    assert truth(Each(unit="sentence", check=short), "One two. Three four.") is True
    assert truth(Each(unit="sentence", check=short), "One two. Three four five.") is False
    assert truth(Each(unit="sentence", check=short, min=1), "One two. Three four five.") is True
    assert truth(Each(unit="sentence", check=short, min=2), "One two.") is False


def test_a_hostile_number_of_units_is_undecided_not_slow():
    assert truth(Each(unit="word", check=words(max=1)), "a " * 6000) is None


@given(st.text(alphabet="ab .!?\n#-*`1é潮\r<think>/", max_size=80), st.sampled_from(CUT))
def test_a_part_stands_where_it_says(text: str, unit: Any):
    response = Response(text)
    for part in parts_of(response, unit):
        assert part.offset is not None
        assert text[part.offset : part.offset + len(part.text)] == part.text


@given(st.text(alphabet="ab crab .\n-*`潮", max_size=60), st.sampled_from(CUT))
def test_evidence_in_a_part_is_shown_in_the_whole(text: str, unit: Any):
    crab = parse({"kind": "text.contains", "words": ["a"], "matching": "substring"})
    verdict = ask(On(part=unit, check=crab, index=-1), text)
    for span in verdict.evidence:
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$", {"a": [{"b c": 1}, "xy"], "": 0, "n": None}),
        ("$.a[0]['b c']", 1),
        ("$.a[-1]", "xy"),
        ("$['']", 0),
        ("$.n", None),
    ],
)
def test_a_json_path_leads_to_its_value(path: str, value: Any):
    data = {"a": [{"b c": 1}, "xy"], "": 0, "n": None}
    assert json_path(data, path) == (True, value)


@pytest.mark.parametrize(
    "path", ["$.b", "$.a[2]", "$.a.b", "$[0]", "$.a[1][0]", "$.n.x", "$.a[1].x"]
)
def test_a_json_path_to_nothing_finds_nothing(path: str):
    assert json_path({"a": [{"b c": 1}, "xy"], "": 0, "n": None}, path) == (False, None)


@pytest.mark.parametrize("path", ["", "a", "$a", "$.", "$..a", "$[", "$[x]", "$.a[0", "$[1.5]"])
def test_a_malformed_json_path_is_refused(path: str):
    with pytest.raises(BadParameter, match="path"):
        On(part="json", path=path, check=TRUE)
    with pytest.raises(BadParameter, match="path"):
        Each(unit="json", path=path, check=TRUE)


def test_each_element_of_a_json_array_is_judged_as_text():
    text = '{"names": ["crab", "limpet"], "odd": ["\\ud800", {"k": "\\ud800"}]}'
    assert truth(Each(unit="json", path="$.names", check=words(max=1)), text) is True
    assert truth(On(part="json", path="$.names[1]", check=equals("limpet")), text) is True
    assert truth(On(part="json", path="$.names", check=equals('["crab","limpet"]')), text) is True
    assert ask(Each(unit="json", path="$.odd", check=words(max=9)), text).status == "pass"


def test_zero_is_no_index():
    with pytest.raises(BadParameter, match="neither"):
        On(part="line", index=0, check=TRUE)


def test_a_scope_says_where_it_looks():
    assert (
        On(part="paragraph", index=2, check=TRUE).describe() == "In the second paragraph: Be pass."
    )
    assert On(part="line", index=-1, check=TRUE).describe() == "In the last line: Be pass."
    assert Each(unit="item", check=TRUE, min=2).describe() == "In at least 2 list items: Be pass."


@pytest.mark.parametrize(
    ("index", "name"),
    [(4, "4th line"), (11, "11th line"), (22, "22nd line"), (-2, "second line from the end")],
)
def test_a_place_is_said_as_a_person_would(index: int, name: str):
    assert On(part="line", index=index, check=TRUE).describe() == f"In the {name}: Be pass."
