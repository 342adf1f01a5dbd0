"""The kind `code.ruff`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated

import msgspec

from assay.check import Example
from assay.checks.code.quality.base import Finding, QualityCheck, listed
from assay.checks.code.quality.linter import NoLinter, faults, linter_version
from assay.checks.code.quality.source import Source, Unread

__all__ = ["Ruff"]

_RULE = re.compile(r"[A-Z]{1,6}[0-9]{0,4}\Z")
_SETTING = re.compile(r"(?:line-length|lint\.[a-z0-9-]+(?:\.[a-z0-9-]+)?)\Z")
_PLAIN = re.compile(r"[\w .-]{0,60}\Z")
_SAID = {
    "A": "shadow no built-in name",
    "B": "avoid likely bugs (flake8-bugbear)",
    "C4": "write comprehensions in their simplest form",
    "C408": "write literals, not dict() or list()",
    "C901": "keep functions simple",
    "COM812": "put a comma after the last element",
    "D": "follow the conventions of docstrings",
    "DTZ": "give every time its zone",
    "E": "follow PEP 8",
    "E501": "keep lines short",
    "E711": "compare with None by `is`",
    "E722": "name the exceptions in every except clause",
    "E731": "assign no lambda to a name",
    "ERA001": "leave no code in comments",
    "F": "leave no unused or undefined names",
    "F401": "import nothing that is not used",
    "F841": "assign no variable that is not used",
    "FBT": "take no booleans by position",
    "FURB": "use the modern form of every expression",
    "I001": "sort the imports",
    "N": "follow the naming conventions of PEP 8",
    "PERF": "avoid slow forms of loops",
    "PIE": "leave out what is not needed",
    "PLR0911": "return from few places",
    "PLR0912": "branch in few places",
    "PLR0913": "take few arguments",
    "PLR2004": "compare with no number that has no name",
    "PTH": "use pathlib for paths",
    "RET": "return in a consistent way",
    "RET505": "have no else after a return",
    "S": "avoid what is insecure",
    "SIM": "write conditions and blocks in their simplest form",
    "T20": "do not print",
    "TRY": "raise and handle exceptions in the recommended way",
    "UP": "use the modern syntax",
    "W": "leave no stray white space",
    "ANN": "annotate functions with types",
}
_DRAWN = ("E722", "E711", "F401", "F841", "RET505", "PLR2004", "SIM", "N", "C4", "UP", "PTH", "D")


class Ruff(QualityCheck, kind="code.ruff"):
    """ruff has nothing to say against the program by these rules.

    `rules` are ruff's codes or prefixes of them (`E501`, `D`, `PLR09`), `settings` pairs of a name
    and a value of its configuration (`["lint.pydocstyle.convention", "google"]`,
    `["lint.mccabe.max-complexity", 5]`, `["line-length", 79]`), `instruction` says in words what is
    asked. Any configuration but this is ignored, and so is what the program says to ruff
    (`# noqa`). A rule about what a program does not have says nothing: for what must be there use
    the kinds of their own, such as `code.docstrings` and `code.uses`. Undecided where ruff is not
    installed (extra `code`) or does not know a rule.
    """

    scoring = "1 - faults/lines, at least 0; 1.0 exactly when there is no fault."

    rules: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=100)]
    settings: tuple[tuple[str, str | int | bool], ...] = ()
    instruction: str = ""

    def validate(self) -> None:
        for rule in self.rules:
            if not _RULE.match(rule):
                raise ValueError(f"{rule!r:.40} is no code of a rule of ruff")
        for name, value in self.settings:
            if not _SETTING.match(name) or not _PLAIN.match(str(value)):
                raise ValueError(f"{name!r:.40} = {value!r:.40} is no setting of a rule of ruff")

    @classmethod
    def definitions(cls) -> tuple[str, ...]:
        return (f"ruff:{linter_version()}",) if linter_version() else ()

    def finding(self, source: Source) -> Finding:
        try:
            found = faults(source.text, self.rules, self.settings)
        except NoLinter as fault:
            raise Unread(f"There is no verdict: {fault}.", wrong=False) from None
        wrong = [(fault.line, f"{fault.says} ({fault.rule})") for fault in found]
        return Finding(
            wrong,
            max(len(source.lines), len(wrong)),
            "",
            f"ruff has nothing against it by {listed(self.rules)}.",
        )

    def describe(self) -> str:
        if self.instruction:
            return self.instruction if self.instruction.endswith(".") else f"{self.instruction}."
        known = [_SAID[rule] for rule in self.rules if rule in _SAID]
        named = f"ruff's rule{'s' * (len(self.rules) > 1)} {listed(self.rules)}"
        more = [f"{name} = {value}" for name, value in self.settings]
        named += f" (with {listed(more)})" if more else ""
        if len(known) == len(self.rules):
            return f"In the code, {listed(known)}: it must have no fault by {named}."
        return f"The code must have no fault by {named}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(rules=("E722",)), "try:\n    f()\nexcept OSError:\n    g()\n", True),
            Example(cls(rules=("E722",)), "try:\n    f()\nexcept:  # noqa\n    g()\n", False),
            Example(cls(rules=("E722",)), "There is no code.", False),
            Example(cls(rules=("F401",)), "```python\nimport (\n```", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Ruff:
        easy = level < 3
        names = _DRAWN[:5] if easy else _DRAWN[4:]
        return cls(rules=tuple(rng.sample(names, (1, 2, 1, 2, 3)[min(max(level, 1), 5) - 1])))
