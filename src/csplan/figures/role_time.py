"""The year of a CSM in hours: of what is stated in days, hours or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, product, total_known

if TYPE_CHECKING:
    from csplan.figures.units import Days, Hours

of = "role"


def contracted_hours(
    contracted_days: Days | None = absent,
    hours_per_day: Hours | None = absent,
    contracted_in_hours: Hours | None = absent,
) -> Hours | None:
    """Hours a year in the contract.

    Source: notes-17, section 5.
    """
    return total_known((product(contracted_days, hours_per_day), contracted_in_hours))


def leave_hours(
    leave_days: Days | None = absent, hours_per_day: Hours | None = absent, leave_in_hours: Hours | None = absent
) -> Hours | None:
    """Hours a year of holidays and leave.

    Source: notes-17, section 5.
    """
    return total_known((product(leave_days, hours_per_day), leave_in_hours))


def sick_hours(
    sick_days: Days | None = absent, hours_per_day: Hours | None = absent, sick_in_hours: Hours | None = absent
) -> Hours | None:
    """Hours a year of sickness.

    Source: notes-17, section 5.
    """
    return total_known((product(sick_days, hours_per_day), sick_in_hours))
