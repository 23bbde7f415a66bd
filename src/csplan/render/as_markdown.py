"""A report as Markdown: for a pull request, a memo, a wiki."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from csplan.lang.say import say
from csplan.render.picture import drawn
from csplan.render.text import one_line
from csplan.render.view import FIRST, View
from csplan.values.units import TEXTS, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.report.report import Branch, Column, Report, Row, Table

_ANYWHERE = r"[\\`*\[\]<>|~$]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)"
_SPECIAL = re.compile(_ANYWHERE + r"|^[#+-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_IN_A_CELL = re.compile(_ANYWHERE)
MOST = 14
"""Columns of a table that may be narrower: twelve months, their name and their year."""
"""What Markdown would act on: some signs anywhere, some only where a line or a word begins."""


def render(report: Report, view: View = FIRST) -> str:
    """Return the report as Markdown text."""
    everything = view.all or not report.answer
    title = escaped(report.title + (f", {report.currency}" if report.currency else ""))
    parts = [f"## {escaped(report.headline)}", title] if report.headline else [f"## {title}"]
    parts += [f"**{escaped(premise)}**" for premise in report.premises]
    parts += [f"**{escaped(text)}**" if text is report.answer[0] else escaped(text) for text in report.answer]
    if report.tree:
        parts.append("\n".join(_branch(report.tree.root, 0)))
    for table in report.for_people(everything=everything):
        few = table.narrow if table.narrow and not view.wide and len(table.columns) > MOST else table
        rows = _table(few, report.total_under(table), report.currency, view)
        if table.folded:
            # Markdown inside HTML needs the blank lines.
            parts += [f"<details><summary>{escaped(table.title)}</summary>", rows, "</details>"]
        else:
            parts += [*([f"### {escaped(table.title)}"] if table.title else []), rows]
    parts += [escaped(remark) for remark in report.remarks]
    if report.actions:
        actions = "\n".join(f"{number}. {escaped(action)}" for number, action in enumerate(report.actions, 1))
        parts += [f"### {escaped(say('What to do'))}", actions]
    if report.advice and everything:
        parts.append(f"### {escaped(report.advice_title or say('What to do'))}")
        for each in report.advice:
            ways = "".join(f"\n  - {escaped(way)}" for way in each.ways)
            parts.append(f"- **{escaped(each.subject)}**: {escaped(each.text)}{ways}")
    if everything:
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
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def _table(table: Table, total: Table | None, currency: str, view: View) -> str:
    columns = table.people_see(wide=view.wide)
    rows, more = table.for_people()
    lines = [
        _line([escaped(column.label) for column in columns]),
        _line([":--" if column.unit in TEXTS | {"Range"} else "--:" for column in columns]),
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
        _cell(column, row[column.name], currency) if row.get(column.name) is not None else absent for column in columns
    ]


def _cell(column: Column, value: Any, currency: str) -> str:  # noqa: ANN401 - any figure
    if column.unit == "Range":
        return f"`{drawn(value) or ' '}`"
    return _IN_A_CELL.sub(r"\\\g<0>", one_line(shown(value, column.unit, currency)))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
