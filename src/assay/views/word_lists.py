"""Lists of words that instructions name without spelling them out, in lower case."""

from __future__ import annotations

__all__ = ["LISTS", "NAMES", "ONE"]

_PRONOUNS = """
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
she her hers herself it its itself they them their theirs themselves themself
this that these those who whom whose which what whoever whomever whichever whatever
all another any anybody anyone anything both each either everybody everyone everything few many
neither nobody none nothing one oneself other others several some somebody someone something such
"""

# The fifty names that IFBench's instruction lists.
_PERSON_NAMES = """
emma liam sophia jackson olivia noah ava lucas isabella mason mia ethan charlotte alexander amelia
benjamin harper leo zoe daniel chloe samuel lily matthew grace owen abigail gabriel ella jacob
scarlett nathan victoria elijah layla nicholas audrey david hannah christopher penelope thomas nora
andrew aria joseph claire ryan stella jonathan
"""

LISTS: dict[str, tuple[str, ...]] = {
    "conjunctions": tuple("for and nor but or yet so".split()),
    "pronouns": tuple(_PRONOUNS.split()),
    "person_names": tuple(_PERSON_NAMES.split()),
    "weekdays": tuple("monday tuesday wednesday thursday friday saturday sunday".split()),
    "months": tuple(
        "january february march april may june july august september october november "
        "december".split()
    ),
    "colours": tuple(
        "red orange yellow green blue purple violet indigo pink brown black white grey gray gold "
        "silver turquoise".split()
    ),
}
NAMES = {
    "conjunctions": "coordinating conjunctions",
    "pronouns": "pronouns",
    "person_names": "person names",
    "weekdays": "names of weekdays",
    "months": "names of months",
    "colours": "names of colours",
}
"""What the words of each list are called."""
ONE = {
    name: plural.replace("names", "name", 1).removesuffix("s") for name, plural in NAMES.items()
} | {"person_names": "person name"}
"""What one word of each is called."""
