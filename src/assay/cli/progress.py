"""A progress bar on standard error, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

import click

__all__ = ["Advance", "progress"]

Advance = Callable[[], None]
_EVERY = 64


@contextmanager
def progress(total: int) -> Generator[Advance]:
    """A function to call once a row."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=total, file=sys.stderr, show_pos=True) as bar:
        done = 0

        def advance() -> None:
            nonlocal done
            done += 1
            if done % _EVERY == 0 or done == total:
                bar.update(_EVERY if done % _EVERY == 0 else total % _EVERY)

        yield advance
