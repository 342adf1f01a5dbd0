"""Every exception Assay raises on purpose, in one place.

    AssayError
    ├── CheckError            a check could not be made from what was given
    │   ├── UnknownKind       no check of that name; carries the nearest one
    │   └── BadParameter      a parameter is unknown, missing, mistyped or out of range
    ├── InputError            a file or row could not be read; carries file, line and field
    ├── MissingExtra          something optional is not installed; names the extra
    ├── Undecided             a yes or no was demanded of a verdict that holds neither
    ├── EngineError           the engine itself could not do its work (no worker starts, say)
    ├── NotIsolated           programs cannot be isolated here as it was asked for
    ├── ModelError            a model cannot be reached or used at all
    ├── TaskError             a task is unknown, or cannot be set up as it was asked for
    └── RunError              a run's folder cannot be read, written or resumed

A verifier that fails while judging raises none of these to the caller: its failure
becomes a `Verdict` with status `error`, because a bad row is data, not a crash.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = [
    "AssayError",
    "BadParameter",
    "CheckError",
    "EngineError",
    "InputError",
    "MissingExtra",
    "ModelError",
    "NotIsolated",
    "RunError",
    "TaskError",
    "Undecided",
    "UnknownKind",
    "did_you_mean",
]


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A tail for a message: the nearest known name, or nothing where none is near."""
    names = list(known)
    near = [name for name in names if name.lower() == given.lower()]
    near = near or difflib.get_close_matches(given, names, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


class AssayError(Exception):
    """The root: `except AssayError` catches whatever Assay raises on purpose."""


class CheckError(AssayError):
    """A check could not be made. `field` is the path to the fault, such as `checks[0].min`."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.message = message
        self.field = field

    def under(self, prefix: str) -> CheckError:
        """The same fault seen from one level up, its path lengthened by `prefix`."""
        joint = "" if not self.field or self.field.startswith("[") else "."
        return type(self)(self.message, f"{prefix}{joint}{self.field}")


class UnknownKind(CheckError):
    """No check of that kind is known."""


class BadParameter(CheckError):
    """A parameter of a check is unknown, missing, of the wrong type or out of range."""


class InputError(AssayError):
    """A row could not be read: says the file, the line (1-based), the field and what is wrong."""

    def __init__(self, message: str, *, file: str = "", line: int = 0, field: str = "") -> None:
        place = ":".join(str(part) for part in (file, line) if part)
        super().__init__(": ".join(part for part in (place, field, message) if part))
        self.message = message
        self.file = file
        self.line = line
        self.field = field


class MissingExtra(AssayError):
    """An optional dependency is not installed. The message names the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} is not installed; pip install 'assay[{extra}]' brings it")
        self.extra = extra


class Undecided(AssayError):
    """A pass or a fail was demanded, and there is none. The message is the verdict's reason."""


class EngineError(AssayError):
    """The engine could not do its own work, such as starting a worker process."""


class NotIsolated(AssayError):
    """Programs cannot be isolated here as it was asked for. Names the layers that are missing."""


class ModelError(AssayError):
    """A model cannot be reached or used at all: no such model, no key, nobody listens."""


class TaskError(AssayError):
    """A task is unknown, or cannot be set up as it was asked for. `field` is the setting."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.message = message
        self.field = field


class RunError(AssayError):
    """A run's folder cannot be read, written or resumed; the message names file and line."""
