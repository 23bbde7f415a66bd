"""The ARR lens: what do comparable companies do? Applied segment by segment, never to the whole base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Money, MoneyPerCSM

of = "segment"


def csms_by_arr(arr: Money, arr_per_csm: MoneyPerCSM) -> CSMs | None:
    """CSMs that the segment's recurring revenue asks for: a target.

    Source: csm-management, section 1.
    """
    return ratio(arr, arr_per_csm)


def csms_by_cap(arr: Money, arr_cap: MoneyPerCSM) -> CSMs | None:
    """CSMs below which each would hold more contract value than the practice allows: at least.

    Source: six-pits, section 1.
    """
    return ratio(arr, arr_cap)
