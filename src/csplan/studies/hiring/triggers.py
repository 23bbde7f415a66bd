"""Signals of when to hire, month by month, with the people of each month as those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.engine.nodes import Node, Rows
from csplan.studies.hiring.plans import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

TRIGGERS = ("hire_early", "large_customers", "self_funding", "automate_first")


def triggers(segment: Node, people: Sequence[float | None], count: int) -> list[tuple[str, int]]:
    """Return the triggers of a segment, each with its first month; ``people`` are those of its team in each month."""
    import numpy as np

    own = dict(segment.inputs)
    if None not in people:
        now, whole = segment.value("csms_now"), segment.above["team"].value("csms_now")
        share = np.asarray(now) / whole if now is not None and whole is not None and np.all(whole) else None
        if share is None:
            share = segment.value("cost_share")
        if share is not None:
            padded = [*people, *[people[-1]] * (count - len(people))]
            own["csms_now"] = share * np.reshape(np.array(padded, dtype=float), (-1, 1))
    asked = Node("segment", segment.name, own, segment.above)
    asked.rows = {level: Rows(level, rows.inputs, asked) for level, rows in segment.rows.items()}
    found = []
    for name in TRIGGERS:
        holds = [bool(each) for each in numbers(asked.value(name), len(people))]
        if any(holds):
            found.append((name.replace("_", "-"), holds.index(True)))
    return found
