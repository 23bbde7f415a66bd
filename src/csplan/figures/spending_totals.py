"""Spending on growth of the whole plan, by how soon it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio, total

if TYPE_CHECKING:
    from csplan.figures.units import Factor, Money, Text

of = "plan"


def short_term_spent(spent: list[Money], term: list[Text]) -> Money | None:
    """Money spent on what returns in the short term: renewal campaigns, incentives.

    Source: notes-17, section 4.
    """
    return total(each for each, when in zip(spent, term, strict=True) if when == "short_term")


def short_term_returned(returned: list[Money | None], term: list[Text]) -> Money | None:
    """Money that short-term spending has brought back; absent where any item's return is.

    Source: notes-17, section 4.
    """
    return total(each for each, when in zip(returned, term, strict=True) if when == "short_term")


def short_term_return(short_term_returned: Money, short_term_spent: Money) -> Factor | None:
    """What each unit of short-term spending has brought back.

    Source: notes-17, section 4.
    """
    return ratio(short_term_returned, short_term_spent)


def long_cycle_spent(spent: list[Money], term: list[Text]) -> Money | None:
    """Money spent on what returns over years: proactive service, tools, product work.

    Source: notes-17, section 4.
    """
    return total(each for each, when in zip(spent, term, strict=True) if when == "long_cycle")


def long_cycle_returned(returned: list[Money | None], term: list[Text]) -> Money | None:
    """Money that long-cycle spending has brought back so far; absent where any item's return is.

    Source: notes-17, section 4.
    """
    return total(each for each, when in zip(returned, term, strict=True) if when == "long_cycle")


def long_cycle_return(long_cycle_returned: Money, long_cycle_spent: Money) -> Factor | None:
    """What each unit of long-cycle spending has brought back so far.

    Source: notes-17, section 4.
    """
    return ratio(long_cycle_returned, long_cycle_spent)
