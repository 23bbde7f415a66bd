"""The time log beside the plan: what it measures, ready to stand where the plan states nothing."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from csplan.measure.saturation import Capacity, Thresholds, saturation
from csplan.measure.values import measured_tasks, measured_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplan.engine.nodes import Node
    from csplan.measure.saturation import Saturations
    from csplan.measure.values import Measured
    from csplan.plan.document import Plan
    from csplan.plan.timelog import TimeLog

HALF_A_YEAR = 0.5
"""Years; a shorter log says little about what is done once a year."""
VOLUMES = {
    "customer": "customers",
    "new_customer": "new_customers",
    "renewal": "renewals",
    "at_risk_customer": "at_risk_customers",
}
"""The figure of a segment that counts what drives a task."""


class Record:
    """A time log and what it measures; measured once, with the plan's own tiers and volumes, and kept."""

    __slots__ = ("by_task", "by_tier", "log")

    def __init__(self, log: TimeLog) -> None:
        """Keep a log that nothing was measured from yet."""
        self.log = log
        self.by_tier: dict[tuple[str, str | None], Measured] | None = None
        self.by_task: dict[str, Measured] = {}

    def measure(self, plan: Plan, segments: Iterable[Node]) -> None:
        """Measure every task in every tier; ``segments`` are the nodes of all segments of the plan."""
        if self.by_tier is not None:
            return
        nodes = {node.name: node for node in segments}
        tiers = tier_of_segment(plan)
        log = standard_time(plan, self.log, nodes)
        volumes: dict[tuple[str, str | None], float | None] = {}
        totals: dict[str, float | None] = {}
        for task in plan.document.tasks or ():
            if task.per is None:
                continue
            each = [nodes[placed.segment.name].value(VOLUMES[task.per]) for placed in plan.placed]
            for tier in dict.fromkeys(tiers):
                volumes[task.name, tier] = _sum(value for value, own in zip(each, tiers, strict=True) if own == tier)
            totals[task.name] = _sum(each)
        self.by_tier = {(each.task, each.tier): each for each in measured_values(log, tiers, volumes)}
        self.by_task = {each.task: each for each in measured_tasks(log, totals)}

    def find(self, task: str, tier: str | None) -> Measured | None:
        """Return what was measured of a task in a tier, or None."""
        return (self.by_tier or {}).get((task, tier))

    def takes(self, task: str, tier: str | None) -> Measured | None:
        """Return what says how long a task takes in a tier: the tier's own entries, else those of all tiers."""
        return self.find(task, tier) or self.by_task.get(task)


def tier_of_segment(plan: Plan) -> list[str | None]:
    """Return the tier of each segment, in the order of the plan."""
    return [placed.tier.name if placed.tier else None for placed in plan.placed]


def standard_time(plan: Plan, log: TimeLog, nodes: dict[str, Node]) -> TimeLog:
    """Return the log as if every segment were of complexity 1: the workload multiplies by complexity, once."""
    complexity = [nodes[placed.segment.name].value("complexity") for placed in plan.placed]
    if all(value == 1 for value in complexity):
        return log
    minutes = array("d", log.minutes)
    for index, segment in enumerate(log.segment):
        if segment >= 0:
            minutes[index] /= complexity[segment]
    return replace(log, minutes=minutes)


def saturations(plan: Plan, root: Node, log: TimeLog) -> tuple[Saturations, dict[str, str]]:
    """Compare what each CSM recorded with the hours of the role of the team they recorded most for.

    Returns that team of each CSM too.
    """
    nodes = {node.name: node for team in root.below["team"] for node in team.below["segment"]}
    ordered = [nodes[placed.segment.name] for placed in plan.placed]
    minutes: dict[tuple[int, str], float] = {}
    for csm, segment, time in zip(log.csm, log.segment, log.minutes, strict=True):
        if segment >= 0:
            key = (csm, ordered[segment].above["team"].name)
            minutes[key] = minutes.get(key, 0.0) + time
    most: dict[str, tuple[float, str]] = {}
    for (csm, team), time in minutes.items():
        most[log.csms[csm]] = max(most.get(log.csms[csm], (0.0, "")), (time, team))
    teams = {csm: team for csm, (_, team) in most.items()}
    by_name = {team.name: team.above["role"] for team in root.below["team"]}
    first = root.below["team"][0].above["role"]
    capacity = {csm: _capacity(by_name.get(teams.get(csm, ""), first)) for csm in log.csms}
    idle, overloaded = root.value("idle_share"), root.value("overloaded_share")
    known = Thresholds()
    thresholds = Thresholds(idle if idle is not None else known.idle, overloaded or known.overloaded)
    tasks = plan.document.tasks or ()
    return saturation(log, tasks, capacity, team_of_csm=teams, thresholds=thresholds), teams


def _capacity(role: Node) -> Capacity:
    return Capacity(role.value("customer_hours"), role.value("paid_hours"))


def _sum(values: Iterable[float | None]) -> float | None:
    known = list(values)
    return None if None in known else sum(value or 0.0 for value in known)
