"""Which rows a number counts: lines of small tables, told by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.inputs.build import build
from csplan.inputs.origins import Finder
from csplan.measure.evidence import evidence
from tests.measure.records import load, plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan

PLAN = """\
health: {outcome: {use: 100%}, experience: {overall: {column: nps, scale: [-100, 100], weight: 100%}},
         colours: {green: 75, lime: 60, yellow: 40}}
tasks: [{name: rescue, kind: proactive, per: at_risk_customer, takes: 8 h}]
value: {plays: {task: rescue}}
segments: [{name: a}, {name: b}]
"""
BOOK = "customer,segment,arr,csm\nw,a,10k,Ann\nx,a,20k,Ann; Bo\ny,b,30k,Bo\nz,b,40k,\n"
SHOTS = """\
date,customer,health,use,nps
2025-06-01,w,green,80,50
2026-04-01,w,red,20,
2026-06-30,w,lime,,10
2026-04-01,x,red,,
2026-05-01,x,,90,90
2026-06-30,x,red,30,
2026-04-01,y,lime,,
2026-06-30,z,green,,
"""
EVENTS = """\
date,event,customer,arr,due,value
2025-03-01,renewal,w,9k,10k,
2025-08-01,renewal,w,9k,10k,
2025-09-01,expansion,w,1k,,
2025-10-01,play,x,,,
2025-10-02,play,x,,,holdout
2026-01-01,renewal,x,20k,30k,
2026-02-01,renewal,y,0,30k,
2026-07-01,expansion,x,5k,,
"""


def recorded(folder: Path) -> Plan:
    return plan_of(load(folder, PLAN, accounts=BOOK, snapshots=SHOTS, events=EVENTS))


@pytest.mark.parametrize(
    ("name", "file", "lines"),
    [
        ("wins", "snapshots.csv", [3, 4]),
        ("at_risk_start", "snapshots.csv", [3, 5]),
        ("at_risk_end", "snapshots.csv", [7]),
        ("cohort", "snapshots.csv", [3, 4, 5, 7]),
        # A row without a colour is no row by which somebody's colour is known; it is one of somebody's score.
        ("days_known", "snapshots.csv", [2, 3, 4, 5, 6, 7]),
        ("nps_known", "snapshots.csv", [4]),
        ("failing", "snapshots.csv", None),
        ("slips", "", None),
        ("new", "", None),
        ("renewals_due", "events.csv", [3, 7]),
        ("arr_kept", "events.csv", [3, 4, 7, 9]),
        ("expansion", "events.csv", [4]),
        ("times", "events.csv", [5]),
    ],
)
def test_rows_of_a_segment(tmp_path: Path, name: str, file: str, lines: list[int] | None) -> None:
    found = evidence(recorded(tmp_path).history, name, "segment", "a")
    if lines is None:
        assert found is None
        return
    assert found is not None
    assert (found.file.rpartition("/")[2], list(found.lines)) == (file, lines)


def test_rows_of_others(tmp_path: Path) -> None:
    record = recorded(tmp_path).history
    kept = evidence(record, "renewals_kept", "segment", "b")
    assert kept is not None
    assert list(kept.lines) == []  # what was lost was not kept
    bos = evidence(record, "renewals_due", "csm", "Bo")
    assert bos is not None
    assert list(bos.lines) == [7, 8]
    gone = evidence(record, "left", "segment", "b")
    assert gone is None  # it left before the period


def test_where_numbers_come_from_in_words(tmp_path: Path) -> None:
    plan = recorded(tmp_path)
    inputs = build(plan)
    finder, node = Finder(plan, inputs), inputs.root.below["team"][0].below["segment"][0]
    folder = tmp_path.as_posix()
    wins = finder.of_node(node, "wins")
    assert wins.text == f"measured: {folder}/snapshots.csv, lines 3, 4"
    assert (wins.rows, wins.lines) == (2, [3, 4])
    kept = finder.of_node(node, "arr_kept")
    assert kept.text == f"measured: {folder}/events.csv, lines 3, 4, 7, 9, from the ARR of accounts.csv"
    slips = finder.of_node(node, "slips")
    assert (slips.text, slips.rows, slips.lines) == (f"measured: {folder}/snapshots.csv", None, None)
    times = finder.of_row(node, "task", 0, "times")
    assert times.text.startswith(f"measured: {folder}/events.csv, line 5, ")
    more = "".join(f"2025-11-{day:02},play,x,,,\n" for day in range(1, 8))
    plan = plan_of(load(tmp_path, PLAN, accounts=BOOK, snapshots=SHOTS, events=EVENTS + more))
    inputs = build(plan)
    node = inputs.root.below["team"][0].below["segment"][0]
    times = Finder(plan, inputs).of_row(node, "task", 0, "times")
    assert times.text.startswith(f"measured: 8 rows of {folder}/events.csv, ")
    assert (times.n, times.rows, times.lines) == (8, 8, None)
