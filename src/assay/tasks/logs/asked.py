"""Which checks go onto the rows of a log, and how that was settled: `meta.checks_from` says it.

--check KIND[:JSON]     on every row; a kind that takes a gold has the log's target as its gold
--checks ROWS           those of the row with the same id
neither                 answer.choice where the log has choices and a target, answer.any where
                        a scorer that compares answers with a target decided, otherwise none
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from assay.errors import BadParameter, CheckError, InputError, did_you_mean
from assay.registry import find, parse
from assay.rows import read_rows
from assay.sample import decode_json, encode_json
from assay.tasks.answers_golds import golds_in

__all__ = ["Asked", "Chosen", "Target", "checks_by_id", "stated_check"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Target(NamedTuple):
    """What a log says is right: texts, any of which will do, and the options to choose among."""

    golds: tuple[Any, ...] = ()
    options: tuple[str, ...] = ()


class Chosen(NamedTuple):
    """The checks of a row as JSON, and what they come from."""

    checks: list[dict[str, Any]]
    source: str


class Asked(NamedTuple):
    """What the caller wants of a log: checks stated, checks by id, the scorer whose word counts."""

    checks: tuple[dict[str, Any], ...] = ()
    by_id: Mapping[str, list[dict[str, Any]]] | None = None
    scorer: str = ""

    def chosen(self, identity: str, target: Target, compared: bool, why_not: str) -> Chosen:
        """The checks of a row. `compared` says whether what decided in the log compares an answer
        with the target; `why_not` is told where nothing is inferred.

        Raises InputError for an id that the rows with checks have not.
        """
        if self.by_id is not None:
            if identity not in self.by_id:
                near = did_you_mean(identity, self.by_id)
                raise InputError(f"no row of --checks has the id {identity!r:.60}{near}")
            return Chosen(self.by_id[identity], "--checks")
        if self.checks:
            return Chosen([with_gold(check, target) for check in self.checks], "--check")
        if not target.golds:
            return Chosen([], "none: the log states no target")
        if not compared:
            return Chosen([], f"none: {why_not}")
        kind = "answer.choice" if target.options else "answer.any"
        source = "choices and target" if target.options else "target"
        return Chosen([with_gold({"kind": kind}, target)], source)


def with_gold(check: dict[str, Any], target: Target) -> dict[str, Any]:
    """The check with the target as its gold, where it takes one and states none itself."""
    fields = find(check["kind"]).__struct_fields__
    made = dict(check)
    if "gold" in fields and "gold" not in made and target.golds:
        golds = target.golds
        made["gold"] = golds[0] if len(golds) == 1 else [*golds]
        if "options" in fields and "options" not in made and target.options:
            made["options"] = [*target.options]
    return made


def stated_check(text: str) -> dict[str, Any]:
    """The check that `KIND`, `KIND:JSON` or a JSON object states.

    Raises UnknownKind or BadParameter.
    """
    kind, colon, rest = ("", ":", text) if text.lstrip()[:1] == "{" else text.partition(":")
    try:
        parameters: Any = decode_json(rest) if colon else {}
    except (ValueError, RecursionError) as fault:
        raise BadParameter(f"not JSON after KIND: {fault}", "--check") from None
    if not isinstance(parameters, dict):
        raise BadParameter(f"expected KIND or KIND:{{...}}, got {text!r:.60}", "--check")
    made = {**({"kind": kind} if kind else {}), **cast("dict[str, Any]", parameters)}
    try:
        parse(made)
    except CheckError as fault:
        raise fault.under("--check") from None
    return made


def checks_by_id(path: str) -> dict[str, list[dict[str, Any]]]:
    """The checks of the rows of a file, by id. Raises InputError for a malformed row, one without
    an id, and a second one with other checks."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number, row in enumerate(read_rows(path, answered=False), 1):
        identity = row.sample.id
        if not identity:
            raise InputError(f"row {number} has no id to be found by", file=path, field="id")
        checks = cast("list[dict[str, Any]]", decode_json(encode_json(row.sample.checks)))
        if found.setdefault(identity, checks) != checks:
            raise InputError(f"two rows are called {identity!r:.60}", file=path, field="id")
    return found


def target_of(given: object, options: Sequence[str] = ()) -> Target:
    """The target of a log's sample: a text, a number, or a list of them."""
    golds = golds_in(given)
    if options:
        golds = tuple([_letter(gold, options) for gold in golds])
    return Target(golds, tuple(options))


def _letter(gold: Any, options: Sequence[str]) -> Any:
    """The letter of an option that stands as its own content."""
    if isinstance(gold, str) and gold in options and len(options) <= len(_LETTERS):
        return _LETTERS[options.index(gold)]
    return gold
