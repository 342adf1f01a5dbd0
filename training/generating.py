"""Sampling many answers at once, with torch: prompts of equal length go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import tokens
import torch
from llama import Llama, Past

_ROWS = 1024
_MOST = 320
NAMES = {place: token for token, place in tokens.VOCABULARY.items()}


@torch.inference_mode()
def answers(
    model: Llama, prompts: Sequence[str], n: int, temperature: float = 1.0, seed: int = 0
) -> list[list[str]]:
    """`n` answers to each prompt; a temperature of 0 takes the likeliest token each time."""
    device = model.embed_tokens.weight.device
    source = torch.Generator(device).manual_seed(seed)
    lengths: dict[int, list[int]] = defaultdict(list)
    for place, prompt in enumerate(prompts):
        lengths[len(prompt)].append(place)
    found: list[list[str]] = [[] for _ in prompts]
    for places in lengths.values():
        at_once = max(1, _ROWS // n)
        for first in range(0, len(places), at_once):
            chosen = places[first : first + at_once]
            ids = [[tokens.USER, *tokens.encode(prompts[p]), tokens.ASSISTANT] for p in chosen]
            written = _written(model, torch.tensor(ids, device=device), n, temperature, source)
            for row, text in enumerate(written):
                found[chosen[row // n]].append(text)
    return found


def _written(
    model: Llama, ids: torch.Tensor, n: int, temperature: float, source: torch.Generator
) -> list[str]:
    past = [Past() for _ in model.layers]
    states = model.states(ids, past)[:, -1].repeat_interleave(n, 0)
    for layer in past:
        layer.repeated(n)
    rows = torch.arange(len(states), device=ids.device)
    texts: list[list[str]] = [[] for _ in range(len(states))]
    for _ in range(min(_MOST, model.shape.positions - ids.shape[1])):
        logits = model.logits(states)
        if temperature:
            chances = torch.softmax(logits / temperature, -1)
            # The exponential race: one division a token in place of a sort or a search.
            noise = torch.empty_like(chances).exponential_(generator=source)
            chosen = (chances / noise).argmax(-1)
        else:
            chosen = logits.argmax(-1)
        going = chosen != tokens.END
        for row, token in zip(rows[going].tolist(), chosen[going].tolist(), strict=True):
            texts[row].append(NAMES[token])
        if not going.any():
            break
        if not going.all():
            rows, chosen = rows[going], chosen[going]
            for layer in past:
                layer.kept(going)
        states = model.states(chosen[:, None], past)[:, -1]
    return ["".join(text) for text in texts]
