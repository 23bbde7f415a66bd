from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from csplan.engine.trace import Cell, plain
from csplan.figures import arithmetic, operation
from csplan.figures import whole as whole_people

if TYPE_CHECKING:
    from collections.abc import Callable

ops: Any = arithmetic
whole: Any = whole_people
"""The operations. Their annotations speak of numbers; here they get arrays and cells, too."""

inf = math.inf

# Each row: an operation, what goes in, what comes out. Computed for numbers; for arrays that hold this beside another
# draw; and for cells.
EXAMPLES: list[tuple[Callable[..., Any], tuple[Any, ...], Any]] = [
    (ops.larger, (1.0, 3.0, 2.0), 3.0),
    (ops.larger, (None, -1.0), -1.0),
    (ops.larger, (2.0, None), 2.0),
    (ops.smaller, (3.0, 1.0, 2.0), 1.0),
    (ops.smaller, (None, 5.0), 5.0),
    (ops.smaller, (0.0, 5.0), 0.0),
    (ops.least, (1.0, 3.0, 2.0), 1.0),
    (ops.least, (1.0, None), None),
    (ops.least, (-1.0,), -1.0),
    (ops.mean_known, (0.5, 90.0, 0.25, 50.0, 0.75), 60.0),
    (ops.mean_known, (0.5, 90.0, 0.5, None, 0.5), 90.0),
    (ops.mean_known, (0.5, 90.0, 0.25, None, 0.75), None),
    (ops.mean_known, (0.5, None, 0.5, None, 0.5), None),
    (ops.mean_known, (0.0, None, 1.0), None),
    (ops.first_known, (1.0, 2.0), 1.0),
    (ops.first_known, (0.0, 2.0), 0.0),
    (ops.first_known, (None, 2.0, 3.0), 2.0),
    (ops.first_known, (2.0,), 2.0),
    (ops.sum_known, (1.0, None, 2.0), 3.0),
    (ops.sum_known, (None, 2.0), 2.0),
    (ops.sum_known, (0.1, 0.2, 0.3), (0.1 + 0.2) + 0.3),
    (ops.only_without, (None, 2.0), 2.0),
    (ops.only_without, (0.0, 2.0), None),
    (ops.is_absent, (2.0,), False),
    (ops.is_absent, (0.0,), False),
    (ops.product, (2.0, 3.0, 4.0), 24.0),
    (ops.product, (2.0, None), None),
    (ops.product, (None, 2.0), None),
    (ops.product, (2.0, None, 3.0), None),
    (ops.ratio, (3.0, 4.0), 0.75),
    (ops.ratio, (3.0, 0.0), None),
    (ops.ratio, (0.0, 0.0), None),
    (ops.ratio, (None, 4.0), None),
    (ops.ratio, (3.0, None), None),
    (ops.ratio, (0.0, 4.0), 0.0),
    (ops.ratio, (3.0, 0.0, inf), inf),
    (ops.ratio, (3.0, 4.0, inf), 0.75),
    (ops.not_negative, (-0.5,), 0.0),
    (ops.not_negative, (0.5,), 0.5),
    (ops.held, (2.0, 1.0, 3.0, "money"), 2.0),
    (ops.held, (0.5, 1.0, 3.0, "money"), 1.0),
    (ops.held, (3.5, 1.0, 3.0, "money"), 3.0),
    (ops.held, (2.0, 4.0, 3.0, "money"), 3.0),
    (ops.held, (2.0, 4.0, 3.0, "work"), 4.0),
    (ops.held, (0.5, 1.0, 3.0, "work"), 1.0),
    (ops.held, (3.5, 1.0, 3.0, "work"), 3.0),
    (ops.held, (0.5, 1.0, None, "money"), 1.0),
    (ops.held, (3.5, None, 3.0, "money"), 3.0),
    (ops.held, (0.5, 1.0, None, "work"), 1.0),
    (ops.held, (3.5, None, 3.0, "work"), 3.0),
    (ops.held, (2.0, None, None, "work"), 2.0),
    (ops.held, (None, 1.0, 3.0, "money"), None),
    (ops.unless_empty, (5.0, 2.0), 2.0),
    (ops.unless_empty, (0.0, 2.0), 0.0),
    (ops.unless_empty, (5.0, None), None),
    (ops.unless_empty, (0.0, None), 0.0),
    (whole.people_up, (2.1,), 3.0),
    (whole.people_up, (3.0,), 3.0),
    (whole.people_up, (0.0,), 0.0),
    (whole.people_up, (30.000000000000004,), 30.0),
    (whole.people_up, (30.0000001,), 31.0),
    (whole.people_up, (2.5,), 3.0),
    (whole.people_up, (30.00000001,), 30.0),
    (whole.people_up, (1.5e-9,), 1.0),
    (whole.people_up, (3_000_000.0001,), 3_000_000.0),
    (whole.people_up, (3_000_000.1,), 3_000_001.0),
    (whole.people_down, (2.9,), 2.0),
    (whole.people_down, (2.5,), 2.0),
    (whole.people_down, (29.99999999,), 30.0),
    (whole.people_down, (1 - 1.5e-9,), 0.0),
    (whole.people_down, (2_999_999.9999,), 3_000_000.0),
    (whole.people_down, (2_999_999.9,), 2_999_999.0),
    (whole.people_down, (28.999999999999996,), 29.0),
    (whole.people_down, (28.9999999,), 28.0),
    (whole.people_down, (0.0,), 0.0),
    (ops.exceeds, (2.0, 1.0), True),
    (ops.exceeds, (1.0, 1.0), False),
    (ops.exceeds, (1.0, 2.0), False),
    (ops.exceeds, (0.30000000000000004, 0.3), False),
    (ops.exceeds, (1e6 + 1e-4, 1e6), False),
    (ops.exceeds, (1e6 + 1e-2, 1e6), True),
    (ops.exceeds, (1.5e-9, 0.0), True),
    (ops.exceeds, (1e-10, 0.0), False),
    (ops.exceeds, (None, 1.0), False),
    (ops.exceeds, (1.0, None), False),
    (ops.reaches, (1.0, 1.0), True),
    (ops.reaches, (2.0, 1.0), True),
    (ops.reaches, (1.0, 2.0), False),
    (ops.reaches, (0.3, 0.30000000000000004), True),
    (ops.reaches, (1e6, 1e6 + 1e-4), True),
    (ops.reaches, (1e6, 1e6 + 1e-2), False),
    (ops.reaches, (0.0, 1.5e-9), False),
    (ops.reaches, (None, 1.0), False),
    (ops.reaches, (1.0, None), False),
    (ops.is_zero, (0.0,), True),
    (ops.is_zero, (1e-12,), False),
    (ops.is_zero, (None,), False),
    (ops.all_true, (True, True), True),
    (ops.all_true, (True, False), False),
    (ops.all_true, (False,), False),
    (ops.all_true, (), True),
    (ops.ifs, (True, "a", True, "b", "c"), "a"),
    (ops.ifs, (False, "a", True, "b", "c"), "b"),
    (ops.ifs, (False, "a", False, "b", "c"), "c"),
    (ops.ifs, (False, 1.0, None), None),
    (ops.ifs, (True, 1.0, None), 1.0),
    (ops.ifs, (True, None, 2.0), None),
    (ops.ifs, (True, None, "a"), None),
    (ops.ifs, (False, None, "a"), "a"),
    (ops.which, (2.0, "a", 1.0, "b", 2.0), "b"),
    (ops.which, (2.0, "a", 2.0, "b", 2.0), "a"),
    (ops.which, (2.0, None, 2.0, "b", 2.0), "b"),
    (ops.which, (2.0, "a", None, "b", 2.0), "b"),
    (ops.which, (2.0, "a", 2.0000000000000004, "b", 2.0), "a"),
    (ops.which, (2.0, "a", 2.0000001, "b", 2.0), "b"),
    (ops.which, (2.0, "a", 1.9999999, "b", 2.0), "b"),
    (ops.which, (2e6, "a", 2e6 + 1e-4, "b", 2e6), "a"),
    (ops.which, (0.0, "a", 1.5e-9, "b", 0.0), "b"),
    (ops.which, (2.0, "a", 1.0), None),
    (ops.which, (2.0,), None),
    (ops.which, (None, "a", 2.0), None),
]
PARAMETERS = [
    pytest.param(*row, id=f"{getattr(row[0], 'name', getattr(row[0], '__name__', ''))}{row[1]}") for row in EXAMPLES
]
each_example = pytest.mark.parametrize(("operation", "given", "expected"), PARAMETERS)


