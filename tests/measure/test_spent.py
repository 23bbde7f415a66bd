from __future__ import annotations

import pytest

from csplan.measure.spent import time_spent
from csplan.plan.tasks import Task
from tests.measure.logs import Row, log_of

TASKS = [
    Task.model_validate({"name": "tickets", "kind": "reactive", "waste": "mechanical", "avoidable": "50%"}),
    Task.model_validate({"name": "reviews", "kind": "proactive", "waste": "skill", "avoidable": "20%"}),
    Task.model_validate({"name": "reporting", "kind": "internal", "waste": "mechanical", "avoidable": "10%"}),
    Task.model_validate({"name": "renewal", "kind": "renewal", "waste": "coordination"}),
    Task.model_validate({"name": "handover", "kind": "implementation", "avoidable": "25%"}),
]
NAMES = [task.name for task in TASKS]
TIERS = ["low", "high", "low", None]
ROWS: list[Row] = [
    (0, 1, 1, 0, 120),
    (0, 0, 0, 1, 60),
    (1, 0, 2, 2, 300),
    (2, 0, -1, 3, 600),
    (5, 1, 1, 4, 90),
    (6, 1, -1, 4, 30),
]


def test_by_hand() -> None:
    log = log_of(ROWS, tasks=(*NAMES, "lunch", "travel"), known_tasks=5, csms=("Bo", "Ann"), days=73, covers=0.5)
    found = time_spent(log, TIERS, TASKS)
    assert found.minutes == 1200
    assert found.by_task == [
        ("tickets", 2, 180, 0.15),
        ("reviews", 1, 300, 0.25),
        ("reporting", 1, 600, 0.5),
        ("renewal", 0, 0, 0),
        ("handover", 0, 0, 0),
        (None, 2, 120, 0.1),
    ]
    assert found.by_kind == [
        ("implementation", 0, 0, 0),
        ("reactive", 2, 180, 0.15),
        ("proactive", 1, 300, 0.25),
        ("renewal", 0, 0, 0),
        ("internal", 1, 600, 0.5),
        (None, 2, 120, 0.1),
    ]
    assert found.by_csm == [("Ann", 3, 240, 0.2), ("Bo", 3, 960, 0.8)]
    assert found.by_tier == [("low", 2, 360, 0.3), ("high", 2, 210, 0.175), (None, 2, 630, 0.525)]
    # A fifth of a year, half of the work: ten times as much in a year. Mechanical: 3 h / 2 + 10 h / 10.
    assert [each[0] for each in found.waste] == ["mechanical", "coordination", "skill", None]
    assert [each[1:] for each in found.waste] == [
        pytest.approx((2.5, 25, 0.125)),
        (0, 0, 0),
        pytest.approx((1, 10, 0.05)),
        (0, 0, 0),
    ]


def test_everything_known_has_no_row_for_the_unknown() -> None:
    log = log_of([(0, 0, 0, 0, 60)], tasks=NAMES, known_tasks=5)
    found = time_spent(log, TIERS, TASKS)
    assert None not in {each.name for split in found[1:5] for each in split}


def test_segments_without_a_tier_stand_with_what_has_no_segment() -> None:
    log = log_of([(0, 0, 3, 0, 60), (0, 0, -1, 0, 60)], tasks=NAMES, known_tasks=5)
    assert time_spent(log, TIERS, TASKS).by_tier[-1] == (None, 2, 120, 1)


def test_an_empty_log() -> None:
    found = time_spent(log_of([], tasks=NAMES, known_tasks=5, csms=()), [], TASKS)
    assert found.minutes == 0
    assert found.by_csm == []
    assert found.by_tier == []
    assert all(each.share == 0 for each in found.by_task)
    assert all(each.share == 0 for each in found.waste)
