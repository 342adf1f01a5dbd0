"""Trains the embedded model from nothing, on problems that the task families draw.

    python training/train.py                  an hour on two cores, or on a GPU if there is one
    python training/train.py --minutes 90

Every few minutes the weights are written to --out as transformers reads them. `log.jsonl` beside
this file holds the settings, the loss and quick marks. Measure afterwards: `measure.py`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import torch
from generating import answers
from llama import Llama, Shape, load, save
from muon import Muon
from problems import FAMILIES, PHASES, Phase, draw, held_out
from torch.nn import functional

import assay

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src/assay/models/embedded/weights"
IGNORED = -100


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    shape = Shape(
        hidden=options.hidden, layers=options.layers, heads=options.hidden // options.head,
        intermediate=options.intermediate,
    )  # fmt: skip
    model = (load(options.resume) if options.resume else Llama(shape)).to(device)
    run = Run(model, options, Log(options.log))
    run.log.write(
        settings={key: str(value) for key, value in vars(options).items()},
        shape=asdict(model.shape), parameters=sum(w.numel() for w in model.parameters()),
        torch=torch.__version__, device=str(device),
        phases=[asdict(phase) for phase in PHASES],
    )  # fmt: skip
    run.train(device)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--minutes", type=float, default=60, help="how long; the rates fall to 0 by then")
    add("--threads", type=int, default=2)
    add("--seed", type=int, default=1)
    add("--hidden", type=int, default=128)
    add("--head", type=int, default=32, help="the size of one head")
    add("--layers", type=int, default=5)
    add("--intermediate", type=int, default=352)
    add("--rate", type=float, default=0.02, help="of Muon, for the matrices")
    add("--adam-rate", type=float, default=0.004, help="of AdamW, for the rest")
    add("--warmup", type=float, default=0.01, help="share of the time in which the rates rise")
    add("--flat", type=float, default=0.3, help="share of the time before they begin to fall")
    add("--save-minutes", type=float, default=3)
    add("--resume", type=Path, help="weights of a run that was cut off ...")
    add("--elapsed", type=float, default=0.0, help="... after so many minutes")
    add("--out", type=Path, default=WEIGHTS)
    add("--log", type=Path, default=HERE / "log.jsonl")
    return parser.parse_args()


class Log:
    """One object of JSON a line."""

    def __init__(self, file: Path) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", encoding="utf-8")

    def write(self, **fields: Any) -> None:
        line = json.dumps(fields)
        with self.file.open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        print(line, flush=True)


Batch = list[tuple[torch.Tensor, torch.Tensor, int]]


def batch(rng: Random, phase: Phase, device: torch.device) -> Batch:
    """A step: parts of problems about as long as each other, padded at the end.

    Each problem begins at position 0, as it does when the model is asked; only what the solution
    consists of, with the token that ends it, is a target.
    """
    drawn = sorted((draw(rng, phase) for _ in range(phase.items)), key=lambda one: len(one.ids))
    size = phase.items // phase.parts
    made: Batch = []
    for first in range(0, phase.items, size):
        part = drawn[first : first + size]
        width = max(len(one.ids) for one in part) - 1
        ids = torch.zeros(len(part), width, dtype=torch.long)
        targets = torch.full((len(part), width), IGNORED)
        for row, one in enumerate(part):
            length = len(one.ids) - 1
            ids[row, :length] = torch.tensor(one.ids[:-1])
            targets[row, one.start - 1 : length] = torch.tensor(one.ids[one.start :])
        count = sum(len(one.ids) - one.start for one in part)
        made.append((ids.to(device), targets.to(device), count))
    return made


class Run:
    """Training by the clock: the rates follow the share of the time that is over."""

    def __init__(self, model: Llama, options: argparse.Namespace, log: Log) -> None:
        self.model, self.options, self.log = model, options, log
        inner = [w for w in model.layers.parameters() if w.dim() == 2]
        others = [model.embed_tokens.weight, *(w for w in model.parameters() if w.dim() == 1)]
        self.muon = Muon(inner)
        self.adam = torch.optim.AdamW(others, betas=(0.9, 0.98), weight_decay=0.0)

    def train(self, device: torch.device) -> None:
        self._marks()  # whatever is loaded late is loaded now, before the clock runs
        rng = Random(f"lessons/{self.options.seed}/{self.options.elapsed}")
        began = time.monotonic() - 60 * self.options.elapsed
        saved = time.monotonic()
        seen = targets = items = step = 0
        losses: list[float] = []
        share = self.options.elapsed / self.options.minutes
        while share < 1:
            phase = [phase for phase in PHASES if phase.since <= share][-1]
            drawn = batch(rng, phase, device)
            losses.append(self._step(drawn, phase.rate * self._rate(share)))
            step, items = step + 1, items + phase.items
            seen += sum(ids.numel() for ids, _, _ in drawn)
            targets += sum(count for _, _, count in drawn)
            now = time.monotonic()
            share = (now - began) / (60 * self.options.minutes)
            if step % 100 == 0:
                self.log.write(
                    step=step, seconds=round(now - began, 1), tokens=seen, targets=targets,
                    items=items, loss=round(sum(losses) / len(losses), 4),
                )  # fmt: skip
                losses = []
            if now - saved > 60 * self.options.save_minutes or share >= 1:
                save(self.model, self.options.out)
                self.log.write(step=step, seconds=round(now - began, 1), marks=self._marks())
                saved = time.monotonic()

    def _rate(self, share: float) -> float:
        rising = share / self.options.warmup
        falling = (1 - share) / (1 - self.options.flat)
        return max(0.0, min(1.0, rising, falling))

    def _step(self, batch: Batch, rate: float) -> float:
        total = sum(count for _, _, count in batch)
        loss = 0.0
        for ids, targets, _ in batch:
            chosen = targets != IGNORED
            logits = self.model.logits(self.model.states(ids)[chosen])
            part = functional.cross_entropy(logits, targets[chosen], reduction="sum") / total
            part.backward()
            loss += float(part.detach())
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.muon.step(self.options.rate * rate)
        self.adam.param_groups[0]["lr"] = self.options.adam_rate * rate
        self.adam.step()
        self.model.zero_grad(set_to_none=True)
        return loss

    def _marks(self) -> dict[str, list[float]]:
        """Greedy accuracy on a few held-out problems a level: a look, no measurement."""
        found: dict[str, list[float]] = defaultdict(list)
        for family in FAMILIES:
            for level in (1, 2, 3):
                items = held_out(family, level, 16, seed=99)
                written = answers(self.model, [item.prompt for item in items], 1, 0.0)
                right = [
                    all(v.passed for v in assay.verify_batch(texts, item.checks)[0])
                    for item, texts in zip(items, written, strict=True)
                ]
                found[family.name].append(sum(right) / len(right))
        return found


if __name__ == "__main__":
    main()
