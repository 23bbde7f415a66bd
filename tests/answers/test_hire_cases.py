"""Hiring plans that others published, or that a pencil works out: starts, ramps, leavers, seasons, what they cost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.hire.answer import hire
from csplan.loader.plan import load_all

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "csplan: 1\ncurrency: USD\n"


def asked(folder: Path, text: str, as_of: date, **options: Any) -> dict[str, Any]:
    (folder / "csplan.yaml").write_text(HEAD + text, encoding="utf-8")
    return hire(csplan.load(str(folder)), as_of, **options).as_dict()


def by_month(found: dict[str, Any], name: str) -> list[float]:
    [team] = found["teams"]
    values: list[float] = team["months"][name]
    return values


QUARTERS = """\
year: {starts: 2027-01-01}
roles:
  csm:
    pay: 195k
    loading: 0%
    ramp: {at: [25%, 25%, 25%, 50%, 50%, 50%, 75%, 75%, 75%]}
    time: {contracted: 2400 h, leave: 0 h, internal: 0%}
    hiring: {lead: 3 months, turnover: 0%}
segments:
  - name: customers
    customers: 107
    arr: 20M
    csms_now: 7
    renewal_rate: 100%
    months:
      renewals: [7.4%, 7.4%, 7.4%, 7.4%, 7.4%, 7.4%, 8.3%, 8.3%, 8.3%, 10.233%, 10.233%, 10.234%]
tasks: [{name: work, kind: renewal, per: renewal, takes: 200 h, times: 1}]
economics: {gross_margin: 70%, costs: []}
hiring: {policy: at-need}
"""


def test_starts_by_quarter_with_a_ramp_by_quarter(tmp_path: Path) -> None:
    """7 people, and 1, 0, 1, 2 who start, worth 25, 50, 75, 100% by quarter: HRSkills' mock hiring plan.

    A CSM has 200 h a month and a renewal takes as many, so the renewals of a month are the CSMs that it needs: 7.9 in
    the first half, then 8.9 and 10.9.
    """
    found = asked(tmp_path, QUARTERS, date(2026, 6, 1))
    assert by_month(found, "people_due") == [8] * 6 + [9] * 3 + [11] * 3
    assert by_month(found, "starts") == [1, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0]
    ramped = by_month(found, "productive_people")
    assert ramped[::3] == pytest.approx([7.25, 7.5, 8.0, 9.0], abs=1e-12)
    assert sum(ramped) / 12 == pytest.approx(7.9375, abs=1e-12)
    assert by_month(found, "people")[-1] == 11
    # 16.25k a month: 8 people for half a year, 9 and then 11 for a quarter each.
    assert found["teams"][0]["hiring_plan_cost"] == pytest.approx(16_250 * (8 * 6 + 9 * 3 + 11 * 3))


FISCAL = """\
year: {starts: 2026-07-01}
roles:
  csm:
    pay: 110k
    loading: 30%
    ramp: {months: 3, at: 50%}
    time: {contracted: 2000 h, leave: 0 h, internal: 0%}
    hiring: {lead: 2 months, turnover: 0%}
tiers: [{name: all, acv: {min: 0}, max_customers_per_csm: 40}]
segments:
  - name: logos
    tier: all
    customers_at_start: 80
    arr: 9M
    csms_now: 2
    new_customers: 60
    renewal_rate: 100%
    months: {new_customers: [0%, 0%, 50%, 0%, 50%, 0%, 0%, 0%, 0%, 0%, 0%, 0%]}
hiring: {policy: at-need}
"""


def test_the_cost_of_a_hire_is_that_of_its_months(tmp_path: Path) -> None:
    """80 to 140 logos at 40 each: hires with 10 and 8 months left of the fiscal year cost 18 × 11,916.67 = 214,500.

    Of 80 customers at the start 95 are there in September on average and 125 in November: the average of the year is
    80 + 30 × 9.5 / 12 + 30 × 7.5 / 12 = 122.5.
    """
    found = asked(tmp_path, FISCAL, date(2026, 6, 1))
    assert by_month(found, "customers")[:6] == pytest.approx([80, 80, 95, 110, 125, 140])
    assert sum(by_month(found, "customers")) / 12 == pytest.approx(122.5)
    assert by_month(found, "starts") == [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    two = 2 * 143_000
    assert found["teams"][0]["hiring_plan_cost"] - two == pytest.approx(214_500)
    assert [row["open_by"] for row in found["openings"]] == ["2026-07", "2026-09"]
    year = csplan.headcount(csplan.load(str(tmp_path))).as_dict()
    assert year["segments"][0]["customers"] == pytest.approx(122.5)
    assert year["total"]["heads"] == 4  # 122.5 / 40 = 3.06


GROSS = """\
year: {starts: 2027-01-01}
roles:
  csm:
    pay: 120k
    loading: 0%
    ramp: {months: 1, at: 50%}
    time: {contracted: 2000 h, leave: 0 h, internal: 0%}
    hiring: {lead: 1 month, turnover: TURNOVER}
tiers: [{name: all, acv: {min: 0}, max_customers_per_csm: 40}]
segments:
  - name: customers
    tier: all
    customers_at_start: START
    arr: 20M
    new_customers: NEW
    renewal_rate: 100%
    csms_now: TODAY
