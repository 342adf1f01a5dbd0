"""`assay checks [KIND]`: what can be checked, with schema and live examples."""

from __future__ import annotations

import inspect
from typing import Any

import click
import msgspec

from assay.check import Check, Example, schema
from assay.engine.api import verify
from assay.phrasing import phrasings
from assay.registry import find, kinds, load
from assay.sample import encode_json
from assay.verdict import Verdict

__all__ = ["checks", "page", "summary_line", "type_words"]

_PHRASINGS = 3


@click.command()
@click.argument("kind", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the schema and the examples.")
@click.option(
    "--load",
    "loads",
    multiple=True,
    metavar="FILE.py:NAME",
    help="Make a check of your own known. Runs that file.",
)
def checks(kind: str | None, as_json: bool, loads: tuple[str, ...]) -> None:
    """List all kinds of checks, or document KIND: parameters, and examples as they come out now."""
    for reference in loads:
        load(reference)
    if kind is None:
        _list(as_json)
        return
    cls = find(kind)
    click.echo(encode_json(_described(cls)) if as_json else page(cls))


def summary_line(cls: type[Any]) -> str:
    """The first sentence of a class's documentation, in one line."""
    text = " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split())
    return text.partition(". ")[0].rstrip(".") + "."


def _list(as_json: bool) -> None:
    classes = [find(kind) for kind in kinds()]
    if as_json:
        click.echo(encode_json({cls.kind: schema(cls) for cls in classes}))
        return
    width = max(len(cls.kind) for cls in classes)
    for cls in classes:
        click.echo(f"{cls.kind:{width}}  {summary_line(cls)}")


def _described(cls: type[Check]) -> dict[str, Any]:
    return {
        "kind": cls.kind,
        "version": cls.version,
        "runs": cls.runs,
        "deadline": cls.deadline,
        "documentation": inspect.getdoc(cls),
        "schema": schema(cls),
        "phrasings": _said(cls),
        "examples": [
            {"check": e.check, "response": e.response, "prompt": e.prompt, "verdict": _asked(e)}
            for e in cls.examples()
        ],
    }


def page(cls: type[Check]) -> str:
    """The documentation of a kind, its examples asked anew."""
    lines = [f"{cls.kind}  (version {cls.version}, runs {cls.runs})", "", inspect.getdoc(cls) or ""]
    if getattr(cls, "blank_fails", False):
        lines += ["", "A blank response fails."]
    if cls.scoring and "score" not in (inspect.getdoc(cls) or "").lower():
        lines += ["", f"Score: {cls.scoring}"]
    lines += ["", "Parameters"]
    given = schema(cls)
    required = given.get("required", [])
    for name, field in given["properties"].items():
        if name != "kind":
            default = "required" if name in required else f"default {_json(field.get('default'))}"
            lines.append(f"  {name}: {type_words(field)}, {default}")
    if said := _said(cls)[:_PHRASINGS]:
        lines += ["", "In words", *(f"  {text}" for text in said)]
    lines += ["", "Examples"]
    for example in cls.examples():
        verdict = _asked(example)
        lines.append(f"  {_json(example.check)}")
        lines.append(f"    {example.response!r}")
        lines.append(f"    {verdict.status}: {verdict.why}")
    return "\n".join(lines)


def _said(cls: type[Check]) -> tuple[str, ...]:
    """The ways to say the first example; none for a kind that no instruction asks for."""
    examples = cls.examples()
    if not examples or cls.kind.startswith("answer."):
        return ()
    return phrasings(examples[0].check)


def _asked(example: Example) -> Verdict:
    return verify(example.response, example.check, prompt=example.prompt)


def type_words(field: dict[str, Any]) -> str:
    """A JSON Schema in a few words."""
    if "anyOf" in field:
        return " or ".join(
            type_words(option) for option in field["anyOf"] if option != {"type": "null"}
        )
    if "enum" in field:
        return " | ".join(map(str, field["enum"]))
    if "$ref" in field:
        return field["$ref"].rpartition("/")[2].lower()
    if "prefixItems" in field:
        return f"[{', '.join(map(type_words, field['prefixItems']))}]"
    if field.get("type") == "array":
        return f"list of {type_words(field.get('items', {}))}"
    limits = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">"}
    bounds = "".join(f" {sign} {field[key]:g}" for key, sign in limits.items() if key in field)
    return f"{field.get('type', 'any')}{bounds}"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
