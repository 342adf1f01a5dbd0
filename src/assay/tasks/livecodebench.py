"""LiveCodeBench's code generation as rows (Jain et al. 2024, arXiv:2403.07974).

A problem reads `{"question_id": "1873_A", "question_content": ..., "starter_code": "",
"public_test_cases": "[{\\"input\\": ..., \\"output\\": ..., \\"testtype\\": \\"stdin\\"}]",
"private_test_cases": ..., "metadata": "{\\"func_name\\": ...}"}`. The private cases are JSON, or
base 64 of zlib of a pickle that holds a JSON text; the text is read out of the pickle, which is
never loaded.
Samples are joined by `question_id` and hold `code_list`, `output_list` or `response`.

Problems of Codeforces and AtCoder are judged by their output, lines of numbers by value; those of
LeetCode by calls. A program that writes the right output and then ends with another status than 0
fails here, and passes upstream where it called `exit`.
"""

from __future__ import annotations

import base64
import binascii
import pickletools
import zlib
from collections.abc import Iterator
from typing import Any, cast

from assay.errors import BadParameter
from assay.sample import decode_json
from assay.tasks.answered import Given, answered_rows, json_in
from assay.tasks.contest_checks import by_calls, by_output
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import text_in

__all__ = ["convert", "text_in_pickle"]

_SECONDS = 6.0
_MOST = 1 << 30
_HARMLESS = frozenset({"PROTO", "FRAME", "MEMOIZE", "BINPUT", "LONG_BINPUT", "PUT", "STOP"})
_TEXTS = frozenset({"BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8", "UNICODE"})


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a problem that is malformed."""
    return answered_rows(
        files,
        _row,
        lambda _: [],
        key=("question_id",),
        said=("response", "responses", "code_list", "output_list"),
        answered=answered,
    )


def _row(given: Given) -> dict[str, Any]:
    starter = str(given.get("starter_code") or "")
    asked = text_in(given, "question_content")
    return {
        "id": str(given["question_id"]),
        "prompt": f"{asked}\n\n{starter}" if starter.strip() else asked,
        "checks": [_check(given, starter)],
        "meta": {
            "source": "livecodebench",
            "platform": given.get("platform"),
            "difficulty": given.get("difficulty"),
            "contest_date": given.get("contest_date"),
        },
    }


def _check(given: Given, starter: str) -> Any:
    cases = [*json_in(given, "public_test_cases", list), *_private(given)]
    pairs = [_pair(case) for case in cases]
    if not pairs:
        raise BadParameter("there are no test cases", "public_test_cases")
    name = json_in(given, "metadata", dict).get("func_name") if given.get("metadata") else None
    if not isinstance(name, str):
        outputs = [(read, (wrote,)) for read, wrote in pairs]
        return by_output(outputs, compare="decimals", field="public_test_cases", cpu=_SECONDS)
    calls = [([_value(line) for line in read.split("\n")], [_value(out)]) for read, out in pairs]
    return by_calls(name, starter, calls, case_cpu=_SECONDS, cpu=_SECONDS * len(calls))


def _pair(case: Any) -> tuple[str, str]:
    found = cast("dict[str, Any]", case) if isinstance(case, dict) else {}
    pair = found.get("input"), found.get("output")
    if not all(isinstance(text, str) for text in pair):
        raise BadParameter(f"expected input and output, got {case!r:.60}", "public_test_cases")
    return cast("tuple[str, str]", pair)


def _value(text: str) -> Any:
    try:
        return decode_json(text)
    except (ValueError, RecursionError):
        raise BadParameter(f"expected JSON, got {text!r:.60}", "public_test_cases") from None


def _private(given: Given) -> list[Any]:
    value = given.get("private_test_cases")
    if not value:
        return []
    if isinstance(value, str) and not value.lstrip().startswith("["):
        value = _unpacked(value)
    return json_in({"private_test_cases": value}, "private_test_cases", list)


def _unpacked(packed: str) -> str:
    """The text in base 64 of zlib of a pickle."""
    try:
        engine = zlib.decompressobj()
        data = engine.decompress(base64.b64decode(packed, validate=True), _MOST)
        if engine.unconsumed_tail:
            raise ValueError("it is larger than 1 GiB")
        return text_in_pickle(data)
    except (ValueError, binascii.Error, zlib.error) as fault:
        raise BadParameter(f"cannot be unpacked: {fault}", "private_test_cases") from None


def text_in_pickle(data: bytes) -> str:
    """The text that a pickle of one text holds. Raises ValueError for any other pickle.

    Its instructions are read and not followed: what they build is not built.
    """
    found: list[str] = []
    for instruction, argument, _ in pickletools.genops(data):
        if instruction.name in _TEXTS:
            found.append(str(argument))
        elif instruction.name not in _HARMLESS:
            raise ValueError(f"the pickle holds more than a text ({instruction.name})")
    if len(found) != 1:
        raise ValueError(f"the pickle holds {len(found)} texts, expected one")
    return found[0]
