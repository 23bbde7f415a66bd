"""Conditions of rules and of ``where``: ``retail``, ``[low, digital]``, ``>= 50k``."""

from __future__ import annotations

import re
from math import isfinite
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

from csplan.findings.catalogue import values as records
from csplan.findings.diagnostic import quoted
from csplan.lang.say import say
from csplan.plan.refusals import unreadable
from csplan.values import Unreadable, read_money, write_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplan.values import Money

_COMPARISON = re.compile(r"(>=|<=|>|<)(.*)", re.DOTALL)
_OPERATORS: dict[str, Callable[[float, float], bool]] = {">=": ge, "<=": le, ">": gt, "<": lt}
_OTHER_SIGNS = (("\u2265", ">="), ("\u2264", "<="), ("\uff1e", ">"), ("\uff1c", "<"), ("\uff1d", "="))


def condition(text: str, convert: Callable[[Money], float]) -> str:
    """Return a condition as it is kept: an amount with a currency becomes one in the plan's.

    Raises Unreadable where a comparison can't be made.
    """
    text = text.strip()
    for sign, plain in _OTHER_SIGNS:
        text = text.replace(sign, plain, 1) if text.startswith((sign, ">", "<")) else text
    match = _COMPARISON.fullmatch(text)
    if match is None:
        if text.startswith(("=", "!")):
            raise unreadable(records.CONDITION, text=quoted(text))
        return text
    try:
        money = read_money(match[2])
    except Unreadable as error:
        raise Unreadable("condition", error.message, say("compare with a number: >= 50k")) from None
    if money.currency is None:
        return text
    converted = convert(money)
    return match[1] + write_number(converted) if isfinite(converted) else text


def amount(text: str) -> float:
    """Return the amount of a text, in whatever currency; raises Unreadable."""
    return read_money(text).amount


def equal_texts(texts: Sequence[str]) -> frozenset[str] | None:
    """Return the texts, in small letters, of which a value has to be one; None where it may be compared as well."""
    if any(_COMPARISON.fullmatch(text) for text in texts):
        return None
    return frozenset(text.casefold() for text in texts)


def compile_condition(
    texts: Sequence[str], read: Callable[[str], float] = amount
) -> Callable[[str | float | None], bool]:
    """Return a test of a value: any of the texts holds. A comparison is of numbers, all else is equal text.

    ``read`` reads the number of a text that is compared.
    """
    equal: set[str] = set()
    comparisons: list[tuple[Callable[[float, float], bool], float]] = []
    for text in texts:
        match = _COMPARISON.fullmatch(text)
        if match:
            comparisons.append((_OPERATORS[match[1]], amount(match[2])))
        else:
            equal.add(text.casefold())
    numbers = {number for text in equal if (number := _number(text, amount)) is not None}

    def holds(value: str | float | None) -> bool:
        if value is None:
            return False
        if not isinstance(value, str):
            return value in numbers or any(compare(value, limit) for compare, limit in comparisons)
        if value.strip().casefold() in equal:
            return True
        number = _number(value, read) if comparisons else None
        return number is not None and any(compare(number, limit) for compare, limit in comparisons)

    return holds


def _number(text: str, read: Callable[[str], float]) -> float | None:
    if not any(map(str.isdigit, text)):
        return None  # to say what is wrong with it takes longer
    try:
        return read(text)
    except Unreadable:
        return None
