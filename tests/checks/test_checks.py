# ruff: noqa: E501 - a case is a line, with its whole message
"""What a careful colleague points out, and what they let pass; tests/invalid has one bad plan for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from csplan.checks.book import at_risk_by_colour
from csplan.findings.diagnostic import line
from csplan.loader.plan import load_all
from csplan.plan.segments import Segment

ROLES = """\
roles:
  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
  pooled: {pay: 80k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
"""
SEGMENTS = "segments: [{name: a, customers: 10, arr: 1M}]\n"


def found(folder: Path, text: str) -> list[str]:
    """Return the findings of a plan without what every plan needs, as slug and message."""
    for key, default in (
        ("csplan", "csplan: 1\n"),
        ("currency", "currency: USD\n"),
        ("roles", ROLES),
        ("segments", SEGMENTS),
    ):
        if f"{key}:" not in text.replace("csms_now:", ""):
            text += default
    (folder / "csplan.yaml").write_text(text, encoding="utf-8")
    loaded = load_all(folder)
    return [line(each).partition(": ")[2] for each in loaded.diagnostics]


@pytest.mark.parametrize(
    ("health", "share"),
    [({"green": "50%", "yellow": "25%", "red": "25%"}, 0.5), ({"green": "100%"}, 0.0), (None, None)],
)
def test_yellow_and_red_customers_are_at_risk(health: dict[str, str] | None, share: float | None) -> None:
    stated = {"health": health} if health else {}
    assert at_risk_by_colour(Segment.model_validate({"name": "a", **stated})) == share


def test_a_column_to_match_that_people_lack_is_told_with_those_that_they_have(tmp_path: Path) -> None:
    text = "csplan: 1\ncurrency: USD\npeople: [{csm: Ann, language: en}]\nassign: {match: [territory]}\n"
    (tmp_path / "csplan.yaml").write_text(text + SEGMENTS, encoding="utf-8")
    (each,) = load_all(tmp_path).diagnostics
    assert (each.code, each.hint) == ("unmatched-column", "known: language")


def test_the_worked_example_has_no_findings() -> None:
    assert load_all(Path(__file__).parents[2] / "examples" / "acme-usd").diagnostics == ()


TIERS = "tiers: [{name: low, acv: {max: 10k}}, {name: high, acv: {min: 10k}}]\n"
TASK = "tasks: [{name: k, kind: proactive, per: %s, takes: 1 h, times: %s}]\n"
RENEWING = "segments: [{name: a, customers: 10, arr: 1M, renewal_rate: 90%}]\n"
COSTS = "economics: {gross_margin: 70%, costs: [{name: x, share: 10%, in: gross}]}\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fx: {CNY: 0.14, JPY: 0.0065, EUR: 1.1, SEK: 12}\n",
        "currency: CNY\nfx: {USD: 7.2, HKD: 0.92}\n",
        TIERS,
        "tiers: []\n",
        "tiers: [{name: all, acv: {}}]\n",
        TIERS + "segments: [{name: a, tier: low, customers: 10, arr: 99k}]\n",
        TIERS + TASK % ("customer", "{high: 1}"),
        TIERS + TASK % ("new_customer", "{high: 0, low: 1}"),
        TASK % ("renewal", "1"),
        TASK % ("new_customer", "1") + "segments: [{name: a, customers: 10, arr: 1M, new_customers: 0}]\n",
        TASK % ("at_risk_customer", "1") + "segments: [{name: a, customers: 10, arr: 1M, at_risk: 0}]\n",
        TASK % ("at_risk_customer", "1") + "segments: [{name: a, customers: 1, arr: 1M, health: {green: 100%}}]\n",
        TASK % ("new_customer", "1") + "segments: [{name: a, customers: 0, arr: 0}]\n",
        "tasks: [{name: k, kind: internal}]\n",
        "tasks: [{name: k, kind: proactive, per: customer, takes: 1 h, times: 1, waste: skill, aliases: [k, l]}]\n",
        "economics: {}\n",
        COSTS,
        "economics: {cs_budget: 9%}\n",
        "economics: {gross_margin: 70%, costs: []}\n",
        TIERS + "economics: {gross_margin: {high: 70%}, costs: [{name: x, amount: {high: 10}, in: gross}]}\n",
        "economics: {gross_margin: 70%, costs: [], growth: {cost_per_100: 12}, service_share: 50%}\n" + RENEWING,
        "economics: {growth: {credited_revenue: 1M, required_return: 3}}\n",
        "economics: {growth: {required_return: 3}}\nsegments: [{name: a, customers: 1, arr: 1M, credited_revenue: 1M}]\n",
        "economics: {gross_margin: 70%, costs: [{name: x, share: 10%, in: gross}]}\nsegments: [{name: a, customers: 5, arr: 0}]\n",
        "teams: [{name: t, csms_now: 2}]\nsegments: [{name: a, team: t, customers: 10, arr: 1M, csms_now: 2}]\n",
        "teams: [{name: t, csms_now: 2}]\nsegments: [{name: a, team: t, customers: 10, arr: 1M}]\n",
        "teams: [{name: t}]\nsegments: [{name: a, team: t, customers: 10, arr: 1M, csms_now: 2}]\n",
        "segments: [{name: a, team: t, customers: 10, arr: 1M}, {name: b, team: t, customers: 10, arr: 1M}]\n",
        "teams: [{name: t, role: csm}]\nsegments: [{name: a, team: t, customers: 1, arr: 1}, {name: b, team: t, customers: 1, arr: 1}]\n",
        "rules: cny-1.5-2.5m\nfx: {CNY: 0.14}\nsegments: [{name: a, customers: 10, arr: 1M, arr_per_csm: 1M}]\n",
        "rules: {triggers: {idle: 50%}}\n",
        "rules: {arr_per_csm: [{when: {touch: Low, complexity: 1.5}, value: 1M}, {value: 2M}]}\n",
    ],
)  # fmt: skip
def test_nothing_to_point_out(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fx: {USD: 1}\n", "error[currency]: USD is the plan's own currency"),
        ("currency: CNY\nfx: {USD: 0.14}\n", "warning[fx-inverted]: 1 USD is not worth 0.14 CNY: the rate is the wrong way round"),
        (TIERS.replace("low", "high"), "error[duplicate-name]: two of tiers are named 'high'"),
        ("teams: [{name: a}, {name: a}]\nsegments: [{name: s, team: a, customers: 1, arr: 1}]\n", "error[duplicate-name]: two of teams are named 'a'"),
        ("economics: {gross_margin: 1%, costs: [{name: x, share: 1%, in: gross}, {name: x, share: 2%, in: gross}]}\n", "error[duplicate-name]: two of costs are named 'x'"),
        (ROLES.replace("250 d", "400 d", 1), "error[out-of-range]: role csm has more time in its contract than there is in a year"),
        (ROLES.replace("30%}", "2000 h}", 1), "error[no-hours]: role csm has no hours for customers: 1,880.0 h paid, 2,000.0 h internal"),
        (ROLES.replace("250 d", "9000 h", 1), "error[out-of-range]: role csm has more time in its contract than there is in a year"),
        ("tiers: [{name: a, acv: {max: 100k}}, {name: b, acv: {min: 20k, max: 30k}}, {name: c, acv: {min: 100k}}]\n", "error[tiers-overlap]: tiers a and b overlap: both hold an ACV of 20k"),
        ("tiers: [{name: a, acv: {}, role: cms}]\n", "error[unknown-role]: no role is named 'cms'"),
        ("teams: []\nsegments: [{name: a, team: t, customers: 10, arr: 1M}]\n", "error[unknown-team]: no team is named 't'"),
        ("segments: [{name: a, tier: t, customers: 10, arr: 1M}]\n" + TASK % ("customer", "1"), "error[unknown-tier]: no tier is named 't'"),
        ("tasks: [{name: k, kind: proactive, takes: 1 h, times: 1}]\n", "error[missing-key]: per is missing: what drives k?"),
        ("tasks: [{name: k, kind: internal, times: 1}]\n", "warning[internal-task]: k is internal: it checks time.internal and makes no workload"),
        (TIERS + TASK % ("customer", "{low: 1}"), "warning[missing-times]: nothing says how often k is done in tier high"),
        ("tiers: []\n" + TASK.replace(", times: %s", "") % "customer", "warning[missing-times]: nothing says how often k is done in a, which has no tier"),
        ("segments: [{name: a, customers: 10, arr: 1M, credited_revenue: 1M}]\n", "warning[no-effect]: credited_revenue has no effect without a growth budget"),
        ("economics: {growth: {credited_revenue: 1M}}\n", "error[missing-key]: required_return is missing"),
        ("economics: {gross_margin: 75%, costs: [], growth: {credited_revenue: 1M, required_return: 3}}\nsegments: [{name: a, customers: 1, arr: 1M, credited_revenue: 1.1M}]\n", "error[out-of-range]: the segments' credited_revenue adds up to more than the plan's"),
        ("economics: {growth: {required_return: 3}}\n", "error[missing-key]: credited_revenue is missing"),
        ("economics: {growth: {required_return: 3, credited_revenue: 1M, owned: 50%}}\n", "warning[no-effect]: owned has no effect where revenue is credited"),
        ("economics: {growth: {}}\n", "error[growth-form]: growth needs either cost_per_100, or credited_revenue with required_return"),
        ("economics: {gross_margin: 70%, costs: [{name: x, share: 1%, amount: 1, in: gross}]}\n", "error[share-or-amount]: cost x needs either a share or an amount"),
        ("economics: {gross_margin: 70%, costs: [{name: x, amount: 300k, years: 2, in: gross}]}\n", "warning[costs-eat-price]: the costs of a customer of a are 150.0% of the price"),
        ("segments: [{name: a, customers: 10, arr: 1M, renewals: 11}]\n", "warning[more-than-customers]: 11 renewals are more than the 10 customers of a"),
        ("segments: [{name: a, customers: 10, arr: 1M, at_risk: 5%, health: {green: 100%}}]\n", "error[stated-twice]: at_risk and health say the same thing"),
        ("teams: [{name: t, csms_now: 2}]\nsegments: [{name: a, team: t, customers: 1, arr: 1, csms_now: 2}, {name: b, team: t, customers: 1, arr: 1}]\n", "error[csms-now]: csms_now is stated for team t and for some of its segments"),
        ("rules: {arr_per_csm: [{when: {complexity: '> 2'}, value: 1M}]}\n", "warning[no-arr-rule]: no ARR rule of rules of the plan matches a"),
        ("segments: [{name: a, customers: 10, arr: 1M, tier: low}]\ntiers: [{name: low, acv: {max: 10k}}]\n", "warning[acv-outside-tier]: the mean ACV of a, 100k, lies outside tier low"),
        (
            "segments: [{name: a}]\n",
            (
                "warning[not-stated]: a does not state customers: it is unchecked, and the sums are without it|"
                "warning[not-stated]: a does not state arr: it is unchecked, and the sums are without it"
            ),
        ),
    ],
)  # fmt: skip
def test_something_to_point_out(tmp_path: Path, text: str, expected: str) -> None:
    assert found(tmp_path, text) == expected.split("|")


def test_the_cost_of_a_tier_without_tiers(tmp_path: Path) -> None:
    text = "economics: {gross_margin: 1%, costs: [{name: x, share: {a: 5%}, in: gross}]}\n"
    assert found(tmp_path, text) == [
        "error[missing-cost]: cost x goes by tier only",
        "error[unknown-tier]: no tier is named 'a'",
    ]


def test_many_segments_are_checked_in_no_time(tmp_path: Path) -> None:
    segments = "".join(f"  - {{name: s{number}, customers: 1, arr: 1, team: nobody}}\n" for number in range(2000))
    assert len(found(tmp_path, "teams: [{name: t}]\nsegments:\n" + segments)) == 2001
