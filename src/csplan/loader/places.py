"""From the path of a value to its place in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.diagnostics import Where
from csplan.loader.files import lines_of
from csplan.loader.yaml_events import ListMarks, MappingMarks
from csplan.plan.document import Origins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Path = tuple[str | int, ...]


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


MERGED = ("triggers", "defaults")
"""Parts of a rule pack that are overridden one by one; the others as a whole."""


class Place(NamedTuple):
    """Where a change of a value is written: its path and the value."""

    key: Where
    value: Where


def changed_place(changed: Mapping[Path, Place], path: Path, *, key: bool, stated: bool) -> Where | None:
    """Return the place of the change that a value at a path comes from; None where it comes from none.

    ``stated``: the plan itself has something there, of which a change inside it is only a part.
    """
    for length in range(len(path), 0, -1):
        place = changed.get(path[:length])
        if place is not None:
            return place.key if key and length == len(path) else place.value
    inside = (place.key for each, place in changed.items() if each[: len(path)] == path)
    return None if stated else next(inside, None)


class Places(Origins):
    """The files of a plan: which section stands in which."""

    def __init__(self, main: YamlFile) -> None:
        """Start with one file for everything."""
        self.main = main
        self.sections: dict[str, YamlFile] = {}
        self.packs: list[YamlFile] = []
        """The rule packs that the section ``rules`` rests on, the one it names first."""
        self.changed: Mapping[Path, Place] = {}
        """Values that are not those of the files."""

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Where:
        """Return the place of a value, in the file that holds its section, or of the change that made it."""
        section, rest = (str(path[0]), path[1:]) if path else ("", path)
        if self.changed:
            stated = self.sections[section].holds(rest) if section in self.sections else self.main.holds(path)
            another_pack = self._another_pack(section, rest)
            changes = {each: place for each, place in self.changed.items() if not another_pack or len(each) > 1}
            changed = changed_place(changes, tuple(path), key=key, stated=stated)
            if changed is not None:
                return changed
        file, rest = self._home(path)
        return file.where(rest, key=key)

    def written(self, path: Sequence[str | int]) -> str:
        """Return a value as it is written; "" where no single value stands at the path, or it was changed."""
        if self.changed and changed_place(self.changed, tuple(path), key=False, stated=True) is not None:
            return ""
        file, rest = self._home(path)
        data = file.at(rest) if file.holds(rest) else None
        return data if isinstance(data, str) else ""

    def _another_pack(self, section: str, rest: Sequence[str | int]) -> bool:
        """Tell whether a value is of a rule pack that stands in for the plan's own."""
        return section == "rules" and bool(rest) and ("rules",) in self.changed

    def _home(self, path: Sequence[str | int]) -> tuple[YamlFile, Sequence[str | int]]:
        """Return the file that holds a value, and its path there."""
        section, rest = (str(path[0]), path[1:]) if path else ("", path)
        if rest and section in self.sections:
            return self.sections[section], rest
        if rest and section == "rules":
            # What the plan does not override stands in the pack, or in the one that this rests on.
            part = rest[:2] if rest[0] in MERGED else rest[:1]
            if self._another_pack(section, rest) or not self.main.holds(("rules", *part)):
                for pack in self.packs:
                    if pack.holds(part):
                        return pack, rest
        return self.main, path
