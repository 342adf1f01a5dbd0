"""A model that answers from a script: for tests, and to play back what another model said."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from assay.errors import InputError
from assay.model import (
    Answer,
    Ask,
    Fault,
    Finish,
    Generation,
    Model,
    Prompt,
    Token,
    Usage,
    messages_of,
)  # fmt: skip
from assay.models.echo import words
from assay.sample import decode_json

__all__ = ["Line", "Scripted", "read_script"]

Reply: TypeAlias = str | Generation | Fault
Script: TypeAlias = Sequence[Reply] | Mapping[str, Reply | Sequence[Reply]] | Callable[[Ask], Reply]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a script: what is said (`response`, a text or an assistant's message) or the
    `fault`, and to which `prompt`; without one, to the ask whose turn it is."""

    response: str | list[dict[str, Any]] | None = None
    prompt: str | list[dict[str, Any]] | None = None
    attempt: int | None = None
    reasoning: str = ""
    tool_calls: tuple[dict[str, Any], ...] = ()
    finish: Finish = "stop"
    tokens: list[tuple[str, float]] | None = None
    fault: Fault | None = None

    def reply(self) -> Reply:
        """Raises ValidationError where the last message has another shape."""
        if self.fault:
            return self.fault
        last: Any = self.response[-1] if isinstance(self.response, list) and self.response else {}
        if isinstance(self.response, str):
            last = {"content": self.response}
        said = msgspec.convert(last, Said)
        tokens = None if self.tokens is None else tuple(Token(*pair) for pair in self.tokens)
        return Generation(
            text=said.content or "",
            reasoning=self.reasoning or said.reasoning or "",
            tool_calls=self.tool_calls or said.tool_calls or (),
            finish=self.finish,
            tokens=tokens,
        )


class Said(msgspec.Struct, frozen=True):
    """An assistant's message."""

    content: str | None = None
    reasoning: str | None = None
    tool_calls: tuple[dict[str, Any], ...] | None = None


class Scripted(Model):
    """Answers from what it is given:

    - replies in order: the first ask that is drawn has the first, and again where a run is
      resumed;
    - replies by prompt (the text, or messages as JSON): the attempts of a prompt have them in
      order, and a single one serves every attempt;
    - a function from the ask to the reply; a TimeoutError or ConnectionError that it raises is
      the fault of that ask alone.

    A reply is a text, a `Generation` or a `Fault`. An ask for which there is none has the fault
    `refused`. A word counts as a token.
    """

    def __init__(self, script: Script, name: str = "scripted", digest: str = "") -> None:
        self.name = name
        self._digest = digest
        self._reply = script if callable(script) else _Book(script).reply

    @classmethod
    def of_file(cls, path: str | Path) -> Scripted:
        """From a file of JSON lines; see `Line`. Rows with prompt and response and a run's
        samples.jsonl are such files too. Raises InputError."""
        raw = _bytes(Path(path))
        digest = hashlib.sha256(raw).hexdigest()[:16]
        return cls(_reader_of(read_script(raw, str(path))), f"scripted:{path}", digest)

    @property
    def settings(self) -> Mapping[str, Any]:
        return {"digest": self._digest} if self._digest else {}

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        for ask in asks:
            reply = self._replied(ask)
            if isinstance(reply, Fault):
                yield Answer(ask, fault=reply)
                continue
            made = reply if isinstance(reply, Generation) else Generation(text=reply)
            if made.usage == Usage():
                counted = Usage(
                    prompt_tokens=words(ask.prompt), completion_tokens=len(made.text.split())
                )
                made = msgspec.structs.replace(made, usage=counted)
            yield Answer(ask, msgspec.structs.replace(made, model=made.model or self.name))

    def _replied(self, ask: Ask) -> Reply:
        try:
            reply: Any = self._reply(ask)
        except (TimeoutError, ConnectionError) as fault:
            late = isinstance(fault, TimeoutError)
            message = f"{type(fault).__name__}: {fault}"
            return Fault(kind="timeout" if late else "connection", message=message)
        said: object = reply.text if isinstance(reply, Generation) else reply
        if isinstance(reply, Generation | Fault | str) and isinstance(said, str | Fault):
            return reply
        return Fault(kind="malformed", message=f"the reply is no text, but {said!r:.60}")


def read_script(raw: bytes, file: str) -> list[Line]:
    """The lines of a script: objects (see `Line`; further fields are left alone) or bare texts.
    Raises InputError with file, line and field."""
    lines: list[Line] = []
    for number, text in enumerate(raw.splitlines(), 1):
        if not text.strip():
            continue
        try:
            found = msgspec.convert(decode_json(text), str | Line)
            line = Line(response=found) if isinstance(found, str) else found
        except (ValueError, RecursionError) as fault:
            raise InputError(str(fault), file=file, line=number) from None
        if line.response is None and line.fault is None and not line.tool_calls:
            message = "expected a response or a fault"
            raise InputError(message, file=file, line=number, field="response")
        try:
            line.reply()
        except msgspec.ValidationError as fault:
            raise InputError(str(fault), file=file, line=number, field="response") from None
        lines.append(line)
    return lines


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise InputError(fault.strerror or str(fault), file=str(path)) from None


def _reader_of(lines: Sequence[Line]) -> Callable[[Ask], Reply]:
    """By prompt and attempt where a line says so, by prompt, else in order."""
    exact = {(_key(line.prompt), line.attempt): line.reply() for line in lines if _is_exact(line)}
    by_prompt: dict[str, list[Reply]] = defaultdict(list)
    for line in lines:
        if line.prompt is not None:
            by_prompt[_key(line.prompt)].append(line.reply())
    book = _Book(by_prompt)
    in_order = _Book([line.reply() for line in lines if line.prompt is None])

    def reply(ask: Ask) -> Reply:
        key = _key(ask.prompt)
        if (key, ask.attempt) in exact:
            return exact[key, ask.attempt]
        return book.reply(ask) if key in by_prompt else in_order.reply(ask)

    return reply


def _is_exact(line: Line) -> bool:
    return line.prompt is not None and line.attempt is not None


class _Book:
    """Replies in order or by prompt."""

    def __init__(self, script: Sequence[Reply] | Mapping[str, Reply | Sequence[Reply]]) -> None:
        self._by_prompt: dict[str, Sequence[Reply]] = {}
        self._in_order: Iterator[Reply] = iter(())
        if isinstance(script, Mapping):
            for prompt, given in script.items():
                many = isinstance(given, Sequence) and not isinstance(given, str)
                self._by_prompt[prompt] = given if many else (given,)  # pyright: ignore
        else:
            self._in_order = iter(script)

    def reply(self, ask: Ask) -> Reply:
        replies = self._by_prompt.get(_key(ask.prompt))
        if replies is None:
            return next(self._in_order, _nothing("the script has no answer to this prompt"))
        if len(replies) == 1:
            return replies[0]
        if ask.attempt < len(replies):
            return replies[ask.attempt]
        return _nothing(f"the script answers this prompt {len(replies)} times")


def _key(prompt: Prompt | None) -> str:
    """A prompt as text: messages as JSON, where one user's message is the same as its text."""
    if prompt is None or isinstance(prompt, str):
        return prompt or ""
    messages = messages_of(prompt)
    only = messages[0] if len(messages) == 1 else {}
    if only.get("role") == "user" and isinstance(only.get("content"), str):
        return only["content"]
    return msgspec.json.encode(messages, order="deterministic").decode()


def _nothing(message: str) -> Fault:
    return Fault(kind="refused", message=message, tries=0)
