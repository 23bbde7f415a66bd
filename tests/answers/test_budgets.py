"""Budgets of a change: what they say, and when they hold."""

from __future__ import annotations

from typing import Any

import pytest

from csplan.answers.diff.budgets import Budget, judge, read_budgets
from csplan.values import Unreadable

TOTAL = {
    "heads_before": 10.0,
    "heads_after": 12.0,
    "csms_needed_before": 9.5,
    "csms_needed_after": 9.1,
    "cost_before": 1_000_000.0,
    "cost_after": 1_050_000.0,
    "gross_margin_before": 0.776,
    "gross_margin_after": 0.752,
    "operating_margin_before": None,
    "operating_margin_after": 0.1,
}


def judged(text: str, currencies: tuple[str, str] = ("USD", "USD"), **total: Any) -> tuple[bool | None, str]:
    (result,) = judge(read_budgets(text), {**TOTAL, **total}, [], currencies)
    assert result.budget == text
    return result.met, result.text


def test_reading() -> None:
    assert read_budgets("heads+2, cost + 5%,cost+300k USD,gross_margin-1.5%,verdict,") == [
        Budget("heads+2", "heads", 1, 2.0),
        Budget("cost + 5%", "cost", 1, 0.05, None, relative=True),
        Budget("cost+300k USD", "cost", 1, 300_000, "USD"),
        Budget("gross_margin-1.5%", "gross_margin", -1, 0.015),
        Budget("verdict", "verdict", 1, 0.0),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a budget is meant here"),
        (" , ", "a budget is meant here"),
        ("heads", "'heads' is not a budget"),
        ("heads+", "'heads+' is not a budget"),
        ("+2", "'+2' is not a budget"),
        ("verdict+1", "'verdict' can't be limited"),
        ("haeds+2", "'haeds' can't be limited"),
        ("heads+two", "'heads+two': "),
        ("busy+5", "'busy+5': a share moves by points: 5pt"),
        ("busy+pt", "'busy+pt': "),
        ("work+5pt", "'work+5pt': "),
        ("heads+-2", "'heads+-2': the sign stands before the amount, once"),
        ("gross_margin-1", "'gross_margin-1': a share moves by points: 5pt"),
        ("cost+5 h", "'cost+5 h': "),
        ("cost+5%%", "'cost+5%%': "),
        ("heads+nan", "'heads+nan': "),
        ("heads+inf", "'heads+inf': "),
        ("heads+1\x1b[31m", r"'heads+1\x1b[31m': "),
        ("heads+2," * 200, "these are too many budgets"),
    ],
)
def test_what_is_no_budget(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        read_budgets(text)
    assert wrong.value.message.startswith(said)
    assert wrong.value.hint


@pytest.mark.parametrize(
    ("text", "met", "said"),
    [
        ("heads+2", True, "heads rise by 2, from 10 to 12; a rise of 2 is allowed"),
        ("heads+1", False, "heads rise by 2, from 10 to 12; a rise of 1 is allowed"),
        ("heads+20%", True, "heads rise by 2, from 10 to 12; a rise of 2 (20%) is allowed"),
        ("heads-0", True, "heads rise by 2, from 10 to 12; a fall of 0 is allowed"),
        ("csms-0.4", True, "CSMs fall by 0.40, from 9.50 to 9.10; a fall of 0.40 is allowed"),
        ("csms-0.3", False, "CSMs fall by 0.40, from 9.50 to 9.10; a fall of 0.30 is allowed"),
        ("csms+0", True, "CSMs fall by 0.40, from 9.50 to 9.10; a rise of 0.00 is allowed"),
        ("cost+5%", True, "the cost a year rises by 50k, from 1M to 1.05M USD; a rise of 50k (5%) is allowed"),
        ("cost+4.9%", False, "the cost a year rises by 50k, from 1M to 1.05M USD; a rise of 49k (4.9%) is allowed"),
        ("cost+50k", True, "the cost a year rises by 50k, from 1M to 1.05M USD; a rise of 50k is allowed"),
        ("cost+$49k", False, "the cost a year rises by 50k, from 1M to 1.05M USD; a rise of 49k is allowed"),
        (
            "gross_margin-2%",
            False,
            "the gross margin falls by 2.4 pt, from 77.6% to 75.2%; a fall of 2.0 pt is allowed",
        ),
        (
            "gross_margin-2.4%",
            True,
            "the gross margin falls by 2.4 pt, from 77.6% to 75.2%; a fall of 2.4 pt is allowed",
        ),
        ("operating_margin-1%", None, "nothing is known of the operating margin in the old plan"),
        ("cost+5 EUR", None, "the plan is in USD: write the amount in USD"),
    ],
)
def test_judging(text: str, met: bool | None, said: str) -> None:  # noqa: FBT001 - what is expected
    assert judged(text) == (met, said)


def test_what_stays() -> None:
    assert judged("heads+0", heads_after=10.0) == (True, "heads stay at 10; a rise of 0 is allowed")
    assert judged("cost+0%", cost_after=1e6) == (True, "the cost a year stays at 1M USD; a rise of 0 (0%) is allowed")


def test_what_is_not_known() -> None:
    assert judged("heads+1", heads_after=None) == (None, "nothing is known of heads in the new plan")
    assert judged("cost+1%", cost_before=None, cost_after=None) == (
        None,
        "nothing is known of the cost a year in both plans",
    )
    other = ("USD", "CNY")
    assert judged("cost+1%", other) == (None, "money in USD can't be compared with money in CNY")
    assert judged("heads+2", other)[0] is True


def test_verdicts() -> None:
    def verdict(before: str | None, after: str | None) -> tuple[bool | None, str]:
        rows = [{"team": "a", "verdict_before": before, "verdict_after": after}] * 2
        (result,) = judge(read_budgets("verdict"), TOTAL, rows, ("USD", "CNY"))
        return result.met, result.text

    worse = "2 teams got worse: a from fits to over-budget, a from fits to over-budget"
    assert verdict("fits", "over-budget") == (False, worse)
    assert verdict(None, "over-budget")[1].startswith("2 teams got worse: a from nothing to over-budget")
    assert verdict("no-whole-number", "over-budget")[0] is False
    assert verdict("fits", "unchecked")[0] is False
    for fine in (
        ("over-budget", "over-budget"),
        ("over-budget", None),
        ("over-budget", "fits"),
        ("fits", "no-customers"),
    ):
        assert verdict(*fine) == (True, "no team got worse")


def test_work_and_busy_are_limited_beside_heads() -> None:
    """A raise of work shows, also where nobody is hired: 2.32 to 3.35 CSMs of work, 58% to 67% of people's time."""
    total = {"at_least_before": 2.32, "at_least_after": 3.35, "utilization_before": 0.58, "utilization_after": 0.67}
    budgets = read_budgets("work+0.5, work+1.1, busy+5pt, busy+10%")
    assert [each.met for each in judge(budgets, total, [], ("USD", "USD"))] == [False, True, False, True]
