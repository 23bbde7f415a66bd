"""No command contradicts itself or another: where two words could be read against each other, a third says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.ceiling import ceiling
from csplan.answers.cost_floor.answer import cost_floor
from csplan.answers.cost_floor.compare import compare
from csplan.answers.ways.answer import options
from tests.plans import EXAMPLES, PLAN, by_name, plan, segment, write

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


def test_who_could_share_people_is_not_told_to_hire(tmp_path: Path) -> None:
    # 90 and 180 customers are 1.08 and 2.16 CSMs of work: 2 + 3 people apart, 4 together. Money is no matter.
    segments = [
        segment(name="a", customers=90, arr_per_csm=None, csms_now=1),
        segment(name="b", customers=180, arr_per_csm=None, csms_now=2),
    ]
    made = loaded(tmp_path, segments=segments, economics={"gross_margin": "0%", "costs": []})
    assert [row["gap"] for row in csplan.headcount(made).rows("teams")] == [1, 1]
    told = "Share people: a and b as one team – 4 people are enough, not 5."
    assert csplan.headcount(made).actions[0] == options(made).actions[0] == told
    assert not any("Hire" in text for text in (*csplan.headcount(made).actions, *options(made).actions))
    # Of 3.24 + 4.8 CSMs of work nobody is saved: 9 people apart, 9 together.
    segments = [{**segments[0], "customers": 270}, {**segments[1], "customers": 400}]
    made = loaded(tmp_path / "none", segments=segments, economics={"gross_margin": "0%", "costs": []})
    assert csplan.headcount(made).actions[0] == options(made).actions[0] == "Hire 6 people: 3 for a and 3 for b."


def test_what_closes_the_gap_of_all_stands_in_options_with_its_size() -> None:
    acme = csplan.load(EXAMPLES / "acme-usd")
    found, head = options(acme), csplan.headcount(acme)
    assert list(found.actions) == list(head.actions)
    rows = {row["text"]: row for row in found.rows("company")}
    for action in head.actions:
        what, size = action.rstrip(".").split(" – ")
        row = rows[what[0].lower() + what[1:]]
        if size.startswith("fits"):
            assert (size, row["verdict"]) == (f"fits with {row['heads']:.0f} people", "fits")
        else:
            assert f"({size.removesuffix(' CSMs over budget')})" in row["way"]
    # Today's 6 people leave undone 2,333.0 - 2,189.6, 5,056.0 - 2,189.6, 4,758.7 - 1,094.8 and 1,600 - 1,173 hours.
    nothing = rows["do nothing"]
    assert (nothing["heads"], nothing["verdict"]) == (6, "too-few")
    assert nothing["hours_not_delivered"] == pytest.approx(7100.7, abs=0.1)
    # 13 CSMs and 2 of the pool cost 2.371M, today's 5 and 1 938,000.
    margin = next(row for row in found.rows("company") if row["kind"] == "gross_margin")
    assert (margin["heads"], margin["verdict"], margin["closes"]) == (15, "fits", True)
    assert margin["cash_change"] == pytest.approx(-1_433_000)
    levers = {row["lever"]: row for row in head.as_dict()["total"]["levers"]}
    assert margin["steps"][0]["change"] == levers["gross_margin"]["change"]
    # Nothing is listed that is too much for advice and yet not enough.
    assert all(row["closes"] for row in found.rows("company") if row["would_take"])


def test_no_gap_of_the_company_no_table_of_it(tmp_path: Path) -> None:
    alone = {**PLAN["economics"], "holds": "team"}
    for economics in (PLAN["economics"], alone):
        made = loaded(tmp_path, segments=two(5_000_000, 1_000_000), economics=economics)
        assert options(made).rows("company") == []


def test_sharing_is_a_way_out_where_each_team_has_to_hold(tmp_path: Path) -> None:
    # 1.08 CSMs each; rich has money for 5 and poor for 1, together for 6.
    alone = {**PLAN["economics"], "holds": "team"}
    made = loaded(tmp_path, segments=two(5_000_000, 1_000_000), economics=alone)
    [first] = [text for text in csplan.headcount(made).actions if "share people" in text]
    assert first == "poor: share people: poor and rich as one team – fits with 3 people."
    ways = by_name(by_name(options(made).as_dict()["teams"], "team")["poor"]["options"], "kind")
    assert (ways["team"]["verdict"], ways["team"]["heads"]) == ("fits", 3)


def test_no_service_is_taken_away_for_nothing(tmp_path: Path) -> None:
    # One person is to be hired for 0.12 CSMs of work, and would be for half of them too.
    segments = [segment(customers=10, csms_now=0, arr_per_csm=None), segment(name="b", csms_now=1, arr_per_csm=None)]
    calls = {"name": "calls", "kind": "proactive", "per": "customer", "takes": "60 min", "times": 12}
    made = loaded(tmp_path, segments=segments, tasks=[calls], economics={"gross_margin": "0%", "costs": []})
    kinds = {row["team"]: {way["kind"] for way in row["options"]} for row in options(made).as_dict()["teams"]}
    assert "times" not in kinds["a"]
    assert "times" in kinds["b"]  # 1.2 CSMs of work: one person could do less of it


def test_a_target_given_up_for_the_most_part_is_no_advice(tmp_path: Path) -> None:
    # 100 customers with 1.2 CSMs of work, so 2 people: 40% of 500,000, of which hosting takes 10%.
    segments = [segment(arr=500_000, arr_per_csm=None, csms_now=1)]
    found = options(loaded(tmp_path, segments=segments))
    [row] = [row for row in found.rows("teams")[0]["options"] if row["kind"] == "gross_margin"]
    assert row["steps"][0]["after"] == pytest.approx(0.5)
    assert not row["would_take"]  # 30 points
    found = options(loaded(tmp_path, segments=[{**segments[0], "arr": 400_000}]))
    [row] = [row for row in found.rows("teams")[0]["options"] if row["kind"] == "gross_margin"]
    assert row["steps"][0]["after"] == pytest.approx(0.4)
    assert row["would_take"]
    assert row["way"] == "would take: gross margin 40.0%"


def test_hours_of_two_teams_stand_beside_those_of_today() -> None:
    found = options(csplan.load(EXAMPLES / "acme-usd"))
    shown = {table.title: table.shown for table in found.details}
    assert "hours_not_delivered_before" in shown["small shops alone"]  # which may share, or be pooled
    assert "hours_not_delivered_before" not in shown["long tail alone"]


def test_nobody_is_too_many_where_the_work_is_not_done(tmp_path: Path) -> None:
    # 1.08 CSMs of work in each; poor pays for 1 by itself, and has 2.
    segments = [{**each, "csms_now": 2} for each in two(5_000_000, 1_000_000)]
    made = loaded(tmp_path, segments=segments, conflict="money", economics={**PLAN["economics"], "holds": "team"})
    assert [row["gap"] for row in csplan.headcount(made).rows("teams")] == [0, -1]
    assert not any("do not replace" in text for text in (*csplan.headcount(made).actions, *options(made).actions))


def test_whose_customers_would_pay_reads_why_the_work_is_not_done(tmp_path: Path) -> None:
    # Both need 2 people; the company has money for 2.3 + 0.5, and begins with who is most overloaded.
    segments = two(2_300_000, 500_000)
    made = loaded(tmp_path, segments=[{**segments[0], "customers": 85}, {**segments[1], "customers": 160}])
    [said] = [each.text for each in csplan.headcount(made).advice if each.subject == "rich"]
    assert said.startswith(
        "It needs 1.02 CSMs because of the work, so 2 people. Its customers would pay for 2.30, but the company's "
        "money ends first. The plan has 1 person"
    )


def test_what_a_way_leaves_is_nothing_or_something_and_never_dust() -> None:
    found = options(csplan.load(EXAMPLES / "acme-usd"))
    ways = [
        *found.rows("company"),
        *(way for team in found.rows("teams") for way in (*team["options"], *team["combinations"])),
    ]
    numbers = [value for way in ways for value in way.values() if isinstance(value, float)]
    assert len(numbers) > 100
    assert [each for each in numbers if 0 < abs(each) < 1e-9] == []