def in_draws(found: object, draws: int) -> list[object]:
    """List what is found for each draw; NaN and the empty text are absent."""
    listed = np.broadcast_to(np.asarray(found), draws).tolist()
    return [None if value == "" or value != value else value for value in listed]  # noqa: PLR0124 - so NaN is found


@each_example
def test_numbers(operation: Callable[..., Any], given: tuple[Any, ...], expected: object) -> None:
    found = operation(*given)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("draws", [1, 3])
@each_example
def test_arrays(operation: Callable[..., Any], given: tuple[Any, ...], expected: object, draws: int) -> None:
    found = operation(*(np.full(draws, value) if isinstance(value, (float, bool)) else value for value in given))
    assert in_draws(found, draws) == [expected] * draws


@each_example
def test_one_array_among_numbers(operation: Callable[..., Any], given: tuple[Any, ...], expected: object) -> None:
    for position, value in enumerate(given):
        if isinstance(value, (float, bool)):
            mixed = [*given]
            mixed[position] = np.array([value, value])
            assert in_draws(operation(*mixed), 2) == [expected] * 2


@pytest.mark.parametrize(
    ("operation", "given", "expected"), [row for row in PARAMETERS if row.values[0] is not ops.ifs]
)
def test_an_absent_draw_is_an_absent_value(
    operation: Callable[..., Any], given: tuple[Any, ...], expected: object
) -> None:
    # All have a value in the second draw, so NaN and "" keep the place of what is absent in the first.
    values = [
        value if isinstance(value, (str, bool)) else np.array([np.nan if value is None else value, 7.0])
        for value in given
    ]
    if operation is ops.which:
        values[1::2] = [np.array(["" if name is None else name, "x"]) for name in given[1::2]]
    assert in_draws(operation(*values), 2)[0] == expected


