"""The slowest check on hostile text: every kind, on 100,000 characters of one nuisance each.

    python benchmarks/hostile.py [--cap SECONDS] [--characters N]

Every example's check of every kind that promises to be linear (`inline`) is asked of each text in
both rule modes; kinds that run in a worker with a deadline instead are left out and named. CPU
time, the better of two, of one verdict on a new response, after one on a short text that loads the
data. Official checks that ask langdetect are shown apart: that time is langdetect's. Beside them
stand the public IFEval checkers on the same texts, where the peer environment is, each call in a
process of its own that is killed at the cap.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import assay
from assay.context import MODES, Mode
from assay.tasks.ifeval import IFEVAL
from peer_ifeval import ARGUMENTS, ENVIRONMENT, LOADING, ask

BAR_MS = 50.0
SHOWN = 10
CLEAN = {"pass", "fail", "undecided"}


class Case(NamedTuple):
    """A check to ask, and the prompt that its example has."""

    check: assay.Check
    prompt: str = ""


class Took(NamedTuple):
    """What one verdict took, and which status it had."""

    ms: float
    name: str
    text: str
    status: str


def hostile_texts(size: int) -> dict[str, str]:
    """The nuisances, by name."""
    rng = random.Random(7)
    points = [*range(0x20, 0xD800), *range(0xE000, 0x110000)]
    marks = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    units = {
        "spaces": " ",
        "newlines": "\n",
        "[": "[",
        "<<": "<<",
        "*": "*",
        '"': '"',
        "one letter": "a",
        "surrogates": "\ud800",
        "bidi marks": marks,
        "NUL": "\0",
    }
    texts = {name: (unit * size)[:size] for name, unit in units.items()}
    # A blank text fails unseen, here and there: the white space must stand inside something.
    texts["a, spaces, a"] = f"a{' ' * (size - 2)}a"
    texts["a, newlines, a"] = "a" + "\n" * (size - 2) + "a"
    texts["random Unicode"] = "".join(map(chr, rng.choices(points, k=size)))
    return texts


def cases_of(kind: str) -> list[Case]:
    """The checks of a kind's examples, each once."""
    examples = assay.find(kind).examples()
    return list({repr(e.check): Case(e.check, e.prompt) for e in examples}.values())


def time_verdict(case: Case, text: str, mode: Mode) -> tuple[float, str]:
    """Milliseconds of CPU, the better of two, and the status."""
    times: list[float] = []
    status = ""
    for _ in range(2):
        context = assay.Context(mode, case.prompt)
        started = time.process_time()
        status = context.verify(case.check, assay.Response(text)).status
        times.append((time.process_time() - started) * 1000)
    return min(times), status


def measure(
    cases: Mapping[str, Sequence[Case]], texts: Mapping[str, str], mode: Mode
) -> list[Took]:
    """The slowest check of each kind on each text."""
    found: list[Took] = []
    for name, choices in cases.items():
        for case in choices:
            time_verdict(case, LOADING, mode)
        for title, text in texts.items():
            ms, status = max(time_verdict(case, text, mode) for case in choices)
            found.append(Took(ms, name, title, status))
    return sorted(found, reverse=True)


def asks_langdetect(case: Case) -> bool:
    """Whether the official rule of a check is langdetect's."""
    views = getattr(case.check, "official_uses", ())
    return any(view.name.startswith("language:langdetect") for view in views)


def print_table(title: str, found: Sequence[Took], bar: float) -> None:
    """How many are over the bar, what broke, and the slowest few."""
    over = sum(took.ms > bar for took in found)
    print(f"\n{title}: {over} of {len(found)} over {bar:g} ms")
    broken = [took for took in found if took.status not in CLEAN]
    for took in broken:
        print(f"  {took.name} on {took.text}: status {took.status}")
    for took in found[:SHOWN]:
        print(f"  {took.ms:9.2f} ms  {took.name:<46}{took.text:<16}{took.status}")


