"""What counts as the same answer: explicit, versioned, symmetric by construction.

No rule asks which of two answers is the gold one: swapping them gives the same outcome. There is
no absolute rounding by default, because 6.02e-23 is not 1.38e-23.
"""

from __future__ import annotations

from math import inf
from typing import Literal, TypeAlias

import msgspec

__all__ = ["DEFAULT", "LENIENT", "POLICIES", "STRICT", "Action", "Policy", "Preset"]

Action: TypeAlias = Literal["ignore", "fail", "undecided"]
"""What a flag of the extraction does to the verdict."""

Preset: TypeAlias = Literal["default", "strict", "lenient"]


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rules of equality and of acceptance. `version` changes when any rule does.

    Numbers. Two exact numbers are equal or they are not. A decimal states a range, half of its
    last digit either way: `rounding` accepts an exact or longer number that lies in the range of
    the other, provided that the shorter states at least `digits` significant digits (the
    question may ask for fewer). A decimal stands for a longer decimal that rounds to it from
    `shorter` significant digits on: 7.6 for 7.57, but not 0.5 for 0.53. `relative` and
    `absolute` are further tolerances where at least one side is a decimal; 0 is none.

    `units`: `convertible` (1 km = 1000 m), `strict` (the same unit), `ignore`. `missing_unit`:
    a number without a unit may stand for one with. `percent`: 25 % = 0.25. `bare_percent`:
    25 % = 25. `order`: whether a plain list is ordered. `duplicates`: whether a repeated element
    counts; where it does not, a list may still repeat what another does not only as double roots
    do: each element twice, and four elements in all. `labels`: x = 5 may stand for 5.
    `extra_variables`: a variable that cancels out may stand in one side only.
    `approximations`: 3.14 may stand for pi, 1.41 for a radical. `symbolic`: ask a computer
    algebra system (extra `[math]`) where nothing else decides, for at most `deadline` seconds.
    `rename`: variables may be renamed consistently.

    The flags of an extraction (`assay.answers.extraction`), each with what it does to a verdict.
    """

    name: str = "default"
    version: str = "1"
    rounding: bool = True
    digits: int = 3
    shorter: int = 2
    relative: float = 0.0
    absolute: float = 0.0
    units: Literal["convertible", "strict", "ignore"] = "convertible"
    missing_unit: bool = True
    percent: bool = True
    bare_percent: bool = True
    order: bool = False
    duplicates: bool = False
    labels: bool = True
    extra_variables: bool = True
    approximations: bool = False
    rename: bool = False
    symbolic: bool = False
    deadline: float = 5.0
    truncated: Action = "ignore"
    refusal: Action = "fail"
    repetition: Action = "fail"
    hedge: Action = "fail"
    echo: Action = "fail"
    shotgun: Action = "fail"
    reasoning_only: Action = "fail"
    empty: Action = "fail"
    pleading: Action = "fail"
    contradiction: Action = "ignore"

    def __post_init__(self) -> None:
        for name in ("digits", "shorter", "relative", "absolute"):
            if not 0 <= getattr(self, name) < inf:
                raise ValueError(f"{name} is {getattr(self, name)!r}; it must be 0 or more")
        if not 0 < self.deadline < inf:
            raise ValueError(f"deadline is {self.deadline!r}; it must be above 0")


DEFAULT = Policy()
STRICT = Policy(
    name="strict",
    rounding=False,
    units="strict",
    missing_unit=False,
    percent=True,
    bare_percent=False,
    duplicates=True,
    labels=False,
    extra_variables=False,
    truncated="fail",
)
LENIENT = Policy(
    name="lenient",
    digits=2,
    shorter=1,
    relative=0.01,
    approximations=True,
    rename=True,
    truncated="ignore",
    refusal="ignore",
    repetition="ignore",
    hedge="ignore",
    echo="ignore",
    reasoning_only="ignore",
)
POLICIES: dict[str, Policy] = {"default": DEFAULT, "strict": STRICT, "lenient": LENIENT}
