"""Closed classes of English words that the rules name, and what they stand for."""

from __future__ import annotations

__all__ = [
    "ARTICLES",
    "CARDINALS",
    "DIRECTIONS",
    "DIVIDING",
    "FUNCTION",
    "GENERIC",
    "INSTITUTIONS",
    "IRREGULAR",
    "SPELLINGS",
    "SUFFIXES",
    "TITLES",
]

ARTICLES = frozenset(("a", "an", "the"))

FUNCTION = frozenset(
    "a an the of in on at to for from by with and or as is are was were be been being am it its"
    " this that these those there which who whom whose what when where how he she they his her"
    " their them him we our you your i my me us also has have had do does did would can could"
    " into onto about around approximately circa some any all both each between after before"
    " during until till through within over under up out than then so such very s t".split()
)
"""Words that carry no evidence on their own."""

TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady st saint president king queen prince princess emperor"
    " empress general gen colonel col captain capt major lieutenant lt sergeant senator justice"
    " judge professor prof rev reverend pope minister prime congresswoman congressman governor"
    " chancellor bishop archbishop father duke duchess count countess baron earl sultan".split()
)
"""Titles and offices that may stand before a name."""

SUFFIXES = frozenset("jr sr ii iii iv junior senior esq".split())
"""What may follow a surname."""

INSTITUTIONS = frozenset(
    "empire dynasty river company corporation inc ltd club team band group university college"
    " party union association organization society award war battle island city county kingdom"
    " republic country system school act".split()
)
"""Words that end the name of what is no person."""

DIRECTIONS = frozenset(
    "new north south east west northern southern eastern western central great".split()
)
"""Words that begin the name of a place."""

DIVIDING = frozenset("new north south east west".split())
"""Words without which it is the name of another place."""

GENERIC = frozenset(
    "river lake sea ocean mountain mount island isle city town village county state country"
    " nation kingdom empire republic dynasty company corporation inc ltd club team band group"
    " university college school church party union association organization society person people"
    " film movie book novel song album show series season episode game character word name thing"
    " part type kind form system process member actor actress singer author writer player"
    " area region place year day time world national north south east west northern southern"
    " eastern western central great new old law war battle act award title house street park"
    " one 1 animal family food language color number term use used made known called located"
    " early late first 1st second 2nd last main major common general public several other"
    " many more most only least less approximately per".split()
)
"""Words that tell a class, not which of its members."""

CARDINALS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    word: str(10 * value)
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
} | {
    word: str(value)
    for value, word in enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 3
    )
}  # fmt: skip
"""Numerals of one word; `first` and `second` are left out, they are mostly something else."""

IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "leaves": "leaf", "wolves": "wolf", "lives": "life",
    "wives": "wife", "knives": "knife", "lenses": "lens", "oxen": "ox", "people": "person",
    "first": "1st", "second": "2nd", "ft": "foot", "km": "kilometer", "mi": "mile",
    "kg": "kilogram", "lb": "pound", "lbs": "pound", "cm": "centimeter", "mm": "millimeter",
    "hr": "hour", "hrs": "hour", "yr": "year", "yrs": "year", "oz": "ounce", "mph": "mileperhour",
}  # fmt: skip

SPELLINGS = {
    "colour": "color", "centre": "center", "theatre": "theater", "metre": "meter",
    "litre": "liter", "kilometre": "kilometer", "centimetre": "centimeter", "fibre": "fiber",
    "grey": "gray", "tyre": "tire", "defence": "defense", "offence": "offense",
    "licence": "license", "programme": "program", "aluminium": "aluminum", "sulphur": "sulfur",
    "plough": "plow", "mould": "mold", "cheque": "check", "catalogue": "catalog",
    "dialogue": "dialog", "jewellery": "jewelry", "moustache": "mustache", "pyjama": "pajama",
    "storey": "story", "whisky": "whiskey", "haemoglobin": "hemoglobin", "favourite": "favorite",
    "saint": "st", "mount": "mt", "doctor": "dr", "mister": "mr", "versus": "vs",
}  # fmt: skip
