"""What the team brought against what it cost, as it is credited and as far as anything says what it added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio, total_known

if TYPE_CHECKING:
    from csplan.figures.units import Factor, Money, Share, Years

of = ("tier", "plan")


def people_cost(people_cost: list[Money | None]) -> Money | None:
    """Cost of the people who were there in the period, each by the days on which they were.

    Source: notes-17, section 3.
    """
    return total_known(people_cost)


def credited_return(credited_arr: Money, gross_margin_before_cs: Share, people_cost: Money) -> Factor | None:
    """Margin of the credited ARR for each unit that the people cost: credited, not added.

    Source: notes-17, section 4.
    """
    return ratio(credited_arr * gross_margin_before_cs, people_cost)


def pays_if(people_cost: Money, credited_arr: Money, gross_margin_before_cs: Share) -> Share | None:
    """The part of what is credited that has to be really the team's doing for it to pay for itself in a year.

    Source: csplan.
    """
    return ratio(people_cost, credited_arr * gross_margin_before_cs)


def pays_if_value(people_cost: Money, credited_arr: Money, arr_multiple: Years) -> Share | None:
    """The part of what is credited that has to be really the team's doing for it to pay in company value.

    Source: csplan.
    """
    return ratio(people_cost, credited_arr * arr_multiple)


def play_return(added_by_plays: Money, gross_margin_before_cs: Share, play_cost: Money) -> Factor | None:
    """Margin of the ARR that plays added for each unit that they cost.

    Source: notes-17, section 4.
    """
    return ratio(added_by_plays * gross_margin_before_cs, play_cost)


def play_return_low(added_by_plays_low: Money, gross_margin_before_cs: Share, play_cost: Money) -> Factor | None:
    """The same at the lower end of what plays added."""
    return ratio(added_by_plays_low * gross_margin_before_cs, play_cost)


def play_return_high(added_by_plays_high: Money, gross_margin_before_cs: Share, play_cost: Money) -> Factor | None:
    """The same at the upper end of what plays added."""
    return ratio(added_by_plays_high * gross_margin_before_cs, play_cost)


def selection_to_break_even(
    added_by_plays: Money, gross_margin_before_cs: Share, play_cost: Money, due_of_played: Money
) -> Share | None:
    """So many points more often could the played have renewed anyway, and plays would still pay for themselves.

    Below 0 they do not pay as it is. Source: csplan.
    """
    return ratio(added_by_plays * gross_margin_before_cs - play_cost, due_of_played * gross_margin_before_cs)


def incremental_return(incremental_arr: Money, gross_margin_before_cs: Share, people_cost: Money) -> Factor | None:
    """Margin of the ARR that would not have come without the team for each unit that the people cost.

    Source: notes-17, section 4.
    """
    return ratio(incremental_arr * gross_margin_before_cs, people_cost)


def incremental_return_low(
    incremental_arr_low: Money, gross_margin_before_cs: Share, people_cost: Money
) -> Factor | None:
    """The same at the lower end of what was added."""
    return ratio(incremental_arr_low * gross_margin_before_cs, people_cost)


def incremental_return_high(
    incremental_arr_high: Money, gross_margin_before_cs: Share, people_cost: Money
) -> Factor | None:
    """The same at the upper end of what was added."""
    return ratio(incremental_arr_high * gross_margin_before_cs, people_cost)
