"""The Llama of llama.h, over texts that are held in C."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from ctypes import CDLL, POINTER, c_double, c_int, c_void_p, cast
from typing import Any
from weakref import finalize

from assay.model import Sampling
from assay.models.embedded import layout
from assay.models.embedded.compiled.library import Shape
from assay.models.embedded.config import Config
from assay.models.embedded.layout import laid_out, rates, value_unit
from assay.models.embedded.tensors import Tensor

__all__ = ["Llama", "Text"]


class Text:
    """Keys, values and next logits of one text."""

    def __init__(self, library: CDLL, llama: Llama) -> None:
        self._library, self._llama = library, llama
        self.pointer: int = _made(library.text_new(llama.pointer))
        _freed(self, library.text_free)

    def take(self, other: Text, length: int) -> None:
        """Becomes what the first `length` tokens of another are, with its logits."""
        _done(self._library.text_copy(self.pointer, other.pointer, length))

    @property
    def logits(self) -> list[float]:
        """Of the next token."""
        return self._library.text_logits(self.pointer)[: self._llama.config.vocab_size]


class Llama:
    """Weights, and one pass over new tokens of any texts. Raises ModelError where a weight is
    missing, MemoryError where memory is."""

    def __init__(self, library: CDLL, config: Config, weights: Mapping[str, Tensor]) -> None:
        self.config, self._library = config, library
        found = laid_out(config, weights, _numbers, layout.largest)
        units = [
            value_unit(layer.before_attention, _rows(layer.values, config.hidden_size))
            for layer in found.layers
        ]
        tensors = [found.embeddings, found.head, found.last]
        tensors += [tensor for layer in found.layers for tensor in layer]
        self.pointer: int = _made(
            library.llama_new(
                _shape(config),
                (POINTER(c_double) * len(tensors))(*map(_pointer, tensors)),
                _doubles(rates(config)),
                _integers(units),
            )
        )
        _freed(self, library.llama_free)

    def text(self) -> Text:
        """An empty one."""
        return Text(self._library, self)

    def read(self, tokens: Sequence[int], positions: Sequence[int], texts: Sequence[Text]) -> None:
        """Reads a token each at a position of a text. Those of one text follow one another, and
        come after what was read of it before."""
        numbers = _integers(tokens), _integers(positions)
        _done(self._library.llama_read(self.pointer, len(texts), *numbers, _pointers(texts)))

    def draw(
        self, texts: Sequence[Text], asked: Sequence[Sampling], uniforms: Sequence[float]
    ) -> tuple[list[int], list[float]]:
        """A next token for each text, and the logarithms of their probabilities, as
        `assay.models.embedded.plain.writer.draw` gives them."""
        tokens, logarithms = (c_int * len(texts))(), (c_double * len(texts))()
        temperatures = _doubles([sampling.temperature for sampling in asked])
        top_ps = _doubles([sampling.top_p for sampling in asked])
        _done(
            self._library.llama_draw(
                self.pointer, len(texts), _pointers(texts), temperatures, top_ps,
                _doubles(uniforms), tokens, logarithms,
            )
        )  # fmt: skip
        return list(tokens), list(logarithms)


def _numbers(tensor: Tensor) -> array[float]:
    return array("d", tensor.numbers())


def _rows(numbers: array[float], columns: int) -> list[array[float]]:
    return [numbers[start : start + columns] for start in range(0, len(numbers), columns)]


def _shape(config: Config) -> Shape:
    return Shape(
        config.vocab_size, config.hidden_size, config.intermediate_size, config.num_hidden_layers,
        config.num_attention_heads, config.key_heads, config.head_size, config.rms_norm_eps,
    )  # fmt: skip


def _pointer(numbers: array[float]) -> Any:
    return cast(numbers.buffer_info()[0], POINTER(c_double))


def _doubles(numbers: Sequence[float]) -> Any:
    return (c_double * len(numbers))(*numbers)


def _integers(numbers: Sequence[int]) -> Any:
    return (c_int * len(numbers))(*numbers)


def _pointers(texts: Sequence[Text]) -> Any:
    return (c_void_p * len(texts))(*[text.pointer for text in texts])


def _freed(held: Text | Llama, free: Callable[[int], None]) -> None:
    """Frees with the object, but not at the end of the process, when a thread may be reading."""
    finalize(held, free, held.pointer).atexit = False


def _made(pointer: int | None) -> int:
    if pointer is None:
        raise MemoryError("no memory for the embedded model")
    return pointer


def _done(status: int) -> None:
    if status:
        raise MemoryError("no memory for the embedded model")
