"""Drawing a token, against the same written out, both ways."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import tiny_llama
from embedded_ways import compiled, llama
from hypothesis import example, given
from hypothesis import strategies as st

from assay.model import Ask, Sampling
from assay.models.embedded.compiled.llama import Llama, Text
from assay.models.embedded.plain.writer import draw
from assay.models.embedded.row import numbers

SIZE = tiny_llama.SHAPE["vocab_size"]
LOGITS = st.lists(st.floats(-30, 30, width=32), min_size=SIZE, max_size=SIZE)
UNIFORM = st.floats(0, 1, exclude_max=True)
Draw = Callable[[Sequence[float], Sampling, float], tuple[int, float]]


@cache
def model() -> Llama:
    with TemporaryDirectory() as folder:
        return llama(tiny_llama.write(Path(folder)))


def text_with(logits: Sequence[float]) -> Text:
    text = model().text()
    held = compiled().text_logits(text.pointer)
    for place, logit in enumerate(logits):
        held[place] = logit
    return text


def compiled_draw(logits: Sequence[float], sampling: Sampling, uniform: float) -> tuple[int, float]:
    (token,), (logarithm,) = model().draw([text_with(logits)], [sampling], [uniform])
    return token, logarithm


WAYS = pytest.mark.parametrize("way", [compiled_draw, draw], ids=["compiled", "plain"])


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


@WAYS
@given(LOGITS, st.floats(0.2, 3), st.floats(0.05, 1), UNIFORM)
@example([0.0] * 9 + [2.0**-126] + [0.0] * (SIZE - 10), 1.0, 0.125, 0.0)  # a gap that exp swallows
def test_draws_follow_the_distribution_function(
    way: Draw, logits: list[float], temperature: float, top_p: float, uniform: float
) -> None:
    token, logprob = way(logits, Sampling(temperature=temperature, top_p=top_p), uniform)
    kept = nucleus(logits, temperature, top_p)
    mass = sum(share for _, share in kept)
    place = [token for token, _ in kept].index(token)
    below = sum(share for _, share in kept[:place])
    assert below - 1e-9 <= uniform * mass <= below + kept[place][1] + 1e-9
    total = math.log(sum(math.exp(logit) for logit in logits))
    assert logprob == pytest.approx(logits[token] - total, abs=1e-9)


@given(LOGITS, st.sampled_from([0.0, 1e-300, 0.2, 1.0, 3.0]), st.floats(0.01, 1), UNIFORM)
def test_both_ways_draw_the_same(
    logits: list[float], temperature: float, top_p: float, uniform: float
) -> None:
    sampling = Sampling(temperature=temperature, top_p=top_p)
    assert compiled_draw(logits, sampling, uniform) == draw(logits, sampling, uniform)


@WAYS
@given(LOGITS, UNIFORM)
def test_temperature_zero_takes_the_likeliest(
    way: Draw, logits: list[float], uniform: float
) -> None:
    most = max(logits)
    assert way(logits, Sampling(temperature=0, top_p=0.5), uniform)[0] == logits.index(most)
    assert logits[way(logits, Sampling(temperature=1e-300), 0.5)[0]] == most


@given(st.lists(st.tuples(LOGITS, st.floats(0.01, 0.99), UNIFORM), min_size=2, max_size=4))
def test_rows_do_not_see_each_other(rows: list[tuple[list[float], float, float]]) -> None:
    texts = [text_with(logits) for logits, *_ in rows]
    asked = [Sampling(temperature=share, top_p=share) for _, share, _ in rows]
    uniforms = [uniform for *_, uniform in rows]
    tokens, logarithms = model().draw(texts, asked, uniforms)
    for row, (logits, _, uniform) in enumerate(rows):
        assert compiled_draw(logits, asked[row], uniform) == (tokens[row], logarithms[row])


@WAYS
def test_shares_come_out_as_often_as_they_are_likely(way: Draw) -> None:
    logits = [math.log(share) for share in (0.5, 0.3, 0.15, 0.05)] + [-1e9] * (SIZE - 4)
    sampling = Sampling(top_p=0.75)
    found = Counter(way(logits, sampling, (place + 0.5) / 800)[0] for place in range(800))
    assert found == {0: 500, 1: 300}


def test_an_asks_numbers_are_its_own() -> None:
    def first(prompt: list[int], attempt: int = 0, **sampling: float) -> float:
        ask = Ask(key="k", prompt="", sampling=Sampling(**sampling), attempt=attempt)  # type: ignore[arg-type]
        return numbers(ask, prompt).random()

    assert first([1]) == first([1]) == first([1], seed=0) == first([1], temperature=0.5)
    others = [first([1]), first([2]), first([1], 1), first([1], seed=1), first([1, 1])]
    assert len(set(others)) == 5
