"""Numbers of a whole column: which of point and comma is its decimal sign, decided by all of its cells together.

`8.400` is eight thousand in one country and eight and a half in another; only the column can tell. Cells that can be
read in one way alone (`1.234,50`, `12.5`, `1,234,567`, `0,333`) decide for those that can be read in two. Where none
does, the kind of number and the delimiter of the table may: see `Column.decide`.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.lang.say import say
from csplan.values.grammar import MAGNITUDES
from csplan.values.kinds import Unreadable
from csplan.values.mistakes import A_NUMBER, quoted
from csplan.values.plain import PLAIN

if TYPE_CHECKING:
    from csplan.values import mistakes

Sign = Literal[".", ","]
Kind = Literal["money", "length"]

LARGEST = 1e15
_LONGEST = 60

_WIDTHS = PLAIN | {0xFFE5: "¥", 0xFFE1: "£", 0xFFE6: "₩", 0x2212: "-", 0x2019: "'", 0x2018: "'", 0x02BC: "'", 0xB4: "'"}

CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "欧元": "EUR", "ユーロ": "EUR",
    "£": "GBP", "英镑": "GBP",
    "₹": "INR", "rs": "INR", "rs.": "INR", "re.": "INR",
    "us$": "USD", "u$s": "USD", "usd$": "USD", "美元": "USD", "美金": "USD", "米ドル": "USD",
    "rmb": "CNY", "rmb¥": "CNY", "cn¥": "CNY", "元": "CNY", "人民币": "CNY",
    "jp¥": "JPY", "円": "JPY", "日元": "JPY", "日本円": "JPY", "₩": "KRW", "원": "KRW", "韩元": "KRW",
    "hk$": "HKD", "港元": "HKD", "港币": "HKD", "nt$": "TWD", "新台币": "TWD", "新臺幣": "TWD",
    "s$": "SGD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN",
    "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "฿": "THB", "₱": "PHP", "₴": "UAH", "zł": "PLN", "kč": "CZK",
    "fr.": "CHF", "sfr.": "CHF", "sfr": "CHF",
    "руб": "RUB", "руб.": "RUB", "рублей": "RUB",  # noqa: RUF001 - Cyrillic, as it is written
    "$": "$", "¥": "¥", "kr": "kr", "kr.": "kr",
}  # fmt: skip
"""What stands for a currency beside three letters; what $, ¥ and kr mean, only the plan's currency can tell."""

_SIZES = MAGNITUDES | {
    "t": 3, "tsd": 3, "tsd.": 3, "thousands": 3, "mille": 3, "k.": 3, "千元": 3,
    "mio.": 6, "mill.": 6, "millions": 6, "mill": 6, "mrd": 9, "mrd.": 9, "mds": 9, "billions": 9,
    "tausend": 3, "miles": 3, "milhares": 3, "milliers": 3, "migliaia": 3, "duizend": 3, "тыс": 3, "тыс.": 3,
    "millionen": 6, "millones": 6, "milhões": 6, "milioni": 6, "miljoen": 6, "млн": 6, "млн.": 6, "百萬": 6,
    "milliarden": 9, "milliards": 9, "萬": 4, "億": 8, "千": 3,
    "만": 4, "백만": 6, "천만": 7, "억": 8, "천": 3,
    "cent": -2, "cents": -2, "pence": -2, "centimes": -2, "céntimos": -2, "centavos": -2, "分": -2, "hundreds": 2,
    "lakh": 5, "lakhs": 5, "lac": 5, "l": 5, "crore": 7, "crores": 7, "cr": 7, "cr.": 7,
}  # fmt: skip

