"""Teams that could share their people instead of hiring: said first, because it takes nothing from anybody."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from csplan.answers.moves import short
from csplan.answers.phrases import MOST, named
from csplan.figures.arithmetic import exceeds
from csplan.lang.say import say_many
from csplan.studies.ways.problem import FITS, problem
from csplan.studies.ways.sharing import shared_people
from csplan.values import show_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.studies.ways.problem import Way


class Share(NamedTuple):
    """What is said of two teams that share their people, and which they are."""

    text: str
    teams: frozenset[str]


def shares(plan: Plan, inputs: Inputs, teams: Sequence[Node]) -> list[Share]:
    """Return the sharing of people that saves hires, of the teams that lack the most, each team once."""
    lacking = short(teams)
    most = nlargest(MOST, lacking, key=lambda name: lacking[name])
    found = [each for team in teams if team.name in most and (each := problem(plan, inputs, team)) is not None]
    return told({each.team.name: list(shared_people(each)) for each in found}, inputs.root.below["team"])


def told(ways: Mapping[str, Sequence[Way]], teams: Sequence[Node]) -> list[Share]:
    """Return the ways of each team that are such a sharing: with fewer people than both teams have apart."""
    by_name = {team.name: team for team in teams}
    result: list[Share] = []
    for way in (way for each in ways.values() for way in each if way.kind == "team"):
        names = frozenset(str(name) for step in way.steps for name in (step.before, step.after) if name in by_name)
        both = [team for team in teams if team.name in names]
        said = {name for each in result for name in each.teams}
        if not names & said and _saves(way, both):
            result.append(Share(_text(way, both), names))
    return result


def _saves(way: Way, both: Sequence[Node]) -> bool:
    """Tell whether somebody has to be hired while two teams are apart, and fewer would do together."""
    gaps = [team.value("gap") for team in both]
    if None in gaps or sum(gaps) < 1 or way.would_take or way.verdict not in FITS | {"unchecked"}:
        return False
    known = all(segment.value("csms_by_time") is not None for team in both for segment in team.below["segment"])
    apart = sum(team.value("heads") or 0.0 for team in both)
    return known and bool(exceeds(apart, way.root.value("heads")))


def _text(way: Way, both: Sequence[Node]) -> str:
    heads = way.root.value("heads")
    facts = {
        "teams": named([team.name for team in both]),
        "heads": show_number(heads),
        "apart": show_number(sum(team.value("heads") for team in both)),
    }
    return say_many(
        heads,
        "Share people: {teams} as one team – {heads} person is enough, not {apart}.",
        "Share people: {teams} as one team – {heads} people are enough, not {apart}.",
        **facts,
    )
