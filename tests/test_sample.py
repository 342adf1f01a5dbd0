"""A row is read as it was written, or refused with the place of its fault."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import rows
from assay.errors import InputError
from assay.registry import parse
from assay.response import Response
from assay.rows import check_rows, read_lines, read_rows
from assay.sample import decode_json, encode_json, read_row

ROW = {
    "id": "7",
    "prompt": "Say it.",
    "response": "It.",
    "checks": [{"kind": "text.words", "min": 1}],
}


def row(**fields: Any) -> bytes:
    return json.dumps({**ROW, **fields}).encode()


def test_a_row_is_a_sample():
    sample = read_row(row(meta={"source": "x"}, reference=[1])).sample
    assert (sample.id, sample.prompt, sample.responses) == ("7", "Say it.", ("It.",))
    assert sample.checks == (parse({"kind": "text.words", "min": 1}),)
    assert (sample.meta, sample.reference, sample.several) == ({"source": "x"}, [1], False)


def test_fields_we_do_not_know_are_kept_as_they_were_written():
    line = b'{"response": "x", "mine": {"a":  1.50}, "more": "\\u00e9"}'
    fields = read_row(line).fields
    assert list(fields) == ["response", "mine", "more"]
    assert bytes(fields["mine"]) == b'{"a":  1.50}'
    assert bytes(fields["more"]) == b'"\\u00e9"'


@pytest.mark.parametrize(
    ("response", "texts", "several"),
    [
        ("x", ["x"], False),
        ("", [""], False),
        (["x", "y"], ["x", "y"], True),
        ([], [], True),
        ([{"role": "assistant", "content": "x"}], ["x"], False),
        ([[{"role": "assistant", "content": "x"}], "y"], ["x", "y"], True),
    ],
)
def test_a_response_is_a_text_a_chat_or_a_list_of_either(
    response: Any, texts: list[str], several: bool
):
    sample = read_row(row(response=response)).sample
    assert [Response(content).text for content in sample.responses] == texts
    assert sample.several is several


@pytest.mark.parametrize(("given_id", "read"), [(7, "7"), (None, ""), ("a", "a"), (1.5, "1.5")])
def test_an_id_is_a_text(given_id: Any, read: str):
    assert read_row(row(id=given_id)).sample.id == read


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"response": 5}, "response"),
        ({"response": None}, "response"),
        ({"response": {"role": "assistant"}}, "response"),
        ({"response": ["x", 5]}, "response[1]"),
        ({"response": [[{"content": "x"}]]}, "response[0][0].role"),
        ({"response": [{"content": "x"}]}, "response[0].role"),
        ({"checks": {"kind": "text.words"}}, "checks"),
        ({"checks": ["text.words"]}, "checks[0]"),
        ({"checks": [{"kind": "text.wrods"}]}, "checks[0].kind"),
        (
            {"checks": [{"kind": "text.quoted"}, {"kind": "text.words", "min": "x"}]},
            "checks[1].min",
        ),
        (
            {"checks": [{"kind": "not", "check": {"kind": "text.words", "mni": 1}}]},
            "checks[0].check",
        ),
        ({"prompt": 5}, "prompt"),
        ({"prompt": [{"x": 1}]}, "prompt[0].role"),
        ({"meta": []}, "meta"),
    ],
)
def test_a_fault_is_told_with_file_line_and_field(fields: dict[str, Any], field: str):
    with pytest.raises(InputError) as caught:
        read_row(row(**fields), file="a.jsonl", number=3)
    assert (caught.value.file, caught.value.line, caught.value.field) == ("a.jsonl", 3, field)
    assert str(caught.value).startswith(f"a.jsonl:3: {field}: ")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"5",
        b"{",
        b'{"prompt": "x"}',
        b'{"response": NaN}',
        b"\xff",
        b'{"response": "\xff"}',
        b'{"response": ' + b"[" * 100_000,
        b'{"response": "x"} trailing',
        b'{"response": Infinity}',
    ],
)
def test_a_line_that_is_no_row_is_refused_and_never_breaks_the_reader(line: bytes):
    with pytest.raises(InputError):
        read_row(line, file="f", number=1)


def test_an_unpaired_surrogate_is_read_and_written_back():
    line = b'{"response": "\\ud800", "other": "\\udfff"}'
    made = read_row(line)
    assert made.sample.responses == ("\ud800",)
    assert decode_json(encode_json({k: decode_json(bytes(v)) for k, v in made.fields.items()})) == {
        "response": "\ud800",
        "other": "\udfff",
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("before", [0, 1, 3999, 4000, 7990])
@pytest.mark.parametrize("digits", [4000, 4301, 9000])
def test_a_number_too_long_for_python_is_kept_as_a_text(before: int, digits: int) -> None:
    number = "7" * digits
    line = f'{{"response": "{"x" * before}", "meta": {{"n": {number}}}}}'.encode()
    expected: Any = number if digits > 4300 else int(number)
    assert read_row(line).sample.meta["n"] == expected


@given(json_values | st.text(st.characters(categories=["Cs", "Ll"]), max_size=4))
def test_json_of_every_kind_survives(value: Any):
    assert decode_json(encode_json(value)) == value


@given(
    st.text(st.characters(), max_size=40),
    st.dictionaries(st.text(max_size=4), json_values, max_size=3),
)
def test_any_text_survives_as_a_response(text: str, meta: dict[str, Any]):
    made = read_row(msgspec.json.encode({"response": text, "meta": meta}))
    assert made.sample.responses == (text,)
    assert made.sample.meta == meta


def test_files_are_read_line_by_line_blank_ones_skipped(tmp_path: Path):
    body = b"\n".join([row(id="1"), b"", b"   ", row(id="2"), b""])
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_bytes(body)
    packed.write_bytes(gzip.compress(body))
    for path in (plain, packed):
        assert [made.sample.id for made in read_rows(path)] == ["1", "2"]
        assert [line.number for line in read_lines(path)] == [1, 4]
        assert check_rows(path) == 2


@pytest.mark.parametrize("cut", [10, -4])
def test_a_broken_archive_is_an_input_error(tmp_path: Path, cut: int):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(row() * 50)[:cut])
    with pytest.raises(InputError, match=r"a\.jsonl\.gz"):
        check_rows(path)


def test_a_line_without_end_is_an_input_error_and_never_all_of_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rows, "_LONGEST", 1000)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}\n" + b" " * 999 + b"\n" + b" " * 10_000))
    with pytest.raises(InputError, match="3: the line is longer than 1,000 bytes"):
        list(read_lines(path))


def test_a_missing_file_and_a_plain_text_called_gz_are_input_errors(tmp_path: Path):
    (tmp_path / "b.gz").write_bytes(row())
    for name in ("none.jsonl", "b.gz", "."):
        with pytest.raises(InputError):
            check_rows(tmp_path / name)


def test_a_field_named_nearly_response_is_named():
    with pytest.raises(InputError, match=r"needs the field 'response'; did you mean 'respons'\?"):
        read_row(b'{"respons": "a", "reference": "b"}')
    with pytest.raises(InputError, match=r"needs the field 'response'$"):
        read_row(b'{"reference": "b"}')
    assert read_row(b'{"prompt": "p"}', answered=False).sample.responses == ()
