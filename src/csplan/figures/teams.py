"""People of a team: bounds added over its segments, then whole people, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    all_true,
    exceeds,
    first_known,
    first_true,
    held,
    is_absent,
    is_zero,
    none_true,
    not_negative,
    paid_for,
    people_down,
    people_up,
    ratio,
    reaches,
    smaller,
    total,
    total_known,
    weighted_mean,
)

if TYPE_CHECKING:
    from csplan.figures.units import (
        CSMs,
        Customers,
        CustomersPerCSM,
        Heads,
        Hours,
        Money,
        MoneyPerCSM,
        Share,
        Text,
        Truth,
        Years,
    )

of = "team"


def at_least(csms_at_least: list[CSMs | None]) -> CSMs | None:
    """CSMs that the work of the team's segments needs: at least; slack in one serves another.

    Segments without a lower bound of their own leave it as low as the others make it.
    """
    return total_known(csms_at_least)


def service_share(service_cost_share: list[Share | None]) -> Share | None:
    """Share of the team's planned work and cost that is after-sales service.

    Source: notes-17, section 3.
    """
    return total(service_cost_share)


def growth_share(growth_cost_share: list[Share | None]) -> Share | None:
    """Share of the team's planned work and cost that is renewal and expansion.

    Source: notes-17, section 3.
    """
    return total(growth_cost_share)


def csms_by_service(service_account: Money, csm_cost: MoneyPerCSM, service_share: Share) -> CSMs | None:
    """CSMs that the after-sales account of the whole team pays for, at the mix of work that the team has.

    Source: notes-17, section 3.
    """
    return paid_for(service_account, csm_cost * service_share)


def csms_by_growth(growth_account: Money, csm_cost: MoneyPerCSM, growth_share: Share) -> CSMs | None:
    """CSMs that the renewal-and-expansion account of the whole team pays for, at the mix of work that the team has.

    Source: notes-17, sections 3 and 4.
    """
    return paid_for(growth_account, csm_cost * growth_share)


def csms_by_operating(operating_account: Money, csm_cost: MoneyPerCSM) -> CSMs | None:
    """CSMs that the operating margin of the whole team pays for.

    Source: notes-17, section 3.
    """
    return paid_for(operating_account, csm_cost)


def at_most(
    csms_at_most: list[CSMs | None],
    csms_by_service: CSMs | None = absent,
    csms_by_growth: CSMs | None = absent,
    csms_by_operating: CSMs | None = absent,
) -> CSMs | None:
    """CSMs that can be paid for: what the team's segments pay for; absent if any segment's is.

    Each account has to hold for the team as a whole too: people go where the work is, not where the money is, and what
    one segment overspends before anybody serves it, the others have to bring.
    """
    of_segments = total(csms_at_most)
    return None if of_segments is None else smaller(of_segments, csms_by_service, csms_by_growth, csms_by_operating)


def csms_needed(
    csms_target: list[CSMs | None],
    conflict: Text,
    at_least: CSMs | None = absent,
    at_most: CSMs | None = absent,
) -> CSMs | None:
    """CSMs that the team needs, before they become whole people: its segments' targets held between its bounds."""
    return held(total(csms_target), at_least, at_most, conflict)


def lo(at_least: CSMs | None = absent) -> Heads | None:
    """The least whole number of people that the work allows; 0 without a lower bound."""
    return first_known(people_up(at_least), 0.0)


def hi(at_most: CSMs) -> Heads | None:
    """The largest whole number of people that money allows."""
    return people_down(at_most)


def heads(csms_needed: CSMs, lo: Heads, conflict: Text, hi: Heads | None = absent) -> Heads | None:
    """Whole people of the team."""
    return held(people_up(csms_needed), lo, hi, conflict)


def shortfall(at_least: CSMs, at_most: CSMs, lo: Heads, hi: Heads) -> CSMs | None:
    """How far the bounds have to move, together, until a whole number of people lies between them; 0 where one does."""
    meet_at_hi = at_least - hi
    meet_above_hi = total((not_negative(at_least - (hi + 1)), hi + 1 - at_most))
    return first_true(
        (exceeds(lo, hi), smaller(meet_at_hi, meet_above_hi)),
        (is_absent(at_least), None),
        (reaches(hi, lo), 0.0),
        otherwise=None,
    )


