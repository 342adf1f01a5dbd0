"""Spanish phrasings of the generic kinds."""

from __future__ import annotations

from assay.phrasing.wording import Wording

__all__ = ["WORDING"]


def _amount(low: int | None, high: int | None, noun: tuple[str, str]) -> str:
    one, many = noun
    if low is None:
        return f"como máximo {high} {one if high == 1 else many}"
    if high is None:
        return f"al menos {low} {one if low == 1 else many}"
    if low == high:
        return f"exactamente {low} {one if low == 1 else many}"
    return f"entre {low} y {high} {many}"


def _many(noun: tuple[str, str]) -> str:
    return noun[1]


WORDING = Wording(
    amount=_amount,
    nouns={
        "text.words": ("palabra", "palabras"),
        "text.sentences": ("oración", "oraciones"),
        "text.lines": ("línea", "líneas"),
        "text.characters": ("carácter", "caracteres"),
        "text.unique_words": ("palabra distinta", "palabras distintas"),
        "text.numbers": ("número", "números"),
        "text.commas": ("coma", "comas"),
        "text.capital_words": ("palabra en mayúsculas", "palabras en mayúsculas"),
        "text.bullets": ("viñeta", "viñetas"),
        "text.numbered_items": ("elemento numerado", "elementos numerados"),
        "text.headings": ("encabezado de Markdown", "encabezados de Markdown"),
        "text.code_blocks": ("bloque de código", "bloques de código"),
        "text.placeholders": (
            "marcador de posición entre corchetes, como [dirección]",
            "marcadores de posición entre corchetes, como [dirección]",
        ),
        "text.highlights": (
            "fragmento resaltado en Markdown, como *este*",
            "fragmentos resaltados en Markdown, como *este*",
        ),
    },
    counted=(
        "Tu respuesta debe contener {amount}.",
        "Usa {amount} en tu respuesta.",
        "Asegúrate de que haya {amount} en la respuesta.",
    ),
    absent=_many,
    none=("No uses {noun}.", "Evita por completo usar {noun}."),
    languages={
        "ar": "árabe", "de": "alemán", "en": "inglés", "es": "español", "fi": "finés",
        "fr": "francés", "hi": "hindi", "it": "italiano", "ja": "japonés", "ko": "coreano",
        "nl": "neerlandés", "pl": "polaco", "pt": "portugués", "ru": "ruso", "sv": "sueco",
        "th": "tailandés", "tr": "turco", "uk": "ucraniano", "vi": "vietnamita", "zh": "chino",
    },
    language=(
        "Escribe toda tu respuesta en {name}.",
        "Responde en {name}; no se permite ningún otro idioma.",
    ),
    cases={
        "upper": "en letras mayúsculas",
        "lower": "en letras minúsculas",
        "capitalised": "con mayúscula inicial en cada palabra",
    },
    case=("Toda tu respuesta debe estar {how}.", "Escribe todo {how}."),
    case_in=("Toda tu respuesta debe estar en {name} y {how}.", "Escribe en {name} y {how}."),
    quote="«{}»",
    comma=", ",
    last_and=" y ",
    last_or=" o ",
    last_nor=" ni ",
    keyword=("la palabra clave", "las palabras clave"),
    contains=("Incluye {what} {words} en tu respuesta.", "Tu respuesta debe mencionar {words}."),
    some=("Incluye al menos {min} de estas palabras: {words}.",),
    word=("la palabra", "las palabras"),
    excludes=("No incluyas {what} {words} en tu respuesta.", "No menciones {words}."),
    what_word="la palabra «{}»",
    what_letter="la letra «{}»",
    time=("vez", "veces"),
    times=("En tu respuesta, {what} debe aparecer {times}.", "Usa {what} {times}."),
    never=("No uses {what}.", "Tu respuesta no debe contener {what}."),
    section=("sección", "secciones"),
    sections=(
        ("Tu respuesta debe tener {amount}. Marca el comienzo de cada una con «{marker} X», por "
        "ejemplo {marker} 1."),
        "Divide tu respuesta en {amount}, cada una abierta por una línea como {marker} 1.",
    ),
    paragraph=("párrafo", "párrafos"),
    blank="una línea en blanco",
    stars="el divisor ***",
    paragraphs=(
        "Escribe {amount}, separados por {between}.",
        "Tu respuesta debe tener {amount}, con {between} entre ellos.",
    ),
    paragraph_start=(
        "El párrafo {index} debe empezar con la palabra «{word}».",
        "Empieza el párrafo {index} con «{word}».",
    ),
    paragraph_start_of=(
        ("Escribe {count} párrafos, separados por líneas en blanco. El párrafo {index} debe "
        "empezar con la palabra «{word}»."),
        "Tu respuesta debe tener {count} párrafos; empieza el {index} con «{word}».",
    ),
    choice=(
        "Responde con una de estas opciones: {options}.",
        "Elige exactamente una de estas respuestas: {options}.",
    ),
    repeats=(
        "Primero repite la petición palabra por palabra, sin cambios, y luego responde.",
        "Antes de responder, repite la petición tal como está.",
    ),
    repeats_text=(
        "Primero repite esto palabra por palabra y luego responde: «{text}».",
        "Antes de responder, repite exactamente esto: «{text}».",
    ),
    plain={
        "text.starts": (
            (
                "Empieza tu respuesta con «{phrase}».",
                "Las primeras palabras de tu respuesta deben ser «{phrase}».",
            ),
            ("phrase",),
        ),
        "text.ends": (
            (
                "Termina tu respuesta con esta frase exacta: «{phrase}».",
                "Acaba con «{phrase}»; no debe seguir ninguna otra palabra.",
            ),
            ("phrase",),
        ),
        "text.title": (
            (
                ("Tu respuesta debe contener un título entre dobles corchetes angulares, como "
                "<<título>>."),
                "Pon a tu respuesta un título entre << y >>.",
            ),
            (),
        ),
        "text.postscript": (
            (
                "Al final de tu respuesta, añade una posdata que empiece con {marker}",
                "Termina con una posdata que comience con {marker}",
            ),
            ("marker",),
        ),
        "text.quoted": (
            (
                "Pon toda tu respuesta entre comillas dobles.",
                "Tu respuesta debe empezar y terminar con comillas dobles.",
            ),
            (),
        ),
        "text.json": (("Toda la salida debe ser JSON válido.", "Responde solo con JSON."), ()),
        "text.responses": (
            (
                "Da {count} respuestas distintas, separadas por {separator}",
                "Escribe {count} respuestas diferentes, con {separator} entre ellas.",
            ),
            ("count", "separator"),
        ),
    },
    units={
        "word": "palabra",
        "sentence": "oración",
        "paragraph": "párrafo",
        "line": "línea",
        "item": "elemento de la lista",
    },
    each="En cada {unit}: {part}",
    join=" ",
)  # fmt: skip
