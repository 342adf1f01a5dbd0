"""Why an evaluation has no value: three reasons that lead to three different next steps."""

from __future__ import annotations

__all__ = ["FAILURES", "Beyond", "NoValue", "Undefined", "Unsupported"]


class NoValue(Exception):
    """An evaluation that came to nothing."""


class Undefined(NoValue):
    """The expression has no value here: a division by zero, the logarithm of a negative number."""


class Unsupported(NoValue):
    """This way of computing does not know the expression; another may."""


class Beyond(NoValue):
    """The value would be larger than a limit allows."""


FAILURES = (NoValue, ArithmeticError, ValueError)
"""What an evaluation in floating point may end with: overflow comes as Python's own error too."""
