"""Applying a patch to files in memory: unified diffs, and blocks that search and replace.

A file is its bytes, by path. A hunk fits where all its old lines stand, whole and in order, at the
line it names or the nearest other one after the hunk before; nothing is guessed and nothing
written twice. That the last line of a file has no newline need not be said by the patch. With
`recount` the numbers of lines that a hunk announces need not be right, as models write them.

Refused are binary patches, links, and paths that leave the folder or lead into `.git`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

__all__ = ["Change", "Files", "Hunk", "PatchError", "applied", "edited", "parsed"]

Files = Mapping[str, bytes]

_HUNK = re.compile(rb"@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@")
_LOOSE = re.compile(rb"@@(?: -(\d{1,9})\S* \+\d\S*)?.*")
_ESCAPE = re.compile(rb'\\([0-7]{3}|[abfnrtv"\\])')
_ESCAPED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b'"': b'"', b"\\": b"\\"}
_NEWLINE = b"\\ No newline at end of file"
_NOWHERE = "/dev/null"
_MOST_COMPARED = 2_000_000
_MOST_LOOKED = 2_000_000
"""Lines that are compared at most to find where a hunk fits, and looked at for all of a file."""
_MOST_BYTES = 1 << 24
"""What files may hold that are changed again, each as often as it is."""


class PatchError(ValueError):
    """The patch cannot be read, or does not fit the files."""


class Hunk(NamedTuple):
    """Lines that must stand there (from line `start`, 1-based), and those that come instead.

    A line is its text and whether it is kept.
    """

    start: int
    old: tuple[bytes, ...]
    new: tuple[tuple[bytes, bool], ...]


class Change(NamedTuple):
    """What a patch does to one file; `old` is None where it makes it, `new` where it deletes it."""

    old: str | None
    new: str | None
    hunks: tuple[Hunk, ...]
    copied: bool = False


def applied(files: Files, patch: bytes, *, recount: bool = False) -> dict[str, bytes]:
    """The files as the patch leaves them. Raises PatchError."""
    made = dict(files)
    seen: set[str] = set()
    again = 0
    for change in parsed(patch, recount=recount):
        name = change.old or ""
        again += len(made.get(name, b"")) if name in seen else 0
        seen.add(name)
        if again > _MOST_BYTES:
            raise PatchError("it changes the same files too often")
        if change.old is None:
            assert change.new is not None
            if change.new in made:
                raise PatchError(f"{change.new}: it is there already")
            made[change.new] = _hunked(change.new, b"", change.hunks)
            continue
        if change.old not in made:
            raise PatchError(f"{change.old}: there is no such file")
        after = _hunked(change.old, made[change.old], change.hunks)
        if change.new is None:
            if after:
                raise PatchError(f"{change.old}: it is deleted, but not all of its lines")
            del made[change.old]
            continue
        if change.new != change.old:
            if change.new in made:
                raise PatchError(f"{change.new}: it is there already")
            if not change.copied:
                del made[change.old]
        made[change.new] = after
    return made


def parsed(patch: bytes, *, recount: bool = False) -> list[Change]:
    """What a unified diff says. Raises PatchError where it says nothing, or badly."""
    lines = patch.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    changes = list(_Reader(lines, recount).changes())
    if not changes:
        raise PatchError("it changes nothing")
    return changes


class _Reader:
    """Reads a unified diff line by line."""

    def __init__(self, lines: list[bytes], recount: bool) -> None:
        self.lines = lines
        self.at = 0
        self.recount = recount

    def changes(self) -> Iterator[Change]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.startswith(b"diff --git "):
                yield self._git()
            elif self._heads():
                yield self._plain()
            elif line.startswith(b"@@ "):
                raise PatchError("a hunk stands before the name of any file")
            else:
                self.at += 1

    def _heads(self) -> bool:
        """Whether `---` and `+++` begin here."""
        pair = self.lines[self.at : self.at + 2]
        return len(pair) == 2 and pair[0].startswith(b"--- ") and pair[1].startswith(b"+++ ")

    def _git(self) -> Change:
        """A change with git's header, which may do without hunks."""
        header = self.lines[self.at]
        self.at += 1
        said: dict[str, bytes] = {}
        while self.at < len(self.lines) and not self._heads():
            line = self.lines[self.at]
            if line.startswith((b"diff --git ", b"@@ ")):
                break
            if line.startswith((b"GIT binary patch", b"Binary files ")):
                raise PatchError("it holds a binary patch")
            for name in ("rename from", "rename to", "copy from", "copy to"):
                if line.startswith(name.encode() + b" "):
                    said[name] = line[len(name) + 1 :]
            for name in ("new file mode", "deleted file mode", "new mode"):
                if line.startswith(name.encode() + b" "):
                    said[name] = line[len(name) + 1 :].strip()
            self.at += 1
        if any(said.get(name) in (b"120000", b"160000") for name in said):
            raise PatchError("it makes a link")
        if self.at < len(self.lines) and self._heads():
            change = self._plain()
        else:
            one, other = _both(header)
            change = Change(one, other, ())
        if "new file mode" in said:
            change = change._replace(old=None)
        if "deleted file mode" in said:
            change = change._replace(new=None)
        copied = "copy from" in said
        if copied or "rename from" in said:
            what = "copy" if copied else "rename"
            one, other = said[f"{what} from"], said.get(f"{what} to", b"")
            change = change._replace(old=_inside(_unquoted(one)), new=_inside(_unquoted(other)))
        return change._replace(copied=copied)

    def _plain(self) -> Change:
        old, new = _path(self.lines[self.at][4:]), _path(self.lines[self.at + 1][4:])
        if old == new == _NOWHERE:
            raise PatchError("it names no file")
        self.at += 2
        hunks: list[Hunk] = []
        while self.at < len(self.lines) and self.lines[self.at].startswith(b"@@"):
            hunks.append(self._hunk())
        if not hunks:
            raise PatchError(f"{new}: no change is said of it")
        one = None if old == _NOWHERE else _inside(_stripped(old))
        other = None if new == _NOWHERE else _inside(_stripped(new))
        return Change(one, other, tuple(hunks))

    def _hunk(self) -> Hunk:
        head = _HUNK.match(self.lines[self.at])
        begin = self.at
        if head is not None:
            counts = [1 if n is None else int(n) for n in (head[2], head[4])]
            hunk = self._counted(int(head[1]), *counts)
            if hunk is not None:
                return hunk
        if not self.recount:
            raise PatchError(f"line {begin + 1} of the patch: its hunk is not as long as it says")
        self.at = begin
        return self._as_it_stands()

    def _counted(self, start: int, old: int, new: int) -> Hunk | None:
        """The hunk of so many old and new lines; None where there are not as many."""
        body: list[tuple[bytes, bytes]] = []
        self.at += 1
        while old > 0 or new > 0:
            if self.at >= len(self.lines):
                return None
            sign, text = _signed(self.lines[self.at])
            if sign not in b" +-":
                return None
            old -= sign in b" -"
            new -= sign in b" +"
            self._take(body, sign, text)
        if old or new:
            return None
        if self.at < len(self.lines) and self.lines[self.at][:1] in (b" ", b"+", b"-"):
            followed = (
                self.lines[self.at].startswith((b"--- ", b"-- ")) or self.lines[self.at] == b"--"
            )
            if not followed:
                return None
        return _made(start, body)

    def _as_it_stands(self) -> Hunk:
        """The hunk up to the next header or the end, whatever it announces."""
        head = _LOOSE.match(self.lines[self.at])
        body: list[tuple[bytes, bytes]] = []
        self.at += 1
        while self.at < len(self.lines):
            sign, text = _signed(self.lines[self.at])
            if self._heads() or sign not in b" +-":
                break
            self._take(body, sign, text)
        while body and body[-1] == (b" ", b"\n"):
            body.pop()
        if not any(sign in b"+-" for sign, _ in body):
            raise PatchError(f"line {self.at} of the patch: a hunk changes nothing")
        return _made(int(head[1]) if head and head[1] else 0, body)

    def _take(self, body: list[tuple[bytes, bytes]], sign: bytes, text: bytes) -> None:
        self.at += 1
        ends = self.at < len(self.lines) and self.lines[self.at].startswith(_NEWLINE[:12])
        body.append((sign, text if ends else text + b"\n"))
        self.at += ends


