"""What is counted of a record, against numbers worked out apart from csplan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from csplan.inputs.build import build
from csplan.measure.groups import counts
from csplan.measure.periods import Period, last_quarter, period_called, year_to
from csplan.measure.spells import AtRisk, at_risk_days
from tests.measure.records import ONE_SEGMENT, SCORED, load, plan_of, record_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def segment(plan: Plan, name: str = "a") -> Node:
    [node] = [node for team in build(plan).root.below["team"] for node in team.below["segment"] if node.name == name]
    return node


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-h2", "2026-07-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-07-05..2026-07-05", "2026-07-05", "2026-07-05"),
    ],
)
def test_periods(text: str, first: str, last: str) -> None:
    assert period_called(text) == (day(first), day(last))


@pytest.mark.parametrize(
    "text", ["2026-Q5", "2026-13", "Q3", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "0000"]
)
def test_no_periods(text: str) -> None:
    assert period_called(text) is None


@pytest.mark.parametrize(
    ("as_of", "first"),
    [
        ("2026-09-30", "2026-07-01"),
        ("2026-09-29", "2026-04-01"),
        ("2026-03-30", "2025-10-01"),
        ("2026-12-31", "2026-10-01"),
    ],
)
def test_the_last_whole_quarter(as_of: str, first: str) -> None:
    assert last_quarter(day(as_of)).first == day(first)


def test_twelve_months() -> None:
    assert year_to(day("2026-09-30")) == (day("2025-10-01"), day("2026-09-30"))
    assert year_to(day("2024-02-28")).first == day("2023-03-01")


# From colour to colour: wins 3, saves 2, slips 2, of 7 at risk and 5 healthy on the first day.
MOVES = [
    "green green", "green yellow", "lime green", "lime left", "lime lime", "yellow green", "yellow lime",
    "yellow yellow", "yellow red", "red yellow", "red lime", "red left",
]  # fmt: skip


def moved(folder: Path, moves: Sequence[str] = MOVES) -> Plan:
    names = [f"c{index}" for index in range(len(moves))]
    shots, events = "date,customer,health\n", "date,event,customer,arr,due\n2026-07-01,contact,c0,,\n"
    for name, move in zip(names, moves, strict=True):
        before, after = move.split()
        shots += f"2026-07-01,{name},{before}\n2026-08-01,{name},green\n"
        shots += f"2026-09-30,{name},{after}\n" if after != "left" else ""
        events += f"2026-08-15,renewal,{name},0,1k\n" if after == "left" else ""
    book = "customer,segment,arr\n" + "".join(f"{name},a,1k\n" for name in names)
    return plan_of(load(folder, accounts=book, snapshots=shots, events=events))


def test_movement_as_worked(tmp_path: Path) -> None:
    node = segment(moved(tmp_path))
    figures = ("cohort", "at_risk_start", "at_risk_end", "wins", "saves", "slips", "net_wins", "left", "new", "unknown")
    assert [node.value(name) for name in figures] == [12, 7, 4, 3, 2, 2, 1, 2, 0, 0]
    assert node.value("recovery_rate") == pytest.approx(0.428571, abs=5e-7)
    assert node.value("slip_rate") == pytest.approx(0.4)


def test_nobody_at_risk_recovers_nobody(tmp_path: Path) -> None:
    node = segment(moved(tmp_path, ["green green"]))
    assert (node.value("wins"), node.value("recovery_rate"), node.value("slip_rate")) == (0, None, 0)


def test_who_came_and_of_whom_nothing_is_known(tmp_path: Path) -> None:
    """Known since before the period but without a snapshot near its first day: unknown. Since within it: new."""
    book = "customer,segment,arr,since\nx,a,1k,2026-01-01\ny,a,1k,2026-08-15\nz,a,1k,2026-01-01\nw,a,1k,2026-11-01\n"
    shots = "date,customer,health\n2026-07-01,x,green\n2026-09-30,x,red\n2026-09-01,y,green\n2026-04-29,z,green\n"
    node = segment(plan_of(load(tmp_path, accounts=book, snapshots=shots)))
    assert [node.value(name) for name in ("cohort", "slips", "new", "unknown")] == [1, 1, 1, 1]


SHOTS = """\
date,customer,deployment,engagement,adoption,roi,nps,support,sentiment
2026-09-30,Alder,90,70,82,60,40,75,66
2026-09-30,Birch,55,80,38,,70,90,88
2026-09-30,Cedar,85,40,80,75,-30,35,50
2026-09-30,Delta,,20,,,10,,30
2026-09-30,Ember,30,35,25,20,-50,40,30
"""
BOOK = "customer,segment,arr\nAlder,a,1k\nBirch,a,1k\nCedar,a,1k\nDelta,a,1k\nEmber,a,1k\n"


def test_scores_as_worked(tmp_path: Path) -> None:
    record = record_of(load(tmp_path, SCORED + ONE_SEGMENT, accounts=BOOK, snapshots=SHOTS))
    found = [record.scores(customer, record.as_of) for customer in range(5)]
    assert [each.outcome for each in found] == pytest.approx([77.4, 50.125, 74, None, 26.5])
    assert [each.experience for each in found] == pytest.approx([70.3, 87.4, 39.5, 44.285714, 31], abs=5e-7)
    assert [each.quadrant for each in found] == ["successful", "pleased", "captive", "unknown", "failing"]
    # Without recorded colours, the scores say them: lime, yellow, red, unknown, red.
    assert [record.states.colour(customer, record.as_of) for customer in range(5)] == [2, 3, 4, 0, 4]


def test_the_mean_hides_what_the_lower_shows(tmp_path: Path) -> None:
    rules = SCORED + "  combine: mean\n  high: 60\n"
    record = record_of(load(tmp_path, rules + ONE_SEGMENT, accounts=BOOK, snapshots=SHOTS))
    birch = record.scores(1, record.as_of)
    assert birch.health == pytest.approx(68.7625)
    assert record.states.colour(1, record.as_of) == 2


def test_retention_as_worked(tmp_path: Path) -> None:
    """ARR 1,000,000; lost 60,000, contracted 20,000, grown 95,000 by others: 0.92 and 1.015."""
    book = "customer,segment,arr,since\nkept,a,775k,2020-01-01\nless,a,180k,2020-01-01\nnew,a,500k,2026-02-01\n"
    grew = "wide,a,60k,2020-01-01\n"
    events = (
        "date,event,customer,arr,due\n2025-09-01,contact,kept,,\n2025-12-01,renewal,gone,0,60k\n"
        "2026-01-01,renewal,less,180k,200k\n2026-02-01,expansion,kept,75k,\n2026-03-01,expansion,wide,20k,\n"
        "2026-09-30,contact,kept,,\n"
    )
    shots = "date,customer,health\n2025-09-01,gone,green\n2025-09-30,gone,green\n"
    node = segment(plan_of(load(tmp_path, accounts=book + grew, events=events, snapshots=shots)))
    assert [node.value(name) for name in ("arr_start", "arr_kept", "arr_end")] == [1_000_000, 920_000, 1_015_000]
    assert [node.value(name) for name in ("grr", "nrr")] == pytest.approx([0.92, 1.015])
    assert [node.value(name) for name in ("renewals_due", "renewals_kept", "arr_due", "arr_renewed")] == [
        *(2, 1, 260_000, 180_000),
    ]
    assert node.value("renewal_rate") == pytest.approx(180 / 260)
    assert node.value("expansion") == 95_000
    assert node.value("new_customers") == 1


def test_days_at_risk(tmp_path: Path) -> None:
    """A colour holds until the next, or 62 days; a spell begins where the day before was known to be healthy."""
    shots = (
        "date,customer,health\n2026-01-01,x,green\n2026-01-11,x,yellow\n2026-01-21,x,red\n2026-01-31,x,lime\n"
        "2026-02-10,x,yellow\n2026-06-30,x,green\n2026-06-01,y,red\n"
    )
    record = record_of(load(tmp_path, accounts="customer,segment,arr\nx,a,1k\ny,a,1k\n", snapshots=shots))
    # x: 10 days green, 20 at risk, 10 lime, 63 yellow (10 Feb and 62 days after it), unknown, 1 green.
    whole = Period(day("2026-01-01"), day("2026-06-30"))
    assert at_risk_days(record.states, 0, whole) == AtRisk(10 + 20 + 10 + 63 + 1, 20 + 63, 2)
    assert at_risk_days(record.states, 0, Period(day("2026-01-20"), day("2026-02-09"))) == AtRisk(21, 11, 0)
    assert at_risk_days(record.states, 1, whole) == AtRisk(30, 30, 0)
    assert counts(record)["a"]["days_known"] == counts(record)["a"]["days_at_risk"] + 21


def test_who_left_is_of_the_segment_of_their_last_csm(tmp_path: Path) -> None:
    plan = "segments:\n  - {name: a}\n  - {name: b, team: t}\n  - {name: c, team: t}\n"
    book = "customer,segment,arr,csm\nx,a,1k,Ann\ny,b,1k,Bo\nz,c,1k,Bo\nw,c,1k,Bo\n"
    shots = "date,customer,csm,health\n" + "".join(
        f"2026-09-30,{name},{csm},green\n"
        for name, csm in (("g1", "ann"), ("g2", "Bo"), ("g3", "Cy"), ("g4", "Di"), ("g5", "Ann; Di"), ("g6", "Ann;ANN"))
    )
    people = "csm,team\nCy,b\nDi,t\nAnn,a\nBo,\n"
    record = record_of(load(tmp_path, plan, accounts=book, snapshots=shots, people=people))
    # By the people Cy is of b; Di of a team of two segments; Bo has most customers of c.
    assert record.segments == [0, 1, 2, 2, 0, 2, 1, -1, -1, 0]


def test_shares_of_several_csms(tmp_path: Path) -> None:
    book = "customer,segment,arr,csm\nx,a,1k,Ann; Bo\ny,a,1k,Ann\nz,a,1k,Unassigned\n"
    shots = "date,customer,health\n" + "".join(
        f"2026-0{month}-01,{name},{colour}\n"
        for name in "xyz" for month, colour in ((4, "yellow"), (5, "green"), (6, "green"), (7, "green"))
    )  # fmt: skip
    plan = plan_of(load(tmp_path, accounts=book, snapshots=shots))
    csms = {node.name: node.value("wins") for node in build(plan).root.below["csm"]}
    assert csms == {"Ann": 1.5, "Bo": 0.5}
    assert build(plan).root.value("wins") == 3


def test_a_short_record_is_of_no_year(tmp_path: Path) -> None:
    """What a record of four months counts is not what a year brings: the plan's own expansion stands."""
    events = "date,event,customer,arr,due\n2026-01-01,expansion,x,5k,\n2026-03-31,renewal,x,9k,10k\n"
    plan = plan_of(
        load(
            tmp_path,
            "segments:\n  - {name: a, expansion: 40k}\n",
            accounts="customer,segment,arr\nx,a,1k\n",
            events=events,
        )
    )
    assert segment(plan).value("expansion") == 40_000
    assert segment(plan).value("renewal_rate") == 0.9


