"""How one customer's health is worked out, down to the cells: the numbers of people.md, section 3."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from csplan.answers.explain.answer import explain
from csplan.answers.explain.asked import Unclear, names_for
from csplan.engine.trace import plain, traced
from csplan.inputs.build import build
from csplan.inputs.scores import add_customers
from tests.answers.test_health import EXAMPLE
from tests.fuzz.commands import said
from tests.measure.records import ONE_SEGMENT, SCORED, load, plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan

BOOK = "customer,segment,arr\nAlder,a,1k\nBirch,a,1k\nCedar,a,1k\nDelta,a,1k\nEmber,a,1k\nGone,a,1k\n"
SHOTS = """\
date,customer,deployment,engagement,adoption,roi,nps,support,sentiment
2026-09-30,Alder,90,70,82,60,40,75,66
2026-09-30,Birch,55,80,38,,70,90,88
2026-09-30,Cedar,85,40,80,75,-30,35,50
2026-09-30,Delta,,20,,,10,,30
2026-09-30,Ember,30,35,25,20,-50,40,30
2026-06-30,Gone,30,35,25,20,-50,40,30
"""
FIGURES = ("outcome_score", "experience_score", "health_score", "quadrant", "score_colour")


def scored(folder: Path, more: str = "") -> Plan:
    return plan_of(load(folder, SCORED + more + ONE_SEGMENT, accounts=BOOK, snapshots=SHOTS))


def worked_out(plan: Plan, figure: str, customer: str) -> dict[str, Any]:
    report = explain(plan, figure, {"customer": customer})
    assert report.tree is not None
    return report.tree.root.as_dict()


@pytest.mark.parametrize(
    ("customer", "values"),
    [
        ("Alder", [77.4, 70.3, 70.3, "successful", "lime"]),
        ("birch", [50.125, 87.4, 50.125, "pleased", "yellow"]),
        ("Cedar", [74.0, 39.5, 39.5, "captive", "red"]),
        ("Delta", [None, 44.285714, None, None, None]),
        ("Ember", [26.5, 31.0, 26.5, "failing", "red"]),
        ("Gone", [None] * 5),  # its snapshot is 92 days old
    ],
)
def test_scores_of_one_customer_as_worked(tmp_path: Path, customer: str, values: list[object]) -> None:
    plan = scored(tmp_path)
    found = [worked_out(plan, figure, customer)["value"] for figure in FIGURES]
    assert [each if isinstance(each, str) else pytest.approx(each) for each in found] == values


def test_the_mean_and_one_half_alone(tmp_path: Path) -> None:
    assert worked_out(scored(tmp_path, "  combine: mean\n"), "health_score", "Birch")["value"] == pytest.approx(68.7625)
    section = "health: {outcome: {adoption: 60%, roi: 40%}, colours: {green: 75, lime: 62, yellow: 45}}\n"
    plan = plan_of(load(tmp_path, section + ONE_SEGMENT, accounts=BOOK, snapshots=SHOTS))
    assert worked_out(plan, "health_score", "Alder")["value"] == pytest.approx(0.6 * 82 + 0.4 * 60)
    assert worked_out(plan, "score_colour", "Birch")["value"] == "red"  # 38, of 60% of the weight
    assert worked_out(plan, "quadrant", "Alder")["value"] is None


def test_it_leads_to_the_cell_and_to_the_weights(tmp_path: Path) -> None:
    root = worked_out(scored(tmp_path), "experience_score", "Cedar")
    first = root["parts"][0]
    # An NPS of −30 on a scale from −100 to 100 is 35 of 100.
    assert (first["figure"], first["name"], first["value"]) == ("scaled", "overall", pytest.approx(35))
    value, worst, _ = first["parts"]
    assert (value["value"], value["origin"]["file"][-13:], value["origin"]["lines"]) == (-30, "snapshots.csv", [4])
    assert (worst["value"], worst["from"].rpartition(":")[2]) == (-100, "10")
    weight = next(part for part in root["parts"] if part["figure"] == "weight")
    assert (weight["value"], weight["origin"]["line"]) == (0.4, 10)


def test_numbers_arrays_and_traces_agree(tmp_path: Path) -> None:
    """Cells at random, some empty: what tables have, and what is worked out for each customer."""
    some = random.Random(7)
    names = [f"c{number}" for number in range(60)]
    cells = [["", "0", "100", *(f"{some.uniform(0, 100):.1f}" for _ in range(4))] for _ in names]
    rows = [",".join(["2026-09-30", name, *(some.choice(own) for _ in range(7))]) for name, own in zip(names, cells)]  # noqa: B905
    book = "customer,segment,arr\n" + "".join(f"{name},a,1k\n" for name in names)
    shots = SHOTS.partition("\n")[0] + "\n" + "\n".join(rows) + "\n"
    plan = plan_of(load(tmp_path, SCORED + ONE_SEGMENT, accounts=book, snapshots=shots))
    inputs = build(plan)
    add_customers(plan.history, inputs, range(len(names)))
    customers, cellular = inputs.root.below["customer"], traced(inputs.root).below["customer"]
    tables = [plan.history.scores(at, plan.history.period.last) for at in range(len(names))]
    assert len({each.quadrant for each in tables}) == 5
    for node, cell, table in zip(customers, cellular, tables, strict=True):
        numbers = [node.value(figure) for figure in FIGURES]
        assert numbers == [plain(cell.value(figure)) for figure in FIGURES]
        colour = ("", "green", "lime", "yellow", "red")[table.colour] or None
        quadrant = None if table.quadrant == "unknown" else table.quadrant
        assert numbers == [table.outcome, table.experience, table.health, quadrant, colour]


def test_who_is_meant(tmp_path: Path) -> None:
    plan = scored(tmp_path)
    with pytest.raises(Unclear, match="no customer is named 'Aldr'") as question:
        explain(plan, "health_score", {"customer": "Aldr"})
    assert question.value.hint == "did you mean Alder?"
    with pytest.raises(Unclear, match="there is one for each customer"):
        explain(plan, "quadrant")
    assert names_for(plan, "customer") == ["Alder", "Birch", "Cedar", "Delta", "Ember", "Gone"]


def test_the_command() -> None:
    result = said(["explain", str(EXAMPLE), "health_score", "--customer", "elm bricks", "--quiet"])
    assert result.code == 0
    # 51 by 60% and 63 by 40%.
    assert result.out.startswith("health_score of customer Elm Bricks: 55.8\n")
    nobody = said(["explain", str(EXAMPLE), "health_score", "--customer", "Elm Brick"])
    assert (nobody.code, "did you mean Elm Bricks?" in nobody.err) == (2, True)
    listed = said(["health", str(EXAMPLE), "--customers"])
    assert "csplan explain" in listed.out
    assert "--customer 'Dune Gardens'" in listed.out
