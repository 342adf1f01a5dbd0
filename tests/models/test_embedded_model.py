"""The embedded model as a `Model`: seeds, batches, ends, limits and refusals."""

from __future__ import annotations

import math
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny_llama

from assay.errors import BadParameter, ModelError
from assay.model import Answer, Ask, Generation, Prompt, Sampling, Token
from assay.models.embedded import Embedded


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_llama.write(tmp_path_factory.mktemp("tiny") / "tiny")


@pytest.fixture(scope="module")
def model(folder: Path) -> Embedded:
    return Embedded(folder)


def one(
    model: Embedded, prompt: Prompt = "abc", attempt: int = 0, **sampling: object
) -> Generation:
    ask = Ask(key="k", prompt=prompt, sampling=Sampling(**sampling), attempt=attempt)  # type: ignore[arg-type]
    (answer,) = model.stream([ask])
    assert answer.generation is not None, answer.fault
    return answer.generation


def refusal(model: Embedded, prompt: Prompt, sampling: Sampling | None = None) -> str:
    (answer,) = model.stream([Ask(key="k", prompt=prompt, sampling=sampling or Sampling())])
    assert answer.generation is None
    assert answer.fault is not None
    assert answer.fault.kind == "refused"
    return answer.fault.message


def said(answers: list[Answer]) -> dict[str, tuple[str, tuple[Token, ...] | None]]:
    found = {a.ask.key: (a.generation.text, a.generation.tokens) for a in answers if a.generation}
    assert len(found) == len(answers)
    return found


def spelled(model: Embedded, prompt: str, **sampling: object) -> tuple[int, Generation]:
    """The first seed, and its reply, in which no token is special."""
    for seed in range(100):
        found = one(model, prompt, seed=seed, logprobs=True, **sampling)
        if len(found.text) == len(found.tokens or ()) > 10:
            return seed, found
    raise AssertionError("no seed spells")


def mixed(count: int) -> list[Ask]:
    """Asks of every kind: lengths, temperatures, nuclei, stop strings, several attempts."""
    numbers = random.Random(count)
    asks: list[Ask] = []
    for place in range(count):
        prompt = "".join(numbers.choices(tiny_llama.CHARACTERS, k=numbers.randint(0, 60)))
        sampling = Sampling(
            temperature=numbers.choice([0.0, 0.7, 1.0]),
            top_p=numbers.choice([0.8, 1.0]),
            max_tokens=numbers.choice([None, 3, 12]),
            stop=numbers.choice([(), ("b", "3 ")]),
            seed=numbers.choice([None, 1, 2]),
            logprobs=True,
        )
        asks += [
            Ask(key=f"{place}.{attempt}", prompt=prompt, sampling=sampling, attempt=attempt)
            for attempt in range(numbers.randint(1, 3))
        ]
    return asks


def test_what_else_is_asked_changes_nothing(folder: Path) -> None:
    asks = mixed(24)
    together = said(list(Embedded(folder, slots=30).stream(asks)))
    for slots in (1, 5):
        shuffled = random.Random(slots).sample(asks, len(asks))
        assert said(list(Embedded(folder, slots=slots).stream(shuffled))) == together


def test_seed_attempt_and_prompt_make_the_answer(model: Embedded) -> None:
    base = one(model, seed=5).text
    assert base == one(model, seed=5).text
    assert one(model).text == one(model, seed=0).text
    others = {
        base, one(model, seed=6).text, one(model, attempt=1, seed=5).text,
        one(model, "abd", seed=5).text,
    }  # fmt: skip
    assert len(others) == 4


