"""Lines, paragraphs and Markdown blocks, by CommonMark where it speaks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.views import blocks

pieces = st.lists(
    st.sampled_from(
        [
            "- ",
            "* ",
            "1. ",
            "# ",
            "```",
            "~~~",
            "```py",
            "***",
            "---",
            "a",
            "\n",
            "\n\n",
            "  ",
            "\t",
            "\r\n",
            "\u00a0",
            "\x0b",
            "`",
            "2)",
            "-",
            "•",
            "\ud800",
            "\x00",
        ]
    ),
    max_size=25,
).map("".join)


def cut(text: str, offsets: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in offsets]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \n\t\n", []),
        ("a", ["a"]),
        ("a\nb", ["a\nb"]),
        ("a\n\nb", ["a", "b"]),
        ("\n\n a \n \n\n b\n", [" a", " b"]),
        ("a\r\n\r\nb", ["a", "b"]),
        ("a\n\n***\n\nb", ["a", "b"]),
        ("a\n---\nb", ["a", "b"]),
        ("a\r\n---\r\nb", ["a", "b"]),
        ("a\n***b***\nc", ["a\n***b***\nc"]),
    ],
)
def test_blank_lines_and_rules_divide_paragraphs(text: str, paragraphs: list[str]):
    assert cut(text, blocks.PARAGRAPHS.compute(text)) == paragraphs


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("\n \n", 0), ("a\n\nb", 2), ("a\r\nb", 2), ("a\n", 1)]
)
def test_lines_that_hold_something_count(text: str, count: int):
    assert len(blocks.LINES.compute(text)) == count


@pytest.mark.parametrize(
    "line", ["***", "---", "___", "* * *", " - - -", "**********", "---  ", "---\r"]
)
def test_a_rule_is_a_rule(line: str):
    assert blocks.is_rule(line)
    assert blocks.MARKDOWN.compute(f"a\n{line}\nb").items == ()


@pytest.mark.parametrize(
    "line", ["", "**", "--", "*** a", "-*-", "***a***", "+++", "    ***", "=="]
)
def test_what_looks_like_a_rule_is_none(line: str):
    assert not blocks.is_rule(line)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- a\n* b\n+ c\n• d", [("-", 0), ("*", 0), ("+", 0), ("•", 0)]),
        ("1. a\n2) b\n10. c", [("1.", 0), ("2)", 0), ("10.", 0)]),
        ("- a\n  - b\n\t- c", [("-", 0), ("-", 2), ("-", 4)]),
        ("-5 degrees\n*so*\n1.5 m\n**b**\n- - -", []),
        ("-\n*", [("-", 0), ("*", 0)]),
        ("-\r\n- a\r\n", [("-", 0), ("-", 0)]),
        ("a - b\n3 a.", []),
        ("```\n- a\n```\n- b", [("-", 0)]),
        ("1234567890. a", []),
    ],
)
def test_list_items_are_found_with_marker_and_depth(text: str, items: list[tuple[str, int]]):
    assert [(i.marker, i.indent) for i in blocks.MARKDOWN.compute(text).items] == items


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# A\n## B ##\n###### C", [(1, "A"), (2, "B"), (6, "C")]),
        ("#A\n####### x\n    # x\na # b", []),
        ("#\n#\ta#", [(1, ""), (1, "a#")]),
        ("# C#\r\n# A\r\n", [(1, "C#"), (1, "A")]),
        ("```\n# comment\n```", []),
    ],
)
def test_headings_are_found_with_level_and_title(text: str, headings: list[tuple[int, str]]):
    assert [(h.level, h.title) for h in blocks.MARKDOWN.compute(text).headings] == headings


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```py\nx\n```", [("py", "x")]),
        ("```\n\n```", [("", "")]),
        ("```\n```", [("", "")]),
        ("```PY\nx\ny", [("py", "x\ny")]),
        ("````\n```\nx\n```\n````", [("", "```\nx\n```")]),
        ("~~~\nx\n```\n~~~", [("", "x\n```")]),
        ("```\r\nx\r\n```\r\n", [("", "x\r")]),
        ("`x` and ``` y", []),
        ("\u00a0```\nx", []),
    ],
)
def test_code_fences_are_found_with_language_and_content(text: str, code: list[tuple[str, str]]):
    found = blocks.MARKDOWN.compute(text).code
    assert [(c.language, text[c.start : c.end]) for c in found] == code


def test_a_fence_around_markdown_hides_nothing():
    found = blocks.MARKDOWN.compute("```markdown\n# A\n- b\n```")
    assert (len(found.headings), len(found.items), found.code) == (1, 1, ())


@given(pieces)
def test_blocks_stand_in_order_inside_the_text(text: str):
    found = blocks.MARKDOWN.compute(text)
    for group in (found.headings, found.items, found.code):
        starts = [block.start for block in group]
        assert starts == sorted(starts)
        assert all(0 <= block.start <= block.end <= len(text) for block in group)
    assert all(i.start <= i.text <= i.end for i in found.items)


@given(pieces)
def test_paragraphs_and_lines_are_not_blank_and_do_not_overlap(text: str):
    for view in (blocks.PARAGRAPHS, blocks.LINES):
        offsets = view.compute(text)
        assert all(piece.strip() for piece in cut(text, offsets))
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(offsets))
