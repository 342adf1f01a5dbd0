"""Checks over checks, in three-valued logic.

Each verdict counts as true, false or unknown (undecided and error alike), and the combinators
are Kleene's strong connectives: `all` is false as soon as one part is, true only when every part
is, otherwise unknown; `any` is its dual; `not` leaves unknown unknown. A doubt is therefore never
turned into a pass or a fail, and a decision never depends on the order of the parts.
An unknown made of errors has status `error`, otherwise `undecided`.

Sources: S. C. Kleene, Introduction to Metamathematics (1952), section 64.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb
from typing import Annotated, ClassVar

import msgspec

from assay.check import Check, Example, Nested, Runs
from assay.context import Context, Mode
from assay.demands import Demands, both, complement, either
from assay.response import Response
from assay.verdict import Span, Verdict, decided, error, undecided

__all__ = ["All", "Any", "AtLeast", "Cascade", "Combinator", "If", "Not", "Weighted", "together"]

Parts = tuple[Verdict, ...]
_WAYS = 256
"""Ways to choose among checks that are reasoned about."""


class Combinator(Check):
    """What the combinators share: they run where the neediest of their parts must."""

    nested: ClassVar[tuple[str, ...]] = ("checks",)
    runs: ClassVar[Runs] = "inline"

    def where(self, mode: Mode) -> Runs:
        """In a worker as soon as one part must be."""
        return "worker" if any(c.where(mode) == "worker" for c in self.children()) else "inline"

    def outcome(
        self,
        passed: bool | None,
        why: str,
        parts: Parts,
        score: float,
        evidence: tuple[Span, ...] = (),
    ) -> Verdict:
        """The verdict for a truth value; `score` is cut below 1.0 on a fail."""
        if passed is None:
            make = error if any(p.status == "error" for p in parts) else undecided
            made = make(self.kind, why, version=self.version, parts=parts)
            return msgspec.structs.replace(made, evidence=evidence) if evidence else made
        score = 1.0 if passed else min(score, 1.0 - 2**-20)
        version = self.version
        return decided(self.kind, passed, why, score, evidence, version=version, parts=parts)


class All(Combinator, kind="all"):
    """Every one of `checks` passes.

    False as soon as one fails, undecided where none fails and one cannot tell.
    Score: the mean of the parts' scores, unknown ones counted as 0.
    """

    checks: tuple[Nested, ...]

    def verify(self, response: Response, context: Context) -> Verdict:
        parts = tuple(context.verify(check, response) for check in self.checks)
        passed = _conjunction([p.passed for p in parts])
        score = sum(p.score or 0.0 for p in parts) / len(parts) if parts else 1.0
        return self.outcome(passed, _tally(parts, "all"), parts, score)

    def demands(self) -> Demands | None:
        """What the parts ask, as far as they can be reasoned about."""
        return together(self.checks)

    def describe(self) -> str:
        return " ".join(check.describe() for check in self.checks) or "Write anything."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        both = cls(checks=(_word("tide"), _word("pool")))
        return (
            Example(both, "A tide pool.", True),
            Example(both, "A tide table.", False),
        )


class Any(Combinator, kind="any"):
    """At least one of `checks` passes.

    True as soon as one passes, undecided where none passes and one cannot tell.
    Score: the highest of the parts' scores.
    """

    checks: tuple[Nested, ...]

    def verify(self, response: Response, context: Context) -> Verdict:
        parts = tuple(context.verify(check, response) for check in self.checks)
        passed = _negation(_conjunction([_negation(p.passed) for p in parts]))
        score = max((p.score or 0.0 for p in parts), default=0.0)
        return self.outcome(passed, _tally(parts, "at least one"), parts, score)

    def demands(self) -> Demands | None:
        return _one_of(check.demands() for check in self.checks)

    def describe(self) -> str:
        return "Do at least one of these: " + _listed(self.checks)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        either = cls(checks=(_word("tide"), _word("pool")))
        return (
            Example(either, "A tide table.", True),
            Example(either, "A river.", False),
        )


class Not(Combinator, kind="not"):
    """The check fails. What it cannot tell stays undecided. Score: 1.0 for a pass, else 0.0."""

    nested: ClassVar[tuple[str, ...]] = ("check",)
    check: Nested

    def verify(self, response: Response, context: Context) -> Verdict:
        part = context.verify(self.check, response)
        passed = _negation(part.passed)
        return self.outcome(passed, f"Must not hold: {part.why}", (part,), 0.0)

    def demands(self) -> Demands | None:
        asked = self.check.demands()
        return complement(asked) if asked is not None and not self.check.nested else None

    def describe(self) -> str:
        return f"Do not do this: {self.check.describe()}"

    @classmethod
    def examples(cls) -> Sequence[Example]:
        neither = cls(check=_word("river"))
        return (
            Example(neither, "A tide pool.", True),
            Example(neither, "A river.", False),
        )


class AtLeast(Combinator, kind="at_least"):
    """At least `count` of `checks` pass.

    Undecided where the doubtful ones could tip the balance. Score: the mean of the `count`
    highest scores.
    """

    count: Annotated[int, msgspec.Meta(ge=0)]
    checks: tuple[Nested, ...]

    def validate(self) -> None:
        if self.count > len(self.checks):
            raise ValueError(f"count is {self.count} but there are {len(self.checks)} checks")

    def verify(self, response: Response, context: Context) -> Verdict:
        parts = tuple(context.verify(check, response) for check in self.checks)
        sure = sum(p.passed is True for p in parts)
        doubtful = sum(p.passed is None for p in parts)
        passed = True if sure >= self.count else None if sure + doubtful >= self.count else False
        best = sorted((p.score or 0.0 for p in parts), reverse=True)[: self.count]
        score = sum(best) / self.count if self.count else 1.0
        return self.outcome(passed, _tally(parts, f"at least {self.count}"), parts, score)

    def describe(self) -> str:
        return f"Do at least {self.count} of these: " + _listed(self.checks)

    def demands(self) -> Demands | None:
        if not self.count or comb(len(self.checks), self.count) > _WAYS:
            return None
        return _one_of(together(some) for some in combinations(self.checks, self.count))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(count=2, checks=(_word("tide"), _word("pool"), _word("rock")))
        return (
            Example(two, "A rock in the tide.", True),
            Example(two, "A rock.", False),
        )


class Weighted(Combinator, kind="weighted"):
    """The weighted mean of the parts' scores reaches `threshold`.

    `weights` (positive, one a check; equal by default) are normalised. Undecided where the
    doubtful parts, taken as 0 and as 1, would fall on both sides of the threshold; a part that
    fails while something inside it is unknown has a doubtful score too.
    """

    checks: tuple[Nested, ...]
    weights: tuple[Annotated[float, msgspec.Meta(gt=0, le=1e9)], ...] = ()
    threshold: Annotated[float, msgspec.Meta(gt=0, le=1)] = 1.0

    def validate(self) -> None:
        if not self.checks:
            raise ValueError("checks must not be empty")
        if self.weights and len(self.weights) != len(self.checks):
            raise ValueError(f"{len(self.weights)} weights for {len(self.checks)} checks")

    def verify(self, response: Response, context: Context) -> Verdict:
        parts = tuple(context.verify(check, response) for check in self.checks)
        weights = self.weights or (1.0,) * len(parts)
        total = sum(weights)
        pairs = list(zip(weights, parts, strict=True))
        low = sum(w * (p.score or 0.0) for w, p in pairs) / total
        high = low + sum(w * (1.0 - (p.score or 0.0)) for w, p in pairs if _may_rise(p)) / total
        # A sum of weights need not add up to itself exactly.
        bar = self.threshold - 1e-9
        passed = True if low >= bar else None if high >= bar else False
        span = f"{low:.3g}" if high == low else f"between {low:.3g} and {high:.3g}"
        why = f"Weighted score {span}; at least {self.threshold:g} required."
        return self.outcome(passed, why, parts, low)

    def describe(self) -> str:
        return f"Do as many of these as you can, at least {self.threshold:.0%} by weight: " + (
            _listed(self.checks)
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        mostly = cls(checks=(_word("tide"), _word("pool")), weights=(3, 1), threshold=0.7)
        return (
            Example(mostly, "A tide table.", True),
            Example(mostly, "A pool table.", False),
        )


class Cascade(Combinator, kind="cascade"):
    """The first of `checks` that can tell decides; cheap ones come first.

    A check is passed over where it is undecided or breaks, or where its score lies inside
    `unsure` (two bounds, inclusive). Undecided where none can tell.
    """

    checks: tuple[Nested, ...]
    unsure: tuple[float, float] | None = None

    def validate(self) -> None:
        if not self.checks:
            raise ValueError("checks must not be empty")
        if self.unsure and not 0 <= self.unsure[0] <= self.unsure[1] <= 1:
            raise ValueError("unsure must be two bounds in [0, 1], the lower first")

    def verify(self, response: Response, context: Context) -> Verdict:
        parts: list[Verdict] = []
        for check in self.checks:
            parts.append(context.verify(check, response))
            if self._sure(parts[-1]):
                break
        last = parts[-1]
        decisive = self._sure(last)
        passed = last.passed if decisive else None
        why = last.why if decisive else f"None of {len(parts)} could tell; the last: {last.why}"
        return self.outcome(passed, why, tuple(parts), last.score or 0.0)

    def _sure(self, verdict: Verdict) -> bool:
        if verdict.score is None:
            return False
        return self.unsure is None or not self.unsure[0] <= verdict.score <= self.unsure[1]

    def describe(self) -> str:
        return self.checks[0].describe()

    @classmethod
    def examples(cls) -> Sequence[Example]:
        doubtful = If(condition=_word("maybe"), then=_word("yes"))
        first = cls(checks=(doubtful, _word("no")))
        return (
            Example(first, "maybe yes", True),
            Example(first, "maybe", False),
        )


class If(Combinator, kind="if"):
    """Where `condition` passes, `then` must hold; where it fails, `otherwise`, if given.

    Where the condition cannot tell, the verdict is undecided unless both branches agree.
    Score: that of the branch taken, the lower one where both are; 1.0 where there is none.
    """

    nested: ClassVar[tuple[str, ...]] = ("condition", "then", "otherwise")
    condition: Nested
    then: Nested
    otherwise: Nested | None = msgspec.field(name="else", default=None)

    def verify(self, response: Response, context: Context) -> Verdict:
        condition = context.verify(self.condition, response)
        branches = {True: self.then, False: self.otherwise}
        unknown = condition.passed is None
        taken = [*branches.values()] if unknown else [branches[condition.passed is True]]
        parts = [context.verify(check, response) for check in taken if check is not None]
        values = [p.passed for p in parts] + [True] * (len(taken) - len(parts))
        passed = values[0] if len(set(values)) == 1 else None
        score = min((p.score or 0.0 for p in parts), default=1.0)
        return self.outcome(passed, _branching(condition, parts), (condition, *parts), score)

    def describe(self) -> str:
        text = f"If this holds: {self.condition.describe()} Then: {self.then.describe()}"
        return f"{text} Otherwise: {self.otherwise.describe()}" if self.otherwise else text

    def demands(self) -> Demands | None:
        """The one branch with the condition, the other without it, or both where it is doubtful."""
        condition, others = self.condition.demands(), [self.otherwise] if self.otherwise else []
        failed = None if condition is None else complement(condition)
        otherwise = together(others)
        untold = [asked for asked in (failed, otherwise) if asked is not None]
        return _one_of(
            [
                together([self.condition, self.then]),
                both(untold) if untold else None,
                together([self.then, *others]),
            ]
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        polite = cls(condition=_word("please"), then=_word("thanks"))
        return (
            Example(polite, "please and thanks", True),
            Example(polite, "please", False),
            Example(polite, "hello", True),
        )


def together(checks: Iterable[Check]) -> Demands | None:
    """What checks ask together, as far as it can be reasoned about; None where it cannot be."""
    known = [asked for check in checks if (asked := check.demands()) is not None]
    return both(known) if known else None


def _one_of(several: Iterable[Demands | None]) -> Demands | None:
    """One of several demands; None where one of them is unknown."""
    given = list(several)
    known = [asked for asked in given if asked is not None]
    return either(known) if known and len(known) == len(given) else None


def _may_rise(part: Verdict) -> bool:
    """Whether the score would be higher if more were known."""
    if part.score is None:
        return True
    return part.passed is False and any(_may_rise(inner) for inner in part.parts)


def _conjunction(values: Sequence[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _negation(value: bool | None) -> bool | None:
    return None if value is None else not value


def _tally(parts: Parts, required: str) -> str:
    """How many parts passed, and the reason of the first one that did not."""
    passed = [p.passed for p in parts].count(True)
    head = f"{passed} of {len(parts)} hold; {required} required."
    unmet = [p for p in parts if p.passed is False] or [p for p in parts if p.passed is None]
    return f"{head} {unmet[0].kind}: {unmet[0].why}" if unmet else head


def _branching(condition: Verdict, parts: Sequence[Verdict]) -> str:
    truth = {True: "holds", False: "does not hold", None: "cannot be told"}[condition.passed]
    head = f"The condition {truth} ({condition.why})"
    return f"{head} {' '.join(p.why for p in parts)}" if parts else f"{head} Nothing is required."


def _listed(checks: Sequence[Check]) -> str:
    return " ".join(f"({place}) {check.describe()}" for place, check in enumerate(checks, 1))


def _word(word: str) -> Check:
    """The leaf of the examples. By name: the families stand above this room."""
    from assay.registry import parse

    return parse({"kind": "text.contains", "words": [word]})
