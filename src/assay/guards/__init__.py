"""Robust mode's guards: passes that a check gives and an instruction would not.

A pass in robust mode stands only where no guard refuses it. Absolute guards look at the response
alone: `vacuous` (too little said to follow anything), `repetition` (the same over and over) and
`echo` (the prompt given back). Reductive guards take something away and ask the check again;
what does not pass without it is refused: `hidden` (the reasoning part and comments), `lookalike`
(look-alike letters and invisible characters) and `quoted` (instructions copied from the prompt).

A fail keeps its verdict, but its score too is what the guards leave of it: a reward may be dense.

Instructions that ask for one word, for a copy or for repetition must not be refused for it: a
kind says so by `invites`, and what one check of a row invites holds for its other checks too.
Only checks of text are guarded: one word is a fine answer to a question with an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from assay.verdict import Verdict

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
    """The guard that refuses whatever was asked, and what it saw."""
    said = shown(response)
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
    """The verdict where it stands without what each guard takes away."""
    for name, asked, reduced in _reductions(check, response, context, traits):
        if reduced is None or asked is None:
            continue
        again = ask(asked, reduced.response)
        if again.passed is True or (verdict.passed is False and again.passed is None):
            continue
        why = f"passes only thanks to {reduced.what}; without, {_lowered(again.why)}"
        if again.passed is None:
            return msgspec.structs.replace(again, why=f"Guard {name}: it {why}", guard=name)
        verdict = _refused(verdict, name, f"it {why}", again.score or 0.0)
    return verdict


def _reductions(
    check: Check, response: Response, context: Context, traits: frozenset[str]
) -> Iterator[tuple[str, Check | None, Reduced | None]]:
    """Name by name what is asked again, and of what; None where there is nothing to ask."""
    yield "hidden", beside_reasoning(check), unhidden(response)
    if "lookalikes" not in traits:
        yield "lookalike", check, unmasked(response)
    if "copying" not in traits:
        yield "quoted", check, unquoted(response, context)


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
