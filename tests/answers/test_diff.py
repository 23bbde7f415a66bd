"""The report of a diff: what a reviewer reads, and what a program does."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.diff.answer import diff
from csplan.answers.diff.budgets import read_budgets
from csplan.answers.diff.side_by_side import MOST_ROWS
from csplan.render.formats import as_text
from csplan.studies.diff import causes
from tests.plans import EXAMPLES, ROLE, changed, plan, segment, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csplan.report.report import Report

    Data = dict[str, Any]


def report(folder: Path, old: Data, change: Callable[[Data], Any], budgets: str = "") -> Report:
    new = changed(old, change)
    before, after = (csplan.load(write(folder / name, data)) for name, data in (("old", old), ("new", new)))
    return diff(before, after, read_budgets(budgets) if budgets else ())


def texts(found: Report) -> dict[str, str]:
    return {
        f"{row['section']} {row['name'] or ''} {row['input'] or ''}".strip(): row["text"]
        for row in found.rows("inputs")
    }


def shown(found: Report, key: str) -> list[dict[str, Any]]:
    return next((list(table.rows) for table in found.details if table.key == key), [])


TWO = "The plan has 2 people, 60.0% busy, for 200k a year"
FEWER = "The plan has 2 → 1 people, 60.0% → 120.0% busy, for 200k → 100k a year."
NO_SAVING = "That is no saving: the plan has fewer people than the work needs."
SAME = f"The work needs 1.20 CSMs, money pays for 2.00. {TWO}. All of that is as before."


def test_by_hand() -> None:
    # docs/diff.md shows it. A CSM has (1,800 - 160) * 75% = 1,230 hours and costs 120k, then 129.6k.
    # Small shops: 500 customers at 160 min take 1,333 h (1.084 CSMs), then 650 at 240 min 2,600 h (2.114): 3 people.
    found = diff(csplan.load(EXAMPLES / "change" / "before.yaml"), csplan.load(EXAMPLES / "change" / "after.yaml"))
    total = found.rows("total")[0]
    assert (total["heads_before"], total["heads_after"], total["heads_change"]) == (4, 5, 1)
    assert total["cost_change"] == pytest.approx(5 * 129_600 - 4 * 120_000)
    # Hosting is 10% of ARR: 4M + 3M before, 4M + 3.6M after.
    assert total["gross_margin_before"] == pytest.approx(0.9 - 480_000 / 7e6)
    assert total["gross_margin_after"] == pytest.approx(0.9 - 648_000 / 7.6e6)
    shops = next(row for row in found.rows("segments") if row["segment"] == "small shops")
    assert shops["csms_before"] == pytest.approx(500 * 160 / 60 / 1230)
    assert shops["csms_after"] == pytest.approx(650 * 240 / 60 / 1230)
    # 25% less hosting leave 15% of ARR: 450k pay for 3.75 CSMs, 540k for 4.17.
    assert (shops["cost_floor_before"], shops["cost_floor_after"]) == pytest.approx((500 / 3.75, 650 * 129.6 / 540))
    effects = {row["cause"]: (row["heads_change"], row["cost_change"]) for row in found.rows("causes")}
    assert effects == {
        "role csm: pay 100k → 108k": (0, pytest.approx(4 * 9_600)),
        "task tickets: times, low 4 → 6": (0, 0),
        "segment small shops: customers 500 → 650": (0, 0),
        "segment small shops: arr 3M → 3.6M": (0, 0),
        "task tickets: aliases – → support": (0, 0),
        "together": (1, pytest.approx(129_600)),
    }
    # Key accounts' work stays; 1.03 CSMs more make today's four (2.32 + 1.03) / 4 = 83.7% busy, and five 67.0%.
    assert found.headline.startswith("The work needs 2.32 → 3.35 CSMs, money pays for 8.75 → 8.80. The plan has 4 → 5 ")
    assert found.headline.endswith(
        "people, 58.0% → 67.0% busy, for 480k → 648k a year. Today's people are 58.0% → 83.7% busy. "
        "The gross margin is 83.1% → 81.5%."
    )


def test_nothing_changed(tmp_path: Path) -> None:
    found = report(tmp_path, plan(), lambda _: None)
    assert found.headline == "Nothing changed"
    assert [found.rows(key) for key in ("inputs", "causes", "findings")] == [[], [], []]
    assert {row["change"] for row in (*found.rows("segments"), *found.rows("teams"))} == {"same"}
    assert as_text(found, "table").startswith("Nothing changed\nFrom ")
    assert as_text(found, "table").endswith("csplan.yaml, USD\n")


def test_nothing_that_matters_changed(tmp_path: Path) -> None:
    found = report(tmp_path, plan(), lambda data: data["tasks"][0].update(aliases=["x"]))
    assert found.headline == "Nothing that a figure rests on changed"
    assert texts(found) == {"tasks tickets aliases": "– → x"}
    assert shown(found, "causes_shown") == []
    assert found.notes == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        # 10% of ARR pay for people of 100k; 1.2 CSMs of work make two 60% busy, and one 120%.
        ({"arr": "3M"}, f"2.00 → 3.00. {TWO}. The gross margin is 80.0% → 83.3%."),
        (
            {"arr": "1M", "csms_now": 1},
            f"2.00 → 1.00. {FEWER} {NO_SAVING} Today's people are 60.0% → 120.0% busy. a is now over-budget.",
        ),
        ({"arr": "4M"}, f"2.00 → 4.00. {TWO}. The gross margin is 80.0% → 85.0%."),
        (
            {"arr": "1.9M"},
            f"2.00 → 1.90. {FEWER} {NO_SAVING} The gross margin is 80.0% → 84.7%. a is now over-budget.",
        ),
        ({"csms_now": 1}, f"2.00. {TWO}. Today's people are 60.0% → 120.0% busy."),
    ],
)
def test_headlines(change: Data, said: str, tmp_path: Path) -> None:
    found = report(tmp_path, plan(), lambda data: data["segments"][0].update(change))
    assert found.headline == f"The work needs 1.20 CSMs, money pays for {said}"


def test_more_customers_are_a_change(tmp_path: Path) -> None:
    """36% more customers for the same people and money: 136 × 12 h are 1.632 CSMs of 1,000 h, 81.6% of two."""
    found = report(
        tmp_path, plan(), lambda data: data["segments"][0].update(customers=136), "work+0.4,busy+21pt,heads+0"
    )
    assert found.headline == (
        "The work needs 1.20 → 1.63 CSMs, money pays for 2.00. The plan has 2 people, 60.0% → 81.6% busy, "
        "for 200k a year. Today's people are 60.0% → 81.6% busy."
    )
    total, cause = found.rows("total")[0], found.rows("causes")[0]
    assert (total["heads_change"], total["cost_change"]) == (0, 0)
    for row in (total, cause):
        assert (row["at_least_change"], row["utilization_change"]) == pytest.approx((0.432, 0.216))
    assert (total["at_least_people_before"], total["at_least_people_after"]) == (2, 2)
    assert total["utilization_now_change"] == pytest.approx(0.216)
    assert [(row["budget"], row["result"]) for row in found.rows("budgets")] == [
        ("work+0.4", "exceeded"),
        ("busy+21pt", "exceeded"),
        ("heads+0", "met"),
    ]
    (team, last) = shown(found, "teams_shown")
    assert (team["at_least"], team["at_most"], team["utilization"]) == ("1.20 → 1.63", "2.00", "60.0% → 81.6%")
    assert (last["heads"], last["cost"]) == ("2", "200k")


def test_a_raise_in_pay_is_no_saving(tmp_path: Path) -> None:
    """200k pay for two of 100k and for 1.11 of 180k, who has 1,200 h of work in 1,000: 120% busy."""
    found = report(tmp_path, plan(), lambda data: data["roles"]["csm"].update(pay="180k"), "heads+0,cost+0,busy+5pt")
    assert found.headline == (
        "The work needs 1.20 CSMs, money pays for 2.00 → 1.11. The plan has 2 → 1 people, 60.0% → 120.0% busy, "
        f"for 200k → 180k a year. {NO_SAVING} The gross margin is 80.0% → 81.0%. a is now over-budget."
    )
    assert [row["result"] for row in found.rows("budgets")] == ["met", "met", "exceeded"]
    # Where people are too many for the work, fewer are a saving: 0.5 CSMs of work, of which one is enough.
    idle = report(
        tmp_path / "b", plan(segments=[segment(customers=40)]), lambda data: data["roles"]["csm"].update(pay="180k")
    )
    assert "no saving" not in idle.headline


def test_headline_of_teams_that_fit_again(tmp_path: Path) -> None:
    old = plan(segments=[segment(name=name, arr="1.1M") for name in "abc"])
    found = report(tmp_path, old, lambda data: [each.update(arr="2M") for each in data["segments"]])
    assert found.headline.endswith(" 3 teams got better.")
    other = report(tmp_path / "b", old, lambda data: data["segments"][0].update(arr="2M"))
    assert other.headline.endswith(" a is now fits.")
    gone = report(tmp_path / "c", old, lambda data: data["segments"].pop())
    assert "is now" not in gone.headline


def test_headline_without_numbers(tmp_path: Path) -> None:
    known = plan(economics=None, tasks=None, segments=[segment(csms_now=None)])
    found = report(tmp_path, known, lambda data: data["segments"][0].pop("arr_per_csm"))
    assert found.headline == (
        "The rules ask for 2.00 → unknown CSMs. The plan has 2 → unknown people for 200k → unknown a year."
    )
    unknown = changed(known, lambda data: data["segments"][0].pop("arr_per_csm"))
    found = report(tmp_path / "b", unknown, lambda data: data["segments"][0].update(arr_per_csm="1M"))
    assert found.headline.startswith("The rules ask for unknown → 2.00 CSMs. The plan has unknown → 2 people")
    assert report(tmp_path / "c", unknown, lambda data: data["segments"][0].update(customers=99)).headline == (
        "Nothing says how many people are needed, in either plan."
    )


def test_what_stood_by_default_and_what_was_added(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"][0].update(complexity=1.25, tier="low", team="t", health={"green": "100%"}, renewals=90)
        data["roles"]["csm"]["time"].update(sick="5 h", realization="85%")
        data["roles"]["csm"]["time"]["internal"] = "10 h"
        data["roles"]["csm"]["other_costs"] = "1,234.5"
        data["conflict"] = "work"
        data["year"] = {"starts": "2027-01-01"}
        data["teams"] = [{"name": "t", "role": "csm"}]
        data["tasks"].append({"name": "review", "kind": "proactive", "per": "customer", "takes": "30 min", "times": 2})
        data["economics"]["growth"] = {"cost_per_100": 12}
        data["segments"][0]["renewal_rate"] = "90%"

    old = plan(tiers=[{"name": "low", "acv": {"min": 0}}])
    found = texts(report(tmp_path, old, other))
    assert found == {
        "segments a complexity": "1 (default) → 1.25",
        "segments a tier": "low (default) → low",
        "segments a team": "a (default) → t",
        "segments a health": "added: green 100.0%",
        "segments a renewals": "– → 90",
        "segments a renewal_rate": "– → 90.0%",
        "roles csm time.sick": "0 h (default) → 5 h",
        "roles csm time.realization": "100.0% (default) → 85.0%",
        "roles csm time.internal": "0.0% → 10 h",
        "roles csm other_costs": "0 (default) → 1.23k",
        "conflict": "money → work",
        "year": "added: starts 2027-01-01",
        "teams t": "added: role csm",
        "tasks review": "added: kind proactive, per customer, takes 30 min",
        "economics  growth": "added: cost_per_100 12",
    }


def test_values_that_round_to_the_same_are_shown_in_full(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"][0].update(arr="2,000,400", at_risk="10.04%", complexity=1.0001)

    old = plan(segments=[segment(at_risk="10%", complexity=1)])
    assert texts(report(tmp_path, old, other)) == {
        "segments a arr": "2M → 2,000,400",
        "segments a at_risk": "10% → 10.04%",
        "segments a complexity": "1 → 1.0001",
    }


def test_values_of_every_kind(tmp_path: Path) -> None:
    old = plan(
        rules="usd-2m",
        fx={"EUR": 1.1},
        tiers=[{"name": "high", "acv": {"min": "50k"}}, {"name": "low", "acv": {"max": "50k"}}],
        segments=[segment(attributes={"region": "north"}), segment(name="gone", arr="900k", customers=7)],
    )
    old["tasks"][0]["times"] = {"high": 10, "low": 12}

    def other(data: Data) -> None:
        data["rules"] = {"from": "usd-2m", "arr_cap": "3M", "triggers": {"idle": "50%"}}
        data["fx"] = {"EUR": 1.2, "CNY": 0.14}
        data["segments"][0].update(arr_cap="none", attributes={"region": "south"})
        data["segments"].pop()
        data["tiers"][1]["max_customers_per_csm"] = 200
        data["tasks"][0]["times"] = 12
        data["economics"]["gross_margin"] = {"high": "80%", "low": "79%"}
        data["economics"]["costs"].append({"name": "desk", "amount": "1k", "in": "operating"})

    assert texts(report(tmp_path, old, other)) == {
        "fx  EUR": "1.1 → 1.2",
        "fx  CNY": "– → 0.14",
        "segments a arr_cap": "– → none",
        "segments a attributes.region": "north → south",
        "segments gone": "removed: customers 7, arr 900k, csms_now 2",
        "tiers low max_customers_per_csm": "– → 200",
        "tasks tickets times": "high 10, low 12 → 12",
        "economics  gross_margin": "80.0% → high 80.0%, low 79.0%",
        "economics desk": "added: amount 1k, in operating",
        "rules  arr_cap": "– → 3M",
        "rules  triggers.idle": "60.0% → 50.0%",
    }


def test_json(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"][0]["arr"] = "3M"
        data["segments"].append(segment(name="b"))

    found = json.loads(as_text(report(tmp_path, plan(), other, "heads+5,cost+1%"), "json"))
    assert list(found) == [
        "schema", "old", "new", "budgets", "inputs", "segments", "teams", "causes", "findings", "total",
    ]  # fmt: skip
    assert found["schema"] == "csplan/diff/2"
    assert found["old"] == {
        "name": "Test",
        "file": str(tmp_path / "old" / "csplan.yaml"),
        "currency": "USD",
        "rules": None,
    }
    assert [(row["budget"], row["result"]) for row in found["budgets"]] == [("heads+5", "met"), ("cost+1%", "exceeded")]
    arr, added = found["inputs"]
    assert {key: arr[key] for key in ("section", "name", "input", "change", "before", "after", "unit")} == {
        "section": "segments", "name": "a", "input": "arr", "change": "changed", "before": 2e6, "after": 3e6,
        "unit": "Money",
    }  # fmt: skip
    assert (arr["basis_before"], arr["basis_after"]) == ("stated", "stated")
    assert arr["old"]["file"].endswith("old/csplan.yaml")
    assert arr["new"]["file"].endswith("new/csplan.yaml")
    assert (added["change"], added["before"], added["after"], added["old"]) == ("added", None, None, None)
    assert added["new"]["line"] > 0
    assert [(row["segment"], row["change"]) for row in found["segments"]] == [("a", "changed"), ("b", "added")]
    assert [row["changes"] for row in found["causes"]] == [[1], [0], []]
    assert [row["kind"] for row in found["causes"]] == ["effect", "effect", "together"]
    assert sum(row["cost_change"] for row in found["causes"]) == found["total"]["cost_change"] == 200_000


def test_csv_has_places_and_every_row(tmp_path: Path) -> None:
    old = plan(segments=[segment(name=f"s{number}") for number in range(30)])
    found = report(tmp_path, old, lambda data: [each.update(arr="3M") for each in data["segments"]])
    rows = list(csv.DictReader(io.StringIO(as_text(found, "csv"))))
    inputs = [row for row in rows if row["table"] == "inputs"]
    assert len(inputs) == 30
    assert inputs[0]["new"].endswith("new/csplan.yaml:16")
    assert len([row for row in rows if row["table"] == "total"]) == 1


def test_long_tables_say_what_they_leave_out(tmp_path: Path) -> None:
    old = plan(segments=[segment(name=f"s{number:02}") for number in range(30)])

    def other(data: Data) -> None:
        for number, each in enumerate(data["segments"]):
            each["arr"] = f"{2 + number // 10}.{number % 10}M"

    found = report(tmp_path, old, other)
    inputs, segments = shown(found, "inputs_shown"), shown(found, "segments_shown")
    assert len(inputs) == len(segments) == MOST_ROWS
    assert "segment s29: arr" in {row["what"] for row in inputs}
    causes = shown(found, "causes_shown")
    assert [row["cause"] for row in causes[-3:]] == ["9 smaller ones", "together, beyond each alone", "total"]
    assert sum(row["csms_needed_change"] for row in causes[:-1]) == pytest.approx(causes[-1]["csms_needed_change"])
    text = as_text(found, "table")
    assert "(the largest 20; 9 more with --format json or csv)" in text
    markdown = as_text(found, "markdown")
    assert markdown.startswith("## The work needs 36.0 CSMs, money pays for 60.0 → 103. The plan has 60 people")
    assert markdown.count("<details><summary>") == markdown.count("</details>") == 4
    assert "<details><summary>What changed in the plan" in markdown


def test_only_what_differs_is_shown(tmp_path: Path) -> None:
    old = plan(segments=[segment(name=name) for name in "abc"])

    def other(data: Data) -> None:
        data["segments"][0]["at_risk"] = "1%"  # no task is done for it
        data["segments"][1]["csms_now"] = 5
        data["segments"][2]["arr"] = "3M"

    found = report(tmp_path, old, other)
    assert [row["change"] for row in found.rows("teams")] == ["same", "changed", "changed"]
    assert [row["team"] for row in shown(found, "teams_shown")] == ["b", "c", "total"]  # b: how busy people are today
    assert [row["segment"] for row in shown(found, "segments_shown")] == ["c"]
    assert "Teams: work and people, old → new; 2 of 3 differ\n" in as_text(found, "table")


def test_findings_that_are_new_or_gone(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"][0].update(name="bees", arr="1.2M")
        data["segments"][1]["arr"] = "2M"
        data["teams"] = [{"name": "nobody"}]

    old = plan(segments=[segment(at_risk="1%"), segment(name="b", arr="1.1M")])
    found = report(tmp_path, old, other)
    assert [(row["change"], row["code"], row["subject"]) for row in found.rows("findings")] == [
        ("new", "unused-team", "nobody"),
        ("new", "over-budget", "bees"),
        ("new", "no-whole-number", ""),
        # Today's 2 CSMs of 100,000: 1.2M and 1.1M leave less for them than they cost, 2M just that.
        ("gone", "over-budget", "b"),
        ("gone", "no-whole-number", ""),
    ]
    assert [each.code for each in found.findings] == ["unused-team", "over-budget", "no-whole-number"]


def test_a_finding_of_a_renamed_segment_is_the_same(tmp_path: Path) -> None:
    old = plan(segments=[segment(arr="1.1M")])
    assert report(tmp_path, old, lambda data: data["segments"][0].update(name="bees")).rows("findings") == []


TWO_MARGINS: dict[str, Any] = {
    "gross_margin": "75%",
    "operating_margin": "10%",
    "costs": [{"name": "hosting", "share": "10%", "in": "gross"}, {"name": "rnd", "share": "30%", "in": "operating"}],
}


def two_margins(times: float = 36) -> Data:
    """36 h for each of 100 customers: 4 CSMs. They cost 20% of 2M ARR, all of it service: 70% gross, 40% operating."""
    data = plan(segments=[segment(arr_per_csm=None, csms_now=4)], conflict="work", economics=TWO_MARGINS)
    data["tasks"][0]["times"] = times
    return data


def test_another_target_missed_is_another_finding(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["economics"]["gross_margin"] = "50%"
        data["economics"]["costs"][1]["share"] = "65%"  # 5% operating, 10% are asked

    rows = report(tmp_path, two_margins(), other).rows("findings")
    margins = [
        (row["change"], row["message"].partition("%")[0].rpartition(") ")[2])
        for row in rows
        if row["code"] == "margin-missed"
    ]
    assert margins == [("new", "leave an operating margin of 5.0"), ("gone", "leave a gross margin of 70.0")]


def test_a_finding_with_other_numbers_is_the_same(tmp_path: Path) -> None:
    # 1 CSM is planned, then 2 are: the word has another form, the gross margin is missed as before.
    old = two_margins(9)
    old["economics"]["gross_margin"] = "90%"
    found = report(tmp_path, old, lambda data: data["tasks"][0].update(times=18))
    assert found.rows("total")[0]["heads_change"] == 1
    assert found.rows("findings") == []


def test_a_finding_that_is_no_longer_accepted_is_new(tmp_path: Path) -> None:
    old = plan(segments=[segment(arr="1.1M")])
    old["checks"] = {"severity": {"over-budget": "warning"}, "because": "agreed"}
    rows = report(tmp_path, old, lambda data: data.pop("checks")).rows("findings")
    assert [(row["change"], row["severity"], row["code"]) for row in rows] == [
        ("new", "error", "over-budget"),
        ("gone", "warning", "over-budget"),
    ]


def test_the_operating_margin_where_it_moves_otherwise(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["economics"]["costs"][1]["share"] = "20%"

    found = report(tmp_path, two_margins(), other)
    assert found.headline == (
        "The work needs 3.60 CSMs, money pays for 3.00. The plan has 4 people, 90.0% busy, for 400k a year. "
        "The operating margin is 40.0% → 50.0%."
    )
    cause = shown(found, "causes_shown")[0]
    assert (cause["gross_margin_change"], cause["operating_margin_change"]) == (0, pytest.approx(0.1))
    text = as_text(found, "table")
    assert "+10.0 pt" in text
    assert "40.0% → 50.0%" in text  # of the team
    # With a cost in the gross margin only, both move alike, and one is enough.
    alike = report(tmp_path / "b", plan(), lambda data: data["economics"]["costs"][0].update(share="5%"))
    (table,) = (table for table in alike.details if table.key == "causes_shown")
    assert [column.name for column in table.columns][-1] == "gross_margin_change"


def test_the_operating_margin_where_it_has_a_target(tmp_path: Path) -> None:
    found = report(tmp_path, two_margins(), lambda data: data["tasks"][0].update(times=72))
    (table,) = (table for table in found.details if table.key == "teams_shown")
    # 8 CSMs cost 800k, 40% of ARR: 50% gross, 20% operating.
    assert [column.name for column in table.columns if column.name.startswith("operating")] == [
        "operating_margin",
    ]
    assert table.rows[0]["operating_margin"].endswith("20.0%")


def test_verdicts_that_a_cause_alone_brings(tmp_path: Path) -> None:
    # 1.2 CSMs are needed of 100k; 10% of 2M pay for 2, of 1M for 1.
    old = plan(segments=[segment(name=name, arr="2M") for name in "abcd"])

    def other(data: Data) -> None:
        data["segments"][0]["arr"] = "1M"
        data["roles"]["csm"]["pay"] = "200k"

    found = report(tmp_path, old, other)
    arr = next(row for row in found.rows("causes") if row["cause"] == "segment a: arr 2M → 1M")
    assert arr["teams_moved"] == [
        {
            "team": "a",
            "at_least_before": pytest.approx(1.2),
            "at_least_after": pytest.approx(1.2),
            "at_least_change": 0,
            "at_most_before": pytest.approx(2),
            "at_most_after": pytest.approx(1),
            "at_most_change": pytest.approx(-1),
            "verdict_before": "fits",
            "verdict_after": "over-budget",
        }
    ]
    verdicts = {row["cause"]: row.get("verdicts") for row in shown(found, "causes_shown")}
    assert verdicts["segment a: arr 2M → 1M"] == "a over-budget"
    assert verdicts["role csm: pay 100k → 200k"] == "4 teams over-budget"
    assert verdicts["total"] == ""
    table = next(line for line in as_text(found, "csv").splitlines() if line.startswith("teams_moved,"))
    assert "over-budget" in table


def test_spending(tmp_path: Path) -> None:
    item = {"name": "campaign", "amount": "100k", "kind": "short_term", "returned": "400k"}
    old = plan()
    old["economics"]["growth"] = {"required_return": 3, "credited_revenue": "900k"}
    old["economics"]["spending"] = [item]
    found = report(tmp_path, old, lambda data: data["economics"]["spending"][0].update(returned="208,500"))
    (row,) = found.rows("inputs")
    assert (row["name"], row["input"], row["unit"], row["text"]) == ("campaign", "returned", "Money", "400k → 209k")
    assert found.rows("causes")[0]["cause"] == "spending campaign: returned 400k → 209k"
    # 2.085 for each unit, 3 are asked.
    assert [(each["change"], each["code"]) for each in found.rows("findings")] == [("new", "spending-does-not-pay")]
    assert found.headline == SAME
    assert found.notes == []


def test_another_currency_alone(tmp_path: Path) -> None:
    found = report(tmp_path, plan(), lambda data: data.update(currency="EUR"))
    assert found.headline == (
        "The work needs 1.20 CSMs, money pays for 2.00. The plan has 2 people, 60.0% busy, for 200k USD → 200k EUR "
        "a year. Money in USD and in EUR is not compared."
    )
    assert list(found.notes) == ["The plans are in USD and in EUR: money is not compared."]
    cause = found.rows("causes")[0]
    assert (cause["kind"], cause["cost_change"]) == ("effect", None)


def test_from_margins_to_a_budget_is_one_cause(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        del data["economics"]["gross_margin"], data["economics"]["operating_margin"]
        data["economics"]["cs_budget"] = "20%"

    found = report(tmp_path, two_margins(), other)
    cause, together = found.rows("causes")
    assert (cause["cause"], together["cause"]) == ("gross_margin; operating_margin; cs_budget", "together")
    # 25% less 10% for hosting pay for 3 CSMs, then 20% for 4: 3.6 are needed.
    assert [(row["team"], row["verdict_before"], row["verdict_after"]) for row in cause["teams_moved"]] == [
        ("a", "over-budget", "fits")
    ]


def test_a_segment_that_empties_is_one_cause(tmp_path: Path) -> None:
    old = plan(segments=[segment(), segment(name="b")])
    found = report(tmp_path, old, lambda data: data["segments"][1].update(customers=0, arr=0))
    assert [(row["cause"], row["heads_change"]) for row in found.rows("causes")] == [
        ("segment b: customers; segment b: arr", -2),
        ("together", 0),
    ]


def test_numbers_as_they_are_stated(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["fx"]["CNY"] = 0.139
        data["segments"][0]["complexity"] = 1.125
        data["segments"][0]["arr"] = 2000000.0000001

    old = plan(fx={"CNY": 0.14}, segments=[segment(complexity=1)])
    found = report(tmp_path, old, other)
    assert texts(found) == {
        "fx  CNY": "0.14 → 0.139",
        "segments a complexity": "1 → 1.125",
        "segments a arr": "2M → 2M (in digits that don't show)",
    }
    sums = report(tmp_path / "b", plan(), lambda data: data["segments"][0].update(arr=2_000_100.0000000002))
    assert texts(sums) == {"segments a arr": "2M → 2,000,100"}


def test_what_shows_as_nothing_is_no_news(tmp_path: Path) -> None:
    # Work of 12.001 h a customer instead of 12: 1.2001 CSMs instead of 1.2, which are 2 people either way.
    old = plan(segments=[segment(arr_per_csm=None)], conflict="work")
    found = report(tmp_path, old, lambda data: data["tasks"][0].update(times=12.001))
    assert found.headline == SAME


def test_a_segment_that_falls_out_of_all_tiers(tmp_path: Path) -> None:
    old = plan(tiers=[{"name": "all", "acv": {"min": 0}}])
    found = report(tmp_path, old, lambda data: data["segments"][0].update(customers=0, arr=0))
    assert list(found.notes) == ["a: its tier is now none, was all. No change states that."]
    back = changed(old, lambda data: data["segments"][0].update(customers=0, arr=0))
    found = report(tmp_path / "b", back, lambda data: data["segments"][0].update(customers=100, arr="2M"))
    assert list(found.notes) == ["a: its tier is now all, was none. No change states that."]


def test_another_rule_pack_with_its_own_tiers_is_one_cause(tmp_path: Path) -> None:
    pack = "name: mine\ncurrency: USD\ntiers: [{name: top, acv: {min: 4k}}, {name: rest, acv: {max: 4k}}]\n"
    old, new = plan(rules="usd-2m"), plan(rules="pack.yaml")
    before, after = (csplan.load(write(tmp_path / each["rules"], each, {"pack.yaml": pack})) for each in (old, new))
    found = diff(before, after)
    assert [row["cause"] for row in found.rows("causes")] == ["rules: usd-2m → mine", "together"]
    assert list(found.notes) == ["a: its tier is now top, was mid. No change states that."]


def test_where_a_segment_moves_by_itself_is_said(tmp_path: Path) -> None:
    tiers = [{"name": "high", "acv": {"min": "20k"}}, {"name": "low", "acv": {"max": "20k"}, "role": "pooled"}]
    old = plan(tiers=tiers, roles={"csm": ROLE, "pooled": {**ROLE, "pay": 50_000}})
    found = report(tmp_path, old, lambda data: data["segments"][0].update(customers=120))
    assert list(found.notes) == [
        "a: its tier is now low, was high. No change states that.",
        "a: its role is now pooled, was csm. No change states that.",
    ]
    stated = report(tmp_path / "b", old, lambda data: data["segments"][0].update(tier="low"))
    assert list(stated.notes) == ["a: its role is now pooled, was csm. No change states that."]


def test_what_can_not_stand_alone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing: set[tuple[str, str]] = set()
    wrong = iter([nothing, {("x", "")}, {("x", "")}, {("x", "")}])
    monkeypatch.setattr(causes, "_wrong", lambda *_: next(wrong))
    found = report(tmp_path, plan(), lambda data: data["segments"][0].update(arr="3M", customers=120))
    assert "What shows – is no valid plan alone: its effect is in what the changes do together." in found.notes


def test_plans_in_two_currencies() -> None:
    found = diff(csplan.load(EXAMPLES / "acme-usd"), csplan.load(EXAMPLES / "yunfan-cny"))
    assert found.title.endswith(" in CNY")
    assert found.currency == ""
    total = found.rows("total")[0]
    assert (total["cost_change"], total["arr_change"]) == (None, None)
    assert total["heads_change"] == 5
    assert all(row["cost_change"] is None for row in found.rows("teams"))
    assert "currency, and all amounts with it" in " ".join(row["cause"] for row in found.rows("causes"))


def test_what_records_count_and_measure(tmp_path: Path) -> None:
    def sides(minutes: int, arr: int) -> Any:
        log = "".join(f"2026-01-{day:02},Ann,tickets,a,{minutes}\n" for day in range(1, 29))
        data = plan(segments=[{"name": "a", "arr_per_csm": "1M"}], economics=None, time_log="log.csv")
        data["tasks"][0].pop("takes")
        data["tasks"][0].pop("times")
        data["book"] = [{"customer": str(number), "segment": "a", "arr": arr} for number in range(4)]
        return csplan.load(write(tmp_path / str(arr), data, {"log.csv": "date,csm,task,segment,minutes\n" + log}))

    found = diff(sides(60, 500_000), sides(90, 600_000))
    rows = {(row["section"], row["name"], row["input"]): row for row in found.rows("inputs")}
    assert rows["accounts", "a", "arr"]["text"] == "2M → 2.4M (account book)"
    assert rows["accounts", "a", "arr"]["basis_before"] == "measured"
    assert rows["time_log", "tickets", "takes"]["text"] == "60 min → 90 min"
    assert {row["cause"] for row in found.rows("causes")} == {
        "segment a: arr 2M → 2.4M",
        "task tickets: takes 60 min → 90 min",
        "together",
    }


def test_what_the_log_says_in_place_of_the_plan(tmp_path: Path) -> None:
    # One hour on each of 73 days for 100 customers: 73 / (100 * 73 / 365) = 3.65 times a year.
    days = [date(2026, 1, 1) + timedelta(day) for day in range(73)]
    log = "date,csm,task,segment,minutes\n" + "".join(f"{day},Ann,tickets,a,60\n" for day in days)
    tiers = [{"name": "only", "acv": {"min": 0}}]
    period = {"from": "2026-01-01", "to": "2026-03-14"}
    stated = plan(tiers=tiers, time_log={"file": "log.csv", "period": period}, economics=None)
    stated["tasks"][0]["times"] = {"only": 12}
    measured = changed(stated, lambda data: data["tasks"][0].pop("takes"))
    measured["tasks"][0].pop("times")
    partly = changed(stated, lambda data: data["tasks"][0].pop("takes"))
    partly["tasks"].append({**stated["tasks"][0], "name": "visits", "times": {"only": 1}})
    sides = [
        csplan.load(write(tmp_path / name, data, {"log.csv": log}), log=True)
        for name, data in (("stated", stated), ("measured", measured), ("partly", partly))
    ]
    assert texts(diff(sides[0], sides[1])) == {
        "tasks tickets takes": "1 h → 60 min (measured)",
        "tasks tickets times": "only 12 → only 3.65 (measured)",
    }
    by_tier = changed(stated, lambda data: data["tiers"].append({"name": "other", "acv": {"min": "900k"}}))
    by_tier["tiers"][0]["acv"]["max"] = "900k"
    by_tier["tasks"][0]["times"] = {"other": 1}
    other = csplan.load(write(tmp_path / "by tier", by_tier, {"log.csv": log}))
    assert texts(diff(sides[0], other))["tasks tickets times, only"] == "12 → 3.65 (measured)"
    assert texts(diff(sides[2], sides[0])) == {
        "tasks tickets takes": "60 min (measured) → 1 h",
        "tasks visits": "removed: kind reactive, per customer, takes 1 h",
    }
    row = diff(sides[0], sides[1]).rows("inputs")[0]
    assert (row["basis_before"], row["basis_after"]) == ("stated", "measured")


def test_a_plan_that_gets_a_book(tmp_path: Path) -> None:
    old = plan(
        segments=[{"name": "a", "customers": 2, "arr": 2_000_000, "arr_per_csm": "1M"}], economics=None, tasks=None
    )

    def other(data: Data) -> None:
        data["segments"] = [{"name": "a", "arr_per_csm": "1M"}]
        data["book"] = [{"customer": str(number), "segment": "a", "arr": 1_500_000} for number in range(2)]

    found = report(tmp_path, old, other)
    by_cause = {row["cause"]: row["heads_change"] for row in found.rows("causes")}
    assert by_cause["account book"] == 1
    assert texts(found)["segments a arr"] == "2M → 3M (measured)"
    assert texts(found)["accounts a"] == "– → 2 customers, arr 3M (account book)"


@pytest.mark.parametrize(
    ("csm", "said"), [("Bo", "1 CSM → 2 CSMs"), ("Cy", "1 CSM, who hold other customers than before")]
)
def test_who_holds_the_customers(csm: str, said: str, tmp_path: Path) -> None:
    book = [{"customer": str(number), "segment": "a", "arr": 500_000, "csm": "Ann"} for number in range(4)]
    old = plan(segments=[{"name": "a", "arr_per_csm": "1M"}], economics=None, book=book)

    def other(data: Data) -> None:
        for row in data["book"][: 1 if csm == "Bo" else 4]:
            row["csm"] = csm

    assert texts(report(tmp_path, old, other)) == {"accounts a held by": f"{said} (account book)"}


def test_names_do_nothing_but_name(tmp_path: Path) -> None:
    nasty = "<b>*x*</b> [red]|\x1b[31m"
    old = plan(segments=[segment(), segment(name=nasty)])
    found = report(tmp_path, old, lambda data: data["segments"][1].update(arr="3M"))
    table, markdown = as_text(found, "table"), as_text(found, "markdown")
    assert "\x1b" not in table + markdown + as_text(found, "csv") + as_text(found, "json")
    assert "<b>" not in markdown
    assert "[red]" in table


def test_causes_in_words(tmp_path: Path) -> None:
    old = plan(
        roles={"csm": ROLE, "pooled": ROLE},
        segments=[segment(name=f"s{number}") for number in range(60)],
        tiers=[{"name": "high", "acv": {"min": "20k"}}, {"name": "low", "acv": {"max": "20k"}}],
    )

    def other(data: Data) -> None:
        data["segments"] = [*(each | {"arr": "2.5M"} for each in data["segments"][:55])]
        data["segments"] += [segment(name=f"n{number}", customers=7, arr=f"{number}M") for number in range(1, 3)]
        data["tiers"][0]["acv"]["min"] = data["tiers"][1]["acv"]["max"] = "25k"
        data["roles"] = dict(reversed(data["roles"].items()))

    causes = [row["cause"] for row in report(tmp_path, old, other).rows("causes")]
    assert "arr of 55 segments" in causes
    assert "tiers and their bands" in causes
    assert "first role, the default: csm → pooled" in causes


def test_opening_hours_of_a_new_desk_are_times_of_day() -> None:
    old = csplan.load(EXAMPLES / "acme-usd")
    new = csplan.load(EXAMPLES / "chat-desk")
    [desk] = [row["text"] for row in diff(old, new).as_dict()["inputs"] if row["section"] == "desks"]
    assert desk.endswith("from 09:00, to 18:00")


def test_a_day_that_was_counted_in_a_table(tmp_path: Path) -> None:
    data = {
        "csplan": 1,
        "currency": "USD",
        "roles": {"csm": {"cost": "100k", "time": "1,600 h"}},
        "segments": [{"name": "a", "customers": 1000, "arr": "1M", "team": "pool"}],
        "teams": [{"name": "pool"}],
        "tasks": [{"name": "chats", "kind": "reactive", "per": "customer", "takes": "6 min", "times": 12}],
        "desks": [
            {
                "name": "chat",
                "tasks": "chats",
                "answered": "80% within 60 s",
                "open": {"days": 250, "from": "09:00", "to": "17:00"},
                "arrivals": "contacts.csv",
            }
        ],
    }
    contacts = "contact,opened\n" + "".join(f"{n},2026-01-05 {9 + n % 8:02}:30\n" for n in range(40))
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "contacts.csv").write_text(contacts, encoding="utf-8")
    found = report(tmp_path, data, lambda new: new["segments"][0].update(customers=1100))
    assert texts(found) == {"segments a customers": "1,000 → 1,100"}
    assert found.rows("causes")[0]["cause"] == "segment a: customers 1,000 → 1,100"


def test_a_plan_with_a_record_beside_one_of_other_segments() -> None:
    harbor, acme = (csplan.load(EXAMPLES / name) for name in ("harbor-usd", "acme-usd"))
    for found in (diff(harbor, acme), diff(acme, harbor)):
        assert found.rows("total")
