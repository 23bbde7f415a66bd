"""Checks of variable pay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.findings.catalogue import economics
from csplan.findings.catalogue import pay as records
from csplan.findings.diagnostic import At
from csplan.findings.record import found
from csplan.plan.placing import purposes_of
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.document import PlanFile
    from csplan.plan.pay import Commission
    from csplan.plan.placing import Placed
    from csplan.plan.roles import Role

_NOISE = 1e-9
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
        from csplan.checks.bonus import check_bonus  # few plans state one

        yield from check_bonus(document.bonus, None if "roles" in known.partial else roles)


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
