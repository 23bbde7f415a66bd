"""Tasks and cost lines of segments as columns, and what a time log measured of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.nodes import Rows
from csplan.inputs.collect import Collector
from csplan.inputs.roles import hours_of_a_day
from csplan.plan.by_month import evenly
from csplan.plan.types import for_tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.collect import Origin
    from csplan.measure.record import Record
    from csplan.measure.values import Measured
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.tasks import Task


class _TaskInSegment:
    """How often a task is done in a segment, and how long it takes: as stated, else measured in its tier, else None."""

    def __init__(self, task: Task, tier: str | None, segment: str, hours_per_day: float, record: Record | None) -> None:
        self.task = task
        self.times = for_tier(task.times, tier, segment)
        self.n: int | None = None
        self.takes = task.takes.in_hours(hours_per_day) * 60 if task.takes is not None else None
        self.drawn_times: Any = self.times
        self.drawn_takes: Any = self.takes
        self.low: float | None = None
        self.high: float | None = None
        self.measured: Measured | None = None
        if record is None:
            return
        if self.takes is None and (found := record.takes(task.name, tier)):
            self.measured = found
            self.takes, self.low, self.high, self.drawn_takes = found.takes
        if self.times is None and (found := record.find(task.name, tier)) and found.times:
            self.measured = found
            self.times, _, _, self.drawn_times = found.times
        self.n = self.measured.n if self.measured else None

    def played(self, times: float, n: int | None) -> None:
        """Take how often it is done from the events of a record of customers."""
        self.times = self.drawn_times = times
        self.n = self.n or n


def _span(task: Task, tier: str | None) -> tuple[tuple[float, ...] | None, float | None]:
    """Return the shares of months on which a task's hours fall, and how much later than its driver the first is."""
    over, months = for_tier(task.over, tier), for_tier(task.before, tier)
    if over is not None:
        return over, 0.0
    if not months:
        return None, None
    earlier = evenly(months + 1)  # the months before, and that month
    return earlier[::-1], 1.0 - len(earlier)


class RowsByTier:
    """Tasks and cost lines as columns, made once for each tier: segments of a tier share them.

    Where tasks are done more or less often in a segment than in its tier, it has columns of its own.
    """

    def __init__(self, plan: Plan, origins: dict[tuple[str, str], dict[str, Origin]]) -> None:
        self.plan = plan
        self.origins = origins
        self.play = None
        if plan.history is not None:
            from csplan.inputs.history import play_task

            self.play = play_task(plan.document)
        self.tasks: dict[tuple[str | None, str, float], tuple[dict[str, list[Any]], dict[str, list[Any]]]] = {}
        document, economics = plan.document, plan.document.economics
        self.done = [task for task in document.tasks or () if task.kind != "internal"]
        """The tasks that are done for customers."""
        self.named = frozenset(name for each in self.done for name in each.times or ())
        margins = economics and (economics.gross_margin or economics.operating_margin or economics.growth)
        self.counted = economics is not None and bool(economics.costs is not None or margins)
        """Whether costs are counted, be there none."""
        self.costs: dict[str | None, dict[str, list[Any]]] = {}

    def add(self, segment: Node, placed: Placed) -> dict[str, list[Any]]:
        """Put the rows below a segment; return the columns in which the log's resamples stand for measured values."""
        drawn: dict[str, list[Any]] = {}
        tier = placed.tier.name if placed.tier else None
        if self.done:
            hours_per_day = hours_of_a_day(self.plan, placed.role)
            played = self._played(placed)
            own = played is not None or placed.segment.name in self.named
            key = (tier, placed.segment.name if own else "", hours_per_day)
            if key not in self.tasks:
                self.tasks[key] = self._task_columns(*key, played)
            columns, drawn = self.tasks[key]
            segment.rows["task"] = Rows("task", columns, segment)
        if self.counted:
            if tier not in self.costs:
                self.costs[tier] = self._cost_columns(tier)
            segment.rows["cost_line"] = Rows("cost_line", self.costs[tier], segment)
        return drawn

    def _played(self, placed: Placed) -> float | None:
        """Return how often rescues are begun in a segment, where a record says it."""
        if self.play is None:
            return None
        from csplan.inputs.history import Measured as Counted

        found = Collector()
        if not Counted(self.plan.history, placed.segment.name).times_of_plays(found, placed.customers):
            return None
        task = (self.plan.document.tasks or ())[self.play]
        self.origins["task", f"{placed.segment.name}/{task.name}"] = found.origins
        times: float = found.values["times"]
        return times

    def _task_columns(
        self, tier: str | None, segment: str, hours_per_day: float, played: float | None
    ) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
        """Return the columns of a tier's tasks, and those that differ in the resamples of the log.

        A task that is never done in the tier is no task of it; its volume may even be unknown. One of which nobody
        knows how often it is done, or how long it takes, stays: the work is unknown then, not less.
        """
        tasks = [_TaskInSegment(task, tier, segment, hours_per_day, self.plan.record) for task in self.done]
        if played is not None and self.play is not None:
            task = (self.plan.document.tasks or ())[self.play]
            n = self.origins["task", f"{segment}/{task.name}"]["times"].n
            for each in tasks:
                if each.task is task:
                    each.played(played, n)
        tasks = [each for each in tasks if each.times != 0]
        columns: dict[str, list[Any]] = {
            "task": [each.task.name for each in tasks],
            "kind": [each.task.kind for each in tasks],
            "per": [each.task.per for each in tasks],
            "waste": [each.task.waste for each in tasks],
            "avoidable": [each.task.avoidable or 0.0 for each in tasks],
            "times": [each.times for each in tasks],
            "takes": [each.takes for each in tasks],
            "basis": ["stated" if each.n is None else "measured" for each in tasks],
            "n": [each.n for each in tasks],
            "low": [each.low for each in tasks],
            "high": [each.high for each in tasks],
        }
        rules = self.plan.document.value
        if rules is not None and rules.plays is not None and rules.plays.task is not None:
            columns["is_play"] = [each.task.name == rules.plays.task for each in tasks]
        if any(each.task.over is not None or each.task.before is not None for each in tasks):
            spans = [_span(each.task, tier) for each in tasks]
            columns["spread_over"] = [shares for shares, _ in spans]
            columns["spread_from"] = [first for _, first in spans]
        if not any(each.measured for each in tasks):
            return columns, {}
        drawn = {"times": [each.drawn_times for each in tasks], "takes": [each.drawn_takes for each in tasks]}
        return columns, drawn

    def _cost_columns(self, tier: str | None) -> dict[str, list[Any]]:
        economics = self.plan.document.economics
        lines: Sequence[Any] = (economics.costs if economics else None) or ()
        return {
            "line": [line.name for line in lines],
            "counts_in": [line.counts_in for line in lines],
            "share": [for_tier(line.share, tier) for line in lines],
            "amount": [for_tier(line.amount, tier) for line in lines],
            "years": [line.years or 1.0 for line in lines],
        }
