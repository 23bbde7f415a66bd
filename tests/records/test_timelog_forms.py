"""The same log, written in any form of length and date that is read, gives the same minutes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.records.timelogs import read_log

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

LENGTHS: dict[str, Callable[[int], str]] = {
    "minutes": str,
    "hours": lambda minutes: f"{minutes / 60:.12f}",
    "Hours": lambda minutes: f"{minutes / 60:.12f}".replace(".", ","),
    "seconds": lambda minutes: str(minutes * 60),
    "Duration (seconds)": lambda minutes: f"{minutes * 60:,}.0",
    "Time Spent (h)": lambda minutes: f"{minutes / 60:.12f} h",
    "duration": lambda minutes: f"{minutes // 60}:{minutes % 60:02}:00",
    "时长（小时）": lambda minutes: f"{minutes // 60}:{minutes % 60:02} h",
    "Minutes ": lambda minutes: f"{minutes}:00 min",
    "MINUTES": lambda minutes: f"{minutes // 60}h {minutes % 60}m",
    "Duration (in Mins)": lambda minutes: f"{minutes * 60} sec",
    "HOURS": lambda minutes: f"PT{minutes}M",
}
DATES: dict[str, Callable[[date], str]] = {
    "iso": lambda day: f"{day}",
    "slashes": lambda day: f"{day:%Y/%m/%d}",
    "plain": lambda day: f"{day:%Y%m%d}",
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "dmy": lambda day: f"{day:%d/%m/%Y}",
    "mdy": lambda day: f"{day:%m/%d/%Y}",
    "chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "named": lambda day: f"{day:%d-%b-%y}",
    "american": lambda day: f"{day:%b} {day.day}, {day.year}",
    "utc": lambda day: f"{day}T09:00:00.000Z",
    "german time": lambda day: f"{day:%d.%m.%Y}, 09:00",
    "weekday": lambda day: f"{day:%a, %d %b %Y} 09:00",
}
WORK = st.tuples(st.integers(0, 300), st.integers(1, 1440))


@given(
    works=st.lists(WORK, min_size=1, max_size=12),
    length=st.sampled_from(sorted(LENGTHS)),
    form=st.sampled_from(sorted(DATES)),
    delimiter=st.sampled_from(",;\t"),
)
def test_a_log_is_the_same_in_every_form(
    tmp_path_factory: pytest.TempPathFactory, works: list[tuple[int, int]], length: str, form: str, delimiter: str
) -> None:
    # One day over 12 tells the order of day and month, one number that can be read in one way alone the decimal sign.
    days = [date(2026, 1, 31), *(date(2026, 1, 1) + timedelta(day) for day, _ in works)]
    minutes = [1, *(each for _, each in works)]
    rows = [("date", "csm", "task", "segment", length)]
    rows += [
        (DATES[form](day), "Ana", "check-in", "Retail", LENGTHS[length](each))
        for day, each in zip(days, minutes, strict=True)
    ]
    text = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    settings = ", occurrence: row"
    if delimiter == ";" and "." in LENGTHS[length](90):
        settings += ', number_format: "1,234.56"'
    log = read_log(tmp_path_factory.mktemp("log"), text, settings=settings).only
    found = sorted((day, round(each, 6)) for day, each in zip(log.day, log.minutes, strict=True))
    assert found == sorted((day.toordinal(), float(each)) for day, each in zip(days, minutes, strict=True))
    assert log.bad_rows == 0
