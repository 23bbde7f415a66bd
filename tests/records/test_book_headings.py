"""What the headings of an account book say of its money: unit, currency, and of what time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.records.book.headings import Unit, heading_unit, time_of
from tests.records.books import codes, lines, read, sums

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
csplan: 1
currency: USD
fx: {{EUR: 3}}
roles: {{csm: {{pay: 120k, loading: 30%, time: {{contracted: 250 d, leave: 15 d, internal: 30%}}}}}}
accounts: {{file: accounts.csv, columns: {{{columns}}}}}
segments: [{{name: a, where: {{arr: '>= 0'}}}}]
"""


@pytest.mark.parametrize(
    ("heading", "name", "power", "currency"),
    [
        ("ARR (k€)", "ARR", 3, "EUR"),
        ("ARR USD k", "ARR", 3, "USD"),
        ("ARR_k", "ARR", 3, None),
        ("arr_eur", "arr", 0, "EUR"),
        ("ARR EUR", "ARR", 0, "EUR"),
        ("EUR ARR", "ARR", 0, "EUR"),
        ("ARR €", "ARR", 0, "EUR"),
        ("arrEur", "arr", 0, "EUR"),
        ("Umsatz TEUR", "Umsatz", 3, "EUR"),
        ("Umsatz Mio. EUR", "Umsatz", 6, "EUR"),
        ("ARR $'000", "ARR", 3, "$"),
        ("ARR USD '000", "ARR", 3, "USD"),
        ("Revenue in thousands", "Revenue", 3, None),
        ("年合同额（万元）", "年合同额", 4, "CNY"),
        ("合同金额 元", "合同金额", 0, "CNY"),
    ],
)
def test_a_unit_stands_before_or_after_the_name(heading: str, name: str, power: int, currency: str | None) -> None:
    stem, unit = heading_unit(heading)
    assert (stem, unit.power, unit.currency) == (name, power, currency)


@pytest.mark.parametrize("heading", ["ARR", "Current ARR", "Plan M", "Tier B", "Annual Value", "k", "Total ARR 2026"])
def test_other_words_are_no_unit(heading: str) -> None:
    assert heading_unit(heading) == (heading, Unit())


@pytest.mark.parametrize(
    ("time", "headings"),
    [
        ("month", "MRR|mrr_usd|MonthlyRecurringRevenue|monthly_fee|Price / month|Umsatz/Monat|Umsatz pro Monat"),
        (
            "month",
            "Monatsumsatz|monatl. Gebühr|Revenu par mois|Ingreso al mes|Receita por mês|月額|每月费用|Canone mensile",
        ),
        ("quarter", "Quarterly Revenue|Revenue Q3|Quartalsumsatz|CA trimestriel|Ingreso trimestral|季度费用"),
        ("quarter", "Semi-annual fee|半年费"),
        ("year", "ARR|ARR Q4|Annual Revenue|Jahresumsatz|年费|Revenu annuel|ACV|Fee per year"),
        ("month", "CMRR|Revenue p.m.|Umsatz p. m.|Fee pm|월간 매출|월 구독료"),
        ("contract", "TCV|Total Contract Value|合同总额|Total contract amount"),
        ("contract", "Contract Value (3 years)|3-year ARR|Valeur sur 3 ans|3年合同额"),
        ("year", "2027年合同额|ARR 2027"),
        (None, "Amount|Umsatz|Monatsende|Month|合同金额|Montant"),
    ],
)
def test_the_time_that_money_is_of(time: str | None, headings: str) -> None:
    assert {heading: time_of(heading) for heading in headings.split("|")} == dict.fromkeys(headings.split("|"), time)


@pytest.mark.parametrize(
    ("column", "heading"),
    [("arr", "Umsatz pro Monat"), ("arr", "Quarterly Revenue"), ("mrr", "ARR"), ("mrr", "Quarterly Revenue")],
)
def test_money_of_another_time_is_refused(tmp_path: Path, column: str, heading: str) -> None:
    loaded = read(tmp_path, f"customer,{heading}\nx,1000\n", "", HEAD.format(columns=f"{column}: {heading}"))
    assert loaded.plan is None
    assert codes(loaded) == ["contradicting-column"]


def test_money_of_a_whole_contract_is_told(tmp_path: Path) -> None:
    loaded = read(tmp_path, "customer,TCV\nx,1000\n", "", HEAD.format(columns="arr: TCV"))
    assert (sums(loaded)["a"].arr, codes(loaded)) == (1000, ["whole-contract"])


ROWS = "x,100,EUR\ny,200,USD\n"


