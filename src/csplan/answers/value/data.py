"""What JSON has of value, where the tables are arranged for people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from csplan.measure.added import power_of
from csplan.report.report import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.answers.value.rows import Seen
    from csplan.report.report import Row

LANDMARKS = (30, 60)
"""Days at which JSON has the estimate too, as it moves with them."""
_FOR_PEOPLE = frozenset(("words", "called", "compared", "came_from"))


def data(seen: Seen, found: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Return the object that ``--format json`` prints."""
    node, counted = seen.node, seen.counted
    power = power_of(counted.cells_in(seen.segments, plays=True), counted.groups)
    tables = {
        key: [plain({name: value for name, value in row.items() if name not in _FOR_PEOPLE}) for row in rows]
        for key, rows in found.items()
    }
    credited = ("credited_retain", "credited_expand", "credited_land", "credited_arr", "people_cost", "credited_return")
    return {
        "period": _period(seen),
        "credited": tables["credited"],
        "total": {name: node.value(name) for name in credited},
        "not_credited": tables["not_credited"],
        "advocacy": _advocacy(seen),
        "cells": tables["cells"],
        "added_renewals": _added(seen),
        "returns": tables["returns"],
        **{name: node.value(name) for name in ("pays_if", "pays_if_value", "selection_to_break_even")},
        "detectable_difference": power.detectable if power else None,
        "spells_needed": power.needed() if power else None,
        **{f"incremental_arr{end}": node.value(f"incremental_arr{end}") for end in ("", "_low", "_high")},
        "unknown_arr": node.value("unknown_arr"),
        "segments": tables["segments"],
        "csms": tables["csms"],
        **({"events": tables["events"]} if "events" in tables else {}),
        "left_out": counted.played.left_out,
    }


def _added(seen: Seen) -> Row:
    """Return what would not have been renewed, also with other landmarks."""
    node, counted, ends = seen.node, seen.counted, ("", "_low", "_high")
    value, low, high = (node.value(f"added_renewals{end}") for end in ends)
    others = ((days, counted.added_within(days, seen.segments)) for days in LANDMARKS)
    within = [{"within": days, **each._asdict()} for days, each in others if each is not None]
    due, evidence = node.value("due_of_played"), counted.evidence(seen.segments)
    return {"value": value, "low": low, "high": high, "due": due, "evidence": evidence, "within": within}


def _advocacy(seen: Seen) -> int:
    """Return how many references, case studies and the like there were: no ARR."""
    groups = seen.counted.by_segment
    return round(sum(sums["csqas"] for name, sums in groups.items() if not seen.segments or name in seen.segments))


def _period(seen: Seen) -> Row:
    days = (*seen.counted.period, seen.counted.record.as_of)
    return {name: date.fromordinal(day).isoformat() for name, day in zip(("from", "to", "as_of"), days, strict=True)}
