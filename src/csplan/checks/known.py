"""What is known of a plan's files, also where they can't be used, so that one mistake does not look like several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csplan.plan.placing import Placed


class Known(NamedTuple):
    """The names that the files have; None where they can't all be known."""

    present: Collection[str]
    """Sections that the plan has."""
    partial: Collection[str]
    """Sections of which not all could be read."""
    tiers: Collection[str] | None
    roles: Collection[str] | None
    teams: Collection[str] | None
    segments: Collection[str] | None
    book_read: bool
    overridden: Sequence[tuple[str, ...]]
    """Paths in the rule pack of the numbers that the plan puts over those of another pack."""
    measured: Collection[tuple[str, str]] = ()
    """Segments of which a record says what drives tasks, with these drivers."""
    counted: Collection[tuple[str, str]] = ()
    """Segments of which it says how often a task is done, with its name."""

    def tier_is_settled(self, placed: Placed) -> bool:
        """Tell whether a segment's tier is what the plan says, with None only where there are no tiers."""
        return placed.tier is not None or (self.tiers is not None and not self.tiers)
