"""How many customers one CSM can serve in the hours there are, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers import desks as at_desks
from csplan.answers.missing import unknown
from csplan.answers.nodes import chosen, figures_of, head_of, teams_of
from csplan.answers.phrases import FIXES, MOST, command, named
from csplan.figures.arithmetic import exceeds
from csplan.inputs.build import build
from csplan.lang.say import later, say
from csplan.report.report import Advice, Report
from csplan.report.table import table
from csplan.values import show_csms, show_hours, show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.report.report import Row, Table

ROLES = table(
    *("role", "role", "contracted_hours", "leave_hours", "sick_hours", "paid_hours", "internal_hours", "realization"),
    *("customer_hours", "hour_cost"),
    shown=(
        *("role", "customer_hours", "contracted_hours", "leave_hours", "sick_hours", "paid_hours", "internal_hours"),
        *("realization", "hour_cost"),
    ),
)
SEGMENTS = table(
    *("segment", "segment", "tier", "role", "hours_per_customer", "service_hours", "growth_hours", "avoidable_hours"),
    *("efficiency_ceiling", "efficiency_ceiling_low", "efficiency_ceiling_high", "limit_ceiling"),
    *("customers_per_csm_now", "utilization_now", "unused_hours_now", "unused_cost_now", "tasks"),
    shown=(
        *("segment", "efficiency_ceiling", "customers_per_csm_now", "range", "utilization_now", "hours_per_customer"),
        *("limit_ceiling", "efficiency_ceiling_low", "efficiency_ceiling_high"),
    ),
    wide=("avoidable_hours", "unused_hours_now", "unused_cost_now", "tier", "role"),
    drawn={"range": "Range"},
    labels={
        "customers_per_csm_now": "today",
        "limit_ceiling": "without waste",
        "utilization_now": "busy today",
        "efficiency_ceiling_low": "95% from",
        "efficiency_ceiling_high": "to",
        "range": "",
    },
)
TASKS = table(
    *("task", "segment", "task", "kind", "volume", "times", "takes", "hours", "task_cost", "share", "waste"),
    *("avoidable_hours", "ceiling_gain", "csms_released", "basis", "n", "low", "high"),
    shown=(
        *("segment", "task", "times", "takes", "hours", "share", "task_cost", "waste", "avoidable_hours"),
        *("ceiling_gain", "csms_released", "basis"),
    ),
    units={"basis": "Text", "n": "Count", "low": "Minutes", "high": "Minutes"},
    labels={"basis": "from"},
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
    measured = inputs.logged
    rows = [{"segment": name, **row} for name, found in tasks.items() for row in found[:SHOWN_TASKS]]
    desks = at_desks.desks_of(teams, segments)
    return Report(
        command="ceiling",
        title=say("Customers that one CSM can serve, {plan}", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        tables=(
            ROLES.of(
                "roles",
                say("A year of one CSM"),
                [figures_of(role, ROLES.columns, {"role": role.name}) for role in roles.values()],
                behind=True,
            ),
            _shown(
                SEGMENTS.of(
                    "segments", "", [_segment_row(node, tiers[node.name], inputs, tasks[node.name]) for node in nodes]
                ),
                measured=measured,
            ),
            *at_desks.table_of(desks, behind=True),
        ),
        details=(
            *at_desks.days_of(desks),
            _shown(
                TASKS.of(
                    "tasks",
                    say("What fills the time most, and what it would give to remove the avoidable part"),
                    rows,
                    behind=True,
                ),
                measured=measured,
            ),
        ),
        answer=_first(nodes, desks),
        actions=_actions(plan, teams, nodes, tasks),
        remarks=[
            *(say("{desk}: {costs}", desk=each.name, costs=at_desks.costs(inputs.root, each)) for each in desks),
            *at_desks.evenly(plan, desks),
            *_unused(nodes, plan.currency),
        ],
        more=[
            *([command(plan, "explain", "ceiling", "-s", nodes[0].name)] if nodes else []),
            command(plan, "timelog") if plan.record else command(plan, "headcount"),
            command(plan, "ceiling", "--all"),
        ],
        advice=_advice(nodes, tasks, inputs),
        advice_title=say("Segment by segment"),
        findings=plan.findings,
    )


def _first(nodes: Sequence[Node], desks: Sequence[Node]) -> list[str]:
    """Return whether today's people have the time, with what desks promise beyond it, and what is not known."""
    known = [node for node in nodes if node.value("efficiency_ceiling") is not None]
    if not known:
        return [say(each) for each in _without(nodes)] or [say("There is no segment.")]
    if len(known) == 1:
        result = [_of_one(known[0])]
    else:
        busy = [node for node in known if exceeds(node.value("utilization_now"), 1.0)]
        facts = {"count": len(busy), "all": len(known), "segments": named([node.name for node in busy])}
        if busy:
            result = [
                say("In {count} of {all} segments the work takes more hours than there are: {segments}.", **facts)
            ]
        elif all(node.value("utilization_now") is not None for node in known):
            result = [say("In every segment today's people have time for their customers.")]
        elif nobody := [node.name for node in known if node.value("csms_now") == 0 and node.value("customers")]:
            result = [say("The ceilings are known; nobody serves {segments} today.", segments=named(nobody))]
        else:
            result = [say("The ceilings are known; today's people are not known in every segment.")]
    result = [" ".join([*result, *at_desks.promises(desks, short=True)])]
    lacking = [node.name for node in nodes if node not in known]
    if lacking:
        result.append(say("No ceiling is known in {segments}.", segments=named(lacking)))
    return result