@pytest.mark.parametrize(
    ("heading", "arr", "told"),
    [
        ("currency", 500, False),
        ("ARR Currency", 500, False),
        ("CurrencyIsoCode", 500, False),
        ("Currency Code", 500, True),
        ("Deal Currency", 500, True),
        ("货币", 500, False),
        ("Valuta", 500, False),
        ("Currency rate", 300, False),
    ],
)
def test_a_column_of_currencies_is_found_by_its_heading(
    tmp_path: Path, heading: str, arr: float, *, told: bool
) -> None:
    loaded = read(tmp_path, f"customer,ARR,{heading}\n{ROWS}", "", HEAD.format(columns=""))
    assert sums(loaded)["a"].arr == arr
    assert ("table-unit" in codes(loaded)) is told


def test_several_columns_of_currencies_are_not_guessed(tmp_path: Path) -> None:
    table = "customer,ARR,Deal Currency,Billing Currency\nx,100,EUR,USD\n"
    loaded = read(tmp_path, table, "", HEAD.format(columns=""))
    assert loaded.plan is None
    assert any("'Deal Currency', 'Billing Currency'" in each for each in lines(loaded, tmp_path))
    stated = read(tmp_path, table, "", HEAD.format(columns="currency: Deal Currency"))
    assert sums(stated)["a"].arr == 300


@pytest.mark.parametrize("heading", ["ARR (converted)", "ARR (USD)"])
def test_amounts_of_one_currency_are_not_converted_by_another_column(tmp_path: Path, heading: str) -> None:
    loaded = read(tmp_path, f"customer,{heading},Currency\n{ROWS}", "", HEAD.format(columns=f"arr: {heading}"))
    assert sums(loaded)["a"].arr == 300
    assert "table-unit" in codes(loaded)


@pytest.mark.parametrize(
    "heading", ['"customer\nname"', " Customer  Name ", "\ufeffcustomer name", "\u200bCustomer Name"]
)
def test_headings_on_two_lines_and_with_marks_that_nobody_sees_are_found(tmp_path: Path, heading: str) -> None:
    loaded = read(tmp_path, f"\ufeff{heading},ARR\nx,1000\n", "", HEAD.format(columns="customer: customer name"))
    assert sums(loaded)["a"].arr == 1000


@pytest.mark.parametrize(
    "heading", ["*Customer", "Customer *", "Customer (required)", "Customer（必填）", "Customer [Pflichtfeld]"]
)
def test_that_a_column_has_to_be_filled_in_is_no_part_of_its_heading(tmp_path: Path, heading: str) -> None:
    loaded = read(tmp_path, f"{heading},ARR\nx,1000\n", "", HEAD.format(columns=""))
    assert sums(loaded)["a"].arr == 1000
    stated = read(tmp_path, f"{heading},ARR\nx,1000\n", "", HEAD.format(columns=f'customer: "{heading}"'))
    assert sums(stated)["a"].arr == 1000


@pytest.mark.parametrize(("codes_of", "arr"), [(("EUR", "USD"), 500), (("EUR", ""), 500), (("EUR", "VIP"), 300)])
def test_a_column_of_codes_of_currencies_is_one_whatever_its_heading(
    tmp_path: Path, codes_of: tuple[str, str], arr: float
) -> None:
    one, other = codes_of
    table = f"customer,ARR,Cur\nx,100,{one}\ny,200,{other}\n"
    loaded = read(tmp_path, table, "", HEAD.format(columns=""))
    # 1 EUR is 3 USD: 100 x 3 + 200, and 100 + 200 where it is no column of currencies.
    assert sums(loaded)["a"].arr == arr
    assert ("table-unit" in codes(loaded)) is (other != "VIP")


@pytest.mark.parametrize(("column", "arr", "time"), [("arr", 300, "year"), ("mrr", 3600, "month")])
@pytest.mark.parametrize("heading", ["Interval", "Billing Frequency", "plan_interval"])
def test_amounts_of_the_time_that_is_billed_are_told(
    tmp_path: Path, column: str, arr: float, time: str, heading: str
) -> None:
    table = f"customer,Amount,{heading}\nx,100,month\ny,200,year\n"
    loaded = read(tmp_path, table, "", HEAD.format(columns=f"{column}: Amount"))
    assert sums(loaded)["a"].arr == arr
    assert any(f"count as {time}ly, and '{heading}'" in each for each in lines(loaded, tmp_path))


@pytest.mark.parametrize("heading", ["ARR (만원)", "ARR（万元）", "ARR_만원"])
def test_units_of_ten_thousand(heading: str) -> None:
    assert heading_unit(heading)[1].power == 4
