"""How often intervals hold what they are about, on samples drawn from a known truth.

    python benchmarks/coverage.py [RUNS]

Each item has a difficulty of its own (Beta(2, 2)) and four attempts, so that attempts of one item
hang together. A calibrated confidence is the difficulty; an overconfident one is 0.15 higher.
Beside the interval of the calibration error stands the plain percentile bootstrap's.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from random import Random

from assay.evaluate.bootstrap import Sums, drawn, percentiles
from assay.evaluate.compare.difference import of_attempts, of_single
from assay.evaluate.metrics import Known, Outcome, measure
from assay.evaluate.metrics.binned import BINS
from assay.model import Usage

ATTEMPTS = 4
MANY = 64
Held = tuple[str, bool]
"""What an interval is of, and whether it holds the truth."""


def items(random: Random, count: int) -> list[float]:
    return [random.betavariate(2, 2) for _ in range(count)]


def attempts(random: Random, difficulty: float, cluster: int) -> Outcome:
    passed = [random.random() < difficulty for _ in range(ATTEMPTS)]
    known = [Known(usage=Usage(cost=3 * random.random())) for _ in passed]
    return Outcome.of(passed, cluster=cluster, known=known)


def plain(random: Random, count: int) -> Iterator[Held]:
    """Beta(2, 2): the mean is 0.5, the mean of (1 - p)^2 is 0.3, of p^2 the same."""
    truth = {"accuracy": 0.5, "pass@2": 0.7, "pass^2": 0.3, "cost": 3.0}
    samples = [attempts(random, p, place) for place, p in enumerate(items(random, count))]
    for one in measure(list(truth), samples):
        if one.low is not None and one.high is not None:
            yield one.name, one.low <= truth[one.name] <= one.high


def many(random: Random, count: int) -> Iterator[Held]:
    """64 attempts an item: attempts say next to nothing of items that were not drawn."""
    samples = [
        Outcome.of([random.random() < p for _ in range(MANY)], cluster=place)
        for place, p in enumerate(items(random, count))
    ]
    one = measure(["accuracy"], samples)[0]
    if one.low is not None and one.high is not None:
        yield f"accuracy, {MANY} attempts", one.low <= 0.5 <= one.high


def calibration(random: Random, count: int, over: float) -> Iterator[Held]:
    """One attempt an item; confidence is p + over throughout, so that the true error is `over`."""
    seen: list[tuple[float, bool]] = []
    for difficulty in items(random, count):
        p = difficulty * (1 - over)
        seen.append((p + over, random.random() < p))
    samples = [
        Outcome.of([right], cluster=place, known=[Known(confidence=confidence)])
        for place, (confidence, right) in enumerate(seen)
    ]
    one = measure(["ece"], samples)[0]
    name = f"ece, true {over:.2f}"
    assert one.value is not None
    assert one.low is not None
    assert one.high is not None
    yield name, one.low <= over <= one.high
    low, high = _percentile(seen)
    yield f"{name}: percentiles", low <= over <= high


def _percentile(seen: list[tuple[float, bool]]) -> tuple[float, float]:
    sums = Sums(BINS)
    for place, (confidence, right) in enumerate(seen):
        sums.add(place, min(BINS - 1, int(confidence * BINS)), (confidence - right) / len(seen))
    low, high = percentiles([sum(map(abs, gaps)) for gaps in drawn(sums)], 0.025, 0.975)
    return low, high


def differences(random: Random, count: int) -> Iterator[Held]:
    """The second side is right where the first is wrong one time in ten more: 0.05 on average."""
    ones, others = list[float](), list[float]()
    first: list[tuple[bool, bool]] = []
    for p in items(random, count):
        q = p + 0.1 * (1 - p)
        a = [random.random() < p for _ in range(ATTEMPTS)]
        b = [random.random() < q for _ in range(ATTEMPTS)]
        ones.append(sum(a) / ATTEMPTS)
        others.append(sum(b) / ATTEMPTS)
        first.append((a[0], b[0]))
    gained, lost = sum(b > a for a, b in first), sum(a > b for a, b in first)
    passes = sum(a for a, _ in first), sum(b for _, b in first)
    single = of_single(*passes, gained, lost, count, 0.95)
    several = of_attempts(ones, others, 0.95)
    for name, one in (("difference, 1 attempt", single), ("difference, 4 attempts", several)):
        if one.low is not None and one.high is not None:
            yield name, one.low <= 0.05 <= one.high


def main(runs: int) -> None:
    sizes = (5, 30, 100, 300)
    held: dict[int, Counter[str]] = {size: Counter() for size in sizes}
    for size in sizes:
        for seed in range(runs):
            random = Random(seed)
            found = [*many(Random(-1 - seed), size), *plain(random, size)]
            found += differences(random, size)
            for over in (0.0, 0.05, 0.15):
                found += calibration(random, size, over)
            for name, holds in found:
                held[size][name] += holds
    print(f"{'95 % interval of':34}" + "".join(f"{f'{size} items':>12}" for size in sizes))
    for name in held[sizes[0]]:
        cells = [f"{held[size][name] / runs:12.1%}" for size in sizes]
        print(f"{name:34}" + "".join(cells))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
