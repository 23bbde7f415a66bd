from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.nodes import Node, Rows
from csplan.engine.trace import Cell, plain, traced
from csplan.engine.tree import inside, nodes, what_if
from tests.cases.nodes import plan_of, roles_of, segments_of, teams_of

if TYPE_CHECKING:
    from csplan.engine.tree import Changes

DESCRIBED: dict[str, Any] = {
    "roles": {
        "csm": {"customer_hours": 1000.0, "csm_cost": 100_000.0},
        "pooled": {"customer_hours": 500.0, "csm_cost": 50_000.0},
    },
    "teams": {"second": {"role": "pooled"}},
    "segments": {
        "a": {"team": "first", "customers": 10.0, "arr": 1e6, "complexity": 1.0, "gross_margin_target": 0.8},
        "b": {"team": "first", "customers": 30.0, "arr": 3e6, "complexity": 1.0, "gross_margin_target": 0.8},
        "c": {"team": "second", "customers": 50.0, "arr": 5e6, "complexity": 1.0},
    },
    "tasks": [
        {"task": "tickets", "takes": 60.0, "times": 12.0},
        {"task": "reviews", "kind": "proactive", "takes": 30.0, "times": 4.0},
    ],
    "costs": [{"line": "hosting", "share": 0.1}],
}


@pytest.fixture
def plan() -> Node:
    return plan_of(DESCRIBED)


class TestOnDemand:
    def test_only_what_is_asked_for_is_computed(self, plan: Node) -> None:
        segment = segments_of(plan)["a"]
        assert segment.value("acv") == 100_000
        assert segment.values.keys() - segment.inputs.keys() == {"acv"}
        assert segment.rows["task"].columns.keys() == segment.rows["task"].inputs.keys()

    def test_once(self, plan: Node, monkeypatch: pytest.MonkeyPatch) -> None:
        segment = segments_of(plan)["a"]
        asked: list[str] = []

        def evaluate(self: Node, figure: Any) -> Any:
            asked.append(figure.name)
            return original(self, figure)

        original = Node.evaluate
        monkeypatch.setattr(Node, "evaluate", evaluate)
        for _ in range(2):
            assert segment.value("csms_by_time") == 0.14
            assert segment.value("csms_by_arr") is None
        # The volume of a task looks for what may drive it.
        drivers = ["at_risk", "at_risk_customers", "renewals"]
        assert sorted(asked) == sorted(
            [*drivers, "csms_by_arr", "csms_by_time", "full_hours", "growth_hours", "service_hours", "workload"]
        )

    def test_a_stated_figure_is_not_computed(self, plan: Node) -> None:
        changed = what_if(plan, {("segment", "a"): {"workload": 77.0}})
        assert segments_of(changed)["a"].value("hours_per_customer") == 7.7

    def test_from_above_below_and_beside(self, plan: Node) -> None:
        first = teams_of(plan)["first"]
        assert first.value("workload") == 10 * 14 + 30 * 14
        assert segments_of(plan)["b"].value("work_share") == 0.75
        assert plan.value("customers") == 90

    def test_rows(self, plan: Node) -> None:
        rows = segments_of(plan)["a"].rows
        assert rows["task"].column("task_hours") == [120, 20]
        assert rows["task"].column("task_hours") is rows["task"].column("task_hours")
        assert rows["cost_line"].column("line_cost") == [10_000]


