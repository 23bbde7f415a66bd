"""What a plan is told to state: the value that is missing, not the section that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.ceiling import ceiling
from tests.plans import write

if TYPE_CHECKING:
    from pathlib import Path

ONBOARDING = {"name": "onboarding", "kind": "implementation", "per": "new_customer", "takes": "20 h", "times": 1}
QBR = {"name": "QBR", "kind": "proactive", "per": "customer", "takes": "4 h", "times": 4}
RESCUE = {"name": "rescue", "kind": "proactive", "per": "at_risk_customer", "takes": "4 h", "times": 4}
NEVER_SAID = {"name": "visit", "kind": "proactive", "per": "customer", "takes": "4 h"}


def load(folder: Path, **changes: Any) -> csplan.Plan:
    data = {
        "csplan": 1,
        "currency": "USD",
        "roles": {"csm": {"cost": "150k", "time": "1,200 h"}},
        "segments": [{"name": "a", "customers": 50, "arr": "2M", "csms_now": 1}],
        **changes,
    }
    return csplan.load(write(folder, {key: value for key, value in data.items() if value}))


@pytest.mark.parametrize(
    ("task", "first"),
    [
        (ONBOARDING, "Say how many new customers a year there are in a (`new_customers:`), for onboarding."),
        (RESCUE, "Say which share of customers is at risk in a (`at_risk:`), for rescue."),
        (NEVER_SAID, "Say how often a year it is done in a (`times:`): visit."),
    ],
)
def test_what_lacks_of_the_tasks_comes_first(task: dict[str, Any], first: str, tmp_path: Path) -> None:
    plan = load(tmp_path, tasks=[QBR, task])
    assert csplan.headcount(plan).actions[0] == first
    assert csplan.headcount(plan).answer[0] == (
        "Nothing says how many people are needed: not all is known that the work depends on."
    )
    assert ceiling(plan).actions[0] == first
    assert ceiling(plan).answer[0] == "There is no ceiling, because not all is known that the work depends on."


def test_without_tasks_they_are_asked_for(tmp_path: Path) -> None:
    found = csplan.headcount(load(tmp_path, rules="usd-2m"))
    assert found.actions[0].startswith("Say what CSMs do and how long it takes (`tasks:`)")


def test_each_lack_is_said_once_for_all_segments(tmp_path: Path) -> None:
    segments = [{"name": name, "customers": 50, "arr": "2M"} for name in "abc"]
    segments[1]["new_customers"] = 4
    found = csplan.headcount(load(tmp_path, tasks=[QBR, ONBOARDING], segments=segments))
    assert found.actions[0] == (
        "Say how many new customers a year there are in a and c (`new_customers:`), for onboarding."
    )


def test_what_limits_ask_for_is_no_work(tmp_path: Path) -> None:
    # One customer with 50M: by the rule 25 CSMs, by the most customers of a high-touch CSM (20) a twentieth of one.
    found = csplan.headcount(load(tmp_path, rules="usd-2m", segments=[{"name": "a", "customers": 1, "arr": "50M"}]))
    [team] = found.rows("teams")
    assert (team["at_least"], team["work_needs"]) == (0.05, None)


def test_a_cap_is_no_arr_rule(tmp_path: Path) -> None:
    # cny-1.5-2.5m has a rule for each stage, and a cap of 2.5M for all: 6M take 2.4 CSMs at least.
    segments = [{"name": "a", "customers": 12, "arr": "6M"}]
    found = csplan.headcount(load(tmp_path, currency="CNY", rules="cny-1.5-2.5m", segments=segments))
    assert found.answer[0] == (
        "The most ARR that one CSM may hold asks for 3 people at least (2.40 CSMs). Work and money are not checked yet."
    )
    assert found.actions[0] == "For the ARR rule, state the company's stage: new, growth, mature."


def test_what_is_known_of_a_part_of_the_work_is_the_least_of_it(tmp_path: Path) -> None:
    # a: 50 x 16 h of reviews and 4 x 20 h of onboarding, 880 of the 1,200 hours of a CSM; of b nobody knows it.
    segments = [{"name": name, "customers": 50, "arr": "2M", "team": "t"} for name in "ab"]
    segments[0]["new_customers"] = 4
    found = csplan.headcount(load(tmp_path, rules="usd-2m", tasks=[QBR, ONBOARDING], segments=segments))
    assert [row["work_needs"] for row in found.rows("teams")] == ["≥0.73"]
