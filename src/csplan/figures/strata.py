"""How much each segment counts where an indicator is looked at within segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplan.figures.units import Count, Factor

of = "stratum"


def stratum_weight(cases_with: Count, cases_without: Count) -> Factor:
    """What its difference weighs: as much as its two groups say together, that is with × without ÷ (with + without).

    Source: csplan.
    """
    return cases_with * cases_without / (cases_with + cases_without)