# The number, with any signs in it; around it, words: currency, magnitude, unit.
_CELL = re.compile(
    r"([-+]?) ?([^0-9()+-]*?) ?([-+]?) ?([0-9][0-9.,' _]*(?:[eE][-+]?[0-9]{1,3})?|(?<![^\W\d_])[.,][0-9]+)"
    r" ?([^0-9]*?)([-+]?)",
)
_EXPONENT = re.compile(r"([0-9]+)(?:([.,])([0-9]+))?[eE]([-+]?[0-9]{1,3})")
_GROUPED = {
    **{sign: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}})+") for sign in (".", "'", " ", "_")},
    # Also in pairs, as India counts: 12,34,567.
    ",": re.compile("[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"),
}
_NO_CENTS = re.compile(r"(?<=[0-9])[.,][-–—]{1,2}$")
"""As Switzerland writes that there are none: 120'000.-"""
_YEARLY = frozenset(
    ("year", "yr", "annum", "p.a.", "pa", "per", "jahr", "an", "año", "ano", "annual", "年", "每年", "a")
)
_NOTHING = frozenset(
    ("", "-", "--", "–", "—", "n/a", "na", "#n/a", "n.a.", "none", "null", "nil", "keine", "无", "k.a.")
)


class Parts(NamedTuple):
    """A cell taken apart: its number read with either decimal sign, None where it can't be; and what stands around."""

    point: float | None
    comma: float | None
    currency: str | None
    """A code, or "$" or "¥"; None where none stands there."""
    power: int | None
    """Of ten, that a word in the cell stands for; None where none does."""
    word: str
    """A word that is neither currency nor magnitude."""

    @property
    def open(self) -> bool:
        """Whether the column has to say which of both values is meant."""
        return self.point is not None and self.comma is not None and self.point != self.comma

    @property
    def sure(self) -> Sign | None:
        """The decimal sign that it is written with, where only one will do."""
        if self.point is None:
            return None if self.comma is None else ","
        return "." if self.comma is None else None


def tidy(text: str) -> str:
    """Return a cell in plain width, without the wrapping by which spreadsheets keep a number from being one."""
    plain = (text if text.isascii() else text.translate(_WIDTHS)).strip()
    if plain.startswith('="') and plain.endswith('"'):
        plain = plain[2:-1].strip()
    return plain[1:] if plain[:1] == "'" and plain[1:2].isdigit() else plain


def is_nothing(text: str) -> bool:
    """Tell whether a cell says nothing: empty, a dash, N/A, a currency's sign with a dash."""
    plain = tidy(text).casefold()
    return plain in _NOTHING or (plain.strip("-–— ") in CURRENCIES and plain.strip("-–—") != plain)


def take_apart(text: str, meant: mistakes.Kind = A_NUMBER) -> Parts:
    """Return the parts of a cell; raises Unreadable where it holds none of that kind."""
    if type(text) is not str and isfinite(typed := float(text)) and abs(typed) <= LARGEST:
        return Parts(typed, typed, None, None, "")  # a workbook's own number, which no country writes
    plain = tidy(text)
    if len(plain) > _LONGEST:
        raise _refused(text, meant, say("it is too long"))
    plain = _NO_CENTS.sub("", plain)
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        plain, negative = plain[1:-1].strip(), True
    match = _CELL.fullmatch(plain)
    if not match:
        raise _refused(text, meant)
    outer, before, inner, number, after, trailing = match.groups()
    signs = [sign for sign in (outer, inner, trailing) if sign]
    if len(signs) + negative > 1:
        raise _refused(text, meant, say("it has two signs"))
    negative = negative or "-" in signs
    currency, power, word = _words(text, meant, before.strip(), after.strip())
    point, comma = _read(number.strip(), ".", power or 0), _read(number.strip(), ",", power or 0)
    if point is None and comma is None:
        raise _refused(text, meant, say("its digits are not grouped as any country does"))
    if max(point or 0, comma or 0) > LARGEST:
        raise _refused(text, meant, say("it is too large"))
    if negative:
        point, comma = (None if value is None else 0.0 - value for value in (point, comma))
    return Parts(point, comma, currency, power, word)


