"""What `value` says and what a record says of it, as inputs: credited ARR by reason, who is compared, who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.nodes import Rows
from csplan.engine.tree import what_if
from csplan.figures.inputs import CREDITED
from csplan.inputs.collect import Origin
from csplan.inputs.people import days_by_team
from csplan.lang.say import say
from csplan.measure.plays import SERVED
from csplan.measure.worth import worth
from csplan.plan.economics import MEASURED_LOW
from csplan.plan.history import COLOURS
from csplan.plan.value import REASONS, Anyway, Credit, ValueRules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.engine.nodes import Node
    from csplan.inputs.collect import Collector
    from csplan.measure.shares import Estimate
    from csplan.measure.worth import Worth
    from csplan.plan.plan import Plan
    from csplan.plan.rules import Defaults

OF_A_YEAR = 365


def asked(plan: Plan) -> Worth | None:
    """Return what is counted for `value`; None where the plan does not ask for it, or has no events."""
    history = plan.history
    if not plan.document.asks_for_value or history is None or history.history.events is None:
        return None
    return worth(history, plan.record.log if plan.record is not None else None)


def plan_inputs(found: Collector, plan: Plan, defaults: Defaults) -> None:
    """Take the team's part by reason, what would have come anyway, and what all segments together added."""
    counted, rules = asked(plan), plan.document.value or ValueRules.model_validate({})
    if counted is None:
        return
    path = ("value", "credit")
    found.section(rules.credit, *path, level="plan")
    found.defaults(Credit(), "value", level="plan", defaults=defaults)
    for reason in REASONS:
        stated = (rules.anyway or Anyway()).of(reason)
        if stated is not None:
            found.stated(f"{reason}_anyway", stated.value, "value", "anyway", reason)
    days = counted.period.last - counted.period.first + 1
    found.measured("period_years", days / OF_A_YEAR, plan.history.history.events.file)
    take_ends(found, counted, ())


def worth_inputs(found: Collector, plan: Plan, segment: str) -> None:
    """Take what a segment's customers renewed, added and brought, by reason, and how many plays were begun."""
    counted = asked(plan)
    if counted is None:
        return
    credited_inputs(found, counted, counted.by_segment.get(segment, {}), segment=segment)
    # A change of a comparison may bring a segment that the record is not of.
    indices = (each.index for each in counted.record.placed if each.segment.name == segment)
    plays = counted.played.plays.get(next(indices, -1), 0)
    found.measured("plays", plays, counted.file, n=plays)
    take_ends(found, counted, (segment,), of_plays=False)


def credited_inputs(
    found: Collector, counted: Worth, sums: Mapping[str, float], *, segment: str = "", csm: str = ""
) -> None:
    """Take the ARR of a segment or CSM by reason, and which rows it is of."""
    for name in CREDITED:
        rows = counted.rows_of(name.removesuffix("_arr"), segment=segment, csm=csm)
        found.measured(name, sums.get(name, 0.0), counted.file, n=len(rows.lines), rows=rows)


def take_ends(found: Collector, counted: Worth, segments: tuple[str, ...], *, of_plays: bool = True) -> None:
    """Take the ends of the intervals of what was added."""
    for name, plays in (("added_renewals", False), *([("added_by_plays", True)] if of_plays else [])):
        estimate: Estimate | None = counted.added(segments, plays=plays)
        if estimate is not None:
            found.measured(f"{name}_low", estimate.low, counted.file)
            found.measured(f"{name}_high", estimate.high, counted.file)


