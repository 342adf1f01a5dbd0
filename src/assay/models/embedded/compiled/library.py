"""The compiled library, where there is one: what `hatch_build.py` made of the C files here.

They lie beside it in a working tree alone, and it is asked there whether it was made of them as
they are.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from ctypes import CDLL, POINTER, Structure, c_char_p, c_double, c_int, c_void_p
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["FILE", "Shape", "library", "sources"]

FILE = Path(__file__).with_name("libllama.so")


class Shape(Structure):
    """`struct shape` of llama.h."""

    _fields_ = (
        *((name, c_int) for name in (
            "vocabulary", "hidden", "middle", "layers", "heads", "key_heads", "size",
        )),
        ("epsilon", c_double),
    )  # fmt: skip


_DOUBLES, _INTS, _POINTERS = POINTER(c_double), POINTER(c_int), POINTER(c_void_p)
_FUNCTIONS: dict[str, tuple[Any, Sequence[Any]]] = {
    "llama_sources": (c_char_p, ()),
    "llama_new": (c_void_p, (POINTER(Shape), POINTER(_DOUBLES), _DOUBLES, _INTS)),
    "llama_free": (None, (c_void_p,)),
    "text_new": (c_void_p, (c_void_p,)),
    "text_free": (None, (c_void_p,)),
    "text_copy": (c_int, (c_void_p, c_void_p, c_int)),
    "text_logits": (_DOUBLES, (c_void_p,)),
    "llama_read": (c_int, (c_void_p, c_int, _INTS, _INTS, _POINTERS)),
    "llama_draw": (
        c_int,
        (c_void_p, c_int, _POINTERS, _DOUBLES, _DOUBLES, _DOUBLES, _INTS, _DOUBLES),
    ),
}


def library() -> CDLL | None:
    """The functions of llama.h. None where nothing was compiled, or for another machine, or, which
    a RuntimeWarning tells, from other sources."""
    try:
        found = CDLL(str(FILE))
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(found, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    made_of = sources(Path(__file__).parent)
    if made_of not in ("", found.llama_sources().decode()):
        warnings.warn(f"{FILE}: not of the sources beside it; install again", RuntimeWarning, 2)
        return None
    return found


def sources(folder: Path) -> str:
    """A digest of the C files in a folder; empty where there are none."""
    files = sorted(file for ending in ("c", "h") for file in folder.glob(f"*.{ending}"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16] if files else ""
