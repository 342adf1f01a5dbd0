"""`text.tense`: a verb in a compound tense."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from assay.check import Check, Example
from assay.checks.text.base import Finding, spans_of
from assay.checks.text.count import Bound, Count, Counted, bound_phrase
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.tenses import TENSES, Found
from assay.views.view import View

__all__ = ["Tense"]

Name: TypeAlias = Literal[
    "present_perfect", "past_perfect", "future_perfect",
    "present_continuous", "past_continuous", "future_continuous",
    "present_perfect_continuous", "past_perfect_continuous", "future_perfect_continuous",
]  # fmt: skip


class Tense(Count, kind="text.tense"):
    """The number of English verb groups in a compound tense is within bounds, by default one.

    `tense` is one of the nine perfect and continuous tenses, in the active voice or the passive
    ("has been sold"). A group is an auxiliary and a participle or -ing form, with a subject,
    a negation or adverbs between them (`tenses:assay/1`); the participles are those in -ed and a
    table of irregular ones. "It's broken" may be "is" or "has": undecided where it matters. For
    "in each sentence" use it inside `each`.
    """

    noun: ClassVar[str] = "verb"
    nouns: ClassVar[str] = "verbs"
    uses: ClassVar[tuple[View[Any], ...]] = (TENSES, FOLDED)

    tense: Name
    min: Bound | None = 1
    max: Bound | None = None

    def count(self, response: Response, context: Context) -> Counted:
        return [(f.start, f.end) for f in self._found(response) if f.sure]

    def _found(self, response: Response) -> list[Found]:
        return [f for f in response.view(TENSES) if f.tense == self.tense]

    def standard(self, response: Response, context: Context) -> Finding:
        if not response.view(FOLDED):
            return Finding(False, "There are no words.", 0.0)
        found = self._found(response)
        doubtful = [(f.start, f.end) for f in found if not f.sure]
        sure = self.judge([(f.start, f.end) for f in found if f.sure], response.text)
        every = self.judge([(f.start, f.end) for f in found], response.text)
        if sure.passed is not every.passed:
            said = spans_of(response.text, doubtful)[0].text
            return Finding(None, f"{said!r:.80} may or may not be in the tense, and it matters.")
        if self.min is not None and len(found) < self.min:
            return every
        return sure

    def describe(self) -> str:
        name = self.tense.replace("_", " ")
        if (self.min, self.max) == (1, None):
            return f"Use a verb in the {name} tense."
        noun = self.noun if self.last == 1 else self.nouns
        return f"Use {bound_phrase(self.min, self.max)} {noun} in the {name} tense."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        perfect = cls(tense="present_perfect")
        continuous = cls(tense="present_continuous")
        return (
            Example(perfect, "She hasn't really seen the tide yet.", True),
            Example(perfect, "She has red hair and had seen it.", False),
            Example(perfect, "The gate's broken.", None),
            Example(continuous, "Are the crabs hiding?", True),
            Example(continuous, "The book is interesting.", False),
            Example(cls(tense="present_perfect_continuous"), "I've been waiting.", True),
            Example(cls(tense="present_perfect_continuous"), "I've been there.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """More verbs, in rarer tenses."""
        names = get_args(Name)
        some = names[0:4:3] if level < 3 else names[:6] if level < 5 else names[6:]
        return cls(tense=rng.choice(some), min=level)
