"""What the team is credited with, each ARR once; and beside it what would not have come without it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from csplan.answers.anonymous import hidden, lettered, namer
from csplan.answers.health.asked import asked
from csplan.answers.nodes import chosen, head_of
from csplan.answers.phrases import command
from csplan.answers.value import rows, tables, words
from csplan.answers.value.data import data
from csplan.inputs.build import build
from csplan.lang.say import say
from csplan.measure.worth import worth
from csplan.plan.value import ValueRules
from csplan.report.report import Report

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from csplan.answers.value.rows import Seen
    from csplan.measure.periods import Period
    from csplan.plan.plan import Plan
    from csplan.report.report import Row, Table

By = Literal["reason", "segment", "csm"]
LISTED = 20
"""Events that people see on a screen; JSON and CSV have all."""


def value(  # noqa: PLR0913 - what can be asked
    plan: Plan,
    *,
    period: Period | str | None = None,
    as_of: date | None = None,
    segments: Collection[str] = (),
    by: By = "reason",
    events: bool = False,
    years: int = 1,
    low: bool = False,
    anonymous: bool = False,
) -> Report:
    """Compute what the team of a plan is worth; the plan has events.

    ``period`` may be a name, such as 2026-H1. ``years``: what is recurring is also shown over several, less what
    customers leave. ``low``: what was added counts at the lower end of its interval. ``anonymous`` gives people letters
    for names. Raises ValueError where the plan has no events, or none of such a period or segment.
    """
    segments = tuple(chosen(plan, segments))
    plan = _asked(plan, period, as_of)
    counted = worth(plan.history, plan.record.log if plan.record is not None else None)
    root = build(plan).root
    nodes = [node for team in root.below["team"] for node in team.below["segment"]]
    nodes.sort(key=lambda node: [placed.segment.name for placed in plan.placed].index(node.name))
    nodes = [node for node in nodes if not segments or node.name in segments]
    letters = lettered(plan) if anonymous else {}
    options = ["--anonymous"] if anonymous else []
    seen = rows.Seen(plan, counted, root, rows.head(root, nodes, counted, segments), segments, low=low)
    found: dict[str, list[Row]] = {
        "credited": rows.credited_rows(seen),
        "not_credited": rows.not_credited(seen),
        "cells": rows.cell_rows(counted, nodes),
        "returns": rows.return_rows(seen.node, years, low=low),
        "segments": rows.segment_rows(counted, nodes, tables.SEGMENTS.columns),
        "csms": rows.csm_rows(seen, tables.CSMS.columns, letters),
    }
    if events:
        found["events"] = rows.event_rows(seen, namer(letters))
    return Report(
        command="value",
        title=say("What the customer success team of {plan} is worth", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        tables=_tables(seen, found, by),
        total_of="credited",
        total=tables.CREDITED.of("total", say("total"), [rows.total(seen, found["credited"])]),
        answer=words.answer(seen),
        actions=words.actions(seen, found["credited"]),
        more=[command(plan, "value", *options, "--all"), command(plan, "explain", "credited_arr")],
        notes=words.notes(seen),
        findings=hidden(plan.findings, letters),
        data=data(seen, found),
        version=1,
    )


def _asked(plan: Plan, period: Period | str | None, as_of: date | None) -> Plan:
    """Return the plan with its record in a period; one that says nothing of value gets a section that is empty."""
    if plan.history is None or plan.history.history.events is None:
        raise ValueError(say("the plan has no events"))
    if isinstance(period, str):
        period, problem = asked(plan, period, as_of)
        if problem is not None:
            raise ValueError(": ".join(problem))
    document = plan.document
    if document.value is None:
        document = document.model_copy(update={"value": ValueRules.model_validate({})})
    record = plan.history.at(period, as_of.toordinal() if as_of else None).told(document)
    return replace(plan, history=record, document=document)


def _tables(seen: Seen, found: Mapping[str, Sequence[Row]], by: By) -> Sequence[Table]:
    """Return the tables as people see them; which stands first is asked."""
    days = words.days(seen)
    titles = {
        "reason": say("Credited, each ARR once, {first} to {last}: not what the team added", **days),
        "segment": say("Credited by segment, {first} to {last}, and beside it what was added", **days),
        "csm": say("Credited by CSM, {first} to {last}: nothing added can be said of one person", **days),
    }
    main = {
        "reason": tables.CREDITED.of("credited", titles["reason"], found["credited"], behind=by != "reason"),
        "segment": tables.SEGMENTS.of("segments", titles["segment"], found["segments"], behind=by != "segment"),
        "csm": tables.CSMS.of("csms", titles["csm"], found["csms"], behind=by != "csm"),
    }
    listed = []
    if "events" in found:
        listed = [tables.EVENTS.of("events", say("Every credited row"), found["events"], most=LISTED)]
    cells = [*found["cells"], *rows.together(seen, found["cells"])]
    return (
        *listed,
        main.pop(by),
        tables.CELLS.of("cells", words.title_of_cells(seen), cells, behind=True),
        tables.RETURNS.of("returns", words.title_of_returns(seen), found["returns"], behind=True),
        *main.values(),
        tables.NOT_CREDITED.of("not_credited", say("Not credited"), found["not_credited"], behind=True),
    )
