"""The results page, measured: size, write time and memory, first paint, filter and search time.

Run as `python benchmarks/page.py [--rows 100000] [--bytes 1500] [--keep results.html]`.
The rows are synthetic: words drawn at random from a small vocabulary. Without a Chromium only
writing is measured.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assay.evaluate.page import PageWriter
from chromium import Chromium, binary

__all__ = ["main", "rows", "summary"]

KINDS = {
    "text.words": 0.82, "text.commas": 0.61, "text.sentences": 0.9, "text.paragraphs": 0.87,
    "text.keywords": 0.74, "text.language": 0.97, "answer.math": 0.55, "text.case": 0.69,
    "text.forbidden": 0.93, "text.ends_with": 0.78, "text.bullets": 0.83, "text.json": 0.88,
}  # fmt: skip
STEMS = ["tide", "pool", "salt", "rock", "wave", "kelp", "moon", "light", "foam", "crab", "gull"]
ENDS = ["", "s", "ing", "ed", "er", "like", "less", "ward"]
VOCABULARY = [stem + end for stem in STEMS for end in ENDS] + [
    "the", "a", "of", "and", "in", "over", "under", "which", "slowly", "holds", "turns", "every",
]  # fmt: skip
LONGEST = (
    "new Promise(done => { let most = 0; const see = new PerformanceObserver(l => { for (const e"
    " of l.getEntries()) most = Math.max(most, e.duration) }); see.observe({type: 'longtask',"
    " buffered: true}); setTimeout(() => done(most), 200) })"
)
STATUSES = ("pass", "fail", "undecided", "error")


def rows(number: int, size: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Verdict rows of about `size` bytes of JSON."""
    rng = random.Random(seed)
    kinds = list(KINDS)
    for row in range(number):
        chosen = rng.sample(kinds, rng.choice((1, 2, 2, 3, 3, 4)))
        text = _prose(rng, max(60, size - 250 - 190 * len(chosen)))
        verdicts = [_verdict(rng, kind, text) for kind in chosen]
        passed = _all([verdict["passed"] for verdict in verdicts])
        scores = [verdict["score"] for verdict in verdicts if verdict["score"] is not None]
        yield {
            "id": f"s-{row:06}",
            "prompt": f"{_prose(rng, 150)} Write at least {rng.randrange(40, 200)} words.",
            "response": text,
            "checks": [{"kind": kind, "min": rng.randrange(1, 90)} for kind in chosen],
            "meta": {"source": "synthetic"},
            "verdicts": [verdicts],
            "passed": passed,
            "score": None if passed is None else sum(scores) / len(scores),
        }


