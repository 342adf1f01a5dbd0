"""A catalogue of hostile answers: what a model, or somebody who trains one, may send a grader.

Each attack names what must not come of it: `never="pass"` where the response is wrong, or no
answer at all, `never="fail"` where it is right, however large (undecided is honest; "incorrect"
for want of ability is not), None where only survival counts. Everything is made by functions of
small arguments; there are no stored giants. Nothing here is taken from a data set.

`tests/answers/test_hostile_answers.py` runs the catalogue for behaviour and
`benchmarks/answers_hostile.py` for time and memory.
"""

from __future__ import annotations

import hostile_mathematics
import hostile_text
from hostile_attack import CANARY, Attack

__all__ = ["ATTACKS", "CANARY", "Attack"]

_BARE = (*hostile_mathematics.GROUPS, *hostile_text.BARE)

ATTACKS = tuple(
    Attack(make.__name__, *line, whole)
    for groups, whole in ((_BARE, False), (hostile_text.WHOLE, True))
    for make in groups
    for line in make()
)
