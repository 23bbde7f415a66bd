"""The people of a team in the period that `csplan value` looks at, and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, first_known, product

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Money, MoneyPerCSM, Years

of = "team"


def people_years(
    people_there: CSMs | None = absent, csms_now: CSMs | None = absent, period_years: Years | None = absent
) -> CSMs | None:
    """People who were there in the period, in years of one: as the people of the plan say, else today's.

    Source: csplan.
    """
    return first_known(people_there, product(csms_now, period_years))


def people_cost(people_years: CSMs, csm_cost: MoneyPerCSM) -> Money:
    """Cost of the people who were there in the period, each by the days on which they were.

    Source: notes-17, section 3.
    """
    return people_years * csm_cost
