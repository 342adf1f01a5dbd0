"""From the text of one final answer to what it can mean."""

from assay.answers.reading.answer import read

__all__ = ["read"]
