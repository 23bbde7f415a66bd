"""A team as it would be after a change, alone in a plan of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.engine.kept import keep_alike
from csplan.engine.tree import what_if
from csplan.inputs.build import build
from csplan.inputs.segments import Alike

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.engine.tree import Changes
    from csplan.inputs.build import Inputs
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan


class Situation(NamedTuple):
    """The segments of a team as they are placed, and the nodes of a plan that has only them.

    A segment that was taken out of the team has one of its own beside it.
    """

    plan: Plan
    placed: tuple[Placed, ...]
    root: Node
    today: Mapping[str, float]
    """People of each team today, where that is known."""
    alike: Alike
    """What was read of the plan."""

    @property
    def segments(self) -> list[Node]:
        """The segments' nodes."""
        return [segment for team in self.root.below["team"] for segment in team.below["segment"]]

    def changed(self, changes: Changes) -> Situation:
        """Return the same team with some inputs changed."""
        return self._replace(root=what_if(self.root, changes))

    def of_plan(self, plan: Plan) -> Situation:
        """Return the same team in another plan, of which nothing was read yet."""
        return self._replace(plan=plan, alike=Alike())

    def placed_anew(self, placed: Sequence[Placed]) -> Situation | None:
        """Return the team with segments placed otherwise; None where one team had two roles, or less were known."""
        roles: dict[str, set[str | None]] = {}
        for each in placed:
            roles.setdefault(each.team, set()).add(each.role)
        if any(len(names) > 1 for names in roles.values()):
            return None
        root = build(self.plan, placed, alike=self.alike).root
        today = self._people(root)
        stated = {
            ("team", team.name): {"stated_csms_now": today[team.name]}
            for team in root.below["team"]
            if team.name in today and team.value("csms_now") != today[team.name]
        }
        if stated:
            root = what_if(root, stated)
        keep_alike(root, self.root)
        moved = self._replace(placed=tuple(placed), root=root, today=today)
        unknown = {segment.name: _unknown(segment) for segment in self.segments}
        if any(not _unknown(segment) <= unknown.get(segment.name, set()) for segment in moved.segments):
            return None
        return moved

    def _people(self, root: Node) -> dict[str, float]:
        """Return who is in each team of another placing today: whoever keeps the role goes where the segments go."""
        before: dict[str, Node] = {team.name: team for team in self.root.below["team"]}
        home = {segment.name: team for team in before.values() for segment in team.below["segment"]}
        people: dict[str, float] = {}
        left = set(before)
        for team in sorted(root.below["team"], key=lambda each: each.name not in before):
            role = team.above["role"].name
            homes = (home[each.name].name for each in team.below["segment"])
            origins = dict.fromkeys([team.name, *homes])
            stays = {name for other in root.below["team"] if (name := other.name) != team.name}
            came = [
                name
                for name in origins
                if name in left and name not in stays and name in self.today and before[name].above["role"].name == role
            ]
            left -= set(came)
            if came or any(name in self.today for name in origins):
                people[team.name] = sum(self.today[name] for name in came)
        return people


def situation(plan: Plan, inputs: Inputs, *teams: Node) -> Situation:
    """Return teams as they are: together they are a company of their own."""
    segments = [segment for team in teams for segment in team.below["segment"]]
    placed = tuple(inputs.placed[segment.name] for segment in segments)
    today = {team.name: now for team in teams if (now := team.value("csms_now")) is not None}
    return Situation(plan, placed, what_if(inputs.root, {}, only={team.name for team in teams}), today, Alike())


def _unknown(segment: Node) -> set[str]:
    return set((segment.value("unchecked") or "").split())
