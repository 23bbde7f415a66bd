"""A range on one line: floor, today, ceiling; places worked out by hand on a line of 11 columns, 0 to 10."""

from __future__ import annotations

import math

import pytest

from csplan.render.picture import drawn


@pytest.mark.parametrize(
    ("low", "at", "high", "line"),
    [
        (2, 5, 10, "  ├──●────┤"),
        (2, 10, 6, "  ├───┤   ●"),
        (10, 6, 2, "  ┤×××●×××├"),
        (4, None, 10, "    ├─────┤"),
        (4, 10, None, "    ├─────●"),
        (None, 10, 5, "─────┤    ●"),
        (None, 10, None, "          ●"),
        (math.inf, 10, 5, "     ┤    ●"),
        (5, 5, 10, "     ●────┤"),
        (None, None, None, ""),
        (0, 0, 0, ""),
    ],
)
def test_a_line(low: float | None, at: float | None, high: float | None, line: str) -> None:
    assert drawn({"low": low, "at": at, "high": high}, 11) == line


def test_ascii() -> None:
    assert drawn({"low": 2, "at": 5, "high": 10}, 11, ascii_only=True) == "  |--o----|"
    assert drawn({"low": 10, "at": 6, "high": 2}, 11, ascii_only=True) == "  |xxxoxxx|"
    assert drawn({"low": 10, "at": 6, "high": 2}, ascii_only=True).isascii()
