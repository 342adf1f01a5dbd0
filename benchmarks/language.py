"""Assay's language identification beside langdetect 1.0.9: right by length, and how fast.

    python benchmarks/language.py [ROWS.jsonl[.gz] ...] [--lines N]

Without arguments the sentences of the tests are cut to lengths. Rows are JSON objects with a
`response`, and a `language` where it is known. Speed is measured on the rows, in CPU time, after
one text that loads the data: Assay's first pass over them meets every word anew, the second finds
its words in the cache. Without `language`, rows give the agreement with langdetect (seeded), and
only those on which both agree with at least 0.99 are cut to lengths: such a reference flatters
both alike. Skips what it has no data or no langdetect for, and says so.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from assay.views.language import NO, identify

SENTENCES = Path(__file__).parent.parent / "tests/views/language_sentences.tsv"
LANGDETECT_LACKS = {"hy", "ka"}  # left out, for a like comparison
LENGTHS = (20, 50, 100, 200)
Name = Callable[[str], tuple[str, float]]


def assay_name(text: str) -> tuple[str, float]:
    found = identify(text)
    return found.code, found.confidence


def langdetect_name() -> Name | None:
    try:
        from langdetect import DetectorFactory, detect_langs  # pyright: ignore
        from langdetect.lang_detect_exception import LangDetectException  # pyright: ignore
    except ImportError:
        print("langdetect is not installed: its columns are skipped")
        return None
    DetectorFactory.seed = 0

    def name(text: str) -> tuple[str, float]:
        try:
            best = detect_langs(text)[0]  # pyright: ignore
        except LangDetectException:
            return "und", 0.0
        return str(best.lang).partition("-")[0], float(best.prob)  # pyright: ignore

    return name


def read_sentences() -> list[tuple[str, str]]:
    if not SENTENCES.exists():
        print("no sentences beside the tests: skipped")
        return []
    pages: dict[str, str] = {}
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        code, sentence = line.split("\t")
        if code in LANGDETECT_LACKS:
            continue
        pages[code] = f"{pages.get(code, '')} {sentence}".strip()
    return list(pages.items())


def read_rows(path: Path) -> Iterator[tuple[str, str]]:
    if not path.exists():
        print(f"{path.name}: not there, skipped")
        return
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if isinstance(row.get("response"), str):
                yield row.get("language", ""), row["response"]


def cut(text: str, length: int, rng: random.Random) -> str:
    """A piece of that length from anywhere in the text, begun at a word where there are words."""
    start = rng.randrange(max(1, len(text) - length))
    space = text.find(" ", start, start + 15)
    start = space + 1 if space > 0 and start else start
    return text[start : start + length]


def by_length(title: str, labelled: list[tuple[str, str]], names: dict[str, Name]) -> None:
    print(f"\n{title}: {len(labelled)} texts in {len({code for code, _ in labelled})} languages")
    print(f"{'characters':>10} {'pieces':>7}", *(f"{f'{n} right':>17}" for n in names), end="")
    print(f" {f'Assay wrong at {NO}+':>20} {'Assay unknown':>14}")
    for length in LENGTHS:
        rng = random.Random(length)
        copies = max(1, 600 // max(1, len(labelled)))
        pieces = [(c, cut(t, length, rng)) for c, t in labelled for _ in range(copies)]
        right = [
            sum(name(piece)[0] == code for code, piece in pieces) / len(pieces)
            for name in names.values()
        ]
        ours = [(code, *assay_name(piece)) for code, piece in pieces]
        wrong = sum(code != found and sure >= NO for code, found, sure in ours) / len(ours)
        unknown = sum(found == "und" for _, found, _ in ours) / len(ours)
        print(f"{length:>10} {len(pieces):>7}", *(f"{share:>17.1%}" for share in right), end="")
        print(f" {wrong:>20.2%} {unknown:>14.1%}")


def microseconds(name: Name, texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        name(text)
    return (time.process_time() - start) / len(texts) * 1e6


def speed(texts: list[str], other: Name | None) -> None:
    mean = sum(map(len, texts)) / len(texts)
    assay_name("One text to load the data.")
    first, second = microseconds(assay_name, texts), microseconds(assay_name, texts)
    print(f"\nspeed: {len(texts)} responses of {mean:,.0f} characters on average")
    print(f"Assay       {first:10,.0f} µs a call in the first pass, {second:,.0f} in the second")
    if other:
        some = texts[:: max(1, len(texts) // 500)]
        other(some[0])
        theirs, ours = microseconds(other, some), microseconds(assay_name, some)
        print(f"langdetect  {theirs:10,.0f} µs a call, {theirs / ours:.0f} times Assay's")


def agreement(rows: list[tuple[str, str]], other: Name) -> list[tuple[str, str]]:
    """Prints how often both name one language; returns the rows where both are sure."""
    both = [(assay_name(text), other(text), text) for _, text in rows]
    sure = [pair for pair in both if min(pair[0][1], pair[1][1]) >= 0.99]
    same = sum(ours[0] == theirs[0] for ours, theirs, _ in both)
    alike = [(ours[0], text) for ours, theirs, text in sure if ours[0] == theirs[0]]
    print(f"\nagreement with langdetect: {same} of {len(both)} rows; where both are sure,")
    print(f"{len(alike)} of {len(sure)}")
    return alike


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", nargs="*", type=Path)
    parser.add_argument("--lines", type=int, default=2000, help="rows compared with langdetect")
    arguments = parser.parse_args()
    other = langdetect_name()
    names: dict[str, Name] = {"Assay": assay_name} | ({"langdetect": other} if other else {})
    sentences = read_sentences()
    if sentences:
        by_length("our own sentences", sentences, names)
        capitals = [(code, text.upper()) for code, text in sentences]
        by_length("our own sentences in capitals", capitals, names)
    rows = [row for path in arguments.rows for row in read_rows(path)]
    if not rows:
        print("\nno rows given: speed and agreement are skipped")
        return
    speed([text for _, text in rows], other)
    labelled = [row for row in rows if row[0]]
    if not labelled and other:
        labelled = agreement(rows[:: max(1, len(rows) // arguments.lines)], other)
    if labelled:
        by_length("rows", labelled, names)


if __name__ == "__main__":
    main()
