"""How many customers one CSM can serve in the hours there are, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.inputs import build
from csplan.reports.nodes import chosen, figures_of, head_of, teams_of
from csplan.reports.report import Advice, Column, Report, Table
from csplan.values import show_csms, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs import Inputs
    from csplan.plan.document import Plan
    from csplan.reports.report import Row

ROLE_COLUMNS = (
    Column("role", "Text", "role"),
    Column("contracted_hours", "Hours", "contracted"),
    Column("leave_hours", "Hours", "leave"),
    Column("sick_hours", "Hours", "sick"),
    Column("paid_hours", "Hours", "paid"),
    Column("internal_hours", "Hours", "internal"),
    Column("realization", "Share", "realization"),
    Column("customer_hours", "Hours", "for customers"),
)
SEGMENT_COLUMNS = (
    Column("segment", "Text", "segment"),
    Column("tier", "Text", "tier"),
    Column("role", "Text", "role"),
    Column("hours_per_customer", "HoursPerCustomer", "hours per\ncustomer"),
    Column("service_hours", "Hours"),
    Column("growth_hours", "Hours"),
    Column("avoidable_hours", "Hours", "avoidable\nhours"),
    Column("efficiency_ceiling", "CustomersPerCSM", "ceiling"),
    Column("efficiency_ceiling_low", "CustomersPerCSM"),
    Column("efficiency_ceiling_high", "CustomersPerCSM"),
    Column("limit_ceiling", "CustomersPerCSM", "without\nwaste"),
    Column("customers_per_csm_now", "CustomersPerCSM", "today"),
    Column("utilization_now", "Share", "utilized\ntoday"),
    Column("tasks", "Rows"),
)
TASK_COLUMNS = (
    Column("segment", "Text", "segment"),
    Column("task", "Text", "task"),
    Column("kind", "Text"),
    Column("volume", "Count"),
    Column("times", "Times", "times"),
    Column("takes", "Minutes", "minutes"),
    Column("hours", "Hours", "hours"),
    Column("share", "Share", "share"),
    Column("waste", "Text", "waste"),
    Column("avoidable_hours", "Hours", "avoidable"),
    Column("ceiling_gain", "Gain", "more\nper CSM"),
    Column("csms_released", "CSMs", "CSMs\nfreed"),
    Column("basis", "Text"),
    Column("n", "Count"),
    Column("low", "Minutes"),
    Column("high", "Minutes"),
)
"""``low`` and ``high`` are of ``takes``: the 95% interval of a measured mean."""
SHOWN_TASKS = 4
"""Tasks of a segment in the table for people; JSON has all."""


def ceiling(plan: Plan, segments: Collection[str] = ()) -> Report:
    """Compute how many customers one CSM can serve in each segment, and which tasks fill the time.

    ``segments`` limits the answer to these.
    """
    segments = chosen(plan, segments)
    inputs = build(plan)
    teams = teams_of(inputs, segments)
    tiers = {each.segment.name: each.tier.name if each.tier else None for each in plan.placed}
    order = {name: index for index, name in enumerate(tiers)}
    nodes = [node for team in teams for node in team.below["segment"] if not segments or node.name in segments]
    nodes.sort(key=lambda node: order[node.name])
    tasks = {node.name: _tasks(node) for node in nodes}
    roles = {team.above["role"].name: team.above["role"] for team in teams}
    return Report(
        command="ceiling",
        title=f"Customers that one CSM can serve, {plan.name}",
        plan=head_of(plan),
        currency="",
        tables=(
            Table(
                "roles",
                "A year of one CSM",
                ROLE_COLUMNS,
                [figures_of(role, ROLE_COLUMNS, {"role": role.name}) for role in roles.values()],
            ),
            Table(
                "segments",
                "Customers per CSM",
                SEGMENT_COLUMNS,
                [_segment_row(node, tiers[node.name], inputs, tasks[node.name]) for node in nodes],
            ),
        ),
        details=(
            Table(
                "tasks",
                "What fills the time, and what removing its avoidable part would give",
                TASK_COLUMNS,
                [{"segment": name, **row} for name, rows in tasks.items() for row in rows[:SHOWN_TASKS]],
            ),
        ),
        advice=[_answer(node, tasks[node.name]) for node in nodes],
        advice_title="How many customers can one person serve, and what stands in the way",
        findings=plan.findings,
    )


def _segment_row(node: Node, tier: str | None, inputs: Inputs, tasks: Sequence[Row]) -> Row:
    low, high = inputs.interval(node.name, "efficiency_ceiling")
    own = {
        "segment": node.name,
        "tier": tier,
        "role": node.above["role"].name,
        "efficiency_ceiling_low": low,
        "efficiency_ceiling_high": high,
        "tasks": list(tasks),
    }
    return figures_of(node, SEGMENT_COLUMNS, own)


def _tasks(node: Node) -> list[Row]:
    """Return the tasks of a segment, those that take the most hours first."""
    if "task" not in node.rows:
        return []
    names = [column.name for column in TASK_COLUMNS[1:]]
    rows = node.rows["task"]
    columns: dict[str, Sequence[Any]] = {name: rows.column(name) or () for name in names}
    result = []
    for index in range(len(columns["task"])):
        result.append({name: values[index] if values else None for name, values in columns.items()})
    return sorted(result, key=lambda row: -(row["hours"] or 0.0))


def _answer(node: Node, tasks: Sequence[Row]) -> Advice:
    return Advice(node.name, " ".join(_sentences(node, tasks)))


def _sentences(node: Node, tasks: Sequence[Row]) -> Iterator[str]:
    most, now, limit = (node.value(name) for name in ("efficiency_ceiling", "customers_per_csm_now", "limit_ceiling"))
    if most is None:
        yield "nobody knows: no tasks say how long the work takes. Add `tasks:`."
        return
    yield f"one CSM can serve {show_number(most)} customers."
    if now is not None:
        yield f"Today each has {show_number(now)}, which takes {show_share(node.value('utilization_now'))} of their hours."
    first = [row for row in tasks if row["share"]][:2]
    if first:
        listed = " and ".join(f"{row['task']} ({show_share(row['share'])})" for row in first)
        yield f"Most of the time goes to {listed}."
    gains = sorted((row for row in tasks if row["ceiling_gain"]), key=lambda row: -row["ceiling_gain"])
    if gains and limit is not None:
        best = gains[0]
        yield (
            f"Without avoidable time it would be {show_number(limit)}; the most comes from the {best['waste']} part of "
            f"{best['task']}: {show_number(best['ceiling_gain'])} customers more per CSM, {show_csms(best['csms_released'])} CSMs."
        )
