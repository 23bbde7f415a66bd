"""How CSMs work, by what they wrote down: the customer file, depth of use, executives, leads.

What is known of each customer on the last day of a period, and leads of the twelve months that end with it. Source:
six-pits, section 9.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from csplan.measure.groups import NOWHERE
from csplan.measure.part import Part
from csplan.measure.states import UNKNOWN
from csplan.measure.whose import csms_of, csms_on, days_held
from csplan.plan.history import EVENTS, HEALTHY, NOBODY, Cells
from csplan.plan.scorecard import EVERY
from csplan.plan.types import for_tier
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.measure.customers import Customers
    from csplan.plan.scorecard import Scorecard

OF_A_YEAR = 365.0
_HUNDRED = 100.0
_CSQL, _CONTACT = EVENTS.index("csql"), EVENTS.index("contact")
EXECUTIVES = frozenset(("executive", "executives", "exec", "c-level", "sponsor", "高管", "高层", "高層", "管理层"))
"""What says of a contact that it was with an executive."""


def process_of(record: Customers, rules: Scorecard) -> Iterator[Part]:
    """Yield what is known of each customer on the last day of the period."""
    last = record.period.last
    met = executives_met(record)
    for customer in range(len(record.history.customers)):
        if record.there(customer, last):
            numbers = {"customers_held": 1.0, **numbers_of(record, rules, customer, met)}
            row = record.states.row(customer, last)
            yield Part(customer, csms_on(record, customer, last), numbers, row=row)
    yield from _new_ones(record)


def numbers_of(
    record: Customers, rules: Scorecard, customer: int, met: Mapping[int, float] | None
) -> Mapping[str, float]:
    """Return what is known of a customer on the last day of the period; ``met`` as ``executives_met`` tells."""
    last = record.period.last
    found: dict[str, float] = {}

    def take(name: str, value: float | None) -> None:
        if value is not None:
            found.update({name: value, f"{name}_known": 1.0})

    take("file_filled", file_of(record, rules.file_cells, customer))
    if rules.depth is not None:
        take("depth_reached", _part(record, Cells(rules.depth.column, "number"), customer, rules.depth.steps))
    executives = rules.executives
    if executives is not None:
        take("stage_reached", _part(record, Cells(executives.stage, "number"), customer, executives.steps))
    every = executives.every if executives is not None and executives.every is not None else EVERY
    day = contacted_on(record, rules, customer, None if met is None else met.get(customer, NEVER))
    if day is not None:
        take("contacted", float(0 <= last - day <= every))
    return found


def file_of(record: Customers, cells: Sequence[Cells], customer: int) -> float | None:
    """Return the share of the customer file that is filled; None where nothing is known of it.

    An item that was filled once stays so until the record says no: a cell that is empty says nothing.
    """
    shots, day = record.history.snapshots, record.period.last
    there = [each for each in cells if shots is not None and each in shots.columns]
    if not there or record.states.row(customer, day) is None:
        return None
    values = [_last_said(record, each, customer, lately=each.kind != "filled") for each in there]
    known = [
        0.0 if value is None and each.kind == "filled" else value for each, value in zip(there, values, strict=True)
    ]
    filled = [value for value in known if value is not None]
    return sum(filled) / len(filled) if filled else None


def _last_said(record: Customers, cells: Cells, customer: int, *, lately: bool = True) -> float | None:
    """Return what a column said last of a customer, by the last day of the period; None where it says nothing.

    ``lately``: as long ago at most as a snapshot says something.
    """
    shots, states, day = record.history.snapshots, record.states, record.period.last
    column = shots.columns.get(cells) if shots is not None else None
    rows, days = states.rows(customer), states.row_days(customer)
    at = bisect_right(days, day) - 1
    while column is not None and at >= 0 and not (lately and day - days[at] > states.stale):
        value = column[rows[at]]
        if value == value:  # noqa: PLR0124 - NaN
            return value
        at -= 1
    return None


def _part(record: Customers, cells: Cells, customer: int, of: float) -> float | None:
    """Return what a column says of a customer, as a part of its highest number; None where it says nothing."""
    value = _last_said(record, cells, customer)
    return None if value is None else value / of


def contacted_on(record: Customers, rules: Scorecard, customer: int, met: float | None) -> float | None:
    """Return the day of the last talk with an executive, long ago where there was none; None where nobody knows."""
    executives, shots = rules.executives, record.history.snapshots
    days = [] if met is None else [met]
    if executives is not None and executives.contact is not None and shots is not None:
        cells = Cells(executives.contact, "day")
        if cells in shots.columns and record.states.row(customer, record.period.last) is not None:
            day = _last_said(record, cells, customer, lately=False)
            days.append(NEVER if day is None else day)
    return max(days, default=None)


NEVER = -1e9
"""A day long ago."""


def executives_met(record: Customers) -> dict[int, float] | None:
    """Return when somebody last spoke with an executive of each customer, by events; None where these never say so."""
    events = record.history.events
    if events is None:
        return None
    word = {index for index, text in enumerate(events.values) if folded(text) in EXECUTIVES}
    found: dict[int, float] = {}
    for index, kind in enumerate(events.kind):
        if kind == _CONTACT and events.value[index] != NOBODY and events.value[index] in word:
            customer, day = events.customer[index], events.day[index]
            if day <= record.period.last:
                found[customer] = max(found.get(customer, NEVER), day)
    return found or None


def _new_ones(record: Customers) -> Iterator[Part]:
    """Yield how those are who became customers in the twelve months."""
    last = record.period.last
    for customer, since in record.history.since.items():
        if record.year.first <= since <= last and record.there(customer, last):
            colour = record.states.colour(customer, last)
            if colour != UNKNOWN:
                numbers = {"new_known": 1.0, "new_healthy": float(colour in HEALTHY)}
                row = record.states.coloured(customer, last)
                yield Part(customer, csms_on(record, customer, last), numbers, row=row)


def leads_of(record: Customers, rules: Scorecard) -> Iterator[Part]:
    """Yield customers with a lead in the twelve months, each once for a CSM; and how many years they were held."""
    events, year = record.history.events, record.year
    if events is None:
        return
    told = _CSQL in events.kind
    seen: set[tuple[int, str]] = set()
    for index, kind in enumerate(events.kind):
        if kind != _CSQL or not year.first <= events.day[index] <= year.last:
            continue
        customer, csms = events.customer[index], csms_of(record, index)
        fresh = tuple(csm for csm in csms if (customer, csm) not in seen)
        seen.update((customer, csm) for csm in fresh)
        if fresh:
            yield Part(customer, fresh, {"lead_customers": len(fresh) / len(csms)}, "csm", index)
        if (customer, NOWHERE) not in seen:
            seen.add((customer, NOWHERE))
            yield Part(customer, (), {"lead_customers": 1.0}, "segment", index)
    tiers = [placed.tier.name if placed.tier else None for placed in record.placed]
    for customer, segment in enumerate(record.segments):
        full = for_tier(rules.leads, tiers[segment] if segment >= 0 else None)
        for csms, days in days_held(record, customer, year).items():
            numbers = {"customer_years": days / OF_A_YEAR}
            if told:
                numbers["lead_customers"] = 0.0  # nobody had one: known, where leads are recorded at all
            if full is not None:
                numbers["leads_full"] = days / OF_A_YEAR * full / _HUNDRED
            yield Part(customer, csms, numbers)
