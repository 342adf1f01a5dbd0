"""Which Chinese characters are simplified only, and which traditional only: `han:assay/1`.

A character is simplified only where the mainland's character set GB 2312 has it and Taiwan's Big5
does not, traditional only where it is among the common ones of Big5 and not in GB 2312; the lists
below correct that where the dictionaries of OpenCC (Apache-2.0) show the character to be written
in both, or in the other. Characters that both write (`后`, `里`, `着`) tell nothing.

NOT covered: rare characters beyond the two sets; the variants of Hong Kong and Japan.
"""

from __future__ import annotations

import re
from functools import cache

from assay.views.view import View

__all__ = ["HAN", "telling"]

# Written in both, though only the mainland's set has them.
_SHARED_GB = (
    "丨丬丶丿亘亠亻仫伲倮傈冂冖冫凇凼刂劐勐勹卟卩厶叶吖吡吣吲呋咔咣咴哌哐哚唣唿啉喹嗪嗬嗵嘞嘣嘭"
    "噍噔噻噼嚯坂垡垧埝埯塄塬墒墚夂宀尜岙岜峁崾嵛嵴巛幞幺广廴彐彡忄憷扌揞揸擀攴攵敫晗桊桕榀榘檫"
    "毪氵氽沲浜溻漤灬炻烀煅煊煳煺熘犏犟犭狍猸猹珉珏甙畲疃疒痃癀癍癔癯着睃砘砹砼硇碹磙礴礻筢筻箢"
    "篼罱耠耥耱肀肟肷肼肽胩胬脎脒脲腈腙腚膪臁舭舾艹芪苄苊苘苷茚莜萘萜葜蒈蒽蔸藁蝰蝽螋蟮衤踺軎辶"
    "郄酞酰酶醌鐾阝鞴骶骺鬏黢鼗齄"
)
# Written in both, though only Taiwan's set has them.
_SHARED_BIG5 = (
    "伋伕佺倣偭偯偺傚僇僎僩儅儳剋劻勗勦吋呎啗啣嘐堉塭塽墦奭妳姅姪嬝屘屝崁巉帟彊徬惇愒慇抆揹搆搾"
    "撚撢擭敔昤晅晞暍暱暸杗枓栘梂梡梱棻楛榣槃橾櫂櫺歜毚毬汍沍沘沬泜洸浥浬涊湣湩湲潟潠澴濩濬炤焜"
    "煆煖燄燐燸牠牴玆玥玨珪珮琍琯瑯璘璟瓖甽疢痲痳痺瘉睪瞇瞋瞭砠砲硿祇祐穋箄箠篛簷籐籣籥糢縿繙耑"
    "脤脰芣蔆蘗衹裯褕褽覜觔觼詨詻誧谿豭貍賸跦跼踡踫迆迺遝郃鄗鄘釆釭鉼銲鎗鑤阬隄雊霤韹餽鯈鶸鼇"
)
# Simplified only, though Big5 has a rare character of that shape.
_SIMPLIFIED = "与体优圣复宁庄异怀怜惊机构气洁离网触赶听坏儿"
# Traditional only, though GB 2312 has it for names.
_TRADITIONAL = "後"

_HAN_RUN = re.compile("[\u4e00-\u9fff]+")
_COMMON = range(0xA440, 0xC67F)
"""The codes of the common characters of Big5."""


def telling(text: str) -> tuple[list[int], list[int]]:
    """The offsets of the characters that are simplified only, and of the traditional only."""
    if text.isascii():
        return [], []
    runs = [(match.start(), match[0]) for match in _HAN_RUN.finditer(text)]
    han = set("".join([run for _, run in runs]))
    return _places(runs, han, "simplified"), _places(runs, han, "traditional")


def _places(runs: list[tuple[int, str]], han: set[str], kind: str) -> list[int]:
    """Where the characters of a kind stand, among runs of Chinese ones."""
    wanted = {character for character in han if _kind(character) == kind}
    if not wanted:
        return []
    return [n for start, run in runs for n, c in enumerate(run, start) if c in wanted]


HAN = View("han:assay/1", telling)


@cache
def _kind(character: str) -> str:
    if character in _SIMPLIFIED:
        return "simplified"
    if character in _TRADITIONAL:
        return "traditional"
    mainland, taiwan = _code(character, "gb2312"), _code(character, "big5")
    if mainland and not taiwan and character not in _SHARED_GB:
        return "simplified"
    if taiwan in _COMMON and not mainland and character not in _SHARED_BIG5:
        return "traditional"
    return ""


def _code(character: str, charset: str) -> int:
    """Its code in a national character set; 0 where that does not have it."""
    if not "\u4e00" <= character <= "\u9fff":
        return 0
    return int.from_bytes(character.encode(charset, "ignore"), "big")
