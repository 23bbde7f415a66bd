"""What would not have come without the team, as far as anything says it, and what nobody knows; and what plays cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, difference, only_without, product, total_known

if TYPE_CHECKING:
    from csplan.figures.units import Hours, Money, MoneyPerHour, Share

of = "segment"


def added_renewals(counted_added: list[Money | None]) -> Money | None:
    """ARR that would not have been renewed without the team, by those who were left alone.

    Source: csplan.
    """
    return total_known(counted_added)


def added_by_plays(played_added: list[Money | None]) -> Money | None:
    """ARR that would not have been renewed without rescue plays.

    Source: csplan.
    """
    return total_known(played_added)


def due_of_played(played_due: list[Money | None]) -> Money | None:
    """ARR that was due of the played, where they can be compared with others."""
    return total_known(played_due)


def due_unknown(unknown_due: list[Money | None]) -> Money | None:
    """ARR that was due of the treated where there is nobody to compare them with."""
    return total_known(unknown_due)


def stated_incremental(
    csql_credited: Money,
    poc_credited: Money,
    saved_won_credited: Money,
    referral_credited: Money,
    sale_credited: Money,
    service_credited: Money,
    csql_anyway: Share | None = absent,
    poc_anyway: Share | None = absent,
    saved_won_anyway: Share | None = absent,
    referral_anyway: Share | None = absent,
    sale_anyway: Share | None = absent,
    service_anyway: Share | None = absent,
) -> Money | None:
    """Credited ARR of growth and new customers less what would have come anyway, of reasons for which that is stated.

    Source: csplan.
    """
    return total_known(
        (
            product(csql_credited, difference(1.0, csql_anyway)),
            product(poc_credited, difference(1.0, poc_anyway)),
            product(saved_won_credited, difference(1.0, saved_won_anyway)),
            product(referral_credited, difference(1.0, referral_anyway)),
            product(sale_credited, difference(1.0, sale_anyway)),
            product(service_credited, difference(1.0, service_anyway)),
        )
    )


def unstated_arr(
    csql_credited: Money,
    poc_credited: Money,
    saved_won_credited: Money,
    referral_credited: Money,
    sale_credited: Money,
    service_credited: Money,
    csql_anyway: Share | None = absent,
    poc_anyway: Share | None = absent,
    saved_won_anyway: Share | None = absent,
    referral_anyway: Share | None = absent,
    sale_anyway: Share | None = absent,
    service_anyway: Share | None = absent,
) -> Money | None:
    """Credited ARR of growth and new customers of which nobody says how much would have come anyway.

    Source: csplan.
    """
    return total_known(
        (
            only_without(csql_anyway, csql_credited),
            only_without(poc_anyway, poc_credited),
            only_without(saved_won_anyway, saved_won_credited),
            only_without(referral_anyway, referral_credited),
            only_without(sale_anyway, sale_credited),
            only_without(service_anyway, service_credited),
        )
    )


def people_cost(team_people_cost: Money, cost_share: Share) -> Money:
    """Cost of the people who were there in the period: the segment's share of its team's."""
    return team_people_cost * cost_share


def play_hours(play_hours: list[Hours | None]) -> Hours | None:
    """Hours that the plays of the period took.

    Source: notes-17, section 5.
    """
    return total_known(play_hours)


def play_cost(play_hours: Hours, hour_cost: MoneyPerHour) -> Money:
    """Cost of the hours that the plays of the period took.

    Source: notes-17, section 3.
    """
    return play_hours * hour_cost
