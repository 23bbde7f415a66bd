"""Time logs that are no tables: calendars in the form of iCalendar, lists in JSON."""

from __future__ import annotations

import json
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.records.timelogs import read_log

if TYPE_CHECKING:
    from pathlib import Path

NEEDS_EXTRA = pytest.mark.skipif(
    pytest.importorskip("importlib.util").find_spec("recurring_ical_events") is None,
    reason="the extra ics is not there",
)
HALF_A_YEAR = ", period: {from: 2026-01-01, to: 2026-06-30}"


def event(*lines: str, summary: str = "check-in") -> str:
    """Return an event of Ana's for Acme."""
    own = (f"SUMMARY:{summary}", "ORGANIZER;CN=Ana Ruiz:mailto:ana@example.test", "CATEGORIES:Acme", f"UID:{lines[0]}")
    return "\r\n".join(("BEGIN:VEVENT", *lines, *own, "END:VEVENT")) + "\r\n"


def calendar(*events: str) -> str:
    """Return a calendar."""
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + "".join(events) + "END:VCALENDAR\r\n"


MORNING = ("DTSTART:20260105T090000", "DTEND:20260105T094500")


@NEEDS_EXTRA
@pytest.mark.parametrize(
    ("lines", "day", "minutes"),
    [
        (MORNING, "2026-01-05", 45.0),
        (("DTSTART:20260105T090000Z", "DURATION:PT1H30M"), "2026-01-05", 90.0),
        (("DTSTART:20260105T233000Z", "DTEND:20260106T001500Z"), "2026-01-05", 45.0),
        (
            ("DTSTART;TZID=Europe/Berlin:20260105T003000", "DTEND;TZID=Europe/London:20260105T003000"),
            "2026-01-05",
            60.0,
        ),
    ],
)
def test_an_event_is_an_entry(tmp_path: Path, lines: tuple[str, ...], day: str, minutes: float) -> None:
    result = read_log(tmp_path, calendar(event(*lines)), "log.ics")
    assert result.rows == [("check-in", "Ana Ruiz", 0, day, minutes)]
    assert result.found == []


@NEEDS_EXTRA
def test_recurring_events_are_expanded_in_the_period(tmp_path: Path) -> None:
    # Mondays of 26 weeks from 5 January on, but for one that was moved to an hour and one that was cancelled.
    weekly = event(
        "DTSTART;TZID=Europe/Berlin:20260105T090000",
        "DTEND;TZID=Europe/Berlin:20260105T093000",
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Europe/Berlin:20260112T090000",
    )
    moved = event(
        "DTSTART;TZID=Europe/Berlin:20260120T100000",
        "DTEND;TZID=Europe/Berlin:20260120T110000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260119T090000",
    ).replace("UID:DTSTART;TZID=Europe/Berlin:20260120T100000", "UID:DTSTART;TZID=Europe/Berlin:20260105T090000")
    result = read_log(tmp_path, calendar(weekly, moved), "log.ics", settings=HALF_A_YEAR)
    assert (result.only.rows, sum(result.only.minutes)) == (25, 24 * 30 + 60)
    assert ("check-in", "Ana Ruiz", 0, "2026-01-20", 60.0) in result.rows
    assert {row[3] for row in result.rows}.isdisjoint({"2026-01-12", "2026-01-19"})


@NEEDS_EXTRA
@pytest.mark.parametrize(
    ("rule", "settings", "rows"),
    [
        ("FREQ=WEEKLY;COUNT=3", "", 3),
        ("FREQ=WEEKLY;UNTIL=20260120T090000", "", 3),
        ("FREQ=DAILY", HALF_A_YEAR, 177),
        ("FREQ=WEEKLY", "", None),
        ("FREQ=HOURLY;COUNT=3", HALF_A_YEAR, None),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", HALF_A_YEAR, None),
    ],
)
def test_events_without_an_end_need_a_period(tmp_path: Path, rule: str, settings: str, rows: int | None) -> None:
    result = read_log(tmp_path, calendar(event(*MORNING, f"RRULE:{rule}")), "log.ics", settings=settings)
    if rows is None:
        assert (result.log, result.codes) == (None, ["recurring-events"])
    else:
        assert result.only.rows == rows


@NEEDS_EXTRA
def test_what_is_no_work_in_a_calendar(tmp_path: Path) -> None:
    events = (
        event(*MORNING),
        event("DTSTART;VALUE=DATE:20260106", "DTEND;VALUE=DATE:20260107", summary="fair"),
        event("DTSTART:20260107T090000", "DTEND:20260107T100000", "STATUS:CANCELLED"),
        event("DTSTART:20260108T090000", "DTEND:20260108T100000", "TRANSP:TRANSPARENT"),
    )
    result = read_log(tmp_path, calendar(*events), "log.ics")
    assert sum(result.only.minutes) == 45
    assert result.lines == [
        "1:1 no-work: 1 entry lasts all day: no work",
        "1:1 no-work: 1 entry is cancelled: no work",
        "1:1 no-work: 1 entry leaves its time free: no work",
    ]


