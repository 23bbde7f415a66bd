# ruff: noqa: E501, RUF001 - a case is a line, with its whole message; full-width signs are among what is read
"""The account book: how its rows are read, grouped and added up."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from csplan.inputs.build import build
from csplan.loader.plan import Loaded, load_all
from csplan.plan.renewing import months_due
from tests.records.books import HEAD, lines, read, sums

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = "customer,segment,arr,csm,health,new,renewal_date\n"


ROWS = """\
x,a,"54,500.00",Ann,green,no,2027-03-01
y,a,1万,Ann,黄,是,2027/12/31
z,b,￥7万,Bo,,,2026-05-01
"""


def test_rows_are_added_up_by_column(tmp_path: Path) -> None:
    loaded = read(tmp_path, HEADINGS + ROWS, "fx: {CNY: 0.1}\nsegments: [{name: a}, {name: b}]\n")
    a, b = sums(loaded).values()
    assert (a.customers, a.arr, a.new_customers, a.at_risk_customers) == (2, 64_500, 1, 1)
    assert (a.renewals, a.held, a.unserved_large_customers) == (2, {"Ann": 2}, None)
    assert (b.customers, round(b.arr), b.new_customers, b.at_risk_customers) == (1, 7_000, 0, None)
    assert (b.renewals, b.held) == (1, {"Bo": 1})
    assert [each.code for each in loaded.diagnostics] == ["unknown-health"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    table = "customer,segment,arr,health\n云帆,a,150万,红\n望川,b,2000,绿\n".replace(",", delimiter)
    a, b = sums(read(tmp_path, table.encode(encoding))).values()
    assert (a.customers, a.arr, a.at_risk_customers) == (1, 1_500_000, 1)
    assert (b.customers, b.arr, b.at_risk_customers) == (1, 2_000, 0)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    table = f"customer,segment,arr{end}x,a,1{end}{end}y,b,bad{end}z,b,2{end}"
    loaded = read(tmp_path, table)
    assert [each.arr for each in sums(loaded).values()] == [1, 2]
    assert "accounts.csv:4:5: warning[unreadable-row]" in lines(loaded, tmp_path)[1]


def test_columns_are_found_by_other_headings_in_any_case(tmp_path: Path) -> None:
    head = HEAD.replace(
        "accounts: accounts.csv", "accounts: {file: accounts.csv, columns: {arr: Annual Value, customer: ' Who '}}"
    )
    loaded = read(tmp_path, "WHO, Segment ,annual value\nx,a,1000\ny,b,1000\n", head=head)
    assert [each.arr for each in sums(loaded).values()] == [1000, 1000]
    assert loaded.diagnostics == ()


@pytest.mark.parametrize(
    ("word", "at_risk"),
    [
        ("green", 0),
        ("Lime ", 0),
        ("绿", 0),
        ("黄绿", 0),
        ("yellow", 1),
        ("RED", 1),
        ("红色", 1),
        ("黄", 1),
        ("", None),
        (" ", None),
    ],
)
def test_words_for_health(tmp_path: Path, word: str, at_risk: int | None) -> None:
    a = sums(read(tmp_path, f"customer,segment,arr,health\nx,a,1,{word}\n"))["a"]
    assert a.at_risk_customers == at_risk


@pytest.mark.parametrize(
    ("word", "new"),
    [
        ("yes", 1),
        ("TRUE", 1),
        ("1", 1),
        ("是", 1),
        ("新签", 1),
        ("no", 0),
        ("False", 0),
        ("0", 0),
        ("否", 0),
        ("", 0),
        (" ", 0),
    ],
)
def test_words_for_new(tmp_path: Path, word: str, new: int) -> None:
    assert sums(read(tmp_path, f"customer,segment,arr,new\nx,a,1,{word}\n"))["a"].new_customers == new


def test_where_goes_by_attributes_and_acv(tmp_path: Path) -> None:
    plan = """\
fx: {CNY: 0.1}
segments:
  - {name: big, where: {industry: [Retail, food], acv: ">= 50k"}}
  - {name: small, where: {acv: [< 100k CNY, ＜ 20k]}}
  - {name: middle, where: {industry: retail, acv: "≥ 20k", staff: "> 9"}}
  - {name: named}
