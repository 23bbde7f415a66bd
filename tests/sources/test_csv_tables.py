"""Tables that are not what they seem: quotes out of place, and files that change while they are read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from csplan.findings.diagnostic import Unusable
from csplan.loader.plan import Loaded, load_all
from csplan.sources.csv_tables import read_table
from csplan.sources.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

PLAN = """\
csplan: 1
currency: USD
roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}
"""
BOOK = PLAN + "segments: [{name: a}]\naccounts: rows.csv\n"
LOG = (
    PLAN
    + "segments: [{name: a, customers: 10, arr: 1M}]\ntasks: [{name: t, kind: proactive, per: customer}]\n"
    + "time_log: rows.csv\n"
)


def load(folder: Path, plan: str, table: str) -> Loaded:
    (folder / "csplan.yaml").write_text(plan, encoding="utf-8")
    (folder / "rows.csv").write_text(table, encoding="utf-8")
    return load_all(folder)


def book(rows: list[str]) -> str:
    return "customer,segment,arr\n" + "".join(f"{row}\n" for row in rows)


def found(loaded: Loaded) -> list[tuple[str, int]]:
    return [(each.code, each.where.line) for each in loaded.diagnostics if each.where is not None]


def customers(loaded: Loaded) -> float | None:
    assert loaded.plan is not None, loaded.diagnostics
    [placed] = loaded.plan.placed
    return None if placed.sums is None else placed.sums.customers


def stray(opens: str, closes: str, between: int, inner: str = "Inner {n},a,10") -> list[str]:
    return ["First,a,10", opens, *(inner.format(n=n) for n in range(between)), closes, "Last,a,10"]


QUOTES = [
    ('"Open,a,10', 'Close",a,10', 1),
    ('"Open,a,10', 'Close,a,10"', 2),
    ('Open,a,"10', 'Close,a,10"', 2),
    ('Open,a,"10', 'Close",a,10', 1),
    ('Open,"a,10', 'Close,a",10', 1),
]
"""The lines in which two stray quotes open and close, and how many of these lines name no customer that counts."""


@pytest.mark.parametrize(("opens", "closes", "lost"), QUOTES)
def test_two_stray_quotes_cost_their_own_lines_and_no_other(tmp_path: Path, opens: str, closes: str, lost: int) -> None:
    loaded = load(tmp_path, BOOK, book(stray(opens, closes, 3000)))
    rows = 3004
    # 'a"' is no segment: that customer is read, and in none.
    in_no_segment = closes == 'Close,a",10'
    assert customers(loaded) == rows - lost - in_no_segment
    assert ("unreadable-row", 3) in found(loaded)
    [said] = [each.message for each in loaded.diagnostics if each.where and each.where.line == 3]
    assert said == "this row is left out: a quote opens in it that ends 3,001 lines below, after other rows"


def test_many_pairs_of_stray_quotes_end_in_time_and_no_line_is_lost_in_silence(tmp_path: Path) -> None:
    rows = [row for _ in range(60) for row in ['"Open,a,10', *(f"Inner {n},a,10" for n in range(5)), 'Close,a,10"']]
    loaded = load(tmp_path, BOOK, book(rows))
    [counted] = [each for each in loaded.diagnostics if each.code == "unusable-rows"]
    assert f" of {len(rows):,} rows can be used" in counted.message


def test_few_lines_that_look_like_rows_are_said_and_counted(tmp_path: Path) -> None:
    loaded = load(tmp_path, BOOK, book(["First,a,10", '"Open,a,10', 'Close",a,10', "Last,a,10"]))
    assert customers(loaded) == 3
    assert ("stray-quote", 3) in found(loaded)


def test_a_long_note_counts_and_is_said_once(tmp_path: Path) -> None:
    note = "\n".join(f"line {n}" for n in range(30))
    loaded = load(tmp_path, BOOK, "customer,segment,arr,note\n" + "".join(f'C{n},a,10,"{note}"\n' for n in range(3)))
    assert customers(loaded) == 3
    assert [each.message for each in loaded.diagnostics if each.code == "stray-quote"] == [
        "3 rows go on for many lines, this one for 30: perhaps a quote is out of place, and takes other rows in"
    ]
    assert ("stray-quote", 2) in found(loaded)


def test_an_address_of_some_lines_is_nothing_to_wonder_about(tmp_path: Path) -> None:
    loaded = load(tmp_path, BOOK, 'customer,segment,arr,note\nC,a,10,"Main Street 1, 2nd floor\nSpringfield"\n')
    assert customers(loaded) == 1
    assert not any(each.code in {"stray-quote", "rows-left-out"} for each in loaded.diagnostics)


def test_stray_quotes_in_a_log_cost_their_own_lines(tmp_path: Path) -> None:
    rows = [f"2026-01-{n % 28 + 1:02d},Ann,t,30,a" for n in range(400)]
    rows[10] = '"' + rows[10]
    rows[390] = rows[390].replace("Ann", 'Ann"')
    loaded = load(tmp_path, LOG, "date,csm,task,minutes,segment\n" + "".join(f"{row}\n" for row in rows))
    assert ("unreadable-row", 12) in found(loaded)
    assert loaded.plan is not None
    assert loaded.plan.record.log.rows >= 398


def cut(path: Path) -> None:
    os.truncate(path, 60)


def spoil(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * 5)


def grow(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("zz,a,5\n" * 1000)


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def remove(path: Path) -> None:
    path.unlink()


def replace_by_another(path: Path) -> None:
    other = path.with_name("other.csv")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def entry(n: int) -> str:
    task, minutes, segment = "x" if n % 3 else "t", "bad" if n == 2500 else 30, "zz" if n % 2 else "a"
    return f"2026-01-{n % 28 + 1:02d},Ann,{task},{minutes},{segment}\n"


CHANGES = [cut, spoil, grow, replace_by_folder, remove, replace_by_another]
ROWS = {
    "book": (BOOK, "customer,segment,arr\n" + "".join(f"C{n},a,{'bad' if n == 2500 else 10}\n" for n in range(5000))),
    "log": (
        LOG,
        "date,csm,task,minutes,segment\n" + "".join(map(entry, range(5000))),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("at", [1000, 4999])
def test_a_table_that_changes_while_it_is_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], kind: str, at: int
) -> None:
    rows = Table.rows

    def changing(table: Table) -> Iterator[list[str]]:
        for number, row in enumerate(rows(table)):
            if number == at:
                change(tmp_path / "rows.csv")
            yield row

    blocks = Table.blocks

    def changing_in_blocks(table: Table, size: int) -> Iterator[tuple[Sequence[list[str]], Sequence[int]]]:
        read = 0
        for some, ends in blocks(table, size):
            if read <= at < read + len(some):
                change(tmp_path / "rows.csv")
            read += len(some)
            yield some, ends

    monkeypatch.setattr(Table, "rows", changing)
    monkeypatch.setattr(Table, "blocks", changing_in_blocks)
    loaded = load(tmp_path, *ROWS[kind])
    assert loaded.plan is None
    errors = [each for each in loaded.diagnostics if each.severity == "error"]
    assert [each.code for each in errors] in (["unreadable-file"], ["encoding"]), errors
    assert all(each.where is not None for each in errors)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", ROWS)
def test_a_table_that_changes_after_it_was_read_counts_without_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], kind: str
) -> None:
    from csplan.records.book import book as of_book
    from csplan.records.log import of_table as of_log

    def changing(read: Callable[..., object]) -> Callable[..., object]:
        def report(*arguments: object) -> object:
            change(tmp_path / "rows.csv")
            return read(*arguments)

        return report

    for module in (of_book, of_log):
        monkeypatch.setattr(module, "report_table", changing(module.report_table))
    loaded = load(tmp_path, *ROWS[kind])
    assert loaded.plan is not None, [(each.code, each.message) for each in loaded.diagnostics]
    assert ("unreadable-row", 2502) in found(loaded)
    assert all(each.where.excerpt == "" for each in loaded.diagnostics if each.where and each.where.line == 2502)


@pytest.mark.parametrize("after", [b"customer,seg", b"customer,segment,arr,csm\nA,a,1,Ann\n", b"x,y,z\nA,a,1\n"])
def test_headings_that_are_others_when_a_table_is_read_again_are_an_error(tmp_path: Path, after: bytes) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"customer,segment,arr\nA,a,1\n")

    def read(table: Table) -> None:
        assert list(table.again().rows()) == [["A", "a", "1"]]
        path.write_bytes(after)
        with pytest.raises(Unusable, match="changed"):
            table.again()

    with pytest.raises(Unusable, match="changed"):
        read_table(path, read)
