"""What is counted of a record, one customer or one thing that happened at a time, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Part(NamedTuple):
    """Numbers of one customer, or of one thing that happened, and whose they are: equal parts where of several."""

    customer: int
    csms: tuple[str, ...]
    numbers: Mapping[str, float]
    by: Literal["both", "csm", "segment"] = "both"
    """Whose sums they are part of: things that are counted once for each CSM are others than those of a segment."""
    row: int | None = None
    """The event that it is, or the snapshot that says it."""
