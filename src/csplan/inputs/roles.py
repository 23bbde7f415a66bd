"""A role of a plan as inputs: what its people cost and the time they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.inputs.collect import Collector
from csplan.lang.say import say
from csplan.plan.rules import Defaults, PayRules
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
    if role.variable is not None:
        _variable(found, role, pay_rules_of(rules), *path)
    found.defaults(role, "roles", level="role", defaults=defaults)
    if role.cost is not None:
        found.forget("other_costs")
    if time is not None:
        _time(found, time, defaults, *path, "time")
    return found


def pay_rules_of(rules: RulePack | None) -> PayRules:
    """Return which pay structure fits which company: by the rule pack, else by its source."""
    return rules.pay if rules else PayRules()


def _variable(found: Collector, role: Role, rules: PayRules, *path: str) -> None:
    """Take what of pay is variable, how much of it is paid, and how much is fixed in pay of its kind."""
    found.section(role.variable, *path, "variable", level="role")
    found.stated("variable_paid", role.variable_paid, *path, "variable_paid")
    found.default("variable_paid", 1.0, say("csplan, pay on target"))
    kind = structure_of(role)
    for index, band in enumerate(rules.bands):
        if band.structure == kind:
            for name in ("least", "most"):
                at = ("rules", "pay", "bands", index, name)
                found.default(f"fixed_{name}", getattr(band, name), band.source or "", *at)


def structure_of(role: Role) -> str:
    """Return what the pay of a role is made of."""
    variable = role.variable
    parts = {"commission": variable and variable.commission, "performance": variable and variable.performance}
    return "+".join(("fixed", *(name for name, share in parts.items() if share)))


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
    found.defaults(time, "roles", level="role", defaults=defaults)


def hours_per_day(plan: Plan, tier: str | None) -> float:
    """Return the hours of a day of the role that serves a tier: of its first segment's."""
    serving = (each.role for each in plan.placed if (each.tier.name if each.tier else None) == tier)
    return hours_of_a_day(plan, next(serving))


def hours_of_a_day(plan: Plan, role: str | None) -> float:
    """Return the hours of a day of a role: its own, else by default."""
    known = (plan.document.roles or {}).get(role or "")
    stated = known.time.hours_per_day if known and known.time else None
    return stated or defaults_of(plan.rules).hours_per_day.value
