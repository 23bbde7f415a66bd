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
        (4, "9M", [CALL], "In a the plan has other people than there are today."),
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
    assert options(csplan.load(EXAMPLES / "harbor-usd")).actions == [
        "large: share people: large and mid as one team, then 5 people."
    ]
