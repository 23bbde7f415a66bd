"""The JSON Schemas of what goes by month, and of spans of the calendar, by their types in ``plan``."""

from __future__ import annotations

from typing import Any

from csplan.plan import by_month, types
from csplan.schema import patterns
from csplan.schema.values import Value, like
from csplan.values import mistakes

_SHARES = {
    "title": "Share",
    "description": "A share of the year.",
    "type": ["string", "number"],
    "pattern": patterns.shares(0, 100),
    "minimum": 0,
    "maximum": 1,
}
_LISTED = "[\\s\\S]*,"
"""A text with commas, as behind an option: only the loader reads it."""


def _list(name: str, title: str, examples: list[Any], least: int, most: int, **more: Any) -> Value:  # noqa: ANN401
    """Return the schema of a list of numbers by month, or of what ``more`` says beside it."""
    base = {"title": title, "description": f"{title}.", "type": ["array", "string"], "examples": examples}
    return Value(name, {**base, "items": _SHARES, "minItems": least, "maxItems": most, "pattern": _LISTED, **more})


_QUARTERS = {
    "type": ["array", "string", "object"],
    "properties": dict.fromkeys(by_month.QUARTERS, _SHARES),
    "required": list(by_month.QUARTERS),
    "additionalProperties": False,
}
_SEASON: list[Any] = [{"Q1": "20%", "Q2": "20%", "Q3": "20%", "Q4": "40%"}]
_SPANS = patterns.spans()

OF_MONTHS: dict[Any, Value] = {
    types.Span: Value(
        "Span",
        {
            "title": "Months, with their unit",
            "description": "Months, weeks or days of the calendar, up to 36 months.",
            "examples": ["3 months", "90 d"],
            "type": ["string"],
            "pattern": _SPANS,
            "errorMessage": like(mistakes.MONTHS, " with its unit"),
        },
    ),
    types.Age: Value(
        "Age",
        {
            "title": "Days, with their unit",
            "description": "Days, weeks or months of the calendar, up to three years.",
            "examples": ["90 d", "3 months"],
            "type": ["string"],
            "pattern": _SPANS,
            "errorMessage": like(mistakes.MONTHS, " with its unit"),
        },
    ),
    types.Increase: Value(
        "Increase",
        {
            "title": "Change, -100% to 1,000%",
            "description": "By how much something grows; below zero, it shrinks.",
            "examples": ["+20%", "-10%"],
            "type": ["string", "number"],
            "pattern": patterns.increases(),
            "minimum": -1,
            "maximum": 1,
            "errorMessage": like(mistakes.A_SHARE),
        },
    ),
    by_month.ByMonth: _list("ByMonth", "Shares of twelve months, or of Q1 to Q4", _SEASON, 12, 12, **_QUARTERS),
    by_month.ByMonthOrBook: _list(
        "ByMonthOrBook",
        "Shares of twelve months, or of Q1 to Q4, or book",
        [*_SEASON, "book"],
        12,
        12,
        **{**_QUARTERS, "pattern": f"{_LISTED}|^\\s*book\\s*$"},
    ),
    by_month.DaysByMonth: _list(
        "DaysByMonth",
        "Working days of twelve months",
        [[20, 17, 23, 21, 18, 21, 22, 22, 22, 18, 22, 23]],
        12,
        12,
        items={"type": ["string", "number"], "minimum": 0, "pattern": patterns.not_negative(patterns.NUMBERS)},
    ),
    by_month.ShareOrCurve: _list(
        "ShareOrCurve",
        "A mean share, or that of each month",
        ["45%", ["20%", "50%", "80%"]],
        1,
        12,
        type=["string", "number", "array"],
        pattern=f"{_LISTED}|{patterns.shares(0, 100)}",
        minimum=0,
        maximum=1,
    ),
    by_month.SpanOrShares: _list(
        "SpanOrShares",
        "Months, or the share of each",
        ["3 months", ["50%", "30%", "20%"]],
        1,
        types.MOST_SPAN,
        pattern=f"{_LISTED}|{_SPANS}",
    ),
}
"""Of what goes by month; a text with commas is left to the loader."""