def _of_one(node: Node) -> str:
    most, now, busy = (node.value(name) for name in ("efficiency_ceiling", "customers_per_csm_now", "utilization_now"))
    if now is None or busy is None:
        return say("One CSM has time for {most}.", most=_customers(most))
    return say(
        "One CSM has time for {most}; today each has {now}, who take {busy} of the hours there are.",
        most=_customers(most),
        now=show_number(now),
        busy=show_share(busy),
    )


def _actions(plan: Plan, teams: Sequence[Node], nodes: Sequence[Node], tasks: Mapping[str, Sequence[Row]]) -> list[str]:
    """Return what frees the most hours: the largest avoidable parts of all segments; or what is to be stated."""
    wasteful = [(name, row) for name, rows in tasks.items() for row in rows if row["avoidable_hours"]]
    wasteful.sort(key=lambda each: -each[1]["avoidable_hours"])
    if wasteful:
        return [_frees(name, row, plan.currency) for name, row in wasteful[:MOST]]
    if not any(_known(node) for node in nodes):
        return unknown(plan, teams, ("time",))[:MOST]
    return [say("State `waste:` and `avoidable:` of the tasks, to see what time a fix of them would free.")]


def _frees(segment: str, row: Row, currency: str) -> str:
    cost = row["task_cost"] * row["avoidable_hours"] / row["hours"] if row["task_cost"] is not None else None
    facts = {
        "segment": segment,
        "task": row["task"],
        "hours": show_hours(row["avoidable_hours"]),
        "csms": show_csms(row["csms_released"]),
        "cost": show_money(cost, currency),
        "fix": say(FIXES[row["waste"]]) if row["waste"] else say("find out why"),
    }
    if cost is None:
        return say("{segment}, {task}: {fix}. That frees {hours} a year ({csms} CSMs).", **facts)
    return say("{segment}, {task}: {fix}. That frees {hours} a year ({csms} CSMs, {cost}).", **facts)


def _unused(nodes: Sequence[Node], currency: str) -> list[str]:
    """Say what the hours cost that today's people have and the work does not take."""
    waiting = [node for node in nodes if node.value("csms_by_service_level")]  # their free hours are for who comes next
    idle = [node for node in nodes if node.value("unused_hours_now") and node not in waiting]
    if not idle:
        return []
    hours = sum(node.value("unused_hours_now") for node in idle)
    costs = [node.value("unused_cost_now") for node in idle]
    facts = {"segments": named([node.name for node in idle]), "hours": show_hours(hours)}
    if None in costs:
        return [say("In {segments} {hours} of today's people go unused a year.", **facts)]
    cost = show_money(sum(costs), currency)
    return [say("In {segments} {hours} of today's people go unused a year; they cost {cost}.", cost=cost, **facts)]


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
    most = node.value("efficiency_ceiling")
    marks = None if most is None else {"low": None, "at": node.value("customers_per_csm_now"), "high": most}
    return {**figures_of(node, SEGMENTS.columns, own), "range": marks}


def _tasks(node: Node) -> list[Row]:
    """Return the tasks of a segment, those that take the most hours first."""
    if "task" not in node.rows:
        return []
    names = [column.name for column in TASKS.columns if column.name != "segment"]
    rows = node.rows["task"]
    columns: dict[str, Sequence[Any]] = {name: rows.column(name) or () for name in names}
    count = len(columns["task"])
    result = [{name: at[index] if at else None for name, at in columns.items()} for index in range(count)]
    for row in result:
        # Minutes come from hours and days of a plan, which leaves 6.000000000000001 of them.
        row["takes"] = float(f"{row['takes']:.12g}") if row["takes"] is not None else None
    return sorted(result, key=lambda row: -(row["hours"] or 0.0))


