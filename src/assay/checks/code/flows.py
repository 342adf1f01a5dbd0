"""What comes from outside and reaches where it does harm, within one function of Python.

For the two weaknesses that need it (paths, CWE-22; pages, CWE-79), and for commands and queries
that are put together first. Sources are requests of the usual web frameworks and parameters of
their routes; for commands and queries `input` and `sys.argv` as well, whose paths are the user's
own. What passes through a known cleaner, or a function that tests the
path, counts as clean. Values that pass through other functions, or objects, are not followed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from assay.checks.code.quality.calls import full_name, imported
from assay.checks.code.quality.source import Function, Source, own_nodes

__all__ = ["Flow", "flows"]

_REQUESTS = frozenset(
    "args form values json data files cookies headers query_params path_params GET POST body "
    "query_string full_path".split()
)
_OUTSIDE = re.compile(
    r"\b(?:req|request|input|argv|get_argument|route|get|post|put|delete|patch)\b"
)
_ROUTES = frozenset(("route", "get", "post", "put", "delete", "patch"))
_CLEAN = {
    22: frozenset("secure_filename basename safe_join int uuid4 UUID send_from_directory".split()),
    78: frozenset(("quote", "int", "float")),
    79: frozenset(
        "escape clean render_template render jsonify dumps int float quote len url_for redirect "
        "abort bool send_file send_from_directory".split()
    ),
    89: frozenset(("int", "float", "quote_ident", "Identifier", "Literal", "len")),
}
_TESTS = frozenset("startswith is_relative_to commonpath commonprefix match fullmatch".split())
_OPENS = frozenset(
    "open io.open os.open os.remove os.unlink os.rmdir os.listdir os.mkdir os.makedirs os.rename "
    "shutil.rmtree shutil.copy shutil.copyfile shutil.move flask.send_file send_file pathlib.Path "
    "codecs.open zipfile.ZipFile tarfile.open".split()
)
_SHOWS = frozenset(
    "make_response HttpResponse Response HTMLResponse Markup mark_safe "
    "render_template_string".split()
)
_RUNS = frozenset(("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"))
_QUERIES = frozenset(("execute", "executemany", "executescript", "raw"))
_TYPED = (78, 89)
_SAYS = {
    22: "a path from outside is opened without a check",
    78: "a command is put together from what comes from outside",
    79: "what comes from outside is shown as a page without being escaped",
    89: "a query is put together from what comes from outside",
}


class Flow(NamedTuple):
    """A line in which something from outside does harm, and the weakness."""

    line: int
    cwe: int
    says: str


def flows(source: Source) -> list[Flow]:
    """Each weakness once a line."""
    if not _OUTSIDE.search(source.text):
        return []
    names = imported(source)
    found: dict[tuple[int, int], Flow] = {}
    for scope in (source.tree, *source.functions):
        for line, cwe in _in(scope, names):
            found.setdefault((line, cwe), Flow(line, cwe, _SAYS[cwe]))
    return sorted(found.values())


def _in(scope: ast.Module | Function, names: dict[str, str]) -> Iterator[tuple[int, int]]:
    inside = sorted(
        (n for n in own_nodes(scope) if hasattr(n, "lineno")), key=lambda n: getattr(n, "lineno", 0)
    )
    route = isinstance(scope, Function) and _route(scope)
    tests = any(
        isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr in _TESTS
        for n in inside
    )
    for cwe in _SAYS:
        if cwe == 22 and tests:
            continue
        tainted: set[str] = set()
        if route and isinstance(scope, Function):
            given = scope.args
            tainted |= {a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
            tainted -= {"self", "cls", "request"}
        for _ in range(2):  # a loop may carry a name back
            _spread(inside, tainted, names, cwe)
        yield from ((line, cwe) for line in _reached(inside, tainted, names, cwe, route=route))


def _route(function: Function) -> bool:
    """Whether a web framework calls it."""
    for decorator in function.decorator_list:
        made = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(made, ast.Attribute) and made.attr in _ROUTES:
            return True
    first = function.args.args[:1]
    return bool(first) and first[0].arg == "request"


def _spread(inside: list[ast.AST], tainted: set[str], names: dict[str, str], cwe: int) -> None:
    """Takes names in that are assigned from what is tainted, and out that are assigned anew."""
    for node in inside:
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
            targets = [node.target]
        elif isinstance(node, ast.For):
            targets, value = [node.target], node.iter
        else:
            continue
        if not isinstance(value, ast.expr):
            continue
        bad = _tainted(value, tainted, names, cwe)
        for target in targets:
            for name in ast.walk(target):
                if isinstance(name, ast.Name) and bad:
                    tainted.add(name.id)
                elif isinstance(name, ast.Name) and isinstance(node, ast.Assign):
                    tainted.discard(name.id)


def _tainted(value: ast.expr, tainted: set[str], names: dict[str, str], cwe: int) -> bool:
    """Whether something from outside is in an expression, not counting what is cleaned."""
    waiting: list[ast.AST] = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            if full_name(node.func, names).rpartition(".")[2] in _CLEAN[cwe]:
                continue
            if full_name(node.func, names) == "input" and cwe in _TYPED:
                return True
            if isinstance(node.func, ast.Attribute) and node.func.attr in _CLEAN[cwe]:
                continue
            if isinstance(node.func, ast.Attribute) and node.func.attr == "get_argument":
                return True
        if isinstance(node, ast.Compare | ast.Lambda):
            continue
        if isinstance(node, ast.Name) and node.id in tainted:
            return True
        if isinstance(node, ast.Attribute):
            name = full_name(node, names)
            owner, _, last = name.rpartition(".")
            asks = owner.rpartition(".")[2] in ("request", "req") and last in _REQUESTS
            if asks or (name == "sys.argv" and cwe in _TYPED):
                return True
        waiting.extend(ast.iter_child_nodes(node))
    return False


def _reached(
    inside: list[ast.AST], tainted: set[str], names: dict[str, str], cwe: int, *, route: bool
) -> Iterator[int]:
    for node in inside:
        if isinstance(node, ast.Call):
            name = full_name(node.func, names)
            last = node.func.attr if isinstance(node.func, ast.Attribute) else name
            shell = any(
                k.arg == "shell" and isinstance(k.value, ast.Constant) and k.value.value is True
                for k in node.keywords
            )
            harms = {
                22: name in _OPENS,
                78: name in _RUNS or (shell and name.startswith("subprocess.")),
                79: last.rpartition(".")[2] in _SHOWS or (last == "write" and name == "self.write"),
                89: last in _QUERIES and isinstance(node.func, ast.Attribute),
            }[cwe]
            if harms and node.args and _tainted(node.args[0], tainted, names, cwe):
                yield node.lineno
        elif (
            cwe == 79
            and route
            and isinstance(node, ast.Return)
            and node.value is not None
            and _page(node.value, inside)
            and _tainted(node.value, tainted, names, cwe)
        ):
            yield node.lineno


def _page(value: ast.expr, inside: list[ast.AST]) -> bool:
    """Whether what is returned is a text put together here, and no object."""
    if isinstance(value, ast.Name):
        return any(
            _page(node.value, [])
            for node in inside
            if isinstance(node, ast.Assign | ast.AugAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name) and target.id == value.id
        )
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Attribute) and value.func.attr in ("format", "join")
    return isinstance(value, ast.JoinedStr | ast.BinOp)
