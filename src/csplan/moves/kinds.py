"""The kinds of change: each turns a team as it is into the team as it would be, by way of the inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.figures.workload import CUSTOMER_WORK
from csplan.plan.placing import role_of, tiers_of
from csplan.plan.types import for_tier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csplan.engine.nodes import Node
    from csplan.engine.tree import Changes
    from csplan.moves.search import Bound
    from csplan.moves.situation import Situation
    from csplan.plan.document import Plan
    from csplan.plan.placing import Placed
    from csplan.plan.tasks import Task
    from csplan.plan.tiers import Tier

_WAYPOINTS = 24
"""Looked at on the way to the most, where more of a change is not always better."""

FIXES = {"mechanical": "automate", "coordination": "coordinate", "skill": "train"}
"""What removes each kind of waste, as a kind of change."""
TARGETS = frozenset(("gross_margin", "operating_margin", "growth_cost", "cs_budget"))
"""Changes of nothing but what may be spent."""


class Step(NamedTuple):
    """One change in numbers: from ``before`` to ``after`` in ``unit`` (texts for a role or a tier).

    ``change`` is a share of before, points for a margin. Before and after are None where segments differ in theirs.
    """

    kind: str
    subject: str
    unit: str
    before: float | str | None
    after: float | str | None
    change: float | None


class Move(NamedTuple):
    """One kind of change of one team.

    ``apply`` makes it, up to ``most`` of it; ``step`` says how much that is in numbers. ``whole``: it is made or not.
    ``places``: it places segments otherwise, which builds the nodes anew and so comes before all else. ``bound`` and
    ``tries`` guide the search.
    """

    kind: str
    subject: str
    apply: Callable[[Situation, float], Situation | None]
    step: Callable[[float], Step]
    most: float = 1.0
    bound: Bound = "work"
    tries: int = 1
    whole: bool = False
    places: bool = False


def common(values: set[Any]) -> Any:  # noqa: ANN401 - a number or nothing
    """Return what all have in common, or None where they differ."""
    return values.pop() if len(values) == 1 else None


def hours_by_task(start: Situation, figure: str, kinds: frozenset[str] = CUSTOMER_WORK) -> dict[str, float]:
    """Return a figure of the team's tasks in hours, added up over its segments: the largest first."""
    found: dict[str, float] = {}
    for segment in start.segments:
        if "task" in segment.rows:
            rows = segment.rows["task"]
            columns = (rows.inputs["task"], rows.inputs["kind"], rows.column(figure) or ())
            for task, kind, hours in zip(*columns, strict=True):
                if kind in kinds:
                    found[task] = found.get(task, 0.0) + (hours or 0.0)
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def _of_task(start: Situation, task: str, name: str) -> set[Any]:
    """Return the values that an input of a task has in the team's segments."""
    rows = [segment.rows["task"].inputs for segment in start.segments]
    return {value for each in rows for other, value in zip(each["task"], each[name], strict=True) if other == task}


def _task_changes(situation: Situation, task: str, **factors: Callable[[float], float]) -> Changes:
    """Return the columns of a task's rows with some inputs changed."""

    def columns(segment: Node) -> dict[str, list[Any]]:
        rows = segment.rows["task"].inputs
        return {
            name: [
                factor(value) if other == task else value for other, value in zip(rows["task"], rows[name], strict=True)
            ]
            for name, factor in factors.items()
        }

    return {("task", segment.name): columns(segment) for segment in situation.segments}


def rarer(start: Situation, task: str) -> Move:
    """One task done less often."""
    before = common(_of_task(start, task, "times"))

    def apply(situation: Situation, share: float) -> Situation:
        return situation.changed(_task_changes(situation, task, times=lambda times: times * (1 - share)))

    def step(share: float) -> Step:
        return Step("times", task, "Times", before, None if before is None else before * (1 - share), -share)

    # Less of one kind of work moves money between the two accounts, which may take from the one that binds.
    winding = any(each.value("growth_budget") is not None for each in start.segments)
    return Move("times", task, apply, step, tries=_WAYPOINTS if winding else 1)


def fixed(start: Situation, task: str) -> Move:
    """The avoidable part of one task removed: by a tool, by coordination, by training."""
    waste, avoidable = common(_of_task(start, task, "waste")), common(_of_task(start, task, "avoidable"))
    kind = FIXES.get(waste, "automate")
    hours = hours_by_task(start, "hours")[task]

    def apply(situation: Situation, _: float) -> Situation:
        factors = {"takes": lambda takes: takes * (1 - avoidable), "avoidable": lambda _: 0.0}
        return situation.changed(_task_changes(situation, task, **factors))

    def step(_: float) -> Step:
        return Step(kind, task, "Hours", hours, hours * (1 - avoidable), -avoidable)

    return Move(kind, task, apply, step, whole=True)