def test_logprobs_are_those_of_plain_python(model: Embedded) -> None:
    prompt, weights = "a1, b2", tiny_llama.weights(tiny_llama.SHAPE)
    _, found = spelled(model, prompt, max_tokens=12, temperature=0.8)
    assert found.tokens
    ids = tiny_llama.tokenizer()["model"]["vocab"]
    tokens = [2, *(ids[c] for c in prompt), 3, *(ids[token.text] for token in found.tokens)]
    rows = tiny_llama.logits(tiny_llama.SHAPE, weights, tokens)[len(prompt) + 1 :]
    for row, token in zip(rows, found.tokens, strict=False):
        total = math.log(sum(math.exp(logit) for logit in row))
        assert token.logprob == pytest.approx(row[ids[token.text]] - total, abs=2e-5)
    greedy = one(model, prompt, temperature=0, max_tokens=1, logprobs=True)
    assert greedy.tokens
    assert ids[greedy.tokens[0].text] == rows[0].index(max(rows[0]))


def test_tokens_spell_the_text_and_come_when_asked_for(model: Embedded) -> None:
    found = one(model, seed=3, logprobs=True)
    assert found.tokens
    assert "".join(token.text for token in found.tokens) == found.text
    assert all(token.logprob <= 0 for token in found.tokens)
    assert found.usage.prompt_tokens == len("abc") + 2
    assert one(model, seed=3).tokens is None
    assert one(model, seed=3).model == model.name == "embedded:tiny"


def test_a_reply_ends_at_its_limit(model: Embedded) -> None:
    found = one(model, max_tokens=4, seed=2, top_p=0.9)
    assert (found.finish, found.usage.completion_tokens) == ("length", 4)


def test_a_reply_ends_with_the_context(model: Embedded) -> None:
    full = 96 - 2
    found = one(model, "a" * (full - 3), max_tokens=50, seed=8)
    assert (found.finish, found.usage.completion_tokens) == ("length", 3)
    assert "97 tokens, and the model reads and writes 96 in all" in refusal(model, "a" * (full + 1))
    assert "96 tokens" in refusal(model, "a" * full)


def test_the_files_say_how_long_a_reply_is_without_a_limit(tmp_path: Path) -> None:
    tiny_llama.write(tmp_path)
    (tmp_path / "generation_config.json").write_text('{"max_new_tokens": 3}')
    assert one(Embedded(tmp_path), seed=8).usage.completion_tokens <= 3
    (tmp_path / "generation_config.json").write_text('{"max_new_tokens": 0}')
    with pytest.raises(ModelError, match=r"generation_config\.json: Expected `int` >= 1"):
        Embedded(tmp_path)


def test_a_stop_string_ends_the_reply_and_is_left_out(model: Embedded) -> None:
    seed, free = spelled(model, "abc")
    stop = free.text[8:11]
    assert free.text.index(stop) == 8
    found = one(model, seed=seed, stop=("", "nowhere", stop), logprobs=True)
    assert (found.text, found.finish) == (free.text[:8], "stop")
    assert found.tokens == (free.tokens or ())[:8]
    assert found.usage.completion_tokens == 11


def test_a_reply_ends_at_the_end_token(model: Embedded) -> None:
    ends = [answer.generation for answer in model.generate("abc", 30, Sampling(seed=1))]
    stopped = [found for found in ends if found and found.finish == "stop"]
    assert stopped
    assert all("<end>" not in found.text for found in stopped)
    assert all(found.usage.completion_tokens > len(found.text) for found in stopped)


def test_a_dialogue_is_laid_out_by_turns(model: Embedded) -> None:
    ids = tiny_llama.tokenizer()["model"]["vocab"]
    dialogue = [
        {"role": "system", "content": "a"},
        {"role": "user", "content": [{"type": "text", "text": "b"}, {"type": "text", "text": "c"}]},
        {"role": "assistant", "content": "d"},
        {"role": "user", "content": "<"[:0]},
    ]
    found = model._tokenizer.prompt(dialogue)
    a, b, c, d = (ids[letter] for letter in "abcd")
    assert found == [2, a, 2, b, c, 3, d, 4, 2, 3]


