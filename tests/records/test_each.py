"""The accounts of a book one by one: what is kept of each row, and only where it is asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.loader.plan import Loaded, load_all
from csplan.plan.renewing import next_renewal
from tests.records.books import HEAD

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.accounts import AccountList

PLAN = "segments: [{name: a}, {name: b}]\n"
MATCH = "assign: {match: [Language]}\n"
TABLE = """\
customer,segment,arr,csm,health,new,renewal_date,csm_since,language
x,a,10k,Ann,green,no,2027-03-01,2026-01-05,en
lost,c,10k,Ann,green,no,2027-03-01,,en
y,b,20k,ANN,红,是,soon,,en; de
z,a,30k,Unassigned,,,,,
x,a,10k,Ann,,,,,
"""


def read(folder: Path, table: str, plan: str = PLAN + MATCH, head: str = HEAD) -> Loaded:
    (folder / "csplan.yaml").write_text(head + plan, encoding="utf-8")
    (folder / "accounts.csv").write_text(table, encoding="utf-8")
    return load_all(folder, accounts=True)


def kept(loaded: Loaded) -> AccountList:
    assert loaded.plan is not None, loaded.diagnostics
    assert loaded.plan.accounts is not None
    return loaded.plan.accounts


def test_what_is_kept_of_each(tmp_path: Path) -> None:
    rows = kept(read(tmp_path, TABLE))
    assert rows.customers == ["x", "y", "z"]
    assert rows.segments == [0, 1, 0]
    assert rows.arr == [10e3, 20e3, 30e3]
    assert rows.csms == ["Ann", "Ann", ""]
    assert rows.at_risk == [False, True, None]
    assert rows.new == [False, True, False]
    assert rows.renewal == [date(2027, 3, 1), None, None]
    assert rows.since == [date(2026, 1, 5), None, None]
    assert rows.values == {"language": [("en",), ("en", "de"), ()]}


def test_nothing_is_kept_that_is_not_asked_for(tmp_path: Path) -> None:
    read(tmp_path, TABLE)
    plan = load_all(tmp_path).plan
    assert plan is not None
    assert plan.accounts is None


def test_a_book_of_few_columns(tmp_path: Path) -> None:
    rows = kept(read(tmp_path, "customer,segment,arr\nx,a,1\ny,b,2\n", PLAN))
    assert rows.csms == ["", ""]
    assert rows.new == rows.at_risk == rows.renewal == rows.since == [None, None]


def test_a_last_row_that_is_their_total_is_no_account(tmp_path: Path) -> None:
    table = "customer,segment,arr,csm\nx,a,20k,Ann\ny,a,30k,Bo\nall of it,a,50k,\n"
    assert kept(read(tmp_path, table, "segments: [{name: a}]\n")).customers == ["x", "y", "all of it"]
    table = "customer,arr,csm\nx,20k,Ann\ny,30k,Bo\nall of it,50k,\n"
    rows = kept(read(tmp_path, table, "segments: [{name: a, where: {acv: '>= 0'}}]\n"))
    assert (rows.customers, rows.csms) == (["x", "y"], ["Ann", "Bo"])


def test_dates_are_read_without_a_year_planned_for(tmp_path: Path) -> None:
    head = HEAD.replace("year: {starts: 2027-01-01}\n", "")
    table = "customer,segment,arr,renewal_date\nx,a,1,31/12/2026\ny,b,2,01/02/2027\n"
    assert kept(read(tmp_path, table, PLAN, head)).renewal == [date(2026, 12, 31), date(2027, 2, 1)]


def test_dates_in_either_order_stop_it(tmp_path: Path) -> None:
    table = "customer,segment,arr,csm_since\nx,a,1,03/04/2026\ny,b,2,01/02/2027\n"
    assert read(tmp_path, table, PLAN).plan is None


def test_a_column_to_match_has_to_be_there(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr\nx,a,1\ny,b,2\n")
    assert loaded.plan is None
    assert [each.code for each in loaded.diagnostics if each.severity == "error"] == ["missing-column"]


def test_the_next_renewal_is_counted_on_by_whole_contracts() -> None:
    day = date(2027, 1, 10)
    assert next_renewal(date(2027, 2, 1), day, 1) == date(2027, 2, 1)
    assert next_renewal(date(2027, 1, 10), day, 1) == day
    assert next_renewal(date(2025, 3, 5), day, 1) == date(2027, 3, 5)
    assert next_renewal(date(2025, 3, 5), day, 3) == date(2028, 3, 5)
    assert next_renewal(date(2026, 1, 31), day, 0.25) == date(2027, 1, 31)
    assert next_renewal(date(2026, 3, 31), date(2026, 4, 2), 1 / 12) == date(2026, 4, 28)
    assert next_renewal(date(2026, 12, 31), day, 1e-6) == date(2027, 1, 31)
