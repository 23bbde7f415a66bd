"""What a year's numbers hide: months in which renewals or new customers take more hours than today's people have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.hire.tables import month_word, whole_share
from csplan.answers.phrases import command
from csplan.figures.arithmetic import exceeds
from csplan.lang.say import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan

YEAR_OF_NO_MATTER = date(2000, 1, 1)
"""Where a plan says no year, its months are counted all the same."""
FEW = 2


def knows_months(plan: Plan) -> bool:
    """Tell whether a plan or its account book says of any number on which months it falls."""
    return any(
        each.segment.months is not None or (each.sums is not None and any(each.sums.renewals_by_month or ()))
        for each in plan.placed
    )


def peaks(plan: Plan, inputs: Inputs, teams: Sequence[Node]) -> list[str]:
    """Return the peaks of a few teams in words, the highest first; none where the plan knows no months."""
    if plan.document.year is None or not knows_months(plan):
        return []
    found = sorted(_peaks(plan, inputs, {team.name for team in teams}), reverse=True)
    told = [text for _, text in found[:FEW]]
    return [*told, say("For the dates: {command}", command=command(plan, "hire"))] if told else []


def _peaks(plan: Plan, inputs: Inputs, names: set[str]) -> Iterator[tuple[float, str]]:
    from csplan.inputs.calendar import calendar_of
    from csplan.inputs.months import by_month

    year = {team.name: team.value("utilization_now") for team in inputs.root.below["team"]}
    months = by_month(plan, inputs, calendar_of(plan, 12, YEAR_OF_NO_MATTER))
    for team in months.root.below["team"]:
        busy, mean = team.value("utilization_now"), year[team.name]
        if team.name not in names or busy is None or mean is None:
            continue
        highest = float(busy.max())
        if exceeds(highest, max(1.0, mean * 1.1)):
            month = month_word(months.calendar.name(int(busy.argmax())), year=False)
            facts = {"team": team.name, "year": whole_share(mean), "month": month, "busy": whole_share(highest)}
            yield highest, say("{team}: today's people are {year} busy over the year, and {busy} in {month}.", **facts)
