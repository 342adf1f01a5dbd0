"""Whether two answers are the same: `compare(gold, given, policy)`."""

from assay.answers.equality.comparing import compare

__all__ = ["compare"]
