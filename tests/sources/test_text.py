"""Blocks of lines that are parted without the csv module give the rows that it gives."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplan.sources.table import columns_of
from csplan.sources.text import Flat, Text

if TYPE_CHECKING:
    from pathlib import Path

CELLS = st.text(alphabet="ab 1,;.\u00e9\u5408", max_size=12)
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=4).map(",".join), max_size=60)


def in_blocks(path: Path, size: int) -> tuple[list[list[str]], list[int]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = Text(file, path, "utf-8").after(0)
        rows: list[list[str]] = []
        ends: list[int] = []
        while block := reader.block(size):
            rows.extend(block)
            ends.append(reader.line_num)
    return rows, ends


def without_space(rows: list[list[str]]) -> list[list[str]]:
    return [[cell.lstrip() for cell in row] for row in rows]


@settings(max_examples=60)
@given(lines=LINES, end=st.sampled_from(["\n", "\r\n"]), last=st.sampled_from([0, 1]), size=st.integers(1, 9))
def test_rows_in_blocks_are_those_of_the_csv_module(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str, last: int, size: int
) -> None:
    path = tmp_path_factory.mktemp("text") / "rows.csv"
    path.write_bytes((end.join(lines) + end * last).encode())
    with path.open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    rows, ends = in_blocks(path, size)
    assert without_space(rows) == without_space(expected)  # that at the start of a cell means nothing
    assert not ends or ends[-1] == len(expected)
    assert ends == sorted(ends)


@pytest.mark.parametrize("text", ["a,b\rc,d\r", 'a,"b\nc",d\n', 'a,"b\n', "a,b\0\n", f"{'x' * 200_000}\n"])
def test_what_lines_alone_do_not_tell_is_left_to_who_reads_row_by_row(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode())
    with pytest.raises(csv.Error):
        in_blocks(path, 2)


def test_quotes_within_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('a,"b, c"\n"d ""e""",f\n', encoding="utf-8")
    assert in_blocks(path, 9)[0] == [["a", "b, c"], ['d "e"', "f"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\r\nc,d\ne,f\r\n", [["a", "b"], ["c", "d"], ["e", "f"]]),
        ("a,b\nc,d,e\nf\n", [["a", "b"], ["c", "d", "e"], ["f"]]),  # as many cells as if all had two
        ("a\nb\n", [["a"], ["b"]]),
        ("a,b\r\n\r\nc,d\r\n", [["a", "b"], [], ["c", "d"]]),
        ("a,b,\nc,d,\n", [["a", "b", ""], ["c", "d", ""]]),
    ],
)
def test_lines_are_rows_whatever_their_ends_and_widths(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode())
    assert in_blocks(path, 9)[0] == rows


@pytest.mark.parametrize("text", ["a\rb,\nc,d\r\n", "a,b\nc,d\r", "a,b\r\nc,d\re,f\r\n"])
def test_a_return_within_a_line_is_left_to_who_reads_row_by_row(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode())
    with pytest.raises(csv.Error):
        in_blocks(path, 9)


def test_rows_and_columns_of_a_block_are_the_same_cells(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("a,1,x\nb,2,y\nc,3,z\n", encoding="utf-8")
    with path.open(encoding="utf-8", newline="") as file:
        rows = Text(file, path, "utf-8").after(0).block(9)
    assert isinstance(rows, Flat)
    assert (len(rows), rows[0], rows[-1], rows[1:]) == (3, ["a", "1", "x"], ["c", "3", "z"], [rows[1], rows[2]])
    assert [rows.column(at) for at in range(3)] == [["a", "b", "c"], ["1", "2", "3"], ["x", "y", "z"]]
    assert list(columns_of(rows, 1)[2]) == ["x", "y", "z"]
