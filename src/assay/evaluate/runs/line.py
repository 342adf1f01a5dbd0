"""A line of `samples.jsonl`: one attempt at one sample, with what was answered and decided.

    {"id": "7", "attempt": 0, "prompt": "...", "response": "...", "checks": [...],
     "reference": null, "meta": {}, "generation": {"finish": "stop", "usage": {...}, ...},
     "verdicts": [[...]], "passed": true, "score": 1.0}

Each is a verdict row, so that whatever reads rows reads runs. An attempt that failed has a `fault`
in the place of its `generation`, and no responses: `"response": [], "verdicts": []`.
"""

from __future__ import annotations

from typing import Any, cast

import msgspec

from assay.model import Fault, Finish, Usage
from assay.sample import decode_json, encode_json
from assay.verdict import Verdict

__all__ = ["RunGeneration", "RunLine", "ScoreLine", "read_line", "read_score", "write_line"]


class RunGeneration(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is kept of a generation beside its text. `tokens` are texts with the natural logarithms
    of their probabilities (None where that is infinite); `seconds` on the clock; `cached` answers
    were not paid for again; `id` is the endpoint's name for the answer."""

    finish: Finish = "stop"
    usage: Usage = Usage()
    seconds: float = 0.0
    model: str = ""
    id: str = ""
    cached: bool = False
    tokens: tuple[tuple[str, float | None], ...] | None = None


class RunLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One attempt at one sample; `id` and `attempt` together are unique in a run.

    `response` is None exactly where there is a `fault`; `checks` are JSON as it was written;
    `verdicts` holds one list, in the order of the checks, and nothing for a fault.
    """

    id: str
    attempt: int = 0
    prompt: str | list[dict[str, Any]] = ""
    response: str | list[Any] | None = None
    checks: msgspec.Raw = msgspec.Raw(b"[]")
    reference: Any = None
    meta: dict[str, Any] = {}
    generation: RunGeneration | None = None
    fault: Fault | None = None
    verdicts: list[list[Verdict]] = []
    passed: bool | list[Any] | None = None
    score: float | list[Any] | None = None
    fingerprint: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all other lines of the run."""
        return self.id, self.attempt

    @property
    def verdict(self) -> list[Verdict]:
        """What the checks made of the response, in their order; empty for a fault."""
        return self.verdicts[0] if self.verdicts else []

    @property
    def outcome(self) -> bool | None:
        """Whether all checks pass; None where that is unknown, and for a fault."""
        return self.passed if isinstance(self.passed, bool) else None


class ScoreLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What checks that were asked later made of one attempt; a line of `scores/NAME.jsonl`."""

    id: str
    attempt: int = 0
    verdicts: list[list[Verdict]] = []
    passed: bool | None = None
    score: float | None = None

    @property
    def key(self) -> tuple[str, int]:
        """Of the run's line that was judged."""
        return self.id, self.attempt

    @property
    def verdict(self) -> list[Verdict]:
        """What the checks made of the response, in their order."""
        return self.verdicts[0] if self.verdicts else []


_lines = msgspec.json.Decoder(RunLine)
_scores = msgspec.json.Decoder(ScoreLine)


def read_line(data: bytes) -> RunLine:
    """The line in some JSON. Raises ValueError, saying what is wrong, where it is none."""
    try:
        line = _lines.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        line = msgspec.convert(_decoded_slowly(data), RunLine)
    if line.fault is not None:
        return msgspec.structs.replace(line, response=None, passed=None, score=None, verdicts=[])
    if line.response is None:
        raise ValueError("expected a response or a fault")
    return line


def write_line(line: RunLine) -> bytes:
    """The line as JSON, with the newline."""
    fields = {name: getattr(line, name) for name in line.__struct_fields__}
    if line.fault is None:
        del fields["fault"]
    else:
        del fields["generation"]
        fields["response"] = []
    try:
        return msgspec.json.encode(fields) + b"\n"
    except UnicodeEncodeError:  # the slow way knows nothing of JSON that is written already
        fields["checks"] = decode_json(bytes(line.checks))
        return encode_json(fields) + b"\n"


def read_score(data: bytes) -> ScoreLine:
    """The line of later scores in some JSON. Raises ValueError where it is none."""
    try:
        return _scores.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return msgspec.convert(_decoded_slowly(data), ScoreLine)


def _decoded_slowly(data: bytes) -> Any:
    """What msgspec's decoder refuses to read: unpaired surrogates. Finds the words for lines that
    are broken, too."""
    try:
        decoded = decode_json(data)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(decoded, dict):
        raise ValueError("expected a JSON object")
    fields = cast("dict[str, Any]", decoded)
    if "checks" in fields:
        fields["checks"] = msgspec.Raw(encode_json(fields["checks"]))
    return fields
