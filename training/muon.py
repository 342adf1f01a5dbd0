"""Muon: momentum whose matrices are made orthogonal (Jordan et al., 2024), beside AdamW.

Orthogonal steps learn small transformers from fewer tokens than AdamW alone; embeddings and the
scales of norms, which are no maps from space to space, stay with AdamW (arXiv:1711.05101).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor, nn

_A, _B, _C = 3.4445, -4.7750, 2.0315
"""The quintic of Newton-Schulz, whose five turns bring singular values near 1."""


def orthogonal(batch: Tensor) -> Tensor:
    """Each matrix of a batch with its singular values near 1, by Newton-Schulz iteration."""
    tall = batch.shape[-2] > batch.shape[-1]
    x = batch.mT if tall else batch
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(5):
        gram = x @ x.mT
        x = _A * x + (_B * gram + _C * gram @ gram) @ x
    return x.mT if tall else x


class Muon:
    """Matrices of equal shape are stepped as one batch."""

    def __init__(self, weights: Iterable[nn.Parameter], momentum: float = 0.95) -> None:
        shapes: dict[torch.Size, list[nn.Parameter]] = defaultdict(list)
        for weight in weights:
            shapes[weight.shape].append(weight)
        self.groups = list(shapes.values())
        self.means = [torch.zeros(len(g), *g[0].shape, device=g[0].device) for g in self.groups]
        self.momentum = momentum

    @torch.no_grad()
    def step(self, rate: float) -> None:
        for group, mean in zip(self.groups, self.means, strict=True):
            gradient = torch.stack([weight.grad for weight in group if weight.grad is not None])
            mean.lerp_(gradient, 1 - self.momentum)
            turned = orthogonal(gradient.lerp(mean, self.momentum))
            rows, columns = group[0].shape
            turned *= -rate * max(1.0, rows / columns) ** 0.5
            for weight, change in zip(group, turned, strict=True):
                weight.add_(change)
