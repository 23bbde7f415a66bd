"""The same figures on cells that record what is done to them: where a number comes from, down to its inputs."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, NoReturn

from csplan.engine.levels import LABEL
from csplan.engine.nodes import Node, Rows
from csplan.engine.tree import what_if

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csplan.engine.catalogue import Figure
    from csplan.figures.operation import Operation


class Cell:
    """A value together with how it came about.

    ``operation`` is ``input`` or ``figure`` (then ``name`` and ``place`` say which, and where), or the name or sign of
    an operation; ``parts`` are the values it was made of, cells and constants.
    """

    __slots__ = ("name", "operation", "parts", "place", "value")
    __array_ufunc__ = None
    __hash__ = object.__hash__

    def __init__(
        self, value: Any, operation: str, parts: tuple[Any, ...] = (), name: str = "", place: tuple[str, str] = ("", "")
    ) -> None:
        """Record one step."""
        self.value = value
        self.operation = operation
        self.parts = parts
        self.name = name
        self.place = place

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError(f"{self.name or self.operation}: figures decide through csplan.figures.arithmetic only")

    # A figure that branched on a number, or compared it, could not be traced or computed for draws.
    __bool__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse

    def record(self, operation: Operation, values: Sequence[Any]) -> Cell | None:
        """Apply an operation to values of which some are cells."""
        result = operation(*(plain(value) for value in values))
        return None if result is None else Cell(result, operation.name, tuple(values))

    def __add__(self, other: Any) -> Cell:
        """Record an addition."""
        return _step("+", operator.add, self, other)

    def __radd__(self, other: Any) -> Cell:
        """Record an addition."""
        return _step("+", operator.add, other, self)

    def __sub__(self, other: Any) -> Cell:
        """Record a subtraction."""
        return _step("-", operator.sub, self, other)

    def __rsub__(self, other: Any) -> Cell:
        """Record a subtraction."""
        return _step("-", operator.sub, other, self)

    def __mul__(self, other: Any) -> Cell:
        """Record a multiplication."""
        return _step("*", operator.mul, self, other)

    def __rmul__(self, other: Any) -> Cell:
        """Record a multiplication."""
        return _step("*", operator.mul, other, self)

    def __truediv__(self, other: Any) -> Cell:
        """Record a division."""
        return _step("/", operator.truediv, self, other)

    def __rtruediv__(self, other: Any) -> Cell:
        """Record a division."""
        return _step("/", operator.truediv, other, self)


def _step(sign: str, function: Callable[[Any, Any], Any], left: Any, right: Any) -> Cell:
    return Cell(function(plain(left), plain(right)), sign, (left, right))


def plain(value: Any) -> Any:
    """Return what a cell holds; anything else as it is."""
    return value.value if isinstance(value, Cell) else value


def _input(value: Any, name: str, place: tuple[str, str]) -> Any:
    """Return an input as a cell; one that is a cell already, of a figure of another tree, is what that figure is."""
    if value is None or isinstance(value, str | tuple):
        return value
    if not isinstance(value, Cell):
        return Cell(value, "input", (), name, place)
    return value if value.name == name else Cell(value.value, "figure", (value,), name, place)


class TracedNode(Node):
    """A node whose numbers are cells; its inputs that are texts stay as they are."""

    __slots__ = ()

    def __init__(self, level: str, name: str, inputs: Mapping[str, Any], above: Mapping[str, Node]) -> None:
        """Stand below ``above`` like any node."""
        super().__init__(level, name, inputs, above)
        self.values = {each: _input(value, each, (level, name)) for each, value in inputs.items()}

    def evaluate(self, figure: Figure) -> Any:
        """Compute a figure and record its name and place."""
        result = super().evaluate(figure)
        return (
            None if result is None else Cell(plain(result), "figure", (result,), figure.name, (self.level, self.name))
        )


class TracedRows(Rows):
    """Rows whose numbers are cells, each in the place ``node/row``."""

    __slots__ = ("places",)

    def __init__(self, level: str, inputs: Mapping[str, list[Any]], node: Node) -> None:
        """Stand below ``node`` like any rows."""
        super().__init__(level, inputs, node)
        self.places = [(level, f"{node.name}/{label}") for label in inputs[LABEL[level]]]
        self.columns = {
            name: [_input(value, name, place) for value, place in zip(column, self.places, strict=True)]
            for name, column in inputs.items()
        }

    def evaluate(self, figure: Figure) -> list[Any] | None:
        """Compute a figure of every row and record its name and places."""
        column = super().evaluate(figure)
        if column is None:
            return None
        return [
            None if value is None else Cell(plain(value), "figure", (value,), figure.name, place)
            for value, place in zip(column, self.places, strict=True)
        ]


def traced(plan: Node) -> Node:
    """Return a copy of a plan's nodes whose figures are cells."""
    return what_if(plan, {}, node=TracedNode, rows=TracedRows)