def _shown(table: Table, *, measured: bool) -> Table:
    if measured:
        return table
    return table._replace(shown=[name for name in table.shown if name not in _MEASURED])


def _advice(nodes: Sequence[Node], found: Mapping[str, Sequence[Row]], inputs: Inputs) -> list[Advice]:
    """Return what each segment's ceiling rests on, and once for all segments what is not known."""
    result = [Advice(node.name, " ".join(_sentences(node, found[node.name], inputs))) for node in nodes if _known(node)]
    for sentence, names in _without(nodes).items():
        result.append(Advice(named(names), say(sentence)))
    open_ones = [
        node.name for node in nodes if _known(node) and not any(row["avoidable_hours"] for row in found[node.name])
    ]
    if open_ones:
        result.append(Advice(named(open_ones), say(_NO_WASTE)))
    return result


_NO_WASTE = later("No task says what of it is avoidable: state `waste:` and `avoidable:` to see what that would give.")


def _known(node: Node) -> bool:
    return node.value("efficiency_ceiling") is not None


def _without(nodes: Sequence[Node]) -> dict[str, list[str]]:
    """Return why there is no ceiling, and in which segments."""
    result: dict[str, list[str]] = {}
    for node in nodes:
        if not _known(node):
            result.setdefault(_no_ceiling(node), []).append(node.name)
    return result


def _no_ceiling(node: Node) -> str:
    if node.value("workload") is None and "task" in node.rows:
        return later("There is no ceiling, because not all is known that the work depends on.")
    if node.value("workload") is None:
        return later("There is no ceiling, because nothing says how long the work takes: add `tasks:`.")
    if not node.value("customers"):
        return later("There is no ceiling, because there are no customers.")
    if not node.value("workload"):
        return later("There is no ceiling, because no task takes any time here.")
    return later("There is no ceiling, because nothing says how many hours a CSM has: add `time:` to the role.")


def _sentences(node: Node, tasks: Sequence[Row], inputs: Inputs) -> Iterator[str]:
    low, high = inputs.interval(node.name, "efficiency_ceiling")
    most = _customers(node.value("efficiency_ceiling"))
    if low and high:
        sure = {"low": show_number(low), "high": show_number(high)}
        yield say("One CSM can serve {most} ({low} to {high}, as far as the time log can tell).", most=most, **sure)
    else:
        yield say("One CSM can serve {most}.", most=most)
    now, utilization = node.value("customers_per_csm_now"), node.value("utilization_now")
    if now is not None and utilization is not None:
        facts = {"now": show_number(now), "busy": show_share(utilization)}
        yield say("Today each has {now}, who take {busy} of the hours there are.", **facts)
    names = [f"{row['task']} ({show_share(row['share'])})" for row in tasks if row["share"]][:2]
    yield say("What takes the most time: {tasks}.", tasks=named(names))
    yield from _without_waste(node, tasks)


def _without_waste(node: Node, tasks: Sequence[Row]) -> Iterator[str]:
    wasteful = sorted((row for row in tasks if row["avoidable_hours"]), key=lambda row: -row["avoidable_hours"])
    if not wasteful:
        return
    best, limit = wasteful[0], node.value("limit_ceiling")
    facts = {
        "limit": "" if limit is None else show_number(limit),
        "task": best["task"] if not best["waste"] else f"{best['task']} ({best['waste']})",
        "hours": show_hours(best["avoidable_hours"]),
        "csms": show_csms(best["csms_released"]),
    }
    if limit is None:
        yield say("All of the work is avoidable.")
    else:
        yield say("Without avoidable time it would be {limit}.", **facts)
    if best["ceiling_gain"] is None:
        yield say("The largest part of it is in {task}: {hours} a year ({csms} CSMs).", **facts)
    else:
        gain = _customers(best["ceiling_gain"])
        sentence = later("The largest part of it is in {task}: {hours} a year ({csms} CSMs), or {gain} more per CSM.")
        yield say(sentence, gain=gain, **facts)


def _customers(number: float) -> str:
    shown = show_number(number)
    return say("1 customer") if shown == "1" else say("{number} customers", number=shown)
