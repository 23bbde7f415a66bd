"""Checks of the plan against the record of its customers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.checks.book import at_risk_by_colour
from csplan.findings.catalogue import history as records
from csplan.findings.catalogue.measured import COLOURS_CONTRADICTED, RATE_CONTRADICTED, RESCUES_CONTRADICTED, STRAY_ROWS
from csplan.findings.diagnostic import Where, first_of, quoted
from csplan.findings.record import found
from csplan.inputs.collect import Collector
from csplan.inputs.history import Measured, play_task
from csplan.measure.apart import nearly_all
from csplan.measure.lagging import start_and_end
from csplan.measure.values import ENOUGH_TO_CONTRADICT, FAR_OFF, FAR_OFF_POINTS
from csplan.plan.types import key_of
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.inputs.collect import Origin
    from csplan.plan.history import History
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan

_LISTED = 5


def check_history(plan: Plan) -> Iterator[Finding]:
    """Check the record against the account book and what the plan states."""
    record = plan.history
    section = "snapshots" if record.history.snapshots is not None else "events"
    names = record.history.customers
    nowhere = [names[customer] for customer, segment in enumerate(record.segments) if segment < 0]
    if record.history.book is not None:
        nowhere = nowhere[sum(each < 0 for each in record.history.book.segment) :]  # of these the book's findings say
    if nowhere:
        yield found(records.NO_SEGMENT, (section,), count=f"{len(nowhere):,}", names=_some(nowhere))
    if record.history.events is not None:
        changed = (customer for customer, changes in enumerate(record.paid.changes) if changes)
        paid = ((customer, start_and_end(record, customer)) for customer in changed)
        against = [names[customer] for customer, arr in paid if arr and arr[0] <= 0]
        if against:
            yield found(records.CONTRADICTS_BOOK, ("events",), names=_some(against))
    yield from _stray(record.history)
    play = play_task(plan.document)
    for placed in plan.placed:
        yield from _contradicted(plan, placed)
        if play is not None:
            yield from _rescued(plan, placed, play)


def _stray(history: History) -> Iterator[Finding]:
    """A mistyped year makes the record last until then, and nothing is known of that day."""
    for table in (history.events, history.snapshots):
        most = None if table is None else nearly_all(table.day, after=True)
        if table is None or most is None:
            continue
        latest = max(table.day)
        day, last = (date.fromordinal(each).isoformat() for each in (latest, most[1]))
        yield found(STRAY_ROWS, Where(table.file, table.line[table.day.index(latest)], 1), day=day, last=last)


def _some(names: Sequence[str]) -> str:
    return first_of([quoted(name) for name in names[:_LISTED]], len(names))


def _contradicted(plan: Plan, placed: Placed) -> Iterator[Finding]:
    """Compare what a segment states with what the record measures, where that is enough to tell."""
    segment = placed.segment
    at_risk = segment.at_risk if segment.health is None else at_risk_by_colour(segment)
    if at_risk is None and segment.renewal_rate is None and segment.expansion is None:
        return
    measured, taken = Measured(plan.history, segment.name), Collector()
    stated = (
        ("at_risk" if segment.health is None else "health", "at_risk", at_risk, measured.at_risk(taken)),
        ("renewal_rate", "renewal_rate", segment.renewal_rate, measured.renewal_rate(taken)),
        ("expansion", "expansion", segment.expansion, measured.expansion(taken)),
    )
    for key, name, value, known in stated:
        if value is None or not known:
            continue
        number, origin = taken.values[name], taken.origins[name]
        if not _contradicts(value, number, origin, share=name != "expansion"):
            continue
        show = show_number if name == "expansion" else show_share
        facts = {"key": key, "segment": segment.name, "stated": show(value), "value": show(number)}
        record = COLOURS_CONTRADICTED if key != name else RATE_CONTRADICTED
        path = ("segments", placed.index, key)
        yield found(record, path, subject=segment.name, **facts, file=origin.source, n=f"{origin.n:,}")


def _rescued(plan: Plan, placed: Placed, index: int) -> Iterator[Finding]:
    """Compare how often a segment states that rescues are begun with what the record counts."""
    task, taken = (plan.document.tasks or ())[index], Collector()
    often = placed.often(task)
    if often is None or not Measured(plan.history, placed.segment.name).times_of_plays(taken, placed.customers):
        return
    number, origin = taken.values["times"], taken.origins["times"]
    if not _contradicts(often, number, origin, share=False):
        return
    facts = {"stated": often, "value": number, "low": origin.low, "high": origin.high}
    shown = {name: show_number(value) for name, value in facts.items() if value is not None}
    tier = placed.tier.name if placed.tier else None
    path = ("tasks", index, "times", key_of(task.times, tier, placed.segment.name))
    names = {"task": task.name, "segment": placed.segment.name, "file": origin.source, "n": f"{origin.n:,}"}
    yield found(RESCUES_CONTRADICTED, path, subject=task.name, **names, **shown)


def _contradicts(stated: float, measured: float, origin: Origin, *, share: bool) -> bool:
    """Tell whether a record contradicts a stated value: by enough, outside its interval, far off. Source: csplan."""
    if (origin.n or 0) < ENOUGH_TO_CONTRADICT:
        return False
    if origin.low is not None and origin.high is not None and origin.low <= stated <= origin.high:
        return False
    return abs(stated - measured) > (FAR_OFF_POINTS if share else FAR_OFF * measured)