def test_measured_goes_before_the_book_and_that_before_the_plan(tmp_path: Path) -> None:
    book = "customer,segment,arr,health\nx,a,1k,red\ny,a,1k,red\n"
    shots = "date,customer,health\n2026-03-01,x,red\n2026-03-01,y,green\n2026-03-31,x,red\n2026-03-31,y,green\n"
    with_at_risk = "segments:\n  - {name: a, at_risk: 10%}\n"
    assert segment(plan_of(load(tmp_path, with_at_risk, accounts=book))).value("at_risk_customers") == 2
    plan = plan_of(load(tmp_path, with_at_risk, accounts=book, snapshots=shots))
    assert (segment(plan).value("at_risk"), segment(plan).value("at_risk_customers")) == (0.5, 1)


def test_todays_csms_are_the_people_who_are_there(tmp_path: Path) -> None:
    """Of a: Ann at 80%, half of Cy who is of two teams and works half; Bo has left. By the book two would hold it."""
    plan = "segments:\n  - {name: a, csms_now: 9}\n  - {name: b, team: t, customers: 3, arr: 10k}\n"
    book = "customer,segment,arr,csm\nx,a,1k,Ann\ny,a,1k,Bo\n"
    people = "csm,team,share,until\nAnn,A,80%,\nBo,a,,2026-01-31\nCy,a;b,50%,\n"
    shots = "date,customer,health\n2026-01-01,x,green\n2026-03-31,y,yellow\n"
    read = plan_of(load(tmp_path, plan, accounts=book, snapshots=shots, people=people))
    assert segment(read).value("csms_now") == pytest.approx(1.05)
    assert segment(read, "b").value("csms_now") == pytest.approx(0.25)
    nobody_knows = plan_of(load(tmp_path, plan, accounts=book, snapshots=shots, people="csm\nAnn\nBo\n"))
    assert segment(nobody_knows).value("csms_now") == pytest.approx(2)


