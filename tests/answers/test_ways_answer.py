"""What `options` says first, and `cost-floor` of a plan without customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.ways.answer import options
from csplan.checks.fit import plan_findings
from tests.plans import EXAMPLES, write

if TYPE_CHECKING:
    from pathlib import Path

CALL = {"name": "call", "kind": "proactive", "per": "customer", "takes": "1 h", "times": 12}
PLAN = {
    "csplan": 1,
    "currency": "USD",
    "roles": {"csm": {"cost": "165k", "time": "1,100 h"}},
    "tasks": [CALL],
    "economics": {"gross_margin": "75%", "costs": []},
}


def loaded(folder: Path, segment: dict[str, Any], **changes: Any) -> csplan.Plan:
    data: dict[str, Any] = {**PLAN, "segments": [{"name": "a", **segment}], **changes}
    return csplan.load(write(folder, {key: value for key, value in data.items() if value}))


@pytest.mark.parametrize(
    ("now", "arr", "tasks", "said"),
    [
        # 100 customers of 12 h are 1.09 CSMs of 1,100 h: 2 people; 75% of 9M pays for 13, of 900k for 1.
        (2, "9M", [CALL], "Every team fits and has the people it needs."),
        (4, "9M", [CALL], "In a the plan has more or fewer people than today."),
        (2, "900k", [CALL], "a needs a way out."),
        (2, "9M", [], "No team is known to need a way out, but not all is known: csplan headcount."),
    ],
)
def test_the_answer_says_no_more_than_is_known(now: int, arr: str, tasks: list[Any], said: str, tmp_path: Path) -> None:
    found = options(loaded(tmp_path, {"customers": 100, "arr": arr, "csms_now": now}, tasks=tasks))
    assert list(found.answer) == [said]


def test_without_customers_no_target_is_missed(tmp_path: Path) -> None:
    plan = loaded(tmp_path, {"customers": 0, "arr": 0, "csms_now": 1})
    assert not [each.code for each in plan_findings(plan) if each.severity == "error"]


def test_sharing_people_costs_nothing_and_goes_before_hiring() -> None:
    """The people of the other team are paid either way; 1.8 CSMs where 2 are planned are nobody to hire."""
    plan = csplan.load(EXAMPLES / "harbor-usd")
    found = options(plan).actions
    assert found[0] == "Share people: mid and large as one team – fits with 7 people."
    assert found == csplan.headcount(plan).actions


def test_people_move_before_anybody_is_hired(tmp_path: Path) -> None:
    """1,200 h and 1,800 h of 1,100 h each are two people in either team; 75% of 9M pays for many more."""
    teams = [("a", 100, 3), ("b", 150, 1)]
    segments = [{"name": name, "customers": count, "arr": "9M", "csms_now": now} for name, count, now in teams]
    plan = csplan.load(write(tmp_path, {**PLAN, "segments": segments}))
    assert options(plan).actions == [
        "Move people: 1 from a to b.",
        "a: share people: a and b as one team, then 3 people.",  # 2.73 CSMs
    ]
    assert csplan.headcount(plan).actions == ["Move people: 1 from a to b."]
    assert csplan.headcount(plan).answer[1] == "The plan has 4 people, as many as today."
