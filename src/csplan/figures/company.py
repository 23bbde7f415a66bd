"""A company's people: whole ones, once, for all teams together, and whether its accounts pay for them.

Margins and budgets are promises of the company: while it holds, the customers of one team may carry another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    all_true,
    any_true,
    exceeds,
    first_true,
    is_absent,
    is_zero,
    product,
    reaches,
    smaller,
    total_known,
    which,
)
from csplan.figures.cases import cases
from csplan.figures.whole import breaks, covered, lacking, ledger, staffed

if TYPE_CHECKING:
    from csplan.figures.units import Accounts, CSMs, Customers, Heads, Money, MoneyPerCSM, Share, Staffing, Text, Truth

of = "plan"


def accounts(
    team_service_cost_per_csm: list[MoneyPerCSM | None],
    team_service_account: list[Money | None],
    team_growth_cost_per_csm: list[MoneyPerCSM | None],
    team_growth_account: list[Money | None],
    team_cost_per_csm: list[MoneyPerCSM | None],
    team_operating_account: list[Money | None],
    team_budget_account: list[Money | None],
    team_joint_account: list[Money | None],
    team_customers: list[Customers | None],
) -> Accounts:
    """The company's accounts: what one CSM of each team costs in each, and what the team's customers bring to it."""
    return ledger(
        len(team_cost_per_csm),
        *team_customers,
        *("service", *team_service_cost_per_csm, *team_service_account),
        *("growth", *team_growth_cost_per_csm, *team_growth_account),
        *("operating", *team_cost_per_csm, *team_operating_account),
        *("budget", *team_cost_per_csm, *team_budget_account),
        *("joint", *team_cost_per_csm, *team_joint_account),
    )


def whole_people(
    conflict: Text,
    holds: Text,
    accounts: Accounts,
    team: list[Text],
    team_csms_needed: list[CSMs | None],
    team_wanted: list[Heads | None],
    team_csms_now: list[CSMs | None],
) -> Staffing:
    """Whole people of each team: those wanted where the company can pay for them, else as many as it can.

    Then people are added one at a time where they are most overloaded, as long as every account holds.
    """
    return staffed(conflict, holds, accounts, *team, *team_csms_needed, *team_wanted, *team_csms_now)


@cases("", "now")
def overspends(holds: Text, accounts: Accounts, team_heads: list[Heads | None]) -> Truth:
    """Whether {people} cost more than an account of the company has."""
    return breaks(holds, accounts, *team_heads)


@cases("", "now")
def overspent(holds: Text, accounts: Accounts, team_heads: list[Heads | None]) -> Money | None:
    """Money a year by which {people} overspend the account that lacks most; 0 where all hold."""
    return lacking(holds, accounts, *team_heads)


def money_short(holds: Text, accounts: Accounts, team_lo: list[Heads | None]) -> Money | None:
    """Money a year that is missing to have all the work done by whole people; 0 where it is all paid for."""
    return lacking(holds, accounts, *team_lo)


def money_short_of_csms(holds: Text, accounts: Accounts, team_at_least: list[CSMs | None]) -> Money | None:
    """Money a year that would be missing to have all the work done if people came in fractions."""
    return lacking(holds, accounts, *team_at_least)


def paid_by_service(accounts: Accounts, team_wanted: list[Heads | None]) -> Share | None:
    """Share of the people wanted that the accounts of after-sales service of all teams pay for."""
    return covered(accounts, "service", *team_wanted)


def paid_by_growth(accounts: Accounts, team_wanted: list[Heads | None]) -> Share | None:
    """Share of the people wanted that the accounts of renewal and expansion of all teams pay for."""
    return covered(accounts, "growth", *team_wanted)


def paid_by_operating(accounts: Accounts, team_wanted: list[Heads | None]) -> Share | None:
    """Share of the people wanted that the operating margin of all teams pays for."""
    return covered(accounts, "operating", *team_wanted)


def paid_by_budget(accounts: Accounts, team_wanted: list[Heads | None]) -> Share | None:
    """Share of the people wanted that the budgets of all of customer success pay for."""
    return smaller(covered(accounts, "budget", *team_wanted), covered(accounts, "joint", *team_wanted))


def paid_share(
    paid_by_service: Share | None = absent,
    paid_by_growth: Share | None = absent,
    paid_by_operating: Share | None = absent,
    paid_by_budget: Share | None = absent,
) -> Share | None:
    """Share of the people wanted that money pays for: the tightest account decides."""
    return smaller(paid_by_service, paid_by_growth, paid_by_operating, paid_by_budget)


def binding(
    paid_share: Share,
    paid_by_service: Share | None = absent,
    paid_by_growth: Share | None = absent,
    paid_by_operating: Share | None = absent,
    paid_by_budget: Share | None = absent,
) -> Text | None:
    """Which account is the tightest: service, growth, operating or budget."""
    return which(
        paid_share,
        *("service", paid_by_service, "growth", paid_by_growth),
        *("operating", paid_by_operating, "budget", paid_by_budget),
    )


def at_least(at_least: list[CSMs | None]) -> CSMs | None:
    """CSMs that the work of all teams needs, in fractions: at least."""
    return total_known(at_least)


def at_least_people(team_lo: list[Heads | None]) -> Heads | None:
    """Whole people that the work of all teams needs: each team's at least, rounded up."""
    return total_known(team_lo)


