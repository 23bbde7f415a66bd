"""What headcount says of the months that a year hides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

import csplan
from tests.inputs.test_months import BOOK
from tests.plans import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path


def test_a_december_of_renewals(tmp_path: Path) -> None:
    """28 accounts of two people: 71.0% of their hours in the year, 242.0% of a twelfth of them in December."""
    rows = [
        f"c{at},{20_000 + 9_000 * at},all,{'ann' if at < 20 else 'bob'},2027-{'12' if at < 22 else '03'}-15"
        for at in range(28)
    ]
    (tmp_path / "book.csv").write_text("\n".join(["customer,arr,segment,csm,renewal_date", *rows]), encoding="utf-8")
    (tmp_path / "csplan.yaml").write_text(yaml.safe_dump(BOOK), encoding="utf-8")
    remarks = csplan.headcount(csplan.load(str(tmp_path))).remarks
    assert remarks[0] == "all: today's people are 71% busy over the year, and 242% in Dec."
    assert remarks[1].startswith("For the dates: csplan hire")


def test_a_plan_without_months_says_nothing_of_them() -> None:
    remarks = csplan.headcount(csplan.load(str(EXAMPLES / "acme-usd"))).remarks
    assert not any("busy over the year" in each or "csplan hire" in each for each in remarks)
