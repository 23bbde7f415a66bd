"""A team as it would be after a change, alone in a plan of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.engine.tree import what_if
from csplan.inputs import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.engine.tree import Changes
    from csplan.inputs import Inputs
    from csplan.plan.document import Plan
    from csplan.plan.placing import Placed


class Situation(NamedTuple):
    """The segments of a team as they are placed, and the nodes of a plan that has only them.

    A segment that was taken out of the team has one of its own beside it.
    """

    plan: Plan
    placed: tuple[Placed, ...]
    root: Node

    @property
    def segments(self) -> list[Node]:
        """The segments' nodes."""
        return [segment for team in self.root.below["team"] for segment in team.below["segment"]]

    def changed(self, changes: Changes) -> Situation:
        """Return the same team with some inputs changed."""
        return self._replace(root=what_if(self.root, changes))

    def placed_anew(self, placed: Sequence[Placed]) -> Situation | None:
        """Return the team with segments placed otherwise; None where one team had two roles, or less were known."""
        roles: dict[str, set[str | None]] = {}
        for each in placed:
            roles.setdefault(each.team, set()).add(each.role)
        if any(len(names) > 1 for names in roles.values()):
            return None
        moved = Situation(self.plan, tuple(placed), build(self.plan, placed).root)
        unknown = {segment.name: _unknown(segment) for segment in self.segments}
        if any(not _unknown(segment) <= unknown.get(segment.name, set()) for segment in moved.segments):
            return None
        return moved


def situation(plan: Plan, inputs: Inputs, team: Node) -> Situation:
    """Return a team as it is."""
    placed = tuple(inputs.placed[segment.name] for segment in team.below["segment"])
    return Situation(plan, placed, what_if(inputs.root, {}, only={team.name}))


def _unknown(segment: Node) -> set[str]:
    return set((segment.value("unchecked") or "").split())
