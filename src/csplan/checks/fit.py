"""Findings that need the figures: where the plan does not hold, and what could not be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import exceeds, total_known
from csplan.findings.catalogue import figures as records
from csplan.findings.record import found
from csplan.inputs.build import build
from csplan.lang.say import later, say
from csplan.plan.placing import tiers_of
from csplan.values import show_csms, show_money, show_number, show_share
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan


OF_SEGMENTS = (
    *("all_arr", "all_customers", "sharing_arr", "sharing_customers"),  # of which the sums of all are made
    *("csms_at_least", "csms_at_most", "csms_by_time", "csms_by_cap", "csms_by_coverage", "csms_target"),
    *("csms_by_budget", "unchecked", "workload", "service_share"),
    *("service_account", "growth_account", "operating_account", "budget_account"),
    *("gross_costs", "all_costs"),
)
"""The figures of segments that the findings below rest on."""

OF_SHARES = (
    ("work_share", "cost_share", "service_cost_share", "growth_cost_share"),
    ("customers", "arr", "workload", "csms_now"),
)
"""Their shares in what their team costs, which rest on these figures of it."""


def plan_findings(plan: Plan, as_of: date | None = None) -> list[Finding]:
    """Report all that only figures tell of a whole plan, beside what loading found; no lever is computed.

    Reviews of spending are due ``as_of`` a day; without one, none is.
    """
    from csplan.checks.margins import margin_findings, spending_findings  # headcount does without
    from csplan.engine.stack import MANY, fill

    root = build(plan, as_of=as_of).root
    teams = root.below["team"]
    if len(plan.placed) >= MANY:
        segments = [segment for team in teams for segment in team.below["segment"]]
        fill(segments, OF_SEGMENTS, *OF_SHARES)
    return [*team_findings(plan, root, teams), *margin_findings(plan, root, teams), *spending_findings(plan, root)]


FEWEST_PER_CSM = 5
"""Customers of a high-touch tier that one CSM serves at least, of the 5 to 20 that are seen.

Source: csm-management, section 1.
"""


def as_meant(plan: Plan, findings: Iterable[Finding]) -> list[Finding]:
    """Return what a right plan means as notes and what it lacks as errors, except where the plan itself rates it.

    Whether a plan is right and whether it holds are two questions: ``validate`` answers the first.
    """
    from csplan.findings.catalogue.all import RECORDS  # no other command needs all of them

    rated = plan.document.checks.severity if plan.document.checks else {}
    return [
        each._replace(severity="error" if record.gap else "note")
        if ((record := RECORDS[each.code]).gap or record.means) and each.code not in rated
        else each
        for each in findings
    ]


def team_findings(plan: Plan, root: Node, teams: Sequence[Node]) -> list[Finding]:
    """Report each team whose work is not paid for, and what is wrong with or unknown of its segments.

    And where only rounding is too dear for the company (``root``). All as the plan rates it.
    """
    places = {placed.segment.name: placed for placed in plan.placed}
    pools = {tier.role for tier in tiers_of(plan.document, plan.rules) if tier.touch == "digital"} - {None}
    result: list[Finding] = []
    for team in teams:
        segments: Sequence[Node] = team.below["segment"]
        of_nodes = [(segments[0], _of_team(team))]
        for segment in segments:
            placed = places[segment.name]
            touch = placed.tier.touch if placed.tier else None
            pooled = touch == "digital" or placed.role in pools
            of_nodes.append((segment, _of_segment(segment, plan.currency, touch, pooled=pooled)))
        for node, findings in of_nodes:
            for each in findings:
                rated = plan.document.rated(each)
                if rated is not None:
                    where = plan.origins.where(("segments", places[node.name].index, "name"))
                    result.append(rated._replace(where=where))
    if root.value("only_rounding"):
        rounding = found(
            records.NO_WHOLE_NUMBER,
            csms=show_csms(root.value("at_least")),
            people=shown(root.value("at_least_people"), "Heads"),
            money=show_money(root.value("money_short"), plan.currency),
        )
        rated = plan.document.rated(rounding)
        if rated is not None:
            result.append(rated._replace(where=plan.origins.where(("economics",))))
    return result


def budgets_added(segment: Node) -> bool:
    """Tell whether both accounts count together, because the split of the work between them is unknown."""
    joint = (segment.value(name) for name in ("csms_by_budget", "service_budget", "growth_budget"))
    return segment.value("service_share") is None and all(each is not None for each in joint)


BUSY_AT_MOST = 0.85
"""Share of their time in which people who answer may be busy, where no desk says how fast they answer: beyond it waits
grow without end.

