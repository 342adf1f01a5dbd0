"""Runs inside the sandbox: the tests of a repository under pytest, each outcome sent as it comes.

A `Driver` source: the standard library only, and pytest once `main` is called. The payload is
JSON: `ids` (the tests that are wanted), `paths` (put in front of `sys.path`), `nonce`. Messages are
JSON with the nonce: `{"ready"}`, `{"test", "phase", "outcome", "why"}` for each phase of each
test, `{"canary", "outcome"}`, `{"twin"}` for a test that passes whatever it expects,
`{"module", "why"}` for what cannot be collected, and at the end `{"done"}`; or `{"missing"}`.

The tests share this process with the code that they test. What sends the outcomes is bound before
any of that is loaded, and in every module tests are put that must fail, under names made from the
nonce: who makes all tests pass makes these pass too. Of the tests in `twins` a second one is made
whose comparisons `assert found == expected` (and `assertEqual`) have something else for what is
expected: it must not pass, as it does where what is found is an object that is equal to everything.
It is harder to lie so, not impossible.
"""

from __future__ import annotations

import ast
import json
import os
import random
import sys
import types
from typing import Any

_SHOWN = 300


def main(payload: bytes, channel: Any) -> None:
    """Runs the tests and ends the process."""
    asked = json.loads(payload)
    sys.path[0:0] = [os.path.abspath(path) for path in asked["paths"]]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "" if asked["plugins"] else "1"
    send = _sender(channel, asked["nonce"])
    try:
        import pytest
    except ImportError:
        send({"missing": "pytest"})
        return
    modules = sorted({name.split("::")[0] for name in asked["ids"]})
    there = [name for name in modules if os.path.isfile(name)]
    for name in set(modules) - set(there):
        send({"module": name, "why": "there is no such file"})
    send({"ready": True})
    leave = os._exit
    twins, reached = _twins(asked["twins"], asked["nonce"])
    plugin = _plugin(pytest, set(asked["ids"]), twins, reached, asked["nonce"], send)
    options = ["-q", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    options += ["-o", "addopts=", "--tb=no", "--rootdir=."]
    if there:
        files = dict.fromkeys([*there, *(name.split("::")[0] for name in twins)])
        pytest.main([*options, *files], [plugin])
    send({"done": True})
    leave(0)


def _sender(channel: Any, nonce: str) -> Any:
    """What sends a message, with all that it needs bound now."""
    out, encode, who, own = channel.send, json.JSONEncoder().encode, os.getpid, os.getpid()

    def send(message: dict[str, Any]) -> None:
        if who() == own:
            out(encode({**message, "nonce": nonce}).encode())

    return send


def _twins(ids: list[str], nonce: str) -> tuple[dict[str, str], list[bool]]:
    """Twins of tests, in files beside theirs: the id of each by that of its twin.

    The list is filled where a twin reaches a comparison that was changed.
    """
    helper: Any = types.ModuleType(f"twin_{nonce}")
    reached: list[bool] = []

    def different(value: Any) -> Any:
        """Something of the same type that is not equal."""
        reached.append(True)
        more: dict[type, Any] = {
            str: lambda: value + nonce,
            bytes: lambda: value + nonce.encode(),
            int: lambda: value + 7_368_787,
            float: lambda: value * 3 + 7_368_787,
            bool: lambda: not value,
            list: lambda: [*value, nonce],
            tuple: lambda: (*value, nonce),
            set: lambda: {*value, nonce},
            dict: lambda: {**value, nonce: nonce},
            type(None): lambda: nonce,
        }
        if type(value) not in more:
            raise AssertionError("no twin of this type")
        return more[type(value)]()

    helper.different = different
    sys.modules[helper.__name__] = helper
    made: dict[str, str] = {}
    for path in {name.split("::")[0] for name in ids}:
        names = {name for name in ids if name.startswith(f"{path}::")}
        source = _twin_source(path, names, helper.__name__)
        if source is None:
            continue
        folder, file = os.path.split(path)
        twin = os.path.join(folder, f"test_{nonce[:12]}_{file}")
        with open(twin, "w", encoding="utf-8") as written:
            written.write(source)
        made.update({f"{twin}{name[len(path) :]}": name for name in names})
    return made, reached


def _twin_source(path: str, names: set[str], helper: str) -> str | None:
    """A test module with other expectations in those tests; None where there are none to change."""
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return None
    plain = {name.split("::", 1)[1].split("[")[0] for name in names}
    changed = False
    for name in plain:
        body: Any = tree
        for part in name.split("::"):
            defined = [n for n in getattr(body, "body", ()) if getattr(n, "name", None) == part]
            body = defined[-1] if defined else None
        for statement in getattr(body, "body", ()):
            changed = _changed(statement, helper) or changed
    return ast.unparse(ast.fix_missing_locations(tree)) if changed else None


def _changed(statement: ast.stmt, helper: str) -> bool:
    """Puts something else for what a statement expects; whether it expects anything."""

    def different(node: ast.expr) -> ast.expr:
        module = ast.parse(f"__import__({helper!r}).different", mode="eval").body
        return ast.Call(module, [node], [])

    match statement:
        case ast.Assert(test=ast.Compare(ops=[ast.Eq()], comparators=[right]) as test):
            if isinstance(test.left, ast.Constant):
                test.left = different(test.left)
            else:
                test.comparators = [different(right)]
            return True
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(attr="assertEqual"), args=[one, two, *_]) as call
        ):
            place = 0 if isinstance(one, ast.Constant) else 1
            call.args[place] = different((one, two)[place])
            return True
        case _:
            return False


