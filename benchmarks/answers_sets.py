"""The labelled sets of answers, and the check that a user would choose for a row of each.

    {"id", "question", "gold", "response", "response_kind", "label", "answer_type", "meta"}

Rows are JSON lines, gzipped; `response_kind` is `answer` for a bare final answer, else it is the
whole response, and `label` is 1 where it is right. The sets stand beside the project, in
`../shared/data/answers`, or where the environment variable ASSAY_DATA says. They are no part of
it. A set counts as mathematics, multiple choice or short text by its name; the check depends on
nothing but what a user knows of a row beforehand (never on its label or its response).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from peer_ifeval import ROOT, read_rows

Family: TypeAlias = Literal["math", "choice", "text"]

CHOICE = {"gaokao_mcq_zh", "judgebench_mcq", "mmlupro_mcq", "mrben_mcq"}
TEXT = {"evouna_shorttext", "nq301_shorttext"}
PLAIN_MATH = {"gsm8k_released", "hardverify_math", "math_real_full", "math_real_pairs"}
"""Sets of mathematics alone; in every other one the type of an answer is left to inference."""

OPTIONS = ("options", "choices")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Item(NamedTuple):
    """A labelled row, with the family of its set and the check that is asked of it."""

    row: Mapping[str, Any]
    family: Family
    check: Mapping[str, Any]

    @property
    def right(self) -> bool:
        """What the label says."""
        return bool(self.row["label"])


def data_folder() -> Path:
    """Where the labelled sets are looked for."""
    given = os.environ.get("ASSAY_DATA")
    root = Path(given) if given else ROOT.parent / "shared" / "data"
    return root / "answers" if (root / "answers").is_dir() else root


def find_sets(given: Sequence[Path]) -> list[Path]:
    """The files to measure: those given, a folder's, or all that are there; else none, said so."""
    paths = list(given) or [data_folder()]
    found = [f for p in paths for f in (sorted(p.glob("*.jsonl.gz")) if p.is_dir() else [p])]
    missing = [path for path in found if not path.is_file()]
    if missing or not found:
        print(f"{', '.join(map(str, missing or paths))}: no labelled sets there, nothing measured.")
        print("  Set ASSAY_DATA to the folder that holds them, or name the files.")
    return [] if missing else found


def name_of(path: Path) -> str:
    """The name of a set: its file's, without the endings."""
    return path.name.partition(".")[0]


def read_items(path: Path) -> list[Item]:
    """The rows of a set with their checks; rows whose label is marked as suspect are left out."""
    name = name_of(path)
    return [item_of(name, row) for row in read_rows([path]) if not _suspect(row)]


def _suspect(row: Mapping[str, Any]) -> bool:
    return bool((row.get("meta") or {}).get("label_suspect"))


def item_of(name: str, row: Mapping[str, Any]) -> Item:
    """A row of the set of that name."""
    if name in TEXT:
        separator = row["meta"]["gold_alternatives_sep"]
        aliases = [alias for alias in row["gold"].split(separator) if alias.strip()]
        return Item(row, "text", {"kind": "answer.text", "gold": aliases})
    if name in CHOICE or options_of(row):
        return Item(row, "choice", choice_check(row))
    kind = "answer.math" if name in PLAIN_MATH else "answer.any"
    return Item(row, "math", {"kind": kind, "gold": row["gold"]})


def choice_check(row: Mapping[str, Any]) -> dict[str, Any]:
    """A choice, with its options where the row has them; else they stand in the question."""
    check, options = {"kind": "answer.choice", "gold": row["gold"]}, options_of(row)
    return {**check, "options": options} if options else check


def letter_of(item: Item) -> str:
    """The gold option's letter, also where its content is the gold."""
    gold, options = item.row["gold"], options_of(item.row)
    return LETTERS[options.index(gold)] if gold in options and gold not in LETTERS else gold


def options_of(row: Mapping[str, Any]) -> list[str]:
    """The options that a row brings along; often they stand in its question alone."""
    meta = row.get("meta") or {}
    return next((list(meta[name]) for name in OPTIONS if meta.get(name)), [])


def read_sets(paths: Sequence[Path]) -> Iterator[tuple[str, list[Item]]]:
    """Name and rows of each set."""
    for path in paths:
        yield name_of(path), read_items(path)
