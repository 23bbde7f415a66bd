"""Customers who were treated beside others, alike in segment and in the colour at the start of the spell.

Rows: one for each segment and colour in which anybody was played; `served` where those with a CSM stand beside those
without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, first_known, first_true, is_absent, ratio

if TYPE_CHECKING:
    from csplan.figures.units import Count, Money, Share, Truth

of = "cell"


def played_rate(played: Count, played_kept: Count) -> Share | None:
    """Share kept of the renewals of those who were played.

    Source: csplan.
    """
    return ratio(played_kept, played)


def others_rate(
    others_kept: Count | None = absent, others: Count | None = absent, baseline: Share | None = absent
) -> Share | None:
    """Share kept of the renewals of the others, or what is stated where nobody was left without a play.

    Source: csplan.
    """
    compared = None if others_kept is None else ratio(others_kept, others)
    return first_known(compared, baseline)


def added(due: Money, played_rate: Share, others_rate: Share) -> Money:
    """ARR that would not have been renewed: what was due of the played, times how much more of it they kept.

    Source: csplan.
    """
    return due * (played_rate - others_rate)


def counted_added(counted: Truth, added: Money) -> Money | None:
    """What counts in the sum: served beside not served goes before plays, and is never added to them."""
    return first_true((counted, added), otherwise=None)


def played_added(of_plays: Truth, added: Money) -> Money | None:
    """What plays added."""
    return first_true((of_plays, added), otherwise=None)


def played_due(of_plays: Truth, due: Money, added: Money | None = absent) -> Money | None:
    """ARR that was due of the played, where they can be compared with others."""
    return first_true((is_absent(added), None), (of_plays, due), otherwise=None)


def unknown_due(counted: Truth, due: Money, added: Money | None = absent) -> Money | None:
    """ARR that was due of the played, where there is nobody to compare them with."""
    return first_true((is_absent(added), first_true((counted, due), otherwise=None)), otherwise=None)
