"""What is seen before a bonus is paid: numbers by hand, and where nothing is said."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

import pytest

from csplan.answers.pay.answer import pay
from csplan.findings.catalogue.bonuses import CSQL_COLD, LAST_DAYS, OWN_INFLOW, WIN_AGAIN
from csplan.loader.plan import load_all
from csplan.measure.binomial import at_least
from csplan.measure.periods import period_called
from csplan.render.formats import as_text
from tests.findings.test_catalogue import written
from tests.measure.records import plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan


def loaded(folder: Path, example: str, *changes: tuple[str, str]) -> Plan:
    for old, new in changes:
        assert old in example
        example = example.replace(old, new)
    folder.mkdir(exist_ok=True)
    return plan_of(load_all(written(folder / "plan", example)))


def slugs(plan: Plan) -> list[str]:
    return [each.code for each in pay(plan).findings]


def test_four_of_six_wins_in_the_last_seven_of_92_days() -> None:
    assert at_least(4, 6, 7 / 92) == pytest.approx(0.000443, abs=5e-7)
    # Why renewals are no indicator: a goal of 90% where each is renewed with a chance of 90%, of 6 and of 100.
    assert 1 - at_least(6, 6, 0.9) == pytest.approx(0.469, abs=5e-4)
    assert 1 - at_least(90, 100, 0.9) == pytest.approx(0.417, abs=5e-4)
    assert at_least(0, 6, 7 / 92) == pytest.approx(1)
    assert at_least(6, 6, 0.5) == pytest.approx(0.5**6)
    assert at_least(2, 3, 0.25) == pytest.approx(comb(3, 2) * 0.25**2 * 0.75 + 0.25**3)


def test_snapshots_far_apart_say_nothing_of_last_days(tmp_path: Path) -> None:
    assert "last-days" in slugs(loaded(tmp_path / "a", LAST_DAYS.bad))
    kept = ("2026-07-01", "2026-08-07", "2026-09-07", "2026-09-28", "2026-09-30")
    lines = LAST_DAYS.bad.splitlines(keepends=True)
    thin = "".join(line for line in lines if not line.startswith("2026-") or line.startswith(kept))
    assert "last-days" not in slugs(loaded(tmp_path / "b", thin))


def test_own_inflow_takes_others_to_compare_with(tmp_path: Path) -> None:
    lines = OWN_INFLOW.bad.splitlines(keepends=True)
    few = "".join(line for line in lines if ",b4," not in line and not line.startswith("b4,"))
    assert "own-inflow" not in slugs(loaded(tmp_path, few))


def test_wins_of_all_alike_are_no_inflow_of_ones_own(tmp_path: Path) -> None:
    # Of the five wins of Ben three are his own as well: 3 of 3 comes up in 22% of cases, 0.6 cubed.
    plan = loaded(
        tmp_path, OWN_INFLOW.bad, *((f"2026-06-30,b{at},Ben,yellow", f"2026-06-30,b{at},Ben,green") for at in range(3))
    )
    assert "own-inflow" not in slugs(plan)


def test_leads_of_others_that_stay_cold_too(tmp_path: Path) -> None:
    rows = [f"2026-03-1{at},expansion,b{at},,5k,,M{at}\n" for at in range(5)]
    assert "csql-cold" not in slugs(loaded(tmp_path, CSQL_COLD.bad, *((row, "") for row in rows)))


def test_leads_that_are_too_new_to_tell(tmp_path: Path) -> None:
    assert "csql-cold" not in slugs(loaded(tmp_path, CSQL_COLD.bad, ("2026-01-0", "2026-06-0")))


def test_what_came_too_late(tmp_path: Path) -> None:
    late = [(f"2026-03-0{5 + at},expansion,a{at}", f"2026-09-0{5 + at},expansion,a{at}") for at in range(4)]
    assert "csql-cold" in slugs(loaded(tmp_path, CSQL_COLD.good, *late))


def test_a_plan_may_accept_what_is_found(tmp_path: Path) -> None:
    accepted = ("bonus:", "checks: {ignore: [win-again, flapping], because: we know}\nbonus:")
    assert slugs(loaded(tmp_path, WIN_AGAIN.bad, accepted)) == []


def test_who_is_looked_at_is_named_by_a_letter_where_asked(tmp_path: Path) -> None:
    plan = loaded(tmp_path, WIN_AGAIN.bad)
    report = pay(plan, anonymous=True)
    assert report.findings[0].message.endswith("CSM A 1")
    assert "Ann" not in as_text(report, "json")
    assert [each.subject for each in report.advice] == ["win-again", "flapping"]
    assert report.rows("csms")[0]["look"] == "again 1, flaps 1"


def test_of_one_person_only_theirs(tmp_path: Path) -> None:
    plan = loaded(tmp_path, OWN_INFLOW.bad)
    assert "own-inflow" in [each.code for each in pay(plan, csm="Ann").findings]
    assert "own-inflow" not in [each.code for each in pay(plan, csm="Ben").findings]


def test_without_events_nothing_is_said_of_leads(tmp_path: Path) -> None:
    plan = loaded(tmp_path, OWN_INFLOW.good)
    report = pay(plan, period=period_called("2026-Q3"))
    assert [each.code for each in report.findings] == []
