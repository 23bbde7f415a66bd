"""Plans in plain numbers with figures worked out by hand: see the files in tests/cases.

An expected number holds to the digits it is written with: 2.131 is anything that rounds to it, 330 is 330 exactly.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from csplan.engine.trace import plain, traced
from csplan.figures import signals
from tests.cases.nodes import named, plan_of, roles_of, segments_of, teams_of, tiers_of

if TYPE_CHECKING:
    from csplan.engine.nodes import Node

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
SIGNALS = [name for name, value in vars(signals).items() if getattr(value, "__module__", "") == signals.__name__]
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['case']}")
    for file in FILES
    for case in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
]


@pytest.mark.parametrize("trace", [False, True], ids=["numbers", "trace"])
@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any], *, trace: bool) -> None:
    given = {key: read(value) for key, value in case.items() if key not in ("case", "expect")}
    plan = plan_of(given)
    if trace:
        plan = traced(plan)
    nodes = {
        "roles": roles_of(plan),
        "teams": teams_of(plan),
        "segments": segments_of(plan),
        "spending": named(plan, "spending"),
        "people": named(plan, "csm"),
        "tiers": {} if trace else tiers_of(plan, given.get("tiers", {})),
        "plan": {"plan": plan},
    }
    expect = dict(case["expect"])
    if trace:
        expect.pop("tiers", None)  # another way to look at the same nodes; a trace goes by team
    if "plan" in expect:
        expect["plan"] = {"plan": expect["plan"]}
    tasks, parts = expect.pop("tasks", {}), expect.pop("parts", {})
    found = {
        (level, name, figure): plain(actual(nodes[level][name], figure))
        for level, named in expect.items()
        for name, figures in named.items()
        for figure in figures
    }
    wrong = {
        place: f"{value}, not {expect[place[0]][place[1]][place[2]]}"
        for place, value in found.items()
        if not agrees(value, expect[place[0]][place[1]][place[2]])
    }
    assert not wrong
    below = [(nodes["segments"][name].rows["task"], columns) for name, columns in tasks.items()]
    below += [(nodes["people"][name].rows["bonus_part"], columns) for name, columns in parts.items()]
    for rows, columns in below:
        for figure, written in columns.items():
            column = [plain(value) for value in rows.column(figure) or ()]
            assert len(column) == len(written), figure
            assert all(map(agrees, column, written)), (figure, column)


def actual(node: Node, figure: str) -> Any:
    return [name for name in SIGNALS if plain(node.value(name))] if figure == "signals" else node.value(figure)


def read(value: Any) -> Any:
    """Read the numbers in what a case states, and what it states to be absent; the rest are texts."""
    if isinstance(value, dict):
        return {key: read(each) for key, each in value.items()}
    if isinstance(value, list):
        return [read(each) for each in value]
    if value in ("true", "false"):
        return value == "true"
    if value == "absent":
        return None
    try:
        return float(value)
    except ValueError:
        return value


def agrees(found: object, written: str | list[str]) -> bool:
    expected = read(written)
    if not isinstance(expected, float) or not isinstance(found, float) or isinstance(written, list):
        return bool(found == expected)
    _, point, digits = written.partition(".")
    allowed = 0.5 * 10.0 ** -len(digits) * (1 + 1e-9) if point else 1e-12 * abs(expected)
    return found == expected or abs(found - expected) <= allowed


@pytest.mark.parametrize(
    ("found", "written", "agreeing"),
    [
        (2.1305, "2.131", True),
        (2.1304, "2.131", False),
        (330.0, "330", True),
        (330.4, "330", False),
        (float("inf"), "inf", True),
        (None, "absent", True),
        (0.0, "absent", False),
        (None, "0", False),
        ("fits", "fits", True),
        (["idle"], ["idle"], True),
        (["idle"], [], False),
    ],
)
def test_digits_written_are_digits_checked(found: object, written: str | list[str], *, agreeing: bool) -> None:
    assert agrees(found, written) is agreeing
