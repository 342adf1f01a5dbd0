"""Instructions made to be checkable: sets of checks that go together, and texts that show them.

`conflict` names a smallest subset that cannot hold together, `witness` writes a text that passes
all, `counterexample` one that fails, `draw_set` draws checks that go together and `compose` and
`row` say them.
"""

from assay.synth.conflicts import conflict
from assay.synth.counterexamples import counterexample
from assay.synth.drawing import GENERIC, compose, draw_set, row
from assay.synth.witnesses import passes, witness

__all__ = [
    "GENERIC",
    "compose",
    "conflict",
    "counterexample",
    "draw_set",
    "passes",
    "row",
    "witness",
]
