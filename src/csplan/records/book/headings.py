"""What the heading of a column of money says beside its name: its unit, and of what time the money is."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from csplan.values.formats import is_currency, is_unit, unit_words

_BRACKETS = re.compile(r"(.*?)\s*[(\[\uff08\u3010]\s*([^()\[\]\uff08\uff09\u3010\u3011]*?)\s*[)\]\uff09\u3011]\s*(.*)")
_IN = re.compile(r"(.+?)(?:[ _]in[ _]|, ?| - | \| )(.+)", re.IGNORECASE)
_SUFFIX = re.compile(r"(.+?)[ _-]?(万元|千元|百万元|千万元|亿元|万美元|亿美元)")
_ZEROS = re.compile(r"'?\b0{3}(?:'?s)?\b|[x×*]1[,.' ]?000\b", re.IGNORECASE)
_THOUSAND = re.compile(r"(?:[x×*] ?)?\b1[,.' ]?000s?\b", re.IGNORECASE)
_THOUSAND_IS_MIL = re.compile(r"R\$|€|\b(?:EUR|BRL|MXN|COP|CLP|ARS)\b")
_MILLION_IS_MIL = re.compile(r"\$|£|\b(?:USD|GBP|AUD|CAD|SGD|INR)\b")
"""Where `mil` is a thousand, as in Spain and Brazil, and where it is short for a million."""
_MARKS = re.compile("[:\uff1a]|(?<=\\b[dD])['\u2019]")
"""What stands between the words of a unit: a colon, an apostrophe as in d'euros."""
_PASSED_OVER = frozenset(
    (
        "in",
        "of",
        "单位",
        "单位:",
        "currency",
        "währung",
        "en",
        "em",
        "per",
        "year",
        "年",
        "p.a.",
        "pa",
        "de",
        "di",
        "von",
        "d",
    )
)
_APART = re.compile(r"[ _]+")
_MOST_WORDS = 3
"""Words of a unit that stands before or after a name without brackets, such as `ARR USD thousands`."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

# Words of the time that money is of, in the languages of headings; quarters stand for all that is neither a year
# nor a month.
_QUARTERLY = re.compile(
    r"\bqrr\b|\bquarterly|\b(?:per|a) quarter\b|/ ?quarter|\bquartals|pro quartal|vierteljähr|trimest"
    r"|kwartaal|\bweekly|\bdaily|(?:per|a|/) ?(?:week|day)\b|wöchentlich|täglich|hebdomad|\bsemanal|\bdiari[oa]\b"
    r"|每周|每天|/ ?[周天日]|每日"
    r"|\bsemi-?annual|\bhalf-?year|halbjähr|semest|季度|每季|/ ?季|四半期|半年",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    r"\bc?mrr\b|\bmonthly|\bp\. ?m\b|\bpm\b|\b(?:per|a) month\b|/ ?mo(?:nth)?\b"
    r"|\bmonatlich|\bmonatl\b|\bmonats(?!ende|anfang|name|erste)"
    r"|(?:/ ?|pro )monat\b|\bmtl\b|\bmensuel|\bmensual|\bmensal|\bmensil|(?:par|/) ?mois\b|(?:por|al|/) ?mes\b"
    r"|(?:por|ao|/) ?mês\b|\bal mese\b|\bmaandelijks|per maand\b|ежемесячн|в месяц"
    "|月费|/ ?月|每月|月度|月租|月收入|月额|月額|月均|月次|매월|월간|/ ?월|월 ?(?:매출|요금|사용료|구독료)",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\barr\b|annual|yearly|\bacv\b|(?:per|a|/) ?year\b|jahr|jährlich|annuel|anual|annuale|年", re.IGNORECASE
)
_ONE_QUARTER = re.compile(r"\bq[1-4]\b", re.IGNORECASE)
"""Of what says nothing else; ARR of Q4 is that of a year, as it was then."""
_YEARS = re.compile(r"\b[2-9] ?-? ?(?:years?|yrs?|jahren?|ans|años|anos)\b|(?<![0-9])[2-9二三五] ?年", re.IGNORECASE)
"""Several years: no year's money."""
_WHOLE = re.compile(
    r"\btcv\b|total contract (?:amount|price|value)|contract total|lifetime value|\bltv\b|gesamtvertragswert"
    r"|合同总额|合同总金额|契約総額",
    re.IGNORECASE,
)

