"""Every figure of every example, and of plans that lack something: the working can't disagree with the number."""

from __future__ import annotations

import json
import re
from functools import cache
from math import inf
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.explain.answer import explain, list_figures
from csplan.answers.explain.asked import Chosen, Place, Unclear, value_at
from csplan.answers.explain.assumptions import assumptions
from csplan.answers.explain.operations import SIGNS, SPOKEN
from csplan.answers.explain.working import Working
from csplan.engine.catalogue import CATALOGUE
from csplan.engine.levels import LEVELS
from csplan.engine.trace import Cell, plain, traced
from csplan.engine.tree import nodes
from csplan.figures import arithmetic, months, operation, queueing, whole
from csplan.figures.inputs import INPUTS
from csplan.inputs.build import build
from csplan.inputs.origins import Finder
from csplan.render.as_csv import render as as_csv
from tests.plans import EXAMPLES, example, plan, segment, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan
    from csplan.report.report import Branch

NAMES = ("acme-usd", "yunfan-cny", "renewal-team.yaml")
RATE: dict[str, Any] = {
    "economics": {
        "gross_margin": "80%",
        "growth": {"cost_per_100": 20},
        "costs": [{"name": "hosting", "share": "10%", "in": "gross"}],
    }
}


@cache
def loaded(name: str) -> Plan:
    return csplan.load(EXAMPLES / name)


def places(root: Node) -> Iterator[Place]:
    """Every node and row of a plan."""
    for level in (each.name for each in LEVELS if not each.label):
        for node in nodes(root, level):
            yield Place(level, node)
            for rows, kept in node.rows.items():
                yield from (Place(rows, node, at) for at in range(len(next(iter(kept.inputs.values()), ()))))


def figures(place: Place) -> list[str]:
    return [
        *CATALOGUE[place.level],
        *(name for name in INPUTS.get(place.level, ()) if value_at(place, name) is not None),
    ]


def branches(branch: Branch) -> Iterator[Branch]:
    yield branch
    for part in branch.parts:
        yield from branches(part)


def recomputed(cell: Any, known: dict[int, tuple[Cell, Any]]) -> Any:
    """Compute a cell again from its leaves, by the operations that it recorded; ``known`` are those done."""
    if not isinstance(cell, Cell) or cell.operation == "input":
        return plain(cell)
    if id(cell) not in known:
        known[id(cell)] = cell, computed(cell, known)
    return known[id(cell)][1]


def computed(cell: Cell, known: dict[int, tuple[Cell, Any]]) -> Any:
    parts = [recomputed(part, known) for part in cell.parts]
    if cell.operation == "figure":
        return parts[0]
    if cell.operation in ("+", "-", "*", "/"):
        left, right = parts
        return {"+": left + right, "-": left - right, "*": left * right, "/": left / (right or 1)}[cell.operation]
    home = next(each for each in (whole, months, queueing, arithmetic) if hasattr(each, cell.operation))
    return getattr(home, cell.operation)(*parts)


def worth(numbers: str) -> float | None:
    """Work out a line of numbers as a person with a calculator would; None where it is more than arithmetic."""
    text = re.sub(r"(\d) (h|min)\b", r"\1", numbers).replace(",", "")
    for sign, meant in (("×", "*"), ("÷", "/"), ("−", "-"), ("%", "*0.01"), ("∞", "inf")):
        text = text.replace(sign, meant)
    for unit, power in (("k", 3), ("M", 6), ("B", 9), ("万", 4), ("亿", 8)):
        text = re.sub(rf"(-?[\d.]+){unit}(?![a-z])", rf"(\g<1>e{power})", text)
    text = re.sub(r"([\d.]+)\*0\.01", r"(\1*0.01)", text)
    return None if re.search(r"[^\d.+*/() e-]", text) else float(eval(text))  # noqa: S307 - arithmetic, as just held


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_every_example_is_explained_by_its_own_number(name: str) -> None:
    inputs = build(loaded(name))
    tree = traced(inputs.root)
    finder, currency = Finder(loaded(name), inputs), loaded(name).currency
    explained, seen, known = 0, set(), dict[int, tuple[Cell, Any]]()
    for numbers, cells in zip(places(inputs.root), places(tree), strict=True):
        # Of one node of a level with parts of parts; what these rest on is explained in its own place.
        deep = numbers.level not in seen
        seen.add(numbers.level)
        for figure in figures(numbers):
            expected = value_at(numbers, figure)
            branch = Working(finder, currency).tree(cells, figure, (inf if expected is None else 3) if deep else 0)
            assert branch.row["value"] == expected, (numbers.name, figure)
            assert recomputed(value_at(cells, figure), known) == expected, (numbers.name, figure)
            if deep and expected is None:
                assert any("because" in each.row for each in branches(branch)), (numbers.name, figure)
            elif deep:
                assert all(each.row["value"] is not None for each in branches(branch)), (numbers.name, figure)
            explained += 1
    assert explained > 300


