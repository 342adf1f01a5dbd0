"""The tokenizer: one token a character, five special tokens, and the chat template.

A dialogue is `<user>` + text + `<assistant>` + text + `<end>`; whatever is no printable ASCII
character and no line break is `<unk>`. transformers reads what `write` writes as it is.
"""

from __future__ import annotations

import json
from pathlib import Path

PAD, UNK, USER, ASSISTANT, END = range(5)
SPECIAL = ("<pad>", "<unk>", "<user>", "<assistant>", "<end>")
CHARACTERS = "\n" + "".join(chr(code) for code in range(32, 127))
VOCABULARY = {token: place for place, token in enumerate((*SPECIAL, *CHARACTERS))}
TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'assistant' %}"
    "<assistant>{% generation %}{{ message['content'] }}<end>{% endgeneration %}"
    "{% else %}<user>{{ message['content'] }}{% endif %}"
    "{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


def encode(text: str) -> list[int]:
    """The tokens of a text; special tokens are never read out of it."""
    return [VOCABULARY.get(character, UNK) for character in text]


def write(folder: Path) -> None:
    """tokenizer.json and tokenizer_config.json, as transformers and TRL read them."""
    added = [
        {"id": place, "content": token, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True}
        for place, token in enumerate(SPECIAL)
    ]  # fmt: skip
    tokenizer = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
        "normalizer": None, "pre_tokenizer": None, "post_processor": None,
        "decoder": {"type": "Fuse"},
        # Byte-pair encoding without a single merge: every character is a token.
        "model": {
            "type": "BPE", "dropout": None, "unk_token": SPECIAL[UNK],
            "continuing_subword_prefix": None, "end_of_word_suffix": None, "fuse_unk": False,
            "byte_fallback": False, "ignore_merges": False, "vocab": VOCABULARY, "merges": [],
        },
    }  # fmt: skip
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast", "pad_token": SPECIAL[PAD],
        "unk_token": SPECIAL[UNK], "eos_token": SPECIAL[END], "model_max_length": 512,
        "clean_up_tokenization_spaces": False, "padding_side": "left", "chat_template": TEMPLATE,
    }  # fmt: skip
    _dump(folder / "tokenizer.json", tokenizer)
    _dump(folder / "tokenizer_config.json", config)


def _dump(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