@NEEDS_EXTRA
def test_a_calendar_s_columns_can_be_stated(tmp_path: Path) -> None:
    text = calendar(event(*MORNING, "LOCATION:onboarding", summary="Kick-off, day 1"))
    settings = ", columns: {task: LOCATION, csm: {value: Ben}}"
    assert read_log(tmp_path, text, "log.ics", settings=settings).rows == [("onboarding", "Ben", 0, "2026-01-05", 45.0)]


@NEEDS_EXTRA
@pytest.mark.parametrize("text", ["", "BEGIN:VCALENDAR", "BEGIN:VEVENT\r\nEND:VCALENDAR", calendar(event("SUMMARY:x"))])
def test_a_calendar_that_can_not_be_read(tmp_path: Path, text: str) -> None:
    result = read_log(tmp_path, text, "log.ics")
    assert result.log is None
    assert len(result.found) == 1


def test_without_the_extra_one_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = read_log(tmp_path, calendar(event(*MORNING)), "log.ics")
    [found] = result.found
    assert (result.log, found.code, found.hint) == (None, "missing-extra", "install them: `pip install 'csplan[ics]'`")


TIMEWARRIOR = [
    {"id": 2, "start": "20260105T090000Z", "end": "20260105T094500Z", "tags": ["Acme", "check-in"]},
    {"id": 1, "start": "20260105T233000Z", "end": "20260106T004500Z", "tags": ["x y", "borealis"], "annotation": "z"},
]


@pytest.mark.parametrize("indent", [None, 2])
def test_timewarrior_exports_a_list_in_json(tmp_path: Path, indent: int | None) -> None:
    text = json.dumps(TIMEWARRIOR, indent=indent)
    result = read_log(tmp_path, text, "log.json", settings=", columns: {csm: {value: Ana}}")
    assert result.rows == [("check-in", "Ana", 0, "2026-01-05", 45.0), ("x y", "Ana", 1, "2026-01-05", 75.0)]
    assert result.codes == ["unknown-task"]


def test_watson_exports_a_list_in_json(tmp_path: Path) -> None:
    entries = [{"id": "1a", "project": "Acme", "tags": ["check-in"], "start": "2026-01-05T09:00:00+01:00"}]
    entries[0]["stop"] = "2026-01-05T09:45:00+01:00"
    result = read_log(tmp_path, json.dumps(entries), "log.json", settings=", columns: {csm: {value: Ana}}")
    assert (result.rows, result.found) == ([("check-in", "Ana", 0, "2026-01-05", 45.0)], [])


def test_other_lists_in_json_have_keys_like_yaml(tmp_path: Path) -> None:
    entries: list[dict[str, Any]] = [
        {"date": "2026-01-05", "csm": "Ana", "task": "check-in", "minutes": 30, "customer": "Acme", "billable": True},
        {"date": "2026-01-06", "csm": "Ana", "task": "check-in", "minutes": None, "customer": "Acme", "more": {}},
        {"date": "2026-01-07", "csm": "Ana", "task": "check-in", "minutes": 1.5, "customer": "Acme"},
    ]
    result = read_log(tmp_path, json.dumps(entries, indent=0), "log.json")
    assert [row[4] for row in result.rows] == [30.0, 1.5]
    assert result.lines[0] == "10:1 unreadable-row: this entry is left out: it has no duration"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{}", "wrong-shape"),
        ("[1]", "wrong-shape"),
        ("[[]]", "wrong-shape"),
        ("[", "unreadable-file"),
        ("[{]", "unreadable-file"),
        ('[{"a": 1}', "unreadable-file"),
        ("[" * 100_000, "unreadable-file"),
        ("[]", "empty-log"),
    ],
)
def test_json_that_is_no_log(tmp_path: Path, text: str, code: str) -> None:
    result = read_log(tmp_path, text, "log.json")
    assert (result.log, result.codes) == (None, [code])


@NEEDS_EXTRA
@pytest.mark.parametrize("zone", ["Europe/", "../../etc", "Nowhere/None"])
def test_a_bad_event_is_left_out_with_its_line(tmp_path: Path, zone: str) -> None:
    events = (
        event(*MORNING),
        event("DTSTART:20260106T090000"),
        event(f"DTSTART;TZID={zone}:20260107T090000", MORNING[1]),
    )
    result = read_log(tmp_path, calendar(*events[:2]), "log.ics")
    assert sum(result.only.minutes) == 45
    assert result.lines[0] == "12:1 unreadable-row: this entry is left out: its duration is zero"
    read_log(tmp_path, calendar(*events), "log.ics")  # in whatever zone, it does not raise


