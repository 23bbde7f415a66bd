"""What a year's numbers hide: months in which renewals or new customers take more hours than today's people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.phrases import command, people
from csplan.figures.arithmetic import exceeds
from csplan.lang.say import say
from csplan.studies.hiring.kept import YEAR_OF_NO_MATTER, knows_months, most_due

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan

FEW = 2


def needed_in_a_month(plan: Plan, inputs: Inputs, teams: Sequence[Node]) -> dict[str, float]:
    """Return the most people that a month of the year needs, of the teams that have more than its average does."""
    spare = [team.name for team in teams if (team.value("gap") or 0.0) < 0]
    return {name: most for name, most in most_due(plan, inputs).items() if name in spare} if spare else {}


def hidden(plan: Plan, inputs: Inputs, teams: Sequence[Node], due: Mapping[str, float]) -> list[str]:
    """Say what the year hides: whom its average does not need, and a month does; the highest peaks of a few teams.

    Nothing where the plan knows no months. ``due`` are the people whom a month needs.
    """
    told = [*_kept(teams, due), *_highest(plan, inputs, teams)]
    return [*told, say("For the dates: {command}", command=command(plan, "hire"))] if told else []


def _kept(teams: Sequence[Node], due: Mapping[str, float]) -> Iterator[str]:
    """Say whom nobody should let go, though the year's average needs fewer."""
    needed = [team for team in teams if due.get(team.name, 0.0) > (team.value("heads") or 0.0)]
    for team in needed[:FEW]:
        most = people(min(due[team.name], team.value("csms_now")))
        yield say(
            "{team}: keep {people}: a month of the year needs more than its average.", team=team.name, people=most
        )


def _highest(plan: Plan, inputs: Inputs, teams: Sequence[Node]) -> list[str]:
    if plan.document.year is None or not knows_months(plan):
        return []
    found = sorted(_peaks(plan, inputs, {team.name for team in teams}), reverse=True)
    return [text for _, text in found[:FEW]]


def _peaks(plan: Plan, inputs: Inputs, names: set[str]) -> Iterator[tuple[float, str]]:
    from csplan.answers.hire.tables import month_word, whole_share
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
