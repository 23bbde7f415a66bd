"""The recurring revenue of a row, in the plan's currency and a year: its number, unit, currency and months."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue.log import AMBIGUOUS_AMOUNTS
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.values import Money, Unreadable
from csplan.values.columns import alike
from csplan.values.formats import Column, Parts, is_nothing, take_apart, unit_words
from csplan.values.mistakes import MONEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.plan.currencies import Currencies
    from csplan.records.book.headings import Unit

_KRONER = ("SEK", "NOK", "DKK", "ISK")
_CODE = 3
_NAMES = {
    "usd": "us dollar|us-dollar|us dollars|dollar américain|dólar estadounidense|u.s. dollar|united states dollar",
    "eur": "euro (eur)|euros",
    "gbp": "british pound|pound sterling|pounds sterling|british pounds|uk pound|britisches pfund",
    "chf": "swiss franc|swiss francs|schweizer franken|franken",
    "jpy": "japanese yen|yen",
    "cny": "chinese yuan|yuan|renminbi|chinese renminbi|yuan renminbi",
    "inr": "indian rupee|indian rupees",
    "cad": "canadian dollar|canadian dollars",
    "aud": "australian dollar|australian dollars",
    "sgd": "singapore dollar|singapore dollars",
    "hkd": "hong kong dollar|hong kong dollars",
    "brl": "brazilian real|real brasileiro|real",
    "sek": "swedish krona|schwedische krone",
    "nok": "norwegian krone",
    "dkk": "danish krone",
    "pln": "polish zloty|zloty",
}
"""Names of currencies that are several words, or no signs of them."""
_CODE_OF = {name: code.upper() for code, names in _NAMES.items() for name in names.split("|")}


def scaled(value: float, power: int) -> float:
    """Return a number times a power of ten, read in one go: 0.07 times 10,000 is 700.0000000000001."""
    text = repr(value)
    return value * 10**power if "e" in text else float(f"{text}e{power}")


class Nothing(Exception):  # noqa: N818 - no error by itself
    """A cell says nothing."""


class Amounts(NamedTuple):
    """How the amounts of one column are read."""

    column: Column
    currencies: Currencies
    unit: Unit
    times: int = 1
    """Months that an amount stands for in a year: 12 for MRR."""

    def all(self, texts: Sequence[str], currencies: Sequence[str | None] | None) -> list[float] | None:
        """Return many amounts at once, as ``read`` reads each; None where they are not all written in one form.

        Raises Unreadable where any can't be converted.
        """
        found = alike(texts, self.column.decimal)
        if found is None or found.around.word:
            return None
        around = found.around
        power = self.unit.power if around.power is None else around.power
        if power:
            values = [scaled(float(number), power) for number in found.numbers]
        else:
            values = list(map(float, found.numbers))
        own = self.unit.currency
        if currencies is not None:
            said = [_one_currency(around, code) or own for code in currencies]
            values = [self.convert(value, each) for value, each in zip(values, said, strict=True)]
        elif around.currency or own:
            values = [self.convert(value, around.currency or own) for value in values]
        return values if self.times == 1 else [value * self.times for value in values]

    def read(self, text: str, currency: str | None = None) -> float:
        """Return an amount; ``currency`` is what the row's currency column says.

        Raises Nothing, Unreadable, and Ambiguous where the column has to be decided first.
        """
        if is_nothing(text):
            raise Nothing
        parts = take_apart(text, MONEY)
        if parts.word:
            raise Unreadable("money", say(MONEY.refused, text=quoted(text.strip())))
        value = self.column.value(parts)
        if parts.power is None and self.unit.power:
            value = scaled(value, self.unit.power)
        said = _one_currency(parts, currency)
        return self.convert(value, said or self.unit.currency) * self.times

    def read_any(self, text: str) -> float:
        """Return the amount of a cell that a condition compares; raises Unreadable where it holds none."""
        try:
            return self.read(text)
        except Nothing:
            raise Unreadable("money", say("nothing is written")) from None

    def convert(self, value: float, currency: str | None) -> float:
        """Return an amount in the plan's currency; raises Unreadable where it has no rate."""
        plan = self.currencies.plan
        if currency == "kr":
            if plan not in _KRONER:
                message = say("kr is not clear in a plan in {plan}", plan=plan)
                raise Unreadable("currency", message, say("write the code, such as SEK"))
            currency = plan
        return self.currencies.convert(Money(value, currency))


def _one_currency(parts: Parts, column: str | None) -> str | None:
    """Return the currency of a row; raises Unreadable where its cell and its column contradict each other."""
    cell = parts.currency
    if cell is None or column is None or cell == column:
        return cell or column
    if (cell == "$" and column.endswith("D")) or (cell == "¥" and column in {"CNY", "JPY"}) or cell == "kr":
        return column  # the sign is less exact
    facts = {"cell": cell, "column": column}
    raise Unreadable("money", say("its amount is in {cell}, its currency column says {column}", **facts))


def undecided(column: Column, heading: str) -> Unusable:
    """Return what to raise where nothing tells how the numbers of a column are written."""
    return Unusable(found(AMBIGUOUS_AMOUNTS, example=quoted(column.examples[0]), heading=quoted(heading)))


class CurrencyColumn(dict[str, str | None]):
    """The currencies that the cells of a column name, such as EUR, € or Euro - EUR; None where they name none."""

    def __missing__(self, text: str) -> str | None:
        """Read a cell when it is first seen; raises Unreadable."""
        named = _CODE_OF.get(" ".join(text.split()).casefold())
        if named is not None:
            self[text] = named
            return named
        words = unit_words(text.replace("-", " ").replace("(", " ").replace(")", " "))
        found = {str(value) for kind, value in words if kind == "currency"}
        if len(found) > 1:
            found = {each for each in found if len(each) == _CODE}
        if not found and not is_nothing(text):
            raise Unreadable("money", say("{text} is not a currency", text=quoted(text.strip())))
        self[text] = found.pop() if found else None
        return self[text]
