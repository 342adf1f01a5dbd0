"""A text that fails a check, and where it can be passes others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assay.check import Check
from assay.context import Context
from assay.demands import Amount, Case, Demands, both, ways
from assay.registry import parse
from assay.response import Response
from assay.synth.witnesses import passes, texts

__all__ = ["counterexample"]

_CONTEXT = Context()
_OTHER = {"en": "fr"}
_OPPOSITE: dict[Case, Case] = {
    "upper": "lower",
    "lower": "upper",
    "title": "lower",
    "capitalised": "lower",
}
_PLAIN = (
    "The old boat waits near the harbour. Nobody knows where it came from.",
    "No",
    "the old boat, which waits near the harbour, is not for sale!\n\nAsk again tomorrow?",
    "LE VIEUX BATEAU ATTEND DANS LE PORT.",
    "- 1\n- 2\n\n# A\n\n```\nx\n```\n\n[name] *so* <<Title>>\n\nP.S. 3",
    "7",
)


def counterexample(
    check: Check | Mapping[str, Any],
    seed: int = 0,
    keep: Sequence[Check | Mapping[str, Any]] = (),
) -> str | None:
    """A text that the check fails, and that passes every check of `keep`; None if none was found.

    It is returned only when the verdicts have been seen.
    """
    failed, kept = parse(check), [parse(other) for other in keep]
    for text in _candidates(failed, seed, kept):
        if _CONTEXT.verify(failed, Response(text)).passed is False and passes(kept, text):
            return text
    return None


def _candidates(check: Check, seed: int, keep: Sequence[Check]) -> Iterator[str]:
    """Texts made to pass the others, then ones made to miss the check as well."""
    kept = both(asked for other in keep if (asked := other.asked()) is not None)
    yield from texts(kept, keep, seed, rounds=1)
    asked = check.asked()
    for opposite in _opposites(asked) if asked is not None else ():
        yield from texts(both([kept, opposite]), [check, *keep], seed, rounds=2)
    yield from _PLAIN


def _opposites(asked: Demands) -> Iterator[Demands]:
    """Demands that leave one of those asked unmet."""
    for way in ways(asked):
        for quantity, low, high in way.amounts:
            if high is not None:
                yield Demands(amounts=(Amount(quantity, high + 1),))
            if low:
                yield Demands(amounts=(Amount(quantity, 0, low - 1),))
        for code in way.languages:
            yield Demands(languages=(_OTHER.get(code.partition("-")[0], "en"),))
        for case in way.cases:
            yield Demands(cases=(_OPPOSITE[case],))
        for units in way.units:
            yield from _opposites(units.asked)
