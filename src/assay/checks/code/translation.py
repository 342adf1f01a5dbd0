"""Assertions as calls with expected results, where they can be translated.

A test such as `assert f([1, 2]) == 3` becomes the call f([1, 2]), which runs in the program's
jail, and the rest of the expression, which is worked out here once its result has come back. So
neither expected values nor assertions are ever near the program. What is understood:

    assert EXPRESSION, in a list, in a text, or in the body of `def check(candidate)`
    NAME = EXPRESSION before it, where no call of the program's is in it
    literals, displays, operators, comparisons, `not`, `and`, `or`, `in`, `is None`, subscripts,
    and of functions abs, all, any, bool, complex, dict, float, frozenset, int, isinstance of a
    builtin type, len, list, max, min, range, round, set, sorted, str, sum, tuple, type,
    math.isclose and those other functions of math that are quick whatever they are given

Everything else (loops, try, functions of its own, modules, a call inside a call, a variable that
the program might change) is not, and `translated` gives None: such tests are run as they are, in a
jail for judging.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, cast

from assay.checks.code.wire import collide

__all__ = ["Assertion", "Step", "translated"]

_MOST = 2000
_LARGEST = 1_000_000
_BUILTINS: dict[str, Callable[..., Any]] = {
    f.__name__: f
    for f in (
        abs, all, any, bool, complex, dict, float, frozenset, int, len, list, max, min, range,
        round, set, sorted, str, sum, tuple, type,
    )
}  # fmt: skip
_TYPES = {"NoneType": type(None)} | {
    t.__name__: t for t in (bool, complex, dict, float, frozenset, int, list, set, str, tuple)
}
_Work = Callable[[Any, Any], Any]
_BINARY: dict[type[ast.AST], _Work] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: lambda a, b: a / b, ast.FloorDiv: lambda a, b: a // b, ast.Mod: operator.mod,
    ast.Pow: lambda a, b: a**b, ast.BitAnd: lambda a, b: a & b, ast.BitOr: lambda a, b: a | b,
    ast.BitXor: lambda a, b: a ^ b,
}  # fmt: skip
_UNARY: dict[type[ast.AST], Callable[[Any], Any]] = {
    ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Not: operator.not_,
    ast.Invert: operator.invert,
}  # fmt: skip
_COMPARED: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
    ast.In: lambda one, other: one in other, ast.NotIn: lambda one, other: one not in other,
}  # fmt: skip


_MATH = frozenset(
    "acos asin atan atan2 ceil copysign cos degrees dist exp fabs floor fmod fsum hypot isclose"
    " isfinite isinf isnan log log10 log1p log2 pow radians sin sqrt tan trunc".split()
)
"""Functions that are quick whatever they are given."""


class Step(NamedTuple):
    """A call that the program is to answer."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class Assertion:
    """What must hold of the results of its calls."""

    def __init__(self, test: ast.expr, known: dict[str, Any], names: Sequence[str]) -> None:
        self.text = ast.unparse(test)
        self._test = test
        self._known = known
        self.calls: list[Step] = []
        self._places: dict[ast.Call, int] = {}
        self._find(test, names)

    def _find(self, test: ast.expr, names: Sequence[str]) -> None:
        """Notes the calls of the program's, in the order in which they are written."""
        calls = [n for n in ast.walk(test) if isinstance(n, ast.Call)]
        ours = [call for call in calls if _name_of(call.func) in names]
        for node in sorted(ours, key=lambda call: (call.lineno, call.col_offset)):
            inner = [n for arg in _arguments(node) for n in ast.walk(arg)]
            if any(isinstance(n, ast.Call) and _name_of(n.func) in names for n in inner):
                raise _Untranslated("a call inside a call")
            args = [_value(arg, self._known, {}) for arg in node.args]
            if any(word.arg is None for word in node.keywords):
                raise _Untranslated("arguments by **")
            kwargs = {str(w.arg): _value(w.value, self._known, {}) for w in node.keywords}
            self._places[node] = len(self.calls)
            self.calls.append(Step(_name_of(node.func), tuple(args), kwargs))
        _understood(test, self._known, self._places)
        _worked_out(test, self._known, self._places)

    @property
    def equals(self) -> tuple[Any] | None:
        """The value that the one call must equal, where that is all that is asserted."""
        test = self._test
        if not isinstance(test, ast.Compare) or len(self.calls) != 1:
            return None
        if [type(op) for op in test.ops] != [ast.Eq] or test.left not in self._places:
            return None
        return (_value(test.comparators[0], self._known, {}),)

    def holds(self, results: Sequence[Any]) -> bool:
        """Whether it does, of these results. Raises whatever working it out raises."""
        made = {node: results[place] for node, place in self._places.items()}
        return bool(_value(self._test, self._known, made))


