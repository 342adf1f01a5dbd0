"""Gold answers that are no words: "*", "A+", "C#". They must stand as they are written."""

from __future__ import annotations

from assay.answers.patterns import lazy

__all__ = ["find_symbol", "is_symbol"]

_SYMBOL = lazy(r"\s*[^\W\d_]{0,2}[^\w\s.,;:'\"()\[\]-]{1,3}\s*|\s*[^\W\d_]{1,2}[+-]\s*")


def is_symbol(gold: str) -> bool:
    """Whether the answer is a sign, or a letter or two with one."""
    return _SYMBOL.fullmatch(gold) is not None


def find_symbol(response: str, gold: str) -> tuple[int, int] | None:
    """Where it stands by itself."""
    gold = gold.strip()
    place = response.find(gold)
    while place >= 0:
        end = place + len(gold)
        before, after = response[place - 1 : place], response[end : end + 1]
        if not (_clings(before, gold[0]) or _clings(after, gold[-1])):
            return place, end
        place = response.find(gold, place + 1)
    return None


def _clings(beside: str, edge: str) -> bool:
    return beside != "" and (beside == edge or (beside.isalnum() and edge.isalnum()))
