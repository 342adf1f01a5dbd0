"""A share in per cent against bounds: the shape of kinds that measure one."""

from __future__ import annotations

from typing import Annotated

import msgspec

from assay.checks.text.base import Finding, TextCheck

__all__ = ["PercentCheck", "Share"]

Share = Annotated[float, msgspec.Meta(ge=0, le=100)]
_EXACT = 1e-9


class PercentCheck(TextCheck):
    """A share against bounds, both inclusive; at least one is needed."""

    min: Share | None = None
    max: Share | None = None

    def validate(self) -> None:
        if self.min is None and self.max is None:
            raise ValueError(f"{self.kind} needs min, max or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")

    def judge(self, share: float, what: str) -> Finding:
        """The finding for a share. Score: 1 minus its distance to the bound, over 100."""
        low = self.min if self.min is not None else 0.0
        high = self.max if self.max is not None else 100.0
        missed = max(low - share, share - high)
        why = f"{share:.1f} % {what}; {self.bounds()} required."
        if missed <= _EXACT:
            return Finding(True, why)
        return Finding(False, why, max(0.0, 1 - missed / 100))

    def bounds(self) -> str:
        """The bounds in words."""
        if self.min is None:
            return f"at most {self.max:g} %"
        if self.max is None:
            return f"at least {self.min:g} %"
        return f"between {self.min:g} % and {self.max:g} %"