@each_example
def test_cells(operation: Callable[..., Any], given: tuple[Any, ...], expected: object) -> None:
    cells = [
        Cell(value, "input", (), "x", ("plan", "p")) if isinstance(value, (float, bool)) else value for value in given
    ]
    found = operation(*cells)
    assert plain(found) == expected
    if any(isinstance(cell, Cell) for cell in cells) and expected is not None:
        assert isinstance(found, Cell)


@pytest.mark.parametrize("operation", [ops.larger, ops.smaller, ops.first_known, ops.sum_known])
def test_nothing_known_is_absent(operation: Callable[..., Any]) -> None:
    assert operation(None, None) is None
    assert operation() is None


@pytest.mark.parametrize("operation", [ops.not_negative, whole.people_up, whole.people_down])
def test_absent_in_absent_out(operation: Callable[..., Any]) -> None:
    assert operation(None) is None


def test_absent_is_absent() -> None:
    assert ops.is_absent(None) is True
    assert ops.is_absent("") is False
    assert ops.is_absent(np.array(["", "time"])).tolist() == [True, False]
    assert ops.is_absent(np.array([np.nan, 0.0])).tolist() == [True, False]


@pytest.mark.parametrize("operation", [whole.people_up, whole.people_down])
@pytest.mark.parametrize("value", [inf, -inf])
def test_more_people_than_can_be_counted(operation: Callable[..., Any], value: float) -> None:
    assert operation(value) == value


def test_people_in_draws() -> None:
    values = np.array([2.1, 2.9, 30.000000000000004, 28.999999999999996, np.nan])
    assert whole.people_up(values).tolist()[:4] == [3, 3, 30, 29]
    assert whole.people_down(values).tolist()[:4] == [2, 2, 30, 29]
    assert np.isnan(whole.people_up(values)[4])


