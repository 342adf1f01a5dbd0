"""`text.language`: the language of the response."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.upstream import OFFICIAL_LANGUAGE
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response
from assay.views.language import LANGUAGE, LANGUAGES, matches, normalise, script_for
from assay.views.language_names import NAMES
from assay.views.view import View

__all__ = ["Language"]


class Language(TextCheck, kind="text.language"):
    """The prose of the response is in `language` (ISO 639-1, such as `fr`).

    Undecided where the text is too short or too mixed to tell, or the code is unknown to us.
    Official: langdetect's first guess must equal the code, and what it cannot tell passes.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (LANGUAGE,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_LANGUAGE,)

    language: Annotated[str, msgspec.Meta(min_length=2, max_length=12)]

    def validate(self) -> None:
        code = normalise(self.language)
        if code.partition("-")[0] not in LANGUAGES and not 2 <= len(code) <= 3:
            raise ValueError(f"expected an ISO 639-1 code such as 'fr', got {self.language!r}")

    def standard(self, response: Response, context: Context) -> Finding:
        got = response.view(LANGUAGE)
        right = matches(got, self.language)
        if got.code == "und":
            return Finding(None, "The language cannot be told from this text.")
        why = f"The text looks like {got.code} ({got.confidence:.2f}); {self.language} required."
        if normalise(self.language).partition("-")[0] not in LANGUAGES:
            why += f" {self.language!r} is not among the languages known here."
        return Finding(right, why)

    def official(self, response: Response, context: Context) -> Finding:
        got = response.view(OFFICIAL_LANGUAGE)
        why = f"langdetect says {got or 'nothing, which passes'}; {self.language} required."
        return Finding(got in (self.language, ""), why)

    def describe(self) -> str:
        name = NAMES.get(self.language, f"the language {self.language!r}")
        return f"Write your whole response in {name}."

    def demands(self) -> Demands | None:
        letter = amount("characters", 1, None, ("letters",))
        language = Demands(languages=(normalise(self.language),))
        script = script_for(self.language)
        written = [amount("script_count", 1, None, (script,))] if script else []
        return both([letter, language, *written])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """English at first, at level 5 any of five languages."""
        return cls(language=rng.choice(("en", "es", "fr", "ja", "zh")[:level]))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(
                cls(language="fr"),
                "La marée descend et les crabes se cachent sous les pierres.",
                True,
            ),
            Example(
                cls(language="fr"), "The tide falls and the crabs hide under the stones.", False
            ),
            Example(cls(language="fr"), "12345 !!!", None),
        )
