"""What the team is credited with in the period, each ARR once, by module; credited is not what it added.

Source: csm-management, section 6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplan.figures.units import Money, Share

of = ("segment", "csm")


def credited_retain(
    saved_arr: Money,
    saved_credit: Share,
    won_arr: Money,
    won_credit: Share,
    opt_out_arr: Money,
    opt_out_credit: Share,
) -> Money:
    """ARR renewed by customers who were saved or won, and by those who had a right to leave and did not use it.

    Source: csm-management, section 6.
    """
    return saved_arr * saved_credit + won_arr * won_credit + opt_out_arr * opt_out_credit


def credited_expand(
    csql_arr: Money,
    csql_credit: Share,
    poc_arr: Money,
    poc_credit: Share,
    saved_won_arr: Money,
    saved_won_credit: Share,
) -> Money:
    """ARR added after a lead of the team, after a pilot, or by customers who were saved or won.

    Source: csm-management, section 6.
    """
    return csql_arr * csql_credit + poc_arr * poc_credit + saved_won_arr * saved_won_credit


def credited_land(
    referral_arr: Money,
    referral_credit: Share,
    sale_arr: Money,
    sale_credit: Share,
    service_arr: Money,
    service_credit: Share,
) -> Money:
    """ARR of new customers whom customers brought or the team helped to win, and of premium service.

    Source: csm-management, section 6.
    """
    return referral_arr * referral_credit + sale_arr * sale_credit + service_arr * service_credit


def credited_arr(credited_retain: Money, credited_expand: Money, credited_land: Money) -> Money:
    """All ARR that the team is credited with: more than it added, because much would have come anyway.

    Source: csm-management, section 6.
    """
    return credited_retain + credited_expand + credited_land
