"""What a model said, and the ways to look at it.

A response is a text, or chat messages of which the last assistant message is the text that is
judged. Its views are computed once, at first use, and shared by every check; so are its parts
and its loose variants, which are responses themselves and therefore share in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from assay.errors import BadParameter
from assay.views.view import View

if TYPE_CHECKING:
    from assay.views.blocks import Markdown
    from assay.views.language import Language

__all__ = ["Content", "Message", "Response"]

Message: TypeAlias = Mapping[str, Any]
Content: TypeAlias = str | Sequence[Message]

T = TypeVar("T")


class Response:
    """One response. `text` is what is judged; `messages` is the whole turn, if it was given.

    `offset` is where `text` begins in the text of the response that it was cut from, None where
    it does not stand there as it is; evidence found in a part is shifted by it.

    Raises BadParameter where the content is neither a text nor a list of messages.
    """

    __slots__ = ("__weakref__", "_seen", "messages", "offset", "text")

    def __init__(self, content: Content, offset: int | None = 0) -> None:
        self.messages: tuple[Message, ...] = ()
        if isinstance(content, str):
            self.text = content
        else:
            self.messages = _messages(content)
            self.text = self._last_said()
        self.offset = offset
        self._seen: dict[object, Any] = {}

    def _last_said(self) -> str:
        return next((_text(m) for m in reversed(self.messages) if _spoken(m)), "")

    @property
    def silent(self) -> bool:
        """Whether there are messages, and none of them is the assistant's."""
        return bool(self.messages) and not any(map(_spoken, self.messages))

    def view(self, view: View[T]) -> T:
        """The value of a view of `text`, computed at the first ask."""
        try:
            return self._seen[view]
        except KeyError:
            made = self._seen[view] = view.value(self.text, self._seen)
            return made

    def keep(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gave when `key` was first asked for."""
        if key not in self._seen:
            self._seen[key] = make()
        return self._seen[key]

    def _pieces(self, name: str, module: str) -> list[str]:
        """The stretches that a view of offsets marks, as texts; modules load when asked."""
        view: View[list[tuple[int, int]]] = getattr(import_module(module), name)
        return [self.text[start:end] for start, end in self.view(view)]

    @property
    def words(self) -> list[str]:
        """The words (`words:assay/1`)."""
        return self._pieces("WORD_SPANS", "assay.views.words")

    @property
    def sentences(self) -> list[str]:
        """The sentences (`sentences:assay/1`)."""
        return self._pieces("SENTENCES", "assay.views.sentences")

    @property
    def paragraphs(self) -> list[str]:
        """The stretches between blank lines (`paragraphs:assay/1`)."""
        return self._pieces("PARAGRAPHS", "assay.views.blocks")

    @property
    def lines(self) -> list[str]:
        """The lines that hold more than white space (`lines:assay/1`)."""
        return self._pieces("LINES", "assay.views.blocks")

    @property
    def blocks(self) -> Markdown:
        """Headings, list items and code blocks (`markdown:assay/1`), by their offsets."""
        return self.view(import_module("assay.views.blocks").MARKDOWN)

    @property
    def code(self) -> list[str]:
        """The contents of the fenced code blocks."""
        return [self.text[block.start : block.end] for block in self.blocks.code]

    @property
    def reasoning(self) -> str | None:
        """What stands before the end of a think tag (`reasoning:assay/1`); None without one."""
        part = self.view(import_module("assay.views.reasoning").REASONING).reasoning
        return None if part is None else self.text[part[0] : part[1]]

    @property
    def answer(self) -> str:
        """What follows the reasoning part: the whole text where there is none."""
        start, end = self.view(import_module("assay.views.reasoning").REASONING).answer
        return self.text[start:end]

    @property
    def json(self) -> Any:
        """The JSON value that the text consists of (`json:assay/1`); None where it is none."""
        return self.view(import_module("assay.views.jsontext").JSON).value

    @property
    def language(self) -> Language:
        """The language of the prose, with a confidence (`language:assay-ngram/1`)."""
        return self.view(import_module("assay.views.language").LANGUAGE)

    @property
    def turns(self) -> tuple[Response, ...]:
        """What the assistant said, turn by turn; the response itself where it is a plain text."""
        if not self.messages:
            return (self,)
        spoken = [_text(message) for message in self.messages if _spoken(message)]
        return self.keep("turns", lambda: tuple(Response(text, None) for text in spoken))

    @property
    def variants(self) -> tuple[Response, ...]:
        """The seven edits that IFEval's loose evaluation also accepts, blank ones left out.

        Each is the text without its first line, its last line or both, with and without
        asterisks (Zhou et al. 2023, arXiv:2311.07911, section 3.2). The order is upstream's.
        """
        return self.keep(
            "variants",
            lambda: tuple(Response(t, None) for t in _loosened(self.text) if t.strip()),
        )

    def __repr__(self) -> str:
        head = self.text if len(self.text) <= 60 else self.text[:57] + "..."
        return f"Response({head!r})"


def _loosened(text: str) -> list[str]:
    lines = text.split("\n")
    cuts = ["\n".join(cut).strip() for cut in (lines[1:], lines[:-1], lines[1:-1])]
    return [text.replace("*", ""), *cuts, *(cut.replace("*", "") for cut in cuts)]


def _messages(content: object) -> tuple[Message, ...]:
    if not isinstance(content, Sequence) or isinstance(content, bytes | bytearray):
        raise BadParameter(f"expected a text or a list of messages, got {content!r:.80}")
    for place, message in enumerate(cast("Sequence[object]", content)):
        if not isinstance(message, Mapping):
            raise BadParameter(f"expected a message with a role, got {message!r:.80}", f"[{place}]")
        given = cast("Message", message)
        if not isinstance(given.get("role"), str):
            raise BadParameter(f"expected a role, got {given.get('role')!r:.80}", f"[{place}].role")
        if not _is_content(given.get("content")):
            raise BadParameter(
                f"expected a text or content parts, got {given['content']!r:.80}",
                f"[{place}].content",
            )
    return tuple(cast("Sequence[Message]", content))


def _is_content(value: object) -> bool:
    """A text, a list of content parts, or nothing, as beside a tool call."""
    if value is None or isinstance(value, str):
        return True
    parts = cast("list[object] | tuple[object, ...]", value)
    return isinstance(value, list | tuple) and all(isinstance(part, Mapping) for part in parts)


def _spoken(message: Message) -> bool:
    return message["role"] == "assistant"


def _text(message: Message) -> str:
    """The text of a message; of content parts, the text ones joined."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    if not isinstance(content, Sequence):
        return ""
    parts = cast("Sequence[object]", content)
    texts = [cast("Message", part).get("text") for part in parts if isinstance(part, Mapping)]
    return "".join(text for text in texts if isinstance(text, str))
