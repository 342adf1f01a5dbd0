"""English phrasings of the generic kinds, and frames for the descriptions of all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.phrasing.phrases import Bounds, Frames, Phrases, Say, Table, bounds_of, covers, listed
from assay.views.language_names import NAMES

__all__ = ["FRAMES", "PHRASES", "framed"]

_BOUNDS = Bounds(
    "at least {n} {unit}",
    "at most {n} {unit}",
    "exactly {n} {unit}",
    "between {a} and {b} {unit}",
)

_NO_VERB = ("Every", "In ", "If ", "From ", "At ")
"""How descriptions begin that do not begin with a verb."""


def framed(plain: str) -> tuple[str, ...]:
    """An instruction in other frames; what begins with a verb changes its mood."""
    if plain.startswith("Do not ") and ": " not in plain:
        rest = plain.removeprefix("Do not ")
        return (f"Please do not {rest}", f"You must not {rest}", f"Make sure not to {rest}")
    if plain.startswith(("Do ", *_NO_VERB)) or not plain[:1].isalpha():
        return (f"Keep to this rule: {plain}", f"This is required of your response: {plain}")
    rest = f"{plain[0].lower()}{plain[1:]}"
    return (f"Please {rest}", f"Make sure to {rest}", f"You have to {rest}")


def _counted(one: str, many: str, *frames: str) -> Say:
    def say(check: Any) -> Sequence[str]:
        low, high = bounds_of(check)
        if high == 0:
            return (f"Do not use any {many}.", f"Avoid {many} altogether.", f"Use no {many}.")
        text = _BOUNDS.said(low, high, one, many)
        return tuple(frame.format(text) for frame in (*frames, *_COUNTED))

    return say


_COUNTED = (
    "Your response should contain {}.",
    "Make sure that there are {} in your response.",
    "Include {}.",
)


def _quoted(words: Sequence[str]) -> str:
    return listed([f'"{word}"' for word in words], ", ", " and ")


def _contains(check: Any) -> Sequence[str]:
    some = "" if check.min is None else f"at least {check.min} of "
    words = _quoted(check.words)
    what = "the keyword" if len(check.words) == 1 else "the keywords"
    return (
        f"Include {some}{what} {words} in your response.",
        f"Your response must mention {some}{words}.",
        f"Make sure that {some}{what} {words} can be found in your answer.",
    )


def _excludes(check: Any) -> Sequence[str]:
    words = listed([f'"{word}"' for word in check.words], ", ", " or ")
    what = "the word" if len(check.words) == 1 else "the words"
    return (
        f"Do not include {what} {words} in your response.",
        f"Avoid {what} {words}.",
        f"Your answer must not mention {words}.",
    )


def _keyword(check: Any) -> Sequence[str]:
    low, high = bounds_of(check)
    if high == 0:
        return (f'Do not use the word "{check.word}".', f'Avoid the word "{check.word}".')
    times = _BOUNDS.said(low, high, "time", "times")
    return (
        f'In your response, the word "{check.word}" should appear {times}.',
        f'Mention "{check.word}" {times}.',
        f'Work the word "{check.word}" into your answer {times}.',
    )


def _letter(check: Any) -> Sequence[str]:
    low, high = bounds_of(check)
    if high == 0:
        return (f'Do not use the letter "{check.letter}".', f'Avoid the letter "{check.letter}".')
    times = _BOUNDS.said(low, high, "time", "times")
    return (
        f'In your response, the letter "{check.letter}" should appear {times}.',
        f'Use the letter "{check.letter}" {times}.',
    )


def _language(check: Any) -> Sequence[str]:
    name = NAMES.get(check.language)
    if name is None:
        return ()
    return (
        f"Write your entire response in {name}.",
        f"Answer in {name}; no other language is allowed.",
        f"Your response should be in {name} throughout.",
    )


_CASES = {
    "upper": ("in capital letters only", "No lowercase letters are allowed."),
    "lower": ("in lowercase letters only", "No capital letters are allowed."),
    "title": ("in title case", "Capitalize it as one would a title."),
    "capitalised": (
        "with the first letter of each word capitalized",
        "Each word must begin with a capital letter.",
    ),
}


def _case(check: Any) -> Sequence[str]:
    how, alone = _CASES[check.case]
    name = NAMES.get(check.language, "")
    if check.language and not name:
        return ()
    if name:
        return (
            f"Your entire response should be in {name}, {how}.",
            f"Write in {name} and {how}.",
        )
    return (f"Your entire response should be {how}.", f"Write everything {how}.", alone)


def _starts(check: Any) -> Sequence[str]:
    return (
        f'Start your response with "{check.phrase}".',
        f'Your answer must begin with "{check.phrase}".',
        f'The very first words of your response should be "{check.phrase}".',
    )


def _ends(check: Any) -> Sequence[str]:
    return (
        f'Finish your response with this exact phrase: "{check.phrase}".',
        f'End with "{check.phrase}"; no other words should follow.',
        f'The very last words of your response should be "{check.phrase}".',
    )


def _sections(check: Any) -> Sequence[str]:
    parts = _BOUNDS.said(*bounds_of(check), "section", "sections")
    return (
        (
            f'Your response must have {parts}. Mark the beginning of each with "{check.marker} X", '
            f"such as {check.marker} 1."
        ),
        f"Divide your answer into {parts}, each opened by a line such as {check.marker} 1.",
    )


def _paragraphs(check: Any) -> Sequence[str]:
    parts = _BOUNDS.said(*bounds_of(check), "paragraph", "paragraphs")
    between = "a blank line" if check.divider == "blank" else "the divider ***"
    return (
        f"Write {parts}. Separate paragraphs with {between}.",
        f"There should be {parts} in your response, with {between} between them.",
        f"Structure your answer as {parts}, separated by {between}.",
    )


def _paragraph_start(check: Any) -> Sequence[str]:
    if check.count is None:
        return (
            f'Paragraph {check.index} of your response must start with "{check.word}".',
            f'Begin paragraph {check.index} with the word "{check.word}".',
        )
    return (
        (
            f"There should be {check.count} paragraphs, separated by blank lines. "
            f'Paragraph {check.index} must start with the word "{check.word}".'
        ),
        f'Write {check.count} paragraphs and begin number {check.index} with "{check.word}".',
    )


def _title(_: Any) -> Sequence[str]:
    return (
        "Your answer must contain a title, wrapped in double angular brackets, such as <<title>>.",
        "Give your response a title in double angular brackets, like <<this>>.",
        "Put a title between << and >>.",
    )


def _placeholders(check: Any) -> Sequence[str]:
    marks = _BOUNDS.said(*bounds_of(check), "placeholder", "placeholders")
    return (
        f"Your response must contain {marks} in square brackets, such as [address].",
        f"Include {marks}, each in square brackets like [name].",
    )


def _postscript(check: Any) -> Sequence[str]:
    return (
        f"At the end of your response, add a postscript starting with {check.marker}",
        f"Close with a postscript that begins with {check.marker}",
    )


def _highlights(check: Any) -> Sequence[str]:
    parts = _BOUNDS.said(*bounds_of(check), "section", "sections")
    return (
        f"Highlight {parts} of your answer with markdown, i.e. *highlighted section*.",
        f"Emphasize {parts} in markdown, like *this*.",
    )


def _quoted_whole(_: Any) -> Sequence[str]:
    return (
        "Wrap your entire response in double quotation marks.",
        "Put double quotation marks around the whole of your answer.",
        "Your response must begin and end with a double quotation mark.",
    )


def _json(_: Any) -> Sequence[str]:
    return (
        "The entire output should be valid JSON; you may use markdown ticks such as ```.",
        "Answer with JSON and nothing else.",
        "Wrap your whole response in JSON format.",
    )


def _choice(check: Any) -> Sequence[str]:
    options = listed([f'"{option}"' for option in check.options], ", ", " or ")
    return (
        f"Answer with one of the following options: {options}.",
        f"Choose exactly one of these as your answer: {options}.",
    )


def _responses(check: Any) -> Sequence[str]:
    return (
        f"Give {check.count} different responses, separated by {check.separator}",
        f"Write {check.count} answers that differ, with {check.separator} between them.",
    )


def _repeats(check: Any) -> Sequence[str]:
    if check.text is None:
        return (
            (
                "First repeat the request above word for word without change, then give your "
                "answer. Do not say anything before repeating it."
            ),
            "Before you answer, repeat the request exactly as it stands.",
        )
    return (
        f'First repeat the following word for word, then answer: "{check.text}".',
        f'Before you answer, repeat this exactly as it stands: "{check.text}".',
    )


def _count(one: str, many: str, *frames: str) -> Phrases:
    return Phrases(_counted(one, many, *frames), covers("min", "max"), none=True)


PHRASES: Table = {
    "text.words": _count("word", "words", "Answer with {}."),
    "text.sentences": _count("sentence", "sentences", "Write {}."),
    "text.lines": _count("line", "lines", "Write {}."),
    "text.unique_words": _count("different word", "different words"),
    "text.numbers": _count("number", "numbers"),
    "text.commas": _count("comma", "commas"),
    "text.capital_words": _count("word in all capital letters", "words in all capital letters"),
    "text.bullets": _count("bullet point", "bullet points", "Give your answer as {}."),
    "text.numbered_items": _count("numbered list item", "numbered list items"),
    "text.headings": _count("Markdown heading", "Markdown headings"),
    "text.code_blocks": _count("fenced code block", "fenced code blocks"),
    "text.characters": _count("character", "characters", "Answer with {}."),
    "text.contains": Phrases(_contains, covers("words", "min")),
    "text.excludes": Phrases(_excludes, covers("words")),
    "text.keyword": Phrases(_keyword, covers("word", "min", "max"), none=True),
    "text.letter": Phrases(_letter, covers("letter", "min", "max"), none=True),
    "text.language": Phrases(_language, covers("language")),
    "text.case": Phrases(_case, covers("case", "language")),
    "text.starts": Phrases(_starts, covers("phrase")),
    "text.ends": Phrases(_ends, covers("phrase")),
    "text.sections": Phrases(_sections, covers("marker", "min", "max")),
    "text.paragraphs": Phrases(_paragraphs, covers("divider", "min", "max")),
    "text.paragraph_start": Phrases(_paragraph_start, covers("index", "word", "count")),
    "text.title": Phrases(_title, covers()),
    "text.placeholders": Phrases(_placeholders, covers("min", "max")),
    "text.postscript": Phrases(_postscript, covers("marker")),
    "text.highlights": Phrases(_highlights, covers("min", "max")),
    "text.quoted": Phrases(_quoted_whole, covers()),
    "text.json": Phrases(_json, covers()),
    "text.choice": Phrases(_choice, covers("options")),
    "text.responses": Phrases(_responses, covers("count", "separator")),
    "text.repeats": Phrases(_repeats, covers("text")),
}

_UNITS = {
    "word": "word",
    "sentence": "sentence",
    "paragraph": "paragraph",
    "line": "line",
    "item": "list item",
    "section": "section",
}


def _each(check: Any, parts: Sequence[str]) -> str:
    unit = _UNITS.get(check.unit)
    return f"In each {unit}: {parts[0]}" if unit and check.min is None else ""


def _all(_: Any, parts: Sequence[str]) -> str:
    return " ".join(parts)


FRAMES: Frames = {"all": _all, "each": _each}
"""How checks over others are said."""
