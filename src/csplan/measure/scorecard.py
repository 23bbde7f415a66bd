"""What a scorecard rests on, added up by CSM and by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.measure.groups import EACH, By, added, groups_of
from csplan.measure.outcomes import outcomes_of, talks_of
from csplan.measure.process import leads_of, process_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplan.measure.customers import Customers
    from csplan.measure.groups import Counts
    from csplan.measure.part import Part


def work(record: Customers, by: By) -> Counts:
    """Return what is counted of each CSM or segment, by its name; counted once, and kept.

    Nothing where nobody asked for it.
    """
    if record.work is None:
        return {}
    rules, log = record.work
    if f"work/{by}" not in record.counts:
        parts = [*process_of(record, rules), *leads_of(record, rules), *outcomes_of(record, talks_of(record, log))]
        record.counts |= {f"work/{each}": sums for each, sums in added(record, parts).items()}
        record.found["work"] = _rows(record, parts)
    return record.counts[f"work/{by}"]


def _rows(record: Customers, parts: Iterable[Part]) -> dict[tuple[By, str, str], list[int]]:
    """Return the events and snapshots that count, by group and by the name of the number."""
    found: dict[tuple[By, str, str], list[int]] = {}
    for part in parts:
        if part.row is None:
            continue
        names = [name for name, number in part.numbers.items() if number]
        for by, group in ((each, group) for each in EACH for group in groups_of(record, part, each)):
            for name in names:
                found.setdefault((by, group, name), []).append(part.row)
    return found


def rows_of(record: Customers, by: By, group: str, name: str) -> list[int]:
    """Return the events or snapshots that a number counts, once it was counted."""
    found: list[int] = record.found["work"].get((by, group, name), [])
    return found
