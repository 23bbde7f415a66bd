"""What `cost-floor` says: the keys that others read, the way from price to floor, what is missed and what must give."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.cost_floor.answer import cost_floor
from csplan.render.formats import as_text
from tests.plans import EXAMPLES, ROLE, by_name, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.report.report import Report
    from tests.plans import Data

HOSTING: Data = {"name": "hosting", "share": "10%", "in": "gross"}
REVIEWS: Data = {"name": "reviews", "kind": "proactive", "per": "customer", "takes": "60 min", "times": 8}
TICKETS: Data = {"name": "tickets", "kind": "reactive", "per": "customer", "takes": "60 min", "times": 12}

RENEWING: Data = {"tasks": [TICKETS, {**REVIEWS, "times": 12}], "segments": [segment(renewal_rate="100%")]}
"""24 h for each of 100 customers, half of them growth, and 2M that renew."""


def report(folder: Path, only: tuple[str, ...] = (), /, **changes: Any) -> Report:
    return cost_floor(csplan.load(write(folder, plan(**changes))), only)


def economics(**keys: Any) -> Data:
    return {"gross_margin": "80%", "costs": [HOSTING], **keys}


def waterfall(found: Report) -> dict[str, str]:
    table = next(each for each in found.details if each.key == "waterfall")
    return {row["step"]: row["0"] for row in table.rows}


def messages(found: Report) -> list[tuple[str, str, str]]:
    return [(each.code, each.severity, each.message) for each in found.findings]


class TestKeys:
    def test_of_a_segment(self, tmp_path: Path) -> None:
        row = report(tmp_path).as_dict()["segments"][0]
        assert {
            *("segment", "tier", "role", "acv", "gross_margin_target", "operating_margin_target", "costs"),
            *("service_budget", "growth_revenue", "growth_budget", "operating_budget", "service_share", "cs_budget"),
            *("csm_cost", "csms_by_service", "csms_by_growth", "csms_by_operating", "csms_by_cost", "binding"),
            *("cost_floor", "customers_per_csm_now", "csms_now", "gross_margin_now", "gross_margin_planned"),
            *("operating_margin_now", "operating_margin_planned", "verdict"),
        } <= row.keys()
        # 20,000 less 2,000 of hosting and 16,000 of margin; 200,000 for 2 CSMs of 100,000
        assert row["costs"] == [{"name": "hosting", "amount": 2000.0, "in": "gross"}]
        assert (row["service_budget"], row["csms_by_cost"], row["cost_floor"], row["binding"]) == (
            *(pytest.approx(2000), pytest.approx(2), pytest.approx(50)),
            "service",
        )
        # 2M - 200,000 - 200,000, of 2M, with today's 2 and with the 2 that the ARR rule asks for
        assert (row["gross_margin_now"], row["gross_margin_planned"]) == (pytest.approx(0.8), pytest.approx(0.8))

    def test_of_a_team_and_the_total(self, tmp_path: Path) -> None:
        found = report(tmp_path, economics=economics(arr_multiple=5)).as_dict()
        team = found["teams"][0]
        assert (team["team"], team["heads"], team["met"], team["met_now"], team["verdict"]) == (
            "a",
            2,
            True,
            True,
            "fits",
        )
        assert team["gross_margin_target"] == pytest.approx(0.8)
        # 100,000 of (1M * 90%), of 5M; 100,000 / 90%
        assert team["cash_break_even"] == pytest.approx(1 / 9)
        assert team["value_break_even"] == pytest.approx(0.02)
        assert team["expansion_break_even"] == pytest.approx(111_111.11)
        assert found["total"]["met"] is True
        assert found["schema"] == "csplan/cost-floor/2"

    def test_an_infinite_floor_is_null(self, tmp_path: Path) -> None:
        found = report(tmp_path, economics=economics(gross_margin="95%"))
        assert found.rows("segments")[0]["cost_floor"] == float("inf")
        assert json.loads(as_text(found, "json"))["segments"][0]["cost_floor"] is None

    def test_only_the_segments_asked_for(self, tmp_path: Path) -> None:
        found = report(tmp_path, ("b",), segments=[segment(), segment(name="b")])
        assert [row["segment"] for row in found.rows("segments")] == ["b"]
        assert [row["team"] for row in found.rows("teams")] == ["b"]
        with pytest.raises(ValueError, match="no segment is named 'c'"):
            report(tmp_path, ("c",))

    def test_without_economics_nothing_is_known(self, tmp_path: Path) -> None:
        found = report(tmp_path, economics=None)
        row, team = found.rows("segments")[0], found.rows("teams")[0]
        assert row["costs"] == []
        assert (row["cost_floor"], row["binding"], team["met"], team["met_now"]) == (None, None, None, None)
        assert "Say which margin you want (`economics:`)" in found.advice[0].text
        assert found.details == ()


class TestWaterfall:
    def test_of_the_gross_margin(self, tmp_path: Path) -> None:
        assert waterfall(report(tmp_path)) == {
            "price (ACV)": "20k",
            "− hosting": "2k",
            "− gross margin to keep (80%)": "16k",
            "= after-sales service may cost": "2k",
            "one CSM costs": "100k",
            "cost floor, customers per CSM": "50",
        }

    def test_of_both_accounts_and_the_operating_margin(self, tmp_path: Path) -> None:
        lines = [
            HOSTING,
            {"name": "commission", "share": "1%", "in": "growth"},
            {"name": "acquisition", "amount": 3000, "years": 3, "in": "operating"},
        ]
        found = report(
            tmp_path,
            segments=[segment(renewal_rate="90%", expansion=200_000)],
            economics=economics(costs=lines, operating_margin="50%", growth={"cost_per_100": 12, "owned": "50%"}),
            tasks=[TICKETS, REVIEWS],
        )
        # Half of 18,000 + 2,000 is 10,000, of it 1,200 less 200. Service 2,000 for 60%, growth 1,000 for 40%: 2.5 CSMs
        # of 100,000 for 100 customers.
        assert waterfall(found) == {
            "price (ACV)": "20k",
            "− hosting": "2k",
            "− gross margin to keep (80%)": "16k",
            "= after-sales service may cost": "2k",
            "renewal and expansion revenue": "10k",
            "of it may be spent (12%)": "1.2k",
            "− commission": "200",
            "= renewal and expansion may cost": "1k",
            "− costs in the gross margin": "2k",
            "− costs of growth": "200",
            "− acquisition": "1k",
            "− operating margin to keep (50%)": "10k",
            "= customer success may cost in all": "6.8k",
            "so serving one customer may cost": "2.5k",
            "one CSM costs": "100k",
            "cost floor, customers per CSM": "40",
        }
        (accounts,) = (each for each in found.details if each.key == "accounts")
        assert accounts.rows[0]["growth_hours"] == 800

    def test_of_a_return_asked(self, tmp_path: Path) -> None:
        growth = {"credited_revenue": 900_000, "required_return": 3}
        found = report(tmp_path, economics=economics(growth=growth), tasks=[TICKETS, REVIEWS])
        assert waterfall(found)["the return asked justifies"] == "2.7k"  # 900,000 * 90% / 3 / 100
        assert any("Count only revenue that the team has brought" in note for note in found.notes)

    def test_of_a_stated_budget(self, tmp_path: Path) -> None:
        assert waterfall(report(tmp_path, economics={"cs_budget": "9%"})) == {
            "price (ACV)": "20k",
            "budget stated (9%)": "1.8k",
            "one CSM costs": "100k",
            "cost floor, customers per CSM": "55.6",
        }

    def test_targets_that_differ_are_not_named(self, tmp_path: Path) -> None:
        found = report(
            tmp_path,
            tiers=[
                {"name": "low", "acv": {"max": 10_000}, "touch": "low"},
                {"name": "high", "acv": {"min": 10_000}, "touch": "high"},
            ],
            segments=[segment(), segment(name="b", arr=500_000)],
            economics=economics(gross_margin={"low": "70%", "high": "80%"}),
        )
        assert "− gross margin to keep" in waterfall(found)

    def test_of_ten_segments_and_no_more(self, tmp_path: Path) -> None:
        found = report(tmp_path, segments=[segment(name=f"s{number}") for number in range(12)])
        table = next(each for each in found.details if each.key == "waterfall")
        assert len(table.columns) == 11
        assert "2 more segments have a way from price to floor: name them with --segment." in found.notes

    def test_long_names_are_broken(self, tmp_path: Path) -> None:
        name = "manufacturing and logistics, north of the river, without partners"
        found = report(tmp_path, segments=[segment(name=name)])
        table = next(each for each in found.details if each.key == "waterfall")
        assert table.columns[1].label == "manufacturing and logistics, north of the ri…"


class TestChecks:
    def test_handed_by_hand(self, tmp_path: Path) -> None:
        """A CSM of 182,000 and a budget of 15% of an 81% margin."""
        role = {**ROLE, "pay": 140_000, "loading": "30%"}
        segments = [
            segment(name="key", customers=3, arr="2000001", arr_per_csm=None, csms_now=None),
            segment(name="commercial", customers=20, arr=1_800_000, arr_per_csm=None, csms_now=None),
            segment(name="small", customers=150, arr=1_800_000, arr_per_csm=None, csms_now=None),
        ]
        found = report(tmp_path, roles={"csm": role}, segments=segments, economics={"cs_budget": "12.15%"}, tasks=None)
        floors = {row["segment"]: round(row["cost_floor"], 2) for row in found.rows("segments")}
        assert floors == {"key": 2.25, "commercial": 16.64, "small": 124.83}

    @pytest.mark.parametrize(
        ("arr", "cash", "value"), [(6_688_000, 3.4, 0.5), (1_891_000, 11.9, 1.9)], ids=["6.688M", "1.891M"]
    )
    def test_break_even_of_one_book(self, arr: int, cash: float, value: float, tmp_path: Path) -> None:
        role = {**ROLE, "pay": 140_000, "loading": "30%"}
        found = report(
            tmp_path,
            roles={"csm": role},
            segments=[segment(customers=1, arr=arr, arr_per_csm=arr)],
            economics={"gross_margin": "50%", "arr_multiple": 5, "costs": [{**HOSTING, "share": "19%"}]},
            tasks=None,
        )
        team = found.rows("teams")[0]
        assert (round(100 * team["cash_break_even"], 1), round(100 * team["value_break_even"], 1)) == (cash, value)


class TestMisses:
    def test_all_is_well(self, tmp_path: Path) -> None:
        assert messages(report(tmp_path)) == []

    def test_the_gross_margin_with_the_planned_people(self, tmp_path: Path) -> None:
        # 3 CSMs of work, and the plan does the work: 300,000 + 200,000 of 2M leave 75%.
        found = report(tmp_path, conflict="work", tasks=[{**TICKETS, "times": 30}])
        assert messages(found) == [
            ("over-budget", "error", "a: money does not pay for all planned people (3)"),
            (
                "margin-missed",
                "error",
                "Test: the planned people (3) leave a gross margin of 75.0%, target 80.0%: 5 points, 100k a year short",
            ),
        ]
        assert found.rows("teams")[0]["met"] is False
        assert found.rows("total")[0]["met"] is False

    def test_the_operating_margin_and_growth_with_today(self, tmp_path: Path) -> None:
        found = report(
            tmp_path,
            segments=[segment(csms_now=3, renewal_rate="90%", expansion=200_000)],
            economics=economics(operating_margin="77%", growth={"cost_per_100": 10, "owned": "50%"}),
            tasks=[TICKETS, REVIEWS],
        )
        # 3 CSMs cost 300,000: 2M - 200,000 - 300,000 are 75%. Growth 120,000 of 1M, 100,000 may be.
        cost = "renewal and expansion cost 12 per 100 of their revenue, target 10: 20k a year over"
        assert messages(found)[0][0] == "no-costs"  # none of what a company spends beside service
        assert messages(found)[1:] == [
            (
                "margin-missed-now",
                "warning",
                "Test: today's people (3) leave an operating margin of 75.0%, target 77.0%: 2 points, 40k a year short",
            ),
            ("margin-missed-now", "warning", f"Test: with today's people (3) {cost}"),
        ]

    def test_what_the_return_justifies(self, tmp_path: Path) -> None:
        growth = {"credited_revenue": 300_000, "required_return": 3}
        found = report(
            tmp_path,
            segments=[segment(csms_now=3)],
            economics=economics(gross_margin="50%", growth=growth),
            tasks=[TICKETS, REVIEWS],
        )
        # 300,000 * 90% / 3 are 90,000 for 40% of the people, who cost 120,000
        over = "renewal and expansion cost more than the return asked of them justifies: 30k a year over"
        assert messages(found) == [("margin-missed-now", "warning", f"Test: with today's people (3) {over}")]

    def test_a_stated_budget(self, tmp_path: Path) -> None:
        found = report(tmp_path, segments=[segment(csms_now=1)], economics={"cs_budget": "4%"}, conflict="work")
        assert messages(found) == [
            ("over-budget", "error", "a: money does not pay for all planned people (2)"),
            (
                "margin-missed",
                "error",
                "Test: the budgets pay for 0.80 CSMs: the planned people (2) cost 120k a year more",
            ),
        ]

    def test_one_person_is_a_csm(self, tmp_path: Path) -> None:
        found = report(tmp_path, segments=[segment(csms_now=1)], economics={"cs_budget": "4%"}, tasks=None)
        assert messages(found)[-1][2] == "Test: the budgets pay for 0.80 CSMs: today's people (1) cost 20k a year more"

    def test_a_plan_may_accept_what_is_no_error(self, tmp_path: Path) -> None:
        checks = {"ignore": ["margin-missed-now", "unchecked", "over-budget"], "because": "they leave in spring"}
        found = report(
            tmp_path, segments=[segment(csms_now=1)], economics={"cs_budget": "4%"}, tasks=None, checks=checks
        )
        assert messages(found) == []


class TestWords:
    def test_floor_above_ceiling(self, tmp_path: Path) -> None:
        found = report(tmp_path, tasks=[{**TICKETS, "times": 30}])
        text = found.advice[0].text
        # 1,000 h for 30 h a customer
        assert text.startswith(
            "A CSM must serve 50 customers to be paid for, and has time for 33.3. It needs 3.00 CSMs because of "
        )
        assert found.advice[0].ways

    def test_in_a_team_the_segment_is_named(self, tmp_path: Path) -> None:
        found = report(
            tmp_path,
            tasks=[{**TICKETS, "times": 15}],
            segments=[segment(team="t"), segment(name="b", team="t", customers=1, arr=2_000_000)],
            economics={"cs_budget": "5%"},
        )
        # 1.5 CSMs of work and money for 1; the second has money for 1 and hardly any work: together they fit.
        assert found.rows("teams")[0]["verdict"] == "fits"
        found = report(
            tmp_path,
            tasks=[{**TICKETS, "times": 30}],
            segments=[segment(team="t"), segment(name="b", team="t", arr=1_000_000)],
        )
        assert found.advice[0].text.startswith("In a a CSM must serve 50 customers to be paid for")

    def test_nothing_is_left(self, tmp_path: Path) -> None:
        found = report(tmp_path, economics=economics(gross_margin="95%"))
        assert found.advice[0].text.startswith(
            "No number of customers pays for a CSM, who has time for 83.3. It needs 1.20 CSMs because of the work. "
        )
        assert "In a hosting takes all that the margin target leaves for service." in found.advice[0].text

    def test_where_only_rounding_is_over_it_is_said(self, tmp_path: Path) -> None:
        found = report(tmp_path, economics=economics(gross_margin="77%"), tasks=[{**TICKETS, "times": 25}])
        # 2.5 CSMs of work, money for 2.6: 3 people cost 300,000, and there are 260,000
        assert found.rows("teams")[0]["verdict"] == "over-budget"
        assert ("no-whole-number", "warning") in [each[:2] for each in messages(found)]


class TestContradictions:
    """What headcount says fits, cost-floor says is met."""

    def test_what_one_segment_overspends_before_anybody_serves_it_the_others_bring(self, tmp_path: Path) -> None:
        lines = [
            {"name": "all else", "share": "70%", "in": "operating"},
            {"name": "billing", "amount": "1k", "in": "operating"},
        ]
        segments = [
            segment(name="big", team="t", customers=20, arr=2_000_000, csms_now=None, arr_per_csm=None),
            segment(name="small", team="t", customers=200, arr=400_000, csms_now=None, arr_per_csm=None),
        ]
        found = report(
            tmp_path,
            segments=segments,
            tasks=[{**TICKETS, "times": 10}],
            economics={"operating_margin": "10%", "costs": lines},
        )
        team = found.rows("teams")[0]
        # 2M * 20% - 20,000 = 380,000 pay for 3.8 by themselves; 400,000 * 20% - 200,000 are 120,000 short.
        assert [row["csms_by_cost"] for row in found.rows("segments")] == [pytest.approx(3.8), 0]
        assert (team["at_most"], team["heads"], team["verdict"]) == (pytest.approx(2.6), 2, "over-budget")
        # The work takes 2.2 of 3; the plan takes 2: 260,000 - 200,000 are left.
        assert (team["met"], team["budget_left_planned"]) == (True, pytest.approx(60_000))

    @pytest.mark.parametrize(("kind", "counts_in"), [("renewal", "gross"), ("reactive", "growth")])
    def test_an_overdrawn_account_pays_for_nobody_though_no_work_is_charged_to_it(
        self, kind: str, counts_in: str, tmp_path: Path
    ) -> None:
        found = report(
            tmp_path,
            segments=[segment(renewal_rate="90%", expansion=0)],
            tasks=[{**TICKETS, "kind": kind}],
            economics={
                "gross_margin": "80%",
                "costs": [{**HOSTING, "share": "30%", "in": counts_in}],
                "growth": {"cost_per_100": 20},
            },
        )
        team = found.rows("teams")[0]
        # 30% is more than the 20% of price that is left, and than 20% of 90% of it.
        assert (team["at_most"], team["verdict"], team["met"]) == (0, "over-budget", False)

    def test_people_without_customers_still_cost(self, tmp_path: Path) -> None:
        empty = segment(name="b", customers=0, arr=0, csms_now=1, arr_per_csm=None)
        found = report(tmp_path, segments=[segment(), empty])
        total = found.rows("total")[0]
        # Without other costs the margins are the same: 2M less 200,000 of hosting and 3 people
        assert total["gross_margin_now"] == total["operating_margin_now"] == pytest.approx(0.75)
        assert total["gross_margin_target"] == pytest.approx(0.8)
        assert total["gross_margin_gap_now"] == pytest.approx(-0.05)

    def test_they_overspend_no_account_that_nobody_asked_for(self, tmp_path: Path) -> None:
        segments = [segment(csms_now=1), segment(name="b", customers=0, arr=0, csms_now=1, arr_per_csm=None)]
        # 10% of 2M are 200k for service, of which the one person who has customers takes 100k.
        assert not any(slug.startswith("margin-missed") for slug, _, _ in messages(report(tmp_path, segments=segments)))
        # 12% less 10% of hosting are 40k for all people, and two of today cost 200k.
        both = report(tmp_path, segments=segments, economics=economics(operating_margin="88%"))
        text = "Test: today's people (2) leave an operating margin of 80.0%, target 88.0%: 8 points, 160k a year short"
        assert ("margin-missed-now", "warning", text) in messages(both)

    def test_no_revenue_pays_for_growth(self, tmp_path: Path) -> None:
        found = report(
            tmp_path,
            segments=[segment(renewal_rate="0%", expansion=0, csms_now=1)],
            tasks=[TICKETS, REVIEWS],
            economics=economics(gross_margin="10%", growth={"cost_per_100": 12}),
        )
        text = "Test: renewal and expansion have no revenue that pays for today's people (1): 40k a year over"
        assert ("margin-missed-now", "warning", text) in messages(found)

    def test_no_arr_is_credited_with_nothing(self, tmp_path: Path) -> None:
        found = report(
            tmp_path,
            segments=[segment(team="t"), segment(name="b", team="t", arr=0, csms_now=0, arr_per_csm=None)],
            tasks=[TICKETS, REVIEWS],
            economics=economics(growth={"credited_revenue": 900_000, "required_return": 3}),
        )
        assert found.rows("teams")[0]["growth_return"] is not None


class TestTiers:
    def test_segments_of_a_tier_are_one_row(self, tmp_path: Path) -> None:
        data = csplan.load(write(tmp_path, plan(segments=[segment(), segment(name="b", customers=50, arr=500_000)])))
        found = cost_floor(data, by="tier")
        (row,) = found.rows("tiers")
        # No tiers in the plan: all are of the tier of no name. 2M and 0.5M leave 200,000 and 50,000.
        assert (row["tier"], row["segments"], row["acv"]) == (None, ["a", "b"], pytest.approx(16_666.67))
        assert (row["csms_by_cost"], row["cost_floor"]) == (pytest.approx(2.5), pytest.approx(60))
        assert row["costs"] == [{"name": "hosting", "amount": pytest.approx(5000 / 3), "in": "gross"}]
        assert waterfall(found)["cost floor, customers per CSM"] == "60"

    def test_growth_by_tier(self) -> None:
        found = cost_floor(csplan.load(EXAMPLES / "yunfan-cny"), by="tier")
        tiers = by_name(list(found.rows("tiers")), "tier")
        assert tiers["战略客户"]["segments"] == ["制造大客户", "能源化工"]
        assert waterfall(found)["of it may be spent (20%)"]

    def test_without_economics(self, tmp_path: Path) -> None:
        found = cost_floor(csplan.load(write(tmp_path, plan(economics=None))), by="tier")
        assert found.rows("tiers")[0]["costs"] == []


class TestSpending:
    ITEMS: tuple[Data, ...] = (
        {"name": "campaign", "amount": "60k", "kind": "short_term", "returned": "240k"},
        {"name": "discounts", "amount": "40k", "kind": "short_term", "returned": "10k"},
        {"name": "tool", "amount": "90k", "kind": "long_cycle", "returned": "45k", "review": "2027-06-30"},
    )

    def found(self, folder: Path, day: date | None, **changes: Any) -> Report:
        data = plan(economics=economics(spending=list(self.ITEMS), **changes))
        return cost_floor(csplan.load(write(folder, data)), as_of=day)

    def test_return_and_review(self, tmp_path: Path) -> None:
        found = self.found(tmp_path, date(2027, 7, 1))
        rows = by_name(list(found.rows("spending")), "spending")
        assert {name: (row["spending_return"], row["verdict"]) for name, row in rows.items()} == {
            "campaign": (4, "pays"),
            "discounts": (0.25, "does-not-pay"),
            "tool": (0.5, "review-due"),
        }
        assert [row["required_return"] for row in rows.values()] == [1, 1, 1]
        assert rows["tool"]["review"] == "2027-06-30"
        assert messages(found) == [
            ("spending-does-not-pay", "warning", "discounts: each 1 spent brought back 0.25, and 1 is asked"),
            ("review-overdue", "warning", "tool: its review was due on 2027-06-30"),
        ]
        assert [each.text for each in found.advice][-2:] == [
            "Each unit spent for the short term has brought back 2.5.",
            "Each unit spent for the long run has brought back 0.5 so far.",
        ]
        assert found.rows("total")[0]["short_term_return"] == 2.5

    @pytest.mark.parametrize("day", [date(2027, 6, 30), date(2026, 1, 1), None])
    def test_a_review_is_due_after_its_day(self, day: date | None, tmp_path: Path) -> None:
        found = self.found(tmp_path, day)
        assert by_name(list(found.rows("spending")), "spending")["tool"]["verdict"] == "open"

    def test_the_return_asked_is_that_of_growth(self, tmp_path: Path) -> None:
        growth = {"credited_revenue": 900_000, "required_return": 5}
        found = self.found(tmp_path, None, growth=growth)
        assert by_name(list(found.rows("spending")), "spending")["campaign"]["verdict"] == "does-not-pay"
        assert found.rows("spending")[0]["required_return"] == 5

    def test_short_term_is_judged_by_its_return_now_and_every_review_is_told(self, tmp_path: Path) -> None:
        items = [
            {"name": "winner", "amount": "10k", "kind": "long_cycle", "returned": "30k", "review": "2026-01-31"},
            {"name": "loser", "amount": "10k", "kind": "short_term", "returned": "1k", "review": "2026-01-31"},
        ]
        data = plan(economics=economics(spending=items))
        found = cost_floor(csplan.load(write(tmp_path, data)), as_of=date(2026, 6, 1))
        assert [row["verdict"] for row in found.rows("spending")] == ["pays", "does-not-pay"]
        assert [(each.code, each.subject) for each in found.findings] == [
            ("review-overdue", "winner"),
            ("spending-does-not-pay", "loser"),
            ("review-overdue", "loser"),
        ]

    def test_it_changes_no_budget(self, tmp_path: Path) -> None:
        (with_it,) = self.found(tmp_path / "with", None).rows("segments")
        (without,) = report(tmp_path / "without").rows("segments")
        assert with_it == without


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        # 1.2 CSMs of work and a rule of 2 are two people of 100k; hosting is 200k of 2M.
        ({}, "Target met. 2 people leave a gross margin of 80.0% (target 80%)."),
        ({"segments": [segment(arr_per_csm="2.5M", customers=50)]}, "Target met. 1 person leaves a gross margin of"),
        ({"economics": {"cs_budget": "250k"}}, "Target met. The planned people cost 200k a year (budget 250k)."),
        (
            {"economics": {"cs_budget": "150k"}, "conflict": "work"},
            "Target missed: budget. The planned people cost 200k a year (budget 150k).",
        ),
        (
            {"economics": economics(operating_margin="85%"), "conflict": "work"},
            (
                "Target missed: operating margin. 2 people leave a gross margin of 80.0% (target 80%) and an operating "
                "margin of 80.0% (target 85%)."
            ),
        ),
        # 3 people, half of whose time is growth: 150k of 2M are 7.5 of 100.
        (
            {"economics": economics(growth={"cost_per_100": 8}), **RENEWING},
            (
                "Targets met. 3 people leave a gross margin of 82.5% (target 80%). Renewal and expansion cost 7.5 for "
                "each 100 of their revenue (target 8)."
            ),
        ),
        (
            {"economics": economics(growth={"cost_per_100": 5}), "conflict": "work", **RENEWING},
            (
                "Target missed: cost of renewal and expansion. 3 people leave a gross margin of 82.5% (target 80%). "
                "Renewal and expansion cost 7.5 for each 100 of their revenue (target 5)."
            ),
        ),
    ],
)
def test_every_target_is_said(changes: dict[str, Any], said: str, tmp_path: Path) -> None:
    assert report(tmp_path, **changes).answer[0].startswith(said)
