"""What a plan leaves open and csplan decides by itself, as rows of the register of assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.left_open import by_acv, by_first_role, by_itself, of_plan
from csplan.inputs.origins import Found
from csplan.lang.say import later, say
from csplan.report.report import Column, Table
from csplan.studies.sensitivity import FIGURES

if TYPE_CHECKING:
    from collections.abc import Collection

    from csplan.plan.plan import Plan
    from csplan.report.report import Row

SHOWN = 25
"""Decisions that people see; JSON and CSV have all."""
_WHY = {
    "tier": later("the tier whose band holds the mean ACV"),
    "role": later("the first role of the plan"),
    "team": later("a segment is its own team"),
    "conflict": later("nobody is let go where money ends"),
    "holds": later("targets and budgets hold for the company"),
}


def decisions(plan: Plan, segments: Collection[str], *, grouped: bool) -> list[Row]:
    """Return what is taken by default for the plan and for segments of these names, as rows of the register.

    ``grouped``: one row for all segments, where there are too many to read.
    """
    placed = [each for each in plan.placed if each.segment.name in segments]
    rows = []
    for name, found in (
        ("tier", by_acv(placed)),
        ("role", by_first_role(plan, placed)),
        ("team", by_itself(plan, placed)),
    ):
        if grouped and len(found) > 1:
            values = {value for _, value in found}
            value = values.pop() if len(values) == 1 else say("various")
            rows.append(_row(name, say("{count} segments", count=f"{len(found):,}"), value, len(found)))
        else:
            rows += [_row(name, each.segment.name, value) for each, value in found]
    return [*rows, *(_row(key, "", value) for key, value in of_plan(plan))]


def table_of(rows: list[Row]) -> Table:
    """Return the rows as people see them."""
    columns = (
        Column("assumption", "Text", say("what")),
        Column("shown", "Text", say("value")),
        Column("why", "Text", say("why")),
    )
    shown = ("assumption", "shown", "why")
    reasons = [{**row, "why": say(_WHY[row["input"]])} for row in rows]
    return Table("decisions", say("What the plan leaves open, and csplan takes"), columns, reasons, SHOWN, shown=shown)


def _row(name: str, whose: str, value: str, inputs: int = 1) -> Row:
    text = say("default: csplan, {why}", why=say(_WHY[name]))
    return {
        "assumption": say("{input} of {subject}", input=name, subject=whose) if whose else name,
        "input": name,
        "value": None,
        "shown": value,
        "unit": "Text",
        "kind": "default",
        "from": text,
        "origin": Found("default", text, source="csplan").row,
        "inputs": inputs,
        **dict.fromkeys(FIGURES),
    }
