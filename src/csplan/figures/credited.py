"""What the team is credited with in the period, each ARR once, by module; credited is not what it added.

Source: csm-management, section 6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplan.figures.units import Money, Share

of = ("segment", "csm")


def saved_credited(saved_arr: Money, saved_credit: Share) -> Money:
    """ARR renewed after it was red: the part that is credited.

    Source: csm-management, section 6.
    """
    return saved_arr * saved_credit


def won_credited(won_arr: Money, won_credit: Share) -> Money:
    """ARR renewed after it was yellow: the part that is credited.

    Source: csm-management, section 6.
    """
    return won_arr * won_credit


def opt_out_credited(opt_out_arr: Money, opt_out_credit: Share) -> Money:
    """ARR that could have left and did not: the part that is credited.

    Source: csm-management, section 6.
    """
    return opt_out_arr * opt_out_credit


def csql_credited(csql_arr: Money, csql_credit: Share) -> Money:
    """ARR added after a lead of the team: the part that is credited.

    Source: csm-management, section 6.
    """
    return csql_arr * csql_credit


def poc_credited(poc_arr: Money, poc_credit: Share) -> Money:
    """ARR added after a pilot: the part that is credited.

    Source: csm-management, section 6.
    """
    return poc_arr * poc_credit


def saved_won_credited(saved_won_arr: Money, saved_won_credit: Share) -> Money:
    """ARR added by customers who were saved or won: the part that is credited.

    Source: csm-management, section 6.
    """
    return saved_won_arr * saved_won_credit


def referral_credited(referral_arr: Money, referral_credit: Share) -> Money:
    """ARR of new customers whom customers brought: the part that is credited.

    Source: csm-management, section 6.
    """
    return referral_arr * referral_credit


def sale_credited(sale_arr: Money, sale_credit: Share) -> Money:
    """ARR of new customers whom the team helped to win: the part that is credited.

    Source: csm-management, section 6.
    """
    return sale_arr * sale_credit


def service_credited(service_arr: Money, service_credit: Share) -> Money:
    """ARR of premium service: the part that is credited.

    Source: csm-management, section 6.
    """
    return service_arr * service_credit


def credited_retain(saved_credited: Money, won_credited: Money, opt_out_credited: Money) -> Money:
    """ARR renewed by customers who were saved or won, and by those who had a right to leave and did not use it.

    Source: csm-management, section 6.
    """
    return saved_credited + won_credited + opt_out_credited


def credited_expand(csql_credited: Money, poc_credited: Money, saved_won_credited: Money) -> Money:
    """ARR added after a lead of the team, after a pilot, or by customers who were saved or won.

    Source: csm-management, section 6.
    """
    return csql_credited + poc_credited + saved_won_credited


def credited_land(referral_credited: Money, sale_credited: Money, service_credited: Money) -> Money:
    """ARR of new customers whom customers brought or the team helped to win, and of premium service.

    Source: csm-management, section 6.
    """
    return referral_credited + sale_credited + service_credited


def credited_arr(credited_retain: Money, credited_expand: Money, credited_land: Money) -> Money:
    """All ARR that the team is credited with: more than it added, because much would have come anyway.

    Source: csm-management, section 6.
    """
    return credited_retain + credited_expand + credited_land
