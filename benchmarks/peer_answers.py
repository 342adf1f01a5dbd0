"""Other people's answer graders, run inside the peer environment, one row after the other.

    .venv-peer/bin/python benchmarks/peer_answers.py GRADER ROWS.jsonl [--start N] [--passes N]

ROWS hold `{"gold": text or list of aliases, "response", "bare"}`, where `bare` says that the
response is a final answer alone; it is then handed over in the form that the grader looks for (a
box, `$...$`, "Answer:"). For each row a line `{"said", "cpu", "peak_mb"}` is printed as soon as
it is known: `said` true, false, or null where the grader says that it cannot tell, or raises.
Loading and a first trivial pair are not on the clock. `peer_answers_drive.py` runs this file
and kills it where a row takes too long. Only the standard library is imported above the graders.

lighteval's mathematics is Math-Verify; opencompass and `evaluate` bring torch or fetch their
metrics from outside the package index: they are not here.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import importlib
import io
import json
import logging
import os
import re
import resource
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple, TypeAlias

Grade: TypeAlias = Callable[[Any, str], "bool | None"]
"""Gold and response, to what the grader says."""

LETTERS = tuple("ABCDEFGHIJ")
SITE = Path(sysconfig.get_path("purelib"))
F1_BAR = 0.5
"""A token F1 is a number; as a verdict it counts from here on."""


_DOLLAR = re.compile(r"(?<!\\)\$")


class Grader(NamedTuple):
    """How a grader is loaded, and the form in which it is given a bare answer."""

    load: Callable[[], Grade]
    form: Callable[[str], str] = str


def boxed(text: str) -> str:
    """A bare answer as a model would box it."""
    return text if "\\boxed" in text else f"\\boxed{{{text.strip().strip('$')}}}"


def in_dollars(text: str) -> str:
    """A bare answer as one formula; any other form costs Math-Verify accuracy, with units most."""
    return text if "\\boxed" in text else f"${_DOLLAR.sub('', text)}$"


def plain(text: str) -> str:
    """A formula without its dollars, for graders that compare what stands between them."""
    return text.strip().strip("$").strip()


def announced(text: str) -> str:
    """A bare answer behind the word that some graders look for."""
    return f"ANSWER: {plain(text)}"


def minerva_form(text: str) -> str:
    """A bare answer in the sentence that the minerva prompt asks for."""
    return f"Final Answer: The final answer is {text}. I hope it is correct."


def package(name: str) -> None:
    """A bare package of that name, so that a module in it loads without the rest of it."""
    made = ModuleType(name)
    made.__path__ = [str(SITE.joinpath(*name.split(".")))]
    sys.modules[name] = made


def math_verify() -> Grade:
    """Math-Verify with its defaults; a bare answer stands in dollars."""
    module: Any = importlib.import_module("math_verify")

    def grade(gold: Any, response: str) -> bool | None:
        return bool(module.verify(module.parse(in_dollars(gold)), module.parse(response)))

    return grade


def math_verify_letters() -> Grade:
    """Math-Verify with its extraction of option letters."""
    module: Any = importlib.import_module("math_verify")
    targets = [module.StringExtractionConfig(strings=LETTERS)]

    def grade(gold: Any, response: str) -> bool | None:
        return bool(module.verify(module.parse(gold, targets), module.parse(response, targets)))

    return grade


def inspect_scorer(name: str, *given: Any, bar: float | None = None) -> Callable[[], Grade]:
    """A scorer of inspect_ai, asked on one event loop as its own runs do."""

    def load() -> Grade:
        module: Any = importlib.import_module("inspect_ai.scorer")
        score = getattr(module, name)(*given)
        loop = asyncio.new_event_loop()

        def grade(gold: Any, response: str) -> bool | None:
            state = SimpleNamespace(output=SimpleNamespace(completion=response))
            target = module.Target(gold)
            value = loop.run_until_complete(score(state, target)).value
            if bar is not None:
                return value >= bar
            return {"C": True, "I": False}.get(value)

        return grade

    return load


def old_antlr() -> None:
    """Puts antlr 4.11 first: sympy's own LaTeX parser, which some graders use, needs it."""
    sys.path.insert(0, str(Path(sys.prefix) / "antlr411"))


def minerva() -> Grade:
    """lm-eval's minerva grader, on the last box of a response or what its phrase announces."""
    old_antlr()
    for name in ("lm_eval", "lm_eval.tasks"):
        package(name)
    module: Any = importlib.import_module("lm_eval.tasks.minerva_math.utils")

    def grade(gold: Any, response: str) -> bool | None:
        box = module.last_boxed_only_string(response)
        said = module.remove_boxed(box) if box else module.get_unnormalized_answer(response)
        given = module.normalize_final_answer(said)
        return bool(module.is_equiv(given, module.normalize_final_answer(gold)))

    return grade


