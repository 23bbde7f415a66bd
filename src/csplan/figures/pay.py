"""Pay of a role: what of it is fixed, performance and commission; and which structure fits the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    all_true,
    any_true,
    difference,
    exceeds,
    first_known,
    first_true,
    is_absent,
    is_zero,
    known_or,
    larger,
    none_true,
    product,
    ratio,
    reaches,
    total,
    total_known,
)

if TYPE_CHECKING:
    from csplan.figures.units import Count, CSMs, Heads, Money, MoneyPerCSM, Share, Text, Truth

of = "role"


def fixed_share(performance_share: Share | None = absent, commission_share: Share | None = absent) -> Share | None:
    """Share of on-target pay that is fixed; absent where nothing is said of variable pay.

    Source: six-pits, section 8.
    """
    return difference(1.0, total_known((performance_share, commission_share)))


def fixed_pay(pay: Money, fixed_share: Share) -> Money:
    """Pay a year that is paid whatever comes of the work.

    Source: six-pits, section 8.
    """
    return pay * fixed_share


def performance_pay(pay: Money, performance_share: Share) -> Money:
    """Pay a year, on target, that is a bonus for results.

    Source: six-pits, section 8.
    """
    return pay * performance_share


def commission_pay(pay: Money, commission_share: Share) -> Money:
    """Pay a year, on target, that is commission on renewals and expansion.

    Source: six-pits, section 8.
    """
    return pay * commission_share


def variable_pay(performance_pay: Money | None = absent, commission_pay: Money | None = absent) -> Money | None:
    """Pay a year, on target, that is not fixed."""
    return total_known((performance_pay, commission_pay))


def paid(
    pay: Money,
    fixed_pay: Money | None = absent,
    variable_pay: Money | None = absent,
    variable_paid: Share | None = absent,
) -> Money | None:
    """Pay a year with variable pay as far as it is paid; on target where nothing is variable.

    Source: six-pits, section 8.
    """
    return first_known(total((fixed_pay, product(variable_paid, variable_pay))), pay)


def csm_cost_low(fixed_pay: Money, loading: Share, other_costs: Money) -> MoneyPerCSM:
    """Cost a year of one CSM where nothing of variable pay is paid."""
    return fixed_pay * (1 + loading) + other_costs


def csm_cost_high(
    fixed_pay: Money,
    loading: Share,
    other_costs: Money,
    performance_pay: Money | None = absent,
    commission_pay: Money | None = absent,
    bonus_cap: Share | None = absent,
    commission_cap: Share | None = absent,
) -> MoneyPerCSM:
    """Cost a year of one CSM where performance and commission are paid at their caps, 100% where none is said."""
    capped = product(known_or(bonus_cap, 1.0), performance_pay)
    most = product(known_or(commission_cap, 1.0), commission_pay)
    return (fixed_pay + known_or(total_known((capped, most)), 0.0)) * (1 + loading) + other_costs


def contracts(team_contracts: list[Count | None]) -> Count | None:
    """Renewals a year of all teams of the role."""
    return total(team_contracts)


def contracts_per_head(
    contracts: Count, team_csms_now: list[CSMs | None], team_heads: list[Heads | None]
) -> Count | None:
    """Renewals a year of one CSM: of today's people, else of the planned ones.

    Source: six-pits, section 8.
    """
    return first_known(ratio(contracts, total(team_csms_now)), ratio(contracts, total(team_heads)))


def renewal_rate(team_renewed_arr: list[Money | None], team_renewing_arr: list[Money | None]) -> Share | None:
    """Share of the ARR up for renewal in a year that is renewed, of all teams of the role.

    Source: six-pits, section 8.
    """
    return ratio(total(team_renewed_arr), total(team_renewing_arr))


def commission_rate(
    commission_pay: Money, team_heads: list[Heads | None], team_owned_revenue: list[Money | None]
) -> Share | None:
    """Commission on target as a share of the renewal and expansion revenue that is the role's.

    Source: six-pits, section 8.
    """
    return ratio(product(commission_pay, total(team_heads)), total(team_owned_revenue))


def structure(performance_share: Share | None = absent, commission_share: Share | None = absent) -> Text | None:
    """What pay is made of; absent where nothing is said of variable pay.

    Source: six-pits, section 8.
    """
    performance, commission = exceeds(performance_share, 0.0), exceeds(commission_share, 0.0)
    return first_true(
        (all_true(is_absent(performance_share), is_absent(commission_share)), absent),
        (all_true(performance, commission), "fixed+commission+performance"),
        (performance, "fixed+performance"),
        (commission, "fixed+commission"),
        otherwise="fixed",
    )


def contracts_are_few(contracts_per_head: Count, few_contracts: Count) -> Truth:
    """Whether one CSM has few renewals a year: each is easy then, and judged by its stages.

    Source: six-pits, section 8.
    """
    return reaches(few_contracts, contracts_per_head)


def contracts_are_many(contracts_per_head: Count, many_contracts: Count) -> Truth:
    """Whether one CSM has many renewals a year: they are the job then.

    Source: six-pits, section 8.
    """
    return reaches(contracts_per_head, many_contracts)


def renewals_are_high(renewal_rate: Share, high_renewal: Share) -> Truth:
    """Whether so much is renewed that payment on time and new opportunities are the job.

    Source: six-pits, section 8.
    """
    return reaches(renewal_rate, high_renewal)


def for_performance(contracts_are_few: Truth | None = absent, stage: Text | None = absent) -> Count:
    """Facts that ask for fixed pay and performance: a company that just starts, few contracts a CSM.

    Source: six-pits, section 8.
    """
    return (1.0 if stage == "new" else 0.0) + first_true((any_true(contracts_are_few), 1.0), otherwise=0.0)


def for_commission(contracts_are_many: Truth | None = absent, stage: Text | None = absent) -> Count:
    """Facts that ask for fixed pay and commission: fast growth, many contracts a CSM.

    Source: six-pits, section 8.
    """
    return (1.0 if stage == "growth" else 0.0) + first_true((any_true(contracts_are_many), 1.0), otherwise=0.0)


def for_all_three(renewals_are_high: Truth | None = absent, stage: Text | None = absent) -> Count:
    """Facts that ask for fixed pay, commission and performance: growth to maturity, a high renewal rate.

    Source: six-pits, section 8.
    """
    return (1.0 if stage in ("growth", "mature") else 0.0) + first_true(
        (any_true(renewals_are_high), 1.0), otherwise=0.0
    )


def most_facts(for_performance: Count, for_commission: Count, for_all_three: Count) -> Count | None:
    """Facts that ask for the structure that most of them ask for."""
    return larger(for_performance, for_commission, for_all_three)


def facts_for(
    for_performance: Count,
    for_commission: Count,
    for_all_three: Count,
    performance_share: Share | None = absent,
    commission_share: Share | None = absent,
) -> Count:
    """Facts that ask for the structure that pay has."""
    performance, commission = exceeds(performance_share, 0.0), exceeds(commission_share, 0.0)
    return first_true(
        (all_true(performance, commission), for_all_three),
        (performance, for_performance),
        (commission, for_commission),
        otherwise=0.0,
    )


def outside_band(
    fixed_share: Share | None = absent, fixed_least: Share | None = absent, fixed_most: Share | None = absent
) -> Share | None:
    """Points by which the fixed share is outside of what its structure has; 0 inside.

    Source: six-pits, section 8.
    """
    return larger(0.0, difference(fixed_least, fixed_share), difference(fixed_share, fixed_most))


def verdict(
    most_facts: Count, facts_for: Count, outside_band: Share | None = absent, structure: Text | None = absent
) -> Text:
    """Whether pay has the structure that most facts ask for: fits, partly, contradicts; unchecked without facts.

    It fits up to 5 points, which are csplan's, outside of the band of its fixed share. Source: six-pits, section 8.
    """
    most, near = reaches(facts_for, most_facts), reaches(0.05, outside_band)
    return first_true(
        (any_true(is_absent(structure), is_zero(most_facts)), "unchecked"),
        (is_zero(facts_for), "contradicts"),
        (none_true(most), "partly"),
        (none_true(near), "partly"),
        otherwise="fits",
    )
