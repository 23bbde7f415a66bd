"""Customers as nodes below the plan, with what the snapshots say of their outcome and experience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.inputs.collect import Origin
from csplan.measure.evidence import Evidence
from csplan.measure.scores import HALVES, halves_of, score_node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplan.inputs.build import Inputs
    from csplan.measure.customers import Customers
    from csplan.plan.health import Dimension
    from csplan.plan.history import Cells

LEVELS = frozenset(("customer", *HALVES))
"""The levels that few answers ask for."""


def add_customers(record: Customers, inputs: Inputs, customers: Iterable[int]) -> None:
    """Put some customers below the plan, as they are on the last day of the period; the plan has `health`."""
    rules, shots, below = record.rules, record.history.snapshots, inputs.root.below.setdefault("customer", [])
    if rules is None:
        return
    for customer in customers:
        row = record.states.row(customer, record.period.last)

        def value_of(cells: Cells, row: int | None = row) -> float | None:
            column = shots.columns.get(cells) if shots is not None else None
            value = column[row] if column is not None and row is not None else None
            return value if value == value else None  # noqa: PLR0124 - NaN

        name = record.history.customers[customer]
        below.append(score_node(rules, value_of, name, {"plan": inputs.root}))
        own = {"combine": _of_rules("combine", stated=rules.combine is not None and len(halves_of(rules)) > 1)}
        own["high"] = _of_rules(*(("high",) if rules.high is not None else ("colours", "lime")))
        own |= {colour: _of_rules("colours", colour) for colour in ("green", "lime", "yellow")}
        inputs.origins["customer", name] = own
        lines = [shots.line[row]] if shots is not None and row is not None else []
        for half, dimensions in halves_of(rules).items():
            for dimension, each in dimensions.items():
                file = shots.file if shots is not None else ""
                value = Origin("measured", (), file, rows=Evidence(file, lines))
                inputs.origins[half, f"{name}/{dimension}"] = {"value": value, **_of_dimension(half, dimension, each)}


def _of_dimension(half: str, name: str, stated: Dimension) -> dict[str, Origin]:
    scale = _of_rules(half, name, "scale", stated=stated.scale is not None)
    return {"weight": _of_rules(half, name, "weight"), "worst": scale, "best": scale}


def _of_rules(*path: str, stated: bool = True) -> Origin:
    return Origin("stated", ("health", *path)) if stated else Origin("default", (), "csplan")
