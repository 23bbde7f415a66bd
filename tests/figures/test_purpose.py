"""Hours of a purpose, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csplan
from csplan.answers.explain.answer import explain
from csplan.answers.explain.asked import Unclear
from csplan.inputs.build import build
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.engine.nodes import Node


def task(name: str, kind: str, hours: float, serves: object = None) -> dict[str, object]:
    made = {"name": name, "kind": kind, "per": "customer", "takes": f"{hours} h", "times": 1}
    return {**made, **({"serves": serves} if serves else {})}


TASKS = [
    task("review", "proactive", 6, ["executives", "expansion"]),
    task("check-in", "proactive", 3, ["use_level", "stickiness"]),
    task("ticket", "reactive", 5),
]


def purposes(folder: Path, **sections: object) -> dict[tuple[str, str], Node]:
    root = build(csplan.load(write(folder, plan(**sections)))).root
    return {(team.name, node.name): node for team in root.below["team"] for node in team.below.get("purpose", ())}


def test_hours_of_a_task_are_split_over_all_that_it_serves(tmp_path: Path) -> None:
    """32 customers of complexity 1.2: 230.4 h of reviews, 115.2 h of check-ins; 10 of 1: 30 h of check-ins.

    Reviews serve expansion and check-ins stickiness too, which nobody there is for: half of their hours.
    """
    one = segment(name="large", customers=32, complexity=1.2, team="t", purpose=["executives", "use_level"])
    other = segment(name="mid", customers=10, team="t", purpose=["use_level", "collection"])
    found = purposes(tmp_path, segments=[one, other], tasks=TASKS)
    hours = {at: node.value("purpose_hours") for at, node in found.items()}
    assert hours == {
        ("t", "executives"): pytest.approx(115.2),
        ("t", "use_level"): pytest.approx(57.6 + 15),
        ("t", "collection"): 0,
    }
    whole = 32 * 1.2 * 14 + 10 * 14
    assert found["t", "use_level"].value("purpose_share") == pytest.approx(72.6 / whole)
    team = found["t", "use_level"].above["team"]
    assert team.value("unserved_share") == pytest.approx(1 - (115.2 + 72.6) / whole)
    both = segment(name="large", customers=10, team="t", purpose=["executives", "expansion"])
    hours = {at: node.value("purpose_hours") for at, node in purposes(tmp_path, segments=[both], tasks=TASKS).items()}
    assert hours == {("t", "executives"): 30, ("t", "expansion"): 30}


def test_without_tasks_nothing_is_known(tmp_path: Path) -> None:
    found = purposes(tmp_path, segments=[segment(purpose="expansion")], tasks=None)
    assert found["a", "expansion"].value("purpose_hours") is None
    assert found["a", "expansion"].value("purpose_share") is None


def test_a_purpose_is_asked_for_by_its_team(tmp_path: Path) -> None:
    segments = [segment(purpose="expansion"), segment(name="b", customers=10, purpose="expansion")]
    loaded = csplan.load(write(tmp_path, plan(segments=segments, tasks=TASKS)))
    with pytest.raises(Unclear, match="more than one team") as raised:
        explain(loaded, "purpose_hours", {"purpose": "expansion"})
    assert raised.value.hint == "name one: --team a, b"
    report = explain(loaded, "purpose_hours", {"purpose": "expansion", "team": "b"})
    assert report.title == "purpose_hours of purpose expansion: 30.0 h"
    with pytest.raises(Unclear, match="no purpose is named 'executives'"):
        explain(loaded, "purpose_hours", {"purpose": "executives", "team": "b"})
