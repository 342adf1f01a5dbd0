"""A check of your own in one file. To try it:

    assay verify examples/custom.jsonl --load examples/shout.py:Shout

The fields are the parameters, the docstring is the documentation, `verify` decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from assay import Check, Context, Example, Response, Span, Verdict

__all__ = ["Shout"]


class Shout(Check, kind="example.shout"):
    """At least `min` sentences of the response are shouted: they end in an exclamation mark."""

    min: int = 1

    def verify(self, response: Response, context: Context) -> Verdict:
        places = [place for place, mark in enumerate(response.text) if mark == "!"]
        shouts = [p for p in places if response.text[p + 1 : p + 2] != "!"]  # "!!!" is one shout
        passed = len(shouts) >= self.min
        return self.decide(
            passed,
            f"Shouts: {len(shouts)}; at least {self.min} required.",
            score=1.0 if passed else len(shouts) / self.min,
            evidence=tuple(Span("!", place, place + 1) for place in shouts[:12]),
        )

    def describe(self) -> str:
        return f"End at least {self.min} sentences with an exclamation mark."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "Land! Land at last!!!", True),
            Example(cls(min=2), "Land at last!", False),
        )
