"""One table for the terminal: wraps headings, folds names, and leaves out columns where there is no room for all."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.table import Table as RichTable
from rich.text import Text

from csplan.lang.say import say
from csplan.render.picture import LEAST, MOST, drawn
from csplan.render.text import one_line, printable
from csplan.values.units import TEXTS, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import Console

    from csplan.render.view import View
    from csplan.report.report import Column, Row, Table

BAR = 20
"""Columns of a bar that stands for a share of 1."""

_LEFT = TEXTS | {"ShareBar", "Range"}
_JUDGED = frozenset(("Verdict", "Met"))
_FOLDING = frozenset(("Text", "Names"))
_FOLDED = 14
"""A column of names is never made narrower than this, or than its longest word."""
_HEADING_LINES = (2, 3)
"""Lines of a heading, the second number where there is no room otherwise."""
_STYLES = {
    "fits": "green",
    "possible": "green",
    "impossible": "bold red",
    "met": "green",
    "over-budget": "bold red",
    "too-few": "bold red",
    "answers-late": "bold red",
    "above-limit": "bold red",
    "neither": "bold red",
    "missed": "bold red",
    "healthy": "green",
    "overloaded": "bold red",
    "idle": "yellow",
    "unknown": "yellow",
    "unchecked": "yellow",
    "no-customers": "dim",
    "pays": "green",
    "does-not-pay": "bold red",
    "review-due": "yellow",
    "no-return": "yellow",
}


class _Shown(NamedTuple):
    """A column as it will be printed: its texts, its width, and how narrow it may become."""

    unit: str
    label: str
    head: str
    cells: Sequence[str]
    foot: str
    width: int
    least: int
    ranges: Sequence[Mapping[str, float | None]] = ()
    """What is drawn in as many columns as there are."""


def print_table(table: Table, total: Table | None, currency: str, console: Console, view: View) -> None:
    """Print a table on a rich console, with a last row where there is a total."""
    if table.title:
        console.print(Text(one_line(table.title), style="italic"))
    if not table.rows:
        console.print(Text(say("none")))
        return
    rows, more = table.for_people()
    columns = _columns(table._replace(rows=rows), total, currency, view)
    if table.narrow and not view.wide and sum(each.width + 1 for each in columns) > console.width + 1:
        print_table(table.narrow._replace(title="", most=table.most), total, currency, console, view)
        return
    if total and len(rows) == 1 and all(each.ranges or each.foot in {"", *each.cells} for each in columns[1:]):
        total = None  # of one row it says the same again
    left: list[str] = []
    if not table.shown or view.wide:
        blocks = _blocks(_fewest_lines(columns, console.width), console.width)
    else:
        kept, left = _fitting(columns, console.width)
        blocks = iter([_folded(kept, console.width)])
    for block in blocks:
        console.print(_block([_drawn(each, view) for each in block], footer=total is not None))
    if left:
        console.print(Text(say("There is no room for: {columns}. --wide shows all.", columns=", ".join(left)), "dim"))
    if more:
        console.print(Text(say("and {number} more", number=f"{more:,}"), style="dim"))


def _columns(table: Table, total: Table | None, currency: str, view: View) -> list[_Shown]:
    result: list[_Shown] = []
    for column in table.people_see(wide=view.wide):
        if column.unit == "Range":
            ranges = [row[column.name] or {} for row in table.rows]
            result.append(_Shown("Range", column.label, column.label, [], "", MOST, LEAST, ranges))
            continue
        cells = [_cell(column, row, currency, view) for row in table.rows]
        foot = _cell(column, total.rows[0], currency, view, absent="") if total else ""
        if total and not result:
            foot = total.title or say("total")
        texts = [*cells, foot]
        width = max(map(cell_len, texts))
        words = max(cell_len(word) for text in texts for word in (text.split() or [""]))
        least = min(words, _FOLDED) if column.unit in _FOLDING else width
        label = printable(column.label)
        result.append(_headed(_Shown(column.unit, label, "", cells, foot, width, least), _HEADING_LINES[0]))
    return result


def _headed(column: _Shown, lines: int) -> _Shown:
    """Return a column with its heading on so many lines at most, as narrow as its cells and longest word let it be."""
    if column.ranges:
        return column
    cells = max(map(cell_len, (*column.cells, column.foot)))
    given = column.label.split("\n")
    width = max(cells, *(cell_len(word) for part in given for word in (part.split() or [""])))
    while True:
        head = [line for part in given for line in (wrap(part, width) or [""])]
        if len(head) <= max(lines, len(given)):
            break
        width += 1
    width = max(cells, *map(cell_len, head))
    least = width
    if column.unit in _FOLDING:  # a heading folds with its names, between words
        word = max(cell_len(word) for part in given for word in (part.split() or [""]))
        least = max(column.least, min(word, _FOLDED, width))
    return column._replace(head="\n".join(head), width=width, least=least)


def _cell(column: Column, row: Row, currency: str, view: View, absent: str = "–") -> str:
    value = row.get(column.name)
    if value is None:
        return absent
    text = one_line(shown(value, column.unit, currency))
    if column.unit != "ShareBar":
        return text
    return f"{text:>6} {('#' if view.ascii else '█') * round(value * BAR)}"


def _drawn(column: _Shown, view: View) -> _Shown:
    """Return a column with its ranges drawn in its width."""
    if not column.ranges:
        return column
    return column._replace(cells=[drawn(marks, column.width, ascii_only=view.ascii) for marks in column.ranges])


def _needed(columns: Sequence[_Shown]) -> int:
    return sum(each.least + 1 for each in columns) - 1


def _fewest_lines(columns: Sequence[_Shown], width: int) -> Sequence[_Shown]:
    """Break headings once more where the columns don't fit otherwise."""
    if _needed(columns) <= width:
        return columns
    return [_headed(each, _HEADING_LINES[1]) for each in columns]


def _fitting(columns: Sequence[_Shown], width: int) -> tuple[Sequence[_Shown], list[str]]:
    """Return the columns for which there is room, the first always, and the labels of the last ones, that have none."""
    columns = _fewest_lines(columns, width)
    count = len(columns)
    while count > 1 and _needed(columns[:count]) > width:
        count -= 1
    return columns[:count], [each.label for each in columns[count:]]


def _blocks(columns: Sequence[_Shown], width: int) -> Iterator[list[_Shown]]:
    """Fold names until the columns fit; where they can't, print them in blocks that each begin with the first one."""
    first, *rest = columns
    block = [first]
    for column in rest:
        if len(block) > 1 and _needed((*block, column)) > width:
            yield _folded(block, width)
            block = [first]
        block.append(column)
    yield _folded(block, width)


def _folded(block: Sequence[_Shown], width: int) -> list[_Shown]:
    """Fold the widest columns that may be folded until the block fits."""
    block = list(block)
    while (over := sum(each.width + 1 for each in block) - 1 - width) > 0:
        folding = [index for index, each in enumerate(block) if each.width > each.least]
        if not folding:
            break
        widest = max(folding, key=lambda index: block[index].width)
        second = max((block[index].width for index in folding if index != widest), default=0)
        narrower = max(block[widest].least, min(second, block[widest].width - 1), block[widest].width - over)
        block[widest] = block[widest]._replace(width=narrower)
    return block


def _block(columns: Sequence[_Shown], *, footer: bool) -> RichTable:
    lines = max(each.head.count("\n") for each in columns)
    result = RichTable(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", show_footer=footer)
    for column in columns:
        result.add_column(
            Text("\n" * (lines - column.head.count("\n")) + column.head),
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
