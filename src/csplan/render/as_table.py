"""A report for the terminal: tables, verdicts in words and colour, advice below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from csplan.render.text import one_line, printable
from csplan.reports.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from csplan.reports.report import Column, Report, Row, Table

NARROWEST = 40
"""Columns below which the terminal breaks the lines itself."""

BAR = 20
"""Columns of a bar that stands for a share of 1."""

_TEXTS = frozenset(("Text", "Label", "Names", "Date", "Verdict", "Met"))
_LEFT = _TEXTS | {"ShareBar", "Place"}
_JUDGED = frozenset(("Verdict", "Met"))
_FOLDING = frozenset(("Text", "Names"))
_FOLDED = 14
"""A column of names is never made narrower than this, or than its longest word."""
_STYLES = {
    "fits": "green",
    "met": "green",
    "over-budget": "bold red",
    "too-few": "bold red",
    "neither": "bold red",
    "missed": "bold red",
    "healthy": "green",
    "overloaded": "bold red",
    "idle": "yellow",
    "unknown": "yellow",
    "no-whole-number": "yellow",
    "unchecked": "yellow",
    "no-customers": "dim",
    "pays": "green",
    "does-not-pay": "bold red",
    "review-due": "yellow",
    "no-return": "yellow",
}


def render(report: Report, console: Console) -> None:
    """Print the report on a rich console, whose width and colours it respects."""
    width = console.width = max(console.width, NARROWEST)
    if report.headline:
        console.print(Text(one_line(report.headline), style="bold"))
    title = one_line(report.title) + (f", {report.currency}" if report.currency else "")
    console.print(Text(title, style="" if report.headline else "bold"))
    for premise in report.premises:
        console.print(Text(one_line(premise), style="yellow"))
    if report.tree:
        from csplan.render.as_tree import print_tree  # most reports have none

        console.print()
        print_tree(report.tree.root, console)
    for table in report.for_people:
        console.print()
        _print(table, report.total_under(table), report.currency, console, width)
    if report.advice:
        console.print()
        console.print(Text(report.advice_title, style="italic"))
        for each in report.advice:
            line = Text()
            line.append(one_line(each.subject), style="bold")
            line.append(": " + one_line(each.text))
            console.print(line)
            for way in each.ways:
                console.print(Padding(Text("• " + one_line(way)), (0, 0, 0, 2), expand=False))
    if report.notes:
        console.print()
    for note in report.notes:
        console.print(Text(one_line(note), style="dim"))


def _print(table: Table, total: Table | None, currency: str, console: Console, width: int) -> None:
    console.print(Text(one_line(table.title), style="italic"))
    if not table.rows:
        console.print(Text("none"))
        return
    rows, more = table.for_people()
    for block in _blocks(_columns(table._replace(rows=rows), total, currency), width):
        console.print(_block(block, footer=total is not None))
    if more:
        console.print(Text(f"and {more:,} more", style="dim"))


class _Shown(NamedTuple):
    """A column as it will be printed: its texts, its width, and how narrow it may become."""

    unit: str
    head: str
    cells: Sequence[str]
    foot: str
    width: int
    least: int


def _columns(table: Table, total: Table | None, currency: str) -> list[_Shown]:
    columns = [column for column in table.columns if column.shown]
    lines = max((column.label.count("\n") for column in columns), default=0)
    result: list[_Shown] = []
    for column in columns:
        head = "\n" * (lines - column.label.count("\n")) + printable(column.label)
        cells = [_cell(column, row, currency) for row in table.rows]
        foot = _cell(column, total.rows[0], currency, "") if total else ""
        if total and not result:
            foot = "total"
        texts = [*head.split("\n"), *cells, foot]
        width = max(map(cell_len, texts))
        words = max(cell_len(word) for text in texts for word in (text.split() or [""]))
        result.append(_Shown(column.unit, head, cells, foot, width, _least(column, width, words)))
    return result


def _least(column: Column, width: int, longest_word: int) -> int:
    return min(longest_word, _FOLDED) if column.unit in _FOLDING else width


def _cell(column: Column, row: Row, currency: str, absent: str = "–") -> str:
    value = row.get(column.name)
    if value is None:
        return absent
    text = one_line(shown(value, column.unit, currency))
    return f"{text:>6} {'█' * round(value * BAR)}" if column.unit == "ShareBar" else text


def _blocks(columns: Sequence[_Shown], width: int) -> Iterator[list[_Shown]]:
    """Fold names until the columns fit; where they can't, print them in blocks that each begin with the first one."""
    first, *rest = columns
    block = [first]
    for column in rest:
        if len(block) > 1 and sum(each.least + 1 for each in (*block, column)) > width:
            yield _fitted(block, width)
            block = [first]
        block.append(column)
    yield _fitted(block, width)


def _fitted(block: list[_Shown], width: int) -> list[_Shown]:
    """Fold the widest columns that may be folded until the block fits."""
    block = list(block)
    while (over := sum(each.width + 1 for each in block) - width) > 0:
        folding = [index for index, each in enumerate(block) if each.width > each.least]
        if not folding:
            break
        widest = max(folding, key=lambda index: block[index].width)
        second = max((block[index].width for index in folding if index != widest), default=0)
        narrower = max(block[widest].least, min(second, block[widest].width - 1), block[widest].width - over)
        block[widest] = block[widest]._replace(width=narrower)
    return block


def _block(columns: Sequence[_Shown], *, footer: bool) -> RichTable:
    result = RichTable(box=None, padding=(0, 1, 0, 0), header_style="bold", show_footer=footer)
    for column in columns:
        result.add_column(
            Text(column.head),
            footer=Text(column.foot),
            footer_style="bold",
            justify="left" if column.unit in _LEFT else "right",
            overflow="fold",
            width=column.width,
        )
    for row in zip(*(column.cells for column in columns), strict=True):
        styles = (
            _STYLES.get(cell, "") if column.unit in _JUDGED else "" for column, cell in zip(columns, row, strict=True)
        )
        result.add_row(*(Text(cell, style=style) for cell, style in zip(row, styles, strict=True)))
    return result
