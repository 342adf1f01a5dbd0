"""The answer of a response that announces one, and what is suspect about it."""

from __future__ import annotations

from assay.answers.extraction import flags
from assay.answers.extraction.deciding import chosen, doubted, offered
from assay.answers.extraction.explicit import Explicit
from assay.answers.extraction.found import Candidate, Extraction, Flag
from assay.answers.extraction.numerals import narrow, unnamed
from assay.answers.extraction.shotgun import shotgun
from assay.answers.extraction.silent import praise
from assay.answers.extraction.stretch import Same, Stretch
from assay.answers.extraction.truncation import broken_off, truncated

__all__ = ["announced"]

MAX_REST = 120
"""Characters after an answer that may be the rest of its sentence."""


def announced(part: Stretch, explicit: list[Explicit], same: Same) -> Extraction:
    """The final answer among those that are boxed or stated."""
    candidates = tuple(one.candidate for one in explicit if one.candidate.text)
    real = [one for one in explicit if _is_answer(one.candidate.text)]
    if not real:
        return Extraction(None, candidates, _nothing(part, explicit, candidates))
    counted, hedge = chosen(part.text, real, same)
    final, second = offered(part.text, counted.candidate)
    if part.want == "number":
        final = _narrowed(part.text, final)
    boxed = sum(one.boxed for one in real)
    found = (
        flags.pleading(part.text, part.start, part.end, instead=False),
        hedge or second or doubted(part.text, final, part.end, same),
        shotgun(final, boxed, part.expected_items),
        truncated(*part[:4], stated=True) or _dangling(part, counted.end),
    )
    return Extraction(final, candidates, tuple(flag for flag in found if flag is not None))


def _dangling(part: Stretch, end: int) -> Flag | None:
    """The sentence that states the answer has no end: "7 because the"."""
    if part.end - end > MAX_REST or part.text.find("\n", end, part.end) >= 0:
        return None
    return broken_off(part.text, part.start, part.end)


def _is_answer(text: str) -> bool:
    return bool(text) and not flags.praised(text) and not flags.left_open(text)


def _nothing(
    part: Stretch, explicit: list[Explicit], candidates: tuple[Candidate, ...]
) -> tuple[Flag, ...]:
    """Why none of the announced answers is one."""
    found = flags.pleading(part.text, part.start, part.end, instead=True)
    if found is None and candidates and flags.praised(candidates[-1].text):
        found = praise(candidates[-1])
    return (found or Flag("empty", "the answer is left empty", explicit[-1].lead, part.end),)


def _narrowed(text: str, final: Candidate) -> Candidate:
    if final.text != text[final.start : final.end]:
        return final
    boxed = final.rule.startswith("box")
    low, high = (unnamed if boxed else narrow)(text, final.start, final.end)
    return Candidate(text[low:high], low, high, final.rule)
