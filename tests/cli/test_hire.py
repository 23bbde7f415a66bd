from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.fuzz.commands import said
from tests.plans import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

PLAN = str(EXAMPLES / "growing-usd")
OCTOBER = ("--as-of", "2026-10-01")


def test_the_table_and_json() -> None:
    shown = said(["hire", PLAN, *OCTOBER])
    assert shown.code == 0
    assert shown.out.startswith("Growing Cloud 2027: 8 people in Dec, 5 today; open 2 now")
    found: dict[str, Any] = json.loads(said(["hire", PLAN, *OCTOBER, "-f", "json"]).out)
    assert list(found) == [
        *("schema", "plan", "as_of", "months", "policy", "teams", "segments", "openings", "policies", "total"),
        "findings",
    ]
    assert found["total"]["hiring_plan_margin"] == pytest.approx(0.742475, abs=5e-7)


def test_csv_has_a_row_a_team_and_month() -> None:
    lines = said(["hire", PLAN, *OCTOBER, "-f", "csv", "--table", "months"]).out.splitlines()
    assert len(lines) == 13
    assert lines[1].startswith("named,2027-01,164.28")


def test_openings_for_an_applicant_tracking_system(tmp_path: Path) -> None:
    lines = said(["hire", PLAN, *OCTOBER, "--openings", "-f", "csv"]).out.splitlines()
    assert lines[0].startswith("number,team,role")
    assert len(lines) == 5
    file = tmp_path / "openings.csv"
    assert said(["hire", PLAN, *OCTOBER, "--openings", "-o", str(file)]).code == 0
    assert file.read_text(encoding="utf-8-sig").startswith("number,team,role")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--as-of", "2026-02-30"], "--as-of"),
        (["--as-of", "2028-01-01"], "2027-12"),
        (["--team", "nmed"], "no team is named"),
        (["--policy", "never"], "never"),
        (["--months", "40"], "36"),
    ],
)
def test_what_can_not_be_asked(arguments: list[str], says: str) -> None:
    done = said(["hire", PLAN, *arguments])
    assert done.code == 2
    assert says in done.err


def test_check_fails_where_money_does_not_pay() -> None:
    assert said(["hire", PLAN, *OCTOBER, "--check"]).code == 0
    dear = said(["hire", PLAN, *OCTOBER, "--check", "--set", "economics.gross_margin=85%"])
    assert dear.code == 1
    assert "unfunded-hire" in dear.err


def test_a_figure_of_a_month() -> None:
    done = said(["explain", PLAN, "people", "--team", "named", "--month", "2027-06", *OCTOBER])
    assert done.out.startswith("people of team named: 8 people in 2027-06")
    assert said(["explain", PLAN, "people", "--team", "named", "--month", "June"]).code == 2
