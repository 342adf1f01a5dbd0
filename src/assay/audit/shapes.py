"""The shape of values seen at one place, and fresh values of that shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple, cast

from assay.audit.vocabulary import Vocabulary

__all__ = ["Shape", "fresh", "shape_of"]


class Shape(NamedTuple):
    """The types seen, the lengths seen, and the shapes of what is inside (keys apart)."""

    types: tuple[Any, ...]
    lengths: tuple[int, ...] = ()
    inside: tuple[Shape, ...] = ()
    keys: tuple[Shape, ...] = ()
    values: tuple[Any, ...] = ()


_DEEPEST = 6
_HOLDING: tuple[type[Any], ...] = (list, tuple, set, frozenset, dict)


def shape_of(values: Sequence[Any], depth: int = 0) -> Shape:
    """The shape that covers all the values; tuples of one length keep a shape a place."""
    types = tuple(dict.fromkeys(value.__class__ for value in values))
    holding: list[Any] = [v for v in values if isinstance(v, _HOLDING)]
    lengths = tuple(len(v) for v in values if type(v) in (str, *_HOLDING))[:50]
    scalars = tuple(v for v in values if not isinstance(v, _HOLDING))[:100]
    if not holding or depth >= _DEEPEST:
        return Shape(types, lengths, values=scalars)
    tuples: list[Any] = [v for v in holding if isinstance(v, tuple)]
    if len(tuples) == len(holding) and len({len(v) for v in tuples}) == 1 and tuples[0]:
        places = tuple(shape_of([v[n] for v in tuples], depth + 1) for n in range(len(tuples[0])))
        return Shape(types, lengths, places, values=scalars)
    mappings = [cast("dict[Any, Any]", v) for v in holding if isinstance(v, dict)]
    keys = [key for mapping in mappings for key in mapping]
    items = [item for mapping in mappings for item in mapping.values()]
    items += [item for v in holding if not isinstance(v, dict) for item in v]
    inside = (shape_of(items[:200], depth + 1),) if items else ()
    return Shape(
        types, lengths, inside, (shape_of(keys[:200], depth + 1),) if keys else (), scalars
    )


def fresh(shape: Shape, vocabulary: Vocabulary, rng: Random) -> Any:
    """A value of the shape: mostly small, now and then long or far out."""
    kind: Any = rng.choice(shape.types)
    if kind is bool:
        return rng.random() < 0.5
    if kind is int:
        return _integer(shape, vocabulary, rng)
    if kind is float:
        return _float(shape, vocabulary, rng)
    if kind is str:
        return _text(shape, vocabulary, rng)
    if kind in (list, tuple, set, frozenset):
        return _several(kind, shape, vocabulary, rng)
    if kind is dict and shape.keys and shape.inside:
        amount = _length(shape, rng)
        return {
            fresh(shape.keys[0], vocabulary, rng): fresh(shape.inside[0], vocabulary, rng)
            for _ in range(amount)
        }
    if shape.values:
        return rng.choice(shape.values)
    return {} if kind is dict else None


def _integer(shape: Shape, vocabulary: Vocabulary, rng: Random) -> int:
    seen = [v for v in shape.values if type(v) is int]
    draw = rng.random()
    if seen and draw < 0.5:
        low, high = min(seen), max(seen)
        return rng.randint(low - 2, high + 2 + (high - low) // 4)
    if vocabulary.integers and draw < 0.7:
        return rng.choice(vocabulary.integers) + rng.choice((-1, 0, 1))
    return rng.randint(-3, 12) if draw < 0.9 else rng.randint(-1000, 1000)


def _float(shape: Shape, vocabulary: Vocabulary, rng: Random) -> float:
    seen = [v for v in shape.values if type(v) is float]
    draw = rng.random()
    if seen and draw < 0.3:
        return rng.choice(seen)
    if draw < 0.6:
        return rng.randint(-40, 40) / rng.choice((1, 2, 4, 10))
    if vocabulary.floats and draw < 0.8:
        return rng.choice(vocabulary.floats) + rng.choice((0.0, 0.5, -0.5, 0.1))
    return round(rng.uniform(-100, 100), rng.choice((1, 2, 6)))


def _text(shape: Shape, vocabulary: Vocabulary, rng: Random) -> str:
    seen = [v for v in shape.values if type(v) is str]
    letters = sorted({letter for text in seen for letter in text}) or vocabulary.characters
    few = rng.sample(letters, min(len(letters), rng.choice((1, 2, 3, 8))))
    if rng.random() < 0.3 and vocabulary.tokens:
        return "".join(rng.choice(vocabulary.tokens) for _ in range(rng.randint(1, 5)))
    return "".join(rng.choice(few) for _ in range(_length(shape, rng)))


def _several(
    kind: Callable[[Sequence[Any]], Any], shape: Shape, vocabulary: Vocabulary, rng: Random
) -> Any:
    if kind is tuple and len(shape.inside) > 1:
        return kind([fresh(place, vocabulary, rng) for place in shape.inside])
    if not shape.inside:
        return kind(())
    inside = shape.inside[0]
    amount = _length(shape, rng)
    if rng.random() < 0.25 and amount:  # few distinct items: ties and repetitions
        few = [fresh(inside, vocabulary, rng) for _ in range(rng.choice((1, 2, 3)))]
        items = [rng.choice(few) for _ in range(amount)]
    else:
        items = [fresh(inside, vocabulary, rng) for _ in range(amount)]
    try:
        return kind(items)
    except TypeError:  # a set of what cannot be hashed
        return kind(())


def _length(shape: Shape, rng: Random) -> int:
    longest = max(shape.lengths, default=4)
    draw = rng.random()
    if draw < 0.25:
        return rng.randint(0, 2)
    if draw < 0.85:
        return rng.randint(0, min(longest, 12) + 2)
    return rng.randint(longest, 2 * longest + 4)
