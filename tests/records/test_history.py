"""Events and snapshots: what their rows mean, in several languages and forms, and what is left out of them."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import TYPE_CHECKING

import pytest

from csplan.plan.history import COLOURS, EVENTS, NOBODY, Cells
from csplan.records.history.events import MOST_LINKS, chain
from tests.measure.records import ONE_SEGMENT, load, record_of
from tests.records.books import codes, lines

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.loader.plan import Loaded

BOOK = "customer,segment,arr\nx,a,20k\ny,a,30k\n"
EVENT_TABLE = """\
date,event,customer,csm,arr,due,value,id,from
2026-03-01,csql,x,Ann,,,,L1,
2026-03-02,poc,x,Ann; Ben,,,,P1,L1
2026-04-01,expansion,X ,,5k,,,,P1
2026-05-01,renewal,y,Ann,24k,30k,price,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_events_in_any_form(tmp_path: Path, encoding: str, delimiter: str) -> None:
    table = EVENT_TABLE.replace(",", delimiter)
    if delimiter == ";":
        table = table.replace("Ann; Ben", '"Ann; Ben"')
    loaded = load(tmp_path, accounts=BOOK, events=table.encode(encoding))
    history = record_of(loaded).history
    events = history.events
    assert events is not None
    assert [EVENTS[kind] for kind in events.kind] == ["csql", "poc", "expansion", "renewal"]
    assert [history.customers[each] for each in events.customer] == ["x", "x", "x", "y"]
    assert [date.fromordinal(each).month for each in events.day] == [3, 3, 4, 5]
    assert [None if each == NOBODY else events.people[each] for each in events.csm] == ["Ann", "Ann; Ben", None, "Ann"]
    assert (events.arr[2], events.arr[3], events.due[3]) == (5000, 24_000, 30_000)
    assert isnan(events.arr[0])
    assert events.values[events.value[3]] == "price"
    assert list(events.line) == [2, 3, 4, 5]
    assert chain(events, 2) == [2, 1, 0]
    assert set(codes(loaded)) <= {"table-encoding"}


def test_words_of_events(tmp_path: Path) -> None:
    words = ["Renewal", "opt-out", "Opt Out", "CSQL", "续约", "选择退出", "流失", "增购", "线索", "试点", "口碑",
             "转介绍", "协助签单", "服务", "挽回", "Upsell", "续费单"]  # fmt: skip
    meant = ["renewal", "opt_out", "opt_out", "csql", "renewal", "opt_out", "churn", "expansion", "csql", "poc",
             "csqa", "referral", "sale", "service", "play", "expansion", "renewal"]  # fmt: skip
    rows = "".join(f"2026-03-{day:02},{word},x,1k,2k\n" for day, word in enumerate(words, 1))
    section = "events: {file: events.csv, names: {upsell: expansion, 续费单: renewal}}\n"
    loaded = load(tmp_path, section + ONE_SEGMENT, accounts=BOOK, events=f"date,event,customer,arr,due\n{rows}")
    events = record_of(loaded).history.events
    assert events is not None
    assert [EVENTS[kind] for kind in events.kind] == meant


def test_headings_of_the_plan_and_amounts_in_other_currencies(tmp_path: Path) -> None:
    section = "events: {file: events.csv, columns: {date: Datum, event: Art, customer: Kunde, arr: [ARR (CNY), Alt]}}\n"
    table = 'Datum;Art;Kunde;ARR (CNY);Alt\n31.03.2026;expansion;x;"12.500,50";\n01.04.2026;expansion;y;;"1.000,00"\n'
    events = record_of(load(tmp_path, section + ONE_SEGMENT, accounts=BOOK, events=table)).history.events
    assert events is not None
    assert list(events.arr) == pytest.approx([1250.05, 100])


def test_of_several_columns_the_first_that_is_filled_counts(tmp_path: Path) -> None:
    """Also in a table without a quote; and what fills in tells how amounts are written, too."""
    section = "events: {file: events.csv, columns: {arr: [ARR, Alt], csm: [Owner, Team]}}\n"
    table = "date;event;customer;ARR;Alt;Owner;Team\n"
    rows = ("2026-03-31;expansion;x;12.500;;Ann;A", "2026-04-01;expansion;y;;1.000;;B", "2026-04-02;csql;y;;;;")
    table += "".join(f"{row}\n" for row in (*rows, "2026-04-03;expansion;y;;1,5;;"))
    events = record_of(load(tmp_path, section + ONE_SEGMENT, accounts=BOOK, events=table)).history.events
    assert events is not None
    assert list(events.arr)[:2] == [12_500, 1000]
    assert [None if each == NOBODY else events.people[each] for each in events.csm] == ["Ann", "B", None, None]


def test_a_chain_ends(tmp_path: Path) -> None:
    """Ten links are followed; one that comes back to itself ends there."""
    long = "".join(f"2026-03-01,csql,x,E{each},E{each + 1}\n" for each in range(14))
    loaded = load(tmp_path, accounts=BOOK, events=f"date,event,customer,id,from\n{long}2026-03-02,poc,x,E14,E12\n")
    events = record_of(loaded).history.events
    assert events is not None
    assert len(chain(events, 0)) == MOST_LINKS + 1
    assert chain(events, 12) == [12, 13, 14]
    assert codes(loaded) == []


