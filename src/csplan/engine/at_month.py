"""One month of a tree of cells whose values go by month, as a tree of cells of that month alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.nodes import Node, Rows, linked
from csplan.engine.trace import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Month:
    """Takes one month out of cells, each of them once."""

    def __init__(self, month: int) -> None:
        self.month = month
        self.known: dict[int, tuple[Any, Any]] = {}
        """What was made of a cell, by the cell, which is kept so that no other one gets its number."""

    def of(self, value: Any) -> Any:
        """Return a cell or constant of the month; without recursion, because chains of cells may be long."""
        if not isinstance(value, Cell):
            return self.plain(value)
        waiting = [value]
        while waiting:
            cell = waiting[-1]
            if id(cell) in self.known:
                waiting.pop()
                continue
            missing = [part for part in cell.parts if isinstance(part, Cell) and id(part) not in self.known]
            if missing:
                waiting += missing
                continue
            parts = tuple(
                self.known[id(part)][0] if isinstance(part, Cell) else self.plain(part) for part in cell.parts
            )
            found = self.plain(cell.value)
            made = None if found is None else Cell(found, cell.operation, parts, cell.name, cell.place)
            self.known[id(cell)] = made, cell
            waiting.pop()
        return self.known[id(value)][0]

    def plain(self, value: Any) -> Any:
        """Return a number or text of the month; None where it is absent in it."""
        if isinstance(value, dict):
            return {name: self.plain(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.plain(each) for each in value]
        if isinstance(value, tuple):
            return type(value)(*map(self.plain, value)) if hasattr(value, "_fields") else value
        if not hasattr(value, "tolist"):
            return value
        column = value.reshape(-1) if value.ndim < 2 else value[..., 0]  # noqa: PLR2004 - months before draws
        found = column[min(self.month, len(column) - 1)].item()
        return None if found == "" or found != found else found  # noqa: PLR0124 - NaN


class _Seen(Node):
    """A node of which one month is seen."""

    __slots__ = ("taken", "whole")

    def __init__(self, whole: Node, taken: _Month, above: Mapping[str, Node]) -> None:
        super().__init__(whole.level, whole.name, whole.inputs, above)
        self.whole, self.taken = whole, taken
        self.rows = {level: _SeenRows(rows, taken, self) for level, rows in whole.rows.items()}

    def value(self, name: str) -> Any:
        """Return a figure or input of the month."""
        return self.taken.of(self.whole.value(name))


class _SeenRows(Rows):
    """Rows of which one month is seen."""

    __slots__ = ("places", "taken", "whole")

    def __init__(self, whole: Rows, taken: _Month, segment: Node) -> None:
        super().__init__(whole.level, whole.inputs, segment)
        self.whole, self.taken, self.places = whole, taken, getattr(whole, "places", [])

    def column(self, name: str) -> list[Any] | None:
        """Return a figure or input of every row in the month."""
        found = self.whole.column(name)
        return None if found is None else [self.taken.of(each) for each in found]


def at_month(root: Node, month: int) -> Node:
    """Return the nodes of a traced tree by month as they are in one month, from 0."""
    taken = _Month(month)
    seen: dict[int, tuple[Node, Node]] = {}

    def copy(node: Node) -> Node:
        if id(node) not in seen:
            above = {level: copy(each) for level, each in node.above.items()}
            made = _Seen(node, taken, above)
            seen[id(node)] = node, made
            made.below = {level: [copy(each) for each in below] for level, below in node.below.items()}
        return seen[id(node)][1]

    top = copy(root)
    linked(seen)
    return top
