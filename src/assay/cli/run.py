"""`assay run TASK --model M`: a task asked of a model, kept in a folder, resumable."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import click
import msgspec

from assay.cli.run_shown import print_estimate, print_run, watched
from assay.cli.settings import set_option, settings_of
from assay.cli.share import ShareType
from assay.context import MODES
from assay.errors import AssayError
from assay.evaluate.runs import RunFolder, open_run
from assay.evaluate.runs.begin import RunInterrupted, run_config
from assay.evaluate.runs.checks_file import read_checks
from assay.evaluate.runs.config import Config, make_config, read_config
from assay.evaluate.runs.estimate import estimate
from assay.evaluate.runs.info import INFO
from assay.tasks import open_task

__all__ = ["run"]


@click.command()
@click.argument("task", metavar="[TASK]", required=False)
@click.option("-m", "--model", metavar="MODEL", help="Such as embedded, openai:NAME or URL#NAME.")
@click.option("-n", type=click.IntRange(1), help="Attempts at each sample.  [default: 1]")
@click.option("--limit", type=click.IntRange(1), help="The first samples alone.")
@set_option
@click.option("--temperature", type=click.FloatRange(0), help="[default: 1]")
@click.option("--top-p", type=click.FloatRange(0, 1, min_open=True), help="[default: 1]")
@click.option("--max-tokens", type=click.IntRange(1), help="Most tokens of an answer.")
@click.option("--stop", multiple=True, help="Text at which an answer ends; as often as you like.")
@click.option("--seed", type=int, help="Of the sampling; --set seed=N is the task's.")
@click.option("--logprobs", is_flag=True, default=None, help="Keep log-probabilities of tokens.")
@click.option("--base-url", metavar="URL", help="Of the endpoint.  [default: OPENAI_BASE_URL]")
@click.option("--concurrency", type=click.IntRange(1), help="Most requests at once.")
@click.option(
    "--model-set", "model_given", multiple=True, metavar="KEY=VALUE", help="The model's settings."
)
@click.option("--budget-tokens", type=click.IntRange(1), help="Ask no more once these are spent.")
@click.option(
    "--budget-dollars",
    type=click.FloatRange(0, min_open=True),
    help="Ask no more once these are spent.",
)
@click.option("--checks", metavar="FILE", help="Ask the checks in this JSON list, too.")
@click.option("--metrics", metavar="NAME,...", help="In place of the task's own.")
@click.option("--mode", type=click.Choice(MODES), help="The rule mode.  [default: standard]")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that judge.  [default: 1]")
@click.option("--load", multiple=True, metavar="FILE.py:NAME", help="Checks of your own.")
@click.option("--config", metavar="FILE", help="TOML with all of these; the command line wins.")
@click.option("-o", "--out", metavar="RUN", help="The run's folder.  [default: runs/ID]")
@click.option("--resume", is_flag=True, help="Go on with the run in --out, if there is one.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked, and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--fail-under", type=ShareType(), help="Exit with 1 where fewer of the decided pass.")
@click.option("--strict", is_flag=True, help="Exit with 3 where any answer or verdict is missing.")
def run(
    config: str | None,
    out: str | None,
    resume: bool,
    dry_run: bool,
    as_json: bool,
    fail_under: float | None,
    strict: bool,
    **given: Any,
) -> None:
    """Ask MODEL the samples of TASK, judge its answers, and keep all of it in a folder.

    `assay tasks` lists the tasks; a file of rows is one, too. Answers are judged while others are
    still being written. A run that was stopped or killed goes on with --resume: what is finished is
    not asked again, and requests that failed are. Exit status: 0 done; 1 the bar of --fail-under
    missed; 2 bad usage or input; 3 answers or verdicts that could not be given (always when none
    could, with --strict when any); 130 interrupted.
    """
    fields = _fields(config, out, resume)
    made = make_config(_overridden(fields, given, out))
    for name in ("task", "model"):
        if not getattr(made, name):
            raise click.UsageError(f"name a {name}, here or in --config")
    if dry_run:
        before = open_run(made.out) if resume and Path(made.out, INFO).exists() else None
        task = open_task(made.task, made.settings)
        print_estimate(made, estimate(made, task, before), as_json=as_json)
        return
    folder, interrupted = _asked(made, resume)
    print_run(folder, as_json=as_json)
    sys.exit(130 if interrupted else _status(folder, fail_under, strict))


def _asked(config: Config, resume: bool) -> tuple[RunFolder, bool]:
    """The run, and whether it was interrupted; to end a process counts as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with redirect_stdout(sys.stderr):  # what checks and tasks print is no result
            return run_config(config, resume=resume, watch=watched), False
    except RunInterrupted as end:
        return end.folder, True
    except AssayError as fault:
        click.echo(f"assay: {fault}", err=True)
        for note in getattr(fault, "__notes__", ()):
            click.echo(f"assay: {note}", err=True)
        sys.exit(2)
    finally:
        signal.signal(signal.SIGTERM, before)


def _fields(config: str | None, out: str | None, resume: bool) -> dict[str, Any]:
    """What a file says: the one that was named, or that of the run to go on with."""
    if config is not None:
        return read_config(config)
    if resume and out and Path(out, INFO).exists():
        return dict(open_run(out).info.config)
    return {}


_SAMPLING = ("temperature", "top_p", "max_tokens", "stop", "seed", "logprobs")
_MODEL = ("base_url", "concurrency")
_PLAIN = ("task", "model", "n", "limit", "mode", "workers", "load")


def _overridden(
    fields: dict[str, Any], given: Mapping[str, Any], out: str | None
) -> dict[str, Any]:
    """The fields, with what the command line says in their place."""
    said = {name: value for name, value in given.items() if value not in (None, ())}
    if said.get("task") not in (None, fields.get("task")) and "task" in fields:
        fields = {**fields, "settings": {}}  # another task's, such as the path of its file
    made = {**fields, **{name: said[name] for name in _PLAIN if name in said}}
    parts: dict[str, dict[str, Any]] = {
        "settings": settings_of(said.get("given", ())),
        "sampling": {name: said[name] for name in _SAMPLING if name in said},
        "model_settings": {
            **{name: said[name] for name in _MODEL if name in said},
            **settings_of(said.get("model_given", ())),
        },
        "budget": {
            name: said[f"budget_{name}"]
            for name in ("tokens", "dollars")
            if f"budget_{name}" in said
        },
    }
    for name, part in parts.items():
        if part:
            made[name] = {**fields.get(name, {}), **part}
    if "checks" in said:
        made["checks"] = msgspec.to_builtins(read_checks(said["checks"]))
    if "metrics" in said:
        made["metrics"] = [name.strip() for name in said["metrics"].split(",") if name.strip()]
    if out is not None:
        made["out"] = out
    return made


def _status(folder: RunFolder, fail_under: float | None, strict: bool) -> int:
    totals = folder.info.totals
    decided = totals.passed + totals.failed
    wanted = folder.info.n * (folder.info.samples or 0)
    if not decided or (strict and decided < wanted):
        return 3
    if fail_under is not None and totals.passed / decided < fail_under:
        return 1
    return 0
