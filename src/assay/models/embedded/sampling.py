"""Which token comes next: temperature and nucleus."""

from __future__ import annotations

import numpy as np

from assay.models.embedded.exact import snap_to
from assay.models.embedded.llama import Integers
from assay.models.embedded.safetensors import Array

__all__ = ["draw"]


def draw(
    logits: Array, temperatures: Array, top_ps: Array, uniforms: Array
) -> tuple[Integers, Array]:
    """A token for each row, and the natural logarithms of their probabilities.

    Drawn by the inverse of the distribution function at `uniforms`, among the fewest likely
    tokens that hold `top_ps` of the probability (Holtzman et al., arXiv:1904.09751), after
    dividing by the temperature; at temperature 0 the likeliest. The logarithms are the model's
    own: before temperature and nucleus.
    """
    logits = logits - logits.max(-1, keepdims=True)
    total = snap_to(np.exp(logits), -40).sum(-1)
    greedy = temperatures == 0
    with np.errstate(over="ignore"):  # a tiny temperature divides to minus infinity
        scaled = np.exp(logits / np.where(greedy, 1, temperatures)[:, None])
    order = np.argsort(-logits, axis=-1, kind="stable")
    ranked = np.take_along_axis(scaled, order, -1)
    reached = np.cumsum(ranked, axis=-1)
    kept = (reached - ranked < (top_ps * reached[:, -1])[:, None]).sum(-1)
    rows = np.arange(len(logits))
    place = (reached <= (uniforms * reached[rows, kept - 1])[:, None]).sum(-1)
    place = np.where(greedy, 0, np.minimum(place, kept - 1))
    tokens = order[rows, place]
    return tokens, logits[rows, tokens] - np.log(total)
