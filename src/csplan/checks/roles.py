"""Checks of the roles: time has to be left for customers, and pay and time should be of a likely size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.engine.nodes import Node
from csplan.inputs import role_inputs
from csplan.values import show_hours, show_money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.plan.document import Plan

_LEAST_PAY = 1000
_LEAST_HOURS = 400
_DAYS_OF_A_YEAR = 366
_HOURS_OF_A_YEAR = _DAYS_OF_A_YEAR * 24


def check_roles(plan: Plan) -> Iterator[Finding]:
    """Check every role by itself: one whose hours come to nothing can serve nobody."""
    for name, role in (plan.document.roles or {}).items():
        path = ("roles", name)
        node = Node("role", name, role_inputs(name, role, plan.rules).values, {})
        contracted, paid, internal = (node.value(f"{kind}_hours") for kind in ("contracted", "paid", "internal"))
        if contracted > _HOURS_OF_A_YEAR or role.time.contracted.days > _DAYS_OF_A_YEAR:
            message = f"role {name} has more time in its contract than there is in a year"
            yield error("out-of-range", message, "contracted is for a year", *path, "time", "contracted", subject=name)
        elif node.value("customer_hours") <= 0:
            message = (
                f"role {name} has no hours for customers: {show_hours(paid)} paid, {show_hours(internal)} internal"
            )
            hint = "check contracted, leave, sick and internal"
            yield error("no-hours", message, hint, *path, "time", subject=name)
        elif contracted < _LEAST_HOURS:
            message = f"role {name} has only {show_hours(contracted)} in its contract"
            hint = "contracted is for a year: 250 d or 2,000 h"
            yield warning("unlikely-value", message, hint, *path, "time", "contracted", subject=name)
        if role.pay < _LEAST_PAY:
            message = f"role {name} is paid {show_money(role.pay, plan.currency)} a year"
            yield warning("unlikely-value", message, "is a k missing?", *path, "pay", subject=name)
