"""Sums of money with the currency in front: `\\$5.20`, `US$ 5`, `-€3`, `Rs. 500`."""

from __future__ import annotations

import re

from assay.answers.measures.currencies import currency
from assay.answers.measures.dimensions import named, product
from assay.answers.values import Unit

__all__ = ["rated", "split_price"]

_SIGN = re.compile(
    r"([-+−]?)\s*(?:(?P<country>US|AU?|CA?|HK|NZ|S|R)?\s?(?P<dollar>\\?\$)"
    r"|(?P<sign>[€£¥￥₹₽₩₪₫₺฿₱₦])|\\(?:text|mathrm)\s*\{\s*(?P<wrapped>\\?[$€£¥])\s*\}"
    r"|(?P<code>USD|EUR|GBP|CNY|RMB|INR|Rs\.?|RM)(?=\s*\d))\s*(?=[-+−\d.\\(])"
)
_FIRST = frozenset("$\\€£¥￥₹₽₩₪₫₺฿₱₦-+−UACHNSREGI")


def split_price(text: str) -> tuple[str, Unit] | None:
    """The number behind a currency, and the currency; None where none stands in front."""
    if text[:1] not in _FIRST:
        return None
    found = _SIGN.match(text)
    if found is None or (found["dollar"] == "$" and not found["country"] and not _lone(text)):
        return None
    if found["dollar"]:
        code = f"{found['country'] or ''}$"
    else:
        code = found["sign"] or found["code"] or found["wrapped"].lstrip("\\")
    unit = currency(code)
    number = found[1] + text[found.end() :].strip()
    return (number, unit) if unit is not None and "$" not in number else None


def rated(price: Unit, other: Unit) -> Unit:
    """The currency with the unit that stood behind the number: `per mile`, or its own name."""
    if other.tag == price.tag or not other.name.endswith("-1"):
        return other if other.tag == price.tag else price
    return named(product(price, other), f"{price.name} {other.name}")


def _lone(text: str) -> bool:
    """Whether the dollar in front is the only one, and so opens no mathematics."""
    return text.count("$") - text.count("\\$") == 1
