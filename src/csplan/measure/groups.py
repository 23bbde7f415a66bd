"""What is counted of a record, added up by segment or by CSM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.measure.lagging import lagging_of
from csplan.measure.movement import movement_of
from csplan.measure.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplan.measure.customers import Customers

    Counts = dict[str, float]

NOWHERE = ""
"""Stands for customers in no segment, or of no CSM."""


def counts(record: Customers, by: str = "segment") -> dict[str, Counts]:
    """Return what is counted of each group, by its name: of segments, or with ``by`` csm of CSMs."""
    if by not in record.counts:
        groups = [groups_of(record, customer, by) for customer in range(len(record.history.customers))]
        names = [each.segment.name for each in record.placed] if by == "segment" else []
        record.counts[by] = _added(names, groups, (movement_of(record), lagging_of(record), standing_of(record)))
    return record.counts[by]


def groups_of(record: Customers, customer: int, by: str) -> tuple[str, ...]:
    """Return the groups that a customer is of: one segment, or several CSMs in equal parts."""
    if by == "csm":
        return record.csms[customer] or (NOWHERE,)
    segment = record.segments[customer]
    return (NOWHERE,) if segment < 0 else (record.placed[segment].segment.name,)


def _added(
    names: Iterable[str], groups: Sequence[tuple[str, ...]], parts: Iterable[Iterable[tuple[int, Mapping[str, Any]]]]
) -> dict[str, Counts]:
    found: dict[str, Counts] = {name: {} for name in names}
    for part in parts:
        for customer, numbers in part:
            own = groups[customer]
            for group in own:
                sums = found.setdefault(group, {})
                for name, number in numbers.items():
                    sums[name] = sums.get(name, 0.0) + number / len(own)
    return found
