"""Checks of variable pay, and of what a bonus is paid for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.findings.catalogue import economics, names
from csplan.findings.catalogue import pay as records
from csplan.findings.diagnostic import At, did_you_mean, quoted
from csplan.findings.record import found
from csplan.plan.pay import EXPECTED
from csplan.plan.placing import purposes_of
from csplan.plan.types import ALL, Part
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.document import PlanFile
    from csplan.plan.pay import Bonus, Commission, Payout
    from csplan.plan.placing import Placed
    from csplan.plan.roles import Role

_NOISE = 1e-9
_STEP = 0.25
"""Of the whole bonus: so much at most may come or go at a threshold."""
_LEAST_VARIABLE = 0.2
_PROACTIVE = frozenset(("expansion", "executives", "use_level", "inside_knowledge", "operating_proposals"))
"""Purposes that are work which nobody asks for."""
_COMMISSION = re.compile("commission|provision|佣金|提成", re.IGNORECASE)
"""What a cost line is called that is commission."""


def check_pay(document: PlanFile, placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """Check what of pay is variable, by itself and against the costs of customers; and what a bonus is paid for."""
    roles = document.roles or {}
    for name, role in roles.items():
        yield from _role(name, role)
    yield from _twice(document)
    if "segments" not in known.partial:
        yield from _against_purpose(document, placed)
    if document.commission is not None:
        yield from _rule(document.commission)
        if "roles" not in known.partial and not any(
            each.variable and each.variable.commission for each in roles.values()
        ):
            yield found(economics.COMMISSION_OF_NOBODY, At(("commission",), key=True))
    if document.bonus is not None:
        yield from _bonus(document.bonus)
        if "roles" not in known.partial:
            yield from _roles_of(document.bonus, roles)


def _role(name: str, role: Role) -> Iterator[Finding]:
    variable, at = role.variable, ("roles", name)
    if variable is None:
        if role.variable_paid is not None:
            yield found(economics.PAID_WITHOUT_VARIABLE, At((*at, "variable_paid"), key=True), subject=name, role=name)
        return
    share = (variable.performance or 0.0) + (variable.commission or 0.0)
    if share > 1 + _NOISE:
        yield found(records.WHOLE_PAY, (*at, "variable"), subject=name, role=name, share=show_share(share))


def _twice(document: PlanFile) -> Iterator[Finding]:
    """Find commission that stands in pay and in the costs of a customer."""
    paid = [name for name, role in (document.roles or {}).items() if role.variable and role.variable.commission]
    for index, line in enumerate((document.economics.costs if document.economics else None) or ()):
        if paid and _COMMISSION.search(line.name):
            at = ("economics", "costs", index, "name")
            yield found(records.COMMISSION_TWICE, at, subject=line.name, line=line.name, roles=", ".join(paid))


def _against_purpose(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    """Find teams that are there for expansion or proactive work, and whose pay is almost all fixed."""
    for each in placed:
        role = (document.roles or {}).get(each.role or "")
        purposes = [purpose for purpose in purposes_of(document, each) if purpose in _PROACTIVE]
        if role is None or role.variable is None or not purposes:
            continue
        share = (role.variable.performance or 0.0) + (role.variable.commission or 0.0)
        if share < _LEAST_VARIABLE - _NOISE:
            name = each.segment.name
            facts = {"purposes": ", ".join(purposes), "share": show_share(share), "role": each.role or ""}
            at = ("segments", each.index, "name")
            yield found(records.AGAINST_PURPOSE, at, subject=name, segment=name, **facts)


def _rule(rule: Commission) -> Iterator[Finding]:
    """Check the plan's own rule for commission: a line or steps, which rise."""
    at, steps = ("commission",), rule.steps
    line = rule.first is not None and rule.full is not None
    if line == (steps is not None) or (steps is not None and (rule.first or rule.full) is not None):
        yield found(records.COMMISSION_RULE, at)
    elif rule.first is not None and rule.full is not None and rule.full <= rule.first:
        yield found(records.COMMISSION_FALLS, (*at, "full"))
    for index, (before, step) in enumerate(zip(steps or (), (steps or ())[1:], strict=False), 1):
        if step.first <= before.first or step.pays < before.pays:
            yield found(records.COMMISSION_STEPS, (*at, "steps", index))
    if steps is not None and rule.cap is not None:
        yield found(records.CAP_OF_STEPS, (*at, "cap"))


def indicators(bonus: Bonus) -> dict[str, float]:
    """Return the weight of each indicator that a bonus is paid for."""
    parts = {"wins": bonus.wins, "csql": bonus.csql, "csqa": bonus.csqa}
    return {name: part.weight for name, part in parts.items() if part is not None}


def _bonus(bonus: Bonus) -> Iterator[Finding]:
    weights = indicators(bonus)
    if not weights:
        yield found(records.NO_INDICATOR, ("bonus",))
    elif abs(sum(weights.values()) - 1) > _NOISE:
        facts = {"indicators": ", ".join(weights), "share": show_share(sum(weights.values()))}
        yield found(records.WEIGHTS, ("bonus",), **facts)
    if bonus.payout is not None:
        yield from _curve(bonus.payout, weights)
    for name in weights:
        yield from _goals(name, getattr(bonus, name).target)
    if bonus.wins is not None and bonus.wins.count == "surplus" and EXPECTED in bonus.wins.target:
        yield found(records.SURPLUS_OF_EXPECTED, ("bonus", "wins", "target"))


def _curve(payout: Payout, weights: Mapping[str, float]) -> Iterator[Finding]:
    at = ("bonus", "payout")
    if payout.at_threshold is not None and not payout.threshold:
        yield found(records.CURVE, (*at, "at_threshold"))
    if payout.cap is not None and payout.cap < 1:
        yield found(records.CAP_BELOW, (*at, "cap"), cap=show_share(payout.cap))
    step = payout.threshold if payout.at_threshold is None else payout.at_threshold
    for name, weight in weights.items():
        if payout.threshold and step and weight * step > _STEP + _NOISE:
            facts = {"indicator": name, "share": show_share(weight * step)}
            yield found(records.CLIFF, (*at, "threshold"), **facts)


def _goals(name: str, goals: Mapping[str, float]) -> Iterator[Finding]:
    at = ("bonus", name, "target")
    for role, goal in goals.items():
        path = at if role == ALL else (*at, role)
        if role == EXPECTED:
            if name != "wins":
                yield found(records.GOAL_FORM, path)
            elif len(goals) > 1:
                yield found(records.EXPECTED_AND_ROLE, at)
            elif not isinstance(goal, Part):
                yield found(records.GOAL_IS_NUMBER, path)
        elif isinstance(goal, Part):
            yield found(records.GOAL_IS_SHARE, path)


def _roles_of(bonus: Bonus, roles: Mapping[str, Role]) -> Iterator[Finding]:
    """Check the roles that goals name, and that those whose pay has a part for performance have a goal each."""
    paid = [name for name, role in roles.items() if role.variable and role.variable.performance]
    if not paid:
        yield found(economics.BONUS_OF_NOBODY, At(("bonus",), key=True))
    for name in indicators(bonus):
        goals = getattr(bonus, name).target
        if ALL in goals or EXPECTED in goals:
            continue
        at = ("bonus", name, "target")
        for role in goals:
            if role not in roles:
                hint = did_you_mean(role, roles)
                yield found(names.UNKNOWN_ROLE, At((*at, role), key=True), hint=hint, name=quoted(role))
        for role in paid:
            if role not in goals:
                yield found(records.GOAL_MISSING, at, subject=role, role=role, indicator=name)
