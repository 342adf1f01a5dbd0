"""`assay view RUN...`: a local web page over runs, or the same page as one file."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import click

from assay.cli.writing import refuse_overwriting
from assay.errors import AssayError

__all__ = ["view"]


@click.command()
@click.argument("runs", metavar="RUN...", nargs=-1, required=True)
@click.option(
    "--static",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the page to FILE, with all data in it, instead of serving it.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Where to listen on 127.0.0.1; without it, any free port.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the page in a browser.")
def view(runs: tuple[str, ...], static: str | None, port: int, open_it: bool) -> None:
    """Look at runs: list, search and read their samples, and compare them two by two.

    RUN is the folder of a run. The page is served on this machine alone, to whoever has the
    address that is printed, until Ctrl-C; a run that is still going on is followed.
    """
    if static is not None:
        if port:
            raise click.UsageError("--port is of a page that is served; --static writes a file")
        from assay.viewer.static import write_page

        refuse_overwriting(static, *runs)
        write_page(runs, static)
        if open_it:
            webbrowser.open(Path(static).resolve().as_uri())
        return
    from assay.viewer.server import Server
    from assay.viewer.shelf import Shelf

    shelf = Shelf(runs)
    try:
        server = Server(shelf, port)
    except OSError as fault:
        raise AssayError(f"cannot listen on 127.0.0.1:{port}: {fault.strerror}") from None
    with server:
        click.echo(server.url)
        sys.stdout.flush()
        if open_it:
            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("", err=True)
