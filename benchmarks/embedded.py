"""How fast the embedded model writes, alone and in batches, and that no batch changes an answer.

    python benchmarks/embedded.py [--asks N] [--batches 1 16 64] [--folder FOLDER]

Asks of three built-in tasks at level 3 are answered by sampling at temperature 1. Counted are
sampled tokens, those that end a reply included, by the clock and by CPU time of the process. Then
every eighth ask is asked again by itself, and its text and log-probabilities are compared bit by
bit. Where transformers is installed, its `generate` answers the same prompts from the same files,
in batches of the same sizes, padded on the left; its tokens are counted up to each reply's end.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from assay.model import Ask, Generation, Prompt, Sampling
from assay.models.embedded import Embedded
from assay.tasks import open_task
from assay.tasks.sampled import samples_of

TASKS = ("arithmetic", "letters", "functions")
LIMIT = 320


def asks(count: int) -> list[Ask]:
    """Four attempts at each of `count / 4` prompts, drawn evenly from the tasks."""
    share = -(-count // (4 * len(TASKS)))
    prompts: list[Prompt] = []
    for name in TASKS:
        task = open_task(name, {"level": "3", "seed": "1"})
        prompts += [sample.prompt or "" for sample in islice(samples_of(task, share), share)]
    sampling = Sampling(seed=0, max_tokens=LIMIT, logprobs=True)
    return [
        Ask(key=f"{place}.{attempt}", prompt=prompt, sampling=sampling, attempt=attempt)
        for place, prompt in enumerate(prompts)
        for attempt in range(4)
    ][:count]


def timed(write: Callable[[], int]) -> tuple[int, float, float]:
    """Tokens, seconds on the clock, seconds of CPU."""
    clock, cpu = time.perf_counter(), time.process_time()
    tokens = write()
    return tokens, time.perf_counter() - clock, time.process_time() - cpu


def line(title: str, tokens: int, clock: float, cpu: float) -> None:
    print(
        f"{title:<34}{tokens:>8} tokens {tokens / clock:>8,.0f} a second"
        f" {tokens / cpu:>8,.0f} a CPU-second",
        flush=True,
    )


def ours(folder: Path | None, given: Sequence[Ask], slots: int) -> dict[str, Generation]:
    answers = Embedded(folder, slots=slots).stream(given)
    return {answer.ask.key: answer.generation for answer in answers if answer.generation}


def same(folder: Path | None, given: Sequence[Ask], batch: dict[str, Generation]) -> str:
    """How many answers are the same alone as in the batch."""
    model, equal = Embedded(folder, slots=1), 0
    few = given[::8]
    for ask in few:
        (answer,) = model.stream([ask])
        alone, beside = answer.generation, batch[ask.key]
        equal += alone is not None and (alone.text, alone.tokens) == (beside.text, beside.tokens)
    return f"{equal} of {len(few)}"


class Theirs:
    """transformers' `generate`, as its documentation shows it."""

    def __init__(self, folder: Path) -> None:
        torch, transformers = import_module("torch"), import_module("transformers")
        transformers.utils.logging.disable_progress_bar()
        self.torch, self.version = torch, transformers.__version__
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(folder, padding_side="left")
        self.model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)

    def write(self, given: Sequence[Ask], batch: int) -> int:
        self.torch.manual_seed(0)
        return sum(
            self.count(given[start : start + batch]) for start in range(0, len(given), batch)
        )

    def count(self, given: Sequence[Ask]) -> int:
        dialogues = [[{"role": "user", "content": ask.prompt}] for ask in given]
        ready: Any = self.tokenizer.apply_chat_template(
            dialogues, add_generation_prompt=True, padding=True, return_dict=True,
            return_tensors="pt",
        )  # fmt: skip
        written = self.model.generate(**ready, do_sample=True, top_k=0, max_new_tokens=LIMIT)
        replies = written[:, ready["input_ids"].shape[1] :].tolist()
        end = self.tokenizer.eos_token_id
        return sum(reply.index(end) + 1 if end in reply else len(reply) for reply in replies)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--asks", type=int, default=384)
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 16, 64])
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = options.folder or Embedded().folder
    for batch in options.batches:
        given = asks(min(options.asks, 8 * batch))
        answers: dict[str, Generation] = {}

        def write(given: list[Ask] = given, batch: int = batch, into: Any = answers) -> int:
            into.update(ours(options.folder, given, batch))
            return sum(answer.usage.completion_tokens for answer in into.values())

        line(f"Assay, {batch} at once", *timed(write))
        print(f"{'  the same when asked alone':<34}{same(options.folder, given, answers):>8}")
    if not all(map(find_spec, ("torch", "transformers"))):
        print("transformers is not installed: nothing to compare with")
        return
    theirs = Theirs(folder)
    for batch in options.batches:
        given = asks(min(options.asks, 8 * batch))
        title = f"transformers {theirs.version}, {batch} at once"
        line(title, *timed(lambda given=given, batch=batch: theirs.write(given, batch)))


if __name__ == "__main__":
    main()
