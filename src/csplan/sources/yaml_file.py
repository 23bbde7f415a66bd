"""A YAML file that was read: its data, and the place of each value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.findings.diagnostic import Finding, Unusable, Where
from csplan.sources.files import decoded, lines_of, read_text
from csplan.sources.yaml_events import ListMarks, MappingMarks, parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class YamlFile:
    """A YAML file that was read: its name as shown, its text, its data and marks."""

    __slots__ = ("_lines", "data", "marks", "name", "text")

    def __init__(self, name: str, text: str, data: Any, marks: Any) -> None:  # noqa: ANN401 - any YAML
        """Keep what was read; lines are cut when the first one is asked for."""
        self.name = name
        self.text = text
        self.data = data
        self.marks = marks
        self._lines: list[str] | None = None

    def place(self, line: int, column: int, width: int = 1) -> Where:
        """Return a place (line and column from 0) with its source line."""
        if self._lines is None:
            self._lines = lines_of(self.text)
        if line >= len(self._lines):
            # What is missing at the end of a text without a last line end is missed on the line after it.
            line = len(self._lines) - 1
            column = len(self._lines[line])
        return Where(self.name, line + 1, column + 1, self._lines[line], width)

    def holds(self, path: Sequence[str | int]) -> bool:
        """Tell whether there is a value at a path."""
        data = self.data
        for step in path:
            inside = step in data if isinstance(data, dict) else isinstance(data, tuple) and step in range(len(data))
            if not inside:
                return False
            data = data[step]
        return True

    def at(self, path: Sequence[str | int]) -> Any:  # noqa: ANN401 - any YAML
        """Return the data at a path that the file holds."""
        data = self.data
        for step in path:
            data = data[step]
        return data

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Where:
        """Return the place of the value at a path, or of the nearest thing around it; ``key``: of its key.

        A single value stands for itself, and so does the item of a list; a mapping or list under a key is where its
        key is.
        """
        marks, data = self.marks, self.data
        at, width = _start(marks), 1
        for position, step in enumerate(path):
            if isinstance(marks, MappingMarks) and step in marks.keys:
                name = str(step)
                at, width = marks.keys[name], len(name)
                if key and position == len(path) - 1:
                    break
                marks, data = marks.values[name], data[name]
                if isinstance(marks, tuple):
                    at, width = marks, self._width(marks, data)
            elif isinstance(marks, ListMarks) and isinstance(step, int) and step < len(marks.items):
                marks, data = marks.items[step], data[step]
                at = _start(marks)
                width = self._width(at, data) if isinstance(data, str) else 1
            else:
                break
        return self.place(*at, width)

    def _width(self, at: tuple[int, int], value: str) -> int:
        return max(1, len(value)) if self.place(*at).excerpt.startswith(value, at[1]) else 1


def _start(marks: Any) -> tuple[int, int]:  # noqa: ANN401 - any YAML
    at: tuple[int, int] = marks if isinstance(marks, tuple) else marks.at
    return at


def open_yaml(
    path: Path, name: str, at: Where | None, found: list[Finding], data: bytes | None = None
) -> YamlFile | None:
    """Read one YAML file, or ``data`` in its place; what is wrong goes to ``found``.

    It is reported ``at`` a place of another file where this one can't be read at all.
    """
    try:
        text = read_text(path) if data is None else decoded(data)
    except Unusable as error:
        where, finding = at or Where(name, 1, 1), error.finding
        if error.place is not None:
            where = Where(name, error.place[0], 1, error.place[1])
        elif at is not None:
            finding = error.of(name)
        found.append(finding._replace(where=where, at=None))
        return None
    parsed = parse(text)
    file = YamlFile(name, text, parsed.data, parsed.marks)
    found.extend(problem.finding._replace(where=file.place(*problem.at)) for problem in parsed.problems)
    return None if parsed.marks is None else file
