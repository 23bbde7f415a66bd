# ruff: noqa: RUF001 - letters of other languages are what is read
"""Units that headings say, in the words of the world: a power of ten that is passed over is a wrong number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.records.book.headings import heading_unit
from tests.records.books import codes, read, sums

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
csplan: 1
currency: USD
fx: {{EUR: 1, CNY: 1, JPY: 1, BRL: 1, RUB: 1}}
accounts: {{file: accounts.csv, columns: {{arr: "{heading}"}}}}
segments: [{{name: a, where: {{acv: '>= 0'}}}}]
"""


@pytest.mark.parametrize(
    ("power", "currency", "headings"),
    [
        (3, "USD", "ARR in thousands (USD)|ARR (USD) in thousands|ARR [USD] (k)|ARR USD '000|ARR (x1000) (USD)"),
        (3, "EUR", "Umsatz in Tausend Euro|ARR (mil €)|Ingresos (miles de €)|Revenu (milliers d'euros)|ARR (1000 EUR)"),
        (6, "EUR", "ARR in Millionen EUR|Ingresos (millones de euros)|ARR (in Mio. EUR)"),
        (3, "BRL", "ARR (R$ mil)"),
        (6, "BRL", "ARR (milhões R$)"),
        (6, "$", "ARR ($ mil)|ARR ($MM)"),
        (
            4,
            "CNY",
            "年合同额(人民币万元)|年合同额（RMB万元）|年合同额（万元人民币）|年合同额/万元|年合約額（萬元）|年费(万)(元)",
        ),
        (8, "JPY", "年額（億円）"),
        (6, "JPY", "年額（百万円）"),
        (3, "RUB", "ARR (тыс. руб.)|ARR (тыс. ₽)"),
        (3, None, "ARR (x1000)|ARR (x 1,000)|ARR (1000s)|ARR ×1000"),
        (-2, None, "ARR (cents)|amount_cents|年费（分）"),
        (2, None, "ARR in hundreds"),
        (0, None, "ARR|ARR (2026)|ARR (gross)|Total (all)|ARR (mil)"),
    ],
)
def test_what_headings_say(power: int, currency: str | None, headings: str) -> None:
    found = {heading: heading_unit(heading)[1] for heading in headings.split("|")}
    assert {heading: (unit.power, unit.currency) for heading, unit in found.items()} == dict.fromkeys(
        headings.split("|"), (power, currency)
    )


@pytest.mark.parametrize(
    ("heading", "cell", "arr"),
    [
        ("ARR in thousands (USD)", "8.4", 8_400),
        ("Umsatz in Tausend Euro", "120", 120_000),
        ("年合同额(人民币万元)", "120", 1_200_000),
        ("ARR (cents)", "840000", 8_400),
        ("ARR (x1000)", "120", 120_000),
    ],
)
def test_amounts_are_in_the_unit_of_their_heading_and_that_is_said(
    tmp_path: Path, heading: str, cell: str, arr: float
) -> None:
    loaded = read(tmp_path, f"customer,{heading}\nx,{cell}\n", "", HEAD.format(heading=heading))
    assert sums(loaded)["a"].arr == pytest.approx(arr, rel=1e-12)
    assert "table-unit" in codes(loaded)


@pytest.mark.parametrize("heading", ["Weekly price", "Price per day", "每周收入", "Umsatz wöchentlich"])
def test_money_of_a_week_or_a_day_is_refused(tmp_path: Path, heading: str) -> None:
    loaded = read(tmp_path, f"customer,{heading}\nx,1000\n", "", HEAD.format(heading=heading))
    assert codes(loaded) == ["contradicting-column"]


def test_a_column_of_billing_periods_is_no_matter_where_the_amounts_are_of_a_year(tmp_path: Path) -> None:
    rows = "x,1000,Monthly\ny,12000,Annual\n"
    told = read(tmp_path, f"customer,Amount,Billing Frequency\n{rows}", "", HEAD.format(heading="Amount"))
    assert "billing-period" in codes(told)
    of_a_year = read(tmp_path, f"customer,ARR,Billing Frequency\n{rows}", "", HEAD.format(heading="ARR"))
    assert "billing-period" not in codes(of_a_year)
