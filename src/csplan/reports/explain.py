"""Where a figure comes from, down to the line in the plan or the source of the rule; and which figures there are."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.trace import plain, traced
from csplan.figures import LENSES
from csplan.figures.inputs import INPUTS
from csplan.inputs import build
from csplan.reports.names import WORDS, Chosen, about, find, value_at
from csplan.reports.nodes import head_of
from csplan.reports.origins import Finder
from csplan.reports.report import Column, Report, Table
from csplan.reports.tree import Tree
from csplan.reports.units import shown
from csplan.reports.working import Working

if TYPE_CHECKING:
    from csplan.plan.document import Plan
    from csplan.reports.names import Place

FIGURE_COLUMNS = (
    Column("figure", "Text", "figure"),
    Column("levels", "Names", "of each"),
    Column("unit", "Text", "unit"),
    Column("meaning", "Text", "what it means"),
    Column("source", "Text"),
)
PART_COLUMNS = (
    Column("depth", "Count"),
    Column("figure", "Text"),
    Column("level", "Text"),
    Column("segment", "Text"),
    Column("name", "Text"),
    Column("value", "Text"),
    Column("unit", "Text"),
    Column("formula", "Text"),
    Column("numbers", "Text"),
    Column("operation", "Text"),
    Column("from", "Text"),
)
UNITS = {
    "CSMs": "CSMs",
    "Heads": "people",
    "Customers": "customers",
    "CustomersPerCSM": "customers per CSM",
    "MoneyPerCSM": "per CSM",
    "MoneyPerCustomer": "per customer",
    "MoneyPerHour": "per hour",
    "HoursPerCustomer": "per customer",
    "Times": "times a year",
    "Years": "years",
    "Minutes": "minutes",
}
"""What a number is a number of, where its unit does not show."""


def explain(plan: Plan, figure: str, chosen: Chosen = Chosen(), depth: float = inf) -> Report:  # noqa: B008 - a constant
    """Show the working of a figure or input, ``depth`` levels of parts deep; raises Unclear where it is not one number.

    The working is a trace of the very formulas that compute the figure.
    """
    inputs = build(plan)
    place = find(traced(inputs.root), figure, chosen)
    working = Working(Finder(plan, inputs), plan.currency)
    root = working.tree(place, figure, depth)
    return Report(
        command="explain",
        title=_title(place, figure, plan.currency),
        plan=head_of(plan),
        currency="",
        tree=Tree("figure", PART_COLUMNS, root),
        findings=plan.findings,
    )


def _title(place: Place, figure: str, currency: str) -> str:
    unit = about(place.level, figure).unit
    value = plain(value_at(place, figure))
    number = shown(value, unit, currency)
    if value is None:
        number = "absent"
    elif not isinstance(value, str) and (word := UNITS.get(unit)):
        number += f" {word}"
    if unit.startswith("Money") and value is not None:
        number = number.replace(" ", f" {currency} ", 1) if " " in number else f"{number} {currency}"
    within = f" in segment {place.node.name}" if place.row >= 0 else ""
    return f"{figure} of {WORDS[place.level]} {place.name}{within}: {number}"


def list_figures() -> Report:
    """List all figures by lens, and all inputs, each with its unit and what it means."""
    tables = []
    for lens in LENSES:
        levels = (lens.of,) if isinstance(lens.of, str) else lens.of
        names = [name for name, figure in CATALOGUE[levels[0]].items() if figure.function.__module__ == lens.__name__]
        rows = [
            {
                "figure": name,
                "levels": [WORDS[level] for level in levels],
                **about(levels[0], name)._asdict(),
            }
            for name in names
        ]
        title = (lens.__doc__ or "").partition("\n")[0]
        tables.append(Table(lens.__name__.rpartition(".")[2], title, FIGURE_COLUMNS, rows))
    given = [
        {"figure": name, "levels": [WORDS[level]], **about(level, name)._asdict()}
        for level, names in INPUTS.items()
        for name in names
    ]
    tables.append(
        Table("inputs", "What all of them rest on: the plan, its records, its rule pack.", FIGURE_COLUMNS, given)
    )
    return Report(
        "explain",
        "Figures that `csplan explain` explains",
        None,
        "",
        tables,
        notes=["`csplan explain FIGURE` shows where one comes from, `csplan explain --assumptions` what all rest on."],
    )
