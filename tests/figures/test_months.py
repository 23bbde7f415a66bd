"""The operations along months, on numbers, arrays and cells; expected values by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from csplan.engine.trace import Cell
from csplan.figures import months

ops: Any = months


def column(*values: float) -> Any:
    return np.array(values).reshape(-1, 1)


X = column(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
ROWS = [
    (ops.before, (column(1, 2, 4),), [0, 1, 3]),
    (ops.spread, (X, (0.5, 0.5), 0.0), [6.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5]),
    (
        ops.spread,
        (X, (0.25, 0.25, 0.5), -2.0),
        [1.75, 2.75, 3.75, 4.75, 5.75, 6.75, 7.75, 8.75, 9.75, 10.75, 8.75, 6.75],
    ),
    (ops.spread, (X, None, None), list(range(1, 13))),
    (ops.lasting, (column(5, 3, 4, 6), 1.0), [3, 3, 4, 6]),
    (ops.lasting, (column(5, 3, 4, 2), 2.0), [3, 2, 2, 2]),
    (ops.lasting, (column(5, 3, 4, 6), 0.0), [5, 3, 4, 6]),
    (ops.mean_of_year, (np.concatenate([X, X + 100]),), [6.5]),
    (ops.of_first_month, (column(5, 3, 4),), [5]),
    (ops.ramped, (column(2, 0, 1), column(0.25, 0.5, 1)), [0.5, 1, 2.25]),
    (ops.ramped, (column(0, 0, 1), column(0.25, 0.5, 1), (1.0, 2.0)), [2.5, 3, 3.25]),
]

NAMES = [f"{row[0].name} {number}" for number, row in enumerate(ROWS)]


@pytest.mark.parametrize(("operation", "given", "expected"), ROWS, ids=NAMES)
def test_by_month(operation: Any, given: tuple[Any, ...], expected: list[float]) -> None:
    assert np.ravel(operation(*given)).tolist() == pytest.approx(expected)
    cells = [Cell(value, "input") if isinstance(value, np.ndarray) else value for value in given]
    found = operation(*cells)
    assert found.operation == operation.name
    assert np.ravel(found.value).tolist() == pytest.approx(expected)


@pytest.mark.parametrize(("operation", "given", "expected"), ROWS, ids=NAMES)
def test_each_draw_comes_out_alone(operation: Any, given: tuple[Any, ...], expected: list[float]) -> None:
    first, *rest = given
    found = operation(np.concatenate([first, 3 * first], axis=1), *rest)
    own = np.broadcast_to(found, (len(expected), 2))
    alone = operation(3 * first, *rest)
    assert own[:, 0] == pytest.approx(expected)
    assert own[:, 1] == pytest.approx(np.ravel(alone))


def test_a_number_stands_for_every_month() -> None:
    assert ops.before(5.0) == 0.0
    assert ops.spread(5.0, (0.5, 0.5), 0.0) == 5.0
    assert ops.lasting(5.0, 2.0) == 5.0
    assert ops.mean_of_year(5.0) == 5.0
    assert ops.of_first_month(5.0) == 5.0
    assert ops.ramped(2.0, 0.5) == 1.0


def test_draws_alone_are_numbers() -> None:
    """An array of one axis has draws, and no months."""
    draws = np.array([1.0, 2.0])
    assert ops.before(draws).tolist() == [0, 0]
    assert ops.spread(draws, (0.5, 0.5), 0.0) is draws
    assert ops.lasting(draws, 2.0) is draws
    assert ops.mean_of_year(draws) is draws
    assert ops.of_first_month(draws) is draws
    assert ops.ramped(draws, 0.5).tolist() == [0.5, 1]


@pytest.mark.parametrize("operation", [ops.before, ops.mean_of_year, ops.of_first_month])
def test_absent_in_absent_out(operation: Any) -> None:
    assert operation(None) is None


def test_absent_among_several() -> None:
    assert ops.spread(None, (1.0,), 0.0) is None
    assert ops.lasting(None, 1.0) is None
    assert ops.ramped(None, 1.0) is None
    assert ops.ramped(X, None) is None


def test_what_is_spread_adds_up_to_the_same_in_a_year_like_itself() -> None:
    for shares, first in (((0.5, 0.3, 0.2), 0.0), ((0.25, 0.25, 0.5), -2.0), ((1 / 14,) * 14, 0.0)):
        assert ops.spread(X, shares, first).sum() == pytest.approx(78)
    two = np.concatenate([X, 2 * X])
    # Of the last year, the months after it are like the same months of it, and those before the first like its own.
    assert ops.spread(two, (0.0, 1.0), -2.0)[[0, 11, 22, 23], 0].tolist() == [2, 2, 24, 2]


def test_a_ramp_by_the_number_of_months() -> None:
    """The worked ramp: 6 months at 45% are 7.5%, 22.5%, ... 82.5%, then all; first_year_capacity agrees."""
    from csplan.engine.nodes import Node

    worked = column(*range(1, 19))
    role = Node("role", "csm", {"month_of_work": worked, "ramp_months": 6.0, "ramp_productivity": 0.45}, {})
    curve = np.ravel(role.value("productivity"))
    assert curve[:8].tolist() == pytest.approx([0.075, 0.225, 0.375, 0.525, 0.675, 0.825, 1, 1])
    assert curve[:12].mean() == pytest.approx(role.value("first_year_capacity"))
    for length, at in ((4.5, 0.5), (9.0, 0.5), (1.0, 0.8), (12.0, 0.3), (0.5, 0.9)):
        role = Node("role", "csm", {"month_of_work": worked, "ramp_months": length, "ramp_productivity": at}, {})
        assert np.ravel(role.value("productivity"))[:12].mean() == pytest.approx(role.value("first_year_capacity"))
        assert np.ravel(role.value("in_ramp")).sum() == pytest.approx(length)
