# ruff: noqa: E501, FBT001 - a case is a line; hypothesis draws the arguments
"""However a table is written, it says the same; and where it can't be told what it says, it is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from csplan.findings.diagnostic import Unusable
from csplan.plan.currencies import Currencies
from csplan.records.book.amounts import Amounts
from csplan.records.book.headings import Unit
from csplan.sources.csv_tables import read_table
from csplan.values.columns import kinds
from csplan.values.formats import Ambiguous, Column, Sign, take_apart
from tests.records.books import HEAD, codes, read, sums
from tests.records.timelogs import read_log

FORMATS = {
    "1,234.56": (",", "."),
    "1.234,56": (".", ","),
    "1 234,56": (" ", ","),
    "1'234.56": ("'", "."),
    "1234.56": ("", "."),
    "1234,56": ("", ","),
}
LATIN = st.text("abcdefgÄÖÜäöüßéèñçA ", min_size=1, max_size=12).map(str.strip).filter(bool)
CHINESE = st.text("云帆科技有限公司望川物流汐口零售中国上海北京", min_size=2, max_size=8)
CENTS = st.integers(0, 10**11)


def written(cents: int, form: str, *, decimals: bool) -> str:
    thousands, decimal = FORMATS[form]
    whole = f"{cents // 100:,}".replace(",", thousands)
    return f"{whole}{decimal}{cents % 100:02}" if decimals else whole


def table(rows: list[tuple[str, str]], delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([("customer", "segment", "arr"), *((name, "a", amount) for name, amount in rows)])
    return text.getvalue()


@given(
    names=st.one_of(
        st.tuples(st.lists(LATIN, min_size=1, max_size=8, unique=True), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
        st.tuples(st.lists(CHINESE, min_size=1, max_size=8, unique=True), st.sampled_from(["utf-8", "utf-16", "gb18030"])),
    ),
    data=st.data(),
    form=st.sampled_from(sorted(FORMATS)),
    delimiter=st.sampled_from(",;\t|"),
    decimals=st.booleans(),
)  # fmt: skip
def test_a_table_says_the_same_however_it_is_written(
    names: tuple[list[str], str], data: st.DataObject, form: str, delimiter: str, decimals: bool
) -> None:
    customers, encoding = names
    cents = data.draw(st.lists(CENTS, min_size=len(customers), max_size=len(customers)))
    cents = cents if decimals else [each // 100 * 100 for each in cents]
    rows = [(name, written(each, form, decimals=decimals)) for name, each in zip(customers, cents, strict=True)]
    with TemporaryDirectory() as folder:
        loaded = read(Path(folder), table(rows, delimiter).encode(encoding), "segments: [{name: a}]\n")
    found = set(codes(loaded))
    if loaded.plan is None:
        assert found <= {"ambiguous-numbers", "table-encoding"}
        return
    a = sums(loaded)["a"]
    left_out = {"total-row", "like-a-total"} & found
    assert left_out or abs(a.arr - sum(cents) / 100) < 0.01 * len(cents)


@given(st.lists(st.text("0123456789.,' ", min_size=1, max_size=12), max_size=8), st.sampled_from(";,\t"))
def test_a_decided_column_reads_no_cell_against_another(cells: list[str], delimiter: str) -> None:
    column = Column("money", delimiter)
    for cell in cells:
        column.look(cell)
    column.decide()
    for cell in cells:
        try:
            value = column.value(take_apart(cell))
        except (ValueError, Ambiguous):
            continue
        parts = take_apart(cell)
        assert value in (parts.point, parts.comma)
        if parts.open:  # read as those that can be read in one way alone
            assert len(column.votes) < 2
            assert value == (parts.point if column.decimal == "." else parts.comma)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(data)
        rows: list[list[str]] = []
        try:
            read_table(path, lambda table: rows.extend([table.headings, *table.rows()]))
        except Unusable as error:
            assert error.finding.message  # noqa: PT017 - either rows or a reason
        else:
            assert len({len(row) for row in rows}) == 1


AROUND = st.sampled_from([("", ""), ("€ ", ""), ("", " €"), ("USD ", ""), ("", "k"), ("$", "/year")])
CELLS = st.lists(
    st.one_of(
        st.builds(written, CENTS, st.sampled_from(sorted(FORMATS)), decimals=st.booleans()),
        st.text("0123456789.,' ", min_size=1, max_size=9),
    ),
    min_size=1,
    max_size=6,
)


@given(CELLS, AROUND, st.sampled_from([None, ".", ","]), st.sampled_from([0, 3]))
def test_cells_read_at_once_are_those_read_alone(
    cells: list[str], around: tuple[str, str], decimal: Sign | None, power: int
) -> None:
    texts = [f"{around[0]}{cell}{around[1]}" for cell in cells]
    column = Column("money", ";")
    column.decimal = decimal
    amounts = Amounts(column, Currencies("USD", "USD", {"EUR": 1.25}), Unit(power))
    at_once = amounts.all(texts, None)
    if at_once is not None:
        assert at_once == [amounts.read(text) for text in texts]


@given(CELLS)
def test_a_column_is_decided_by_the_kinds_of_its_cells(cells: list[str]) -> None:
    whole, some = Column("money", ";"), Column("money", ";")
    for cell in cells:
        whole.look(cell)
    for cell in kinds(cells).values():
        some.look(cell)
    whole.decide()
    some.decide()
    assert (some.decimal, set(some.votes), set(some.opened)) == (whole.decimal, set(whole.votes), set(whole.opened))


THOUSANDTHS = st.lists(st.integers(1, 10**9), min_size=2, max_size=6)


@given(
    THOUSANDTHS,
    st.sampled_from(sorted(FORMATS)),
    st.sampled_from(",;\t|"),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_no_amount_changes_by_a_power_of_ten_without_a_word(
    thousandths: list[int], form: str, delimiter: str, decimals: list[int]
) -> None:
    meant, cells = 0.0, []
    for number, places in zip(thousandths, decimals, strict=False):
        whole, rest = divmod(number, 1000)
        shown = f"{rest:03}"[:places]
        group, sign = FORMATS[form]
        cells.append(f"{whole:,}".replace(",", group) + (sign + shown if shown else ""))
        meant += float(f"{whole}.{shown or 0}")
    with TemporaryDirectory() as folder:
        rows = [(f"c{at}", cell) for at, cell in enumerate(cells)]
        loaded = read(Path(folder), table(rows, delimiter), "segments: [{name: a}]\n")
    if loaded.plan is not None and not {"total-row", "like-a-total"} & set(codes(loaded)):
        told = {"table-numbers", "small-amounts"} & set(codes(loaded))
        assert told or abs(sums(loaded)["a"].arr - meant) < 0.01


@given(
    st.lists(st.integers(1, 86_400), min_size=1, max_size=6),
    st.sampled_from([".", ","]),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["seconds", "minutes", "hours", "Duration (h)"]),
)
def test_a_log_says_the_same_however_it_is_written(
    seconds: list[int], sign: str, delimiter: str, encoding: str, heading: str
) -> None:
    unit = {"seconds": 1, "minutes": 60}.get(heading, 3600)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(("date", "csm", "task", heading, "segment"))
    for day, each in enumerate(seconds, 1):
        length = str(each) if unit == 1 else f"{each / unit:.6f}".replace(".", sign)
        writer.writerow((f"2026-01-{day:02}", "Jörg", "check-in", length, "Retail"))
    with TemporaryDirectory() as folder:
        result = read_log(Path(folder), text.getvalue().encode(encoding))
    assert result.log is not None, result.lines
    assert abs(sum(result.log.minutes) - sum(seconds) / 60) < 0.001 * len(seconds)


def test_every_supported_encoding_says_the_same() -> None:
    table = "customer;segment;arr\n{name};a;1.234,50\nb;a;8.400\n"
    for encoding, name, stated in (
        ("utf-8", "Müller", False), ("utf-8-sig", "Müller", False), ("utf-16", "Müller", False),
        ("cp1252", "Müller", False), ("gb18030", "云帆科技", False), ("big5", "雲帆科技", True),
        ("shift_jis", "汐口商事", True), ("cp1251", "Альфа", True), ("utf-16-le", "Müller", True),
    ):  # fmt: skip
        with TemporaryDirectory() as folder:
            accounts = f"{{file: accounts.csv, encoding: {encoding}}}" if stated else "accounts.csv"
            head = HEAD.replace("accounts: accounts.csv", f"accounts: {accounts}")
            loaded = read(Path(folder), table.format(name=name).encode(encoding), "segments: [{name: a}]\n", head)
            assert sums(loaded)["a"].arr == 9_634.5, encoding
            assert loaded.plan is not None
            assert "total-row" not in codes(loaded)
