"""A time log in two periods: what takes longer or less than before by more than chance, and where the time goes now."""

from __future__ import annotations

from dataclasses import replace
from math import erfc, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.measure.record import Record
from csplan.measure.shares import Estimate, Z, difference, held_by_holm
from csplan.measure.values import THIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.measure.periods import Period
    from csplan.measure.values import Measured
    from csplan.plan.plan import Plan
    from csplan.plan.timelog import TimeLog

Verdict = Literal["longer", "shorter", "may be chance", "too few"]


class Change(NamedTuple):
    """How long a task takes in one period, how long in another, and whether that differs by more than chance."""

    task: str
    before: Measured
    now: Measured
    longer: Estimate | None
    """Minutes more than before, with the interval; None where one of both has too few occurrences to tell."""
    verdict: Verdict = "too few"


def in_period(log: TimeLog, period: Period) -> TimeLog:
    """Return a log as far as it lies in a period."""
    return replace(log, first_day=max(log.first_day, period.first), last_day=min(log.last_day, period.last))


def changes(plan: Plan, segments: Sequence[Node], before: TimeLog, now: TimeLog) -> list[Change]:
    """Compare how long each task takes in two parts of a log, in the order of the plan; of tasks that are in both.

    The intervals are those of each part, from resampled weeks of people; that of the difference is Newcombe's and
    Zou's. Of many tasks that are looked at, some seem to differ by chance alone: all are judged together (Holm 1979).
    Source: notes-17, section 1.
    """
    found: list[dict[str, Measured]] = []
    for log in (before, now):
        record = Record(log)
        record.measure(plan, segments)
        found.append(record.by_task)
    then, later = found
    made = [
        Change(task.name, then[task.name], later[task.name], _longer(then[task.name], later[task.name]))
        for task in plan.document.tasks or ()
        if task.name in then and task.name in later
    ]
    known = [each for each in made if each.longer is not None]
    sure = dict(zip((each.task for each in known), held_by_holm([_chance(each.longer) for each in known]), strict=True))
    return [each._replace(verdict=_verdict(each.longer, sure.get(each.task))) for each in made]


def _verdict(longer: Estimate | None, sure: bool | None) -> Verdict:  # noqa: FBT001 - one of two facts
    if longer is None:
        return "too few"
    if not sure:
        return "may be chance"
    return "longer" if longer.value > 0 else "shorter"


def _chance(longer: Estimate | None) -> float:
    """Return how likely a difference so far from 0 is by chance: from how far the end of its interval is from it."""
    if longer is None or longer.value == 0:
        return 1.0
    side = longer.value - longer.low if longer.value > 0 else longer.high - longer.value
    return erfc(abs(longer.value) / side * Z / sqrt(2)) if side > 0 else 0.0


def _longer(before: Measured, now: Measured) -> Estimate | None:
    ends = [_estimate(each) for each in (now, before)]
    return None if ends[0] is None or ends[1] is None else difference(ends[0], ends[1])


def _estimate(measured: Measured) -> Estimate | None:
    takes = measured.takes
    if takes.low is None or takes.high is None or measured.n < THIN:
        return None
    return Estimate(takes.value, takes.low, takes.high)
