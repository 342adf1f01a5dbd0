"""Laws of the kinds about words: which, how often, how long, and in what order."""

from __future__ import annotations

from collections.abc import Callable

from checks.laws import Law


def swapped(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def shouted(text: str) -> str:
    return text.upper()


def added(tail: str) -> Callable[[str], str]:
    return lambda text: text + tail


def spaced(text: str) -> str:
    return text.replace(" ", "  ")


STEPS = "Tides fall. Small crabs hide. The gulls fly in."
ABC = "All is calm. Birds sing. Crabs hide."

LAWS: dict[str, Law] = {
    "text.progression": Law(
        {"kind": "text.progression", "step": 1},
        STEPS,
        (shouted, spaced, swapped("crabs", "tides"), swapped(". ", ".\n\n")),
        (swapped("Small crabs", "Crabs"), added(" Then they go home at last."), swapped(".", ";")),
    ),
    "text.uniform": Law(
        {"kind": "text.uniform", "measure": "words"},
        "The tide falls. The crab dives.",
        (shouted, spaced, swapped("crab", "cormorant")),
        (swapped("The crab", "Crabs"), added(" No more."), swapped(". The", " the")),
    ),
    "text.repetition": Law(
        {"kind": "text.repetition", "max": 1},
        "The tide falls slowly.",
        (shouted, spaced, added(" Crabs hide.")),
        (added(" Slowly."), added(" THE end."), swapped("slowly", "tide")),
    ),
    "text.stop_words": Law(
        {"kind": "text.stop_words", "max": 40},
        "The crabs hide beneath stones.",
        (shouted, spaced, added(" Gulls cry.")),
        (swapped("crabs hide", "one is"), added(" It's there and it isn't.")),
    ),
    "text.overlap": Law(
        {"kind": "text.overlap", "reference": "The tide falls and the crabs hide.", "min": 50},
        "Tide falls and the crabs run.",
        (shouted, spaced, swapped(" and", ", and")),
        (swapped("falls", "rises"), added(" Nobody saw where they went that night.")),
    ),
    "text.lowercase_words": Law(
        {"kind": "text.lowercase_words", "max": 3},
        "The TIDE falls and Crabs hide.",
        (spaced, added(" GULLS."), added(" 3 4 5.")),
        (swapped("Crabs", "crabs"), str.lower, added(" don't")),
    ),
    "text.vocabulary": Law(
        {"kind": "text.vocabulary", "list": "conjunctions", "distinct": True, "min": 3},
        "Gulls and crabs, or so they say.",
        (shouted, spaced, added(" And and and.")),
        (swapped("or", "and"), swapped(" or ", " orange ")),
    ),
    "text.palindromes": Law(
        {"kind": "text.palindromes", "min": 2, "length": 4},
        "At noon the radar broke.",
        (shouted, spaced, added(" A kayak!"), swapped("noon", "Noon")),
        (swapped("radar", "noon"), swapped("radar", "aaaaa"), swapped("noon", "moon")),
    ),
    "text.affix": Law(
        {"kind": "text.affix", "ending": "ly", "max": 0},
        "The tide falls with speed.",
        (shouted, spaced, added(" A lyre."), added(" Fly-fishing.")),
        (added(" Slowly."), swapped("speed", "speed, SADLY"), added(" Lily's here.")),
    ),
    "text.key_sentences": Law(
        {"kind": "text.key_sentences", "sentences": ["Crabs hide.", "Gulls cry."], "min": 2},
        "Listen. Crabs hide. Gulls cry.",
        (shouted, spaced, swapped("hide.", "hide!"), added(" The end.")),
        (swapped("Crabs hide. Gulls", "Crabs hide, gulls"), swapped("Crabs", "The crabs")),
    ),
    "text.bookends": Law(
        {"kind": "text.bookends"},
        "Tide in and out goes the tide.",
        (shouted, spaced, swapped("the tide.", "the *tide*!")),
        (added(" Yes."), lambda text: "The " + text, swapped("the tide.", "the tides.")),
    ),
    "text.part_of_speech": Law(
        {"kind": "text.part_of_speech", "tag": "verb", "position": "first"},
        "Is the tide low?",
        (shouted, spaced, swapped("Is", "Wasn't"), added(" The crab knows.")),
        (lambda text: "The " + text, swapped("Is", "Of")),
    ),
    "text.linked": Law(
        {"kind": "text.linked"},
        "We wait for the tide. Tide brings fish. Fish feed gulls.",
        (shouted, spaced, added(" Gulls cry."), swapped("Tide brings", "“Tide” brings")),
        (swapped("Fish feed", "They feed"), added(" Done."), swapped("the tide", "the tides")),
    ),
    "text.alphabetical": Law(
        {"kind": "text.alphabetical", "start": "a", "count": 3},
        ABC,
        (shouted, str.lower, swapped(". ", ".\n\n"), swapped("All", "Água")),
        (added(" Dogs bark."), swapped("Birds", "Gulls"), swapped("All", "One")),
    ),
    "text.adjacent_words": Law(
        {"kind": "text.adjacent_words", "avoid": "same_initial"},
        "Crabs hide under stones.",
        (shouted, spaced, added(" Gulls cry.")),
        (added(" Some gulls cry."), swapped("hide", "creep"), swapped("under", "Honestly")),
    ),
    "text.vowels": Law(
        {"kind": "text.vowels", "max": 3},
        "The tide is here at night.",
        (shouted, spaced, swapped("here", "hère"), added(" Yes.")),
        (added(" Oh!"), swapped("here", "out")),
    ),
    "text.consonant_clusters": Law(
        {"kind": "text.consonant_clusters"},
        "Small crabs hunt till darkness.",
        (shouted, spaced, added(" 42")),
        (added(" Are we?"), swapped("till", "in"), added(" My!")),
    ),
    "text.word_lengths": Law(
        {"kind": "text.word_lengths", "prime": True},
        "The crabs hurry in.",
        (shouted, spaced, swapped("crabs", "gulls"), swapped("crabs", "cra-bs")),
        (swapped("crabs", "crab"), added(" A."), swapped("hurry", "crawl slowly")),
    ),
    "text.syllables": Law(
        {"kind": "text.syllables", "pattern": [5, 7, 5]},
        "Low tide in the bay\na crab beneath a cold stone\nlistens to the rain",
        (shouted, spaced, swapped("\n", "\n\n"), swapped("crab", "stone")),
        (swapped("the bay", "the water"), added("\nalone"), swapped("\na crab", " a crab")),
    ),
    "text.alliteration": Law(
        {"kind": "text.alliteration", "growing": True},
        "Crabs hide. Small stones stay wet. Big blue birds bring bread.",
        (shouted, spaced, swapped("hide", "hid")),
        (added(" The end."), swapped("Crabs hide", "Crabs creep quite quick, quietly")),
    ),
    "text.word": Law(
        {"kind": "text.word", "words": ["tide"]},
        "Tide",
        (shouted, added("."), lambda text: f"**{text}**"),
        (added("s"), added(" in"), lambda text: f"the {text}"),
    ),
    "text.emoji": Law(
        {"kind": "text.emoji", "min": 1, "position": "sentences"},
        "The tide falls. \U0001f30a Crabs hide \U0001f980.",
        (shouted, swapped("\U0001f30a", "\U0001f1eb\U0001f1f7"), swapped(". \U0001f30a", " ☀️.")),
        (swapped("\U0001f30a", ""), swapped("\U0001f980", "©"), added(" Gulls cry.")),
    ),
    "text.digits": Law(
        {"kind": "text.digits", "max": 0},
        "Low tide is at six.",
        (shouted, spaced, added(" And at noon.")),
        (swapped("six", "6"), added(" H2O."), added("\n1. Crabs")),
    ),
    "text.tense": Law(
        {"kind": "text.tense", "tense": "present_perfect"},
        "She has seen the tide.",
        (shouted, spaced, swapped("has", "has never really"), swapped("She has", "They've")),
        (swapped("has", "had"), swapped("has seen", "saw"), swapped("has seen", "has been seeing")),
    ),
}
