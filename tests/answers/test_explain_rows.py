"""Every input of every node and row of a plan with a record says where it comes from, also what rows are called."""

from __future__ import annotations

import pytest

import csplan
from csplan.engine.levels import LABEL
from csplan.engine.tree import inside
from csplan.inputs.bonus import add_usual_bonus
from csplan.inputs.build import build
from csplan.inputs.indicators import add_indicators
from csplan.inputs.origins import Finder
from tests.plans import EXAMPLES


@pytest.mark.parametrize("name", ["harbor-usd", "lanting-cny", "chat-desk", "yunfan-cny"])
def test_every_input_has_an_origin(name: str) -> None:
    plan = csplan.load(EXAMPLES / name)
    inputs = build(plan)
    if plan.document.bonus is not None:
        add_usual_bonus(plan, inputs)
    add_indicators(plan, inputs)
    finder = Finder(plan, inputs)
    rows_at = set()
    for node in inside(inputs.root):
        assert all(finder.of_node(node, each).text for each in node.inputs)
        for level, rows in node.rows.items():
            labels = rows.inputs[LABEL[level]]
            there = [
                (each, at)
                for each, column in rows.inputs.items()
                for at, value in enumerate(column)
                if value is not None
            ]
            assert all(finder.of_row(node, level, at, each).text for each, at in there), level
            rows_at |= {level} if len(labels) else set()
    expected = {"harbor-usd": {"bonus_part", "stratum", "cell", "task"}, "chat-desk": {"interval"}}
    assert expected.get(name, {"task"}) <= rows_at
