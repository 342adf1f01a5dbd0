"""Verdicts that change: between two policies, two files, or what was recorded and what is now.

A flip is one check on one response whose status is not what it was. Rows are judged and compared
as they come, and every row that cannot be compared is an `Unmatched` that says why.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple, TypeAlias, cast, get_args

import msgspec

from assay.answers.policy import Policy
from assay.check import Check
from assay.engine.engine import Engine
from assay.engine.job import Job
from assay.engine.rows import job_of, verify_stream
from assay.errors import BadParameter
from assay.sample import Row, decode_json
from assay.verdict import Status, Verdict

__all__ = [
    "STATUSES",
    "Flip",
    "FlipSummary",
    "FlipTally",
    "Found",
    "Outcome",
    "Unmatched",
    "between_policies",
    "recorded_and_now",
    "recorded_in",
    "under",
]

STATUSES: tuple[Status, ...] = get_args(Status)


class Outcome(NamedTuple):
    """What is compared of a verdict."""

    kind: str
    status: Status
    why: str
    mode: str


Outcomes: TypeAlias = list[list[Outcome]]
"""For each response of a row those of its checks."""


class Flip(msgspec.Struct, frozen=True):
    """One check on one response, before and after; `row` counts the rows from 1."""

    id: str
    row: int
    response: int
    check: int
    kind: str
    before: Status
    after: Status
    why_before: str
    why_after: str


class Unmatched(msgspec.Struct, frozen=True):
    """A row, or a verdict of it, that has no counterpart, and why."""

    id: str
    row: int
    why: str


Found: TypeAlias = Flip | Unmatched


class FlipSummary(msgspec.Struct, frozen=True, kw_only=True):
    """How many verdicts were compared, how many changed, and from what to what."""

    before: str
    after: str
    rows: int
    verdicts: int
    flips: int
    unmatched: int
    aside: int
    table: dict[Status, dict[Status, int]]


class FlipTally:
    """Counts comparisons as they come; `advance` is called once a row."""

    def __init__(self, advance: Callable[[], None] | None = None) -> None:
        self.rows = self.flips = self.unmatched = self.aside = 0
        self._advance = advance
        self._table: dict[Status, dict[Status, int]] = {
            before: dict.fromkeys(STATUSES, 0) for before in STATUSES
        }

    def step(self, *, aside: bool = False) -> None:
        """Counts a row; one that is put aside has nothing to compare."""
        self.rows += 1
        self.aside += aside
        if self._advance is not None:
            self._advance()

    def add(self, before: Status, after: Status) -> None:
        """Counts one pair of verdicts."""
        self._table[before][after] += 1
        self.flips += before != after

    @property
    def verdicts(self) -> int:
        """How many pairs were counted."""
        return sum(sum(line.values()) for line in self._table.values())

    def summary(self, before: str, after: str) -> FlipSummary:
        """What has been counted, under the names of the two sides."""
        return FlipSummary(
            before=before,
            after=after,
            rows=self.rows,
            verdicts=self.verdicts,
            flips=self.flips,
            unmatched=self.unmatched,
            aside=self.aside,
            table=self._table,
        )

    def compare(
        self, identity: str, row: int, before: Outcomes, after: Outcomes
    ) -> Iterator[Found]:
        """The flips of one row, and what in it has no counterpart."""
        for response, (ones, others) in enumerate(zip_longest(before, after)):
            for check, (one, other) in enumerate(zip_longest(ones or (), others or ())):
                found = self._pair(identity, row, response, check, one, other)
                if found is not None:
                    yield found

    def unmatch(self, identity: str, row: int, why: str) -> Unmatched:
        """Counts what has no counterpart."""
        self.unmatched += 1
        return Unmatched(identity, row, why)

    def _pair(
        self,
        identity: str,
        row: int,
        response: int,
        check: int,
        before: Outcome | None,
        after: Outcome | None,
    ) -> Found | None:
        if before is None or after is None or before.kind != after.kind:
            kinds = [one.kind if one else "none" for one in (before, after)]
            where = f"check {check + 1} of response {response + 1}"
            return self.unmatch(identity, row, f"{where} is {kinds[0]} before and {kinds[1]} after")
        self.add(before.status, after.status)
        if before.status == after.status:
            return None
        statuses = (before.status, after.status)
        whys = (before.why, after.why)
        return Flip(identity, row, response, check, before.kind, *statuses, *whys)


def under(check: Check, policy: Policy) -> Check:
    """The check with every answer check in it, itself too, under another policy."""
    changed: dict[str, Any] = {}
    for name in check.nested:
        value = getattr(check, name)
        if isinstance(value, Check):
            changed[name] = under(value, policy)
        elif value is not None:
            changed[name] = tuple([under(one, policy) for one in cast("Sequence[Check]", value)])
    if _has_policy(check):
        changed["policy"] = policy
    return msgspec.structs.replace(check, **changed) if changed else check


def _has_policy(check: Check) -> bool:
    return check.kind.startswith("answer.") and "policy" in check.__struct_fields__


def between_policies(
    rows: Iterable[Row], engine: Engine, before: Policy | None, after: Policy, tally: FlipTally
) -> Iterator[Found]:
    """What flips where the answer checks of rows are judged under two policies.

    Without a `before` each check keeps the policy that it states. Both are asked of a response
    at once, so that they share its views.
    """
    waiting: deque[tuple[Row, int]] = deque()

    def jobs() -> Iterator[Job]:
        for row in rows:
            checks = [c for c in row.sample.checks if any(map(_has_policy, c.tree()))]
            waiting.append((row, len(checks)))
            first = checks if before is None else [under(check, before) for check in checks]
            second = [under(check, after) for check in checks]
            yield msgspec.structs.replace(job_of(row), checks=[*first, *second])

    for number, verdicts in enumerate(engine.run(jobs()), 1):
        row, count = waiting.popleft()
        tally.step(aside=not count)
        ones = [_outcomes(line[:count]) for line in verdicts]
        others = [_outcomes(line[count:]) for line in verdicts]
        yield from tally.compare(row.sample.id, number, ones, others)


def recorded_and_now(rows: Iterable[Row], engine: Engine, tally: FlipTally) -> Iterator[Found]:
    """What flips between the verdicts that rows bring along and those that are given now."""
    for number, judged in enumerate(verify_stream(rows, engine), 1):
        tally.step()
        identity = judged.sample.id
        try:
            before = recorded_in(judged.row.fields.get("verdicts"))
        except BadParameter as fault:
            yield tally.unmatch(identity, number, str(fault))
            continue
        other = {one.mode for line in before for one in line} - {engine.settings.mode}
        if other:
            why = f"the verdicts were given in {min(other)} mode, not {engine.settings.mode}"
            yield tally.unmatch(identity, number, why)
            continue
        after = [_outcomes(line) for line in judged.verdicts]
        yield from tally.compare(identity, number, before, after)


def recorded_in(value: object) -> Outcomes:
    """The outcomes in the `verdicts` of a row. Raises BadParameter where they are none."""
    given = decode_json(bytes(value)) if isinstance(value, msgspec.Raw) else value
    if given is None:
        raise BadParameter(
            "there are no recorded verdicts; `assay verify -o` writes them", "verdicts"
        )
    try:
        lines = msgspec.convert(given, list[list[_Recorded]])
    except msgspec.ValidationError as fault:
        text, _, path = str(fault).replace("`", "").partition(" - at $")
        raise BadParameter(text, f"verdicts{path}") from None
    return [[Outcome(one.kind, one.status, one.why, one.mode) for one in line] for line in lines]


class _Recorded(msgspec.Struct):
    kind: str
    status: Status
    why: str = ""
    mode: str = "standard"


def _outcomes(verdicts: Sequence[Verdict]) -> list[Outcome]:
    return [Outcome(one.kind, one.status, one.why, one.mode) for one in verdicts]
