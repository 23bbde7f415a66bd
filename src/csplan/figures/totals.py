"""What adds up over the teams of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import total

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Heads, Money

of = "plan"


def csms_needed(csms_needed: list[CSMs | None]) -> CSMs | None:
    """CSMs that all teams need, in fractions."""
    return total(csms_needed)


def heads(heads: list[Heads | None]) -> Heads | None:
    """Whole people of all teams."""
    return total(heads)


def csms_now(csms_now: list[CSMs | None]) -> CSMs | None:
    """CSMs of all teams today; absent if any team's is."""
    return total(csms_now)


def cost(cost: list[Money | None]) -> Money | None:
    """Cost a year of the planned people of all teams."""
    return total(cost)
