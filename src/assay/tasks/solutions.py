"""Programming problems joined to what models answered, as the suites of the field keep them.

Problems and samples stand in two files of JSON lines, joined by `task_id`. A sample has a
`completion` (which continues the prompt), a `solution` (a whole program), `code` (either) or a
`response` (what the model said, in which the program must be found first). Without samples the
suite's own solutions are the responses: a suite must pass its own tests.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeAlias

from assay.checks.code.extraction import defines
from assay.checks.code.python import Form
from assay.errors import BadParameter, CheckError, InputError, did_you_mean
from assay.tasks.records import FilePath, Record, json_records

__all__ = ["Answers", "Given", "joined", "text_of"]

Given: TypeAlias = Mapping[str, Any]
_FIELDS: dict[str, Form | None] = {
    "response": "auto", "solution": "program", "completion": "completion", "code": None,
}  # fmt: skip
_VERDICTS = ("base", "plus", "passed")


class Answers(NamedTuple):
    """What was answered to one problem, in which form (see `code.function`).

    `recorded` has the verdicts that samples bring along (`base` and `plus`, `passed`), if all do.
    """

    texts: list[Any]
    form: Form
    recorded: tuple[dict[str, Any], ...] = ()

    @property
    def response(self) -> Any:
        """As a row has it: a list where there are several."""
        return self.texts[0] if len(self.texts) == 1 else self.texts


def joined(
    files: tuple[FilePath, ...],
    make: Callable[[Given, Answers], dict[str, Any]],
    own: Callable[[Given], Answers],
    *,
    answered: bool = True,
    at_once: int = 1,
    name: Callable[[Given], str] = lambda given: text_of(given, "task_id"),
) -> Iterator[dict[str, Any]]:
    """The rows that `make` makes of each problem and its answers; problems without any are left.

    `own` gives a problem's own solution, `at_once` is how many rows are made side by side.
    Raises InputError, with file, line and field, for what is malformed and for a sample whose
    problem is not there.
    """

    def row(pair: tuple[Record, Answers]) -> dict[str, Any]:
        record, answers = pair
        with _placed(record):
            made = make(record.fields, answers)
        if answers.recorded:
            made["meta"] = {**made["meta"], "recorded": list(answers.recorded)}
        return {**made, "response": answers.response} if answered else made

    pairs = _pairs(files, own, name)
    if at_once == 1:
        yield from map(row, pairs)
        return
    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(row, pairs)


def _pairs(
    files: tuple[FilePath, ...], own: Callable[[Given], Answers], name: Callable[[Given], str]
) -> Iterator[tuple[Record, Answers]]:
    """Each problem with what was answered to it."""
    if not 1 <= len(files) <= 2:
        raise InputError(f"expected problems, and perhaps samples, got {len(files)} files")
    given = _samples(files[1]) if len(files) == 2 else None
    known: dict[str, None] = {}
    for record in json_records(files[0], pythonic=True):
        with _placed(record):
            task = name(record.fields)
            if task in known:
                raise record.fault(f"a second problem is called {task!r:.60}")
            known[task] = None
            if given is None:
                yield record, own(record.fields)
            elif task in given:
                yield record, _told(record.fields, given[task])
    for task, samples in (given or {}).items():
        if task not in known:
            raise samples[0].fault(f"no problem is called {task!r:.60}{did_you_mean(task, known)}")


@contextmanager
def _placed(record: Record) -> Generator[None]:
    """Says of a fault where its record stands."""
    try:
        yield
    except CheckError as fault:
        raise record.fault(fault.message, fault.field) from None


def text_of(given: Given, field: str) -> str:
    """A text that must be there."""
    value = given.get(field)
    if not isinstance(value, str):
        raise BadParameter(f"expected a text, got {value!r:.60}", field)
    return value


def _samples(file: FilePath) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in json_records(file):
        task = record.fields.get("task_id")
        if task is None or isinstance(task, dict | list):
            raise record.fault("expected the id of a problem", "task_id")
        if not any(field in record.fields for field in _FIELDS):
            raise record.fault(f"a sample needs one of the fields {', '.join(_FIELDS)}")
        found.setdefault(str(task), []).append(record)
    return found


def _told(problem: Given, samples: list[Record]) -> Answers:
    """The samples in the one form that all of them have; mixed ones become whole programs."""
    said = [_said(sample, problem) for sample in samples]
    kept = [{v: s.fields[v] for v in _VERDICTS if v in s.fields} for s in samples]
    recorded = tuple(kept) if all(kept) else ()
    forms = {form for _, form in said}
    if len(forms) == 1:
        return Answers([text for text, _ in said], said[0][1], recorded)
    if "auto" in forms:
        raise samples[0].fault("some samples are responses and others bare programs")
    prompt = text_of(problem, "prompt")
    whole = [prompt + text if form == "completion" else text for text, form in said]
    return Answers(whole, "program", recorded)


def _said(sample: Record, problem: Given) -> tuple[Any, Form]:
    field = next(name for name in _FIELDS if name in sample.fields)
    value: object = sample.fields[field]
    if not isinstance(value, (str, list) if field == "response" else str):
        raise sample.fault(f"expected a text, got {value!r:.60}", field)
    text: Any = sample.fields[field]
    return text, _FIELDS[field] or _form(text, problem)


def _form(code: str, problem: Given) -> Form:
    """Whether code continues a prompt that begins the function, or stands by itself."""
    entry_point, prompt = problem.get("entry_point"), problem.get("prompt")
    if not isinstance(entry_point, str) or not isinstance(prompt, str):
        return "program"
    continues = defines(prompt, entry_point) and not defines(code, entry_point)
    return "completion" if continues else "program"
