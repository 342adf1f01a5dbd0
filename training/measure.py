"""The measured table: how often the trained model is right, by family and level.

    python training/measure.py                 40 held-out problems a cell, 64 answers to each

pass@1 is the share of right answers, with its 95 % interval over problems; pass@64 the share of
problems of whose 64 answers at least one is right (Chen et al., arXiv:2107.03374, with n = k).
Answers are sampled at temperature 1, from the weights as they are shipped.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import torch
from generating import answers
from llama import Llama, load
from problems import FAMILIES, LEVELS, held_out
from train import HERE, WEIGHTS

import assay
from assay.tasks.families.family import Family

HEAD = """\
| family | level | pass@1 | 95 % | pass@{n} | greedy | characters an answer |
|---|--:|--:|:-:|--:|--:|--:|
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--problems", type=int, default=40, help="of each family and level")
    parser.add_argument("-n", type=int, default=64, help="answers to each")
    parser.add_argument("--families", help="only these, divided by commas")
    parser.add_argument("--levels", default=",".join(map(str, LEVELS)))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=HERE / "table.md")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = load(options.weights)
    if torch.cuda.is_available():
        model = model.cuda()
    began = time.monotonic()
    lines: list[str] = []
    chosen = (options.families or ",".join(one.name for one in FAMILIES)).split(",")
    for family in [one for one in FAMILIES if one.name in chosen]:
        for level in map(int, options.levels.split(",")):
            lines.append(row(model, family, level, options.problems, options.n, options.seed))
            print(lines[-1], f"{time.monotonic() - began:.0f} s", flush=True)
    note = (
        f"{options.problems} held-out problems of each family and level (split `test`, seed 0),"
        f" {options.n} answers to each at temperature 1, seed {options.seed};"
        " greedy takes the likeliest token each time. Written by `python training/measure.py`.\n\n"
    )
    text = note + HEAD.format(n=options.n) + "\n".join(lines) + "\n"
    options.out.write_text(text, encoding="utf-8")


def row(model: Llama, family: type[Family], level: int, count: int, n: int, seed: int) -> str:
    """One line of the table."""
    items = held_out(family, level, count)
    prompts = [item.prompt for item in items]
    written = answers(model, prompts, n, 1.0, seed)
    right = [
        marks(texts, item.checks, item.prompt) for texts, item in zip(written, items, strict=True)
    ]
    likeliest = answers(model, prompts, 1, 0.0)
    greedy = [
        marks(texts, item.checks, item.prompt)[0]
        for texts, item in zip(likeliest, items, strict=True)
    ]
    shares = [sum(one) / n for one in right]
    mean = statistics.fmean(shares)
    margin = 1.96 * statistics.stdev(shares) / count**0.5
    low, high = max(0.0, mean - margin), min(1.0, mean + margin)
    some = sum(any(one) for one in right) / count
    length = statistics.fmean(len(text) for texts in written for text in texts)
    return (
        f"| {family.name} | {level} | {mean:.1%} | {low:.0%} to {high:.0%} | {some:.1%}"
        f" | {sum(greedy) / count:.1%} | {length:.0f} |"
    )


def marks(texts: list[str], checks: tuple[assay.Check, ...], prompt: str) -> list[bool]:
    """Whether each text passes all checks; equal texts are judged once, undecided is not passed."""
    distinct = list(dict.fromkeys(texts))
    verdicts = assay.verify_batch(distinct, checks, prompt=prompt)
    passed = {
        text: all(verdict.passed is True for verdict in one)
        for text, one in zip(distinct, verdicts, strict=True)
    }
    return [passed[text] for text in texts]


if __name__ == "__main__":
    main()
