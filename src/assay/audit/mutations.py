"""Values at the boundaries of their type, and values a little changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any, cast

from assay.audit.vocabulary import Vocabulary

__all__ = ["boundaries", "mutated"]

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\s+|[^\w\s]|_")
_INTEGERS = (0, 1, -1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 20, 25, 27, 30, 31, 32)
_LARGER = (
    36,
    49,
    50,
    63,
    64,
    81,
    99,
    100,
    101,
    121,
    125,
    127,
    128,
    255,
    256,
    1000,
    1001,
    4096,
    -10,
)
_FLOATS = (0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.1, 0.3, 1e-6, 100.0, 1e6, 1e10, 1 / 3)


def boundaries(value: Any, vocabulary: Vocabulary) -> Iterator[Any]:
    """Values of the type at which programs tend to change their mind, likely ones first."""
    if type(value) is bool:
        yield from (True, False)
    elif type(value) is int:
        yield from _INTEGERS
        yield from (n + step for n in vocabulary.integers[:40] for step in (0, 1, -1))
        yield from _LARGER
        yield from range(33, 130)
        yield from (10**4, 10**5, 10**6 + 3, -100, 999_983, 10**9 + 7, 2**31 - 1, 2**61 - 1)
    elif type(value) is float:
        yield from _FLOATS
        yield from (n + step for n in vocabulary.floats[:40] for step in (0.0, 0.5, -0.5))
    elif type(value) is str:
        yield from _texts(value, vocabulary)
    elif isinstance(value, list | tuple | set | frozenset):
        yield from _collections(cast("Any", value), vocabulary)
    elif isinstance(value, dict):
        held = cast("dict[Any, Any]", value)
        yield {}
        yield from ({key: item} for key, item in list(held.items())[:5])


def _texts(value: str, vocabulary: Vocabulary) -> Iterator[str]:
    yield from ("", " ", "  ")
    yield from (text for text in vocabulary.texts[:60] if len(text) < 200)
    for letter in vocabulary.characters[:40]:
        yield from (letter, 2 * letter)
    yield from (value.upper(), value.lower(), value.swapcase(), value[::-1], value + value)
    yield from (f" {value}", f"{value} ", f"{value}\n", "\t", "aA", "Ab1", "0", "01", "-1", "1.5")
    for length in dict.fromkeys((*vocabulary.integers[:40], 50, 97, 100, 101, 103, 127, 200, 256)):
        if 0 < length <= 1024:
            yield from ((value * length)[: length + step] or "a" * length for step in (0, 1))
    for one in vocabulary.characters[:12]:
        yield from (one + two + one for two in vocabulary.characters[:12])


def _collections(value: Any, vocabulary: Vocabulary) -> Iterator[Any]:
    kind: Callable[[list[Any]], Any] = value.__class__
    items = list(value)
    yield kind([])
    for item in items[:6]:
        yield from (kind([item]), kind([item, item]), kind([item, item, item]))
    yield from (kind(items[::-1]), kind(items + items), kind(items[1:]), kind(items[:-1]))
    with suppress(TypeError):  # items that have no order
        yield from (kind(sorted(items)), kind(sorted(items, reverse=True)))
    if items:
        for edge in list(boundaries(items[0], vocabulary))[:40]:
            try:
                yield kind([edge])
                yield kind([*items[:3], edge])
                yield kind([edge, edge, *items[:1]])
            except TypeError:
                return


def mutated(value: Any, vocabulary: Vocabulary, rng: Random) -> Any:
    """The value with one change; of another type only where it holds none of its own."""
    if type(value) is bool:
        return not value
    if type(value) is int:
        return _other_integer(value, vocabulary, rng)
    if type(value) is float:
        return _other_float(value, vocabulary, rng)
    if type(value) is str:
        return _other_text(value, vocabulary, rng)
    if isinstance(value, list | tuple):
        items = cast("list[Any] | tuple[Any, ...]", value)
        return type(items)(_other_items(list(items), vocabulary, rng))
    if isinstance(value, set | frozenset):
        held = cast("set[Any]", value)
        items = sorted(held, key=repr)
        try:
            return type(held)(_other_items(items, vocabulary, rng))
        except TypeError:
            return held
    if isinstance(value, dict):
        return _other_mapping(cast("dict[Any, Any]", value), vocabulary, rng)
    return value


def _other_integer(value: int, vocabulary: Vocabulary, rng: Random) -> int:
    choice = rng.randrange(9)
    if choice < 3:
        return value + rng.choice((-1, 1, -2, 2))
    if choice == 3:
        return -value
    if choice == 4:
        return value * rng.choice((2, 3, 10))
    if choice == 5 and vocabulary.integers:
        return rng.choice(vocabulary.integers) + rng.choice((-1, 0, 1))
    if choice == 6:
        return value // 2
    return rng.randint(-10, 10) if choice == 7 else rng.randint(0, max(2 * abs(value), 20))


def _other_float(value: float, vocabulary: Vocabulary, rng: Random) -> float:
    choice = rng.randrange(7)
    if choice == 0:
        return -value
    if choice == 1 and abs(value) < 1e15:
        return float(round(value))
    if choice == 2 and vocabulary.floats:
        return rng.choice(vocabulary.floats)
    if choice == 3:
        return value + rng.choice((0.5, -0.5, 1.0, -1.0, 0.1, 1e-6))
    if choice == 4:
        return rng.choice(_FLOATS)
    return round(value + rng.uniform(-2, 2), rng.choice((0, 1, 2)))


def _other_text(value: str, vocabulary: Vocabulary, rng: Random) -> str:
    if value and rng.random() < 0.5:
        return _other_tokens(value, vocabulary, rng)
    place = rng.randint(0, len(value))
    choice = rng.randrange(8)
    if choice < 2 or not value:
        return value[:place] + rng.choice(vocabulary.characters) + value[place:]
    if choice == 2:
        return value[:place] + value[place + 1 :]
    if choice == 3 and place < len(value):
        return value[:place] + value[place].swapcase() + value[place + 1 :]
    if choice == 4 and place < len(value):
        return value[:place] + rng.choice(vocabulary.characters) + value[place + 1 :]
    if choice == 5:
        end = rng.randint(place, len(value))
        return value[:end] + value[place:]
    if choice == 6:
        return value + value[::-1] if rng.random() < 0.5 else value[::-1]
    return value[:place] if rng.random() < 0.5 else value[place:]


def _other_tokens(value: str, vocabulary: Vocabulary, rng: Random) -> str:
    tokens = _TOKEN.findall(value)
    place = rng.randrange(len(tokens))
    token = tokens[place]
    choice = rng.randrange(6)
    if choice < 3 and token.isdecimal():
        tokens[place] = _other_numeral(token, vocabulary, rng)
    elif choice == 3:
        tokens.insert(place, token)
    elif choice == 4:
        del tokens[place]
    elif vocabulary.tokens and choice == 5:
        tokens[place] = rng.choice(vocabulary.tokens)
    else:
        other = rng.randrange(len(tokens))
        tokens[place], tokens[other] = tokens[other], tokens[place]
    return "".join(tokens)


def _other_numeral(token: str, vocabulary: Vocabulary, rng: Random) -> str:
    number = int(token[:12])
    near = [*range(max(number - 2, 0), number + 3), 0, 1, 12, 13, 29, 30, 31, 32, 2 * number]
    near += [n for n in vocabulary.integers if n >= 0]
    made = str(rng.choice(near))
    draw = rng.random()
    if draw < 0.6:
        return made.zfill(len(token))
    return made if draw < 0.85 else f"0{token}"


def _other_items(items: list[Any], vocabulary: Vocabulary, rng: Random) -> list[Any]:
    choice = rng.randrange(9)
    if not items:
        return items
    place = rng.randrange(len(items))
    if choice < 3:
        items[place] = mutated(items[place], vocabulary, rng)
    elif choice == 3:
        del items[place]
    elif choice == 4:
        items.insert(rng.randint(0, len(items)), items[place])
    elif choice == 5:
        items.append(mutated(items[place], vocabulary, rng))
    elif choice == 6:
        rng.shuffle(items)
    elif choice == 7:
        items = items[place:] if rng.random() < 0.5 else items[: place + 1]
    else:
        other = rng.randrange(len(items))
        items[place] = items[other]
    return items


def _other_mapping(value: dict[Any, Any], vocabulary: Vocabulary, rng: Random) -> dict[Any, Any]:
    if not value:
        return value
    key = rng.choice(list(value))
    choice = rng.randrange(4)
    made = dict(value)
    if choice == 0:
        del made[key]
    elif choice == 1:
        made[mutated(key, vocabulary, rng)] = value[key]
    elif choice == 2:
        made[mutated(key, vocabulary, rng)] = mutated(value[key], vocabulary, rng)
    else:
        made[key] = mutated(value[key], vocabulary, rng)
    return made
