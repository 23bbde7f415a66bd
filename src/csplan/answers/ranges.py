"""Customers per CSM as a picture: the floor that cost sets, today, and the ceiling that time sets, on one line each."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from csplan.figures.arithmetic import exceeds
from csplan.lang.say import later, say
from csplan.report.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.report.report import Row, Table

_FIGURES = ("cost_floor", "customers_per_csm_now", "efficiency_ceiling")
RANGE = {"range": "Range", "remark": "Text"}
"""The units of a drawn range, and of what is said of it."""


def picture(nodes: Sequence[Node]) -> Table | None:
    """Return the ranges of segments as a table to draw; None where neither a floor nor a ceiling is known."""
    rows = [
        {
            "segment": node.name,
            **{name: node.value(name) for name in _FIGURES},
            **drawn_of(node),
            "remark": remark(node),
        }
        for node in nodes
    ]
    if all(row["cost_floor"] is None and row["efficiency_ceiling"] is None for row in rows):
        return None
    labels = {"segment": later("customers per CSM"), "customers_per_csm_now": "today", "range": "", "remark": ""}
    names = ("segment", *_FIGURES)
    declared = table("segment", *names, shown=(*names, "range", "remark"), drawn=RANGE, labels=labels)
    return declared.of("picture", "", rows)


def drawn_of(node: Node) -> Row:
    """Return the marks of one segment's line: floor, today and ceiling."""
    low, at, high = (node.value(name) for name in _FIGURES)
    if low is None and high is None:
        return {"range": None}
    return {"range": {"low": low, "at": at, "high": high}}


def contradicts(node: Node) -> bool:
    """Tell whether the floor of a segment lies above its ceiling."""
    floor, ceiling = node.value("cost_floor"), node.value("efficiency_ceiling")
    return floor is not None and ceiling is not None and bool(exceeds(floor, ceiling))


def remark(node: Node) -> str:
    """Say what the line shows, in words; nothing where today lies between floor and ceiling."""
    floor, today, ceiling = (node.value(name) for name in _FIGURES)
    if floor is not None and isinf(floor):
        return say("no number of customers pays")
    if contradicts(node):
        return say("floor above ceiling")
    if today is None:
        return ""
    if exceeds(today, ceiling):
        return say("today above ceiling")
    return say("today below floor") if exceeds(floor, today) else ""
