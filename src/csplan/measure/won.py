"""What each CSM won and lost in a period, against what the team's own rates would give for that very book."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.measure.movement import Move, move_in
from csplan.measure.periods import Period, earlier
from csplan.measure.spells import at_risk_days
from csplan.measure.standing import called_healthy
from csplan.measure.whose import csms_on, longest
from csplan.plan.history import AT_RISK, HEALTHY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.measure.customers import Customers
    from csplan.measure.states import States

Deducted = Literal["", "again", "by_hand", "not_held"]
PERIODS_BEFORE = 4
"""Periods of which the rates are that a book is compared with."""
YEAR = 365
AGAIN = 365.0
"""Days within which a customer who is won again does not count, where the plan does not say."""


class Outcome(NamedTuple):
    """How a customer moved, whose that is, and why a win does not count."""

    customer: int
    csms: tuple[str, ...]
    move: Move
    deducted: Deducted
    own: bool
    """A win of somebody who became at risk within a year, in the same hands."""
    open: bool = False
    """A win that counts, and of which nobody knows yet whether it lasts."""


class Rate(NamedTuple):
    """How many of so many customers of a segment and colour moved, in the periods before."""

    moved: float
    n: float

    @property
    def value(self) -> float:
        """The share that moved."""
        return self.moved / self.n


@dataclass(slots=True)
class OfCsm:
    """What is counted of one CSM; customers whom several share count in equal parts."""

    at_risk: float = 0.0
    healthy: float = 0.0
    wins: float = 0.0
    slips: float = 0.0
    spells: float = 0.0
    own_wins: float = 0.0
    deducted: dict[str, float] = field(default_factory=dict)
    expected_wins: float = 0.0
    expected_slips: float = 0.0
    variance: float = 0.0
    unknown: float = 0.0
    """Customers of a segment and colour of which no rate is known."""

    def add(self, other: OfCsm) -> None:
        """Add what is counted of the same CSM under another spelling."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for why, number in other.deducted.items():
            self.deducted[why] = self.deducted.get(why, 0.0) + number


_NUMBERS = (
    *("at_risk", "healthy", "wins", "slips", "spells", "own_wins"),
    *("expected_wins", "expected_slips", "variance", "unknown"),
)


class Won:
    """What a record says of wins and slips in its period, by whoever had a customer longest."""

    def __init__(self, record: Customers, months: int, *, again: float = AGAIN, hold: float = 0.0) -> None:
        """Look at a record; the bonus is paid every so many ``months``."""
        self.record = record
        self.months = months
        self.again = int(again)
        self.hold = int(hold)
        past = list(_past(record, months, max(self.again, PERIODS_BEFORE * 31 * months)))
        self.before = past[:PERIODS_BEFORE]
        self.lately = [each for each in past if each.last >= record.period.first - self.again]
        """Periods before in which a win makes another one not count."""
        self.rates = _rates(record, self.before)
        self.borrowed = 0
        self.unknown = 0
        """Customers who were there all the time, and whose health is not known on the first or the last day."""
        self.outcomes = list(self._outcomes())

    def _outcomes(self) -> Iterator[Outcome]:
        record, states = self.record, self.record.states
        for customer in range(len(record.history.customers)):
            move = move_in(states, customer, record.period)
            if move is None:
                there = record.known_on(customer, record.period.first) and record.there(customer, record.period.last)
                self.unknown += there
                continue
            csms = longest(record, customer, record.period)
            deducted = self._deducted(customer) if move.win else ""
            own = move.win and self._own(customer, csms)
            until = record.period.last + self.hold
            yield Outcome(customer, csms, move, deducted, own, move.win and not deducted and until > record.as_of)

    def _deducted(self, customer: int) -> Deducted:
        """Return why a win does not count; of several reasons the first."""
        record = self.record
        if self._won_before(customer):
            return "again"
        if called_healthy(record, customer):
            return "by_hand"
        until = record.period.last + self.hold
        if not self.hold:
            return ""
        after = Period(record.period.last + 1, min(until, record.as_of))
        left = record.states.left[customer]
        gone = left is not None and left in range(after.first, after.last + 1)
        return "not_held" if gone or at_risk_days(record.states, customer, after).at_risk else ""

    def _won_before(self, customer: int) -> bool:
        """Tell whether a customer was won in a period before that ends so lately that another win does not count."""
        moves = (move_in(self.record.states, customer, past) for past in self.lately)
        return any(move is not None and move.win for move in moves)

    def _own(self, customer: int, csms: tuple[str, ...]) -> bool:
        """Tell whether a customer became at risk within a year before the period, in the same hands."""
        start = spell_start(self.record.states, customer, self.record.period.first)
        if start is None or start <= self.record.period.first - YEAR:
            return False
        return bool(set(csms_on(self.record, customer, start)) & set(csms))

    @property
    def tells(self) -> bool:
        """Whether wins can be told at all: some colour is known on the first day, and one on the last."""
        states, customers = self.record.states, range(len(self.record.history.customers))
        return all(any(states.colour(each, day) for each in customers) for day in self.record.period)

    def of_csms(self) -> dict[str, OfCsm]:
        """Add up what is counted of each CSM; "" stands for nobody."""
        found: dict[str, OfCsm] = {}
        for each in self.outcomes:
            rate = self.rate(each.customer, each.move.before)
            for name in each.csms or ("",):
                _count(found.setdefault(name, OfCsm()), each, rate, 1 / max(1, len(each.csms)))
        period = self.record.period
        for customer in range(len(self.record.history.customers)):
            begun = at_risk_days(self.record.states, customer, period).spells
            csms = longest(self.record, customer, period) if begun else ()
            for name in csms:
                found.setdefault(name, OfCsm()).spells += begun / len(csms)
        return found

    def rate(self, customer: int, colour: int) -> Rate | None:
        """Return the team's rate for a segment and colour; of all segments, where it has none; None where none has."""
        own = self.rates.get((self.record.segments[customer], colour))
        if own is not None:
            return own
        every = [rate for (_, each), rate in self.rates.items() if each == colour]
        if not every:
            return None
        self.borrowed += 1
        return Rate(sum(rate.moved for rate in every), sum(rate.n for rate in every))