class TestAbsent:
    def test_an_input_left_out(self, plan: Node) -> None:
        assert segments_of(plan)["a"].value("arr_per_csm") is None
        assert segments_of(plan)["a"].value("csms_by_arr") is None

    def test_a_level_left_out(self) -> None:
        segment = Node("segment", "a", {"customers": 1.0}, {})
        assert segment.value("service_hours") is None
        assert segment.below_values("task", "task_hours") is None

    def test_a_name_that_exists_nowhere_is_a_mistake(self, plan: Node) -> None:
        with pytest.raises(LookupError, match="segment: no input or figure is named csms_by_tme"):
            segments_of(plan)["a"].value("csms_by_tme")
        with pytest.raises(LookupError, match="task: no input or figure is named hourz"):
            segments_of(plan)["a"].rows["task"].column("hourz")

    def test_columns(self, plan: Node) -> None:
        segment = segments_of(plan)["a"]
        rows = Rows("task", {"task": ["x", "y"], "times": [1.0, 2.0], "per": ["customer", "customer"]}, segment)
        assert rows.column("takes") is None
        assert rows.column("task_hours") is None
        assert rows.column("volume") == [10, 10]

    def test_elements(self, plan: Node) -> None:
        segment = segments_of(plan)["a"]
        inputs: dict[str, list[Any]] = {
            "task": ["x", "y"],
            "times": [1.0, 2.0],
            "per": ["renewal", "customer"],
            "takes": [60.0, 60.0],
        }
        rows = Rows("task", inputs, segment)
        assert rows.column("volume") == [None, 10]
        assert rows.column("task_hours") == [None, 20]

    def test_what_stands_above(self) -> None:
        segment = Node("segment", "a", {}, {})
        rows = Rows("task", {"task": ["x"], "per": ["customer"]}, segment)
        assert rows.column("volume") is None

    def test_no_rows(self, plan: Node) -> None:
        segment = segments_of(plan)["a"]
        empty: tuple[dict[str, list[Any]], ...] = ({}, {name: [] for name in ("line", "share", "amount", "years")})
        for inputs in empty:
            rows = Rows("cost_line", inputs, segment)
            assert not rows.column("line_cost")

    def test_rows_read_above_their_segment(self, plan: Node, monkeypatch: pytest.MonkeyPatch) -> None:
        from csplan.engine.catalogue import Figure, Parameter

        cost = Figure(
            "cost",
            "task",
            lambda hours, each: hours * each,
            (
                Parameter("task_hours", "task", below=False, needed=True),
                Parameter("csm_cost", "role", below=False, needed=True),
            ),
        )
        monkeypatch.setitem(CATALOGUE["task"], "cost", cost)
        assert segments_of(plan)["a"].rows["task"].column("cost") == [12_000_000, 2_000_000]


def test_what_was_computed_can_be_forgotten(plan: Node) -> None:
    first, second = teams_of(plan).values()
    assert (first.value("workload"), second.value("workload")) == (560, 700)
    segment = first.below["segment"][0]
    before = segment.rows["task"].column("task_hours")
    first.forget()
    assert first.values == first.inputs
    assert segment.values == segment.inputs
    assert segment.rows["task"].columns == segment.rows["task"].inputs
    assert "workload" in second.values
    assert segment.rows["task"].column("task_hours") == before
    assert first.value("workload") == 560


def test_a_trace_can_be_forgotten(plan: Node) -> None:
    [segment, _] = teams_of(traced(plan))["first"].below["segment"]
    before = segment.value("acv")
    segment.forget()
    again = segment.value("acv")
    assert again is not before
    assert (again.value, again.operation) == (100_000, "figure")


