"""Hardware tasks as rows: VerilogEval (Pinckney et al. 2024, arXiv:2408.11053) and its like.

A problem reads `{"task_id": "Prob001_zero", "prompt": "...", "reference": "module RefModule ...",
"testbench": "..."}`. The id may also be called `id` or `problem_id`, the golden design
`golden_code`, `canonical_solution`, `ref` or `code` (rows such as CodeV-R1's and VeriReason's have
one), the bench `test`, `tb` or `test_bench`, the prompt `description`, `instruction` or `question`.
Where the golden design is not named as in VerilogEval, its own name is asked for. With a bench
the inputs are the bench's; without, they are drawn. Samples of a second file are joined by
`task_id`; without one the golden design, under the name asked for, is the response: a task must
pass itself.

VerilogEval's own repository keeps each problem in three files, `ProbNNN_name_prompt.txt`,
`_ref.sv` and `_test.sv`; given its folder, the problems are read from there.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assay.checks.code.hdl.source import modules, renamed, tokens, top_of
from assay.checks.code.verilog import Verilog
from assay.errors import BadParameter, InputError
from assay.tasks.records import FilePath
from assay.tasks.solutions import Answers, Given, joined

__all__ = ["convert"]

_IDS = ("task_id", "id", "problem_id", "name")
_PROMPTS = ("prompt", "description", "instruction", "question", "spec")
_GOLDEN = ("reference", "golden_code", "canonical_solution", "golden", "ref", "code")
_BENCHES = ("testbench", "test_bench", "tb", "test")


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a problem that is malformed."""
    if files and Path(files[0]).is_dir():
        with tempfile.TemporaryDirectory() as folder:
            problems = Path(folder) / "problems.jsonl"
            problems.write_text(_gathered(Path(files[0])), encoding="utf-8")
            yield from joined((problems, *files[1:]), _row, _own, answered=answered, name=_name)
        return
    yield from joined(files, _row, _own, answered=answered, name=_name)


def _gathered(folder: Path) -> str:
    """The problems of a folder in VerilogEval's form, as JSON lines."""
    lines: list[str] = []
    for prompt in sorted(folder.glob("*_prompt.txt")):
        name = prompt.name.removesuffix("_prompt.txt")
        parts = {"prompt": prompt, "reference": folder / f"{name}_ref.sv"}
        bench = folder / f"{name}_test.sv"
        if bench.exists():
            parts["testbench"] = bench
        try:
            texts = {field: path.read_text(encoding="utf-8") for field, path in parts.items()}
        except (OSError, UnicodeDecodeError) as fault:
            raise InputError(f"{name} cannot be read: {fault}", file=str(folder)) from None
        lines.append(json.dumps({"task_id": name, **texts}))
    if not lines:
        raise InputError("there is no *_prompt.txt in this folder", file=str(folder))
    return "\n".join(lines) + "\n"


def _text(given: Given, names: tuple[str, ...], *, needed: bool = True) -> str:
    """The first of these fields that is there."""
    for name in names:
        value = given.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if value is not None and not isinstance(value, str):
            raise BadParameter(f"expected a text, got {value!r:.60}", name)
    if needed:
        raise BadParameter(f"expected one of {', '.join(names)}", names[0])
    return ""


def _name(given: Given) -> str:
    return _text({k: str(v) for k, v in given.items() if k in _IDS and v is not None}, _IDS)


def _top(given: Given) -> str:
    """The name that the design must have."""
    named = given.get("top", given.get("top_module"))
    if isinstance(named, str) and named:
        return named
    golden = top_of(_text(given, _GOLDEN), ("RefModule", "TopModule"))
    if golden != "RefModule":
        return golden
    return "TopModule"


def _own(given: Given) -> Answers:
    golden = _text(given, _GOLDEN)
    return Answers([_as_given(golden, _top(given))], "program")


def _as_given(golden: str, top: str) -> str:
    name = top_of(golden, ("RefModule", top))
    return f"```verilog\n{renamed(golden, name, top) if name != top else golden}\n```"


def _row(given: Given, _: Answers) -> dict[str, Any]:
    golden, top = _text(given, _GOLDEN), _top(given)
    if not modules(golden):
        raise BadParameter("the golden design defines no module", "reference")
    bench = _text(given, _BENCHES, needed=False)
    if bench and not _instantiates(bench, top):
        bench = ""
    return {
        "id": _name(given),
        "prompt": _text(given, _PROMPTS, needed=False),
        "checks": [Verilog(reference=golden, testbench=bench, top=top)],
        "reference": _as_given(golden, top),
        "meta": _meta(given, bench),
    }


def _meta(given: Mapping[str, Any], bench: str) -> dict[str, Any]:
    known = {k: given[k] for k in ("category", "difficulty") if k in given}
    return {"source": "verilog-eval", "inputs": "bench" if bench else "drawn", **known}


def _instantiates(bench: str, top: str) -> bool:
    return any(token.text == top for token in tokens(bench))
