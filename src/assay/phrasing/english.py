"""English phrasings of the generic kinds, and frames for the descriptions of all others."""

from __future__ import annotations

from assay.phrasing.wording import Wording
from assay.views.language_names import NAMES

__all__ = ["WORDING", "framed"]

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


def _amount(low: int | None, high: int | None, noun: tuple[str, str]) -> str:
    one, many = noun
    if low is None:
        return f"at most {high} {one if high == 1 else many}"
    if high is None:
        return f"at least {low} {one if low == 1 else many}"
    if low == high:
        return f"exactly {low} {one if low == 1 else many}"
    return f"between {low} and {high} {many}"


def _many(noun: tuple[str, str]) -> str:
    return noun[1]


WORDING = Wording(
    amount=_amount,
    nouns={
        "text.unique_words": ("different word", "different words"),
        "text.numbers": ("number", "numbers"),
        "text.commas": ("comma", "commas"),
        "text.capital_words": ("word in all capital letters", "words in all capital letters"),
        "text.bullets": ("bullet point", "bullet points"),
        "text.numbered_items": ("numbered list item", "numbered list items"),
        "text.headings": ("Markdown heading", "Markdown headings"),
        "text.code_blocks": ("fenced code block", "fenced code blocks"),
        "text.placeholders": (
            "placeholder in square brackets, such as [address]",
            "placeholders in square brackets, such as [address]",
        ),
        "text.highlights": (
            "part highlighted in Markdown, such as *this*",
            "parts highlighted in Markdown, such as *this*",
        ),
    },
    counted=(
        "Your response should contain {amount}.",
        "Make sure that your response has {amount}.",
        "Your answer has to have {amount}.",
    ),
    absent=_many,
    none=("Do not use any {noun}.", "Avoid {noun} altogether.", "Use no {noun}."),
    lengths={
        "text.words": ("word", "words"),
        "text.sentences": ("sentence", "sentences"),
        "text.lines": ("line", "lines"),
        "text.characters": ("character", "characters"),
    },
    length=(
        "Answer with {amount}.",
        "Your response should contain {amount}.",
        "Make sure that your response has {amount}.",
    ),
    languages=NAMES,
    language=(
        "Write your entire response in {name}.",
        "Answer in {name}; no other language is allowed.",
        "Your response should be in {name} throughout.",
    ),
    cases={
        "upper": "in capital letters only",
        "lower": "in lowercase letters only",
        "title": "in title case",
        "capitalised": "with the first letter of each word capitalized",
    },
    case=(
        "Your entire response should be {how}.",
        "Write everything {how}.",
        "Make sure that all of your answer is {how}.",
    ),
    case_in=(
        "Your entire response should be in {name}, {how}.",
        "Write in {name} and {how}.",
    ),
    quote='"{}"',
    comma=", ",
    last_and=" and ",
    last_or=" or ",
    last_nor=" or ",
    keyword=("the keyword", "the keywords"),
    contains=(
        "Include {what} {words} in your response.",
        "Your response must mention {words}.",
        "Make sure that {what} {words} can be found in your answer.",
    ),
    some=(
        "Include at least {min} of the keywords {words} in your response.",
        "Your response must mention at least {min} of {words}.",
    ),
    word=("the word", "the words"),
    excludes=(
        "Do not include {what} {words} in your response.",
        "Avoid {what} {words}.",
        "Your answer must not mention {words}.",
    ),
    what_word='the word "{}"',
    what_letter='the letter "{}"',
    time=("time", "times"),
    times=(
        "In your response, {what} should appear {times}.",
        "Use {what} {times}.",
        "Make sure that {what} occurs {times} in your answer.",
    ),
    never=("Do not use {what}.", "Avoid {what}.", "Your response must not contain {what}."),
    section=("section", "sections"),
    sections=(
        (
            'Your response must have {amount}. Mark the beginning of each with "{marker} X", such '
            "as {marker} 1."
        ),
        "Divide your answer into {amount}, each opened by a line such as {marker} 1.",
    ),
    paragraph=("paragraph", "paragraphs"),
    blank="a blank line",
    stars="the divider ***",
    paragraphs=(
        "Write {amount}. Separate paragraphs with {between}.",
        "There should be {amount} in your response, with {between} between them.",
        "Structure your answer as {amount}, separated by {between}.",
    ),
    paragraph_start=(
        'Paragraph {index} of your response must start with "{word}".',
        'Begin paragraph {index} with the word "{word}".',
    ),
    paragraph_start_of=(
        (
            "There should be {count} paragraphs, separated by blank lines. Paragraph {index} must "
            'start with the word "{word}".'
        ),
        'Write {count} paragraphs and begin number {index} with "{word}".',
    ),
    choice=(
        "Answer with one of the following options: {options}.",
        "Choose exactly one of these as your answer: {options}.",
    ),
    repeats=(
        (
            "First repeat the request above word for word without change, then give your answer. "
            "Do not say anything before repeating it."
        ),
        "Before you answer, repeat the request exactly as it stands.",
    ),
    repeats_text=(
        'First repeat the following word for word, then answer: "{text}".',
        'Before you answer, repeat this exactly as it stands: "{text}".',
    ),
    plain={
        "text.starts": (
            (
                'Start your response with "{phrase}".',
                'Your answer must begin with "{phrase}".',
                'The very first words of your response should be "{phrase}".',
            ),
            ("phrase",),
        ),
        "text.ends": (
            (
                'Finish your response with this exact phrase: "{phrase}".',
                'End with "{phrase}"; no other words should follow.',
                'The very last words of your response should be "{phrase}".',
            ),
            ("phrase",),
        ),
        "text.title": (
            (
                (
                    "Your answer must contain a title, wrapped in double angular brackets, such as "
                    "<<title>>."
                ),
                "Give your response a title in double angular brackets, like <<this>>.",
                "Put a title between << and >>.",
            ),
            (),
        ),
        "text.postscript": (
            (
                "At the end of your response, add a postscript starting with {marker}",
                "Close with a postscript that begins with {marker}",
            ),
            ("marker",),
        ),
        "text.quoted": (
            (
                "Wrap your entire response in double quotation marks.",
                "Put double quotation marks around the whole of your answer.",
                "Your response must begin and end with a double quotation mark.",
            ),
            (),
        ),
        "text.json": (
            (
                "The entire output should be valid JSON; you may use markdown ticks such as ```.",
                "Answer with JSON and nothing else.",
                "Wrap your whole response in JSON format.",
            ),
            (),
        ),
        "text.responses": (
            (
                "Give {count} different responses, separated by {separator}",
                "Write {count} answers that differ, with {separator} between them.",
            ),
            ("count", "separator"),
        ),
    },
    units={
        "word": "word",
        "sentence": "sentence",
        "paragraph": "paragraph",
        "line": "line",
        "item": "list item",
        "section": "section",
    },
    each="In each {unit}: {part}",
    join=" ",
)
