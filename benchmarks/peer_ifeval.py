"""The public IFEval checkers, driven inside the peer environment; prints JSON.

    .venv-peer/bin/python benchmarks/peer_ifeval.py speed ROWS.jsonl.gz [...]
    .venv-peer/bin/python benchmarks/peer_ifeval.py hostile TEXTS.json --cap 20

They are the 25 checkers of google-research/instruction_following_eval in the copy that the PyPI
package lm-eval carries. `scripts/peer_environment.sh` makes the environment; `instructions.py`
and `hostile.py` call this file through `ask`. Only the standard library is imported above the
functions, since both interpreters read this file. CPU time throughout.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv-peer"
PUNKT = "punkt/llama_index/core/_static/nltk_cache"
LOADING = "A short text, which has each checker load its data."

ARGUMENTS: dict[str, dict[str, Any]] = {
    "keywords:existence": {"keywords": ["tide", "rock"]},
    "keywords:frequency": {"keyword": "tide", "frequency": 3, "relation": "at least"},
    "keywords:forbidden_words": {"forbidden_words": ["tide", "rock"]},
    "keywords:letter_frequency": {"letter": "q", "let_frequency": 3, "let_relation": "at least"},
    "language:response_language": {"language": "en"},
    "length_constraints:number_sentences": {"num_sentences": 5, "relation": "at least"},
    "length_constraints:number_paragraphs": {"num_paragraphs": 3},
    "length_constraints:number_words": {"num_words": 100, "relation": "at least"},
    "length_constraints:nth_paragraph_first_word": {
        "num_paragraphs": 3,
        "nth_paragraph": 2,
        "first_word": "tide",
    },
    "detectable_content:number_placeholders": {"num_placeholders": 3},
    "detectable_content:postscript": {"postscript_marker": "P.S."},
    "detectable_format:number_bullet_lists": {"num_bullets": 3},
    "detectable_format:constrained_response": {},
    "detectable_format:number_highlighted_sections": {"num_highlights": 3},
    "detectable_format:multiple_sections": {"section_spliter": "Section", "num_sections": 3},
    "detectable_format:json_format": {},
    "detectable_format:title": {},
    "combination:two_responses": {},
    "combination:repeat_prompt": {"prompt_to_repeat": "Describe a tide pool."},
    "startend:end_checker": {"end_phrase": "The end."},
    "startend:quotation": {},
    "change_case:capital_word_frequency": {
        "capital_frequency": 3,
        "capital_relation": "at least",
    },
    "change_case:english_capital": {},
    "change_case:english_lowercase": {},
    "punctuation:no_comma": {},
}
"""An instruction of each type, for the inputs of `hostile.py`."""


def ask(environment: Path, *arguments: str) -> dict[str, Any] | None:
    """What this file prints inside the peer environment; None where that is not there."""
    python = environment / "bin" / "python"
    if not python.exists():
        print(f"{environment}: not there, so the public checkers are skipped.")
        print("  sh scripts/peer_environment.sh makes it.")
        return None
    process = subprocess.run(
        [python, Path(__file__).resolve(), *arguments], stdout=subprocess.PIPE, check=True
    )
    return json.loads(process.stdout)


def read_rows(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The JSON rows of files of lines, gzipped or not."""
    for path in paths:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield from (json.loads(line) for line in file if line.strip())


def load_registry() -> dict[str, Any]:
    """Instruction id to checker class.

    `lm_eval.tasks` imports the whole harness; a bare module with its path stands in for it, and
    the checkers below it import as they are.
    """
    # The data are in the environment, so that nltk finds them and downloads nothing.
    os.environ["NLTK_DATA"] = str(Path(sys.prefix) / PUNKT)
    logging.disable()  # or they print each text whose language they cannot tell, on the clock
    harness = importlib.import_module("lm_eval")
    tasks = ModuleType("lm_eval.tasks")
    tasks.__path__ = [str(Path(str(harness.__file__)).parent / "tasks")]
    sys.modules[tasks.__name__] = tasks
    return importlib.import_module("lm_eval.tasks.ifeval.instructions_registry").INSTRUCTION_DICT


