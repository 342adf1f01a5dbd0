"""A progress bar on standard error, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

__all__ = ["Advance", "progress"]

Advance = Callable[[], None]
_EVERY = 64


@contextmanager
def progress(total: int) -> Generator[Advance]:
    """A function to call once a row."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("verify", total=total)
        done = 0

        def advance() -> None:
            nonlocal done
            done += 1
            if done % _EVERY == 0 or done == total:
                bar.update(task, completed=done)

        yield advance