def _plugin(
    pytest: Any,
    wanted: set[str],
    twins: dict[str, str],
    reached: list[bool],
    nonce: str,
    send: Any,
) -> Any:
    """The plugin that picks the wanted tests, adds those that must fail, and tells of all."""
    canaries = _canaries(pytest, nonce)
    chance = random.Random(nonce)  # noqa: S311
    names: dict[str, str] = {}
    doubtful: set[str] = set()

    class Reporter:
        @pytest.hookimpl(trylast=True)
        def pytest_collection_modifyitems(self, items: list[Any]) -> None:
            kept = [item for item in items if item.nodeid in wanted]
            doubtful.update(item.nodeid for item in kept if item.get_closest_marker("xfail"))
            parents = {id(item.getparent(pytest.Module)): item for item in kept}
            for number, item in enumerate(parents.values()):
                module = item.getparent(pytest.Module)
                for kind, call in canaries.items():
                    name = f"test_{chance.getrandbits(64):x}_{number}"
                    made = pytest.Function.from_parent(module, name=name, callobj=call)
                    names[made.nodeid] = kind
                    kept.insert(chance.randint(0, len(kept)), made)
            items[:] = [*kept, *(item for item in items if item.nodeid in twins)]

        @pytest.hookimpl(tryfirst=True)
        def pytest_runtest_setup(self) -> None:
            reached.clear()

        @pytest.hookimpl(trylast=True)
        def pytest_collectreport(self, report: Any) -> None:
            if report.failed and nonce[:12] not in report.nodeid:
                send({"module": report.nodeid, "why": _why(report)})

        @pytest.hookimpl(tryfirst=True)
        def pytest_runtest_logreport(self, report: Any) -> None:
            expected = report.skipped and hasattr(report, "wasxfail")
            # Only a test that is marked so may fail: the code under test can call pytest.xfail.
            outcome = "xfailed" if expected and report.nodeid in doubtful else report.outcome
            if report.nodeid in names:
                if report.when == "call":
                    send({"canary": names[report.nodeid], "outcome": outcome})
                return
            if report.nodeid in twins:
                if report.when == "call" and report.passed and reached:
                    send({"twin": twins[report.nodeid]})
                return
            told = {"test": report.nodeid, "phase": report.when, "outcome": outcome}
            send({**told, "why": _why(report) if report.failed else ""})

    return Reporter()


def _canaries(pytest: Any, nonce: str) -> dict[str, Any]:
    """Tests that must fail, one for each way in which a test says so."""
    import unittest

    chance = random.Random(nonce + "values")  # noqa: S311
    one, other = chance.getrandbits(62), -1

    def asserts() -> None:
        assert one == other

    def raises() -> None:
        raise AssertionError(one)

    def breaks() -> None:
        raise ZeroDivisionError(one)

    def unit() -> None:
        unittest.TestCase().assertEqual(one, other)  # noqa: PT009

    def quiet() -> None:
        with pytest.raises(ValueError, match=str(one)):
            abs(other)

    def near() -> None:
        assert one == pytest.approx(other)

    made = (asserts, raises, breaks, unit, quiet, near)
    return {test.__name__: test for test in made}


def _why(report: Any) -> str:
    """The message of what was raised, without the trace."""
    crash = getattr(report.longrepr, "reprcrash", None)
    text = str(getattr(crash, "message", None) or "").split("\n")[0]
    if not text:
        lines = str(report.longrepr or "").splitlines()
        text = "\n".join([line[1:] for line in lines if line.startswith("E ")] or lines[-3:])
    return " ".join(text.split())[:_SHOWN]
