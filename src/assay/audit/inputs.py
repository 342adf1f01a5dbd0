"""Further inputs for a function, made from those a suite already has.

Three sources, taken in turn: boundary values by type, mutations of known inputs (type-aware, as
EvalPlus does it: Liu et al. 2023, arXiv:2305.01210, section 2.1, and on the tokens of a text, so
that `"03-11-2000"` becomes `"03-32-2000"` rather than noise), and fresh values of the shape that
the known inputs have. All draw on one vocabulary: the constants of the known inputs and of the
source code that is compared, since a program's magic numbers say where it changes its mind.

Whether an input is allowed is not decided here: whoever runs the reference refuses those that its
contract or the reference itself does not accept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, TypeAlias, cast

from assay.audit.mutations import boundaries, mutated
from assay.audit.shapes import Shape, fresh, shape_of
from assay.audit.vocabulary import Vocabulary

__all__ = ["Arguments", "further_inputs"]

Arguments: TypeAlias = list[Any]

_LARGEST = 4000
"""Characters of an input's repr: larger ones cost more time than they find faults."""


def further_inputs(
    known: Sequence[Sequence[Any]], vocabulary: Vocabulary, *, amount: int = 500, seed: int = 0
) -> Iterator[Arguments]:
    """Up to `amount` distinct argument lists that are not among the known ones.

    `known` holds positional arguments, plain values only; the same call gives the same inputs.
    """
    if not known:
        return
    rng = Random(f"{seed}:{len(known)}")  # noqa: S311, no secret
    seen = {_key(arguments) for arguments in known}
    sources = [
        _at_boundaries(known, vocabulary, rng),
        _mutations(known, vocabulary, rng),
        _mutations(known, vocabulary, rng),
        _related(known, rng),
        _fresh(known, vocabulary, rng),
    ]
    made = barren = 0
    while made < amount and sources and barren < 20 * amount:
        for source in list(sources):
            arguments = next(source, None)
            if arguments is None:
                sources.remove(source)
                continue
            key = _key(arguments)
            if len(key) > _LARGEST or key in seen:
                barren += 1
                continue
            seen.add(key)
            made += 1
            yield arguments
            if made >= amount:
                return


def _key(arguments: Sequence[Any]) -> str:
    """Tells 1 from True and 1.0, which compare equal."""
    return repr(list(arguments))


def _copied(value: Any) -> Any:
    """A copy of a plain value, so that no two inputs share a list."""
    if isinstance(value, list | tuple | set | frozenset):
        held = cast("list[Any]", value)
        return type(held)(_copied(item) for item in held)
    if isinstance(value, dict):
        held = cast("dict[Any, Any]", value)
        return {_copied(key): _copied(item) for key, item in held.items()}
    return value


def _at_boundaries(
    known: Sequence[Sequence[Any]], vocabulary: Vocabulary, rng: Random
) -> Iterator[Arguments]:
    """Each argument in turn at the boundary values of its type, the others as they were."""
    places = range(max(map(len, known)))
    edges = {
        place: [iter(boundaries(values[0], vocabulary))]
        for place in places
        if (values := [arguments[place] for arguments in known if place < len(arguments)])
    }
    while edges:
        for place in list(edges):
            edge = next(edges[place][0], _END)
            if edge is _END:
                del edges[place]
                continue
            base = rng.choice([arguments for arguments in known if place < len(arguments)])
            yield [_copied(edge) if n == place else _copied(v) for n, v in enumerate(base)]


_END = object()


def _mutations(
    known: Sequence[Sequence[Any]], vocabulary: Vocabulary, rng: Random
) -> Iterator[Arguments]:
    """Known inputs, and inputs made from them, changed in one to three places."""
    pool = [list(arguments) for arguments in known]
    while True:
        base = rng.choice(pool)
        if not base:
            return
        made = [_copied(value) for value in base]
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            place = rng.randrange(len(made))
            made[place] = mutated(made[place], vocabulary, rng)
        if len(pool) < 400 and rng.random() < 0.3:
            pool.append(made)
        yield made


def _related(known: Sequence[Sequence[Any]], rng: Random) -> Iterator[Arguments]:
    """One argument made of another: equal to it, to a part of it, its length, a difference."""
    if max(map(len, known)) < 2:
        return
    while True:
        base = [_copied(value) for value in rng.choice(list(known))]
        if len(base) < 2:
            return
        place, other = rng.sample(range(len(base)), 2)
        found = [value for value in _derived(base[other], rng) if _alike(value, base[place])]
        if found:
            base[place] = _copied(rng.choice(found))
        else:
            exchanged = rng.choice(list(known))
            base[place] = _copied(exchanged[place]) if place < len(exchanged) else base[place]
        yield base


def _alike(value: Any, other: Any) -> bool:
    numbers = (int, float)
    if isinstance(value, numbers) and isinstance(other, numbers):
        return isinstance(other, float) or (
            isinstance(value, int) and isinstance(value, bool) == isinstance(other, bool)
        )
    return type(value) is type(other)


def _derived(value: Any, rng: Random) -> list[Any]:
    """What programs make of a value: its length, its parts, differences between them."""
    found: list[Any] = [value]
    if type(value) in (int, float):
        return [value, value + 1, value - 1, -value]
    if not isinstance(value, str | list | tuple | dict | set):
        return found
    size = len(cast("Sequence[Any]", value))
    found += [size, max(size - 1, 0), size + 1]
    if isinstance(value, str) and value:
        start = rng.randrange(size)
        found += [rng.choice(value), value[start:], value[:start], value[::-1]]
    if isinstance(value, list | tuple) and value:
        items = cast("list[Any]", value)
        found += list(items)
        if all(type(item) in (int, float) for item in items):
            one, two = rng.choice(items), rng.choice(items)
            found += [abs(one - two), sum(items), max(items), min(items)]
    return found


def _fresh(
    known: Sequence[Sequence[Any]], vocabulary: Vocabulary, rng: Random
) -> Iterator[Arguments]:
    """Arguments of the shape that the known ones have, made anew."""
    lengths = [len(arguments) for arguments in known]
    shapes: list[Shape] = [
        shape_of([arguments[place] for arguments in known if place < len(arguments)])
        for place in range(max(lengths))
    ]
    if not shapes:
        return
    while True:
        yield [fresh(shape, vocabulary, rng) for shape in shapes[: rng.choice(lengths)]]
