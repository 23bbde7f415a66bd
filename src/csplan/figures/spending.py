"""Spending on growth besides people: what each item brings back, and when it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, all_true, first_true, is_absent, none_true, ratio, reaches

if TYPE_CHECKING:
    from csplan.figures.units import Factor, Money, Text, Truth

of = "spending"


def spending_return(returned: Money, spent: Money) -> Factor | None:
    """What each unit spent has brought back so far.

    Source: notes-17, section 4.
    """
    return ratio(returned, spent)


def pays(spending_return: Factor, required_return: Factor) -> Truth:
    """Whether the spending has brought back what is asked of it."""
    return reaches(spending_return, required_return)


def verdict(term: Text, pays: Truth | None = absent, overdue: Truth | None = absent) -> Text | None:
    """How the spending is to be judged now: pays, does-not-pay, review-due, open or no-return.

    What returns in the short term is judged by its return now; a long cycle stays open until its review is due.
    Source: notes-17, section 4.
    """
    is_due = False if overdue is None else overdue
    has_paid = False if pays is None else pays
    is_told = all_true(term == "short_term", none_true(is_absent(pays)))
    return first_true(
        (has_paid, "pays"),
        (is_told, "does-not-pay"),
        (is_due, "review-due"),
        (term == "long_cycle", "open"),
        otherwise="no-return",
    )
