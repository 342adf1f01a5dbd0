"""A draft as JSON: its prose in one text, all else in keys and brackets.

What a line of JSON begins with is a brace, a bracket, a text or a key; so sections become keys,
and more lines than that come from nested arrays.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping

import msgspec

__all__ = ["Layout", "laid_out"]


class Layout(msgspec.Struct):
    """What JSON is made of: keys that must be there, keys that must begin a paragraph or line."""

    keys: list[str]
    starts: Mapping[int, str]
    named: list[str]
    spare: list[str]
    lines: int = 1
    paragraphs: int = 1
    fence: bool = False
    worded: int = 0
    """The least words of a line."""
    compact: bool = False
    """A member on each line, the brackets beside them."""
    nested: bool = False
    """The members that are not asked for inside one another, which takes no commas."""
    narrow: int = 0
    """The most words of a line; 0 is no limit."""
    listed: bool = False
    """An array, as there may be no colons; what must begin a line is a text of its own."""
    tight: bool = False
    """Few colons: what must begin a line is a text of the last list."""


def laid_out(layout: Layout, prose: list[str]) -> str:
    """The JSON text, on so many lines in so many paragraphs."""
    if layout.compact:
        return _divided(_compact(layout, " ".join(prose)), layout)
    pieces = _pieces(layout, prose)
    if layout.worded:
        return "\n".join(_worded(pieces, len(prose), layout.worded))
    texts = len(prose)
    opened = pieces[0] == "{" and pieces[-2] == "]" and pieces[-4].endswith("[")
    if opened and texts == 1 and len(pieces) - 2 >= layout.lines:
        pieces[-4:-1] = [f"{pieces[-4][:-1]}{pieces[-3]}"]
    while len(pieces) < layout.lines:
        at = next(n for n, piece in enumerate(pieces) if piece == _quoted(prose[0])) if texts else 1
        pieces.insert(at, "[")
        pieces.insert(at + texts + 1, "]")
    bound = {_quoted(key) for key in (*layout.starts.values(), *layout.named)}
    while len(pieces) > layout.lines and not any(pieces[-1].startswith(key) for key in bound):
        pieces[-2:] = [f"{pieces[-2]} {pieces[-1]}"]
    if len(pieces) > layout.lines:
        # A bracket more than there are lines for.
        spare = next((n for n, p in enumerate(pieces[:-1]) if p == pieces[n + 1] == "["), None)
        if spare is not None and len(pieces) - layout.lines == 1:
            pieces[spare : spare + 2] = ["[ ["]
    return _divided(pieces, layout)


def _divided(lines: list[str], layout: Layout) -> str:
    """The lines as paragraphs, as many as are asked for."""
    text = ""
    for place, line in enumerate(lines):
        text += ("" if not place else "\n\n" if place < layout.paragraphs else "\n") + line
    return f"```json\n{text}\n```" if layout.fence else text


def _compact(layout: Layout, prose: str) -> list[str]:
    """A line for each member, the prose shared out among them."""
    keys, named, spare = list(layout.keys), list(layout.named), iter(layout.spare)
    number = max(layout.lines, len(keys) + len(named) + len(layout.starts), len(named) + 1)
    words = prose.split(" ")
    if layout.narrow > 1:
        number = max(number, -(-len(words) // (layout.narrow - 1)))
    names: list[str] = []
    for place in range(1, number + 1):
        later = named if place > 1 and not keys else []
        names.append(
            layout.starts.get(place) or (keys or later or [next(spare, f"{place}")]).pop(0)
        )
    lines: list[str] = []
    for place, share in enumerate(_shares(words, names, layout.worded, layout.spare), 1):
        end = "," if place < number else ""
        lines.append(f"{_quoted(names[place - 1])}: {_quoted(' '.join(share))}{end}")
    lines[0] = "{" + lines[0]
    lines[-1] += "}"
    return lines


def _shares(words: list[str], names: list[str], least: int, spare: list[str]) -> list[list[str]]:
    """The words shared out among members, so many on each line with its name."""
    number = len(names)
    if not least:
        cuts = [len(words) * place // number for place in range(number + 1)]
        return [words[a:b] for a, b in itertools.pairwise(cuts)]
    needed = [max(0, least - len(name.split())) for name in names]
    missing = sum(needed) - len(words)
    words = [*(spare * max(0, missing))[: max(0, missing)], *words]
    for place in range(len(words) - sum(needed)):
        needed[place % number] += 1
    ends = list(itertools.accumulate(needed))
    return [words[end - size : end] for end, size in zip(ends, needed, strict=True)]


def _pieces(layout: Layout, prose: list[str]) -> list[str]:
    """The lines at their fewest, each key on its own."""
    later = set(layout.starts.values())
    if layout.listed:
        members = [_quoted(name) for name in (*layout.named, *prose)]
        return ["[", *(f"{member}," for member in members[:-1]), members[-1], "]"]
    if layout.tight and layout.keys:
        if layout.starts and later.isdisjoint(layout.keys) and min(layout.starts) > 1:
            return _begun(layout, prose)
        layout, prose = msgspec.structs.replace(layout, named=[]), [*layout.named, *prose]
    keys = [key for key in (*layout.keys, *layout.named) if key not in later]
    texts = [_quoted(text) + ("," if n < len(prose) - 1 else "") for n, text in enumerate(prose)]
    if not keys and not layout.starts:
        return ["[", *texts, "]"]
    members: list[str] = []
    spare = iter(layout.spare)
    for place in range(2, max(layout.starts, default=1) + 1):
        if place in layout.starts:
            members.append(layout.starts[place])
        else:
            members.append(keys.pop(0) if keys else next(spare))
    members = list(dict.fromkeys([*members, *keys]))
    if layout.nested and layout.named and len(members) >= len(layout.named):
        outer = [name for name in members if name not in layout.named]
        head = [f"{_quoted(key)}: []," for key in outer[:-1]]
        inner = [f"{_quoted(name)}: {{" for name in (*outer[-1:], *layout.named)]
        inner[-1] = f"{inner[-1][:-1]}["
        return ["{", *head, *inner, *texts, "]", *"}" * len(inner)]
    head = [f"{_quoted(key)}: []," for key in members[:-1]]
    last = _quoted(members[-1])
    return ["{", *head, f"{last}: [", *texts, "]", "}"]


def _begun(layout: Layout, prose: list[str]) -> list[str]:
    """What must begin a line among the texts of the last list, the keys on the lines before."""
    members = [f"{_quoted(key)}: []," for key in layout.keys]
    members[-1] = members[-1][:-2]
    room = min(layout.starts) - 2
    brace = "{"
    if not room:
        brace, members = " ".join(["{", *members]), []
    elif len(members) >= room:
        members[room - 1 :] = [" ".join(members[room - 1 :])]
    spare = iter(layout.spare)
    places = range(len(members) + 2, max(layout.starts) + 1)
    texts = [layout.starts.get(place) or next(spare) for place in places]
    texts = [_quoted(text) for text in (*texts, *layout.named, *prose)]
    return [brace, *members, *(f"{text}," for text in texts[:-1]), texts[-1], "]", "}"]


def _worded(pieces: list[str], texts: int, least: int) -> list[str]:
    """The lines with the brackets on those that have words."""
    closing = len([piece for piece in pieces if piece in ("]", "}")])
    body = pieces[: len(pieces) - closing]
    head, lines = body[:-texts], body[-texts:]
    if len(head) - 1 >= max(1, least):
        lines.insert(0, " ".join(head))
    else:
        lines[0] = " ".join([*head, lines[0]])
    lines[-1] = " ".join([lines[-1], *pieces[len(pieces) - closing :]])
    return lines


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
