"""Laws of the kinds that count words and letters, look for wordings, and set a task."""

from __future__ import annotations

from typing import Any

from checks.laws import Edit, Law


def bold(text: str) -> str:
    return f"**{text}**"


def spaced(text: str) -> str:
    return f"\n\n{text}\n"


def windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def coded(text: str) -> str:
    return f"```\n{text}\n```"


def backwards(text: str) -> str:
    return " ".join(text.split()[::-1])


def swapped(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new, 1)


def after(more: str) -> Edit:
    return lambda text: text + more


def before(more: str) -> Edit:
    return lambda text: more + text


def law(
    kind: str,
    text: str,
    keep: tuple[Edit, ...],
    flip: tuple[Edit, ...],
    /,
    prompt: str = "",
    **parameters: Any,
) -> Law:
    return Law({"kind": f"text.{kind}", **parameters}, text, keep, flip, prompt)


_CSV = "ID,City\n1,Oslo\n2,Riga"
_QUESTIONS = "Question 1: Is it low?\nA) Yes\nB) No\n\nQuestion 2: Is the tide low?\nA) Yes\nB) No"
_SENTENCE = "The tide falls and the crabs hide."
_STATES = "Output: [1, 2]\nStatistics: {'swaps': 1, 'loops': 3}"
_STEPS = "1. tid\n2. ti\n\nFinal state: t"
_TURNED = "States United the of symbol the is eagle bald The."

