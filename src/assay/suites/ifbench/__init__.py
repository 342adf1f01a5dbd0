"""IFBench's rules: the 58 instructions of Pyatkin et al. 2025 (arXiv:2507.02833), bit for bit.

What is followed is `ifbench/instructions.py` of allenai/IFBench at commit db69a6f (August 2026),
with the sentences and tokens of nltk 3.9.1 and its stop words of 2023. Three rules rest on data
that has no version upstream: `words:start_verb` on nltk's tagger, which `verbs` approaches,
`words:odd_even_syllables` on syllapy's list of words (the extra `official`), `format:emoji` on the
emoji of Unicode. Sentences are Punkt's by `assay.views.punkt`, to the letter where the trained
model is at hand.
"""

from __future__ import annotations

from assay.suites import Rule
from assay.suites.ifbench import counts, custom, formats, ratios, repeats, sentences, words

__all__ = ["RULES"]

RULES: dict[str, Rule] = {
    **counts.RULES,
    **custom.RULES,
    **formats.RULES,
    **ratios.RULES,
    **repeats.RULES,
    **sentences.RULES,
    **words.RULES,
}