"""
    table = (
        "customer,arr,industry,staff,segment\n"
        "a,60k,RETAIL ,5,\nb,50k,food,5,\nc,5k,other,5,\nd,30k,retail,10,\ne,30k,retail,many,\nf,30k,x,5,named\n"
        "g,70k,retail,20,\nh,5k,x,1,named\n"
    )
    loaded = read(tmp_path, table, plan)
    assert {name: each.customers for name, each in sums(loaded).items()} == {
        "big": 2,
        "small": 1,
        "middle": 1,
        "named": 1,
    }
    assert [(each.code, each.message.partition("left out: ")[2]) for each in loaded.diagnostics] == [
        ("unclaimed-customers", "'e'"),
        ("contested-customers", "'g (big and middle)', 'h (small and named)'"),
    ]


def test_acv_may_be_a_column_of_its_own(tmp_path: Path) -> None:
    plan = "segments: [{name: a, where: {acv: '>= 10'}}, {name: b, where: {acv: '< 10'}}]\n"
    loaded = read(tmp_path, "customer,arr,acv\nx,1,20\ny,100,5\n", plan)
    assert {name: each.arr for name, each in sums(loaded).items()} == {"a": 1, "b": 100}


def test_many_unclaimed_customers_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"c{number},nowhere,1000\n" for number in range(12))
    [finding] = read(tmp_path, "customer,segment,arr\nx,a,1\ny,b,1\n" + rows).diagnostics
    assert finding.message.startswith("12 customers of the account book with 12,000 of ARR in no segment")
    assert finding.message.endswith("'c9' and 2 more")


BAD_ROWS = [
    ("z,a,lots", "3:5", '"lots" is not an amount of money'),
    ("z,a,", "3:5", "it has no ARR"),
    ("z,a,-5", "3:5", "its ARR is below zero"),
    (",a,5", "3:1", "it names no customer"),
    (" x ,a,5", "3:1", "'x' stands in the table twice; 5 of ARR is missing for it"),
    ("z,a", "3:1", "it has no ARR"),
    ("z,a,5,6", "3:1", "it has 4 cells, the headings are 3"),
    ('z,"a"b,5', "3:1", "a quote ends before its cell does"),
    ('z,"a,5', "3:1", "a quote is not closed"),
    ('"z, z",a,lots', "3:10", '"lots" is not an amount of money'),
    ("云帆,a,多", "3:6", '"多" is not an amount of money'),
    ("z,a," + "9" * 5000, "3:5", '"' + "9" * 39 + '…" is not an amount of money: it is too long'),
    ("z," + "a" * 140_000 + ",5", "3:1", "a quote is not closed, or a cell has more than 131,072 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "place", "reason"), BAD_ROWS)
def test_rows_that_cannot_be_read(tmp_path: Path, row: str, place: str, reason: str) -> None:
    loaded = read(tmp_path, f"customer,segment,arr\nx,a,1000\n{row}\nw,b,1000\n")
    assert {name: each.arr for name, each in sums(loaded).items()} == {"a": 1000, "b": 1000}
    assert lines(loaded, tmp_path) == [
        "accounts.csv:1:1: warning[rows-left-out]: 1 of 3 rows is left out of all sums",
        f"accounts.csv:{place}: warning[unreadable-row]: this row is left out: {reason}",
    ]


def test_rows_of_nothing_are_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, "customer,segment,arr\nx,a,100\n\n,,\n , , \n,\ny,b,100\n").diagnostics == ()


def test_a_row_over_several_lines_is_named_by_its_first(tmp_path: Path) -> None:
    loaded = read(tmp_path, 'customer,segment,arr\nx,a,1\n"y\ny",b,bad\nz,b,1\n')
    where = loaded.diagnostics[1].where
    assert where is not None
    assert where[:4] == (str(tmp_path / "accounts.csv"), 3, 1, '"y')


def test_the_cell_is_underlined(tmp_path: Path) -> None:
    where = read(tmp_path, 'customer,segment,arr,new\nx,a,1,yes\n1,b,"1,5 1",no\nz,b,1,\n').diagnostics[1].where
    assert where is not None
    assert where.excerpt[where.column - 1 : where.column - 1 + where.width] == '"1,5 1"'


def test_an_open_quote_costs_only_its_own_line(tmp_path: Path) -> None:
    rows = "".join(f'c{number},a,"1,000"\n' for number in range(3000))
    loaded = read(tmp_path, 'customer,segment,arr\nx,"a,1\n' + rows + "y,b,1\n")
    assert {name: each.customers for name, each in sums(loaded).items()} == {"a": 3000, "b": 1}
    assert lines(loaded, tmp_path)[1].startswith("accounts.csv:2:1: warning[unreadable-row]")


def test_open_quotes_over_and_over_end_in_time_and_every_line_is_counted(tmp_path: Path) -> None:
    rows = "".join(f'c{number},"a,1\n' for number in range(501))
    loaded = read(tmp_path, "customer,segment,arr\nx,a,1\ny,b,1\n" + rows)
    [counted] = [each for each in loaded.diagnostics if each.code == "unusable-rows"]
    assert counted.message.startswith("only 2 of 503 rows can be used; most often because, as in line 4: a quote")
    assert sum(each.code == "unreadable-row" for each in loaded.diagnostics) == 20


def test_a_missing_rate_is_an_error_once(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr\nx,a,1 EUR\ny,b,2 EUR\nz,b,3 GBP\nw,b,1\n")
    assert loaded.plan is None
    assert sorted(lines(loaded, tmp_path)) == [
        "accounts.csv:2:5: error[missing-rate]: no exchange rate for EUR",
        "accounts.csv:4:5: error[missing-rate]: no exchange rate for GBP",
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("", "5:11: error[empty-file]: accounts.csv: the table is empty: it has not even headings"),
        ("\n\n", "5:11: error[empty-file]: accounts.csv: the table is empty: it has not even headings"),
        (",,\n", "5:11: error[empty-file]: accounts.csv: the table is empty: it has not even headings"),
        ('customer,"arr\n', "5:11: error[unreadable-file]: accounts.csv: the headings can't be read: a quote is not closed"),
        ("x,a,1\n", "5:11: error[missing-column]: the table has none of these columns: 'customer', 'arr'"),
        ("segment,arr\n", "5:11: error[missing-column]: the table has no column 'customer'"),
        ("customer,arr\n", "5:11: error[missing-column]: nothing says which segment a customer belongs to"),
        ("customer,segment,arr,ARR\n", "5:11: error[duplicate-column]: 2 columns of the table have the heading 'arr'"),
        ("customer,arr\n".encode("utf-16-le"), "5:11: error[encoding]: accounts.csv: the table seems to be UTF-16 without its mark"),
        (b"customer,segment,arr\n\xe9,a,1\n\x81\n", "5:11: error[encoding]: accounts.csv: the table is neither UTF-8 nor GB18030 nor Windows-1252"),
    ],
)  # fmt: skip
def test_tables_that_are_none(tmp_path: Path, table: str | bytes, expected: str) -> None:
    assert f"csplan.yaml:{expected}" in lines(read(tmp_path, table), tmp_path)


def test_headings_only(tmp_path: Path) -> None:
    assert [each.code for each in read(tmp_path, HEADINGS).diagnostics] == [
        "empty-file",
        "empty-segment",
        "empty-segment",
    ]


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ("none.csv", "5:11: error[missing-file]: none.csv: there is no such file"),
        ("{file: none.csv}", "5:18: error[missing-file]: none.csv: there is no such file"),
        ("../x.csv", "5:11: error[outside-folder]: '../x.csv' is outside the plan's folder"),
        (".", "5:11: error[directory]: .: this is a folder; a file is meant here"),
        ("{columns: {}}", "5:1: error[missing-key]: file is missing"),
        ("{fil: accounts.csv}", "5:12: error[unknown-key]: unknown key 'fil'"),
        ("{file: accounts.csv, columns: [a]}", "5:32: error[wrong-shape]: a mapping is meant here, not a list"),
        ("{file: accounts.csv, columns: {csm: Owner}}", "5:47: error[missing-column]: the table has no column 'Owner'"),
    ],
)
def test_sections_that_are_none(tmp_path: Path, accounts: str, expected: str) -> None:
    head = HEAD.replace("accounts: accounts.csv", f"accounts: {accounts}")
    table = "customer,segment,arr\nx,a,1\ny,b,1\n"
    assert lines(read(tmp_path, table, head=head), tmp_path) == [f"csplan.yaml:{expected}"]


def test_a_table_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = "customer,segment,arr\nx,a,1\n"
    read(tmp_path, table)
    opened = type(tmp_path).open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.suffix == ".csv":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert lines(load_all(tmp_path), tmp_path) == [
        "csplan.yaml:5:11: error[unreadable-file]: accounts.csv: it can't be opened: permission denied"
    ]


def test_every_where_that_has_no_column_is_named_at_its_place(tmp_path: Path) -> None:
    plan = "segments:\n  - {name: a, where: {industri: x}}\n  - {name: b, where: {city: x}}\n"
    loaded = read(tmp_path, "customer,arr,industry\nx,1,y\n", plan)
    assert lines(loaded, tmp_path) == [
        "csplan.yaml:7:23: error[missing-column]: the table has no column 'industri'",
        "csplan.yaml:8:23: error[missing-column]: the table has no column 'city'",
    ]
    assert loaded.diagnostics[0].hint == "did you mean industry?"


def test_a_segment_that_cannot_be_read_leaves_nobody_unclaimed(tmp_path: Path) -> None:
    plan = "segments: [{name: a}, {name: b, arr: x}, {name: c, arr: 3}]\n"
    loaded = read(tmp_path, "customer,segment,arr\nx,a,100\ny,b,100\nz,c,100\n", plan)
    assert lines(loaded, tmp_path) == [
        'csplan.yaml:6:38: error[money]: "x" is not an amount of money',
        "csplan.yaml:6:57: warning[book-differs]: arr of c is stated as 3, the account book has 100",
    ]


def test_a_segment_may_stand_outside_the_book(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr\nx,a,1\n", "segments: [{name: a}, {name: b, customers: 5, arr: 9}]\n")
    assert loaded.diagnostics == ()
    assert loaded.plan is not None
    assert [(each.customers, each.arr) for each in loaded.plan.placed] == [(1, 1), (5, 9)]
    loaded = read(tmp_path, "customer,segment,arr\nx,a,1\n", "segments: [{name: a}, {name: b, customers: 5}]\n")
    assert lines(loaded, tmp_path) == ["csplan.yaml:6:23: error[missing-key]: arr is missing"]


def test_large_customers_without_a_csm(tmp_path: Path) -> None:
    plan = "rules: usd-2m\nsegments: [{name: a, arr_per_csm: 1M}]\n"
    table = "customer,segment,arr,csm\nx,a,50k,\ny,a,49k,\nz,a,80k, \nw,a,90k,Ann\nv,a,9k, Ann\n"
    a = sums(read(tmp_path, table, plan))["a"]
    assert a.unserved_large_customers == 2
    assert a.held == {"Ann": 2}


def test_unknown_health_counts_like_the_rest(tmp_path: Path) -> None:
    table = "customer,segment,arr,health\nx,a,100,red\ny,a,100,green\nz,a,100,\nw,a,100,\n"
    loaded = read(tmp_path, table, "segments: [{name: a}]\n")
    assert sums(loaded)["a"].at_risk_customers == 2
    assert [each.message for each in loaded.diagnostics] == [
        "2 of 4 customers of a have no health in the book that csplan knows"
    ]


def test_dates_without_a_year_do_nothing(tmp_path: Path) -> None:
    head = HEAD.replace("year: {starts: 2027-01-01}\n", "")
    loaded = read(tmp_path, "customer,segment,arr,renewal_date\nx,a,1,2027-01-01\n", "segments: [{name: a}]\n", head)
    assert sums(loaded)["a"].renewals is None
    assert [each.code for each in loaded.diagnostics] == ["no-effect"]


@pytest.mark.parametrize("dates", [("2027-01-01", "soon"), ("2027-01-01", "")])
def test_dates_that_cannot_be_read(tmp_path: Path, dates: tuple[str, str]) -> None:
    table = "customer,segment,arr,renewal_date\n" + "".join(f"c{date},a,100,{date}\n" for date in dates)
    loaded = read(tmp_path, table, "segments: [{name: a}]\n")
    assert sums(loaded)["a"].renewals is None
    [finding] = loaded.diagnostics
    assert finding.code == "unknown-renewals"
    assert finding.message.endswith("such as 'soon'" if "soon" in dates else "that can be read")


def test_what_the_plan_states_is_compared(tmp_path: Path) -> None:
    plan = "segments:\n  - {name: a, customers: 3, arr: 3001, new_customers: 1, renewals: 5, at_risk: 50%}\n"
    table = HEADINGS + "x,a,1000,,red,no,2027-01-01\ny,a,1000,,green,no,2027-01-01\nz,a,1000,,green,yes,2027-01-01\n"
    assert lines(read(tmp_path, table, plan), tmp_path) == [
        "csplan.yaml:7:68: warning[book-differs]: renewals of a is stated as 5, the account book has 3",
        "csplan.yaml:7:80: warning[book-differs]: at_risk of a is stated as 50.0% at risk, the account book has 33.3%",
    ]


# --- people -----------------------------------------------------------------------------------------------------------

PEOPLE = "customer,segment,arr,csm\nx,a,1000,Ann\ny,b,1000,Ann\nz,b,1000,Ann\nw,b,1000,Bo\nv,b,1000,\n"


def csms(loaded: Loaded) -> dict[str, float]:
    assert loaded.plan is not None, loaded.diagnostics
    teams = build(loaded.plan).root.below["team"]
    return {each.name: each.value("csms_now") for team in teams for each in team.below["segment"]}


def test_each_csm_counts_one_split_by_customers_or_work(tmp_path: Path) -> None:
    assert csms(read(tmp_path, PEOPLE)) == {"a": pytest.approx(1 / 3), "b": pytest.approx(1 + 2 / 3)}
    tiers = "tiers: [{name: t, acv: {}}]\n"
    tasks = "tasks: [{name: k, kind: reactive, per: customer, takes: 1 h, times: 1}]\n"
    plan = "segments: [{name: a, complexity: 4}, {name: b}]\n" + tiers + tasks
    assert csms(read(tmp_path, PEOPLE, plan)) == {"a": pytest.approx(4 / 6), "b": pytest.approx(1 + 2 / 6)}


def test_stated_people_are_compared(tmp_path: Path) -> None:
    plan = "teams: [{name: t, csms_now: 3}]\nsegments: [{name: a, team: t}, {name: b, team: t}]\n"
    loaded = read(tmp_path, PEOPLE, plan)
    assert lines(loaded, tmp_path) == [
        "csplan.yaml:6:29: warning[csms-now-differs]: csms_now of t is stated as 3, the account book counts 2.00"
    ]
    plan = "segments: [{name: a, csms_now: 0.33}, {name: b, csms_now: 1}]\n"
    assert lines(read(tmp_path, PEOPLE, plan), tmp_path) == [
        "csplan.yaml:6:59: warning[csms-now-differs]: csms_now of b is stated as 1, the account book counts 1.67"
    ]


# --- renewals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("renewal", "years", "due"),
    [
        ("2027-01-01", 1, 1),
        ("2027-12-31", 1, 1),
        ("2028-01-01", 1, 0),
        ("2026-12-31", 1, 1),
        ("2020-02-29", 1, 1),
        ("2028-02-29", 1, 0),
        ("2027-05-01", 2, 1),
        ("2026-05-01", 2, 0),
        ("2025-05-01", 2, 1),
        ("2024-01-01", 3, 1),
        ("2023-12-31", 3, 0),
        ("2026-03-01", 1.5, 1),
        ("2025-03-01", 1.5, 0),
        ("2027-01-01", 0.5, 2),
        ("2026-11-15", 0.25, 4),
        ("2035-01-01", 3, 0),
    ],
)
def test_renewals_due_in_2027(renewal: str, years: float, due: int) -> None:
    assert len(months_due(date.fromisoformat(renewal), date(2027, 1, 1), years)) == due


def test_the_months_in_which_contracts_renew() -> None:
    starts = date(2027, 1, 1)
    assert months_due(date(2027, 12, 15), starts, 1) == [11]
    assert months_due(date(2024, 3, 31), starts, 1) == [2]
    assert months_due(date(2026, 11, 15), starts, 0.25) == [1, 4, 7, 10]
    assert months_due(date(2027, 2, 1), date(2026, 10, 1), 1) == [4]


def test_renewals_in_a_year_that_starts_on_a_leap_day() -> None:
    starts = date(2028, 2, 29)
    assert [months_due(date(2029, 2, day), starts, 1) for day in (27, 28)] == [[11], [11]]
    assert months_due(date(2029, 3, 1), starts, 1) == []


def test_contract_years_count_renewals(tmp_path: Path) -> None:
    table = "customer,segment,arr,renewal_date\nx,a,1,2026-06-01\ny,a,1,2027-06-01\n"
    assert sums(read(tmp_path, table, "segments: [{name: a, contract_years: 2}]\n"))["a"].renewals == 1
    # Without a word from the segment the rule pack's length counts, and that is an assumption to be said.
    default = "rules: {name: own, defaults: {contract_years: 2}}\nsegments: [{name: a}]\n"
    loaded = read(tmp_path, table, default)
    assert sums(loaded)["a"].renewals == 1
    assert loaded.plan is not None
    assert build(loaded.plan).origins["segment", "a"]["contract_years"].kind == "default"


# --- size -------------------------------------------------------------------------------------------------------------


def test_memory_is_bounded(tmp_path: Path) -> None:
    rows = (
        f"Customer {n} Ltd,a,{n},csm {n % 40},green,no,2027-01-{n % 28 + 1:02},retail,east\n" for n in range(100_000)
    )
    table = "customer,segment,arr,csm,health,new,renewal_date,industry,region\n" + "".join(rows)
    read(tmp_path, "customer,segment,arr\nx,a,1\n", "segments: [{name: a}]\n")
    (tmp_path / "accounts.csv").write_text(table)
    tracemalloc.start()
    try:
        loaded = load_all(tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sums(loaded)["a"].customers == 100_000
    assert peak < 40e6


def test_words_for_health_are_those_of_the_segment(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr,health\nw,a,1k,blue\nx,a,1k,pink\ny,a,1k,red\nz,b,1k,\n")
    assert [each.message for each in loaded.diagnostics] == [
        "2 of 3 customers of a have no health in the book that csplan knows, such as 'blue', 'pink'",
        "1 of 1 customers of b has no health in the book that csplan knows",
    ]


def test_a_word_that_does_not_say_whether_a_customer_is_new(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr,new\nx,a,100,maybe\ny,a,100,yes\nz,b,100,no\n")
    assert sums(loaded)["a"].new_customers == 2
    assert lines(loaded, tmp_path) == [
        "csplan.yaml:6:12: warning[unknown-new]: the book does not say of 1 of 2 customers of a whether it is new, such as 'maybe'"
    ]


def test_renewal_dates_of_which_nobody_knows_the_order_end_the_reading(tmp_path: Path) -> None:
    table = "customer,segment,arr,renewal_date\nx,a,20k,05/01/2027\ny,b,lots,31/05/2027\n"
    loaded = read(tmp_path, table)
    assert loaded.plan is None
    assert [each.code for each in loaded.diagnostics if each.severity == "error"] == ["ambiguous-dates"]


@pytest.mark.parametrize("seed", range(8))
def test_segments_with_where_are_those_that_all_conditions_hold_for(seed: int, tmp_path: Path) -> None:
    # Against going through all segments for each row: texts, several of them, comparisons, mixed, and nothing at all.
    some = Random(seed)
    regions, industries = ("North", "south", "east", ""), ("retail", "Bank", "5", "7")
    conditions: list[dict[str, list[str]]] = []
    for _ in range(4):
        where = {"region": some.sample(["north", "SOUTH", "west"], some.randint(1, 2))}
        where["industry"] = some.choice([["retail"], ["bank", "retail"], [">= 6"], ["retail", ">= 5"], ["7"]])
        where["acv"] = [some.choice([">= 500", "< 300"])]
        for key in some.sample(list(where), some.randint(0, 2)):
            del where[key]
        conditions.append(where)
    rows = [(some.choice(regions), some.choice(industries), some.randrange(1, 1000)) for _ in range(300)]

    def holds(where: dict[str, list[str]], region: str, industry: str, arr: int) -> bool:
        cells = {"region": region, "industry": industry, "acv": str(arr)}
        return all(any(_is(text, cells[key]) for text in texts) for key, texts in where.items())

    expected, contested = [0] * len(conditions), 0
    for row in rows:
        claimed = [number for number, where in enumerate(conditions) if holds(where, *row)]
        contested += len(claimed) > 1
        if len(claimed) == 1:
            expected[claimed[0]] += 1
    table = "customer,region,industry,arr\n" + "".join(f"c{n},{a},{b},{arr}\n" for n, (a, b, arr) in enumerate(rows))
    segments = json.dumps([{"name": f"s{n}", "where": where} for n, where in enumerate(conditions)])
    loaded = read(tmp_path, table, f"segments: {segments}\n")
    assert loaded.plan is not None
    assert [each.sums.customers if each.sums else 0 for each in loaded.plan.placed] == expected
    said = [each.message for each in loaded.diagnostics if each.code == "contested-customers"]
    assert [each.split(" ")[0] for each in said] == ([str(contested)] if contested else [])


def _is(text: str, cell: str) -> bool:
    if text.startswith(">="):
        return cell.isdigit() and int(cell) >= int(text[2:])
    if text.startswith("<"):
        return cell.isdigit() and int(cell) < int(text[1:])
    return text.lower() == cell.lower()
