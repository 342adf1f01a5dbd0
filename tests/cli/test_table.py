"""Columns of text: aligned, ruled, unmoved by colours."""

from __future__ import annotations

import click

from assay.cli.table import columns, table


def test_names_stand_left_and_numbers_right():
    made = table(["kind", "pass"], [["all", "1"], ["answer.math", "1,234"]])
    assert made.splitlines() == [
        "",
        " kind           pass",
        " ───────────────────",
        " all               1",
        " answer.math   1,234",
    ]


def test_a_table_without_rows_is_its_header():
    assert table(["kind", "pass"], []).splitlines()[1:] == [" kind   pass", " ───────────"]


def test_styles_take_no_room():
    red = click.style("fail", fg="red")
    plain = click.unstyle(columns([("a", red, "x"), ("bbb", "undecided", "y")]))
    assert plain.splitlines() == ["a    fail       x", "bbb  undecided  y"]
