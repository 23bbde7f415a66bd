"""Months at once against the engine called once a month; `hire` against `headcount`; schedules against the best ones.

The best ones are what scipy's mixed-integer solver finds: they are held against it in person-months and in time.
"""

from __future__ import annotations

import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.timing import process, ratio, report, seconds
from csplan.engine.tree import what_if
from csplan.inputs.build import build
from csplan.inputs.calendar import calendar_of
from csplan.inputs.months import by_month
from csplan.loader.plan import load_all
from csplan.studies.hiring.schedule import EARLIEST, Team, scheduled

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


CASES, CLOSE = 60, 1e-6
LOW, HIGH = 0.0, 0.05
"""How much more a month needs than the one before it, at least and at most; with noise of as much again."""


def needs(random: Random) -> Team:
    """Return a team of some people and what each month needs: growing, with noise."""
    count, ramp, today = random.choice((12, 18, 24)), random.randint(1, 9), random.randint(3, 30)
    grows, noise = random.uniform(LOW, HIGH), random.choice((0.02, 0.05, 0.1))
    least = today * random.uniform(0.85, 1)
    needed = np.array([least * (1 + grows) ** month * (1 + random.uniform(-noise, noise)) for month in range(count)])
    curve = [(month + 0.5) / ramp for month in range(ramp)] + [1.0] * (count - EARLIEST)
    worth = [
        np.array([0.0 if month < start else curve[month - start] for month in range(count)])
        for start in range(EARLIEST, count)
    ]
    nobody = np.zeros(count)
    return Team("a", float(today), np.ceil(needed), needed, nobody, nobody, worth, 0.0, ramp, 0)


def best(team: Team) -> float:
    """Return the fewest person-months of as many hires: those due are there, and no month is short."""
    optimize = import_module("scipy.optimize")  # which has no types
    starts, count = range(EARLIEST, len(team.due)), len(team.due)
    there = np.array([[float(start <= month) for start in starts] for month in range(count)])
    hires = max(float((team.due - team.today).max()), 0.0)
    limits = [
        optimize.LinearConstraint(np.array(team.worth).T, team.needed - team.today - 1e-9, np.inf),
        optimize.LinearConstraint(there, team.due - team.today, np.inf),
        optimize.LinearConstraint(np.ones((1, len(starts))), 0, hires),
    ]
    months = np.array([float(count - start) for start in starts])
    found = optimize.milp(
        months, constraints=limits, integrality=np.ones(len(starts)), bounds=optimize.Bounds(0, np.inf)
    )
    assert found.success, found.message
    return float(found.fun)


def ours(team: Team) -> float:
    """Return the person-months of our schedule."""
    return float(sum(len(team.due) - person.start for person in schedule(team)))


def schedule(team: Team) -> list[Any]:
    """Return who starts when by our schedule; nobody is short."""
    people = scheduled([team], "ahead", {team.name: EARLIEST}, 0).people
    there = team.today + sum((team.worth[each.start - EARLIEST] for each in people), np.zeros(len(team.due)))
    assert (team.needed - there < CLOSE).all()
    return people


def schedules() -> tuple[float, float]:
    """Return the worst of our person-months as a ratio to the best ones, and our time as a ratio to the solver's."""
    random = Random(1)  # noqa: S311 - needs, no secrets
    teams = [needs(random) for _ in range(CASES)]
    existing = [team.today * len(team.due) for team in teams]
    worst = max((now + ours(team)) / (now + best(team)) for now, team in zip(existing, teams, strict=True))
    here = seconds(lambda: [schedule(team) for team in teams])
    there = seconds(lambda: [best(team) for team in teams])
    return worst, here / there


def rows() -> list[tuple[str, float, float]]:
    """Measure in this process, and whole processes."""
    worst, time = schedules()
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
        (f"hiring schedules of {CASES} random needs, person-months against the best ones", worst, 1.01),
        ("hiring schedules, against scipy's mixed-integer solver", time, 0.1),
        ("csplan hire, against csplan headcount with numpy imported", ratio(hire, headcount, 9), 1.3),
    ]


if __name__ == "__main__":
    report(rows())