def _count(own: OfCsm, each: Outcome, rate: Rate | None, part: float) -> None:
    risky = each.move.before in AT_RISK
    own.at_risk += part * risky
    own.healthy += part * (not risky)
    own.wins += part * each.move.win
    own.slips += part * each.move.slip
    own.own_wins += part * each.own
    if each.deducted:
        own.deducted[each.deducted] = own.deducted.get(each.deducted, 0.0) + part
    if rate is None:
        own.unknown += part
        return
    own.expected_wins += part * risky * rate.value
    own.expected_slips += part * (not risky) * rate.value
    own.variance += part * part * rate.value * (1 - rate.value)


def deviation(own: OfCsm) -> float:
    """Return by how much wins and slips of such a book vary by chance alone: their standard deviation."""
    return sqrt(own.variance)


def _past(record: Customers, months: int, days: int) -> Iterator[Period]:
    """Yield the periods before that of a record, the last one first: of so many days, as far as it reaches back."""
    period, first = record.period, record.history.first_day
    until = period.first - days
    while period.first >= until:
        period = earlier(period, months)
        if period.first < first:
            return
        yield period


def _rates(record: Customers, periods: Sequence[Period]) -> Mapping[tuple[int, int], Rate]:
    """Return how many customers of each segment and colour moved: won of those at risk, else slipped."""
    found: dict[tuple[int, int], Rate] = {}
    for period in periods:
        for customer in range(len(record.history.customers)):
            move = move_in(record.states, customer, period)
            if move is None:
                continue
            key = record.segments[customer], move.before
            known = found.get(key, Rate(0.0, 0.0))
            found[key] = Rate(known.moved + (move.win or move.slip), known.n + 1)
    return found


def spell_start(states: States, customer: int, day: int) -> int | None:
    """Return the day on which a customer who is at risk on a day became so; None where the record does not tell."""
    days, codes = states.known(customer)
    at = bisect_right(days, day) - 1
    while at > 0 and codes[at] in AT_RISK:
        if days[at] - days[at - 1] > states.stale:
            return None
        if codes[at - 1] in HEALTHY:
            return days[at]
        at -= 1
    return None


def crossings(states: States, customer: int, period: Period) -> int:
    """Count how often a customer crossed from healthy to at risk or back in a period, by what was recorded."""
    days, codes = states.known(customer)
    found = 0
    for at in range(1, len(days)):
        if period.first <= days[at] <= period.last:
            found += (codes[at - 1] in AT_RISK) != (codes[at] in AT_RISK)
    return found


def recovered_on(states: States, customer: int, period: Period) -> int | None:
    """Return the day of a period from which on a customer was healthy until its end."""
    days, codes = states.known(customer)
    at = bisect_right(days, period.last) - 1
    found = None
    while at >= 0 and days[at] > period.first and codes[at] in HEALTHY:
        found = days[at]
        at -= 1
    return found
