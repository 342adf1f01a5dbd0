"""Logs of inspect_ai as rows: `.eval` (a zip of JSON) and `.json`, a row for each sample and epoch.

    header.json                        the task, the model, what was scored (_journal/start.json
                                       where a run was killed)
    samples/ID_epoch_N.json            a sample; or a folder ID_epoch_N/ with sample.json and its
                                       messages in messages/START.json, as large ones are kept

The prompt is all that was said before the model first spoke, the response all from there on:
a text, or messages where there are tool calls or reasoning. The scorer whose word counts is the
one that is named, else the log's headline, else the first; all stand in `meta.recorded`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from assay.errors import InputError, did_you_mean
from assay.tasks.logs.archive import Archive, Member, is_archive
from assay.tasks.logs.asked import Asked, target_of
from assay.tasks.logs.inspect_sample import Log, Sample, attempt_of
from assay.tasks.logs.rows import distinct, placed, row_of
from assay.tasks.records import FilePath

__all__ = ["convert"]

T = TypeVar("T")
_NAME = re.compile(
    r"samples/(?P<id>.+)_epoch_(?P<epoch>\d{1,9})(?:\.json|/sample\.json)", re.DOTALL
)
_PART = re.compile(r"(.+)/(messages|attachments)/(\d{1,9})\.json", re.DOTALL)
_COMPARING = {
    "match", "includes", "exact", "pattern", "answer", "choice", "f1", "math", "assay_answer",
    "exact_match", "expression_equivalence",
}  # fmt: skip
"""Scorers that compare an answer with the target; of others nothing is inferred."""


def convert(*files: FilePath, asked: Asked | None = None) -> Iterator[dict[str, Any]]:
    """The rows of logs, sample by sample in the order of the dataset, epoch by epoch.

    With several files ids begin with the task's name. Raises InputError, with file and member, for
    what is malformed, broken or hostile, for a scorer that the log has not, and for a sample and
    epoch that come twice.
    """
    wanted, named = asked or Asked(), len(files) > 1
    rows = (
        row
        for file in files
        for row in (_of_archive if is_archive(file) else _of_json)(file, wanted, named)
    )
    return distinct(rows, ", ".join(map(str, files)))


class _Place(NamedTuple):
    """Where a sample stands, to say so of its faults."""

    file: str
    field: str

    def fault(self, message: str, field: str = "") -> InputError:
        path = ": ".join(part for part in (self.field, field) if part)
        return InputError(message, file=self.file, field=path)


def _of_archive(file: FilePath, asked: Asked, named: bool) -> Iterator[dict[str, Any]]:
    with Archive(file) as archive:
        members = {member.name: member for member in archive.members}
        head = members.get("header.json") or members.get("_journal/start.json")
        if head is None:
            raise InputError("there is no header.json: not a log of inspect_ai", file=str(file))
        log = _decoded(archive.read(head), Log, _Place(str(file), head.name))
        found = [name for name in members if _NAME.fullmatch(name)]
        if not found:
            raise InputError("there are no samples in this log", file=str(file))
        parts = _parts(members)
        order = _order(log)
        for name in sorted(found, key=lambda name: order(*_named(name))):
            place = _Place(str(file), f"{name:.80}")
            sample = _decoded(archive.read(members[name]), Sample, place)
            if name.endswith("/sample.json"):
                _join(sample, archive, parts.get(name.removesuffix("/sample.json"), []), place)
            yield _row(sample, log, asked, named, place)


def _named(name: str) -> tuple[str, int]:
    """The sample and the epoch of which a member tells."""
    found = _NAME.fullmatch(name)
    return (found["id"], int(found["epoch"])) if found else (name, 0)


def _order(log: Log) -> Callable[[str, int], tuple[int, int]]:
    """Samples as the dataset has them, then by epoch; those that it does not name come last, in
    the order of the file."""
    places = {str(one): place for place, one in enumerate(log.eval.dataset.sample_ids or ())}

    def key(identity: str, epoch: int) -> tuple[int, int]:
        return (places[identity], epoch) if identity in places else (len(places), 0)

    return key


class _Part(NamedTuple):
    """A stretch of a large sample's messages or attachments, from which one on."""

    start: int
    what: str
    member: Member


