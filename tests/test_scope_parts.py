"""Sections by name, tables, block quotes, code by language and messages: what scopes can reach."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.context import Context
from assay.errors import BadParameter
from assay.parts import Where, part_at, parts_of
from assay.registry import parse
from assay.response import Response
from assay.scope import Each, On
from leaves import DOUBT, TRUE, truth

TEXT = """# Tide

Low now.

## Crabs

They hide.

### Shore crab

Green.

## 2. **Limpets**:

They cling.

> A quote
> of two lines.

| Fish | *Price* | Note |
|------|:-------:|------|
| cod  | 4 | a \\| b |
| crab | 7 |

Text between.

| A | B |
|---|---|
| 1 | 2 |

```python
print(1)
```

```js
let a = 1
```

> Single.
"""


def said(unit: Any, text: str = TEXT, **where: Any) -> list[str]:
    return [part.text for part in parts_of(Response(text), unit, Where(**where))]


@pytest.mark.parametrize(
    ("where", "texts"),
    [
        ({"unit": "section", "heading": "crabs"}, ["They hide.\n\n### Shore crab\n\nGreen."]),
        ({"unit": "section", "heading": "Shore crab"}, ["Green."]),
        ({"unit": "section", "heading": "Nowhere"}, []),
        ({"unit": "quote"}, ["A quote\nof two lines.", "Single."]),
        ({"unit": "row", "table": 1}, ["| cod  | 4 | a \\| b |", "| crab | 7 |"]),
        ({"unit": "row", "row": "crab"}, ["| crab | 7 |"]),
        ({"unit": "row", "row": -1}, ["| crab | 7 |", "| 1 | 2 |"]),
        ({"unit": "column", "column": "price"}, ["4\n7"]),
        ({"unit": "column", "column": 2, "table": -1}, ["2"]),
        ({"unit": "cell", "column": "Price"}, ["4", "7"]),
        ({"unit": "cell", "row": "cod", "column": 3}, ["a \\| b"]),
        ({"unit": "cell", "row": "crab", "column": "Note"}, []),
        ({"unit": "cell", "table": 2}, ["1", "2"]),
        ({"unit": "cell", "table": 3}, []),
        ({"unit": "table", "table": 2}, ["| A | B |\n|---|---|\n| 1 | 2 |"]),
        ({"unit": "code", "language": "py"}, ["print(1)"]),
        ({"unit": "code", "language": "javascript"}, ["let a = 1"]),
        ({"unit": "code", "language": "rust"}, []),
    ],
)
def test_a_part_is_chosen_by_what_it_is_called(where: dict[str, Any], texts: list[str]):
    assert said(**where) == texts


def test_a_heading_may_be_numbered_emphasised_and_closed_by_a_colon():
    assert said("section", heading="Limpets")[0].startswith("They cling.")
    assert said("section", heading="2. limpets")[0].startswith("They cling.")


def test_a_bold_line_is_a_heading_where_there_is_no_other_of_that_name():
    text = "**Summary:**\nLow water.\n\n**Details**\nCrabs hide.\n\nResults:\nNone.\n"
    assert said("section", text, heading="Summary") == ["Low water."]
    assert said("section", text, heading="details") == ["Crabs hide.\n\nResults:\nNone."]
    assert said("section", text, heading="Results") == ["None."]
    assert said("section", "There are results: none.", heading="results") == []


def test_code_and_quotes_in_code_are_code():
    assert said("quote", "```\n> no quote\n```\n> quote") == ["quote"]
    assert said("cell", "```\n| a | b |\n|---|---|\n| 1 | 2 |\n```") == []


CHAT = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "A crab?"},
    {"role": "assistant", "content": "Yes."},
    {"role": "tool", "content": "42"},
]


def test_a_message_is_chosen_by_its_role():
    equals = parse({"kind": "text.equals", "text": "A crab?"})
    assert Context().verify(On(part="message", role="user", check=equals), Response(CHAT)).passed
    assert Context().verify(On(part="message", index=2, check=equals), Response(CHAT)).passed
    every = Each(unit="message", check=parse({"kind": "text.words", "max": 2}))
    assert Context().verify(every, Response(CHAT)).passed is True
    assert truth(On(part="message", role="user", check=TRUE), "a text") is False
    assert truth(On(part="message", role="assistant", check=TRUE), "a text") is True
    only = Response(CHAT[:2])
    assert Context().verify(On(part="message", role="user", check=equals), only).passed is True
    assert Context().verify(On(part="turn", check=TRUE), only).passed is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"part": "section", "heading": "Tide"}, "section under the heading 'Tide'"),
        (
            {"part": "cell", "row": 2, "column": "Price"},
            "table cell in row 2 in the column 'Price'",
        ),
        ({"part": "row", "index": -1, "table": 2}, "last table row of table 2"),
        ({"part": "code", "language": "python"}, "first python code block"),
        ({"part": "message", "role": "user", "index": -1}, "last user message"),
        ({"part": "quote"}, "first block quote"),
    ],
)
def test_a_scope_says_which_part_it_means(given: dict[str, Any], said: str):
    assert On(**given, check=TRUE).describe() == f"In the {said}: Be pass."


@pytest.mark.parametrize(
    "given",
    [
        {"part": "line", "heading": "Tide"},
        {"part": "section", "language": "python"},
        {"part": "row", "column": 1},
        {"part": "column", "row": 1},
        {"part": "cell", "row": 0},
        {"part": "table", "table": 0},
        {"part": "section", "heading": ""},
        {"part": "turn", "role": "user"},
        {"part": "word", "path": "$.a"},
    ],
)
def test_a_parameter_that_chooses_nothing_is_refused(given: dict[str, Any]):
    with pytest.raises(BadParameter):
        On(**given, check=TRUE)
    with pytest.raises(BadParameter):
        Each(unit=given.pop("part"), **given, check=TRUE)


@pytest.mark.parametrize("unit", ["quote", "table", "row", "column", "cell", "message"])
def test_each_of_none_is_no_pass(unit: Any):
    text = [{"role": "user", "content": "x"}] if unit == "message" else "Nothing of the kind."
    role = {"role": "assistant"} if unit == "message" else {}
    assert Context().verify(Each(unit=unit, check=TRUE, **role), Response(text)).passed is False
    doubt = Each(unit=unit, check=TRUE, missing="undecided", **role)
    assert Context().verify(doubt, Response(text)).passed is None


def test_doubt_about_a_cell_stays_doubt():
    assert truth(On(part="cell", check=DOUBT), TEXT) is None
    assert truth(Each(unit="cell", check=DOUBT), TEXT) is None


@given(
    st.text(alphabet="ab|-\n>`*: #\\", max_size=80),
    st.sampled_from(["quote", "table", "row", "cell", "code", "section", "column"]),
)
def test_a_part_stands_where_it_says(text: str, unit: Any):
    for part in parts_of(Response(text), unit, Where(heading="a" if unit == "section" else None)):
        if part.offset is not None:
            assert text[part.offset : part.offset + len(part.text)] == part.text


@given(
    st.text(alphabet="ab .\n#-`|", max_size=60),
    st.sampled_from(["word", "sentence", "line", "item", "section", "cell"]),
)
def test_one_part_is_that_of_all(text: str, unit: Any):
    response = Response(text)
    every = [(part.text, part.offset) for part in parts_of(response, unit)]
    size = len(every)
    for index in (*range(1, size + 2), *range(-size - 1, 0)):
        one = part_at(response, unit, index)
        place = index - 1 if index > 0 else size + index
        assert (one and (one.text, one.offset)) == (every[place] if 0 <= place < size else None)


@given(st.text(alphabet="ab|-\n ", max_size=80))
def test_rows_columns_and_cells_agree(text: str):
    response = Response(text)
    cells = [part.text for part in parts_of(response, "cell")]
    columns = parts_of(response, "column")
    split = [cell for part in columns for cell in part.text.split("\n")]
    assert sorted(cell for cell in split if cell) == sorted(cell for cell in cells if cell)
    tables = len(parts_of(response, "table"))
    counted = [len(parts_of(response, "row", Where(table=n))) for n in range(1, tables + 1)]
    assert sum(counted) == len(parts_of(response, "row"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["# a\n" * 25_000, "> " * 50_000, ">\n" * 50_000, "|a|b|\n|-|-|\n" + "|1|2|\n" * 16_000,
     "|a|b|\n|-|-|\n|1|2|\n\n" * 4_700, "**a**\n" * 16_000, "|" * 100_000, "```\n" * 25_000],
)  # fmt: skip
def test_hostile_texts_are_cut(text: str):
    where = {"section": Where(heading="a"), "cell": Where(column="b")}
    for unit in ("section", "quote", "row", "column", "cell", "code"):
        parts_of(Response(text), unit, where.get(unit, Where()))


@pytest.mark.parametrize("kind", [On, Each])
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_drawn_scope_is_valid_and_says_itself(kind: Any, level: int):
    for seed in range(5):
        check = kind.draw(Random(seed), level)
        assert parse(msgspec.to_builtins(check)) == check
        assert check.describe().endswith(".")
