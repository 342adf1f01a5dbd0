"""A model that tells the prompt back: for tests, dry runs and first steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from assay.model import Answer, Ask, Generation, Model, Prompt, Usage, messages_of

__all__ = ["Echo", "said", "words"]


class Echo(Model):
    """Answers with the text of the last message. A word counts as a token."""

    name = "echo"

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        for ask in asks:
            text = said(ask.prompt)
            usage = Usage(prompt_tokens=words(ask.prompt), completion_tokens=len(text.split()))
            yield Answer(ask, Generation(text=text, usage=usage, model=self.name))


def said(prompt: Prompt) -> str:
    """The text of a prompt's last message; of content parts, the texts."""
    messages = messages_of(prompt)
    return _text(messages[-1].get("content")) if messages else ""


def words(prompt: Prompt) -> int:
    """The words of all messages."""
    return sum(len(_text(message.get("content")).split()) for message in messages_of(prompt))


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    parts = cast("list[Any]", content) if isinstance(content, list) else []
    texts = (cast("dict[str, Any]", part).get("text") for part in parts if isinstance(part, dict))
    return " ".join(text for text in texts if isinstance(text, str))
