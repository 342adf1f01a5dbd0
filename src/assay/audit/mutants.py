"""Wrong programs made from a right one: a small change of its syntax tree each.

Mutation analysis asks of a suite of tests whether it notices (DeMillo, Lipton and Sayward 1978; the
operators here are those of the classic sets for imperative languages, fitted to Python). A mutant
whose byte code is that of the program is dropped; others that mean the same cannot be told apart in
general, so a score is reported over all that were made and says how many nobody killed.
"""

from __future__ import annotations

import ast
import copy
import warnings
from collections.abc import Callable, Collection, Iterator
from functools import partial
from random import Random
from types import CodeType
from typing import Any, NamedTuple, cast

__all__ = ["OPERATORS", "Mutant", "mutants"]


class Mutant(NamedTuple):
    """A changed program: its source, what kind of change, and where it was made."""

    source: str
    operator: str
    line: int
    change: str


def mutants(source: str, *, most: int = 0, seed: int = 0) -> list[Mutant]:
    """Every mutant of Python source in order of its lines, or `most` of them, drawn by `seed`.

    A drawn sample takes from every operator in turn. Raises SyntaxError where the source does not
    parse.
    """
    tree = ast.parse(source)
    found = list(_all(tree))
    if most and len(found) > most:
        found = _sample(found, most, Random(f"{seed}:mutants"))  # noqa: S311, no secret
    return found


def _all(tree: ast.Module) -> Iterator[Mutant]:
    seen = {_code(tree)}
    documentation = {id(text) for node in ast.walk(tree) for text in _documentation(node)}
    for node, put in list(_places(tree, documentation)):
        before = ast.unparse(node)
        for operator, change in OPERATORS.items():
            for number in range(_MOST_AT_A_PLACE):
                made = _loose_copy(node)
                if not change(made, number):
                    break
                put(ast.fix_missing_locations(ast.copy_location(made, node)))
                code = _code(tree)
                source = ast.unparse(tree) if code not in seen and code is not None else ""
                put(node)
                if source:
                    seen.add(code)
                    change_made = _change(before, ast.unparse(made))
                    yield Mutant(source, operator, _line(node, made), change_made)


_MOST_AT_A_PLACE = 6


def _places(
    node: ast.AST, passed_over: Collection[int]
) -> Iterator[tuple[ast.AST, Callable[[ast.AST], None]]]:
    """Every node below, outermost first, and how to put another in its place."""
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield value, partial(setattr, node, field)
            yield from _places(value, passed_over)
        elif isinstance(value, list):
            for place, item in enumerate(cast("list[object]", value)):
                if isinstance(item, ast.AST) and id(item) not in passed_over:
                    yield item, partial(cast("list[Any]", value).__setitem__, place)
                    yield from _places(item, passed_over)


def _loose_copy(node: ast.AST) -> Any:
    """The node with lists of its own, so that a change of it leaves the original alone."""
    made = copy.copy(node)
    for field, value in ast.iter_fields(node):
        if isinstance(value, list):
            setattr(made, field, list(cast("list[object]", value)))
    return made