def add_cells(plan: Plan, segment: Node, origins: dict[tuple[str, str], dict[str, Origin]]) -> None:
    """Put below a segment whom it has treated, beside whom they are compared with."""
    counted = asked(plan)
    if counted is None:
        return
    names = {each.index: each.segment.name for each in counted.record.placed}
    cells = [cell for cell in counted.cells if names[cell.segment] == segment.name]
    compared = [cell if cell.others_rate is not None and cell.baseline is None else None for cell in cells]
    columns: dict[str, list[Any]] = {
        "cell": [colour_of(cell.colour) for cell in cells],
        "played": [float(cell.treated.n) for cell in cells],
        "played_kept": [cell.treated.kept for cell in cells],
        "others": [float(cell.others.n) for cell in cells],
        "others_kept": [cell.others.kept if cell is not None else None for cell in compared],
        "baseline": [cell.baseline for cell in cells],
        "due": [cell.treated.due for cell in cells],
        "counted": [counted.counts(cell) for cell in cells],
        "of_plays": [cell.colour != SERVED for cell in cells],
    }
    segment.rows["cell"] = Rows("cell", columns, segment)
    for cell, label in zip(cells, columns["cell"], strict=True):
        treated = Origin("measured", (), counted.file, cell.treated.n)
        others = Origin("measured", (), counted.file, cell.others.n)
        own = {name: others if name.startswith("others") else treated for name in columns}
        stated = Origin("stated", ("value", "baseline", label))
        origins["cell", f"{segment.name}/{label}"] = own | {"baseline": stated}


def colour_of(code: int) -> str:
    """Return what a cell is called."""
    return say("served") if code == SERVED else COLOURS[code - 1]


def team_inputs(found: Collector, plan: Plan, team: str) -> None:
    """Take who of a team was there in the period, by their shares of full time."""
    counted = asked(plan)
    if counted is None or plan.people is None:
        return
    there = days_by_team(plan, *counted.period)
    if team in there:
        found.measured("people_there", there[team] / OF_A_YEAR, plan.people.file)


def credited_as_measured(
    plan: Plan, root: Node, origins: dict[tuple[str, str], dict[str, Origin]], draws: dict[tuple[str, str], Any]
) -> Node:
    """Take as each segment's credited revenue what was added there: less than nothing pays for nobody.

    Where it has an interval, its ends are draws: whatever grows with it then has these ends too.
    """
    growth = plan.document.economics.growth if plan.document.economics else None
    low_end = growth is not None and growth.credited_revenue == MEASURED_LOW
    stated = {each.segment.name for each in plan.placed if each.segment.credited_revenue is not None}
    changes: dict[tuple[str, str], dict[str, Any]] = {}
    counted = asked(plan)
    for team in root.below["team"] if counted is not None else ():
        for node in team.below["segment"]:
            ends = [node.value(f"incremental_arr{end}") for end in ("_low", "", "_high")]
            if ends[1] is None or node.name in stated:
                continue
            # Where nothing says what was renewed because of the team, what is stated has no interval.
            sure = ends[0] is None
            low, value, high = (max(0.0, ends[1] if end is None else end) for end in ends)
            key = ("segment", node.name)
            changes[key] = {"own_credited_revenue": low if low_end else value}
            n = sum(cell.treated.n for cell in counted.cells_in((node.name,))) if counted else None
            origins[key]["own_credited_revenue"] = Origin(
                "measured", (), counted.file if counted else "", n, None if sure else low, None if sure else high
            )
            if low < high and not low_end:
                draws[key] = {"own_credited_revenue": _drawn(low, value, high, draws, node.name)}
    return what_if(root, changes)


def _drawn(low: float, value: float, high: float, draws: Mapping[tuple[str, str], Any], segment: str) -> Any:  # noqa: ANN401 - an array
    """Return an amount as it could be: both ends; where the log has resamples, so many, in no order that they know."""
    import numpy as np

    drawn = draws.get(("task", segment))
    size = max((len(each) for column in drawn.values() for each in column if np.ndim(each)), default=0) if drawn else 0
    if size == 0:
        return np.array([low, high])
    shares = (np.random.default_rng(_SEED).permutation(size) + 0.5) / size
    return np.interp(shares, [0.025, 0.5, 0.975], [low, value, high])


_SEED = 0