@pytest.mark.parametrize("name", NAMES)
def test_a_calculator_comes_to_the_same_numbers(name: str) -> None:
    inputs = build(loaded(name))
    tree = traced(inputs.root)
    checked = 0
    for place in places(tree):
        for figure in CATALOGUE[place.level]:
            root = Working(Finder(loaded(name), inputs), loaded(name).currency).tree(place, figure, 0)
            numbers = str(root.row.get("numbers", ""))
            found = worth(numbers) if numbers else None
            if found is not None:
                # Five digits are shown; a difference of large numbers has fewer that are right.
                operands = [worth(text) or 0.0 for text in re.findall(r"[\d,.]+[kMB万亿%]?", numbers)]
                allowed = 3e-4 * max(operands) if "−" in numbers else 0
                assert found == pytest.approx(root.row["value"], rel=3e-4, abs=allowed), (figure, numbers)
                checked += 1
    assert checked > 100


def test_every_operation_has_words() -> None:
    operations = {
        each.name
        for module in (arithmetic, months, queueing, whole)
        for each in vars(module).values()
        if isinstance(each, operation.Operation)
    }
    assert operations | set(SIGNS) <= SPOKEN


class TestWords:
    def head(self, figure: str, **chosen: str) -> str:
        branch = self.branch(figure, 0, **chosen)
        return f"{branch.head} {branch.text} {branch.aside}".strip()

    def branch(self, figure: str, depth: float = 0, **chosen: str) -> Branch:
        tree = explain(loaded("acme-usd"), figure, Chosen(**chosen), depth).tree
        assert tree is not None
        return tree.root

    def test_the_line_of_the_issue(self) -> None:
        found = self.head("csms_by_time", segment="logistics mid")
        assert found == "csms_by_time = workload ÷ full_hours = 5,056 h ÷ 1,094.8 h = 4.62 …"

    def test_brackets(self) -> None:
        found = self.head("customer_hours", role="csm")
        expected = "(paid_hours − internal_hours) × realization = (1,840 h − 552 h) × 85% = 1,094.8 h …"
        assert found == f"customer_hours = {expected}"

    def test_a_contradiction_names_the_side_that_wins(self) -> None:
        found = self.head("csms", segment="logistics mid")
        expected = "1.69 held between 4.6182 and 2.0485 (a contradiction; today's 2 stay, held between them) = 2.05 …"
        assert found == f"csms = csms_target held between csms_at_least and csms_at_most = {expected}"

    def test_whole_people(self) -> None:
        found = self.head("lo", team="small shops")
        assert found == "lo = at_least rounded up to whole people, else 0 = 4.3466 rounded up to whole people = 5 …"

    def test_what_decided(self) -> None:
        found = self.head("binding_least", segment="small shops")
        assert found == (
            "binding_least = the first that csms_at_least equals: time (csms_by_time) = "
            "the first that 4.3466 equals: time (4.3466) = time …"
        )

    def test_cases(self) -> None:
        found = self.head("verdict", team="logistics mid")
        assert found == (
            "verdict = no-customers if customers is 0; over-budget if over_budget; unchecked if unsure; "
            "carried if heads exceeds at_most; otherwise fits = no-customers if 130 is 0; over-budget if yes; "
            "unchecked if no; carried if 3 exceeds 2.0485; otherwise fits = over-budget …"
        )

    def test_a_total_of_few_is_written_out(self) -> None:
        found = self.head("heads")
        assert found == "heads = the total of heads = 2 + 3 + 2 + 1 = 8 …"
        found = self.head("csms_now")
        assert found == "csms_now = the total of csms_now = 2 + 2 + 1 + 1 = 6.00 …"

    def test_what_counts_only_once_is_no_total(self) -> None:
        found = self.head("at_least", team="long tail")
        assert found == "at_least = csms_by_time of segment long tail = 1.36 …"

    def test_a_constant_is_its_value(self) -> None:
        branch = self.branch("service_share", segment="long tail")
        assert (branch.text, branch.parts) == ("= 100.0%", ())
        assert "without growth_cost_ratio, credited_revenue, absent here" in branch.notes

    def test_no_limit_below_zero(self, tmp_path: Path) -> None:
        costs = [{"name": "hosting", "share": "30%", "in": "gross"}]
        broke = csplan.load(write(tmp_path, plan(economics={"gross_margin": "80%", "costs": costs})))
        branch = root_of(explain(broke, "csms_by_service", Chosen(segment="a"), depth=0))
        assert branch.text == (
            "= customers × service_budget ÷ (csm_cost × service_share), but 0 at least = "
            "100 × −2k ÷ (100k × 100%), which is below 0, so 0 = 0.00 …"
        )
        floor = root_of(explain(broke, "cost_floor", depth=0))
        assert floor.text == "= customers ÷ csms_by_cost = 100 ÷ 0 = ∞ …"

    def test_held_by_one_bound_only(self, tmp_path: Path) -> None:
        only = csplan.load(write(tmp_path, plan(economics=None)))
        assert root_of(explain(only, "csms", depth=0)).text == (
            "= csms_target held to at least csms_at_least = 2 held to at least 1.2 = 2.00 …"
        )
        other = csplan.load(write(tmp_path, plan(tasks=None)))
        assert root_of(explain(other, "csms", depth=0)).text == (
            "= csms_target held to at most csms_at_most = 2 held to at most 2 = 2.00 …"
        )
        none = csplan.load(write(tmp_path, plan(tasks=None, economics=None)))
        assert root_of(explain(none, "csms", depth=0)).text == "= csms_target = 2.00 …"

    def test_no_customers(self, tmp_path: Path) -> None:
        empty = csplan.load(write(tmp_path, plan(segments=[segment(customers=0, arr=0)])))
        assert root_of(explain(empty, "csms_at_least", Chosen(segment="a"))).text == (
            "= 0 without customers = 0 without customers = 0.00"
        )


