"""How far people move when a number is off: by hand, and by changing one number at a time through the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.explain.asked import Unclear
from csplan.answers.explain.assumptions import assumptions
from csplan.engine.tree import what_if
from csplan.figures.inputs import INPUTS
from csplan.inputs.build import build
from csplan.studies.sensitivity import FIGURES, OFF, Slot, moves
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.engine.nodes import Node


def one_at_a_time(root: Node, slots: list[Slot]) -> list[float]:
    """Change the inputs of one assumption up, then down; return the larger move of each figure, added over teams."""
    sums = []
    for factor in (1 + OFF, 1 - OFF):
        changes: dict[tuple[str, str], dict[str, Any]] = {}
        for slot in slots:
            nodes = {("plan", root.name): root}
            for team in root.below["team"]:
                nodes["team", team.name] = team
                nodes["role", team.above["role"].name] = team.above["role"]
                nodes.update({("segment", node.name): node for node in team.below["segment"]})
            change = changes.setdefault((slot.level, slot.node), {})
            column: list[Any] = []
            if slot.row < 0:
                value = nodes[slot.level, slot.node].inputs[slot.name]
            else:
                column = nodes["segment", slot.node].rows[slot.level].inputs[slot.name]
                value = column[slot.row]
            new = value * factor
            if value <= 1 and INPUTS[slot.level].get(slot.name, ("",))[0] == "Share":
                new = min(new, 1.0)
            if slot.row < 0:
                change[slot.name] = new
            else:
                change.setdefault(slot.name, list(column))[slot.row] = new
        changed = what_if(root, changes)
        sums.append(
            [
                sum((new.value(name) or 0.0) - (old.value(name) or 0.0) for new, old in pairs(changed, root))
                for name in FIGURES
            ]
        )
    return [max(abs(more), abs(less)) for more, less in zip(*sums, strict=True)]


def pairs(new: Node, old: Node) -> zip[tuple[Node, Node]]:
    return zip(new.below["team"], old.below["team"], strict=True)


@pytest.mark.parametrize("name", ["acme-usd", "yunfan-cny"])
def test_all_at_once_is_the_same_as_one_at_a_time(name: str) -> None:
    inputs = build(csplan.load(EXAMPLES / name))
    root = inputs.root
    slots: list[list[Slot]] = []
    for team in root.below["team"]:
        for node in (team.above["plan"], team.above["role"], team, *team.below["segment"]):
            slots += [
                [Slot(node.level, node.name, each)]
                for each, value in node.inputs.items()
                if isinstance(value, float) and node.level != "plan"
            ]
            for level, columns in (("task", ("times", "takes")), ("cost_line", ("share", "amount", "years"))):
                for column in columns:
                    if level in node.rows:
                        values = node.rows[level].inputs[column]
                        slots += [
                            [Slot(level, node.name, column, row)]
                            for row, value in enumerate(values)
                            if value is not None
                        ]
    # What one line of a plan says of several segments is off in all of them together.
    nodes = [node for team in root.below["team"] for node in team.below["segment"]]
    slots += [[Slot("segment", node.name, each) for node in nodes] for each in ("customers", "gross_margin_target")]
    slots.append([Slot("task", node.name, "takes", 0) for node in nodes])
    slots = [list(each) for each in dict.fromkeys(map(tuple, slots))]
    found = moves(root, root.below["team"], slots)
    assert len(slots) > 80
    for each, moved in zip(slots, found.total, strict=True):
        assert moved == pytest.approx(one_at_a_time(root, each), rel=1e-9, abs=1e-9), each


def register(folder: Path, data: dict[str, Any], **chosen: Any) -> dict[str, Any]:
    found = assumptions(csplan.load(write(folder, data)), **chosen).as_dict()
    return {row["assumption"]: row for row in found["assumptions"]}


def test_by_hand(tmp_path: Path) -> None:
    """100 customers and 2M: the work takes 1.2 CSMs, and keeps 2 busy to 60%; money pays for 2, the rule asks for 2."""
    found = register(tmp_path, plan())
    moved = {name: [row["at_least"], row["csms_needed"], row["at_most"]] for name, row in found.items()}
    # 66 minutes each time instead of 60 are 0.12 CSMs; 54 keep only 1.08 / 0.6 = 1.8 busy. Money pays for
    # 2M × (20% − 10%) / 100k.
    assert moved["takes of tickets"] == pytest.approx([0.12, 0.2, 0])
    assert moved["customers of a"] == pytest.approx([0.12, 0.2, 0])
    assert moved["arr of a"] == pytest.approx([0, 0.2, 0.2])
    # 72% leaves 18 points for CSMs instead of 10, 88% two: 3.6 and 0.4 CSMs. 3.6 are no reason to hire; at 0.4 the
    # work still needs 1.2.
    assert moved["gross_margin_target of a"] == pytest.approx([0, 0.8, 1.6])
    assert moved["share of hosting"] == pytest.approx([0, 0.2, 0.2])
    assert moved["pay of csm"] == pytest.approx([0, 2 - 2 / 1.1, 2 / 0.9 - 2])
    assert moved["arr_per_csm of a"] == pytest.approx([0, 2 - 2 / 1.1, 0])
    # With 1,100 hours each the work takes 1.2 / 1.1 CSMs, which keep 2 / 1.1 busy.
    assert moved["contracted_hours of csm"] == pytest.approx([1.2 / 0.9 - 1.2, 2 - 2 / 1.1, 0])
    assert moved["idle_share"] == pytest.approx([0, 2 - 2 / 1.1, 0])
    # All of the planned time happens: it can't be more.
    assert moved["realization of csm"] == pytest.approx([1.2 / 0.9 - 1.2, 0, 0])
    assert moved["csms_now of a"] == [0, 0, 0]
    assert next(iter(moved)) == "gross_margin_target of a"


def test_one_line_of_the_plan_is_one_assumption(tmp_path: Path) -> None:
    found = register(tmp_path, plan(segments=[segment(), segment(name="b"), segment(name="c", complexity=2)]))
    assert found["gross_margin_target of 3 segments"]["inputs"] == 3
    assert found["gross_margin_target of 3 segments"]["at_most"] == pytest.approx(3 * 1.6)
    assert found["takes of tickets"]["inputs"] == 3
    assert found["takes of tickets"]["at_least"] == pytest.approx(0.12 + 0.12 + 0.24)
    assert (found["complexity of 2 segments"]["kind"], found["complexity of c"]["kind"]) == ("default", "stated")
    assert found["customers of b"]["origin"]["line"] != found["customers of c"]["origin"]["line"]


def test_one_team_alone(tmp_path: Path) -> None:
    data = plan(segments=[segment(), segment(name="b", team="t"), segment(name="c", team="t")])
    of_team = register(tmp_path, data, team="t")
    assert "customers of a" not in of_team
    assert of_team == register(tmp_path, data, segment="b")
    with pytest.raises(Unclear, match="no team is named 'x'"):
        register(tmp_path, data, team="x")
    with pytest.raises(Unclear, match="no segment is named 'x'"):
        register(tmp_path, data, segment="x")
    with pytest.raises(Unclear, match="can't both be meant"):
        register(tmp_path, data, segment="a", team="t")


def test_what_nothing_bounds_moves_nothing(tmp_path: Path) -> None:
    found = register(tmp_path, plan(tasks=None, economics=None))
    assert found["customers of a"]["at_most"] == found["customers of a"]["at_least"] is None
    assert found["arr of a"]["csms_needed"] == pytest.approx(0.2)


LOG = "date,csm,segment,task,minutes\n" + "".join(
    f"2026-0{month}-{day:02},Ana,a,tickets,{minutes}\n"
    for month in (1, 2, 3, 4, 5, 6, 7)
    for day, minutes in ((5, 50), (12, 60), (19, 70))
)
BOOK = [
    {"customer": f"c{number}", "segment": "a", "arr": 20_000, "csm": "Ana", "health": "green", "new": "no"}
    for number in range(100)
]


def confidence(folder: Path, data: dict[str, Any], files: dict[str, str] | None = None) -> Any:
    report = assumptions(csplan.load(write(folder, data, files)))
    [row] = report.rows("segments")
    return row["confidence"], row["measured"], [each.subject for each in report.advice]


class TestConfidence:
    """Of what a record can say, how much is measured, each weighed by what it moves."""

    def test_stated_only(self, tmp_path: Path) -> None:
        word, share, first = confidence(tmp_path, plan())
        assert (word, share) == ("stated only", 0)
        # arr moves at_most by 0.2, the others at_least by 0.12.
        assert first == ["arr of a", "customers of a", "takes of tickets", "times of tickets"]

    def test_partly(self, tmp_path: Path) -> None:
        tasks = [{"name": "tickets", "kind": "reactive", "per": "customer", "times": 12}]
        word, share, first = confidence(tmp_path, plan(tasks=tasks, time_log="log.csv"), {"log.csv": LOG})
        # takes counts 0.12 of 0.12 + 0.12 + 0.12 + 0.2, whatever the log says the minutes are.
        assert (word, share) == ("partly", pytest.approx(12 / 56))
        assert "takes of tickets" not in first

    def test_measured(self, tmp_path: Path) -> None:
        tasks = [{"name": "tickets", "kind": "reactive", "per": "customer", "times": 12}]
        own = segment(customers=None, arr=None, csms_now=None)
        data = plan(tasks=tasks, time_log="log.csv", accounts="accounts.csv", segments=[own], book=BOOK)
        word, share, first = confidence(tmp_path, data, {"log.csv": LOG})
        # All but times: 0.44 of 0.56, just short of 80%.
        assert (word, share) == ("partly", pytest.approx(44 / 56))
        tasks = [{"name": "tickets", "kind": "reactive", "per": "customer"}]
        word, share, first = confidence(tmp_path / "all", {**data, "tasks": tasks}, {"log.csv": LOG})
        assert (word, share, first) == ("measured", pytest.approx(1), [])


def test_what_to_measure_says_how(tmp_path: Path) -> None:
    report = assumptions(csplan.load(write(tmp_path, plan())))
    texts = {each.subject: each.text for each in report.advice}
    assert texts["arr of a"].endswith("10% more or less moves 'CSMs' by 0.20 CSMs: count it in an account book.")
    assert texts["takes of tickets"].endswith("10% more or less moves 'CSMs' by 0.20 CSMs: record it in a time log.")
    logged = csplan.load(write(tmp_path / "log", plan(time_log="log.csv"), {"log.csv": LOG}))
    texts = {each.subject: each.text for each in assumptions(logged).advice}
    assert texts["takes of tickets"].endswith("see what `csplan timelog` says of it.")


def test_many_segments_are_one_assumption_of_a_kind(tmp_path: Path) -> None:
    many = [segment(name=f"s{number}", customers=100 + number % 2) for number in range(251)]
    found = register(tmp_path, plan(segments=many))
    assert (found["arr of 251 segments"]["inputs"], found["arr of 251 segments"]["value"]) == (251, 2_000_000)
    assert found["arr of 251 segments"]["at_most"] == pytest.approx(251 * 0.2)
    customers = found["customers of 251 segments"]
    assert (customers["value"], customers["shown"]) == (None, "various")
    assert customers["from"] == "stated, in 251 places"
    report = assumptions(csplan.load(tmp_path))
    assert report.notes[-1].startswith("There are more than 250 segments")
    # 22 numbers; without the grouping, six for each segment.
    assert len(found) < 40


def test_the_figures_of_a_segment_that_count_need_no_figure_of_its_team() -> None:
    """A segment is computed with draws of its own; what it read of its team would be another segment's draws."""
    from csplan.engine.catalogue import CATALOGUE, OF_THE_WHOLE

    seen: set[str] = set()
    ahead = ["csms_at_least", "csms_at_most", "csms_target"]
    while ahead:
        name = ahead.pop()
        for parameter in CATALOGUE["segment"][name].parameters:
            above = parameter.level in ("team", "plan") and parameter.name in CATALOGUE[parameter.level]
            assert not above or parameter.name in OF_THE_WHOLE, name
            if parameter.level == "segment" and parameter.name in CATALOGUE["segment"] and parameter.name not in seen:
                seen.add(parameter.name)
                ahead.append(parameter.name)
    assert "workload" in seen


