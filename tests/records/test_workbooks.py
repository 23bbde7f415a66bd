"""Account books and time logs in Excel workbooks: typed cells are what they are, and nothing is guessed of them."""

from __future__ import annotations

import sys
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from csplan.inputs.build import build
from csplan.loader.plan import Loaded, load_all
from csplan.sources import error_cells as error_cells_module
from csplan.sources.error_cells import error_cells
from tests.records.books import HEAD, codes, sums
from tests.records.workbooks import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.records.workbooks import Cell

ONE = "segments: [{name: a}]\n"
HEADINGS: list[Cell] = ["customer", "segment", "arr", "csm", "renewal_date"]


def read(folder: Path, sheets: dict[str, list[list[Cell]]], accounts: str = "book.xlsx", plan: str = ONE) -> Loaded:
    head = HEAD.replace("accounts.csv", accounts)
    (folder / "csplan.yaml").write_text(head + plan, encoding="utf-8")
    write_workbook(folder / "book.xlsx", sheets)
    return load_all(folder)


def test_typed_cells_are_what_they_are(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["Customers as of today"],
        [],
        HEADINGS,
        ["x", "a", 8.4, "Ann", date(2027, 3, 4)],
        [1001, "a", 120_000, "Ann", datetime(2027, 5, 6, 9, 30)],  # noqa: DTZ001 - workbooks know no zones
        ["z", "a", 1.125, "Bo", date(2028, 5, 6)],
    ]
    a = sums(read(tmp_path, {"Book": rows}, plan="segments: [{name: a, contract_years: 2}]\n"))["a"]
    assert (a.customers, a.arr, a.held, a.renewals) == (3, 120_009.525, {"Ann": 2, "Bo": 1}, 2)


def test_numbers_typed_as_text_are_decided_by_their_column(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [HEADINGS, ["x", "a", "8.400"], ["y", "a", "1.234,50"], ["z", "a", 1.5]]
    assert sums(read(tmp_path, {"Book": rows}))["a"].arr == 8_400 + 1_234.5 + 1.5


def test_error_cells_are_unreadable(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [HEADINGS, ["x", "a", 1000], ["y", "a", "#REF!"], ["z", "a", 500]]
    loaded = read(tmp_path, {"Book": rows})
    assert sums(loaded)["a"].arr == 1500
    where = next(each.where for each in loaded.diagnostics if each.code == "unreadable-row")
    assert where is not None
    assert (where.line, where.excerpt) == (3, "y,a,#REF!,,")


def test_errors_in_any_column_are_named(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        [None, *HEADINGS],
        [None, "x", "a", 1000, "#REF!", "#DIV/0!"],
        [None, "y", "#N/A", 200, "Ann", date(2027, 3, 4)],
        [None, "#NAME?", "a", 500, "Ann", date(2027, 3, 4)],
        [None, "z", "a", 500, "Ann", date(2027, 3, 4)],
    ]
    loaded = read(tmp_path, {"Other": [["#REF!"]], "A & B": [[], *rows]}, "{file: book.xlsx, sheet: A & B}")
    a = sums(loaded)["a"]
    assert (a.customers, a.arr, a.held, a.renewals) == (2, 1500, {"Ann": 1}, None)
    nameless = next(each.where for each in loaded.diagnostics if "names no customer" in each.message)
    assert nameless is not None
    assert nameless.line == 5
    said = " ".join(each.message for each in loaded.diagnostics)
    for what in ("'#REF!' (1)", "'#DIV/0!'", "'y'", "it names no customer"):
        assert what in said


def test_the_errors_of_a_large_sheet_are_found_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[list[Cell]] = [["a", "b"]]
    rows.extend([number, "#N/A" if number % 50 == 7 else "x"] for number in range(1000))
    write_workbook(tmp_path / "book.xlsx", {"One": rows})
    whole = error_cells(tmp_path / "book.xlsx", "One", 0)
    assert whole == {number + 2: {1: "#N/A"} for number in range(7, 1000, 50)}
    monkeypatch.setattr(error_cells_module, "_CHUNK", 100)
    monkeypatch.setattr(error_cells_module, "_LONGEST_CELL", 300)
    assert error_cells(tmp_path / "book.xlsx", "One", 0) == whole


@pytest.mark.parametrize("sheet", ["None such", ""])
def test_where_errors_can_not_be_looked_up_there_are_none(tmp_path: Path, sheet: str) -> None:
    write_workbook(tmp_path / "book.xlsx", {"One": [["#N/A"]]})
    assert error_cells(tmp_path / "book.xlsx", sheet, 0) == {}
    (tmp_path / "book.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert error_cells(tmp_path / "book.xls", "One", 0) == {}
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as packed:
        packed.writestr("a", "b")
    assert error_cells(tmp_path / "other.xlsx", "One", 0) == {}


def test_a_sheet_is_found_by_its_name(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Cell]]] = {
        "Notes": [["nothing", "here"]],
        "Customers": [HEADINGS, ["x", "a", 1000]],
    }
    assert sums(read(tmp_path, sheets, "{file: book.xlsx, sheet: customers}"))["a"].arr == 1000
    [finding] = read(tmp_path, sheets, "{file: book.xlsx, sheet: Custommers}").diagnostics
    assert (finding.code, finding.hint) == ("missing-sheet", "did you mean Customers?")
    assert codes(read(tmp_path, sheets)) == ["missing-column", "table-form"]


def test_what_other_sheets_hold_is_told(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Cell]]] = {
        "2026": [HEADINGS[:3], ["x", "a", 1000]],
        "2027": [["Customer", "segment", "ARR"], ["x", "a", 3000]],
        "Notes": [["nothing", "here"]],
        "Empty": [],
    }
    loaded = read(tmp_path, sheets)
    assert sums(loaded)["a"].arr == 1000
    assert [(each.code, each.severity, each.message) for each in loaded.diagnostics] == [
        (
            "rows-left-out",
            "warning",
            "the sheet '2026' is read; another has the same headings, and is left out: '2027'",
        ),
        ("table-form", "note", "the sheet '2026' is read, and no other: 'Notes'"),
    ]
    sheets["2028"] = sheets["2027"]
    assert read(tmp_path, sheets).diagnostics[0].message == (
        "the sheet '2026' is read; these have the same headings, and are left out: '2027', '2028'"
    )
    assert codes(read(tmp_path, sheets, "{file: book.xlsx, sheet: '2027'}")) == []


