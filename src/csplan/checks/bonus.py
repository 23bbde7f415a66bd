"""Checks of what a bonus is paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import economics, names
from csplan.findings.catalogue import pay as records
from csplan.findings.diagnostic import At, did_you_mean, quoted
from csplan.findings.record import found
from csplan.plan.pay import EXPECTED
from csplan.plan.types import ALL, Part
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplan.findings.diagnostic import Finding
    from csplan.plan.pay import Bonus, Payout
    from csplan.plan.roles import Role

_NOISE = 1e-9
_STEP = 0.25
"""Of the whole bonus: so much at most may come or go at a threshold."""


def indicators(bonus: Bonus) -> dict[str, float]:
    """Return the weight of each indicator that a bonus is paid for."""
    parts = {"wins": bonus.wins, "csql": bonus.csql, "csqa": bonus.csqa}
    return {name: part.weight for name, part in parts.items() if part is not None}


def check_bonus(bonus: Bonus, roles: Mapping[str, Role] | None) -> Iterator[Finding]:
    """Check indicators, payout and goals; and who has which, where all ``roles`` are known."""
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
    if roles is not None:
        yield from _roles_of(bonus, roles)


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
