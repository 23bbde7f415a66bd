"""The months of a plan: which they are, and where a day lies among them."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from csplan.figures.months import YEAR
from csplan.values.grammar import DAYS_OF_MONTH

if TYPE_CHECKING:
    from csplan.plan.plan import Plan


class Calendar(NamedTuple):
    """So many months from a first one; months are counted from 0, and those before it are below 0."""

    year: int
    month: int
    count: int  # type: ignore[assignment]  # tuple.count, which nobody wants of months
    stated: bool
    """Whether the plan says which year it is for."""

    def first_day(self, month: int) -> date:
        """Return the first day of a month."""
        number = self.year * YEAR + self.month - 1 + month
        return date(number // YEAR, number % YEAR + 1, 1)

    def month_of(self, day: date) -> int:
        """Return the month in which a day lies."""
        return (day.year - self.year) * YEAR + day.month - self.month

    def from_day(self, day: date) -> int:
        """Return the first month that begins on a day or after it."""
        return self.month_of(day) + (day.day > 1)

    def name(self, month: int) -> str:
        """Return a month as data has it: 2027-03."""
        return self.first_day(month).isoformat()[:7]

    @property
    def months(self) -> list[str]:
        """All months as data has them."""
        return [self.name(month) for month in range(self.count)]


def calendar_of(plan: Plan, count: int, as_of: date) -> Calendar:
    """Return the months of a plan: of the year that it states, else from the next first of a month on."""
    if plan.document.year is not None:
        starts = plan.document.year.starts
        return Calendar(starts.year, starts.month, count, stated=True)
    next_month = Calendar(as_of.year, as_of.month, 1, stated=False)
    first = next_month.first_day(next_month.from_day(as_of))
    return Calendar(first.year, first.month, count, stated=False)


def later(day: date, months: float) -> date:
    """Return the day so many months later; of a part of a month, its days."""
    whole = floor(months)
    number = day.year * YEAR + day.month - 1 + whole
    year, month = number // YEAR, number % YEAR + 1
    last = (date(year + month // YEAR, month % YEAR + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last)) + timedelta(days=round((months - whole) * DAYS_OF_MONTH))
