"""What a heading says of the lengths below it: `Duration (seconds)`, `Time Spent (h)`, `Hours`, `时长（分钟）`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.records.log.durations import UNITS, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = {
    "hours": "hour hours hr hrs std stunde stunden heure heures hora horas ore uur uren час часа часы часов 小时 工时",
    "minutes": "minute minutes min mins minuten minuto minutos minuti minuut мин минута минуты минут 分钟 分",
    "days": "day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen день дня дней 人天 人日 天",
    "milliseconds": "ms msec millisecond milliseconds millisekunden 毫秒",
    "seconds": "second seconds sec secs sekunde sekunden seconde secondes segundo segundos сек секунда секунд 秒",
}
_SHORT = {"d": "days", "h": "hours", "ч": "hours", "u": "hours", "m": "minutes", "s": "seconds"}
"""Units where they stand in brackets or after a line: `Time Spent (h)`, `duration_s`."""
_UNIT = {word: unit for unit, words in _WORDS.items() for word in words.split()}
_LENGTH = frozenset(
    (
        *("duration", "time", "length", "spent", "logged", "worked", "tracked", "recorded", "dauer", "zeit", "durée"),
        *("arbeitszeit", "temps", "duración", "tiempo", "duração", "tempo", "duur", "tijd", "длительность", "время"),
        *("时长", "时间", "用时", "耗时", "工时"),
    )
)
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile(r"[^\W\d_]+")


def unit_of(heading: str) -> str | None:
    """Return what a heading names by its unit: seconds, minutes, hours, days, milliseconds, or None.

    The last two are no columns of lengths: how long a day is depends, and milliseconds nobody writes for people.
    """
    plain = tidy(heading)
    bracket = _BRACKETS.search(plain)
    if bracket:
        words = bracket[1].casefold().split()
        found = [_UNIT.get(word.strip("."), _SHORT.get(word.strip("."))) for word in words]
        return found[-1] if found and found[-1] and words[:-1] in ([], ["in"]) else None
    words = [word.casefold() for word in _PARTS.findall(_CAMEL.sub(" ", plain))]
    if not words:
        return None
    if len(words) > 1 and words[-1] in _SHORT and re.search(r"_[^\W\d_]\Z", plain):
        return _SHORT[words[-1]]
    units = {_UNIT[word] for word in words if word in _UNIT}
    return units.pop() if len(units) == 1 else None


def lengths_in(headings: Sequence[str]) -> dict[str, int]:
    """Return the columns of lengths that headings name by their units, where one heading alone does so.

    A unit alone is one, and so is a unit beside a word for a length; `Billed Hours` is none.
    """
    found: dict[str, list[int]] = {}
    for at, heading in enumerate(headings):
        unit = unit_of(heading)
        words = _PARTS.findall(_CAMEL.sub(" ", tidy(heading)).casefold())
        if unit in UNITS and (len(words) == 1 or _LENGTH.intersection(words)):
            found.setdefault(unit, []).append(at)
    return {unit: at[0] for unit, at in found.items() if len(at) == 1}