def verdict(
    customers: Customers,
    unchecked: list[Text | None],
    lo: Heads,
    at_least: CSMs | None = absent,
    at_most: CSMs | None = absent,
    hi: Heads | None = absent,
) -> Text:
    """Whether a whole number of people both does the work and is paid for.

    One of fits, no-whole-number, over-budget, unchecked, no-customers.
    """
    return first_true(
        (is_zero(customers), "no-customers"),
        (exceeds(at_least, at_most), "over-budget"),
        (exceeds(lo, hi), "no-whole-number"),
        (all_true(*(is_absent(side) for side in unchecked)), "fits"),
        otherwise="unchecked",
    )


def csms_now(csms_now: list[CSMs | None], stated_csms_now: CSMs | None = absent) -> CSMs | None:
    """CSMs of the team today: as stated for it, else added up over its segments; absent if any part is."""
    return first_known(stated_csms_now, total(csms_now))


def utilization(workload: Hours, heads: Heads, customer_hours: Hours) -> Share | None:
    """Share of the planned people's customer hours that the work takes; over 1 is more than there is."""
    return ratio(workload, heads * customer_hours)


def cost(heads: Heads, csm_cost: MoneyPerCSM) -> Money:
    """Cost a year of the planned people."""
    return heads * csm_cost


def cost_now(csms_now: CSMs, csm_cost: MoneyPerCSM) -> Money:
    """Cost a year of today's CSMs."""
    return csms_now * csm_cost


def cost_at_floor(at_most: CSMs, csm_cost: MoneyPerCSM) -> Money:
    """Cost a year of as many CSMs as can be paid for: what customer success may cost.

    Source: notes-17, section 3.
    """
    return at_most * csm_cost


def service_cost_at_floor(cost_at_floor: Money, service_share: Share) -> Money:
    """Part of the cost of as many CSMs as can be paid for that is after-sales service.

    Source: notes-17, section 3.
    """
    return cost_at_floor * service_share


def arr_per_head(arr: Money, heads: Heads) -> MoneyPerCSM | None:
    """ARR that each of the planned people looks after."""
    return ratio(arr, heads)


def customers_per_head(customers: Customers, heads: Heads) -> CustomersPerCSM | None:
    """Customers that each of the planned people serves."""
    return ratio(customers, heads)


def gross_margin_target(gross_margin_target: list[Share | None], segment_arr: list[Money]) -> Share | None:
    """Gross margin to reach: the segments' targets, weighted by ARR."""
    return weighted_mean(gross_margin_target, segment_arr)


def operating_margin_target(operating_margin_target: list[Share | None], segment_arr: list[Money]) -> Share | None:
    """Operating margin to reach: the segments' targets, weighted by ARR."""
    return weighted_mean(operating_margin_target, segment_arr)


def growth_cost_ratio_target(
    growth_cost_ratio: list[Share | None], segment_owned_revenue: list[Money | None]
) -> Share | None:
    """What one unit of renewal and expansion revenue may cost.

    Source: notes-17, section 3.
    """
    return weighted_mean(growth_cost_ratio, segment_owned_revenue)


def cash_break_even(csm_cost: MoneyPerCSM, arr_per_head: MoneyPerCSM, gross_margin_before_cs: Share) -> Share | None:
    """Points of gross retention that one CSM must save to pay for themselves in cash.

    Source: notes-17, section 4.
    """
    return ratio(csm_cost, arr_per_head * gross_margin_before_cs)


def value_break_even(csm_cost: MoneyPerCSM, arr_per_head: MoneyPerCSM, arr_multiple: Years) -> Share | None:
    """Points of gross retention that one CSM must save to pay for themselves in company value.

    Source: notes-17, section 4.
    """
    return ratio(csm_cost, arr_per_head * arr_multiple)


def expansion_break_even(csm_cost: MoneyPerCSM, gross_margin_before_cs: Share) -> Money | None:
    """Expansion ARR a year that pays for one CSM at the margin before customer success.

    Source: notes-17, section 4.
    """
    return ratio(csm_cost, gross_margin_before_cs)


def met(
    at_most: CSMs,
    heads: Heads,
    gross_missed: Truth | None = absent,
    operating_missed: Truth | None = absent,
    growth_missed: Truth | None = absent,
) -> Truth:
    """Whether the planned people keep to every limit of cost that is known."""
    return all_true(reaches(at_most, heads), none_true(gross_missed, operating_missed, growth_missed))


def met_now(
    at_most: CSMs,
    csms_now: CSMs,
    gross_missed_now: Truth | None = absent,
    operating_missed_now: Truth | None = absent,
    growth_missed_now: Truth | None = absent,
) -> Truth:
    """Whether today's CSMs keep to every limit of cost that is known."""
    return all_true(reaches(at_most, csms_now), none_true(gross_missed_now, operating_missed_now, growth_missed_now))
