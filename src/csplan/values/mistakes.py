"""What is said of a text that can't be read: what is wrong with it, and what to write instead."""

from __future__ import annotations

import re
from typing import NamedTuple

from csplan.lang.say import say
from csplan.values.grammar import FLAGS, LOOSE_NUMBER, MAGNITUDE, NUMBER
from csplan.values.kinds import Unreadable


class Kind(NamedTuple):
    """How to speak of a kind of value."""

    slug: str
    noun: str
    like: str
    refused: str
    """What is said of a text that is none."""
    because: str
    """What is said where the reason is known."""


A_NUMBER = Kind("number", "a number", "24, 1.5 or 1,000", "{text} is not a number", "{text} is not a number: {why}")
A_COUNT = Kind("number", "a count", "24, 1.5 or 1,000", "{text} is not a count", "{text} is not a count: {why}")
MONEY = Kind(
    "money",
    "an amount of money",
    "4.32M, 120k, 150万 or 2M USD",
    "{text} is not an amount of money",
    "{text} is not an amount of money: {why}",
)
A_SHARE = Kind("share", "a share", "75% or 0.75", "{text} is not a share", "{text} is not a share: {why}")
A_DURATION = Kind(
    "duration",
    "a duration",
    "45 min, 1.5 h, 1h30m or 2 d",
    "{text} is not a duration",
    "{text} is not a duration: {why}",
)
MONTHS = Kind(
    "duration",
    "a number of months",
    "3 months or 90 d",
    "{text} is not a number of months",
    "{text} is not a number of months: {why}",
)
A_DATE = Kind("date", "a date", "2027-01-01", "{text} is not a date", "{text} is not a date: {why}")

A_TIME_OF_DAY = Kind(
    "time-of-day", "a time of day", "09:00", "{text} is not a time of day", "{text} is not a time of day: {why}"
)
A_PROMISE = Kind(
    "promise",
    "a promise of answers",
    "80% within 60 s",
    "{text} is not a promise of answers",
    "{text} is not a promise of answers: {why}",
)

_LONGEST_QUOTE = 40
_GROUPING = "thousands go in threes, and a point comes before decimals: 1,234.56"

# Pattern, what is wrong, what to do: the first one found counts. Patterns are compiled when needed, for a quick start.
_ANYWHERE = (
    (r"^[-+(]?\.?(nan|inf|infinity|\u221e)\)?$", "it is not finite", "leave it out where it is not known"),
    (":", "it looks like a time", "write a time with its unit, e.g. 12h30m or 90 min"),
    ("[0-9.]e[-+]?[0-9]", "it has an exponent", "write it out, e.g. 100,000"),
    ("(?<![0-9.,_])0[xob][0-9a-f]", "it is not decimal", "write it as a decimal number"),
    (r"^[^0-9]*\+", "it has a plus sign", "leave the plus sign out"),
    ("[\u2212\u2013\u2014] *[0-9.$\u00a5]", "it has a dash for a minus sign", 'type the minus sign as "-"'),
    (r"[0-9] *(-|~|\.\.) *[0-9]", "it looks like a range", "write one number"),
    ("[0-9] +[0-9]", "its digits are apart", _GROUPING),
    ("(?<![0-9.,_])0[0-9]", "it starts with a zero", "leave the leading zeros out"),
)
_TWO_MAGNITUDES = (
    rf"[0-9] *({MAGNITUDE}) *({MAGNITUDE})( |$)",
    "it has two magnitudes",
    "write one magnitude, e.g. 2M",
)
_BY_SLUG = {
    A_NUMBER.slug: (_TWO_MAGNITUDES, ("%", "a share is not meant here", "write it like 24, 1.5 or 1,000")),
    MONEY.slug: (
        _TWO_MAGNITUDES,
        ("%", "a share is not meant here", "write an amount like 4.32M, 120k, 150万 or 2M USD"),
        ("[\u20ac\u00a3]", "the currency is unknown", "write the currency as its code, e.g. 2M EUR"),
    ),
    A_SHARE.slug: (),
    A_DURATION.slug: (
        ("%", "a share is not meant here", "write it like 45 min, 1.5 h, 1h30m or 2 d"),
        (r"[0-9] *w\b", "w may be weeks or 万", "write weeks as working days, e.g. 10 d"),
        ("[0-9] *(wk|week|mo|y|周|星期|个月|月|年)", "its hours are not known", "write it in days or hours, e.g. 10 d"),
    ),
}


def mistake(kind: Kind, text: str, wrong: str) -> Unreadable:
    """The error for a text outside the grammar; `wrong` is the part of it at fault, tidied."""
    for pattern, why, hint in (*_ANYWHERE, *_BY_SLUG[kind.slug]):
        if re.search(pattern, wrong, FLAGS):
            return refusal(kind, text, say(why), say(hint))
    if any(not NUMBER.fullmatch(number) for number in re.findall(LOOSE_NUMBER, wrong)):
        return refusal(kind, text, say("its digits are not grouped as csplan reads them"), say(_GROUPING))
    return refusal(kind, text)


def refusal(kind: Kind, text: str, why: str = "", hint: str = "") -> Unreadable:
    """The error `"text" is not a ...: why`; the hint shows how the kind is written unless another is given."""
    message = say(kind.because if why else kind.refused, text=quoted(text), why=why)
    return Unreadable(kind.slug, message, hint or say("write it like {examples}", examples=kind.like))


def quoted(text: str) -> str:
    """The text in quotes, cut to a line's size, with nothing that could act on a terminal."""
    text = text.strip()
    short = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short) + '"'
