"""What is counted of a record, added up by segment and by CSM."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Literal

from csplan.measure.lagging import lagging_of
from csplan.measure.movement import movement_of
from csplan.measure.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csplan.measure.customers import Customers
    from csplan.measure.part import Part

    Counts = dict[str, dict[str, float]]

By = Literal["segment", "csm"]
EACH: tuple[By, By] = ("segment", "csm")
NOWHERE = ""
"""Stands for customers in no segment, or of no CSM."""


def counts(record: Customers, by: By = "segment") -> Counts:
    """Return what is counted of each group, by its name: of segments, or with ``by`` csm of CSMs."""
    if by not in record.counts:
        for each, sums in added(record, parts_of(record)).items():
            record.counts[each] = sums
        for placed in record.placed:
            record.counts["segment"].setdefault(placed.segment.name, {})
    return record.counts[by]


def parts_of(record: Customers) -> Iterator[Part]:
    """Yield what is counted of a record, customer by customer and event by event."""
    return chain(movement_of(record), lagging_of(record), standing_of(record))


def added(record: Customers, parts: Iterable[Part]) -> dict[By, Counts]:
    """Add up parts by segment and by CSM."""
    found: dict[By, Counts] = {by: {} for by in EACH}
    for part in parts:
        for by in EACH:
            groups = groups_of(record, part, by)
            for group in groups:
                sums = found[by].setdefault(group, {})
                for name, number in part.numbers.items():
                    sums[name] = sums.get(name, 0.0) + number / len(groups)
    return found


def groups_of(record: Customers, part: Part, by: By) -> tuple[str, ...]:
    """Return the groups that a part is of: one segment, or several CSMs in equal parts; none where it is of neither."""
    if part.by not in {"both", by}:
        return ()
    return (segment_of(record, part.customer),) if by == "segment" else part.csms or (NOWHERE,)


def segment_of(record: Customers, customer: int) -> str:
    """Return the segment of a customer."""
    segment = record.segments[customer]
    return NOWHERE if segment < 0 else record.placed[segment].segment.name
