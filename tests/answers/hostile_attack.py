"""What one hostile answer is, and what must not come of it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

__all__ = ["CANARY", "Attack", "Line", "Never"]

CANARY = "assay_canary"
"""The file that an executed payload would leave in the working directory."""

Never: TypeAlias = Literal["pass", "fail"] | None
Line: TypeAlias = tuple[str, str, str, Never]
"""Name, gold, response, and what must not come of it."""


class Attack(NamedTuple):
    """One hostile input. `whole` tells a whole response from a bare final answer."""

    group: str
    name: str
    gold: str
    response: str
    never: Never
    whole: bool

    @property
    def title(self) -> str:
        """Group and name, which identify it."""
        return f"{self.group}: {self.name}"

    @property
    def said(self) -> str:
        """The response as a model would give it."""
        return self.response if self.whole else f"Therefore it is $\\boxed{{{self.response}}}$."