def root_of(report: Any) -> Branch:
    root: Branch = report.tree.root
    return root


def parts_of(branch: Branch) -> dict[str, Branch]:
    return {each.head: each for each in branches(branch)}


class TestTree:
    def test_down_to_every_line_of_the_plan(self) -> None:
        root = root_of(explain(loaded("acme-usd"), "csms_by_time", Chosen(segment="logistics mid")))
        found = parts_of(root)
        assert list(found)[:3] == ["csms_by_time", "workload", "service_hours"]
        file = (EXAMPLES / "acme-usd" / "csplan.yaml").read_text(encoding="utf-8").splitlines()
        stated = {head: each.row["origin"] for head, each in found.items() if "origin" in each.row}
        assert file[stated["customers"]["line"] - 1].strip() == "customers: 130"
        assert file[stated["realization"]["line"] - 1].strip().startswith("realization: 85%")
        assert stated["complexity"] == {**stated["complexity"], "kind": "default", "source": "csplan", "line": None}

    def test_nothing_is_shown_in_full_twice(self) -> None:
        root = root_of(explain(loaded("acme-usd"), "hour_cost", Chosen(role="csm")))
        paid = [each for each in branches(root) if each.head == "paid_hours"]
        assert [(bool(each.parts), each.aside) for each in paid] == [(True, ""), (False, "(above)")]
        assert [each.row.get("above") for each in paid] == [None, True]
        meanings = [note for each in branches(root) for note in each.notes]
        assert len(meanings) == len(set(meanings))

    def test_depth(self) -> None:
        def deepest(branch: Branch) -> int:
            return 1 + max(map(deepest, branch.parts), default=-1)

        for depth in range(4):
            assert deepest(root_of(explain(loaded("acme-usd"), "gross_margin", depth=depth))) == depth

    def test_a_long_total_is_its_largest_and_the_rest_together(self, tmp_path: Path) -> None:
        tasks = [
            {"name": f"t{number}", "kind": "reactive", "per": "customer", "takes": f"{number} min", "times": 6}
            for number in range(1, 41)
        ]
        many = csplan.load(write(tmp_path, plan(tasks=tasks)))
        root = root_of(explain(many, "service_hours", Chosen(segment="a"), depth=1))
        # 100 customers, six times each: 10 hours for each minute. 1 + ... + 40 is 820, less 40 + ... + 36.
        assert root.text == "= complexity × the total of task_hours = 1 × 8,200 h = 8,200.0 h"
        heads = [each.head for each in root.parts[1:]]
        assert heads == [*(f"task_hours of task t{number}" for number in range(40, 35, -1)), heads[-1]]
        assert heads[-1] == "task_hours of 35 more tasks"
        assert root.parts[-1].text == "= 6,300 h together"
        assert root.parts[-1].row == {**root.parts[-1].row, "value": 6300, "more": 35}

    def test_a_weighted_mean_of_many(self, tmp_path: Path) -> None:
        segments = [segment(name=f"s{number}", team="all") for number in range(9)]
        many = csplan.load(write(tmp_path, plan(segments=segments)))
        root = root_of(explain(many, "gross_margin_target", Chosen(team="all"), 1))
        assert root.text == ("= the total of gross_margin_target × arr ÷ the total of arr = 14,400,000 ÷ 18M = 80.0%")
        rest = [each for each in root.parts if "more" in each.row]
        assert [(each.head, each.text) for each in rest] == [
            ("gross_margin_target of 4 more segments", ""),
            ("arr of 4 more segments", "= 8M together"),
        ]

    def test_names_may_say_anything(self, tmp_path: Path) -> None:
        segments = [segment(name="a"), segment(name="a/b")]
        tasks = [
            {"name": name, "kind": "reactive", "per": "customer", "takes": "60 min", "times": times}
            for name, times in (("b/c", 3), ("c", 5))
        ]
        odd = csplan.load(write(tmp_path, plan(segments=segments, tasks=tasks)))
        root = root_of(explain(odd, "service_hours", Chosen(segment="a")))
        assert {each.row["value"] for each in branches(root) if each.head == "times"} == {3, 5}
        lines = {each.row["value"]: each.row["origin"]["line"] for each in branches(root) if each.head == "times"}
        text = (tmp_path / "csplan.yaml").read_text(encoding="utf-8").splitlines()
        assert [text[lines[times] - 1].strip() for times in (3, 5)] == ["times: 3", "times: 5"]