def _words(text: str, meant: mistakes.Kind, before: str, after: str) -> tuple[str | None, int | None, str]:
    """Return currency, power of ten and what is left, of the words around a number."""
    currency: str | None = None
    power: int | None = None
    left: list[str] = []
    for chunk in (before, after):
        for kind, value in unit_words(chunk):
            if kind == "currency":
                if currency not in (None, value):
                    raise _refused(text, meant, say("it has two currencies"))
                currency = str(value)
            elif kind == "power":
                if power is not None:
                    raise _refused(text, meant, say("it has two magnitudes"))
                power = int(value)
            elif str(value).casefold() not in _YEARLY:
                left.append(str(value))
    return currency, power, " ".join(left)


def unit_words(text: str) -> list[tuple[str, str | int]]:
    """Return what the words of a unit are: ("currency", code), ("power", of ten) or ("word", as it stands)."""
    found: list[tuple[str, str | int]] = []
    for word in text.replace("/", " ").split():
        folded = word.casefold().strip(",;:")
        if not folded:
            continue
        known = _unit(folded) or _apart(folded)
        if known is None and len(word) == 3 and word.isascii() and word.isalpha() and word.isupper():  # noqa: PLR2004
            known = [("currency", word)]
        found.extend(known or [("word", word)])
    return found


def is_currency(code: str) -> bool:
    """Tell whether a code is that of a currency that csplan knows, and not any three letters; also a sign such as $."""
    return code.casefold() in _CODES or code in CURRENCIES.values()


def is_unit(word: str) -> bool:
    """Tell whether a word is a currency, `k`, or a size that is no single letter, which may be short for anything."""
    folded = word.casefold()
    return folded == "k" or folded in CURRENCIES or (len(folded) > 1 and (_unit(folded) or _apart(folded)) is not None)


def _apart(folded: str) -> list[tuple[str, str | int]] | None:
    """Return what a word is made of that is a size and a currency in one: k€, €k, TEUR, 万元, $M; also 人民币万元."""
    found = _two(folded)
    if found is not None or folded.isascii():
        return found
    for cut in range(len(folded) - 1, 0, -1):  # the currency may be said twice
        for one, others in ((folded[:cut], folded[cut:]), (folded[cut:], folded[:cut])):
            said, both = _unit(one), _two(others) if one in CURRENCIES else None
            if said and both and said[0] in both:
                return both
    return None


def _two(folded: str) -> list[tuple[str, str | int]] | None:
    """Return the size and the currency that a word is made of; None where it is anything else."""
    for cut in range(len(folded) - 1, 0, -1):
        first, second = _unit(folded[:cut]), _unit(folded[cut:])
        if first and second and first[0][0] != second[0][0]:
            return [*first, *second]
    return None


def _unit(folded: str) -> list[tuple[str, str | int]] | None:
    if folded in CURRENCIES:
        return [("currency", CURRENCIES[folded])]
    if folded in _SIZES:
        return [("power", _SIZES[folded])]
    if len(folded) == 3 and folded in _CODES:  # noqa: PLR2004 - ISO 4217
        return [("currency", folded.upper())]
    return None


_CODES = frozenset((
    *("usd", "eur", "gbp", "cny", "jpy", "chf", "inr", "aud", "cad", "nzd", "sgd", "hkd", "twd", "krw", "brl", "mxn"),
    *("sek", "nok", "dkk", "isk", "pln", "czk", "huf", "ron", "bgn", "try", "ils", "zar", "aed", "sar", "thb", "vnd"),
    *("idr", "myr", "php", "rub", "uah", "ars", "clp", "cop", "pen", "egp", "ngn", "kes"),
))  # fmt: skip
"""Codes that are also known in lower case; in upper case any three letters are one."""


def _read(number: str, decimal: Sign, power: int) -> float | None:
    """Return a number as it reads with a decimal sign; None where it can't be written so."""
    exponent = _EXPONENT.fullmatch(number)
    if exponent:
        if exponent[2] not in (None, decimal):
            return None
        return float(f"{exponent[1]}.{exponent[3] or 0}e{int(exponent[4]) + power}")
    whole, sign, fraction = number.rpartition(decimal)
    if not sign:
        whole, fraction = number, "0"
    elif not fraction.isdigit() or not fraction.isascii():
        if fraction:
            return None
        fraction = "0"  # 12.
    if decimal in whole:
        return None
    digits = _ungrouped(whole) if whole else "0"
    return None if digits is None else float(f"{digits}.{fraction}e{power}")


