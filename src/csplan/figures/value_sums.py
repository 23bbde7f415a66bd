"""What the team is credited with and what it added, over several segments: of those of which it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import total_known

if TYPE_CHECKING:
    from csplan.figures.units import Hours, Money

of = ("tier", "team", "plan")


def credited_retain(credited_retain: list[Money | None]) -> Money | None:
    """ARR renewed by customers who were saved or won, and by those who had a right to leave and did not use it.

    Source: csm-management, section 6.
    """
    return total_known(credited_retain)


def credited_expand(credited_expand: list[Money | None]) -> Money | None:
    """ARR added after a lead of the team, after a pilot, or by customers who were saved or won.

    Source: csm-management, section 6.
    """
    return total_known(credited_expand)


def credited_land(credited_land: list[Money | None]) -> Money | None:
    """ARR of new customers whom customers brought or the team helped to win, and of premium service.

    Source: csm-management, section 6.
    """
    return total_known(credited_land)


def credited_arr(credited_arr: list[Money | None]) -> Money | None:
    """All ARR that the team is credited with: more than it added, because much would have come anyway.

    Source: csm-management, section 6.
    """
    return total_known(credited_arr)


def added_renewals(added_renewals: list[Money | None]) -> Money | None:
    """ARR that would not have been renewed without the team, by those who were left alone.

    Source: csplan.
    """
    return total_known(added_renewals)


def added_by_plays(added_by_plays: list[Money | None]) -> Money | None:
    """ARR that would not have been renewed without rescue plays.

    Source: csplan.
    """
    return total_known(added_by_plays)


def due_of_played(due_of_played: list[Money | None]) -> Money | None:
    """ARR that was due of the played, where they can be compared with others."""
    return total_known(due_of_played)


def due_unknown(due_unknown: list[Money | None]) -> Money | None:
    """ARR that was due of the treated where there is nobody to compare them with."""
    return total_known(due_unknown)


def stated_incremental(stated_incremental: list[Money | None]) -> Money | None:
    """Credited ARR of growth and new customers less what would have come anyway, of reasons for which that is stated.

    Source: csplan.
    """
    return total_known(stated_incremental)


def unstated_arr(unstated_arr: list[Money | None]) -> Money | None:
    """Credited ARR of growth and new customers of which nobody says how much would have come anyway.

    Source: csplan.
    """
    return total_known(unstated_arr)


def play_hours(play_hours: list[Hours | None]) -> Hours | None:
    """Hours that the plays of the period took.

    Source: notes-17, section 5.
    """
    return total_known(play_hours)


def play_cost(play_cost: list[Money | None]) -> Money | None:
    """Cost of the hours that the plays of the period took.

    Source: notes-17, section 3.
    """
    return total_known(play_cost)
