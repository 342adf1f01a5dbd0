"""Running tests under pytest in the sandbox, and what of their outcomes can be believed."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from assay.checks.code.base import ending
from assay.checks.code.calls import driver
from assay.checks.code.patches import Files
from assay.sandbox import Limits, Run, Sandbox

__all__ = ["Asked", "Missing", "Ran", "run_tests"]

_CANARIES = frozenset({"asserts", "raises", "breaks", "unit", "quiet", "near"})
_PHASES = ("setup", "call", "teardown")


class Missing(NamedTuple):
    """The tests could not be run, by no fault of the code."""

    why: str


class Ran(NamedTuple):
    """What became of the tests: whether each passed, why not, and how the run ended.

    `lied` is a sentence where the outcomes cannot be believed, and empty otherwise.
    """

    outcomes: Mapping[str, bool]
    why: Mapping[str, str]
    ended: str = ""
    lied: str = ""


class Asked(NamedTuple):
    """The tests that are wanted, those of them that get twins, and how Python finds modules."""

    ids: Sequence[str]
    twins: Sequence[str]
    paths: Sequence[str]
    plugins: bool = False


def run_tests(sandbox: Sandbox, files: Files, asked: Asked, limits: Limits) -> Ran | Missing:
    """Runs tests of a repository that consists of the files."""
    nonce = secrets.token_hex(16)
    payload = json.dumps({**asked._asdict(), "nonce": nonce}).encode()
    run = sandbox.call(driver("pytest"), payload, limits, files)
    passed, ended = ending(run, limits)
    if passed is None:
        return Missing(ended)
    messages = [message for message in map(_read, run.messages) if message.get("nonce") == nonce]
    missing = next((m["missing"] for m in messages if "missing" in m), None)
    if missing is not None:
        return Missing(f"{missing!s:.40} is not installed, which runs the tests.")
    if any("done" in message for message in messages):
        ended = "it was not run"
    return _judged(messages, set(asked.ids), ended or _stopped(run))


def _stopped(run: Run) -> str:
    return "the run of the tests was ended from within" if run.ok else run.why


def _judged(messages: list[dict[str, Any]], ids: set[str], ended: str) -> Ran:
    phases: dict[str, dict[str, str]] = {}
    why: dict[str, str] = {}
    for message in messages:
        test, phase = str(message.get("test")), str(message.get("phase"))
        if "module" in message:
            said = f"{message['module']!s:.80} cannot be collected: {message.get('why')!s:.200}"
            for one in ids:
                if one.startswith(str(message["module"])):
                    why.setdefault(one, said)
        if test not in ids or phase not in _PHASES:
            continue
        if phase in phases.setdefault(test, {}):
            return Ran({}, {}, lied=f"The test {test} was reported more than once.")
        phases[test][phase] = str(message.get("outcome"))
        if message.get("outcome") == "failed":
            why.setdefault(test, str(message.get("why"))[:300] or "it fails")
    outcomes = {test: _passed(seen) for test, seen in phases.items()}
    for test in (str(m["twin"]) for m in messages if "twin" in m):
        if outcomes.get(test):
            outcomes[test] = False
            why[test] = "it passes whatever it expects: what it finds is equal to everything"
    for test, passed in outcomes.items():
        if not passed:
            why.setdefault(test, _short(phases[test]))
    return Ran(outcomes, why, ended, _lie(messages, any(outcomes.values())))


def _passed(phases: Mapping[str, str]) -> bool:
    """Whether a test passed: every phase did, or it failed as it was expected to."""
    wanted = ("passed", "passed", "passed"), ("passed", "xfailed", "passed")
    return tuple(phases.get(phase, "") for phase in _PHASES) in wanted


def _short(phases: Mapping[str, str]) -> str:
    skipped = next((phase for phase, outcome in phases.items() if outcome == "skipped"), None)
    return "it is skipped" if skipped else "it was not run to its end"


def _lie(messages: list[dict[str, Any]], some: bool) -> str:
    """A sentence where a test that must fail did not, though others are said to have passed."""
    canaries = [m for m in messages if "canary" in m]
    passed = [str(m["canary"]) for m in canaries if m.get("outcome") != "failed"]
    if passed:
        return "A test that must fail was reported as passed: the outcomes are not to be believed."
    counts = Counter(str(m["canary"]) for m in canaries)
    complete = counts.keys() == _CANARIES and len(set(counts.values())) == 1
    if some and not complete:
        return "The tests that must fail were not all run: the outcomes are not to be believed."
    return ""


def _read(message: bytes) -> dict[str, Any]:
    try:
        found = json.loads(message)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
