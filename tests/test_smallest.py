"""From two numbers a segment, one lens at a time: what is left out leaves its lens without evidence, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.ways.answer import options
from csplan.cli.validate import check
from csplan.inputs.build import build
from tests.plans import write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.engine.nodes import Node

SEGMENTS = [
    {"name": "enterprise", "customers": 24, "arr": "4.32M"},
    {"name": "shops", "customers": 620, "arr": "3.1M"},
]
LEAST = {"csplan": 1, "currency": "USD", "rules": "usd-2m", "segments": SEGMENTS}
TASKS = [{"name": "calls", "kind": "proactive", "per": "customer", "takes": "1 h", "times": 5}]
TIME = {"contracted": "2000 h", "leave": "100 h", "internal": "20%"}


def segments(folder: Path, **sections: Any) -> dict[str, Node]:
    plan = csplan.load(write(folder, {**LEAST, **sections}))
    return {node.name: node for team in build(plan).root.below["team"] for node in team.below["segment"]}


def test_the_arr_rule_asks_for_no_role(tmp_path: Path) -> None:
    found = segments(tmp_path)
    assert [node.value("csms_by_arr") for node in found.values()] == pytest.approx([2.16, 1.55])
    assert {node.value("unchecked") for node in found.values()} == {"time and cost"}


@pytest.mark.parametrize(("currency", "pack"), [("USD", "usd-2m"), ("CNY", "cny-1.5-2.5m")])
def test_without_an_arr_per_csm_a_rule_pack_is_suggested(currency: str, pack: str, tmp_path: Path) -> None:
    without: dict[str, Any] = {"csplan": 1, "currency": currency, "segments": SEGMENTS}

    def notes(plan: dict[str, Any]) -> str:
        found = csplan.headcount(csplan.load(write(tmp_path, plan)))
        return " ".join([*found.notes, *found.actions])

    assert f"Add `rules: {pack}`" in notes(without)
    stated = [{**SEGMENTS[0], "arr_per_csm": "2M"}, SEGMENTS[1]]
    assert "rules" not in notes({**without, "segments": stated})
    assert "rules" not in notes(LEAST)


def test_hours_alone_give_the_efficiency_lens(tmp_path: Path) -> None:
    found = segments(tmp_path, roles={"csm": {"time": "1,600 h"}}, tasks=TASKS)
    # 24 and 620 customers of 5 hours each, in 1,600 hours.
    assert [node.value("csms_by_time") for node in found.values()] == pytest.approx([0.075, 1.9375])
    assert {node.value("unchecked") for node in found.values()} == {"cost"}


def test_hours_may_be_days_of_the_role(tmp_path: Path) -> None:
    roles = {"csm": {"time": {"total": "200 d", "hours_per_day": 7}}}
    [node, _] = segments(tmp_path, roles=roles, tasks=TASKS).values()
    assert node.above["role"].value("customer_hours") == 1400


def test_a_cost_alone_gives_the_cost_lens(tmp_path: Path) -> None:
    found = segments(tmp_path, roles={"csm": {"cost": "165k"}}, economics={"gross_margin": "75%", "costs": []})
    # A quarter of 4.32M and of 3.1M, over 165k.
    assert [node.value("csms_by_cost") for node in found.values()] == pytest.approx([6.54545, 4.69697], abs=1e-5)
    assert {node.value("unchecked") for node in found.values()} == {"time"}


def test_a_total_may_be_set(tmp_path: Path) -> None:
    file = write(tmp_path, {**LEAST, "roles": {"csm": {"time": "1,600 h"}}, "tasks": TASKS})
    plan = csplan.load(file, set={"roles.csm.time.total": "1,000 h"})
    [first, *_] = build(plan).root.below["team"]
    assert first.above["role"].value("customer_hours") == 1000


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ({"cost": "165k", "pay": "120k", "loading": "30%"}, "stated-twice"),
        ({"pay": "120k"}, "missing-key"),
        ({"loading": "30%"}, "missing-key"),
        ({"time": {"contracted": "2000 h", "leave": "100 h"}}, "missing-key"),
        ({"time": {**TIME, "total": "1,600 h"}}, "stated-twice"),
    ],
)
def test_a_total_or_all_parts(tmp_path: Path, role: dict[str, Any], code: str) -> None:
    with pytest.raises(csplan.PlanError) as raised:
        csplan.load(write(tmp_path, {**LEAST, "roles": {"csm": role}}))
    assert [each.code for each in raised.value.diagnostics if each.severity == "error"] == [code]


def test_a_tier_without_a_band_is_only_for_who_names_it(tmp_path: Path) -> None:
    tiers = [{"name": "partners", "touch": "mid"}, {"name": "all", "acv": {"min": 0}}]
    named = [SEGMENTS[0], {**SEGMENTS[1], "tier": "partners"}]
    plan = csplan.load(write(tmp_path, {**LEAST, "tiers": tiers, "segments": named}))
    assert [each.tier.name for each in plan.placed if each.tier] == ["all", "partners"]
    assert not [each for each in plan.findings if each.code.startswith("acv-outside")]


@pytest.mark.parametrize("role", [None, {"time": "1,600 h"}, {"cost": "165k"}])
def test_ways_out_need_no_more_than_headcount(role: dict[str, str] | None, tmp_path: Path) -> None:
    lacking = {"roles": {"csm": role, "other": {"cost": "100k"}}, "tasks": TASKS} if role else {}
    now = [{**each, "csms_now": 1} for each in SEGMENTS]
    report = options(csplan.load(write(tmp_path, {**LEAST, "segments": now, **lacking})))
    assert [row["team"] for row in report.rows("teams")] == ["enterprise", "shops"]


TIERS = [{"name": "large", "acv": {"min": "50k"}}, {"name": "small", "acv": {"max": "50k"}}]
ONE_UNKNOWN: dict[str, tuple[dict[str, Any], str]] = {
    "customers": ({"arr": "3.1M"}, "customers"),
    "arr": ({"customers": 620, "tier": "small"}, "arr"),
}


@pytest.mark.parametrize("key", ONE_UNKNOWN)
def test_one_value_unknown_leaves_its_segment_unchecked_and_the_others_computed(key: str, tmp_path: Path) -> None:
    shops, named = ONE_UNKNOWN[key]
    economics = {"gross_margin": "75%", "costs": []}
    whole = {
        "roles": {"csm": {"cost": "100k", "time": "1,600 h"}},
        "tasks": TASKS,
        "economics": economics,
        "tiers": TIERS,
    }
    all_known = segments(tmp_path / "known", **whole)
    plan = csplan.load(
        write(tmp_path / "one", {**LEAST, **whole, "segments": [SEGMENTS[0], {"name": "shops", **shops}]})
    )
    assert [(each.code, each.severity, each.subject) for each in plan.findings] == [("not-stated", "warning", "shops")]
    answer = csplan.headcount(plan)
    report = answer.as_dict()
    enterprise, without = report["segments"]
    assert enterprise["csms_at_most"] == all_known["enterprise"].value("csms_at_most") == pytest.approx(10.8)
    assert (enterprise["verdict"], enterprise["unchecked"]) == ("fits", None)
    assert (without["verdict"], without["unchecked"], without[key]) == ("unchecked", named, None)
    total = report["total"]
    assert total["verdict"] == "unchecked"
    assert total["without"][key] == ["shops"]
    assert total[key] == {"customers": 24, "arr": 4_320_000}[key]
    assert total["gross_margin"] is None
    assert f"The sum of {'ARR' if key == 'arr' else key} is without shops" in " ".join(answer.notes)


def test_a_task_without_times_for_a_tier_is_an_error_in_validate_alone(tmp_path: Path) -> None:
    some = {"roles": {"csm": {"time": "1,600 h"}}, "tiers": TIERS, "tasks": [{**TASKS[0], "times": {"large": 5}}]}
    path = write(tmp_path, {**LEAST, **some})
    plan = csplan.load(path)
    assert [(each.code, each.severity) for each in plan.findings] == [("missing-times", "warning")]
    enterprise, shops = (node for team in build(plan).root.below["team"] for node in team.below["segment"])
    assert enterprise.value("csms_by_time") == pytest.approx(0.075)
    assert (shops.value("workload"), shops.value("unchecked")) == (None, "time and cost")
    checked = check(str(path))
    assert ("missing-times", "error") in {(each.code, each.severity) for each in checked.findings}
    assert "how often calls is done" in " ".join(each.message for each in checked.findings)


def test_a_plan_says_itself_how_severe_missing_times_are(tmp_path: Path) -> None:
    checks = {"severity": {"missing-times": "note"}, "because": "counted next year"}
    some = {"roles": {"csm": {"time": "1,600 h"}}, "tiers": TIERS, "tasks": [{**TASKS[0], "times": {"large": 5}}]}
    found = check(str(write(tmp_path, {**LEAST, **some, "checks": checks}))).findings
    assert {each.severity for each in found if each.code == "missing-times"} == {"note"}


def test_who_serves_what_nobody_knows_is_not_let_go(tmp_path: Path) -> None:
    both = [{**SEGMENTS[0], "team": "all"}, {"name": "shops", "customers": 620, "team": "all", "tier": "small"}]
    plan = csplan.load(
        write(tmp_path, {**LEAST, "tiers": TIERS, "segments": both, "teams": [{"name": "all", "csms_now": 6}]})
    )
    [team] = build(plan).root.below["team"]
    # The rule asks for 2.16 CSMs of enterprise alone; what shops ask for nobody knows.
    assert (team.value("csms_needed"), team.value("heads"), team.value("verdict")) == (2.16, 6, "unchecked")


def test_a_segment_that_may_be_in_any_tier_takes_nothing_by_its_tier(tmp_path: Path) -> None:
    tiers = [{**TIERS[0], "role": "csm"}, {**TIERS[1], "role": "pool", "touch": "low", "automation": "strong"}]
    roles = {"csm": {"cost": "100k"}, "pool": {"cost": "60k"}}
    shops = {"name": "shops", "arr": "3.1M"}
    plan = {**LEAST, "tiers": tiers, "roles": roles, "segments": [SEGMENTS[0], shops]}
    loaded = csplan.load(write(tmp_path, plan))
    assert [(each.tier and each.tier.name, each.role) for each in loaded.placed] == [("large", "csm"), (None, None)]
    [_, team] = build(loaded).root.below["team"]
    # 2M a CSM in one tier, 3M in the other: nobody knows which.
    assert team.below["segment"][0].value("csms_by_arr") is None
    in_team = [{**SEGMENTS[0], "team": "all"}, {**shops, "team": "all"}]
    loaded = csplan.load(write(tmp_path, {**plan, "segments": in_team}))
    assert [each.role for each in loaded.placed] == ["csm", "csm"]
