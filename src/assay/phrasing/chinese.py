"""Chinese phrasings of the generic kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.phrasing.phrases import Frames, Phrases, Table, bounds_of, covers, templates

__all__ = ["FRAMES", "PHRASES"]

_LANGUAGES = {
    "ar": "阿拉伯语", "de": "德语", "en": "英语", "es": "西班牙语", "fi": "芬兰语", "fr": "法语",
    "hi": "印地语", "it": "意大利语", "ja": "日语", "ko": "韩语", "nl": "荷兰语", "pl": "波兰语",
    "pt": "葡萄牙语", "ru": "俄语", "sv": "瑞典语", "th": "泰语", "tr": "土耳其语",
    "uk": "乌克兰语", "vi": "越南语", "zh": "中文",
}  # fmt: skip


def _amount(low: int | None, high: int | None, measure: str) -> str:
    """The bounds with the measure word, such as `至少3个`."""
    if low is None:
        return f"至多{high}{measure}"
    if high is None:
        return f"至少{low}{measure}"
    return f"恰好{low}{measure}" if low == high else f"{low}到{high}{measure}"


def _count(measure: str, noun: str) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        low, high = bounds_of(check)
        if high == 0:
            return (f"请不要使用{noun}。", f"回答中不得出现{noun}。")
        amount = _amount(low, high, measure)
        return (f"请使用{amount}{noun}。", f"你的回答必须包含{amount}{noun}。")

    return Phrases(say, covers("min", "max"), none=True)


def _length(measure: str) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        amount = _amount(*bounds_of(check), measure)
        return (f"请用{amount}回答。", f"你的回答应有{amount}。")

    return Phrases(say, covers("min", "max"))


def _words(words: Sequence[str]) -> str:
    return "、".join(f"“{word}”" for word in words)


def _contains(check: Any) -> Sequence[str]:
    words = _words(check.words)
    if check.min is not None and check.min != len(check.words):
        return (f"请至少使用下列词语中的{check.min}个：{words}。",)
    return (f"请在回答中包含关键词{words}。", f"你的回答必须提到{words}。")


def _excludes(check: Any) -> Sequence[str]:
    words = _words(check.words)
    return (f"请不要在回答中使用{words}。", f"回答中不得出现{words}。")


def _times(check: Any, what: str) -> Sequence[str]:
    low, high = bounds_of(check)
    if high == 0:
        return (f"请不要使用{what}。", f"回答中不得出现{what}。")
    amount = _amount(low, high, "次")
    return (f"{what}在回答中应出现{amount}。", f"请使用{what}{amount}。")


def _language(check: Any) -> Sequence[str]:
    name = _LANGUAGES.get(check.language)
    if name is None:
        return ()
    return (f"请全部用{name}回答。", f"请用{name}作答，不允许使用其他语言。")


_CASES = {
    "upper": "全部使用大写字母",
    "lower": "全部使用小写字母",
    "capitalised": "让每个单词的首字母大写",
}


def _case(check: Any) -> Sequence[str]:
    how, name = _CASES.get(check.case), _LANGUAGES.get(check.language)
    if how is None or (check.language and name is None):
        return ()
    where = f"用{name}书写，并" if name else ""
    return (f"请{where}{how}。", f"你的回答应{where}{how}。")


def _sections(check: Any) -> Sequence[str]:
    amount = _amount(*bounds_of(check), "个")
    return (
        f"你的回答必须有{amount}部分，每部分以“{check.marker} X”开头，例如 {check.marker} 1。",
        f"请把回答分成{amount}部分，每部分的第一行形如“{check.marker} 1”。",
    )


def _paragraphs(check: Any) -> Sequence[str]:
    amount = _amount(*bounds_of(check), "个")
    between = "空行" if check.divider == "blank" else "分隔符 *** "
    return (
        f"请写{amount}段落，段落之间用{between}隔开。",
        f"你的回答应有{amount}段落，并以{between}分隔。",
    )


def _paragraph_start(check: Any) -> Sequence[str]:
    start = f"第{check.index}段必须以“{check.word}”一词开头。"
    if check.count is None:
        return (start, f"请用“{check.word}”作为第{check.index}段的开头。")
    return (
        f"请写恰好{check.count}个段落，段落之间空一行。{start}",
        f"你的回答应有{check.count}段，其中第{check.index}段以“{check.word}”开头。",
    )


def _keyword(c: Any) -> Sequence[str]:
    return _times(c, f"“{c.word}”一词")


def _letter(c: Any) -> Sequence[str]:
    return _times(c, f"字母“{c.letter}”")


def _choice(c: Any) -> Sequence[str]:
    return (
        f"请从下列选项中选择一个作答：{_words(c.options)}。",
        f"你的回答必须恰好是其中之一：{_words(c.options)}。",
    )


def _repeats(c: Any) -> Sequence[str]:
    return (
        (f"请先逐字重复下面这句话，然后再回答：“{c.text}”。",)
        if c.text
        else ("请先逐字重复上面的要求，不作任何改动，然后再回答。",)
    )


PHRASES: Table = {
    "text.words": _length("个词"),
    "text.sentences": _length("句话"),
    "text.lines": _length("行"),
    "text.characters": _length("个字符"),
    "text.unique_words": _count("个", "不同的词"),
    "text.numbers": _count("个", "数字"),
    "text.commas": _count("个", "逗号"),
    "text.capital_words": _count("个", "全大写的单词"),
    "text.bullets": _count("个", "项目符号列表项"),
    "text.numbered_items": _count("个", "编号列表项"),
    "text.headings": _count("个", "Markdown 标题"),
    "text.code_blocks": _count("个", "代码块"),
    "text.placeholders": _count("个", "用方括号括起来的占位符（如 [地址]）"),
    "text.highlights": _count("处", "Markdown 强调内容（如 *这样*）"),
    "text.contains": Phrases(_contains, covers("words", "min")),
    "text.excludes": Phrases(_excludes, covers("words")),
    "text.keyword": Phrases(_keyword, covers("word", "min", "max"), none=True),
    "text.letter": Phrases(_letter, covers("letter", "min", "max"), none=True),
    "text.language": Phrases(_language, covers("language")),
    "text.case": Phrases(_case, covers("case", "language")),
    "text.starts": templates(
        "请以“{c.phrase}”开始你的回答。", "回答的开头必须是“{c.phrase}”。", of=("phrase",)
    ),
    "text.ends": templates(
        "请以“{c.phrase}”这句话结束你的回答。",
        "回答的结尾必须是“{c.phrase}”，其后不得再有任何文字。",
        of=("phrase",),
    ),
    "text.sections": Phrases(_sections, covers("marker", "min", "max")),
    "text.paragraphs": Phrases(_paragraphs, covers("divider", "min", "max")),
    "text.paragraph_start": Phrases(_paragraph_start, covers("index", "word", "count")),
    "text.title": templates(
        "你的回答必须有一个用双尖括号括起来的标题，例如 <<标题>>。",
        "请在 << 和 >> 之间给出一个标题。",
    ),
    "text.postscript": templates(
        "请在回答末尾加上以“{c.marker}”开头的附言。",
        "请用一段以“{c.marker}”开头的附言结尾。",
        of=("marker",),
    ),
    "text.quoted": templates(
        "请用双引号把整个回答括起来。", "你的回答必须以双引号开始并以双引号结束。"
    ),
    "text.json": templates("整个输出必须是合法的 JSON。", "请只用 JSON 回答。"),
    "text.choice": Phrases(_choice, covers("options")),
    "text.responses": templates(
        "请给出{c.count}个不同的回答，用 {c.separator} 隔开。",
        "请写{c.count}个互不相同的回答，中间以 {c.separator} 分隔。",
        of=("count", "separator"),
    ),
    "text.repeats": Phrases(_repeats, covers("text")),
}

_UNITS = {"word": "词", "sentence": "句", "paragraph": "段", "line": "行", "item": "项"}


def _each(check: Any, parts: Sequence[str]) -> str:
    unit = _UNITS.get(check.unit)
    return f"在每一{unit}中：{parts[0]}" if unit and check.min is None else ""


def _all(_: Any, parts: Sequence[str]) -> str:
    return "".join(parts)


FRAMES: Frames = {"all": _all, "each": _each}
"""How checks over others are said."""
