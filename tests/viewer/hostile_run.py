"""A run whose every text tries to be more than text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from run_folders import line, span, verdict, write_run, write_score

__all__ = ["TEXT", "hostile_lines", "hostile_run"]

EVIL = "<img src=x onerror='window.pwned=1'><script>window.pwned=1</script></script><!--"
TEXT = f"👩‍🚀 A pool, they say. {EVIL} \u202egnp\u202c \x00 \ud83d end"
NAMES = ("__proto__", "constructor", "</script><script>window.pwned=1</script>", "a&b=c#d \u202e%")


def hostile_lines() -> list[dict[str, Any]]:
    found = [
        verdict("text.commas", "fail", f"1 comma. {EVIL}", [span(",", TEXT)]),
        verdict("text.words", "pass", "Enough.", [span("pool, they", TEXT)]),
        verdict("all", "undecided", "", parts=[verdict("not", "fail", "", [span("end", TEXT)])]),
        verdict(EVIL, "error", "Broke.", [{"text": "zz"}]),
    ]
    chat = [
        {"role": EVIL, "content": "first", "reasoning": f"I think {EVIL}"},
        {"role": "tool", "content": [{"type": "text", "text": "42"}]},
        {
            "role": "assistant",
            "content": [
                {"type": "text", "text": "It is "},
                {"type": "text", "text": "42."},
                {"type": "image_url", "image_url": {"url": "https://example.com/x.png"}},
            ],
            "tool_calls": [{"function": {"name": EVIL, "arguments": EVIL}}],
        },
    ]
    tokens = [["It ", -0.1], [EVIL, -9.5], ["\ud83d", -1.0], [" 42.", None]]
    made = {"finish": "length", "usage": {"completion_tokens": 9}, "model": EVIL, "tokens": tokens}
    evil_meta = dict.fromkeys(NAMES, EVIL[:50]) | {"level": EVIL[:40]}
    lines = [
        line("odd", TEXT, found, prompt=f"First {EVIL}", meta=evil_meta, reference=EVIL),
        line("chat", chat, [verdict("text.words", "pass", "", [span("42", "It is 42.")])])
        | {"generation": made, "prompt": [{"role": "user", "content": EVIL}]},
        line("lone\ud83d", "x", [verdict("text.words", "pass")], meta={"level": "2"}),
    ]
    compared = dict.fromkeys(("stage", "expected", "found", "rule", "policy"), EVIL)
    told = verdict("k", "fail", EVIL) | {"comparison": compared, "guard": EVIL, "version": EVIL}
    strange = [
        1,
        ["x"],
        {"role": 5, "content": {"text": EVIL}},
        {"content": [5, {"text": 7}]},
    ]
    calls = {"role": "assistant", "tool_calls": [5, {"function": 7}], "reasoning_content": 7}
    lines.append(line("strange", [*strange, calls], [told], prompt=[{}]) | {"checks": {EVIL: EVIL}})
    other = dict.fromkeys(NAMES, "\u202eother")
    lines += [line(name, EVIL, [verdict("text.words", "fail", EVIL)], meta=other) for name in NAMES]
    fault = {"kind": "malformed", "message": EVIL, "status": 200, "tries": 3}
    return [*lines, line("broken", [], []) | {"fault": fault, "generation": None, "verdicts": []}]


def hostile_run(folder: Path) -> Path:
    task = {"name": EVIL, "version": EVIL}
    write_run(folder, hostile_lines(), task=task, model={"name": EVIL})
    later = [{"id": "odd", "attempt": 0, "verdicts": [[verdict("later", "pass", EVIL)]]}]
    for name in ("strict", "__proto__", "<img src=x onerror=1>"):
        write_score(folder, name, [one | {"passed": True, "score": 1.0} for one in later])
    return folder
