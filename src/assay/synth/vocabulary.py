"""The words that texts are made of: small lists of our own, by language and part of speech.

A sentence repeats a pattern of parts of speech; the Japanese and Chinese ones are made of pieces
that each count as one word. A vocabulary leaves out what a text must not have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from random import Random

__all__ = ["SPACED", "Vocabulary"]

SPACED = ("en", "es", "fr")
"""Languages that put spaces between words."""

_LISTS: dict[str, dict[str, str]] = {
    "en": {
        "d": "the a this that every one our their some each",
        "j": "old small quiet bright warm cold long dark early clear soft grand busy plain dry big "
        "bold fresh calm deep huge tidy wooden narrow gentle golden modern distant ordinary",
        "n": "crab boat hill road bird lamp door town ship wall field storm shop room wind fog "
        "pond book cook cup dog map oak pupil cloud gull barn coast story moon lobby monk "
        "beach cave dune stone weather question neighbour afternoon photograph lighthouse "
        "conversation thunderstorm understanding representative",
        "v": "holds finds keeps shows brings waits stands turns moves gives takes opens sees calls "
        "marks hears ran sat grew felt told built brought saw kept put wrote carried followed "
        "remembers understands",
        "p": "in on by near with under above behind beside around for from past into without",
        "c": "and but so while because or yet when",
    },
    "es": {
        "d": "el un este cada su nuestro aquel",
        "j": "viejo blanco tranquilo claro largo oscuro nuevo bonito grande verde frio suave",
        "n": "mar barco camino pueblo perro libro cangrejo puerto jardin viento cielo mercado "
        "puente bosque verano invierno amigo pescador trabajo momento",
        "v": "tiene encuentra guarda muestra espera abre mira llama lleva deja recuerda sigue",
        "p": "en con sobre para desde hacia por entre sin bajo",
        "c": "y pero cuando porque aunque mientras que",
    },
    "fr": {
        "d": "le un ce chaque notre leur son",
        "j": "vieux petit grand calme clair long sombre nouveau beau vert froid doux",
        "n": "bateau chemin village chien livre crabe port jardin vent ciel bois pont soir matin "
        "temps voyage phare rocher marin quai",
        "v": "trouve garde montre attend ouvre regarde appelle porte laisse voit cherche suit",
        "p": "dans avec sur pour vers par entre sans sous depuis",
        "c": "et mais quand parce que comme puis",
    },
    "ja": {
        "n": "海 山 川 空 町 道 船 鳥 雨 風 朝 夜 花 木 石 "
        "犬 猫 本 家 森 島 波 雪 雲 月 星 春 夏 秋 "
        "冬 村 橋 門 窓 庭 池 谷 岸 砂 岩 草 葉 竹 松 米 茶 魚 牛 馬 虫 羽 光 影 色 音 声 歌 絵 字 "
        "紙 筆 箱 糸 布 針 皿 鏡 車 駅 店 城 寺 宿 客 兄 姉 弟 妹 母 父",
        "p": "が を に は も へ から まで より では には との",
        "v": "見 行 来 待 話 書 読 立 歩 聞",
        "e": "ました ています ません ます でした ている",
    },
    "zh": {
        "n": "潮 水 人 山 河 天 雨 风 城 船 鸟 花 树 石 狗 书 家 路 早 晚 我 们 他 的 是 在 有 这 "
        "个 不 了 海 月 星 云 雪 春 夏 秋 冬 村 桥 门 窗 "
        "园 池 岸 沙 草 叶 竹 米 茶 鱼 牛 马 虫 光 影 "
        "色 声 歌 画 字 纸 笔 箱 布 针 镜 车 店 宿 客 兄 姐 弟 妹 母 父 大 小 多 少 新 旧 高 低 长 "
        "短 红 白 黑 青 前 后 左 右 东 西 南 北 里 外 也 就 都 和 很 "
        "把 那 谁 没 再 又 还 说 想 的 是 在 有 这 个 不 了 我 们 他 "
        "的 是 在 了 我 的 是 在 了 我",
        "v": "看 走 来 等 说 写 读 站 听 到",
    },
}
_CLAUSES = {
    "en": ("n", "nv", "dnv", "dnpn", "dnvdn", "dnvpdn", "djnvpdn", "djnvpdjn"),
    "es": ("n", "nv", "dnv", "dnpn", "dnvdn", "dnvpdn", "dnjvpdn", "dnjvpdnj"),
    "fr": ("n", "nv", "dnv", "dnpn", "dnvdn", "dnvpdn", "djnvpdn", "djnvpdjn"),
    "ja": ("n", "np", "npn", "npve", "npnve", "npnpve", "npnpnve", "npnpnpve"),
    "zh": ("n", "nv", "nvn", "nnvn", "nnvnn", "nnnvnn", "nnnvnnn", "nnnnvnnn"),
}
"""Clauses of one word, two and so on; longer sentences join clauses."""
_SYLLABLES = ("ba co di fu lo ma ne pi ro ta vu wa ho ke ji sy gra blo dun kip mol zen ox "
              "que").split()  # fmt: skip


class Vocabulary:
    """The words of one language that `allowed` lets through, by part of speech."""

    def __init__(
        self,
        language: str,
        allowed: Callable[[str], bool],
        small: Sequence[str],
        rare: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.language = language if language in _LISTS else "en"
        self.clauses = _CLAUSES[self.language]
        self.spaced = self.language in SPACED
        lists = {
            part: [w for w in words.split() if allowed(w)] for part, words in _all(self.language)
        }
        self.rare = [w for _, words in _all(self.language) for w in words.split() if rare(w)]
        every = [word for words in lists.values() for word in words]
        short = [w for w in small if allowed(w)]
        self.every: list[str] = every or short or [w for w in _made() if allowed(w)] or ["7"]
        self.parts = {part: words or self.every for part, words in lists.items()}
        self.made = [w for w in _made() if allowed(w)] if self.spaced else []
        self.real = self.every
        self.real_parts = self.parts
        if small:
            self.every = short or self.every
            self.parts = dict.fromkeys(self.parts, self.every)
            self.made = []

    def mix(self, share: float) -> None:
        """So many numbers for each word."""

        def mixed(words: list[str]) -> list[str]:
            return words + [str(2 + n % 97) for n in range(round(share * len(words)))]

        self.every = mixed(self.every)
        self.parts = {part: mixed(words) for part, words in self.parts.items()}

    def pattern(self, number: int) -> str:
        """The parts of speech of a sentence of so many words."""
        if number <= len(self.clauses):
            return self.clauses[number - 1] if number else ""
        first = self.clauses[6 if number % 2 else 7]
        joint = "c" if "c" in self.parts else ""
        rest = number - len(first) - len(joint)
        return first + joint + self.pattern(rest) if rest > 0 else (first + joint)[:number]

    def from_real(self, rng: Random, part: str) -> str:
        """A word of the lists, also where the others are made up."""
        return rng.choice(self.real_parts[part])

    def word(self, rng: Random, part: str) -> str:
        """A word of that part of speech."""
        return rng.choice(self.parts[part])


def _all(language: str) -> list[tuple[str, str]]:
    return list(_LISTS[language].items())


@cache
def _made() -> tuple[str, ...]:
    """Made-up words of up to three syllables, for where real ones do not reach."""
    one = list(_SYLLABLES)
    two = [a + b for a in one for b in one[:12]]
    three = [a + b for a in two[:60] for b in one[:8]]
    letters = [c * n for c in "abcdefghijklmnopqrstuvwxyz" for n in (1, 2, 3)]
    return (*one, *two, *three, *letters)
