"""The slowest check on hostile text: every kind, on 100,000 characters of one nuisance each.

    python benchmarks/hostile.py [--characters N] [--only NAME ...] [--mode MODE ...]

Asked of each text (`hostile_texts.py`), in all rule modes, are the checks of every example, checks
drawn at levels 1, 3 and 5, and in official mode the rules of the suites; kinds that run in a
worker with a deadline instead are named, and must end in a verdict. CPU time of one verdict on a
new response, after one on a short text that loads the data; what is over the bar is timed twice
more, and the least counts. Official checks that ask langdetect are shown apart: that time is
langdetect's. Beside them stand the public IFEval checkers on the foundation's texts, where the
peer environment is, each call in a process of its own that is killed at the cap.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import assay
from assay.context import MODES, Mode
from assay.suites import SUITES
from assay.tasks.ifeval import IFEVAL
from hostile_texts import aimed, foundation
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


def cases_of(kind: str) -> list[Case]:
    """The checks of a kind's examples and three that are drawn, each once."""
    made = [Case(e.check, e.prompt) for e in assay.find(kind).examples()]
    if kind.startswith("text."):
        prompt = made[0].prompt if made else ""
        made += [Case(assay.find(kind).draw(random.Random(kind), n), prompt) for n in (1, 3, 5)]
    return list({repr(case.check): case for case in made}.values())


def suite_cases() -> dict[str, list[Case]]:
    """The rules of the suites by suite and id, with the arguments of their examples."""
    found: dict[str, list[Case]] = {}
    for name in SUITES:
        suite = getattr(import_module(f"assay.tasks.{name}"), name.upper())
        for identity, known in suite.instructions.items():
            case = Case(suite.instruction(identity, known.example))
            if case.check.where("official") == "inline":
                found[f"{name} {identity}"] = [case]
    return found


def time_verdict(case: Case, text: str, mode: Mode) -> tuple[float, str]:
    """Milliseconds of CPU and the status."""
    context = assay.Context(mode, case.prompt)
    started = time.process_time()
    status = context.verify(case.check, assay.Response(text)).status
    return (time.process_time() - started) * 1000, status


def least(case: Case, text: str, mode: Mode, bar: float) -> tuple[float, str]:
    """The least of up to three times: another only while it is over the bar."""
    ms, status = time_verdict(case, text, mode)
    for _ in range(2):
        if ms > bar:
            ms = min(ms, time_verdict(case, text, mode)[0])
    return ms, status


def measure(
    cases: Mapping[str, Sequence[Case]], texts: Mapping[str, str], mode: Mode, bar: float = BAR_MS
) -> list[Took]:
    """The slowest check of each kind on each text."""
    found: list[Took] = []
    for name, choices in cases.items():
        for case in choices:
            time_verdict(case, LOADING, mode)
        for title, text in texts.items():
            ms, status = max(least(case, text, mode, bar) for case in choices)
            found.append(Took(ms, name, title, status))
    return sorted(found, reverse=True)


def in_workers(cases: Mapping[str, Sequence[Case]], texts: Mapping[str, str]) -> None:
    """What runs in a worker: the statuses it ends in, on the first few texts."""
    for name, choices in cases.items():
        ends = Counter(
            assay.verify(text, case.check, mode=mode).status
            for case in choices[:2]
            for text in texts.values()
            for mode in MODES
        )
        print(f"  {name}: {', '.join(f'{n} {status}' for status, n in ends.most_common())}")


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


def kinds_and_cases(only: Sequence[str]) -> tuple[dict[str, list[Case]], dict[str, list[Case]]]:
    """Kind to cases: those that run inline, and those that run in a worker."""
    chosen = [k for k in assay.kinds() if not only or any(name in k for name in only)]
    cases = {kind: cases_of(kind) for kind in chosen}
    bare = [kind for kind, made in cases.items() if not made]
    print(f"left out, no examples: {', '.join(bare) or 'none'}")
    inline = {k: [c for c in made if not _in_worker(c)] for k, made in cases.items()}
    worker = {k: [c for c in made if _in_worker(c)] for k, made in cases.items()}
    return {k: c for k, c in inline.items() if c}, {k: c for k, c in worker.items() if c}


def _in_worker(case: Case) -> bool:
    return any(check.where(mode) == "worker" for check in case.check.tree() for mode in MODES)


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
    parser.add_argument("--only", nargs="*", default=[], help="names that a kind holds")
    parser.add_argument("--mode", nargs="*", default=MODES, choices=MODES, help="rule modes")
    options = parser.parse_args()
    known = foundation(options.characters)
    texts = known | aimed(options.characters)
    cases, workers = kinds_and_cases(options.only)
    print(f"{len(cases)} kinds, {len(texts)} texts of {options.characters:,} characters")
    apart = {kind for kind, made in cases.items() if any(map(asks_langdetect, made))}
    for mode in options.mode:
        asked = cases
        if mode == "official":
            rules = {
                name: made
                for name, made in suite_cases().items()
                if not options.only or any(part in name for part in options.only)
            }
            asked = {k: c for k, c in cases.items() if k not in apart} | rules
        print_table(f"{mode} mode", measure(asked, texts, mode, options.bar), options.bar)
    langdetect = {kind: cases[kind] for kind in apart}
    print_table("official mode, by langdetect", measure(langdetect, known, "official"), options.bar)
    print("\nin a worker with a deadline:")
    in_workers(workers, dict(list(known.items())[:3]))
    compare(options.peer, known, options.cap, options.bar)


if __name__ == "__main__":
    main()
