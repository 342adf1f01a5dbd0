"""Texts that show what checks mean: one that passes all, one that fails just this.

A witness is built from what the checks ask (`Check.demands`) and returned only when every check
has really passed it. Not finding one proves nothing; `conflict` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from typing import Any

from assay.check import Check
from assay.checks.text.count import Count
from assay.checks.text.wording import find_phrase
from assay.context import Context
from assay.demands import Demands, Quantity, both, bounds_of, ways
from assay.demands.linear import Bounds
from assay.demands.wordings import pieces
from assay.registry import parse
from assay.response import Response
from assay.synth.fitting import fit
from assay.synth.layout import draft_of
from assay.synth.planning import MANY, WORDS, Style, plan_of
from assay.synth.search import mended
from assay.synth.vocabulary import SPACED, Vocabulary

__all__ = ["passes", "texts", "witness"]

_WAYS = 12
_DRAFTS = 120
_STYLES = (
    Style(),
    Style(roman=True),
    Style(inline=True),
    Style(level=True),
    Style(bare=True),
    Style(inline=True, bare=True, roman=True),
    Style(veiled=True),
    Style(veiled=True, bare=True, inline=True),
    Style(compact=True),
    Style(broken=True),
    Style(dense=True),
)
_FEW = 3
"""A letter that each unit may have so often is left out of the words."""
_ROUNDS = 4
_TRIALS, _APART = 5, 1_000_003
"""Seeds that are tried, and how far they lie from each other."""
_MORE, _MOST_NUMBERS = 1.2, 20
"""Numbers among words of which there may be few, in proportion to those that are needed; at most
so many for each word."""
_SEARCHED = 2
"""Ways to settle the choices that are searched."""
_SHORT = tuple("abcdefghijklmnopqrstuvwxyz") + tuple(
    a + b for b in "aeioulrstn" for a in "bdgklmnprstcfhjvwxyz"
)
_IDEOGRAPHS = 0x5B50
_CONTEXT = Context()


def passes(checks: Sequence[Check], text: str) -> bool:
    """Whether the text passes every check by its standard rule."""
    response = Response(text)
    return all(_CONTEXT.verify(check, response).passed is True for check in checks)


def witness(
    checks: Sequence[Check | Mapping[str, Any]], seed: int = 0, *, thorough: bool = True
) -> str | None:
    """A text that passes all of the checks; None where none was found.

    The same checks and seed give the same text. Where no text built to plan passes, the best of
    them are mended by trial, and then others are built and mended, which takes up to some seconds;
    not where `thorough` is false. English unless a check asks for another language (Spanish,
    French, Japanese and Chinese are there).
    """
    made = [parse(check) for check in checks]
    known = both(asked for check in made if (asked := check.asked()) is not None)
    trials = range(seed, seed + _TRIALS * _APART if thorough else seed + 1, _APART)
    found = (_built(known, made, trial, thorough=thorough) for trial in trials)
    return next((text for text in found if text is not None), None)


def _built(known: Demands, made: Sequence[Check], seed: int, *, thorough: bool) -> str | None:
    """A text that passes, from one seed."""
    tried: list[str] = []
    for text in texts(known, made, seed):
        if passes(made, text):
            return text
        tried.append(text)
    return _searched(tried, known, made, seed) if tried and thorough else None


def _searched(
    tried: Sequence[str], known: Demands, checks: Sequence[Check], seed: int
) -> str | None:
    """A text found by trial, from those that were built."""
    for place, way in enumerate(islice(ways(known), _SEARCHED)):
        bounds = bounds_of(way)
        if bounds is not None:
            rng = Random(f"{seed}/{place}/search")  # noqa: S311
            found = mended(tried, checks, way, _vocabulary(way, bounds), rng)
            if found is not None:
                return found
    return None


def texts(
    asked: Demands, checks: Sequence[Check], seed: int = 0, rounds: int = _ROUNDS
) -> Iterator[str]:
    """Texts made to meet the demands, measured as the checks count; the readable ones first."""
    measure = _measure(checks)
    prepared: list[tuple[Demands, Mapping[Quantity, Bounds], Vocabulary, Random]] = []
    for place, way in enumerate(islice(ways(asked), _WAYS)):
        bounds = bounds_of(way)
        if bounds is None:
            continue
        if way.fixed:
            yield from _fixed(way, bounds)
            continue
        rng = Random(f"{seed}/{place}")  # noqa: S311
        prepared.append((way, bounds, _vocabulary(way, bounds), rng))
    drafts = 0
    for style in _STYLES:
        for way, bounds, words, rng in prepared:
            plan = plan_of(way, bounds, words, style, rng)
            for _ in range(rounds if style is _STYLES[0] else min(rounds, 2)):
                drafts += 1
                if drafts > _DRAFTS:
                    return
                draft = draft_of(plan)
                fit(draft, plan, measure)
                yield draft.text()


def _fixed(way: Demands, bounds: Mapping[Quantity, Bounds]) -> Iterator[str]:
    """The spellings of a fixed text."""
    text = way.fixed[0].text.strip()
    if way.fixed[0].how == "wrapped":
        yield from _wrapped(text, bounds)
    width = bounds.get(Quantity("characters", ("all",)), Bounds()).low - len(text)
    for spelt in (text, text.upper(), text.lower(), text.title(), text.capitalize()):
        if width > 0:
            yield spelt.replace(" ", " " * (width + 1), 1)
            yield spelt.replace(" ", "\n" + " " * width + "\n", 1)
        yield f"* {spelt}"
        yield from (spelt, f"\u201c{spelt}\u201d", f'"{spelt}"', f"*{spelt}*", f"# {spelt}")
        yield from ("\n".join(spelt.split()), "\n\n".join(spelt.split()), f"```\n{spelt}\n```")


def _wrapped(text: str, bounds: Mapping[Quantity, Bounds]) -> Iterator[str]:
    """A text within marks that a rule passes over, which open empty blocks."""
    low = {(q.what, *q.of): b.low for q, b in bounds.items()}
    for around in ("{}", "\u201c{}\u201d"):
        for spelt in (text, text.upper(), text.lower()):
            lines = ["("] if around != "{}" else []
            lines += ["* ("] * max([n for q, n in low.items() if q[0] == "bullets"], default=0)
            for q, number in low.items():
                if q[0] == "headings" and number:
                    deepest = max(1, low.get(("heading levels",), 1))
                    levels = [int(q[1])] if q[1] else range(1, deepest + 1)
                    lines += ["#" * n for n in levels]
                    lines += [lines[-1]] * (number - len(levels))
            lines += ["```\n```" for q, n in low.items() if q[0] == "code_blocks" for _ in range(n)]
            lines += ["*(*" for q, n in low.items() if q[0] == "highlights" for _ in range(n)]
            lines += [
                f"{'(' * (n + 1)}\n{q[1]}"
                for q, m in low.items()
                if q[0] == "responses"
                for n in range(m - 1)
            ]
            lines += ["(\n***"] * (low.get(("paragraphs", "***"), 1) - 1)
            lines += ["("] * (low.get(("lines",), 0) - len(lines) - 1)
            missing = low.get(("paragraphs", "blank"), 0) - 1
            width = max(low.get(("characters", "all"), 0), low.get(("characters", "visible"), 0))
            lines[:0] = ["(" * width] if width > len(text) else []
            item = low.get(("item units",)) and not any(q[0] == "bullets" for q in low)
            head = "".join(f"{line}\n" for line in lines) + "(\n\n" * max(0, missing)
            yield around.format(f"{head}{'* ' if item else ''}{spelt}")


def _vocabulary(way: Demands, bounds: Mapping[Quantity, Bounds]) -> Vocabulary:
    """The words that no upper bound speaks against."""
    asked = [way, *(unit.asked for unit in way.units)]
    codes = [code.partition("-")[0] for one in asked for code in one.languages]
    least = bounds.get(WORDS, Bounds()).low
    highs = {q.of[0]: b.high for q, b in bounds.items() if q.what == "characters" and b.high}
    different = bounds.get(Quantity("unique_words"), Bounds()).low
    # There are few words of one letter.
    marked = _marked(bounds)
    tight = highs.get("all", MANY) - marked < max(2 * least - 1, 3 * different - 26)
    highs.pop("letters", None)
    letters = Quantity("characters", ("letters",))
    lettered = min([a.max for a in way.amounts if a.quantity == letters and a.max], default=MANY)
    unlettered = lettered < min(1.5 * least, *highs.values(), MANY)
    if (
        not codes
        and not unlettered
        and (tight or highs.get("visible", MANY) < max(1.3 * least, 1.9 * different))
    ):
        codes = ["zh"]  # whose characters are words each
    language = next(iter(codes), "en")
    capped = {
        q.of[0]: b.high for q, b in bounds.items() if q.what == "letter" and b.high is not None
    }
    longest = max([b.low for q, b in bounds.items() if q.what == "characters"], default=0)
    about = max(bounds.get(WORDS, Bounds()).low, longest // 6)
    barred = {c for c, high in capped.items() if high <= 3 or high * 3 < about}
    wanted = {q.of[0] for q, b in bounds.items() if q.what == "letter" and b.low}
    phrases = [
        (q.of[0].lower(), q.of[1])
        for q, b in bounds.items()
        if q.what == "phrase" and b.high is not None
    ]
    for amount in (a for unit in way.units for a in unit.asked.amounts if a.max is not None):
        if amount.quantity.what == "phrase":
            phrases.append((amount.quantity.of[0], amount.quantity.of[1]))
        elif amount.quantity.what == "letter" and (amount.max or 0) <= _FEW:
            barred.add(amount.quantity.of[0])

    def allowed(word: str) -> bool:
        return not any(c in barred for c in word) and unnamed(word)

    def rare(word: str) -> bool:
        return any(c in wanted and c in barred for c in word) and unnamed(word)

    def unnamed(word: str) -> bool:
        return not any(
            (max(p.split(), key=len) in word if m == "substring" else word in p.split())
            for p, m in phrases
        )

    cases = set(way.cases)
    unique = bounds.get(Quantity("unique_words"), Bounds()).low
    few_numbers = bounds.get(Quantity("numbers"), Bounds()).high is not None
    small: Sequence[str] = ()
    if {"lower", "title"} <= cases:
        small = ["\u65e5"]
    elif {"lower", "capitalised"} <= cases:
        small = ["1st", "2nd", "3rd", "4th", "5th", "\u65e5"]
    elif (
        language in SPACED
        and "upper" in cases
        and any(a.quantity.what == "capital_words" and a.max is not None for a in way.amounts)
    ):
        small = ["a", "i", "o", *sorted(wanted)]
        longer = max([b.low for q, b in bounds.items() if q.what == "characters"], default=0)
        if bounds.get(letters, Bounds()).low > longer // 3:
            small = list("abcdefghijklmnopqrstuvwxyz")
        elif not codes and unique > len(small):
            small += [chr(_IDEOGRAPHS + n) for n in range(2 * unique)]
        elif Quantity("numbers") not in {a.quantity for a in way.amounts}:
            small = [
                "a",
                "i",
                *sorted(wanted),
                *(str(n) for n in range(2, 2 * max(unique, longer // 8, 2))),
            ]
    elif not codes and unlettered:
        numbered = [] if few_numbers else [str(n) for n in range(2, 99)]
        small = [w for w in (*_SHORT, *numbered) if allowed(w)]
    elif not codes and highs.get("all", MANY) < 4 * max(least, unique):
        small = [w for w in _SHORT if allowed(w)]
    made = Vocabulary(language, allowed, small, rare)
    if not made.spaced and lettered < least and not few_numbers:
        # Numbers are words without a letter.
        made.mix(min(_MOST_NUMBERS, (least - lettered) / lettered * _MORE))
    if small:
        made.rare = sorted(wanted & barred)
    return made


def _marked(bounds: Mapping[Quantity, Bounds]) -> int:
    """The characters that are asked for beyond words of one letter and the spaces between."""
    marks = sum(2 * b.low for q, b in bounds.items() if q.what in ("highlights", "placeholders"))
    phrases = [(q.of[0], b.low) for q, b in bounds.items() if q.what == "phrase"]
    more = (low * max(0, len(words) - 2 * pieces(words) + 1) for words, low in phrases)
    return marks + sum(more)


def _measure(checks: Sequence[Check]) -> Callable[[Quantity, str], int | None]:
    """How the checks themselves count each quantity."""
    counters: dict[Quantity, Count] = {}
    for check in (inner for outer in checks for inner in outer.tree()):
        if isinstance(check, Count):
            asked = check.demands()
            if asked is not None and asked.amounts:
                counters.setdefault(asked.amounts[0].quantity, check)

    def measure(quantity: Quantity, text: str) -> int | None:
        check = counters.get(quantity)
        response = Response(text)
        if check is None:
            if quantity.what == "phrase":
                return len(find_phrase(response, quantity.of[0], "word"))
            return None
        found = check.count(response, _CONTEXT)
        return found if isinstance(found, int) else len(found)

    return measure
