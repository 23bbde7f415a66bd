"""What the first screen of `headcount` says to do: in whole people, and once for all teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.phrases import benchmarks
from tests.plans import EXAMPLES, PLAN, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.report.report import Report

CALLS = {"name": "calls", "kind": "reactive", "per": "customer", "takes": "1 h", "times": 12}
RICH = {"gross_margin": "0%", "costs": []}
"""Money is no matter."""


def report(folder: Path, **changes: Any) -> Report:
    return csplan.headcount(csplan.load(write(folder, plan(**{"tasks": [CALLS], "economics": RICH, **changes}))))


def team(name: str, customers: int, now: float | None) -> dict[str, Any]:
    """Return a segment: each customer takes 12 of the 1,000 hours of a CSM, and no rule asks for anybody."""
    return segment(name=name, customers=customers, csms_now=now, arr_per_csm=None)


def test_people_move_before_anybody_is_hired(tmp_path: Path) -> None:
    # 90, 180 and 250 customers are 1.08, 2.16 and 3 CSMs of work, so 2, 3 and 3 people.
    found = report(tmp_path, segments=[team("a", 90, 4), team("b", 180, 1), team("c", 250, 2)])
    assert [row["gap"] for row in found.rows("teams")] == [-2, 2, 1]
    assert found.actions[:2] == ["Move people: 2 from a to b.", "Hire 1 person for c."]


def test_hires_are_whole_people_in_one_sentence(tmp_path: Path) -> None:
    roles = {"csm": plan()["roles"]["csm"], "pooled": plan()["roles"]["csm"]}
    found = report(tmp_path, roles=roles, segments=[team("a", 90, 0.5), {**team("b", 180, 1), "role": "pooled"}])
    assert [row["gap"] for row in found.rows("teams")] == [1.5, 2]
    assert found.actions[0] == "Hire 4 people: 2 for a and 2 for b."


def test_people_of_another_role_do_not_move(tmp_path: Path) -> None:
    roles = {"csm": plan()["roles"]["csm"], "pooled": plan()["roles"]["csm"]}
    found = report(tmp_path, roles=roles, segments=[team("a", 90, 3), {**team("b", 90, 1), "role": "pooled"}])
    assert list(found.actions[:2]) == [
        "Hire 1 person for b.",
        "Find other work for people, or do not replace those who leave: a (1 more).",
    ]


def test_nobody_is_let_go_where_nothing_is_known_of_the_work(tmp_path: Path) -> None:
    # The rule asks for 2 people, there are 5; nothing says how long the work takes.
    found = report(tmp_path, tasks=None, segments=[segment(csms_now=5)])
    assert [row["gap"] for row in found.rows("teams")] == [-3]
    assert "Find out how long the work takes before you let anybody go: a (3 more)." in found.actions
    assert not any("leave" in text for text in found.actions)


def test_planned_people_with_little_work_are_named(tmp_path: Path) -> None:
    # 100 customers, 10 of them a CSM at most, are 10 people for 1.2 CSMs of work.
    tiers = [{"name": "t", "acv": {}, "max_customers_per_csm": 10}]
    found = report(tmp_path, tiers=tiers, segments=[team("a", 100, 10)])
    assert "idle-plan" in [each.code for each in found.findings]
    assert found.actions[0] == "Ask what the planned people will do, because the work needs fewer: a (12.0% busy)."
    # One person fewer could do it, but only because half a person is a whole one: no finding.
    found = report(tmp_path / "rounded", segments=[team("a", 90, 2)])
    assert [row["utilization"] for row in found.rows("teams")] == [pytest.approx(0.54)]
    assert "idle-plan" not in [each.code for each in found.findings]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"economics": None}, "Say which margin you want (`economics:`)"),
        ({"roles": {"csm": {"time": "1000 h"}}}, "Say what a CSM costs (`pay:` or `cost:` of the role)"),
        ({"roles": {"csm": {"cost": "100k"}}}, "Say how many hours a CSM has (`time:` of the role)"),
        ({"economics": {"costs": []}}, "State a `gross_margin:`, an `operating_margin:` or a `cs_budget:`"),
    ],
)
def test_what_is_unknown_is_asked_for_once(changes: dict[str, Any], expected: str, tmp_path: Path) -> None:
    found = report(tmp_path, segments=[team("a", 90, 1), team("b", 90, 1)], **changes)
    assert len([text for text in found.actions if text.startswith(expected)]) == 1


def test_a_team_with_customers_and_nobody_never_fits(tmp_path: Path) -> None:
    data = {"economics": {"gross_margin": "100%", "costs": []}, "conflict": "money"}
    [row] = report(tmp_path, segments=[team("a", 90, None)], **data).rows("teams")
    assert (row["heads"], row["verdict"]) == (0, "over-budget")
    found = csplan.cost_floor(csplan.load(write(tmp_path / "floor", plan(segments=[team("a", 90, None)], **data))))
    assert found.rows("teams")[0]["met"] is False


def test_what_is_seen_in_practice_stands_below_the_result() -> None:
    usd, cny = (csplan.load(EXAMPLES / name) for name in ("acme-usd", "yunfan-cny"))
    assert csplan.headcount(usd).remarks == benchmarks(usd)
    [line] = benchmarks(usd)
    assert line == (
        "Seen in practice (usd-2m), customers per CSM: contracts of 20K about 100, contracts of 5K about 400, "
        "contracts of 1K and less about 2,000."
    )
    line = csplan.headcount(cny).remarks[-1]
    assert line.startswith("Seen in practice (cny-1.5-2.5m): ARR per CSM, very good Chinese companies: 4M-5M RMB")


def test_three_things_at_most() -> None:
    for name in ("acme-usd", "yunfan-cny", "tutorial/1-rule.yaml", "tutorial/3-money.yaml"):
        found = csplan.headcount(csplan.load(EXAMPLES / name))
        assert 1 <= len(found.actions) <= 3
        assert not any("cost" in text and "less" in text for text in found.actions)


def test_money_pays_for_the_plan_where_it_does() -> None:
    # At the mix of all who are wanted it would be 12.8; the plan's 13 have more of a cheaper role, and money is left.
    total = csplan.headcount(csplan.load(EXAMPLES / "yunfan-cny")).rows("total")[0]
    assert total["heads"] == 13
    assert total["at_most"] == pytest.approx(12.8, abs=0.05)
    assert "account pays for 13." in total["answer"]


@pytest.mark.parametrize("economics", [{"cs_budget": "400k"}, {"gross_margin": "80%", "costs": []}])
def test_money_that_is_stated_is_not_called_unstated(economics: dict[str, Any], tmp_path: Path) -> None:
    # The ARR of b is unknown: nobody knows what a margin pays for there, or which part of the money is for it.
    unknown = {key: value for key, value in team("b", 100, 2).items() if key != "arr"}
    found = report(tmp_path, segments=[team("a", 100, 2), unknown], economics=economics)
    assert "does not say what they may cost" not in found.as_dict()["total"]["answer"]
    assert not [each for each in found.actions if "what may be spent" in each]


ROLE_OF_HOURS = {"cost": "165k", "time": "1,100 h"}
CALL = {"name": "call", "kind": "proactive", "per": "customer", "takes": "1 h", "times": 12}


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        # 1.09 CSMs are 2 people; the operating margin counts no cost of operating.
        (
            {"tasks": [CALL], "economics": {"operating_margin": "10%"}},
            "Say what customers cost beside customer success",
        ),
        # Nobody is served: to find out how long the work takes would not help.
        ({"segments": [{"name": "a", "customers": 0, "arr": 0, "csms_now": 1}]}, "Find other work for people"),
        ({"rules": None}, "Add `rules: usd-2m`"),
    ],
)
def test_what_comes_first(changes: dict[str, Any], first: str, tmp_path: Path) -> None:
    data: dict[str, Any] = {
        "csplan": 1,
        "currency": "USD",
        "rules": "usd-2m",
        "roles": {"csm": ROLE_OF_HOURS},
        "segments": [{"name": "a", "customers": 100, "arr": "2M", "csms_now": 1}],
        **changes,
    }
    found = csplan.headcount(csplan.load(write(tmp_path, {key: value for key, value in data.items() if value})))
    assert found.actions[0].startswith(first)
    if "rules" in changes:
        assert found.answer[0].startswith("Nothing says how many people are needed")


def test_limits_that_ask_for_more_than_the_work_are_named(tmp_path: Path) -> None:
    # 100 customers are 1.2 CSMs of work; 4M of ARR at 1M at most for each CSM are four.
    found = report(tmp_path, segments=[segment(customers=100, arr="4M", arr_cap="1M", arr_per_csm=None, csms_now=4)])
    assert found.answer[0].startswith("It fits: work and limits need 4 people (4.00 CSMs)")
    assert found.remarks[0] == "In a the most ARR that one CSM may hold asks for more people than the work."
    # That they have little work is said once.
    assert [text for text in found.actions if "(30.0%" in text] == [
        "Ask what the planned people will do, because the work needs fewer: a (30.0% busy)."
    ]


def test_nothing_asks_for_more_than_work_that_nobody_knows(tmp_path: Path) -> None:
    # How many customers of b are at risk is not known, so neither is its work: the cap alone asks for four people.
    rescue = {"name": "rescue", "kind": "proactive", "per": "at_risk_customer", "takes": "60 min", "times": 12}
    ours = segment(name="a", at_risk="10%", csms_now=1, arr="1M")
    others = segment(name="b", arr="4M", arr_cap="1M", arr_per_csm=None, csms_now=4)
    found = report(tmp_path, tasks=[rescue], segments=[ours, others])
    assert found.rows("segments")[1]["binding"] == "cap"
    assert not any("than the work" in text for text in found.remarks)


def test_who_is_to_be_hired_for_little_work_is_asked_about_first(tmp_path: Path) -> None:
    # As above, and one of the four is to be hired.
    found = report(tmp_path, segments=[segment(customers=100, arr="4M", arr_cap="1M", arr_per_csm=None, csms_now=3)])
    assert found.actions[:2] == [
        "Ask what the planned people will do, because the work needs fewer: a (30.0% busy).",
        "Hire 1 person.",
    ]
    assert not any("under the cap" in text for text in found.actions)  # the hire does that


def test_people_who_are_kept_and_cost_too_much_are_said(tmp_path: Path) -> None:
    # 10% of ARR pay for 2 and 1.9 people; 0.96 and 1.68 CSMs of work are 1 and 2. 2 and 2 are there, and wanted.
    segments = [
        segment(name="a", customers=80, arr="2M", arr_per_csm="500k", csms_now=2),
        segment(name="b", customers=140, arr="1.9M", arr_per_csm="500k", csms_now=2),
    ]
    economics = PLAN["economics"]
    assert report(tmp_path, conflict="keep", economics=economics, segments=segments).answer == [
        "Over budget: the work needs 3 people (2.64 CSMs), a gross margin of 80% pays for 3.",
        "The plan keeps today's 4 people.",
        "That costs 10k a year more than there is.",
    ]


def test_what_takes_all_the_money_is_named(tmp_path: Path) -> None:
    costs = [{"name": "hosting", "share": "30%", "in": "gross"}]
    found = report(tmp_path, economics={"gross_margin": "80%", "costs": costs})
    assert "In a hosting takes all that the margin target leaves for service." in found.remarks


def test_where_the_work_asks_for_most_no_limit_is_named(tmp_path: Path) -> None:
    found = report(tmp_path, segments=[segment(customers=100, arr="1M", arr_cap="1M", arr_per_csm=None, csms_now=2)])
    assert found.answer[0].startswith("It fits: the work needs 2 people (1.20 CSMs)")
    assert not any("asks for more people" in text for text in found.remarks)


def test_who_lacks_people_that_money_would_pay_for_is_named(tmp_path: Path) -> None:
    # 500k pay for 5 people. The work of a takes 3 and the rule asks for 4, who are there; that of b takes 1.8, so 2.
    found = report(
        tmp_path,
        conflict="keep",
        economics={"cs_budget": "500k"},
        segments=[
            segment(name="a", customers=250, arr="5M", arr_per_csm="1.25M", csms_now=4),
            segment(name="b", customers=150, arr="1M", arr_per_csm="1M", csms_now=1),
        ],
    )
    assert [row["heads"] for row in found.rows("teams")] == [4, 1]
    assert found.answer[1] == ("Money would pay for all the work, but people are in the wrong teams: b lacks some.")
    assert found.actions[0] == "Move people: 1 from a to b."
