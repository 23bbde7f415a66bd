"""A demanding segment makes nobody slow: skill is judged on minutes of complexity 1, like all that is measured."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import csplan
from csplan.answers.timelog import timelog
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

FIRST = date(2026, 1, 5)
PEOPLE = {"Ann": ("a", 1.5), "Bob": ("b", 1.0), "Cid": ("b", 1.0), "Dan": ("b", 1.0)}


def slow(folder: Path, complexity: float) -> list[str]:
    """Return who is slow in a log in which Ann's customers take half as long again."""
    some = Random(7)
    rows = [
        f"{FIRST + timedelta(7 * week + day)},{csm},tickets,{where},{60 * factor * some.lognormvariate(0, 0.2):.1f}"
        for csm, (where, factor) in PEOPLE.items()
        for week in range(20)
        for day in range(3)
    ]
    data = plan(
        segments=[segment(complexity=complexity), segment(name="b")],
        time_log={"file": "log.csv", "occurrence": "row"},
    )
    path = write(folder, data, {"log.csv": "date,csm,task,segment,minutes\n" + "\n".join(rows) + "\n"})
    return [row["csm"] for row in timelog(csplan.load(path, log=True)).rows("skill")]


def test_complexity_explains_it(tmp_path: Path) -> None:
    assert slow(tmp_path, 1.5) == []


def test_without_complexity_it_is_a_difference(tmp_path: Path) -> None:
    assert slow(tmp_path, 1.0) == ["Ann"]
