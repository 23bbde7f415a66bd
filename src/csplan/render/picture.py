"""Draws a range on one line: where floor and ceiling are, and where today is."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST, MOST = 12, 24
"""Columns of the line, from 0 to the largest of its marks: as many as there is room for."""
SIGNS = {"space": " ", "line": "─", "from": "├", "to": "┤", "at": "●", "wrong": "×"}
ASCII = {"space": " ", "line": "-", "from": "|", "to": "|", "at": "o", "wrong": "x"}


def drawn(marks: Mapping[str, float | None], width: int = MOST, *, ascii_only: bool = False) -> str:
    """Return a line from 0 with ``low`` and ``high`` as its ends and ``at`` as a point; any of them may be absent.

    Where ``low`` lies above ``high`` nothing lies between them, and the line is crossed out.
    """
    signs = ASCII if ascii_only else SIGNS
    known = {name: value for name, value in marks.items() if value is not None and isfinite(value) and value >= 0}
    most = max(known.values(), default=0.0)
    if not most:
        return ""
    place = {name: round((width - 1) * value / most) for name, value in known.items()}
    low, high = place.get("low"), place.get("high")
    cells = [signs["space"]] * width
    if low is not None and high is not None:
        crossed = known["low"] > known["high"]
        first, last = sorted((low, high))
        cells[first : last + 1] = [signs["wrong" if crossed else "line"]] * (last - first + 1)
    elif low is not None and marks.get("high") is None:
        cells[low:] = [signs["line"]] * (width - low)
    elif high is not None and marks.get("low") is None:
        cells[:high] = [signs["line"]] * high
    if low is not None:
        cells[low] = signs["from"]
    if high is not None:
        cells[high] = signs["to"]
    if "at" in place:
        cells[place["at"]] = signs["at"]
    return "".join(cells).rstrip()
