"""`assay synth`: instructions drawn at random that can be met, with the checks that judge them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import click

from assay.check import Check
from assay.cli.writing import refuse_overwriting, writing
from assay.errors import CheckError, InputError
from assay.phrasing import LANGUAGES
from assay.registry import find, load
from assay.rows import read_lines
from assay.sample import decode_json, encode_json
from assay.synth import counterexample, row, witness
from assay.synth.requests import FORMS, OPEN, REQUESTS, draw_said

__all__ = ["synth"]


@click.command()
@click.argument("requests", required=False)
@click.option("-n", "count", type=click.IntRange(1), default=10, show_default=True, help="Rows.")
@click.option("--level", type=click.IntRange(1, 5), default=3, show_default=True)
@click.option(
    "--checks", "size", type=click.IntRange(1, 12), default=3, show_default=True, help="In a row."
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Draw from these alone.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--witness", "shown", is_flag=True, help="Add a response that passes every check.")
@click.option(
    "--failing",
    is_flag=True,
    help="With --witness: a list of it and, for each check, a response that fails that check and, "
    "where one is found, passes the others.",
)
@click.option("-o", "--output", metavar="FILE", help="Write here; standard output without it.")
@click.option(
    "--load",
    "loads",
    multiple=True,
    metavar="FILE.py:NAME",
    help="Make a check of your own known. Runs that file.",
)
def synth(
    requests: str | None,
    count: int,
    level: int,
    size: int,
    kinds: tuple[str, ...],
    language: str,
    seed: int,
    shown: bool,
    failing: bool,
    output: str | None,
    loads: tuple[str, ...],
) -> None:
    """Draw rows of requests with checkable instructions that can all be met together.

    REQUESTS is a file of what to ask for, one a line, as text or as rows with a prompt; without it
    a few of our own are used. The same seed gives the same rows.
    """
    if failing and not shown:
        raise click.UsageError("--failing goes with --witness")
    refuse_overwriting(output, *([requests] if requests else []))
    for reference in loads:
        load(reference)
    for kind in kinds:
        find(kind)
    asked = _requests(requests) if requests else list(REQUESTS[language])
    drawn = kinds or (OPEN if language == "en" else FORMS)
    rows = _rows(asked, count, level, size, drawn, language, seed, shown, failing)
    with writing(output) as file:
        for made in rows:
            file.write(encode_json(made) + b"\n")


def _requests(path: str) -> list[str]:
    asked = [_request(line, path, number) for number, line in read_lines(path)]
    if not asked:
        raise InputError("there are no requests", file=path)
    return asked


def _request(line: bytes, path: str, number: int) -> str:
    if not line.lstrip().startswith(b"{"):
        return line.decode("utf-8", "replace").strip()
    try:
        prompt = decode_json(line).get("prompt")
    except (ValueError, RecursionError) as fault:
        raise InputError(f"not JSON: {fault}", file=path, line=number) from None
    if not isinstance(prompt, str):
        raise InputError(
            f"expected a text, got {prompt!r:.60}", file=path, line=number, field="prompt"
        )
    return prompt


def _rows(
    asked: list[str],
    count: int,
    level: int,
    size: int,
    kinds: tuple[str, ...],
    language: str,
    seed: int,
    shown: bool,
    failing: bool,
) -> Iterator[dict[str, Any]]:
    for number in range(count):
        rng = Random(f"{seed}/{number}")  # noqa: S311, no secret
        checks = draw_said(rng, level, size, kinds, language)
        made = row(f"{seed}-{number}", rng.choice(asked), checks, rng, language)
        made["meta"] = {"source": "assay synth", "level": level, "seed": seed}
        if shown:
            made["response"] = _shown(checks, seed, failing)
        yield made


def _shown(checks: tuple[Check, ...], seed: int, failing: bool) -> Any:
    text = witness(checks, seed)
    if text is None:
        raise CheckError("no text that passes every check was found; draw from the generic kinds")
    if not failing:
        return text
    others = (_failing(checks, place, seed) for place in range(len(checks)))
    return [text, *(other for other in others if other is not None)]


def _failing(checks: tuple[Check, ...], place: int, seed: int) -> str | None:
    """A text that fails one of the checks, and no other if there is such a text."""
    keep = checks[:place] + checks[place + 1 :]
    alone = counterexample(checks[place], seed, keep)
    return counterexample(checks[place], seed) if alone is None else alone