def _signed(line: bytes) -> tuple[bytes, bytes]:
    """The sign of a line and the rest; an empty line is an empty line that is kept."""
    return (line[:1], line[1:]) if line else (b" ", b"")


def _made(start: int, body: list[tuple[bytes, bytes]]) -> Hunk:
    old = tuple(text for sign, text in body if sign in b" -")
    new = tuple((text, sign == b" ") for sign, text in body if sign in b" +")
    return Hunk(start, old, new)


def _hunked(name: str, before: bytes, hunks: tuple[Hunk, ...]) -> bytes:
    """The text after all hunks, each of which must fit behind the one before."""
    lines = before.splitlines(keepends=True) if b"\r" not in before else _cut(before)
    made: list[bytes] = []
    done = shift = looked = 0
    for number, hunk in enumerate(hunks, 1):
        wanted = (hunk.start - 1 if hunk.old else hunk.start) + shift
        if not _fits(lines, hunk.old, wanted, done):
            looked += len(lines) - done
        if looked > _MOST_LOOKED:
            raise PatchError(f"{name}: too many hunks stand elsewhere than they say")
        place = _place(lines, hunk.old, max(wanted, 0), done)
        if place is None:
            raise PatchError(f"{name}: hunk {number} does not fit")
        made += lines[done:place]
        made += _kept(hunk, lines[place : place + len(hunk.old)])
        shift = place - (hunk.start - 1 if hunk.old else hunk.start)
        done = place + len(hunk.old)
    made += lines[done:]
    return _joined(made)


