"""The readers' grammar as patterns of a JSON Schema: regular expressions of ECMA-262, without flags.

They are made of the words and the number syntax of ``values.grammar``, so that there is one grammar. Of a text a
pattern says what its reader says, but for sizes: where a number is too large, only the reader knows.
"""

from __future__ import annotations

import re

from csplan.plan.types import NOTHING
from csplan.values.grammar import (
    CURRENCY,
    DATE,
    DAYS,
    LONGEST_NUMBER,
    LONGEST_TEXT,
    MAGNITUDE,
    MAGNITUDES,
    MONTHS,
    NUMBER,
    SECONDS,
    TIME_OF_DAY,
    UNITS,
    WIDTHS,
    WITHIN,
)

_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\{[0-9,]+\}|\(\?.|[\s\S]")
_SYNTAX = frozenset("()|*+?^$")
_MEMBER = re.compile(r"([\s\S])(?:-([\s\S]))?")

_WIDE: dict[str, list[str]] = {}
for _code, _plain in WIDTHS.items():
    _WIDE.setdefault(_plain, []).append(chr(_code))


def ecma(pattern: str) -> str:
    r"""Return a pattern in which each sign also stands for its other case and its other widths: ``k`` is ``[kｋKＫ]``.

    Of regular expressions it knows what the grammar is written with: groups, classes, quantifiers, ``\.``.
    """  # noqa: RUF002 - full width is what it is about
    return _TOKEN.sub(lambda token: _widened(token[0]), pattern)


def _widened(token: str) -> str:
    if token in _SYNTAX or token.startswith(("(?", "{")):
        return token
    if token[0] != "[":
        twins = _twins(token[-1])
        return f"[{''.join(map(_escaped, twins))}]" if len(twins) > 1 else token
    negated = "^" * token.startswith("[^")
    members = (_members(*member.groups()) for member in _MEMBER.finditer(token, 1 + len(negated), len(token) - 1))
    return f"[{negated}{''.join(members)}]"


def _members(first: str, last: str | None) -> str:
    if last is None:
        return "".join(map(_escaped, _twins(first)))
    return "".join(f"{low}-{high}" for low, high in zip(_twins(first), _twins(last), strict=True))


def _twins(sign: str) -> list[str]:
    cases = dict.fromkeys((sign, sign.swapcase() if sign.isascii() else sign))
    return [each for case in cases for each in (case, *_WIDE.get(case, ()))]


def _escaped(sign: str) -> str:
    if sign in "\\]^[-":
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\u{ord(sign):04x}"


# What Python strips from a text; \s is something else in every language.
SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_AROUND = f"[{SPACE}]*"
_NOT_TOO_LONG = f"(?![\\s\\S]{{{LONGEST_TEXT}}}[\\s\\S]*[^{SPACE}])"


def _whole(*alternatives: str) -> str:
    """Return the pattern of a text that is one of the alternatives, with or without space around it."""
    return f"^{_AROUND}{_NOT_TOO_LONG}(?:{'|'.join(alternatives)}){_AROUND}$"


_MINUS = ecma("-")
_SPACES = ecma(" *")
_NOT_TOO_MANY_DIGITS = f"(?!{ecma('[0-9.,_]')}{{{LONGEST_NUMBER + 1}}})"
_NUMBER = f"{_NOT_TOO_MANY_DIGITS}(?:{ecma(NUMBER.pattern)})"
_AMOUNT = f"{_NUMBER}{_SPACES}(?:{ecma(MAGNITUDE)})?"

NUMBERS = _whole(f"{_MINUS}?{_AMOUNT}")

# A word of three letters that is a magnitude is no code of a currency.
_NO_CODES = "|".join(word for word in MAGNITUDES if re.fullmatch("[a-z]{3}", word))
_CURRENCY = f"(?:(?!{ecma(_NO_CODES)})(?:{ecma(CURRENCY)}))?"
_CURRENCY_FIRST = f"{_MINUS}?{_CURRENCY}{_SPACES}{_MINUS}?{_AMOUNT}"
_CURRENCY_LAST = f"{_MINUS}?{_SPACES}{_AMOUNT}{_SPACES}{_CURRENCY}"
_NEGATIVE_TWICE = ecma(r"[^-]*-[^-]*-|[^(]*\([^-]*-")
_OPEN, _CLOSE = ecma(r"\("), ecma(r"\)")
_IN_PARENTHESES_OR_NOT = f"(?:{_OPEN}{_AROUND}(?=[\\s\\S]*{_CLOSE}{_AROUND}$)|(?![\\s\\S]*{_CLOSE}))"
_MONEY = f"(?!{_NEGATIVE_TWICE}){_IN_PARENTHESES_OR_NOT}(?:{_CURRENCY_FIRST}|{_CURRENCY_LAST})(?:{_AROUND}{_CLOSE})?"

MONEY = _whole(_MONEY)
DATES = _whole(ecma(DATE))
TIMES_OF_DAY = _whole(ecma(TIME_OF_DAY))
CURRENCIES = f"^{_AROUND}[A-Za-z]{{3}}{_AROUND}$"

_PARTS = [
    f"(?:{_SPACES}{_NUMBER}{_SPACES}(?:{ecma('|'.join(word for word, size in UNITS.items() if size == unit))}))?"
    for unit in range(DAYS, SECONDS + 1)
]
DURATIONS = _whole(f"(?={_SPACES}{_NUMBER}){''.join(_PARTS)}")

_SHARE_OF_ALL = f"(?:{_NUMBER}{_SPACES}{ecma('%')}|{_NOT_TOO_MANY_DIGITS}{ecma('0?[.][0-9]+')})"
_PROMISED = f"{_SHARE_OF_ALL}{ecma(' +')}(?:{ecma(WITHIN)}){ecma(' +')}"
PROMISES = _whole(f"{_PROMISED}(?={_SPACES}{_NUMBER}){''.join(_PARTS)}")

# Any text that says something; and a condition, which is a comparison with an amount, or a text that starts like none.
TEXTS = f"^(?!{_AROUND}(?:{'|'.join(sorted(NOTHING))}){_AROUND}$)"
SCENARIO_NAMES = f"^(?!{_AROUND}base{_AROUND}$)(?![\\s\\S]*,){TEXTS.removeprefix('^')}"
_COMPARISON = f"(?:{ecma('[<>]')}{ecma('=')}?|[\u2264\u2265]){_AROUND}{_NOT_TOO_LONG}{_MONEY}{_AROUND}$"
CONDITIONS = f"{TEXTS}{_AROUND}(?:{_COMPARISON}|(?![{SPACE}!<=>\u2264\u2265\uff1c\uff1d\uff1e]))"


def not_negative(pattern: str) -> str:
    """Return the pattern of the texts of another that are not below zero: no minus sign, but before zeros."""
    return f"^(?={ecma('[^-(]*$|[^1-9]*$')}){pattern.removeprefix('^')}"


def positive(pattern: str) -> str:
    """Return the pattern of the texts of another that are above zero."""
    return f"^(?={ecma('[^-(]*$')})(?={ecma('[^1-9]*[1-9]')}){pattern.removeprefix('^')}"


def shares(least: int, most: int) -> str:
    """Return the pattern of shares from ``least`` to ``most`` percent; without the sign they lie from -1 to 1."""
    if least == 0:
        return not_negative(_whole(f"{_MINUS}?{_up_to(most)}"))
    return _whole(_up_to(most), f"{_MINUS}{_up_to(-least)}")


def _up_to(percent: int) -> str:
    """Return the pattern of a share from 0 to some percent, which is a power of ten."""
    zeros = len(str(percent)) - 1
    limit = f"{percent:,}".replace(",", "[,_]?")
    in_range = rf"(?=(?:[0-9]{{0,{zeros}}}(?:\.[0-9]+)?|{limit}(?:\.0+)?) *%)"
    bare = r"(?:[01](?:\.0+)?|0?\.[0-9]+)"
    return f"(?:{ecma(in_range)}{_NUMBER}{_SPACES}{ecma('%')}|{_NOT_TOO_MANY_DIGITS}{ecma(bare)})"


def spans() -> str:
    """Return the pattern of months, weeks or days of the calendar."""
    return _whole(f"{_NUMBER}{_SPACES}(?:{ecma('|'.join(MONTHS))})")


def increases() -> str:
    """Return the pattern of changes in percent, with any sign or none."""
    return _whole(f"{ecma('[+-]')}?{_NUMBER}{_SPACES}{ecma('%')}?")
