"""Exports of every tracker and calendar in every language load as they are, to the last minute."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from csplan.plan.timelog import Preset
from csplan.records.log.trackers import trackers
from tests.records.timelogs import CUSTOMERS, read_log
from tests.records.trackers import EXPORTS, Export, Work

WORKS = [
    Work(date(2026, 1, 13), 9 * 60, 45, "check-in", "Acme"),
    Work(date(2026, 1, 14), 23 * 60 + 30, 75, "onboarding", "云帆科技"),
    Work(date(2026, 2, 1), 13 * 60 + 5, 20, "check-in", "Borealis"),
]
ROWS = [
    ("check-in", "Ana Ruiz", 0, "2026-01-13", 45.0),
    ("check-in", "Ana Ruiz", 1, "2026-02-01", 20.0),
    ("onboarding", "Ana Ruiz", 1, "2026-01-14", 75.0),
]


def settings_of(export: Export) -> str:
    """Return what a plan has to say beside the file: who it was, where the export does not say it."""
    return "" if export.person else ", columns: {csm: {value: Ana Ruiz}}"


@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_loads_as_it_is(tmp_path: Path, name: str, *, stated: bool) -> None:
    export = EXPORTS[name]
    preset = f", preset: {export.tracker}" if stated else ""
    result = read_log(tmp_path, export.text(WORKS), settings=settings_of(export) + preset)
    assert result.rows == ROWS
    recognised = set() if stated else {"log-preset"}
    assert set(result.codes) - {"over-midnight"} == recognised | export.notes
    assert all(each.severity == "note" for each in result.found)
    if not stated:
        [found] = [each for each in result.found if each.code == "log-preset"]
        assert found.message == f"its headings are those of {export.tracker}, and are read as such"


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_of_5000_rows_is_read_to_the_last_minute(tmp_path: Path, name: str) -> None:
    some, export = random.Random(name), EXPORTS[name]
    first = date(2026, 1, 13)
    works = [
        Work(
            first + timedelta(number // 28),
            some.randrange(0, 22 * 60),
            some.randint(1, 119),
            some.choice(("check-in", "onboarding", "Team meeting", "other")),
            some.choice(list(CUSTOMERS)),
        )
        for number in range(5000)
    ]
    log = read_log(tmp_path, export.text(works), settings=settings_of(export)).only
    expected = Counter[tuple[str, int]]()
    for work in works:
        expected[work.task, work.day.toordinal()] += work.minutes
    found = defaultdict[tuple[str, int], float](float)
    for task, day, minutes in zip(log.task, log.day, log.minutes, strict=True):
        found[log.tasks[task], day] += minutes
    assert {key: round(value, 6) for key, value in found.items()} == dict(expected)
    assert (log.rows, log.bad_rows) == (5000, 0)


def test_every_tracker_and_language_has_an_export() -> None:
    known = trackers()
    met = set()
    for export in EXPORTS.values():
        folded = {heading.casefold() for heading in export.head}
        met.add(next(index for index, each in enumerate(known) if each.fits(folded)))
    assert met == set(range(len(known)))


def test_the_presets_of_a_plan_are_the_trackers() -> None:
    # The last two are known by the form of their files.
    assert set(get_args(Preset)) == {each.name for each in trackers()} | {"timewarrior", "icalendar"}


def test_the_page_names_every_preset() -> None:
    page = (Path(__file__).parents[2] / "docs" / "time-log.md").read_text(encoding="utf-8")
    assert {name for name in get_args(Preset) if f"| `{name}` |" not in page} == set()