def _ungrouped(whole: str) -> str | None:
    if whole.isdigit() and whole.isascii():
        return None if whole[0] == "0" and len(whole) > 1 else whole
    for sign, pattern in _GROUPED.items():
        if sign in whole:
            return whole.replace(sign, "") if pattern.fullmatch(whole) else None
    return None


def read_both(number: str) -> tuple[float | None, float | None]:
    """Return a bare number as it reads with a decimal point and with a decimal comma; None where it can't be."""
    plain = tidy(number)
    if "e" in plain.casefold():
        return None, None
    return _read(plain, ".", 0), _read(plain, ",", 0)


def decimal_sign(form: str | None) -> Sign | None:
    """Return the decimal sign of how a plan says that numbers are written: `1.234,56`; None where it does not."""
    if form is None:
        return None
    return "," if form.rfind(",") > form.rfind(".") else "."


class Ambiguous(Exception):  # noqa: N818 - a question, no error
    """A number can't be read until it is known which decimal sign the column is written with."""


class Column:
    """The numbers of one column: what its cells have voted for, and the decimal sign that was decided."""

    def __init__(self, kind: Kind, delimiter: str, stated: Sign | None = None) -> None:
        """Know the kind of number, the delimiter of the table, and the decimal sign where the plan states it."""
        self.kind = kind
        self.delimiter = delimiter
        self.decimal: Sign | None = stated
        self.stated = stated is not None
        self.votes: dict[Sign, str] = {}
        """A cell that can be written with one decimal sign alone, by that."""
        self.opened: dict[Sign, str] = {}
        """A cell that can be read in two ways, by the one sign that stands in it."""

    def look(self, text: str) -> None:
        """Count the vote of one cell."""
        try:
            parts = take_apart(text)
        except Unreadable:
            return
        if parts.open:
            # The larger value is that of the sign as a mark of thousands.
            self.opened.setdefault("," if abs(parts.point or 0) > abs(parts.comma or 0) else ".", text.strip())
        elif parts.sure is not None:
            self.votes.setdefault(parts.sure, text.strip())

    def decide(self) -> bool:
        """Decide from all cells that were looked at; False where both readings stay possible.

        Cells that can be read in one way decide. Else, of money, a table with semicolons is of a country with decimal
        commas, one with commas of one with points, unless that made an amount of three decimals.
        """
        if self.decimal is not None:
            return True
        if len(self.votes) == 1:
            [self.decimal] = self.votes
        elif self.kind == "money" and not self.votes and len(self.opened) == 1:
            [sign] = self.opened
            by_delimiter: dict[str, Sign] = {";": ",", ",": "."}
            usual = by_delimiter.get(self.delimiter)
            if usual is not None and usual != sign:
                self.decimal = usual
        return self.decimal is not None

    def value(self, parts: Parts) -> float:
        """Return the value of a cell; raises Ambiguous where the column has to be decided first."""
        if parts.open:
            if self.decimal is None:
                raise Ambiguous
            chosen = parts.point if self.decimal == "." else parts.comma
        elif self.stated and parts.sure not in (None, self.decimal):
            raise Unreadable("number", say("it is not written as `number_format` says"))
        else:
            chosen = parts.comma if parts.point is None else parts.point
        assert chosen is not None  # noqa: S101 - one of both can be read, or it would not have come apart
        return chosen

    @property
    def examples(self) -> tuple[str, str]:
        """The first cell that can be read in two ways, and one that decided between them ("" where none did)."""
        opened = next(iter(self.opened.values()), "")
        return opened, self.votes.get(self.decimal, "") if self.decimal else ""


def _refused(text: str, meant: mistakes.Kind, why: str = "") -> Unreadable:
    return Unreadable(A_NUMBER.slug, say(meant.because if why else meant.refused, text=quoted(text), why=why))
