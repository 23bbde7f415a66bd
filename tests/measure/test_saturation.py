from __future__ import annotations

import pytest

from csplan.measure.saturation import Capacity, Saturation, Thresholds, saturation
from csplan.plan.log import NOBODY
from csplan.plan.tasks import Task
from tests.measure.logs import Row, log_of

TASKS = [
    Task.model_validate({"name": "check-in", "kind": "proactive"}),
    Task.model_validate({"name": "reporting", "kind": "internal"}),
]
# A fifth of a year, half of the work: 100 customer hours and 160 paid hours are there.
CAPACITY = Capacity(customer_hours=1000, paid_hours=1600)


def of_one(customer: float, internal: float, unknown: float = 0) -> Saturation:
    hours = [(0, customer), (1, internal), (2, unknown)]
    rows: list[Row] = [(task, 0, 0, 0, 60 * each) for task, each in hours if each]
    log = log_of(rows, tasks=("check-in", "reporting", "lunch"), csms=("Ann",), days=73, covers=0.5)
    [found] = saturation(log, TASKS, CAPACITY).csms
    return found


def test_by_hand() -> None:
    found = of_one(80, 70, 10)
    assert (found.name, found.customer_hours, found.recorded_hours, found.unknown_hours) == ("Ann", 80, 160, 10)
    assert found.capacity == pytest.approx((100, 160))
    assert found.saturation == pytest.approx(0.8)
    assert found.recorded == pytest.approx(1)
    assert found.status == "healthy"


@pytest.mark.parametrize(
    ("customer", "internal", "unknown", "status"),
    [
        (59, 101, 0, "idle"),
        (60, 100, 0, "healthy"),
        (100, 60, 0, "healthy"),
        (101, 59, 0, "healthy"),  # more of the same hours are for customers: realization is stated too low
        (101, 60, 0, "overloaded"),  # 161 hours of 160 paid
        (60, 101, 0, "overloaded"),
        (30, 106, 0, "idle"),  # exactly 85% recorded
        (30, 105.9, 0, "unknown"),
        (100, 0, 0, "unknown"),
        (120, 0, 0, "unknown"),
        (0, 0, 0, "unknown"),
        (50, 100, 9, "idle"),  # unknown tasks could not make it 60 hours
        (50, 100, 10, "unknown"),  # they could
        (80, 40, 40, "healthy"),
        (30, 80, 29, "idle"),  # unknown tasks are recorded time
    ],
)
def test_status(customer: float, internal: float, unknown: float, status: str) -> None:
    assert of_one(customer, internal, unknown).status == status


def test_thresholds_are_the_callers() -> None:
    log = log_of([(0, 0, 0, 0, 60 * 70), (1, 0, 0, 0, 60 * 50)], csms=("Ann",), days=73, covers=0.5)
    for thresholds, status in [
        (Thresholds(), "unknown"),
        (Thresholds(unrecorded=0.25), "healthy"),
        (Thresholds(idle=0.75, unrecorded=0.25), "idle"),
        (Thresholds(overloaded=0.74, unrecorded=0.25), "overloaded"),
    ]:
        assert saturation(log, TASKS, CAPACITY, thresholds=thresholds).csms[0].status == status


def test_teams_and_everyone() -> None:
    rows: list[Row] = [
        (task, csm, 0, 0, 60 * hours)
        for csm, both in enumerate([(160, 160), (60, 260), (300, 20), (0, 1)])
        for task, hours in enumerate(both)
    ]
    rows = [row for row in rows if row[-1]]
    log = log_of(rows, csms=("Bo", "Ann", "Cy", "Di"), days=73)
    pooled = Capacity(customer_hours=500, paid_hours=1600)
    roles = {"Ann": CAPACITY, "Bo": CAPACITY, "Cy": pooled, "Di": CAPACITY}
    found = saturation(log, TASKS, roles, team_of_csm={"Bo": "west", "Cy": "east", "Ann": "west"})
    assert [(each.name, each.status) for each in found.csms] == [
        ("Ann", "idle"),
        ("Bo", "healthy"),
        ("Cy", "healthy"),
        ("Di", "unknown"),
    ]
    assert [(each.name, each.saturation) for each in found.teams] == [("east", 3), ("west", pytest.approx(220 / 400))]
    assert found.everyone is not None
    assert found.everyone.name is None
    assert found.everyone.customer_hours == 520
    assert found.everyone.capacity == pytest.approx((700, 1280))
    assert found.everyone.status == "unknown"  # 961 of 1,280 hours


def test_nobody() -> None:
    assert saturation(log_of([], csms=()), TASKS, CAPACITY) == ([], [], None)


def test_what_nobody_is_named_for_counts_for_the_team_of_its_segment() -> None:
    # Ann has 80 customer hours of 100 in segment 0; nobody is named for 20 more there, and for 10 in no segment.
    rows: list[Row] = [(0, 0, 0, 0, 60 * 80), (0, 1, 0, 0, 60 * 20), (0, 1, -1, 0, 60 * 10)]
    log = log_of(rows, tasks=("check-in", "reporting"), csms=("Ann", NOBODY), days=73, covers=0.5)
    found = saturation(log, TASKS, CAPACITY, team_of_csm={"Ann": "t"}, team_of_segment=("t",))
    assert [(each.name, each.customer_hours) for each in found.csms] == [("Ann", 80)]
    assert [(each.name, each.customer_hours) for each in found.teams] == [("t", 100)]
    assert found.teams[0].saturation == pytest.approx(1.0)
    assert found.everyone is not None
    everyone = found.everyone.customer_hours, found.everyone.capacity.customer_hours
    assert everyone == pytest.approx((110, 100))
