"""Which function, class or decorator a program names, imports followed.

Each function yields the lines on which it stands."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from assay.checks.code.quality.source import Source

__all__ = [
    "built_in",
    "calls",
    "decorated",
    "derives",
    "full_name",
    "imported",
    "methods",
    "open_bare",
    "os_paths",
    "own_exception",
    "pathlib",
]


_OPENS = frozenset(
    "open io.open codecs.open gzip.open bz2.open lzma.open tarfile.open tokenize.open".split()
)


def imported(source: Source) -> dict[str, str]:
    """What each name stands for that an import brings: `p` for `os.path` by `from os import p`."""
    found: dict[str, str] = {}
    for node in source.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    found[alias.asname] = alias.name
                else:
                    found[alias.name.split(".")[0]] = alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def full_name(node: ast.AST, names: dict[str, str]) -> str:
    """The dotted name that an expression is, imports followed; empty where it is none."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    parts.append(names.get(node.id, node.id))
    return ".".join(reversed(parts))


def calls(*wanted: str) -> Callable[[Source], Iterator[int]]:
    """Lines that call a function of one of these full names; one ending in a dot is a module."""
    whole = frozenset(name for name in wanted if not name.endswith("."))
    modules = tuple(name for name in wanted if name.endswith("."))

    def where(source: Source) -> Iterator[int]:
        names = imported(source)
        for node in source.nodes:
            if isinstance(node, ast.Call):
                name = full_name(node.func, names).removeprefix("builtins.")
                if name in whole or (modules and name.startswith(modules)):
                    yield node.lineno

    return where


def built_in(name: str) -> Callable[[Source], Iterator[int]]:
    """Lines that name a built-in function, called there or not, where nothing else has its name."""

    whole = (f"builtins.{name}", f"__builtins__.{name}")

    def where(source: Source) -> Iterator[int]:
        names = imported(source)
        taken = {n.id for n in source.nodes if isinstance(n, ast.Name) and _stores(n)}
        taken |= {node.name for node in (*source.functions, *source.classes)}
        taken |= {n.arg for n in source.nodes if isinstance(n, ast.arg)}
        for node in source.nodes:
            if isinstance(node, ast.Name):
                free = name not in taken or _hands_on(node, source)
                found = node.id == name and free and name not in names
                if found or (not _stores(node) and names.get(node.id) == f"builtins.{name}"):
                    yield node.lineno
            elif isinstance(node, ast.Attribute) and full_name(node, names) in whole:
                yield node.lineno

    return where


def _hands_on(node: ast.Name, source: Source) -> bool:
    """Whether a name is given another, or its own again: by assignment, or as a default."""
    above = source.parents.get(node)
    assigned = isinstance(above, ast.Assign | ast.AnnAssign | ast.NamedExpr) and above.value is node
    return assigned or (isinstance(above, ast.arguments) and not _stores(node))


def _stores(node: ast.Name) -> bool:
    return not isinstance(node.ctx, ast.Load)


def methods(*wanted: str) -> Callable[[Source], Iterator[int]]:
    """Lines that call a method of one of these names, of whatever."""

    def where(source: Source) -> Iterator[int]:
        for node in source.nodes:
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in wanted
            ):
                yield node.lineno

    return where


def decorated(*wanted: str) -> Callable[[Source], Iterator[int]]:
    def where(source: Source) -> Iterator[int]:
        names = imported(source)
        for node in (*source.functions, *source.classes):
            for decorator in node.decorator_list:
                inner = decorator.func if isinstance(decorator, ast.Call) else decorator
                name = full_name(inner, names)
                if not wanted or name in wanted or name.rpartition(".")[2] in wanted:
                    yield decorator.lineno

    return where


def derives(*wanted: str) -> Callable[[Source], Iterator[int]]:
    def where(source: Source) -> Iterator[int]:
        names = imported(source)
        for node in source.classes:
            if any(full_name(base, names).rpartition(".")[2] in wanted for base in node.bases):
                yield node.lineno

    return where


def own_exception(source: Source) -> Iterator[int]:
    known: set[str] = set()
    for node in source.classes:
        bases = {full_name(base, {}).rpartition(".")[2] for base in node.bases}
        if any(b in known or b == "Exception" or b.endswith(("Error", "Warning")) for b in bases):
            known.add(node.name)
            yield node.lineno


def open_bare(source: Source) -> Iterator[int]:
    """Files opened outside of a `with` statement, and neither given back nor handed to a stack."""
    names = imported(source)
    for node in source.nodes:
        if isinstance(node, ast.Call) and full_name(node.func, names) in _OPENS:
            above = source.parents.get(node)
            called = above.func if isinstance(above, ast.Call) else None
            handed = isinstance(called, ast.Attribute) and called.attr == "enter_context"
            if not handed and not isinstance(above, ast.withitem | ast.Return):
                yield node.lineno


def os_paths(source: Source) -> Iterator[int]:
    names = imported(source)
    for node in source.nodes:
        if (
            isinstance(node, ast.Attribute | ast.Name)
            and not isinstance(source.parents.get(node), ast.Attribute)
        ) and full_name(node, names).startswith("os.path."):
            yield getattr(node, "lineno", 1)


def pathlib(source: Source) -> Iterator[int]:
    names = imported(source)
    for node in source.nodes:
        if isinstance(node, ast.Call):
            name = full_name(node.func, names)
            if name.startswith("pathlib."):
                yield node.lineno
