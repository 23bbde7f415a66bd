"""Whose wins and slips are, which count, and what the team's own rates would give: by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from csplan.measure.handed import CSQA, CSQL, bought, count_of, customers_of, done, followed
from csplan.measure.periods import Period, earlier, last_whole, lasts, period_called
from csplan.measure.whose import longest
from csplan.measure.won import OfCsm, Won, crossings, deviation, recovered_on, spell_start
from tests.measure.records import ONE_SEGMENT, load, record_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.measure.customers import Customers

DAYS = ("2026-04-01", "2026-06-30", "2026-07-01", "2026-09-30")
COLOURS = {
    "A1": ("Ana", "yellow green yellow green"),
    "A2": ("Ana", "yellow yellow yellow lime"),
    "A3": ("Ana", "lime lime lime red"),
    "A4": ("Ana", "lime lime lime green"),
    "B1": ("Ben", "yellow yellow yellow yellow"),
    "B2": ("Ben", "yellow lime lime lime"),
    "B3": ("Ben", "lime red red green"),
    "B4": ("Ben", "lime lime lime lime"),
    "S": ("Ana; Ben", "lime lime lime yellow"),
}
"""Whose each customer is, and its colour on the ends of two quarters.

In the first of them 2 of 4 yellow ones recover (A1, B2), and 1 of 5 lime ones slips (B3)."""
CHANGED = "2026-07-01,H,Ana,yellow\n2026-08-01,H,Ben,yellow\n2026-09-30,H,Ben,green\n"
"""Ana has this one for 31 days of the quarter, Ben for 61."""
BOOK = "customer,segment,arr\n" + "".join(f"{name},a,1k\n" for name in (*COLOURS, "H"))
EVENTS = """\
date,event,customer,csm,arr,id,from
2026-07-05,csql,A1,Ana,,L1,
2026-07-06,csql,A1,Ana,,L2,
2026-08-01,csql,A2,Ana,,L3,
2026-08-02,csql,S,Ana; Ben,,L4,
2026-06-30,csql,A3,Ana,,L5,
2026-09-01,csqa,H,,,Q1,
2026-09-02,csqa,A1,Ana,,Q2,
2026-09-03,poc,A2,,,P1,L3
2026-09-20,expansion,A2,,5k,,P1
2026-09-21,expansion,A1,,5k,,
"""


def rows() -> str:
    lines = [
        f"{day},{name},{csm},{colour}"
        for name, (csm, colours) in COLOURS.items()
        for day, colour in zip(DAYS, colours.split(), strict=True)
    ]
    return "date,customer,csm,health\n" + "\n".join(lines) + "\n" + CHANGED


def record(folder: Path, more: str = "", plan: str = "", shots: str = "") -> Customers:
    tables = {"accounts": BOOK, "events": EVENTS, "snapshots": (shots or rows()) + more}
    return record_of(load(folder, plan + ONE_SEGMENT, **tables))


def test_what_is_counted_of_each(tmp_path: Path) -> None:
    won = Won(record(tmp_path), 3)
    found = won.of_csms()
    ana, ben = found["Ana"], found["Ben"]
    assert (ana.at_risk, ana.healthy, ana.wins, ana.slips) == (2, 2.5, 2, 1.5)
    assert ana.deducted == {"again": 1}  # A1 was won in the quarter before
    # Two yellow at 1/2; two lime and a half at 1/5.
    assert (ana.expected_wins, ana.expected_slips) == pytest.approx((1.0, 0.5))
    assert deviation(ana) == pytest.approx((2 * 0.25 + 2 * 0.16 + 0.25 * 0.16) ** 0.5)
    assert ana.own_wins == 1  # A1 fell ill on 2026-07-01; when A2 did, the record does not tell
    assert ana.spells == 1  # A1 again; of A3 and S nothing was known for the month before
    assert (ben.at_risk, ben.wins, ben.slips) == (3, 2, 0.5)
    assert ben.unknown == 1  # of red customers no quarter says anything
    assert [str(each) for each in won.before] == ["2026-04-01..2026-06-30"]


def test_a_rate_that_a_segment_lacks_is_that_of_all(tmp_path: Path) -> None:
    plan = "segments:\n  - {name: a}\n  - {name: b}\n"
    book = BOOK.replace("B1,a", "B1,b")
    shots = rows().replace("2026-04-01,B1,Ben,yellow\n", "")
    won = Won(record_of(load(tmp_path, plan, accounts=book, snapshots=shots)), 3)
    at = won.record.history.customers.index("B1")
    rate = won.rate(at, 3)
    assert rate is not None
    assert (rate.moved, rate.n) == (2, 3)  # of A1, A2, B2, all in the other segment
    assert won.borrowed == 1


def test_wins_that_do_not_last(tmp_path: Path) -> None:
    later = "2026-10-15,A2,Ana,red\n2026-10-15,H,Ben,lime\n2026-10-31,B4,Ben,lime\n"
    won = Won(record(tmp_path, later), 3, hold=30)
    assert {each.customer: each.deducted for each in won.outcomes if each.move.win} == {
        0: "again",
        1: "not_held",
        6: "",
        9: "",
    }
    assert not any(each.open for each in won.outcomes)
    early = Won(record(tmp_path), 3, hold=30)
    assert (
        sum(each.open for each in early.outcomes) == 3
    )  # the record ends with the quarter; a win before is deducted already
    gone = Won(
        record_of(
            load(
                tmp_path,
                ONE_SEGMENT,
                accounts=BOOK,
                snapshots=rows() + "2026-10-31,B4,Ben,lime\n",
                events="date,event,customer,due\n2026-10-10,churn,A2,1k\n",
            )
        ),
        3,
        hold=30,
    )
    assert next(each.deducted for each in gone.outcomes if each.customer == 1) == "not_held"


def test_wins_that_the_score_denies(tmp_path: Path) -> None:
    plan = "health: {outcome: {use: 100%}, colours: {green: 75, lime: 62, yellow: 45}}\n"
    lines = rows().splitlines()
    shots = "\n".join([f"{lines[0]},use", *(f"{line},{10 if ',A2,' in line else 90}" for line in lines[1:])]) + "\n"
    won = Won(record(tmp_path, plan=plan, shots=shots), 3)
    assert {each.customer: each.deducted for each in won.outcomes if each.move.win}[1] == "by_hand"


def test_again_is_as_long_as_the_plan_says(tmp_path: Path) -> None:
    # The win before ended on 2026-06-30, the day before the quarter.
    assert Won(record(tmp_path), 3, again=1).of_csms()["Ana"].deducted == {"again": 1}
    assert Won(record(tmp_path), 3, again=0).of_csms()["Ana"].deducted == {}


def test_who_had_a_customer_longest(tmp_path: Path) -> None:
    found = record(tmp_path)
    at = found.history.customers.index("H")
    quarter, july = period_called("2026-Q3"), period_called("2026-07")
    assert quarter is not None
    assert july is not None
    assert longest(found, at, quarter) == ("Ben",)
    assert longest(found, at, july) == ("Ana",)
    # Of equally many days, whoever had it last.
    changed = date(2026, 8, 1).toordinal()
    assert longest(found, at, Period(changed - 1, changed)) == ("Ben",)
    # Nobody had it before it came: whose it is now.
    assert longest(found, at, Period(1, 2)) == ("Ben",)


def test_leads_and_advocates(tmp_path: Path) -> None:
    found = record(tmp_path)
    events = found.history.events
    assert events is not None
    leads = list(done(found, CSQL, found.period))
    assert len(leads) == 4
    assert customers_of(leads) == {"Ana": 2.5, "Ben": 0.5}  # A1 once, A2, and half of S
    # Nobody is named of H: it was Ben's that day.
    assert count_of(list(done(found, CSQA, found.period))) == {"Ben": 1.0, "Ana": 1.0}
    ids = {events.line[each.event]: each.event for each in leads}
    assert bought(events, found.as_of) == {ids[4], events_at(events.line, 9)}  # the lead of A2, and its pilot
    came = followed(events, found.as_of)
    assert date.fromordinal(came[ids[4]]) == date(2026, 9, 3)
    assert ids[2] not in came


def events_at(lines: object, line: int) -> int:
    return list(lines).index(line)  # type: ignore[call-overload, no-any-return]


def test_days_of_a_spell(tmp_path: Path) -> None:
    more = "2026-07-15,A4,Ana,red\n2026-08-01,A4,Ana,lime\n2026-08-15,A4,Ana,yellow\n2026-09-01,A4,Ana,green\n"
    found = record(tmp_path, more)
    states, quarter = found.states, found.period
    at = found.history.customers.index("A4")
    assert crossings(states, at, quarter) == 4
    ended = recovered_on(states, at, quarter)
    assert ended is not None
    assert date.fromordinal(ended) == date(2026, 9, 1)
    assert recovered_on(states, found.history.customers.index("B1"), quarter) is None
    july = date(2026, 7, 20).toordinal()
    start = spell_start(states, at, july)
    assert start is not None
    assert date.fromordinal(start) == date(2026, 7, 15)
    assert spell_start(states, found.history.customers.index("B1"), july) is None


def test_a_spell_behind_a_gap_began_nobody_knows_when(tmp_path: Path) -> None:
    shots = "date,customer,health\n2026-01-01,x,green\n2026-06-01,x,yellow\n2026-09-30,x,green\n"
    found = record_of(load(tmp_path, accounts="customer,segment,arr\nx,a,1k\n", snapshots=shots))
    assert spell_start(found.states, 0, date(2026, 7, 1).toordinal()) is None


def test_two_spellings_are_one() -> None:
    first, second = OfCsm(wins=1, deducted={"again": 1}), OfCsm(wins=2, slips=1, deducted={"again": 1, "by_hand": 1})
    first.add(second)
    assert (first.wins, first.slips, first.deducted) == (3, 1, {"again": 2, "by_hand": 1})


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-10-02", 3, "2026-07-01..2026-09-30"),
        ("2026-09-30", 3, "2026-07-01..2026-09-30"),
        ("2026-09-29", 3, "2026-04-01..2026-06-30"),
        ("2026-10-02", 6, "2026-01-01..2026-06-30"),
        ("2026-12-31", 6, "2026-07-01..2026-12-31"),
        ("2026-12-31", 12, "2026-01-01..2026-12-31"),
        ("2026-12-30", 12, "2025-01-01..2025-12-31"),
        ("2026-02-01", 3, "2025-10-01..2025-12-31"),
    ],
)
def test_the_last_whole_period(day: str, months: int, expected: str) -> None:
    assert str(last_whole(date.fromisoformat(day).toordinal(), months)) == expected


@pytest.mark.parametrize(
    ("text", "months", "before", "whole"),
    [
        ("2026-Q3", 3, "2026-04-01..2026-06-30", True),
        ("2026-Q1", 3, "2025-10-01..2025-12-31", True),
        ("2026-H1", 6, "2025-07-01..2025-12-31", True),
        ("2026", 12, "2025-01-01..2025-12-31", True),
        ("2026-02-15..2026-05-14", 3, "2025-11-15..2026-02-14", True),
        ("2026-08", 3, "2026-05-01..2026-07-31", False),
        ("2026-03-01..2026-05-31", 3, "2025-12-01..2026-02-28", True),
        ("2026-H1", 3, "2025-10-01..2025-12-31", False),
        ("2026-05-31..2026-08-30", 3, "2026-03-01..2026-05-30", True),
    ],
)
def test_the_period_before(text: str, months: int, before: str, *, whole: bool) -> None:
    period = period_called(text)
    assert period is not None
    assert str(earlier(period, months)) == before
    assert lasts(period, months) is whole
