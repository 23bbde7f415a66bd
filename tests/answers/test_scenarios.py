# ruff: noqa: E501 - what is looked for is one line
"""Scenarios side by side, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.ceiling import ceiling
from csplan.answers.scenarios import compare
from csplan.answers.timelog import timelog
from csplan.render.formats import as_text
from csplan.values.units import shown
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.render.formats import Format
    from csplan.report.report import Report

SCENARIOS: dict[str, Any] = {
    "tight": {"about": "a higher target", "set": {"economics.gross_margin": "85%"}},
    "calm": {"set": {"tasks.tickets.times": 5, "segments.b.role": "pooled"}},
}
TWO = plan(
    roles={**plan()["roles"], "pooled": {**plan()["roles"]["csm"], "pay": 50_000}},
    segments=[segment(), segment(name="b", customers=50, arr=1_000_000, csms_now=1)],
    scenarios=SCENARIOS,
)


def compared(folder: Path, *names: str, segments: tuple[str, ...] = (), **options: Any) -> Report:
    path = write(folder, TWO)
    return compare({name: csplan.load(path, scenario=name, **options) for name in names}, segments)


def test_teams_against_the_first(tmp_path: Path) -> None:
    """Team a: 100 customers × 12 h are 1.2 CSMs of 1,000 h; 20% less 10% hosting of 2M pays for 2 of 100,000.

    At a target of 85%, 5% of 2M pay for 1, which costs 100,000 less and leaves 1 − (200,000 + 100,000) / 2M = 85%.
    At 5 times a year 0.5 CSMs are enough: the ARR rule asks for 2, of whom 0.5 / 60% are not idle. Team b is half of
    that; pooled costs half. The company holds: with 85%, 150,000 of both pay for the first person of the larger need.
    """
    keys = ("at_least", "at_most", "heads", "heads_change", "cost", "cost_change", "gross_margin", "verdict")
    a = {
        "base": (1.2, 2, 2, None, 200_000, None, 0.80, "fits"),
        "tight": (1.2, 1, 1, -1, 100_000, -100_000, 0.85, "over-budget"),
        "calm": (0.5, 2, 1, -1, 100_000, -100_000, 0.85, "fits"),
    }
    b = {
        "base": (0.6, 1, 1, None, 100_000, None, 0.80, "fits"),
        "tight": (0.6, 0.5, 0, -1, 0, -100_000, 0.90, "over-budget"),
        "calm": (0.25, 2, 1, 0, 50_000, -50_000, 0.85, "fits"),
    }
    rows = compared(tmp_path, "base", "tight", "calm").rows("teams")
    assert [(row["team"], row["scenario"]) for row in rows] == [(team, name) for team in "ab" for name in a]
    for row, expected in zip(rows, [*a.values(), *b.values()], strict=True):
        for key, value in zip(keys, expected, strict=True):
            same = value if value is None or isinstance(value, str) else pytest.approx(value)
            assert row[key] == same, (row["team"], row["scenario"], key)
    points = [row["gross_margin_change"] for row in rows]
    assert points == [None, pytest.approx(0.05), pytest.approx(0.05), None, pytest.approx(0.1), pytest.approx(0.05)]


def test_all_teams(tmp_path: Path) -> None:
    report = compared(tmp_path, "base", "tight", "calm")
    base, tight, calm = report.rows("scenarios")
    assert (base["heads"], tight["heads"], calm["heads"]) == (3, 1, 2)
    assert (base["teams"], base["teams_that_fit"], tight["teams_that_fit"]) == (2, 2, 0)
    assert (tight["cost_change"], calm["cost_change"]) == (-200_000, -150_000)
    assert tight["gross_margin_change"] == pytest.approx((1 - 400_000 / 3_000_000) - 0.8)
    assert (base["heads_change"], base["cost_change"], base["gross_margin_change"]) == (None, None, None)
    assert [each["path"] for each in calm["changes"]] == ["tasks.tickets.times", "segments.b.role"]
    assert [(each.subject, each.text) for each in report.advice] == [
        ("base", "the plan as it is written"),
        ("tight", "a higher target"),
        ("calm", ""),
    ]


def test_work_and_how_busy_people_are_stand_beside_heads_and_cost(tmp_path: Path) -> None:
    """The work is 1.2 + 0.6 CSMs, which are 2 people and 1; money pays for 3, at 85% for 1.5.

    Tight lets two of three go and saves 200,000, and 1.8 CSMs of work for one are 180%; today's 3 are 60% busy.
    """
    base, tight, _ = compared(tmp_path, "base", "tight", "calm").rows("scenarios")
    keys = ("at_least", "at_least_people", "at_most", "heads", "utilization", "utilization_now", "cost")
    assert [base[key] for key in keys] == pytest.approx([1.8, 3, 3, 3, 0.6, 0.6, 300_000])
    assert [tight[key] for key in keys] == pytest.approx([1.8, 3, 1.5, 1, 1.8, 0.6, 100_000])
    assert (base["verdict"], tight["verdict"]) == ("fits", "over-budget")
    for table in compared(tmp_path, "base", "tight").tables:
        seen = [column.name for column in table.people_see()]
        assert {"at_least", "at_most", "heads", "utilization", "cost"} < set(seen)
        assert seen.index("at_least") < seen.index("cost")


def test_the_figures_are_those_of_headcount(tmp_path: Path) -> None:
    report = compared(tmp_path, "calm", "base")
    whole = csplan.headcount(csplan.load(tmp_path, scenario="calm"))
    for row, team in zip(report.rows("teams")[::2], whole.rows("teams"), strict=True):
        assert {key: row[key] for key in row if key in team} == {key: team[key] for key in row if key in team}
    total = whole.rows("total")[0]
    shared = total.keys() & report.rows("scenarios")[0].keys()
    assert {key: report.rows("scenarios")[0][key] for key in shared} == {key: total[key] for key in shared}


def test_findings_say_which_scenario_has_them(tmp_path: Path) -> None:
    found = compared(tmp_path, "base", "tight").findings
    assert [each.message.partition(":")[0] for each in found if each.code == "over-budget"] == ["tight"] * 2


def test_only_some_segments(tmp_path: Path) -> None:
    report = compared(tmp_path, "base", "tight", segments=("b",))
    assert [row["team"] for row in report.rows("teams")] == ["b", "b"]
    assert [row["heads"] for row in report.rows("teams")] == [1, 0]
    assert [row["heads"] for row in report.rows("scenarios")] == [3, 1]  # of the whole company
    with pytest.raises(ValueError, match="no segment is named 'x'"):
        compared(tmp_path, "base", segments=("x",))


def test_what_all_scenarios_have_is_said_once(tmp_path: Path) -> None:
    report = compared(tmp_path, "base", "tight", set={"roles.csm.pay": "+10%"})
    assert report.premises == ["What if (--set): roles.csm.pay=110,000 (instead of 100000)."]
    assert report.advice[0].text == "the plan with nothing but --set"
    assert [len(row["changes"]) for row in report.rows("scenarios")] == [0, 1]


def test_teams_that_only_some_scenarios_have(tmp_path: Path) -> None:
    data = {**TWO, "scenarios": {"joint": {"set": {"segments.a.team": "t", "segments.b.team": "t"}}}}
    path = write(tmp_path, data)
    report = compare({name: csplan.load(path, scenario=name) for name in ("base", "joint")})
    assert [(row["team"], row["scenario"], row["heads_change"]) for row in report.rows("teams")] == [
        ("a", "base", None),
        ("b", "base", None),
        ("t", "joint", None),
    ]


def test_unknown_figures_have_no_change(tmp_path: Path) -> None:
    path = write(tmp_path, plan(scenarios={"free": {"set": {"segments.a.arr": 0}}}))
    rows = compare({name: csplan.load(path, scenario=name) for name in ("base", "free")}).rows("scenarios")
    assert (rows[1]["gross_margin"], rows[1]["gross_margin_change"]) == (None, None)


def test_nothing_to_compare() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        compare({})


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (-165_000.0, "MoneyChange", "−165k"),
        (1_200_000.0, "MoneyChange", "+1.2M"),
        (0.0, "MoneyChange", "0"),
        (0.001, "MoneyChange", "0"),
        (0.0493, "Points", "+4.9 pt"),
        (-0.0204, "Points", "−2.0 pt"),
        (0.0004, "Points", "0"),
        (-0.0004, "Points", "0"),
        (None, "Points", "–"),
    ],
)
def test_changes_have_a_sign(value: float | None, unit: str, text: str) -> None:
    assert shown(value, unit, "USD") == text


# --- an answer to a what-if question says so, in every command and format ------------------------------------------

CHANGED = csplan.load(
    EXAMPLES / "acme-usd", log=True, scenario="lean", set={"segments.small shops.complexity": 1.1, "name": "=*A*"}
)


@pytest.mark.parametrize("report", [csplan.headcount, ceiling, timelog])
@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("table", "What if (scenario lean): tasks.business review.times={high: 2,"),
        ("table", "What if (--set): segments.small shops.complexity=1.1 (not stated in the plan); name==*A*"),
        ("markdown", r"**What if (--set): segments.small shops.complexity=1.1 (not stated in the plan); name==\*A\*"),
        ("csv", "changes,economics.gross_margin,76%,75%,lean,"),
        ("csv", "changes,name,'=*A*,Acme Cloud 2027,,"),
        ("json", '"path": "segments.small shops.complexity",\n        "value": "1.1",\n        "before": null,\n        "scenario": null'),
    ],
)  # fmt: skip
def test_what_an_answer_rests_on_is_said(report: Any, format: Format, expected: str) -> None:  # noqa: A002
    said = as_text(report(CHANGED), format)
    assert expected in (" ".join(said.split()) if format == "table" else said)


@pytest.mark.parametrize("format", ["table", "json", "csv", "markdown"])
def test_an_answer_about_the_plan_says_nothing_of_changes(format: Format) -> None:  # noqa: A002
    said = as_text(csplan.headcount(csplan.load(EXAMPLES / "acme-usd")), format)
    assert "What if" not in said
    assert '"changes"' not in said
    assert ",before," not in said


def test_the_answer_is_a_sentence() -> None:
    loaded = {name: csplan.load(EXAMPLES / "acme-usd", scenario=name) for name in ("base", "lean")}
    assert compare(loaded).headline == ("base needs 12.5 CSMs and has 8 people; lean needs 10.6 CSMs and has 7 people.")
