"""Every exception on purpose is one of ours and says where and what."""

from __future__ import annotations

import inspect

import pytest

from assay import errors
from assay.errors import (
    AssayError,
    BadParameter,
    InputError,
    MissingExtra,
    UnknownKind,
    did_you_mean,
)


def test_every_exception_has_the_one_root_and_is_exported():
    classes = [
        c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, Exception)
    ]
    assert all(issubclass(c, AssayError) for c in classes)
    assert {c.__name__ for c in classes} <= set(errors.__all__)


def test_a_path_grows_from_the_inside_and_keeps_the_class():
    fault = BadParameter("too small", "min").under("[1]").under("checks").under("row")
    assert isinstance(fault, BadParameter)
    assert fault.field == "row.checks[1].min"
    inner = UnknownKind("unknown", "kind").under("[0]").under("checks")
    assert (inner.field, str(inner)) == ("checks[0].kind", "checks[0].kind: unknown")


def test_a_fault_without_place_is_just_its_message():
    assert str(BadParameter("no").under("checks")) == "checks: no"
    assert str(BadParameter("no")) == "no"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ({}, "bad"),
        ({"file": "a.jsonl"}, "a.jsonl: bad"),
        ({"file": "a.jsonl", "line": 3, "field": "checks[0].min"}, "a.jsonl:3: checks[0].min: bad"),
        ({"line": 3}, "3: bad"),
    ],
)
def test_an_input_error_says_file_line_and_field(place: dict[str, object], text: str):
    assert str(InputError("bad", **place)) == text  # pyright: ignore[reportArgumentType]


def test_a_missing_extra_says_what_to_install():
    assert "pip install 'assay[math]'" in str(MissingExtra("sympy", "math"))


def test_the_nearest_name_is_named_and_a_far_one_is_not():
    assert did_you_mean("wrods", ["words", "lines"]) == "; did you mean 'words'?"
    assert did_you_mean("zzzz", ["words", "lines"]) == ""
    assert did_you_mean("", []) == ""


def test_case_alone_is_the_nearest_name():
    assert did_you_mean("n", ["M", "N"]) == "; did you mean 'N'?"
