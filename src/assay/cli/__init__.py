"""The command line: `assay COMMAND ...`.

A command is imported when it is called, so that `assay --help` costs next to nothing.
Exit status: 0 done; 1 a stated bar was missed; 2 bad usage or input; 3 verdicts that could not be
given (always when none could, with --strict when any); 70 an error inside Assay itself.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from assay import __version__
from assay.errors import AssayError

__all__ = ["main"]

COMMANDS = {
    "audit": "Measure verifiers: how much the tests of programs let through.",
    "checks": "List the kinds of checks, or document one.",
    "compare": "Compare two runs: the difference, whether it is chance, what flips.",
    "conflicts": "List rows whose checks cannot hold together.",
    "convert": "Turn a benchmark's files into rows.",
    "export": "Write a run or verdict rows in the format of others.",
    "flips": "List the verdicts that change under another policy, version or file.",
    "run": "Ask a model the samples of a task, and judge its answers.",
    "runs": "Tabulate runs.",
    "sandbox": "Look at what isolates programs here, or run one in it.",
    "score": "Judge a run's responses by other checks; no model is asked.",
    "synth": "Draw instructions that can be met, with their checks.",
    "tasks": "List the tasks there are, document one, or write its samples as rows.",
    "validate": "Hold a task to its word: right answers pass, wrong ones fail.",
    "verify": "Verify the responses in a file of rows.",
    "view": "Look at runs in a browser: read, search, compare their samples.",
}


class _ReaderLeft(Exception):
    """Nobody reads standard output any more. click would make that status 1, a missed bar."""


class _Lazy(click.Group):
    """A group whose commands live in modules of their own."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ReaderLeft from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return getattr(import_module(f"assay.cli.{cmd_name}"), cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assay")
def cli() -> None:
    """Assay decides, with evidence, whether what a model wrote does what was asked of it."""


def main() -> None:
    """Runs the command line; an error that Assay raises on purpose is one line and status 2."""
    _open_standard_streams()
    try:
        try:
            cli.main(prog_name="assay", standalone_mode=False)
        finally:
            sys.stdout.flush()  # a full disk is found out here, not as Python ends
    except (_ReaderLeft, BrokenPipeError):
        _write_no_more()
        sys.exit(141)
    except click.exceptions.Exit as finish:
        sys.exit(finish.exit_code)
    except click.ClickException as fault:
        fault.show()
        sys.exit(2)
    except AssayError as fault:
        click.echo(f"assay: {fault}", err=True)
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            "assay: interrupted; what -o has written is kept, and a rerun goes on from there",
            err=True,
        )
        sys.exit(130)
    except OSError as fault:  # a full disk, say
        place = f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault)
        _write_no_more()
        click.echo(f"assay: {place}", err=True)
        sys.exit(2)
    except Exception as fault:  # a bug of ours: status 1 would say that a bar was missed
        click.echo(f"assay: internal error: {type(fault).__name__}: {fault}", err=True)
        sys.exit(70)


def _write_no_more() -> None:
    """What is left in the buffer of standard output goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _open_standard_streams() -> None:
    """Where a standard stream is closed, as cron does, nothing else may take its number."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115