def test_what_money_pays_for_is_unknown_without_economics(tmp_path: Path) -> None:
    data = plan(economics=None)
    found = register(tmp_path, data)
    assert {row["at_most"] for row in found.values()} == {None}
    assert found["takes of tickets"]["at_least"] == pytest.approx(0.12)
    assert "money pays for unknown." in assumptions(csplan.load(tmp_path)).notes[1]


def test_a_figure_that_only_some_teams_have_is_said_to_be_that(tmp_path: Path) -> None:
    # Nobody says what money pays for where no margin stands for the tier.
    tiers = [{"name": "high", "acv": {"min": 10_000}}, {"name": "low", "acv": {"max": 10_000}}]
    segments = [segment(name="a"), segment(name="b", arr=500_000)]
    economics = {"gross_margin": {"high": "80%"}, "costs": []}
    report = assumptions(csplan.load(write(tmp_path, plan(tiers=tiers, segments=segments, economics=economics))))
    found = {row["assumption"]: row for row in report.as_dict()["assumptions"]}
    assert found["arr of a"]["at_most"] == pytest.approx(0.4)
    assert found["customers of b"]["at_most"] is None
    assert found["pay of csm"]["at_most"] == pytest.approx(4 / 0.9 - 4)
    assert "money pays for 4.00 (known of 1 of 2 teams)" in report.notes[1]