@pytest.mark.parametrize(("stated", "differs"), [("", False), (", csms_now: 2", False), (", csms_now: 3", True)])
def test_loading_counts_nothing_that_no_check_needs(tmp_path: Path, stated: str, *, differs: bool) -> None:
    loaded = load(
        tmp_path,
        f"segments: [{{name: a{stated}}}]\n",
        accounts="customer,segment,arr,csm\nA,a,100,Ann\nB,a,100,Ben\n",
        snapshots="date,customer,health\n2026-01-01,A,green\n2026-06-30,B,red\n",
    )
    assert bool(record_of(loaded).counts) == bool(stated)
    assert any(each.code == "csms-now-differs" for each in loaded.diagnostics) == differs


RESCUES = """\
tiers:
  - {name: low, acv: {max: 10k}}
tasks:
  - {name: rescue, kind: proactive, per: at_risk_customer, takes: 8 h, times: 3}
  - {name: care, kind: reactive, per: at_risk_customer, takes: 1 h, times: 2}
value: {plays: {task: rescue}}
segments:
  - {name: a, tier: low}
  - {name: b, tier: low}
  - {name: c, tier: low}
"""


def rescued(folder: Path, plan: str = RESCUES, plays: str = "") -> Plan:
    """Two customers in each segment, one of them at risk all the year to 2026-03-31: one customer-year at risk."""
    book = "customer,segment,arr\n" + "".join(f"{name}{at},{name},1k\n" for name in "abc" for at in (1, 2))
    days = ("2025-04-01", "2025-06-01", "2025-08-01", "2025-10-01", "2025-12-01", "2026-02-01", "2026-03-31")
    shots = "date,customer,health\n" + "".join(
        f"{day},{name}{at},{colour}\n" for day in days for name in "abc" for at, colour in ((1, "red"), (2, "green"))
    )
    events = f"date,event,customer,value\n2025-03-01,play,a1,\n{plays}2026-04-01,play,a1,\n"
    return plan_of(load(folder, plan, accounts=book, snapshots=shots, events=events))


