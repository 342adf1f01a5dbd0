"""Currencies by sign, code and name: each a tag and how many make the unit of account.

Currencies do not convert into one another. `dollar` and `$` alone are the United States dollar, and
`¥` alone is the yuan. Coins (`quarters`, `dimes`) are counted things.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from assay.answers.measures.names import singular
from assay.answers.values import Unit

__all__ = ["SIGNS", "currency"]

SIGNS: dict[str, str] = {
    "$": "USD", "US$": "USD", "USD": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY",
    "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₫": "VND", "₺": "TRY", "฿": "THB", "₱": "PHP",
    "₦": "NGN", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD",
    "S$": "SGD", "R$": "BRL", "Rs.": "INR", "Rs": "INR", "RM": "MYR", "₿": "BTC",
}  # fmt: skip

_CODES = frozenset(
    "USD EUR GBP CNY JPY INR RUB KRW ILS VND TRY THB PHP NGN AUD CAD HKD NZD SGD BRL CHF SEK NOK "
    "DKK MXN ZAR PLN BTC RMB MYR IDR TWD AED SAR".split()
)

_NAMES: dict[str, tuple[str, str]] = {
    "dollar": ("USD", "1"), "buck": ("USD", "1"), "cent": ("USD", "1/100"), "¢": ("USD", "1/100"),
    "dime": ("USD", "1/10"), "quarter": ("USD", "1/4"), "nickel": ("USD", "1/20"),
    "euro": ("EUR", "1"), "yuan": ("CNY", "1"), "rmb": ("CNY", "1"), "renminbi": ("CNY", "1"),
    "yen": ("JPY", "1"), "rupee": ("INR", "1"), "rouble": ("RUB", "1"), "ruble": ("RUB", "1"),
    "won": ("KRW", "1"), "franc": ("CHF", "1"), "peso": ("MXN", "1"), "pence": ("GBP", "1/100"),
    "penny": ("USD", "1/100"), "pennie": ("USD", "1/100"), "jiao": ("CNY", "1/10"),
    "fen": ("CNY", "1/100"), "krona": ("SEK", "1"), "rand": ("ZAR", "1"), "shekel": ("ILS", "1"),
}  # fmt: skip
_COINS = frozenset({"dime", "quarter", "nickel", "penny", "pennie"})


@lru_cache(maxsize=256)
def currency(text: str) -> Unit | None:
    """The currency of a sign, code or name; coins are counted things, not sums of money."""
    code = SIGNS.get(text) or (text if text in _CODES else None)
    if code is not None:
        code = "CNY" if code == "RMB" else code
        return Unit(code, tag=code)
    name = singular(text.lower())
    if name in _COINS:
        return None
    entry = _NAMES.get(name)
    return Unit(name, Fraction(entry[1]), tag=entry[0]) if entry else None
