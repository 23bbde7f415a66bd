"""Evaluates figures on the nodes of a plan, on demand and once each: numbers, or draws where inputs are arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.levels import LEVEL
from csplan.figures.arithmetic import absent
from csplan.figures.inputs import INPUTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.engine.catalogue import Figure


class Node:
    """One plan, role, team, segment or other thing: its inputs, and its figures once they were asked for."""

    __slots__ = ("above", "below", "inputs", "level", "linked", "name", "rows", "values")

    def __init__(self, level: str, name: str, inputs: Mapping[str, Any], above: Mapping[str, Node]) -> None:
        """Stand below ``above`` (the nodes by level), with ``inputs`` by name; an input left out is absent."""
        self.level = level
        self.name = name
        self.inputs = inputs
        self.values: dict[str, Any] = dict(inputs)
        self.above = above
        self.below: dict[str, list[Node]] = {}
        self.rows: dict[str, Rows] = {}
        self.linked: dict[str, list[Link]] = {}
        """Nodes and rows that are part of something else, which figures here list: a desk's tasks of its segments."""

    def forget(self) -> None:
        """Drop the figures that were computed here and below. Arrays are big: go team by team, and forget each."""
        for name in self.values.keys() - self.inputs.keys():
            del self.values[name]
        for rows in self.rows.values():
            for name in rows.columns.keys() - rows.inputs.keys():
                del rows.columns[name]
        for nodes in self.below.values():
            for node in nodes:
                node.forget()

    def value(self, name: str) -> Any:
        """Return a figure or input of this node (a number, an array, a cell or a text), or None where it is absent."""
        values = self.values
        if name in values:
            return values[name]
        figure = CATALOGUE[self.level].get(name)
        values[name] = result = _absent(self.level, name) if figure is None else self.evaluate(figure)
        return result

    def evaluate(self, figure: Figure) -> Any:
        """Compute a figure from its parameters; absent where one that it needs is."""
        level = self.level
        arguments = []
        for name, where, below, needed in figure.reads:
            if below:
                found = self.below_values(where, name)
            else:
                node = self if where == level else self.above[where]
                found = node.values[name] if name in node.values else node.value(name)
            if needed and found is None:
                return None
            arguments.append(found)
        return figure.function(*arguments)

    def below_values(self, level: str, name: str) -> list[Any] | None:
        """Return a figure or input of every node or row below, in order; None where there is no such level."""
        if level in self.rows:
            return self.rows[level].column(name)
        if level in self.below:
            return [node.value(name) for node in self.below[level]]
        if level in self.linked:
            return [link.value(level, name) for link in self.linked[level]]
        return None


class Link(NamedTuple):
    """A node of another branch, or one of its rows."""

    node: Node
    row: int = -1

    def value(self, level: str, name: str) -> Any:
        """Return a figure or input of it, or None where it is absent."""
        if self.row < 0:
            return self.node.value(name)
        column = self.node.rows[level].column(name)
        return None if column is None else column[self.row]


def linked(copies: Mapping[int, tuple[Node, Node]]) -> None:
    """Link the copies of nodes as those are linked that they are made of; ``copies`` has both, by the first's id.

    What was not copied stays out.
    """
    for old, new in copies.values():
        for level, links in old.linked.items():
            new.linked[level] = [Link(copies[id(link.node)][1], link.row) for link in links if id(link.node) in copies]


class Rows:
    """The rows of a level of one node, as columns, such as a segment's tasks: there are too many for a node each.

    A segment without ``task`` rows has no tasks, so nothing is known of its work; one with rows, but none in them, is
    known to have none. A column may be left out, and any of its elements be None: then they are absent.
    """

    __slots__ = ("columns", "inputs", "level", "node")

    def __init__(self, level: str, inputs: Mapping[str, list[Any]], node: Node) -> None:
        """Stand below ``node``, with input columns of equal length by name."""
        self.level = level
        self.inputs = inputs
        self.columns: dict[str, list[Any] | None] = dict(inputs)
        self.node = node

    def column(self, name: str) -> list[Any] | None:
        """Return a figure or input of every row, or None where it is absent."""
        columns = self.columns
        if name in columns:
            return columns[name]
        figure = CATALOGUE[self.level].get(name)
        columns[name] = result = _absent(self.level, name) if figure is None else self.evaluate(figure)
        return result

    def evaluate(self, figure: Figure) -> list[Any] | None:
        """Compute a figure of every row; what stands above is the same for all."""
        count, of = len(next(iter(self.inputs.values()), ())), LEVEL[self.level].part_of
        arguments: list[Any] = []
        absent_rows: set[int] = set()
        for name, where, _, needed in figure.reads:
            if where == self.level:
                column = self.column(name)
                if needed and column is not None and type(None) in set(map(type, column)):
                    absent_rows.update(row for row, value in enumerate(column) if value is None)
            else:
                found = self.node.value(name) if where == of else self.node.above[where].value(name)
                column = None if found is None else [found] * count
            if needed and column is None:
                return None
            arguments.append([None] * count if column is None else column)
        if absent_rows:
            rows = enumerate(zip(*arguments, strict=True))
            return [None if row in absent_rows else figure.function(*values) for row, values in rows]
        return list(map(figure.function, *arguments))


def _absent(level: str, name: str) -> Any:
    """Return the value of an input that the plan lacks; any other name is a defect."""
    if name not in INPUTS.get(level, ()):
        raise LookupError(f"{level}: no input or figure is named {name}")
    return absent
