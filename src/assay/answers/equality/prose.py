"""Words against a value of mathematics: whether the words could mean a value at all.

Prose without a digit, a formula or a word for a number is no number, and neither is a sentence
that declines to give one. Phrases such as "no solution"
may mean a value, and mathematics that was not understood is no proof of anything: both are
undecided.
"""

from __future__ import annotations

import re

from assay.answers.equality.profiles import profile
from assay.answers.trees import Add
from assay.answers.values import (
    BaseNumber,
    Interval,
    Matrix,
    Quantity,
    Ratio,
    Scalar,
    Value,
)

__all__ = ["is_mathematics", "is_prose", "is_relation"]

_PROSE = re.compile(r"[a-z][a-z'’,.;:!? -]*")
_MEANT = frozenset(
    """none null zero one two three four five six seven eight nine ten eleven
    twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand million billion half third quarter dozen pair
    once twice single infinite infinitely infinity unlimited endless empty undefined exist
    exists impossible real roots value values reals integer integers natural rational
    complex number numbers set solution solutions solvable consistent indeterminate divergent
    diverge diverges pi sin cos tan log ln exp sqrt root square cube plus minus times over
    degrees percent first second yes true false""".split()
)
"""Words that a value may be said with."""

_LOOSE = frozenset(
    """real roots value values reals integer integers natural rational complex number numbers set
    root square times over degrees first second yes true false exist exists plus""".split()
)
"""Those of them that a sentence of some length is likely to use for something else."""

_LONG = 6
_DECLINES = re.compile(
    r"\b(?:(?:can|could)(?:not| not|n['’]t)|unable to|(?:not |im)possible to"
    r"|(?:does|do)(?: not|n['’]t) (?:provide|contain|give|specify|have enough)"
    r"|(?:not enough|no|insufficient) information)\b"
)

_RELATION = re.compile(r"(?:[<>≠≤≥≮≯]|!=|\\(?:neq?|[lg]eq?(?:slant)?|lt|gt|not)(?![a-z]))[^a-z]*\d")


def is_relation(words: str) -> bool:
    """A relation without a left side, such as > 41: it says what a value is not, or bounds it."""
    return _RELATION.match(words) is not None


def is_prose(words: str) -> bool:
    """Whether these are words, and none of them could be part of a value."""
    if not _PROSE.fullmatch(words):
        return False
    found = re.findall(r"[a-z]+", words)
    if len(found) >= _LONG:
        if _DECLINES.search(words) is not None:
            return True
        found = [word for word in found if word not in _LOOSE]
    return all(word not in _MEANT and (len(word) > 1 or word in "ais") for word in found)


def is_mathematics(value: Value) -> bool:
    """Whether a value is no mere word: a product of letters may be one."""
    if isinstance(value, Scalar):
        return isinstance(value.tree, Add) or not profile(value.tree).symbols
    return isinstance(value, (BaseNumber, Interval, Matrix, Quantity, Ratio))