@NEEDS_EXTRA
def test_time_that_outlook_shows_as_free_or_away_is_no_work(tmp_path: Path) -> None:
    events = [
        event(*MORNING, f"X-MICROSOFT-CDO-BUSYSTATUS:{status}").replace("UID:DTSTART", f"UID:{status}DTSTART")
        for status in ("FREE", "OOF", "BUSY")
    ]
    result = read_log(tmp_path, calendar(*events), "log.ics")
    assert [row[4] for row in result.rows] == [45.0]
    assert result.codes == ["no-work", "no-work"]


@NEEDS_EXTRA
def test_an_event_that_ends_before_it_starts_does_not_count(tmp_path: Path) -> None:
    wrong = event("DTSTART:20260105T100000", "DTEND:20260105T090000")
    mixed = event("DTSTART:20260106T100000Z", "DTEND:20260106T110000")
    result = read_log(tmp_path, calendar(wrong, mixed, event(*MORNING)), "log.ics")
    assert 45.0 in [row[4] for row in result.rows]
    assert "2026-01-05" not in {row[3] for row in result.rows if row[4] == 60.0}
    assert "unreadable-row" in result.codes


def works(count: int) -> list[tuple[datetime, int, str]]:
    some = random.Random(count)
    first = datetime(2026, 1, 5, 8, tzinfo=UTC)
    names = ("check-in", "other")
    return [(first + timedelta(hours=2 * number), some.randint(1, 119), some.choice(names)) for number in range(count)]


def total(expected: list[tuple[datetime, int, str]]) -> tuple[int, int]:
    return len(expected), sum(minutes for _, minutes, _ in expected)


@pytest.mark.parametrize("tracker", ["timewarrior", "watson"])
def test_a_list_of_5000_entries_is_read_to_the_last_minute(tmp_path: Path, tracker: str) -> None:
    expected = works(5000)
    form = "%Y%m%dT%H%M%SZ" if tracker == "timewarrior" else "%Y-%m-%dT%H:%M:%S+00:00"
    entries = [
        {
            "start": f"{start:{form}}",
            "end" if tracker == "timewarrior" else "stop": f"{start + timedelta(minutes=minutes):{form}}",
            "tags": [task, "Acme"],
        }
        for start, minutes, task in expected
    ]
    settings = f", preset: {tracker}, occurrence: row, columns: {{csm: {{value: Ana}}}}"
    log = read_log(tmp_path, json.dumps(entries), "log.json", settings=settings).only
    assert (log.rows, round(sum(log.minutes))) == total(expected)


@NEEDS_EXTRA
def test_a_calendar_of_5000_events_is_read_to_the_last_minute(tmp_path: Path) -> None:
    expected = works(5000)
    events = [
        event(
            f"DTSTART:{start:%Y%m%dT%H%M%S}", f"DTEND:{start + timedelta(minutes=minutes):%Y%m%dT%H%M%S}", summary=task
        )
        for start, minutes, task in expected
    ]
    log = read_log(tmp_path, calendar(*events), "log.ics", settings=", preset: icalendar, occurrence: row").only
    assert (log.rows, round(sum(log.minutes))) == total(expected)


@NEEDS_EXTRA
@pytest.mark.parametrize("settings", [HALF_A_YEAR, ""])
def test_an_event_that_goes_on_for_50_years_costs_no_time(tmp_path: Path, settings: str) -> None:
    # The library's own walk takes steps of 15 minutes as long as any event goes on: here that would be hours.
    lasting = event("DTSTART:20260102T090000", "DTEND:20760102T090000", summary="tenure")
    result = read_log(tmp_path, calendar(lasting, event(*MORNING)), "log.ics", settings=settings)
    assert [row[3] for row in result.rows if row[0] == "check-in"] == ["2026-01-05"]


@NEEDS_EXTRA
def test_days_are_those_of_the_zone_of_each_event_also_where_spans_meet(tmp_path: Path) -> None:
    # Half past midnight in Auckland is noon of the day before in Greenwich: each of 40 days counts, and once.
    daily = ("DTSTART;TZID=Pacific/Auckland:20260105T003000", "DTEND;TZID=Pacific/Auckland:20260105T010000")
    result = read_log(tmp_path, calendar(event(*daily, "RRULE:FREQ=DAILY;COUNT=40")), "log.ics", settings=HALF_A_YEAR)
    assert [row[3] for row in result.rows] == [
        (datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=day)).date().isoformat() for day in range(40)
    ]
