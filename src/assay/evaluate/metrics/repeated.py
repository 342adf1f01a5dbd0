"""Metrics over several responses to one prompt, or several wordings of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import comb
from typing import ClassVar
from zlib import crc32

import msgspec

from assay.evaluate.metrics.metric import Mean, Measure, Point
from assay.evaluate.metrics.outcome import Outcome, Truth, every

__all__ = [
    "PassAtK",
    "PassCurve",
    "PassHatK",
    "PerfectOfSamples",
    "Reliable",
    "at_least",
    "pass_at",
]


def pass_at(n: int, c: int, k: int) -> float:
    """The chance that one of k responses, drawn from n of which c pass, passes.

    1 - C(n-c, k) / C(n, k): Chen et al. 2021 (arXiv:2107.03374), equation 1.
    Raises ValueError where k is more than n.
    """
    return at_least(n, c, k, 1)


def at_least(n: int, c: int, drawn: int, needed: int) -> float:
    """The chance that at least `needed` of `drawn` responses pass, drawn from n of which c pass.

    The upper tail of the hypergeometric distribution. Raises ValueError where more are drawn
    than there are.
    """
    if not 0 <= c <= n or drawn > n:
        raise ValueError(f"cannot draw {drawn} of {n} responses, {c} of which pass")
    ways = sum(comb(c, j) * comb(n - c, drawn - j) for j in range(needed, drawn + 1))
    return ways / comb(n, drawn)


class _OfSamples:
    """The mean over prompts of the chance that enough of the drawn responses pass."""

    def __init__(self, name: str, drawn: int, needed: int) -> None:
        self.name = name
        self._drawn, self._needed = drawn, needed
        self._mean = Mean()

    def add(self, row: Outcome) -> None:
        decided = [passed for passed in row.passed() if passed is not None]
        if len(decided) < self._drawn:
            self._mean.add(row.cluster, None)
            return
        chance = at_least(len(decided), sum(decided), self._drawn, self._needed)
        self._mean.add(row.cluster, chance, len(decided))

    def measures(self) -> list[Measure]:
        why = f"no prompt has {self._drawn} decided responses"
        return [self._mean.measure(self.name, why=why)]


class PassAtK(_OfSamples):
    """pass@k: mean over prompts of 1 - C(n-c, k) / C(n, k), c of n responses passing all checks.

    Chen et al. 2021 (arXiv:2107.03374), equation 1, unbiased. Undecided responses are not
    among the n; a prompt with fewer than k decided ones is unknown.
    """

    formula: ClassVar[str] = "mean over prompts of 1 - C(n-c, k) / C(n, k)"
    source: ClassVar[str] = "Chen et al. 2021, arXiv:2107.03374, eq. 1"

    def __init__(self, name: str, k: int) -> None:
        super().__init__(name, k, 1)


class PassHatK(_OfSamples):
    """pass^k: mean over prompts of C(c, k) / C(n, k), c of n responses passing all checks.

    Yao et al. 2024 (tau-bench, arXiv:2406.12045): the chance that k responses all pass,
    unbiased. Undecided responses are not among the n.
    """

    formula: ClassVar[str] = "mean over prompts of C(c, k) / C(n, k)"
    source: ClassVar[str] = "Yao et al. 2024, arXiv:2406.12045"

    def __init__(self, name: str, k: int) -> None:
        super().__init__(name, k, k)


class PassCurve:
    """pass@k for k = 1, 2, 4, ... and the most responses that some prompt has.

    Each as `PassAtK` has it. The last measure carries the curve. Where prompts have unequally
    many responses, each k is over the prompts that have so many: `n` says how many those are.
    """

    formula: ClassVar[str] = "for k = 1, 2, 4, ...: mean over prompts of 1 - C(n-c, k) / C(n, k)"
    source: ClassVar[str] = "Chen et al. 2021, arXiv:2107.03374, eq. 1"

    def __init__(self, name: str) -> None:
        self.name = name
        self._counts: Counter[tuple[int, int, int]] = Counter()

    def add(self, row: Outcome) -> None:
        decided = [passed for passed in row.passed() if passed is not None]
        self._counts[row.cluster, len(decided), sum(decided)] += 1

    def measures(self) -> list[Measure]:
        most = max((n for _, n, _ in self._counts), default=0)
        found = [self._measure(k) for k in _doubling(most)]
        if not found:
            return [self._measure(1)]
        points = tuple(
            Point(k, m.value, m.n, m.low, m.high)
            for k, m in zip(_doubling(most), found, strict=True)
            if m.value is not None
        )
        return [*found[:-1], msgspec.structs.replace(found[-1], curve=points)]

    def _measure(self, k: int) -> Measure:
        mean = Mean()
        for (cluster, n, c), times in self._counts.items():
            for _ in range(times):
                mean.add(cluster, pass_at(n, c, k) if n >= k else None, n)
        return mean.measure(f"pass@{k}", why=f"no prompt has {k} decided responses")


def _doubling(most: int) -> list[int]:
    """1, 2, 4, ... and the most itself."""
    powers = [1 << place for place in range(most.bit_length())]
    return powers if not most or powers[-1] == most else [*powers, most]


class PerfectOfSamples(_OfSamples):
    """PIF-N-K: the share of samples for which at least K of N responses follow everything.

    Epstein et al. 2024 (MMMT-IF, arXiv:2409.18216), section 4. With n > N responses the chance
    over all draws of N of them is taken, which for n = N is their definition.
    """

    formula: ClassVar[str] = "share of rows where at least K of N responses hold all instructions"
    source: ClassVar[str] = "Epstein et al. 2024, arXiv:2409.18216"


class Reliable:
    """reliable@k: the share of base prompts whose first k variants are all followed throughout.

    IFEval++ (Dong et al. 2025, arXiv:2512.14754), k = 10 there: the prompt, its rephrasings, its
    versions with distractors and with other parameters. Rows name their base in `meta.base`;
    bases with fewer than k rows are unknown. Where a row has several responses the first counts.
    """

    formula: ClassVar[str] = "share of bases whose first k variants all pass"
    source: ClassVar[str] = "Dong et al. 2025, arXiv:2512.14754"

    def __init__(self, name: str, k: int) -> None:
        self.name = name
        self._k = k
        self._bases: defaultdict[str, list[Truth]] = defaultdict(list)

    def add(self, row: Outcome) -> None:
        if "base" in row.meta and row.responses:
            self._bases[str(row.meta["base"])].append(row.passed()[0])

    def measures(self) -> list[Measure]:
        mean = Mean()
        for base, passed in self._bases.items():
            known = every(passed[: self._k]) if len(passed) >= self._k else None
            mean.add(crc32(base.encode("utf-8", "replace")), known)
        return [mean.measure(self.name)]