class TestWhich:
    """Which number somebody means."""

    @pytest.mark.parametrize(
        ("figure", "chosen", "level", "name"),
        [
            ("heads", {}, "plan", "Acme Cloud 2027"),
            ("heads", {"team": "small shops"}, "team", "small shops"),
            ("heads", {"segment": "small shops"}, "team", "small shops"),
            ("verdict", {"segment": "small shops"}, "segment", "small shops"),
            ("customer_hours", {"segment": "long tail"}, "role", "pooled"),
            ("customer_hours", {"role": "pooled"}, "role", "pooled"),
            ("hours", {"segment": "long tail", "task": "rescue"}, "task", "rescue"),
            ("workload", {"segment": "long tail", "task": "rescue"}, "segment", "long tail"),
            ("line_cost", {"segment": "long tail", "line": "hosting"}, "cost_line", "hosting"),
            ("conflict", {}, "plan", "Acme Cloud 2027"),
        ],
    )
    def test_found(self, figure: str, chosen: dict[str, str], level: str, name: str) -> None:
        row = root_of(explain(loaded("acme-usd"), figure, Chosen(**chosen))).row
        assert (row["level"], row["name"]) == (level, name)

    def test_the_only_one_needs_no_name(self, tmp_path: Path) -> None:
        small = csplan.load(write(tmp_path, plan()))
        for figure, level in (("verdict", "plan"), ("csms", "segment"), ("csm_cost", "role"), ("takes", "task")):
            assert root_of(explain(small, figure)).row["level"] == level

    @pytest.mark.parametrize(
        ("figure", "chosen", "message", "hint"),
        [
            ("csms_by_tme", {}, "no figure is named 'csms_by_tme'", "did you mean csms_by_time?"),
            ("qqqqq", {}, "no figure is named 'qqqqq'", "`csplan explain` lists them"),
            ("csms", {}, "csms is not one number: there is one for each segment", "--segment 'retail enterprise'"),
            ("unserved", {}, "one for each team", "--team 'retail enterprise', 'logistics mid'"),
            ("csms", {"segment": "smal shops"}, "no segment is named 'smal shops'", "did you mean small shops?"),
            ("csms", {"team": "x"}, "no team is named 'x'", "known: retail enterprise"),
            ("pay", {"role": "pool"}, "no role is named 'pool'", "did you mean pooled?"),
            ("takes", {"segment": "long tail"}, "takes is not a figure of a segment, but of: task", "--task"),
            ("takes", {}, "takes may be of more than one segment", "--segment 'retail enterprise'"),
            ("takes", {"task": "rescue"}, "task 'rescue' may be of more than one segment", "--segment"),
            ("takes", {"segment": "long tail", "task": "reskue"}, "has no task 'reskue'", "did you mean rescue?"),
            ("takes", {"team": "long tail", "task": "rescue"}, "a task is part of a segment", "--segment"),
            ("csms", {"team": "long tail"}, "csms is not a figure of a team, but of: segment", "--segment"),
            ("heads", {"team": "long tail", "segment": "long tail"}, "--team and --segment can't both be meant", ""),
        ],
    )
    def test_unclear(self, figure: str, chosen: dict[str, str], message: str, hint: str) -> None:
        with pytest.raises(Unclear) as caught:
            explain(loaded("acme-usd"), figure, Chosen(**chosen))
        assert message in caught.value.message
        assert hint in caught.value.hint

    def test_the_only_segment_has_several_tasks(self, tmp_path: Path) -> None:
        tasks = [{**plan()["tasks"][0], "name": name} for name in ("tickets", "calls")]
        with pytest.raises(Unclear, match="takes is not one number: there is one for each task"):
            explain(csplan.load(write(tmp_path, plan(tasks=tasks))), "takes")

    def test_a_hint_lists_a_few(self, tmp_path: Path) -> None:
        many = csplan.load(write(tmp_path, plan(segments=[segment(name=f"s {number}") for number in range(9)])))
        with pytest.raises(Unclear, match=r"'s 0', .*'s 5' or 3 more"):
            explain(many, "csms")


