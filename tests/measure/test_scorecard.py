"""How CSMs work and what came of it, against numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from csplan.answers.scorecard.rows import z_of
from csplan.figures.scorecard import executive_score, leads_per_100, opportunity_score, process_score
from csplan.inputs.build import build
from csplan.loader.plan import load_all
from csplan.measure.outcomes import renewals_of, silent_ones, talks_of
from csplan.measure.periods import Period
from csplan.measure.whose import csms_on, days_held
from tests.fuzz.commands import said
from tests.measure.records import ONE_SEGMENT, load, plan_of, record_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.engine.nodes import Node
    from csplan.loader.plan import Loaded

SCORECARD = """\
scorecard:
  file: file
  depth: depth
  executives: {stage: stage, contact: met}
  leads: 60
"""


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def csms(loaded: Loaded) -> dict[str, Node]:
    plan = plan_of(loaded)
    plan = replace(plan, history=plan.history.with_work(plan.record.log if plan.record else None))
    return {node.name: node for node in build(plan).root.below["csm"]}


def test_process_as_worked_out(tmp_path: Path) -> None:
    """Files 0.9, 0.6, 0.3; depth 5, 3, 1; stage 4, 2, 1, contacted 2 of 3; 2 leads."""
    accounts = (
        "customer,segment,arr,csm,since\nAlder,a,100k,Ana,2020-01-01\n"
        "Birch,a,100k,Ana,2026-01-01\nCedar,a,100k,Ana,2026-01-01\n"
    )
    snapshots = (
        "date,customer,csm,file,depth,stage,met\n"
        "2026-12-31,Alder,Ana,90%,5,4,2026-12-01\n"
        "2026-12-31,Birch,Ana,60%,3,2,2026-10-05\n"
        "2026-12-31,Cedar,Ana,0.3,1,1,2026-09-30\n"
    )
    events = (
        "date,event,customer,csm,id\n2026-02-01,csql,Alder,Ana,L1\n2026-03-01,csql,Alder,Ana,L2\n"
        "2026-05-01,csql,Birch,Ana,L3\n2025-11-01,csql,Cedar,Ana,L4\n"
    )
    node = csms(load(tmp_path, ONE_SEGMENT + SCORECARD, accounts=accounts, snapshots=snapshots, events=events))["Ana"]
    assert node.value("file_score") == pytest.approx(0.6)
    assert node.value("depth_score") == pytest.approx(0.6)
    assert node.value("executive_stage") == pytest.approx(7 / 12)
    assert node.value("executives_contacted") == pytest.approx(2 / 3)  # the third 92 days before
    assert node.value("executive_score") == pytest.approx(0.625)
    assert node.value("lead_customers") == 2
    assert node.value("customer_years") == pytest.approx(3)
    assert node.value("leads_per_100") == pytest.approx(200 / 3)
    assert node.value("opportunity_score") == 1
    assert node.value("process_score") == pytest.approx(0.706250)


def test_leads_as_worked_out() -> None:
    """2 leads in 2.5 customer-years, full at 60 of 100."""
    assert leads_per_100(2, 2.5) == 80
    assert opportunity_score(2, 2.5 * 60 / 100) == 1
    assert opportunity_score(1, 2.5 * 60 / 100) == pytest.approx(2 / 3)
    assert process_score(0.6, 0.6, executive_score(7 / 12, 2 / 3), 1) == pytest.approx(0.706250)


def test_a_dimension_that_is_not_recorded_is_absent_and_so_is_the_mean(tmp_path: Path) -> None:
    rules = "scorecard: {depth: {column: depth, of: 4}}\n"
    snapshots = "date,customer,csm,depth\n2026-12-31,Alder,Ana,3\n2026-12-31,Birch,Ana,\n"
    node = csms(load(tmp_path, ONE_SEGMENT + rules, snapshots=snapshots))["Ana"]
    assert node.value("depth_score") == 0.75
    for name in ("file_score", "executive_score", "opportunity_score", "process_score", "leads_per_100"):
        assert node.value(name) is None, name


def test_an_item_of_the_file_is_a_day_or_yes(tmp_path: Path) -> None:
    rules = "scorecard: {file: [profile, goals, politics, not there]}\n"
    snapshots = (
        "date,customer,csm,profile,goals,politics\n2026-12-31,Alder,Ana,2026-03-01,yes,\n"
        "2026-12-31,Birch,Ana,no,maybe,2026-02-03\n"
    )
    loaded = load(tmp_path, ONE_SEGMENT + rules, snapshots=snapshots)
    # Two of three, and one of three: what can't be read does not say that the item is there.
    assert csms(loaded)["Ana"].value("file_filled") == pytest.approx(2 / 3 + 1 / 3)
    assert {each.code for each in loaded.diagnostics} >= {"no-health-column", "unknown-cells"}
    [told] = [each for each in loaded.diagnostics if each.code == "unknown-cells"]
    assert told.message == (
        "cells of 'goals' are neither a day nor yes or no, and don't say that the item is filled: 'maybe' (1)"
    )
    assert told.hint == "write the day on which it was filled in, or yes"


def test_a_blank_cell_erases_nothing(tmp_path: Path) -> None:
    """An export of the last month that leaves cells empty says nothing new; ``no`` does."""
    rules = "scorecard: {file: [profile, goals], depth: depth, executives: {stage: stage, contact: met, every: 90 d}}\n"
    snapshots = (
        "date,customer,csm,profile,goals,depth,stage,met\n"
        "2026-03-31,Alder,Ana,2026-03-01,yes,5,4,2026-03-15\n"
        "2026-11-30,Alder,Ana,,,4,2,2026-11-15\n"
        "2026-12-31,Alder,Ana,,no,,,\n"
    )
    node = csms(load(tmp_path, ONE_SEGMENT + rules, snapshots=snapshots))["Ana"]
    assert node.value("file_score") == 0.5  # the profile of March; goals are no more
    assert node.value("depth_score") == pytest.approx(4 / 5)
    assert node.value("executive_stage") == 0.5
    assert node.value("executives_contacted") == 1  # 46 days before
    # What was said in March of depth is older than a snapshot says anything.
    old = snapshots.replace("2026-11-30,Alder,Ana,,,4,2,2026-11-15\n", "")
    node = csms(load(tmp_path, ONE_SEGMENT + rules, snapshots=old))["Ana"]
    assert (node.value("depth_score"), node.value("executives_contacted")) == (None, 0)


@pytest.mark.parametrize(
    ("rules", "column", "cell", "message"),
    [
        ("file: x", "x", "most", "cells of 'x' are no share from 0% to 100%, and say nothing: 'most' (1)"),
        ("depth: x", "x", "9", "cells of 'x' can't be read, or are outside its scale, and say nothing: '9' (1)"),
        (
            "executives: {stage: y, contact: x}",
            "x",
            "last week",
            "cells of 'x' are no day that can be read, and say nothing: 'last week' (1)",
        ),
    ],
)
def test_cells_that_say_nothing_are_told_by_what_they_should_be(
    tmp_path: Path, rules: str, column: str, cell: str, message: str
) -> None:
    snapshots = f"date,customer,csm,y,{column}\n2026-12-31,Alder,Ana,1,{cell}\n"
    loaded = load(tmp_path, f"{ONE_SEGMENT}scorecard: {{{rules}}}\n", snapshots=snapshots)
    assert message in [each.message for each in loaded.diagnostics if each.code == "unknown-cells"]


def test_below_one_full_lead_nothing_is_said_of_leads(tmp_path: Path) -> None:
    """Ten customers for 30 days are 0.82 years; 60 leads of 100 a year are full, so 0.49 of one would be."""
    accounts = "customer,segment,arr,csm,since\n" + "".join(f"c{at},a,10k,Ana,2026-12-02\n" for at in range(10))
    events = "date,event,customer,csm\n2026-12-20,csql,c1,Ana\n2026-12-31,contact,c2,Ana\n2026-12-02,contact,c3,Ana\n"
    node = csms(load(tmp_path, ONE_SEGMENT + SCORECARD, accounts=accounts, events=events))["Ana"]
    assert node.value("customer_years") == pytest.approx(300 / 365)
    assert node.value("leads_full") == pytest.approx(300 / 365 * 0.6)
    assert (node.value("leads_per_100"), node.value("opportunity_score")) == (None, None)
    assert leads_per_100(1, 1) == 100
    assert opportunity_score(1, 1) == 1
    assert opportunity_score(1, 0.99) is None


@pytest.mark.parametrize(
    ("cell", "share"), [("30%", 0.3), ("0.3", 0.3), ("1", 1), ("0", 0), ("yes", 1), ("no", 0), ("30", None), ("", None)]
)
def test_a_share_of_the_file(tmp_path: Path, cell: str, share: float | None) -> None:
    rules = "scorecard: {file: filled}\n"
    snapshots = f"date,customer,csm,filled\n2026-12-31,Alder,Ana,{cell}\n2026-12-31,Birch,Ana,50%\n"
    node = csms(load(tmp_path, ONE_SEGMENT + rules, snapshots=snapshots))["Ana"]
    expected = 0.5 if share is None else (share + 0.5) / 2
    assert node.value("file_score") == pytest.approx(expected)


def test_executives_are_met_by_events_too(tmp_path: Path) -> None:
    rules = "scorecard: {executives: {stage: stage, every: 30 d}}\n"
    snapshots = "date,customer,csm,stage\n" + "".join(f"2026-12-31,{name},Ana,2\n" for name in ("A", "B", "C", "D"))
    events = (
        "date,event,customer,value\n2026-12-15,contact,A,executive\n2026-12-15,contact,B,user\n"
        "2026-11-01,contact,C,executive\n2026-11-02,contact,C,高管\n"
    )
    node = csms(load(tmp_path, ONE_SEGMENT + rules, snapshots=snapshots, events=events))["Ana"]
    assert node.value("executives_contacted") == 0.25
    assert node.value("executive_score") == (0.5 + 0.25) / 2


def test_leads_by_tier_and_by_csm(tmp_path: Path) -> None:
    """A customer with leads of two people counts for both in parts, and once for the segment."""
    plan = (
        "tiers: [{name: high, acv: {min: 50k}}, {name: low, acv: {max: 50k}}]\n"
        "segments: [{name: a}, {name: b}]\nscorecard: {leads: {high: 100, low: 50}}\n"
    )
    accounts = "customer,segment,arr,csm,since\nAlder,a,90k,Ana,2020-01-01\nBirch,b,9k,Ana,2020-01-01\n"
    events = (
        "date,event,customer,csm\n2025-01-02,csql,Birch,Ben\n2025-12-31,contact,Alder,Ana\n"
        "2025-02-01,csql,Alder,Ana; Ben\n2025-03-01,csql,Alder,Ana\n"
    )
    loaded = load(tmp_path, plan, accounts=accounts, events=events)
    found = csms(loaded)
    assert found["Ana"].value("lead_customers") == 0.5
    assert found["Ben"].value("lead_customers") == 1.5
    assert found["Ana"].value("customer_years") == pytest.approx(2 * 364 / 365)  # the record begins on the 2nd
    assert found["Ana"].value("leads_full") == pytest.approx(1.5 * 364 / 365)
    assert found["Ben"].value("opportunity_score") is None
    plan_ = plan_of(loaded)
    root = build(replace(plan_, history=plan_.history.with_work(None))).root
    by_segment = {node.name: node for team in root.below["team"] for node in team.below["segment"]}
    assert by_segment["a"].value("lead_customers") == 1
    assert root.value("lead_customers") == 2


# --- renewals ------------------------------------------------------------------------------------------------------


def test_renewals_as_worked_out() -> None:
    """Kept 1, 1, 0, 1, 0.7, 1 of 0.93, 0.93, 0.78, 0.78, 0.93, 0.88: 4.7 of 5.23."""
    rates = (0.93, 0.93, 0.78, 0.78, 0.93, 0.88)
    variance = sum(p * (1 - p) for p in rates)
    assert z_of(4.7, sum(rates), variance, 6) == pytest.approx(-0.660388, abs=1e-6)
    assert z_of(4.7, sum(rates), variance, 4) is None
    assert z_of(5, 5, 0, 6) is None


def _renewals(folder: Path, **sections: str) -> Any:
    """Two segments; in a eight renewals of Ana and Ben, of which one is lost at risk; in b two of Ben, one lost."""
    names = [f"A{index}" for index in range(8)] + ["B0", "B1"]
    accounts = "customer,segment,arr,csm\n" + "".join(f"{name},{name[0].lower()},10k,Ana\n" for name in names)
    snapshots = "date,customer,health\n" + "".join(
        f"2026-03-01,{name},{'red' if name in {'A0', 'A1'} else 'green'}\n" for name in names[:-1]
    )
    events = "date,event,customer,csm,arr,due\n" + "".join(
        f"2026-06-01,renewal,{name},{'Ana' if name < 'A5' else 'Ben'},{arr},10k\n"
        for name, arr in zip(names, ("0", "10k", "10k", "7k", "10k", "10k", "10k", "10k", "0", "10k"), strict=True)
    )
    plan = "segments: [{name: a}, {name: b}]\n"
    return load(folder, plan, accounts=accounts, snapshots=snapshots, events=events, **sections)


def test_expected_is_what_the_team_keeps_of_the_same_kind(tmp_path: Path) -> None:
    loaded = _renewals(tmp_path)
    found = {loaded.plan.history.history.customers[each.customer]: each for each in renewals_of(record_of(loaded))}
    assert found["A0"].expected == found["A1"].expected == 0.5
    assert found["A2"].expected == pytest.approx(5.7 / 6)
    assert found["B0"].expected == 0  # the only one whose health is known
    assert found["B1"].expected == 1
    nodes = csms(loaded)
    assert nodes["Ana"].value("renewals_judged") == 5
    assert nodes["Ana"].value("kept_shares") == pytest.approx(3.7)
    assert nodes["Ana"].value("renewals_expected") == pytest.approx(2 * 0.5 + 3 * 0.95)
    assert nodes["Ana"].value("renewals_variance") == pytest.approx(2 * 0.25 + 3 * 0.95 * 0.05)
    assert nodes["Ana"].value("renewals_verdict") == "as expected"
    assert nodes["Ben"].value("renewals_judged") == 5
    everybody = [nodes[name] for name in ("Ana", "Ben")]
    kept, expected = (sum(each.value(name) for each in everybody) for name in ("kept_shares", "renewals_expected"))
    assert kept == pytest.approx(expected)  # all together are what they are compared with


@pytest.mark.parametrize(
    ("kept", "expected", "variance", "n", "verdict"),
    [
        (4, 2, 1.04, 6, "more than expected"),
        (4, 2, 1.05, 6, "as expected"),
        (0, 2, 1.04, 6, "less than expected"),
        (0, 4, 0.1, 4, "too few"),
        (5, 5, 0, 5, "as expected"),
    ],
)
def test_verdicts(kept: float, expected: float, variance: float, n: float, verdict: str) -> None:
    from csplan.figures.renewals_kept import renewals_verdict

    assert renewals_verdict(n, kept, expected, variance) == verdict


# --- silence, requests, payments -----------------------------------------------------------------------------------


def test_who_was_left_alone(tmp_path: Path) -> None:
    accounts = "customer,segment,arr,csm\n" + "".join(f"{name},a,10k,Ana\n" for name in "ABCDEFG")
    events = (
        "date,event,customer,csm,arr,due,value\n"
        "2025-01-01,contact,A,Ana,,,user\n"  # since when contacts are recorded
        "2026-08-01,renewal,A,Ana,10k,10k,\n"  # more than a year ago: silent
        "2026-06-02,contact,B,Ana,,,\n2026-08-01,renewal,B,Ana,10k,10k,\n"  # 60 days before: not silent
        "2026-06-03,contact,C,Ana,,,\n2026-08-01,renewal,C,Ana,0,10k,\n"  # 59 days before: silent
        "2025-08-01,contact,D,Ana,,,\n2026-08-01,churn,D,Ana,,10k,\n"  # 365 days before: not silent
        "2026-08-01,opt_out,E,Ana,10k,10k,\n"  # stays, and did not renew
        "2026-05-01,renewal,F,Ana,10k,10k,\n"  # not in the period
        "2026-09-30,contact,G,Ana,,,\n"
    )
    loaded = load(tmp_path, ONE_SEGMENT, accounts=accounts, events=events)
    record = record_of(loaded)
    assert record.period == (day("2026-07-01"), day("2026-09-30"))
    names = record.history.customers
    events_ = record.history.events
    assert events_ is not None
    found = {names[events_.customer[at]]: silent for at, silent in silent_ones(record, talks_of(record, None))}
    assert found == {"A": True, "B": False, "C": True, "D": False}
    node = csms(loaded)["Ana"]
    assert [node.value(name) for name in ("decided", "silent", "silent_known")] == [4, 2, 4]


def test_nobody_knows_of_silence_before_talks_are_recorded(tmp_path: Path) -> None:
    accounts = "customer,segment,arr,csm\nA,a,10k,Ana\nB,a,10k,Ana\n"
    events = (
        "date,event,customer,csm,arr,due\n2026-01-01,contact,B,Ana,,\n2026-08-01,renewal,A,Ana,10k,10k\n"
        "2026-08-01,renewal,B,Ana,10k,10k\n2026-09-30,contact,B,Ana,,\n"
    )
    loaded = load(tmp_path, ONE_SEGMENT, accounts=accounts, events=events)
    node = csms(loaded)["Ana"]
    assert [node.value(name) for name in ("decided", "silent", "silent_known")] == [2, 0, 1]


def test_without_talks_nothing_is_said_of_silence(tmp_path: Path) -> None:
    events = "date,event,customer,csm,arr,due\n2026-08-01,renewal,A,Ana,10k,10k\n2026-09-30,csql,A,Ana,,\n"
    loaded = load(tmp_path, ONE_SEGMENT, accounts="customer,segment,arr,csm\nA,a,10k,Ana\n", events=events)
    assert talks_of(record_of(loaded), None) is None
    assert csms(loaded)["Ana"].value("silent") is None


def test_a_time_log_says_with_whom_somebody_spoke(tmp_path: Path) -> None:
    accounts = "customer,segment,arr,csm\nAlder Inc,a,10k,Ana\nBirch,a,10k,Ana\n"
    events = (
        "date,event,customer,csm,arr,due\n2026-08-01,renewal,Alder Inc,Ana,10k,10k\n"
        "2026-08-01,renewal,Birch,Ana,10k,10k\n2026-09-30,csql,Birch,Ana,,\n"
    )
    call = "{name: call, kind: proactive, per: customer, takes: 1 h, times: 1}"
    plan = f"{ONE_SEGMENT}tasks: [{call}, {{name: meeting, kind: internal}}]\n"
    log = (
        "date,csm,task,minutes,customer\n2025-01-02,Ana,call,30,Birch\n2026-03-01,Ana,call,30,ALDER INC\n"
        "2026-03-01,Ana,meeting,30,Birch\n"  # about them, not with them
    )
    load(tmp_path, plan, accounts=accounts, events=events, time_log=log)
    loaded = load_all(tmp_path, log=True)
    node = csms(loaded)["Ana"]
    assert [node.value(name) for name in ("decided", "silent", "silent_known")] == [2, 1, 2]
    done = said(["explain", str(tmp_path), "silent", "--csm", "Ana"])
    assert "silent of csm Ana: 1" in done.out


def test_requests_and_payments(tmp_path: Path) -> None:
    accounts = "customer,segment,arr,csm\nA,a,10k,Ana\n"
    events = (
        "date,event,customer,csm,arr,id,from\n"
        "2026-01-01,request,A,Ana,,Q1,\n2026-05-01,used,A,Ben,,,Q1\n"
        "2026-02-01,request,A,Ana,,Q2,\n"
        "2026-04-02,request,A,Ana,,Q3,\n"  # 181 days before the last
        "2026-04-03,request,A,Ana,,Q4,\n"  # 180: too young
        "2026-03-01,invoice,A,Ana,10k,I1,\n2026-03-11,payment,A,,10k,,I1\n"
        "2026-06-01,invoice,A,Ana,10k,I2,\n2026-05-30,payment,A,Ana,10k,,I2\n"
        "2026-07-01,invoice,A,Ana,10k,I3,\n"
        "2025-01-01,invoice,A,Ana,10k,I4,\n2025-02-01,payment,A,Ana,10k,,I4\n"  # long ago
        "2026-08-01,payment,A,Ana,10k,,\n"  # of no invoice
        "2026-09-30,contact,A,Ana,,,\n"
    )
    node = csms(load(tmp_path, ONE_SEGMENT, accounts=accounts, events=events))["Ana"]
    assert node.value("requests_old") == 3
    assert node.value("requests_used") == pytest.approx(1 / 3)
    assert node.value("days_late") == (10 - 2) / 2
    assert node.value("invoices_open") == 1


# --- who had whom --------------------------------------------------------------------------------------------------


def test_days_are_those_of_whoever_had_the_customer(tmp_path: Path) -> None:
    """Against counting day by day."""
    accounts = (
        "customer,segment,arr,csm,since\nA,a,10k,Cho,2025-01-01\nB,a,10k,,2026-03-10\nC,a,10k,Ana; Ben,\nD,a,10k,Ana,\n"
    )
    snapshots = (
        "date,customer,csm\n2026-01-05,A,Ana\n2026-02-05,A,Ana\n2026-04-05,A,Ben\n2026-05-05,A,\n2026-06-05,A,Cho\n"
        "2026-04-01,B,Ben\n2026-02-01,C,Ana\n2026-05-01,C,Ana; Ben\n2026-02-02,E,Ben\n2026-06-01,E,Ana\n"
        "2026-02-02,F,Ben\n2026-05-01,F,Ben\n"
    )
    events = "date,event,customer,arr,due\n2026-06-15,renewal,E,0,10k\n2026-07-01,csql,D,,\n"
    record = record_of(load(tmp_path, ONE_SEGMENT, accounts=accounts, snapshots=snapshots, events=events))
    period = Period(day("2026-01-01"), day("2026-06-30"))
    last_seen = {name: day(text) for name, text in (("F", "2026-05-01"), ("E", "2026-06-15"))}
    first_seen = {"E": day("2026-02-02"), "F": day("2026-02-02"), "C": period.first, "D": period.first}
    for customer, name in enumerate(record.history.customers):
        first = record.history.since.get(customer, first_seen.get(name, period.first))
        if name == "C":
            first = day("2026-02-01")
        counted: dict[tuple[str, ...], int] = {}
        for each in range(max(first, period.first), min(last_seen.get(name, period.last), period.last) + 1):
            names = csms_on(record, customer, each)
            counted[names] = counted.get(names, 0) + 1
        assert days_held(record, customer, period) == counted, name
    assert days_held(record, 0, Period(day("2020-01-01"), day("2020-12-31"))) == {}
