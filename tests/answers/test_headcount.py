"""The contract of ``headcount --format json``, written down by hand."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.render.as_json import render
from tests.plans import EXAMPLES, ROLE, answer, plan, segment, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplan.report.report import Report

SEGMENT = [
    "segment",
    "tier",
    "role",
    "team",
    "customers",
    "arr",
    "acv",
    "hours_per_customer",
    "workload",
    "csms_by_arr",
    "csms_by_cap",
    "csms_by_coverage",
    "csms_by_service_level",
    "csms_by_time",
    "csms_by_service",
    "csms_by_growth",
    "csms_by_operating",
    "csms_by_cost",
    "csms_at_least",
    "csms_at_most",
    "csms_target",
    "csms",
    "csms_now",
    "cost_floor",
    "efficiency_ceiling",
    "customers_per_csm",
    "customers_per_csm_now",
    "arr_per_csm",
    "binding",
    "verdict",
    "unchecked",
    "signals",
]
TEAM = [
    "team",
    "role",
    "segments",
    "at_least",
    "at_most",
    "csms_needed",
    "wanted",
    "heads",
    "csms_now",
    "gap",
    "utilization",
    "utilization_now",
    "arr_per_head",
    "customers_per_head",
    "cost",
    "cost_share_of_arr",
    "gross_margin",
    "operating_margin",
    "cash_break_even",
    "value_break_even",
    "verdict",
    "levers",
]
TOTAL = [
    "customers",
    "arr",
    "at_least",
    "at_least_people",
    "at_most",
    "money_for",
    "csms_needed",
    "wanted",
    "heads",
    "csms_now",
    "gap",
    "workload",
    "utilization",
    "utilization_now",
    "cost",
    "cost_now",
    "cost_share_of_arr",
    "gross_margin",
    "gross_margin_now",
    "gross_margin_target",
    "operating_margin",
    "verdict",
    "binding",
    "answer",
    "levers",
    "combinations",
]
FINDING = [
    "code",
    "severity",
    "message",
    "hint",
    "where",
    "subject",
]
LEVER = [
    "lever",
    "subject",
    "unit",
    "before",
    "after",
    "change",
    "tiers",
    "fits",
    "closes",
    "shortfall",
    "heads",
    "would_take",
]


@pytest.fixture(scope="module", params=["acme-usd", "yunfan-cny"])
def report(request: pytest.FixtureRequest) -> Report:
    return csplan.headcount(csplan.load(EXAMPLES / request.param))


def test_json_has_these_keys(report: Report) -> None:
    found = report.as_dict()
    assert list(found) == ["schema", "plan", "segments", "teams", "total", "findings"]
    assert found["schema"] == "csplan/headcount/2"
    assert list(found["plan"]) == ["name", "file", "currency", "rules"]
    assert all(set(row) == set(SEGMENT) for row in found["segments"])
    assert all(set(row) == set(TEAM) for row in found["teams"])
    assert set(found["total"]) == set(TOTAL)
    assert all(list(each) == FINDING for each in found["findings"])
    assert all(list(lever) == LEVER for row in found["teams"] for lever in row["levers"])


def test_findings_have_a_place(report: Report) -> None:
    assert report.findings
    for each in report.as_dict()["findings"]:
        assert each["severity"] in {"error", "warning", "note"}
        assert set(each["where"]) == {"file", "line", "column"}
        assert each["where"]["line"] >= 1


def test_json_is_json_with_full_precision(report: Report) -> None:
    read = json.loads(render(report), parse_constant=pytest.fail)
    assert read == report.as_dict()


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for each in value.values():
            yield from numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from numbers(each)
    elif isinstance(value, float):
        yield value


def test_every_number_is_finite(report: Report) -> None:
    assert all(math.isfinite(each) for each in numbers(report.as_dict()))


def test_infinite_and_absent_are_null(tmp_path: Path) -> None:
    found = answer(tmp_path, plan(segments=[segment(arr=0)]))
    assert found["segments"][0]["cost_floor"] is None
    assert found["segments"][0]["csms_by_coverage"] is None


def test_figures_are_not_rounded(tmp_path: Path) -> None:
    found = answer(tmp_path, plan(segments=[segment(customers=30)]))
    assert found["segments"][0]["acv"] == 2_000_000 / 30


def test_totals_are_sums_of_the_teams(report: Report) -> None:
    found = report.as_dict()
    for name in ("csms_needed", "heads", "csms_now", "gap", "cost"):
        assert found["total"][name] == pytest.approx(sum(row[name] for row in found["teams"]))
    for name in ("customers", "arr"):
        assert found["total"][name] == pytest.approx(sum(row[name] for row in found["segments"]))


def test_a_team_says_which_segments_it_serves(report: Report) -> None:
    found = report.as_dict()
    for row in found["teams"]:
        assert row["segments"] == [each["segment"] for each in found["segments"] if each["team"] == row["team"]]


def test_part_of_a_plan() -> None:
    read = csplan.load(EXAMPLES / "yunfan-cny")
    whole, part = csplan.headcount(read).as_dict(), csplan.headcount(read, ["制造大客户"]).as_dict()
    assert part["segments"] == whole["segments"][:1]
    # People are shared, so the team is whole.
    assert part["teams"] == whole["teams"][:1]
    assert part["teams"][0]["segments"] == ["制造大客户", "能源化工"]
    # What one team may cost rests on all: the total is the company's.
    assert part["total"] == whole["total"]


def test_one_name_is_one_name() -> None:
    read = csplan.load(EXAMPLES / "acme-usd")
    assert csplan.headcount(read, "long tail") == csplan.headcount(read, ["long tail"])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("long tial", "no segment is named 'long tial': did you mean long tail?"),
        ("x", "no segment is named 'x': known: retail enterprise, logistics mid, small shops, long tail"),
    ],
)
def test_an_unknown_segment(name: str, message: str) -> None:
    read = csplan.load(EXAMPLES / "acme-usd")
    with pytest.raises(ValueError, match="no segment is named") as raised:
        csplan.headcount(read, [name])
    assert str(raised.value) == message


def test_segments_come_in_the_order_of_the_plan(tmp_path: Path) -> None:
    segments = [segment(name="a", team="t"), segment(name="b"), segment(name="c", team="t")]
    found = answer(tmp_path, plan(segments=segments))
    assert [row["segment"] for row in found["segments"]] == ["a", "b", "c"]
    assert [row["team"] for row in found["teams"]] == ["t", "b"]


def test_a_plan_without_rules_and_tiers(tmp_path: Path) -> None:
    found = answer(tmp_path, plan())
    assert found["plan"] == {
        "name": "Test",
        "file": (tmp_path / "csplan.yaml").as_posix(),
        "currency": "USD",
        "rules": None,
    }
    assert found["segments"][0]["tier"] is None


# --- the words ---------------------------------------------------------------------------------------


def words(folder: Path, data: dict[str, Any]) -> str:
    report = csplan.headcount(csplan.load(write(folder, data)))
    return "\n".join(
        [*(f"{each.subject}: {each.text}\n" + "\n".join(each.ways) for each in report.advice), *report.notes]
    )


BUSY = [{**plan()["tasks"][0], "times": 36}]


def test_two_sides_need_and_pay(tmp_path: Path) -> None:
    tiers = [{"name": "t", "acv": {}, "max_customers_per_csm": 50}]
    segments = [
        segment(arr=500_000, team="x"),
        segment(name="b", arr=500_000, customers=100, team="x", complexity=3, arr_per_csm=None),
    ]
    data = plan(tiers=tiers, segments=segments)
    # 100 * 12 h and 100 * 12 h * 3 are 4.8 CSMs of work; the limit of customers asks for 2 + 2.
    assert (
        "x: It needs 4.80 CSMs because of the tier's limit of customers and the work. Its customers pay for 1.00"
        in words(tmp_path, data)
    )


@pytest.mark.parametrize(
    ("economics", "expected"),
    [
        (
            {"gross_margin": "100%", "costs": []},
            "In a the margin target alone leaves nothing for service.",
        ),
        (
            {"gross_margin": "80%", "costs": [{"name": "servers", "share": "20%", "in": "gross"}]},
            "In a servers takes all that the margin target leaves for service.",
        ),
        (
            {"operating_margin": "10%", "costs": [{"name": "sales", "share": "95%", "in": "operating"}]},
            "In a sales takes all that the margin target leaves",
        ),
        (
            {
                "gross_margin": "50%",
                "costs": [{"name": "fees", "share": "9%", "in": "growth"}],
                "growth": {"cost_per_100": 9},
            },
            "In a fees takes all that the growth target leaves",
        ),
        ({"cs_budget": "0%"}, "Its customers pay for 0.00"),
        (
            {
                "gross_margin": "50%",
                "costs": [{"name": "fees", "share": "9%", "in": "growth"}],
                "growth": {"cost_per_100": 0},
            },
            "In a the growth target alone leaves nothing",
        ),
    ],
)
def test_what_ate_the_budget_is_named(economics: dict[str, Any], expected: str, tmp_path: Path) -> None:
    reviews = {"name": "reviews", "kind": "proactive", "per": "customer", "takes": "60 min", "times": 12}
    data = plan(tasks=[*BUSY, reviews], economics=economics, segments=[segment(renewal_rate="90%")])
    assert expected in words(tmp_path, data)


def test_one_way_and_no_way(tmp_path: Path) -> None:
    data = plan(tasks=BUSY, economics={"cs_budget": "0%"}, segments=[segment(arr=20_000)])
    assert "Nothing alone would make it fit that one would advise." in words(tmp_path, data)
    tiers = [{"name": "high", "acv": {"max": 10}}, {"name": "low", "acv": {"min": 10}}]
    by_itself = [{**BUSY[0], "times": {"high": 36, "low": 0}}]
    data = plan(tiers=tiers, economics={"cs_budget": "0%"}, segments=[segment(arr=0)], tasks=by_itself)
    # With nobody there is no service: that is no way out.
    assert "This alone would make it fit:\nserve a as tier low instead of high – fits with 0" not in words(
        tmp_path, data
    )


def test_signals_name_the_segments(tmp_path: Path) -> None:
    said = words(tmp_path, plan(rules="usd-2m", tasks=BUSY))
    assert "overloaded: Relieve today's CSMs in a (180.0%): they have more work than hours." in said
    said = words(tmp_path, plan(rules="usd-2m", segments=[segment(csms_now=1)]))
    assert "self-funding: Hire for a: money pays for more people than there are today." in said


def test_defaults_are_told(tmp_path: Path) -> None:
    said = words(tmp_path, plan(rules="usd-2m", segments=[segment(), *(segment(name=name) for name in "bcd")]))
    assert "Not stated, so taken by default: other costs 0 (csm); sick days 0 (csm); realization 100.0% (csm)" in said
    assert "complexity 1 (4 segments)" in said


def test_a_limit_that_money_does_not_allow_where_the_work_is_unknown(tmp_path: Path) -> None:
    limit = [{"name": "t", "acv": {}, "max_customers_per_csm": 25}]
    data = plan(tiers=limit, tasks=None)
    row = answer(tmp_path, data)["teams"][0]
    assert row["verdict"] == "over-budget"
    assert {lever["lever"] for lever in row["levers"] if lever["fits"]} == {"price", "gross_margin", "csm_cost"}
    said = words(tmp_path, data)
    assert "a: It needs 4.00 CSMs because of the tier's limit of customers. Its customers pay for 2.00." in said
    assert "The plan has 2 people." in said
    assert "Say what CSMs do and how long it takes" in said


def test_where_all_is_stated_nothing_is_told_of_defaults(tmp_path: Path) -> None:
    time = {**ROLE["time"], "sick": "0 h", "realization": "100%"}
    roles = {"csm": {**ROLE, "other_costs": 0, "time": time}}
    data = plan(roles=roles, segments=[segment(renewals=100, complexity=1)])
    assert words(tmp_path, data) == ""


def test_a_growth_budget_that_is_unknown_names_the_value_to_add(tmp_path: Path) -> None:
    # A margin is stated; what of the renewals is won is not, so nobody knows what growth may cost.
    economics = {**plan()["economics"], "growth": {"cost_per_100": 10}}
    report = csplan.headcount(csplan.load(write(tmp_path, plan(economics=economics))))
    assert "State the `renewal_rate:` of a, to see what money pays for." in report.actions
    assert not any("gross_margin:" in action for action in report.actions)
    known = plan(economics=economics, segments=[segment(renewal_rate="90%"), segment(name="b")])
    report = csplan.headcount(csplan.load(write(tmp_path, known)))
    assert "State the `renewal_rate:` of b, to see what money pays for." in report.actions
