"""transformers loads our files as they are, and says the same. Skipped where it is missing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import tiny_llama
from embedded_ways import compiled_logits

from assay.model import Ask, Sampling, messages_of
from assay.models.embedded import Embedded

torch = pytest.importorskip("torch", reason="torch is not installed: nothing to compare with")
transformers = pytest.importorskip("transformers", reason="transformers is not installed")
torch.set_num_threads(1)
SHIPPED = Embedded().folder
PROMPTS = ["Sort: d a c b", "3 + 4 * (2 - 1) = ?\nShow each step.", "~!@ {x} \\ [y]"]


def theirs(folder: Path, tokens: list[int]) -> list[float]:
    model, info = transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float64, output_loading_info=True
    )
    assert not info["missing_keys"]
    assert not info["unexpected_keys"]
    assert not info["mismatched_keys"]
    with torch.no_grad():
        return model(torch.tensor([tokens])).logits[0, -1].tolist()


@pytest.mark.parametrize(
    "changed",
    [{}, {"num_key_value_heads": 1}, {"tie_word_embeddings": False}, {"rope_theta": 50.0}],
)
def test_a_tiny_models_logits_are_transformers(tmp_path: Path, changed: dict[str, Any]) -> None:
    tiny_llama.write(tmp_path, **changed)
    tokens = random.Random(4).choices(range(29), k=90)
    for count in (1, 7, 90):
        found = compiled_logits(tmp_path, tokens[:count])
        assert found == pytest.approx(theirs(tmp_path, tokens[:count]), abs=2e-5)


def test_the_shipped_models_logits_are_transformers() -> None:
    tokens = random.Random(5).choices(range(101), k=200)
    assert compiled_logits(SHIPPED, tokens) == pytest.approx(theirs(SHIPPED, tokens), abs=3e-5)


def test_prompts_are_laid_out_as_by_the_chat_template() -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(SHIPPED)
    own = Embedded()._tokenizer
    dialogue = [
        {"role": "system", "content": "Be short."},
        {"role": "user", "content": PROMPTS[0]},
        {"role": "assistant", "content": "a b c d"},
        {"role": "user", "content": PROMPTS[1]},
    ]
    for prompt in [*PROMPTS, dialogue]:
        found = tokenizer.apply_chat_template(
            messages_of(prompt), add_generation_prompt=True, return_dict=True
        )
        assert found["input_ids"] == own.prompt(prompt)
    assert tokenizer.eos_token_id == own.end
    assert tokenizer.decode(own.prompt(PROMPTS[1]), skip_special_tokens=True) == PROMPTS[1]


def test_greedy_replies_are_those_of_generate() -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(SHIPPED)
    model = transformers.AutoModelForCausalLM.from_pretrained(SHIPPED, dtype=torch.float64)
    sampling = Sampling(temperature=0, max_tokens=40)
    asks = [Ask(key=prompt, prompt=prompt, sampling=sampling) for prompt in PROMPTS]
    for answer in Embedded().stream(asks):
        given = tokenizer.apply_chat_template(
            messages_of(answer.ask.prompt), add_generation_prompt=True, return_dict=True,
            return_tensors="pt",
        )  # fmt: skip
        written = model.generate(**given, do_sample=False, max_new_tokens=40)
        text = tokenizer.decode(written[0, given["input_ids"].shape[1] :], skip_special_tokens=True)
        assert answer.generation is not None
        assert answer.generation.text == text
