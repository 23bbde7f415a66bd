"""What a table calls a figure is a name that `csplan explain` takes: of every column that people see."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

import csplan
from csplan.answers.ceiling import ceiling
from csplan.answers.cost_floor.answer import cost_floor
from csplan.answers.cost_floor.compare import compare as margins
from csplan.answers.diff.answer import diff
from csplan.answers.explain.asked import figures_called, levels_of
from csplan.answers.explain.assumptions import assumptions
from csplan.answers.health.answer import health
from csplan.answers.scenarios import compare
from csplan.answers.timelog import timelog
from csplan.answers.ways.answer import options
from tests.plans import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplan.plan.plan import Plan
    from csplan.report.report import Report

COMMANDS: dict[str, Callable[[Plan], Report]] = {
    "headcount": csplan.headcount,
    "headcount --compare": lambda plan: compare({"base": plan, "same": plan}),
    "cost-floor": cost_floor,
    "cost-floor --by tier": lambda plan: cost_floor(plan, by="tier"),
    "cost-floor --compare": lambda plan: margins({"base": plan, "same": plan}),
    "ceiling": ceiling,
    "timelog": timelog,
    "options": options,
    "explain --assumptions": assumptions,
    "health": lambda plan: health(plan) if plan.history else health(csplan.load(EXAMPLES / "harbor-usd")),
    "diff": lambda plan: diff(plan, csplan.load(EXAMPLES / "yunfan-cny", scenario="提效")),
}
OF_A_LOG = {"customer_hours", "takes", "times"}
"""What `timelog` has measured itself: the plan's figures are named so too."""
OF_A_WAY = {"first_year_csms", "retention_break_even"}
"""What a way out of a gap has, and no plan."""
OF_A_DIFF = {"new"}
"""What it has of one side: a figure of the record is named so too."""
OF_INDICATORS = {"verdict", "within", "lift_low", "lift_high"}
"""What is said of an indicator beside its figures."""
MEANT = {"binding": "binding_cost"}
"""Columns that JSON calls otherwise than the figure is named."""


@cache
def loaded(example: str) -> Plan:
    return csplan.load(EXAMPLES / example, log=True)


@pytest.mark.parametrize("example", ["acme-usd", "yunfan-cny"])
@pytest.mark.parametrize("command", COMMANDS)
def test_labels_are_names(command: str, example: str) -> None:
    report = COMMANDS[command](loaded(example))
    skipped = OF_A_WAY | (OF_A_LOG if command == "timelog" else set())
    skipped |= OF_A_DIFF if command == "diff" else OF_INDICATORS if command == "health" else set()
    seen, unknown = 0, set()
    for table in report.for_people():
        for column in table.people_see(wide=True):
            # A change stands beside its figure, or in a column that is called as that.
            if not levels_of(column.name) or column.name in skipped or column.name.endswith("_change"):
                continue
            seen += 1
            if not {column.name, MEANT.get(column.name)} & set(figures_called(column.label)):
                unknown.add((table.key, column.name, column.label))
    assert unknown == set()
    assert seen
