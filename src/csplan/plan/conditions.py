"""Conditions of rules and of ``where``: ``retail``, ``[low, digital]``, ``>= 50k``."""

from __future__ import annotations

import re
from math import isfinite
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

from csplan.diagnostics import quoted
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
            raise Unreadable("condition", f"{quoted(text)} is no condition", "write the values that it may have")
        return text
    try:
        money = read_money(match[2])
    except Unreadable as error:
        raise Unreadable("condition", error.message, "compare with a number: >= 50k") from None
    if money.currency is None:
        return text
    converted = convert(money)
    return match[1] + write_number(converted) if isfinite(converted) else text


def amount(text: str) -> float:
    """Return the amount of a text, in whatever currency; raises Unreadable."""
    return read_money(text).amount


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
    try:
        return read(text)
    except Unreadable:
        return None