def kinds_and_cases() -> dict[str, list[Case]]:
    """Kind to cases, for the kinds that run inline; the others are named."""
    cases = {kind: cases_of(kind) for kind in assay.kinds()}
    apart = [k for k, made in cases.items() if any(_in_worker(case) for case in made)]
    bare = [kind for kind, made in cases.items() if not made]
    print(f"left out, run in a worker with a deadline: {', '.join(apart) or 'none'}")
    print(f"left out, no examples: {', '.join(bare) or 'none'}")
    return {kind: made for kind, made in cases.items() if made and kind not in apart}


def _in_worker(case: Case) -> bool:
    return any(case.check.where(mode) == "worker" for mode in MODES)


def compare(environment: Path, texts: Mapping[str, str], cap: float, bar: float) -> None:
    """The public checkers and our official mode on the same instructions and texts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), "utf-8")  # ASCII, so that surrogates survive
        answer = ask(environment, "hostile", str(path), "--cap", str(cap))
    if answer is None:
        return
    public = sorted(_public(answer, texts, cap), reverse=True)
    cases = {name: [Case(IFEVAL.instruction(name, given))] for name, given in ARGUMENTS.items()}
    ours = {(t.name, t.text): t for t in measure(cases, texts, "official")}
    over = [sum(took.ms > bar for took in side) for side in (public, ours.values())]
    broken = [t for t in public if t.status == "raised"]
    killed = sum(took.status == "killed" for took in public)
    print(f"\npublic checkers: {over[0]} of {len(public)} over {bar:g} ms, {killed} of them killed")
    print(f"at {cap:g} s; raised: {', '.join(f'{t.name} on {t.text}' for t in broken) or 'none'}")
    errors = sum(took.status == "error" for took in ours.values())
    print(f"ours on the same: {over[1]} over, {errors} errors")
    for took in public[: 2 * SHOWN]:
        print_pair(took, ours[took.name, took.text])


def print_pair(public: Took, ours: Took) -> None:
    """A public checker beside ours; what was killed took that long and longer."""
    ratio = f"{'> ' if public.status == 'killed' else ''}{public.ms / ours.ms:,.1f}x"
    print(
        f"  {public.name:<46}{public.text:<16}{public.ms:11.2f} ms {public.status:<7}"
        f"{ours.ms:8.2f} ms {ours.status:<6}{ratio:>13}"
    )


def _public(answer: Mapping[str, Any], texts: Mapping[str, str], cap: float) -> Iterator[Took]:
    for name in ARGUMENTS:
        for text in texts:
            took = answer[f"{name} {text}"]
            if took is None:
                yield Took(cap * 1000, name, text, "killed")
            elif took == "raised":
                yield Took(0.0, name, text, "raised")
            else:
                yield Took(took * 1000, name, text, "done")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, default=100_000)
    parser.add_argument("--bar", type=float, default=BAR_MS, help="milliseconds")
    parser.add_argument("--cap", type=float, default=20.0, help="seconds for a public checker")
    parser.add_argument("--peer", type=Path, default=ENVIRONMENT, help="the peer environment")
    options = parser.parse_args()
    texts = hostile_texts(options.characters)
    cases = kinds_and_cases()
    print(f"{len(cases)} kinds, {len(texts)} texts of {options.characters:,} characters")
    apart = [kind for kind, made in cases.items() if any(map(asks_langdetect, made))]
    print_table("standard mode", measure(cases, texts, "standard"), options.bar)
    own = {kind: made for kind, made in cases.items() if kind not in apart}
    print_table("official mode", measure(own, texts, "official"), options.bar)
    langdetect = {kind: cases[kind] for kind in apart}
    print_table("official mode, by langdetect", measure(langdetect, texts, "official"), options.bar)
    compare(options.peer, texts, options.cap, options.bar)


if __name__ == "__main__":
    main()
