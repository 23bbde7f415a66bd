"""How CSMs work: four dimensions that show what renewals alone don't; and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, exceeds, first_true, ratio, smaller

if TYPE_CHECKING:
    from csplan.figures.units import Count, Customers, Days, Share, Years

of = ("segment", "csm", "purpose", "tier", "team", "plan")


def file_score(file_filled: Customers, file_filled_known: Customers) -> Share | None:
    """How much of the customer file is filled, on average over the customers of whom it is known.

    Source: six-pits.
    """
    return ratio(file_filled, file_filled_known)


def depth_score(depth_reached: Customers, depth_reached_known: Customers) -> Share | None:
    """How deeply customers use the product, as a part of the deepest use: trained, used, tied in, enabling, earning.

    Source: six-pits.
    """
    return ratio(depth_reached, depth_reached_known)


def executive_stage(stage_reached: Customers, stage_reached_known: Customers) -> Share | None:
    """How well executives are known, as a part of the last step: they know you, understand, recognise, help.

    Source: six-pits.
    """
    return ratio(stage_reached, stage_reached_known)


def executives_contacted(contacted: Customers, contacted_known: Customers) -> Share | None:
    """Share of customers of whom somebody spoke with an executive lately.

    Source: six-pits.
    """
    return ratio(contacted, contacted_known)


def executive_score(executive_stage: Share, executives_contacted: Share) -> Share:
    """How executives are looked after: half how well they are known, half how many were spoken with lately.

    Source: six-pits.
    """
    return (executive_stage + executives_contacted) / 2


def leads_per_100(lead_customers: Customers, customer_years: Years) -> Count | None:
    """Customers with a lead, of 100 that are held for a year; not known where they are held for less than one in all.

    Source: csm-management; csplan.
    """
    return first_true((exceeds(1.0, customer_years), absent), otherwise=ratio(100 * lead_customers, customer_years))


def opportunity_score(lead_customers: Customers, leads_full: Customers) -> Share | None:
    """Customers with a lead against those that count as full, 100% at most; not known where less than one is full.

    Below one, a single lead makes 0% to 100%. Source: six-pits; csplan.
    """
    share = smaller(ratio(lead_customers, leads_full), 1.0)
    return first_true((exceeds(1.0, leads_full), absent), otherwise=share)


def process_score(file_score: Share, depth_score: Share, executive_score: Share, opportunity_score: Share) -> Share:
    """Mean of the four dimensions; absent where one is.

    Source: six-pits.
    """
    return (file_score + depth_score + executive_score + opportunity_score) / 4


def requests_used(requests_with_use: Count, requests_old: Count) -> Share | None:
    """Share of customers' requests, half a year old and older, that somebody uses now.

    Source: six-pits.
    """
    return ratio(requests_with_use, requests_old)


def days_late(days_late_total: Days, payments: Count) -> Days | None:
    """Days after an invoice was due on which it was paid, on average; below zero, before.

    Source: six-pits.
    """
    return ratio(days_late_total, payments)


def new_healthy_rate(new_healthy: Customers, new_known: Customers) -> Share | None:
    """Share of those who became customers in twelve months that are healthy now."""
    return ratio(new_healthy, new_known)
