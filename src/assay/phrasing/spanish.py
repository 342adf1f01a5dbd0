"""Spanish phrasings of the generic kinds."""

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

_BOUNDS = Bounds(
    "al menos {n} {unit}", "como máximo {n} {unit}", "exactamente {n} {unit}",
    "entre {a} y {b} {unit}",
)  # fmt: skip
_LANGUAGES = {
    "ar": "árabe", "de": "alemán", "en": "inglés", "es": "español", "fi": "finés",
    "fr": "francés", "hi": "hindi", "it": "italiano", "ja": "japonés", "ko": "coreano",
    "nl": "neerlandés", "pl": "polaco", "pt": "portugués", "ru": "ruso", "sv": "sueco",
    "th": "tailandés", "tr": "turco", "uk": "ucraniano", "vi": "vietnamita", "zh": "chino",
}  # fmt: skip


def _count(one: str, many: str) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        low, high = bounds_of(check)
        if high == 0:
            return (f"No uses {many}.", f"Evita por completo usar {many}.")
        text = _BOUNDS.said(low, high, one, many)
        return (
            f"Tu respuesta debe contener {text}.",
            f"Usa {text} en tu respuesta.",
            f"Asegúrate de que haya {text} en la respuesta.",
        )

    return Phrases(say, covers("min", "max"), none=True)


def _words(words: Sequence[str], last: str = " y ") -> str:
    return listed([f"«{word}»" for word in words], ", ", last)


def _contains(check: Any) -> Sequence[str]:
    if check.min is not None and check.min != len(check.words):
        some = f"al menos {check.min} de estas palabras"
        return (f"Incluye {some}: {_words(check.words)}.",)
    what = "la palabra clave" if len(check.words) == 1 else "las palabras clave"
    words = _words(check.words)
    return (f"Incluye {what} {words} en tu respuesta.", f"Tu respuesta debe mencionar {words}.")


def _excludes(check: Any) -> Sequence[str]:
    words = _words(check.words, " ni ")
    what = "la palabra" if len(check.words) == 1 else "las palabras"
    return (f"No incluyas {what} {words} en tu respuesta.", f"No menciones {words}.")


def _times(check: Any, what: str) -> Sequence[str]:
    low, high = bounds_of(check)
    if high == 0:
        return (f"No uses {what}.", f"Tu respuesta no debe contener {what}.")
    times = _BOUNDS.said(low, high, "vez", "veces")
    return (f"En tu respuesta, {what} debe aparecer {times}.", f"Usa {what} {times}.")


def _language(check: Any) -> Sequence[str]:
    name = _LANGUAGES.get(check.language)
    if name is None:
        return ()
    return (
        f"Escribe toda tu respuesta en {name}.",
        f"Responde en {name}; no se permite ningún otro idioma.",
    )


_CASES = {
    "upper": "en letras mayúsculas",
    "lower": "en letras minúsculas",
    "capitalised": "con mayúscula inicial en cada palabra",
}


def _case(check: Any) -> Sequence[str]:
    how, name = _CASES.get(check.case), _LANGUAGES.get(check.language)
    if how is None or (check.language and name is None):
        return ()
    if name:
        return (f"Toda tu respuesta debe estar en {name} y {how}.", f"Escribe en {name} y {how}.")
    return (f"Toda tu respuesta debe estar {how}.", f"Escribe todo {how}.")


def _sections(check: Any) -> Sequence[str]:
    parts = _BOUNDS.said(*bounds_of(check), "sección", "secciones")
    return (
        (
            f"Tu respuesta debe tener {parts}. Marca el comienzo de cada una con "
            f"«{check.marker} X», por ejemplo {check.marker} 1."
        ),
        f"Divide tu respuesta en {parts}, cada una abierta por una línea como {check.marker} 1.",
    )


def _paragraphs(check: Any) -> Sequence[str]:
    parts = _BOUNDS.said(*bounds_of(check), "párrafo", "párrafos")
    between = "una línea en blanco" if check.divider == "blank" else "el divisor ***"
    return (
        f"Escribe {parts}, separados por {between}.",
        f"Tu respuesta debe tener {parts}, con {between} entre ellos.",
    )


def _paragraph_start(check: Any) -> Sequence[str]:
    start = f"El párrafo {check.index} debe empezar con la palabra «{check.word}»."
    if check.count is None:
        return (start, f"Empieza el párrafo {check.index} con «{check.word}».")
    return (
        f"Escribe {check.count} párrafos, separados por líneas en blanco. {start}",
        (
            f"Tu respuesta debe tener {check.count} párrafos; empieza el {check.index} con "
            f"«{check.word}»."
        ),
    )


