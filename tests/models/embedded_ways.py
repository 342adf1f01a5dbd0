"""The embedded model's two ways to compute: compiled, and in plain Python."""

from __future__ import annotations

import shutil
import sysconfig
from collections.abc import Callable, Sequence
from ctypes import CDLL
from pathlib import Path

import pytest

from assay.models.embedded.compiled.library import library
from assay.models.embedded.compiled.llama import Llama, Text
from assay.models.embedded.config import read_config
from assay.models.embedded.plain import llama as plain
from assay.models.embedded.tensors import tensors

Logits = Callable[[Path, Sequence[int]], list[float]]


def compiled() -> CDLL:
    """The library. Where a compiler is, the installation made it."""
    found = library()
    if found is None:
        named = str(sysconfig.get_config_var("CC") or "cc").split()[0]
        assert not shutil.which(named), "a C compiler is here, and no library was made"
        pytest.skip("there is no C compiler here")
    return found


def llama(folder: Path) -> Llama:
    file = folder / "model.safetensors"
    return Llama(compiled(), read_config(folder)[0], tensors(file.read_bytes(), file))


def read(model: Llama, tokens: Sequence[int], cuts: Sequence[int] = ()) -> Text:
    """A text read in pieces."""
    text = model.text()
    for start, stop in zip([0, *cuts], [*cuts, len(tokens)], strict=True):
        model.read(tokens[start:stop], range(start, stop), [text] * (stop - start))
    return text


def compiled_logits(folder: Path, tokens: Sequence[int]) -> list[float]:
    return read(llama(folder), tokens).logits


def plain_logits(folder: Path, tokens: Sequence[int]) -> list[float]:
    file = folder / "model.safetensors"
    model = plain.Llama(read_config(folder)[0], tensors(file.read_bytes(), file))
    memory, state = model.memory(), list[float]()
    for position, token in enumerate(tokens):
        state = model.forward(token, position, memory)
    return model.logits(state)


WAYS: dict[str, Logits] = {"compiled": compiled_logits, "plain": plain_logits}
