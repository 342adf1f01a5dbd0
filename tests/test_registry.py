"""Kinds are found by name, in files too, and a wrong name is answered with the nearest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assay.check import known
from assay.checks import text
from assay.checks.text.unique_words import UniqueWords
from assay.errors import BadParameter, CheckError, UnknownKind
from assay.registry import find, kinds, load, parse
from leaves import Fixed

FILE = '''
from assay import Check, Context, Response, Verdict

class Shout(Check, kind="acme.shout"):
    """At least one exclamation mark."""

    def verify(self, response: Response, context: Context) -> Verdict:
        return self.decide("!" in response.text, "Looked.")

class Helper:
    pass
'''


def test_a_kind_is_found_by_its_name_and_by_its_class():
    assert find("text.unique_words") is UniqueWords is text.UniqueWords
    assert find("test.fixed") is Fixed


def test_the_list_of_kinds_is_sorted_and_each_is_found():
    names = kinds()
    assert names == sorted(set(names))
    assert {"all", "any", "not", "on", "each", "text.words", "text.regex"} <= set(names)
    assert all(find(name).kind == name for name in names)


@pytest.mark.parametrize(
    ("kind", "nearest"),
    [
        ("text.wrods", "text.words"),
        ("Text.Words", "text.words"),
        ("text.count", "text.commas"),
        ("al", "all"),
        ("text", "text.ends"),
    ],
)
def test_an_unknown_kind_is_answered_with_the_nearest(kind: str, nearest: str):
    with pytest.raises(UnknownKind, match="did you mean") as caught:
        find(kind)
    assert caught.value.field == "kind"
    assert nearest.split(".")[0] in str(caught.value)


@pytest.mark.parametrize(
    "kind",
    ["", ".", "text.", "text..words", "zzz.zzz", "text.../secrets", "os.system", "text.\x00"],
)
def test_no_name_however_odd_imports_or_breaks_anything(kind: str):
    with pytest.raises(UnknownKind):
        find(kind)


@pytest.mark.parametrize(
    ("data", "error", "field"),
    [
        ([], BadParameter, ""),
        (None, BadParameter, ""),
        ("text.words", BadParameter, ""),
        ({}, BadParameter, "kind"),
        ({"kind": None}, BadParameter, "kind"),
        ({"kind": ["text.words"]}, BadParameter, "kind"),
        ({"kind": "text.words", "min": "9"}, BadParameter, "min"),
        ({"kind": "text.words", "min": 9, "max": 8}, BadParameter, ""),
        ({"kind": "text.words", "min": True}, BadParameter, "min"),
        ({"kind": "text.words", "min": 9, "mode": "oficial"}, BadParameter, "mode"),
        ({"kind": "text.contains", "words": []}, BadParameter, "words"),
        ({"kind": "text.contains", "words": ["a", ""]}, BadParameter, "words[1]"),
        ({"kind": "text.contains", "words": "tide"}, BadParameter, "words"),
        ({"kind": "text.contains", "words": ["a"], "min": 2}, BadParameter, ""),
        ({"kind": "text.regex", "pattern": "("}, BadParameter, ""),
        ({"kind": "text.letter", "letter": "ab", "min": 1}, BadParameter, "letter"),
        ({"kind": "text.paragraph_start", "index": 3, "count": 2, "word": "a"}, BadParameter, ""),
        ({"kind": "not", "check": {"kind": "text.wrods"}}, UnknownKind, "check.kind"),
        (
            {"kind": "all", "checks": [{"kind": "text.quoted"}, {"kind": "text.words", "min": -1}]},
            BadParameter,
            "checks[1].min",
        ),
        (
            {
                "kind": "if",
                "condition": {"kind": "text.quoted"},
                "then": {"kind": "text.quoted"},
                "else": {"kind": "text.commas", "max": "x"},
            },
            BadParameter,
            "else.max",
        ),
        (
            {"kind": "on", "part": "json", "path": "a.b", "check": {"kind": "text.quoted"}},
            BadParameter,
            "",
        ),
        (
            {"kind": "each", "unit": "answer", "check": {"kind": "text.quoted"}},
            BadParameter,
            "unit",
        ),
    ],
)
def test_a_fault_in_a_check_is_named_with_its_path(
    data: object, error: type[CheckError], field: str
):
    with pytest.raises(error) as caught:
        parse(data)
    assert caught.value.field == field
    assert str(caught.value).startswith(f"{field}: " if field else "")


def test_a_missing_parameter_is_named():
    with pytest.raises(BadParameter, match="needs the parameter 'words'"):
        parse({"kind": "text.contains"})


def test_a_check_is_parsed_to_itself():
    check = Fixed(status="pass")
    assert parse(check) is check


@pytest.fixture
def shout_file(tmp_path: Path) -> Any:
    path = tmp_path / "acme_checks.py"
    path.write_text(FILE)
    yield path
    known.pop("acme.shout", None)


def test_a_check_in_a_file_is_loaded_once_and_then_known(shout_file: Path):
    made = load(f"{shout_file}:Shout")
    assert load(f"{shout_file}:Shout") is made is find("acme.shout")
    assert parse({"kind": "acme.shout"}) == made()


@pytest.mark.parametrize("name", ["Helper", "Nothing", "Check"])
def test_what_is_no_check_class_is_refused(shout_file: Path, name: str):
    with pytest.raises(CheckError, match="no check class"):
        load(f"{shout_file}:{name}")


@pytest.mark.parametrize("reference", ["nothing.py:Name", "Name", "no_such_module_at_all:Name"])
def test_what_is_not_there_is_refused(reference: str):
    with pytest.raises(CheckError):
        load(reference)


def test_a_file_that_does_not_load_is_named(tmp_path: Path):
    path = tmp_path / "broken.py"
    path.write_text("1 / 0")
    with pytest.raises(CheckError, match=r"broken\.py does not load: ZeroDivisionError"):
        load(f"{path}:X")


def test_a_family_has_no_attribute_for_what_is_no_check():
    with pytest.raises(AttributeError, match="has no check"):
        _ = text.NoSuchCheck
