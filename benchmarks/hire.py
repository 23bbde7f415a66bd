"""Months: the figures of 24 months at once against the engine called once a month; and `hire` against `headcount`.

The schedule is held against brute force on short horizons by the tests, not here.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.timing import process, ratio, report
from csplan.engine.tree import what_if
from csplan.inputs.build import build
from csplan.inputs.calendar import calendar_of
from csplan.inputs.months import by_month
from csplan.loader.plan import load_all

if TYPE_CHECKING:
    from csplan.engine.nodes import Node

TEAMS, MONTHS = 60, 24
ASKED = ("csms_needed", "at_most", "workload", "gross_costs")
AS_A_YEAR = ("customers", "arr", "new_customers", "renewals")
PLAN = """\
csplan: 1
name: months
currency: USD
rules: usd-2m
year: {starts: 2027-01-01}
roles:
  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}, ramp: {months: 6, at: 45%}}
tasks:
  - {name: onboarding, kind: implementation, per: new_customer, takes: 10 h, times: 1.5, over: 3 months}
  - {name: review, kind: proactive, per: customer, takes: 5 h, times: 2}
  - {name: renewal, kind: renewal, per: renewal, takes: 4 h, times: 1}
economics: {gross_margin: 74%, costs: [{name: hosting, share: 9%, in: gross}]}
segments:
"""


def plan_text() -> str:
    """Return a plan of so many teams whose books grow."""
    rows = [
        f"  - {{name: s{number}, customers: {100 + number}, arr: {3 + number % 5}M, new_customers: {20 + number % 30},"
        f" renewal_rate: 88%, csms_now: 2}}\n"
        for number in range(TEAMS)
    ]
    return PLAN + "".join(rows)


def asked(root: Node) -> list[Any]:
    """Evaluate the figures of all teams."""
    return [team.value(name) for team in root.below["team"] for name in ASKED]


def rows() -> list[tuple[str, float, float]]:
    """Measure in this process, and whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "csplan.yaml"
        path.write_text(plan_text(), encoding="utf-8")
        plan = load_all(path).plan
        assert plan is not None
        inputs = build(plan)
        calendar = calendar_of(plan, MONTHS, date(2026, 10, 1))
        book = {
            node.name: {name: np.ravel(node.value(name)).tolist() for name in AS_A_YEAR}
            for team in by_month(plan, inputs, calendar).root.below["team"]
            for node in team.below["segment"]
        }

        def at_once() -> None:
            asked(by_month(plan, inputs, calendar).root)

        def one_by_one() -> None:
            for month in range(MONTHS):
                changes = {
                    ("segment", name): {key: each[month] for key, each in own.items()} for name, own in book.items()
                }
                asked(what_if(inputs.root, changes))

        months = ratio(at_once, one_by_one)
    hire = process("-m", "csplan", "hire", "examples/growing-usd", "--as-of", "2026-10-01")
    headcount = process(
        "-c",
        "import numpy, runpy, sys; sys.argv = ['csplan', 'headcount', 'examples/growing-usd'];"
        "runpy.run_module('csplan', run_name='__main__')",
    )
    return [
        (f"{MONTHS} months of {TEAMS} teams at once, against the engine month by month", months, 0.25),
        ("csplan hire, against csplan headcount with numpy imported", ratio(hire, headcount, 9), 1.3),
    ]


if __name__ == "__main__":
    report(rows())
