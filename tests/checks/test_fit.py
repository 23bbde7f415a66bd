"""Findings that need figures: the same whether a plan is small or large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import csplan
from csplan.checks.fit import plan_findings
from csplan.engine.stack import MANY
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def large(**changes: Any) -> dict[str, Any]:
    """A plan of many segments: every third has no customers, every fifth a cap that it can't keep."""
    segments = [
        segment(
            name=f"s{number}",
            customers=0 if number % 3 == 0 else 40 + number,
            arr=0 if number % 3 == 0 else 1_000_000 + 1_000 * number,
            arr_cap=100_000 if number % 5 == 0 else None,
            team=f"team {number % 50}",
            csms_now=None,
        )
        for number in range(MANY)
    ]
    return plan(segments=segments, **changes)


def test_large_plans_have_the_findings_of_small_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = csplan.load(write(tmp_path, large()))
    at_once = plan_findings(read)
    monkeypatch.setattr("csplan.engine.stack.MANY", MANY + 1)
    assert at_once == plan_findings(read)
    assert {each.code for each in at_once} == {"over-budget", "cap-exceeded"}


def test_what_nothing_is_known_of_in_a_large_plan(tmp_path: Path) -> None:
    read = csplan.load(write(tmp_path, large(economics=None)))
    unchecked = [each.subject for each in plan_findings(read) if each.code == "unchecked"]
    assert sorted(unchecked) == sorted(f"s{number}" for number in range(MANY) if number % 3)


def test_findings_stand_where_the_segment_is_named(tmp_path: Path) -> None:
    busy = [{**plan()["tasks"][0], "times": 36}]
    read = csplan.load(write(tmp_path, plan(tasks=busy, segments=[segment(team="t"), segment(name="b", team="t")])))
    (found,) = plan_findings(read)
    assert (found.code, found.subject) == ("over-budget", "t")
    assert found.where is not None
    assert found.where.excerpt.strip() == "- name: a"
