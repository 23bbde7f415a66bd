"""What headcount says of the months that a year hides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

import csplan
from csplan.answers.ways.answer import options
from tests.inputs.test_months import BOOK
from tests.plans import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan

SPARE = "Find other work for people, or do not replace those who leave:"


def test_a_december_of_renewals(tmp_path: Path) -> None:
    """28 accounts of two people: 71.0% of their hours in the year, 242.0% of a twelfth of them in December."""
    remarks = csplan.headcount(december(tmp_path)).remarks
    assert remarks[0] == "all: today's people are 71% busy over the year, and 242% in Dec."
    assert remarks[1].startswith("For the dates: csplan hire")


def december(tmp_path: Path) -> Plan:
    rows = [
        f"c{at},{20_000 + 9_000 * at},all,{'ann' if at < 20 else 'bob'},2027-{'12' if at < 22 else '03'}-15"
        for at in range(28)
    ]
    (tmp_path / "book.csv").write_text("\n".join(["customer,arr,segment,csm,renewal_date", *rows]), encoding="utf-8")
    (tmp_path / "csplan.yaml").write_text(yaml.safe_dump(BOOK), encoding="utf-8")
    return csplan.load(str(tmp_path))


def test_a_plan_without_months_says_nothing_of_them() -> None:
    remarks = csplan.headcount(csplan.load(str(EXAMPLES / "acme-usd"))).remarks
    assert not any("busy over the year" in each or "csplan hire" in each for each in remarks)


def test_nobody_is_let_go_whom_a_month_needs() -> None:
    """The year's average of the growing plan needs 7 people, its December 8."""
    for today, way in ((8, None), (9, "have 1 fewer")):
        plan = csplan.load(str(EXAMPLES / "growing-usd"), set={"teams.named.csms_now": today})
        head, ways = csplan.headcount(plan), options(plan)
        kept = "named: keep 8 people: a month of the year needs more than its average."
        assert head.remarks[0] == ways.remarks[0] == kept
        assert ways.remarks[-1].startswith("For the dates: csplan hire")
        fewer = [row["way"] for row in ways.details[0].rows if "fewer" in row["way"]]
        assert fewer == ([way] if way else [])
        spare = [each for each in head.actions if "do not replace" in each]
        assert spare == ([] if today == 8 else [f"{SPARE} named (1 more)."])


def test_where_no_months_are_known_the_average_decides(tmp_path: Path) -> None:
    known = (EXAMPLES / "growing-usd" / "csplan.yaml").read_text(encoding="utf-8")
    (tmp_path / "csplan.yaml").write_text(known.replace("year: {starts: 2027-01-01}\n", ""), encoding="utf-8")
    plan = csplan.load(str(tmp_path), set={"teams.named.csms_now": 8})
    assert [row["way"] for row in options(plan).details[0].rows][-1] == "have 1 fewer"


def test_options_say_what_the_year_hides(tmp_path: Path) -> None:
    found = options(december(tmp_path))
    assert found.remarks[0] == "all: today's people are 71% busy over the year, and 242% in Dec."
    assert found.remarks[1].startswith("For the dates: csplan hire")
