"""The time log beside the plan: what it measures, ready to stand where the plan states nothing."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from csplan.engine.catalogue import CATALOGUE
from csplan.figures.tasks import volume
from csplan.measure.saturation import Capacity, Saturations, Thresholds, saturation
from csplan.measure.values import measured_both
from csplan.plan.log import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplan.engine.nodes import Node
    from csplan.measure.values import Measured
    from csplan.plan.log import TimeLog
    from csplan.plan.plan import Plan

HALF_A_YEAR = 0.5
"""Years; a shorter log says little about what is done once a year."""
DRIVERS = tuple(each for each in CATALOGUE["task"]["volume"].parameters if each.level == "segment")
"""What may drive a task: figures and inputs of a segment, in the order in which ``volume`` takes them."""


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
        counts = {name: [node.value(each.name) for each in DRIVERS] for name, node in nodes.items()}
        volumes: dict[tuple[str, str | None], float | None] = {}
        totals: dict[str, float | None] = {}
        for task in plan.document.tasks or ():
            if task.per is None:
                continue
            each = [volume(task.per, *counts[placed.segment.name]) for placed in plan.placed]
            for tier in dict.fromkeys(tiers):
                volumes[task.name, tier] = _sum(value for value, own in zip(each, tiers, strict=True) if own == tier)
            totals[task.name] = _sum(each)
        by_tier, by_task = measured_both(log, tiers, volumes, totals)
        self.by_tier = {(each.task, each.tier): each for each in by_tier}
        self.by_task = {each.task: each for each in by_task}

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
    teams = _team_of_most_time(log, [node.above["team"].name for node in ordered])
    by_name = {team.name: team.above["role"] for team in root.below["team"]}
    first = root.below["team"][0].above["role"]
    roles = {csm: by_name.get(teams.get(csm, ""), first) for csm in log.csms}
    if any(role.value("customer_hours") is None or role.value("paid_hours") is None for role in roles.values()):
        return Saturations([], [], None), teams  # a role without hours: nobody knows what there is to fill
    capacity = {csm: _capacity(role) for csm, role in roles.items()}
    idle, overloaded = root.value("idle_share"), root.value("overloaded_share")
    known = Thresholds()
    thresholds = Thresholds(idle if idle is not None else known.idle, overloaded or known.overloaded)
    tasks = plan.document.tasks or ()
    teams.pop(NOBODY, None)
    of_segments = [node.above["team"].name for node in ordered]
    found = saturation(log, tasks, capacity, team_of_csm=teams, team_of_segment=of_segments, thresholds=thresholds)
    return found, teams


def _team_of_most_time(log: TimeLog, team_of_segment: Sequence[str]) -> dict[str, str]:
    """Return the team for whose segments each CSM recorded most time; nothing of those who did for none."""
    import numpy as np

    teams = sorted(set(team_of_segment))
    if not teams:
        return {}
    segment, csm = np.asarray(log.segment), np.asarray(log.csm)
    known = segment >= 0
    of_segment = np.array([teams.index(team) for team in team_of_segment])
    keys = csm[known] * len(teams) + of_segment[segment[known]]
    shape = (len(log.csms), len(teams))
    minutes = np.bincount(keys, np.asarray(log.minutes)[known], shape[0] * shape[1]).reshape(shape)
    # Of teams with the same time the last by name, as whatever order counts must not be that of the rows.
    most = len(teams) - 1 - minutes[:, ::-1].argmax(axis=1)
    worked = minutes.sum(axis=1) > 0
    return {name: teams[at] for name, at, any_ in zip(log.csms, most.tolist(), worked.tolist(), strict=True) if any_}


def _capacity(role: Node) -> Capacity:
    return Capacity(role.value("customer_hours"), role.value("paid_hours"))


def _sum(values: Iterable[float | None]) -> float | None:
    known = list(values)
    return None if None in known else sum(value or 0.0 for value in known)
