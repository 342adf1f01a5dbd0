"""Instructions that live in a conversation: given in one turn, binding later ones, until withdrawn.

A turn is what the assistant said once; turns count from 1. Where the prompt brings earlier turns
along, the response's own are counted on from there, and the earlier ones can be judged too.

    {"kind": "dialogue", "rules": [
      {"kind": "rule", "id": "short", "check": {"kind": "text.words", "max": 50}},
      {"kind": "rule", "from": 2, "until": 3, "check": {"kind": "text.commas", "max": 0}},
      {"kind": "rule", "from": 4, "replaces": ["short"], "check": {"kind": "text.words", "min": 90}}
    ]}

Sources: MMMT-IF (Epstein et al. 2024, arXiv:2409.18216), whose score of a turn, programmatic
instruction following (PIF), is the share of the instructions given so far that it follows;
Multi-IF (He et al. 2024, arXiv:2410.15553); MultiTurnInstruct (Han et al. 2025, arXiv:2503.13222).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example, Nested
from assay.combine import Combinator, together
from assay.context import Context
from assay.demands import Demands, Units, both, either
from assay.registry import parse
from assay.response import Response
from assay.verdict import Verdict, undecided

__all__ = ["Dialogue", "Rule"]

Turn = Annotated[int, msgspec.Meta(ge=1)]


class Rule(Combinator, kind="rule"):
    """The check binds the assistant's turns `from` to `until`, both included, or to the end.

    In a `dialogue` a rule may have an `id`, and `replaces` names those rules that it puts an end
    to from its first turn on, for good. Standing alone it is a dialogue of one rule. Score: the
    mean over the turns it binds.
    """

    nested: ClassVar[tuple[str, ...]] = ("check",)

    check: Nested
    id: str = ""
    since: Turn = msgspec.field(name="from", default=1)
    until: Turn | None = None
    replaces: tuple[str, ...] = ()

    def validate(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"from is {self.since} but until is {self.until}")

    def verify(self, response: Response, context: Context) -> Verdict:
        made = Dialogue(rules=(self,)).verify(response, context)
        return msgspec.structs.replace(made, kind=self.kind, version=self.version)

    def binds(self, turn: int) -> bool:
        """Whether it binds a turn, as far as it says itself."""
        return self.since <= turn and (self.until is None or turn <= self.until)

    def demands(self) -> Demands | None:
        return None if self.replaces else Dialogue(rules=(self,)).demands()

    def describe(self) -> str:
        if self.until is None:
            when = "" if self.since == 1 else f"From your turn {self.since} on: "
        elif self.until == self.since:
            when = f"In your turn {self.since}: "
        else:
            when = f"In your turns {self.since} to {self.until}: "
        named = ", ".join(map(repr, self.replaces))
        instead = f"This replaces what was asked as {named}. " if named else ""
        return f"{instead}{when}{self.check.describe()}"

    @classmethod
    def examples(cls) -> Sequence[Example]:
        short = cls(check=_words(max=3))
        return (
            Example(short, "The tide falls.", True),
            Example(short, "The tide falls and crabs hide.", False),
            Example(cls(check=_words(max=3), since=2), "The tide falls.", None),
        )


class Dialogue(Combinator, kind="dialogue"):
    """In every turn all rules hold that bind it.

    `rules` are `rule` checks, or plain ones, which bind every turn. A rule binds a turn between
    its `from` and `until`, unless an earlier or the same turn began a rule that `replaces` it.
    `turns` says which turns are judged; without it those of the response are. A judged turn that
    is not there leaves the rules that bind it undecided; so does, without `turns`, a rule that
    begins after the last turn. Where no rule binds any turn the verdict is undecided.
    Each check sees as its prompt what was said before the turn.
    Score: the mean over the turns of PIF, the share of the rules binding the turn that it
    follows. The parts are the verdicts turn by turn, each naming turn and rule.
    """

    nested: ClassVar[tuple[str, ...]] = ("rules",)

    rules: Annotated[tuple[Nested, ...], msgspec.Meta(min_length=1)]
    turns: Annotated[tuple[Turn, ...], msgspec.Meta(min_length=1)] | None = None

    def validate(self) -> None:
        named = [rule.id for rule in self._rules() if rule.id]
        twice = next((name for name in named if named.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"two rules have the id {twice!r}")
        for rule in self._rules():
            for name in rule.replaces:
                if name not in named or name == rule.id:
                    raise ValueError(f"replaces names {name!r}, which is no other rule's id")

    def verify(self, response: Response, context: Context) -> Verdict:
        said, first = _turns(response, context)
        judged = self.turns or self._judged(said, first)
        by_turn = {turn: self.binding(turn) for turn in judged}
        parts: list[Verdict] = []
        shares: list[float] = []
        for turn, rules in by_turn.items():
            made = [self._ask(turn, rule, said.get(turn), context) for rule in rules]
            parts += made
            if made:
                shares.append(sum(part.passed is True for part in made) / len(made))
        if not parts:
            return self.undecided("No rule binds any of the turns judged.")
        values = [part.passed for part in parts]
        passed = False if False in values else None if None in values else True
        why = _tally(parts, len(shares))
        return self.outcome(passed, why, tuple(parts), sum(shares) / len(shares))

    def binding(self, turn: int) -> list[Rule]:
        """The rules that bind a turn, in order."""
        rules = self._rules()
        over = {name for rule in rules if rule.since <= turn for name in rule.replaces}
        return [rule for rule in rules if rule.binds(turn) and rule.id not in over]

    def _rules(self) -> list[Rule]:
        return [r if isinstance(r, Rule) else Rule(check=r) for r in self.rules]

    def _judged(self, said: Mapping[int, _Said], first: int) -> list[int]:
        """The response's own turns, and the first turns of rules that begin after them."""
        last = max(said, default=0)
        later = {rule.since for rule in self._rules() if rule.since > last}
        return [*range(first, last + 1), *sorted(later)]

    def _ask(self, turn: int, rule: Rule, said: _Said | None, context: Context) -> Verdict:
        name = f"Turn {turn}, {f'rule {rule.id}' if rule.id else rule.check.kind}"
        if said is None:
            return undecided(rule.check.kind, f"{name}: the turn is missing.")
        there = copy(context)
        there.prompt = said.before
        verdict = there.verify(rule.check, said.response)
        return msgspec.structs.replace(verdict, why=f"{name}: {verdict.why}")

    def demands(self) -> Demands | None:
        """What binds each turn that is judged; without `turns`, what may bind the last one.

        The last turn is the text of the response, whatever was said before, and no rule that
        binds a turn begins after it.
        """
        if self.turns is not None:
            by_turn = {turn: self._asked(turn) for turn in self.turns}
            known = [Units(f"turn {n}", asked) for n, asked in by_turn.items() if asked]
            return both(Demands(units=(unit,)) for unit in known) if known else None
        rules = self._rules()
        begun = max((r.since for r in rules if self.binding(r.since)), default=1)
        changes = {r.since for r in rules} | {r.until + 1 for r in rules if r.until is not None}
        last = [self._asked(turn) for turn in sorted({begun, *changes}) if turn >= begun]
        asked = [one for one in last if one is not None]
        return either(dict.fromkeys(asked)) if len(asked) == len(last) else None

    def _asked(self, turn: int) -> Demands | None:
        return together(rule.check for rule in self.binding(turn))

    def describe(self) -> str:
        return " ".join(rule.describe() for rule in self._rules())

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """As many rules as the level says; from level 3 on the last replaces the first."""
        words = rng.sample(["tide", "pool", "crab", "limpet", "kelp", "reef"], level)
        rules = [Rule(id=w, since=n, check=_word(w)) for n, w in enumerate(words, 1)]
        if level >= 3:
            rules[-1] = msgspec.structs.replace(rules[-1], replaces=(words[0],))
        return cls(rules=tuple(rules))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        both = cls(rules=(Rule(id="short", check=_words(max=4)), _word("crab")))
        later = cls(rules=(_word("crab"), Rule(since=2, check=_word("tide"))))
        return (
            Example(both, "The crab hides.", True),
            Example(both, "The crab hides under a rock.", False),
            Example(later, "The crab hides.", None),
            Example(later, "The limpet stays.", False),
        )


