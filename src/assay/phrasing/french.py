"""French phrasings of the generic kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.phrasing.phrases import (
    Bounds,
    Frames,
    Phrases,
    Table,
    bounds_of,
    covers,
    listed,
    templates,
)

__all__ = ["FRAMES", "PHRASES"]


def _few(n: int) -> bool:
    """None and one are singular in French."""
    return n < 2


_BOUNDS = Bounds(
    "au moins {n} {unit}", "au plus {n} {unit}", "exactement {n} {unit}", "entre {a} et {b} {unit}",
    few=_few,
)  # fmt: skip
_LANGUAGES = {
    "ar": "arabe", "de": "allemand", "en": "anglais", "es": "espagnol", "fi": "finnois",
    "fr": "français", "hi": "hindi", "it": "italien", "ja": "japonais", "ko": "coréen",
    "nl": "néerlandais", "pl": "polonais", "pt": "portugais", "ru": "russe", "sv": "suédois",
    "th": "thaï", "tr": "turc", "uk": "ukrainien", "vi": "vietnamien", "zh": "chinois",
}  # fmt: skip


def _of(noun: str) -> str:
    return f"d'{noun}" if noun[0] in "aeiouéèêh" else f"de {noun}"


def _count(one: str, many: str) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        low, high = bounds_of(check)
        if high == 0:
            return (f"N'utilisez pas {_of(many)}.", f"Votre réponse ne doit pas avoir {_of(many)}.")
        text = _BOUNDS.said(low, high, one, many)
        return (
            f"Votre réponse doit contenir {text}.",
            f"Utilisez {text} dans votre réponse.",
            f"Veillez à ce qu'il y ait {text} dans la réponse.",
        )

    return Phrases(say, covers("min", "max"), none=True)


def _words(words: Sequence[str], last: str = " et ") -> str:
    return listed([f"« {word} »" for word in words], ", ", last)


def _contains(check: Any) -> Sequence[str]:
    if check.min is not None and check.min != len(check.words):
        return (f"Utilisez au moins {check.min} de ces mots : {_words(check.words)}.",)
    what = "le mot-clé" if len(check.words) == 1 else "les mots-clés"
    words = _words(check.words)
    return (f"Incluez {what} {words} dans votre réponse.", f"Votre réponse doit citer {words}.")


def _excludes(check: Any) -> Sequence[str]:
    words = _words(check.words, " ni ")
    what = "le mot" if len(check.words) == 1 else "les mots"
    return (f"N'employez pas {what} {words} dans votre réponse.", f"Ne mentionnez pas {words}.")


def _times(check: Any, what: str) -> Sequence[str]:
    low, high = bounds_of(check)
    if high == 0:
        return (f"N'utilisez pas {what}.", f"Votre réponse ne doit pas contenir {what}.")
    times = _BOUNDS.said(low, high, "fois", "fois")
    return (f"Dans votre réponse, {what} doit apparaître {times}.", f"Utilisez {what} {times}.")


def _language(check: Any) -> Sequence[str]:
    name = _LANGUAGES.get(check.language)
    if name is None:
        return ()
    return (
        f"Rédigez toute votre réponse en {name}.",
        f"Répondez en {name} ; aucune autre langue n'est permise.",
    )


_CASES = {
    "upper": "en lettres majuscules",
    "lower": "en lettres minuscules",
    "capitalised": "avec une majuscule au début de chaque mot",
}


def _case(check: Any) -> Sequence[str]:
    how, name = _CASES.get(check.case), _LANGUAGES.get(check.language)
    if how is None or (check.language and name is None):
        return ()
    if name:
        return (
            f"Toute votre réponse doit être en {name} et {how}.",
            f"Écrivez en {name} et {how}.",
        )
    return (f"Toute votre réponse doit être {how}.", f"Écrivez tout {how}.")


def _sections(check: Any) -> Sequence[str]:
    parts = _BOUNDS.said(*bounds_of(check), "section", "sections")
    return (
        (
            f"Votre réponse doit comporter {parts}. Marquez le début de chacune par "
            f"« {check.marker} X », par exemple {check.marker} 1."
        ),
        (
            f"Divisez votre réponse en {parts}, chacune ouverte par une ligne telle que "
            f"{check.marker} 1."
        ),
    )


def _paragraphs(check: Any) -> Sequence[str]:
    parts = _BOUNDS.said(*bounds_of(check), "paragraphe", "paragraphes")
    between = "une ligne vide" if check.divider == "blank" else "le séparateur ***"
    return (
        f"Écrivez {parts}, séparés par {between}.",
        f"Votre réponse doit comporter {parts}, avec {between} entre eux.",
    )


def _paragraph_start(check: Any) -> Sequence[str]:
    start = f"Le paragraphe {check.index} doit commencer par le mot « {check.word} »."
    if check.count is None:
        return (start, f"Commencez le paragraphe {check.index} par « {check.word} ».")
    return (
        f"Écrivez {check.count} paragraphes, séparés par des lignes vides. {start}",
        (
            f"Votre réponse doit avoir {check.count} paragraphes ; commencez le {check.index} par "
            f"« {check.word} »."
        ),
    )


def _keyword(c: Any) -> Sequence[str]:
    return _times(c, f"le mot « {c.word} »")


def _letter(c: Any) -> Sequence[str]:
    return _times(c, f"la lettre « {c.letter} »")


def _choice(c: Any) -> Sequence[str]:
    return (
        f"Répondez par l'une de ces options : {_words(c.options, ' ou ')}.",
        f"Choisissez exactement une de ces réponses : {_words(c.options, ' ou ')}.",
    )


def _repeats(c: Any) -> Sequence[str]:
    return (
        (f"Répétez d'abord ceci mot pour mot, puis répondez : « {c.text} ».",)
        if c.text
        else ("Répétez d'abord la demande mot pour mot, sans changement, puis répondez.",)
    )


PHRASES: Table = {
    "text.words": _count("mot", "mots"),
    "text.sentences": _count("phrase", "phrases"),
    "text.lines": _count("ligne", "lignes"),
    "text.unique_words": _count("mot différent", "mots différents"),
    "text.numbers": _count("nombre", "nombres"),
    "text.commas": _count("virgule", "virgules"),
    "text.capital_words": _count("mot en majuscules", "mots en majuscules"),
    "text.bullets": _count("puce", "puces"),
    "text.numbered_items": _count("élément numéroté", "éléments numérotés"),
    "text.headings": _count("titre Markdown", "titres Markdown"),
    "text.code_blocks": _count("bloc de code", "blocs de code"),
    "text.characters": _count("caractère", "caractères"),
    "text.placeholders": _count(
        "espace réservé entre crochets, comme [adresse]",
        "espaces réservés entre crochets, comme [adresse]",
    ),
    "text.highlights": _count(
        "passage mis en valeur en Markdown, comme *celui-ci*",
        "passages mis en valeur en Markdown, comme *celui-ci*",
    ),
    "text.contains": Phrases(_contains, covers("words", "min")),
    "text.excludes": Phrases(_excludes, covers("words")),
    "text.keyword": Phrases(_keyword, covers("word", "min", "max"), none=True),
    "text.letter": Phrases(_letter, covers("letter", "min", "max"), none=True),
    "text.language": Phrases(_language, covers("language")),
    "text.case": Phrases(_case, covers("case", "language")),
    "text.starts": templates(
        "Commencez votre réponse par « {c.phrase} ».",
        "Les premiers mots de votre réponse doivent être « {c.phrase} ».",
        of=("phrase",),
    ),
    "text.ends": templates(
        "Terminez votre réponse par cette phrase exacte : « {c.phrase} ».",
        "Finissez par « {c.phrase} » ; aucun autre mot ne doit suivre.",
        of=("phrase",),
    ),
    "text.sections": Phrases(_sections, covers("marker", "min", "max")),
    "text.paragraphs": Phrases(_paragraphs, covers("divider", "min", "max")),
    "text.paragraph_start": Phrases(_paragraph_start, covers("index", "word", "count")),
    "text.title": templates(
        "Votre réponse doit contenir un titre entre doubles chevrons, comme <<titre>>.",
        "Donnez à votre réponse un titre entre << et >>.",
    ),
    "text.postscript": templates(
        "À la fin de votre réponse, ajoutez un post-scriptum commençant par {c.marker}",
        "Terminez par un post-scriptum qui commence par {c.marker}",
        of=("marker",),
    ),
    "text.quoted": templates(
        "Mettez toute votre réponse entre guillemets doubles.",
        "Votre réponse doit commencer et finir par un guillemet double.",
    ),
    "text.json": templates(
        "Toute la sortie doit être du JSON valide.", "Répondez uniquement par du JSON."
    ),
    "text.choice": Phrases(_choice, covers("options")),
    "text.responses": templates(
        "Donnez {c.count} réponses différentes, séparées par {c.separator}",
        "Écrivez {c.count} réponses distinctes, avec {c.separator} entre elles.",
        of=("count", "separator"),
    ),
    "text.repeats": Phrases(_repeats, covers("text")),
}

_UNITS = {
    "word": "mot",
    "sentence": "phrase",
    "paragraph": "paragraphe",
    "line": "ligne",
    "item": "élément de la liste",
}


def _each(check: Any, parts: Sequence[str]) -> str:
    unit = _UNITS.get(check.unit)
    return f"Dans chaque {unit} : {parts[0]}" if unit and check.min is None else ""


def _all(_: Any, parts: Sequence[str]) -> str:
    return " ".join(parts)


FRAMES: Frames = {"all": _all, "each": _each}
"""How checks over others are said."""
