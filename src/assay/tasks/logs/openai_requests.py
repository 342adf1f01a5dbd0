"""Rows as the requests of an OpenAI batch, whose answers `assay convert openai-batch` reads back.

{"custom_id": "7", "method": "POST", "url": "/v1/chat/completions",
 "body": {"model": "gpt-x", "messages": [{"role": "user", "content": "2+2?"}], "n": 4}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assay.errors import InputError
from assay.model import messages_of
from assay.sample import Row
from assay.tasks.records import FilePath

__all__ = ["URL", "requests"]

URL = "/v1/chat/completions"


def requests(
    rows: Iterable[Row], file: FilePath, model: str, body: Mapping[str, Any] | None = None
) -> Iterator[dict[str, Any]]:
    """A request for each row, named by its id, or its number where it has none.

    `body` is what else each request says, such as `temperature` or `n`. Raises InputError for a row
    that asks nothing, and for two rows of one name.
    """
    known: set[str] = set()
    for number, row in enumerate(rows, 1):
        sample = row.sample
        identity = sample.id or str(number)
        if identity in known:
            message = f"a second row is called {identity!r:.60}; answers are told apart by it"
            raise InputError(message, file=str(file), field="id")
        known.add(identity)
        if not sample.prompt:
            raise InputError(f"row {identity!r:.60} asks nothing", file=str(file), field="prompt")
        said = {"model": model, "messages": messages_of(sample.prompt), **(body or {})}
        yield {"custom_id": identity, "method": "POST", "url": URL, "body": said}
