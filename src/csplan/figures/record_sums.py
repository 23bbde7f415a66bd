"""What is counted of a record, added up over segments and teams: of those of which it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import total_known

if TYPE_CHECKING:
    from csplan.figures.units import Count, Customers, Days, Money

of = ("tier", "team", "plan")


def cohort(cohort: list[Customers | None]) -> Customers | None:
    """Customers whose health is known on the first day of the period, and known on the last, or gone."""
    return total_known(cohort)


def at_risk_start(at_risk_start: list[Customers | None]) -> Customers | None:
    """Customers who were at risk on the first day: yellow or red."""
    return total_known(at_risk_start)


def at_risk_end(at_risk_end: list[Customers | None]) -> Customers | None:
    """Customers who are at risk on the last day."""
    return total_known(at_risk_end)


def wins(wins: list[Customers | None]) -> Customers | None:
    """Customers who were at risk on the first day and are healthy on the last."""
    return total_known(wins)


def saves(saves: list[Customers | None]) -> Customers | None:
    """Customers who were red on the first day, and neither red nor gone on the last."""
    return total_known(saves)


def slips(slips: list[Customers | None]) -> Customers | None:
    """Customers who were healthy on the first day and are at risk or gone on the last."""
    return total_known(slips)


def left(left: list[Customers | None]) -> Customers | None:
    """Customers who left in the period, of those whose health was known on its first day."""
    return total_known(left)


def new(new: list[Customers | None]) -> Customers | None:
    """Customers who came in the period."""
    return total_known(new)


def unknown(unknown: list[Customers | None]) -> Customers | None:
    """Customers whose health is not known on the first day, or on the last."""
    return total_known(unknown)


def days_known(days_known: list[Days | None]) -> Days | None:
    """Days of all customers on which their health was known, in twelve months."""
    return total_known(days_known)


def days_at_risk(days_at_risk: list[Days | None]) -> Days | None:
    """Days of all customers on which they were at risk, in twelve months."""
    return total_known(days_at_risk)


def spells(spells: list[Count | None]) -> Count | None:
    """How often a customer became at risk in twelve months."""
    return total_known(spells)


def renewals_due(renewals_due: list[Count | None]) -> Count | None:
    """Renewals that came due in twelve months."""
    return total_known(renewals_due)


def renewals_kept(renewals_kept: list[Count | None]) -> Count | None:
    """Those of them in which anything was renewed."""
    return total_known(renewals_kept)


def arr_due(arr_due: list[Money | None]) -> Money | None:
    """ARR that came due for renewal in twelve months."""
    return total_known(arr_due)


def arr_renewed(arr_renewed: list[Money | None]) -> Money | None:
    """What of it was renewed."""
    return total_known(arr_renewed)


def arr_start(arr_start: list[Money | None]) -> Money | None:
    """ARR of the customers of twelve months ago, then."""
    return total_known(arr_start)


def arr_kept(arr_kept: list[Money | None]) -> Money | None:
    """What they still pay of it, whatever others grew."""
    return total_known(arr_kept)


def arr_end(arr_end: list[Money | None]) -> Money | None:
    """What they pay now."""
    return total_known(arr_end)


def successful(successful: list[Customers | None]) -> Customers | None:
    """Customers whose outcome and experience are both high."""
    return total_known(successful)


def pleased(pleased: list[Customers | None]) -> Customers | None:
    """Customers whose experience is high and whose outcome is not."""
    return total_known(pleased)


def captive(captive: list[Customers | None]) -> Customers | None:
    """Customers whose outcome is high and whose experience is not."""
    return total_known(captive)


def failing(failing: list[Customers | None]) -> Customers | None:
    """Customers of whom neither is high."""
    return total_known(failing)


def unscored(unscored: list[Customers | None]) -> Customers | None:
    """Customers of whom too little is known to tell."""
    return total_known(unscored)


def called_healthy(called_healthy: list[Customers | None]) -> Customers | None:
    """Customers whose recorded colour is healthy and whose score is not."""
    return total_known(called_healthy)


def called_healthy_arr(called_healthy_arr: list[Money | None]) -> Money | None:
    """What they pay a year."""
    return total_known(called_healthy_arr)


def nps_total(nps_total: list[Count | None]) -> Count | None:
    """What all customers answered last when they were asked whether they recommend it, added up."""
    return total_known(nps_total)


def nps_known(nps_known: list[Customers | None]) -> Customers | None:
    """Customers who answered that."""
    return total_known(nps_known)
