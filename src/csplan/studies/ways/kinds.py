"""The kinds of change of work and of money: each turns a team as it is into the team as it would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.figures.workload import CUSTOMER_WORK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csplan.engine.nodes import Node
    from csplan.engine.tree import Changes
    from csplan.studies.ways.situation import Situation

FIXES = {"mechanical": "automate", "coordination": "coordinate", "skill": "train"}
"""What removes each kind of waste, as a kind of change."""
TARGETS = frozenset(("gross_margin", "operating_margin", "growth_cost", "cs_budget", "cs_budget_money"))
"""Changes of nothing but what may be spent."""
LESS_SERVICE = frozenset(("times", "tier", "pool"))
"""Changes by which customers get less than today, or others serve them."""


class Step(NamedTuple):
    """One change in numbers: from ``before`` to ``after`` in ``unit`` (texts for a role or a tier).

    ``change`` is a share of before, points for a margin. Before and after are None where segments differ in theirs.
    ``tiers``: segments that come into another tier by it, each with its name. ``tier``: that of a segment which is
    handed to another role, where that changes. ``role``: who serves a segment in another tier, where that changes.
    """

    kind: str
    subject: str
    unit: str
    before: float | str | None
    after: float | str | None
    change: float | None
    tiers: dict[str, str] | None = None
    tier: str = ""
    role: str = ""


class Move(NamedTuple):
    """One kind of change of one team.

    ``apply`` makes it, up to ``most`` of it; ``step`` says how much that is in numbers. ``whole``: it is made or not.
    ``places``: it places segments otherwise, which builds the nodes anew and so comes before all else. ``jumps`` guide
    the search: where it does more than run on smoothly.
    """

    kind: str
    subject: str
    apply: Callable[[Situation, float], Situation | None]
    step: Callable[[float], Step]
    most: float = 1.0
    jumps: tuple[float, ...] = ()
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
            tasks = rows.inputs["task"]
            columns = (tasks, rows.inputs["kind"], rows.column(figure) or [None for _ in tasks])
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
                factor(value) if other == task and value is not None else value
                for other, value in zip(rows["task"], rows[name], strict=True)
            ]
            for name, factor in factors.items()
        }

    return {("task", segment.name): columns(segment) for segment in situation.segments}


def simpler(start: Situation) -> Move:
    """Less work for every customer: a lower complexity is the same sum in other words."""
    hours = start.root.value("workload") / start.root.value("customers")

    def apply(situation: Situation, share: float) -> Situation:
        factor = 1 - share
        return situation.changed(
            {("segment", each.name): {"complexity": each.value("complexity") * factor} for each in situation.segments}
        )

    def step(share: float) -> Step:
        return Step("hours", "", "HoursPerCustomer", hours, hours * (1 - share), -share)

    return Move("hours", "", apply, step)


def rarer(start: Situation, task: str) -> Move:
    """One task done less often."""
    before = common(_of_task(start, task, "times"))

    def apply(situation: Situation, share: float) -> Situation:
        return situation.changed(_task_changes(situation, task, times=lambda times: times * (1 - share)))

    def step(share: float) -> Step:
        return Step("times", task, "Times", before, None if before is None else before * (1 - share), -share)

    return Move("times", task, apply, step)


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
    if (budget := start.root.value("cs_budget_money")) is not None:
        yield _more_money(budget)


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

    return Move(kind, "", apply, step, most=most)


def _more_money(budget: float) -> Move:
    """A larger budget of customer success, where it is stated as money."""

    def apply(situation: Situation, share: float) -> Situation:
        return situation.changed({("plan", situation.root.name): {"cs_budget_money": budget * (1 + share)}})

    def step(share: float) -> Step:
        return Step("cs_budget_money", "", "Money", budget, budget * (1 + share), share)

    return Move("cs_budget_money", "", apply, step, most=_MOST_MONEY)


_LEAST_PAID = 0.99
"""A CSM who costs a hundredth."""

_MOST_MONEY = 9.0
"""A budget ten times as large."""


def cheaper(role: Node) -> Move:
    """A CSM of a role who costs less."""
    cost = role.value("csm_cost")

    def apply(situation: Situation, share: float) -> Situation:
        return situation.changed({("role", role.name): {"csm_cost": cost * (1 - share)}})

    def step(share: float) -> Step:
        return Step("csm_cost", role.name, "MoneyPerCSM", cost, cost * (1 - share), -share)

    return Move("csm_cost", role.name, apply, step, most=_LEAST_PAID)