def _cut(data: bytes) -> list[bytes]:
    """Lines that end with LF alone."""
    lines = [line + b"\n" for line in data.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _kept(hunk: Hunk, there: list[bytes]) -> list[bytes]:
    """The new lines; those that are kept as they stand in the file."""
    old = zip(hunk.old, there, strict=True)
    made: list[bytes] = []
    for text, kept in hunk.new:
        line = next((stands for said, stands in old if said == text), text) if kept else text
        made.append(line)
    return made


def _joined(lines: list[bytes]) -> bytes:
    """The lines, each but the last ending in a newline."""
    return b"".join([*(n if n.endswith(b"\n") else n + b"\n" for n in lines[:-1]), *lines[-1:]])


def _place(lines: list[bytes], old: tuple[bytes, ...], wanted: int, least: int) -> int | None:
    """Where the old lines stand, nearest to where they are said to."""
    if not old:
        return wanted if least <= wanted <= len(lines) else None
    if _fits(lines, old, wanted, least):
        return wanted
    places = [n for n in range(least, len(lines) - len(old) + 1) if _alike(lines, n, old[0])]
    if len(places) * len(old) > _MOST_COMPARED:
        places = [n for n in places if lines[n : n + 8] == list(old[:8])]
    places.sort(key=lambda n: abs(n - wanted))
    most = _MOST_COMPARED // len(old)
    return next((n for n in places[:most] if _fits(lines, old, n, least)), None)


def _fits(lines: list[bytes], old: tuple[bytes, ...], place: int, least: int) -> bool:
    if place < least or place + len(old) > len(lines):
        return False
    return all(_alike(lines, place + n, line) for n, line in enumerate(old))


def _alike(lines: list[bytes], place: int, line: bytes) -> bool:
    """Whether the line stands there; the last one may lack its newline."""
    there = lines[place]
    return there == line or (place == len(lines) - 1 and there + b"\n" == line)


def _both(header: bytes) -> tuple[str, str]:
    """The two paths of `diff --git a/x b/x`, where they are the same."""
    rest = header[len(b"diff --git ") :]
    if rest.startswith(b'"'):
        parts = rest.split(b'" "')
        pair = (parts[0] + b'"', b'"' + parts[-1])
    else:
        half = len(rest) // 2
        pair = (rest[:half], rest[half + 1 :])
    one, other = (
        _inside(_stripped(_unquoted(part).decode("utf-8", "surrogateescape"))) for part in pair
    )
    return one, other


def _path(text: bytes) -> str:
    """The path after `---` or `+++`, without a time behind it."""
    if not text.startswith(b'"'):
        text = text.split(b"\t")[0].rstrip()
    return _unquoted(text).decode("utf-8", "surrogateescape")


def _unquoted(text: bytes) -> bytes:
    text = text.rstrip()
    if len(text) < 2 or not (text.startswith(b'"') and text.endswith(b'"')):
        return text
    return _ESCAPE.sub(
        lambda m: bytes([int(m[1], 8) & 255]) if len(m[1]) == 3 else _ESCAPED.get(m[1], b"?"),
        text[1:-1],
    )


def _stripped(path: str) -> str:
    """The path without git's `a/` or `b/`."""
    return path[2:] if path[:2] in ("a/", "b/") else path


def _inside(path: str | bytes) -> str:
    """The path, if it stays inside the folder."""
    if isinstance(path, bytes):
        path = path.decode("utf-8", "surrogateescape")
    parts = path.split("/")
    if not path or any(part in ("", "..", ".", ".git") for part in parts) or "\0" in path:
        raise PatchError(f"{path!r:.80} is no path inside the repository")
    return path


_MARKS = {"search": re.compile(r"<{5,9} ?SEARCH\b"), "divide": re.compile(r"={5,9}\s*$")}
_MARKS["replace"] = re.compile(r">{5,9} ?REPLACE\b")
_FENCE = re.compile(r"\s*(?:```|~~~)[\w.+-]*\s*")


class _Block(NamedTuple):
    """What is searched in a file, and what comes instead."""

    path: str
    old: bytes
    new: bytes


def edited(files: Files, text: str) -> dict[str, bytes]:
    """The files after blocks that search and replace. Raises PatchError.

    Before a block stands the path of its file. What is searched must stand there exactly once, as
    whole lines; where nothing is searched the file is made.
    """
    made = dict(files)
    some = False
    for block in _blocks(text):
        some = True
        name = _inside(block.path)
        there = made.get(name, b"")
        if not block.old.strip():
            if there:
                raise PatchError(f"{name}: it is there already, and nothing is searched in it")
            made[name] = block.new
            continue
        whole = b"\n" + there + (b"" if there.endswith(b"\n") else b"\n")
        place = whole.find(b"\n" + block.old)
        if place < 0:
            raise PatchError(f"{name}: what is searched does not stand there")
        if whole.find(b"\n" + block.old, place + 1) >= 0:
            raise PatchError(f"{name}: what is searched stands there more than once")
        made[name] = whole[1 : place + 1] + block.new + whole[place + 1 + len(block.old) :]
    if not some:
        raise PatchError("it holds no block that searches and replaces")
    return made


def _blocks(text: str) -> Iterator[_Block]:
    path = before = part = ""
    parts: dict[str, list[str]] = {}
    for line in text.split("\n"):
        if not part and _MARKS["search"].match(line):
            part, path = "search", before or path
            parts = {"search": [], "divide": []}
        elif part == "search" and _MARKS["divide"].match(line):
            part = "divide"
        elif part == "divide" and _MARKS["replace"].match(line):
            old, new = (_encoded(parts[name]) for name in ("search", "divide"))
            yield _Block(path, old, new)
            part = before = ""
        elif part:
            parts[part].append(line)
        elif line.strip() and not _FENCE.fullmatch(line):
            before = line.strip().strip("`*#: ")
    if part:
        raise PatchError("a block has no end")


def _encoded(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
