"""Drawing a token, against the same written out for one row."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assay.model import Ask, Sampling
from assay.models.embedded.row import numbers
from assay.models.embedded.safetensors import Array
from assay.models.embedded.sampling import draw

LOGITS = arrays.arrays(np.float64, (4, 6), elements=st.floats(-30, 30, width=32))


def drawn(logits: Array, temperature: float, top_p: float, uniform: float) -> tuple[int, float]:
    rows = np.atleast_2d(logits)
    given = (np.full(len(rows), value) for value in (temperature, top_p, uniform))
    tokens, logprobs = draw(rows, *given)
    return int(tokens[0]), float(logprobs[0])


def nucleus(logits: list[float], temperature: float, top_p: float) -> list[tuple[int, float]]:
    """Tokens and shares, the likeliest first, until `top_p` is reached."""
    below = [max(logits) - logit for logit in logits]
    likely = [math.exp(-gap / temperature) for gap in below]
    kept: list[tuple[int, float]] = []
    for token in sorted(range(len(logits)), key=below.__getitem__):
        if sum(share for _, share in kept) >= top_p:
            break
        kept.append((token, likely[token] / sum(likely)))
    return kept


@given(LOGITS, st.floats(0.2, 3), st.floats(0.05, 1), st.floats(0, 1, exclude_max=True))
@example(np.eye(4, 6, 1) * 2.0**-126, 1.0, 0.125, 0.0)  # a gap that the exponential swallows
def test_draws_follow_the_distribution_function(
    logits: Array, temperature: float, top_p: float, uniform: float
) -> None:
    token, logprob = drawn(logits[0], temperature, top_p, uniform)
    kept = nucleus(logits[0].tolist(), temperature, top_p)
    mass = sum(share for _, share in kept)
    place = [token for token, _ in kept].index(token)
    below = sum(share for _, share in kept[:place])
    assert below - 1e-9 <= uniform * mass <= below + kept[place][1] + 1e-9
    total = math.log(sum(math.exp(logit) for logit in logits[0]))
    assert logprob == pytest.approx(logits[0, token] - total, abs=1e-9)


@given(LOGITS, st.floats(0, 1, exclude_max=True))
def test_temperature_zero_takes_the_likeliest(logits: Array, uniform: float) -> None:
    assert drawn(logits[0], 0, 0.5, uniform)[0] == int(np.argmax(logits[0]))
    assert drawn(logits[0], 1e-300, 1, 0.5)[0] in np.flatnonzero(logits[0] == logits[0].max())


@given(LOGITS, arrays.arrays(np.float64, (4, 3), elements=st.floats(0.01, 0.99)))
def test_rows_do_not_see_each_other(logits: Array, given: Array) -> None:
    together = draw(logits, *given.T)
    for row in range(len(logits)):
        alone = draw(logits[row : row + 1], *given[row : row + 1].T)
        assert (alone[0][0], alone[1][0]) == (together[0][row], together[1][row])


def test_shares_come_out_as_often_as_they_are_likely() -> None:
    logits = np.log([[0.5, 0.3, 0.15, 0.05]]).repeat(20_000, 0)
    uniforms = (np.arange(20_000) + 0.5) / 20_000
    tokens, _ = draw(logits, np.ones(20_000), np.full(20_000, 0.79), uniforms)
    counts = np.bincount(tokens, minlength=4) / 20_000
    assert counts.tolist() == pytest.approx([0.625, 0.375, 0, 0], abs=1e-3)


def test_an_asks_numbers_are_its_own() -> None:
    def first(prompt: list[int], attempt: int = 0, **sampling: float) -> float:
        ask = Ask(key="k", prompt="", sampling=Sampling(**sampling), attempt=attempt)  # type: ignore[arg-type]
        return numbers(ask, prompt).random()

    assert first([1]) == first([1]) == first([1], seed=0) == first([1], temperature=0.5)
    others = [first([1]), first([2]), first([1], 1), first([1], seed=1), first([1, 1])]
    assert len(set(others)) == 5
