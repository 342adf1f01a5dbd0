"""The files that `assay convert` reads, by name: suites of instructions and graded answers.

A reader is a function of paths that yields rows. Modules load when their format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

from assay.errors import InputError
from assay.tasks.suites import Suite

__all__ = ["ANSWERS", "FORMATS", "LOGS", "OTHERS", "SUITES", "Reader", "reader", "suite"]

Reader: TypeAlias = Callable[..., Iterator[dict[str, Any]]]


class _Format(NamedTuple):
    """Where a format is read, and what its files hold."""

    module: str
    holds: str
    function: str = "convert"


SUITES = {
    "ifeval": _Format("assay.tasks.ifeval", "PROMPTS [RESPONSES], both JSON lines"),
    "ifbench": _Format("assay.tasks.ifbench", "the same form"),
    "ifevalg": _Format("assay.tasks.ifevalg", "the same form"),
    "mifeval": _Format("assay.tasks.mifeval", "the same form (en, es, fr, ja)"),
}
"""Suites whose files have IFEval's form. Their modules hold a Suite named as they are."""

OTHERS = {
    "multi-if": _Format("assay.tasks.multi_if", "conversations with their responses"),
    "mathif": _Format("assay.tasks.mathif", "PROBLEMS [OUTPUTS]"),
    "reasonif": _Format("assay.tasks.reasonif", "PROBLEMS [OUTPUTS], with reasoning_content"),
    "muldimif": _Format("assay.tasks.muldimif", "conversations with constraints in English"),
    "followbench": _Format("assay.tasks.followbench", "DATA [OUTPUTS], five levels a request"),
    "complexbench": _Format("assay.tasks.complexbench", "instances with the model's `generated`"),
    "procbench": _Format("assay.tasks.procbench", "rows with prompt, label and response"),
    "logicif": _Format("assay.tasks.logicif", "rows with code_output and llm_response"),
    "rlvr": _Format("assay.tasks.rlvr", "rows with a ground_truth column, and responses"),
    "humaneval": _Format("assay.tasks.humaneval", "PROBLEMS [SAMPLES], with check(candidate)"),
    "mbpp": _Format("assay.tasks.mbpp", "PROBLEMS [SAMPLES], with lists of assertions"),
    "evalplus": _Format("assay.tasks.evalplus", "PROBLEMS [SAMPLES] of HumanEval+ or MBPP+"),
    "codeeval-pro": _Format("assay.tasks.codeeval_pro", "PROBLEMS [SAMPLES], self-invoking"),
    "livecodebench": _Format("assay.tasks.livecodebench", "PROBLEMS [SAMPLES], code generation"),
    "apps": _Format("assay.tasks.apps", "PROBLEMS [SAMPLES], of APPS or TACO"),
    "codecontests": _Format("assay.tasks.codecontests", "PROBLEMS [SAMPLES]"),
    "cruxeval-o": _Format(
        "assay.tasks.cruxeval", "PROBLEMS [SAMPLES], outputs predicted", "convert_outputs"
    ),
    "cruxeval-i": _Format(
        "assay.tasks.cruxeval", "PROBLEMS [SAMPLES], inputs predicted", "convert_inputs"
    ),
    "swe-bench": _Format("assay.tasks.swebench", "TASKS [PREDICTIONS], with repositories beside"),
    "verilog-eval": _Format(
        "assay.tasks.verilog_eval", "PROBLEMS or its folder [SAMPLES], golden designs and benches"
    ),
    "res-q": _Format("assay.tasks.resq", "TASKS [SUBMISSIONS], with repositories beside"),
}
"""Suites with files of their own form. Their modules hold `convert`, or what is named."""

ANSWERS = {
    "answers": _Format("", "JSON lines with a question, a response and a gold answer"),
    "math-verify": _Format("", "CSV with the columns gold and answer"),
    "opencompass": _Format("", "predictions: one JSON object of numbered records"),
    "verl": _Format("", "JSON lines with prompt, reward_model.ground_truth and responses"),
}
"""Graded answers, read by `assay.tasks.answers_rows`."""

LOGS = {
    "inspect": _Format("assay.tasks.logs.inspect", "logs of inspect_ai, .eval and .json"),
    "lm-eval": _Format(
        "assay.tasks.logs.lm_eval", "sample logs of lm-evaluation-harness, or their folder"
    ),
    "openai": _Format(
        "assay.tasks.logs.openai_items", "bodies of OpenAI's responses, items of its evals"
    ),
    "openai-batch": _Format(
        "assay.tasks.logs.openai_batch", "REQUESTS OUTPUTS [ERRORS ...] of OpenAI's batches"
    ),
}
"""Logs of other harnesses, with what they decided. Their readers take `asked` (logs.asked)."""

FORMATS = {**SUITES, **OTHERS, **ANSWERS, **LOGS}


def suite(name: str) -> Suite:
    """The suite of that name."""
    found: Suite = getattr(import_module(SUITES[name].module), name.upper())
    return found


def reader(name: str) -> Reader:
    """The function that reads a suite's files."""
    if name in SUITES:
        return partial(_form_of_ifeval, name)
    format = {**OTHERS, **LOGS}[name]
    found: Reader = getattr(import_module(format.module), format.function)
    return found


def _form_of_ifeval(name: str, *files: str, answered: bool = True) -> Iterator[dict[str, Any]]:
    from assay.tasks.suite_files import convert

    if len(files) > 2:
        raise InputError(f"{name} takes prompts and responses, got {len(files)} files")
    return convert(suite(name), *files, answered=answered)
