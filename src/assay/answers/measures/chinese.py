"""Units and measure words in Chinese.

`平方厘米`, `千米/小时`, `摄氏度`, `万元`. A measure word (`个`, `人`, `本`) counts things: it is a
tag without a dimension. 两 is left out, since it is the numeral two more often than fifty grams.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from assay.answers.measures.dimensions import ONE, named, power, product
from assay.answers.measures.symbols import symbol
from assay.answers.values import Unit

__all__ = ["chinese_unit"]

_SYMBOLS = {
    "米": "m", "千米": "km", "公里": "km", "分米": "dm", "厘米": "cm", "公分": "cm", "毫米": "mm",
    "微米": "μm", "纳米": "nm", "克": "g", "千克": "kg", "公斤": "kg", "毫克": "mg", "微克": "μg",
    "吨": "t", "秒": "s", "毫秒": "ms", "微秒": "μs", "纳秒": "ns", "分钟": "min", "小时": "h",
    "时": "h", "钟头": "h", "天": "d", "日": "d", "周": "wk", "星期": "wk", "月": "mo",
    "个月": "mo", "年": "y", "升": "L", "毫升": "mL", "公顷": "ha", "度": "°", "摄氏度": "°C",
    "华氏度": "°F", "开尔文": "K", "开": "K", "牛": "N", "牛顿": "N", "焦": "J", "焦耳": "J",
    "千焦": "kJ", "千焦耳": "kJ", "瓦": "W", "瓦特": "W", "千瓦": "kW", "千瓦时": "kWh", "伏": "V",
    "伏特": "V", "安": "A", "安培": "A", "毫安": "mA", "欧": "Ω", "欧姆": "Ω", "库": "C",
    "库仑": "C", "帕": "Pa", "帕斯卡": "Pa", "千帕": "kPa", "兆帕": "MPa", "赫": "Hz",
    "赫兹": "Hz", "摩尔": "mol", "电子伏特": "eV", "电子伏": "eV", "弧度": "rad", "特斯拉": "T",
    "法拉": "F", "大气压": "atm", "卡": "cal", "千卡": "kcal", "英里": "mi", "英尺": "ft",
    "英寸": "in", "海里": "nmi", "光年": "ly", "磅": "lb", "盎司": "oz", "字节": "B",
    "比特": "bit", "角分": "arcmin", "千赫": "kHz", "兆赫": "MHz",
}  # fmt: skip
_FACTORS = {
    "里": ("500", "m"), "亩": ("2000/3", "m^2"), "斤": ("1/2", "kg"), "尺": ("1/3", "m"),
    "寸": ("1/30", "m"), "丈": ("10/3", "m"), "世纪": ("3155760000", "s"), "钱": ("1/200", "kg"),
}  # fmt: skip
_MONEY = {
    "元": ("CNY", "1"), "块": ("CNY", "1"), "块钱": ("CNY", "1"), "圆": ("CNY", "1"),
    "人民币": ("CNY", "1"), "角": ("CNY", "1/10"), "毛": ("CNY", "1/10"), "美元": ("USD", "1"),
    "欧元": ("EUR", "1"), "英镑": ("GBP", "1"), "日元": ("JPY", "1"), "港元": ("HKD", "1"),
    "港币": ("HKD", "1"), "万元": ("CNY", "10000"), "亿元": ("CNY", "100000000"),
    "千元": ("CNY", "1000"), "百元": ("CNY", "100"), "百万元": ("CNY", "1000000"),
    "万美元": ("USD", "10000"), "亿美元": ("USD", "100000000"),
}  # fmt: skip
_COUNTERS = frozenset(
    "个 只 条 种 人 名 次 本 件 张 棵 辆 台 头 位 岁 道 页 排 组 倍 套 支 把 袋 箱 盒 瓶 杯 "
    "双 对 根 项 间 层 座 家 户 株 朵 句 字 幅 艘 架 颗 粒 片 段 点 分 口 面 枚 所 班 队 批 "
    "份 题 发 匹 盏 盘 碗 筐 篮 副 封 列 节 场 局 步 级 环 圈 盆 桶 包 捆 块 扇 顶 堆 门 首 "
    "篇 册 部 届 期 票 回 趟 遍 下 单位 种方法 个单位".split()
)
_PER = ("/", "每", "∕")


@lru_cache(maxsize=512)
def chinese_unit(text: str) -> Unit | None:
    """The unit of a Chinese expression; None where any of it is no unit."""
    if text.isascii() or len(text) > 24:
        return None
    text = text.replace(" ", "")
    for stroke in _PER:
        above, found, below = text.partition(stroke)
        if found and above:
            return _quotient(_simple(above), _simple(below), text)
    return _simple(text)


def _quotient(above: Unit | None, below: Unit | None, name: str) -> Unit | None:
    inverse = power(below, -1) if below is not None else None
    if above is None or inverse is None:
        return None
    return named(product(above, inverse), name)


def _simple(text: str) -> Unit | None:
    for leading, exponent in (("平方", 2), ("立方", 3)):
        if text.startswith(leading) and len(text) > 2:
            base = _simple(text[2:])
            return power(base, exponent) if base is not None else None
    found = _SYMBOLS.get(text)
    if found is not None:
        return symbol(found)
    return _scaled(text) or (symbol(text) if text.isascii() else None)


def _scaled(text: str) -> Unit | None:
    money = _MONEY.get(text)
    if money is not None:
        return Unit(text, Fraction(money[1]), tag=money[0])
    entry = _FACTORS.get(text)
    if entry is not None:
        name, _, exponent = entry[1].partition("^")
        base = power(symbol(name) or ONE, int(exponent or 1)) or ONE
        return Unit(text, base.factor * Fraction(entry[0]), dimension=base.dimension)
    return Unit(text, tag=text) if text in _COUNTERS else None
