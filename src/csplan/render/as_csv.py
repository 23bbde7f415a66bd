"""A report as one CSV table: a row for each row of its tables, all columns, full precision."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from csplan.render.text import printable
from csplan.reports.report import Column, Table
from csplan.reports.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.reports.report import Report, Row
    from csplan.reports.tree import Branch

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 - a Chinese spreadsheet knows the wide ones too


def render(report: Report) -> str:
    """Return the report as CSV; the column ``table`` says which table a row is of. Levers, steps: only JSON."""
    tables = [*report.tables, *([report.total] if report.total else [])]
    if report.changes.rows:
        tables.insert(0, report.changes)
    if report.tree:
        tables.append(Table(report.tree.key, "", report.tree.columns, list(_branches(report.tree.root, 0))))
    tables += [inner for table in report.tables for inner in _inner(table)]
    names: dict[str, None] = {}
    for table in tables:
        names.update(
            dict.fromkeys(column.name for column in table.columns if column.unit not in {"Levers", "Rows", "Origin"})
        )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["table", *names])
    for table in tables:
        for row in table.rows:
            writer.writerow([table.key, *(_cell(row.get(name)) for name in names)])
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
        value = shown(value, "Place")
    if isinstance(value, list):
        value = "; ".join(str(each) for each in value)
    if isinstance(value, str):
        # A spreadsheet would run a formula; the apostrophe makes it text.
        return printable("'" * value.lstrip().startswith(_FORMULA) + value)
    return value
