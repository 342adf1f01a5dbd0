"""Run folders for the viewer's tests and its benchmark, written by their format."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["line", "many", "span", "verdict", "write_run", "write_score"]

WORDS = "tide pool salt rock wave kelp moon light foam crab gull sand reef shell storm".split()


def span(quote: str, text: str) -> dict[str, Any]:
    start = text.index(quote)
    return {"text": quote, "start": start, "end": start + len(quote)}


def verdict(
    kind: str, status: str, why: str = "", evidence: Iterable[Any] = (), parts: Iterable[Any] = ()
) -> dict[str, Any]:
    passed = {"pass": True, "fail": False}.get(status)
    return {
        "kind": kind,
        "status": status,
        "passed": passed,
        "score": None if passed is None else float(passed),
        "why": why,
        "evidence": list(evidence),
        "seconds": 1e-5,
        "tokens": 0,
        "version": "1",
        "mode": "standard",
        "definitions": [],
        "parts": list(parts),
    }


def line(id: str, response: Any, verdicts: list[Any], **more: Any) -> dict[str, Any]:
    """A line of samples.jsonl; `passed` and `score` follow from the verdicts."""
    truths = [one["passed"] for one in verdicts]
    passed = False if False in truths else None if None in truths or not truths else True
    return {
        "id": id,
        "attempt": 0,
        "prompt": f"Prompt of {id}",
        "response": response,
        "checks": [{"kind": one["kind"]} for one in verdicts],
        "reference": None,
        "meta": {},
        "generation": {
            "finish": "stop",
            "usage": {"prompt_tokens": 12, "completion_tokens": 34},
            "seconds": 0.5,
            "model": "echo",
        },
        "verdicts": [verdicts],
        "passed": passed,
        "score": None if passed is None else sum(map(bool, truths)) / len(truths),
    } | more


def write_run(folder: Path, lines: Iterable[dict[str, Any]], **info: Any) -> Path:
    """A run's folder with those lines."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "samples.jsonl").open("w") as file:
        for one in lines:
            file.write(json.dumps(one) + "\n")
    given = {
        "format": 1,
        "id": folder.name,
        "assay": "0.1.0",
        "created": "2026-11-21T18:06:23Z",
        "status": "done",
        "task": {"name": "pools", "version": "1"},
        "model": {"name": "echo"},
        "n": 1,
    }
    (folder / "run.json").write_text(json.dumps(given | info))
    return folder


def write_score(folder: Path, name: str, scores: Iterable[dict[str, Any]]) -> None:
    (folder / "scores").mkdir(exist_ok=True)
    text = "".join(json.dumps(score) + "\n" for score in scores)
    (folder / "scores" / f"{name}.jsonl").write_text(text)


def many(items: int, attempts: int, seed: int = 7, size: int = 300) -> Iterator[dict[str, Any]]:
    """Lines of invented samples, with levels, token probabilities and now and then a fault."""
    rng = random.Random(seed)
    for number in range(items):
        hard = rng.random()
        for attempt in range(attempts):
            yield _invented(rng, number, attempt, hard, size)


def _invented(
    rng: random.Random, number: int, attempt: int, hard: float, size: int
) -> dict[str, Any]:
    base = {
        "attempt": attempt,
        "prompt": f"Describe the {WORDS[number % len(WORDS)]} number {number} in one sentence.",
        "meta": {"level": number % 5 + 1, "family": WORDS[number % 7], "note": f"n{number}"},
    }
    if rng.random() < 0.01:
        kind = rng.choice(["timeout", "rate_limit", "server"])
        fault = {"kind": kind, "message": f"gave up on {number}", "tries": 3}
        given = line(f"s{number}", [], [], **base) | {"fault": fault, "verdicts": []}
        return given | {"generation": None}
    words = [rng.choice(WORDS) for _ in range(size // 6)]
    text = " ".join(words) + f". Answer {number}"
    good = rng.random() > hard
    found = [
        verdict(
            "answer.math", "pass" if good else "fail", f"found {number}", [span("Answer", text)]
        ),
        verdict("text.words", "pass" if good or rng.random() < 0.7 else "fail", "enough words"),
    ]
    sure = min(0.99, max(0.05, (1 - hard) + rng.gauss(0, 0.2)))
    tokens = [[word + " ", math.log(rng.uniform(sure, 1))] for word in words[:20]]
    usage = {"prompt_tokens": 20, "completion_tokens": len(words), "cost": len(words) * 2e-6}
    made = {"finish": "stop", "usage": usage, "seconds": rng.random(), "tokens": tokens}
    return line(f"s{number}", text, found, **base) | {"generation": made}
