"""How often a task is done: by tier, or by segment, whose own goes before its tier's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.inputs.build import build
from csplan.inputs.origins import Finder
from csplan.loader.plan import load_all
from csplan.studies.diff.sides import changes, pair
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.engine.nodes import Node

TIERS = [{"name": "small", "acv": {"max": "50k"}}, {"name": "large", "acv": {"min": "50k"}}]
SEGMENTS = [segment(), segment(name="banks"), segment(name="rest", tier="large", customers=20)]


def data(times: Any) -> dict[str, Any]:
    tickets = {"name": "tickets", "kind": "reactive", "per": "customer", "takes": "60 min", "times": times}
    return plan(tiers=TIERS, segments=SEGMENTS, tasks=[tickets])


def nodes(loaded: csplan.Plan) -> dict[str, Node]:
    return {node.name: node for team in build(loaded).root.below["team"] for node in team.below["segment"]}


def test_a_segment_goes_before_its_tier(tmp_path: Path) -> None:
    found = nodes(csplan.load(write(tmp_path, data({"small": 12, "large": 4, "banks": 30}))))
    # 100 customers 12 times, 100 customers 30 times, 20 customers 4 times; an hour each.
    assert {name: node.value("workload") for name, node in found.items()} == {"a": 1200, "banks": 3000, "rest": 80}


def test_a_segment_may_stand_for_a_tier_that_says_nothing(tmp_path: Path) -> None:
    found = nodes(csplan.load(write(tmp_path, data({"a": 1, "banks": 0, "rest": 2}))))
    assert {name: node.value("workload") for name, node in found.items()} == {"a": 100, "banks": 0, "rest": 40}


def test_explain_leads_to_the_value_that_counts(tmp_path: Path) -> None:
    times = "    times:\n      small: 12\n      large: 4\n      banks: 30"
    path = write(tmp_path, data(1))
    path.write_text(path.read_text().replace("  times: 1\n", times[2:] + "\n"))
    loaded = csplan.load(path)
    inputs = build(loaded)
    lines = path.read_text().splitlines()
    found = {}
    for team in inputs.root.below["team"]:
        [node] = team.below["segment"]
        place = Finder(loaded, inputs).of_row(node, "task", 0, "times")
        assert place.line is not None
        found[node.name] = lines[place.line - 1].strip()
    assert found == {"a": "small: 12", "banks": "banks: 30", "rest": "large: 4"}


def test_a_name_that_is_neither(tmp_path: Path) -> None:
    [finding] = load_all(write(tmp_path, data({"small": 12, "large": 4, "bancs": 30}))).diagnostics
    assert (finding.code, finding.hint) == ("unknown-tier", "did you mean banks?")
    assert finding.message == "no tier is named 'bancs'"


@pytest.mark.parametrize("name", ["banks", "large"])
def test_a_change_is_made_to_one_of_them(name: str, tmp_path: Path) -> None:
    path = write(tmp_path, data({"small": 12, "large": 4}))
    found = nodes(csplan.load(path, set={f"tasks.tickets.times.{name}": 10}))
    changed = {"banks": 1000} if name == "banks" else {"rest": 200}
    whole = {"a": 1200.0, "banks": 1200.0, "rest": 80.0} | changed
    assert {name: node.value("workload") for name, node in found.items()} == whole


def test_a_difference_keeps_the_name_that_a_segment_had(tmp_path: Path) -> None:
    old = csplan.load(write(tmp_path / "old", data({"small": 12, "large": 4, "banks": 30})))
    renamed = data({"small": 12, "large": 4, "the banks": 30})
    renamed["segments"] = [SEGMENTS[0], {**SEGMENTS[1], "name": "the banks"}, SEGMENTS[2]]
    [change] = changes(pair(old, csplan.load(write(tmp_path / "new", renamed))))
    assert (change.renamed, change.before, change.after) == (True, "banks", "the banks")
