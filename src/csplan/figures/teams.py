"""People of a team: bounds added over its segments, then whole people, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    all_true,
    any_true,
    balance,
    exceeds,
    first_known,
    first_true,
    held,
    is_absent,
    is_zero,
    larger,
    none_true,
    not_negative,
    only_without,
    paid_for,
    ratio,
    reaches,
    smaller,
    total,
    total_known,
    weighted_mean,
)
from csplan.figures.cases import cases
from csplan.figures.whole import people_down, people_of, people_up

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
        Staffing,
        Text,
        Truth,
        Years,
    )

of = "team"


def at_least(
    csms_by_time: list[CSMs | None],
    csms_by_cap: list[CSMs | None],
    csms_by_coverage: list[CSMs | None],
    desk_csms: list[CSMs | None] | None = absent,
) -> CSMs | None:
    """CSMs that the team needs at least: its people share all segments, so each limit holds for their mix.

    Each of work, cap, coverage and desks is added up as far as it is known; the largest of the sums counts: idle time
    at a desk does the team's other work. Source: notes-17, section 5.
    """
    at_desks = total_known(desk_csms or ())
    return larger(total_known(csms_by_time), total_known(csms_by_cap), total_known(csms_by_coverage), at_desks)


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


def csms_by_service(service_account: Money, service_cost_per_csm: MoneyPerCSM) -> CSMs | None:
    """CSMs that the after-sales account of the whole team pays for, at the mix of work that the team has.

    Source: notes-17, section 3.
    """
    return paid_for(service_account, service_cost_per_csm)


def csms_by_growth(growth_account: Money, growth_cost_per_csm: MoneyPerCSM) -> CSMs | None:
    """CSMs that the renewal-and-expansion account of the whole team pays for, at the mix of work that the team has.

    Source: notes-17, sections 3 and 4.
    """
    return paid_for(growth_account, growth_cost_per_csm)


def csms_by_operating(operating_account: Money, csm_cost: MoneyPerCSM) -> CSMs | None:
    """CSMs that the operating margin of the whole team pays for.

    Source: notes-17, section 3.
    """
    return paid_for(operating_account, csm_cost)


def joint_account(
    service_account: Money | None = absent, growth_account: Money | None = absent, service_share: Share | None = absent
) -> Money | None:
    """Money a year of both accounts together, where how the work splits between them is unknown.

    Source: notes-17, section 3.
    """
    return only_without(service_share, balance(service_account, growth_account))


def csms_by_budget(
    csm_cost: MoneyPerCSM, budget_account: Money | None = absent, joint_account: Money | None = absent
) -> CSMs | None:
    """CSMs that a budget for all of customer success pays for, in the whole team.

    Source: notes-17, section 3.
    """
    return smaller(paid_for(budget_account, csm_cost), paid_for(joint_account, csm_cost))


def at_most(
    customers: Customers | None = absent,
    csms_by_service: CSMs | None = absent,
    csms_by_growth: CSMs | None = absent,
    csms_by_operating: CSMs | None = absent,
    csms_by_budget: CSMs | None = absent,
) -> CSMs | None:
    """CSMs that the team's own customers pay for: the tightest of the accounts of the team as a whole.

    People go where the work is, not where the money is: what one segment overspends, the others have to bring.
    """
    pays = smaller(csms_by_service, csms_by_growth, csms_by_operating, csms_by_budget)
    return first_true((is_zero(customers), 0.0), otherwise=pays)


def csms_needed(
    csms_target: list[CSMs | None], at_least: CSMs | None = absent, at_most: CSMs | None = absent
) -> CSMs | None:
    """CSMs that the team needs, before they become whole people: its segments' targets held between its bounds.

    Where the bounds contradict, the work counts: what then is paid for is the company's to say.
    """
    return held(total_known(csms_target), at_least, at_most, "work")


def wanted(csms_needed: CSMs, csms_target: list[CSMs | None], csms_now: CSMs | None = absent) -> Heads | None:
    """Whole people whom the work asks for, or the ARR rule as far as it keeps people busy.

    Where nothing says what one of its segments asks for, not fewer than today: who serves it is not let go unseen.
    """
    unknown = any_true(*(is_absent(each) for each in csms_target))
    at_least_now = larger(csms_needed, csms_now)
    return people_up(first_true((is_absent(csms_needed), None), (unknown, at_least_now), otherwise=csms_needed))


def wanted_cost(wanted: Heads, csm_cost: MoneyPerCSM) -> Money:
    """Cost a year of the people wanted."""
    return wanted * csm_cost


def service_cost_wanted(wanted: Heads, service_cost_per_csm: MoneyPerCSM) -> Money:
    """Part of the cost of the people wanted that is after-sales service.

    Source: notes-17, section 3.
    """
    return wanted * service_cost_per_csm


@cases("", "now")
def overspent(budget_left: Money) -> Money | None:
    """Money a year by which {people} cost more than the team's own customers pay for."""
    return not_negative(0.0 - budget_left)


