"""A report for the terminal: the answer, tables, the picture, what to do; with --all everything else below."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from csplan.lang.say import say
from csplan.render.grid import print_table
from csplan.render.text import NARROWEST, one_line
from csplan.render.view import FIRST, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.report.report import Report, Table


def render(report: Report, view: View = FIRST) -> str:
    """Return the report as text of a fixed width, without colours."""
    text = io.StringIO()
    print_report(
        report, Console(file=text, width=view.width, force_terminal=False, no_color=True, highlight=False), view
    )
    # Rich fills lines up with spaces, which a file has no use for.
    return "".join(line.rstrip() + "\n" for line in text.getvalue().splitlines())


def print_report(report: Report, console: Console, view: View = FIRST) -> None:
    """Print the report on a rich console, whose width and colours it respects.

    A first screen that is longer than the terminal is printed closer, so that the answer does not scroll away.
    """
    console.width = max(console.width, NARROWEST)
    if view.all or not (report.answer or report.headline) or not console.is_terminal:
        _print(report, console, view, everything=view.all or not report.answer)
        return
    for text in _closer_and_closer(report, console, view):
        if text.count("\n") <= console.height - _PROMPT:
            break
    console.file.write(text)


def _closer_and_closer(report: Report, console: Console, view: View) -> Iterator[str]:
    """Yield a first screen as it is, with one line of commands, without blank lines, without remarks, with fewer rows.

    The answer and what to do stay whole. What has no room then is named.
    """

    def printed(report: Report, *, everything: bool = False) -> str:
        with console.capture() as captured:
            _print(report, console, view, everything=everything)
        return captured.get()

    def without_blanks(text: str) -> str:
        return "".join(line for line in text.splitlines(keepends=True) if line.strip())

    if not report.answer:
        yield printed(report, everything=True)
    yield printed(report)
    more = list(report.more)
    while len(more) > 1 and cell_len(_more(more)) > console.width:
        more.pop()
    report = report._replace(more=more)
    shorter = printed(report)
    yield shorter
    yield without_blanks(shorter)
    yield from (without_blanks(printed(each)) for each in _shortened(report))


def _shortened(report: Report) -> Iterator[Report]:
    """Yield a report without remarks, with fewer rows, with brief tables, with fewer of them, with one."""
    if report.remarks:
        report = report._replace(remarks=())
        yield report
    yield from (_shorter(report, rows) for rows in _MANY_ROWS)
    seen = list(report.for_people(everything=False))
    if any(table.brief for table in seen):
        remark = say("Shortened to fit: --all shows all.")
        report = report._replace(details=[table.brief or table for table in report.details], remarks=[remark])
        seen = list(report.for_people(everything=False))
        yield from (_only(report, seen[:number]) for number in range(len(seen), _BESIDE - 1, -1))
        yield from (_shorter(_only(report, seen[:_BESIDE]), rows) for rows in (*_MANY_ROWS, *_FEW_ROWS))
    yield from (_only(report, seen[:number]) for number in range(len(seen) - 1, 0, -1))
    first = _only(report, seen[:1])  # it says the most: its first rows come before any other table
    yield from (_shorter(first, rows) for rows in (*_MANY_ROWS, *_FEW_ROWS))
    yield from (_only(report, [each]) for each in seen[1:])
    yield _shorter(first, _FEW_ROWS[-1])


_BESIDE = 2
"""Tables that stand beside each other where one of them is brief."""
_MANY_ROWS, _FEW_ROWS = (12, 8), (6, 5, 4, 3)
"""Rows of each table, fewer and fewer: first before a table is left out, then of the only one that is left."""


def _shorter(report: Report, rows: int) -> Report:
    """Return a report of whose tables people see so many rows at most."""

    def at_most(table: Table) -> Table:
        return table._replace(most=rows if table.most is None else min(rows, table.most))

    tables, details = map(at_most, report.tables), map(at_most, report.details)
    return report._replace(
        tables=list(tables), details=list(details), picture=report.picture and at_most(report.picture)
    )


def _only(report: Report, tables: Sequence[Table]) -> Report:
    """Return the first screen of a report with these tables alone, and the names of the others."""
    kept = {id(table) for table in tables}
    others = [each for each in report.for_people(everything=False) if id(each) not in kept]
    if not others:
        return report
    names = ", ".join(table.title or table.people_see()[0].label for table in others)
    return report._replace(
        tables=[each._replace(behind=each.behind or id(each) not in kept) for each in report.tables],
        details=[each for each in report.details if id(each) in kept],
        picture=report.picture if id(report.picture) in kept else None,
        remarks=[say("There is no room for: {tables}. --all shows all.", tables=names)],
    )


_PROMPT = 2
"""Lines of a terminal that the command and the next one take."""


def _print(report: Report, console: Console, view: View, *, everything: bool) -> None:
    if report.headline:
        console.print(Text(one_line(report.headline), style="bold"))
    title = one_line(report.title) + (f", {report.currency}" if report.currency else "")
    console.print(Text(title, style="" if report.headline else "bold"))
    for premise in report.premises:
        console.print(Text(one_line(premise), style="yellow"))
    for index, sentence in enumerate(report.answer):
        console.print(Text(one_line(sentence), style="" if index else "bold"))
    if report.tree:
        from csplan.render.as_tree import print_tree  # most reports have none

        console.print()
        print_tree(report.tree.root, console)
    for table in report.for_people(everything=everything):
        console.print()
        print_table(table, report.total_under(table), report.currency, console, view)
    _lines(report.remarks, "dim", console)
    _numbered(report.actions, console)
    if everything:
        _advice(report, console)
        _lines(report.notes, "dim", console)
    if report.more:
        console.print(Text(_more(report.more), style="dim"))


def _more(commands: Sequence[str]) -> str:
    return say("More: {commands}", commands=one_line(" · ".join(commands)))


def _lines(texts: Sequence[str], style: str, console: Console) -> None:
    if texts:
        console.print()
    for text in texts:
        console.print(Text(one_line(text), style=style))


def _numbered(actions: Sequence[str], console: Console) -> None:
    if not actions:
        return
    console.print()
    console.print(Text(say("What to do"), style="italic"))
    for number, action in enumerate(actions, 1):
        console.print(Text(f"{number}. {one_line(action)}"))


def _advice(report: Report, console: Console) -> None:
    if not report.advice:
        return
    console.print()
    console.print(Text(report.advice_title or say("What to do"), style="italic"))
    for each in report.advice:
        line = Text()
        line.append(one_line(each.subject), style="bold")
        line.append(": " + one_line(each.text))
        console.print(line)
        for way in each.ways:
            console.print(Padding(Text("• " + one_line(way)), (0, 0, 0, 2), expand=False))
