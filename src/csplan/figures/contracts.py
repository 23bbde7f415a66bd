"""Contracts that come up for renewal in a year: how many, and what of their ARR is renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, product, unless_empty

if TYPE_CHECKING:
    from csplan.figures.units import Count, Customers, Money, MoneyPerCustomer, Share

of = "segment"


def renewing_arr(
    customers: Customers, acv: MoneyPerCustomer | None = absent, renewals: Count | None = absent
) -> Money | None:
    """ARR that comes up for renewal in the year."""
    return unless_empty(customers, product(acv, renewals))


def renewed_arr(
    customers: Customers, renewing_arr: Money | None = absent, renewal_rate: Share | None = absent
) -> Money | None:
    """What of it is renewed."""
    return unless_empty(customers, product(renewing_arr, renewal_rate))
