"""Accuracy of instructions: by prompt, by instruction, and their soft mean."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from assay.evaluate.metrics.metric import Mean, Measure
from assay.evaluate.metrics.outcome import Outcome, Truth, every, share, strict

__all__ = ["ConstraintSatisfaction", "InstructionAccuracy", "PromptAccuracy", "TypeAccuracy"]


class _StrictAndLoose:
    """A mean over the verdicts as they stand and, in a loose run, over those after edits too."""

    name: str

    def __init__(self, name: str) -> None:
        self.name = name
        self._strict, self._loose, self._edited = Mean(), Mean(), False

    def add(self, row: Outcome) -> None:
        for verdicts in row.responses:
            self._edited = self._edited or any("+loose" in v.mode for v in verdicts)
            self._count(self._strict, row.cluster, [strict(v) for v in verdicts])
            self._count(self._loose, row.cluster, [v.passed for v in verdicts])

    def _count(self, mean: Mean, cluster: int, values: list[Truth]) -> None:
        raise NotImplementedError

    def measures(self, edited: bool = False) -> list[Measure]:
        if not self._edited and not edited:
            return [self._strict.measure(self.name)]
        return [
            self._strict.measure(f"{self.name} strict"),
            self._loose.measure(f"{self.name} loose"),
        ]


class PromptAccuracy(_StrictAndLoose):
    """Prompt-level accuracy: (1/P) sum over prompts p of the product over i of s_pi.

    s_pi is the verdict of instruction i of prompt p. Strict on the response as it is; loose, in a
    run with `--loose`, where s'_pi is the best over the eight edits of the response.
    Zhou et al. 2023 (arXiv:2311.07911), section 3.2. The same number is MathIF's HAcc, MulDimIF's
    accuracy and FollowBench's HSR over all levels.
    """

    formula: ClassVar[str] = "mean over prompts of 1[all instructions hold]"
    source: ClassVar[str] = "Zhou et al. 2023, arXiv:2311.07911"

    def _count(self, mean: Mean, cluster: int, values: list[Truth]) -> None:
        mean.add(cluster, every(values))


class InstructionAccuracy(_StrictAndLoose):
    """Instruction-level accuracy: (1/N) sum of s_pi over all N instructions of all prompts.

    Zhou et al. 2023 (arXiv:2311.07911), section 3.2; strict and loose as for prompts.
    """

    formula: ClassVar[str] = "mean over instructions of 1[it holds]"
    source: ClassVar[str] = "Zhou et al. 2023, arXiv:2311.07911"

    def _count(self, mean: Mean, cluster: int, values: list[Truth]) -> None:
        for value in values:
            mean.add(cluster, value)


class ConstraintSatisfaction(_StrictAndLoose):
    """CSR, the soft accuracy: (1/P) sum over p of (1/n_p) sum over i of s_pi.

    CFBench's constraint satisfaction rate (Zhang et al. 2024, arXiv:2408.01122), MathIF's SAcc
    (Fu et al. 2025, arXiv:2505.14810). The mean is over the instructions that were decided.
    """

    formula: ClassVar[str] = "mean over prompts of the share of instructions that hold"
    source: ClassVar[str] = "Zhang et al. 2024, arXiv:2408.01122"

    def _count(self, mean: Mean, cluster: int, values: list[Truth]) -> None:
        mean.add(cluster, share(values))


class TypeAccuracy:
    """Instruction-level accuracy of each type: for each id, (1/N) sum of s_i over its N instances.

    What the scripts of IFEval and IFBench print as tier 1 accuracies. The id of each check stands
    at its place in `meta.instruction_id_list`; rows whose list is not as long as their checks are
    left out. Strict and loose as for prompts.
    """

    formula: ClassVar[str] = "for each instruction id, mean over its instances of 1[it holds]"
    source: ClassVar[str] = "Zhou et al. 2023, arXiv:2311.07911"

    def __init__(self, name: str) -> None:
        self.name = name
        self._types: dict[str, InstructionAccuracy] = {}
        self._edited = False

    def add(self, row: Outcome) -> None:
        ids: Any = row.meta.get("instruction_id_list")
        for verdicts in row.responses:
            self._edited = self._edited or any("+loose" in v.mode for v in verdicts)
            if not isinstance(ids, list) or len(cast("list[Any]", ids)) != len(verdicts):
                continue
            for identity, verdict in zip(cast("list[Any]", ids), verdicts, strict=True):
                one = self._types.setdefault(str(identity), InstructionAccuracy(str(identity)))
                one.add(Outcome(row.cluster, row.meta, [[verdict]]))

    def measures(self) -> list[Measure]:
        every = [self._types[name].measures(self._edited) for name in sorted(self._types)]
        return [measure for found in every for measure in found] or [Mean().measure(self.name)]
