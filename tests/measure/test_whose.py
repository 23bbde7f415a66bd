"""With whom it counts what became of a customer who changed hands, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from csplan.inputs.build import build
from csplan.inputs.origins import Finder
from csplan.measure.groups import counts
from csplan.measure.whose import csms_of, csms_on
from tests.measure.records import ONE_SEGMENT, load, plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan

BOOK = """\
customer,segment,arr,csm,since
A,a,50k,Ben,2020-01-01
C,a,365k,Ben,2020-01-01
D,a,140k,Ben,2020-01-01
E,a,60k,Ben,2020-01-01
F,a,20k,ben,2020-01-01
"""
SHOTS = "date,customer,csm,health\n" + "".join(
    f"2025-10-01,{name},Ana,green\n2026-04-01,{name},Ben,yellow\n" for name in "ABCDE"
)
EVENTS = """\
date,event,customer,csm,arr,due
2025-10-01,contact,A,,,
2025-12-01,expansion,D,,10k,
2026-01-15,renewal,E,,60k,60k
2026-02-01,renewal,A,,50k,100k
2026-05-01,renewal,B,ANA,0,40k
2026-06-01,expansion,D,,30k,
2026-07-01,renewal,F,,20k,20k
2026-09-30,contact,A,,,
"""


def changed_hands(folder: Path) -> Plan:
    return plan_of(load(folder, ONE_SEGMENT, accounts=BOOK, snapshots=SHOTS, events=EVENTS))


def test_what_was_lost_or_grew_counts_with_whoever_had_the_customer_then(tmp_path: Path) -> None:
    """A lost half under Ana, whom Ben took over; B was lost, and the event names Ana; E renewed under Ana.

    D grew by 10k under Ana, by 30k under Ben: a quarter and three. Nothing happened to C: 182 and 183 of 365 days. Of F
    no snapshot says anything: by the account book it is Ben's.
    """
    counted = counts(changed_hands(tmp_path).history, "csm")
    assert set(counted) == {"Ana", "Ben"}  # also where they are written otherwise
    names = ("arr_start", "arr_kept", "arr_end", "renewals_due", "renewals_kept", "arr_due", "arr_renewed", "grown")
    ana, ben = ([counted[csm][name] for name in names] for csm in ("Ana", "Ben"))
    start, grown = 100_000 + 40_000 + 182_000 + 25_000 + 60_000, 10_000
    assert ana == pytest.approx([start, start - 50_000 - 40_000, start - 90_000 + grown, 3, 2, 200_000, 110_000, grown])
    start, grown = 183_000 + 75_000 + 20_000, 30_000
    assert ben == pytest.approx([start, start, start + grown, 1, 1, 20_000, 20_000, grown])


def test_csms_together_are_the_team(tmp_path: Path) -> None:
    root = build(changed_hands(tmp_path)).root
    for name in (
        "arr_start",
        "arr_kept",
        "arr_end",
        "renewals_due",
        "arr_renewed",
        "days_known",
        "days_at_risk",
        "cohort",
    ):
        assert sum(node.value(name) for node in root.below["csm"]) == pytest.approx(root.value(name)), name
    ben = next(node for node in root.below["csm"] if node.name == "Ben")
    assert (ben.value("grr"), ben.value("renewal_rate")) == (1, 1)  # what he took over was lost before


def test_the_rows_behind_it_are_theirs(tmp_path: Path) -> None:
    plan = changed_hands(tmp_path)
    inputs = build(plan)
    finder = Finder(plan, inputs)
    ana, ben = inputs.root.below["csm"]
    assert finder.of_node(ana, "renewals_due").lines == [4, 5, 6]
    assert finder.of_node(ben, "renewals_due").lines == [8]
    assert finder.of_node(ana, "arr_kept").lines == [3, 4, 5, 6, 7]
    assert finder.of_node(ben, "arr_kept").lines == [3, 7, 8]
    assert finder.of_node(ben, "days_at_risk").lines == [3, 5, 7, 9, 11]


def test_days_at_risk_and_moves_of_a_customer_who_changes_hands(tmp_path: Path) -> None:
    """Ana has x for 50 of the 92 days, from green to yellow on 1 August: 19 days at risk of hers, 42 of Ben's."""
    shots = "date,customer,csm,health\n2026-07-01,x,Ana,green\n2026-08-01,x,Ana,yellow\n2026-08-20,x,Ben,yellow\n"
    more = "2026-09-30,x,Ben,red\n"
    book = "customer,segment,arr,csm\nx,a,1k,Ben\n"
    counted = counts(plan_of(load(tmp_path, accounts=book, snapshots=shots + more)).history, "csm")
    assert [(counted[csm]["days_known"], counted[csm]["days_at_risk"]) for csm in ("Ana", "Ben")] == [
        (50, 19),
        (42, 42),
    ]
    assert (counted["Ana"]["spells"], counted["Ana"]["slips"]) == (1, 1)
    assert (counted["Ben"]["spells"], counted["Ben"].get("slips", 0)) == (0, 0)


def test_before_the_first_snapshot_it_was_whose_that_says(tmp_path: Path) -> None:
    """The book says whose a customer is today; the first snapshot is nearer to a day before it."""
    shots = "date,customer,csm,health\n2026-02-01,x,,green\n2026-03-01,x,Ana,green\n2026-04-01,x,Ben,green\n"
    events = "date,event,customer,csm,arr,due\n2026-01-15,renewal,x,,1k,1k\n2026-03-20,renewal,x,,1k,1k\n"
    book = "customer,segment,arr,csm\nx,a,1k,Cho\ny,a,1k,Cho\n"
    record = plan_of(load(tmp_path, accounts=book, snapshots=shots, events=events)).history
    days = [date(2026, *day).toordinal() for day in ((1, 1), (3, 31), (4, 1), (9, 30))]
    assert [csms_on(record, 0, day) for day in days] == [("Ana",), ("Ana",), ("Ben",), ("Ben",)]
    assert csms_on(record, 1, days[0]) == ("Cho",)
    assert [csms_of(record, event) for event in (0, 1)] == [("Ana",), ("Ana",)]
