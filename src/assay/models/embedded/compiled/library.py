"""The compiled library, where there is one: what `hatch_build.py` made of the C files here."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import CDLL, POINTER, Structure, c_double, c_int, c_void_p
from pathlib import Path
from typing import Any

__all__ = ["FILE", "Shape", "library"]

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
    """The functions of llama.h. None where nothing was compiled, or for another machine."""
    try:
        found = CDLL(str(FILE))
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(found, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    return found
