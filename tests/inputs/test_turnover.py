"""Turnover of a role from its people: who counts, from when, what it takes, and where it shows."""

from __future__ import annotations

from datetime import date
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csplan.answers.explain.answer import explain
from csplan.answers.explain.assumptions import assumptions
from csplan.answers.hire.answer import hire
from csplan.inputs.build import build
from csplan.inputs.turnover import measured_turnover
from csplan.loader.plan import load_all
from csplan.render.formats import as_text
from csplan.render.view import View
from tests.plans import EXAMPLES

if TYPE_CHECKING:
    from csplan.plan.plan import Plan

INVALID = Path(__file__).parents[1] / "invalid"
LAST = date(2026, 12, 31)
PEOPLE = """people:
  - {csm: Ann, from: 2020-05-01}
  - {csm: Bo, from: 2024-01-01, until: 2024-12-31}
  - {csm: Cy, from: 2025-01-01, share: 50%}
  - {csm: Di, until: 2026-06-30}
  - {csm: Ed, from: 2027-05-01}
  - {csm: Fay, from: 2026-01-01, until: 2026-12-31}
  - {csm: Gus, from: 2020-01-01, until: 2023-12-31}
"""
"""Of the 36 months from 2024-01-01 on Ann has 1,096 days, Bo 366 and left, Cy 730, Fay 365 and is there on the last.

Of Di nobody knows since when, Ed comes later, Gus was gone before: 2,557 days, 7.000684 person-years.
"""


def with_people(folder: Path, people: str = PEOPLE, *settings: str) -> Plan:
    text = (EXAMPLES / "growing-usd" / "csplan.yaml").read_text(encoding="utf-8").replace(", turnover: 15%", "")
    (folder / "csplan.yaml").write_text(text + people, encoding="utf-8")
    found = load_all(folder, settings=settings)
    assert found.plan is not None, found.diagnostics
    return found.plan


def test_leavers_over_person_years(tmp_path: Path) -> None:
    """1 / 7.000684 a year is 0.142843; Garwood has 0.025318 to 5.571643 for a count of one."""
    found = measured_turnover(with_people(tmp_path), "csm", LAST)
    assert found is not None
    assert (found.left, found.people) == (1, 4)
    assert found.years == pytest.approx(2557 / 365.25)
    assert found[3:] == pytest.approx((1 - exp(-0.142843), 1 - exp(-0.0036165), 1 - exp(-0.795871)), abs=1e-5)
    # As it is used: what stays after a year of months is e to the minus rate.
    monthly = 1 - (1 - found.value) ** (1 / 12)
    assert (1 - monthly) ** 12 == pytest.approx(exp(-1 / found.years))


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ("people: [{csm: Ann, from: 2020-05-01}, {csm: Bo, from: 2027-01-01, until: 2027-05-01}]\n", "nobody left yet"),
        ("people: [{csm: Ann, from: 2025-02-01}, {csm: Bo, from: 2026-12-01, until: 2026-12-20}]\n", "1.97 years"),
        ("people: [{csm: Ann}, {csm: Bo, until: 2026-05-01}]\n", "nobody has a first day"),
        ("", "no people"),
    ],
)
def test_too_little_is_nothing(tmp_path: Path, people: str, why: str) -> None:
    plan = with_people(tmp_path, people)
    assert measured_turnover(plan, "csm", LAST) is None, why
    notes = hire(plan, LAST).notes
    assert any(
        note.startswith("Role csm has no `hiring: {turnover: ...}`, so nobody leaves; 15% would be 0.75")
        for note in notes
    )


def test_without_a_day_nothing_is_measured(tmp_path: Path) -> None:
    plan = with_people(tmp_path)
    assert measured_turnover(plan, "csm", None) is None
    assert build(plan).root.below["team"][0].above["role"].value("turnover") is None


def test_people_are_of_their_role_or_that_of_their_team(tmp_path: Path) -> None:
    """Two years each and one of them left; who is of both teams and says no role is of none."""
    people = """people:
  - {csm: Ann, role: csm, team: few, from: 2025-01-01}
  - {csm: Bo, team: named, from: 2024-01-01, until: 2025-12-31}
  - {csm: Cy, team: few, from: 2024-12-31}
  - {csm: Di, team: few; named, from: 2020-01-01}
  - {csm: Ed, from: 2020-01-01}
"""
    text = (EXAMPLES / "growing-usd" / "csplan.yaml").read_text(encoding="utf-8")
    text = text.replace("roles:\n", "roles:\n  lead: {cost: 200k, time: 1000 h}\n", 1).replace(
        "team: named", "team: few", 1
    )
    text = text.replace("teams:\n", "teams:\n  - {name: few, role: lead}\n", 1)
    (tmp_path / "csplan.yaml").write_text(text + people, encoding="utf-8")
    plan = load_all(tmp_path).plan
    assert plan is not None
    csm, lead = (measured_turnover(plan, role, LAST) for role in ("csm", "lead"))
    assert csm is not None
    assert lead is not None
    # Ann's 730 days and Bo's 731; Cy's 731.
    assert csm[:3] == pytest.approx((1, 2, 1461 / 365.25))
    assert lead[:4] == pytest.approx((0, 1, 731 / 365.25, 0))
    # Garwood of none: 0 to 3.688879.
    assert lead[4:] == pytest.approx((0, 1 - exp(-3.688879 / (731 / 365.25))), abs=1e-6)


def test_hire_takes_it_and_says_so(tmp_path: Path) -> None:
    measured = with_people(tmp_path)
    answer = hire(measured, LAST)
    [note] = [note for note in answer.notes if "urnover" in note]
    assert note == (
        "Turnover of role csm is measured from `people`: 13.3% a year (0.4% to 54.9%); of 4 people 1 left, in 7 "
        "person-years."
    )
    stated = with_people(tmp_path, PEOPLE, "roles.csm.hiring.turnover=13.3109%")
    months = [each.as_dict()["teams"][0]["months"]["leavers"] for each in (answer, hire(stated, LAST))]
    assert months[0] == months[1]
    assert sum(months[0]) >= 1
    assert not any("urnover" in note for note in hire(stated, LAST).notes)


def test_explain_has_it_measured_and_a_stated_one_first(tmp_path: Path) -> None:
    """Of five people today 13.3% are 0.666."""
    plan = with_people(tmp_path)
    answer = explain(plan, "leavers_a_year", {"team": "named"}, as_of=LAST)
    text = " ".join(as_text(answer, "table", View(width=100)).split())  # how it wraps depends on the folder
    assert "0.67" in text
    assert "n 4, 0.361%–54.9%" in text
    [row] = [row for row in assumptions(plan, as_of=LAST).tables[0].rows if row["input"] == "turnover"]
    assert (row["kind"], row["value"]) == ("measured", pytest.approx(0.133109, abs=1e-6))
    stated = with_people(tmp_path, PEOPLE, "roles.csm.hiring.turnover=20%")
    assert build(stated, as_of=LAST).root.below["team"][0].above["role"].value("turnover") == pytest.approx(0.2)


def test_up_to_the_last_day_of_the_record() -> None:
    """Its record ends on 2026-03-31: 12 people have 183 days and left, 12 have 365. Asked later, it is the same."""
    plan = load_all(INVALID / "turnover-contradicted").plan
    assert plan is not None
    found = measured_turnover(plan, "csm", date(2030, 1, 1))
    assert found is not None
    assert found[:3] == pytest.approx((12, 24, 12 * (183 + 365) / 365.25))
    assert measured_turnover(plan, "csm", None) == found
