"""A real server of OpenAI's dialect: `transformers serve`, with the embedded model's own files."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import pytest

from assay.model import Ask, Sampling
from assay.models import embedded, make
from assay.tasks import open_task

WEIGHTS = Path(embedded.__file__).with_name("weights")
NEEDED = ("torch", "transformers", "fastapi", "uvicorn")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(find_spec, NEEDED)), reason="transformers[serving] is not installed"
    ),
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "transformers.cli.transformers", "serve", str(WEIGHTS)]
    given = ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    server = subprocess.Popen(
        [*command, *given], env={**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    )
    try:
        until = time.monotonic() + 120
        while not _answers(f"http://127.0.0.1:{port}/health"):
            assert server.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/v1#{WEIGHTS}"
    finally:
        server.kill()
        server.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def test_its_likeliest_answers_are_those_of_our_own_runtime(url: str) -> None:
    samples = islice(open_task("letters", {"level": 2}).samples(), 6)
    likeliest = Sampling(temperature=0, max_tokens=200)
    asks = [Ask(key=s.id, prompt=s.prompt, sampling=likeliest) for s in samples]
    with make(url) as served, make("embedded") as own:
        theirs = {answer.ask.key: answer.generation for answer in served.stream(asks)}
        ours = {answer.ask.key: answer.generation for answer in own.stream(asks)}
    assert len(theirs) == len(ours) == 6
    for key, generation in ours.items():
        there = theirs[key]
        assert there is not None
        assert generation is not None
        assert (there.text, there.finish) == (generation.text, generation.finish)
        assert there.usage.prompt_tokens == generation.usage.prompt_tokens
        assert there.usage.completion_tokens == generation.usage.completion_tokens


def test_completions_too(url: str) -> None:
    ask = Ask(key="k", prompt="1+1=", sampling=Sampling(temperature=0, max_tokens=5))
    with make(url, api="completion") as served:
        (answer,) = served.stream([ask])
    assert answer.generation is not None
    assert answer.generation.usage.completion_tokens == 5
    assert answer.generation.finish == "length"