def test_how_often_rescues_are_begun_is_counted(tmp_path: Path) -> None:
    """Three plays in a for one customer at risk all year; one left alone is none; of b nothing is recorded."""
    plays = "2025-05-01,play,a1,\n2025-06-01,play,a1,\n2026-03-31,play,a1,\n2025-07-01,play,c1,Holdout\n"
    plan = rescued(tmp_path, plays=plays)
    inputs = build(plan)
    columns = {node.name: node.rows["task"] for team in inputs.root.below["team"] for node in team.below["segment"]}
    assert columns["a"].column("times") == pytest.approx([3, 2])
    assert (columns["a"].column("basis"), columns["a"].column("n")) == (["measured", "stated"], [3, None])
    for name in "bc":
        assert columns[name].column("times") == [3, 2]
        assert columns[name].column("basis") == ["stated", "stated"]
    origin = inputs.origins["task", "a/rescue"]["times"]
    # Garwood's interval of 3, of one customer-year.
    assert (origin.n, origin.low, origin.high) == pytest.approx((3, 0.6187, 8.7673), abs=5e-5)


def test_what_is_counted_needs_not_be_stated(tmp_path: Path) -> None:
    plays = "".join(f"2025-05-0{day},contact,{name}1,\n" for name, days in (("a", 2), ("b", 4), ("c", 1)) for day in
                    range(1, days + 1))  # fmt: skip
    unstated = RESCUES.replace(", times: 3", "").replace("task: rescue", "task: rescue, event: contact")
    plan = rescued(tmp_path, unstated, plays)
    assert "missing-times" not in {each.code for each in plan.findings}
    times = [
        node.rows["task"].column("times") for team in build(plan).root.below["team"] for node in team.below["segment"]
    ]
    assert times == [pytest.approx([each, 2]) for each in (2, 4, 1)]
    book, events = "customer,segment,arr\na1,a,1k\n", "date,event,customer\n2026-03-01,contact,a1\n"
    lacking = load(tmp_path, unstated, accounts=book, events=events)
    assert "missing-times" in {each.code for each in lacking.diagnostics}


