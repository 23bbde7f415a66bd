"""What a scorecard rests on, added up by CSM and by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from csplan.measure.groups import NOWHERE, groups_of
from csplan.measure.outcomes import outcomes_of, talks_of
from csplan.measure.process import leads_of, process_of

if TYPE_CHECKING:
    from csplan.measure.customers import Customers

    Counts = dict[str, dict[str, float]]

By = Literal["csm", "segment"]


def work(record: Customers, by: By) -> Counts:
    """Return what is counted of each CSM or segment, by its name; counted once, and kept.

    Nothing where nobody asked for it.
    """
    if record.work is None:
        return {}
    rules, log = record.work
    kept = {each: f"work/{each}" for each in ("csm", "segment")}
    if kept[by] not in record.counts:
        found: dict[str, Counts] = {"csm": {}, "segment": {}}
        rows: dict[tuple[str, str, str], list[int]] = {}
        parts = (process_of(record, rules), leads_of(record, rules), outcomes_of(record, talks_of(record, log)))
        for part in (each for some in parts for each in some):
            for one in ("csm", "segment"):
                if part.by not in {"both", one}:
                    continue
                groups = groups_of(record, part.customer, "segment") if one == "segment" else part.csms or (NOWHERE,)
                for group in groups:
                    sums = found[one].setdefault(group, {})
                    for name, number in part.numbers.items():
                        sums[name] = sums.get(name, 0.0) + number / len(groups)
                        if part.row is not None and number:
                            rows.setdefault((one, group, name), []).append(part.row)
        record.counts |= {kept[each]: found[each] for each in found}
        record.found["work"] = rows
    return record.counts[kept[by]]


def rows_of(record: Customers, by: By, group: str, name: str) -> list[int]:
    """Return the events or snapshots that a number counts, once it was counted."""
    found: list[int] = record.found["work"].get((by, group, name), [])
    return found
