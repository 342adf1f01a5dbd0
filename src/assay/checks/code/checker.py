"""A trusted program that judges an output: the special judge of programming contests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec

from assay.checks.code.base import last_line
from assay.checks.code.languages import Built, build
from assay.checks.code.outputs import as_bytes
from assay.checks.code.programs import start
from assay.sandbox import Limits, Sandbox

__all__ = ["Checker"]

_ACCEPTED = 0
_REFUSED = (1, 2)
_FAULTS = ("SyntaxError", "IndentationError", "TabError", "ImportError", "ModuleNotFoundError")
"""What a checker in Python raises by its own fault, whatever it was given."""


class Checker(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A program in `language` that is started with the paths of input, output and answer.

    Its exit status decides, as testlib has it: 0 accepts, 1 (wrong) and 2 (badly written) refuse;
    with any other it has decided nothing. `files` lie beside it: `testlib.h`, say. It runs in
    a sandbox of its own, since what it reads was written by the program that is judged.
    """

    source: Annotated[str, msgspec.Meta(min_length=1)]
    language: str = "python"
    files: Mapping[str, str] = {}

    def __hash__(self) -> int:
        return hash((self.source, self.language, tuple(sorted(self.files.items()))))

    def built(self, sandbox: Sandbox) -> Built:
        """The checker, compiled where its language is."""
        beside = {name: as_bytes(text) for name, text in self.files.items()}
        made = build(sandbox, self.language, self.source, beside)
        return made._replace(files={**beside, **made.files}) if made.argv else made

    def decides(
        self, sandbox: Sandbox, built: Built, read: str, wrote: bytes, answer: str, limits: Limits
    ) -> tuple[bool | None, str]:
        """Whether it accepts, and what it says; None where it does not decide."""
        beside = {
            "input.txt": as_bytes(read),
            "output.txt": wrote,
            "answer.txt": as_bytes(answer),
        }
        run = start(sandbox, built, b"", limits, *beside, beside=beside)
        said = last_line(run.stderr) or last_line(run.stdout)
        if run.outcome == "exit" and run.status == _ACCEPTED:
            return True, ""
        own_fault = b"Traceback" in run.stderr or said.startswith(_FAULTS)
        own_fault = own_fault and said.split(":")[0] in (*_FAULTS, "NameError")
        if run.outcome == "exit" and run.status in _REFUSED and not own_fault:
            return False, f"the checker refuses the output{f': {said}' if said else ''}."
        ended = f"status {run.status}" if run.outcome == "exit" else run.outcome
        return None, f"The checker did not decide ({ended}{f': {said}' if said else ''})."
