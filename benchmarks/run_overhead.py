"""What a harness costs beside the model: milliseconds of CPU a sample, on the same trivial task.

    python benchmarks/run_overhead.py [--samples N] [--peer FOLDER]

N questions of a few words, a model that answers at once from a script, an exact comparison, and
whatever record the harness keeps, on disk. Assay runs by `assay.run` in this process (asking,
judging, appending and flushing line by line, the index at the end) and as a command from the start
of its process to its end. Beside it, in the peer environment (scripts/peer_environment.sh):

inspect-ai      `eval` with its `mockllm`, `generate` and `match`, its log in its own format.
                It counts tokens with tiktoken, whose vocabulary is downloaded; here a stand-in
                splits at spaces, so that it runs without network (and faster).
lm-eval         `simple_evaluate` with its `dummy` model and `exact_match`, samples logged, its
                index of built-in tasks left out (it alone takes seconds).

CPU of the process alone, start and imports apart where the harness is called in a process; two
sizes are run, and the difference is the cost of a sample, so that what is paid once a run is told
apart. A busy machine shows little, for CPU is counted, not the clock.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from peer_ifeval import ENVIRONMENT

ANSWER = "lol"
"""What lm-eval's dummy model says, whatever it is asked."""


class Cost(NamedTuple):
    """Seconds of CPU that a run of so many samples took, and bytes that it left on disk."""

    samples: int
    seconds: float
    kept: int


def question(number: int) -> str:
    return f"What is the name of tide pool {number}?"


def assay_run(count: int, folder: Path) -> None:
    """`assay.run`, in this process."""
    import assay
    from assay.models.scripted import Scripted

    assay.run(str(rows(folder, count)), Scripted(lambda _: ANSWER), out=folder / "run")


def assay_command(count: int, folder: Path) -> None:
    """`assay run`, a process of its own."""
    script = folder / "script.jsonl"
    with script.open("w") as file:
        for number in range(count):
            file.write(json.dumps({"prompt": question(number), "response": ANSWER}) + "\n")
    command = [sys.executable, "-m", "assay", "run", str(rows(folder, count))]
    more = ["--model", f"scripted:{script}", "--out", str(folder / "run")]
    subprocess.run([*command, *more], stdout=subprocess.DEVNULL, check=True)


def rows(folder: Path, count: int) -> Path:
    path = folder / "rows.jsonl"
    check = {"kind": "text.equals", "text": ANSWER}
    with path.open("w") as file:
        for number in range(count):
            row = {"id": str(number), "prompt": question(number), "checks": [check]}
            file.write(json.dumps(row) + "\n")
    return path


def inspect_run(count: int, folder: Path) -> None:
    """inspect-ai's `eval`."""
    sys.modules["tiktoken"] = splitter()
    inspect: Any = importlib.import_module("inspect_ai")
    dataset: Any = importlib.import_module("inspect_ai.dataset")
    model: Any = importlib.import_module("inspect_ai.model")
    output = model.ModelOutput.from_content("mockllm/model", ANSWER)
    samples = [
        dataset.Sample(id=str(number), input=question(number), target=ANSWER)
        for number in range(count)
    ]
    task = inspect.Task(
        dataset=dataset.MemoryDataset(samples),
        solver=importlib.import_module("inspect_ai.solver").generate(),
        scorer=importlib.import_module("inspect_ai.scorer").match(),
    )
    said = model.get_model("mockllm/model", custom_outputs=lambda *_: output)
    (log,) = inspect.eval(task, model=said, display="none", log_dir=str(folder / "run"))
    if log.status != "success" or log.results.scores[0].metrics["accuracy"].value != 1:
        raise SystemExit(f"inspect-ai: {log.status} {log.error}")


def splitter() -> types.ModuleType:
    """In the place of tiktoken: a word is a token."""

    class Encoding:
        def encode(self, text: str, **_: object) -> list[str]:
            return text.split()

    module = types.ModuleType("tiktoken")
    module.Encoding = Encoding  # type: ignore[attr-defined]
    module.get_encoding = lambda _: Encoding()  # type: ignore[attr-defined]
    module.encoding_for_model = lambda _: Encoding()  # type: ignore[attr-defined]
    return module


