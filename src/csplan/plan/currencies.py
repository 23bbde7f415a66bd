"""Currencies: their codes, and what money of a file is worth in the plan's own."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from csplan.findings.catalogue import values as records
from csplan.findings.diagnostic import quoted
from csplan.plan.refusals import unreadable
from csplan.values import Unreadable
from csplan.values.grammar import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan import values

_SIGNS = {"$": "USD", "¥": "CNY"}
_CURRENCY_WORDS = {
    **{word: code for word, code in CURRENCIES.items() if word not in {code, "RMB"}},
    **_SIGNS,
    "€": "EUR",
    "£": "GBP",
    "￥": "CNY",
    "EURO": "EUR",
    "EUROS": "EUR",
    "YUAN": "CNY",
    "DOLLAR": "USD",
    "DOLLARS": "USD",
    "美金": "USD",
    "欧元": "EUR",
    "英镑": "GBP",
    "日元": "JPY",
    "港币": "HKD",
}
"""What people call a currency, and its code."""


class Currencies:
    """What money in a file is worth in the plan's currency: the context in which a section is read."""

    def __init__(self, file: str, plan: str, fx: Mapping[str, float]) -> None:
        """Read money without a currency as ``file``'s; results are in ``plan``'s; ``fx`` has the value of 1 unit.

        Where ``plan`` is "", it is not known, and no more is an amount with a currency; nothing is wrong with it.
        """
        self.file = file
        self.plan = plan
        self.fx = fx

    def convert(self, money: values.Money) -> float:
        """Return an amount in the plan's currency; raises Unreadable where the rate is missing."""
        amount, currency = money.amount, money.currency or self.file
        if currency in _SIGNS and self.plan:
            meant = _SIGNS[currency]
            if self.plan not in _SIGNS.values():
                raise unreadable(records.UNCLEAR_SIGN, sign=currency, own=self.plan, meant=meant)
            currency = meant
        if not self.plan:
            return amount if not currency else nan
        if currency in (self.plan, ""):
            return amount
        if currency not in self.fx:
            raise unreadable(records.MISSING_RATE, currency=currency, own=self.plan)
        return amount * self.fx[currency]


def currency_code(text: str) -> str:
    """Return the code of a currency; raises Unreadable. RMB is another name of CNY."""
    code = text.strip()
    if code.upper() in _CURRENCY_WORDS:
        raise unreadable(records.CURRENCY_WORD, text=quoted(text), currency=_CURRENCY_WORDS[code.upper()])
    if len(code) != 3 or not code.isascii() or not code.isalpha():  # noqa: PLR2004 - ISO 4217
        raise unreadable(records.CURRENCY, text=quoted(text))
    code = code.upper()
    return "CNY" if code == "RMB" else code


def code_or_nothing(value: object) -> str:
    """Return the code of a currency, or "" where it can't be read."""
    try:
        return currency_code(value) if isinstance(value, str) else ""
    except Unreadable:
        return ""
