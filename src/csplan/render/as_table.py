"""A report for the terminal: rich tables, verdicts in words and colour, advice below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from csplan.render.text import one_line, printable
from csplan.reports.units import shown

if TYPE_CHECKING:
    from rich.console import Console

    from csplan.reports.report import Column, Report, Row, Table

_TEXTS = frozenset(("Text", "Names", "Verdict"))
_STYLES = {
    "fits": "green",
    "met": "green",
    "over-budget": "bold red",
    "missed": "bold red",
    "no-whole-number": "yellow",
    "unchecked": "yellow",
    "no-customers": "dim",
}


def render(report: Report, console: Console) -> None:
    """Print the report on a rich console, whose width and colours it respects."""
    console.print(Text(one_line(report.title) + (f", {report.currency}" if report.currency else ""), style="bold"))
    for table in report.tables:
        total = report.total if table is report.tables[-1] else None
        console.print()
        console.print(Text(table.title, style="italic"))
        console.print(_table(table, total, report.currency))
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


def _table(table: Table, total: Table | None, currency: str) -> RichTable:
    columns = [column for column in table.columns if column.shown]
    result = RichTable(box=None, padding=(0, 1, 0, 0), header_style="bold", show_footer=total is not None)
    head = max((column.label.count("\n") for column in columns), default=0)
    for index, column in enumerate(columns):
        footer = Text("total") if index == 0 else _cell(column, total.rows[0], currency, "") if total else Text()
        result.add_column(
            Text("\n" * (head - column.label.count("\n")) + column.label),
            footer=footer,
            footer_style="bold",
            justify="left" if column.unit in _TEXTS else "right",
            overflow="fold",
            no_wrap=column.unit not in _TEXTS,
        )
    for row in table.rows:
        result.add_row(*(_cell(column, row, currency) for column in columns))
    return result


def _cell(column: Column, row: Row, currency: str, absent: str = "–") -> Text:
    value = row.get(column.name)
    if value is None:
        return Text(absent)
    style = _STYLES.get(value, "") if column.unit == "Verdict" else ""
    return Text(printable(shown(value, column.unit, currency)), style=style)
