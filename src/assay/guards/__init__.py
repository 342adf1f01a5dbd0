"""Robust mode's guards: passes that a check gives and an instruction would not.

A pass in robust mode stands only where no guard refuses it. Absolute guards look at the response
alone: `vacuous` (too little said to follow anything), `repetition` (the same over and over) and
`echo` (the prompt given back). Reductive guards take something away and ask the check again;
what does not pass without it is refused: `hidden` (the reasoning part and comments), `lookalike`
(look-alike letters and invisible characters) and `quoted` (instructions copied from the prompt).
They take away one after the other, so that two tricks do not stand in for each other.

A fail keeps its verdict, but its score too is what the guards leave of it: a reward may be dense.

Instructions that ask for one word, for a copy or for repetition must not be refused for it: a
kind says so by `invites`, and what one check of a row invites holds for its other checks too.
Only checks of text are guarded: one word is a fine answer to a question with an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from assay.check import Check
from assay.context import Context
from assay.guards.content import repetitive, vacuous
from assay.guards.echo import echoed, unquoted
from assay.guards.inviting import beside_reasoning, guardable, invited
from assay.guards.lookalikes import unmasked
from assay.guards.reduced import Reduced, shown, unhidden
from assay.response import Response
from assay.verdict import Span, Verdict

__all__ = ["GUARDS", "guarded", "invited"]

GUARDS = ("vacuous", "repetition", "echo", "hidden", "lookalike", "quoted")
"""The names that a refused verdict's `guard` may have, in the order in which they are asked."""

VERSION = "guards:assay/1"
"""Stands among the definitions of a verdict that a guard has changed."""

Ask: TypeAlias = Callable[[Check, Response], Verdict]


def guarded(
    check: Check,
    response: Response,
    context: Context,
    verdict: Verdict,
    invites: frozenset[str] | None = None,
    ask: Ask | None = None,
) -> Verdict:
    """The verdict itself or, where a guard refuses the pass, a fail that names the guard.

    A fail's score is lowered to what a guard leaves of it.

    `invites` is what the checks of the row invite (without it, what this one does); `ask` judges a
    reduced response (without it, `context.verify`). Where the check cannot tell of one, neither can
    the verdict.
    """
    if verdict.passed is None or verdict.mode.startswith("official") or not guardable(check):
        return verdict
    traits = invited((check,)) if invites is None else invites
    seen = _absolute(response, context, traits)
    if seen is not None:
        return _refused(verdict, *seen, 0.0)
    return _reductive(check, response, context, verdict, traits, ask or context.verify)


def _absolute(
    response: Response, context: Context, traits: frozenset[str]
) -> tuple[str, str] | None:
    """The guard that refuses whatever was asked, and what it saw in the plain text shown."""
    masked = unmasked(response)
    said = shown(response if masked is None else masked.response)
    if fault := vacuous(said, context, traits):
        return "vacuous", fault
    if "repetition" not in traits and (fault := repetitive(said)):
        return "repetition", fault
    if "echo" not in traits and (fault := echoed(said, context, "copying" in traits)):
        return "echo", fault
    return None


def _reductive(
    check: Check,
    response: Response,
    context: Context,
    verdict: Verdict,
    traits: frozenset[str],
    ask: Ask,
) -> Verdict:
    """The verdict where it stands without what the guards take away, one after another."""
    for name, reduce in _REDUCTIONS.items():
        asked = beside_reasoning(check) if name == "hidden" else check
        reduced = None if asked is None or _LEAVES[name] in traits else reduce(response, context)
        if asked is None or reduced is None:
            continue
        check, response = asked, reduced.response
        again = ask(check, response)
        if again.passed is True or (verdict.passed is False and again.passed is None):
            continue
        why = f"passes only thanks to {reduced.what}; without, {_lowered(again.why)}"
        if again.passed is None:
            return _open(verdict, again, name, f"it {why}")
        verdict = _refused(verdict, name, f"it {why}", again.score or 0.0)
    return verdict


_REDUCTIONS: dict[str, Callable[[Response, Context], Reduced | None]] = {
    "hidden": lambda response, _: unhidden(response),
    "lookalike": lambda response, _: unmasked(response),
    "quoted": unquoted,
}
_LEAVES = {"hidden": "", "lookalike": "lookalikes", "quoted": "copying"}
"""The trait that gives leave for what a guard would take away."""


def _open(verdict: Verdict, again: Verdict, guard: str, seen: str) -> Verdict:
    """The verdict on what is left, which could not be told; its places are not the response's."""
    return msgspec.structs.replace(
        again,
        kind=verdict.kind,
        why=f"Guard {guard}: {seen}",
        evidence=tuple(Span(span.text) for span in again.evidence),
        definitions=tuple(dict.fromkeys((*again.definitions, VERSION))),
        guard=guard,
    )


def _refused(verdict: Verdict, guard: str, seen: str, score: float) -> Verdict:
    """The pass as a fail that names the guard; a fail with no more than the score left to it."""
    score = min(score, verdict.score or 0.0, 1 - 2**-20)
    definitions = tuple(dict.fromkeys((*verdict.definitions, VERSION)))
    if verdict.passed is False:
        return msgspec.structs.replace(verdict, score=score, definitions=definitions)
    why = f"Refused by the guard {guard}: {seen}"
    return msgspec.structs.replace(
        verdict,
        status="fail",
        passed=False,
        score=score,
        why=why,
        definitions=definitions,
        guard=guard,
    )


def _lowered(why: str) -> str:
    """The reason as the end of a sentence."""
    return why[:1].lower() + why[1:] if why[1:2].islower() else why
