"""Two hiring plans compared: what another month's plan changes in who is opened when, and what it comes to."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from csplan.answers.hire.answer import Late, hire
from csplan.answers.hire.tables import month_word
from csplan.lang.say import later, say
from csplan.report.report import Column, Table, said
from csplan.values import show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from csplan.plan.plan import Plan

    Row = dict[str, Any]

COLUMNS = (
    Column("what", "Text", later("what")),
    Column("old", "Text", later("old")),
    Column("new", "Text", later("new")),
)


def reforecast(old: Plan, new: Plan, as_of: date) -> Table | None:
    """Return what differs between the hiring plans of two plans, as they stand on a day; None where nothing does.

    A plan that says nothing of hiring has none.
    """
    if not all(any(role.hiring for role in (plan.document.roles or {}).values()) for plan in (old, new)):
        return None
    try:
        before, after = (hire(plan, as_of).as_dict() for plan in (old, new))
    except Late:
        return None
    rows = [
        {"what": say(what), "old": first, "new": second}
        for what, of in _COMPARED
        if (first := of(before)) != (second := of(after))
    ]
    rows += _openings(before["openings"], after["openings"])
    title = say("The hiring plan on {day}, old → new", day=as_of.isoformat())
    return Table("hiring", title, said(COLUMNS), rows) if rows else None


def _openings(before: list[Row], after: list[Row]) -> Iterator[Row]:
    """Yield the openings that come, go or move, each team's in their order."""
    teams = dict.fromkeys(row["team"] for row in (*before, *after))
    for team in teams:
        both = zip_longest(*([row for row in side if row["team"] == team] for side in (before, after)))
        for number, (first, second) in enumerate(both, 1):
            was, now = _dates(first), _dates(second)
            if was != now:
                yield {"what": say("{team}: opening {number}", team=team, number=number), "old": was, "new": now}


def _dates(row: Row | None) -> str:
    if row is None:
        return say("none")
    if row["start"] is None:
        return say("needed {month}", month=month_word(row["needed"]))
    if row["open_by"] is None:
        return say("start {month}", month=month_word(row["start"]))
    return say("open {opened}, start {started}", opened=month_word(row["open_by"]), started=month_word(row["start"]))


def _count(found: Row) -> str:
    return show_number(len(found["openings"]))


def _at_end(found: Row) -> str:
    return show_number(found["total"]["months"]["people"][-1])


def _cost(found: Row) -> str:
    return show_money(found["total"]["hiring_plan_cost"], found["plan"]["currency"])


def _margin(found: Row) -> str:
    return show_share(found["total"]["hiring_plan_margin"])


def _lost(found: Row) -> str:
    row = next(each for each in found["policies"] if each["policy"] == found["policy"])
    return show_number(row["hours_not_delivered"], 0)


_COMPARED: tuple[tuple[str, Callable[[Row], str]], ...] = (
    (later("openings"), _count),
    (later("people at the end"), _at_end),
    (later("cost a year"), _cost),
    (later("gross margin"), _margin),
    (later("hours not delivered"), _lost),
)