def mmlu_pro() -> Grade:
    """lm-eval's extraction for MMLU-Pro: the first match of the pattern in its task file."""
    task = (SITE / "lm_eval/tasks/mmlu_pro/_default_template_yaml").read_text("utf-8")
    found = re.search(r"regex_pattern: '(.*)'", task)
    assert found is not None
    pattern = re.compile(found[1])

    def grade(gold: Any, response: str) -> bool | None:
        match = pattern.findall(response)
        return bool(match) and match[0].lower() == gold.lower()

    return grade


def verl_module(name: str) -> Any:
    """A module of verl's rewards; of the framework around them only names are asked for."""
    for parent in ("verl", "verl.utils", "verl.utils.reward_score", "verl.utils.metric"):
        package(parent)
    sys.modules["verl.utils.metric"].__dict__["Metric"] = object
    return importlib.import_module(f"verl.utils.reward_score.{name}")


def verl(name: str) -> Callable[[], Grade]:
    """A reward function of verl."""

    def load() -> Grade:
        old_antlr()
        module = verl_module(name)

        def grade(gold: Any, response: str) -> bool | None:
            score = module.compute_score(response, plain(gold))
            if isinstance(score, dict):
                return bool(score["acc"])
            return bool(score[0] if isinstance(score, tuple) else score)

        return grade

    return load


def verl_contained() -> Grade:
    """verl's question answering: some alias is part of the response, both normalised."""
    module = verl_module("search_r1_like_qa_em")
    return lambda gold, response: bool(module.subem_check(response, gold))


GRADERS = {
    "Math-Verify": Grader(math_verify, in_dollars),
    "Math-Verify, letters": Grader(math_verify_letters),
    "inspect math": Grader(inspect_scorer("math"), boxed),
    "inspect answer letter": Grader(inspect_scorer("answer", "letter"), announced),
    "inspect exact": Grader(inspect_scorer("exact")),
    "inspect f1": Grader(inspect_scorer("f1", bar=F1_BAR)),
    "lm-eval minerva": Grader(minerva, minerva_form),
    "lm-eval mmlu_pro": Grader(mmlu_pro, "The answer is {}.".format),
    "verl math_reward": Grader(verl("math_reward"), boxed),
    "verl math_dapo": Grader(verl("math_dapo"), announced),
    "verl prime_math": Grader(verl("prime_math"), boxed),
    "verl contained": Grader(verl_contained),
}


def ask(grade: Grade, gold: Any, response: str) -> tuple[bool | None, float]:
    """What the grader says, None where it raises, and the CPU time that it took."""
    started = _cpu()
    try:
        said = grade(gold, response)
    except Exception:
        said = None
    return said, _cpu() - started


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in _WHO)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def peak_mb() -> float:
    """The peak memory of this process since it was started, in MB."""
    # `ru_maxrss` counts the parent's memory too, from before the program was loaded.
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    peak = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    kilobytes = peak[0] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kilobytes / 1024, 1)


def report(said: bool | None, cpu: float) -> None:
    """One line for the parent, at once."""
    line = json.dumps({"said": said, "cpu": cpu, "peak_mb": peak_mb()}) + "\n"
    os.write(_ANSWERS, line.encode())


_ANSWERS = os.dup(1) if __name__ == "__main__" else 1
"""The real standard output; graders print on the one they see."""


def warm(grade: Grade, *, aliased: bool) -> None:
    """A first pair, which has the grader load what it loads late."""
    gold = "x^2+\\frac{1}{2}"
    ask(grade, [gold] if aliased else gold, "\\boxed{0.5+x^2}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("grader", choices=GRADERS)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--start", type=int, default=0, help="row to begin with")
    parser.add_argument("--passes", type=int, default=1, help="times a row is asked; least counts")
    options = parser.parse_args()
    logging.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    grader = GRADERS[options.grader]
    grade = grader.load()
    rows = [json.loads(line) for line in options.rows.read_text("utf-8").splitlines()]
    warm(grade, aliased=bool(rows) and isinstance(rows[0]["gold"], list))
    report(None, 0.0)
    for row in rows[options.start :]:
        response = grader.form(row["response"]) if row["bare"] else row["response"]
        with contextlib.redirect_stdout(io.StringIO()):
            tries = [ask(grade, row["gold"], response) for _ in range(options.passes)]
        report(tries[0][0], min(cpu for _, cpu in tries))


if __name__ == "__main__":
    main()
