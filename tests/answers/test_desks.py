"""Desks in plans: the worked desk, what is absent, shared teams, pooled desks, scenarios."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import yaml

from csplan.answers.ceiling import ceiling
from csplan.answers.explain.answer import explain
from csplan.answers.headcount.answer import headcount
from csplan.checks.fit import plan_findings
from csplan.engine.trace import plain, traced
from csplan.engine.tree import what_if
from csplan.findings.diagnostic import PlanError
from csplan.inputs.build import build
from csplan.loader.plan import load, load_all
from csplan.render.as_json import render
from csplan.render.formats import as_text
from csplan.values.units import shown

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.engine.nodes import Node

ARRIVALS = [8, 12, 14, 12, 8, 10, 14, 13, 9]
PLAN: dict[str, Any] = {
    "csplan": 1,
    "currency": "USD",
    "roles": {
        "pooled": {
            "pay": "80k",
            "loading": "30%",
            "other_costs": "9k",
            "time": {
                "contracted": "2000 h",
                "leave": "120 h",
                "sick": "40 h",
                "internal": "25%",
                "realization": "85%",
            },
        }
    },
    "segments": [{"name": "long tail", "customers": 2400, "arr": "1.92M", "csms_now": 4}],
    "tasks": [{"name": "chats", "kind": "reactive", "per": "customer", "takes": "12 min", "times": 2.5}],
    "desks": [
        {
            "name": "chat",
            "tasks": ["chats"],
            "answered": "80% within 60 s",
            "open": {"days": 250, "from": "09:00", "to": "18:00"},
            "arrivals": [f"{share}%" for share in ARRIVALS],
        }
    ],
}
# One person, 1,000 hours, none lost; 20 erlangs: 400 an hour of 180 s for 1,000 hours.
CALLS: dict[str, Any] = {
    "csplan": 1,
    "currency": "USD",
    "roles": {
        "agent": {"pay": "50k", "loading": "0%", "time": {"contracted": "1000 h", "leave": "0 h", "internal": "0%"}}
    },
    "segments": [{"name": "callers", "customers": 1000, "arr": "1M", "csms_now": 23}],
    "tasks": [{"name": "call", "kind": "reactive", "per": "customer", "takes": "3 min", "times": 400}],
    "desks": [
        {
            "name": "phone",
            "tasks": "call",
            "answered": "80% within 30 s",
            "open": {"days": 250, "from": "09:00", "to": "13:00"},
            "occupancy": "100%",
        }
    ],
}


def written(folder: Path, plan: dict[str, Any], **changes: Any) -> Path:
    file = folder / "csplan.yaml"
    file.write_text(yaml.safe_dump(json.loads(json.dumps({**plan, **changes})), sort_keys=False), encoding="utf-8")
    return file


def desk(plan: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**plan, "desks": [{**plan["desks"][0], **changes}]}


def root_of(file: Path, **settings: Any) -> Node:
    return build(load(file, **settings)).root


def first_desk(root: Node) -> Node:
    return root.below["team"][0].below["desk"][0]


class TestTheWorkedDesk:
    @pytest.mark.parametrize("trace", [False, True])
    def test_figures(self, tmp_path: Path, *, trace: bool) -> None:
        root = root_of(written(tmp_path, PLAN))
        root = traced(root) if trace else root
        node = first_desk(root)
        expected = {
            "contacts": 6000,
            "takes": 12,
            "desk_hours": 4500,
            "csms_by_desk_work": 1.023018,
            "csms_by_desk_hours": 3.836317,
            "csms_by_presence": 2.173913,
            "desk_csms": 3.836317,
            "desk_occupancy": 4.8 / 18,
        }
        assert {name: plain(node.value(name)) for name in expected} == pytest.approx(expected, abs=5e-7)
        [segment] = root.below["team"][0].below["segment"]
        assert plain(segment.value("csms_by_service_level")) == pytest.approx(3.836317, abs=5e-7)
        assert plain(segment.value("binding")) == "desk"
        assert plain(root.below["team"][0].value("at_least")) == pytest.approx(3.836317, abs=5e-7)

    def test_intervals(self, tmp_path: Path) -> None:
        rows = first_desk(root_of(written(tmp_path, PLAN))).rows["interval"]
        assert rows.inputs["interval"] == [f"{hour:02}:00" for hour in range(9, 18)]
        assert rows.column("desk_load") == pytest.approx([24 * share / 100 * 0.2 for share in ARRIVALS])
        assert rows.column("desk_people") == [2.0] * 9
        levels = [0.945941, 0.885617, 0.8487, 0.885617, 0.945941, 0.91815, 0.8487, 0.867686, 0.932663]
        assert rows.column("desk_level") == pytest.approx(levels, abs=5e-7)

    def test_with_patience(self, tmp_path: Path) -> None:
        rows = first_desk(root_of(written(tmp_path, desk(PLAN, patience="5 min")))).rows["interval"]
        levels = [0.95213, 0.906023, 0.880341, 0.906023, 0.95213, 0.930166, 0.880341, 0.893339, 0.941465]
        lost = [0.030764, 0.060804, 0.077681, 0.060804, 0.030764, 0.045031, 0.077681, 0.069127, 0.037681]
        assert rows.column("desk_people") == [2.0] * 9
        assert rows.column("desk_level") == pytest.approx(levels, abs=5e-7)
        assert rows.column("desk_lost") == pytest.approx(lost, abs=5e-7)
        assert (rows.column("desk_wait") or [])[2] * 60 == pytest.approx(23.30445, abs=5e-6)

    def test_what_other_promises_cost(self, tmp_path: Path) -> None:
        report = ceiling(load(written(tmp_path, PLAN)))
        assert report.remarks[0] == (
            "chat: The work takes 1.02 CSMs, the promise 3.84. Within 1 h instead: 1.92. 3 at once, if each takes no "
            "longer then: 1.92. 90% instead of 80%: 4.90. Ten times the contacts: 16.2, where the work takes 10.2: "
            "size helps a desk."
        )

    def test_what_three_at_once_cost(self, tmp_path: Path) -> None:
        report = ceiling(load(written(tmp_path, desk(PLAN, at_once=3))))
        # One person, three lines, in every hour: 2,250 / 1,173.
        assert report.remarks[0].startswith(
            "chat: The work takes 1.02 CSMs, the promise 1.92. Each contact is work in full, though one person serves "
            "3 at once. Within 1 h instead: 1.92. 90% instead of 80%: 1.92. Ten times the contacts: "
        )
        assert "size helps" not in report.remarks[0]

    def test_nobody_comes(self, tmp_path: Path) -> None:
        segments = [{**PLAN["segments"][0], "customers": 0, "arr": 0}]
        report = ceiling(load(written(tmp_path, PLAN, segments=segments)))
        assert report.remarks[0] == "chat: Nobody comes, so its promise takes 0.00 CSMs."

    @pytest.mark.parametrize("command", [ceiling, headcount])
    def test_json(self, tmp_path: Path, command: Any) -> None:
        found = json.loads(render(command(load(written(tmp_path, PLAN)))))
        [row] = found["desks"]
        wanted = {"desk": "chat", "team": "long tail", "segments": ["long tail"], "contacts": 6000, "takes": 12}
        assert row.items() >= {**wanted, "answered": 0.8, "within": 1, "desk_hours": 4500}.items()
        keys = {"from", "share", "load", "people", "level", "lost", "wait", "occupancy"}
        assert [each.keys() for each in row["intervals"]] == [keys] * 9
        assert row["intervals"][2]["level"] == pytest.approx(0.8487, abs=5e-7)

    def test_people_who_wait_are_not_idle(self, tmp_path: Path) -> None:
        [segment] = root_of(written(tmp_path, PLAN, rules="usd-2m")).below["team"][0].below["segment"]
        assert segment.value("idle") is False
        [without] = root_of(written(tmp_path, PLAN, rules="usd-2m", desks=[])).below["team"][0].below["segment"]
        assert without.value("idle") is True


def test_what_a_desk_leaves_open_is_said(tmp_path: Path) -> None:
    plan = load(written(tmp_path, CALLS))
    assert ceiling(plan).remarks[1].startswith("Contacts of phone are taken to come evenly over the day")
    taken = next(note for note in headcount(plan).notes if note.startswith("Not stated"))
    assert taken.endswith(
        "contacts come evenly over the day (phone); nobody who waits gives up (phone); shifts fit the hours of the "
        "desk (phone)."
    )
    assert "busy" not in taken  # which is stated
    stated = load(written(tmp_path, desk(PLAN, patience="5 min", occupancy="80%", shift_fit="100%")))
    assert "chat" not in next(note for note in headcount(stated).notes if note.startswith("Not stated"))
    assert not [remark for remark in ceiling(stated).remarks if "evenly" in remark]


class TestPublishedDesks:
    def test_20_erlangs(self, tmp_path: Path) -> None:
        node = first_desk(root_of(written(tmp_path, CALLS)))
        assert node.rows["interval"].column("desk_people") == [24.0]
        assert node.value("desk_csms") == pytest.approx(24.0)

    def test_the_wait_is_seen_in_seconds(self, tmp_path: Path) -> None:
        text = as_text(ceiling(load(written(tmp_path, CALLS))), "table")  # SWPP, On Target: 24 people, 13 s
        assert "09:00    1,600     24    84.7% 13 s 83.3%" in text
        never = shown(math.inf, "Wait")
        assert [shown(each / 60, "Wait") for each in (137, 4, 0.2, 900)] == ["137 s", "4 s", "0 s", "15 min"]
        assert never == "∞"

    @pytest.mark.parametrize(("times", "people"), [(15, 4.0), (30, 7.0)])
    def test_a_small_desk(self, tmp_path: Path, times: int, people: float) -> None:
        tasks = [{**CALLS["tasks"][0], "takes": "500 s", "times": times}]
        node = first_desk(root_of(written(tmp_path, CALLS, tasks=tasks)))
        assert node.rows["interval"].column("desk_people") == [people]

    def test_two_desks_pooled_need_fewer(self, tmp_path: Path) -> None:
        segment = {"customers": 1000, "arr": "1M", "csms_now": 14}
        plan = desk(CALLS, answered="80% within 20 s")
        plan["segments"] = [{"name": name, **segment} for name in ("north", "south")]
        plan["tasks"] = [{**CALLS["tasks"][0], "times": 200}]
        apart = [{**plan["desks"][0], "name": name, "segments": [name]} for name in ("north", "south")]
        root = root_of(written(tmp_path, plan, desks=apart))
        assert [team.value("at_least") for team in root.below["team"]] == [14.0, 14.0]
        together = [{"name": name, "team": "desk", **segment} for name in ("north", "south")]
        root = root_of(written(tmp_path, plan, segments=together))
        assert root.below["team"][0].value("at_least") == pytest.approx(24.0)
        shares = [each.value("csms_by_service_level") for each in root.below["team"][0].below["segment"]]
        assert shares == pytest.approx([12.0, 12.0])


class TestTeams:
    def test_a_segment_that_has_no_contacts_may_have_another_team(self, tmp_path: Path) -> None:
        banks = {"name": "banks", "team": "named", "customers": 20, "arr": "5M", "csms_now": 1}
        tasks = [{**PLAN["tasks"][0], "times": {"long tail": 2.5, "banks": 0}}]
        loaded = load_all(written(tmp_path, PLAN, segments=[*PLAN["segments"], banks], tasks=tasks))
        assert [each.code for each in loaded.diagnostics if each.code == "desk-split"] == []

    def test_idle_time_at_a_desk_does_other_work(self, tmp_path: Path) -> None:
        review = {"name": "review", "kind": "proactive", "per": "customer", "takes": "1 h", "times": 1}
        root = root_of(written(tmp_path, PLAN, tasks=[*PLAN["tasks"], review]))
        # 1,200 h of chats and 2,400 h of reviews are 3.07 CSMs, who have time at a desk of 3.84.
        assert root.below["team"][0].value("at_least") == pytest.approx(3.836317, abs=5e-7)

    def test_complexity_and_several_tasks_are_in_the_mean(self, tmp_path: Path) -> None:
        call = {"name": "calls", "kind": "reactive", "per": "customer", "takes": "30 min", "times": 0.5}
        segments = [{**PLAN["segments"][0], "complexity": 1.5}]
        plan = desk(PLAN, tasks=["chats", "calls"])
        node = first_desk(root_of(written(tmp_path, plan, tasks=[*PLAN["tasks"], call], segments=segments)))
        assert node.value("contacts") == 7200
        assert node.value("takes") == pytest.approx(1.5 * (6000 * 12 + 1200 * 30) / 7200)

    def test_a_desk_of_nobody(self, tmp_path: Path) -> None:
        segments = [{**PLAN["segments"][0], "customers": 0, "arr": 0, "csms_now": 0}]
        node = first_desk(root_of(written(tmp_path, PLAN, segments=segments)))
        assert node.value("desk_csms") == 0.0
        assert node.value("desk_level") is None
        there = first_desk(root_of(written(tmp_path, desk(PLAN, at_least_one="yes"), segments=segments)))
        assert there.rows["interval"].column("desk_people") == [1.0] * 9

    def test_open_over_midnight(self, tmp_path: Path) -> None:
        plan = desk(PLAN, open={"days": 250, "from": "22:00", "to": "06:00"}, arrivals=["50%", "50%"])
        node = first_desk(root_of(written(tmp_path, plan)))
        assert node.value("interval_hours") == 4
        assert node.rows["interval"].inputs["interval"] == ["22:00", "02:00"]

    def test_shifts_that_do_not_fit_take_more(self, tmp_path: Path) -> None:
        node = first_desk(root_of(written(tmp_path, desk(PLAN, shift_fit="90%"))))
        assert node.value("desk_hours") == pytest.approx(5000)


class TestAbsent:
    def test_a_role_without_hours(self, tmp_path: Path) -> None:
        root = root_of(written(tmp_path, PLAN, roles={"pooled": {"pay": "80k", "loading": "30%"}}))
        [segment] = root.below["team"][0].below["segment"]
        assert first_desk(root).value("desk_csms") is None
        assert segment.value("unchecked") == "time, cost and desk"

    def test_a_load_that_no_desk_has(self, tmp_path: Path) -> None:
        file = written(tmp_path, PLAN, segments=[{"name": "all", "customers": "90,000B", "arr": "90,000B"}])
        root = root_of(file)
        [segment] = root.below["team"][0].below["segment"]
        assert segment.value("unchecked") == "cost and desk"
        assert [each.code for each in plan_findings(load(file))].count("unchecked") == 1


def test_an_interval_in_which_nobody_comes_is_explained(tmp_path: Path) -> None:
    plan = load(written(tmp_path, desk(PLAN, arrivals=["100%", "0%"])))
    tree = explain(plan, "desk_level", depth=0).tree
    assert tree is not None
    assert "0 without contacts" in tree.root.text


def test_draws_are_computed_as_if_alone(tmp_path: Path) -> None:
    root = root_of(written(tmp_path, desk(PLAN, patience="5 min")))
    draws = np.array([0.5, 2.5, 9.0, 40.0])
    drawn = what_if(root, {("task", "long tail"): {"times": [draws]}})
    found = drawn.below["team"][0].below["segment"][0].value("csms_by_service_level")
    alone = [
        what_if(root, {("task", "long tail"): {"times": [float(each)]}})
        .below["team"][0]
        .below["segment"][0]
        .value("csms_by_service_level")
        for each in draws
    ]
    assert found.tolist() == pytest.approx(alone)


def test_a_promise_is_changed_like_any_key(tmp_path: Path) -> None:
    file = written(tmp_path, PLAN, scenarios={"slow": {"set": {"desks.chat.answered": "80% within 1 h"}}})
    assert first_desk(root_of(file, scenario="slow")).value("desk_csms") == pytest.approx(9 * 250 / 1173)
    assert first_desk(root_of(file, set={"desks.chat.at_once": 3})).value("desk_csms") == pytest.approx(9 * 250 / 1173)


@pytest.mark.parametrize(
    ("path", "value", "figure", "expected"),
    [
        ("answered", "80% within 1 h", "within", 60),
        ("open.days", "300", "desk_hours", 5400),
        ("open.to", "17:24", "open_hours", 8.4),
        ("patience", "5 min", "patience", 5),
        ("occupancy", "60%", "occupancy", 0.6),
        ("shift_fit", "90%", "desk_hours", 5000),
        ("at_least_one", "yes", "least_people", 1),
        ("arrivals", "[40%, 60%]", "interval_hours", 4.5),
        ("tasks", "[chats]", "contacts", 6000),
        ("segments", '["long tail"]', "contacts", 6000),
    ],
)
def test_every_key_is_set(tmp_path: Path, path: str, value: str, figure: str, expected: float) -> None:
    node = first_desk(root_of(written(tmp_path, PLAN), set={f"desks.chat.{path}": value}))
    assert node.value(figure) == pytest.approx(expected)


def test_a_scenario_has_another_day(tmp_path: Path) -> None:
    file = written(tmp_path, PLAN, scenarios={"lunch": {"set": {"desks.chat.arrivals": "[20%, 50%, 30%]"}}})
    rows = first_desk(root_of(file, scenario="lunch")).rows["interval"]
    assert rows.inputs["arrival_share"] == [0.2, 0.5, 0.3]


class TestArrivalsInATable:
    def test_times_are_counted(self, tmp_path: Path) -> None:
        times = ["2026-01-05 09:10", "2026-01-06T09:59:59Z", "07/01/2026 1:30 pm", "2026-01-07 20:00"]
        (tmp_path / "contacts.csv").write_text("id,opened\n" + "\n".join(f"{n},{t}" for n, t in enumerate(times)))
        loaded = load_all(written(tmp_path, desk(PLAN, arrivals={"file": "contacts.csv", "every": "3 h"})))
        assert loaded.plan is not None
        rows = first_desk(build(loaded.plan).root).rows["interval"]
        assert rows.inputs["interval"] == ["09:00", "12:00", "15:00"]
        assert rows.inputs["arrival_share"] == pytest.approx([2 / 3, 1 / 3, 0])
        assert "1 more came while it was closed" in loaded.diagnostics[-1].message

    @pytest.mark.parametrize(
        ("text", "arrivals", "message"),
        [
            ("id,opened\n1,09:10\n", {"file": "contacts.csv", "column": "closed"}, "it has no column closed"),
            ("id,opened\n1,soon\n" * 60, "contacts.csv", "no column has times of day"),
            ("id,opened\n1,23:10\n", "contacts.csv", "none of its times is in the hours"),
            ("", "contacts.csv", "empty"),
        ],
    )
    def test_a_table_that_says_nothing(self, tmp_path: Path, text: str, arrivals: Any, message: str) -> None:
        (tmp_path / "contacts.csv").write_text(text)
        with pytest.raises(PlanError, match=message):
            load(written(tmp_path, desk(PLAN, arrivals=arrivals)))

    @pytest.mark.parametrize(
        ("table", "column"),
        [
            ("handled,opened\n0:12:33,2026-01-05 12:00\n", "opened"),  # a length is no time of day
            ("closed at,opened\n2026-01-05 13:40,2026-01-05 12:00\n", "opened"),
            ("id,note,eingang\n1,,n/a\n2,,05.01.2026 12:10 Uhr\n", "eingang"),
            ("id,接入\n1,2026年1月5日 下午12:30\n", "接入"),
        ],
    )
    def test_the_column_in_which_contacts_come_in(self, tmp_path: Path, table: str, column: str) -> None:
        (tmp_path / "contacts.csv").write_text(table, encoding="utf-8")
        loaded = load_all(written(tmp_path, desk(PLAN, arrivals="contacts.csv")))
        assert loaded.plan is not None
        assert first_desk(build(loaded.plan).root).rows["interval"].inputs["arrival_share"][3] == 1.0
        assert f"by the time of day in '{column}'" in loaded.diagnostics[-1].message

    def test_a_column_that_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "contacts.csv").write_text("made,opened\n09:10,12:00\n10:10,12:30\n")
        plan = desk(PLAN, arrivals={"file": "contacts.csv", "column": "Opened"})
        assert first_desk(root_of(written(tmp_path, plan))).rows["interval"].inputs["arrival_share"][3] == 1.0
