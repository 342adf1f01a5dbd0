"""What the tests of the sandbox's core share: a driver that executes what it is given."""

from __future__ import annotations

import json
from typing import Any

from assay.sandbox import Driver, Limits, Run, Sandbox

EXEC = Driver(
    name="exec",
    source="def main(payload, channel):\n"
    "    exec(payload.decode(), {'__name__': 'program', 'channel': channel})\n",
)
ASK = Driver(
    name="ask",
    source="""
import json

def main(payload, channel):
    space = {}
    exec(payload.decode(), space)
    try:
        answer = space["ask"]()
    except BaseException as error:
        answer = type(error).__name__
    channel.send(json.dumps(answer).encode())
""",
)
QUICK = Limits(cpu=5, wall=10)


def execute(sandbox: Sandbox, code: str, limits: Limits = QUICK) -> Run:
    """Runs code in the warm interpreter."""
    return sandbox.call(EXEC, code.encode(), limits)


def ask(sandbox: Sandbox, expression: str, imports: str = "os", limits: Limits = QUICK) -> Any:
    """What an expression gives inside, or the name of the exception that it raises."""
    code = f"import {imports}\ndef ask():\n    return {expression}\n"
    run = sandbox.call(ASK, code.encode(), limits)
    assert run.messages, (run.why, run.stderr)
    return json.loads(run.messages[0])
