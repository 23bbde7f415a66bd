"""`csplan explain FIGURE --month`: every figure of every level, in a month of the hiring plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from csplan.answers.explain.answer import explain
from csplan.answers.explain.asked import value_at
from csplan.answers.explain.working import Working
from csplan.engine.at_month import at_month
from csplan.engine.trace import plain
from csplan.inputs.origins import Finder
from csplan.loader.plan import load_all
from csplan.studies.hiring.plans import hiring_plans, traced_months
from tests.answers.test_explain import figures, places
from tests.plans import EXAMPLES

OCTOBER = date(2026, 10, 1)
GROWTH = (
    "segments.long tail.new_customers=1200",
    "segments.long tail.renewal_rate=90%",
)


@pytest.mark.parametrize(("name", "changes"), [("growing-usd", ()), ("chat-desk", GROWTH)])
def test_every_figure_of_a_month_is_explained(name: str, changes: tuple[str, ...]) -> None:
    plan = load_all(EXAMPLES / name, settings=changes).plan
    assert plan is not None
    plans = hiring_plans(plan, OCTOBER, ("ahead",), 12)
    root, origins = traced_months(plan, plans)
    merged = {at: {**plans.inputs.origins.get(at, {}), **own} for at, own in origins.items()}
    finder = Finder(plan, replace(plans.inputs, origins={**plans.inputs.origins, **merged}))
    explained = 0
    for place in places(at_month(root, 11)):
        for figure in figures(place):
            branch = Working(finder, plan.currency).tree(place, figure)
            assert branch.row["value"] == plain(value_at(place, figure)), (place.level, place.name, figure)
            explained += 1
    assert explained > 300


def test_a_desk_has_the_contacts_of_the_month() -> None:
    """2,400 on average, growing by 80 a month, are 2,840 in the last month, with 2.5 contacts each: 7,100 a year."""
    plan = load_all(EXAMPLES / "chat-desk", settings=GROWTH).plan
    assert plan is not None
    root, _ = traced_months(plan, hiring_plans(plan, OCTOBER, ("ahead",), 12))
    [desk] = at_month(root, 11).below["team"][0].below["desk"]
    assert float(desk.value("contacts").value) == pytest.approx(7100)


def test_shares_of_months_are_explained() -> None:
    """The example spreads onboarding of high over 3 months: a third each."""
    plan = load_all(EXAMPLES / "growing-usd").plan
    assert plan is not None
    report = explain(plan, "spread_over", {"task": "onboarding", "segment": "enterprise"})
    assert report.title == "spread_over of task onboarding in segment enterprise: 0.33, 0.33, 0.33"
