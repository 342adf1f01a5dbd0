"""French sentences as M-IFEval counts them: Punkt's, with upstream's own abbreviations.

Upstream asks nltk's French model, which has no clear licence; what is known of French here is our
own, but for the abbreviations that upstream adds to the model.
"""

from __future__ import annotations

from functools import cache

from assay.views import punkt
from assay.views.punkt_english import LOWER

__all__ = ["count_sentences"]

# Those that upstream writes with blanks or a full stop at the end never match there either.
_UPSTREAM = """
m mr mme mlle dr dre drs dres prof pr cap lt etc cf vs rép i.e c.-à-d ex e.g apr av j.c j.-c a.d env
janv fév mar avr juil sept oct nov déc p.v tél adj q.v p resp tel v vol nb n.b p.s ps p.p.s p.-s p-s
"""
_ABBREVIATIONS = "b e g k o r w z cie corp inc s.a e.-u j.-l j.-b p.-b etc"
_STARTERS = """
c depuis la enfin certains selon cet car ces il cependant pour j alors un certes les nous dans le
une si mais en dès or tout ils l malgré elles je on quand pourtant cela a après puis ce elle voilà
cette comment quant ainsi
"""
_SMALL = """
à au aux avec avant aucun aucune aussi autre autres beaucoup bien cependant certaines chacun chaque
chez comme contre côté d de depuis derrière des deux devant donc dont du également encore ensuite
entre es est et eux finalement hors ici jamais jusque leur leurs lors lorsque lui ma maintenant me
même mes moi moins mon n ne ni nos notre nul où oui outre par parce parfois parmi partout pas
pendant peu peut plus plusieurs pourquoi premier première presque puisque qu que quel quelle quelque
quelques qui quoi rien s sa sans sauf se sera ses seul seulement sinon soit son sont sous souvent
soudain suite sur surtout ta tant te tes toi ton toujours tous toute toutes très trop trois tu vers
via voici vos votre vous vraiment y
"""
_ENDINGS = ("tion", "ment", "ence", "ance", "ique", "isme", "ité", "eur", "age", "ant", "er", "ez")


@cache
def _model() -> punkt.Model:
    return punkt.built(
        "own-french/1",
        frozenset(f"{_UPSTREAM} {_ABBREVIATIONS}".split()),
        frozenset(),
        frozenset(_STARTERS.split()),
        _cases,
    )


def _cases(word: str) -> int:
    return LOWER if word in _known() or word.endswith(_ENDINGS) else 0


@cache
def _known() -> frozenset[str]:
    return frozenset(f"{_STARTERS} {_SMALL}".split())


def count_sentences(text: str) -> int:
    """How many there are."""
    return len(punkt.sentences(text, _model()))