def test_without_a_book_the_record_names_the_customers(tmp_path: Path) -> None:
    plan = "segments:\n  - {name: a, customers: 2, arr: 50k}\n"
    shots = "date,customer,health\n2026-03-01,x,green\n"
    assert record_of(load(tmp_path, plan, events=EVENT_TABLE)).history.customers == ["x", "y"]
    loaded = load(tmp_path, plan, events=EVENT_TABLE, snapshots=shots)
    assert record_of(loaded).history.customers == ["x"]
    assert [each.why for each in record_of(loaded).history.left_out] == [
        "neither the account book nor any snapshot has a customer 'y'"
    ]
    assert [each.line for each in record_of(loaded).history.left_out] == [5]


SHOTS = """\
date,customer,csm,health,adoption,sso,called
2026-03-01,x,Ann,Green,80%,yes,2026-02-01
2026-04-01,x,Ann,黄,"7,5",no,
2026-03-01,Y,—,rot,,x,2026/3/1
"""
RULES = "health: {outcome: {adoption: 100%}, indicators: [sso, {column: called, within: 90 d}]}\n"


def test_snapshots(tmp_path: Path) -> None:
    history = record_of(load(tmp_path, RULES + ONE_SEGMENT, accounts=BOOK, snapshots=SHOTS)).history
    shots = history.snapshots
    assert shots is not None
    assert [COLOURS[code - 1] for code in shots.colour] == ["green", "yellow", "red"]
    assert [history.customers[each] for each in shots.customer] == ["x", "x", "y"]
    assert [None if each == NOBODY else shots.people[each] for each in shots.csm] == ["Ann", "Ann", None]
    adoption, sso, called = (shots.columns[each] for each in sorted(shots.columns))
    assert (adoption[0], adoption[1], isnan(adoption[2])) == (80, 7.5, True)
    assert list(sso) == [1, 0, 1] if isnan(called[1]) else list(called) == [1, 0, 1]
    assert shots.columns[Cells("called", "day")][2] == date(2026, 3, 1).toordinal()
    assert [list(rows) for rows in shots.rows] == [[0, 1], [2]]


def test_scores_are_colours_where_the_plan_says_from_when_on(tmp_path: Path) -> None:
    rules = "health: {colours: {green: 75, lime: 62, yellow: 45}}\n"
    table = "date,customer,health\n" + "".join(
        f"2026-03-{day:02},x,{score}\n" for day, score in enumerate(("75", "74.9", "62", "45", '"44,9"', "lime", ""), 1)
    )
    shots = record_of(load(tmp_path, rules + ONE_SEGMENT, accounts=BOOK, snapshots=table)).history.snapshots
    assert shots is not None
    assert list(shots.colour) == [1, 2, 2, 3, 4, 2, 0]


def test_the_later_row_of_a_day_counts_and_rows_need_no_order(tmp_path: Path) -> None:
    table = "date,customer,health\n2026-04-01,x,green\n2026-03-01,x,red\n2026-04-01,x,yellow\n2026-02-01,y,lime\n"
    loaded = load(tmp_path, accounts=BOOK, snapshots=table)
    shots = record_of(loaded).history.snapshots
    assert shots is not None
    assert [list(rows) for rows in shots.rows] == [[1, 2], [3]]
    assert codes(loaded) == ["same-day"]


def test_day_and_month_are_found_out_from_the_whole_table(tmp_path: Path) -> None:
    table = "date,customer,health,called\n01/02/2026,x,green,03/02/2026\n05/02/2026,y,red,28/01/2026\n"
    loaded = load(tmp_path, RULES + ONE_SEGMENT, accounts=BOOK, snapshots=table)
    shots = record_of(loaded).history.snapshots
    assert shots is not None
    assert [date.fromordinal(each) for each in shots.day] == [date(2026, 2, 1), date(2026, 2, 5)]
    assert codes(loaded) == ["no-health-column", "table-dates"]


def test_bad_rows_are_listed_counted_and_leave_the_others(tmp_path: Path) -> None:
    rows = ("2026-03-01,x,green", "soon,x,red", "2026-03-02,-,red", '2026-03-03,"x",red', '2026-04-01,"y\n",red')
    table = "\n".join(("date,customer,health", *rows, "2026-05-01,y,red\n"))
    loaded = load(tmp_path, accounts=BOOK, snapshots=table)
    history = record_of(loaded).history
    shots = history.snapshots
    assert shots is not None
    assert [(each.line, each.why) for each in history.left_out][:2] == [
        (3, "'soon' is not a date that can be read"),
        (4, "it names no customer"),
    ]
    assert list(shots.line) == [2, 5, 6, 8]
    assert any("2 of 6 rows are left out" in each for each in lines(loaded, tmp_path))


