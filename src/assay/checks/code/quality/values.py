"""How a program writes texts, numbers and comparisons, and what its names hold.

Each function yields the lines on which it stands."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from assay.checks.code.quality.calls import full_name
from assay.checks.code.quality.source import Function, Source, own_nodes

__all__ = [
    "bool_compared",
    "chained",
    "defaults",
    "f_strings",
    "format_calls",
    "joined_texts",
    "keyword_only",
    "magic_numbers",
    "module_state",
    "mutable_defaults",
    "none_compared",
    "percent",
    "positional_only",
    "star_imports",
    "star_of",
    "type_compared",
    "unpacking",
    "unused_arguments",
    "unused_variables",
]

_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_MAKERS = frozenset(("list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter"))
_PLAIN_NUMBERS = frozenset((0, 1, -1, 2, 0.0, 1.0, 0.5, 100, 10))
_OPEN = frozenset(("overload", "override", "abstractmethod"))


def mutable_defaults(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            for default in (*node.args.defaults, *node.args.kw_defaults):
                if default is not None and (isinstance(default, _MUTABLE) or _made(default)):
                    yield default.lineno


def _made(default: ast.expr) -> bool:
    """Whether it is the call of a type whose values can change."""
    return (
        isinstance(default, ast.Call)
        and isinstance(default.func, ast.Name)
        and default.func.id in _MAKERS
    )


def star_imports(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            yield node.lineno


def percent(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and _text(node.left):
            yield node.lineno


def format_calls(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "format"
            and _text(node.func.value)
        ):
            yield node.lineno


def joined_texts(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Add)
            and (_text(node.left) or _text(node.right))
        ):
            yield node.lineno


def _text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def f_strings(source: Source) -> Iterator[int]:
    """f-strings with something in them."""
    for node in source.nodes:
        if (
            isinstance(node, ast.JoinedStr)
            and not isinstance(source.parents.get(node), ast.FormattedValue)
        ) and any(isinstance(part, ast.FormattedValue) for part in node.values):
            yield node.lineno


def magic_numbers(source: Source) -> Iterator[int]:
    """Numbers within functions, other than the commonest; defaults and constants do not count."""
    for function in source.functions:
        for node in own_nodes(function):
            if not isinstance(node, ast.Constant) or isinstance(node.value, bool | str | bytes):
                continue
            if not isinstance(node.value, int | float) or node.value in _PLAIN_NUMBERS:
                continue
            above = source.parents.get(node)
            named = isinstance(above, ast.Assign | ast.AnnAssign) and any(
                isinstance(t, ast.Name) and t.id.isupper()
                for t in (above.targets if isinstance(above, ast.Assign) else [above.target])
            )
            if not named:
                yield node.lineno


def unused_variables(source: Source) -> Iterator[int]:
    """Names that a function assigns and nothing in it reads.

    As pyflakes has it: not those of loops and of unpacking, and a name that is added to was read.
    """
    for function in source.functions:
        inside = list(ast.walk(function))
        read = {
            n.id for n in inside if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Store)
        }
        read |= {
            name for n in inside if isinstance(n, ast.Global | ast.Nonlocal) for name in n.names
        }
        read |= {
            n.target.id
            for n in inside
            if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name)
        }
        if "locals" in read:
            continue
        for node in own_nodes(function):
            for name, line in _assigned(node):
                if name not in read and not name.startswith("_"):
                    yield line


def _assigned(node: ast.AST) -> Iterator[tuple[str, int]]:
    """The single names that a node gives a value."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        targets = [node.target]
    elif isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name, node.lineno
    yield from ((t.id, t.lineno) for t in targets if isinstance(t, ast.Name))


def unused_arguments(source: Source) -> Iterator[int]:
    """Parameters that nothing reads.

    Not those of special methods, of overloads and abstract methods, and of functions that do
    nothing yet.
    """
    for function in source.functions:
        special = function.name.startswith("__") and function.name != "__init__"
        if special or _decorated(function, _OPEN) or all(_idle(part) for part in function.body):
            continue
        inside = [node for part in function.body for node in ast.walk(part)]
        read = {n.id for n in inside if isinstance(n, ast.Name)}
        if "locals" in read:
            continue
        given = function.args
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        for argument in every:
            if argument is None or argument.arg in ("self", "cls"):
                continue
            if argument.arg not in read and not argument.arg.startswith("_"):
                yield argument.lineno


def _decorated(function: Function, wanted: frozenset[str]) -> bool:
    names = {
        node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        for node in function.decorator_list
    }
    return bool(names & wanted)


def _idle(node: ast.stmt) -> bool:
    """Whether a statement does nothing, or says that it is not written."""
    if isinstance(node, ast.Raise):
        made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return isinstance(made, ast.Name) and made.id == "NotImplementedError"
    constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return constant or isinstance(node, ast.Pass)


def none_compared(source: Source) -> Iterator[int]:
    yield from _compared(source, (None,))


def bool_compared(source: Source) -> Iterator[int]:
    yield from _compared(source, (True, False))


def _compared(source: Source, values: tuple[object, ...]) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            for place, op in enumerate(node.ops):
                pair = sides[place : place + 2]
                if isinstance(op, ast.Eq | ast.NotEq) and any(
                    isinstance(s, ast.Constant) and any(s.value is v for v in values) for s in pair
                ):
                    yield node.lineno


def type_compared(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if (
            isinstance(node, ast.Compare)
            and isinstance(node.ops[0], ast.Eq | ast.NotEq)
            and (
                any(
                    isinstance(s, ast.Call) and full_name(s.func, {}) == "type"
                    for s in (node.left, *node.comparators)
                )
            )
        ):
            yield node.lineno


def keyword_only(source: Source) -> Iterator[int]:
    return (f.lineno for f in source.functions if f.args.kwonlyargs)


def positional_only(source: Source) -> Iterator[int]:
    return (f.lineno for f in source.functions if f.args.posonlyargs)


def defaults(source: Source) -> Iterator[int]:
    return (
        f.lineno
        for f in source.functions
        if f.args.defaults or any(default is not None for default in f.args.kw_defaults)
    )


def star_of(field: str) -> Callable[[Source], Iterator[int]]:
    def where(source: Source) -> Iterator[int]:
        return (f.lineno for f in source.functions if getattr(f.args, field) is not None)

    return where


def chained(source: Source) -> Iterator[int]:
    return (n.lineno for n in source.nodes if isinstance(n, ast.Compare) and len(n.ops) > 1)


def unpacking(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple | ast.List):
            yield node.lineno


def module_state(source: Source) -> Iterator[int]:
    """Module variables that hold something mutable."""
    for node in source.tree.body:
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(value, _MUTABLE):
            yield node.lineno
