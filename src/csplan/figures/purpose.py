"""What a team is for: how much of its work serves each of its purposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio, total

if TYPE_CHECKING:
    from csplan.figures.units import Count, Hours, Share

of = "purpose"


def purpose_hours(hours: list[Hours | None], purposes_served: list[Count]) -> Hours | None:
    """Hours a year that serve the purpose: of tasks that say so, in segments whose people are there for it.

    A task's hours are split evenly over all that it serves, also what nobody there is for. Source: six-pits.
    """
    parts = zip(hours, purposes_served, strict=True)
    return total(None if each is None else each / number for each, number in parts)


def purpose_share(purpose_hours: Hours, team_workload: Hours) -> Share | None:
    """Share of the team's work that serves the purpose.

    Source: six-pits.
    """
    return ratio(purpose_hours, team_workload)
