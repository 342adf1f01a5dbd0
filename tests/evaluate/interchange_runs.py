"""Run folders and files of verdict rows as a test wants them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

INFO: dict[str, Any] = {
    "format": 1,
    "id": "20261121T180623-countdown-3f2a",
    "assay": "0.1.0",
    "created": "2026-11-21T18:06:23Z",
    "status": "done",
    "task": {"name": "countdown", "version": "2", "settings": {"level": 2}},
    "model": {"name": "openai:gpt-x", "settings": {"base_url": "https://api.example.org/v1"}},
    "sampling": {"temperature": 0.7, "max_tokens": 64, "stop": ["\n"]},
    "n": 2,
    "seed": 7,
    "metrics": ["accuracy", "pass@2"],
    "totals": {},
}
GOLD = {"kind": "answer.number", "gold": "4"}


def verdict(status: str, **fields: Any) -> dict[str, Any]:
    passed = {"pass": True, "fail": False}.get(status)
    score = None if passed is None else float(passed)
    made = {"kind": "answer.number", "status": status, "passed": passed, "score": score}
    return {**made, "why": f"it is {status}", "version": "1", "mode": "standard", **fields}


def line(identity: str, status: str = "pass", **fields: Any) -> dict[str, Any]:
    """A line of a run; the status `fault` is an attempt without a response."""
    made: dict[str, Any] = {"id": identity, "attempt": 0, "prompt": "2+2?", "checks": [GOLD]}
    made |= {"reference": None, "meta": {}}
    if status == "fault":
        fault = {"kind": "timeout", "message": "nothing came in 60 s", "tries": 3}
        return {**made, "response": [], "fault": fault, "verdicts": [], "passed": None} | fields
    usage = {"prompt_tokens": 5, "completion_tokens": 3}
    generation = {"finish": "stop", "usage": usage, "seconds": 0.25, "model": "gpt-x-2026"}
    told = verdict(status, comparison={"found": "4", "rule": "last"})
    made |= {"response": "It is 4.", "generation": generation, "verdicts": [[told]]}
    return {**made, "passed": told["passed"], "score": told["score"], **fields}


def run_of(folder: Path, *lines: dict[str, Any], **info: Any) -> str:
    """Writes a run's folder; says its name."""
    folder.mkdir(exist_ok=True)
    (folder / "run.json").write_text(json.dumps({**INFO, **info}))
    return rows_of(folder / "samples.jsonl", *lines).removesuffix("/samples.jsonl")


def rows_of(path: Path, *lines: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps(one) + "\n" for one in lines))
    return str(path)
