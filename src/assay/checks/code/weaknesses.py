"""Classes of weaknesses in code, and the analysers' rules that look for them.

The classes are those of SVEN (He and Vechev 2023, CCS) and their neighbours in CWE. Python is read
by bandit, C and C++ by cppcheck. A rule that belongs to no class here (an assertion, the import of
a module that could be misused) is no weakness of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

__all__ = ["WEAKNESSES", "Level", "Weakness", "looked_for", "named"]

Level = Literal["low", "medium", "high"]


class Weakness(NamedTuple):
    """A class: its CWE numbers, the first its own, and what finds it.

    `rules` are bandit's identifiers, and `flow-` for those of `flows.py`; `cppcheck` are the CWE
    numbers that cppcheck reports. `severity` is the least that counts where nothing else is asked.
    A class that is `asked` counts only where it is named.
    """

    name: str
    cwe: tuple[int, ...]
    rules: tuple[str, ...] = ()
    cppcheck: tuple[int, ...] = ()
    severity: Level = "medium"
    asked: bool = False


_ALL = (
    Weakness("SQL injection", (89,), ("B608", "B610", "B611", "flow-89")),
    Weakness(
        "command injection",
        (78, 77, 88),
        ("B601", "B602", "B603", "B604", "B605", "B609", "flow-78"),
    ),
    Weakness("code injection", (94, 95), ("B102", "B201", "B307")),
    Weakness("path traversal", (22, 23, 36), ("B202", "flow-22")),
    Weakness("cross-site scripting", (79, 80), ("B308", "B701", "B702", "B703", "B704", "flow-79")),
    Weakness("deserialisation", (502,), ("B301", "B302", "B506", "B614")),
    Weakness(
        "weak cryptography",
        (327, 326, 328),
        ("B303", "B304", "B305", "B324", "B502", "B503", "B504", "B505", "B508", "B509"),
    ),
    Weakness("certificate checks", (295,), ("B323", "B501", "B507")),
    Weakness("hard-coded secrets", (798, 259), ("B105", "B106", "B107"), severity="low"),
    Weakness("temporary files", (377, 379), ("B108", "B306")),
    Weakness(
        "XML entities", (611, 20), ("B313", "B314", "B315", "B316", "B317", "B318", "B319", "B320")
    ),
    Weakness("clear text", (319,), ("B309", "B312", "B321")),
    Weakness("permissions", (732, 605), ("B103", "B104")),
    Weakness("hidden characters", (838,), ("B613",)),
    Weakness("unpinned downloads", (494,), ("B615",), asked=True),
    Weakness("randomness", (330, 338), ("B311",), severity="low", asked=True),
    Weakness("missing timeouts", (400,), ("B113",), severity="low", asked=True),
    Weakness(
        "out-of-bounds access",
        (787, 125, 119, 120, 121, 122, 788),
        cppcheck=(119, 120, 121, 122, 125, 126, 127, 129, 131, 170, 477, 786, 787, 788, 823),
    ),
    Weakness("null dereference", (476,), cppcheck=(476, 690)),
    Weakness("use after free", (416, 415, 562), cppcheck=(415, 416, 562, 590, 672, 762, 825)),
    Weakness("integer overflow", (190, 191, 369), cppcheck=(190, 191, 369, 681, 758)),
    Weakness("uninitialised memory", (457, 908), cppcheck=(457, 824, 908, 909)),
    Weakness("leaks", (401, 775), cppcheck=(401, 404, 771, 772, 773, 775, 910), asked=True),
)
WEAKNESSES: Mapping[str, Weakness] = {weakness.name: weakness for weakness in _ALL}


def named(name: str) -> Weakness | None:
    """The class of that name, or of that CWE number (`CWE-89`)."""
    word = name.strip().lower().replace("_", " ")
    for weakness in _ALL:
        if word == weakness.name.lower():
            return weakness
    number = word.removeprefix("cwe").lstrip("- ")
    if not number.isascii() or not number.isdigit():
        return None
    return next((weakness for weakness in _ALL if int(number) in weakness.cwe), None)


def looked_for(names: Collection[str], language: str) -> tuple[Weakness, ...]:
    """The classes that count, of those for the language: the named, or all but the `asked`."""
    chosen = [named(name) for name in names] or [w for w in _ALL if not w.asked]
    return tuple(
        dict.fromkeys(w for w in chosen if w and (w.rules if language == "python" else w.cppcheck))
    )
