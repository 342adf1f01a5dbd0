"""The results page: one HTML file that needs no network and opens 100,000 rows at once.

Takes the rows `assay verify -o` writes and a summary, and knows nothing of checks.
"""

from assay.evaluate.page.writer import PageWriter

__all__ = ["PageWriter"]