class TestAbsent:
    def why(self, folder: Path, figure: str, data: dict[str, Any], **chosen: str) -> Branch:
        return root_of(explain(csplan.load(write(folder, data)), figure, Chosen(**chosen)))

    def test_down_to_the_key_to_add(self, tmp_path: Path) -> None:
        root = self.why(tmp_path, "csms_by_operating", plan(), segment="a")
        assert root.text == "is absent, because operating_budget is absent"
        assert root.notes[-1] == (
            "What is missing: operating_margin_target is not stated: add `operating_margin` to `economics`."
        )
        ends = [each.row["because"] for each in branches(root) if "because" in each.row]
        assert ends == ["operating_margin_target is not stated"]

    @pytest.mark.parametrize(
        ("figure", "add"),
        [
            ("csms_by_cap", "`arr_cap` to the segment, or a rule pack that has one with `rules`"),
            ("csms_by_coverage", "`max_customers_per_csm` to the tier"),
            ("automate_first", "a rule pack with `rules`"),
            ("growth_budget", "`growth: {cost_per_100: ...}` to `economics`"),
            ("at_risk_customers", "`at_risk` to segment a"),
            ("value_break_even", "`arr_multiple` to `economics`"),
        ],
    )
    def test_what_to_add(self, figure: str, add: str, tmp_path: Path) -> None:
        assert f"add {add}" in self.why(tmp_path, figure, plan()).notes[-1]

    def test_a_level_that_is_not_there(self, tmp_path: Path) -> None:
        root = self.why(tmp_path, "csms_by_time", plan(tasks=None))
        assert root.notes[-1] == "What is missing: add `tasks`."
        root = self.why(tmp_path, "service_budget", plan(economics={"cs_budget": "9%"}))
        assert "add `costs` and a target to `economics`" in root.notes[-1]

    def test_of_a_team_the_segments_that_lack_it(self, tmp_path: Path) -> None:
        segments = [segment(team="t"), segment(name="b", team="t", csms_now=None)]
        root = self.why(tmp_path, "csms_now", plan(segments=segments), team="t")
        assert [each.head for each in root.parts] == ["stated_csms_now", "csms_now of segment b"] or [
            each.head for each in root.parts
        ] == ["csms_now of segment b"]
        assert "csms_now" in root.text

    def test_numbers_that_leave_nothing_to_divide_by(self, tmp_path: Path) -> None:
        free = plan(segments=[segment(arr=0)])
        assert self.why(tmp_path, "cost_share_of_arr", free).text == "is absent, because arr is 0"
        idle = plan(tasks=[{**plan()["tasks"][0], "takes": "0 min"}])
        assert self.why(tmp_path, "efficiency_ceiling", idle).text == "is absent, because hours_per_customer is 0"

    def test_what_sets_no_limit(self, tmp_path: Path) -> None:
        tasks = [{**plan()["tasks"][0]}]
        data = plan(**RATE, tasks=tasks, segments=[segment(renewal_rate="90%")])
        # All work is reactive, so none of it is charged to the growth account.
        root = self.why(tmp_path, "csms_by_growth", data, segment="a")
        assert root.text.startswith("is absent, because there is nothing to say where customers is 100")
        assert "service_share is 100%" in root.text

    def test_the_same_cause_is_told_once(self, tmp_path: Path) -> None:
        root = self.why(tmp_path, "utilization_now", plan(segments=[segment(csms_now=None)]))
        assert any("csms_now" in note for note in root.notes)