Time = Literal["quarter", "month", "year", "contract"]


class Unit(NamedTuple):
    """A power of ten (-2 for cents) and a currency that the amounts of a column are in.

    0 and None where its heading says none.
    """

    power: int = 0
    currency: str | None = None
    text: str = ""
    """The unit as it is written."""


def heading_unit(heading: str) -> tuple[str, Unit]:
    """Return a heading without its unit, and the unit: `ARR (k€)`, `年合同额（万元）`, `Revenue in thousands`.

    Currency and power may stand apart, as in `ARR in thousands (USD)`.
    """
    stem, unit = _last_unit(heading)
    if unit.text and (unit.power == 0 or unit.currency is None):
        rest, other = heading_unit(stem)
        if other.text and not (unit.power and other.power) and not (unit.currency and other.currency):
            power, currency = unit.power or other.power, unit.currency or other.currency
            return rest, Unit(power, currency, f"{other.text} {unit.text}")
    return stem, unit


def _last_unit(heading: str) -> tuple[str, Unit]:
    for pattern in (_BRACKETS, _IN, _SUFFIX):
        match = pattern.fullmatch(heading.strip())
        if match:
            unit = read_unit(_THOUSAND.sub("000", match[2]) if pattern is _BRACKETS else match[2])
            if unit is not None:
                return f"{match[1]} {match[3] if pattern is _BRACKETS else ''}".strip(" :/\uff1a"), unit
    return _beside(_CAMEL.sub(" ", heading.strip())) or (heading.strip(), Unit())


def _beside(heading: str) -> tuple[str, Unit] | None:
    """Return a heading and its unit where that stands before or after it: `ARR EUR`, `arr_k`, `ARR $'000`."""
    words = _APART.split(heading)
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        for unit, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            if all(is_unit(word) or _ZEROS.fullmatch(word.strip("$€£¥")) for word in unit):
                found = read_unit(" ".join(unit))
                if found is not None:
                    return " ".join(rest), found
    return None


def read_unit(text: str) -> Unit | None:
    """Return the unit that a text says; None where it says anything else."""
    power: int | None = None
    currency: str | None = None
    zeros = _ZEROS.search(text)
    rest = _ZEROS.sub(" ", text) if zeros else text
    power = 3 if zeros else None
    for kind, value in unit_words(_MARKS.sub(" ", rest)):
        if kind == "power" and power is None:
            power = int(value)
        elif kind == "currency" and currency in (None, value) and is_currency(str(value)):
            currency = str(value)
        elif value == "mil" and power is None and (_THOUSAND_IS_MIL.search(text) or _MILLION_IS_MIL.search(text)):
            power = 3 if _THOUSAND_IS_MIL.search(text) else 6
        elif str(value).casefold() not in _PASSED_OVER:
            return None
    return None if power is None and currency is None else Unit(power or 0, currency, text.strip())


def time_of(heading: str) -> Time | None:
    """Return the time that money is of by its heading: of a month (MRR, 月费), a quarter, a year, a whole contract.

    None where it says none of these.
    """
    plain = _CAMEL.sub(" ", heading).replace("_", " ")
    if _QUARTERLY.search(plain):
        return "quarter"
    if _YEARS.search(plain):
        return "contract"
    if _YEARLY.search(plain):
        return "year"
    if _MONTHLY.search(plain):
        return "month"
    if _ONE_QUARTER.search(plain):
        return "quarter"
    return "contract" if _WHOLE.search(plain) else None


def is_monthly(heading: str) -> bool:
    """Tell whether a heading is of money a month, such as MRR or 月费."""
    return time_of(heading) == "month"
