"""What a reader of the instructions alone, and one who looks for ways round them, found wrong."""

from __future__ import annotations

from typing import Any

import pytest

import assay
from assay.registry import parse

TIDE = "The tide falls."
MARKED = "The sea *was near* the town."

CASES: list[tuple[str, dict[str, Any], str, bool | None]] = [
    # An elided `te` tells as much as a whole one; one French word makes no French text.
    ("address", {"language": "fr", "form": "formal"}, "Comment puis-je t\u2019aider ?", False),
    ("address", {"language": "fr", "form": "informal"}, "Il t'a vu.", True),
    (
        "address",
        {"language": "fr", "form": "formal"},
        "Here is a poem about the sea for you, my dear friend. Vous.",
        False,
    ),
    # "would have gone" is no present perfect.
    ("tense", {"tense": "present_perfect"}, "He would have gone.", False),
    ("tense", {"tense": "present_perfect"}, "She shouldn't have come, or would've left.", False),
    ("tense", {"tense": "present_perfect"}, "I want to. Have you seen it?", True),
    # Nothing in nothing.
    ("adjacent_words", {"avoid": "same_initial"}, "1 2 3 4", False),
    ("lowercase_words", {"max": 3}, "1 2 3", False),
    ("lowercase_words", {"max": 3}, "\u732b\u304c\u597d\u304d", False),
    ("stop_words", {"max": 20}, "12 34 56", False),
    ("csv", {"columns": ["Name", "Age"], "min": 2}, "Name,Age\n,\n,", False),
    ("csv", {}, "Hello, world", False),
    ("csv", {"max": 1}, "Hello,world", True),
    ("table", {"min_rows": 2}, "| a | b |\n|---|---|\n| | |\n| | |", False),
    ("table", {"min_columns": 2}, "| a | b |\n|---|---|", False),
    ("bullets", {"min": 2}, "- \n- ", False),
    ("bullets", {"min": 1}, "- \n  crab", True),
    ("numbered_items", {"min": 2}, "1. \n2. ", False),
    ("headings", {"min": 1}, "#\n\nText.", False),
    ("sub_bullets", {}, "- \n  - ", False),
    ("layout", {"blocks": [{"of": "bullets", "min": 2}]}, "- \n- ", False),
    ("layout", {"blocks": [{"of": "code"}]}, "```\n\n```", False),
    ("layout", {"blocks": [{"of": "code"}]}, "```\n\nx = 1\n```", True),
    ("bullets", {"min": 2}, "- .\n- ...", False),
    ("bullets", {"min": 2}, "- `+`\n- \U0001f980", True),
    ("headings", {"min": 1}, "# .\n\nText.", False),
    ("table", {"min_rows": 1}, "| a | b |\n|---|---|\n| - | - |", False),
    ("bracketed", {"pair": "[]", "min": 1}, "See [...] there.", False),
    ("emoji", {"min": 1, "position": "end"}, "\U0001f980", False),
    ("template", {"template": "A: [answer]"}, "A: [Answer]", False),
    ("multiple_choice", {"questions": 1, "options": 2}, "Question 1: ?\nA) x\nB) y", False),
    # A mark or a space more is no change; a phrase again and again is no sentence.
    ("rephrase", {"text": MARKED}, "The sea was  near! the town.", False),
    ("reversed", {"contains": "big dog", "words": 5}, "dog big dog big dog big", False),
    # As people and models write.
    ("copies", {"text": TIDE}, f'"{TIDE}"', True),
    ("copies", {"text": TIDE, "exactly": True}, f'"{TIDE}"', False),
    ("copies", {"text": TIDE, "times": 2, "separator": ""}, f"{TIDE}\n\n{TIDE}", True),
    ("copy_span", {"text": TIDE, "start": 1, "end": 2, "of": "word"}, "`tide falls.`", True),
    ("edge", {"at": "end", "characters": "\u2026"}, "Wait...", True),
    ("thesis", {}, "# A\n\n***The tide always falls.*** Then it rises.", True),
    ("thesis", {}, "# A\n\n*The **big** tide falls.* Then it rises.", True),
    ("vocabulary", {"list": "months", "min": 1}, "It may rain on the march.", False),
    ("vocabulary", {"list": "months", "min": 2}, "In May and in june.", True),
    ("marks", {"allowed": "."}, "# Low\n\n- The **tide** is *low*.\n---\n> The crabs' hour.", True),
    ("marks", {"allowed": "."}, "It is - as 'they' say - low * here.", False),
    ("list_marker", {"marker": "\u30fb", "min": 2}, "\u3000\u30fba b\n\u3000\u30fbc d", True),
    ("numbered_heads", {"template": "Part {n}", "min": 1}, "1. **Part 1**: Low tide.", True),
    (
        "address",
        {"language": "fr", "form": "informal"},
        "Salut [Votre nom], tu vas bien ?",
        True,
    ),
    (
        "sentence_endings",
        {"endings": ["\u3067\u3059", "\u30cb\u30e3"]},
        "\u6674\u308c\u3067\u3059\U0001f600\u3002\u884c\u304f\u30cb\u30e3\uff5e\u3002",
        True,
    ),
]


@pytest.mark.parametrize(("kind", "given", "said", "passed"), CASES)
def test_decides(kind: str, given: dict[str, Any], said: str, passed: bool | None):
    verdict = assay.verify(said, parse({"kind": f"text.{kind}", **given}))
    assert verdict.passed is passed, verdict.why
    assert (verdict.score == 1.0) is (passed is True)


def test_a_thesis_of_some_length_is_asked_for():
    said = parse({"kind": "text.thesis", "words": 11}).describe()
    assert "at least 11 words" in said


@pytest.mark.parametrize(
    "heading",
    ["## Crabs \U0001f980", "## \U0001f980 **Crabs**:", "## Section 2: Crabs", '# "Crabs"'],
)
def test_a_section_is_known_by_its_name(heading: str):
    short = {"kind": "text.words", "max": 2}
    check = {"kind": "on", "part": "section", "heading": "crabs", "check": short}
    assert assay.verify(f"{heading}\n\nThey hide.", check).passed


def test_text_beside_a_template_costs_something():
    verdict = assay.verify("Sure. A: b", {"kind": "text.template", "template": "A: [a]"})
    assert verdict.passed is False
    assert verdict.score is not None
    assert verdict.score < 0.9


def test_what_the_prompt_gives_to_say_is_no_address_of_the_writer():
    check = {"kind": "text.address", "language": "fr", "form": "informal"}
    prompt = "Finis par \u00ab Que puis-je faire pour vous ? \u00bb"
    said = "Tu peux venir. Que puis-je faire pour vous ?"
    assert assay.verify(said, check, prompt=prompt).passed is True
    assert assay.verify(said, check).passed is False


def test_a_block_half_there_is_nearer_than_none():
    blocks = [{"of": "headings"}, {"of": "bullets", "min": 2}, {"of": "sentences"}]
    texts = ("x", "# a", "# a\n- x", "# a\n- x\n- y", "# a\n- x\n- y\n\nDone it.")
    verdicts = [assay.verify(text, {"kind": "text.layout", "blocks": blocks}) for text in texts]
    scores = [verdict.score or 0.0 for verdict in verdicts]
    assert scores == sorted(set(scores))
    assert [verdict.passed for verdict in verdicts] == [False] * 4 + [True]