LM_EVAL_TASK = """\
task: tides
dataset_path: json
dataset_kwargs: {{data_files: {{test: {path}}}}}
test_split: test
output_type: generate_until
doc_to_text: "{{{{question}}}}"
doc_to_target: "{{{{answer}}}}"
generation_kwargs: {{until: ["\\n"]}}
metric_list: [{{metric: exact_match}}]
"""


def lm_eval_run(count: int, folder: Path) -> None:
    """lm-eval's `simple_evaluate`."""
    path = folder / "docs.jsonl"
    with path.open("w") as file:
        for number in range(count):
            file.write(json.dumps({"question": question(number), "answer": ANSWER}) + "\n")
    (folder / "tides.yaml").write_text(LM_EVAL_TASK.format(path=path))
    evaluate: Any = importlib.import_module("lm_eval").simple_evaluate
    tasks: Any = importlib.import_module("lm_eval.tasks")
    trackers: Any = importlib.import_module("lm_eval.loggers")
    manager = tasks.TaskManager(include_path=str(folder), include_defaults=False)
    tracker = trackers.EvaluationTracker(output_path=str(folder / "run"))
    found = evaluate("dummy", tasks=["tides"], task_manager=manager, bootstrap_iters=0)
    samples = found.pop("samples")
    tracker.save_results_aggregated(results=found, samples=samples)
    tracker.save_results_samples(task_name="tides", samples=samples["tides"])
    if found["results"]["tides"]["exact_match,none"] != 1:
        raise SystemExit(f"lm-eval: {found['results']}")


OURS: dict[str, Callable[[int, Path], None]] = {
    "assay.run": assay_run,
    "assay run (command)": assay_command,
}
PEERS: dict[str, Callable[[int, Path], None]] = {"inspect-ai": inspect_run, "lm-eval": lm_eval_run}


def measured(work: Callable[[int, Path], None], count: int) -> Cost:
    """One run in a folder of its own."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        before = used()
        work(count, folder)
        seconds = used() - before
        kept = sum(path.stat().st_size for path in (folder / "run").rglob("*") if path.is_file())
        return Cost(count, seconds, kept)


def used() -> float:
    """CPU of this process and of those it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def child(name: str, sizes: list[int]) -> None:
    """In a process of its own: a small run, to import what there is, then those to be timed."""
    work = {**OURS, **PEERS}[name]
    measured(work, 10)
    json.dump([measured(work, size) for size in sizes], sys.stdout)


def ask(python: str | Path, name: str, sizes: list[int]) -> list[Cost] | None:
    """What it costs in another process; None where it does not run there."""
    command = [str(python), __file__, "--child", name, "--sizes", *map(str, sizes)]
    clean = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=clean, check=False)
    if done.returncode:
        print(f"{name:<22} does not run: {done.stderr.strip().splitlines()[-1:]}")
        return None
    costs = [Cost(*cost) for cost in json.loads(done.stdout.splitlines()[-1])]
    print(f"{name:<22} {told(costs)}   (whole measurement {time.perf_counter() - began:.0f} s)")
    return costs


def told(costs: list[Cost]) -> str:
    few, many = costs
    each = (many.seconds - few.seconds) / (many.samples - few.samples)
    kept = (many.kept - few.kept) / (many.samples - few.samples)
    once = few.seconds - each * few.samples
    return f"{each * 1e3:8.3f} ms CPU a sample, {once:5.2f} s once a run, {kept:6,.0f} B kept"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=int, default=1000, help="of the larger run of a peer")
    parser.add_argument("--peer", type=Path, default=ENVIRONMENT, help="the peer environment")
    parser.add_argument("--child", choices=[*OURS, *PEERS], help=argparse.SUPPRESS)
    parser.add_argument("--sizes", type=int, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        return child(options.child, options.sizes)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; assay {version('assay')}")
    for name in OURS:
        ask(sys.executable, name, [1000, 11_000])
    python = options.peer / "bin" / "python"
    if not python.exists():
        print(f"no environment {options.peer}, peers skipped (scripts/peer_environment.sh)")
        return None
    for name in PEERS:
        ask(python, name, [options.samples // 5, options.samples])
    return None


if __name__ == "__main__":
    main()
