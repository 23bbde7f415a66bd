"""What is counted to see how CSMs work, added up over segments: of those of which it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import total_known

if TYPE_CHECKING:
    from csplan.figures.units import Count, Customers, Days, Years

of = ("purpose", "tier", "team", "plan")


def file_filled(file_filled: list[Customers | None]) -> Customers | None:
    """Customers, each as far as its file is filled."""
    return total_known(file_filled)


def file_filled_known(file_filled_known: list[Customers | None]) -> Customers | None:
    """Customers of whom it is known how far their file is filled."""
    return total_known(file_filled_known)


def depth_reached(depth_reached: list[Customers | None]) -> Customers | None:
    """Customers, each as deeply as it uses the product, of the deepest use."""
    return total_known(depth_reached)


def depth_reached_known(depth_reached_known: list[Customers | None]) -> Customers | None:
    """Customers of whom it is known how deeply they use it."""
    return total_known(depth_reached_known)


def stage_reached(stage_reached: list[Customers | None]) -> Customers | None:
    """Customers, each as well as its executives are known, of the last step."""
    return total_known(stage_reached)


def stage_reached_known(stage_reached_known: list[Customers | None]) -> Customers | None:
    """Customers of whom it is known how well their executives are."""
    return total_known(stage_reached_known)


def contacted(contacted: list[Customers | None]) -> Customers | None:
    """Customers of whom an executive was spoken with lately."""
    return total_known(contacted)


def contacted_known(contacted_known: list[Customers | None]) -> Customers | None:
    """Customers of whom it is known when an executive was spoken with."""
    return total_known(contacted_known)


def lead_customers(lead_customers: list[Customers | None]) -> Customers | None:
    """Customers with a lead in twelve months."""
    return total_known(lead_customers)


def customer_years(customer_years: list[Years | None]) -> Years | None:
    """Years for which customers were held, in twelve months."""
    return total_known(customer_years)


def leads_full(leads_full: list[Customers | None]) -> Customers | None:
    """Customers with a lead that would count as full."""
    return total_known(leads_full)


def requests_with_use(requests_with_use: list[Count | None]) -> Count | None:
    """Requests, half a year old and older, that somebody uses."""
    return total_known(requests_with_use)


def requests_old(requests_old: list[Count | None]) -> Count | None:
    """Requests that are half a year old and older."""
    return total_known(requests_old)


def days_late_total(days_late_total: list[Days | None]) -> Days | None:
    """Days after which invoices were paid, in twelve months, added up."""
    return total_known(days_late_total)


def payments(payments: list[Count | None]) -> Count | None:
    """Invoices that were paid in twelve months."""
    return total_known(payments)


def new_healthy(new_healthy: list[Customers | None]) -> Customers | None:
    """Customers who came in twelve months and are healthy."""
    return total_known(new_healthy)


def new_known(new_known: list[Customers | None]) -> Customers | None:
    """Customers who came in twelve months and whose health is known."""
    return total_known(new_known)
