"""`answer.gym`: an answer judged by reasoning-gym's own scorer, where many answers are right.

reasoning-gym (Stojanovski et al. 2025, arXiv:2505.24760; Apache-2.0, extra `gym`) gives partial
credit by default; here its full score is a pass and everything below a fail.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Annotated, Any, ClassVar

import msgspec

from assay.answers.verbatim import place_of, unwrapped
from assay.check import Check, Example, Runs
from assay.context import Context
from assay.errors import MissingExtra
from assay.response import Response
from assay.sample import decode_json
from assay.verdict import Span, Verdict

__all__ = ["JUDGED", "Gym", "problem", "problems"]

_JSON = r"[\[{].*"
_FORMS = {
    "boxnet": _JSON,
    "cryptarithm": r"(?:[A-Z] *= *\d *(?:, *)?)+",
    "futoshiki": r"[1-9<>∧∨\s]+",
    "graph_color": _JSON,
    "group_anagrams": _JSON,
    "jugs": _JSON,
    "kakurasu": r"[01\s]+",
    "knight_swap": r"\[.*|[Nn]o",
    "knights_knaves": r"[A-Za-z ,.'-]+",
    "palindrome_generation": r"[A-Za-z]+",
    "palindrome_partitioning": _JSON,
    "polynomial_equations": r'""|[-\d.,\s]+',
    "prime_factorization": r"\d+(?: *[×x*] *\d+)*",
    "quantum_lock": r"[A-Ca-c](?:[ ,→>-]+[A-Ca-c])*",
    "rubiks_cube": r"[A-Za-z'2 ]+",
    "rush_hour": r"(?:[A-Z][+-]\d{1,2}[ ,]*)+",
    "shortest_path": r"(?:(?:up|down|left|right)\s*)+|infeasible",
    "sokoban": r"[LRUDlrud]+",
    "tower_of_hanoi": r"(?:Move disk \d+ from Peg \d+ to Peg \d+\s*)+",
    "word_ladder": r"[A-Za-z]+(?:, *[A-Za-z]+)*",
}
"""The form of an answer. Some scorers pass over what they cannot read; here it is no answer."""
JUDGED = frozenset(_FORMS)
"""Data sets whose scorers are asked: many answers are right, or one in many forms, and the answer
is read and never run as a program."""
_FULL = 1.0 - 1e-9
_LONGEST = 20_000


class Gym(Check, kind="answer.gym"):
    """The final answer is worth full marks by the scorer of a data set of reasoning-gym.

    For problem `index` of the data set, made with `seed`, `size` and `config` (JSON). The answer
    stands in the last `<answer>` field, else after the last `Answer:`, else it is the whole text.
    Undecided without the extra `gym`, and where its version makes another problem than the prompt
    states. Score: 0 or 1; partial credit is not given.
    """

    runs: ClassVar[Runs] = "worker"
    deadline: ClassVar[float] = 60.0

    dataset: str
    index: Annotated[int, msgspec.Meta(ge=0)]
    seed: int = 0
    size: Annotated[int, msgspec.Meta(ge=1)] = 500
    config: str = "{}"

    def validate(self) -> None:
        if self.dataset not in JUDGED:
            raise ValueError(f"dataset: expected one of {', '.join(sorted(JUDGED))}")
        if not isinstance(_read(self.config), dict):
            raise ValueError("config: expected a JSON object")

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent:
            return self.undecided("There is no message of the assistant.")
        place = place_of(response.text, 10**9)
        said = unwrapped(response.text[place.start : place.end])
        if not said:
            return self.decide(False, "There is no final answer.")
        if len(said) > _LONGEST or not re.fullmatch(_FORMS[self.dataset], said, re.DOTALL):
            return self.decide(False, f"{said!r:.80} is no answer of the form that is asked for.")
        try:
            made = problems(self.dataset, self.config, self.seed, self.size)
        except MissingExtra as fault:
            return self.undecided(f"{fault}.")
        entry = problem(made, self.index)
        if entry["question"].strip() not in context.question:
            return self.undecided("This version of reasoning-gym makes another problem.")
        score = float(made.score_answer(said, entry))
        passed = score >= _FULL
        why = f"{self.dataset}'s scorer gives {score:.3g}; only 1 passes."
        evidence = (Span(response.text[place.start : place.end], place.start, place.end),)
        return self.decide(passed, why, evidence=evidence)

    def describe(self) -> str:
        return f"Solve problem {self.index + 1} of reasoning-gym's {self.dataset}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        check = cls(dataset="rubiks_cube", index=0)
        return (Example(check, "Answer: R U R' U'", None, "Solve another cube."),)


@lru_cache(maxsize=16)
def problems(dataset: str, config: str, seed: int, size: int) -> Any:
    """A data set of reasoning-gym. Raises MissingExtra, or ValueError for a config it refuses."""
    try:
        factory: Any = import_module("reasoning_gym.factory")
        import_module("reasoning_gym")  # fills the factory
    except ImportError:
        raise MissingExtra("reasoning-gym", "gym") from None
    given: Mapping[str, Any] = _read(config)
    try:
        return factory.create_dataset(dataset, **{**given, "seed": seed, "size": size})
    except Exception as fault:  # each data set looks at its parameters in its own way
        raise ValueError(f"{dataset}: {fault}") from None


def problem(made: Any, index: int) -> dict[str, Any]:
    """A problem of a data set, the same each time: some data sets draw also from the one source of
    random numbers that all of Python shares, which is left as it was."""
    before = random.getstate()
    random.seed(f"{made.seed} {index}")
    try:
        return made[index]
    finally:
        random.setstate(before)


def _read(config: str) -> Any:
    try:
        return decode_json(config)
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"config: not JSON: {fault}") from None