def _keyword(c: Any) -> Sequence[str]:
    return _times(c, f"la palabra «{c.word}»")


def _letter(c: Any) -> Sequence[str]:
    return _times(c, f"la letra «{c.letter}»")


def _choice(c: Any) -> Sequence[str]:
    return (
        f"Responde con una de estas opciones: {_words(c.options, ' o ')}.",
        f"Elige exactamente una de estas respuestas: {_words(c.options, ' o ')}.",
    )


def _repeats(c: Any) -> Sequence[str]:
    return (
        (f"Primero repite esto palabra por palabra y luego responde: «{c.text}».",)
        if c.text
        else ("Primero repite la petición palabra por palabra, sin cambios, y luego responde.",)
    )


PHRASES: Table = {
    "text.words": _count("palabra", "palabras"),
    "text.sentences": _count("oración", "oraciones"),
    "text.lines": _count("línea", "líneas"),
    "text.unique_words": _count("palabra distinta", "palabras distintas"),
    "text.numbers": _count("número", "números"),
    "text.commas": _count("coma", "comas"),
    "text.capital_words": _count("palabra en mayúsculas", "palabras en mayúsculas"),
    "text.bullets": _count("viñeta", "viñetas"),
    "text.numbered_items": _count("elemento numerado", "elementos numerados"),
    "text.headings": _count("encabezado de Markdown", "encabezados de Markdown"),
    "text.code_blocks": _count("bloque de código", "bloques de código"),
    "text.characters": _count("carácter", "caracteres"),
    "text.placeholders": _count(
        "marcador de posición entre corchetes, como [dirección]",
        "marcadores de posición entre corchetes, como [dirección]",
    ),
    "text.highlights": _count(
        "fragmento resaltado en Markdown, como *este*",
        "fragmentos resaltados en Markdown, como *este*",
    ),
    "text.contains": Phrases(_contains, covers("words", "min")),
    "text.excludes": Phrases(_excludes, covers("words")),
    "text.keyword": Phrases(_keyword, covers("word", "min", "max"), none=True),
    "text.letter": Phrases(_letter, covers("letter", "min", "max"), none=True),
    "text.language": Phrases(_language, covers("language")),
    "text.case": Phrases(_case, covers("case", "language")),
    "text.starts": templates(
        "Empieza tu respuesta con «{c.phrase}».",
        "Las primeras palabras de tu respuesta deben ser «{c.phrase}».",
        of=("phrase",),
    ),
    "text.ends": templates(
        "Termina tu respuesta con esta frase exacta: «{c.phrase}».",
        "Acaba con «{c.phrase}»; no debe seguir ninguna otra palabra.",
        of=("phrase",),
    ),
    "text.sections": Phrases(_sections, covers("marker", "min", "max")),
    "text.paragraphs": Phrases(_paragraphs, covers("divider", "min", "max")),
    "text.paragraph_start": Phrases(_paragraph_start, covers("index", "word", "count")),
    "text.title": templates(
        "Tu respuesta debe contener un título entre dobles corchetes angulares, como <<título>>.",
        "Pon a tu respuesta un título entre << y >>.",
    ),
    "text.postscript": templates(
        "Al final de tu respuesta, añade una posdata que empiece con {c.marker}",
        "Termina con una posdata que comience con {c.marker}",
        of=("marker",),
    ),
    "text.quoted": templates(
        "Pon toda tu respuesta entre comillas dobles.",
        "Tu respuesta debe empezar y terminar con comillas dobles.",
    ),
    "text.json": templates("Toda la salida debe ser JSON válido.", "Responde solo con JSON."),
    "text.choice": Phrases(_choice, covers("options")),
    "text.responses": templates(
        "Da {c.count} respuestas distintas, separadas por {c.separator}",
        "Escribe {c.count} respuestas diferentes, con {c.separator} entre ellas.",
        of=("count", "separator"),
    ),
    "text.repeats": Phrases(_repeats, covers("text")),
}

_UNITS = {
    "word": "palabra",
    "sentence": "oración",
    "paragraph": "párrafo",
    "line": "línea",
    "item": "elemento de la lista",
}


def _each(check: Any, parts: Sequence[str]) -> str:
    unit = _UNITS.get(check.unit)
    return f"En cada {unit}: {parts[0]}" if unit and check.min is None else ""


def _all(_: Any, parts: Sequence[str]) -> str:
    return " ".join(parts)


FRAMES: Frames = {"all": _all, "each": _each}
"""How checks over others are said."""
