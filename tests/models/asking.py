"""What the tests of endpoints share: a model that waits for nothing, and short asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from endpoint import Endpoint

from assay.model import Answer, Ask, Sampling
from assay.models.openai import OpenAI

QUICK: dict[str, Any] = {"timeout": 5.0, "backoff": 0.001, "max_wait": 0.1}


def model_of(endpoint: Endpoint, **settings: Any) -> OpenAI:
    """A model that asks this endpoint, hardly waiting between tries."""
    return OpenAI("m", base_url=endpoint.url, **{**QUICK, **settings})


def asks(number: int, prompt: str = "say {}", **sampling: Any) -> Iterator[Ask]:
    for index in range(number):
        text = prompt.format(index)
        yield Ask(key=str(index), prompt=text, sampling=Sampling(**sampling))


def one(model: OpenAI, prompt: Any = "say it", attempt: int = 0, **sampling: Any) -> Answer:
    """The answer to a single ask."""
    ask = Ask(key="k", prompt=prompt, sampling=Sampling(**sampling), attempt=attempt)
    (answer,) = model.stream([ask])
    return answer
