# ruff: noqa: RUF001 - letters of other languages are what is read
"""Rows of an account book that sum up others, wherever they stand and whatever their names; customers like them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from csplan.records.book import rows as book_rows
from csplan.records.book.rows import Adding
from csplan.sources.asides import names_total
from tests.records.books import HEAD, TWO, codes, lines, read, sums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from csplan.loader.plan import Loaded

ALL = "segments: [{name: a, where: {arr: '>= 0'}}]\n"


def book(folder: Path, rows: str, heading: str = "customer,csm,arr") -> Loaded:
    return read(folder, f"{heading}\n{rows}", ALL)


@pytest.mark.parametrize(
    "last",
    [
        "Total ARR,,128000",
        "Gesamt EUR,,128000",
        "合 计,,128000",
        "總計,,128000",
        "All accounts,,128000",
        "全部,,128000",
        "Average,,64000",
        "Median,,64000",
        "Std Dev,,56000",
        "MAX,,120000",
        "Min,,8000",
        "平均值,,64000",
        "Count,,2",
        "Summe Nord,,128000",
        "Ann Total,,128000",
        "Итого,,128000",
        "Total général :,,128000",
    ],
)
def test_a_last_row_that_sums_up_the_others_is_left_out(tmp_path: Path, last: str) -> None:
    loaded = book(tmp_path, f"Acme,Ann,120000\nBeta,Ann,8000\n{last}\n")
    assert (sums(loaded)["a"].customers, sums(loaded)["a"].arr) == (2, 128_000)
    assert codes(loaded) == ["total-row"]


def test_a_customer_may_be_called_max(tmp_path: Path) -> None:
    # Not the most, or served by somebody: then it is a customer.
    loaded = book(tmp_path, "Acme,Ann,120000\nMax,Ann,120000\nMin,,9000\nBeta,Ann,8000\n")
    assert (sums(loaded)["a"].customers, sums(loaded)["a"].arr) == (4, 257_000)
    assert codes(loaded) == []


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Subtotal Ann", "Subtotal Bo", "Grand Total"),
        ("Ann Total", "Bo Total", "Total all"),
        ("Zwischensumme Ann", "Zwischensumme Bo", "Gesamtsumme"),
        ("张三小计", "李四小计", "合计"),
        ("Ann Summe", "Bo Summe", "Summe"),
    ],
)
def test_sums_of_groups_are_left_out(tmp_path: Path, first: str, second: str, whole: str) -> None:
    rows = f"Acme,Ann,120000\nBeta,Ann,8000\n{first},,128000\nGamma,Bo,5000\n{second},,5000\n{whole},,133000\n"
    loaded = book(tmp_path, rows)
    assert (sums(loaded)["a"].customers, sums(loaded)["a"].arr) == (3, 133_000)
    assert codes(loaded) == ["total-row"]


def test_sums_of_customers_with_several_subscriptions_are_left_out(tmp_path: Path) -> None:
    table = "customer,id,arr\nAcme,1,600\nACME ,2,120\nAcme Total,,720\nBeta,3,240\nBeta Total,,240\nGrand Total,,960\n"
    head = (
        "csplan: 1\ncurrency: USD\naccounts: {file: accounts.csv, rows: subscriptions}\n"
        "roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}\n"
    )
    loaded = read(tmp_path, table, ALL, head)
    assert (sums(loaded)["a"].customers, sums(loaded)["a"].arr) == (2, 960)


@pytest.mark.parametrize(
    "name", ["Total Energies", "TotalEnergies", "Summe & Sons", "Gesamtschule Bonn", "Sum Ltd", "合计科技"]
)
def test_companies_that_are_named_nearly_so_stay(tmp_path: Path, name: str) -> None:
    loaded = book(tmp_path, f"Acme,Ann,120000\n{name},Bo,8000\nBeta,Ann,500\n")
    assert sums(loaded)["a"].arr == 128_500
    assert codes(loaded) == []


def test_a_customer_named_like_a_sum_that_it_is_not_is_told(tmp_path: Path) -> None:
    loaded = book(tmp_path, "Acme,Ann,120000\nAnn Total,Ann,8000\nBeta,Ann,500\n")
    assert sums(loaded)["a"].arr == 128_500
    assert codes(loaded) == ["like-a-total"]
    assert "'Ann Total' is named like a total" in lines(loaded, tmp_path)[0]


@pytest.mark.parametrize("name", ["Ann Total", "Subtotal: Ann", "Summe Nord", "小计", "Всего клиентов", "SUB-TOTAL"])
def test_names_of_sums(name: str) -> None:
    assert names_total(name)


def test_customers_that_differ_in_case_alone_are_told(tmp_path: Path) -> None:
    loaded = book(tmp_path, "Acme,Ann,120000\nACME,Bo,8000\nBETA,Bo,500\n")
    assert sums(loaded)["a"].customers == 3
    assert codes(loaded) == ["similar-customers"]
    assert codes(book(tmp_path, "Acme,Ann,120000\nBETA,Bo,500\n")) == []


def test_a_row_of_units_below_the_headings_is_an_error(tmp_path: Path) -> None:
    loaded = book(tmp_path, ",,k USD\nAcme,Ann,120\nBeta,Bo,8.4\n")
    assert loaded.plan is None
    assert codes(loaded) == ["ambiguous-unit"]
    assert "`unit: k USD`" in loaded.diagnostics[0].hint


def test_thousands_that_a_comma_has_parted_are_an_error(tmp_path: Path) -> None:
    loaded = book(tmp_path, "Acme,120,000,Ann\nBeta,8,400,Bo\n", "customer,arr,csm,notes")
    assert loaded.plan is None
    assert "parted-amounts" in codes(loaded)
    counts = book(tmp_path, "Acme,120,250,Ann\nBeta,800,400,Bo\n", "customer,arr,seats,notes")
    assert sums(counts)["a"].arr == 920


@pytest.mark.parametrize("where", ["", ", where: {arr: '< 2500'}"])
def test_a_last_row_as_large_as_all_others_with_nothing_else_in_it_is_their_sum(tmp_path: Path, where: str) -> None:
    where = where or ", where: {arr: '>= 0'}"
    rows = "Acme,Ann,1000,2027-05-01\nBeta,Bo,2000,2027-06-01\nPortfolio,,3000,\n"
    loaded = read(
        tmp_path, f"customer,csm,arr,renewal_date\n{rows}", f"segments: [{{name: a{where}, contract_years: 1}}]\n"
    )
    a = sums(loaded)["a"]
    assert (a.customers, a.arr, a.held, a.renewals) == (2, 3000, {"Ann": 1, "Bo": 1}, 2)
    assert codes(loaded) == ["total-row"]


ODD = {
    "customer": ("", "Customer 3 Ltd", "ACME", "#N/A", " x "),
    "segment": ("a", "b", "c"),
    "arr": ("", "lots", "-5", '"1,234.50"', "€ 7", "12k"),
    "currency": ("EUR", "Euro", "USD", "", "nothing"),
    "csm": ("", "-", "Unassigned", "#REF!", "ann", "Ann  Lee"),
    "health": ("42", "", "Green ", "unknown"),
    "new": ("maybe", "", "YES"),
    "renewal_date": ("", "soon", "5. März 2027"),
}
PLAIN = {**ODD, "segment": ("a", "b"), "currency": ("EUR", "USD"), "csm": ("Ann", "Bo"), "health": ("green", "red")}


def mixed(rows: int, seed: int) -> str:
    """Return a book in which nearly all rows are plain, and some of every other kind."""
    some = random.Random(seed)
    lines = [",".join(ODD)]
    for number in range(rows):
        odd = some.random() < 0.03
        cells = {name: some.choice((ODD if odd else PLAIN)[name]) for name in ODD}
        if not odd:
            day = f"2027-0{some.randint(1, 9)}-15"
            cells |= {
                "customer": f"Customer {number} Ltd",
                "arr": f"{some.randrange(1000, 9000)}.25",
                "renewal_date": day,
            }
            cells["new"] = some.choice(("yes", "no"))
        elif seed == 0 and some.random() < 0.2:
            cells["customer"] = "Ann Total"
        lines.append(",".join(cells.values()))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rows", ["", ", rows: subscriptions"])
def test_rows_read_at_once_say_what_rows_read_alone_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, rows: str
) -> None:
    head = (
        f"csplan: 1\ncurrency: USD\nfx: {{EUR: 1.25}}\nyear: {{starts: 2027-01-01}}\nrules: usd-2m\n"
        f"accounts: {{file: accounts.csv{rows}}}\n"
        "roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}\n"
    )
    table, plan = mixed(900, seed), "segments: [{name: a}, {name: b}]\n"
    at_once = read(tmp_path, table, plan, head)
    quick = Adding._quick  # noqa: SLF001 - to see that it is used
    used = []

    def watched(
        self: Adding, columns: Mapping[int, Sequence[str]], *, once: bool
    ) -> tuple[list[str], list[float]] | None:
        found = quick(self, columns, once=once)
        used.append(found is not None)
        return found

    monkeypatch.setattr(book_rows, "_BLOCK", 8)
    monkeypatch.setattr(Adding, "_quick", watched)
    assert lines(read(tmp_path, table, plan, head), tmp_path) == lines(at_once, tmp_path)
    assert seed == 0 or any(used)
    monkeypatch.setattr(Adding, "_quick", lambda *_, **__: None)
    alone = read(tmp_path, table, plan, head)
    assert lines(at_once, tmp_path) == lines(alone, tmp_path)
    assert sums(at_once) == sums(alone)
    assert sums(at_once)["a"].customers > 300


@pytest.mark.parametrize(
    "name",
    [
        *("Eindtotaal", "Suma końcowa", "Общий итог", "총합계", "Genel Toplam", "Totalt", "Yhteensä", "I alt"),
        *("Celkem", "Összesen", "Σύνολο", "الإجمالي", "סך הכל", "Jumlah", "Tổng cộng", "รวม", "Ukupno"),
        *("Kokku", "Всього", "= Total =", "—Total—", "Σ", "Somma", "Gran total", "Totale complessivo"),
    ],
)
@pytest.mark.parametrize("csm", [True, False])
def test_totals_are_known_in_many_languages(tmp_path: Path, name: str, *, csm: bool) -> None:
    rows = [("x", 1000, "Ann"), ("y", 3000, "Bob"), (name, 4000, ""), ("z", 500, "Ann")]
    table = "".join(f"{customer},a,{arr}{f',{who}' if csm else ''}\n" for customer, arr, who in rows)
    loaded = read(tmp_path, f"customer,segment,arr{',csm' if csm else ''}\n{table}", TWO)
    assert sums(loaded)["a"].arr == 4500
    assert "total-row" in codes(loaded)


@pytest.mark.parametrize("at", [0, 3000])
def test_amounts_that_start_with_zeros_are_left_out_wherever_they_stand(tmp_path: Path, at: int) -> None:
    amounts = [f"{1000 + row}" for row in range(6000)]
    amounts[at : at + 3000] = [f"00{amount}" for amount in amounts[at : at + 3000]]
    table = "".join(f"c{row},a,{amount}\n" for row, amount in enumerate(amounts))
    loaded = read(tmp_path, f"customer,segment,arr\n{table}")
    assert sums(loaded)["a"].customers == 3000
    assert "unreadable-row" in codes(loaded)


PIVOT = "customer,arr\nAnn,130000\nAcme,120000\nGamma,10000\nBob,8400\nBeta,8400\nGrand Total,138400\n"


@pytest.mark.parametrize(
    ("table", "differs"),
    [
        (PIVOT, True),  # each person above their customers, without a word that says so
        ("customer,arr\nAcme,120000\nGamma,10000\nTotal,130000\n", False),
        ("customer,arr\nTotal,130k\nAcme,120000\nGamma,10001\n", False),  # above, and rounded
        ("customer,arr\nAcme,120000\nSubtotal,120000\nGamma,10000\nSubtotal,10000\n", False),
        ("customer,arr\nAcme,120000\nSubtotal,120000\nGamma,10000\nSubtotal,10000\nTotal,130000\n", False),
        ("customer,arr\nAcme,120000\nGamma,10000\nAverage,65000\n", False),
        ("customer,arr\nAcme,120000\nGamma,lots\nTotal,130000\n", True),  # a row that is lost
        ("customer,arr,currency\nAcme,120000,USD\nGamma,10000,EUR\nTotal,130000,\n", False),
        ("customer,arr\nAcme,120000\nGamma,10000\nTotal,-\n", False),
    ],
)
def test_a_total_that_the_rows_do_not_add_up_to_is_told(tmp_path: Path, table: str, *, differs: bool) -> None:
    head = HEAD.replace("currency: USD", "currency: USD\nfx: {EUR: 2}")
    loaded = read(tmp_path, table, "segments: [{name: a, where: {arr: '>= 0'}}]\n", head)
    assert ("total-differs" in codes(loaded)) is differs
    if table == PIVOT:
        [said] = [each for each in lines(loaded, tmp_path) if "total-differs" in each]
        assert "'Grand Total' says 138,400, and the rows that count add up to 276,800" in said.replace(
            "138.4k", "138,400"
        ).replace("276.8k", "276,800")
