"""`code.shell`: a command judged by the state that it leaves."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal, NamedTuple, cast

import msgspec

from assay.check import Example
from assay.checks.code.base import CodeCheck, ending
from assay.checks.code.calls import driver
from assay.checks.code.extraction import Found
from assay.checks.code.fences import first_way
from assay.checks.code.languages import typed
from assay.checks.code.outputs import Rule, Tolerance, as_bytes, difference
from assay.context import Context
from assay.response import Response
from assay.sandbox import Limits, shared
from assay.verdict import Verdict

__all__ = ["Entry", "Shell"]

_EXACT = Tolerance(0.0, 0.0)


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A file with its `text`, a `folder`, or a `link` and where it leads; `mode` in octal digits.

    What is not said of an expected entry may be anything.
    """

    text: str | None = None
    folder: bool = False
    link: str | None = None
    mode: Annotated[str, msgspec.Meta(pattern="^[0-7]{3,4}$")] | None = None


class _Found(NamedTuple):
    """What lies at a path; `text` is None where there was too much of it."""

    kind: str
    mode: int
    text: bytes | None = None
    link: str = ""


class _State(NamedTuple):
    """How a command ended and what there is afterwards; or a fault, None where not its own."""

    status: int = 0
    stdout: bytes = b""
    entries: Mapping[str, _Found] = {}
    fault: str = ""
    passed: bool | None = True


class Shell(CodeCheck, kind="code.shell"):
    """A command for bash that leaves the right files, and says the right things.

    Where only files and the exit status count, all blocks of commands in the response are run, one
    after the other, up to one that is called another way; otherwise the last. It runs in a folder
    of its own, which is also its home, that holds `files`: texts, or entries with a mode, folders
    and links. Afterwards what `expect` names must be there: a text (compared by the rule `compare`,
    as in `code.stdio`), an entry of which only what it says counts, or null for what must not be
    there. `stdout` is compared by the same rule; the exit status must be `status`, which may be
    null for any. `others` says what may happen to other files: with `kept` those of `files` must be
    as they were, with `same` there may be no new ones either, with `any` nothing counts.

    Instead of `expect`, `command` may be given: what that command leaves and writes in the same
    folder is right then, all files with their modes, and `others` says nothing.

    The score is the share of demands met (exit status, output, each path). Undecided where bash is
    missing, or `command` fails.
    """

    files: Mapping[str, str | Entry] = {}
    expect: Mapping[str, str | Entry | None] = {}
    command: str | None = None
    stdin: str = ""
    stdout: str | None = None
    status: int | None = 0
    compare: Rule = "lines"
    others: Literal["kept", "same", "any"] = "kept"

    def __hash__(self) -> int:
        return hash(msgspec.json.encode(self))

    def validate(self) -> None:
        super().validate()
        for path in (*self.files, *self.expect):
            parts = PurePosixPath(path).parts
            if not parts or path.startswith("/") or ".." in parts or "\0" in path:
                raise ValueError(f"{path!r:.60} is no path inside the folder")
        if self.command is None and not self.expect and self.stdout is None:
            raise ValueError("expect, stdout or command must say what is right")
        if self.command is not None and (self.expect or self.stdout is not None):
            raise ValueError("command says what is right; expect and stdout cannot as well")

    def time_allowed(self) -> float:
        return 2 * (self.longest + 1) + 10

    def verify(self, response: Response, context: Context) -> Verdict:
        found = self._found(response)
        if found is None:
            return self.no_program(response, "shell")
        if not shared().has("bash"):
            return self.undecided("bash is not installed, which runs the command.")
        right = None
        if self.command is not None:
            right = _once(self._payload(self.command), self.limits)
            if right.fault or self.status not in (None, right.status):
                why = right.fault or f"it ends with status {right.status}"
                return self.undecided(f"The right command fails: {why}.")
        state = _left(self._payload(typed(found.text)), self.limits)
        if state.fault:
            if state.passed is None:
                return self.undecided(f"{state.fault}.")
            return self.say(False, f"{state.fault[0].upper()}{state.fault[1:]}.", found, 0.0)
        demands = self._demands(state) if right is None else self._alike(right, state)
        wrong = [why for why in demands if why]
        if wrong:
            score = 1 - len(wrong) / len(demands)
            return self.say(False, f"{wrong[0][0].upper()}{wrong[0][1:]}.", found, score)
        return self.say(True, f"The state is as expected ({len(demands)} demands).", found)

    def _found(self, response: Response) -> Found | None:
        """The command: all blocks where only the state counts, the last where output does too."""
        only_state = self.stdout is None and self.command is None
        found = first_way(response, "shell") if only_state else None
        return found or self.program(response, "shell")

    def _payload(self, command: str) -> bytes:
        entries = {path: _laid(entry) for path, entry in self.files.items()}
        asked = {"entries": entries, "command": _b64(command), "stdin": _b64(self.stdin)}
        return json.dumps(asked).encode()

    def _demands(self, state: _State) -> list[str]:
        """What is wrong with each thing that is asked; empty where nothing is."""
        said: list[str] = []
        if self.status is not None:
            said.append(_status(self.status, state.status))
        if self.stdout is not None:
            said.append(self._differs("the output", as_bytes(self.stdout), state.stdout))
        for path, wanted in self.expect.items():
            said.append(self._at(path, wanted, state.entries.get(str(PurePosixPath(path)))))
        return [*said, self._rest(state)] if self.others != "any" else said

    def _at(self, path: str, wanted: str | Entry | None, there: _Found | None) -> str:
        if wanted is None:
            return f"{path!r} is still there" if there else ""
        if there is None:
            return f"{path!r} is not there"
        entry = Entry(text=wanted) if isinstance(wanted, str) else wanted
        kind = "folder" if entry.folder else "link" if entry.link is not None else ""
        kind = kind or ("file" if entry.text is not None else there.kind)
        if there.kind != kind:
            return f"{path!r} is a {there.kind}, expected a {kind}"
        if entry.mode is not None and there.mode != int(entry.mode, 8):
            return f"{path!r} has the mode {there.mode:03o}, expected {entry.mode}"
        if entry.link is not None and there.link != entry.link:
            return f"{path!r} leads to {there.link!r:.60}, expected {entry.link!r:.60}"
        if entry.text is not None:
            if there.text is None:
                return f"{path!r} holds too much"
            return self._differs(repr(path), as_bytes(entry.text), there.text)
        return ""

    def _rest(self, state: _State) -> str:
        """What became of the files that `expect` does not name."""
        named = {str(PurePosixPath(path)) for path in self.expect}
        before = {str(PurePosixPath(path)): entry for path, entry in self.files.items()}
        for path, entry in before.items():
            if path in named or any(str(up) in named for up in PurePosixPath(path).parents):
                continue
            why = Shell._at(_STRICT, path, _whole(entry), state.entries.get(path))
            if why:
                return f"{why}, and it should have been left alone"
        if self.others == "kept":
            return ""
        known = {str(up) for path in (*named, *before) for up in PurePosixPath(path).parents}
        new = sorted(state.entries.keys() - named - before.keys() - known)
        return f"{new[0]!r:.60} is new, and nothing else should be" if new else ""

    def _alike(self, right: _State, state: _State) -> list[str]:
        """The same for a state that must be as another."""
        said = [self._differs("the output", right.stdout, state.stdout)]
        if self.status is not None:
            said.append(_status(right.status, state.status))
        for path in sorted({*right.entries, *state.entries}):
            ours, theirs = right.entries.get(path), state.entries.get(path)
            if ours is None:
                said.append(f"{path!r:.60} is there and should not be")
                continue
            said.append(self._at(path, _as_entry(ours), theirs))
        return said

    def _differs(self, what: str, expected: bytes, found: bytes) -> str:
        why = difference(self.compare, expected, found, _EXACT)
        return f"{what}: {why}" if why else ""

    def describe(self) -> str:
        there = ", ".join(sorted(self.files)[:8]) or "nothing"
        return f"Write a command for bash, to be run in a folder that holds {there}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        sort = cls(
            files={"crabs.txt": "pea\nblue\n", "notes.txt": "keep me\n"},
            expect={"sorted.txt": "blue\npea\n"},
        )
        return (
            Example(sort, "```bash\nsort crabs.txt > sorted.txt\n```", True),
            Example(sort, "```bash\nsort -r crabs.txt > sorted.txt\n```", False),
            Example(sort, "```bash\nsort crabs.txt > sorted.txt; rm notes.txt\n```", False),
        )


