"""Zip files from anywhere: read as `zipfile` reads them, or refused in one clear error."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interchange_zips import DEFLATED, STORED, ZSTANDARD, Entry, zipped, zstandard

import assay.tasks.logs.archive as module
from assay.errors import InputError
from assay.tasks.logs.archive import Archive, is_archive


def read(path: Path, data: bytes) -> dict[str, bytes]:
    path.write_bytes(data)
    with Archive(path) as archive:
        return {member.name: archive.read(member) for member in archive.members}


def refused(path: Path, data: bytes) -> str:
    with pytest.raises(InputError) as fault:
        read(path, data)
    assert str(path) in str(fault.value)
    return str(fault.value)


@given(
    members=st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\0\\"), min_size=1, max_size=20),
        st.tuples(st.binary(max_size=300), st.sampled_from([STORED, DEFLATED])),
        max_size=6,
    ),
    comment=st.binary(max_size=30).filter(lambda text: b"PK" not in text),
)
def test_members_are_what_zipfile_wrote(
    tmp_path_factory: pytest.TempPathFactory,
    members: dict[str, tuple[bytes, int]],
    comment: bytes,
) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.comment = comment
        for name, (data, method) in members.items():
            made.writestr(zipfile.ZipInfo(name), data, method)
    found = read(tmp_path_factory.mktemp("zip") / "a.zip", held.getvalue())
    assert found == {name: data for name, (data, _) in members.items()}


@given(st.data())
def test_damage_is_noticed_and_never_anything_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = zipped([Entry("a", b"x" * 200), Entry("b", b'{"y": 1}', STORED)])
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    damaged = damaged[: data.draw(st.integers(0, len(whole)))]
    try:
        found = read(tmp_path_factory.mktemp("zip") / "a.zip", bytes(damaged))
    except InputError:
        return
    assert set(found.values()) <= {b"x" * 200, b'{"y": 1}'}


def test_zstandard_in_one_frame_and_in_several(tmp_path: Path) -> None:
    zstd = zstandard()
    data = b'{"a": 1}' * 40_000
    frames = b"".join(zstd.compress(data[n : n + 100_000]) for n in range(0, len(data), 100_000))
    entries = [Entry("one", data, ZSTANDARD), Entry("two", data, ZSTANDARD, packed=frames)]
    assert read(tmp_path / "a.zip", zipped(entries)) == {"one": data, "two": data}


def test_zstandard_that_is_broken_or_cut_off(tmp_path: Path) -> None:
    packed = zstandard().compress(b"abc" * 1000)
    for bad in (packed[:-3], b"nothing of the kind", b""):
        entry = Entry("a", b"abc" * 1000, ZSTANDARD, packed=bad)
        assert "its data" in refused(tmp_path / "a.zip", zipped([entry]))


def test_without_zstandard_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name)

    packed = b"(\xb5/\xfd whatever"
    monkeypatch.setattr(module, "import_module", missing)
    with pytest.raises(module.MissingExtra, match=r"assay\[logs\]"):
        read(tmp_path / "a.zip", zipped([Entry("a", b"abc", ZSTANDARD, packed=packed)]))


def test_of_two_members_with_one_name_the_last_holds(tmp_path: Path) -> None:
    entries = [Entry("a", b"before"), Entry("b", b"other"), Entry("a", b"after")]
    assert read(tmp_path / "a.zip", zipped(entries)) == {"a": b"after", "b": b"other"}


def test_sizes_of_64_bits(tmp_path: Path) -> None:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made,
        made.open("large", "w", force_zip64=True) as file,
    ):
        file.write(b"tide" * 1000)
    data = bytearray(held.getvalue())
    place = data.index(b"PK\1\2")
    # the directory's sizes moved into the field of 64 bits, as in a file of more than 4 GiB
    packed, unpacked = struct.unpack_from("<2L", data, place + 20)
    extra = struct.pack("<2H2Q", 1, 16, unpacked, packed)
    struct.pack_into("<2L", data, place + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<H", data, place + 30, len(extra))
    named = place + 46 + len(b"large")
    end = data.index(b"PK\5\6")
    data[named:named] = extra
    struct.pack_into("<L", data, end + len(extra) + 12, end + len(extra) - place)
    assert read(tmp_path / "a.zip", bytes(data)) == {"large": b"tide" * 1000}


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST_MEMBER", 1 << 20)
    bomb = zipped([Entry("samples/x_epoch_1.json", b"\0" * (16 << 20))])
    tracemalloc.start()
    said = refused(tmp_path / "a.zip", bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "samples/x_epoch_1.json: it unpacks to more than 1 MiB" in said
    assert peak < 8 << 20


def test_a_bomb_of_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FREE", 1 << 20)
    entries = [Entry(str(n), b"\0" * 300_000) for n in range(20)]
    assert "more than 300 times its size" in refused(tmp_path / "a.zip", zipped(entries))


def test_members_that_lie_upon_each_other(tmp_path: Path) -> None:
    entries = [Entry("a", b"x" * 1000), Entry("b", b"x" * 1000, offset=0)]
    assert "upon another member" in refused(tmp_path / "a.zip", zipped(entries))


def test_a_directory_beyond_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST_DIRECTORY", 1000)
    entries = [Entry(f"member {n}", b"") for n in range(100)]
    assert "its directory is larger" in refused(tmp_path / "a.zip", zipped(entries))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (Entry("a", b"abc", checksum=1), "a: its checksum is wrong"),
        (Entry("a", b"abc", flags=1), "a: it is encrypted"),
        (Entry("a", b"abc", 12), "a: it is packed by method 12"),
        (Entry("a", b"abc", size=10_000_000), "longer than the file"),
        (Entry("a", b"abc", offset=7), "not begin where|longer than the file"),
        (Entry("a", b"abc", packed=b"\xff\xff\xff\xff"), "a: its data are broken"),
        (Entry("a", b"abc", packed=b""), "a: its data end too early"),
        (Entry("a", b"abc", packed=zlib.compress(b"abc" * 99)[2:9]), "a: its data"),
    ],
)
def test_members_that_are_not_what_they_say(tmp_path: Path, entry: Entry, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(tmp_path / "a.zip", zipped([entry]))


@pytest.mark.parametrize("kept", [0, 3, 22, 60, -1, -23])
def test_files_that_are_not_whole(tmp_path: Path, kept: int) -> None:
    whole = zipped([Entry("a", b"abc" * 100), Entry("b", b"def" * 100)])
    assert "whole" in refused(tmp_path / "a.zip", whole[:kept])


def test_what_begins_as_a_zip_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for data, is_one in [(zipped([Entry("a", b"")]), True), (zipped([]), True), (b"{}", False)]:
        path.write_bytes(data)
        assert is_archive(path) is is_one
    with pytest.raises(InputError, match="No such file"):
        is_archive(tmp_path / "nothing")
    with pytest.raises(InputError):
        is_archive(tmp_path)
