"""Two hiring plans compared: what another month's plan changes in who is opened, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.hire.answer import Late, hire
from csplan.lang.say import say
from csplan.values import show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from csplan.plan.plan import Plan


def reforecast(old: Plan, new: Plan, as_of: date) -> list[str]:
    """Return what differs between the hiring plans of two plans, as they stand on a day; none where nothing does.

    A plan that says nothing of hiring has none.
    """
    if not all(any(role.hiring for role in (plan.document.roles or {}).values()) for plan in (old, new)):
        return []
    try:
        before, after = (hire(plan, as_of).as_dict() for plan in (old, new))
    except Late:
        return []
    changes = [
        say("{what} {before} → {after}", what=say(what), before=first, after=second)
        for what, of in _COMPARED
        if (first := of(before)) != (second := of(after))
    ]
    if not changes:
        return []
    return [say("The hiring plan on {day}: {changes}.", day=as_of.isoformat(), changes="; ".join(changes))]


def _openings(found: dict[str, Any]) -> str:
    return show_number(len(found["openings"]))


def _at_end(found: dict[str, Any]) -> str:
    return show_number(found["total"]["months"]["people"][-1])


def _cost(found: dict[str, Any]) -> str:
    return show_money(found["total"]["hiring_plan_cost"], found["plan"]["currency"])


def _margin(found: dict[str, Any]) -> str:
    return show_share(found["total"]["hiring_plan_margin"])


def _lost(found: dict[str, Any]) -> str:
    row = next(each for each in found["policies"] if each["policy"] == found["policy"])
    return show_number(row["hours_not_delivered"], 0)


_COMPARED: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
    ("openings", _openings),
    ("people at the end", _at_end),
    ("cost a year", _cost),
    ("gross margin", _margin),
    ("hours not delivered", _lost),
)
