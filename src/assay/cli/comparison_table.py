"""A comparison on the terminal: the difference first, then what it rests on, then the flips."""

from __future__ import annotations

import click

from assay.cli.table import table
from assay.evaluate.compare import Comparison, Difference, Flip, Test

__all__ = ["print_comparison"]

_NAMED = 5
_WIDTH = 300


def print_comparison(found: Comparison, shown: int, *, to_stderr: bool = False) -> None:
    """Prints the tables, notes, and so many flips each way."""
    for part in (_table(found), *_lines(found), *_flips(found, shown), *_left_out(found)):
        click.echo(part.encode("utf-8", "replace").decode(), err=to_stderr)


def _table(found: Comparison) -> str:
    level = f"{100 * (1 - found.alpha):.4g} % interval"
    header = [found.metric, "items", "A", "B", "B - A", level, "gained", "lost", "p"]
    rows = [_row("all", found.items, found.gained, found.lost, found.difference, found.test.p)]
    rows += [
        _row(f"{s.field} {_line(s.value)}", s.items, s.gained, s.lost, s.difference, s.adjusted_p)
        for s in found.slices
    ]
    return table(header, rows)


def _row(
    name: str, items: int, gained: int, lost: int, difference: Difference, p: float
) -> list[str]:
    counts = f"{gained:,}", f"{lost:,}"
    if difference.value is None:
        return [name, f"{items:,}", "none compared", "", "", "", *counts, ""]
    interval = "none"
    if difference.low is not None and difference.high is not None:
        interval = f"{100 * difference.low:+.1f} to {100 * difference.high:+.1f}"
    return [
        name,
        f"{items:,}",
        f"{difference.a:.1%}",
        f"{difference.b:.1%}",
        f"{100 * difference.value:+.1f}",
        interval,
        *counts,
        _p(p),
    ]


def _p(value: float) -> str:
    return "< 0.0001" if value < 0.0001 else f"{value:.2g}" if value < 0.1 else f"{value:.2f}"


def _lines(found: Comparison) -> list[str]:
    lines = [f"A {found.a}", f"B {found.b}", *found.notes]
    lines.append(
        f"{found.items:,} items with {found.pairs:,} attempts compared: "
        f"{found.gained:,} gained, {found.lost:,} lost"
    )
    if found.prompts < found.items:
        lines.append(f"these have {found.prompts:,} prompts; items of one are one observation")
    if found.items:
        lines.append(f"test: {_test(found.test)}; interval: {found.difference.method}")
        lines.append(_power(found))
    if found.short:
        lines.append(f"items with too few attempts for {found.metric}: {found.short:,}")
    if len(found.slices) > 1:
        lines.append(f"p of slices: adjusted for {len(found.slices)} of them (Holm)")
    return lines


def _test(test: Test) -> str:
    exact = "" if test.exact_p is None else f", exact p {_p(test.exact_p)}"
    return f"{test.name}, p {_p(test.p)}{exact}"


def _power(found: Comparison) -> str:
    if found.detectable is None:
        return "no difference would be found in 80 % of comparisons of so few items"
    said = f"a true difference of {100 * found.detectable:.1f} points would be found in 80 % of "
    said += f"such comparisons at alpha {found.alpha:g}"
    if found.wanted is not None and found.wanted > found.items and not found.significant:
        said += f"; finding one as seen wants {found.wanted:,} items"
    return said


def _flips(found: Comparison, shown: int) -> list[str]:
    lines: list[str] = []
    for name, gained in (("lost", False), ("gained", True)):
        flips = [flip for flip in found.flips if flip.gained is gained]
        lines += [line for flip in flips[:shown] for line in _flip(name, flip)]
        if shown and len(flips) > shown:
            lines.append(f"{len(flips) - shown:,} more {name}; -o FILE writes all")
    return lines


def _flip(name: str, flip: Flip) -> list[str]:
    return [
        f"{name} {_line(flip.id)}, attempt {flip.attempt}",
        f"  A: {_line(flip.why_a)}",
        f"  B: {_line(flip.why_b)}",
    ]


def _left_out(found: Comparison) -> list[str]:
    """Each reason with a few of those it keeps out."""
    lines: list[str] = []
    for reason, count in found.unpaired.items():
        lines.append(f"not compared: {count:,} {reason}")
        named = [one for one in found.left_out if one.reason == reason][:_NAMED]
        for one in named:
            detail = f": {_line(one.detail)}" if one.detail else ""
            lines.append(f"  {_line(one.id)}, attempt {one.attempt}{detail}")
        if count > len(named):
            lines.append(f"  and {count - len(named):,} more")
    return lines


def _line(text: str) -> str:
    """What others wrote, in one line, without what a terminal would take for a command."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[: _WIDTH + 1])
    return shown if len(shown) <= _WIDTH else f"{shown[:_WIDTH]}…"
