"""A process that is killed while it asks: nothing is charged twice, nothing that came is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from endpoint import Behaviour, Endpoint

from assay.model import Ask
from assay.models import make

ASKING = """
import sys
from assay.model import Ask
from assay.models import make
url, cache = sys.argv[1:]
model = make(url + "#m", cache=cache, run="r", backoff=0.001, timeout=2)
for answer in model.stream(Ask(key=str(n), prompt=f"say {n}") for n in range(200)):
    print(answer.ask.key, flush=True)
"""


@pytest.mark.slow
def test_killed_and_taken_up_again(tmp_path: Path) -> None:
    cache = tmp_path / "c.db"
    shares = {"429": 0.05, "500": 0.03, "broken": 0.03}
    behaviour = Behaviour(delay=0.02, shares=shares, idempotent=True)
    with Endpoint(behaviour, process=True) as endpoint:
        command = [sys.executable, "-c", ASKING, endpoint.url, str(cache)]
        told: set[str] = set()
        for stop in (1, 40, 90, 150):
            child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            assert child.stdout
            lines = [child.stdout.readline().strip() for _ in range(stop)]
            child.kill()
            child.communicate()
            told.update(lines)
        asks = [Ask(key=str(n), prompt=f"say {n}") for n in range(200)]
        with make(f"{endpoint.url}#m", cache=cache, run="r", backoff=0.001) as model:
            answers = {answer.ask.key: answer.generation for answer in model.stream(asks)}
        counts = endpoint.counts()
    assert all(answers[ask.key] and answers[ask.key].text == ask.prompt for ask in asks)
    assert all(answers[key].cached for key in told)
    assert (counts["charges"], counts["most_charges"]) == (200, 1)