class _Said(msgspec.Struct, frozen=True):
    """One turn of the assistant, and what was said before it."""

    response: Response
    before: Sequence[Mapping[str, Any]]


def _turns(response: Response, context: Context) -> tuple[dict[int, _Said], int]:
    """The turns by their number, those of the prompt first; and the response's first."""
    asked = context.prompt
    earlier = [{"role": "user", "content": asked}] if isinstance(asked, str) else list(asked)
    own = response.messages or ({"role": "assistant", "content": response.text},)
    said: dict[int, _Said] = {}
    spoken: list[Mapping[str, Any]] = []
    first = 1
    for place, message in enumerate((*earlier, *own)):
        if place == len(earlier):
            first = len(said) + 1
        if message.get("role") == "assistant":
            plain = place >= len(earlier) and not response.messages
            turn = response if plain else Response(Response([message]).text, None)
            said[len(said) + 1] = _Said(turn, tuple(spoken))
        spoken.append(message)
    return said, first


def _tally(parts: Sequence[Verdict], turns: int) -> str:
    held = sum(part.passed is True for part in parts)
    head = f"{held} of {len(parts)} bindings in {turns} turn{'s' if turns != 1 else ''} hold;"
    unmet = sorted((p for p in parts if p.passed is not True), key=lambda p: p.passed is None)
    return f"{head} all required. {unmet[0].why}" if unmet else f"{head} all required."


def _words(**bounds: int) -> Check:
    """The leaf of the examples. By name: the families stand above this room."""
    return parse({"kind": "text.words", **bounds})


def _word(word: str) -> Check:
    return parse({"kind": "text.contains", "words": [word]})
