"""The embedded model as a `Model`: no key, no network, no torch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assay.errors import BadParameter, ModelError
from assay.model import Answer, Ask, Fault, Model

if TYPE_CHECKING:
    from ctypes import CDLL

    from assay.models.embedded.compiled.batch import Batch
    from assay.models.embedded.plain.writer import Writer
    from assay.models.embedded.tensors import Tensor

__all__ = ["Embedded"]

_SHIPPED = Path(__file__).parent / "weights"


class Embedded(Model):
    """A small Llama over single characters, run on one thread: by the library that was compiled
    when the package was built, else in plain Python, which is slower by two orders of magnitude.

        Embedded().generate("sort: d a c b", n=4, sampling=Sampling(seed=7, max_tokens=200))

    `folder` holds model.safetensors, config.json and tokenizer.json; without it, those that are
    shipped. `slots` texts are written at once. An answer depends on the prompt, the sampling, its
    seed (no seed is seed 0) and the attempt, never on what else is under way, and is the same
    compiled or not (`compiled` says which it is). Refused, with a reason: characters outside the
    vocabulary, prompts that fill the context, tools, images, and settings in `extra`. Raises
    ModelError where the files cannot be used, BadParameter where `slots` is no number from 1 up.
    """

    def __init__(self, folder: str | Path | None = None, *, slots: int | str = 64) -> None:
        if not str(slots).isdecimal() or int(slots) < 1:
            raise BadParameter(f"expected a number from 1 up, got {slots!r}", "slots")
        self.folder = Path(folder) if folder is not None else _SHIPPED
        self.name = "embedded" if folder is None else f"embedded:{self.folder.name}"
        self.slots = self.concurrency = int(slots)
        self._load()

    def _load(self) -> None:
        # All of it is loaded here, by whoever makes the model, and not by `import assay`.
        from assay.models.embedded.compiled.library import library
        from assay.models.embedded.config import read_bytes, read_config
        from assay.models.embedded.tensors import LARGEST, tensors
        from assay.models.embedded.tokenizer import Tokenizer

        config, defaults = read_config(self.folder)
        self._config, self._tokenizer = config, Tokenizer(self.folder)
        if self._tokenizer.size > config.vocab_size:
            raise ModelError(
                f"{self.folder}: tokenizer.json has {self._tokenizer.size} tokens, config.json "
                f"a vocab_size of {config.vocab_size}"
            )
        file = self.folder / "model.safetensors"
        data = read_bytes(file, LARGEST)
        self._digest = sha256(data).hexdigest()
        self._most = defaults.max_new_tokens or config.max_position_embeddings
        weights, found = tensors(data, file), library()
        self.compiled = found is not None
        self._writer = self._batches(found, weights) if found else self._plain(weights)

    def _batches(self, library: CDLL, weights: Mapping[str, Tensor]) -> Callable[[], Batch]:
        from assay.models.embedded.compiled.batch import Batch
        from assay.models.embedded.compiled.llama import Llama

        llama = Llama(library, self._config, weights)
        return lambda: Batch(llama, self._tokenizer, self.slots, self.name)

    def _plain(self, weights: Mapping[str, Tensor]) -> Callable[[], Writer]:
        from assay.models.embedded.plain.llama import Llama
        from assay.models.embedded.plain.writer import Writer

        llama = Llama(self._config, weights)
        return lambda: Writer(llama, self._tokenizer, self.name)

    @property
    def settings(self) -> Mapping[str, Any]:
        """The weights' SHA-256, which says what was run; `slots` changes no answer."""
        return {"weights": self._digest}

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        batch = self._writer()
        waiting = iter(asks)
        while True:
            while not batch.full and (ask := next(waiting, None)) is not None:
                fault = self._enter(batch, ask)
                if fault is not None:
                    yield Answer(ask, fault=fault)
            if batch.empty:
                return
            yield from batch.step()

    def _enter(self, batch: Batch | Writer, ask: Ask) -> Fault | None:
        from assay.models.embedded.tokenizer import Unreadable

        sampling = ask.sampling
        try:
            prompt = self._tokenizer.prompt(ask.prompt)
        except Unreadable as why:
            return _refused(str(why))
        if sampling.tools:
            return _refused("the model knows no tools")
        if sampling.extra:
            return _refused(f"extra: {', '.join(sampling.extra)} is not known to this model")
        room = self._config.max_position_embeddings - len(prompt)
        if room < 1:
            return _refused(
                f"the prompt has {len(prompt)} tokens, and the model reads and writes "
                f"{len(prompt) + room} in all"
            )
        batch.enter(ask, prompt, min(sampling.max_tokens or self._most, room))
        return None


def _refused(why: str) -> Fault:
    return Fault(kind="refused", message=why)