class _Untranslated(Exception):
    """This is not understood."""


def translated(tests: Sequence[str], entry_point: str) -> list[Assertion] | None:
    """The assertions of tests, one after another; None where one of them is not understood."""
    try:
        found: list[Assertion] = []
        for test in tests:
            found += _translated(ast.parse(test), entry_point)
        return found if 0 < len(found) <= _MOST and any(a.calls for a in found) else None
    except (_Untranslated, SyntaxError, ValueError, TypeError, ArithmeticError):
        return None
    except (LookupError, AttributeError, MemoryError, RecursionError):
        return None


def _translated(tree: ast.Module, entry_point: str) -> list[Assertion]:
    names = [entry_point]
    body: list[ast.stmt] = []
    known: dict[str, Any] = {}
    check: ast.FunctionDef | None = None
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "check" and _takes_one(node):
            check = node
            names.append(node.args.args[0].arg)
        elif not (isinstance(node, ast.Expr) and _calls_check(node, entry_point)):
            body.append(node)
    if check is not None:
        body += check.body
    return [a for node in body for a in _statement(node, names, known)]


def _takes_one(node: ast.FunctionDef) -> bool:
    given = node.args
    others = (*given.posonlyargs, *given.kwonlyargs, *given.defaults, *node.decorator_list)
    return len(given.args) == 1 and not others and not given.vararg and not given.kwarg


def _calls_check(node: ast.Expr, entry_point: str) -> bool:
    return ast.unparse(node) == f"check({entry_point})"


def _statement(node: ast.stmt, names: list[str], known: dict[str, Any]) -> list[Assertion]:
    """What a statement asserts; a simple assignment is noted in `known`."""
    if isinstance(node, ast.Assert):
        return [_assertion(node, names, known)]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return []
    if isinstance(node, ast.Pass):
        return []
    if isinstance(node, ast.Import) and ast.unparse(node) == "import math":
        return []
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        if isinstance(target, ast.Name) and not _uses(node.value, names):
            known[target.id] = _value(node.value, known, {})
            return []
    raise _Untranslated(type(node).__name__)


def _assertion(node: ast.Assert, names: list[str], known: dict[str, Any]) -> Assertion:
    made = Assertion(node.test, dict(known), names)
    if not made.calls and any(isinstance(n, ast.Name) for n in ast.walk(node.test)):
        raise _Untranslated("an assertion about something else")
    mutable = [
        n.id
        for call in ast.walk(node.test)
        if isinstance(call, ast.Call) and _name_of(call.func) in names
        for argument in _arguments(call)
        for n in ast.walk(argument)
        if isinstance(n, ast.Name) and isinstance(known.get(n.id), list | dict | set)
    ]
    for name in mutable:  # the program may have changed it: not to be used again
        known.pop(name, None)
    if mutable and _uses_twice(node.test, mutable):
        raise _Untranslated("a variable that the program may change")
    return made