@pytest.mark.parametrize("percent", range(1, 60))
def test_gross_ups_are_those_of_exact_arithmetic(percent: int) -> None:
    for people in range(1, 1000):
        assert whole.people_up(people / (1 - percent / 100)) == -(-people * 100 // (100 - percent))
        assert whole.people_down(people / (1 - percent / 100)) == people * 100 // (100 - percent)


class TestTotals:
    def test_from_left_to_right(self) -> None:
        # math.fsum, and sum from Python 3.12 on, say 1.0 and 0.6
        assert ops.total([0.1] * 10) == 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 != 1.0
        assert ops.total([0.1, 0.2, 0.3]) == (0.1 + 0.2) + 0.3 != 0.1 + (0.2 + 0.3)

    def test_of_nothing(self) -> None:
        assert ops.total([]) == 0.0
        assert ops.total_known([]) is None

    def test_absent_parts(self) -> None:
        assert ops.total([1.0, None]) is None
        assert ops.total([None, 1.0]) is None
        assert ops.total([1.0, None, 2.0]) is None
        assert ops.total([None]) is None
        assert ops.total_known([1.0, None, 2.0]) == 3.0
        assert ops.total_known([None, None]) is None

    def test_absent_draws(self) -> None:
        one, other = np.array([1.0, np.nan, np.nan]), np.array([2.0, 2.0, np.nan])
        assert ops.total_known([one, other, None]).tolist()[:2] == [3.0, 2.0]
        assert np.isnan(ops.total_known([one, other])[2])
        assert ops.total_known([one, 2.0]).tolist() == [3.0, 2.0, 2.0]
        assert ops.total_known([np.array([1.0, 2.0]), 2.0]).tolist() == [3.0, 4.0]

    def test_of_cells_is_a_chain(self) -> None:
        one, two, three = (Cell(value, "input") for value in (1.0, 2.0, 3.0))
        found: Any = ops.total([one, two, three])
        assert (found.value, found.operation, found.parts[1]) == (6.0, "+", three)
        assert found.parts[0].parts == (one, two)
        assert ops.total([one]) is one


class TestWeightedMean:
    def test_by_weight(self) -> None:
        assert ops.weighted_mean([1.0, 4.0], [1.0, 3.0]) == 3.25

    def test_absent(self) -> None:
        assert ops.weighted_mean([1.0, None], [1.0, 3.0]) is None
        assert ops.weighted_mean([1.0, 4.0], [1.0, None]) is None

    def test_without_weight(self) -> None:
        assert ops.weighted_mean([1.0, 4.0], [0.0, 0.0]) is None
        assert ops.weighted_mean([1.0, 4.0], [0.0, 2.0]) == 4.0


def test_first_true_takes_cases() -> None:
    assert ops.first_true((False, "a"), (True, "b"), otherwise="c") == "b"
    assert ops.first_true((False, 1.0), otherwise=2.0) == 2.0


def test_first_known_draw_by_draw() -> None:
    first, second = np.array([1.0, np.nan, np.nan]), np.array([5.0, 6.0, np.nan])
    assert ops.first_known(first, second, 9.0).tolist() == [1.0, 6.0, 9.0]
    complete = np.array([1.0, 2.0])
    assert ops.first_known(complete, 9.0) is complete


@pytest.mark.parametrize(
    ("operation", "given"),
    [("first_known", (None, 2.0, 3.0)), ("only_without", (None, 2.0)), ("sum_known", (1.0, 2.0))],
)
def test_what_is_chosen_leaves_a_trace(operation: str, given: tuple[float | None, ...]) -> None:
    cells = [None if value is None else Cell(value, "input") for value in given]
    found = getattr(ops, operation)(*cells)
    assert (found.operation, found.parts) == (operation, tuple(cells))


def test_only_without_draw_by_draw() -> None:
    other = np.array([1.0, np.nan])
    assert ops.only_without(other, None) is None
    assert in_draws(ops.only_without(other, 3.0), 2) == [None, 3.0]


def test_unless_empty_draw_by_draw() -> None:
    customers = np.array([0.0, 5.0])
    assert ops.unless_empty(customers, 3.0).tolist() == [0.0, 3.0]
    assert in_draws(ops.unless_empty(customers, None), 2) == [0.0, None]


def test_choosing_draw_by_draw() -> None:
    few = np.array([True, False])
    many = np.array([False, False])
    assert ops.ifs(few, "few", many, "many", "some").tolist() == ["few", "some"]
    assert ops.ifs(few, np.array([1.0, 2.0]), 3.0).tolist() == [1.0, 3.0]
    assert ops.ifs(True, np.array([1.0, 2.0]), 3.0).tolist() == [1.0, 2.0]  # noqa: FBT003 - a condition
    assert ops.ifs(many, "many", np.array(["some", "few"])).tolist() == ["some", "few"]
    assert ops.ifs(few, None, "some").tolist() == ["", "some"]
    names = np.array(["", "cap"])
    assert ops.which(np.array([2.0, 2.0]), names, 2.0, "arr", 2.0).tolist() == ["arr", "cap"]
    assert ops.which(np.array([2.0, 3.0]), "arr", 2.0).tolist() == ["arr", ""]


def test_operations_keep_name_and_meaning() -> None:
    operation: Any = ops.ratio
    assert operation.name == "ratio"
    assert operation.__doc__.startswith("Divide")


def test_tolerance_is_far_below_a_person() -> None:
    assert operation.TOLERANCE == 1e-9
