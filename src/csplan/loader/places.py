"""From the path of a value to its place in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.diagnostics import Where
from csplan.loader.files import lines_of
from csplan.loader.yaml_events import ListMarks, MappingMarks
from csplan.plan.document import Origins

if TYPE_CHECKING:
    from collections.abc import Sequence

    Path = Sequence[str | int]


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
        line = min(line, len(self._lines) - 1)
        return Where(self.name, line + 1, column + 1, self._lines[line], width)

    def where(self, path: Path, *, key: bool = False) -> Where:
        """Return the place of the value at a path, or of the nearest thing around it; ``key``: of its key."""
        marks, at, width = self.marks, (0, 0), 1
        data = self.data
        for position, step in enumerate(path):
            last = position == len(path) - 1
            if isinstance(marks, MappingMarks) and step in marks.keys:
                step = str(step)
                at, width = marks.keys[step], len(step)
                marks, data = marks.values.get(step), data.get(step) if isinstance(data, dict) else None
                if last and key:
                    return self.place(*at, width)
            elif isinstance(marks, ListMarks) and isinstance(step, int) and step < len(marks.items):
                marks, data = marks.items[step], data[step]
            else:
                return self.place(*at, width)
            if isinstance(marks, tuple):
                at, width = marks, self._width(marks, data)
            elif isinstance(marks, ListMarks) or (isinstance(marks, MappingMarks) and isinstance(step, int)):
                at, width = marks.at, 1
        return self.place(*at, width)

    def _width(self, at: tuple[int, int], value: object) -> int:
        line = self.place(*at).excerpt
        text = str(value)
        return max(1, len(text)) if line.startswith(text, at[1]) else 1


class Places(Origins):
    """The files of a plan: which section stands in which."""

    def __init__(self, main: YamlFile) -> None:
        """Start with one file for everything."""
        self.main = main
        self.sections: dict[str, YamlFile] = {}

    def where(self, path: Path, *, key: bool = False) -> Where:
        """Return the place of a value, in the file that holds its section."""
        if path and path[0] in self.sections:
            rest = path[1:]
            file = self.sections[str(path[0])]
            return file.where(rest, key=key) if rest else self.main.where(path, key=key)
        return self.main.where(path, key=key)
