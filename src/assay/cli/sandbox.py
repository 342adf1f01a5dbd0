"""`assay sandbox`: what isolates programs on this host, and one program run in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from assay.cli.table import columns
from assay.errors import InputError
from assay.sample import encode_json
from assay.sandbox import Limits, Program, Run, Sandbox
from assay.sandbox.doctor import Health, examine
from assay.sandbox.levels import LAYERS, at_least

__all__ = ["sandbox"]

_LEVELS = click.Choice(["none", "partial", "full"])
_DEFAULTS = Limits()
_MARKS = {"holds": "yes", "not proven": "yes?", "fails": "NO", "missing": "no"}


@click.group()
def sandbox() -> None:
    """Look at what isolates programs here, or run one in it."""


@sandbox.command()
@click.option(
    "--require",
    type=_LEVELS,
    default="partial",
    show_default=True,
    metavar="LEVEL",
    help="The level below which the exit status is 1: none, partial or full.",
)
@click.option(
    "--without",
    "without",
    multiple=True,
    type=click.Choice(sorted(LAYERS)),
    metavar="LAYER",
    help="Take a layer away first, to see what is left.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(require: Any, without: tuple[str, ...], as_json: bool) -> None:
    """Say which layers of isolation hold here, each tried from inside, and what is lost without
    the others; which level that makes; which tools can be run inside.

    Exit status: 0 the level is reached, 1 it is not.
    """
    health = examine(without)
    reached = not health.broken and at_least(health.level, require)
    if as_json:
        click.echo(encode_json({"require": require, "reached": reached, "health": health}))
    else:
        click.echo(_page(health, require, reached))
    sys.exit(0 if reached else 1)


def _page(health: Health, require: str, reached: bool) -> str:
    system = health.system
    about = ", ".join(system[name] for name in ("system", "machine", "user"))
    lines = [f"{about}, Python {system['python']}", ""]
    if health.broken:
        return "\n".join([*lines, f"No program can be run here: {health.broken}"])
    rows = [("layer", "holds", "tried from inside, or why not")]
    rows += [(one.name, _MARKS[one.state], one.tried or one.why) for one in health.layers]
    lines += [columns(rows), ""]
    lost = [(f"without {one.name}:", one.lost) for one in health.layers if one.lost]
    lines += [columns(lost), ""] if lost else []
    tools = [(one.name, one.version if one.present else "not here") for one in health.tools]
    lines += [columns(tools), ""]
    lines.append(f"One run: {health.milliseconds} ms.")
    verdict = "reached" if reached else f"below {require!r}, which is required"
    lines.append(f"Level: {health.level} ({verdict}).")
    return "\n".join(lines)


@sandbox.command(context_settings={"ignore_unknown_options": True})
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option(
    "--cpu",
    type=float,
    default=_DEFAULTS.cpu,
    show_default=True,
    metavar="S",
    help="Seconds of processor time, of all its processes.",
)
@click.option(
    "--wall",
    type=float,
    default=_DEFAULTS.wall,
    show_default=True,
    metavar="S",
    help="Seconds on the clock.",
)
@click.option(
    "--memory",
    type=int,
    default=_DEFAULTS.memory,
    show_default=True,
    metavar="MIB",
    help="Memory of all its processes.",
)
@click.option(
    "--processes",
    type=int,
    default=_DEFAULTS.processes,
    show_default=True,
    metavar="N",
    help="Processes and threads at a time.",
)
@click.option(
    "--output",
    type=float,
    default=_DEFAULTS.output,
    show_default=True,
    metavar="MIB",
    help="What it may write to standard output, and to standard error.",
)
@click.option(
    "--file",
    "files",
    multiple=True,
    metavar="PATH",
    help="Put a copy of this file into its folder.",
)
@click.option("--stdin", "stdin", metavar="PATH", help="What it reads; - is standard input.")
@click.option(
    "--collect",
    "collect",
    multiple=True,
    metavar="GLOB",
    help="Name files that it left, with their sizes; their content with --json.",
)
@click.option(
    "--require",
    type=_LEVELS,
    default="partial",
    show_default=True,
    metavar="LEVEL",
    help="The level of isolation below which nothing is run.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what happened as one JSON object.")
def run(command: tuple[str, ...], **options: Any) -> None:
    """Run COMMAND in a fresh private folder, isolated, and say what happened.

    Its output is passed on; what happened is one line on standard error. Exit status: 0 it ended
    with status 0, 1 it did not, 3 the sandbox broke.
    """
    limits = Limits(**{n: options[n] for n in ("cpu", "wall", "memory", "processes", "output")})
    program = Program(
        argv=command,
        stdin=_stdin(options["stdin"]),
        files={Path(path).name: _read(path) for path in options["files"]},
        collect=options["collect"],
    )
    with Sandbox(require=options["require"]) as box:
        ended = box.run(program, limits)
    if options["as_json"]:
        click.echo(encode_json(_told(ended)))
    else:
        sys.stdout.buffer.write(ended.stdout)
        sys.stdout.buffer.flush()
        sys.stderr.buffer.write(ended.stderr)
        click.echo(_line(ended), err=True)
        for name, body in ended.files.items():
            click.echo(f"  {_plain(name)}: {len(body)} bytes", err=True)
    sys.exit(3 if ended.outcome == "broken" else 0 if ended.ok else 1)


def _line(ended: Run) -> str:
    return (
        f"assay: {ended.why}; {ended.seconds:.2f} s, {ended.cpu:.2f} s of processor time, "
        f"{ended.memory:.0f} MiB; held by {', '.join(ended.layers) or 'nothing'}"
    )


def _told(ended: Run) -> dict[str, Any]:
    """A run as JSON: bytes that are no UTF-8 are written as \\xNN."""
    whole = {name: getattr(ended, name) for name in ended.__struct_fields__}
    whole["stdout"], whole["stderr"] = _text(ended.stdout), _text(ended.stderr)
    whole["files"] = {_plain(name): _text(body) for name, body in ended.files.items()}
    del whole["messages"]
    return whole


def _text(body: bytes) -> str:
    return body.decode("utf-8", "backslashreplace")


def _plain(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()


def _stdin(path: str | None) -> bytes:
    if path is None:
        return b""
    return sys.stdin.buffer.read() if path == "-" else _read(path)


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
