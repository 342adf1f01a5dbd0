"""A draft as JSON: its prose in one text, all else in keys and brackets.

What a line of JSON begins with is a brace, a bracket or a key; so sections become keys, and more
lines than that come from nested arrays.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assay.synth.draft import Draft

__all__ = ["as_json"]


def as_json(draft: Draft) -> str:
    """The JSON text."""
    from assay.synth.draft import cased

    prose = draft.line([s for row in draft.rows() if row.prose for s in row.sentences])
    prose = json.dumps(cased(prose, draft.case), ensure_ascii=False)
    lead = [row for row in draft.rows() if row.kind == "key"]
    named = [
        row.prefix + draft.line(row.sentences) for row in draft.rows() if row.kind == "section"
    ]
    members = [cased(draft.line(row.sentences), draft.case) for row in lead]
    members = list(dict.fromkeys([*draft.keys, *members, *(cased(n, draft.case) for n in named)]))
    return _laid(draft, [json.dumps(key, ensure_ascii=False) for key in members], prose)


def _laid(draft: Draft, keys: list[str], prose: str) -> str:
    """Members with empty arrays, the prose in the last, and arrays around it as lines are asked."""
    between = "\n\n" if draft.loose else "\n"
    if keys:
        head = [f"{key}: []," for key in keys[:-1]]
        opening, closing = ["{"], ["}"]
        last = f"{keys[-1]}: {prose}"
        if draft.nests:
            head.append(f"{keys[-1]}: [")
            last, closing = prose, ["]", "}"]
    else:
        head, last, opening, closing = [], prose, ["["], ["]"]
    more = max(0, draft.nests - 2)
    lines = [*opening, *head, *["["] * (more - more // 2), last, *["]"] * (more // 2)]
    balance = (more - more // 2) - more // 2
    lines += ["]"] * balance
    if draft.nests == 0 and not draft.loose:
        text = " ".join([*lines, *closing])
    else:
        text = between.join([*lines, *closing])
    return f"```{draft.fence}\n{text}\n```" if draft.fence else text
