"""The section `value`: reasons, the team's part, and what is stated of what came anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

import csplan
from csplan.plan.value import REASONS, Anyway, Credit, Reason
from tests.plans import plan, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.value import ValueRules


def rules(folder: Path, value: object) -> ValueRules:
    (folder / "events.csv").write_text("date,event,customer\n2026-03-01,play,Alder\n", encoding="utf-8")
    (folder / "accounts.csv").write_text("customer,segment,arr\nAlder,a,20k\nBirch,a,30k\n", encoding="utf-8")
    loaded = csplan.load(write(folder, plan(value=value, events="events.csv", accounts="accounts.csv")))
    assert loaded.document.value is not None
    return loaded.document.value


def test_every_reason_has_a_part_and_all_but_renewals_may_come_anyway() -> None:
    assert tuple(get_args(Reason)) == tuple(REASONS) == tuple(Credit.model_fields)
    assert tuple(Anyway.model_fields) == tuple(reason for reason, module in REASONS.items() if module != "retain")


def test_the_teams_part(tmp_path: Path) -> None:
    credit = rules(tmp_path, {"credit": {"csql": "50%", "poc": "0%"}}).credit
    assert credit is not None
    assert (credit.csql, credit.poc, credit.saved) == (0.5, 0, None)


def test_what_came_anyway_is_stated_with_its_source_or_not_known(tmp_path: Path) -> None:
    anyway = rules(tmp_path, {"anyway": {"csql": "60%", "sale": {"value": "20%", "source": "asked"}}}).anyway
    assert anyway is not None
    assert [(each.value, each.source) for each in (anyway.csql, anyway.sale) if each] == [(0.6, ""), (0.2, "asked")]
    assert anyway.of("referral") is None
    assert anyway.of("saved") is None


@pytest.mark.parametrize(
    ("value", "slug"),
    [
        ({"anyway": {"saved": "60%"}}, "unknown-key"),
        ({"credit": {"csql": "150%"}}, "out-of-range"),
        ({"plays": {"within": "0 d"}}, "out-of-range"),
        ({"baseline": {"green": "90%"}}, "unknown-key"),
    ],
)
def test_what_it_does_not_take(tmp_path: Path, value: object, slug: str) -> None:
    with pytest.raises(csplan.PlanError) as caught:
        rules(tmp_path, value)
    assert slug in {each.code for each in caught.value.diagnostics}
