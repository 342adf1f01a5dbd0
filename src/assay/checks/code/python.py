"""What checks of Python functions share: which function, how the program is found and loaded."""

from __future__ import annotations

from functools import lru_cache
from keyword import iskeyword
from typing import Literal, TypeAlias

from assay.checks.code.base import CodeCheck, ending
from assay.checks.code.calls import Called, Sources, called
from assay.checks.code.extraction import Found, defines, head_of
from assay.context import Context
from assay.response import Response
from assay.sandbox import Limits
from assay.verdict import Span, Verdict

__all__ = ["Form", "PythonCheck"]

Form: TypeAlias = Literal["auto", "program", "completion"]
_SIGPROF = 27


class PythonCheck(CodeCheck):
    """A check of a Python function.

    `entry_point` is the function (or `Class.method`) that the program must define. `prelude` is
    run before the program, in the same module. `prompt` is the code that the response may continue;
    the row's prompt serves where it begins the function. `form`: `auto` finds the program by
    rule, `program` takes the whole response, `completion` puts the prompt before it. `case_cpu`
    bounds the processor time of one call, in seconds; 0 leaves it to `cpu`.
    """

    entry_point: str
    prelude: str = ""
    prompt: str = ""
    form: Form = "auto"
    case_cpu: float = 0.0

    def validate(self) -> None:
        super().validate()
        parts = self.entry_point.split(".")
        if not all(part.isidentifier() and not iskeyword(part) for part in parts):
            raise ValueError(f"entry_point is {self.entry_point!r:.40}, which is no name")
        if not 0 <= self.case_cpu <= 3600:
            raise ValueError(f"case_cpu is {self.case_cpu}; from 0 to 3600 seconds are possible")

    @property
    def defined(self) -> str:
        """What the program must define at its margin."""
        return self.entry_point.partition(".")[0]

    def begun(self, context: Context) -> str:
        """The code that the response may continue: the check's prompt, or the row's."""
        if self.prompt:
            return self.prompt
        question = context.question
        return question if question and defines(question, self.defined) else ""

    def found(self, response: Response, prompt: str) -> Found | None:
        """The program in the response, by the check's `form`."""
        if self.form == "auto":
            return self.program(response, "python", self.defined, prompt)
        text = response.text
        if not text.strip():
            return None
        span = Span(text, 0, len(text))
        if self.form == "program":
            return Found(text, "whole, as told", span)
        return Found(prompt + text, "prompt, as told", span, prompted=True)

    def sources(self, found: Found, prompt: str) -> list[tuple[str, str]]:
        """What is run, in order: the prelude, the prompt's head, the program."""
        head = "" if found.prompted or self.form != "auto" else head_of(prompt, self.defined)
        named = (("prelude", self.prelude), ("prompt", head), ("solution.py", found.text))
        return [(name, text) for name, text in named if text]

    def not_loaded(self, fault: str, sources: Sources, found: Found) -> Verdict:
        """The verdict where the sources could not be loaded, and the last of them is the program.

        Undecided where those before it cannot be loaded by themselves: they are the row's.
        """
        ahead = tuple(sources[:-1])
        broken = _fault_of(ahead, self.limits) if ahead else ""
        if broken:
            return self.undecided(f"What the check runs before the program fails: {broken}.")
        return self.say(False, f"The program does not load: {fault}.", found, 0.0)

    def cut_short(self, called: Called) -> str:
        """Why a program did not answer all calls."""
        run = called.run
        if called.broken:
            return "The program spoke where only its results are heard."
        if run.ok:
            return "The program ended before."
        if run.outcome == "signal" and run.signal == _SIGPROF and self.case_cpu:
            return f"It took more than {self.case_cpu:g} s of processor time."
        return ending(run, self.limits)[1]


@lru_cache(maxsize=64)
def _fault_of(sources: Sources, limits: Limits) -> str:
    """What keeps trusted sources from being loaded."""
    run = called(sources, ("__name__",), (), limits)
    return run.fault or ending(run.run, limits)[1].rstrip(".")
