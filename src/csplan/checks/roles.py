"""Checks of the roles: time has to be left for customers, and pay and time should be of a likely size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.engine.nodes import Node
from csplan.findings.catalogue import customers, values
from csplan.findings.record import found
from csplan.inputs.roles import role_inputs
from csplan.values import Duration, show_hours, show_money, show_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.plan.roles import Role, RoleTime

_LEAST_PAY = 1000
_LEAST_HOURS = 400
_LONGEST_WEEK = 60
"""Hours that a week of work may have: so few a year are a week's, most likely."""
_WEEKS_OF_A_YEAR = 52
_WORKING_WEEKS = 46
_DAYS_OF_A_YEAR = 366
_HOURS_OF_A_YEAR = _DAYS_OF_A_YEAR * 24


def check_roles(plan: Plan) -> Iterator[Finding]:
    """Check every role by itself: one whose hours come to nothing can serve nobody."""
    for name, role in (plan.document.roles or {}).items():
        at = ("roles", name)
        yield from _parts(name, role)
        if role.pay is not None and role.pay < _LEAST_PAY:
            pay = show_money(role.pay, plan.currency)
            yield found(values.LOW_PAY, (*at, "pay"), subject=name, role=name, pay=pay)
        if role.time is None or role.time.total is not None or None in _parts_of(role.time):
            continue
        stated, whole = role.time.internal, role.time.contracted
        node = Node("role", name, role_inputs(name, role, plan.rules).values, {})
        contracted, paid, internal = (node.value(f"{kind}_hours") for kind in ("contracted", "paid", "internal"))
        if contracted > _HOURS_OF_A_YEAR or (whole and whole.days > _DAYS_OF_A_YEAR):
            yield found(values.LONGER_THAN_YEAR, (*at, "time", "contracted"), subject=name, role=name)
        elif node.value("customer_hours") <= 0:
            facts = {"paid": show_hours(paid), "internal": show_hours(internal)}
            yield found(customers.NO_HOURS, (*at, "time"), subject=name, role=name, **facts)
        if contracted < _LEAST_HOURS:
            record = values.WEEKLY_CONTRACT if contracted <= _LONGEST_WEEK else values.FEW_HOURS
            hours, year = show_hours(contracted), show_number(contracted * _WEEKS_OF_A_YEAR)
            where = (*at, "time", "contracted")
            yield found(record, where, subject=name, role=name, hours=hours, year=year)
        elif isinstance(stated, Duration) and not stated.days and 0 < stated.hours <= _LONGEST_WEEK:
            hours, year = show_hours(internal), show_number(internal * _WORKING_WEEKS)
            where = (*at, "time", "internal")
            yield found(values.WEEKLY_INTERNAL, where, subject=name, role=name, hours=hours, year=year)


def _parts_of(time: RoleTime) -> tuple[object, ...]:
    return time.contracted, time.leave, time.internal


def _parts(name: str, role: Role) -> Iterator[Finding]:
    """Report a cost or time that is stated as a total and in parts, or in some of its parts."""
    at, time = ("roles", name), role.time
    pay = {"pay": role.pay, "loading": role.loading}
    parts: dict[str, object] = {**pay, "other_costs": role.other_costs, "variable": role.variable}
    yield from _whole_or_parts(name, at, ("cost", role.cost), parts, pay)
    if time is not None:
        needed = dict(zip(("contracted", "leave", "internal"), _parts_of(time), strict=True))
        every = needed | {"sick": time.sick, "realization": time.realization}
        yield from _whole_or_parts(name, (*at, "time"), ("total", time.total), every, needed)


def _whole_or_parts(
    name: str,
    at: tuple[str, ...],
    whole: tuple[str, object],
    parts: Mapping[str, object],
    needed: Mapping[str, object],
) -> Iterator[Finding]:
    stated = [key for key, value in parts.items() if value is not None]
    if whole[1] is not None:
        for key in stated[:1]:
            yield found(customers.STATED_TWICE, (*at, key), subject=name, key=whole[0], other=key)
    elif stated:
        for key, value in needed.items():
            if value is None:
                yield found(values.MISSING_PART, at, subject=name, key=key, whole=whole[0])
