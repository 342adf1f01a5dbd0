"""What a program hands to `assay.run` as it has it: samples as a task, a function as a model.

assay.run(["Name three tides."], lambda ask: "Ebb, flood, spring.", checks=[text.Words(max=3)])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeAlias, cast

from assay.check import Check
from assay.errors import BadParameter, InputError, ModelError
from assay.model import Ask, Fault, Generation, Model
from assay.registry import parse, parse_all
from assay.sample import Sample, encode_json, read_row
from assay.tasks.rows_task import identified, unanswered
from assay.tasks.task import Task

__all__ = ["GivenChecks", "GivenModel", "GivenTask", "as_checks", "as_model", "as_task"]

GivenTask: TypeAlias = Task | Iterable[Sample | Mapping[str, Any] | str]
"""A task; or samples, rows (`prompt`, `checks`, `reference`, `meta`, `id`) or bare prompts."""
GivenModel: TypeAlias = Model | Callable[[Ask], str | Generation | Fault]
"""A model; or a function from an ask to what is answered."""
GivenChecks: TypeAlias = Check | Mapping[str, Any] | Iterable[Check | Mapping[str, Any]]
"""A check or several, each an object or what JSON says of it."""


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
    """The task. Raises InputError for what is none, with its number for what is no sample."""
    if isinstance(given, Task):
        return given
    made = (_sample(item, number) for number, item in enumerate(_listed(given), 1))
    return _Samples(given=tuple(identified(made, _Samples.name)))


def _listed(given: object) -> Iterator[object]:
    """The items. What would be iterated over, but not sample by sample, is refused: a dictionary
    gives the names of its fields, a data frame those of its columns."""
    kind, hint = type(given).__name__, ""
    if isinstance(given, Sample | Mapping):
        hint = "; a single one stands in a list, too"
    elif hasattr(given, "columns") and hasattr(given, "shape"):
        hint = "; give its rows, each a dict"
    else:
        with suppress(TypeError):
            return iter(cast("Iterable[object]", given))
    raise InputError(
        "expected a task, its name or file, or a list of samples, rows or prompts, got "
        f"{kind}{hint}",
        file=_Samples.name,
    )


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


def as_checks(given: GivenChecks) -> tuple[Check, ...]:
    """The checks. Raises CheckError, with its place, for what is none."""
    several = cast("object", given)
    if isinstance(several, Check | Mapping):
        return (parse(cast("Check | Mapping[str, Any]", several)),)
    if isinstance(several, str) or not isinstance(several, Iterable):
        raise BadParameter(f"expected a check or a list of checks, got {several!r:.60}", "checks")
    return tuple(parse_all(cast("Iterable[object]", several), "checks"))


def as_model(given: GivenModel) -> Model:
    """The model. Raises ModelError for what is none."""
    if isinstance(given, Model):
        return given
    if not callable(given) or isinstance(given, type):
        raise ModelError(f"expected a model, its name or a function, got {given!r:.60}")
    from assay.models.scripted import Scripted

    name = getattr(given, "__name__", type(given).__name__)
    return Scripted(given, name="function" if name == "<lambda>" else name)
