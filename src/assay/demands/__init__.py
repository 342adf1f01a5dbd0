"""What checks ask, in terms that can be reasoned about, and whether it can all be had at once."""

from assay.demands.asked import (
    VISIBLE,
    Amount,
    Case,
    Demands,
    Edge,
    Exactly,
    Fixed,
    Quantity,
    Units,
    amount,
    both,
    complement,
    either,
    phrase,
)
from assay.demands.laws import units_of
from assay.demands.solver import bounds_of, conflict, contradiction, ways

__all__ = [
    "VISIBLE",
    "Amount",
    "Case",
    "Demands",
    "Edge",
    "Exactly",
    "Fixed",
    "Quantity",
    "Units",
    "amount",
    "both",
    "bounds_of",
    "complement",
    "conflict",
    "contradiction",
    "either",
    "phrase",
    "units_of",
    "ways",
]
