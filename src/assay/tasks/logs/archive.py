"""The members of a zip file, read one at a time and never more of them than is allowed.

Logs come from anywhere, so nothing that the file says of itself is believed: the directory is
bounded before it is read, members may not lie upon each other (D. Fifield 2019, "A better zip
bomb", WOOT '19), each is unpacked piece by piece up to a bound, and all together only up to a
multiple of the file. Names are only ever compared: nothing is written to a path from a file.

Read here and not by `zipfile` because that reads a directory of any size, and Zstandard members,
which inspect writes, only since Python 3.14.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Protocol, Self

from assay.errors import InputError, MissingExtra

__all__ = ["Archive", "Member", "is_archive"]

_STORED, _DEFLATED, _ZSTANDARD = 0, 8, 93
_LARGEST_DIRECTORY = 32 << 20
_LARGEST_MEMBER = 512 << 20
_FREE = 1 << 30
_RATIO = 300
"""JSON of agents' logs unpacks to about 20 times its size, deflate to at most 1,032 times."""
_PIECE = 1 << 16
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_WHOLE = 0xFFFFFFFF
"""What stands in a field of 32 bits whose value is in the field of 64 that follows."""


class Member(NamedTuple):
    """A file in the archive: its name, how it is packed, its sizes, where it begins."""

    name: str
    method: int
    packed: int
    checksum: int
    offset: int
    encrypted: bool


class _Unpacker(Protocol):
    """What `zlib` and `zstd` agree on."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def is_archive(path: str | os.PathLike[str]) -> bool:
    """Whether a file begins as a zip file does. Raises InputError where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError as fault:
        raise InputError(fault.strerror or str(fault), file=str(path)) from None


