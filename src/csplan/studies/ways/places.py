"""The kinds of change that place segments otherwise: another tier, another role, a pool, a shared team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.plan.placing import role_of
from csplan.plan.types import for_tier
from csplan.studies.ways.kinds import Move, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.tasks import Task
    from csplan.plan.tiers import Tier
    from csplan.studies.ways.situation import Situation


def in_tier(plan: Plan, placed: Placed, tier: Tier | None) -> Placed:
    """Return a segment in another tier, served by whom the plan then has serve it."""
    teams = (team for team in plan.document.teams or () if team.name == placed.team)
    first = next(iter(plan.document.roles or ()), None)
    return placed._replace(tier=tier, role=role_of(placed.segment, next(teams, None), tier, first))


def _stated(placed: Placed, tier: Tier) -> Placed:
    """Return a segment whose tier is stated: no price moves it to another."""
    return placed._replace(tier=tier, segment=placed.segment.model_copy(update={"tier": tier.name}))


def retiered(start: Situation, index: int, tier: Tier) -> Move:
    """One segment served as another tier: its tasks, its limits, its costs."""
    old = start.placed[index]
    name, before = old.segment.name, old.tier
    role = in_tier(start.plan, _stated(old, tier), tier).role

    def apply(situation: Situation, _: float) -> Situation | None:
        return situation.placed_anew(
            [
                in_tier(situation.plan, _stated(each, tier), tier) if each.segment.name == name else each
                for each in situation.placed
            ]
        )

    def step(_: float) -> Step:
        other = role if role is not None and role != old.role else ""
        return Step("tier", name, "Text", before.name if before else None, tier.name, None, role=other)

    return Move("tier", name, apply, step, whole=True, places=True)


def pooled(start: Situation, index: int, role: str, tier: Tier | None, pool: str | None = None) -> Move:
    """One segment handed to a pooled role, with the work of the tier that this role serves.

    It goes to the ``pool`` that is there; else a segment that shares its team gets one of its own.
    """
    old = start.placed[index]
    name, before = old.segment.name, old.role
    alone = sum(each.team == old.team for each in start.placed) == 1
    team = pool or (old.team if alone else f"{old.team}, pooled")

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
        return Step("pool", name, "Text", before, role, None, tier=tier.name if tier else "")

    return Move("pool", name, apply, step, whole=True, places=True)


def served_by(team: Node, role: str, *, alone: bool = True) -> Move:
    """Another role of the plan serves a whole team: its hours and its cost."""
    before = team.above["role"].name

    def apply(situation: Situation, _: float) -> Situation | None:
        return situation.placed_anew(
            [each._replace(role=role) if each.team == team.name else each for each in situation.placed]
        )

    def step(_: float) -> Step:
        return Step("role", "" if alone else team.name, "Text", before, role, None)

    return Move("role", team.name, apply, step, whole=True, places=True)


def shared(teams: Sequence[str]) -> Move:
    """Teams of one role share their people: the slack of one serves the others."""
    first, *others = teams

    def apply(situation: Situation, _: float) -> Situation | None:
        return situation.placed_anew(
            [each._replace(team=first) if each.team in others else each for each in situation.placed]
        )

    def step(_: float) -> Step:
        return Step("team", "", "Text", first, ", ".join(others), None)

    return Move("team", first, apply, step, whole=True, places=True)


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
