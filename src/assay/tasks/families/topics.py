"""Things of one sort each, all single words, with their plurals: what `forms` asks for."""

from __future__ import annotations

__all__ = ["TOPICS", "plurals"]

_LISTS = {
    "animals": "badger bear camel cat cow crab dog donkey goat hare horse lion mole newt otter"
    " panda pig rabbit seal shark tiger toad whale zebra",
    "birds": "albatross crow duck eagle falcon gull hawk heron kestrel kiwi lark magpie owl parrot"
    " pelican penguin pigeon puffin raven robin sparrow stork swan wren",
    "fruits": "apple apricot banana cherry date fig grape guava kiwi lemon lime lychee mango melon"
    " nectarine olive orange papaya peach pear plum pomegranate quince",
    "vegetables": "artichoke asparagus bean beet broccoli cabbage carrot celery cucumber garlic"
    " kale leek lettuce onion parsnip pea pepper potato pumpkin radish spinach turnip yam",
    "colours": "amber beige black blue brown crimson cyan gold green grey indigo lilac magenta"
    " maroon olive orange pink purple red scarlet silver teal turquoise violet white yellow",
    "countries": "argentina austria belgium brazil canada chile china cuba denmark egypt ethiopia"
    " finland france germany ghana greece india italy japan kenya mexico norway peru poland spain",
    "tools": "anvil axe chisel clamp crowbar drill file hammer hoe knife level mallet pliers plane"
    " rake sander saw screwdriver shovel spade spanner trowel vice wrench",
    "instruments": "accordion banjo bassoon cello clarinet cornet cymbal drum fiddle flute guitar"
    " harp horn lute lyre mandolin oboe organ piano recorder sitar trombone trumpet tuba viola",
    "sports": "archery badminton baseball basketball boxing cricket curling cycling diving fencing"
    " football golf gymnastics hockey judo karate rowing rugby running sailing skiing swimming"
    " tennis",
    "trees": "alder ash aspen beech birch cedar chestnut cypress ebony elm fir hazel hickory"
    " juniper larch linden maple oak olive palm pine poplar spruce sycamore willow yew",
    "clothes": "apron belt blouse boot cap cape cardigan coat dress glove hat jacket jumper mitten"
    " pullover sandal scarf shirt shoe skirt sock sweater tie trousers vest",
    "jobs": "actor baker barber builder butcher carpenter chef clerk dentist doctor driver farmer"
    " fisher judge lawyer miner nurse painter pilot plumber sailor singer tailor teacher waiter",
    "metals": "aluminium bismuth brass bronze chromium cobalt copper gold iron lead lithium"
    " magnesium manganese mercury nickel platinum silver sodium steel tin titanium tungsten zinc",
    "drinks": "ale beer brandy champagne cider cocoa coffee cola gin juice lemonade mead milk rum"
    " sherry smoothie soda tea tequila tonic vodka water whisky wine",
}
TOPICS: dict[str, tuple[str, ...]] = {topic: tuple(text.split()) for topic, text in _LISTS.items()}

_PLURALS = {"knife": ("knives",), "mango": ("mangos", "mangoes"), "potato": ("potatoes",)}


def plurals(word: str) -> tuple[str, ...]:
    """The plurals of a word that stands in a list."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("y") and word[-2] not in "aeiou":
        return (f"{word[:-1]}ies",)
    return (f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s",)