class TestWhatIf:
    def test_the_original_stays(self, plan: Node) -> None:
        before = {name: dict(node.inputs) for name, node in segments_of(plan).items()}
        changed = what_if(
            plan,
            {
                ("segment", "a"): {"arr": 2e6, "arr_per_csm": 1e6},
                ("task", "a"): {"takes": [120.0, 60.0]},
                ("role", "csm"): {"csm_cost": 200_000.0},
                ("team", "first"): {"stated_csms_now": 4.0},
                ("plan", "plan"): {"conflict": "work"},
            },
        )
        a, old = segments_of(changed)["a"], segments_of(plan)["a"]
        assert (a.value("csms_by_arr"), old.value("csms_by_arr")) == (2, None)
        assert (a.value("workload"), old.value("workload")) == (10 * 28, 10 * 14)
        assert (a.value("service_budget"), old.value("service_budget")) == (
            pytest.approx(20_000),
            pytest.approx(10_000),
        )
        assert (a.value("csms_by_cost"), old.value("csms_by_cost")) == (pytest.approx(1), pytest.approx(1))
        assert (changed.below["team"][0].value("csms_now"), plan.below["team"][0].value("csms_now")) == (4, None)
        assert (changed.value("conflict"), plan.value("conflict")) == ("work", "money")
        assert {name: dict(node.inputs) for name, node in segments_of(plan).items()} == before
        assert segments_of(changed)["b"].value("workload") == segments_of(plan)["b"].value("workload")

    def test_what_was_computed_is_kept_only_where_it_still_holds(self, plan: Node) -> None:
        def all_of(root: Node) -> list[Any]:
            return [
                (node.level, node.name, name, node.value(name))
                for node in every(root)
                for name in CATALOGUE[node.level]
            ]

        def every(root: Node) -> list[Node]:
            return list(dict.fromkeys([*inside(root), *nodes(root, "role")]))

        changes: list[Changes] = [
            {(node.level, node.name): {name: value * 1.5 if isinstance(value, float) else value}}
            for node in every(plan)
            for name, value in node.inputs.items()
        ]
        changes += [
            {(level, node.name): {name: [value * 1.5 for value in column]}}
            for node in every(plan)
            for level, rows in node.rows.items()
            for name, column in rows.inputs.items()
            if all(isinstance(value, float) for value in column)
        ]
        for change in [*changes, {("segment", "a"): {"at_risk": 0.5}}, {("segment", "b"): {"arr_per_csm": 2e6}}]:
            afresh = all_of(what_if(plan_of(DESCRIBED), change))
            all_of(plan)
            assert all_of(what_if(plan, change)) == afresh

    def test_what_rests_on_no_change_is_not_computed_again(self, plan: Node, monkeypatch: pytest.MonkeyPatch) -> None:
        team = teams_of(plan)["first"]
        assert team.value("workload") is not None
        [first, _] = what_if(plan, {("role", "csm"): {"csm_cost": 90_000.0}}).below["team"]
        monkeypatch.delattr(Node, "evaluate")
        assert first.value("workload") == team.value("workload")

    def test_some_teams_only(self, plan: Node) -> None:
        part = what_if(plan, {}, only={"second"})
        assert list(teams_of(part)) == ["second"]
        assert list(roles_of(part)) == ["pooled"]
        assert part.value("customers") == 50

    def test_roles_are_shared(self) -> None:
        plan = plan_of({**DESCRIBED, "teams": {}})
        copy = what_if(plan, {})
        assert list(roles_of(copy)) == ["csm"]
        first, second = copy.below["team"]
        assert first.above["role"] is second.above["role"]
        assert first.above["role"] is not roles_of(plan)["csm"]
        for team in copy.below["team"]:
            assert team.above["plan"] is copy
            for segment in team.below["segment"]:
                assert segment.above == {"plan": copy, "role": team.above["role"], "team": team}

    def test_arrays(self, plan: Node) -> None:
        arr = np.array([1e6, 2e6])
        changed = what_if(plan, {("segment", "a"): {"arr": arr, "arr_per_csm": 1e6}})
        assert segments_of(changed)["a"].value("csms_by_arr").tolist() == [1, 2]

    def test_a_copy_of_a_copy(self, plan: Node) -> None:
        once = what_if(plan, {("segment", "a"): {"arr": 2e6}})
        assert segments_of(what_if(once, {}))["a"].value("acv") == 200_000


class TestTrace:
    def test_a_figure_knows_its_name_and_place(self, plan: Node) -> None:
        cell = segments_of(traced(plan))["a"].value("hours_per_customer")
        assert (cell.value, cell.operation, cell.name, cell.place) == (
            14,
            "figure",
            "hours_per_customer",
            ("segment", "a"),
        )
        [ratio] = cell.parts
        assert (ratio.value, ratio.operation) == (14, "ratio")
        workload, customers = ratio.parts
        assert (workload.operation, workload.name) == ("figure", "workload")
        assert (customers.operation, customers.name, customers.place, customers.parts) == (
            "input",
            "customers",
            ("segment", "a"),
            (),
        )

    def test_a_figure_is_one_cell(self, plan: Node) -> None:
        segment = segments_of(traced(plan))["a"]
        assert segment.value("workload") is segment.value("workload")
        assert segment.value("hours_per_customer").parts[0].parts[0] is segment.value("workload")

    def test_rows_are_named(self, plan: Node) -> None:
        rows = segments_of(traced(plan))["a"].rows
        hours = rows["task"].column("task_hours")
        assert hours is not None
        assert [cell.place for cell in hours] == [("task", "a/tickets"), ("task", "a/reviews")]
        assert [cell.name for cell in hours] == ["task_hours"] * 2
        takes = rows["task"].column("takes")
        assert takes is not None
        assert [(cell.operation, cell.value) for cell in takes] == [("input", 60), ("input", 30)]
        costs = rows["cost_line"].column("line_cost")
        assert costs is not None
        assert [(cell.place, cell.value) for cell in costs] == [(("cost_line", "a/hosting"), 10_000)]

    def test_texts_and_absents_stay(self, plan: Node) -> None:
        tree = traced(plan)
        assert tree.value("conflict") == "money"
        rows = segments_of(tree)["a"].rows
        assert rows["task"].column("kind") == ["reactive", "proactive"]
        assert rows["cost_line"].column("amount") == [None]
        assert segments_of(tree)["a"].value("csms_by_arr") is None
        assert rows["task"].column("volume") is not None
        assert Rows("task", {"task": []}, segments_of(tree)["a"]).column("volume") is None

    def test_absent_rows(self) -> None:
        tasks = [{"task": "renewal", "per": "renewal", "takes": 60.0, "times": 1.0}, *DESCRIBED["tasks"]]
        rows = segments_of(traced(plan_of({**DESCRIBED, "tasks": tasks})))["a"].rows["task"]
        volume = rows.column("volume")
        assert volume is not None
        assert [plain(cell) for cell in volume] == [None, 10, 10]
        short = plan_of({**DESCRIBED, "tasks": [{"task": "tickets"}]})
        assert segments_of(traced(short))["a"].rows["task"].column("task_hours") is None

    def test_text_figures_are_cells(self, plan: Node) -> None:
        verdict = segments_of(traced(plan))["a"].value("verdict")
        assert (verdict.value, verdict.parts[0].operation) == ("fits", "ifs")

    def test_draws(self, plan: Node) -> None:
        drawn = traced(what_if(plan, {("segment", "a"): {"arr": np.array([1e6, 2e6])}}))
        cell = segments_of(drawn)["a"].value("service_budget")
        assert cell.value.tolist() == pytest.approx([10_000, 20_000])


