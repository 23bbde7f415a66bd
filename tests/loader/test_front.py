"""The front door: an account book alone is a plan, and `csplan init --from` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import csplan
from csplan.cli.app import app
from csplan.loader.front_headings import HEADINGS
from csplan.loader.plan import load_all
from tests.records.books import codes, sums
from tests.records.workbooks import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

SALESFORCE = """\
Account Name,Account Owner,Industry,Annualized ARR,Annual Revenue,Renewal Date
Acme,Ann Lee,retail,120000,9000000,2027-03-01
Beta,Bo Chen,food,30000,5000000,2027-04-01
Gamma,ann lee,food,8000,100000,2027-05-01
"""


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_an_account_book_is_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(SALESFORCE)
    loaded = load_all(path)
    assert loaded.plan is not None, loaded.diagnostics
    assert (loaded.plan.currency, loaded.plan.name) == ("USD", "accounts")
    assert {name: each.arr for name, each in sums(loaded).items()} == {
        "high": 120_000, "mid": 30_000, "low": 8_000, "digital": 0,
    }  # fmt: skip
    assert sums(loaded)["low"].held == {"Ann Lee": 1}
    answer = csplan.headcount(loaded.plan).as_dict()
    by_arr = sum(each["csms_by_arr"] or 0 for each in answer["segments"])
    assert by_arr == pytest.approx(158_000 / 2_000_000)


def test_what_was_taken_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(SALESFORCE)
    [taken] = [each for each in load_all(path).diagnostics if each.code == "taken-from-table"]
    assert taken.message.startswith(
        "6 columns, 4 used: customer from 'Account Name', arr from 'Annualized ARR', csm from 'Account Owner', "
        "renewal_date from 'Renewal Date'"
    )
    assert "USD" in taken.message


def test_the_commands_answer_without_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(SALESFORCE)
    code, shown = run("headcount", str(path))
    assert code == 0, shown
    assert "6 columns, 4 used: customer from 'Account Name'" in shown
    code, shown = run("validate", str(path))
    assert code == 0, shown


@pytest.mark.parametrize("heading", [each for each in HEADINGS["arr"] if each != "acv"])
def test_headings_of_arr(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "book.csv"
    path.write_text(f"Kunde;{heading.upper()}\nAcme;120000\n", encoding="utf-8")
    loaded = load_all(path)
    assert sum(each.arr for each in sums(loaded).values()) == 120_000


def test_headings_in_chinese_make_a_plan_in_yuan(tmp_path: Path) -> None:
    path = tmp_path / "客户.csv"
    path.write_text("客户名称,年合同额（万元）,客户成功经理,续约日期\n云帆,12,刘洋,2027年3月1日\n", encoding="gb18030")
    loaded = load_all(path)
    assert loaded.plan is not None, loaded.diagnostics
    assert loaded.plan.currency == "CNY"
    assert sum(each.arr for each in sums(loaded).values()) == 120_000
    assert {"taken-from-table", "table-unit", "table-encoding"} <= set(codes(loaded))


def test_monthly_revenue_counts_twelve_times_where_there_is_no_arr(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Company name,MRR\nAcme,5000\n")
    assert sum(each.arr for each in sums(load_all(path)).values()) == 60_000
    path.write_text("Company name,MRR,ARR\nAcme,5000,61000\n")
    assert sum(each.arr for each in sums(load_all(path)).values()) == 61_000


def test_two_candidates_are_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Account Name,Annualized ARR,Annualized ARR (converted)\nAcme,1000,2000\n")
    [finding] = load_all(path).diagnostics
    assert finding.code == "doubtful-column"
    assert "'Annualized ARR', 'Annualized ARR (converted)'" in finding.message
    path.write_text("Account Name,ARR,Account Owner,CSM Name\nAcme,100000,Ann,Bo\n")
    loaded = load_all(path)
    [doubt] = [each for each in loaded.diagnostics if each.code == "doubtful-column"]
    assert doubt.severity == "note"
    assert all(each.held is None for each in sums(loaded).values())


def test_annual_revenue_is_not_arr(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Account Name,Annual Revenue\nAcme,1000\n")
    [finding] = load_all(path).diagnostics
    assert finding.code == "missing-column"
    assert "Account Name, Annual Revenue" in finding.message


def test_a_column_of_segments_makes_the_segments(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text('Client;Segment;ARR\nA;"Grands comptes: n° 1";120000\nB;PME #2;8000\n', encoding="utf-8")
    assert {name: each.arr for name, each in sums(load_all(path)).items()} == {
        "Grands comptes: n° 1": 120_000, "PME #2": 8_000,
    }  # fmt: skip


def test_another_currency_asks_for_the_rate_of_the_rule_pack(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Customer;ARR\nA;120.000,00 €\n", encoding="utf-8")
    loaded = load_all(path)
    assert loaded.plan is None
    assert "missing-rate" in codes(loaded)
    priced = load_all(path, settings=["fx.USD=0.9"])
    assert priced.plan is not None, priced.diagnostics
    assert priced.plan.currency == "EUR"


def test_a_workbook_is_a_plan_too(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, {"Sheet1": [["Account Name", "ARR"], ["Acme", 120_000.5]]})
    assert sums(load_all(path))["high"].arr == 120_000.5


@pytest.mark.parametrize("text", ["", "<html>", "\n\n"])
def test_what_is_no_table_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "book.csv"
    path.write_text(text)
    loaded = load_all(path)
    assert loaded.plan is None
    assert codes(loaded) in (["empty-file"], ["not-a-table"])


def test_init_writes_a_plan_that_runs_at_once(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(SALESFORCE)
    code, shown = run("init", str(tmp_path / "csplan.yaml"), "--from", str(path))
    assert code == 0, shown
    assert "6 columns, 4 used" in shown
    loaded = load_all(tmp_path)
    assert loaded.plan is not None, loaded.diagnostics
    assert sum(each.arr for each in sums(loaded).values()) == 158_000
    assert run("headcount", str(tmp_path))[0] == 0
    code, shown = run("init", str(tmp_path / "csplan.yaml"), "--from", str(path))
    assert code == 2
    assert "never overwrites" in shown


def test_init_finds_the_tasks_of_a_log(tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text(SALESFORCE)
    (tmp_path / "timelog.csv").write_text(
        "date,csm,task,minutes,customer\n2026-03-02,Ann,Check-in: call,30,Acme\n2026-03-03,Ann,Check-in: call,60,Beta\n"
        "2026-03-03,Bo,Review,90,Beta\n"
    )
    code, shown = run(
        "init", str(tmp_path / "csplan.yaml"), "--from", str(tmp_path / "accounts.csv"),
        "--log", str(tmp_path / "timelog.csv"),
    )  # fmt: skip
    assert code == 0, shown
    text = (tmp_path / "csplan.yaml").read_text()
    assert 'name: "Check-in: call"\n' in text
    assert "takes: 45 min                     # 2 entries" in text
    loaded = load_all(tmp_path, log=True)
    assert loaded.plan is not None, loaded.diagnostics
    assert loaded.plan.record is not None
    assert loaded.plan.record.log.unknown == []


def test_init_wants_the_book_in_the_folder_of_the_plan(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "accounts.csv").write_text(SALESFORCE)
    code, shown = run("init", str(tmp_path / "csplan.yaml"), "--from", str(tmp_path / "elsewhere" / "accounts.csv"))
    assert code == 0, shown
    assert load_all(tmp_path).plan is not None
    code, shown = run(
        "init", str(tmp_path / "elsewhere" / "sub"), "--from", str(tmp_path / "elsewhere" / "accounts.csv")
    )
    assert code == 2
    assert "folder" in shown


def test_a_missing_rate_is_one_error_that_says_the_option(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Customer;ARR\nA;120.000,00 €\n", encoding="utf-8")
    loaded = load_all(path)
    assert codes(loaded) == ["missing-rate", "taken-from-table"]
    assert "`--set fx.USD=...`" in loaded.diagnostics[-1].hint


@pytest.mark.parametrize(
    "headings",
    [
        "Account Name  ↑,Annual Recurring Revenue (ARR)  ↓,CSM ▲",
        "Row Labels,Sum of ARR,csm",
        "Customer,ARR - Current,CSM",
    ],
)
def test_headings_as_reports_and_pivots_write_them(tmp_path: Path, headings: str) -> None:
    path = tmp_path / "book.csv"
    path.write_text(f"{headings}\nAcme,120000,Ann\nBeta,8000,Bo\n", encoding="utf-8")
    total = csplan.headcount(csplan.load(path)).rows("total")[0]
    assert (total["customers"], total["arr"], total["csms_now"]) == (2, 128_000, 2)


def test_rows_of_a_product_each_are_added_up(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Account Name,Product,ARR\nAcme,Base,60000\nAcme,Add-on,12000\nBeta,Base,24000\n", encoding="utf-8")
    loaded = load_all(path)
    assert sum(each.arr for each in sums(loaded).values()) == 96_000
    assert any("differ in 'Product'" in each.message for each in loaded.diagnostics)


def test_the_plan_is_called_as_the_book(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Account Name,ARR\nAcme,60000\n", encoding="utf-8")
    plan = load_all(path).plan
    assert plan is not None
    assert plan.file == path.as_posix()


@pytest.mark.parametrize("heading", ["Organization - MRR", "Deal - MRR"])
def test_what_a_crm_puts_before_its_headings_is_passed_over(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "book.csv"
    path.write_text(f"Organization - Name,Organization - Owner,{heading}\nAcme,Ann,1000\n", encoding="utf-8")
    assert sum(each.arr for each in sums(load_all(path)).values()) == 12_000


@pytest.mark.parametrize("heading", ["Jahresumsatz", "Annual Revenue"])
def test_what_a_customer_earns_is_never_its_arr(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "book.csv"
    path.write_text(f"Kunde;{heading}\nA;120000\n", encoding="utf-8")
    assert codes(load_all(path)) == ["missing-column"]


def test_segments_of_a_table_share_people(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Account Name,ARR\nA,200000\nB,30000\nC,6000\nD,900\n")
    answer = csplan.headcount(csplan.load(path))
    assert [(row["team"], row["heads"]) for row in answer.rows("teams")] == [("csms", 1)]
    assert answer.as_dict()["total"]["wanted"] == 1
    # High is 1 of at most 20 a CSM, which is a limit and no work; nothing says what work there is.
    assert answer.rows("teams")[0]["at_least"] == 0.05
    assert answer.rows("teams")[0]["work_needs"] is answer.rows("total")[0]["work_needs"] is None
    assert "work_needs" not in answer.as_dict()["total"]
    assert [table.key for table in answer.for_people(everything=False)][:2] == ["segments", "teams"]


def test_an_empty_tier_does_not_hide_who_is_there(tmp_path: Path) -> None:
    """Two people are named; that nobody pays 100k is no reason to say that nobody knows how many there are."""
    path = tmp_path / "book.csv"
    path.write_text("Customer,ARR,CSM\nA,90000,Ann\nB,80000,Bo\nC,700,Ann\n")
    answer = csplan.headcount(csplan.load(path))
    assert [row["csms_now"] for row in answer.rows("teams")] == [pytest.approx(2)]
    assert "Today: 2 people. The plan: 1 (−1)." in answer.answer
    # At least nobody is no news: what the work needs is not known.
    assert answer.rows("teams")[0]["work_needs"] is None


@pytest.mark.parametrize(
    ("table", "missing"),
    [("Client;ARR\nA;10 237,65 €\n", "fx: {USD: ...}"), ("Customer,ARR\nA,120.000\nB,8.400\n", "number_format")],
)
def test_init_says_what_is_missing_where_the_plan_does_not_run_yet(tmp_path: Path, table: str, missing: str) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(table, encoding="utf-8")
    code, shown = run("init", str(tmp_path / "csplan.yaml"), "--from", str(path))
    assert code == 0, shown
    assert "It does not run yet" in shown
    assert missing in shown
    assert "csplan validate" in shown