def wanted(wanted: list[Heads | None]) -> Heads | None:
    """Whole people whom the work of all teams asks for, or the ARR rule as far as it keeps people busy."""
    return total_known(wanted)


def wanted_cost(wanted_cost: list[Money | None]) -> Money | None:
    """Cost a year of the people wanted in all teams."""
    return total_known(wanted_cost)


def service_cost_wanted(service_cost_wanted: list[Money | None]) -> Money | None:
    """Part of the cost of the people wanted in all teams that is after-sales service.

    Source: notes-17, section 3.
    """
    return total_known(service_cost_wanted)


def at_most(wanted: Heads, paid_share: Share) -> CSMs | None:
    """CSMs that the tightest account of all teams together pays for, at the mix of those wanted."""
    return product(wanted, paid_share)


def money_for(wanted_cost: Money, paid_share: Share) -> Money | None:
    """Money a year that the tightest account of all teams together has for people, at the mix of those wanted."""
    return product(wanted_cost, paid_share)


def cost_at_floor(money_for: Money) -> Money:
    """Cost a year of as many CSMs as can be paid for: what customer success may cost.

    Source: notes-17, section 3.
    """
    return money_for


def service_cost_at_floor(service_cost_wanted: Money, paid_share: Share) -> Money | None:
    """Part of the cost of as many CSMs as can be paid for that is after-sales service.

    Source: notes-17, section 3.
    """
    return product(service_cost_wanted, paid_share)


def only_rounding(over_budget: Truth, money_short: Money, money_short_of_csms: Money) -> Truth:
    """Whether the work is paid for in fractions, and not only because people are whole is it over budget."""
    return all_true(any_true(over_budget), exceeds(money_short, 0.0), reaches(0.0, money_short_of_csms))


def over_budget(over_budget: list[Truth | None]) -> Truth:
    """Whether the work of any team is not done because money ends, or done with money that is not there."""
    return any_true(*over_budget)


def verdict(
    over_budget: Truth,
    customers: Customers | None = absent,
    team_unsure: list[Truth | None] | None = absent,
) -> Text:
    """Whether the planned people do all the work and the company's accounts pay for them.

    One of fits, over-budget, unchecked, no-customers.
    """
    return first_true(
        (is_zero(customers), "no-customers"),
        (over_budget, "over-budget"),
        (any_true(*(team_unsure or ())), "unchecked"),
        otherwise="fits",
    )


@cases("", "now")
def met(
    overspends: Truth,
    team_unserved: list[Truth | None],
    team_at_most: list[CSMs | None],
    team_heads: list[Heads | None],
) -> Truth | None:
    """Whether {people} keep to every limit of cost that is known; absent where a team has none."""
    return first_true(
        (any_true(overspends, *team_unserved), False),
        (any_true(*(is_absent(each) for each in (*team_at_most, *team_heads))), None),
        otherwise=True,
    )