class TestCells:
    @pytest.mark.parametrize(
        ("found", "value", "sign"),
        [
            (Cell(6.0, "input") + 2.0, 8, "+"),
            (2.0 + Cell(6.0, "input"), 8, "+"),
            (Cell(6.0, "input") - 2.0, 4, "-"),
            (2.0 - Cell(6.0, "input"), -4, "-"),
            (Cell(6.0, "input") * 2.0, 12, "*"),
            (2.0 * Cell(6.0, "input"), 12, "*"),
            (Cell(6.0, "input") / 2.0, 3, "/"),
            (3.0 / Cell(6.0, "input"), 0.5, "/"),
        ],
        ids=["+", "r+", "-", "r-", "*", "r*", "/", "r/"],
    )
    def test_arithmetic(self, found: Cell, value: float, sign: str) -> None:
        assert (found.value, found.operation, len(found.parts)) == (value, sign, 2)
        swapped = [type(part) is Cell for part in found.parts]
        assert sorted(swapped) == [False, True]

    def test_order_of_parts(self) -> None:
        six = Cell(6.0, "input")
        for found, parts in (
            (six - 2.0, (six, 2.0)),
            (2.0 - six, (2.0, six)),
            (six / 2.0, (six, 2.0)),
            (3.0 / six, (3.0, six)),
        ):
            assert all(part is each for part, each in zip(found.parts, parts, strict=True))

    def test_arrays_leave_arithmetic_to_cells(self) -> None:
        found = np.array([1.0, 2.0]) * Cell(6.0, "input")
        assert isinstance(found, Cell)
        assert found.value.tolist() == [6, 12]

    @pytest.mark.parametrize(
        "decide",
        [
            bool,
            lambda cell: cell == 6.0,
            lambda cell: cell != 6.0,
            lambda cell: cell < 6.0,
            lambda cell: cell <= 6.0,
            lambda cell: cell > 6.0,
            lambda cell: 6.0 >= cell,  # noqa: SIM300
            lambda cell: max(cell, 1.0),
        ],
        ids=["bool", "==", "!=", "<", "<=", ">", ">=", "max"],
    )
    def test_they_decide_nothing(self, decide: Any) -> None:
        with pytest.raises(TypeError, match=r"arr: figures decide through csplan\.figures\.arithmetic only"):
            decide(Cell(6.0, "input", (), "arr", ("segment", "a")))
        with pytest.raises(TypeError, match="ratio: figures decide"):
            decide(Cell(6.0, "ratio"))

    def test_they_can_be_collected(self) -> None:
        cells = [Cell(6.0, "input"), Cell(6.0, "input")]
        assert len({*cells, *cells}) == 2


def test_a_plan_is_computed_without_numpy() -> None:
    script = f"""
import sys
sys.path.insert(0, ".")
from csplan.engine.catalogue import CATALOGUE
from csplan.engine.trace import traced
from tests.cases.nodes import plan_of, segments_of
plan = plan_of({DESCRIBED!r})
for tree in (plan, traced(plan)):
    for node in (tree, *tree.below["team"], *segments_of(tree).values()):
        for name in CATALOGUE[node.level]:
            node.value(name)
print("numpy" in sys.modules, tree.value("heads").value)
"""
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout == "False 3.0\n"
