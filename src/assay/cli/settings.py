"""`--set key=value`, as often as it is wanted: the settings of a task."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

__all__ = ["set_option", "settings_of"]

set_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--set",
    "given",
    multiple=True,
    metavar="KEY=VALUE",
    help="A setting of the task; as often as you like.",
)


def settings_of(given: Iterable[str]) -> dict[str, Any]:
    """The settings, as texts. Raises UsageError for one without `=`, and for one given twice."""
    settings: dict[str, Any] = {}
    for text in given:
        key, sign, value = text.partition("=")
        key = key.strip()
        if not sign or not key:
            raise click.UsageError(f"--set takes key=value, got {text!r}")
        if key in settings:
            raise click.UsageError(f"--set {key} is given twice")
        settings[key] = value
    return settings
