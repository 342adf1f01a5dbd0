"""inspect_ai: a scorer, run by inspect_ai itself where it is installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from assay.adapters.inspect import answer_scorer
from assay.errors import AssayError


def test_without_inspect_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from assay.adapters import inspect

    inspect._registered.cache_clear()
    monkeypatch.setitem(sys.modules, "inspect_ai", None)
    monkeypatch.setitem(sys.modules, "inspect_ai.scorer", None)
    with pytest.raises(AssayError, match="pip install inspect_ai"):
        answer_scorer()
    inspect._registered.cache_clear()


def _scores(
    tmp_path: Path, samples: list[Any], outputs: list[str], scorer: Any, **task: Any
) -> Any:
    """What inspect_ai's own run makes of outputs of its mock model."""
    inspect_ai = pytest.importorskip("inspect_ai")
    from inspect_ai.dataset import MemoryDataset
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    made: list[Any] = []
    for text in outputs:
        output = ModelOutput.from_content("mockllm/model", text)
        output.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)
        made.append(output)
    model = get_model("mockllm/model", custom_outputs=made)
    asked = inspect_ai.Task(dataset=MemoryDataset(samples), scorer=scorer, **task)
    (log,) = inspect_ai.eval(
        asked, model=model, display="none", log_dir=str(tmp_path), max_samples=1
    )
    assert log.status == "success", log.error
    return [sample.scores["assay_answer"] for sample in log.samples], log.results.scores[0].metrics


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_answers_are_scored(tmp_path: Path) -> None:
    sample = pytest.importorskip("inspect_ai.dataset").Sample
    samples = [
        sample(input="What is half of one?", target="1/2"),
        sample(input="What is 3 + 5?", target=["8", "eight"]),
        sample(input="Sum.", target=r"\zeta(3)"),
    ]
    outputs = [r"\boxed{0.5}", "The answer is 7.", r"\boxed{\sum_{n=1}^\infty 1/n^3}"]
    scores, metrics = _scores(tmp_path, samples, outputs, answer_scorer("answer.math"))
    assert [score.value for score in scores] == ["C", "I", "N"]
    assert [score.answer for score in scores][:2] == ["0.5", "7"]
    assert "Cannot tell" in scores[2].explanation
    assert scores[0].metadata["verdict"]["comparison"]["policy"] == "default/1"
    assert metrics["accuracy"].value == pytest.approx(1 / 3)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_undecided_may_be_left_out_and_choices_are_options(tmp_path: Path) -> None:
    sample = pytest.importorskip("inspect_ai.dataset").Sample
    solver = pytest.importorskip("inspect_ai.solver")
    samples = [sample(input="Which is larger?", choices=["Mars", "Jupiter"], target="B")]
    scores, _ = _scores(
        tmp_path, samples, ["ANSWER: B"], answer_scorer(), solver=solver.multiple_choice()
    )
    assert scores[0].value == "C"
    samples = [sample(input="What?", target="1"), sample(input="Sum.", target=r"\zeta(3)")]
    outputs = ["1", r"\boxed{\sum_{n=1}^\infty 1/n^3}"]
    _, metrics = _scores(tmp_path, samples, outputs, answer_scorer(undecided="unscored"))
    assert metrics["accuracy"].value == 1.0
