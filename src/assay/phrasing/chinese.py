"""Chinese phrasings of the generic kinds."""

from __future__ import annotations

from assay.phrasing.wording import Wording

__all__ = ["WORDING"]


def _amount(low: int | None, high: int | None, noun: tuple[str, str]) -> str:
    """A noun is a name and its measure word: `至少3个逗号`; a bare measure word has no name."""
    name, measure = noun
    if low is None:
        return f"至多{high}{measure}{name}"
    if high is None:
        return f"至少{low}{measure}{name}"
    if low == high:
        return f"恰好{low}{measure}{name}"
    return f"{low}到{high}{measure}{name}"


def _name(noun: tuple[str, str]) -> str:
    return noun[0]


WORDING = Wording(
    amount=_amount,
    nouns={
        "text.unique_words": ("不同的词", "个"),
        "text.numbers": ("数字", "个"),
        "text.commas": ("逗号", "个"),
        "text.capital_words": ("全大写的单词", "个"),
        "text.bullets": ("项目符号列表项", "个"),
        "text.numbered_items": ("编号列表项", "个"),
        "text.headings": ("Markdown 标题", "个"),
        "text.code_blocks": ("代码块", "个"),
        "text.placeholders": ("用方括号括起来的占位符（如 [地址]）", "个"),
        "text.highlights": ("Markdown 强调内容（如 *这样*）", "处"),
    },
    counted=("请使用{amount}。", "你的回答必须包含{amount}。"),
    absent=_name,
    none=("请不要使用{noun}。", "回答中不得出现{noun}。"),
    lengths={
        "text.words": ("", "个词"),
        "text.sentences": ("", "句话"),
        "text.lines": ("", "行"),
        "text.characters": ("", "个字符"),
    },
    length=("请用{amount}回答。", "你的回答应有{amount}。"),
    languages={
        "ar": "阿拉伯语", "de": "德语", "en": "英语", "es": "西班牙语", "fi": "芬兰语",
        "fr": "法语", "hi": "印地语", "it": "意大利语", "ja": "日语", "ko": "韩语", "nl": "荷兰语",
        "pl": "波兰语", "pt": "葡萄牙语", "ru": "俄语", "sv": "瑞典语", "th": "泰语",
        "tr": "土耳其语", "uk": "乌克兰语", "vi": "越南语", "zh": "中文",
    },
    language=("请全部用{name}回答。", "请用{name}作答，不允许使用其他语言。"),
    cases={
        "upper": "全部使用大写字母",
        "lower": "全部使用小写字母",
        "capitalised": "让每个单词的首字母大写",
    },
    case=("请{how}。", "你的回答应{how}。"),
    case_in=("请用{name}书写，并{how}。", "你的回答应用{name}书写，并{how}。"),
    quote="“{}”",
    comma="、",
    last_and="、",
    last_or="、",
    last_nor="、",
    keyword=("", ""),
    contains=("请在回答中包含关键词{words}。", "你的回答必须提到{words}。"),
    some=("请至少使用下列词语中的{min}个：{words}。",),
    word=("", ""),
    excludes=("请不要在回答中使用{words}。", "回答中不得出现{words}这样的词。"),
    what_word="“{}”一词",
    what_letter="字母“{}”",
    time=("", "次"),
    times=("{what}在回答中应出现{times}。", "请使用{what}{times}。"),
    never=("请不要使用{what}。", "回答中不得出现{what}。"),
    section=("部分", "个"),
    sections=(
        "你的回答必须有{amount}，每部分以“{marker} X”开头，例如 {marker} 1。",
        "请把回答分成{amount}，每部分的第一行形如“{marker} 1”。",
    ),
    paragraph=("段落", "个"),
    blank="空行",
    stars="分隔符 *** ",
    paragraphs=(
        "请写{amount}，段落之间用{between}隔开。",
        "你的回答应有{amount}，并以{between}分隔。",
    ),
    paragraph_start=(
        "第{index}段必须以“{word}”一词开头。",
        "请用“{word}”作为第{index}段的开头。",
    ),
    paragraph_start_of=(
        "请写恰好{count}个段落，段落之间空一行。第{index}段必须以“{word}”一词开头。",
        "你的回答应有{count}段，其中第{index}段以“{word}”开头。",
    ),
    choice=(
        "请从下列选项中选择一个作答：{options}。",
        "你的回答必须恰好是其中之一：{options}。",
    ),
    repeats=(
        "请先逐字重复上面的要求，不作任何改动，然后再回答。",
        "回答之前，请原样重复上面的要求。",
    ),
    repeats_text=(
        "请先逐字重复下面这句话，然后再回答：“{text}”。",
        "回答之前，请原样重复这句话：“{text}”。",
    ),
    plain={
        "text.starts": (
            ("请以“{phrase}”开始你的回答。", "回答的开头必须是“{phrase}”。"),
            ("phrase",),
        ),
        "text.ends": (
            (
                "请以“{phrase}”这句话结束你的回答。",
                "回答的结尾必须是“{phrase}”，其后不得再有任何文字。",
            ),
            ("phrase",),
        ),
        "text.title": (
            (
                "你的回答必须有一个用双尖括号括起来的标题，例如 <<标题>>。",
                "请在 << 和 >> 之间给出一个标题。",
            ),
            (),
        ),
        "text.postscript": (
            (
                "请在回答末尾加上以“{marker}”开头的附言。",
                "请用一段以“{marker}”开头的附言结尾。",
            ),
            ("marker",),
        ),
        "text.quoted": (
            ("请用双引号把整个回答括起来。", "你的回答必须以双引号开始并以双引号结束。"),
            (),
        ),
        "text.json": (("整个输出必须是合法的 JSON。", "请只用 JSON 回答。"), ()),
        "text.responses": (
            (
                "请给出{count}个不同的回答，用 {separator} 隔开。",
                "请写{count}个互不相同的回答，中间以 {separator} 分隔。",
            ),
            ("count", "separator"),
        ),
    },
    units={"word": "词", "sentence": "句", "paragraph": "段", "line": "行", "item": "项"},
    each="在每一{unit}中：{part}",
    join="",
)  # fmt: skip
