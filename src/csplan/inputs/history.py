"""What a record of customers says as inputs: what is counted of a segment or CSM, and what the plan then rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.engine.nodes import Node
from csplan.figures.inputs import OF_A_RECORD, OF_WORK, OF_WORK_OF_ONE
from csplan.inputs.collect import Collector
from csplan.measure.groups import NOWHERE, counts
from csplan.measure.scores import QUADRANTS
from csplan.measure.shares import count, share
from csplan.measure.standing import UNSCORED, has_quadrants, has_scores, nps_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.inputs.collect import Origin
    from csplan.measure.customers import Customers
    from csplan.measure.groups import By
    from csplan.plan.document import PlanFile
    from csplan.plan.plan import Plan

OF_EVENTS = frozenset(("renewals_due", "renewals_kept", "arr_due", "arr_renewed", "arr_start", "arr_kept", "arr_end"))
"""What is counted of events; the others are counted of snapshots."""
_KNOWN = ("file_", "depth_", "stage_", "contacted", "new_", "customers_held")
OF_SNAPSHOTS = frozenset(name for name in (*OF_WORK, *OF_WORK_OF_ONE) if name.startswith(_KNOWN))
"""What of the work of CSMs is counted of snapshots; the rest of events."""
_ENOUGH_OF_A_YEAR = 330
"""Days that a record has to reach back for what it counts to be of a year."""


class Measured:
    """What a record measures of a segment: it goes before the account book, and that before the plan."""

    def __init__(self, record: Customers, segment: str) -> None:
        """Look up what is counted of a segment."""
        self.record = record
        self.counted = counts(record).get(segment, {})
        history = record.history
        self.events = history.events.file if history.events else ""
        self.snapshots = history.snapshots.file if history.snapshots else ""

    @property
    def _a_year(self) -> bool:
        return self.record.year.last - self.record.year.first + 1 >= _ENOUGH_OF_A_YEAR

    def at_risk(self, found: Collector) -> bool:
        """Take the share of days at risk, of the days on which health was known."""
        known = self.counted.get("days_known", 0.0)
        customers = round(self.counted.get("cohort", 0.0)) or None
        return bool(known) and found.measured(
            "at_risk", self.counted["days_at_risk"] / known, self.snapshots, n=customers
        )

    def renewal_rate(self, found: Collector) -> bool:
        """Take the share of the ARR due for renewal that was renewed."""
        due, n = self.counted.get("arr_due", 0.0), self.counted.get("renewals_due", 0.0)
        if not due:
            return False
        rate = self.counted["arr_renewed"] / due
        interval = share(rate * n, n)
        low, high = (interval.low, interval.high) if interval else (None, None)
        return found.measured("renewal_rate", rate, self.events, n=round(n), low=low, high=high)

    def expansion(self, found: Collector) -> bool:
        """Take the ARR that customers added in a year."""
        grown = self.counted.get("grown")
        if grown is None or not self._a_year:
            return False
        return found.measured("expansion", grown, self.events, n=round(self.counted["growths"]))

    def times_of_plays(self, found: Collector, customers: float | None) -> bool:
        """Take how often a rescue was begun in a year, for each customer who is at risk."""
        plays, known = round(self.counted.get("plays", 0.0)), self.counted.get("days_known", 0.0)
        if not plays or not known or not customers:
            return False  # a record without any does not say that there were none
        years = (self.record.year.last - self.record.year.first + 1) / 365
        at_risk = customers * self.counted["days_at_risk"] / known * years
        if not at_risk:
            return False
        low, high = (end / at_risk for end in count(plays)[1:])
        return found.measured("times", plays / at_risk, self.events, n=plays, low=low, high=high)

    def new_customers(self, found: Collector, book: str) -> bool:
        """Take how many customers came in a year, by the days since when they are customers."""
        joined = self.counted.get("joined")
        return joined is not None and found.measured("new_customers", joined, book, n=round(joined))


def play_task(document: PlanFile) -> int | None:
    """Return the index of the task whose times are those of rescues, by `value.plays.task`; None where none is."""
    name = document.value.plays.task if document.value and document.value.plays else None
    tasks = enumerate(document.tasks or ())
    return next((at for at, task in tasks if task.name == name and task.per == "at_risk_customer"), None)


def measured_drivers(record: Customers) -> frozenset[tuple[str, str]]:
    """Return the segments of which a record says what drives tasks, with these drivers."""
    found = Collector()
    drivers: set[tuple[str, str]] = set()
    for placed in record.placed:
        measured = Measured(record, placed.segment.name)
        if measured.at_risk(found):
            drivers.add((placed.segment.name, "at_risk_customer"))
        if measured.new_customers(found, ""):
            drivers.add((placed.segment.name, "new_customer"))
    return frozenset(drivers)


def counted_times(record: Customers) -> dict[tuple[str, str], float]:
    """Return how often a record says that a task is done, by segment and the name of the task."""
    index, found = play_task(record.document), Collector()
    if index is None:
        return {}
    name = (record.document.tasks or ())[index].name
    return {
        (placed.segment.name, name): found.values["times"]
        for placed in record.placed
        if Measured(record, placed.segment.name).times_of_plays(found, placed.customers)
    }


def counted_inputs(found: Collector, counted: Mapping[str, float], record: Customers) -> None:
    """Take what is counted of a group; where a record has no such table, nothing is."""
    history, rules = record.history, record.rules
    unknown = {
        *(() if has_quadrants(rules) else (UNSCORED, *QUADRANTS[:-1])),
        *(() if has_scores(rules) else ("called_healthy", "called_healthy_arr")),
        *(() if nps_cells(rules) else ("nps_total", "nps_known")),
    }
    for name in OF_A_RECORD:
        file = history.events if name in OF_EVENTS else history.snapshots
        if file is not None and name not in unknown:
            found.measured(name, counted.get(name, 0.0), file.file)


def work_inputs(found: Collector, record: Customers, by: By, name: str) -> None:
    """Take what is counted to see how a CSM works, or those of a segment, where an answer asks for it."""
    if record.work is None:
        return
    from csplan.measure.evidence import Evidence
    from csplan.measure.scorecard import rows_of, work  # few answers ask

    history = record.history
    counted = work(record, by).get(name, {})
    for each in (*OF_WORK, *(OF_WORK_OF_ONE if by == "csm" else ())):
        file = history.snapshots if each in OF_SNAPSHOTS or history.events is None else history.events
        if file is not None:
            lines = sorted({file.line[row] for row in rows_of(record, by, name, each)})
            found.measured(each, counted.get(each), file.file, rows=Evidence(file.file, lines) if lines else None)


def add_csms(plan: Plan, root: Node, origins: dict[tuple[str, str], dict[str, Origin]]) -> None:
    """Put whoever has customers below the plan."""
    root.below["csm"] = []
    from csplan.inputs.value import asked, credited_inputs

    credited, counted = asked(plan), counts(plan.history, "csm")
    names = {*counted, *(credited.by_csm if credited else ())}
    if plan.history.work is not None:
        from csplan.measure.scorecard import work

        names |= work(plan.history, "csm").keys()  # also who has no customers any more
    for name in sorted(names):
        if name == NOWHERE:
            continue
        found = Collector()
        counted_inputs(found, counted.get(name, {}), plan.history)
        if credited is not None:
            credited_inputs(found, credited, credited.by_csm.get(name, {}), csm=name)
        work_inputs(found, plan.history, "csm", name)
        origins["csm", name] = found.origins
        root.below["csm"].append(Node("csm", name, found.values, {"plan": root}))
