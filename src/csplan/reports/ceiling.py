"""How many customers one CSM can serve in the hours there are, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.inputs import build
from csplan.reports.nodes import chosen, figures_of, head_of, teams_of
from csplan.reports.report import Advice, Column, Report, Table
from csplan.values import show_csms, show_hours, show_number, show_share

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
    Column("efficiency_ceiling_low", "CustomersPerCSM", "95%\nfrom"),
    Column("efficiency_ceiling_high", "CustomersPerCSM", "to"),
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
    Column("basis", "Text", "from"),
    Column("n", "Count"),
    Column("low", "Minutes"),
    Column("high", "Minutes"),
)
"""``low`` and ``high`` are of ``takes``: the 95% interval of a measured mean."""
SHOWN_TASKS = 4
"""Tasks of a segment in the table for people; JSON has all."""
_MEASURED = frozenset(("efficiency_ceiling_low", "efficiency_ceiling_high", "basis"))
"""Columns that people see only where the time log supplies values."""


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
    measured = bool(inputs.draws)
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
                _shown(SEGMENT_COLUMNS, measured=measured),
                [_segment_row(node, tiers[node.name], inputs, tasks[node.name]) for node in nodes],
            ),
        ),
        details=(
            Table(
                "tasks",
                "What fills the time most, and what it would give to remove the avoidable part",
                _shown(TASK_COLUMNS, measured=measured),
                [{"segment": name, **row} for name, rows in tasks.items() for row in rows[:SHOWN_TASKS]],
            ),
        ),
        advice=[_answer(node, tasks[node.name], inputs) for node in nodes],
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
    count = len(columns["task"])
    result = [{name: at[index] if at else None for name, at in columns.items()} for index in range(count)]
    return sorted(result, key=lambda row: -(row["hours"] or 0.0))


def _shown(columns: Sequence[Column], *, measured: bool) -> Sequence[Column]:
    if measured:
        return columns
    return [column._replace(label="") if column.name in _MEASURED else column for column in columns]


def _answer(node: Node, tasks: Sequence[Row], inputs: Inputs) -> Advice:
    return Advice(node.name, " ".join(_sentences(node, tasks, inputs)))


def _sentences(node: Node, tasks: Sequence[Row], inputs: Inputs) -> Iterator[str]:
    most = node.value("efficiency_ceiling")
    if most is None:
        yield _no_ceiling(node)
        return
    low, high = inputs.interval(node.name, "efficiency_ceiling")
    sure = f" ({show_number(low)} to {show_number(high)}, as far as the time log can tell)" if low and high else ""
    yield f"one CSM can serve {_customers(most)}{sure}."
    now, utilization = node.value("customers_per_csm_now"), node.value("utilization_now")
    if now is not None and utilization is not None:
        yield f"Today each has {show_number(now)}, who take {show_share(utilization)} of the hours there are."
    first = [row for row in tasks if row["share"]][:2]
    names = [f"{row['task']} ({show_share(row['share'])})" for row in first]
    yield f"What takes the most time: {' and '.join(names)}."
    yield _without_waste(node, tasks)


def _no_ceiling(node: Node) -> str:
    if node.value("workload") is None:
        return "nobody knows, because nothing says how long the work takes: add `tasks:`."
    if not node.value("customers"):
        return "it has no customers."
    return "no task takes any time here, so time sets no limit."


def _without_waste(node: Node, tasks: Sequence[Row]) -> str:
    wasteful = sorted((row for row in tasks if row["avoidable_hours"]), key=lambda row: -row["avoidable_hours"])
    if not wasteful:
        return "No task says what of it is avoidable: state `waste:` and `avoidable:` to see what that would give."
    best, limit = wasteful[0], node.value("limit_ceiling")
    kind = f" ({best['waste']})" if best["waste"] else ""
    freed = f"{show_hours(best['avoidable_hours'])} a year freed ({show_csms(best['csms_released'])} CSMs)"
    if limit is None:
        return f"All of it is avoidable; the largest part is in {best['task']}{kind}: {freed}."
    gain = best["ceiling_gain"]
    more = f"{_customers(gain)} more per CSM, {freed}" if gain is not None else freed
    largest = f"the largest part of that is in {best['task']}{kind}: {more}."
    return f"Without avoidable time it would be {show_number(limit)}; {largest}"


def _customers(number: float) -> str:
    shown = show_number(number)
    return f"{shown} customer" if shown == "1" else f"{shown} customers"
