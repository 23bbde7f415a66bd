"""No command contradicts itself or another: where two words could be read against each other, a third says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import csplan
from csplan.answers.ceiling import ceiling
from csplan.answers.cost_floor.answer import cost_floor
from csplan.answers.cost_floor.compare import compare
from tests.plans import EXAMPLES, PLAN, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan

TICKETS = PLAN["tasks"][0]


def loaded(folder: Path, **changes: Any) -> Plan:
    return csplan.load(write(folder, plan(**changes)))


def two(rich: int, poor: int) -> list[dict[str, Any]]:
    """Return two segments of 90 customers, so of 1.08 CSMs of work each; money pays for 10% of their ARR."""
    return [
        segment(name="rich", customers=90, arr=rich, arr_per_csm=None, csms_now=1),
        segment(name="poor", customers=90, arr=poor, arr_per_csm=None, csms_now=1),
    ]


def test_the_return_that_is_asked_is_in_the_first_sentence_of_the_cost_check(tmp_path: Path) -> None:
    # 24 h for each of 100 customers are 2.4 CSMs, so 3 people, of whom half is growth: 150,000. Credited are 600,000,
    # less 10% of hosting 540,000: 3.6 for each unit. The other half leaves 2M - 200,000 - 150,000: 82.5%.
    reviews = {"name": "reviews", "kind": "proactive", "per": "customer", "takes": "60 min", "times": 12}
    for asked, lead in ((3, "Targets met."), (4, "Target missed: return of renewal and expansion.")):
        economics = {**PLAN["economics"], "growth": {"credited_revenue": 600_000, "required_return": asked}}
        made = loaded(tmp_path / str(asked), tasks=[TICKETS, reviews], conflict="work", economics=economics)
        assert cost_floor(made).answer[0] == (
            f"{lead} 3 people leave a gross margin of 82.5% (target 80%). "
            f"Each unit spent on renewal and expansion brings back 3.6 (asked: {asked})."
        )


def test_what_a_desk_promises_is_not_called_work_and_no_range_of_time(tmp_path: Path) -> None:
    desk = csplan.load(EXAMPLES / "chat-desk")
    assert csplan.headcount(desk).answer[0].startswith("Over budget: work and desks need 4 people (3.84 CSMs)")
    assert cost_floor(desk).answer[1:] == [
        "In long tail the promise of the desk takes more people than money pays for."
    ]
    # Money pays for 2 CSMs, with 50 customers each; one may have 40, and has time for 83.
    tiers = [{"name": "t", "acv": {}, "max_customers_per_csm": 40}]
    assert cost_floor(loaded(tmp_path, tiers=tiers)).answer[1:] == [
        "In a a CSM must serve more customers than one CSM may have."
    ]


def test_without_tasks_the_answer_says_whose_number_the_plan_is(tmp_path: Path) -> None:
    # 2M are 2 CSMs by the rule; 10% of it pay for 2.
    said = csplan.headcount(loaded(tmp_path, tasks=None)).answer[0]
    assert said == (
        "The ARR rule asks for 2.00 CSMs, a gross margin of 80% pays for 2. How much work there is, is not known yet."
    )
    tiers = [{"name": "t", "acv": {}, "max_customers_per_csm": 40}]
    said = csplan.headcount(loaded(tmp_path / "limited", tasks=None, tiers=tiers)).answer[0]
    assert said == (
        "Limits ask for 3 people at least (2.50 CSMs), a gross margin of 80% pays for 2. "
        "How much work there is, is not known yet."
    )


def test_each_team_by_itself_is_said_where_all_together_would_be_paid(tmp_path: Path) -> None:
    # 2 + 2 people, and money for 5 + 1.
    alone = loaded(tmp_path, segments=two(5_000_000, 1_000_000), economics={**PLAN["economics"], "holds": "team"})
    assert csplan.headcount(alone).answer[1] == (
        "Money would pay for all together, but each team has to hold by itself (holds: team): poor does not."
    )


def test_why_a_segment_has_another_verdict_than_its_team(tmp_path: Path) -> None:
    found = csplan.headcount(loaded(tmp_path, segments=two(5_000_000, 1_000_000)))
    assert [(row["verdict"]) for row in found.rows("segments")] == ["fits", "over-budget"]
    assert [(row["verdict"]) for row in found.rows("teams")] == ["fits", "carried"]
    assert found.notes[0] == (
        "By itself, poor is over budget: its customers do not pay for its work. Other customers do."
    )
    # Money for 1.2 + 0.5 CSMs is not enough for 2 + 2 people.
    found = csplan.headcount(loaded(tmp_path / "short", segments=two(1_200_000, 500_000)))
    assert [(row["verdict"]) for row in found.rows("segments")] == ["fits", "over-budget"]
    assert [(row["verdict"]) for row in found.rows("teams")] == ["over-budget", "over-budget"]
    assert found.notes[0] == (
        "By itself, rich fits: its customers pay for its work. Its team is over budget: money ends first."
    )


def test_nobody_is_hired_early_where_the_money_of_all_ends(tmp_path: Path) -> None:
    # 5M asks for more than 2 CSMs, and pays for 5; 4,000 customers with 48 CSMs of work pay for 1.
    segments = [
        segment(name="rich", customers=40, arr=5_000_000, arr_per_csm=None, csms_now=1),
        segment(name="poor", customers=4_000, arr=1_000_000, arr_per_csm=None, csms_now=1),
    ]
    found = csplan.headcount(loaded(tmp_path, segments=segments, rules="usd-2m"))
    assert "hire-early" in found.rows("segments")[0]["signals"]
    assert found.answer[0].startswith("Over budget")
    assert not any(text.startswith("Hire early") for text in found.actions)


def test_nobody_is_no_unknown_number(tmp_path: Path) -> None:
    segments = [{**each, "csms_now": 0} for each in two(5_000_000, 1_000_000)]
    said = ceiling(loaded(tmp_path, segments=segments)).answer[0]
    assert said == "The ceilings are known; nobody serves rich and poor today."


def test_the_same_contradiction_of_several_scenarios_is_said_once(tmp_path: Path) -> None:
    # Each of poor's customers has 1,111 left for service: 90 to a CSM. There is time for 83.
    made = loaded(tmp_path, segments=two(5_000_000, 1_000_000))
    found = compare({"base": made, "same": made})
    assert found.answer == [
        "Targets are met in base and same.",
        "In base and same the floor lies above the ceiling in poor.",
    ]
    assert "operating_margin_planned" not in found.tables[0].shown
