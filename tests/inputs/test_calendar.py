from __future__ import annotations

from datetime import date

import pytest

from csplan.inputs.calendar import Calendar, later

FROM_OCTOBER = Calendar(2027, 10, 12, stated=True)


def test_months_are_counted_from_the_first() -> None:
    assert FROM_OCTOBER.months[:4] == ["2027-10", "2027-11", "2027-12", "2028-01"]
    assert FROM_OCTOBER.name(-10) == "2026-12"
    assert FROM_OCTOBER.month_of(date(2028, 2, 29)) == 4
    assert FROM_OCTOBER.from_day(date(2027, 10, 1)) == 0
    assert FROM_OCTOBER.from_day(date(2027, 10, 2)) == 1
    assert FROM_OCTOBER.from_day(date(2027, 7, 31)) == -2


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-10-01", 3, "2027-01-01"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-01-15", 0, "2027-01-15"),
        ("2027-01-01", -3, "2026-10-01"),
        ("2027-01-01", 90 / 30.4375, "2027-03-30"),
    ],
)
def test_days_so_many_months_later(day: str, months: float, expected: str) -> None:
    assert later(date.fromisoformat(day), months) == date.fromisoformat(expected)
