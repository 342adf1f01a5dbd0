"""`assay view` over 100,000 samples, measured: opening, frames, filters, search, as one file too.

Run as `python benchmarks/viewer.py [--items 25000] [--attempts 4] [--bytes 300]`. The samples are
invented (tests/viewer/run_folders.py). Frames are those of a headless Chromium without a GPU, from
one to the next; where the machine is busy with other work they are worse than they would be,
which the processor time of the page's main thread is not.
Without a Chromium only the Python side is measured.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "viewer"))

from run_folders import many, write_run

from assay.viewer.search import search
from assay.viewer.server import Server
from assay.viewer.shelf import Shelf
from assay.viewer.static import write_page
from chromium import Chromium, binary

__all__ = ["main"]

WATCH = """
window.frames_ = []; window.last_ = performance.now(); window.watching_ = true;
(function step() { const now = performance.now(); frames_.push(now - last_); last_ = now;
  if (watching_) requestAnimationFrame(step); })(); 0
"""
SCROLL = """
new Promise(done => { const list = document.getElementById('list'); let n = 0;
  (function step() { list.scrollTop += STEP; if (++n < 120) requestAnimationFrame(step);
    else done(list.scrollTop) })() })
"""
FRAME = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=25_000)
    parser.add_argument("--attempts", type=int, default=4)
    parser.add_argument("--bytes", type=int, default=300, help="of a response")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = [
            write_run(
                Path(folder) / name, many(options.items, options.attempts, seed, options.bytes)
            )
            for name, seed in (("one", 7), ("two", 8))
        ]
        shelf = _measure_python(runs, Path(folder))
        if binary() is None:
            print("no Chromium found: the page is not measured")
            return
        server = Server(shelf)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with Chromium() as tab:
            print("\nserved")
            _measure_page(tab, server.url)
            print("\none file")
            _measure_page(tab, (Path(folder) / "view.html").as_uri())
        server.shutdown()


def _measure_python(runs: list[Path], folder: Path) -> Shelf:
    size = sum((run / "samples.jsonl").stat().st_size for run in runs)
    shelf = _timed("open both runs", lambda: Shelf(runs))
    print(f"  {sum(map(len, shelf.runs)):,} attempts, {size / 1e6:.0f} MB")
    print(f"  {len(shelf.index(0, 0)) / 1e6:.1f} MB of columns a run")
    _timed("count one run", lambda: shelf.numbers(0))
    for word in ("nowhere", "moon"):
        hits = _timed(f"search {word!r}", lambda word=word: search(shelf.runs[0], word, 0, 1e9))
        print(f"  {len(hits.rows):,} found")
    page = folder / "view.html"
    _timed("write one file", lambda: write_page(runs, page))
    print(f"  {page.stat().st_size / 1e6:.0f} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory':<24}{peak:8.0f} MB (the whole process)")
    return shelf


def _timed(name: str, work: Callable[[], Any]) -> Any:
    started = time.process_time()
    done = work()
    print(f"{name:<24}{time.process_time() - started:8.2f} s CPU")
    return done


def _measure_page(tab: Chromium, url: str) -> None:
    tab.visit(url)
    tab.count_cpu()
    ready = tab.js("performance.getEntriesByName('assay-ready')[0].startTime")
    print(f"{'list ready':<24}{ready:8.0f} ms")
    print(f"  {tab.js(_TALLY)}")
    tab.wait("document.readyState === 'complete'", 300)
    loaded = tab.js("performance.getEntriesByType('navigation')[0].loadEventEnd")
    print(f"{'all read':<24}{loaded:8.0f} ms")
    for name, step in (("scroll slowly", 40), ("scroll fast", 5000), ("jump", 400_000)):
        tab.js("document.getElementById('list').scrollTop = 0")
        print(f"{name:<24}{_frames(tab, SCROLL.replace('STEP', str(step)))}")
    chip = "document.querySelector('#statuses button:nth-child(2)').click()"
    for name, action in {
        "filter by status": chip,
        "and back": chip,
        "filter by slice": _go(r"#slice=%5B%22level%22%2C%223%22%5D"),
        "filter by score": _go("#low=0.4&high=0.6"),
        "order by score": _go("#order=low"),
        "order by time": _go("#order=seconds"),
        "compare: join, flips": _go("#view=compare&flips=lost"),
        "open a sample": _go("#sample=s12000&attempt=3"),
    }.items():
        print(f"{name:<24}{_latency(tab, action)}")
    for word in ("nowhere", "moon"):
        tab.js(_go("#") + ";0")
        started = time.perf_counter()
        work = _go(f"#q={word}")
        wait = f"""(async () => {{ {work}; await {FRAME};
          while (!document.getElementById('progress').hidden) await {FRAME} }})()"""
        frames = _frames(tab, wait)
        seconds = time.perf_counter() - started
        print(f"{f'search {word!r}':<24}{seconds:8.2f} s, {tab.js(_TALLY)}; {frames.strip()}")
    print(f"{'JavaScript heap':<24}{tab.memory() / 1e6:8.0f} MB")


_TALLY = "document.getElementById('tally').textContent"


def _go(fragment: str) -> str:
    return f"location.hash = {fragment!r}"


def _frames(tab: Chromium, work: str) -> str:
    tab.js(WATCH)
    before = tab.cpu()
    tab.js(work)
    spent = 1000 * (tab.cpu() - before)
    frames = sorted(tab.js("watching_ = false, frames_.slice(1)"))
    middle, cost = (frames[len(frames) // 2], spent / len(frames)) if frames else (0.0, spent)
    worst = max(frames, default=0.0)
    return f"{worst:8.1f} ms worst frame, {middle:.1f} ms median; {cost:.1f} ms CPU a frame"


def _latency(tab: Chromium, action: str) -> str:
    """From the action to the first frame that shows the list anew, and the worst frame between."""
    tab.js(WATCH)
    done = tab.js(
        f"(async () => {{ const before = performance.now(); {action}; await {FRAME};"
        f" const from = performance.getEntriesByName('assay-filter').length; await {FRAME};"
        " return performance.now() - before; })()"
    )
    tab.js("new Promise(done => setTimeout(done, 300))")
    measured = tab.js("performance.getEntriesByName('assay-filter').at(-1).duration")
    frames = tab.js("watching_ = false, frames_.slice(1)")
    worst = max(frames, default=0.0)
    return f"{done:8.1f} ms to two frames, {measured:.1f} ms filtering, worst frame {worst:.1f} ms"


if __name__ == "__main__":
    main()
