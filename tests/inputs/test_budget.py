"""A budget of customer success as money a year: shared out by ARR, exactly the money for the company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.inputs.build import build
from csplan.loader.plan import load_all
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.engine.nodes import Node

# ARR of 2M and 1M; a CSM costs 100,000.
SEGMENTS = [segment(), segment(name="b", arr=1_000_000)]


def root(folder: Path, economics: dict[str, Any], segments: list[dict[str, Any]] = SEGMENTS) -> Node:
    return build(csplan.load(write(folder, plan(economics=economics, segments=segments)))).root


def accounts(found: Node) -> list[float | None]:
    return [node.value("budget_account") for team in found.below["team"] for node in team.below["segment"]]


@pytest.mark.parametrize("budget", ["300k", "300,000", 300_000, "300k USD"])
def test_money_is_shared_out_by_arr(budget: Any, tmp_path: Path) -> None:
    found = root(tmp_path, {"cs_budget": budget})
    assert accounts(found) == pytest.approx([200_000, 100_000])
    assert found.value("money_for") == pytest.approx(300_000)
    assert found.value("binding") == "budget"


@pytest.mark.parametrize("budget", ["10%", 0.1])
def test_a_share_is_of_arr(budget: Any, tmp_path: Path) -> None:
    assert accounts(root(tmp_path, {"cs_budget": budget})) == pytest.approx([200_000, 100_000])


def test_by_customers_where_nobody_has_arr_or_not_all_is_known(tmp_path: Path) -> None:
    segments = [segment(arr=0), segment(name="b", arr=0, customers=300)]
    assert accounts(root(tmp_path / "none", {"cs_budget": "400k"}, segments)) == pytest.approx([100_000, 300_000])
    segments = [segment(), segment(name="b", arr=None, customers=300)]
    assert accounts(root(tmp_path / "unknown", {"cs_budget": "400k"}, segments)) == pytest.approx([100_000, 300_000])


def test_the_tightest_counts_beside_a_margin(tmp_path: Path) -> None:
    margin = {"gross_margin": "80%", "costs": []}
    # A margin of 80% leaves 400,000 and 200,000.
    for budget, pays, binding in (("300k", 3, "budget"), ("700k", 6, "service")):
        found = root(tmp_path / budget, {**margin, "cs_budget": budget})
        assert [team.value("at_most") for team in found.below["team"]] == pytest.approx([pays * 2 / 3, pays / 3])
        assert found.value("binding") == binding


def test_in_another_currency(tmp_path: Path) -> None:
    data = plan(economics={"cs_budget": "1M CNY"}, segments=SEGMENTS, fx={"CNY": 0.15})
    assert sum(each or 0 for each in accounts(build(csplan.load(write(tmp_path, data))).root)) == pytest.approx(150_000)


@pytest.mark.parametrize(
    ("budget", "hint"),
    [
        (9, "write 9% for a share of ARR, or the whole amount, such as 1.2M"),
        ({"high": "800k"}, "write one amount, or shares by tier"),
        ("120%", ""),
    ],
)
def test_what_can_not_be_a_budget(budget: Any, hint: str, tmp_path: Path) -> None:
    tiers = [{"name": "high", "acv": {}}]
    found = load_all(write(tmp_path, plan(tiers=tiers, economics={"cs_budget": budget}))).diagnostics
    assert [(each.code, each.hint) for each in found if each.severity == "error"] == [("out-of-range", hint)]


def test_a_budget_that_is_too_small_is_one(tmp_path: Path) -> None:
    # 1.2 CSMs each of work, so two people each: 400,000.
    found = root(tmp_path, {"cs_budget": "150k"})
    assert (found.value("verdict"), found.value("overspends_now")) == ("over-budget", True)
    assert found.value("at_most") == pytest.approx(1.5)
