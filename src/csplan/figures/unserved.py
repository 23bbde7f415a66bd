"""What of a team's work serves none of what the team is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import difference, not_negative, total

if TYPE_CHECKING:
    from csplan.figures.units import Share

of = "team"


def unserved_share(purpose_share: list[Share | None]) -> Share | None:
    """Share of the team's work that serves none of its purposes.

    Source: six-pits.
    """
    return not_negative(difference(1.0, total(purpose_share)))