def make(registry: dict[str, Any], identity: str, arguments: dict[str, Any], prompt: str) -> Any:
    """The checker of one instruction, set up as the harness does it."""
    checker = registry[identity](identity)
    checker.build_description(**{name: value for name, value in arguments.items() if value})
    if "prompt" in (checker.get_instruction_args() or {}):
        checker.build_description(prompt=prompt)
    return checker


def follows(checker: Any, response: str) -> bool | None:
    """The public verdict; None where the checker raises, by which the harness would die."""
    try:
        return bool(response.strip() and checker.check_following(response))
    except Exception:
        return None


def measure_speed(paths: list[Path]) -> dict[str, Any]:
    """One pass over the rows, then one pass for each type; making the checkers is not timed."""
    registry = load_registry()
    rows: list[tuple[str, list[Any]]] = []
    by_type: dict[str, list[tuple[Any, str]]] = defaultdict(list)
    for row in read_rows(paths):
        pairs = zip(row["instruction_id_list"], row["kwargs"], strict=True)
        checkers = [make(registry, name, given, row["prompt"]) for name, given in pairs]
        rows.append((row["response"], checkers))
        for checker in checkers:
            by_type[checker.id].append((checker, row["response"]))
    for pairs in by_type.values():
        follows(pairs[0][0], LOADING)
    spent: list[float] = []
    verdicts: list[Any] = []
    for _ in range(2):
        started = time.process_time()
        verdicts = [follows(checker, response) for response, made in rows for checker in made]
        spent.append(time.process_time() - started)
    types = {name: _seconds_for(pairs) for name, pairs in by_type.items()}
    return {"first": spent[0], "seconds": spent[1], "types": types, "verdicts": verdicts}


def _seconds_for(pairs: list[tuple[Any, str]]) -> float:
    started = time.process_time()
    for checker, response in pairs:
        follows(checker, response)
    return time.process_time() - started


def measure_hostile(path: Path, cap: float) -> dict[str, Any]:
    """Seconds of each checker on each text; null where the cap passed, "raised" where it did."""
    registry = load_registry()
    made = {name: make(registry, name, given, "") for name, given in ARGUMENTS.items()}
    for checker in made.values():
        follows(checker, LOADING)
    results: dict[str, Any] = {}
    for title, text in json.loads(path.read_text("utf-8")).items():
        for name, checker in made.items():
            results[f"{name} {title}"] = _capped(checker, text, cap)
        print(f"  public checkers: {title} done", file=sys.stderr)
    return results


def _capped(checker: Any, text: str, cap: float) -> float | str | None:
    """In a forked child, which has the data loaded and can be killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.write(writer, json.dumps(_best_of_two(checker, text)).encode())
        os._exit(0)
    os.close(writer)
    ready, _, _ = select.select([reader], [], [], cap)
    answer = os.read(reader, 1000) if ready else b"null"
    os.close(reader)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return json.loads(answer) if answer else "raised"


def _best_of_two(checker: Any, text: str) -> float | str:
    times: list[float] = []
    while len(times) < 2 and sum(times) < 0.5:  # noise does not decide about seconds
        started = time.process_time()
        try:
            bool(text.strip() and checker.check_following(text))
        except Exception:
            return "raised"
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("measure", choices=("speed", "hostile"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--cap", type=float, default=20.0, help="seconds for each hostile call")
    options = parser.parse_args()
    measures: dict[str, Callable[[], dict[str, Any]]] = {
        "speed": lambda: measure_speed(options.files),
        "hostile": lambda: measure_hostile(options.files[0], options.cap),
    }
    json.dump(measures[options.measure](), sys.stdout)


if __name__ == "__main__":
    main()