def summary(given: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """What `finish` wants, counted from rows; intervals are the normal approximation."""
    kinds: dict[str, dict[str, Any]] = {}
    prompts = [0, 0]
    total = 0
    for row in given:
        total += 1
        if row["passed"] is not None:
            prompts[row["passed"]] += 1
        for verdict in row["verdicts"][0]:
            empty = dict.fromkeys(STATUSES, 0) | {"seconds": 0.0}
            entry = kinds.setdefault(verdict["kind"], {"kind": verdict["kind"], **empty})
            entry[verdict["status"]] += 1
            entry["seconds"] += verdict["seconds"]
    for entry in kinds.values():
        entry["rate"] = _rate(entry["pass"], entry["fail"])
    statuses = {name: sum(entry[name] for entry in kinds.values()) for name in STATUSES}
    return {
        "rows": total, "responses": total, "verdicts": sum(statuses.values()),
        "statuses": statuses, "check_rate": _rate(statuses["pass"], statuses["fail"]),
        "prompt_rate": _rate(prompts[1], prompts[0]), "kinds": list(kinds.values()),
        "source": "outputs.jsonl", "mode": "standard", "version": "0.1.0",
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--bytes", type=int, default=1500, help="of JSON a row")
    parser.add_argument("--keep", type=Path, help="where to leave the page")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "results.html"
        _measure_writing(path, options.rows, options.bytes)
        if binary() is None:
            print("no Chromium found: opening is not measured")
        else:
            _measure_opening(path, options.rows)


def _measure_writing(path: Path, number: int, size: int) -> None:
    numbers = summary(rows(number, size))
    made = time.perf_counter()
    for _ in rows(number, size):
        pass
    made = time.perf_counter() - made
    started = time.perf_counter()
    with PageWriter(path, "Words and forms") as page:
        for row in rows(number, size):
            page.add(row)
        page.finish(numbers)
    seconds = time.perf_counter() - started - made
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"rows                    {number:,} of about {size:,} bytes")
    print(f"page                    {path.stat().st_size / 1e6:.1f} MB")
    print(f"written in              {seconds:.1f} s (making the rows left out)")
    print(f"peak memory, writer     {peak:.0f} MB (the whole process)")


def _measure_opening(path: Path, number: int) -> None:
    with Chromium() as tab:
        tab.open(path)
        tab.wait("performance.getEntriesByName('first-contentful-paint').length")
        paint = tab.js("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        ready = tab.js("performance.getEntriesByName('assay-ready')[0].startTime")
        print(f"first contentful paint  {paint:.0f} ms")
        print(f"filters ready           {ready:.0f} ms")
        tab.wait("document.readyState === 'complete'")
        loaded = tab.js("performance.getEntriesByType('navigation')[0].loadEventEnd")
        print(f"whole file read         {loaded:.0f} ms")
        print(f"longest task, opening   {tab.js(LONGEST):.0f} ms (0: none over 50 ms)")
        click = "document.querySelector('#statuses button:nth-child(2)').click()"
        print(f"filter by status        {_filter_time(tab, click):.1f} ms to the next frame")
        choose = "document.querySelector('.kinds tbody button').click()"
        print(f"filter by kind          {_filter_time(tab, choose):.1f} ms to the next frame")
        print(f"open a row              {_open_time(tab, number):.0f} ms")
        _measure_search(tab)
        print(f"JavaScript heap         {tab.memory() / 1e6:.0f} MB")
        print(f"peak memory, renderer   {tab.renderer_peak() / 1e6:.0f} MB")


def _filter_time(tab: Chromium, action: str) -> float:
    frame = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
    return tab.js(
        f"(async () => {{ const t = performance.now(); {action}; await {frame};"
        " return performance.now() - t; })()"
    )


def _open_time(tab: Chromium, number: int) -> float:
    start = f"performance.mark('asked'); location.hash = '#row={number * 2 // 3}'"
    shown = "!document.getElementById('detail').hidden"
    tab.js(start)
    tab.wait(shown)
    seconds = tab.js("performance.now() - performance.getEntriesByName('asked')[0].startTime")
    tab.key("Escape")
    return seconds


def _measure_search(tab: Chromium) -> None:
    """A word that stands in every row, which is the slow case, and one that stands in none."""
    tab.js("document.getElementById('clear').click()")
    for word in ("moonlike", "zzzz"):
        tab.js(
            "window.longest = 0; window.watch?.disconnect();"
            "window.watch = new PerformanceObserver(l => { for (const e of l.getEntries())"
            " window.longest = Math.max(window.longest, e.duration) });"
            "window.watch.observe({type: 'longtask'})"
        )
        field = "document.getElementById('query')"
        started = time.perf_counter()
        tab.js(f"{field}.value = {word!r}; {field}.dispatchEvent(new Event('input'))")
        tab.wait("!document.getElementById('progress').hidden", 5)
        tab.wait("document.getElementById('progress').hidden", 300)
        tally = tab.js("document.getElementById('tally').textContent")
        seconds, longest = time.perf_counter() - started, tab.js("window.longest")
        over = f"longest task {longest:.0f} ms" if longest else "no task over 50 ms"
        print(f"search {word!r:<16} {seconds:.1f} s, {tally}, {over}")


def _prose(rng: random.Random, length: int) -> str:
    words: list[str] = []
    size = 0
    while size < length:
        word = rng.choice(VOCABULARY)
        word = word.capitalize() if not words or words[-1].endswith(".") else word
        word += rng.choice(("", "", "", "", "", ",", "."))
        words.append(word)
        size += len(word) + 1
    return " ".join(words).rstrip(",.") + "."


def _verdict(rng: random.Random, kind: str, text: str) -> dict[str, Any]:
    draw = rng.random()
    status = "error" if draw < 0.004 else "undecided" if draw < 0.02 else "fail"
    status = "pass" if draw > 0.02 and rng.random() < KINDS[kind] else status
    passed = {"pass": True, "fail": False}.get(status)
    score = None if passed is None else 1.0 if passed else round(rng.random() * 0.98, 3)
    start = rng.randrange(len(text) - 12)
    span = {"start": start, "end": start + 9, "text": text[start : start + 9]}
    return {
        "kind": kind, "status": status, "passed": passed, "score": score,
        "why": f"{rng.randrange(90)} found; at least {rng.randrange(90)} required.",
        "evidence": [span] if passed is not None else [],
        "seconds": rng.random() * 3e-5, "version": "1", "mode": "standard", "parts": [],
    }  # fmt: skip


def _all(passed: list[bool | None]) -> bool | None:
    return False if False in passed else None if None in passed else True


def _rate(good: int, bad: int) -> dict[str, Any] | None:
    n = good + bad
    if not n:
        return None
    rate = good / n
    half = 1.96 * (rate * (1 - rate) / n) ** 0.5
    return {"rate": rate, "low": max(0.0, rate - half), "high": min(1.0, rate + half), "n": n}


if __name__ == "__main__":
    main()
