"""What config.json and generation_config.json say, as far as this runtime reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from assay.errors import ModelError

__all__ = ["LARGEST_CONTEXT", "Config", "Defaults", "decoded", "read_bytes", "read_config"]

_T = TypeVar("_T")
_LARGEST_FILE = 1 << 24
LARGEST_CONTEXT = 1 << 17


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """A Llama's shape, by the names of transformers' `LlamaConfig`."""

    model_type: str
    vocab_size: int
    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    max_position_embeddings: int
    num_key_value_heads: int | None = None
    head_dim: int | None = None
    hidden_act: str = "silu"
    rms_norm_eps: float = 1e-6
    rope_theta: float = 10_000.0
    rope_parameters: dict[str, Any] | None = None
    rope_scaling: dict[str, Any] | None = None
    tie_word_embeddings: bool = False
    attention_bias: bool = False
    mlp_bias: bool = False

    @property
    def key_heads(self) -> int:
        """Heads of keys and values: fewer than the queries' where queries share them."""
        return self.num_key_value_heads or self.num_attention_heads

    @property
    def head_size(self) -> int:
        return self.head_dim or self.hidden_size // self.num_attention_heads

    @property
    def theta(self) -> float:
        """The base of the rotary positions; newer files keep it under `rope_parameters`."""
        found = (self.rope_parameters or {}).get("rope_theta", self.rope_theta)
        return float(found) if isinstance(found, int | float) else 0.0

    @property
    def faults(self) -> list[str]:
        """What this runtime cannot do."""
        numbers = {
            name: getattr(self, name)
            for name in (
                "vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers",
                "num_attention_heads", "max_position_embeddings", "key_heads", "head_size",
            )
        }  # fmt: skip
        ropes = [rope for rope in (self.rope_parameters, self.rope_scaling) if rope]
        checks = {
            f"model_type is {self.model_type!r}, not 'llama'": self.model_type != "llama",
            f"hidden_act is {self.hidden_act!r}, not 'silu'": self.hidden_act != "silu",
            "biases are not read": self.attention_bias or self.mlp_bias,
            "rotary positions are scaled": any(
                rope.get("rope_type", rope.get("type", "default")) != "default" for rope in ropes
            ),
            "rms_norm_eps or rope_theta is not above 0": not (
                0 < self.rms_norm_eps < 1 and 1 <= self.theta < 1e12
            ),
            f"max_position_embeddings is above {LARGEST_CONTEXT}": (
                self.max_position_embeddings > LARGEST_CONTEXT
            ),
        }
        low = [f"{name} is {value}" for name, value in numbers.items() if value < 1]
        if not low and self.num_attention_heads % self.key_heads:
            low.append("num_attention_heads is no multiple of num_key_value_heads")
        if not low and self.head_size % 2:
            low.append("the size of a head is odd")
        return low + [text for text, wrong in checks.items() if wrong]


class Defaults(msgspec.Struct, frozen=True):
    """generation_config.json: how long a reply is where nobody says."""

    max_new_tokens: Annotated[int, msgspec.Meta(ge=1)] | None = None


def read_config(folder: Path) -> tuple[Config, Defaults]:
    """Raises ModelError where a file is missing, is no JSON, or asks for what is not done here."""
    file = folder / "config.json"
    config = decoded(file, Config)
    if config.faults:
        raise ModelError(f"{file}: {'; '.join(config.faults)}")
    generation = folder / "generation_config.json"
    return config, decoded(generation, Defaults) if generation.exists() else Defaults()


def decoded(file: Path, type: type[_T]) -> _T:
    """A JSON file as `type`. Raises ModelError."""
    try:
        return msgspec.json.decode(read_bytes(file, _LARGEST_FILE), type=type)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ModelError(f"{file}: {error}") from None


def read_bytes(file: Path, most: int) -> bytes:
    """A file's bytes, where there are at most `most`. Raises ModelError."""
    try:
        with file.open("rb") as stream:
            found = stream.read(most + 1)
    except OSError as error:
        raise ModelError(f"{file}: cannot be read ({error.strerror})") from None
    if len(found) > most:
        raise ModelError(f"{file}: has more than {most:,} bytes")
    return found