LACKING = {
    "tasks": plan(tasks=None),
    "economics": plan(economics=None),
    "both": plan(tasks=None, economics=None),
    "customers": plan(segments=[segment(customers=0, arr=0)]),
    "arr": plan(segments=[segment(arr=0)]),
    "rule": plan(segments=[segment(csms_now=None, arr_per_csm=None)]),
    "people": plan(segments=[segment(csms_now=0)]),
    "margins": plan(economics={"cs_budget": "9%"}),
    "growth": plan(**RATE, segments=[segment(renewal_rate="90%")]),
    "split": plan(**RATE, segments=[segment(renewal_rate="90%")], tasks=None),
    "nothing": plan(
        conflict="work",
        rules="usd-2m",
        teams=[{"name": "t", "csms_now": 3}],
        segments=[segment(team="t", csms_now=None)],
    ),
}


@pytest.mark.parametrize("data", LACKING.values(), ids=LACKING)
def test_whatever_a_plan_lacks(data: dict[str, Any], tmp_path: Path) -> None:
    """Every figure has a number or a reason, in every format."""
    found = csplan.load(write(tmp_path, data))
    inputs = build(found)
    tree = traced(inputs.root)
    for numbers, cells in zip(places(inputs.root), places(tree), strict=True):
        for figure in figures(numbers):
            branch = Working(Finder(found, inputs), "USD").tree(cells, figure)
            assert branch.row["value"] == value_at(numbers, figure)
            if branch.row["value"] is None:
                assert any("because" in each.row for each in branches(branch)), figure