def _understood(node: ast.AST, known: dict[str, Any], made: dict[ast.Call, int]) -> None:
    """Raises _Untranslated where working the expression out would meet something else."""
    if isinstance(node, ast.Call):
        if node in made:
            return
        name = ast.unparse(node.func)
        if name == "isinstance" and len(node.args) == 2:
            _types(node.args[1])
        elif _function(name, known) is None or any(word.arg is None for word in node.keywords):
            raise _Untranslated(f"a call of {name}")
        parts: list[ast.expr] = _arguments(node)
    elif isinstance(node, ast.Slice):
        parts = [part for part in (node.lower, node.upper, node.step) if part is not None]
    elif type(node) not in _EVALUATE:
        raise _Untranslated(type(node).__name__)
    else:
        if isinstance(node, ast.Name | ast.Attribute):
            _value(node, known, {})
            return
        parts = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
    for part in parts:
        _understood(part, known, made)


def _worked_out(node: ast.expr, known: dict[str, Any], made: dict[ast.Call, int]) -> None:
    """Raises what working out the parts without a call of the program's raises."""
    if not any(isinstance(part, ast.Call) and part in made for part in ast.walk(node)):
        _value(node, known, {})
        return
    if isinstance(node, ast.Call) and node in made:
        return
    parts = _arguments(node) if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
    for part in parts:
        if isinstance(part, ast.expr) and not isinstance(part, ast.Slice):
            _worked_out(part, known, made)


def _function(name: str, known: dict[str, Any]) -> Callable[..., Any] | None:
    """What a call of that name calls; None where it is not understood."""
    if name.partition(".")[0] in known:
        return None
    if name.startswith("math."):
        return getattr(math, name[5:]) if name[5:] in _MATH else None
    return _BUILTINS.get(name)


def _uses(node: ast.AST, names: Sequence[str]) -> bool:
    return any(isinstance(n, ast.Name) and n.id in names for n in ast.walk(node))