Source: Erlang 1917.
"""


def answers_without_desk(segment: Node) -> list[str]:
    """Return the reactive tasks of a segment that take time and that no desk answers."""
    rows = segment.rows.get("task")
    if rows is None:
        return []
    count = len(rows.inputs["task"])
    columns = (rows.inputs["task"], rows.inputs["kind"], rows.column("hours") or [0.0] * count)
    at_desk = rows.inputs.get("at_desk") or [None] * count
    return [
        task
        for task, kind, hours, desk in zip(*columns, at_desk, strict=True)
        if kind == "reactive" and hours and desk is None
    ]


def _of_team(team: Node) -> Iterator[Finding]:
    if team.value("verdict") == "over-budget":
        need, heads = team.value("at_least"), team.value("heads")
        if not exceeds(need, heads):
            need = team.value("csms_needed")  # customers whom nobody serves, though the ARR rule asks for somebody
        record = records.OVER_BUDGET if exceeds(need, heads) else records.TOO_DEAR
        yield found(record, subject=team.name, team=team.name, need=shown(need, "CSMs"), people=show_number(heads))
    busy, enough = team.value("utilization"), team.above["plan"].value("idle_share")
    heads, needed = team.value("heads"), team.value("csms_needed")
    # Of what is needed before it is rounded: that one person more makes it little is no finding.
    # Whoever waits at a desk for the next contact has little work, and is needed.
    waiting = total_known(desk.value("desk_csms") for desk in team.below.get("desk", ()))
    idle = exceeds(enough, busy) and exceeds(heads, 1.0) and exceeds(needed * enough, busy * heads)
    if idle and (waiting is None or exceeds(needed, waiting)):
        people = show_number(heads)
        yield found(records.IDLE_PLAN, subject=team.name, team=team.name, people=people, busy=show_share(busy))


def _of_segment(segment: Node, currency: str, touch: str | None, *, pooled: bool) -> Iterator[Finding]:
    name, cap = segment.name, segment.value("csms_by_cap")
    if cap is not None and exceeds(cap, csms := segment.value("csms")):
        limit = show_money(segment.value("arr_cap"), currency)
        yield found(records.CAP_EXCEEDED, subject=name, segment=name, csms=show_csms(csms), cap=limit)
    unchecked = segment.value("unchecked")
    if unchecked:
        value = say(_VALUES[unchecked]) if unchecked in _VALUES else _unknown_of_tasks(segment)
        record = records.VALUE_UNCHECKED if value else _UNCHECKED[unchecked]
        yield found(record, subject=name, segment=name, value=value)
    each = segment.value("customers_per_csm") if touch == "high" else None
    if each and exceeds(FEWEST_PER_CSM, each):
        yield found(records.FEWER_THAN_RANGE, subject=name, segment=name, customers=show_number(each))
    if pooled and (busy := segment.above["team"].value("utilization")) and exceeds(busy, BUSY_AT_MOST):
        tasks = answers_without_desk(segment)
        if tasks:
            yield found(records.NO_DESK, subject=name, segment=name, busy=show_share(busy), tasks=", ".join(tasks))
    if budgets_added(segment):
        yield found(records.BUDGETS_ADDED, subject=name, segment=name)


def _unknown_of_tasks(segment: Node) -> str:
    """Name the value that keeps the work of a segment's tasks from being known; "" where all are, or it has none."""
    rows = segment.rows.get("task")
    for index, task in enumerate(rows.inputs["task"] if rows else ()):
        if rows and rows.inputs["times"][index] is None:
            return say("how often {task} is done", task=task)
        if rows and (rows.column("volume") or {index: None})[index] is None:
            return say("how many customers {task} is done for", task=task)
    return ""


_VALUES = {
    "customers": later("how many customers it has"),
    "arr": later("its ARR"),
    "customers and arr": later("how many customers it has, or its ARR"),
    "time and arr": later("its ARR, or how long its work takes"),
}
_UNCHECKED = {
    "time": records.UNCHECKED,
    "cost": records.COST_UNCHECKED,
    "time and cost": records.BOTH_UNCHECKED,
    "desk": records.DESK_UNCHECKED,
    "time and desk": records.TIME_AND_DESK_UNCHECKED,
    "cost and desk": records.COST_AND_DESK_UNCHECKED,
    "time, cost and desk": records.ALL_UNCHECKED,
}
