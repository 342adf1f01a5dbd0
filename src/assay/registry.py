"""From a kind's name to its class, and from JSON to a check.

A family of checks is a package or module behind an entry point of the group `assay.checks`:

    [project.entry-points."assay.checks"]
    text = "assay.checks.text"          # the family `text`: text.words is assay.checks.text.words

Assay's own families come in by the same door as anyone's. A class is imported when its kind is
first asked for; the whole family only for listings, and where a name is not found at once.
A single file serves too: `load("path/to/file.py:Name")`.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
import sys
import warnings
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, cast
from zlib import crc32

import msgspec

from assay.check import Check, known, parameter_error
from assay.errors import BadParameter, CheckError, UnknownKind, did_you_mean

__all__ = [
    "GROUP",
    "LOADED",
    "class_in",
    "find",
    "kinds",
    "load",
    "load_file",
    "parse",
    "parse_all",
]

GROUP = "assay.checks"
LOADED = "assay_loaded_"
"""What the module names of single files begin with."""
_LANGUAGE = tuple(
    f"assay.{name}" for name in ("combine", "scope", "chain", "dialogue", "unchecked")
)
"""The combinators and scopes belong to no family: they are the grammar of checks."""


def find(kind: str) -> type[Check]:
    """The class of a kind.

    Raises UnknownKind, which names the nearest kind, where there is none.
    """
    try:
        return known[kind]
    except KeyError:
        pass
    _import_family(kind)
    if kind not in known:
        near = did_you_mean(kind, kinds())
        hint = near or "; a kind of your own must be loaded or its package installed"
        raise UnknownKind(f"unknown kind {kind!r}{hint}", "kind")
    return known[kind]


def kinds() -> list[str]:
    """Every kind that is installed, sorted. Imports all families.

    A family of somebody else's that does not load is warned of and left out.
    """
    for module in (*_LANGUAGE, *(family.value for family in _families().values())):
        try:
            _import_all(module)
        except Exception as fault:
            if module.startswith("assay."):
                raise
            warnings.warn(f"the checks in {module} do not load: {fault}", stacklevel=2)
    return sorted(known)


def class_in(family: str, name: str) -> type[Check]:
    """The check class `name` of a family package: `UniqueWords` is in its `unique_words`.

    Raises AttributeError where there is none, as attribute access must.
    """
    module = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
    if _importable(f"{family}.{module}"):
        found = getattr(importlib.import_module(f"{family}.{module}"), name, None)
        if found is not None:
            return found
    raise AttributeError(f"{family} has no check {name!r}")


def load(reference: str) -> type[Check]:
    """The check class named by `path/to/file.py:Name` or `module:Name`.

    Runs the file, so it must never come from a data row. Raises CheckError where there is no
    such file, module or class.
    """
    source, _, name = reference.rpartition(":")
    if not source:
        raise CheckError(f"expected path/to/file.py:Name or module:Name, got {reference!r}")
    module = load_file(Path(source)) if source.endswith(".py") else _load_module(source)
    found = getattr(module, name, None)
    if not (isinstance(found, type) and issubclass(found, Check) and found.kind):
        raise CheckError(f"{source} has no check class {name!r}")
    return found


def parse(data: object) -> Check:
    """The check that a JSON object states: `{"kind": "text.words", "min": 60}`.

    Raises UnknownKind or BadParameter with the path to the fault (`checks[1].min`).
    """
    if isinstance(data, Check):
        return data
    if not isinstance(data, Mapping):
        raise BadParameter(f"expected an object with a kind, got {data!r:.80}")
    given = dict(cast("Mapping[str, Any]", data))
    kind = given.get("kind")
    if not isinstance(kind, str):
        raise BadParameter(f"expected the name of a kind, got {kind!r:.80}", "kind")
    cls = find(kind)
    names = dict(zip(cls.__struct_fields__, cls.__struct_encode_fields__, strict=True))
    for field in (names[attribute] for attribute in cls.nested):
        if given.get(field) is not None:
            given[field] = _parse_nested(given[field], field)
    try:
        return msgspec.convert(_whole(given), cls)
    except (msgspec.ValidationError, ValueError) as fault:
        raise parameter_error(cls, fault, given) from None


def parse_all(items: Iterable[object], field: str = "") -> list[Check]:
    """The check that each item states. Raises CheckError, with the item's place in `field`."""
    made: list[Check] = []
    for place, item in enumerate(items):
        try:
            made.append(parse(item))
        except CheckError as fault:
            raise fault.under(f"{field}[{place}]") from None
    return made


def _whole(given: dict[str, Any]) -> dict[str, Any]:
    """The parameters with `3.0` as the 3 that it is: data frames write whole numbers so."""
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in given.items()
    }


def _parse_nested(value: object, field: str) -> object:
    try:
        if not isinstance(value, list | tuple):
            return parse(value)
        return parse_all(cast("list[object]", value))
    except CheckError as fault:
        raise fault.under(field) from None


@cache
def _families() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def _import_family(kind: str) -> None:
    """Imports what may define the kind: its own module if it has one, else its whole family."""
    family, _, rest = kind.partition(".")
    if not rest:
        for module in _LANGUAGE:
            importlib.import_module(module)
    point = _families().get(kind) or _families().get(family)
    if point is None or kind in known:
        return
    module = f"{point.value}.{rest}"
    if rest.isidentifier() and _importable(module):
        importlib.import_module(module)
    if kind not in known:
        _import_all(point.value)


def _importable(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _import_all(target: str) -> None:
    """Imports the module an entry point names and, if it is a package, all its modules."""
    module = importlib.import_module(target.partition(":")[0])
    for info in pkgutil.iter_modules(getattr(module, "__path__", [])):
        importlib.import_module(f"{module.__name__}.{info.name}")


def _load_module(name: str) -> object:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as fault:
        raise CheckError(f"cannot import {name!r}: {fault}") from None


def load_file(path: Path) -> object:
    """Runs a file as a module of its own, once however often it is asked for.

    Raises CheckError where there is no such file, and where it does not load.
    """
    if not path.is_file():
        raise CheckError(f"there is no file {str(path)!r}")
    resolved = path.resolve()
    for module in list(sys.modules.values()):
        if getattr(module, "__file__", None) == str(resolved):
            return module
    # The place is part of the name: files of one name in two folders are two modules.
    name = f"{LOADED}{resolved.stem}_{crc32(os.fsencode(resolved)):08x}"
    spec = importlib.util.spec_from_file_location(name, resolved)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as fault:
        del sys.modules[spec.name]
        raise CheckError(f"{path} does not load: {type(fault).__name__}: {fault}") from None
    return module