class TestJson:
    def test_the_object(self) -> None:
        found = explain(loaded("acme-usd"), "csms_by_time", Chosen(segment="logistics mid")).as_dict()
        assert found["schema"] == "csplan/explain/2"
        assert list(found) == ["schema", "plan", "figure", "findings"]
        figure = found["figure"]
        assert figure["value"] == pytest.approx(5056 / 1094.8)
        assert (figure["figure"], figure["level"], figure["name"], figure["unit"], figure["operation"]) == (
            "csms_by_time",
            "segment",
            "logistics mid",
            "CSMs",
            "ratio",
        )
        assert (figure["formula"], figure["numbers"]) == ("workload ÷ full_hours", "5,056 h ÷ 1,094.8 h")
        assert [part["figure"] for part in figure["parts"]] == ["workload", "full_hours"]
        json.dumps(found, allow_nan=False)

    def test_csv_is_the_same_tree_as_rows(self) -> None:
        report = explain(loaded("acme-usd"), "csms_by_arr", Chosen(segment="logistics mid"))
        lines = as_csv(report).splitlines()
        assert lines[0] == "table,depth,figure,level,segment,name,value,unit,formula,numbers,operation,from"
        assert lines[1] == ("figure,0,csms_by_arr,segment,,logistics mid,1.69,CSMs,arr ÷ arr_per_csm,3.38M ÷ 2M,ratio,")
        assert lines[2].startswith("figure,1,arr,segment,,logistics mid,3380000.0,Money,,,input,")
        assert lines[3].endswith('input,"default: usd-2m, csm-management, section 1"')


def test_the_list_has_every_figure_and_input_with_its_unit_and_meaning() -> None:
    report = list_figures()
    listed = {row["figure"] for table in report.tables for row in table.rows}
    expected = {name for level in CATALOGUE for name in (*CATALOGUE[level], *INPUTS.get(level, ()))}
    assert listed == expected
    assert all(row["unit"] and row["meaning"] for table in report.tables for row in table.rows)
    assert report.as_dict()["totals"][0]["levels"] == ["plan"]


def test_example_helper_reads_all_sections() -> None:
    assert set(example("yunfan-cny")) > {"roles", "tiers"}


def test_the_register_has_what_the_plan_leaves_open(tmp_path: Path) -> None:
    tiers = [{"name": "all", "acv": {}, "touch": "mid"}]
    segments = [segment(tier=None), segment(name="b", tier="all", team="t"), segment(name="c", tier=None, role="csm")]
    given = [{name: value for name, value in each.items() if value is not None} for each in segments]
    data = plan(tiers=tiers, segments=given, teams=[{"name": "t", "role": "csm"}])
    data.pop("conflict", None)
    data["roles"]["pooled"] = data["roles"]["csm"]  # of one role there is no choice
    found = assumptions(csplan.load(write(tmp_path, data)))
    rows = [row for row in found.as_dict()["assumptions"] if row["unit"] == "Text"]
    assert {(row["assumption"], row["shown"]) for row in rows} == {
        ("tier of a", "all"), ("tier of c", "all"), ("role of a", "csm"),
        ("team of a", "a"), ("team of c", "c"), ("conflict", "keep"), ("holds", "company"),
    }  # fmt: skip
    assert {row["kind"] for row in rows} == {"default"}
    assert {row["origin"]["source"] for row in rows} == {"csplan"}
    assert [row["assumption"] for row in found.details[0].rows] == [row["assumption"] for row in rows]
