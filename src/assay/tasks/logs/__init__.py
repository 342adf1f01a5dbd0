"""Logs of other harnesses as verdict rows: what was asked, what was answered, what they decided.

Each row keeps the other side's own verdict: as it stands in `meta.recorded`, and, where it is a
yes or a no, as the `verdicts` of the row, so that `assay flips ROWS` lists at once where Assay
decides otherwise. An attempt that failed is a row with a `fault` and no response.
"""
