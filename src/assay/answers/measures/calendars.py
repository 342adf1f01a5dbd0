"""Names of months and weekdays, in English, French, Spanish and German, and their short forms."""

from __future__ import annotations

from functools import cache

__all__ = ["MONTHS", "WEEKDAYS", "month_pattern"]

_MONTHS = (
    "january jan januar jänner janvier enero ene",
    "february feb februar février fevrier févr fev febrero",
    "march mar mars märz maerz marz marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug août aout agosto ago",
    "september sept sep septembre septiembre setiembre",
    "october oct okt oktober octobre octubre",
    "november nov novembre noviembre",
    "december dec dez dezember décembre decembre déc diciembre dic",
)
_WEEKDAYS = (
    "monday mon montag lundi lunes 星期一 周一",
    "tuesday tue tues dienstag mardi martes 星期二 周二",
    "wednesday wed mittwoch mercredi miércoles miercoles 星期三 周三",
    "thursday thu thur thurs donnerstag jeudi jueves 星期四 周四",
    "friday fri freitag vendredi viernes 星期五 周五",
    "saturday sat samstag samedi sábado sabado 星期六 周六",
    "sunday sun sonntag dimanche domingo 星期日 星期天 周日",
)

MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}
WEEKDAYS: dict[str, int] = {
    name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()
}


@cache
def month_pattern() -> str:
    """An alternation of all names of months, the longest first."""
    return "|".join(sorted(MONTHS, key=lambda name: -len(name)))
