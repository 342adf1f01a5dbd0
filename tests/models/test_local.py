"""Models that transformers runs, on the files of a tiny one. Skipped where it is missing."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
import tiny_llama

from assay.errors import BadParameter, MissingExtra, ModelError
from assay.model import Answer, Ask, Generation, Prompt, Sampling
from assay.models.embedded import Embedded
from assay.models.local import Local

try:
    import torch
    import transformers  # noqa: F401

    torch.set_num_threads(1)
except ImportError:
    torch = None

needs_torch = pytest.mark.skipif(torch is None, reason="torch or transformers is not installed")
TEMPLATE = (
    "{% for message in messages %}{% if message['role'] == 'assistant' %}"
    "<assistant>{{ message['content'] }}<end>{% else %}<user>{{ message['content'] }}{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}"
)


def write(folder: Path, template: str | None = TEMPLATE, **changed: Any) -> Path:
    tiny_llama.write(folder, **changed)
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "eos_token": "<end>"}
    told = config | {"pad_token": "<pad>", "unk_token": "<unk>"}
    told |= {"chat_template": template} if template else {}
    (folder / "tokenizer_config.json").write_text(json.dumps(told))
    generation = {"do_sample": True, "top_k": 2, "temperature": 0.3, "eos_token_id": 4}
    (folder / "generation_config.json").write_text(json.dumps(generation))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("local") / "tiny")


@pytest.fixture(scope="module")
def model(folder: Path) -> Local:
    return Local(folder, dtype="float64", device="cpu")


def one(model: Local | Embedded, prompt: Prompt = "abc", **sampling: Any) -> Generation:
    (answer,) = model.stream([Ask(key="k", prompt=prompt, sampling=Sampling(**sampling))])
    assert answer.generation is not None, answer.fault
    return answer.generation


def mixed() -> list[Ask]:
    samplings = [
        Sampling(seed=1, logprobs=True, max_tokens=30),
        Sampling(seed=2, temperature=0.5, top_p=0.8, max_tokens=9),
        Sampling(temperature=0, max_tokens=12, logprobs=True),
        Sampling(seed=3, stop=("b", "3 "), logprobs=True),
        Sampling(seed=4),
    ]
    prompts: list[Prompt] = ["a", "c 1, d 2.\n", [{"role": "system", "content": "abc"}]]
    return [
        Ask(key=f"{place}.{number}.{attempt}", prompt=prompt, sampling=sampling, attempt=attempt)
        for place, sampling in enumerate(samplings)
        for number, prompt in enumerate(prompts)
        for attempt in range(2)
    ]


def by_key(answers: list[Answer]) -> dict[str, Generation]:
    found = {a.ask.key: a.generation for a in answers if a.generation}
    assert len(found) == len(answers)
    return found


@needs_torch
def test_answers_are_those_of_the_embedded_runtime(folder: Path, model: Local) -> None:
    expected = by_key(list(Embedded(folder).stream(mixed())))
    found = by_key(list(model.stream(mixed())))
    assert found.keys() == expected.keys()
    for key, own in expected.items():
        theirs = found[key]
        assert (theirs.text, theirs.finish, theirs.usage) == (own.text, own.finish, own.usage)
        if own.tokens is not None:
            assert theirs.tokens is not None
            own_texts = [token for token in own.tokens if token.text]
            for a, b in zip((t for t in theirs.tokens if t.text), own_texts, strict=True):
                assert a.text == b.text
                assert a.logprob == pytest.approx(b.logprob, abs=1e-4)


@needs_torch
def test_what_else_is_asked_changes_nothing(folder: Path, model: Local) -> None:
    alone = by_key(list(Local(folder, dtype="float64", device="cpu", batch="1").stream(mixed())))
    together = by_key(list(model.stream(mixed()[::-1])))
    assert {key: a.text for key, a in alone.items()} == {k: a.text for k, a in together.items()}


@needs_torch
def test_what_the_files_say_of_sampling_is_not_mixed_in(model: Local) -> None:
    first = [one(model, seed=seed, max_tokens=1).text for seed in range(60)]
    assert len(set(first)) > 3


@needs_torch
def test_logprobs_spell_the_text(model: Local) -> None:
    found = one(model, seed=7, logprobs=True)
    assert found.tokens
    assert "".join(token.text for token in found.tokens) == found.text
    assert all(token.logprob <= 0 and math.isfinite(token.logprob) for token in found.tokens)
    assert one(model, seed=7).tokens is None


@needs_torch
def test_what_cannot_be_asked_is_refused(model: Local) -> None:
    asks = [
        Ask(key="context", prompt="a" * 94),
        Ask(key="tools", prompt="a", sampling=Sampling(tools=({"type": "function"},))),
        Ask(key="extra", prompt="a", sampling=Sampling(extra={"top_k": 3})),
        Ask(key="good", prompt="a", sampling=Sampling(max_tokens=2)),
    ]
    found = {answer.ask.key: answer for answer in model.stream(asks)}
    assert found["good"].generation is not None
    for key, why in {"context": "96 tokens", "tools": "tools", "extra": "extra"}.items():
        fault = found[key].fault
        assert fault is not None
        assert fault.kind == "refused"
        assert why in fault.message


@needs_torch
def test_without_a_template_prompts_are_texts(tmp_path: Path) -> None:
    plain = Local(write(tmp_path, template=None), dtype="float64", device="cpu")
    assert one(plain, "abc", max_tokens=3).usage.prompt_tokens == 3
    (answer,) = plain.stream([Ask(key="k", prompt=[{"role": "user", "content": "a"}])])
    assert answer.fault is not None
    assert "no chat template" in answer.fault.message


@needs_torch
def test_a_batch_that_fails_is_asked_again_in_halves(
    model: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = model._model.generate

    def generate(ids: Any, **given: Any) -> Any:
        if len(ids) > 2 or (ids == 8).any():
            raise RuntimeError("out of memory\nat some length")
        return real(ids, **given)

    monkeypatch.setattr(model._model, "generate", generate)
    asks = [Ask(key=c, prompt=c, sampling=Sampling(max_tokens=2)) for c in "abcdefg"]
    found = {answer.ask.key: answer.fault for answer in model.stream(asks)}
    assert list(found) == list("abcdefg")
    failed = [key for key, fault in found.items() if fault]
    assert failed == [tiny_llama.CHARACTERS[8 - len(tiny_llama.SPECIAL)]]
    fault = found[failed[0]]
    assert fault is not None
    assert (fault.kind, fault.message) == ("server", "out of memory")


@needs_torch
def test_settings_tell_a_checkpoint_that_was_written_anew(tmp_path: Path) -> None:
    before = Local(write(tmp_path), device="cpu").settings
    assert before == Local(tmp_path, device="cpu").settings
    write(tmp_path, tie_word_embeddings=False)
    assert before != Local(tmp_path, device="cpu").settings
    assert before["dtype"] == "torch.float16"


@needs_torch
def test_a_model_that_cannot_be_loaded_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        Local(tmp_path)
    write(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(ModelError, match=str(tmp_path)):
        Local(tmp_path)


@pytest.mark.skipif(torch is not None, reason="torch is installed")
def test_without_torch_the_extra_is_named() -> None:
    with pytest.raises(MissingExtra, match=r"assay\[local\]"):
        Local("anywhere")


def test_the_batch_is_a_number_from_one_up() -> None:
    with pytest.raises(BadParameter, match="batch"):
        Local("anywhere", batch=0)
