"""A model that transformers runs on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from assay.errors import BadParameter, MissingExtra, ModelError
from assay.model import Answer, Ask, Fault, Model, Prompt, messages_of

__all__ = ["Local"]


class Local(Model):
    """A causal language model and its tokenizer, as transformers' `from_pretrained` finds them.

        Local("models/my-checkpoint", batch=32).generate("Say it.", n=4)

    `path` is a folder, or a name on the Hub, which transformers may then download; code that
    comes with a model is never run. `device` is torch's ("cpu", "cuda", …; the first accelerator
    by default), `dtype` of the weights ("auto", "float32", …). `batch` asks are answered by one
    call of `generate`.

    A prompt is laid out by the tokenizer's chat template; without one it must be a text and is
    taken as it is. Every ask has its own temperature, nucleus, stop strings, limit (without one
    the files', or the context) and seed (no seed is seed 0), whatever else is in its batch; but
    other batches round otherwise, so that a token may rarely differ, which `embedded` rules out.
    Refused, with a reason: prompts that fill the context, tools, images, `extra`.

    Raises MissingExtra without transformers, ModelError where the model cannot be loaded.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        device: str | None = None,
        dtype: str = "auto",
        batch: int | str = 16,
    ) -> None:
        if not str(batch).isdecimal() or int(batch) < 1:
            raise BadParameter(f"expected a number from 1 up, got {batch!r}", "batch")
        try:
            self._torch = import_module("torch")
            self._library = import_module("transformers")
        except ImportError:
            raise MissingExtra("transformers (with torch)", "local") from None
        self.path = str(path)
        self.name = f"local:{Path(self.path).name if Path(self.path).is_dir() else self.path}"
        self.concurrency = int(batch)
        self._model: Any
        try:
            self._tokenizer, self._model = self._loaded(dtype)
            self._model.to(device or self._first_device())
        except Exception as error:  # whatever transformers, torch or the Hub's client raise
            said = str(error).strip() or type(error).__name__
            raise ModelError(f"{self.path}: {said.splitlines()[0]}") from error
        self._ends, self._most = self._end_tokens(), self._model.generation_config.max_new_tokens
        # What the files say of sampling is not ours to mix with what each ask says.
        self._model.generation_config = self._library.GenerationConfig()

    def _loaded(self, dtype: str) -> tuple[Any, Any]:
        """The tokenizer and the model, without the bar that transformers draws for each."""
        logging = self._library.utils.logging
        shown = logging.is_progress_bar_enabled()
        logging.disable_progress_bar()
        try:
            tokenizer = self._library.AutoTokenizer.from_pretrained(self.path)
            model = self._library.AutoModelForCausalLM.from_pretrained(self.path, dtype=dtype)
            return tokenizer, model.eval()
        finally:
            if shown:
                logging.enable_progress_bar()

    def _first_device(self) -> str:
        found = self._torch.accelerator.current_accelerator(check_available=True)
        return "cpu" if found is None else str(found)

    def _end_tokens(self) -> frozenset[int]:
        said: Any = self._model.generation_config.eos_token_id
        several: list[Any] = [*said] if isinstance(said, list) else [said]
        several.append(self._tokenizer.eos_token_id)
        return frozenset(id for id in several if isinstance(id, int))

    @property
    def settings(self) -> Mapping[str, Any]:
        found = {"path": self.path, "dtype": str(self._model.dtype), "files": self._files()}
        return {name: value for name, value in found.items() if value}

    def _files(self) -> str:
        """A digest of the weights' names, sizes and times, which says whether a checkpoint was
        written anew; or the commit on the Hub."""
        files = sorted(Path(self.path).glob("*.safetensors")) + sorted(
            Path(self.path).glob("*.json")
        )
        if not files:
            return str(getattr(self._model.config, "_commit_hash", None) or "")
        stats = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
        return sha256(repr(stats).encode()).hexdigest()[:16]

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        waiting = iter(asks)
        while batch := list(islice(waiting, self.concurrency)):
            ready: list[tuple[Ask, list[int]]] = []
            for ask in batch:
                found = self._prompt(ask)
                if isinstance(found, Fault):
                    yield Answer(ask, fault=found)
                else:
                    ready.append((ask, found))
            yield from self._answers(ready)

    def _prompt(self, ask: Ask) -> list[int] | Fault:
        """A prompt's tokens, or why there are none."""
        if ask.sampling.tools or ask.sampling.extra:
            return _refused("tools and `extra` are not given on to transformers")
        try:
            ids = self._tokens(ask.prompt)
        except Exception as error:  # a template raises what it likes
            return _refused(f"the prompt cannot be laid out: {error}")
        if self._room(ids) < 1:
            return _refused(f"the prompt has {len(ids)} tokens, as many as the model's context")
        return ids

    def _tokens(self, prompt: Prompt) -> list[int]:
        if self._tokenizer.chat_template:
            text = self._tokenizer.apply_chat_template(
                messages_of(prompt), add_generation_prompt=True, tokenize=False
            )
            return self._tokenizer(text, add_special_tokens=False)["input_ids"]
        if not isinstance(prompt, str):
            raise ValueError("the tokenizer has no chat template, so prompts must be texts")
        return self._tokenizer(prompt)["input_ids"]

    def _room(self, ids: Sequence[int]) -> int:
        context = getattr(self._model.config, "max_position_embeddings", None)
        return (context or 1 << 20) - len(ids)

    def _answers(self, ready: Sequence[tuple[Ask, list[int]]]) -> Iterator[Answer]:
        """In one batch; where that fails, in halves, so that one ask costs one answer."""
        if not ready:
            return
        try:
            found = self._generated(ready)
        except RuntimeError as error:  # out of memory, above all
            if len(ready) == 1:
                message = str(error).strip().splitlines()[0]
                yield Answer(ready[0][0], fault=Fault(kind="server", message=message))
                return
            half = len(ready) // 2
            yield from self._answers(ready[:half])
            yield from self._answers(ready[half:])
        else:
            yield from found

    def _generated(self, ready: Sequence[tuple[Ask, list[int]]]) -> list[Answer]:
        from assay.models.local.drawing import Drawing

        started = time.perf_counter()
        asks, prompts = zip(*ready, strict=True)
        most = [
            min(ask.sampling.max_tokens or self._most or room, room)
            for ask, room in ((ask, self._room(ids)) for ask, ids in ready)
        ]
        drawing = Drawing(self._tokenizer, asks, prompts, most, self._ends)
        pad = self._tokenizer.pad_token_id
        fill = pad if isinstance(pad, int) else min(self._ends, default=0)
        ids, mask = self._padded(prompts, fill)
        library = self._library
        generation = library.GenerationConfig(
            do_sample=False, max_new_tokens=max(most), pad_token_id=fill, use_cache=True
        )
        with self._torch.inference_mode():
            self._model.generate(
                ids, attention_mask=mask, generation_config=generation,
                logits_processor=library.LogitsProcessorList([drawing.choose]),
                stopping_criteria=library.StoppingCriteriaList([drawing.ended]),
            )  # fmt: skip
        return drawing.answers(self.name, time.perf_counter() - started)

    def _padded(self, prompts: Sequence[Sequence[int]], fill: int) -> tuple[Any, Any]:
        """Prompts and what of them counts, padded on the left."""
        longest = max(map(len, prompts))
        ids = [[fill] * (longest - len(prompt)) + list(prompt) for prompt in prompts]
        mask = [[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in prompts]
        device = self._model.device
        return self._torch.tensor(ids, device=device), self._torch.tensor(mask, device=device)

    def close(self) -> None:
        """Lets go of the weights."""
        self._model = None


def _refused(why: str) -> Fault:
    return Fault(kind="refused", message=why)
