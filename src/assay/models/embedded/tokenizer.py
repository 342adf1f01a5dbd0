"""tokenizer.json where every character is a token, and the layout of a dialogue.

A dialogue is `<user>` and a text, `<assistant>` and a text and `<end>`, and so on, and last
`<assistant>`, after which the model writes. Special tokens are never read out of a text: who
writes "<end>" in a prompt has written five characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, cast

import msgspec

from assay.errors import ModelError
from assay.model import Prompt, messages_of
from assay.models.embedded.config import decoded

__all__ = ["Tokenizer", "Unreadable"]

_LAYOUT = ("<user>", "<assistant>", "<end>")


class Unreadable(Exception):
    """A prompt that the model cannot be given; the message says why."""


_Id = Annotated[int, msgspec.Meta(ge=0)]


class _Added(msgspec.Struct, frozen=True):
    id: _Id
    content: str


class _Characters(msgspec.Struct, frozen=True):
    """Byte-pair encoding without a merge: nothing but single characters is left."""

    type: str
    vocab: dict[str, _Id]
    merges: list[Any] = []


class _File(msgspec.Struct, frozen=True):
    model: _Characters
    added_tokens: list[_Added] = []
    normalizer: Any = None


class Tokenizer:
    """Ids of characters, and of a whole prompt. Raises ModelError where the file is another's."""

    def __init__(self, folder: Path) -> None:
        file = folder / "tokenizer.json"
        found = decoded(file, _File)
        special = {token.content: token.id for token in found.added_tokens}
        self._ids = {text: id for text, id in found.model.vocab.items() if text not in special}
        self._texts = {id: text for text, id in self._ids.items()}
        missing = [name for name in _LAYOUT if name not in special]
        if missing:
            raise ModelError(f"{file}: added_tokens lacks {', '.join(missing)}")
        plain = found.model.type == "BPE" and not found.model.merges and not found.normalizer
        if not plain or any(len(text) != 1 for text in self._ids):
            raise ModelError(f"{file}: expected BPE without merges over single characters")
        ids = [*self._texts, *special.values()]
        if len(self._texts) < len(self._ids) or len({*ids}) < len(ids):
            raise ModelError(f"{file}: two tokens have one id")
        self._user, self._assistant, self.end = (special[name] for name in _LAYOUT)
        self.size = 1 + max(ids)

    def text(self, id: int) -> str:
        """What a token writes; special tokens write nothing."""
        return self._texts.get(id, "")

    def prompt(self, prompt: Prompt) -> list[int]:
        """A prompt's tokens, up to where the reply begins. Raises Unreadable."""
        found: list[int] = []
        for place, message in enumerate(messages_of(prompt)):
            own = message.get("role") == "assistant"
            found.append(self._assistant if own else self._user)
            found += self._characters(_text(message, place), place)
            found += [self.end] if own else []
        return [*found, self._assistant]

    def _characters(self, text: str, place: int) -> list[int]:
        try:
            return [self._ids[character] for character in text]
        except KeyError as error:
            strange = error.args[0]
        raise Unreadable(
            f"message {place}, character {text.index(strange)}: {strange!r} (U+{ord(strange):04X})"
            f" is not among the {len(self._ids)} characters that the model reads"
        )


def _text(message: Mapping[str, Any], place: int) -> str:
    """A message's text; its parts of type `text` in a row."""
    if message.get("tool_calls"):
        raise Unreadable(f"message {place}: the model knows no tools")
    content = message.get("content")
    if isinstance(content, str):
        return content
    parts = cast("list[Any]", content) if isinstance(content, list) else [None]
    return "".join(_part(part, place) for part in parts)


def _part(part: Any, place: int) -> str:
    text = cast("dict[str, Any]", part).get("text") if isinstance(part, dict) else None
    if not isinstance(text, str):
        raise Unreadable(f"message {place}: the model reads text only")
    return text