def test_a_stated_number_of_rescues_that_is_far_off_is_told(tmp_path: Path) -> None:
    """24 of a year have an interval of 15.4 to 35.7; 3 is outside, 20 is inside, 10 is of another task."""
    plays = "".join(f"2025-05-{day:02},play,a1,\n" for day in range(1, 25))

    def told(times: str) -> list[str]:
        plan = rescued(tmp_path, RESCUES.replace("times: 3", f"times: {times}"), plays)
        return [each.message for each in plan.findings if each.code == "contradicts-record"]

    [message] = told("3")
    assert message.startswith("rescue is stated 3 times a year in a, the record has 24 (15.4 to 35.7")
    assert told("20") == []
    assert told("{low: 3, a: 20}") == []


def test_who_left_counts_also_where_only_the_events_name_it(tmp_path: Path) -> None:
    """The book is of today: old was lost with 40k, left before the book was written; typo never left by any event.

    Of 140k due 100k are renewed; 140k of a year ago are 100k now. Without old both would be 100%.
    """
    events = (
        "date,event,customer,csm,arr,due\n2025-10-01,contact,x,,,\n2025-11-01,renewal,old,Ann,40k,40k\n"
        "2026-02-01,renewal,x,,100k,100k\n2026-03-01,renewal,typo,,5k,5k\n2026-05-01,renewal,OLD,,0,40k\n"
        "2026-09-30,contact,x,,,\n"
    )
    loaded = load(tmp_path, accounts="customer,segment,arr,csm\nx,a,100k,Ann\n", events=events)
    record, node = record_of(loaded), segment(plan_of(loaded))
    assert record.history.customers == ["x", "old"]
    assert [node.value(name) for name in ("arr_due", "arr_renewed", "renewals_due", "renewals_kept")] == [
        *(180_000, 140_000, 3, 2)
    ]
    assert [node.value(name) for name in ("arr_start", "arr_kept", "arr_end")] == [140_000, 100_000, 100_000]
    assert [each.line for each in record.history.left_out] == [5]
    assert record.history.unknown_renewals == 1
    told = {each.code: each for each in loaded.diagnostics}
    assert told["left-by-events"].message.endswith("'old'")
    assert record.csms[1] == ("Ann",)


def test_who_was_there_before_its_first_snapshot(tmp_path: Path) -> None:
    """Events go back further than snapshots: who is in the first of these was there before, and whoever renewed."""
    events = (
        "date,event,customer,arr,due\n2025-09-01,contact,a,,\n2025-12-01,renewal,b,0,40k\n2026-03-01,renewal,c,50k,50k\n"
        "2026-09-30,contact,a,,\n"
    )
    shots = "date,customer,health\n2026-01-01,a,green\n2026-04-01,c,green\n2026-05-01,d,green\n"
    book = "customer,segment,arr\na,a,100k\nc,a,50k\nd,a,10k\n"
    record = record_of(load(tmp_path, accounts=book, snapshots=shots, events=events))
    there = [record.known_on(at, day("2025-10-01")) for at in range(4)]
    assert (record.history.customers, there) == (["a", "c", "d", "b"], [True, True, False, True])
    assert counts(record)["a"]["arr_start"] == 100_000 + 50_000 + 40_000


def test_who_comes_back_after_leaving_is_there(tmp_path: Path) -> None:
    """Lost in February with 10k, renewed for 9k in May: 9k of 10k. Lost again at the end: nothing of it."""
    events = (
        "date,event,customer,arr,due\n2025-10-01,contact,x,,\n2026-02-01,churn,x,,10k\n2026-05-01,renewal,x,9k,10k\n"
        "2026-09-30,contact,x,,\n"
    )
    node = segment(plan_of(load(tmp_path, accounts="customer,segment,arr\nx,a,9k\n", events=events)))
    assert [node.value(name) for name in ("arr_start", "arr_end")] == [10_000, 9_000]
    again = events + "2026-09-29,churn,x,,9k\n"
    node = segment(plan_of(load(tmp_path, accounts="customer,segment,arr\nx,a,9k\n", events=again)))
    assert [node.value(name) for name in ("arr_start", "arr_end")] == [10_000, 0]


def test_without_a_book_nobody_knows_what_customers_pay(tmp_path: Path) -> None:
    """Only of those who left it would be known: GRR of nothing but losses is none."""
    events = "date,event,customer,arr,due\n2025-10-01,renewal,x,5k,5k\n2026-09-30,churn,y,,10k\n"
    node = segment(plan_of(load(tmp_path, "segments: [{name: a, customers: 2, arr: 15k}]\n", events=events)))
    assert (node.value("grr"), node.value("nrr"), node.value("renewal_rate")) == (None, None, 1)
