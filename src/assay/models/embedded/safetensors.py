"""The tensors of a safetensors file as arrays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assay.errors import ModelError
from assay.models.embedded.tensors import LARGEST, Tensor, tensors

__all__ = ["LARGEST", "Array", "read"]

Array = NDArray[np.float64]


def read(data: bytes, file: Path) -> dict[str, Array]:
    """Tensors by name, in double precision. `file` is for messages.

    Raises ModelError where the bytes are no such file, or hold a number that is not finite.
    """
    found = {name: _array(tensor) for name, tensor in tensors(data, file).items()}
    for name, array in found.items():
        if not np.isfinite(array).all():
            raise ModelError(
                f"{file}: no safetensors file as expected: "
                f"{name!r} holds infinities or what is not a number"
            )
    return found


def _array(tensor: Tensor) -> Array:
    if tensor.dtype == "BF16":  # the upper half of a float of 32 bits
        found = (np.frombuffer(tensor.data, "<u2").astype(np.uint32) << 16).view(np.float32)
    else:
        found = np.frombuffer(tensor.data, f"<f{int(tensor.dtype[1:]) // 8}")
    return found.astype(np.float64).reshape(tensor.shape)
