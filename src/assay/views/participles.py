"""Which English word forms are past participles, and which are -ing forms of verbs."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["is_participle", "is_progressive"]

_IRREGULAR = frozenset(
    """
    arisen awoken been become beaten begun bent bet bid bitten bled blown born borne bought bound
    bred broadcast broken brought built burnt burst cast caught chosen clung come cost crept cut
    dealt done drawn dreamt driven drunk dug eaten fallen fed felt fled flown flung forbidden
    forecast forgiven forgot forgotten fought found frozen given gone got gotten ground grown had
    heard held hidden hit hung hurt kept knelt knit known laid lain leapt learnt led left lent let
    lit lost made meant met mistaken mown outdone outgrown overcome overheard overseen overtaken
    overthrown paid proven put quit read rebuilt redone rewritten rid ridden risen rung run said
    sat sawn seen sent set sewn shaken shed shone shorn shot shown shrunk shut slain slept slid
    slit smelt sold sought sown spent spilt spun spat split spoilt spoken spread sprung stood
    stolen stricken striven struck strung stuck stung stunk sunk sung sworn swept swollen swum
    swung taken taught thought thrown thrust told torn trodden undergone understood undertaken
    undone upheld upset withdrawn withheld withstood woken won worn woven wound written wrung
    """.split()
)
# Words in -ed that are no participles.
_NOT_ED = frozenset(
    """
    bed bleed breed creed deed embed exceed feed greed heed hundred indeed kindred naked need
    proceed red reed sacred seed shed sled speed steed succeed weed wed wicked
    """.split()
)
# Words in -ing that are no forms of a verb, or adjectives more often than forms.
_NOT_ING = frozenset(
    """
    amazing annoying anything appealing astonishing boring bring ceiling challenging charming
    compelling convincing darling demanding disappointing disgusting during embarrassing evening
    everything exciting exhausting fascinating fling frightening frustrating herring inspiring
    interesting king loving lightning misleading morning nothing offspring outstanding ping pleasing
    promising pudding relaxing rewarding ring satisfying shilling shocking sibling sing sling
    something spring sterling sting stocking string striking stunning surprising swing terrifying
    thing thrilling tiring touching upsetting welcoming willing wing worrying
    """.split()
)


@lru_cache(maxsize=8192)
def is_participle(word: str) -> bool:
    """Whether a form, in lower case, is a past participle: irregular, or in -ed."""
    word = _whole(word)
    if word in _IRREGULAR:
        return True
    return len(word) > 3 and word.endswith("ed") and word not in _NOT_ED


@lru_cache(maxsize=8192)
def is_progressive(word: str) -> bool:
    """Whether a form, in lower case, is the -ing form of a verb."""
    word = _whole(word)
    stem = word.removesuffix("ing")
    return stem != word and word not in _NOT_ING and any(c in "aeiouy" for c in stem)


def _whole(word: str) -> str:
    """A form without a prefix and its hyphen; nothing of other compounds ("award-winning")."""
    prefix, hyphen, rest = word.partition("-")
    if not hyphen:
        return word
    return rest if prefix in ("co", "mis", "out", "over", "pre", "re", "un", "under") else ""
