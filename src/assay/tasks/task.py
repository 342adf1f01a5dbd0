"""A task: a named source of samples, which come with their checks, and the metrics that fit them.

A task is data, as a check is: one class is one name, its fields are its settings, and `assay run
TASK --set key=value` sets them. `assay validate` holds it to its word: what `solutions` gives must
verify, what `mistakes` gives must not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self, cast

import msgspec

from assay.errors import TaskError, did_you_mean
from assay.sample import Sample

__all__ = ["Task", "known", "unknown"]

known: dict[str, type[Task]] = {}
"""The classes with a name that have been imported, whoever wrote them."""


class Task(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One class is one task; `name` is what a command line calls it.

    `version` is bumped whenever a sample may change. `metrics` are names of
    `assay.evaluate.metrics`. Samples of the same settings are the same, in order, on every machine.
    Every sample has an id that is unique within the task.
    """

    name: ClassVar[str] = ""
    version: ClassVar[str] = "1"
    metrics: ClassVar[tuple[str, ...]] = ("accuracy",)

    def __init_subclass__(cls) -> None:
        if "name" in cls.__dict__:
            known[cls.name] = cls

    def __post_init__(self) -> None:
        try:
            self.validate()
        except ValueError as fault:
            raise TaskError(f"{fault} (task {self.name!r})") from None

    @classmethod
    def make(cls, settings: Mapping[str, Any]) -> Self:
        """The task with these settings, which may be texts as they come from a command line.

        Raises TaskError for an unknown setting, a wrong type or a value out of range.
        """
        for field in settings:
            if field not in cls.__struct_fields__:
                raise TaskError(
                    f"task {cls.name!r} has no such setting"
                    f"{did_you_mean(field, cls.__struct_fields__)}", field,
                )  # fmt: skip
        try:
            return msgspec.convert(dict(settings), cls, strict=False)
        except msgspec.ValidationError as fault:
            raise TaskError(f"{fault} (task {cls.name!r})") from None

    @property
    def settings(self) -> dict[str, Any]:
        """The settings that are not the default ones, as JSON values: `make` takes them back."""
        return cast("dict[str, Any]", msgspec.to_builtins(self))

    @property
    def title(self) -> str:
        """What a table calls it: the name, or the file's where the task is a file."""
        return self.name

    @property
    def digest(self) -> str:
        """A digest of the files that it reads, so that a run sees that they have changed; empty
        where settings and version say it all."""
        return ""

    def validate(self) -> None:
        """Raises ValueError where settings are out of range or do not go together."""

    def samples(self) -> Iterator[Sample]:
        """The samples, without responses, in order; may be endless where the task generates."""
        raise NotImplementedError

    def recorded(self) -> Iterator[Sample]:
        """The samples, with the responses that the task's own files hold, where they hold any."""
        return self.samples()

    def solutions(self, sample: Sample) -> list[str]:
        """Responses that must pass; empty where the task knows none."""
        return []

    def mistakes(self, sample: Sample) -> list[str]:
        """Responses that must not pass."""
        return []

    def __len__(self) -> int:
        """How many samples there are; raises TypeError where they are endless."""
        raise TypeError(f"task {self.name!r} has no fixed number of samples")


def unknown(name: str, names: list[str]) -> TaskError:
    """The error for a name that no task has."""
    return TaskError(f"there is no task {name!r}{did_you_mean(name, names)}")
