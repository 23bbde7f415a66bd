"""A report as Markdown: for a pull request, a memo, a wiki."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.render.text import one_line
from csplan.reports.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.reports.report import Column, Report, Row, Table
    from csplan.reports.tree import Branch

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$-])")
_TEXTS = frozenset(("Text", "Label", "Names", "Date", "Verdict", "Met", "Place"))


def render(report: Report) -> str:
    """Return the report as Markdown text."""
    title = escaped(report.title + (f", {report.currency}" if report.currency else ""))
    parts = [f"## {escaped(report.headline)}", title] if report.headline else [f"## {title}"]
    parts += [f"**{escaped(premise)}**" for premise in report.premises]
    if report.tree:
        parts.append("\n".join(_branch(report.tree.root, 0)))
    for table in report.for_people:
        rows = _table(table, report.total_under(table), report.currency)
        if table.folded:
            # Markdown inside HTML needs the blank lines.
            parts += [f"<details><summary>{escaped(table.title)}</summary>", rows, "</details>"]
        else:
            parts += [f"### {escaped(table.title)}", rows]
    if report.advice:
        parts.append(f"### {escaped(report.advice_title)}")
        for each in report.advice:
            ways = "".join(f"\n  - {escaped(way)}" for way in each.ways)
            parts.append(f"- **{escaped(each.subject)}**: {escaped(each.text)}{ways}")
    parts += [f"_{escaped(note)}_" for note in report.notes]
    return "\n\n".join(parts) + "\n"


def _branch(branch: Branch, depth: int) -> Iterator[str]:
    """Return a tree as nested list items."""
    text = " ".join(escaped(each) for each in (branch.text, branch.aside) if each)
    notes = "".join(f"<br>{escaped(note)}" for note in branch.notes)
    yield f"{'  ' * depth}- **{escaped(branch.head)}** {text}{notes}"
    for part in branch.parts:
        yield from _branch(part, depth + 1)


def escaped(text: str) -> str:
    """Return user text in which Markdown and HTML see nothing but text."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _table(table: Table, total: Table | None, currency: str) -> str:
    columns = [column for column in table.columns if column.shown]
    rows, more = table.for_people()
    lines = [
        _line([escaped(column.label) for column in columns]),
        _line([":--" if column.unit in _TEXTS else "--:" for column in columns]),
        *(_line(_cells(columns, row, currency)) for row in rows),
    ]
    if total is not None:
        row = {columns[0].name: "total", **total.rows[0]}
        lines.append(_line([f"**{cell}**" if cell else "" for cell in _cells(columns, row, currency, absent="")]))
    if more:
        lines.append(f"\n_and {more:,} more_")
    return "\n".join(lines)


def _cells(columns: Sequence[Column], row: Row, currency: str, absent: str = "–") -> list[str]:
    return [
        escaped(shown(row[column.name], column.unit, currency)) if row.get(column.name) is not None else absent
        for column in columns
    ]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
