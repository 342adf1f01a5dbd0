"""Multi-IF's rows as ours (He et al. 2024, arXiv:2410.15553): conversations of three turns.

A record keeps `turn_N_prompt`, `turn_N_instruction_id_list` and `turn_N_kwargs` for N from 1, each
list repeating what earlier turns asked and what still binds, and `responses`, one a turn (or
`turn_N_response`). Each turn becomes a row: its prompt is the conversation so far, its response the
turn's, `meta.turn` its number, so that `--metrics prompt,instruction,pif` are by turn and in all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from assay.errors import BadParameter
from assay.tasks.ifeval import IFEVAL
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import Given, converted, text_in
from assay.tasks.suites import listed

__all__ = ["convert"]


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows, turn by turn. Raises InputError, with file, line and field."""
    return converted(files, partial(_rows, answered=answered), answered=answered)


def _rows(given: Given, answered: bool) -> Iterator[dict[str, Any]]:
    spoken: list[dict[str, str]] = []
    turn = 1
    while given.get(f"turn_{turn}_prompt"):
        spoken.append({"role": "user", "content": text_in(given, f"turn_{turn}_prompt")})
        ids = f"turn_{turn}_instruction_id_list"
        response = _response(given, turn) if answered else ""
        yield {
            "id": f"{given.get('key', '')}#{turn}",
            "prompt": list(spoken),
            "response": response,
            "checks": IFEVAL.checks_from(given, ids, f"turn_{turn}_kwargs"),
            "meta": {
                "source": "multi-if",
                "turn": turn,
                "language": given.get("language"),
                "instruction_id_list": listed(given, ids),
            },
        }
        if answered:
            spoken.append({"role": "assistant", "content": response})
        turn += 1
    if turn == 1:
        raise BadParameter("there is no first turn", "turn_1_prompt")


def _response(given: Given, turn: int) -> str:
    own = given.get(f"turn_{turn}_response")
    if own is None:
        every = given.get("responses")
        if isinstance(every, str) and every.lstrip().startswith("["):
            every = _decoded(every)
        texts = cast("list[Any]", every) if isinstance(every, list) else []
        own = texts[turn - 1] if len(texts) >= turn else None
    if not isinstance(own, str):
        raise BadParameter(f"there is no response to turn {turn}", "responses")
    return own


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadParameter(f"expected a list, got {text!r:.60}", "responses") from None
