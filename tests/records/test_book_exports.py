# ruff: noqa: E501, RUF001 - a case is a line; signs and spaces of other languages are what is read
"""Account books as CRMs and spreadsheets of the world export them: each kind of wrong number that was met, and its like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.records.books import codes, lines, read, sums

if TYPE_CHECKING:
    from pathlib import Path

ONE = "segments: [{name: a}]\n"
EUROS = "fx: {USD: 0.5, GBP: 1.25}\nsegments: [{name: a}]\n"


def euros(folder: Path, table: str | bytes, accounts: str = "accounts.csv", plan: str = EUROS) -> float:
    """Return the ARR of a book in a plan in EUR, all of which is in one segment."""
    loaded = read(folder, table, plan, head(accounts, "EUR"))
    return sums(loaded)["a"].arr


def head(accounts: str = "accounts.csv", currency: str = "USD") -> str:
    return (
        f"csplan: 1\ncurrency: {currency}\nyear: {{starts: 2027-01-01}}\n"
        "roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}\n"
        f"accounts: {accounts}\n"
    )


# --- numbers, decided by their column -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "delimiter", "arr"),
    [
        (["120.000", "8.400"], ";", 128_400),
        (["120.000,00", "8.400,50"], ";", 128_400.5),
        (["1.250.000", "8.400"], "\t", 1_258_400),
        (["8.400", "950,50"], "\t", 9_350.5),
        (["8.400", "950,50"], ",", 9_350.5),
        (["120,000", "8,400"], ",", 128_400),
        (["8,400", "950.50"], "\t", 9_350.5),
        (["8,400", "1,250,000"], ";", 1_258_400),
        (["8.400", "950.50"], ";", 958.9),
        (["120'000.00", "8’400"], ";", 128_400),
        (["8\u00a0400,50", "10\u202f237,65", "1\u2009000"], ";", 19_638.15),
        (["12,34,567", "8,40,000.50"], ",", 2_074_567.5),
        (["1.2E+06", "5e3"], ",", 1_205_000),
        (["1,2E+06", "300"], ";", 1_200_300),
        (['="120000"', "'500"], ";", 120_500),
        (["１２０，０００", "500.5"], ",", 120_500.5),
        (["120'000.-", "500.–"], ";", 120_500),
        (["+500", "200"], ",", 700),
        (["١٢٠٠", "۳۴۰۰"], ",", 4_600),  # the digits of Arabic and Persian
        (["१२००", "١٬٢٠٠٫٥٠"], ";", 2_400.5),
        (["\u200e1,200", "\ufeff3400\u200b"], ",", 4_600),  # marks that nobody sees
        (["12만", "3.5억"], ",", 350_120_000),
    ],
)
def test_numbers_are_read_as_the_column_writes_them(
    tmp_path: Path, cells: list[str], delimiter: str, arr: float
) -> None:
    rows = [f'c{at}{delimiter}a{delimiter}"{cell.replace(chr(34), chr(34) * 2)}"' for at, cell in enumerate(cells)]
    table = "\n".join((f"customer{delimiter}segment{delimiter}arr", *rows))
    assert euros(tmp_path, table) == pytest.approx(arr, rel=1e-12)


@pytest.mark.parametrize(
    ("cells", "delimiter"),
    [
        (["120.000", "8.400"], ","),  # a point before three digits where points are decimals: nobody writes money so
        (["120.000", "8.400"], "\t"),
        (["120,000", "8,400"], ";"),
        (["120,000", "8,400"], "|"),
        (["120.000", "8,400"], ";"),  # both at once
        (["8.400", "1.234,50", "1,234.50"], ";"),  # the sure ones contradict each other
    ],
)
def test_numbers_that_can_be_read_in_two_ways_are_refused_until_the_plan_says(
    tmp_path: Path, cells: list[str], delimiter: str
) -> None:
    rows = [f'c{at}{delimiter}a{delimiter}"{cell}"' for at, cell in enumerate(cells)]
    table = "\n".join((f"customer{delimiter}segment{delimiter}arr", *rows))
    loaded = read(tmp_path, table, ONE)
    assert loaded.plan is None
    assert codes(loaded) == ["ambiguous-numbers"]
    assert "number_format" in loaded.diagnostics[0].hint


def test_the_plan_says_how_numbers_are_written(tmp_path: Path) -> None:
    table = "customer\tsegment\tarr\nx\ta\t8.400\ny\ta\t950\n"
    assert euros(tmp_path, table, '{file: accounts.csv, number_format: "1.234,56"}') == 9_350
    assert euros(tmp_path, table, '{file: accounts.csv, number_format: "1,234.56"}') == pytest.approx(958.4)


def test_a_cell_that_is_not_written_as_the_plan_says_is_left_out(tmp_path: Path) -> None:
    table = "customer;segment;arr\nx;a;8.400\ny;a;950.50\nz;a;100\n"
    assert euros(tmp_path, table, '{file: accounts.csv, number_format: "1.234,56"}') == 8_500


def test_a_column_that_was_decided_says_so(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer;segment;arr\nx;a;8.400\ny;a;1.950,50\n", ONE)
    [note] = loaded.diagnostics
    assert (note.code, note.severity) == ("table-numbers", "note")
    assert "'8.400'" in note.message
    assert "'1.950,50'" in note.message


def test_a_decision_at_the_end_of_a_long_column_counts_from_its_start(tmp_path: Path) -> None:
    rows = "".join(f"c{number};a;8.400\n" for number in range(5_000))
    assert euros(tmp_path, f"customer;segment;arr\n{rows}last;a;0,50\n") == pytest.approx(5_000 * 8_400 + 0.5)
    assert euros(tmp_path, f"customer;segment;arr\n{rows}last;a;0.50\n") == pytest.approx(5_000 * 8.4 + 0.5)


@pytest.mark.parametrize("cell", ["(1,200)", "-1200", "1,200-", "−1200"])
def test_what_is_below_zero_is_left_out(tmp_path: Path, cell: str) -> None:
    loaded = read(tmp_path, f'customer,segment,arr\nx,a,"{cell}"\ny,a,5000\nz,a,5000\n', ONE)
    assert sums(loaded)["a"].arr == 10_000
    assert any("its ARR is below zero" in each for each in lines(loaded, tmp_path))


@pytest.mark.parametrize("cell", ["$-", "-", "N/A", "$ -", "", "–"])
def test_a_cell_that_says_nothing_is_no_number(tmp_path: Path, cell: str) -> None:
    loaded = read(tmp_path, f"customer,segment,arr\nx,a,{cell}\ny,a,5000\nz,a,5000\n", ONE)
    assert any("it has no ARR" in each for each in lines(loaded, tmp_path))


def test_conditions_compare_numbers_as_their_column_writes_them(tmp_path: Path) -> None:
    plan = "segments: [{name: many, where: {seats: '>= 1k'}}, {name: few, where: {seats: '< 1k'}}]\n"
    loaded = read(tmp_path, "customer;arr;seats\nx;5000;1.200\ny;7000;12,5\n", plan)
    assert {name: each.arr for name, each in sums(loaded).items()} == {"many": 5000, "few": 7000}


# --- currencies and units -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "arr"),
    [
        ("120.000,00 €", 120_000),
        ("€ 950,00", 950),
        ("EUR 950", 950),
        ("1,5 Mio. €", 1_500_000),
        ("12 TEUR", 12_000),
        ("1000 GBP", 1_250),
        ("£1,000.00", 1_250),
        ("US$ 1000", 500),
    ],
)
def test_amounts_carry_their_currency(tmp_path: Path, cell: str, arr: float) -> None:
    assert euros(tmp_path, f"customer;segment;arr\nx;a;{cell}\n") == arr


@pytest.mark.parametrize("heading", ["currency", "ARR Currency", "币种"])
def test_a_column_of_currencies_converts_row_by_row(tmp_path: Path, heading: str) -> None:
    table = f"customer;segment;ARR;{heading}\nx;a;1000;EUR\ny;a;1000;GBP\nz;a;1000;US Dollar - USD\n"
    assert euros(tmp_path, table) == 1000 + 1250 + 500


def test_a_currency_without_a_rate_is_an_error_with_the_line_to_add(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr,currency\nx,a,1000,USD\ny,a,1000,JPY\n", ONE)
    [finding] = loaded.diagnostics
    assert finding.code == "missing-rate"
    assert "fx: {JPY: ...}" in finding.hint


def test_a_cell_and_its_column_of_currencies_may_not_contradict_each_other(tmp_path: Path) -> None:
    table = "customer;segment;arr;currency\nx;a;1000 €;GBP\ny;a;£100;GBP\nz;a;500;EUR\n"
    assert euros(tmp_path, table) == 125 + 500


@pytest.mark.parametrize(
    ("heading", "arr"),
    [
        ("ARR (k€)", 150_000),
        ("ARR (in thousands)", 150_000),
        ("ARR in TEUR", 150_000),
        ("ARR [Mio. EUR]", 150_000_000),
        ("ARR ('000)", 150_000),
        ("ARR（万元）", None),
        ("ARR (converted)", 150),
        ("ARR (GBP)", 187.5),
    ],
)
def test_a_heading_says_its_unit(tmp_path: Path, heading: str, arr: float | None) -> None:
    accounts = f"{{file: accounts.csv, columns: {{arr: '{heading.replace(chr(39), chr(39) * 2)}'}}}}"
    table = f"customer;segment;{heading}\nx;a;100\ny;a;50\n"
    if arr is None:  # yuan have no rate in this plan
        assert codes(read(tmp_path, table, EUROS, head(accounts, "EUR"))) == ["missing-rate", "table-unit"]
    else:
        assert euros(tmp_path, table, accounts) == arr


def test_a_unit_in_the_heading_needs_no_mapping(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,ARR (k$)\nx,a,120\ny,a,8.4\n", ONE)
    assert sums(loaded)["a"].arr == 128_400
    assert codes(loaded) == ["table-unit"]


def test_the_plan_says_the_unit(tmp_path: Path) -> None:
    table = "customer,segment,arr\nx,a,12\ny,a,0.07\n"
    assert euros(tmp_path, table, "{file: accounts.csv, unit: 万}") == 120_700
    loaded = read(tmp_path, table.replace("arr", "ARR (k)"), ONE, head("{file: accounts.csv, unit: 万}"))
    assert codes(loaded) == ["contradicting-column"]
    loaded = read(tmp_path, table, ONE, head("{file: accounts.csv, unit: dozen}"))
    assert codes(loaded) == ["contradicting-column"]


def test_amounts_that_are_too_small_to_be_money_are_asked_about(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "customer,segment,arr\nx,a,12\ny,a,8.5\n", ONE)) == ["small-amounts"]
    assert codes(read(tmp_path, "customer,segment,arr\nx,a,120\ny,a,8.5\n", ONE)) == []


# --- monthly revenue ----------------------------------------------------------------------------------------------------


def test_monthly_revenue_counts_twelve_times(tmp_path: Path) -> None:
    table = "customer,segment,mrr\nx,a,5000\ny,a,2000\n"
    assert euros(tmp_path, table, "{file: accounts.csv, columns: {mrr: MRR}}") == 84_000


@pytest.mark.parametrize("heading", ["mrr", "MRR (converted)", "Monthly Recurring Revenue", "月费"])
def test_monthly_revenue_is_never_taken_for_arr(tmp_path: Path, heading: str) -> None:
    table = f"customer,segment,{heading}\nx,a,5000\ny,a,2000\n"
    [finding] = read(tmp_path, table, ONE).diagnostics
    assert finding.code == "missing-column"
    assert finding.hint.endswith(f"`columns: {{mrr: {heading}}}`")
    mapped = head(f"{{file: accounts.csv, columns: {{arr: {heading}}}}}")
    assert codes(read(tmp_path, table, ONE, mapped)) == ["contradicting-column"]


# --- encodings and form -------------------------------------------------------------------------------------------------

GERMAN = "Kunde;segment;arr\nMüller;Großkunden;120000\nJäger & Söhne;Großkunden;8000\n"
CHINESE = "customer,segment,arr\n云帆科技有限公司,零售,120000\n望川物流,零售,8000\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_western_european_text(tmp_path: Path, encoding: str) -> None:
    accounts = head("{file: accounts.csv, columns: {customer: Kunde}}")
    loaded = read(tmp_path, GERMAN.encode(encoding), "segments: [{name: Großkunden}]\n", accounts)
    assert sums(loaded)["Großkunden"].arr == 128_000
    assert codes(loaded) == (["table-encoding"] if encoding == "cp1252" else [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_chinese_text(tmp_path: Path, encoding: str) -> None:
    loaded = read(tmp_path, CHINESE.encode(encoding), "segments: [{name: 零售}]\n")
    assert sums(loaded)["零售"].arr == 128_000
    assert codes(loaded) == (["table-encoding"] if encoding == "gb18030" else [])


@pytest.mark.parametrize("encoding", ["big5", "utf-16-le", "cp1252", "gbk"])
def test_an_encoding_that_the_plan_says(tmp_path: Path, encoding: str) -> None:
    table = ("customer,segment,arr\n" + ("Café,a,120000\n" if encoding == "cp1252" else "公司,a,120000\n")).encode(
        encoding
    )
    loaded = read(tmp_path, table, ONE, head(f"{{file: accounts.csv, encoding: {encoding}}}"))
    assert sums(loaded)["a"].arr == 120_000
    assert codes(loaded) == []


@pytest.mark.parametrize("encoding", ["ascii", "klingon", "idna", "utf-16"])
def test_an_encoding_that_does_not_fit_is_an_error(tmp_path: Path, encoding: str) -> None:
    loaded = read(
        tmp_path, "customer,segment,arr\né,a,1000\n", ONE, head(f"{{file: accounts.csv, encoding: {encoding}}}")
    )
    assert codes(loaded) == ["encoding"]


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\ncustomer;segment;arr\nx;a;120000\n",
        "Customers as of 5 January\n\ncustomer;segment;arr\nx;a;120000\n",
        "Report,Customers,,,\nOwner,all\n\ncustomer,segment,arr,csm,notes\nx,a,120000,Ann\n",
        "customer|segment|arr\nx|a|120000\n",
        'customer;segment;arr;notes\nx;a;120000;"one, two, three, four"\n',
        "customer\tsegment\tarr\nDoe, Ann\ta\t120000\n",
        "customer,segment,arr\rx,a,120000\r",
        "customer,segment,arr\n\nx,a,120000\ncustomer,segment,arr\n",
        "customer,segment,arr\nx,a,120000\n\nCopyright 2026 Acme\nConfidential\n",
        "customer,segment,arr\nx,a,120000,,\n",
        "customer,segment,arr,csm,notes\nx,a,120000\n",
    ],
)
def test_forms_of_tables(tmp_path: Path, text: str) -> None:
    loaded = read(tmp_path, text, ONE)
    assert (sums(loaded)["a"].customers, sums(loaded)["a"].arr) == (1, 120_000)
    assert [each for each in loaded.diagnostics if each.severity != "note"] == []


def test_a_delimiter_that_the_plan_says(tmp_path: Path) -> None:
    table = "customer^segment^arr\nx^a^120000\n"
    assert euros(tmp_path, table, '{file: accounts.csv, delimiter: "^"}') == 120_000


@pytest.mark.parametrize("name", ["Total", "TOTAL:", "Grand Total (2 customers)", "Summe", "合计", "Total général"])
@pytest.mark.parametrize("others", [",,", ",a,"])
def test_totals_are_left_out_and_told(tmp_path: Path, name: str, others: str) -> None:
    loaded = read(tmp_path, f"customer,segment,arr\nx,a,5000\ny,a,3000\n{name}{others}8000\n", ONE)
    assert sums(loaded)["a"].arr == 8_000
    assert codes(loaded) == ["total-row"]


def test_a_total_without_a_name_is_left_out(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr\nx,a,5000\ny,a,3000\n,,8000\n", ONE)
    assert sums(loaded)["a"].arr == 8_000
    assert codes(loaded) == ["total-row"]


def test_a_last_row_that_equals_all_others_and_names_no_segment_is_their_total(tmp_path: Path) -> None:
    plan = "segments: [{name: a, where: {acv: '>= 0'}}]\n"
    loaded = read(tmp_path, "customer,arr,csm\nx,5000,Ann\ny,3000,Bo\nAll accounts,8000,\n", plan)
    assert (sums(loaded)["a"].customers, sums(loaded)["a"].arr) == (2, 8_000)
    assert codes(loaded) == ["total-row"]
    loaded = read(tmp_path, "customer,arr,csm\nx,5000,Ann\ny,3000,Bo\nz,8000,Bo\n", plan)
    assert sums(loaded)["a"].customers == 3
    assert codes(loaded) == []


def test_a_customer_that_is_called_total_stays(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr,csm\nx,a,5000,Anna\nTotal,a,7000,Berta\ny,a,1000,Anna\n", ONE)
    assert sums(loaded)["a"].arr == 13_000
    assert codes(loaded) == []


@pytest.mark.parametrize(
    "text",
    [
        "<html><table></table></html>",
        '<?xml version="1.0"?>\n<Workbook/>',
        '{"customers": []}',
        '[{"customer": "x"}]',
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "PK\x03\x04rest",
        "%PDF-1.7\n",
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, text: str) -> None:
    [finding] = read(tmp_path, text, ONE).diagnostics
    assert finding.code == "not-a-table"
    assert finding.hint


def test_under_half_of_the_rows_is_an_error_with_the_commonest_reason(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr\nx,a,1000\ny,a,lots\nz,a,more\n,a,5\n", ONE)
    assert loaded.plan is None
    assert loaded.diagnostics[0].message == (
        'only 1 of 4 rows can be used; most often because, as in line 3: "lots" is not an amount of money'
    )


def test_all_missing_columns_are_named_with_the_headings_there_are(tmp_path: Path) -> None:
    [finding] = read(tmp_path, "Account,Revenue,segment\nx,1,a\n", ONE).diagnostics
    assert finding.message == "the table has none of these columns: 'customer', 'arr'"
    assert "Account, Revenue, segment" in finding.hint


# --- rows ---------------------------------------------------------------------------------------------------------------


def test_optional_cells_drop_nobody(tmp_path: Path) -> None:
    table = "customer,segment,arr,health,new\nx,a,1000,42,maybe\ny,a,1000,At Risk,no\nz,a,1000,red,yes\n"
    loaded = read(tmp_path, table, ONE)
    a = sums(loaded)["a"]
    assert (a.customers, a.arr, a.at_risk_customers, a.new_customers) == (3, 3000, 3, 1.5)
    assert codes(loaded) == ["unknown-health", "unknown-new"]


def test_nobody_is_nobody_and_names_are_one_person_in_any_case(tmp_path: Path) -> None:
    cells = [
        "Ann Lee",
        "ann lee",
        " ANN  LEE ",
        "Ａｎｎ Lee",
        "-",
        "N/A",
        "Unassigned",
        "CS Queue",
        "未分配",
        "",
        "None",
    ]
    rows = "".join(f"c{at},a,1000,{cell}\n" for at, cell in enumerate(cells))
    loaded = read(tmp_path, f"customer,segment,arr,csm\n{rows}", ONE)
    assert sums(loaded)["a"].held == {"Ann Lee": 4}
    [note] = loaded.diagnostics
    assert note.code == "nobody"
    assert "'Unassigned' (1)" in note.message


def test_segments_match_in_any_case_and_the_others_are_named(tmp_path: Path) -> None:
    table = "customer,segment,arr\nx,enterprise,1000\ny, ENTERPRISE ,1000\nz,Enterprize,500\n"
    loaded = read(tmp_path, table, "segments: [{name: Enterprise}]\n")
    assert sums(loaded)["Enterprise"].arr == 2000
    [finding] = loaded.diagnostics
    assert finding.hint == "their rows say 'Enterprize' (1); did you mean Enterprise?"


def test_subscriptions_are_added_up(tmp_path: Path) -> None:
    plan = "segments: [{name: big, where: {acv: '>= 70k'}}, {name: small, where: {acv: '< 70k'}}]\n"
    table = "customer,plan,arr,csm\nx,Base,60000,\nx,Add-on,12000,Ann\ny,Base,24000,Bo\ny,Base,24000,Bo\n"
    loaded = read(tmp_path, table, plan, head("{file: accounts.csv, rows: subscriptions}"))
    big, small = sums(loaded).values()
    assert (big.customers, big.arr, big.held) == (1, 72_000, {"Ann": 1})
    assert (small.customers, small.arr) == (1, 24_000)
    assert codes(loaded) == ["rows-left-out", "unreadable-row"]  # one row stands twice, alike in every cell


def test_without_a_word_of_the_plan_a_second_row_is_told_with_what_is_missing(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,segment,arr\nx,a,60000\nx,a,12000\ny,a,500\n", ONE)
    assert sums(loaded)["a"].arr == 60_500
    assert "12,000 of ARR is missing" in loaded.diagnostics[1].message
    assert "rows: subscriptions" in loaded.diagnostics[1].hint


@pytest.mark.parametrize(
    "date",
    [
        *(
            "2027-03-15 00:00",
            "2027-09-01T00:00:00.000Z",
            "2027年3月12日",
            "15.06.2027, 09:00",
            "15-Mar-27",
            "12/31/2027",
        ),
        *("Dec 31, 2027", "31-Dec-2027", "20270315"),
    ],
)
def test_renewal_dates_are_read_as_the_time_log_reads_dates(tmp_path: Path, date: str) -> None:
    loaded = read(tmp_path, f'customer,segment,arr,renewal_date\nx,a,1000,"{date}"\n', ONE)
    assert sums(loaded)["a"].renewals == 1


def test_the_order_of_day_and_month_is_found_out_or_asked_for(tmp_path: Path) -> None:
    table = "customer,segment,arr,renewal_date\nx,a,1000,05/01/2028\ny,a,1000,{}\n"
    plan = "segments: [{name: a, contract_years: 2}]\n"
    assert codes(read(tmp_path, table.format("31/12/2027"), plan)) == ["renewal-dates"]
    assert "ambiguous-dates" in codes(read(tmp_path, table.format("06/02/2027"), plan))
    loaded = read(tmp_path, table.format("06/02/2027"), plan, head("{file: accounts.csv, date_format: mdy}"))
    assert (codes(loaded), sums(loaded)["a"].renewals) == ([], 1)


def test_a_list_of_headings_takes_the_first_that_is_filled(tmp_path: Path) -> None:
    accounts = head("{file: accounts.csv, columns: {csm: [CSM, Account Owner]}}")
    table = "customer,segment,arr,Account Owner,CSM\nx,a,1000,Ann,Bo\ny,a,1000,Ann,\n"
    assert sums(read(tmp_path, table, ONE, accounts))["a"].held == {"Bo": 1, "Ann": 1}


def test_space_before_a_quote_is_none(tmp_path: Path) -> None:
    loaded = read(tmp_path, 'customer, segment, arr\n"x", "a", "1,000"\n"y, Inc", "a", "3,000"\n', ONE)
    assert (sums(loaded)["a"].arr, codes(loaded)) == (4000, [])


@pytest.mark.parametrize("row", ["(in thousands)", "（万元）", "[k€]"])
def test_a_row_that_says_the_unit_is_an_error(tmp_path: Path, row: str) -> None:
    loaded = read(tmp_path, f"customer,segment,arr\n,,{row}\nx,a,1200\ny,a,2400\n", EUROS, head(currency="EUR"))
    assert loaded.plan is None
    assert codes(loaded) == ["ambiguous-unit"]
