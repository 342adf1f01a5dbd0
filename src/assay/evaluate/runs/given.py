"""What a program hands to `assay.run` as it has it: samples as a task, a function as a model.

assay.run(["Name three tides."], lambda ask: "Ebb, flood, spring.", checks=[text.Words(max=3)])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from assay.errors import InputError, ModelError
from assay.model import Ask, Fault, Generation, Model
from assay.sample import Sample, encode_json, read_row
from assay.tasks.rows_task import identified, unanswered
from assay.tasks.task import Task

__all__ = ["GivenModel", "GivenTask", "as_model", "as_task"]

GivenTask: TypeAlias = Task | Iterable[Sample | Mapping[str, Any] | str]
"""A task; or samples, rows (`prompt`, `checks`, `reference`, `meta`, `id`) or bare prompts."""
GivenModel: TypeAlias = Model | Callable[[Ask], str | Generation | Fault]
"""A model; or a function from an ask to what is answered."""


class _Samples(Task, frozen=True):
    """Samples that a program holds. No command line can name it."""

    given: tuple[Sample, ...]

    @property
    def settings(self) -> dict[str, Any]:
        return {}

    def samples(self) -> Iterator[Sample]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)


_Samples.name = "samples"  # once the class is made, so that it is in no list of tasks


def as_task(given: GivenTask) -> Task:
    """The task. Raises InputError, with the sample's number, for what is no sample."""
    if isinstance(given, Task):
        return given
    made = (_sample(item, number) for number, item in enumerate(given, 1))
    return _Samples(given=tuple(identified(made, _Samples.name)))


def _sample(item: object, number: int) -> Sample:
    if isinstance(item, Sample):
        return unanswered(item)
    if isinstance(item, str):
        return Sample(prompt=item)
    if not isinstance(item, Mapping):
        raise InputError(
            f"expected a sample, a row or a prompt, got {item!r:.60}",
            file=_Samples.name,
            line=number,
        )
    try:
        line = encode_json(item)
    except (TypeError, ValueError, RecursionError) as fault:
        raise InputError(f"{fault}", file=_Samples.name, line=number) from None
    row = read_row(line, file=_Samples.name, number=number, answered=False)
    return unanswered(row.sample)


def as_model(given: GivenModel) -> Model:
    """The model. Raises ModelError for what is none."""
    if isinstance(given, Model):
        return given
    if not callable(given) or isinstance(given, type):
        raise ModelError(f"expected a model, its name or a function, got {given!r:.60}")
    from assay.models.scripted import Scripted

    name = getattr(given, "__name__", type(given).__name__)
    return Scripted(given, name="function" if name == "<lambda>" else name)
