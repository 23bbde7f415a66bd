"""What logged time serves, counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csplan
from csplan.measure.served import time_of_people, time_of_purposes
from csplan.plan.placing import purposes_of
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan

TASKS = [
    {"name": "visit", "kind": "proactive", "per": "customer", "takes": "1 h", "times": 1, "serves": "expansion"},
    {"name": "ticket", "kind": "reactive", "per": "customer", "takes": "1 h", "times": 1},
    {
        "name": "set-up",
        "kind": "implementation",
        "per": "customer",
        "takes": "1 h",
        "times": 1,
        "serves": ["use_level", "expansion"],
    },
    {"name": "meeting", "kind": "internal"},
]
LOG = """\
date,csm,task,minutes,segment
2026-03-02,Ana,visit,60,a
2026-03-02,Ana,ticket,120,a
2026-03-03,Ana,set-up,60,b
2026-03-03,Ana,set-up,30,a
2026-03-03,Ana,set-up,30,
2026-03-03,Ana,meeting,600,a
2026-03-03,Ana,lunch,600,a
2026-03-04,,ticket,60,b
2026-03-04,Ben,ticket,60,b
"""


@pytest.fixture
def logged(tmp_path: Path) -> Plan:
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    segments = [segment(purpose="expansion"), segment(name="b", purpose="stickiness")]
    return csplan.load(write(tmp_path, plan(segments=segments, tasks=TASKS, time_log="log.csv")), log=True)


def test_by_person(logged: Plan) -> None:
    purposes = [purposes_of(logged.document, placed) for placed in logged.placed]
    found = {each.csm: each for each in time_of_people(logged.record.log, logged.document.tasks or (), purposes)}
    assert found.keys() == {"Ana", "Ben"}
    ana = found["Ana"]
    assert ana.hours == pytest.approx(5)
    assert ana.by_kind == pytest.approx({"proactive": 1, "reactive": 2, "implementation": 2})
    # Set-up serves expansion, which is no purpose of b; where no segment is named, one of the plan is enough.
    assert ana.unserved == pytest.approx({"reactive": 2, "implementation": 1})


def test_by_purpose(logged: Plan) -> None:
    purposes = [purposes_of(logged.document, placed) for placed in logged.placed]
    teams = [placed.team for placed in logged.placed]
    served, whole = time_of_purposes(logged.record.log, logged.document.tasks or (), purposes, teams)
    assert served == pytest.approx({("a", "expansion"): 1 + 0.5})
    assert whole == pytest.approx({"a": 3.5, "b": 3})