def test_merged_cells_say_for_each_row_what_they_show(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Cell]]] = {
        "Book": [
            ["Accounts of 2026", None, None, None],
            ["csm", "customer", "segment", "arr"],
            ["Ann", "x", "a", 1000],
            [None, "y", "a", 2000],
            ["Bo", "z", "a", 4000],
            [None, "w", "a", None],
            ["Cy", "v", "a", 8000],
        ]
    }
    read(tmp_path, sheets)
    # The title over the table, Ann over x and y, Bo over z and w; and the 4,000 of z, which are not those of w as well.
    write_workbook(tmp_path / "book.xlsx", sheets, merged=["A1:D1", "A3:A4", "A5:A6", "D5:D6"])
    loaded = load_all(tmp_path)
    assert (sums(loaded)["a"].customers, sums(loaded)["a"].arr) == (4, 15_000)
    assert loaded.plan is not None
    assert build(loaded.plan).root.value("csms_now") == 3
    messages = [each.message for each in loaded.diagnostics]
    assert "3 cells span several rows: each of these has their text, and only the first an amount" in messages
    assert "this row is left out: it has no ARR" in messages


def test_ranges_on_top_of_each_other_are_no_merged_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("csplan.sources.workbooks._MOST_MERGED", 5)
    unsaid: list[Cell] = ["y", None, 2000]
    sheets: dict[str, list[list[Cell]]] = {"Book": [HEADINGS[:3], ["x", "a", 1000], unsaid, unsaid, unsaid]}
    read(tmp_path, sheets)
    write_workbook(tmp_path / "book.xlsx", sheets, merged=["B2:B4", "B2:B5", "B2:B5"])
    assert sums(load_all(tmp_path))["a"].customers == 1


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_the_first(tmp_path: Path, state: str) -> None:
    sheets: dict[str, list[list[Cell]]] = {
        "Lookup": [HEADINGS[:3], ["old", "a", 1]],
        "Customers": [HEADINGS[:3], ["x", "a", 1000]],
    }
    read(tmp_path, sheets)
    write_workbook(tmp_path / "book.xlsx", sheets, {"Lookup": state})
    loaded = load_all(tmp_path)
    assert sums(loaded)["a"].arr == 1000
    assert codes(loaded) == []
    write_workbook(tmp_path / "book.xlsx", sheets, dict.fromkeys(sheets, state))
    assert sums(load_all(tmp_path))["a"].arr == 1  # where all are hidden, the first


def test_a_workbook_is_known_by_what_it_holds(tmp_path: Path) -> None:
    read(tmp_path, {"Book": [HEADINGS, ["x", "a", 1000]]})
    (tmp_path / "book.xlsx").rename(tmp_path / "accounts.csv")
    (tmp_path / "csplan.yaml").write_text(HEAD + ONE)
    assert sums(load_all(tmp_path))["a"].arr == 1000


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 broken"])
def test_a_broken_workbook_is_an_error(tmp_path: Path, data: bytes) -> None:
    read(tmp_path, {"Book": [HEADINGS]})
    (tmp_path / "book.xlsx").write_bytes(data)
    assert codes(load_all(tmp_path)) == ["unreadable-file"]


def test_an_empty_sheet_is_an_error(tmp_path: Path) -> None:
    assert codes(read(tmp_path, {"Book": []})) == ["empty-file"]


def test_a_missing_extra_says_the_one_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    [finding] = read(tmp_path, {"Book": [HEADINGS, ["x", "a", 1000]]}).diagnostics
    assert finding.code == "missing-extra"
    assert finding.hint == "install it: `pip install 'csplan[xlsx]'`"


def test_a_time_log_may_be_a_workbook(tmp_path: Path) -> None:
    plan = (
        "segments: [{name: a}]\ntasks: [{name: call, kind: proactive, per: customer, times: 12}]\n"
        "time_log: {file: book.xlsx, sheet: Log}\n"
    )
    log: list[list[Cell]] = [
        ["date", "csm", "task", "hours", "customer"],
        [date(2026, 3, 4), "Ann", "call", 1.125, "x"],
        [date(2026, 3, 5), "Ann", "call", 0.5, "x"],
    ]
    loaded = read(tmp_path, {"Book": [HEADINGS, ["x", "a", 1000]], "Log": log}, plan=plan)
    assert loaded.plan is not None, loaded.diagnostics
    record = loaded.plan.record
    assert record is not None
    assert sorted(record.log.minutes) == [30.0, 67.5]
