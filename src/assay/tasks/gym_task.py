"""The data sets of reasoning-gym as tasks (extra `gym`), judged strictly.

reasoning-gym (Stojanovski et al. 2025, arXiv:2505.24760) generates reasoning problems of a hundred
sorts. Its default scorer gives credit to a text in which the answer occurs somewhere; no such
credit is given here.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any

import msgspec

from assay.checks.answer.gym import problem, problems
from assay.errors import BadParameter, MissingExtra, TaskError, did_you_mean
from assay.sample import Sample
from assay.tasks.gym_checks import LEFT_OUT, answer_of, check_of
from assay.tasks.task import Task

__all__ = ["Gym", "datasets"]

_ASKED = "\n\nWrite the final answer, and nothing else, between <answer> and </answer>."


class Gym(Task, frozen=True):
    """Problems of one of reasoning-gym's data sets, judged strictly (extra `gym`).

    `gym:NAME` opens the data set NAME, `config` is JSON of its own parameters, such as
    `{"min_digits": 3}`. `seed` draws other problems, `count` so many. The prompt asks for
    `<answer>` tags unless `tags` is off. Where many answers are right, the data set's own scorer
    must give full marks; elsewhere the answer must equal the data set's, by `answer.number`,
    `answer.exact` or `answer.expression`.
    """

    name = "gym"
    metrics = ("accuracy", "pass-curve")

    dataset: str
    config: str = "{}"
    seed: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] = 0
    count: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 100
    tags: bool = True

    @property
    def title(self) -> str:
        """The data set's name."""
        return f"gym:{self.dataset}"

    def validate(self) -> None:
        if self.dataset in LEFT_OUT:
            raise ValueError(f"{self.dataset} is left out: {LEFT_OUT[self.dataset]}")
        try:
            names = datasets()
        except MissingExtra as fault:
            raise TaskError(str(fault)) from None
        if self.dataset not in names:
            near = did_you_mean(self.dataset, names)
            raise ValueError(f"reasoning-gym has no data set {self.dataset!r}{near}")
        self._problems()

    def _problems(self) -> Any:
        return problems(self.dataset, self.config, self.seed, self.count)

    def samples(self) -> Iterator[Sample]:
        made = self._problems()
        for index in range(self.count):
            entry = problem(made, index)
            question = entry["question"].strip()
            answer = answer_of(self.dataset, entry)
            try:
                check = check_of(
                    self.dataset, entry, index, seed=self.seed, size=self.count, config=self.config
                )
            except BadParameter as fault:
                raise TaskError(f"problem {index} of {self.title}: {fault}") from None
            if check is None:
                raise TaskError(f"problem {index} of {self.title} has no answer")
            yield Sample(
                id=f"{self.dataset}-{self.seed}-{index}",
                prompt=question + _ASKED if self.tags else question,
                checks=(check,),
                reference=answer,
                meta={"source": "reasoning-gym", "dataset": self.dataset, "index": index},
            )

    def solutions(self, sample: Sample) -> list[str]:
        answer = sample.reference
        return [] if answer is None else [self._said(str(answer))]

    def mistakes(self, sample: Sample) -> list[str]:
        """No answer, another, the right one among others, and one that is not worked out."""
        wrong = [self._said(""), self._said("no answer at all")]
        if (answer := sample.reference) is not None:
            wrong += [
                self._said(f"{answer} or 7777777"),
                self._said(f"{answer}9x"),
                self._said(f"({answer})+0"),
            ]
        return wrong

    def _said(self, answer: str) -> str:
        return f"<answer>{answer}</answer>" if self.tags else f"Answer: {answer}"

    def __len__(self) -> int:
        return self.count


def datasets() -> list[str]:
    """The names of reasoning-gym's data sets. Raises MissingExtra."""
    try:
        import_module("reasoning_gym")
        found: Any = import_module("reasoning_gym.factory")
    except ImportError:
        raise MissingExtra("reasoning-gym", "gym") from None
    return sorted(found.DATASETS)