def _documentation(node: ast.AST) -> list[ast.stmt]:
    """The statement that is the docstring, where there is one."""
    holders = (ast.Module, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    if not isinstance(node, holders) or ast.get_docstring(node, clean=False) is None:
        return []
    return node.body[:1]


def _change(before: str, after: str) -> str:
    """What became of the code, without what stayed the same in front and behind."""
    one, two = " ".join(before.split()), " ".join(after.split())
    start = 0
    if max(len(one), len(two)) > _SHOWN:
        same = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
        start = one.rfind(" ", 0, same) + 1
    return f"{_short(one[start:])} became {_short(two[start:])}"


_SHOWN = 60


def _line(node: ast.AST, made: ast.AST) -> int:
    """The line of what was changed: of the statement that is gone, or of the node itself."""
    for field, value in ast.iter_fields(node):
        if isinstance(value, list):
            pairs = zip(cast("list[object]", value), getattr(made, field), strict=False)
            changed = next((one for one, two in pairs if one is not two), None)
            if isinstance(changed, ast.AST) and hasattr(changed, "lineno"):
                return getattr(changed, "lineno", 0)
    return getattr(node, "lineno", 0)


def _short(line: str) -> str:
    return f"`{line if len(line) <= _SHOWN else line[: _SHOWN - 3] + '...'}`"


def _code(tree: ast.Module) -> tuple[Any, ...] | None:
    """What the compiler makes of it, places apart; None where it makes nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _bare(compile(tree, "mutant", "exec"))
    except (SyntaxError, ValueError, TypeError, OverflowError):
        return None


def _bare(code: CodeType) -> tuple[Any, ...]:
    constants = tuple(
        _bare(c) if isinstance(c, CodeType) else (type(c).__name__, repr(c)) for c in code.co_consts
    )
    return (code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars)


def _sample(found: list[Mutant], most: int, rng: Random) -> list[Mutant]:
    by_operator = {name: [m for m in found if m.operator == name] for name in OPERATORS}
    for group in by_operator.values():
        rng.shuffle(group)
    taken: list[Mutant] = []
    while len(taken) < most:
        for group in by_operator.values():
            if group and len(taken) < most:
                taken.append(group.pop())
    return sorted(taken, key=lambda mutant: (mutant.line, mutant.operator, mutant.change))


def _exchange(
    node: ast.AST, field: str, options: dict[type, tuple[type, ...]], number: int
) -> bool:
    """The `number`-th exchange of the operator in a field; False where there are no more."""
    others = options.get(cast("object", getattr(node, field)).__class__, ())
    if number >= len(others):
        return False
    setattr(node, field, others[number]())
    return True


_ARITHMETIC: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.FloorDiv),
    ast.Div: (ast.FloorDiv, ast.Mult),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Mod: (ast.FloorDiv, ast.Mult),
    ast.Pow: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitXor: (ast.BitOr,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
}
_COMPARISONS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq, ast.GtE, ast.LtE),
    ast.NotEq: (ast.Eq, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_NAMES = {
    "min": "max", "max": "min", "any": "all", "all": "any", "sum": "len", "sorted": "list",
    "upper": "lower", "lower": "upper", "isupper": "islower", "islower": "isupper",
    "startswith": "endswith", "endswith": "startswith", "lstrip": "rstrip", "rstrip": "lstrip",
    "append": "extend", "find": "rfind", "rfind": "find", "ceil": "floor", "floor": "ceil",
    "isdigit": "isalpha", "isalpha": "isalnum", "abs": "float", "set": "list", "round": "int",
    "int": "float", "strip": "lstrip", "keys": "values", "items": "keys", "reversed": "list",
}  # fmt: skip


_SYMMETRIC = ("max", "min", "gcd", "lcm", "isclose")


def _arithmetic(node: ast.AST, number: int) -> bool:
    if isinstance(node, ast.BinOp | ast.AugAssign):
        return _exchange(node, "op", _ARITHMETIC, number)
    return False


def _comparison(node: ast.AST, number: int) -> bool:
    if not isinstance(node, ast.Compare):
        return False
    for place, operator in enumerate(node.ops):
        others = _COMPARISONS.get(type(operator), ())
        if number < len(others):
            node.ops[place] = others[number]()
            return True
        number -= len(others)
    return False


def _logic(node: ast.AST, number: int) -> bool:
    if not isinstance(node, ast.BoolOp):
        return False
    if number == 0:
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return True
    if number <= len(node.values) and len(node.values) > 1:
        del node.values[number - 1]
        return True
    return False


def _condition(node: ast.AST, number: int) -> bool:
    """A condition negated, always true, never true."""
    if not isinstance(node, ast.If | ast.While | ast.IfExp | ast.Assert) or number > 2:
        return False
    if number == 0:
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.While):
        if number == 1:
            return False  # it would never end
        node.test = ast.Constant(False)
    else:
        node.test = ast.Constant(number == 1)
    return True


def _filter(node: ast.AST, number: int) -> bool:
    """A comprehension without one of its conditions."""
    if not isinstance(node, ast.comprehension) or number >= len(node.ifs):
        return False
    del node.ifs[number]
    return True


def _constant(node: ast.AST, number: int) -> bool:
    if not isinstance(node, ast.Constant):
        return False
    value = node.value
    changed: tuple[Any, ...] = ()
    if isinstance(value, bool):
        changed = (not value,)
    elif isinstance(value, int):
        changed = (value + 1, value - 1, 0) if value else (1, -1)
    elif isinstance(value, float):
        changed = (value + 1.0, -value, value / 2)
    elif isinstance(value, str):
        changed = ("", value + "x", value[:-1]) if value else ("x", " ")
    elif value is None:
        changed = (0,)
    if number >= len(changed):
        return False
    node.value = changed[number]
    return True


def _unary(node: ast.AST, number: int) -> bool:
    """A sign or a `not` taken away."""
    if number or not isinstance(node, ast.UnaryOp):
        return False
    if isinstance(node.op, ast.Not):  # `not not x` says whether x holds
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
    else:
        node.op = ast.UAdd()
    return True


def _blocks(node: ast.AST, *names: str) -> list[list[ast.stmt]]:
    found = [getattr(node, name, None) for name in names]
    return [cast("list[ast.stmt]", block) for block in found if isinstance(block, list)]


def _statement(node: ast.AST, number: int) -> bool:
    """One statement of a block left out."""
    for block in _blocks(node, "body", "orelse", "finalbody"):
        removable = [n for n, statement in enumerate(block) if _removable(statement)]
        if number < len(removable):
            block[removable[number]] = ast.Pass()
            return True
        number -= len(removable)
    return False


def _removable(statement: ast.stmt) -> bool:
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return isinstance(statement, _REMOVABLE) and not is_text


_REMOVABLE = (ast.Assign, ast.AugAssign, ast.Expr, ast.If, ast.Return, ast.Break, ast.Continue)


def _returned(node: ast.AST, number: int) -> bool:
    if not isinstance(node, ast.Return) or node.value is None:
        return False
    changed: tuple[ast.expr, ...] = (ast.Constant(None),)
    if isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
        one, two = node.value.elts
        changed = (*changed, ast.Tuple([two, one], ast.Load()))
    if number >= len(changed):
        return False
    node.value = changed[number]
    return True


def _jump(node: ast.AST, number: int) -> bool:
    """`break` for `continue` and the other way round."""
    for body in _blocks(node, "body"):
        jumps = [n for n, done in enumerate(body) if isinstance(done, ast.Break | ast.Continue)]
        if number < len(jumps):
            at = jumps[number]
            body[at] = ast.Continue() if isinstance(body[at], ast.Break) else ast.Break()
            return True
    return False


def _slice(node: ast.AST, number: int) -> bool:
    """A bound of a slice taken away."""
    if not isinstance(node, ast.Slice):
        return False
    bounds = [name for name in ("lower", "upper", "step") if getattr(node, name) is not None]
    if number >= len(bounds):
        return False
    setattr(node, bounds[number], None)
    return True


def _called(node: ast.AST, number: int) -> bool:
    """Another function of the same use, or two arguments exchanged."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else name
    changes = [name for name in (name,) if name in _NAMES]
    if number < len(changes):
        if isinstance(node.func, ast.Attribute):
            node.func = ast.Attribute(node.func.value, _NAMES[name], ast.Load())
        else:
            node.func = ast.Name(_NAMES[name], ast.Load())
        return True
    number -= len(changes)
    if name not in _SYMMETRIC and number + 1 < len(node.args):
        node.args[number], node.args[number + 1] = node.args[number + 1], node.args[number]
        return True
    return False


def _operands(node: ast.AST, number: int) -> bool:
    """The operands of an operation that is not symmetric, exchanged."""
    uneven = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
    if number or not isinstance(node, ast.BinOp) or not isinstance(node.op, uneven):
        return False
    node.left, node.right = node.right, node.left
    return True


OPERATORS: dict[str, Callable[[ast.AST, int], bool]] = {
    "arithmetic": _arithmetic,
    "comparison": _comparison,
    "logic": _logic,
    "condition": _condition,
    "filter": _filter,
    "constant": _constant,
    "sign": _unary,
    "statement": _statement,
    "return": _returned,
    "jump": _jump,
    "slice": _slice,
    "call": _called,
    "operands": _operands,
}
"""Each changes a node in its `number`-th way, or says that it has no such way."""
