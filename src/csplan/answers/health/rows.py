"""The rows of health: figures of nodes with their intervals, and what is counted customer by customer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.nodes import figures_of
from csplan.measure.groups import NOWHERE, segment_of
from csplan.measure.movement import LEFT, move_of
from csplan.measure.shares import share
from csplan.measure.standing import called_healthy
from csplan.measure.states import RENEWAL, UNKNOWN
from csplan.measure.whose import csms_of, csms_on, longest
from csplan.plan.history import COLOURS, NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from csplan.engine.nodes import Node
    from csplan.measure.customers import Customers
    from csplan.measure.indicators import Compared
    from csplan.measure.movement import Move
    from csplan.report.report import Column, Row

_SHARES = {
    "recovery_rate": ("wins", "at_risk_start"),
    "slip_rate": ("slips", "healthy_start"),
    "logo_rate": ("renewals_kept", "renewals_due"),
}
"""Shares, and what they are of what: by these their intervals are known."""


def named(code: int) -> str:
    """Return what a customer's state is called."""
    return "left" if code == LEFT else "unknown" if code == UNKNOWN else COLOURS[code - 1]


def row_of(node: Node, columns: Sequence[Column], own: Row) -> Row:
    """Return the row of a node, with the intervals of its shares."""
    names = {column.name for column in columns}
    ends = {name: value for name, value in _intervals(node).items() if name in names}
    return figures_of(node, columns, {**own, **ends})


def _intervals(node: Node) -> Row:
    found: Row = {}
    for name, (part, whole) in _SHARES.items():
        _add(found, name, node.value(part), node.value(whole))
    renewed, due = node.value("renewal_rate"), node.value("renewals_due")
    _add(found, "renewal_rate", None if renewed is None or not due else renewed * due, due)
    return found


def _add(found: Row, name: str, part: float | None, whole: float | None) -> None:
    estimate = share(part, whole) if part is not None and whole else None
    found[f"{name}_low"] = estimate.low if estimate else None
    found[f"{name}_high"] = estimate.high if estimate else None


class Shown:
    """Whom an answer is about: the customers of some segments, or of one CSM."""

    def __init__(self, record: Customers, segments: Collection[str], csm: str | None) -> None:
        """Limit the record to segments of these names, and to the customers of one CSM; all where none is named."""
        self.record = record
        self.csm = csm
        wanted = set(segments) or {place.segment.name for place in record.placed}
        self.customers = [each for each in range(len(record.history.customers)) if segment_of(record, each) in wanted]
        self.moves: dict[int, Move] = {
            each: move
            for each in self.customers
            if (csm is None or csm in longest(record, each, record.period))
            and (move := move_of(record, each)) is not None
        }

    def arr(self, customer: int) -> float | None:
        """Return what a customer pays: at the end of the period, before it of one who left."""
        move = self.moves.get(customer)
        day = self.record.period.first - 1 if move is not None and move.after == LEFT else self.record.period.last
        return self.record.paid.on(customer, day)

    def matrix(self) -> list[Row]:
        """Return how many customers went from which state to which, and what they pay."""
        cells: dict[tuple[int, int], list[int]] = {}
        for customer, move in self.moves.items():
            cells.setdefault((move.before, move.after), []).append(customer)
        return [
            {
                "from": named(before),
                "to": named(after),
                "customers": len(found),
                "arr": sum(self.arr(customer) or 0.0 for customer in found),
            }
            for (before, after), found in sorted(cells.items())
        ]

    def listed(self, name_of: Callable[[str], str]) -> list[Row]:
        """Return who moved and who is called healthy, whoever pays most first."""
        rows = [self._customer(each, name_of) for each in self.customers]
        return sorted((row for row in rows if row), key=lambda row: (-(row["arr"] or 0.0), row["customer"]))

    def _customer(self, customer: int, name_of: Callable[[str], str]) -> Row:
        record, move = self.record, self.moves.get(customer)
        last = record.period.last
        mine = self.csm is None or self.csm in csms_on(record, customer, last)
        called = mine and record.there(customer, last) and called_healthy(record, customer)
        kind = _kind(move) if move is not None else None
        if kind is None and not called:
            return {}
        scores = record.scores(customer, last)
        renews = record.history.renewal_day.get(customer)
        before = move.before if move else record.states.colour(customer, record.period.first)
        after = move.after if move else record.states.colour(customer, last)
        segment = segment_of(record, customer)
        return {
            "customer": record.history.customers[customer],
            "segment": segment if segment != NOWHERE else None,
            "csm": "; ".join(name_of(each) for each in record.csms[customer]) or None,
            "arr": self.arr(customer),
            "renewal_date": date.fromordinal(renews).isoformat() if renews else None,
            "from": named(before),
            "to": named(after),
            "move": kind,
            "score": scores.health,
            "outcome_score": scores.outcome,
            "experience_score": scores.experience,
            "quadrant": scores.quadrant,
            "called_healthy": called,
            "opt_out": customer in record.history.opt_out,
        }

    def reasons(self) -> list[Row]:
        """Return on what renewals of the twelve months turned, as the events say."""
        record, events = self.record, self.record.history.events
        if events is None:
            return []
        found: dict[str, list[float]] = {}
        customers = set(self.customers)
        for index, kind in enumerate(events.kind):
            inside = record.year.first <= events.day[index] <= record.year.last
            told = kind == RENEWAL and inside and events.value[index] != NOBODY
            mine = events.customer[index] in customers and (self.csm is None or self.csm in csms_of(record, index))
            if told and mine:
                sums = found.setdefault(events.values[events.value[index]], [0, 0.0])
                sums[0] += 1
                sums[1] += events.arr[index]
        return [
            {"reason": reason, "renewals": int(count), "arr": arr}
            for reason, (count, arr) in sorted(found.items(), key=lambda each: (-each[1][0], each[0]))
        ]


def _kind(move: Move) -> str | None:
    """Return what a move is called, the gravest first; None of one that stays."""
    if move.after == LEFT:
        return "left"
    return "slip" if move.slip else "win" if move.win else "save" if move.save else None


def colour_rows(matrix: Sequence[Row]) -> list[Row]:
    """Return the matrix as people read it: a row for each colour on the first day."""
    rows = []
    for colour in COLOURS:
        own = {row["to"]: row["customers"] for row in matrix if row["from"] == colour}
        if own:
            rows.append({"from": colour, **{to: own.get(to) for to in (*COLOURS, "left")}, "all": sum(own.values())})
    return rows


def indicator_row(node: Node, each: Compared) -> Row:
    """Return an indicator as JSON has it."""
    row: Row = {
        "indicator": node.name,
        "outcome": each.outcome,
        "with": int(each.with_it[0]),
        "with_rate": node.value("with_rate"),
        "without": int(each.without[0]),
        "without_rate": node.value("without_rate"),
    }
    for name, figure in (("lift", "lift"), ("difference", "rate_difference"), ("within", "lift_within")):
        known = node.value("lift") is not None
        for end in ("", "_low", "_high"):
            row[f"{name}{end}"] = node.value(f"{figure}{end}") if known else None
    return row | {"verdict": each.verdict, "strata": len(each.strata)}
