"""A report as CSV: for programs one table of all, in full precision; for people a file a table, rounded as shown."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from csplan.render.text import one_line
from csplan.render.view import FIRST, View
from csplan.report.report import Column, Table
from csplan.values.units import as_shown, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csplan.report.report import Branch, Report, Row

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 - a Chinese spreadsheet knows the wide ones too


def render(report: Report, view: View = FIRST) -> str:
    """Return the report as CSV in full precision; the column ``table`` says which table a row is of.

    Only the table that the view names, where it names one; then there is no such column. Raises KeyError where there is
    none of this name. Levers, steps: only JSON.
    """
    if view.table is not None:
        table = named_tables(report)[view.table]
        columns = [column.name for column in _single(table)]
        return _written(columns, ([row.get(name) for name in columns] for row in table.rows))
    tables = _tables(report)
    names: dict[str, None] = {}
    for table in tables:
        names.update(dict.fromkeys(column.name for column in _single(table)))
    rows = ([table.key, *(row.get(name) for name in names)] for table in tables for row in table.rows)
    return _written(["table", *names], rows)


def files(report: Report, view: View = FIRST) -> dict[str, bytes]:
    """Return the report as CSV files that spreadsheets open, one table each, by what their names have behind the stem.

    The first table has the name that was asked for. Numbers are rounded as tables show them unless they are to be
    exact; the last column has the currency. Excel knows by the mark at the start that the text is UTF-8. Raises
    KeyError where the view names a table that is not there.
    """
    tables = named_tables(report)
    if view.table is not None:
        tables = {view.table: tables[view.table]}
    names = list(tables)
    first = names[0] if view.table is not None else report.tables[0].key if report.tables else names[0]
    return {
        "" if name == first else f"-{name}": _for_people(table, report.currency, view)
        for name, table in tables.items()
        if table.rows or name == first
    }


def named_tables(report: Report) -> dict[str, Table]:
    """Return the tables of a report by their names."""
    return {table.key: table for table in _tables(report)}


def _tables(report: Report) -> list[Table]:
    tables = [*report.tables, *([report.total] if report.total else [])]
    if report.changes.rows:
        tables.insert(0, report.changes)
    if report.tree:
        tables.append(Table(report.tree.key, "", report.tree.columns, list(_branches(report.tree.root, 0))))
    return tables + [inner for table in report.tables for inner in _inner(table)]


def _single(table: Table) -> list[Column]:
    """Return the columns that have one value in a cell."""
    return [column for column in table.columns if column.unit not in {"Levers", "Rows", "Steps", "Origin"}]


def _for_people(table: Table, currency: str, view: View) -> bytes:
    columns = _single(table)

    def cell(value: Any, unit: str) -> Any:  # noqa: ANN401 - any figure
        exact = view.exact or isinstance(value, bool) or not isinstance(value, float | int)
        return value if exact else as_shown(value, unit)

    rows = (
        [*(cell(row.get(column.name), column.unit) for column in columns), *([currency] if currency else [])]
        for row in table.rows
    )
    heads = [*(column.name for column in columns), *(["currency"] if currency else [])]
    return b"\xef\xbb\xbf" + _written(heads, rows).encode("utf-8", errors="replace")


def _written(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _branches(branch: Branch, depth: int) -> Iterator[Row]:
    """Return a tree as rows, from the top down."""
    yield {"depth": depth, **branch.row}
    for part in branch.parts:
        yield from _branches(part, depth + 1)


def _inner(table: Table) -> Iterator[Table]:
    """Return the tables that stand in cells, each row under the name of the row that it is of."""
    for outer in table.columns:
        if outer.unit == "Rows":
            key = table.columns[0]
            rows = [{key.name: row[key.name], **each} for row in table.rows for each in row[outer.name]]
            columns = [Column(name, "") for name, value in (rows[0] if rows else {}).items() if not _nested(value)]
            yield Table(outer.name, "", columns, rows)


def _nested(value: Any) -> bool:  # noqa: ANN401 - any figure
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _cell(value: Any) -> Any:  # noqa: ANN401 - any figure
    if value is None or (isinstance(value, float) and abs(value) == float("inf")):
        return ""
    if isinstance(value, dict):
        value = shown(value, "Place" if isinstance(value.get("file"), str) else "Staffing")
    if isinstance(value, list):
        value = "; ".join(str(each) for each in value)
    if isinstance(value, str):
        # A spreadsheet would run a formula; the apostrophe makes it text.
        return one_line("'" * value.lstrip().startswith(_FORMULA) + value)
    return value
