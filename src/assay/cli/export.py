"""`assay export RUN --to FORMAT`: a run, or verdict rows, in the format of others."""

from __future__ import annotations

import sys
from typing import get_args

import click

from assay.cli.writing import refuse_overwriting, writing
from assay.errors import Undecided
from assay.evaluate.exports import otlp
from assay.evaluate.exports.every_eval_ever import Relationship, write
from assay.evaluate.exports.source import Source, open_source

__all__ = ["export"]

TARGETS = ("every-eval-ever", "otel")


@click.command()
@click.argument("run", metavar="RUN")
@click.option("--to", type=click.Choice(TARGETS), required=True, help="The format.")
@click.option(
    "-o", "--output", metavar="PATH", help="The folder (every-eval-ever) or file (otel) to write."
)
@click.option("--endpoint", metavar="URL", help="otel: send to this collector, by OTLP over HTTP.")
@click.option(
    "--send", is_flag=True, help="otel: send to the collector that OTEL_* variables name."
)
@click.option(
    "--scores", metavar="NAME", default="", help="Verdicts that `assay score` gave later."
)
@click.option(
    "--model-id",
    metavar="DEVELOPER/NAME",
    default="",
    help="every-eval-ever: the model, as Hugging Face calls it.",
)
@click.option(
    "--collection", metavar="NAME", default="", help="every-eval-ever: the folder of the task."
)
@click.option(
    "--organization",
    metavar="NAME",
    default="unknown",
    show_default=True,
    help="every-eval-ever: who ran it.",
)
@click.option(
    "--relationship",
    type=click.Choice(get_args(Relationship)),
    default="other",
    show_default=True,
    help="every-eval-ever: who that is to the model's developer.",
)
@click.option(
    "--metrics", metavar="NAME,...", help="every-eval-ever: beside accuracy.  [default: the run's]"
)
@click.option(
    "--strict", is_flag=True, help="Exit with 3 where any attempt is undecided or failed."
)
def export(
    run: str,
    to: str,
    output: str | None,
    endpoint: str | None,
    send: bool,
    scores: str,
    model_id: str,
    collection: str,
    organization: str,
    relationship: Relationship,
    metrics: str | None,
    strict: bool,
) -> None:
    """Write RUN, a run's folder or a file of verdict rows, in the format of others.

    \b
    every-eval-ever   results by metric and a record for each attempt, below the folder -o
    otel              an event gen_ai.evaluation.result for each verdict: OTLP in JSON lines to -o
                      or standard output; sent with --endpoint or --send (extra `telemetry`)

    Every Eval Ever knows right and wrong alone, so attempts that are neither are counted and listed
    apart. Exit status: 0 done, 2 bad usage or input, 3 nothing was decided (with --strict: an
    attempt was left out).
    """
    others = [
        model_id,
        collection,
        metrics or "",
        organization != "unknown",
        relationship != "other",
    ]
    if to == "otel" and any(others):
        raise click.UsageError("these options are for every-eval-ever")
    if to != "otel" and (endpoint or send):
        raise click.UsageError("--endpoint and --send are for otel")
    if (endpoint or send) and output:
        raise click.UsageError("either write a file or send")
    if to != "otel" and not output:
        raise click.UsageError("every-eval-ever wants a folder: -o FOLDER")
    source = open_source(run, scores)
    if to == "otel":
        _events(source, run, output, endpoint, send=send)
        return
    names = [name.strip() for name in (metrics or "").split(",") if name.strip()]
    try:
        written = write(
            source,
            output or "",
            model=model_id,
            collection=collection,
            organization=organization,
            relationship=relationship,
            metrics=names,
        )
    except Undecided as nothing:
        click.echo(f"assay: {nothing}", err=True)
        sys.exit(3)
    click.echo(f"{written.results}\n{written.samples}: {written.attempts} attempts", err=True)
    if "/" not in written.model:
        click.echo(f"who made {written.model} is not known; --model-id says it", err=True)
    if written.left_out:
        click.echo(f"{written.apart}: {written.left_out} neither right nor wrong", err=True)
        if strict:
            sys.exit(3)


def _events(
    source: Source, run: str, output: str | None, endpoint: str | None, *, send: bool
) -> None:
    if endpoint or send:
        click.echo(f"{otlp.send(source, endpoint)} events sent", err=True)
        return
    refuse_overwriting(output, run)
    with writing(output) as file:
        count = otlp.write(source, file)
    click.echo(f"{count} events", err=True)
