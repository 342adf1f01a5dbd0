"""A policy by the name of a preset, or from a JSON file of its rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from assay.answers.policy import POLICIES, Policy
from assay.errors import CheckError, InputError, did_you_mean
from assay.registry import parse
from assay.sample import decode_json

if TYPE_CHECKING:
    from assay.checks.answer.base import AnswerCheck

__all__ = ["PolicyType"]


class PolicyType(click.ParamType[Policy]):
    """`default`, `strict`, `lenient`, or a file such as `{"relative": 0.01, "units": "strict"}`.

    What a file does not state is as in the default. Without a `name` it has that of the file.
    """

    name = "policy"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Policy:
        text = str(value)
        if text in POLICIES:
            return POLICIES[text]
        path = Path(text)
        if path.suffix != ".json" and not path.is_file():
            near = did_you_mean(text, POLICIES)
            known = ", ".join(POLICIES)
            self.fail(
                f"{text!r} is no policy{near} (there are {known}; or name a file)", param, ctx
            )
        return _read(path)


def _read(path: Path) -> Policy:
    """The policy in a file, made as a check makes its own, with the same errors."""
    try:
        given = decode_json(path.read_bytes())
    except OSError as fault:
        raise InputError(fault.strerror or str(fault), file=str(path)) from None
    except (ValueError, RecursionError) as fault:
        raise InputError(f"not JSON: {fault}", file=str(path)) from None
    if not isinstance(given, dict):
        raise InputError(f"expected an object of rules, got {given!r:.60}", file=str(path))
    stated = {"name": path.stem, **cast("dict[str, Any]", given)}
    try:
        check = parse({"kind": "answer.math", "policy": stated})
    except CheckError as fault:
        field = fault.field.removeprefix("policy").removeprefix(".")
        raise InputError(fault.message, file=str(path), field=field) from None
    return cast("AnswerCheck", check).rules