LAWS: dict[str, Law] = {
    "text.bracketed_words": law(
        "bracketed_words",
        "[The] [tide] [falls]!",
        (spaced, str.upper, swapped(" ", "\n"), swapped("tide", "well-known"), after(" [now]")),
        (swapped("] [", " "), swapped("[tide]", "tide"), after(" now"), swapped("]", "")),
    ),
    "text.capital_words": law(
        "capital_words",
        "NASA and the BBC saw it.",
        (spaced, bold, swapped("saw", "Saw"), backwards, after(" A I")),
        (str.lower, str.upper, swapped("BBC", "Bbc"), after(" IT WAS")),
        min=2,
        max=2,
    ),
    "text.case": law(
        "case",
        "the tide is low.",
        (spaced, bold, backwards, after(" 3 \u6f6e!"), swapped("low", "caf\u00e9")),
        (str.upper, str.title, swapped("low", "Low"), after(" \u00c9")),
        case="lower",
    ),
    "text.characters": law(
        "characters",
        "Low tide",
        (spaced, str.upper, backwards, swapped("tide", "\u6f6e\u6f6e\u6f6e\u6f6e")),
        (bold, after("."), swapped(" ", "  "), swapped("Low ", "")),
        min=8,
        max=8,
    ),
    "text.choice": law(
        "choice",
        "My answer is yes.",
        (spaced, bold, str.upper, before("Well. "), after(" It is low.")),
        (after(" My answer is no."), swapped("yes", "yesterday"), swapped("My", "Your")),
        options=["My answer is yes.", "My answer is no."],
    ),
    "text.contains": law(
        "contains",
        "The rock pool held a crab.",
        (spaced, bold, str.upper, "Crab!\n\nrock\npool", after(" More.")),
        (swapped("crab", "crabs"), swapped("rock pool", "pool rock"), swapped("crab", "scrab")),
        words=["rock pool", "crab"],
    ),
    "text.copies": law(
        "copies",
        "Low water.\n******\nLow water.",
        (spaced, str.upper, windows, swapped("\n******\n", "******")),
        (
            after("\n******\nLow water."),
            before("Sure: "),
            swapped("******", "---"),
            swapped("water", "tide"),
        ),
        text="Low water.",
        times=2,
    ),
    "text.copy_changed": law(
        "copy_changed",
        "Describe a crab of the shore.",
        (spaced, bold, str.upper, swapped("Describe", "Draw")),
        (swapped("Describe", "Name"), swapped("shore", "sea"), after(" Now."), before("Please ")),
        prompt="Name a crab of the shore.",
    ),
    "text.copy_span": law(
        "copy_span",
        "water",
        (spaced, str.upper),
        ("wate", bold, before("low "), after(" at")),
        text="Low water at noon.",
        start=4,
        end=8,
    ),
    "text.csv": law(
        "csv",
        _CSV,
        (spaced, windows, coded, swapped(",", ", "), swapped("Oslo", '"Oslo, east"')),
        (
            swapped("ID", "Id"),
            after("\n3,Bern"),
            swapped("1,", "1;"),
            before("Here:\n"),
            swapped("Oslo", '"Oslo'),
        ),
        columns=["ID", "City"],
        min=2,
        max=2,
    ),
    "text.dates": law(
        "dates",
        "1796-04-12, 1800-06-14",
        (spaced, swapped(", ", "\n"), before("- "), after("."), after(", 1805-12-02")),
        (
            swapped("06-14", "02-30"),
            swapped("1800-06-14", "14-06-1800"),
            before("In "),
            swapped(", ", " "),
            "none",
        ),
        min=2,
    ),
    "text.equals": law(
        "equals",
        "Low water.",
        (spaced,),
        (str.lower, bold, after(" Yes."), swapped(" ", "  ")),
        text="Low water.",
    ),
    "text.excludes": law(
        "excludes",
        "Everyone saw the tide.",
        (spaced, bold, str.upper, backwards, swapped("tide", "discovery")),
        (swapped("the", "the very"), after(" VERY!"), before("**very** ")),
        words=["very"],
    ),
    "text.indentation": law(
        "indentation",
        "The tide\n  falls\n    now",
        (coded, windows, str.upper, swapped("\n", "\n\n"), after("\n     again")),
        ("The tide falls now", after("\n    again"), swapped("  falls", "falls"), before("  ")),
    ),
    "text.joined_sentences": law(
        "joined_sentences",
        "The tide falls.-Crabs hide.-It is low!",
        (spaced, swapped("-", "\u2010"), swapped("tide", "well-known tide"), swapped("!", "")),
        (swapped("-", " "), swapped("-", " - "), swapped("-", "\n"), "The tide falls"),
    ),
    "text.keyword": law(
        "keyword",
        "Tide in, tide out.",
        (spaced, bold, str.upper, backwards, after(" Tides and tidal things.")),
        (swapped("tide", "sea"), after(" Tide!")),
        word="tide",
        min=2,
        max=2,
    ),
    "text.language": law(
        "language",
        "La mer est basse ce matin et les crabes se cachent sous les rochers.",
        (spaced, bold, str.upper, after(" Il fait beau."), swapped("crabes", "\U0001f980")),
        (
            "The sea is low this morning and the crabs hide under the rocks.",
            "El mar est\u00e1 bajo esta ma\u00f1ana y los cangrejos se esconden bajo las rocas.",
        ),
        language="fr",
    ),
    "text.letter": law(
        "letter",
        "The sea is wide.",
        (spaced, bold, str.upper, backwards, after(" So it is")),
        (swapped("sea", "bay"), after(" Yes.")),
        letter="e",
        min=3,
        max=3,
    ),
    "text.multiple_choice": law(
        "multiple_choice",
        _QUESTIONS,
        (spaced, windows, swapped("Question 1:", "**Question 1.**"), str.upper),
        (
            after("\nC) Perhaps"),
            swapped("A) Yes\nB) No", "B) No\nA) Yes"),
            before("Here:\n"),
            after("\n\nAnswer: A, since it is."),
            swapped("Is the tide low?", "Low?"),
        ),
        questions=2,
        options=2,
        growing=True,
        only=True,
    ),
    "text.numbers": law(
        "numbers",
        "It fell 3 metres in 1,000.50 seconds.",
        (spaced, bold, str.upper, after(" H2O."), swapped("3", "-3"), after("\n\n1. one")),
        (swapped("3", "three"), after(" 7"), swapped("1,000.50", "1 000")),
        min=2,
        max=2,
    ),
    "text.procedure": law(
        "procedure",
        _STEPS,
        (spaced, windows, before("0. tide\n"), swapped("1. tid", "- `tid`"), before("Here:\n")),
        (
            swapped("2. ti", "2. it"),
            swapped("2. ti\n", ""),
            swapped("state: t", "state: i"),
            swapped("\n\n", "\n3. t\n4. x\n\n"),
            "Final state: t",
        ),
        initial="tide",
        intermediate=["tid", "ti"],
        final="t",
    ),
    "text.regex": law(
        "regex",
        "The tide falls at 06:30.",
        (spaced, bold, after(" Then 07:00."), swapped("06:30", "18:05")),
        (swapped("06:30", "six"), swapped(":", ".")),
        pattern=r"\d\d:\d\d",
    ),
    "text.rephrase": law(
        "rephrase",
        "The tide *has gone out* today.",
        (spaced, str.upper, lambda t: t.replace("*", ""), swapped("gone", "run")),
        (
            swapped("has gone out", "is low"),
            swapped("today", "tonight"),
            before("Sure! "),
            swapped("*has gone out* ", ""),
        ),
        text="The tide *is low* today.",
    ),
    "text.reversed": law(
        "reversed",
        _TURNED,
        (spaced, bold, str.upper, swapped(" ", "\n"), swapped("States", "America of States")),
        (backwards, swapped("eagle bald", "bald eagle"), "eagle bald", "zzz eagle bald"),
        contains="bald eagle",
    ),
    "text.sentences": law(
        "sentences",
        "Dr. Lee saw the tide fall. Crabs hide at 3.30 p.m. in a pool!",
        (spaced, bold, swapped("!", "?"), swapped("tide", "tide, by far,")),
        (after(" It is low."), swapped("fall. Crabs", "fall and crabs")),
        min=2,
        max=2,
    ),
    "text.sequence": law(
        "sequence",
        "14, 21, 28",
        (spaced, bold, swapped(", ", ","), swapped(", ", "\n"), swapped(", 28", " and 28")),
        (
            swapped("21", "12"),
            swapped("14, 21", "21, 14"),
            after(", 35"),
            before("Sure: "),
            swapped("21, ", ""),
            swapped("21", "21, 21"),
        ),
        items=["14", "21", "28"],
    ),
    "text.states": law(
        "states",
        _STATES,
        (
            spaced,
            before("Reasoning: one swap.\n\n"),
            swapped("[1, 2]", "`(1, 2)`"),
            swapped("'swaps'", '"swaps"'),
            swapped("{'swaps': 1, 'loops': 3}", "\n- swaps: 1\n- loops: 3"),
        ),
        (
            swapped("'swaps': 1", "'swaps': True"),
            swapped("'swaps': 1", "'swaps': '1'"),
            swapped("[1, 2]", "[2, 1]"),
            swapped("Output:", "It is"),
            after("\nOutput: [1, 2, 3]"),
        ),
        output=[1, 2],
        states={"swaps": 1, "loops": 3},
    ),
    "text.suite": law(
        "suite",
        "One wave, 2 waves, 3 waves.",
        (spaced, bold, str.upper),
        (after(" 4"), swapped("2", "two")),
        suite="ifbench",
        id="count:numbers",
        arguments={"N": 2},
        check={"kind": "text.numbers", "min": 2, "max": 2},
    ),
    "text.thesis": law(
        "thesis",
        "# Tide\n<i>The tide rules all.</i> It falls.",
        (
            spaced,
            windows,
            lambda t: t.replace("i>", "em>"),
            before("Here it is:\n\n"),
            after("\n\n# Crab\n\n<i>Crabs hide from it.</i> Always."),
        ),
        (
            swapped("<i>", ""),
            swapped("<i>", "So <i>"),
            after("\n\n# Crab\n\nCrabs hide."),
            swapped(" It falls.", ""),
            lambda t: t.replace("<i>", "**").replace("</i>", "**"),
        ),
        markup="html",
    ),
    "text.unique_words": law(
        "unique_words",
        "Tide in, tide out.",
        (spaced, bold, str.upper, backwards, after(" Out IN tide!")),
        (after(" Now."), swapped("out", "in")),
        min=3,
        max=3,
    ),
    "text.words": law(
        "words",
        "The well-known tide isn't low.",
        (spaced, bold, str.upper, backwards, after(" - !"), swapped("isn't", "isn\u2019t")),
        (after(" Now."), swapped("-", " "), swapped("low", "")),
        min=5,
        max=5,
    ),
    "text.wrapped_bigrams": law(
        "wrapped_bigrams",
        "<<I am>> <<at home>>",
        (spaced, str.upper, swapped(" <<", "\n<<"), after("."), swapped("at", "not-at")),
        (
            after(" now"),
            after(" <<now>>"),
            swapped("<<", "<"),
            swapped(">> <<", " "),
            swapped("I am", "I"),
        ),
    ),
}
