"""Writes what the documentation says of the code from the code itself.

    python scripts/write_docs.py           writes
    python scripts/write_docs.py --check   fails where a page is out of date

Pages: the reference of all kinds (docs/checks.md), the command line (docs/cli.md), every known type
of constraint (docs/constraints.md), what each suite's ids become (docs/suites.md), the JSON Schema
of a row (docs/row.schema.json) and of a run's configuration (docs/run.schema.json), and the stubs
that tell type checkers which classes a family has.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import assay
from assay.check import Check
from assay.cli import COMMANDS, cli
from assay.cli.checks import page, summary_line
from assay.evaluate.runs.config import schema as config_schema
from instruction_pages import constraints_page, suites_page

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = ("answer", "code", "text")
MADE = "Written by scripts/write_docs.py; edits here are lost."


def classes() -> list[type[Check]]:
    own = (assay.find(kind) for kind in assay.kinds())
    return [cls for cls in own if cls.__module__.partition(".")[0] == "assay"]


def checks_page() -> str:
    lines = [f"<!-- {MADE} -->", "# The checks", ""]
    lines += [
        "Every kind with its parameters, and its examples as they come out. `assay checks KIND`",
        "prints the same; `assay checks KIND --json` adds the JSON Schema.",
        "",
        "| kind | what must hold |",
        "|---|---|",
    ]
    for cls in classes():
        anchor = cls.kind.replace(".", "")
        lines.append(f"| [`{cls.kind}`](#{anchor}) | {summary_line(cls)} |")
    for cls in classes():
        lines += ["", f"## {cls.kind}", "", "```text", page(cls), "```"]
    return "\n".join(lines) + "\n"


def cli_page() -> str:
    lines = [f"<!-- {MADE} -->", "# The command line", ""]
    pages: list[tuple[str, click.Command]] = [("assay", cli)]
    for name in sorted(COMMANDS):
        pages += with_parts(f"assay {name}", command(name))
    for name, made in pages:
        with click.Context(
            made, info_name=name, terminal_width=96, max_content_width=96
        ) as context:
            lines += [f"## {name}", "", "```text", made.get_help(context), "```", ""]
    return "\n".join(lines)


def with_parts(name: str, made: click.Command) -> list[tuple[str, click.Command]]:
    """A command, and below it those of a group."""
    parts = made.commands if isinstance(made, click.Group) else {}
    return [(name, made), *((f"{name} {part}", parts[part]) for part in sorted(parts))]


def command(name: str) -> click.Command:
    return getattr(import_module(f"assay.cli.{name}"), name)


def row_schema() -> str:
    kinds: dict[str, Any] = {cls.kind: assay.schema(cls) for cls in classes()}
    shared: dict[str, Any] = {}
    for kind in kinds.values():
        shared |= kind.pop("$defs", {})
    shared["Check"] = {"anyOf": list(kinds.values())}
    message = {
        "type": "object",
        "properties": {"role": {"type": "string"}},
        "required": ["role"],
    }
    content = {"anyOf": [{"type": "string"}, {"type": "array", "items": message}]}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A row of Assay",
        "description": MADE,
        "type": "object",
        "properties": {
            "id": {"description": "A name for the row; not looked at."},
            "prompt": {"description": "What was asked.", **content},
            "response": {
                "description": "What was answered; a list of answers to one prompt, too.",
                "anyOf": [*content["anyOf"], {"type": "array", "items": content}],
            },
            "checks": {"type": "array", "items": {"$ref": "#/$defs/Check"}},
            "reference": {"description": "What to compare with; any JSON."},
            "meta": {"type": "object"},
        },
        "required": ["response"],
        "$defs": shared,
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def run_schema() -> str:
    return json.dumps({**config_schema(), "description": MADE}, indent=1) + "\n"


def stub(family: str) -> str:
    own = [cls for cls in classes() if cls.kind.startswith(f"{family}.")]
    lines = [f"# {MADE}", ""]
    lines += [f"from {cls.__module__} import {cls.__name__} as {cls.__name__}" for cls in own]
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    made = {
        ROOT / "docs/checks.md": checks_page(),
        ROOT / "docs/cli.md": cli_page(),
        ROOT / "docs/constraints.md": constraints_page(MADE),
        ROOT / "docs/suites.md": suites_page(MADE),
        ROOT / "docs/row.schema.json": row_schema(),
        ROOT / "docs/run.schema.json": run_schema(),
    }
    for family in FAMILIES:
        made[ROOT / f"src/assay/checks/{family}/__init__.pyi"] = stub(family)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    stale = [p for p, text in pages().items() if not p.exists() or p.read_text() != text]
    for path in stale:
        print(f"{'out of date' if options.check else 'written'}: {path.relative_to(ROOT)}")
        if not options.check:
            path.write_text(pages()[path])
    sys.exit(bool(stale) and options.check)


if __name__ == "__main__":
    main()