def _parts(members: dict[str, Member]) -> dict[str, list[_Part]]:
    """The parts of large samples, by the folders they lie in."""
    made: dict[str, list[_Part]] = {}
    for name, member in members.items():
        if found := _PART.fullmatch(name):
            made.setdefault(found[1], []).append(_Part(int(found[3]), found[2], member))
    return made


def _join(sample: Sample, archive: Archive, parts: list[_Part], place: _Place) -> None:
    """Adds to a large sample its messages and attachments, which stand in files of their own."""
    for start, what, member in sorted(parts):
        data = archive.read(member)
        if what == "messages":
            sample.messages += _decoded(data, list[dict[str, Any]], place)
        else:
            texts = enumerate(_decoded(data, list[str], place), start)
            sample.attachments |= {str(number): text for number, text in texts}


def _of_json(file: FilePath, asked: Asked, named: bool) -> Iterator[dict[str, Any]]:
    try:
        data = Path(file).read_bytes()
    except OSError as fault:
        raise InputError(fault.strerror or str(fault), file=str(file)) from None
    log = _decoded(data, Log, _Place(str(file), ""))
    if log.samples is None:
        raise InputError("there are no samples in this log", file=str(file))
    order = _order(log)
    numbered = sorted(enumerate(log.samples), key=lambda one: order(str(one[1].id), one[1].epoch))
    for number, sample in numbered:
        yield _row(sample, log, asked, named, _Place(str(file), f"samples[{number}]"))


def _decoded(data: bytes, kind: type[T], place: _Place) -> T:
    """JSON as Python writes it: with NaN, which inspect writes for a score that was not given."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return msgspec.convert(json.loads(data), kind)
    except msgspec.ValidationError as fault:
        text, _, path = str(fault).replace("`", "").partition(" - at $")
        raise place.fault(text, path.strip(".")) from None
    except (ValueError, RecursionError) as fault:
        why = "nested too deeply" if isinstance(fault, RecursionError) else f"not JSON: {fault}"
        raise place.fault(why) from None


def _row(sample: Sample, log: Log, asked: Asked, named: bool, place: _Place) -> dict[str, Any]:
    scorer = _scorer(sample, log, asked, place)
    with placed(place.fault):
        attempt = attempt_of(sample, log, scorer)
        if named and log.eval.task:
            attempt = attempt._replace(id=f"{log.eval.task}/{attempt.id}")
        target = target_of(_right(sample), sample.choices or ())
        kind = scorer.rpartition("/")[2]
        why_not = f"scorer {scorer!r} is not known to compare an answer with the target"
        chosen = asked.chosen(attempt.id, target, kind in _COMPARING, why_not)
        return row_of(attempt, chosen)


def _right(sample: Sample) -> Any:
    """The target. Of several letters of choices all are right, of several texts any one."""
    letters = sample.target if isinstance(sample.target, list) else []
    whole = sample.choices and len(letters) > 1 and all(len(letter) == 1 for letter in letters)
    return "".join(letters) if whole else sample.target


def _scorer(sample: Sample, log: Log, asked: Asked, place: _Place) -> str:
    """The scorer whose word counts."""
    names = [*log.scorers, *log.scores_of(sample)]
    known: list[str] = [*dict.fromkeys(names)]
    if asked.scorer:
        if asked.scorer not in known:
            near = did_you_mean(asked.scorer, known) or f" (it has {', '.join(known) or 'none'})"
            raise place.fault(f"the log has no scorer {asked.scorer!r}{near}", "scores")
        return asked.scorer
    headline = log.results.headline if log.results else None
    if headline and headline.scorer in known:
        return headline.scorer
    return known[0] if known else ""
