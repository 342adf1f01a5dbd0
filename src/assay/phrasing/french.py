"""French phrasings of the generic kinds."""

from __future__ import annotations

from assay.phrasing.wording import Wording

__all__ = ["WORDING"]


def _amount(low: int | None, high: int | None, noun: tuple[str, str]) -> str:
    if low is None:
        return f"au plus {_some(high or 0, noun)}"
    if high is None:
        return f"au moins {_some(low, noun)}"
    return (
        f"exactement {_some(low, noun)}" if low == high else f"entre {low} et {_some(high, noun)}"
    )


def _some(count: int, noun: tuple[str, str]) -> str:
    """None and one are singular in French."""
    return f"{count} {noun[count > 1]}"


def _absent(noun: tuple[str, str]) -> str:
    many = noun[1]
    return f"d'{many}" if many[0] in "aeiouéèêh" else f"de {many}"


WORDING = Wording(
    amount=_amount,
    nouns={
        "text.words": ("mot", "mots"),
        "text.sentences": ("phrase", "phrases"),
        "text.lines": ("ligne", "lignes"),
        "text.characters": ("caractère", "caractères"),
        "text.unique_words": ("mot différent", "mots différents"),
        "text.numbers": ("nombre", "nombres"),
        "text.commas": ("virgule", "virgules"),
        "text.capital_words": ("mot en majuscules", "mots en majuscules"),
        "text.bullets": ("puce", "puces"),
        "text.numbered_items": ("élément numéroté", "éléments numérotés"),
        "text.headings": ("titre Markdown", "titres Markdown"),
        "text.code_blocks": ("bloc de code", "blocs de code"),
        "text.placeholders": (
            "espace réservé entre crochets, comme [adresse]",
            "espaces réservés entre crochets, comme [adresse]",
        ),
        "text.highlights": (
            "passage mis en valeur en Markdown, comme *celui-ci*",
            "passages mis en valeur en Markdown, comme *celui-ci*",
        ),
    },
    counted=(
        "Votre réponse doit contenir {amount}.",
        "Utilisez {amount} dans votre réponse.",
        "Veillez à ce qu'il y ait {amount} dans la réponse.",
    ),
    none=("N'utilisez pas {noun}.", "Votre réponse ne doit pas avoir {noun}."),
    absent=_absent,
    languages={
        "ar": "arabe", "de": "allemand", "en": "anglais", "es": "espagnol", "fi": "finnois",
        "fr": "français", "hi": "hindi", "it": "italien", "ja": "japonais", "ko": "coréen",
        "nl": "néerlandais", "pl": "polonais", "pt": "portugais", "ru": "russe", "sv": "suédois",
        "th": "thaï", "tr": "turc", "uk": "ukrainien", "vi": "vietnamien", "zh": "chinois",
    },
    language=(
        "Rédigez toute votre réponse en {name}.",
        "Répondez en {name} ; aucune autre langue n'est permise.",
    ),
    cases={
        "upper": "en lettres majuscules",
        "lower": "en lettres minuscules",
        "capitalised": "avec une majuscule au début de chaque mot",
    },
    case=("Toute votre réponse doit être {how}.", "Écrivez tout {how}."),
    case_in=("Toute votre réponse doit être en {name} et {how}.", "Écrivez en {name} et {how}."),
    quote="« {} »",
    comma=", ",
    last_and=" et ",
    last_or=" ou ",
    last_nor=" ni ",
    keyword=("le mot-clé", "les mots-clés"),
    contains=("Incluez {what} {words} dans votre réponse.", "Votre réponse doit citer {words}."),
    some=("Utilisez au moins {min} de ces mots : {words}.",),
    word=("le mot", "les mots"),
    excludes=("N'employez pas {what} {words} dans votre réponse.", "Ne mentionnez pas {words}."),
    what_word="le mot « {} »",
    what_letter="la lettre « {} »",
    time=("fois", "fois"),
    times=("Dans votre réponse, {what} doit apparaître {times}.", "Utilisez {what} {times}."),
    never=("N'utilisez pas {what}.", "Votre réponse ne doit pas contenir {what}."),
    section=("section", "sections"),
    sections=(
        ("Votre réponse doit comporter {amount}. Marquez le début de chacune par « {marker} X », "
        "par exemple {marker} 1."),
        "Divisez votre réponse en {amount}, chacune ouverte par une ligne telle que {marker} 1.",
    ),
    paragraph=("paragraphe", "paragraphes"),
    blank="une ligne vide",
    stars="le séparateur ***",
    paragraphs=(
        "Écrivez {amount}, séparés par {between}.",
        "Votre réponse doit comporter {amount}, avec {between} entre eux.",
    ),
    paragraph_start=(
        "Le paragraphe {index} doit commencer par le mot « {word} ».",
        "Commencez le paragraphe {index} par « {word} ».",
    ),
    paragraph_start_of=(
        ("Écrivez {count} paragraphes, séparés par des lignes vides. Le paragraphe {index} doit "
        "commencer par le mot « {word} »."),
        "Votre réponse doit avoir {count} paragraphes ; commencez le {index} par « {word} ».",
    ),
    choice=(
        "Répondez par l'une de ces options : {options}.",
        "Choisissez exactement une de ces réponses : {options}.",
    ),
    repeats=(
        "Répétez d'abord la demande mot pour mot, sans changement, puis répondez.",
        "Avant de répondre, répétez la demande telle quelle.",
    ),
    repeats_text=(
        "Répétez d'abord ceci mot pour mot, puis répondez : « {text} ».",
        "Avant de répondre, répétez exactement ceci : « {text} ».",
    ),
    plain={
        "text.starts": (
            (
                "Commencez votre réponse par « {phrase} ».",
                "Les premiers mots de votre réponse doivent être « {phrase} ».",
            ),
            ("phrase",),
        ),
        "text.ends": (
            (
                "Terminez votre réponse par cette phrase exacte : « {phrase} ».",
                "Finissez par « {phrase} » ; aucun autre mot ne doit suivre.",
            ),
            ("phrase",),
        ),
        "text.title": (
            (
                "Votre réponse doit contenir un titre entre doubles chevrons, comme <<titre>>.",
                "Donnez à votre réponse un titre entre << et >>.",
            ),
            (),
        ),
        "text.postscript": (
            (
                "À la fin de votre réponse, ajoutez un post-scriptum commençant par {marker}",
                "Terminez par un post-scriptum qui commence par {marker}",
            ),
            ("marker",),
        ),
        "text.quoted": (
            (
                "Mettez toute votre réponse entre guillemets doubles.",
                "Votre réponse doit commencer et finir par un guillemet double.",
            ),
            (),
        ),
        "text.json": (
            ("Toute la sortie doit être du JSON valide.", "Répondez uniquement par du JSON."),
            (),
        ),
        "text.responses": (
            (
                "Donnez {count} réponses différentes, séparées par {separator}",
                "Écrivez {count} réponses distinctes, avec {separator} entre elles.",
            ),
            ("count", "separator"),
        ),
    },
    units={
        "word": "mot",
        "sentence": "phrase",
        "paragraph": "paragraphe",
        "line": "ligne",
        "item": "élément de la liste",
    },
    each="Dans chaque {unit} : {part}",
    join=" ",
)  # fmt: skip