def _uses_twice(node: ast.AST, names: Sequence[str]) -> bool:
    used = [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
    return any(used.count(name) > 1 for name in names)


def _arguments(node: ast.Call) -> list[ast.expr]:
    return [*node.args, *(word.value for word in node.keywords)]


def _name_of(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _value(node: ast.expr, known: dict[str, Any], made: dict[ast.Call, Any]) -> Any:
    """The value of an expression; `made` has the results of the program's calls."""
    evaluate = _EVALUATE.get(type(node))
    if evaluate is None:
        raise _Untranslated(type(node).__name__)
    return evaluate(cast("Any", node), known, made)


def _call(node: ast.Call, known: dict[str, Any], made: dict[ast.Call, Any]) -> Any:
    if node in made:
        return made[node]
    name = ast.unparse(node.func)
    if name == "isinstance" and len(node.args) == 2 and not node.keywords:
        return isinstance(_value(node.args[0], known, made), _types(node.args[1]))
    function = _function(name, known)
    if function is None:
        raise _Untranslated(f"a call of {name}")
    args = [_value(arg, known, made) for arg in node.args]
    if name == "range" and len(range(*args)) > _LARGEST:
        raise _Untranslated("a range of that length")
    if name in ("set", "frozenset") and args and collide(list(args[0])):
        raise _Untranslated("elements of one hash")
    kwargs = {str(word.arg): _value(word.value, known, made) for word in node.keywords}
    if None in [word.arg for word in node.keywords]:
        raise _Untranslated("arguments by **")
    return function(*args, **kwargs)


def _attribute(node: ast.Attribute, known: dict[str, Any], _: Any) -> Any:
    """math.pi and its like; tests use it where the program has imported math."""
    value = getattr(math, node.attr, None) if _name_of(node.value) == "math" else None
    if not isinstance(value, float) or "math" in known:
        raise _Untranslated("an attribute")
    return value


def _types(node: ast.expr) -> Any:
    if isinstance(node, ast.Tuple):
        return tuple([_types(one) for one in node.elts])
    if _name_of(node) not in _TYPES:
        raise _Untranslated("a type that is not builtin")
    return _TYPES[_name_of(node)]


def _name(node: ast.Name, known: dict[str, Any], _: Any) -> Any:
    if node.id not in known:
        if node.id in _TYPES:
            return _TYPES[node.id]
        raise _Untranslated(f"the name {node.id}")
    return known[node.id]


def _binary(node: ast.BinOp, known: dict[str, Any], made: dict[ast.Call, Any]) -> Any:
    one, other = _value(node.left, known, made), _value(node.right, known, made)
    work = _BINARY.get(type(node.op))
    if work is None or (isinstance(node.op, ast.Pow) and not _small_power(one, other)):
        raise _Untranslated("an operator")
    if isinstance(node.op, ast.Mult) and not _small_product(one, other):
        raise _Untranslated("a product of that size")
    return work(one, other)


def _small_power(base: Any, power: Any) -> bool:
    if isinstance(base, float | complex) or isinstance(power, float | complex):
        return True
    return (
        isinstance(base, int)
        and isinstance(power, int)
        and (abs(power) * max(base.bit_length(), 1) <= _LARGEST)
    )


def _small_product(one: Any, other: Any) -> bool:
    sizes = [(v if isinstance(v, int) else len(v)) for v in (one, other) if _repeats(one, other)]
    return not sizes or sizes[0] * sizes[1] <= _LARGEST


def _repeats(one: Any, other: Any) -> bool:
    kinds = (
        isinstance(one, list | tuple | str | bytes),
        isinstance(other, list | tuple | str | bytes),
    )
    return kinds in ((True, False), (False, True))


def _compare(node: ast.Compare, known: dict[str, Any], made: dict[ast.Call, Any]) -> Any:
    left = _value(node.left, known, made)
    for op, right_node in zip(node.ops, node.comparators, strict=True):
        right = _value(right_node, known, made)
        if isinstance(op, ast.Is | ast.IsNot) and not (
            right is None or isinstance(right, bool | type)
        ):
            raise _Untranslated("an identity")
        if not _COMPARED[type(op)](left, right):
            return False
        left = right
    return True


def _bool(node: ast.BoolOp, known: dict[str, Any], made: dict[ast.Call, Any]) -> Any:
    value: Any = None
    for one in node.values:
        value = _value(one, known, made)
        if bool(value) is isinstance(node.op, ast.Or):
            return value
    return value


def _subscript(node: ast.Subscript, known: dict[str, Any], made: dict[ast.Call, Any]) -> Any:
    value = _value(node.value, known, made)
    if isinstance(node.slice, ast.Slice):
        parts = (node.slice.lower, node.slice.upper, node.slice.step)
        return value[slice(*[None if p is None else _value(p, known, made) for p in parts])]
    return value[_value(node.slice, known, made)]


def _dict(node: ast.Dict, known: dict[str, Any], made: dict[ast.Call, Any]) -> Any:
    if None in node.keys:
        raise _Untranslated("a dictionary from another")
    keys = [_value(key, known, made) for key in node.keys if key is not None]
    return dict(zip(keys, [_value(v, known, made) for v in node.values], strict=True))


def _choice(node: ast.IfExp, known: dict[str, Any], made: dict[ast.Call, Any]) -> Any:
    return _value(node.body if _value(node.test, known, made) else node.orelse, known, made)


def _constant(node: ast.Constant, _: Any, __: Any) -> Any:
    if node.value is ...:
        raise _Untranslated("an ellipsis")
    return node.value


_EVALUATE: dict[type[ast.AST], Callable[[Any, dict[str, Any], dict[ast.Call, Any]], Any]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Call: _call,
    ast.BinOp: _binary,
    ast.UnaryOp: lambda node, known, made: _UNARY[type(node.op)](_value(node.operand, known, made)),
    ast.Compare: _compare,
    ast.BoolOp: _bool,
    ast.Subscript: _subscript,
    ast.Attribute: _attribute,
    ast.List: lambda node, known, made: [_value(one, known, made) for one in node.elts],
    ast.Tuple: lambda node, known, made: tuple([_value(one, known, made) for one in node.elts]),
    ast.Set: lambda node, known, made: {_value(one, known, made) for one in node.elts},
    ast.Dict: _dict,
    ast.IfExp: _choice,
}