def service_cost_per_csm(csm_cost: MoneyPerCSM, service_share: Share) -> MoneyPerCSM:
    """What one CSM of the team costs in the account of after-sales service.

    Source: notes-17, section 3.
    """
    return csm_cost * service_share


def growth_cost_per_csm(csm_cost: MoneyPerCSM, growth_share: Share) -> MoneyPerCSM:
    """What one CSM of the team costs in the account of renewal and expansion.

    Source: notes-17, section 3.
    """
    return csm_cost * growth_share


def cost_per_csm(csm_cost: MoneyPerCSM) -> MoneyPerCSM:
    """What one CSM of the team costs in all."""
    return csm_cost


def lo(at_least: CSMs | None = absent) -> Heads | None:
    """The least whole number of people that the work allows; 0 without a lower bound."""
    return first_known(people_up(at_least), 0.0)


def hi(at_most: CSMs) -> Heads | None:
    """The largest whole number of people that money allows."""
    return people_down(at_most)


def heads(whole_people: Staffing, team: Text) -> Heads | None:
    """Whole people of the team: its part in those of the company."""
    return people_of(whole_people, team)


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


@cases("", "now")
def unserved(customers: Customers, heads: Heads) -> Truth:
    """Whether customers are there and nobody serves them, with {people}."""
    return all_true(is_zero(heads), none_true(is_zero(customers)))


def over_budget(
    overspends: Truth,
    heads: Heads,
    at_least: CSMs | None = absent,
    at_most: CSMs | None = absent,
    wanted: Heads | None = absent,
    unserved: Truth | None = absent,
) -> Truth:
    """Whether the team's work is not done because money ends, or done with money that is not there."""
    return any_true(
        exceeds(at_least, heads),
        all_true(any_true(unserved), exceeds(wanted, heads)),
        all_true(overspends, exceeds(heads, at_most)),
    )


def unsure(unchecked: list[Text | None], unserved: Truth | None = absent) -> Truth:
    """Whether evidence is missing on any segment, or customers are there whom nobody serves."""
    return any_true(unserved, *(none_true(is_absent(side)) for side in unchecked))


def verdict(
    unsure: Truth,
    customers: Customers | None = absent,
    over_budget: Truth | None = absent,
    heads: Heads | None = absent,
    at_most: CSMs | None = absent,
) -> Text:
    """Whether the planned people do the team's work, and whether its own customers pay for them.

    One of fits, carried (the customers of other teams pay for part of it), over-budget, unchecked, no-customers.
    """
    return first_true(
        (is_zero(customers), "no-customers"),
        (any_true(over_budget), "over-budget"),
        (unsure, "unchecked"),
        (exceeds(heads, at_most), "carried"),
        otherwise="fits",
    )


def csms_now(csms_now: list[CSMs | None], stated_csms_now: CSMs | None = absent) -> CSMs | None:
    """CSMs of the team today: as stated for it, else added up over its segments; absent if any part is."""
    return first_known(stated_csms_now, total(csms_now))


@cases("", "now")
def hours_there(heads: Heads, customer_hours: Hours) -> Hours:
    """Hours a year that {people} have for customers."""
    return heads * customer_hours


@cases("", "now", "at_floor")
def cost(heads: Heads, csm_cost: MoneyPerCSM) -> Money:
    """Cost a year of {people}."""
    return heads * csm_cost


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

    Absent where customers bring nothing. Source: notes-17, section 4.
    """
    brings = arr_per_head * gross_margin_before_cs
    return first_true((exceeds(brings, 0.0), ratio(csm_cost, brings)), otherwise=None)


def value_break_even(csm_cost: MoneyPerCSM, arr_per_head: MoneyPerCSM, arr_multiple: Years) -> Share | None:
    """Points of gross retention that one CSM must save to pay for themselves in company value.

    Source: notes-17, section 4.
    """
    return ratio(csm_cost, arr_per_head * arr_multiple)


def expansion_break_even(csm_cost: MoneyPerCSM, gross_margin_before_cs: Share) -> Money | None:
    """Expansion ARR a year that pays for one CSM at the margin before customer success.

    Absent where customers bring nothing. Source: notes-17, section 4.
    """
    return first_true((exceeds(gross_margin_before_cs, 0.0), ratio(csm_cost, gross_margin_before_cs)), otherwise=None)


@cases("", "now")
def met(heads: Heads, unserved: Truth | None = absent, at_most: CSMs | None = absent) -> Truth | None:
    """Whether the team's own customers pay for {people}, by every limit of cost that is known."""
    unknown = any_true(is_absent(heads), is_absent(at_most))
    return first_true((any_true(unserved, exceeds(heads, at_most)), False), (unknown, None), otherwise=True)
