"""`forms`: short instructions whose form can be checked, and nothing else of them.

List 3 animals in capitals, separated by commas.
OTTER, CRAB, HORSE
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from assay.check import Check
from assay.checks.text.case import Case
from assay.checks.text.commas import Commas
from assay.checks.text.ends import Ends
from assay.checks.text.letter import Letter
from assay.checks.text.lines import Lines
from assay.checks.text.punctuation import Punctuation
from assay.checks.text.template import Template
from assay.checks.text.vocabulary import Vocabulary
from assay.checks.text.word_lengths import WordLengths
from assay.checks.text.words import Words
from assay.combine import Any, AtLeast, If
from assay.scope import Each
from assay.tasks.families.family import Family, Item
from assay.tasks.families.topics import TOPICS, plurals

__all__ = ["Forms"]

_COUNTS = {1: (2, 5), 2: (2, 5), 3: (3, 6), 4: (3, 6), 5: (4, 7)}
_OPTIONS = {
    1: ("case", "separator", "letter"), 2: ("case", "separator", "letter"),
    3: ("case", "separator", "letter"), 4: ("case", "separator", "letter", "length"),
    5: ("case", "separator", "letter", "length", "end"),
}  # fmt: skip
_WANTED = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
_SEPARATORS = {
    ", ": "separated by commas", "; ": "separated by semicolons", "\n": "one on each line",
}  # fmt: skip
_CASES = {"upper": "in capitals", "lower": "in small letters"}
_SHORTEST = 5
_LAST = "done"
_LETTERS = "aeioulnrst"
_LETTERS_THEN = "aiulrst"
"""Letters to be left out where the last word is to stand."""


class Forms(Family, frozen=True, kw_only=True):
    """Lists of things of one sort: how many, in which case, divided by what, with which letters.

    What counts as an animal (a fruit, a tool ...) is decided by a list of ours, in singular or
    plural: a test of form, not of knowledge.
    """

    name = "forms"

    @classmethod
    def draw(cls, rng: Random, level: int) -> Item:
        while True:
            options = set(rng.sample(_OPTIONS[level], _WANTED[level]))
            topic = rng.choice(list(TOPICS))
            count = rng.randint(*_COUNTS[level])
            free = _LETTERS if "end" not in options else _LETTERS_THEN
            letter = rng.choice(free) if "letter" in options else ""
            words = [
                word for word in TOPICS[topic]
                if not (letter and letter in word)
                and not ("length" in options and len(word) < _SHORTEST)
            ]  # fmt: skip
            if len(words) > count:
                break
        case = rng.choice(list(_CASES)) if "case" in options else ""
        separator = rng.choice(list(_SEPARATORS)) if "separator" in options else ""
        return _item(rng, topic, words, count, case, separator, letter, options)


def _item(
    rng: Random, topic: str, words: list[str], count: int, case: str, separator: str,
    letter: str, options: set[str],
) -> Item:  # fmt: skip
    long, end = "length" in options, "end" in options
    wishes = [f"List {count} {topic}"]
    if long:
        wishes[0] += f" of at least {_SHORTEST} letters"
    if letter:
        wishes[0] += f" without the letter {letter}"
    wishes += [_CASES[case]] if case else []
    wishes += [_SEPARATORS[separator]] if separator else []
    prompt = _joined(wishes) + (f" Then write {_LAST}." if end else "")

    def write(chosen: list[str], *, shift: bool = False, divided: str = separator) -> str:
        text = (divided or ", ").join([*chosen, *[_LAST] * end])
        upper = (case == "upper") != shift
        return text.upper() if upper else text

    chosen = rng.sample(words, count)
    spare = next(word for word in words if word not in chosen)
    wrong = [write([*chosen, spare]), write(chosen[:-1] or [spare, spare])]
    wrong += [write(chosen, shift=True)] * bool(case)
    wrong += [write(chosen, divided=" / ")] * bool(separator)
    return Item(
        prompt=prompt,
        key=prompt,
        answer=write(chosen),
        solution=write(chosen),
        checks=tuple(_checks(topic, count, case, separator, letter, long, end)),
        wrong=tuple(wrong),
        meta={"constraints": 1 + len(options)},
    )


def _joined(wishes: list[str]) -> str:
    """`List 3 animals in capitals, separated by commas.`"""
    first, *rest = wishes
    apart = [", " if wish.startswith(("separated", "one")) else " " for wish in rest]
    return first + "".join(f"{mark}{wish}" for mark, wish in zip(apart, rest, strict=True)) + "."


def _checks(
    topic: str, count: int, case: str, separator: str, letter: str, long: bool, end: bool
) -> list[Check]:
    total = count + end
    checks: list[Check] = [Words(min=total, max=total), _listed(TOPICS[topic], count, long)]
    if case:
        checks.append(Case(case="upper" if case == "upper" else "lower"))
    checks += _divided(separator, count, case, end) if separator else []
    if letter:
        checks.append(Letter(letter=letter, max=0))
    if long and not end:
        checks.append(WordLengths(min=_SHORTEST))
    if end:
        checks.append(Ends(phrase=_LAST))
    return checks


def _listed(words: tuple[str, ...], count: int, long: bool) -> Check:
    """So many different things: "cat, cats" names one animal, "carrots, peas, spinach" three."""

    def fitting(forms: Iterable[str]) -> tuple[str, ...]:
        return tuple([form for form in forms if not long or len(form) >= _SHORTEST])

    several = fitting(form for word in words for form in plurals(word))
    each = [fitting((word, *plurals(word))) for word in words]
    # Thing by thing only where a plural stands there, so that most verdicts stay small.
    return If(
        condition=Vocabulary(words=several, min=1),
        then=AtLeast(
            count=count, checks=tuple([Vocabulary(words=forms, min=1) for forms in each if forms])
        ),
        otherwise=Vocabulary(words=fitting(words), min=count, max=count, distinct=True),
    )


def _divided(separator: str, count: int, case: str, end: bool) -> list[Check]:
    """One word in each place, which the number of marks alone does not say: "cat dog cow,,"."""
    if separator == "\n":
        total = count + end
        return [Lines(min=total, max=total), Each(unit="line", check=Words(min=1, max=1))]
    last = f" {_LAST.upper() if case == 'upper' else _LAST}" if end else ""
    places = separator.join(f"[{place}]" for place in range(1, count + 1))
    least, most = count - 1, count - 1 + end
    marks: Check = (
        Commas(min=least, max=most)
        if separator == ", "
        else Punctuation(marks=";", min=least, max=most)
    )
    form = Template(template=places + last)
    return [Any(checks=(form, Template(template=f"{places}{last}."))) if end else form, marks]
