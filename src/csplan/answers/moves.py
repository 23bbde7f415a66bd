"""Who moves where: people between teams of one role, whom to hire, and where there are more than the plan has."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from csplan.answers.phrases import named
from csplan.figures.whole import breaks
from csplan.lang.say import later, say, say_many

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node

    Due = Mapping[str, float]
    """The most people whom a month of the year needs, of teams that have more than its average needs."""

NEARLY = 0.005
"""A gap that shows as none."""


def short(teams: Sequence[Node]) -> dict[str, int]:
    """Return how many whole people each team lacks that has fewer than the plan."""
    return {team.name: ceil(gap - NEARLY) for team in teams if (gap := team.value("gap") or 0.0) > NEARLY}


def spare(teams: Sequence[Node], due: Due) -> dict[str, int]:
    """Return how many whole people each team has more that has more than the plan in every month.

    Of a team whose work is not done nobody is too many, whatever the plan can pay for.
    """

    def more(team: Node) -> int:
        if team.value("verdict") == "over-budget":
            return 0
        by_month = max(due.get(team.name, 0.0) - (team.value("heads") or 0.0), 0.0)
        return floor(NEARLY - (team.value("gap") or 0.0) - by_month)

    return {team.name: many for team in teams if (many := more(team)) > 0}


def moves(teams: Sequence[Node], due: Due, apart: Collection[str] = (), shared: Collection[str] = ()) -> Iterator[str]:
    """Say who moves between teams of one role, whom to hire, and where there are more people than the plan has.

    Nobody is told to let people go: where nothing says how long the work takes, to find that out comes first. For teams
    ``apart`` nobody is hired: they have another way. Those that could have ``shared`` people are told of before.
    """
    lacking = {name: many for name, many in short(teams).items() if name not in shared}
    more = {name: many for name, many in spare(teams, due).items() if name not in shared}
    yield from _moved(teams, lacking, more)
    yield from _hired({name: many for name, many in lacking.items() if name not in apart}, alone=len(teams) == 1)
    by_name = {team.name: team for team in teams}
    for known, sentence in _REST:
        names = [
            say("{team} ({number} more)", team=name, number=many)
            for name, many in more.items()
            if many and _work_is_known(by_name[name]) is known
        ]
        if names:
            yield say(sentence, teams=named(names))


def lacking_though_paid(root: Node) -> list[str]:
    """Return the teams whose work is not done though money would pay for all the work: it is spent on others."""
    if root.value("verdict") != "over-budget":
        return []
    teams = root.below["team"]
    if breaks(root.value("holds"), root.value("accounts"), *(team.value("lo") for team in teams)):
        return []
    return [team.name for team in teams if (team.value("heads") or 0.0) < (team.value("lo") or 0.0)]


def to_the_work(teams: Sequence[Node]) -> Iterator[str]:
    """Say who moves, and whom to hire, so that each team has the people whom its work needs, today's or the plan's."""
    people = {team.name: (_there(team), (team.value("lo") or 0.0)) for team in teams}
    lacking = {name: ceil(need - there - NEARLY) for name, (there, need) in people.items() if need > there + NEARLY}
    more = {name: floor(there - need) for name, (there, need) in people.items() if there > need}
    yield from _moved(teams, lacking, more)
    yield from _hired(lacking, alone=len(teams) == 1)


def _there(team: Node) -> float:
    today = team.value("csms_now")
    return float(team.value("heads") or 0.0) if today is None else float(today)


def _moved(teams: Sequence[Node], lacking: dict[str, int], more: dict[str, int]) -> Iterator[str]:
    """Say who moves, and take them off who lacks and who has more."""
    role = {team.name: team.above["role"].name for team in teams}
    found = []
    for here in list(lacking):
        for there in list(more):
            many = min(lacking[here], more[there])
            if role[here] == role[there] and many:
                found.append(say("{number} from {there} to {here}", number=many, there=there, here=here))
                lacking[here] -= many
                more[there] -= many
    if found:
        yield say("Move people: {moves}.", moves=named(found))


def _hired(lacking: Mapping[str, int], *, alone: bool) -> Iterator[str]:
    rest = {team: many for team, many in lacking.items() if many}
    total = sum(rest.values())
    if not total:
        return
    if alone:
        yield say_many(total, "Hire 1 person.", "Hire {number} people.", number=total)
    elif len(rest) == 1:
        [team] = rest
        yield say_many(total, "Hire 1 person for {team}.", "Hire {number} people for {team}.", number=total, team=team)
    else:
        hires = named([say("{number} for {team}", number=many, team=team) for team, many in rest.items()])
        yield say("Hire {number} people: {hires}.", number=total, hires=hires)


def _work_is_known(team: Node) -> bool:
    return team.value("utilization_now") is not None or not team.value("customers")


_REST = (
    (True, later("Find other work for people, or do not replace those who leave: {teams}.")),
    (False, later("Find out how long the work takes before you let anybody go: {teams}.")),
)
"""What is said where teams have more people than the plan: where the work is known, and where it is not."""
