"""Short forms of English given names, and when two given names can be one person's.

An initial stands for any name that begins with it, a short form for the full one ("Dave",
"David"), a beginning of three letters or more for the rest ("Thad", "Thaddeus").
"""

from __future__ import annotations

from functools import lru_cache

from assay.answers.wording.spelling import near

__all__ = ["same_given"]

_SHORT = {
    "alexander": "alex sandy sasha", "andrew": "drew andy", "anthony": "tony",
    "barbara": "barb babs", "catherine": "kate cathy katie kathy", "charles": "chuck charlie",
    "christopher": "kit", "daniel": "dan danny", "david": "dave davy",
    "donald": "don donny", "dorothy": "dot dolly",
    "benjamin": "ben benny", "albert": "al bert", "alfred": "alf fred", "arthur": "art",
    "caroline": "carrie", "clifford": "cliff", "douglas": "doug", "edgar": "ed", "emily": "em",
    "ernest": "ernie", "florence": "flo", "geoffrey": "geoff", "jeffrey": "jeff",
    "george": "georgie",
    "gilbert": "gil", "helen": "nell", "eleanor": "ellie nell", "herbert": "herb bert",
    "jennifer": "jen jenny", "jessica": "jess", "joshua": "josh", "judith": "judy",
    "julia": "julie",
    "kenneth": "ken kenny", "mary": "molly polly", "melissa": "mel", "melvin": "mel",
    "nathaniel": "nat nate", "pamela": "pam", "patricia": "pat patty trish", "phyllis": "phyl",
    "roger": "rog", "roland": "roly", "rosemary": "rose", "russell": "russ", "sarah": "sally sadie",
    "sidney": "sid", "stanley": "stan", "terence": "terry", "terrence": "terry",
    "timothy": "tim", "valerie": "val", "vernon": "vern", "virginia": "ginny", "winston": "winnie",
    "zachary": "zach zack", "dmitri": "dimitri", "yevgenia": "evgenia", "pyotr": "peter",
    "deborah": "deb debbie", "edward": "ed eddie ned ted teddy",
    "elizabeth": "liz beth betty bess lizzie eliza", "eugene": "gene", "frances": "fran",
    "francis": "frank", "frederick": "fred freddie", "gerald": "gerry jerry",
    "gregory": "greg gregg", "harold": "hal harry", "henry": "hank harry", "isabella": "bella",
    "jacqueline": "jackie", "james": "jim jimmy jamie", "john": "jack johnny jon",
    "jonathan": "jon", "joseph": "joe joey", "katherine": "kate kathy katie",
    "kathleen": "kate kathy katie", "lawrence": "larry", "leonard": "len lenny",
    "lewis": "lou", "louis": "lou", "margaret": "peggy meg maggie", "martin": "marty",
    "matthew": "matt", "michael": "mike mick mickey", "nicholas": "nick", "patrick": "paddy",
    "peter": "pete", "philip": "phil", "raymond": "ray", "rebecca": "becky",
    "reginald": "reggie reg", "richard": "dick rick rich ricky", "robert": "bob rob bobby",
    "ronald": "ron", "samuel": "sam", "stephen": "steve", "steven": "steve",
    "susan": "sue susie", "theodore": "ted teddy theo", "thomas": "tom tommy",
    "victoria": "vicky", "vincent": "vince vinnie", "walter": "walt", "william": "bill will billy",
}  # fmt: skip
_FULL: dict[str, frozenset[str]] = {}
for _name, _shorts in _SHORT.items():
    for _short in _shorts.split():
        _FULL[_short] = _FULL.get(_short, frozenset((_short,))) | {_name}


@lru_cache(maxsize=4_096)
def same_given(one: str, other: str) -> bool:
    """Whether two folded given names can be the same name."""
    if one == other:
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) != 2 and long.startswith(short):
        return True
    if len(short) >= 5 and near(one, other):
        return True
    return bool(_fulls(one) & _fulls(other))


def _fulls(name: str) -> frozenset[str]:
    return _FULL.get(name, frozenset((name,)))
