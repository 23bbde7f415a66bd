"""What would not have come without the team, with the ends of its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, total_known

if TYPE_CHECKING:
    from csplan.figures.units import Money

of = ("segment", "tier", "plan")


def incremental_arr(added_renewals: Money | None = absent, stated_incremental: Money | None = absent) -> Money | None:
    """ARR that would not have come without the team, as far as anything says it; absent without any evidence.

    Source: csplan.
    """
    return total_known((added_renewals, stated_incremental))


def incremental_arr_low(added_renewals_low: Money, stated_incremental: Money | None = absent) -> Money | None:
    """The same at the lower end of what was renewed because of the team; absent where nothing says that."""
    return total_known((added_renewals_low, stated_incremental))


def incremental_arr_high(added_renewals_high: Money, stated_incremental: Money | None = absent) -> Money | None:
    """The same at the upper end."""
    return total_known((added_renewals_high, stated_incremental))


def unknown_arr(unstated_arr: Money | None = absent, due_unknown: Money | None = absent) -> Money | None:
    """ARR of which nothing says whether it would have come anyway: credited without `anyway`, played without others.

    Source: csplan.
    """
    return total_known((unstated_arr, due_unknown))
