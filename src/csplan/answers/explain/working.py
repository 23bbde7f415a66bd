"""One figure as a tree of working: its formula in words and with the numbers put in, each part down to the inputs."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from csplan.answers.explain import absence, operations
from csplan.answers.explain.asked import WORDS, Place, about, labelled, value_at
from csplan.engine.catalogue import CATALOGUE
from csplan.engine.levels import BELOW, LABEL
from csplan.engine.trace import Cell, plain
from csplan.lang.say import say
from csplan.report.report import Branch
from csplan.values.units import precisely, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.inputs.origins import Finder
    from csplan.report.report import Row

LARGEST = 5
"""Terms of a total that are shown one by one; the others together."""
WRITTEN_OUT = 5
"""Terms of a total that stand in the formula with their numbers; more are put in as their sum."""


class Working:
    """Makes the tree of one figure; remembers what was shown, so that nothing is shown in full twice."""

    def __init__(self, finder: Finder, currency: str) -> None:
        """Start with nothing shown."""
        self.finder = finder
        self.currency = currency
        self._shown: set[tuple[str, str, int, str]] = set()
        self._said: set[str] = set()

    def tree(self, place: Place, name: str, depth: float = inf) -> Branch:
        """Return the working of a figure or input of a traced node or row, ``depth`` levels of parts deep."""
        cell = value_at(place, name)
        if isinstance(cell, Cell):
            return self._branch(place, cell, name, depth)
        if cell is None:
            return absence.tree(place, name, depth)
        return self._given(place, name, cell, name)

    def _branch(self, place: Place, cell: Cell, label: str, depth: float) -> Branch:
        if cell.operation == "input":
            return self._given(place, cell.name, cell.value, label)
        return self._figure(place, cell, label, depth)

    def _given(self, place: Place, name: str, value: Any, label: str) -> Branch:  # noqa: ANN401 - any input
        """Return an input: its value and where it comes from."""
        unit, meaning, _ = about(place.level, name)
        if place.row < 0:
            origin = self.finder.of_node(place.node, name)
        else:
            origin = self.finder.of_row(place.node, place.level, place.row, name)
        text = precisely(value, unit, self.currency)
        row = self._row(place, name, value) | {"operation": "input", "from": origin.text, "origin": origin.row}
        aside = f"← {origin.text}{f' ({meaning})' if self._first(place, name) else ''}"
        return Branch(row, label, f"= {text}", aside)

    def _figure(self, place: Place, cell: Cell, label: str, depth: float) -> Branch:
        name, [made] = cell.name, cell.parts
        row = self._row(place, name, cell.value)
        # The figure that was asked for is rounded as the tables have it, so that it is known again.
        unit, result_of = about(place.level, name).unit, precisely if self._shown else shown
        result = result_of(cell.value, unit, self.currency)
        key = (place.level, place.node.name, place.row, name)
        if key in self._shown:
            return Branch(row | {"above": True}, label, f"= {result}", "(above)")
        self._shown.add(key)
        formula, numbers = self._words(place, made), self._numbers(made)
        without = [] if place.row >= 0 else [each for each in tolerated(place, name) if place.node.value(each) is None]
        row |= {
            "formula": formula,
            "numbers": numbers,
            "operation": made.operation if isinstance(made, Cell) else "constant",
            "without": without,
        }
        if not isinstance(made, Cell):
            steps = [result]
        elif operations.is_named(made) or numbers == precisely(cell.value, unit, self.currency):
            steps = [formula, result]
        else:
            steps = [formula, numbers, result]
        text = " ".join(f"= {step}" for step in steps)
        notes = []
        if self._first(place, name):
            meaning = about(place.level, name)
            notes.append(f"{meaning.meaning}{f' ({meaning.source})' if meaning.source else ''}")
        if without:
            notes.append(say("without {figures}, absent here", figures=", ".join(without)))
        parts = tuple(self._parts(place, made, depth - 1)) if depth > 0 else ()
        if depth <= 0 and any(True for _ in operations.leaves(made)):
            row |= {"deeper": True}
            text += " …"
        return Branch(row, label, text, "", notes, parts)

    def _parts(self, place: Place, made: Any, depth: float) -> Iterator[Branch]:  # noqa: ANN401 - a cell or a constant
        """Return the parts of a formula: once each, of a long total the largest."""
        leaves = {id(cell): (cell, alone) for cell, alone in operations.leaves(made)}
        by_name: dict[tuple[str, str], list[tuple[Cell, bool]]] = {}
        for leaf in leaves.values():
            by_name.setdefault((leaf[0].place[0], leaf[0].name), []).append(leaf)
        for (level, name), cells in by_name.items():
            most = cells if len(cells) <= LARGEST + 1 else sorted(cells, key=lambda leaf: -_size(leaf[0]))[:LARGEST]
            for cell, _ in most:
                part = place_of(cell, place)
                yield self._branch(part, cell, labelled(part, name, place), depth)
            if len(most) < len(cells):
                kept = {id(cell) for cell, _ in most}
                rest = [leaf for leaf in cells if id(leaf[0]) not in kept]
                yield self._rest(level, name, [cell for cell, _ in rest], added=all(alone for _, alone in rest))

    def _rest(self, level: str, name: str, cells: Sequence[Cell], *, added: bool) -> Branch:
        unit = about(level, name).unit
        together = sum(plain(cell) for cell in cells) if added else None
        row = {"figure": name, "level": level, "name": None, "value": together, "unit": unit, "more": len(cells)}
        words = f"of {len(cells):,} more {WORDS[level]}s"
        if together is None:
            return Branch(row, f"{name} {words}", "", "")
        return Branch(row, f"{name} {words}", f"= {precisely(together, unit, self.currency)} together", "")

    def _first(self, place: Place, name: str) -> bool:
        """Tell whether it was not said yet what a figure means, of whatever node."""
        meaning = about(place.level, name).meaning
        new = meaning not in self._said
        self._said.add(meaning)
        return new

    def _row(self, place: Place, name: str, value: Any) -> Row:  # noqa: ANN401 - any figure
        unit, meaning, source = about(place.level, name)
        row: Row = {"figure": name, "level": place.level, "name": place.name}
        if place.row >= 0:
            row[place.node.level] = place.node.name
        return row | {"value": value, "unit": unit, "meaning": meaning, "source": source or None}

    def _words(self, place: Place, made: Any) -> str:  # noqa: ANN401 - a cell or a constant
        def show(value: Any) -> str:  # noqa: ANN401 - a cell or a constant
            if not isinstance(value, Cell):
                return self._constant(value)
            below = value.place[0] in BELOW[place.level]
            return labelled(place_of(value, place), value.name, place) if below else value.name

        def total(terms: Sequence[Any]) -> str:
            of_one = operations.Voice(lambda term: str(term.name), total, numbers=False)
            return say("the total of {terms}", terms=operations.text(terms[0], of_one))

        return operations.text(made, operations.Voice(show, total, numbers=False))

    def _numbers(self, made: Any) -> str:  # noqa: ANN401 - a cell or a constant
        def show(value: Any) -> str:  # noqa: ANN401 - a cell or a constant
            if not isinstance(value, Cell):
                return self._constant(value)
            return precisely(value.value, about(value.place[0], value.name).unit, self.currency)

        def total(terms: Sequence[Any]) -> str:
            if len(terms) <= WRITTEN_OUT:
                return ""
            added = sum(plain(term) for term in terms)
            first = terms[0]
            unit = about(first.place[0], first.name).unit if operations.is_named(first) else "Count"
            return precisely(added, unit, self.currency)

        return operations.text(made, operations.Voice(show, total, numbers=True))

    def _constant(self, value: Any) -> str:  # noqa: ANN401 - a number or a text
        return precisely(value, "Count", self.currency)


def tolerated(place: Place, name: str) -> list[str]:
    """Return the parameters that a figure can do without."""
    figure = CATALOGUE[place.level].get(name)  # of a month, what stands for an input is one of the book's figures
    return (
        []
        if figure is None
        else [each.name for each in figure.parameters if not each.needed and each.level == place.level]
    )


def place_of(cell: Cell, seen_from: Place) -> Place:
    """Return the node or row of a cell that stands in a formula of another."""
    level, name = cell.place
    node = seen_from.node
    if level in node.linked:
        return next(
            Place(level, link.node, link.row)
            for link in node.linked[level]
            if (link.node.rows[level].places[link.row] == cell.place if level in LABEL else link.node.name == name)  # type: ignore[attr-defined]  # traced rows
        )
    if level in LABEL:
        rows = node.rows[level]
        return Place(level, node, rows.places.index(cell.place))  # type: ignore[attr-defined]  # traced rows
    if level == node.level:
        return Place(level, node)
    if level in node.above:
        return Place(level, node.above[level])
    return Place(level, next(each for each in node.below[level] if each.name == name))


def _size(cell: Cell) -> float:
    value = cell.value
    return abs(value) if isinstance(value, int | float) else 0.0
