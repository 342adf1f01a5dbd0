"""Exchanging the filler words of a draft until letters, characters and different words fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assay.demands import Quantity
from assay.synth.draft import Draft, Word
from assay.synth.planning import WORDS, Plan, marks_of
from assay.views.words import WORDS as WORD_VIEW

__all__ = ["exchange", "words_of"]

_TRIES = 600
_WEIGHTS = {"letter": 2, "unique_words": 4}
_STALE = 40
_LONG, _LETTERED = 9, 1.5
"""Characters for each word, and for each letter, from which marks and spaces are taken besides."""
_LETTERS = Quantity("characters", ("letters",))


def words_of(text: str) -> list[str]:
    return WORD_VIEW.compute(text)


def exchange(draft: Draft, plan: Plan) -> None:
    """Filler words for others until letters, characters and different words fit."""
    goals = [
        (q, b)
        for q, b in plan.bounds.items()
        if q.what in ("letter", "characters", "unique_words")
        and marks_of(q) == ""
        and (b.high is not None or b.low > 1)
        and not (
            q.of in (("all",), ("visible",))
            and b.low > min(_LONG * plan.high(WORDS), _LETTERED * plan.high(_LETTERS))
        )
    ]
    tokens = [w for w in draft.words() if not (w.fixed or w.loud) and w.text]
    if not goals or not tokens:
        return
    _fewer(tokens, plan, draft)
    text = draft.text()
    have = [_tracked(q, text) for q, _ in goals]
    counts = Counter(word.casefold() for word in words_of(text))
    best = _missed(goals, have)
    if not best:
        return
    pool = [*plan.words.every, *plan.words.made]
    tries = _TRIES + 3 * len(tokens)
    settled = plan.of(Quantity("unique_words")).high is not None
    stale = 0
    for turn in range(tries):
        if turn in (tries // 2, tries * 3 // 4):
            stale = 0  # other words from here on
        if stale > _STALE + len(tokens) // 4:
            if turn > tries * 3 // 4:
                return
            continue
        word = plan.rng.choice(tokens)
        if turn < tries // 2 and word.part:
            options = plan.rng.sample(
                plan.words.parts[word.part], min(6, len(plan.words.parts[word.part]))
            )
        else:
            options = plan.rng.sample(pool, min(12, len(pool)))
            options += plan.rng.sample(plan.words.rare, min(4, len(plan.words.rare)))
        if settled:
            options += [plan.rng.choice(tokens).text for _ in range(4)]
        if turn >= tries * 3 // 4:
            options += _stretched(goals, have, word, plan)
        kept = word.text
        chosen = have
        for option in options:
            new = _moved(goals, have, counts, word.text, option)
            missed = _missed(goals, new)
            if missed < best:
                best, kept, chosen = missed, option, new
        stale += 1
        if kept != word.text:
            stale = 0
            have = chosen
            counts[word.text.casefold()] -= 1
            counts[kept.casefold()] += 1
            word.text = kept
        if not best:
            return


def _fewer(tokens: list[Word], plan: Plan, draft: Draft) -> None:
    """The rarest filler words wherever they stand for others, where too many differ."""
    high = plan.of(Quantity("unique_words")).high
    if high is None:
        return
    counts = Counter(word.casefold() for word in words_of(draft.text()))
    filler = Counter(word.text.casefold() for word in tokens)
    able = [word for word, number in filler.most_common() if counts[word] == number]
    kept = [word for word in counts if word.isalpha() and word not in able] or able[:1]
    for rare in reversed(able[: len(able)]):
        if len(counts) <= high:
            return
        if rare in kept:
            continue
        del counts[rare]
        for word in tokens:
            if word.text.casefold() == rare:
                word.text = plan.rng.choice(kept)


def _stretched(
    goals: Sequence[tuple[Quantity, tuple[int, int | None]]],
    have: list[int],
    word: Word,
    plan: Plan,
) -> list[str]:
    """The word made longer by letters that are wanted, or that are free to use; or spelt without
    those of which there are too many."""
    made: list[str] = []
    capped = {q.of[0] for q, b in goals if q.what == "letter" and b[1] is not None}
    free = next((c for c in "aiounrst" if c not in capped), "a")
    for (quantity, (low, high)), value in zip(goals, have, strict=True):
        if quantity.what == "letter" and high is not None and value > high:
            made.append(word.text.replace(quantity.of[0], free))
        if value >= low:
            continue
        missing = low - value
        if quantity.what == "letter":
            made.append(word.text + quantity.of[0] * missing)
        elif quantity.what == "characters" and (plan.words.spaced or plan.of(WORDS).high is None):
            stem = "".join(c for c in word.text if c not in capped) or "mo"
            made.append(word.text + (stem * (missing // len(stem) + 1))[:missing])
    barred = [q.of[0] for q, b in plan.bounds.items() if q.what == "phrase" and b.high is not None]
    return [m for m in made if m.isalpha() and not any(p in m for p in barred)]


def _tracked(quantity: Quantity, text: str) -> int:
    if quantity.what == "letter":
        return text.lower().count(quantity.of[0])
    if quantity.what == "unique_words":
        return len({word.casefold() for word in words_of(text)})
    if quantity.of[0] == "letters":
        return sum(map(str.isalpha, text))
    return len(text.strip()) if quantity.of[0] == "all" else len("".join(text.split()))


def _moved(
    goals: Sequence[tuple[Quantity, tuple[int, int | None]]],
    have: list[int],
    counts: Counter[str],
    old: str,
    new: str,
) -> list[int]:
    """The amounts after one word is exchanged for another."""
    moved: list[int] = []
    for (quantity, _), before in zip(goals, have, strict=True):
        value = before
        if quantity.what == "letter":
            value += new.lower().count(quantity.of[0]) - old.lower().count(quantity.of[0])
        elif quantity.what == "unique_words":
            if old.casefold() != new.casefold():
                value += (counts[new.casefold()] <= 0) - (counts[old.casefold()] <= 1)
        elif quantity.of[0] == "letters":
            value += sum(map(str.isalpha, new)) - sum(map(str.isalpha, old))
        else:
            value += len(new) - len(old)
        moved.append(value)
    return moved


def _missed(goals: Sequence[tuple[Quantity, tuple[int, int | None]]], have: Sequence[int]) -> int:
    """How far all amounts are from their bounds together."""
    total = 0
    for (quantity, (low, high)), value in zip(goals, have, strict=True):
        if value < low:
            missed = low - value
        elif high is not None and value > high:
            missed = value - high
        else:
            continue
        # A letter is a character too: more weight, or one would only be had for the other.
        total += _WEIGHTS.get(quantity.what, 1) * missed
    return total
