"""What goes with renewing: the share kept of renewals with and without it, in all and within segments.

Renewals are looked at as customers were some days before, so that what follows from a renewal is not taken for what
leads to it. People chose whom to help, and users differ from others: this compares, it proves nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.figures.lift import ENOUGH
from csplan.measure.shares import Estimate, Z, chance, difference, held_by_holm, ratio, share, weighted_sum
from csplan.measure.states import EXPANSION, RENEWAL, UNKNOWN
from csplan.plan.history import HEALTHY, Cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.measure.customers import Customers
    from csplan.plan.health import Indicator

LEAD = 90
"""Days before a renewal at which indicators are read, where the plan does not say."""
EXPANDS_WITHIN = 180
"""Days in which somebody who has it is to expand."""
COLOUR = "healthy colour"

Verdict = Literal["not chance", "segment, not indicator", "may be chance"]
NOT_CHANCE: Verdict = "not chance"
Cell = tuple[float, float]
"""How many there are, and how much of them was kept."""


class Compared(NamedTuple):
    """One indicator: what was kept with it and without, and what that says. None where too little is known."""

    indicator: str
    outcome: str
    with_it: Cell
    without: Cell
    lift: Estimate | None
    difference: Estimate | None
    within: Estimate | None
    strata: Mapping[int, tuple[Cell, Cell]]
    """With it and without, of each segment that has both."""
    verdict: Verdict | None
    lines: tuple[Sequence[int], Sequence[int]] = ((), ())
    """Of the renewals with it, and without."""


class Unit(NamedTuple):
    """One renewal, or one span in which somebody may expand: the snapshot before it, the segment, and what was kept."""

    row: int
    day: int
    segment: int
    kept: float
    line: int = 0
    """Of the renewal, in the table of events."""


def compared(record: Customers) -> list[Compared]:
    """Compare what was kept with and without each indicator, the recorded colour first."""
    shots = record.history.snapshots
    if shots is None or record.history.events is None:
        return []
    rules = record.rules
    renewals = list(_renewals(record, int(rules.lead if rules and rules.lead else LEAD)))
    spans: list[Unit] | None = None
    found = [_compared(COLOUR, "renewal", _told(renewals, lambda unit: _is_healthy(shots.colour[unit.row])))]
    for each in (rules.indicators if rules else None) or ():
        has = _reader(each, record)
        if has is None:
            continue
        if each.goes_with == "expansion":
            spans = list(_spans(record)) if spans is None else spans
        units = (spans or []) if each.goes_with == "expansion" else renewals
        found.append(_compared(called(each), each.goes_with or "renewal", _told(units, has)))
    return _judged(found)


def called(indicator: Indicator) -> str:
    """Return what an indicator is called: as the plan says, else its column with its limit."""
    if indicator.name is not None:
        return indicator.name
    limits = (("≥", indicator.at_least), ("≤", indicator.at_most))
    return " ".join([indicator.column, *(f"{sign} {limit:g}" for sign, limit in limits if limit is not None)])


def _is_healthy(code: int) -> bool | None:
    return None if code == UNKNOWN else code in HEALTHY


def _reader(indicator: Indicator, record: Customers) -> Callable[[Unit], bool | None] | None:
    """Return what tells whether somebody has it, None where that is not known; no reader where no column says it."""
    shots = record.history.snapshots
    numbers = indicator.at_least is not None or indicator.at_most is not None
    kind: Literal["number", "yes", "day"] = "day" if indicator.within is not None else "number" if numbers else "yes"
    column = shots.columns.get(Cells(indicator.column, kind)) if shots is not None else None
    if column is None:
        return None
    least = -float("inf") if indicator.at_least is None else indicator.at_least
    most = float("inf") if indicator.at_most is None else indicator.at_most

    def has(unit: Unit) -> bool | None:
        value = column[unit.row]
        known = value == value  # noqa: PLR0124 - NaN
        if indicator.within is not None:  # nobody ever talked to them: not within so many days
            return known and 0 <= unit.day - value <= indicator.within
        if not known:
            return None
        return least <= value <= most if numbers else value > 0

    return has


def _renewals(record: Customers, lead: int) -> Iterator[Unit]:
    """Yield the renewals of the record, each with the snapshot that was the last so many days before."""
    events = record.history.events
    for index, kind in enumerate(events.kind if events is not None else ()):
        if events is None or kind != RENEWAL or events.day[index] > record.as_of:
            continue
        customer, day = events.customer[index], events.day[index] - lead
        row = record.states.row(customer, day)
        if row is not None:
            kept = min(events.arr[index], events.due[index]) / events.due[index]
            yield Unit(row, day, record.segments[customer], kept, events.line[index])


def _spans(record: Customers) -> Iterator[Unit]:
    """Yield spans of 180 days that follow each other, of each customer, and whether an expansion fell in them."""
    events = record.history.events
    grew: list[list[int]] = [[] for _ in record.history.customers]
    for index, kind in enumerate(events.kind if events is not None else ()):
        if events is not None and kind == EXPANSION:
            grew[events.customer[index]].append(events.day[index])
    for customer, days in enumerate(grew):
        days.sort()
        start = record.history.first_day
        while start + EXPANDS_WITHIN <= record.as_of:
            row = record.states.row(customer, start)
            if row is not None:
                at = bisect_left(days, start + 1)
                kept = at < len(days) and days[at] <= start + EXPANDS_WITHIN
                yield Unit(row, start, record.segments[customer], float(kept))
            start += EXPANDS_WITHIN


def _told(units: Sequence[Unit], has: Callable[[Unit], bool | None]) -> list[tuple[Unit, bool]]:
    """Return those of which it is known whether they have it, and whether they do."""
    return [(unit, there) for unit in units if (there := has(unit)) is not None]


def _cells(told: Sequence[tuple[Unit, bool]]) -> dict[tuple[int, bool], Cell]:
    """Add up what was kept by segment, with the indicator and without."""
    found: dict[tuple[int, bool], Cell] = {}
    for unit, there in told:
        n, kept = found.get((unit.segment, there), (0.0, 0.0))
        found[unit.segment, there] = n + 1, kept + unit.kept
    return found


def _compared(name: str, outcome: str, told: Sequence[tuple[Unit, bool]]) -> tuple[Compared, float]:
    """Compare what was kept with an indicator and without; beside it, how likely the difference is by chance."""
    cells = _cells(told)
    lines = tuple(sorted(unit.line for unit, there in told if there is has and unit.line) for has in (True, False))
    with_it, without = _all(cells, has=True), _all(cells, has=False)
    one, other = share(with_it[1], with_it[0]), share(without[1], without[0])
    found = Compared(name, outcome, with_it, without, None, None, None, {}, None, (lines[0], lines[1]))
    if one is None or other is None or min(with_it[0], without[0]) < ENOUGH:
        return found, 1.0
    strata, crude = strata_of(cells), difference(one, other)
    inside = within(list(strata.values())) if strata else None
    told_apart = inside is not None and not inside.low <= 0 <= inside.high
    sign_of_segments = not crude.low <= 0 <= crude.high and not told_apart
    verdict: Verdict = "segment, not indicator" if sign_of_segments else "may be chance"
    found = found._replace(lift=ratio(one, other), difference=crude, within=inside, strata=strata, verdict=verdict)
    return found, chance(lambda z: within(list(strata.values()), z)) if strata else 1.0


def _judged(found: Sequence[tuple[Compared, float]]) -> list[Compared]:
    """Say of each what it is, all taken together: of many that are looked at, one seems to work by chance alone."""
    held = held_by_holm([likely for _, likely in found])
    return [each._replace(verdict=NOT_CHANCE) if sure else each for (each, _), sure in zip(found, held, strict=True)]


def _all(cells: Mapping[tuple[int, bool], Cell], *, has: bool) -> Cell:
    some = [cell for (_, there), cell in cells.items() if there is has]
    return sum(n for n, _ in some), sum(kept for _, kept in some)


def strata_of(cells: Mapping[tuple[int, bool], Cell]) -> dict[int, tuple[Cell, Cell]]:
    """Return what was kept with and without, of each segment that has both."""
    segments = sorted({segment for segment, _ in cells})
    return {
        segment: (cells[segment, True], cells[segment, False])
        for segment in segments
        if (segment, True) in cells and (segment, False) in cells
    }


def within(strata: Sequence[tuple[Cell, Cell]], z: float = Z) -> Estimate:
    """Return the mean difference within segments, weighted by n1 × n0 ÷ (n1 + n0), with its interval (MOVER)."""
    weights = [one[0] * other[0] / (one[0] + other[0]) for one, other in strata]
    parts: list[tuple[float, Estimate]] = []
    for weight, cells in zip(weights, strata, strict=True):
        for sign, (n, kept) in zip((1, -1), cells, strict=True):
            estimate = share(kept, n, z)
            assert estimate is not None  # noqa: S101 - a cell holds something
            parts.append((sign * weight / sum(weights), estimate))
    return weighted_sum(parts)
