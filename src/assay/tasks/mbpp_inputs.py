"""The arguments of MBPP+, which its file keeps in JSON, as the Python values that they stand for.

The file cannot tell a tuple from a list. Which problem takes which is a fact of the data set; it is
told here in a letter for each argument, the last one standing for all that follow:

    .  as it is             t  a tuple              l  a list of tuples     T  a tuple of tuples
    i  a tuple whose items that are lists are tuples       d  a dictionary of tuples
    s  a list of sets       f  a float              c  a complex number     *  tuples all through
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from assay.errors import BadParameter

__all__ = ["mbpp_inputs"]

_FORMS = {
    "t": "2 116 132 143 222 261 273 394 399 421 424 429 470 560 579 596 616 630 726 740 744 809",
    "l": "63 64 70 94 120 237 272 299 400 409 417 438 473 614 780",
    "l.": "75 413 444 753",
    ".t": "106 750",
    "s": "115",
    "fc": "124",
    "t.": "250 405 446 617 720 763 808 307",
    "c": "252",
    "T": "259 401 445",
    "i": "278",
    "d.": "722",
    "*": "580 615 791",
}
_FORM_OF = {int(number): form for form, numbers in _FORMS.items() for number in numbers.split()}


def mbpp_inputs(task: str, inputs: list[list[Any]]) -> list[list[Any]]:
    """The arguments of each call of a problem such as `Mbpp/2`.

    Raises BadParameter where they do not have the form that the problem's have.
    """
    number = task.rpartition("/")[2]
    form = _FORM_OF.get(int(number), ".") if number.isdecimal() else "."
    if form == ".":
        return inputs
    try:
        return [_made(form, args) for args in inputs]
    except (TypeError, ValueError, AttributeError) as fault:
        raise BadParameter(f"arguments of another form: {fault}") from None


def _made(form: str, args: list[Any]) -> list[Any]:
    letters = form + form[-1] * (len(args) - len(form))
    return [_MAKERS[letter](arg) for letter, arg in zip(letters, args, strict=False)]


def _deeply(value: Any) -> Any:
    return tuple(map(_deeply, cast("list[Any]", value))) if isinstance(value, list) else value


def _listed(item: Any) -> Any:
    return tuple(cast("list[Any]", item)) if isinstance(item, list) else item


def _set(item: Any) -> Any:
    """As the suite's own reader has it: an empty set comes as a dictionary."""
    return set(cast("list[Any]", item)) if isinstance(item, list) and item else {}


_MAKERS: dict[str, Callable[[Any], Any]] = {
    ".": lambda arg: arg,
    "t": tuple,
    "l": lambda arg: [tuple(item) for item in arg],
    "T": lambda arg: tuple([tuple(item) for item in arg]),
    "i": lambda arg: tuple([_listed(item) for item in arg]),
    "d": lambda arg: {key: tuple(item) for key, item in arg.items()},
    "s": lambda arg: [_set(item) for item in arg],
    "f": float,
    "c": complex,
    "*": _deeply,
}