@pytest.mark.parametrize(
    ("prompt", "why"),
    [
        ("ab\u00e9", "message 0, character 2: 'é' (U+00E9) is not among the 24 characters"),
        ("<end>", "character 0: '<'"),
        ([{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}], "text only"),
        ([{"role": "user", "content": None}], "message 0: the model reads text only"),
        ([{"role": "user"}], "text only"),
        ([{"role": "user", "content": [5]}], "text only"),
        ([{"role": "assistant", "content": "", "tool_calls": [{}]}], "knows no tools"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    model: Embedded, prompt: Prompt, why: str
) -> None:
    assert why in refusal(model, prompt)


def test_settings_that_it_does_not_know_are_refused(model: Embedded) -> None:
    assert "tools" in refusal(model, "a", Sampling(tools=({"type": "function"},)))
    assert "top_k" in refusal(model, "a", Sampling(extra={"top_k": 5}))


def test_one_refusal_costs_one_answer(model: Embedded) -> None:
    asks = [Ask(key=str(k), prompt="é" if k % 3 == 0 else "a") for k in range(30)]
    found = list(model.stream(asks))
    assert sorted(int(answer.ask.key) for answer in found) == list(range(30))
    assert {a.ask.key for a in found if a.fault} == {str(k) for k in range(0, 30, 3)}


def test_asks_are_drawn_as_rows_fall_free(folder: Path) -> None:
    drawn = 0

    def asks() -> Iterator[Ask]:
        nonlocal drawn
        for place in range(20):
            drawn += 1
            sampling = Sampling(seed=place, max_tokens=5)
            yield Ask(key=str(place), prompt="ab", sampling=sampling)

    answers = Embedded(folder, slots=4).stream(asks())
    for taken, _ in enumerate(answers, 1):
        assert drawn <= taken + 4
    assert drawn == 20


def test_a_closed_stream_can_be_followed_by_another(model: Embedded) -> None:
    stream = model.stream(Ask(key=str(k), prompt="ab", attempt=k) for k in range(1000))
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert one(model).text == one(model).text
    assert list(model.stream([])) == []


def test_two_streams_do_not_disturb_each_other(model: Embedded) -> None:
    asks = mixed(10)
    expected = said(list(model.stream(asks)))
    first, second = model.stream(asks), model.stream(asks[::-1])
    found: list[list[Answer]] = [[], []]
    for a, b in zip(first, second, strict=True):
        found[0].append(a)
        found[1].append(b)
    assert said(found[0]) == said(found[1]) == expected


def test_a_process_may_end_while_a_thread_writes() -> None:
    program = (
        "import threading, time\n"
        "from assay.model import Ask, Sampling\n"
        "from assay.models.embedded import Embedded\n"
        "model, sampling = Embedded(), Sampling(max_tokens=400)\n"
        "made = (Ask(key='k', prompt='3', attempt=n, sampling=sampling) for n in range(999))\n"
        "asks = list(made)\n"
        "def write():\n"
        "    for _ in model.stream(asks): pass\n"
        "for _ in range(2): threading.Thread(target=write, daemon=True).start()\n"
        "time.sleep(0.3)\n"
    )
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_settings_name_the_weights(model: Embedded, tmp_path: Path) -> None:
    other = Embedded(tiny_llama.write(tmp_path, seed=1))
    assert len(str(model.settings["weights"])) == 64
    assert other.settings != model.settings


@pytest.mark.parametrize("slots", [0, -1, "many", "1.5"])
def test_slots_are_a_number_from_one_up(folder: Path, slots: int | str) -> None:
    assert Embedded(folder, slots="2").concurrency == 2
    with pytest.raises(BadParameter, match="slots"):
        Embedded(folder, slots=slots)


def test_the_shipped_model_is_small_and_answers_the_same_in_every_batch() -> None:
    sampling = Sampling(seed=3, max_tokens=24, logprobs=True)
    prompts = [f"{place} + {place * 7} = ?" for place in range(8)]
    asks = [Ask(key=prompt, prompt=prompt, sampling=sampling) for prompt in prompts]
    model = Embedded()
    assert sum(file.stat().st_size for file in model.folder.iterdir()) < 8_000_000
    together = said(list(model.stream(asks)))
    assert said(list(Embedded(slots=3).stream(asks[::-1]))) == together
    assert any(text for text, _ in together.values())
