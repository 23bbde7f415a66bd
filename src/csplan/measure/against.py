"""A time log in two periods: what takes longer or less than before by more than chance, and where the time goes now."""

from __future__ import annotations

from array import array
from dataclasses import replace
from math import erfc, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.measure.record import Record, standard_time
from csplan.measure.shares import Estimate, Z, held_by_holm, weighted_sum
from csplan.measure.values import THIN, measured_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.measure.periods import Period
    from csplan.measure.values import Measured
    from csplan.plan.log import TimeLog
    from csplan.plan.plan import Plan

Verdict = Literal["longer", "shorter", "may be chance", "too few"]


class Change(NamedTuple):
    """How long a task takes in one period, how long in another, and whether that differs by more than chance."""

    task: str
    before: Measured
    """What the log says of it then, in all segments."""
    now: Measured
    takes_before: float
    """Minutes then in the segments that are compared, each with its weight; in all where none can be."""
    takes: float
    """Minutes now, in the same segments with the same weights."""
    longer: Estimate | None = None
    """Minutes more than before, with the interval; None where no segment has enough occurrences then and now."""
    compared: int = 0
    """Occurrences of segments that are compared, then and now."""
    verdict: Verdict = "too few"

    @property
    def mix(self) -> float | None:
        """Minutes that are longer, or shorter, because more or less of the work is for other segments."""
        if self.longer is None:
            return None
        return (self.now.takes.value - self.before.takes.value) - self.longer.value

    @property
    def left_out(self) -> int:
        """Occurrences of segments with too few of them then or now."""
        return 0 if self.longer is None else self.before.n + self.now.n - self.compared


def in_period(log: TimeLog, period: Period) -> TimeLog:
    """Return a log as far as it lies in a period."""
    return replace(log, first_day=max(log.first_day, period.first), last_day=min(log.last_day, period.last))


def changes(plan: Plan, segments: Sequence[Node], before: TimeLog, now: TimeLog) -> list[Change]:
    """Compare how long each task takes in two parts of a log, in the order of the plan; of tasks that are in both.

    Each segment is compared with itself, and entries that name none with each other: else a task would take longer
    because more of it is done for segments where it always did. Segments weigh n then × n now ÷ their sum. The
    intervals are those of each part, from resampled weeks of people; that of the difference is Newcombe's and Zou's. Of
    many tasks that are looked at, some seem to differ by chance alone: all are judged together (Holm 1979). Source:
    notes-17, section 1.
    """
    found: list[dict[str, Measured]] = []
    for log in (before, now):
        record = Record(log)
        record.measure(plan, segments)
        found.append(record.by_task)
    then, later = found
    nodes = {node.name: node for node in segments}
    own, later_own = (_by_segment(plan, standard_time(plan, log, nodes)) for log in (before, now))
    made = [
        _change(then[task.name], later[task.name], own.get(task.name, {}), later_own.get(task.name, {}))
        for task in plan.document.tasks or ()
        if task.name in then and task.name in later
    ]
    known = [each for each in made if each.longer is not None]
    sure = dict(zip((each.task for each in known), held_by_holm([_chance(each.longer) for each in known]), strict=True))
    return [each._replace(verdict=_verdict(each.longer, sure.get(each.task))) for each in made]


def _by_segment(plan: Plan, log: TimeLog) -> dict[str, dict[str | None, Measured]]:
    """Measure each task in each segment, by its index as a text; entries that name no segment are one of their own."""
    places = [str(placed.index) for placed in plan.placed]
    nowhere = len(places)
    apart = replace(log, segment=array("i", (nowhere if each < 0 else each for each in log.segment)))
    found: dict[str, dict[str | None, Measured]] = {}
    for each in measured_values(apart, [*places, str(nowhere)], {}):
        found.setdefault(each.task, {})[each.tier] = each
    return found


def _change(
    before: Measured, now: Measured, then: Mapping[str | None, Measured], later: Mapping[str | None, Measured]
) -> Change:
    """Compare a task in the segments that have it then and now."""
    pairs = [(own, later[name]) for name, own in then.items() if name in later]
    known = [
        (one, other, first, second)
        for one, other in pairs
        if (first := _estimate(one)) is not None and (second := _estimate(other)) is not None
    ]
    if not known:
        return Change(before.task, before, now, before.takes.value, now.takes.value)
    weights = [one.n * other.n / (one.n + other.n) for one, other, _, _ in known]
    parts = [weight / sum(weights) for weight in weights]
    longer = weighted_sum(
        [
            *((part, second) for part, (_, _, _, second) in zip(parts, known, strict=True)),
            *((-part, first) for part, (_, _, first, _) in zip(parts, known, strict=True)),
        ]
    )
    takes = sum(part * second.value for part, (_, _, _, second) in zip(parts, known, strict=True))
    compared = sum(one.n + other.n for one, other, _, _ in known)
    return Change(before.task, before, now, takes - longer.value, takes, longer, compared)


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


def _estimate(measured: Measured) -> Estimate | None:
    takes = measured.takes
    if takes.low is None or takes.high is None or measured.n < THIN:
        return None
    return Estimate(takes.value, takes.low, takes.high)
