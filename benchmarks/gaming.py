"""How many prompts one constant reply passes, in each mode, and what that guard costs.

    python benchmarks/gaming.py PROMPTS.jsonl.gz [--suite ifbench] [--recorded ROWS.jsonl.gz ...]

Constant replies are every word of 3 to 8 letters that stands in the prompts (or in a list given
with `--words`), strings of punctuation, and each prompt itself. A reply passes a prompt where all
its checks pass. `--recorded` rows carry real responses; printed is how many of those that pass in
standard mode robust mode refuses, by guard. A guard's refusals are listed with `--list`.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from assay.check import Check
from assay.context import Mode
from assay.engine.job import Job, Settings, run_job
from assay.errors import CheckError
from assay.verdict import Verdict
from peer_ifeval import read_rows

MODES: tuple[Mode, ...] = ("official", "standard", "robust")
MARKS: tuple[str, ...] = (
    "?!.?!.", "...", "?!", "!!!", "- - -", "* * *", "***", '""', "()", "((((()))))", "<<>>", "[]",
    "{}", "``", "1", "0", "7", "\u203d", ". . . .", ",", ";:,.?!", "\U0001f600", "\u200b", "#",
)  # fmt: skip
PHRASES: tuple[str, ...] = (
    "I do not know.", "Sure!", "Yes, of course.", "No, thank you.", "the end", "Eat it.",
    "Sure, here is the answer to your question.", "As an AI, I cannot help with that.",
    "This is a response. It follows every instruction that was given.", "Noon level civic radar.",
    "Why not? Because! It is so.", "* one\n- two\n- three", "My answer is yes.", "a bb ccc dddd",
)  # fmt: skip
"""Beyond the claim: constant replies of a few words, which no guard can tell from short answers."""
TOGETHER = 64
_WORD = re.compile(r"\b[A-Za-z]{3,8}\b")


class Prompt(NamedTuple):
    """What was asked, and the checks."""

    text: str
    checks: list[Check]


def prompts_of(paths: list[Path], suite: Any) -> Iterator[tuple[dict[str, Any], Prompt]]:
    """The rows and what they ask; those with an instruction that the suite lacks are named."""
    for row in read_rows(paths):
        try:
            yield row, Prompt(row["prompt"], suite.checks_from(row))
        except CheckError as fault:
            print(f"  left out, key {row.get('key')}: {fault}")


def words_in(texts: Iterable[str]) -> list[str]:
    """The words of 3 to 8 letters, the most frequent first, once each."""
    return list(Counter(word for text in texts for word in _WORD.findall(text)))


def passed(verdicts: list[Verdict]) -> bool:
    return all(verdict.passed is True for verdict in verdicts)


def judged(prompt: Prompt, replies: list[str], mode: Mode) -> list[list[Verdict]]:
    return run_job(Job(replies, prompt.checks, prompt.text), Settings(mode))


def constants(prompts: list[Prompt], replies: list[str], mode: Mode) -> Counter[str]:
    """How many prompts each reply passes."""
    won: Counter[str] = Counter(dict.fromkeys(replies, 0))
    for prompt in prompts:
        for start in range(0, len(replies), TOGETHER):
            some = replies[start : start + TOGETHER]
            for reply, verdicts in zip(some, judged(prompt, some, mode), strict=True):
                won[reply] += passed(verdicts)
    return won


def report(prompts: list[Prompt], words: list[str], mode: Mode) -> None:
    total = len(prompts)
    for name, replies in (("word", words), ("punctuation", [*MARKS]), ("phrase", [*PHRASES])):
        (best, number), *_ = constants(prompts, replies, mode).most_common(1)
        print(f"  {mode:9} best {name:12} {best[:20]!r:24} {number:4} of {total} ", end="")
        print(f"({100 * number / total:.1f} %)")
    echoes = sum(passed(judged(p, [p.text], mode)[0]) for p in prompts)
    print(
        f"  {mode:9} the prompt itself {'':20} {echoes:4} of {total} ({100 * echoes / total:.1f} %)"
    )


def cost(path: Path, suite: Any, listed: bool) -> None:
    """How many recorded responses pass in standard mode, and how many of these not in robust."""
    won, lost = 0, Counter[str]()
    for row, prompt in prompts_of([path], suite):
        if not passed(judged(prompt, [row["response"]], "standard")[0]):
            continue
        won += 1
        again = judged(prompt, [row["response"]], "robust")[0]
        if not passed(again):
            refused = next(v for v in again if v.passed is not True)
            lost[str(refused.guard)] += 1
            if listed:
                print(f"    key {row.get('key')}: {refused.why} {row['response'][:80]!r}")
    share = 100 * lost.total() / max(won, 1)
    print(f"  {path.name}: {won:,} pass in standard mode; {lost.total()} refused ({share:.2f} %)")
    for guard, number in lost.most_common():
        print(f"    {guard}: {number}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("prompts", nargs="+", type=Path)
    parser.add_argument("--suite", choices=("ifeval", "ifbench"), default="ifbench")
    parser.add_argument("--words", type=Path, help="a file of words, one a line")
    parser.add_argument("--most", type=int, default=2000, help="words to try")
    parser.add_argument("--recorded", nargs="*", type=Path, default=[])
    parser.add_argument("--list", action="store_true", help="list what is refused")
    options = parser.parse_args()
    suite = getattr(import_module(f"assay.tasks.{options.suite}"), options.suite.upper())
    prompts = [prompt for _, prompt in prompts_of(options.prompts, suite)]
    texts = options.words.read_text().split() if options.words else [p.text for p in prompts]
    words = ["Crypt", *words_in(texts)][: options.most]
    print(f"{len(prompts)} prompts, {len(words)} words, {len(MARKS)} strings of punctuation")
    for mode in MODES:
        report(prompts, words, mode)
    for path in options.recorded:
        cost(path, suite, options.list)


if __name__ == "__main__":
    main()