def test_numbers_that_would_be_called_the_same_are_told_apart(tmp_path: Path) -> None:
    tiers = [{"name": "high", "acv": {"min": 10_000}}, {"name": "low", "acv": {"max": 10_000}}]
    segments = [segment(name="a"), segment(name="b", arr=500_000), segment(name="c", arr=400_000)]
    tasks = [{**plan()["tasks"][0], "times": {"high": 12, "low": 6}}]
    found = register(tmp_path, plan(tiers=tiers, segments=segments, tasks=tasks))
    assert found["times of tickets (high)"]["at_least"] == pytest.approx(0.12)
    assert found["times of tickets (low)"]["at_least"] == pytest.approx(2 * 0.06)
    assert "takes of tickets" in found


def test_a_label_names_a_few_segments(tmp_path: Path) -> None:
    # Two rules, each for five segments of one tier: what tells them apart are the segments.
    segments = [
        segment(name=f"{x}{n}", arr_per_csm=None, complexity=c) for x, c in (("a", 1), ("b", 2)) for n in "12345"
    ]
    labels = [each for each in register(tmp_path, plan(segments=segments, rules="usd-2m")) if "arr_per_csm" in each]
    assert labels == [f"arr_per_csm of 5 segments ({x}1, {x}2, {x}3 and 2 more)" for x in "ab"]


def test_one_team_is_not_all_teams(tmp_path: Path) -> None:
    data = plan(segments=[segment(), segment(name="b")])
    report = assumptions(csplan.load(write(tmp_path, data)), team="b")
    assert "CSMs of b: work needs 1.20" in report.notes[1]
    assert "CSMs of b most" in report.tables[0].title
