"""A role of a plan as inputs: what its people cost and the time they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.inputs.collect import Collector
from csplan.plan.rules import Defaults
from csplan.values import Duration

if TYPE_CHECKING:
    from csplan.plan.plan import Plan
    from csplan.plan.roles import Ramp, Role, RoleTime
    from csplan.plan.rules import RulePack


def defaults_of(rules: RulePack | None) -> Defaults:
    """Return what counts where a plan says nothing: the rule pack's, else csplan's own."""
    return rules.defaults if rules else Defaults()


def role_inputs(name: str, role: Role, rules: RulePack | None) -> Collector:
    """Return the inputs of one role."""
    found, defaults = Collector(), defaults_of(rules)
    path, time = ("roles", name), role.time
    found.section(role, *path, level="role")
    if role.ramp is not None:
        _ramp(found, role.ramp, *path, "ramp")
    found.section(role.hiring, *path, "hiring", level="role")
    found.defaults(role, "role", defaults)
    if role.cost is not None:
        found.forget("other_costs")
    if time is not None:
        _time(found, time, defaults, *path, "time")
    return found


def _ramp(found: Collector, ramp: Ramp, *path: str) -> None:
    """Take how a new hire becomes productive: its months and their mean, also where each is stated."""
    if isinstance(ramp.at, tuple):
        found.stated("ramp_months", float(len(ramp.at)), *path, "at")
        found.stated("ramp_productivity", sum(ramp.at) / len(ramp.at), *path, "at")
    else:
        found.stated("ramp_months", ramp.months, *path, "months")
        found.stated("ramp_productivity", ramp.at, *path, "at")


def _time(found: Collector, time: RoleTime, defaults: Defaults, *path: str) -> None:
    """Take the year of one CSM: its parts, or the hours for customers in all."""
    if time.total is not None:
        in_hours = time.total.in_hours(time.hours_per_day or defaults.hours_per_day.value)
        found.stated("customer_hours", in_hours, *path, "total")
        return
    found.section(time, *path, level="role")
    if isinstance(time.internal, Duration):
        found.time("internal", time.internal, *path, "internal")
    else:
        found.stated("internal_share", time.internal, *path, "internal")
    found.defaults(time, "role", defaults)


def hours_per_day(plan: Plan, tier: str | None) -> float:
    """Return the hours of a day of the role that serves a tier: of its first segment's."""
    serving = (each.role for each in plan.placed if (each.tier.name if each.tier else None) == tier)
    return hours_of_a_day(plan, next(serving))


def hours_of_a_day(plan: Plan, role: str | None) -> float:
    """Return the hours of a day of a role: its own, else by default."""
    known = (plan.document.roles or {}).get(role or "")
    stated = known.time.hours_per_day if known and known.time else None
    return stated or defaults_of(plan.rules).hours_per_day.value
