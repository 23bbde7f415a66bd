"""Reading values from the text of a cell or a plan: exactly what the docstrings list, and nothing by guessing.

Every reader is linear in the length of its text, raises nothing but `Unreadable`, and takes what Chinese input methods
type (full-width digits and signs) like its plain form. Other look-alikes (`½`, `²`, `①`) are refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.lang.say import say
from csplan.values import mistakes
from csplan.values.digits import plain, split
from csplan.values.grammar import (
    CURRENCIES,
    CURRENCY,
    DATE,
    DAYS,
    FLAGS,
    LARGEST,
    LONGEST_NUMBER,
    LONGEST_TEXT,
    LOOSE_NUMBER,
    MAGNITUDE,
    MAGNITUDES,
    MONTHS,
    NUMBER,
    TIME_OF_DAY,
    UNITS,
    WIDTHS,
    WITHIN,
)
from csplan.values.kinds import Duration, Money, Promise, Unreadable
from csplan.values.mistakes import mistake, refusal

if TYPE_CHECKING:
    from datetime import date

_NUMBER = re.compile(rf"(-?)({LOOSE_NUMBER}) *({MAGNITUDE})?", FLAGS)
_MONEY = re.compile(rf"(-?)({CURRENCY})? *(-?)({LOOSE_NUMBER}) *({MAGNITUDE})? *({CURRENCY})?", FLAGS)
_SHARE = re.compile(rf"(-?)({LOOSE_NUMBER}) *(%?)")
_PART_OF_DURATION = re.compile(rf" *({LOOSE_NUMBER}) *([^0-9., _]+)")
_MONTHS = re.compile(rf"({LOOSE_NUMBER}) *([^0-9., _]*)")
_DATE = re.compile(DATE)
_TIME_OF_DAY = re.compile(TIME_OF_DAY)
_PROMISE = re.compile(rf"(.+?) +(?:{WITHIN}) +(.+)", FLAGS)

_LONGEST_PLAIN = 15  # digits, so that no plain number passes LARGEST


def read_number(text: str) -> float:
    """A number: `24`, `1.5`, `-3`, `1,000`, `1_000`, also with a magnitude: `1.2k`, `3万`.

    Raises Unreadable("number").
    """
    return _read_number(mistakes.A_NUMBER, text)


def read_count(text: str) -> float:
    """A number of things, zero or more; an average may be a fraction. Written like any number.

    Raises Unreadable("number").
    """
    value = _read_number(mistakes.A_COUNT, text)
    if value < 0:
        raise refusal(mistakes.A_COUNT, text, say("it is below zero"))
    return value


def read_money(text: str) -> Money:
    """An amount, perhaps with a magnitude and a currency: `4_320_000`, `4.32M`, `150万`, `USD 2M`, `¥1.5M`, `(1,200)`.

    Magnitudes are k and 千, w and 万, m, 百万, 千万, 亿 and b, in either case. The currency comes before or after: a
    code, a symbol, 元, 人民币 or 美元. Parentheses make the amount negative, as accountants write.

    Raises Unreadable("money").
    """
    if _is_plain(text):
        return Money(float(text), None)
    kind = mistakes.MONEY
    tidy = _tidy(kind, text)
    in_parentheses = tidy[0] == "(" and tidy[-1] == ")"
    match = _MONEY.fullmatch(tidy[1:-1].strip() if in_parentheses else tidy)
    if not match:
        raise mistake(kind, text, tidy)
    outer, before, inner, number, magnitude, after = match.groups()
    if before and after:
        raise refusal(kind, text, say("it has two currencies"), say("write the currency once"))
    if in_parentheses + bool(outer) + bool(inner) > 1:
        raise refusal(kind, text, say("it is negative twice"), say("write one minus sign, or parentheses"))
    word = before or after
    if word and word.lower() in MAGNITUDES:  # three letters, but mln is no code
        raise mistake(kind, text, tidy)
    amount = _value(kind, text, number, MAGNITUDES[magnitude.lower()] if magnitude else 0)
    currency = CURRENCIES.get(word.upper(), word.upper()) if word else None
    return Money(0.0 - amount if in_parentheses or outer or inner else amount, currency)


def read_share(text: str) -> float:
    """A share of 1: `75%`, `0.75`, `-5%`, `120%`. Without the percent sign it lies from -1 to 1.

    Raises Unreadable("share").
    """
    kind = mistakes.A_SHARE
    tidy = _tidy(kind, text)
    match = _SHARE.fullmatch(tidy)
    if not match:
        raise mistake(kind, text, tidy)
    minus, number, percent = match.groups()
    value = _value(kind, text, number, -2 if percent else 0)
    if value > 1 and not percent:
        digits, exponent = split(value)
        hint = say(
            "write {share}, which is {number}", share=f"{minus}{number}%", number=minus + plain(digits, exponent - 2)
        )
        raise refusal(kind, text, say("a share without a percent sign is 1 at most"), hint)
    return 0.0 - value if minus else value


def read_duration(text: str) -> Duration:
    """Working time: `45 min`, `1.5 h`, `1h30m`, `2 d`, `1d 4h`, `90 分钟`, `2 小时`. Here m is minutes.

    Units are days, hours, minutes and seconds, the largest first, each once. Days are kept apart from the hours.

    Raises Unreadable("duration").
    """
    kind = mistakes.A_DURATION
    tidy = _tidy(kind, text)
    if tidy[0] == "-":
        raise refusal(kind, text, say("it is below zero"))
    amounts = [0.0, 0.0, 0.0, 0.0]
    largest_left = DAYS
    end = 0
    while end < len(tidy):
        match = _PART_OF_DURATION.match(tidy, end)
        if not match and NUMBER.fullmatch(rest := tidy[end:].strip()):
            raise refusal(
                kind, text, say("the unit is missing"), say("write {number} min, {number} h or {number} d", number=rest)
            )
        unit = UNITS.get(match[2].lower()) if match else None
        if not match or unit is None:
            raise mistake(kind, text, tidy)
        if unit < largest_left:
            raise refusal(
                kind, text, say("each unit may come once, the largest first"), say("write it like 1d 4h or 1h30m")
            )
        amounts[unit] = _value(kind, text, match[1])
        largest_left = unit + 1
        end = match.end()
    days, hours, minutes, seconds = amounts
    if minutes or seconds:  # one division, so that 80 min and 1h20m are the same float
        hours = (hours * 3600 + minutes * 60 + seconds) / 3600
    return Duration(hours, days)


def read_months(text: str) -> float:
    """Months of the calendar: `3 months`, `90 d`, `6 weeks`, `3 个月`; a month has 30.4375 days on average.

    Raises Unreadable("duration").
    """
    kind = mistakes.MONTHS
    match = _MONTHS.fullmatch(_tidy(kind, text))
    if not match or (match[2] and match[2].lower() not in MONTHS):
        raise refusal(kind, text)
    number = _value(kind, text, match[1])
    if not match[2]:
        raise refusal(kind, text, say("the unit is missing"), say("write {number} months", number=match[1]))
    return number * MONTHS[match[2].lower()]


def read_date(text: str) -> date:
    """A day, year first: `2027-01-01`, `2027-1-1` or `2027/1/1`.

    Raises Unreadable("date").
    """
    from datetime import date  # most commands read no date

    match = _DATE.fullmatch(_tidy(mistakes.A_DATE, text))
    if not match:
        raise refusal(mistakes.A_DATE, text)
    try:
        return date(int(match[1]), int(match[2] or match[3]), int(match[4]))
    except ValueError:
        raise refusal(mistakes.A_DATE, text, say("the calendar has no such day")) from None


def read_time_of_day(text: str) -> float:
    """A time of day, as minutes after midnight: `09:00`, `9:30`, `24:00`.

    Raises Unreadable("time-of-day").
    """
    match = _TIME_OF_DAY.fullmatch(_tidy(mistakes.A_TIME_OF_DAY, text))
    if not match:
        raise refusal(mistakes.A_TIME_OF_DAY, text)
    return 60.0 * int(match[1]) + int(match[2]) if match[1] else 24.0 * 60


def read_promise(text: str) -> Promise:
    """A promise of answers, a share below 100% and a time: `80% within 60 s`, `0.9 in 2 min`.

    Raises Unreadable("promise").
    """
    kind = mistakes.A_PROMISE
    match = _PROMISE.fullmatch(_tidy(kind, text))
    if not match:
        raise refusal(kind, text)
    try:
        share, within = read_share(match[1]), read_duration(match[2])
    except Unreadable as error:
        raise refusal(kind, text, error.message, error.hint) from None
    if share <= 0:
        raise refusal(kind, text, say("its share is not more than 0"))
    if share >= 1:
        raise refusal(kind, text, say("nobody answers every contact in time, however many people are there"))
    return Promise(share, within)


def _is_plain(text: str) -> bool:
    """Plain digits, the usual cell of a large table, which need no grammar."""
    return text.isdigit() and text.isascii() and text[0] != "0" and len(text) <= _LONGEST_PLAIN


def _read_number(kind: mistakes.Kind, text: str) -> float:
    if _is_plain(text):
        return float(text)
    tidy = _tidy(kind, text)
    match = _NUMBER.fullmatch(tidy)
    if not match:
        raise mistake(kind, text, tidy)
    minus, number, magnitude = match.groups()
    value = _value(kind, text, number, MAGNITUDES[magnitude.lower()] if magnitude else 0)
    return 0.0 - value if minus else value  # not -value: "-0" is 0


def _tidy(kind: mistakes.Kind, text: str) -> str:
    """Without surrounding space, in plain width; refuses what is empty or too long to be a value."""
    tidy = text.strip()
    if not tidy:
        raise refusal(kind, tidy, say("nothing is written"))
    if len(tidy) > LONGEST_TEXT:
        raise refusal(kind, tidy, say("it is too long"))
    return tidy if tidy.isascii() else tidy.translate(WIDTHS)


def _value(kind: mistakes.Kind, text: str, number: str, power: int = 0) -> float:
    """The number times 10**power, read in one go: 0.07万 multiplied is 700.0000000000001."""
    if len(number) > LONGEST_NUMBER:
        raise refusal(kind, text, say("it has too many digits"), say("round it"))
    if not NUMBER.fullmatch(number):
        raise mistake(kind, text, number)
    value = float(f"{number.replace(',', '')}e{power}")  # float reads the underscores
    if value > LARGEST:
        raise refusal(kind, text, say("it is too large"), say("the largest is 1,000,000B"))
    return value