hiring: {policy: at-need}
"""


@pytest.mark.parametrize(
    ("today", "end", "turnover", "leavers"),
    [
        # Month by month the people are 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, at the first of each one 10
        # and those of the month before: 146 person-months at 1 - 0.88^(1/12) = 1.0596% are 1.55 leavers.
        (10, 14, "12%", 2),
        (40, 60, "15%", 8),
    ],
)
def test_gross_hires_are_growth_and_leavers(tmp_path: Path, today: int, end: int, turnover: str, leavers: int) -> None:
    """Of 10 to 14 at 12% a year, 1.5 leave, so 6 are hired; of 40 to 60 at 15% 8.07 do, so 28 are."""
    new = 40 * (end - today)
    text = GROSS.replace("START", str(40 * today)).replace("NEW", str(new)).replace("TODAY", str(today))
    found = asked(tmp_path, text.replace("TURNOVER", turnover), date(2026, 6, 1))
    assert by_month(found, "people")[-1] == end
    assert sum(by_month(found, "leavers")) == leavers
    assert sum(by_month(found, "starts")) == end - today + leavers
    row = next(each for each in found["policies"] if each["policy"] == "at-need")
    assert row["hires"] == end - today + leavers


SEASON = """\
year: {starts: 2027-01-01}
roles:
  agent:
    pay: 40k
    loading: 0%
    ramp: {months: 1, at: 50%}
    time: {contracted: 1200 h, leave: 0 h, internal: 0%}
    hiring: {lead: 2 months, turnover: 0%}
segments:
  - name: contacts
    customers: 1_000
    arr: 1M
    csms_now: 5
    renewals: 1_000
    renewal_rate: 100%
    months: {renewals: [7.91%, 7.91%, 7.91%, 7.91%, 7.91%, 7.91%, 7.91%, 7.91%, 7.91%, 7.91%, 13%, 7.9%]}
tasks: [{name: contact, kind: renewal, per: renewal, takes: 6 min, times: 50}]
"""


def test_a_november_of_thirteen_percent(tmp_path: Path) -> None:
    """50,000 contacts of 6 minutes are 4.17 people; November's 6,500 take 650 h of 100 h each, 6.50 people."""
    found = asked(tmp_path, SEASON, date(2026, 6, 1))
    assert sum(by_month(found, "csms_needed")) / 12 == pytest.approx(50 / 12)
    assert by_month(found, "csms_needed")[10] == pytest.approx(6.5)
    assert by_month(found, "people_due")[10] == 7
    assert by_month(found, "utilization_now")[10] == pytest.approx(1.3)
    assert by_month(found, "people")[10] == 7


ONBOARDING = """\
year: {starts: 2027-01-01}
roles:
  csm:
    pay: 140k
    loading: 0%
    ramp: {months: 3, at: 50%}
    time: {contracted: 2000 h, leave: 0 h, internal: 0%}
    hiring: {lead: 2 months, turnover: 0%}
tiers: [{name: enterprise, acv: {min: 0}, max_customers_per_csm: 40}]
segments:
  - name: enterprise
    tier: enterprise
    customers: 200
    arr: 30M
    new_customers: 120
    renewal_rate: 100%
    arr_per_csm: 4M
    csms_now: 8
    months: {new_customers: [5.9394%, 5.9394%, 5.9394%, 5.9394%, 34.6667%, 5.9394%, 5.9394%, 5.9394%, 5.9394%, 5.9394%,
      5.9394%, 5.9393%]}
tasks: [{name: onboarding, kind: implementation, per: new_customer, takes: 33.33333333 h, times: 1}]
"""


def test_a_month_of_onboarding_decides(tmp_path: Path) -> None:
    """ARR ÷ 4M are 7.5 CSMs; of 41.6 new customers in a month, 5 for each CSM, 8.32 are needed, so 9 people.

    2,000 h ÷ 12 ÷ 5 are 33⅓ h for each.
    """
    found = asked(tmp_path, ONBOARDING, date(2026, 6, 1))
    may = 4
    assert by_month(found, "new_customers")[may] == pytest.approx(41.6, abs=1e-3)
    assert by_month(found, "csms_needed")[may] == pytest.approx(8.32, abs=1e-3)
    assert by_month(found, "people_due")[may] == 9
    assert sum(by_month(found, "month_hours")) == pytest.approx(4000)


@pytest.mark.parametrize(
    ("keys", "average"),
    [
        ("new_customers: 24", 112),  # half of the year's 24 is there on average
        ("new_customers: 24, months: {new_customers: {Q1: 100%, Q2: 0%, Q3: 0%, Q4: 0%}}", 121),  # 24 × 10.5 / 12
        ("new_customers: 0, churn: 12%", 94),
        ("new_customers: 0, renewals: 60, renewal_rate: 90%", 97),  # 6 leave, evenly
        ("new_customers: 0, renewal_rate: 90%", 100 / 1.05),  # of the average, and so of itself
        ("new_customers: 0, contract_years: 2, renewal_rate: 90%", 100 / 1.025),
        ("renewal_rate: 90%", 100),  # nothing says how many are new
    ],
)
def test_the_average_follows_from_the_start(tmp_path: Path, keys: str, average: float) -> None:
    text = f"year: {{starts: 2027-01-01}}\nsegments:\n  - {{name: a, arr: 1M, customers_at_start: 100, {keys}}}\n"
    found = asked(tmp_path, text, date(2026, 6, 1))
    assert sum(by_month(found, "customers")) / 12 == pytest.approx(average, rel=1e-12)
    assert found["segments"][0]["customers_at_start"] == 100
    assert csplan.load(str(tmp_path)).placed[0].customers == pytest.approx(average)


def test_a_start_of_which_nobody_is_left(tmp_path: Path) -> None:
    (tmp_path / "csplan.yaml").write_text(
        f"{HEAD}segments:\n  - {{name: a, arr: 1M, customers_at_start: 100, new_customers: 0, renewals: 300, "
        "renewal_rate: 0%}\n",
        encoding="utf-8",
    )
    found = load_all(tmp_path)
    assert [each.code for each in found.diagnostics if each.severity == "error"] == ["shrinks-below-zero"]
