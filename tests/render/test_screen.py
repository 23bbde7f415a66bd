"""A terminal of 80 columns and 24 lines: the answer and what to do are seen without scrolling."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

import csplan
from csplan.answers.ceiling import ceiling
from csplan.answers.diff.answer import diff
from csplan.answers.hire.answer import hire
from csplan.answers.scenarios import compare
from csplan.answers.scorecard.answer import scorecard
from csplan.answers.timelog import timelog
from csplan.answers.ways.answer import options
from csplan.render import as_table
from csplan.render.formats import as_text
from csplan.report.report import Column, Report, Table
from tests.plans import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

ACME, CHANGE = EXAMPLES / "acme-usd", EXAMPLES / "change"
SCREENS: dict[str, Callable[[], Report]] = {
    "headcount": lambda: csplan.headcount(csplan.load(ACME)),
    "cost-floor": lambda: csplan.cost_floor(csplan.load(ACME)),
    "ceiling": lambda: ceiling(csplan.load(ACME)),
    "timelog": lambda: timelog(csplan.load(ACME, log=True)),
    "options": lambda: options(csplan.load(ACME)),
    "diff": lambda: diff(csplan.load(CHANGE / "before.yaml"), csplan.load(CHANGE / "after.yaml")),
    "hire": lambda: hire(csplan.load(EXAMPLES / "growing-usd"), date(2026, 10, 1)),
    "compare": lambda: compare(
        {name: csplan.load(EXAMPLES / "yunfan-cny", scenario=name) for name in ("base", "提效", "涨薪")}
    ),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_answer_and_what_to_do_are_seen_without_scrolling(name: str) -> None:
    found = SCREENS[name]()
    text = io.StringIO()
    console = Console(file=text, force_terminal=True, width=80, height=24, highlight=False, no_color=True)
    as_table.print_report(found, console)
    assert len(text.getvalue().splitlines()) <= 22
    shown = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", text.getvalue()).split())
    first = [*found.answer, *found.actions] if found.answer else [found.headline, *found.actions]
    assert first[0]
    assert len(found.actions) <= 3
    for sentence in first:
        assert " ".join(sentence.split()) in shown
    if name == "options":  # the first table says the most, and is shortened before it is left out
        assert "All teams together: 6.95 CSMs over budget" in shown.partition("There is no room")[0]
        assert re.search(r"and \d more There is no room for: retail enterprise alone", shown)
    if name in {"hire", "diff", "options", "compare"}:
        assert "There is no room for: " in shown
        assert "--all shows all." in shown


def test_of_many_rows_the_first_are_seen_and_the_others_counted() -> None:
    rows = [{"name": f"row {number}"} for number in range(40)]
    found = Report("t", "T", None, "", (Table("rows", "", [Column("name", "Text", "name")], rows),), answer=["Yes."])
    text = io.StringIO()
    as_table.print_report(found, Console(file=text, force_terminal=True, width=80, height=24, no_color=True))
    assert "row 11" in text.getvalue()
    assert "and 28 more" in text.getvalue()


def test_what_one_person_is_told_is_no_wider_than_a_terminal() -> None:
    record = csplan.load(EXAMPLES / "harbor-usd", log=True)
    sheet = as_text(scorecard(record, csm="Ada Brandt"), "markdown")
    assert max(len(line) for line in sheet.partition("### Whom")[0].splitlines() if line.startswith("|")) <= 80
    text = io.StringIO()
    as_table.print_report(scorecard(record), Console(file=text, width=80, no_color=True))
    assert "kept expected" in text.getvalue()  # one says nothing without the other