_STRICT = Shell(stdout="", compare="exact")


def _status(wanted: int, status: int) -> str:
    ended = f"signal {-status}" if status < 0 else f"status {status}"
    return "" if status == wanted else f"it ends with {ended}, expected {wanted}"


def _whole(entry: str | Entry) -> Entry:
    """An entry of the setup with the mode that it is given where it names none."""
    given = Entry(text=entry) if isinstance(entry, str) else entry
    if given.mode is not None or given.link is not None:
        return given
    if given.folder:
        return msgspec.structs.replace(given, mode="755")
    return msgspec.structs.replace(given, text=given.text or "", mode="644")


def _laid(entry: str | Entry) -> dict[str, Any]:
    given = Entry(text=entry) if isinstance(entry, str) else entry
    return {
        "text": _b64(given.text or ""),
        "folder": given.folder,
        "link": given.link,
        "mode": int(given.mode, 8) if given.mode else None,
    }


def _as_entry(found: _Found) -> Entry:
    mode = None if found.kind == "link" else f"{found.mode:03o}"
    text = None if found.text is None else found.text.decode("utf-8", "surrogateescape")
    return Entry(text, found.kind == "folder", found.link if found.kind == "link" else None, mode)


def _b64(text: str) -> str:
    return base64.b64encode(as_bytes(text)).decode()


def _left(payload: bytes, limits: Limits) -> _State:
    """One run in the sandbox."""
    run = shared().call(driver("shell"), payload, limits)
    passed, why = ending(run, limits)
    if not passed or len(run.messages) != 1:
        why = why or "the command ended the program that ran it"
        return _State(fault=f"{why[0].lower()}{why[1:].rstrip('.')}", passed=passed and False)
    try:
        return _read(json.loads(run.messages[0]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return _State(fault="what came back is no state", passed=False)


@lru_cache(maxsize=256)
def _once(payload: bytes, limits: Limits) -> _State:
    """The same for what is trusted, whose state is kept."""
    return _left(payload, limits)


def _read(message: Any) -> _State:
    given = cast("dict[str, Any]", message)
    if "fault" in given:
        own = given.get("whose") != "setup"
        return _State(fault=str(given["fault"])[:200], passed=False if own else None)
    entries: dict[str, _Found] = {}
    for path, entry in cast("dict[str, dict[str, Any]]", given["entries"]).items():
        text = entry.get("text")
        entries[str(path)] = _Found(
            str(entry["kind"]),
            int(entry["mode"]),
            None if text is None else base64.b64decode(text),
            str(entry.get("link", "")),
        )
    return _State(int(given["status"]), base64.b64decode(given["stdout"]), entries)