def dearer(start: Situation) -> Move:
    """A higher price for every customer of the team."""
    plan, economics = start.plan, start.plan.document.economics
    credited = economics is not None and economics.growth is not None and economics.growth.credited_revenue is not None
    own = any(placed.segment.tier is None and placed.tier is not None for placed in start.placed)

    def apply(situation: Situation, share: float) -> Situation | None:
        moved = [_dearer(plan, placed, 1 + share) for placed in situation.placed]
        retiered = [new.tier for new, old in zip(moved, situation.placed, strict=True) if new.tier is not old.tier]
        if not all(tier is not None and served(plan, tier) for tier in retiered):
            return None
        if credited or retiered:
            return situation.placed_anew(moved)
        raised = {("segment", each.name): {"arr": each.value("arr") * (1 + share)} for each in situation.segments}
        return situation.changed(raised)

    acv = start.root.value("arr") / start.root.value("customers")

    def step(share: float) -> Step:
        return Step("price", "", "MoneyPerCustomer", acv, acv * (1 + share), share)

    # A cap on ARR makes a higher price ask for more people too, and another tier for other work.
    winding = own or any(each.value("arr_cap") for each in start.segments)
    tries = _WAYPOINTS if winding else 1
    return Move("price", "", apply, step, most=3.0, bound="money", tries=tries, places=credited or own)


def _dearer(plan: Plan, placed: Placed, factor: float) -> Placed:
    """Return a segment at another price, and so perhaps in another tier."""
    arr = (placed.arr or 0.0) * factor
    if placed.sums is None:
        placed = placed._replace(arr=arr, segment=placed.segment.model_copy(update={"arr": arr}))
    else:
        placed = placed._replace(arr=arr, sums=replace(placed.sums, arr=arr))
    acv = placed.acv
    if placed.segment.tier is not None or acv is None:
        return placed
    tiers = tiers_of(plan.document, plan.rules)
    return in_tier(plan, placed, next((tier for tier in tiers if tier.acv.holds(acv)), None))


def in_tier(plan: Plan, placed: Placed, tier: Tier | None) -> Placed:
    """Return a segment in another tier, served by whom the plan then has serve it."""
    teams = (team for team in plan.document.teams or () if team.name == placed.team)
    first = next(iter(plan.document.roles or ()), None)
    return placed._replace(tier=tier, role=role_of(placed.segment, next(teams, None), tier, first))


def _stated(placed: Placed, tier: Tier) -> Placed:
    """Return a segment whose tier is stated: no price moves it to another."""
    return placed._replace(tier=tier, segment=placed.segment.model_copy(update={"tier": tier.name}))


def eased(start: Situation) -> Iterator[Move]:
    """A lower margin target, or a larger budget: whichever targets the team has."""
    for kind, name, direction, end in (
        ("gross_margin", "gross_margin_target", -1.0, 0.0),  # below it every customer is a loss
        ("operating_margin", "operating_margin_target", -1.0, 0.0),
        ("growth_cost", "growth_cost_ratio", 1.0, 2.0),
        ("cs_budget", "cs_budget_share", 1.0, 1.0),
    ):
        values = {each.value(name) for each in start.segments} - {None}
        most = direction * (end - max(values, default=end))
        if most > 0:
            yield _eased(kind, name, direction, most, common(values))


def _eased(kind: str, name: str, direction: float, most: float, before: float | None) -> Move:
    def apply(situation: Situation, points: float) -> Situation:
        return situation.changed(
            {
                ("segment", each.name): {name: each.value(name) + direction * points}
                for each in situation.segments
                if each.value(name) is not None
            }
        )

    def step(points: float) -> Step:
        change = direction * points
        return Step(kind, "", "Share", before, None if before is None else before + change, change)

    return Move(kind, "", apply, step, most=most, bound="money")


def retiered(start: Situation, index: int, tier: Tier) -> Move:
    """One segment served as another tier: its tasks, its limits, its costs."""
    name, before = start.placed[index].segment.name, start.placed[index].tier

    def apply(situation: Situation, _: float) -> Situation | None:
        return situation.placed_anew(
            [
                in_tier(situation.plan, _stated(each, tier), tier) if each.segment.name == name else each
                for each in situation.placed
            ]
        )

    def step(_: float) -> Step:
        return Step("tier", name, "Text", before.name if before else None, tier.name, None)

    return Move("tier", name, apply, step, whole=True, places=True)


def pooled(start: Situation, index: int, role: str, tier: Tier | None) -> Move:
    """One segment handed to a pooled role, with the work of the tier that this role serves; in a team of its own."""
    old = start.placed[index]
    name, before = old.segment.name, start.root.below["team"][0].above["role"].name
    team = old.team if len(start.placed) == 1 else f"{old.team}, pooled"

    def apply(situation: Situation, _: float) -> Situation | None:
        return situation.placed_anew(
            [
                (_stated(each, tier) if tier else each)._replace(role=role, team=team)
                if each.segment.name == name
                else each
                for each in situation.placed
            ]
        )

    def step(_: float) -> Step:
        return Step("pool", name, "Text", before, f"{role} as tier {tier.name}" if tier else role, None)

    return Move("pool", name, apply, step, whole=True, places=True)


def served(plan: Plan, tier: Tier) -> bool:
    """Tell whether for a tier it is known what each task takes and what each cost line is."""
    document = plan.document
    tasks = (task for task in document.tasks or () if task.kind != "internal")
    lines = (document.economics.costs if document.economics else None) or ()
    return all(_known(plan, task, tier.name) for task in tasks) and all(
        for_tier(line.share or line.amount, tier.name) is not None for line in lines
    )


def _known(plan: Plan, task: Task, tier: str) -> bool:
    """Tell whether the plan or its time log says how often a task is done in a tier and how long it takes."""
    times, record = for_tier(task.times, tier), plan.record
    if times is None and record and (found := record.find(task.name, tier)):
        times = found.times and found.times.value
    if times is None:
        return False
    return times == 0 or task.takes is not None or (record is not None and record.takes(task.name, tier) is not None)