class Archive:
    """A zip file, open for reading; a context manager.

    Raises InputError where the file is no whole zip file, or a hostile one.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._name = str(path)
        self._unpacked = 0
        try:
            self._file: IO[bytes] = Path(path).open("rb")  # noqa: SIM115, closed by `__exit__`
        except OSError as fault:
            raise InputError(fault.strerror or str(fault), file=self._name) from None
        try:
            self._size = self._file.seek(0, os.SEEK_END)
            self.members = self._directory()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def read(self, member: Member) -> bytes:
        """What a member holds. Raises InputError where it is broken, too large or encrypted."""
        if member.encrypted:
            raise self._fault("it is encrypted", member)
        pieces: list[bytes] = []
        held = checksum = 0
        for piece in self._pieces(member):
            held += len(piece)
            self._unpacked += len(piece)
            if held > _LARGEST_MEMBER:
                raise self._fault(f"it unpacks to more than {_LARGEST_MEMBER >> 20} MiB", member)
            if self._unpacked > max(_FREE, _RATIO * self._size):
                raise self._fault(f"the archive unpacks to more than {_RATIO} times its size")
            checksum = zlib.crc32(piece, checksum)
            pieces.append(piece)
        if checksum != member.checksum:
            raise self._fault("its checksum is wrong", member)
        return b"".join(pieces)

    def _pieces(self, member: Member) -> Iterator[bytes]:
        packed = self._packed(member)
        if member.method == _STORED:
            yield from packed
            return
        unpacker = self._unpacker(member)
        broken = _zstandard().ZstdError if member.method == _ZSTANDARD else zlib.error
        try:
            for data in packed:
                left = data
                while left:
                    if unpacker.eof and member.method == _ZSTANDARD:  # another frame
                        unpacker = self._unpacker(member)
                    yield from _drained(unpacker, left)
                    left = unpacker.unused_data if unpacker.eof else b""
        except broken:
            raise self._fault("its data are broken", member) from None
        if not unpacker.eof:
            raise self._fault("its data end too early", member)

    def _unpacker(self, member: Member) -> _Unpacker:
        if member.method == _DEFLATED:
            return _Inflater()
        if member.method == _ZSTANDARD:
            unpacker: _Unpacker = _zstandard().ZstdDecompressor()
            return unpacker
        raise self._fault(f"it is packed by method {member.method}, which is not read", member)

    def _packed(self, member: Member) -> Iterator[bytes]:
        header = self._at(member.offset, _LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
            raise self._fault("it does not begin where the directory says", member)
        *_, named, extra = _LOCAL.unpack(header)
        start = member.offset + _LOCAL.size + named + extra
        left = member.packed
        while left:
            data = self._at(start, min(_PIECE, left))
            if not data:
                raise self._fault("its data end too early", member)
            start += len(data)
            left -= len(data)
            yield data

    def _directory(self) -> list[Member]:
        """The members, of several with one name the last, as programs that append write it."""
        offset, size = self._end()
        if size > _LARGEST_DIRECTORY:
            raise self._fault(f"its directory is larger than {_LARGEST_DIRECTORY >> 20} MiB")
        if offset + size > self._size:
            raise self._fault("its directory is not where its end says: is it whole?")
        data = self._at(offset, size)
        found: dict[str, Member] = {}
        place = 0
        while place < len(data):
            member, place = self._member(data, place)
            found[member.name] = member
        self._refuse_overlaps(found.values())
        return list(found.values())

    def _member(self, data: bytes, place: int) -> tuple[Member, int]:
        fields: tuple[Any, ...] = (b"",)
        if place + _ENTRY.size <= len(data):
            fields = _ENTRY.unpack_from(data, place)
        if fields[0] != b"PK\x01\x02":
            raise self._fault("its directory is broken")
        flags, method, checksum, packed, unpacked = *fields[3:5], *fields[7:10]
        named = place + _ENTRY.size
        extra = named + fields[10]
        end = extra + fields[11] + fields[12]
        large = _large(data[extra : extra + fields[11]])
        sizes = (unpacked, packed, fields[16])
        if sizes.count(_WHOLE) > len(large):
            raise self._fault("its directory is broken")
        _, packed, offset = (large.pop(0) if size == _WHOLE else size for size in sizes)
        name = data[named:extra].decode("utf-8", "replace")
        return Member(name, method, packed, checksum, offset, bool(flags & 1)), end

    def _refuse_overlaps(self, members: Any) -> None:
        end = 0
        for member in sorted(members, key=lambda one: one.offset):
            if member.offset < end:
                raise self._fault("it lies upon another member", member)
            end = member.offset + _LOCAL.size + member.packed
            if end > self._size:
                raise self._fault("it is longer than the file: is the file whole?", member)

    def _end(self) -> tuple[int, int]:
        """Where the directory begins, and its length."""
        tail = self._at(max(0, self._size - _END.size - 0xFFFF), _END.size + 0xFFFF)
        place = tail.rfind(b"PK\x05\x06")
        if place < 0 or place + _END.size > len(tail):
            raise self._fault("it has no directory at its end: no zip file, or not a whole one")
        fields = _END.unpack_from(tail, place)
        size, offset = fields[5:7]
        located = place - _LOCATOR.size
        if located >= 0 and tail.startswith(b"PK\x06\x07", located):
            _, _, large, _ = _LOCATOR.unpack_from(tail, located)
            end = self._at(large, _END_64.size)
            if len(end) == _END_64.size and end.startswith(b"PK\x06\x06"):
                size, offset = _END_64.unpack(end)[-2:]
        return offset, size

    def _at(self, place: int, length: int) -> bytes:
        if place > self._size:
            return b""
        try:
            self._file.seek(place)
            return self._file.read(length)
        except OSError as fault:
            raise self._fault(fault.strerror or str(fault)) from None

    def _fault(self, message: str, member: Member | None = None) -> InputError:
        return InputError(message, file=self._name, field=f"{member.name:.80}" if member else "")


class _Inflater:
    """`zlib` with the interface of `zstd`: what does not fit is kept for the next call."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(-15)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        return b""

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, max_length)


def _drained(unpacker: _Unpacker, data: bytes) -> Iterator[bytes]:
    """What some packed data hold, in pieces however large it is."""
    piece = unpacker.decompress(data, _PIECE)
    while piece:
        yield piece
        piece = b"" if unpacker.eof else unpacker.decompress(b"", _PIECE)


def _large(extra: bytes) -> list[int]:
    """The numbers of 64 bits in the extra field that stands for them."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == 1:
            body = extra[place + 4 : place + 4 + length]
            return [*struct.unpack(f"<{len(body) // 8}Q", body[: len(body) // 8 * 8])]
        place += 4 + length
    return []


def _zstandard() -> Any:
    """Python's own since 3.14, the backport of it before."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(name)
        except ModuleNotFoundError:
            continue
    raise MissingExtra("backports.zstd, which unpacks Zstandard,", "logs")
