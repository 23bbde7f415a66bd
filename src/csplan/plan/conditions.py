"""Conditions of rules and of ``where``: ``retail``, ``[low, digital]``, ``>= 50k``."""

from __future__ import annotations

import re
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

from csplan.values import Unreadable, read_money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_COMPARISON = re.compile(r"\s*(>=|<=|>|<)\s*(.+)", re.DOTALL)
_OPERATORS: dict[str, Callable[[float, float], bool]] = {">=": ge, "<=": le, ">": gt, "<": lt}


def compile_condition(texts: Sequence[str]) -> Callable[[str | float | None], bool]:
    """Return a test of a value: any of the texts holds. A comparison is of numbers, all else is equal text.

    Raises Unreadable where a comparison has no number.
    """
    equal: set[str] = set()
    comparisons: list[tuple[Callable[[float, float], bool], float]] = []
    for text in texts:
        match = _COMPARISON.fullmatch(text)
        if match:
            comparisons.append((_OPERATORS[match[1]], read_money(match[2]).amount))
        else:
            equal.add(text.strip().casefold())

    def holds(value: str | float | None) -> bool:
        if value is None:
            return False
        if isinstance(value, str):
            if value.strip().casefold() in equal:
                return True
            if not comparisons:
                return False
            try:
                number = read_money(value).amount
            except Unreadable:
                return False
        else:
            number = value
        return any(compare(number, limit) for compare, limit in comparisons)

    return holds
