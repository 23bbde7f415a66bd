"""The growing plan as another program worked it out, number by number: growing.json, to six decimals or a millionth."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import csplan
from csplan.answers.hire.answer import hire
from tests.plans import EXAMPLES

WORKED: dict[str, Any] = json.loads(Path(__file__).with_name("growing.json").read_text(encoding="utf-8"))
CALLED = {"new": "new_customers", "lost": "lost_customers"}
ENDS = ("customers_at_start", "customers_at_end", "arr_at_start", "arr_at_end")


@cache
def found(policy: Any = "ahead") -> dict[str, Any]:
    return hire(csplan.load(EXAMPLES / "growing-usd"), date(2026, 10, 1), policy=policy).as_dict()


def close(expected: Any) -> Any:
    return pytest.approx(expected, rel=1e-9, abs=6e-7)


@pytest.mark.parametrize("policy", WORKED["policies"])
def test_every_month_of_every_policy(policy: str) -> None:
    [team], rows = found(policy)["teams"], found(policy)["policies"]
    [row] = [each for each in rows if each["policy"] == policy]
    for name, expected in WORKED["policies"][policy].items():
        got = team["months"][name] if isinstance(expected, list) else row[name]
        assert got == close(expected), name


def test_every_month_of_the_team() -> None:
    [team] = found()["teams"]
    for name, expected in WORKED["team"].items():
        assert team["months"][name] == close(expected), name


@pytest.mark.parametrize("segment", WORKED["segments"])
def test_every_month_of_a_segment(segment: str) -> None:
    [row] = [each for each in found()["segments"] if each["segment"] == segment]
    for name, expected in WORKED["segments"][segment].items():
        called = CALLED.get(name, name)
        assert (row[called] if called in ENDS else row["months"][called]) == close(expected), name