def test_many_rows_and_only_bad_ones(tmp_path: Path) -> None:
    table = "date,customer,health\n" + "".join(f"never,x{each},green\n" for each in range(1500))
    loaded = load(tmp_path, accounts=BOOK, snapshots=table)
    assert loaded.plan is None
    assert codes(loaded) == ["unreadable-row", "unusable-rows"]


# --- lists -----------------------------------------------------------------------------------------------------------


def _line_of(loaded: Loaded, code: str) -> int:
    return next(each.where.line for each in loaded.diagnostics if each.code == code and each.where)


LISTED = """\
accounts: accounts.csv
events:
  - {date: 2026-03-01, event: csql, customer: x, csm: Ann, id: L1}
  - {date: 2026/3/2, event: 试点, customer: x, csm: [Ann, Ben], id: P1, from: L1}
  - {customer: X, from: P1, date: 2026-04-01, arr: "5,000", event: Expansion}
  - date: 2026-05-01
    event: renewal
    customer: y
    csm: Ann
    arr: 24k
    due: 30k
    value: price
"""


def test_a_list_is_read_as_a_table(tmp_path: Path) -> None:
    """The same events as a table and as a list say the same; only their lines are those of the plan."""
    of_table = record_of(load(tmp_path, accounts=BOOK, events=EVENT_TABLE)).history.events
    (tmp_path / "accounts.csv").write_text(BOOK, encoding="utf-8")
    loaded = load(tmp_path, LISTED + ONE_SEGMENT)
    events = record_of(loaded).history.events
    assert of_table is not None
    assert events is not None
    assert (events.file, list(events.line)) == ((tmp_path / "csplan.yaml").as_posix(), [8, 9, 10, 11])
    for name in ("kind", "day", "customer", "csm", "due", "value", "came", "people", "values"):
        assert repr(getattr(events, name)) == repr(getattr(of_table, name)), name
    assert list(events.arr)[2:] == list(of_table.arr)[2:]
    assert codes(loaded) == []


def test_a_list_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "shots.yaml").write_text(
        "# of March\n- {date: 2026-03-01, customer: x, health: green, adoption: 80%, sso: yes}\n"
        "- {date: 2026-03-01, customer: y, health: rot, called: 2026-02-01, other: 1}\n"
        "- {date: 2026-03-02, health: red, customer: z, adoption: lots}\n",
        encoding="utf-8",
    )
    (tmp_path / "people.yaml").write_text("- {csm: Ann, language: [en, de]}\n", encoding="utf-8")
    plan = f"snapshots: shots.yaml\npeople: people.yaml\n{RULES}{ONE_SEGMENT}"
    loaded = load(tmp_path, plan, accounts=BOOK)
    history = record_of(loaded).history
    shots = history.snapshots
    assert shots is not None
    assert shots.file == (tmp_path / "shots.yaml").as_posix()
    assert list(shots.line) == [2, 3, 4]
    assert history.customers == ["x", "y", "z"]
    assert list(shots.colour) == [1, 4, 4]
    assert shots.columns[Cells("adoption", "number")][0] == 80
    assert shots.columns[Cells("called", "day")][1] == date(2026, 2, 1).toordinal()
    assert _line_of(loaded, "unknown-cells") == 4
    people = loaded.plan and loaded.plan.people
    assert people
    assert people.persons[0].values == {"language": ("en", "de")}


def test_days_of_a_list_are_found_out_from_all_of_it(tmp_path: Path) -> None:
    rows = "".join(f"  - {{date: {day}, customer: x, health: green}}\n" for day in ("01/02/2026", "28/01/2026"))
    (tmp_path / "accounts.csv").write_text(BOOK, encoding="utf-8")
    loaded = load(tmp_path, f"accounts: accounts.csv\nsnapshots:\n{rows}{ONE_SEGMENT}")
    shots = record_of(loaded).history.snapshots
    assert shots is not None
    assert [date.fromordinal(each) for each in shots.day] == [date(2026, 2, 1), date(2026, 1, 28)]
    assert _line_of(loaded, "table-dates") == 7


@pytest.mark.parametrize(
    ("events", "code", "line"),
    [
        ("[]", "empty-file", 7),
        ("{names: {a: csql}}", "missing-key", 7),
        ("[{event: csql, customer: x}]", "missing-key", 7),
        ("[{date: 2026-03-01, event: csql, customer: x, sum: 1}]", "unknown-key", 7),
        ("[{date: 2026-03-01, event: csql, customer: {x: 1}}]", "wrong-shape", 7),
        ("[hello]", "wrong-shape", 7),
        ("[{date: 2026-03-01, event: '', customer: x}]", "empty-value", 7),
        ("none.yaml", "missing-file", 7),
        ("[{date: 01/02/2026, event: csql, customer: x}]", "ambiguous-dates", 7),
    ],
)
def test_lists_that_are_none(tmp_path: Path, events: str, code: str, line: int) -> None:
    (tmp_path / "accounts.csv").write_text(BOOK, encoding="utf-8")
    loaded = load(tmp_path, f"accounts: accounts.csv\nevents: {events}\n{ONE_SEGMENT}")
    assert loaded.plan is None
    assert _line_of(loaded, code) == line
