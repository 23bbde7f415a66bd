"""The sheet of one CSM: how they work, beside others of the role; their customers; what there is to talk about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from csplan.answers.health.rows import named as colour_named
from csplan.answers.scorecard import tables
from csplan.lang.say import later, say
from csplan.measure.groups import NOWHERE, segment_of
from csplan.measure.movement import LEFT, move_of
from csplan.measure.outcomes import silent_ones, talks_of
from csplan.measure.process import NEVER, contacted_on, executives_met, numbers_of
from csplan.measure.whose import csms_of, csms_on
from csplan.plan.history import EVENTS
from csplan.plan.placing import purposes_of
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.measure.customers import Customers
    from csplan.plan.log import TimeLog
    from csplan.plan.plan import Plan
    from csplan.plan.scorecard import Scorecard
    from csplan.report.report import Row, Table

THINNEST = 8
"""Customers with the thinnest files that a sheet lists; JSON has all."""
LEFT_WORD = colour_named(LEFT)
_CSQL = EVENTS.index("csql")
_DIMENSIONS = {
    "file_score": (later("customer file"), later("items filled, of all")),
    "depth_score": (later("depth of use"), later("trained, used, tied in, enabling, earning")),
    "executive_score": (later("executives"), later("half known well, half met lately")),
    "opportunity_score": (later("leads found"), later("with a lead, of those that count as full")),
    "process_score": (later("mean of the four"), ""),
}


def customers_of(record: Customers, csm: str) -> list[Row]:
    """Return the customers of a CSM on the last day of the period, the thinnest file first; and who left in it."""
    assert record.work is not None  # noqa: S101 - asked for before
    rules, log = record.work
    known = _Known(rules, executives_met(record), _silent(record, csm, log), _leads(record, csm))
    found: list[Row] = []
    for customer in range(len(record.history.customers)):
        last = record.period.last
        gone = customer in known.silent and not record.there(customer, last)
        there = record.there(customer, last) and csm in csms_on(record, customer, last)
        if there or gone:
            found.append(_customer(record, customer, known))
    return sorted(found, key=lambda row: (_or_last(row["file"]), _or_last(row["depth"]), row["customer"]))


def _or_last(value: float | None) -> float:
    return 2.0 if value is None else value


class _Known(NamedTuple):
    """What a row of a customer is made with: whom somebody met, who was left alone, who has a lead."""

    rules: Scorecard
    met: dict[int, float] | None
    silent: dict[int, bool | None]
    leads: set[int]


def _customer(record: Customers, customer: int, known: _Known) -> Row:
    rules, met = known.rules, known.met
    last = record.period.last
    numbers = numbers_of(record, rules, customer, met)
    talk = contacted_on(record, rules, customer, None if met is None else met.get(customer, NEVER))
    segment = segment_of(record, customer)
    renews = record.history.renewal_day.get(customer)
    move = move_of(record, customer)
    contacted = numbers.get("contacted")
    return {
        "customer": record.history.customers[customer],
        "segment": segment if segment != NOWHERE else None,
        "arr": record.paid.on(customer, last),
        "health": colour_named(record.states.colour(customer, last)) if record.there(customer, last) else LEFT_WORD,
        "renewal_date": date.fromordinal(renews).isoformat() if renews else None,
        "file": numbers.get("file_filled"),
        "depth": numbers.get("depth_reached"),
        "executive_stage": numbers.get("stage_reached"),
        "executive_contact": date.fromordinal(int(talk)).isoformat() if talk is not None and talk > 0 else None,
        "contacted": None if contacted is None else bool(contacted),
        "move": None if move is None else "win" if move.win else "slip" if move.slip else None,
        "silent": known.silent.get(customer),
        "lead": customer in known.leads,
    }


def _silent(record: Customers, csm: str, log: TimeLog | None) -> dict[int, bool | None]:
    """Return who of a CSM renewed or left in the period, and whether nobody had spoken with them long before."""
    events = record.history.events
    if events is None:
        return {}
    decided = silent_ones(record, talks_of(record, log))
    return {events.customer[index]: each for index, each in decided if csm in csms_of(record, index)}


def _leads(record: Customers, csm: str) -> set[int]:
    events, year = record.history.events, record.year
    if events is None:
        return set()
    return {
        events.customer[index]
        for index, kind in enumerate(events.kind)
        if kind == _CSQL and year.first <= events.day[index] <= year.last and csm in csms_of(record, index)
    }


def sheet(plan: Plan, own: Row, others: Sequence[Row], customers: Sequence[Row], csm: str) -> list[Table]:
    """Return the tables of a sheet; ``others`` are the rows of the others of the role."""
    dimensions = [
        {
            "csm": own["csm"],
            "dimension": say(words[0]),
            "own": own[name],
            "others": _mean([each[name] for each in others if each[name] is not None]),
            "of": say(words[1]) if words[1] else "",
        }
        for name, words in _DIMENSIONS.items()
    ]
    some = [
        {"what": what, "who": ", ".join(who)}
        for what, who in (
            (say("not spoken with early enough before they renewed or left"), _names(customers, "silent")),
            (say("won back in the period"), _names(customers, "move", "win")),
            (say("slipped in the period"), _names(customers, "move", "slip")),
            (say("with a lead in twelve months"), _names(customers, "lead")),
        )
        if who
    ]
    thin = [row for row in customers if row["health"] != LEFT_WORD and _known_of(row)]
    return [
        tables.OF_ONE.of("dimensions", say("How they work"), dimensions),
        *([tables.CUSTOMERS.of("thinnest", say("Customers with the thinnest files"), thin[:THINNEST])] if thin else []),
        *([tables.SOME.of("some", say("Whom to talk about"), some)] if some else []),
        *_hours(plan, csm),
    ]


def _known_of(row: Row) -> bool:
    return row["file"] is not None or row["depth"] is not None


def _names(customers: Sequence[Row], key: str, value: object = True) -> list[str]:  # noqa: FBT002 - yes
    return sorted(row["customer"] for row in customers if row[key] == value)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _hours(plan: Plan, csm: str) -> Iterator[Table]:
    """Yield where the time of a CSM for customers went in the period, by kind of work, where a log says it."""
    if plan.record is None:
        return
    from csplan.measure.served import time_of_people

    log, period = plan.record.log, plan.history.period
    first, last = max(log.first_day, period.first), min(log.last_day, period.last)
    if first > last:
        return
    purposes = [purposes_of(plan.document, placed) for placed in plan.placed]
    people = time_of_people(replace(log, first_day=first, last_day=last), plan.document.tasks or (), purposes)
    for each in people:
        if folded(each.csm) == folded(csm):
            by_hours = sorted(each.by_kind.items(), key=lambda kind: (-kind[1], kind[0]))
            rows = [{"kind": kind, "hours": hours, "share": hours / each.hours} for kind, hours in by_hours]
            facts = {"first": date.fromordinal(first).isoformat(), "last": date.fromordinal(last).isoformat()}
            yield tables.HOURS.of("hours", say("Hours for customers by kind of work, {first} to {last}", **facts), rows)
