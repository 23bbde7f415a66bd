"""The figures of two plans beside each other: before, after, and the difference."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from csplan.engine.catalogue import unit_of
from csplan.figures.arithmetic import exceeds
from csplan.report.report import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.report.report import Row
    from csplan.studies.diff.causes import Comparison

Figures = tuple[tuple[str, str], ...]
_OWN = {"tier": "Text", "role": "Text", "verdict": "Verdict", "gap": "Heads"}
"""What is no figure, or what people read otherwise here: as a judgement, in whole people."""


def _figures(level: str, *names: str) -> Figures:
    """Return figures of a level with their units, which the catalogue knows."""
    return tuple((name, str(_OWN.get(name) or unit_of(level, name))) for name in names)


SEGMENT_FIGURES = _figures(
    "segment",
    *("tier", "role", "team", "customers", "arr", "workload", "cost_floor", "efficiency_ceiling"),
    *("csms_at_least", "csms_at_most", "csms", "verdict"),
)
TEAM_FIGURES = _figures(
    "team",
    *("role", "at_least", "at_most", "csms_needed", "heads", "csms_now", "gap", "utilization"),
    *("utilization_now", "cost", "gross_margin", "operating_margin", "verdict"),
)
TOTAL_FIGURES = _figures(
    "plan",
    *("customers", "arr", "at_least", "at_least_people", "at_most", "csms_needed", "heads"),
    *("csms_now", "gap", "utilization", "utilization_now", "cost", "cost_share_of_arr"),
    *("gross_margin", "operating_margin", "verdict"),
)


def segments_of(found: Comparison) -> list[Row]:
    """Return a row for each segment, OLD's under the names that they have in NEW."""
    names = found.pair.names
    known = names.get("segments", {})
    before = {known.get(node.name, node.name): _segment(node, found.old) for node in segment_nodes(found.old)}
    for row in before.values():
        row["tier"] = names.get("tiers", {}).get(row["tier"], row["tier"])
        row["role"] = names.get("roles", {}).get(row["role"], row["role"])
        row["team"] = _team_names(found).get(row["team"], row["team"])
    after = {node.name: _segment(node, found.new) for node in segment_nodes(found.new)}
    return _rows("segment", SEGMENT_FIGURES, before, after, found)


def segment_nodes(inputs: Inputs) -> list[Node]:
    """Return the segments in the order of the plan."""
    nodes = {node.name: node for team in inputs.root.below["team"] for node in team.below["segment"]}
    return [nodes[name] for name in inputs.placed]


def _segment(node: Node, inputs: Inputs) -> Row:
    tier = inputs.placed[node.name].tier
    own = {"tier": tier.name if tier else None, "role": node.above["role"].name, "team": node.above["team"].name}
    return {name: own[name] if name in own else node.value(name) for name, _ in SEGMENT_FIGURES}


def teams_of(found: Comparison) -> list[Row]:
    """Return a row for each team, OLD's under the names that they have in NEW."""
    names, roles = _team_names(found), found.pair.names.get("roles", {})
    before = {names.get(team.name, team.name): _team(team) for team in found.old.root.below["team"]}
    for row in before.values():
        row["role"] = roles.get(row["role"], row["role"])
    after = {team.name: _team(team) for team in found.new.root.below["team"]}
    return _rows("team", TEAM_FIGURES, before, after, found)


def _team_names(found: Comparison) -> dict[str, str]:
    """Return the new names of teams; a segment's own team has its name."""
    return {**found.pair.names.get("segments", {}), **found.pair.names.get("teams", {})}


def _team(team: Node) -> Row:
    return {name: team.above["role"].name if name == "role" else team.value(name) for name, _ in TEAM_FIGURES}


def total_of(found: Comparison) -> Row:
    """Return the figures of the whole plan."""
    before, after = ({name: side.root.value(name) for name, _ in TOTAL_FIGURES} for side in (found.old, found.new))
    return beside(TOTAL_FIGURES, before, after, found)


def _rows(
    key: str, figures: Figures, before: Mapping[str, Row], after: Mapping[str, Row], found: Comparison
) -> list[Row]:
    """Return a row for each thing that either plan has, NEW's first and in its order."""
    rows = []
    for name in {**after, **before}:
        old, new = before.get(name, {}), after.get(name, {})
        change = "added" if not old else "removed" if not new else "changed"
        row = beside(figures, old, new, found)
        same = old and new and not any(differ(row[f"{each}_before"], row[f"{each}_after"]) for each, _ in figures)
        rows.append({key: name, "change": "same" if same else change, **row})
    return rows


def beside(figures: Figures, old: Mapping[str, Any], new: Mapping[str, Any], found: Comparison) -> Row:
    """Return figures of both plans: before, after, and the difference where there is one."""
    same_money = found.pair.old.plan.currency == found.pair.new.plan.currency
    row: Row = {}
    for name, unit in figures:
        before, after = old.get(name), new.get(name)
        row[f"{name}_before"], row[f"{name}_after"] = before, after
        if unit not in {"Text", "Verdict"}:
            comparable = same_money or not unit.startswith("Money")
            row[f"{name}_change"] = _difference(before, after) if comparable else None
    return row


def _difference(before: float | None, after: float | None) -> float | None:
    if before is None or after is None or not isfinite(before) or not isfinite(after):
        return None
    return after - before


def differ(before: Any, after: Any) -> bool:  # noqa: ANN401 - any figure
    """Tell whether two values of a figure differ by more than floating point."""
    if isinstance(before, float | int) and isinstance(after, float | int):
        return exceeds(before, after) or exceeds(after, before)
    return bool(before != after)


def columns_of(key: str, figures: Figures) -> list[Column]:
    """Return the columns of rows by ``key``; of a single row where that is ""."""
    columns = [Column(key, "Text"), Column("change", "Text")] if key else []
    for name, unit in figures:
        columns += [Column(f"{name}_before", unit), Column(f"{name}_after", unit)]
        if unit not in {"Text", "Verdict"}:
            columns.append(Column(f"{name}_change", unit))
    return columns
