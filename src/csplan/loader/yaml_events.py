"""YAML text to plain data with positions: one pass over the events of PyYAML's C parser.

Text stays text: nothing is a number, a date or a boolean until a value type of the plan reads it, so ``NO``, ``12:30``
and ``010`` never become anything else. What makes YAML dangerous or surprising is refused as it passes: duplicate
keys, anchors and aliases, merge keys, tags, several documents, deep nesting, too many nodes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

MOST_DEPTH = 64
MOST_NODES = 5_000_000


class Position(NamedTuple):
    """A place in a text, counted from 0."""

    line: int
    column: int


class Problem(NamedTuple):
    """Something wrong with the YAML itself."""

    code: str
    message: str
    hint: str
    line: int
    column: int


class MappingMarks:
    """Where a mapping, its keys and its values stand."""

    __slots__ = ("at", "keys", "values")

    def __init__(self, at: tuple[int, int]) -> None:
        """Start with no keys."""
        self.at = at
        self.keys: dict[str, tuple[int, int]] = {}
        self.values: dict[str, Any] = {}


class ListMarks:
    """Where a list and its items stand."""

    __slots__ = ("at", "items")

    def __init__(self, at: tuple[int, int]) -> None:
        """Start with no items."""
        self.at = at
        self.items: list[Any] = []


class Parsed(NamedTuple):
    """Plain data (dict, tuple, str), the marks of the same shape, and what was wrong."""

    data: Any
    marks: Any
    problems: list[Problem]


class _Stop(Exception):  # noqa: N818 - not an error of its own
    """The rest of the file can't be read."""


class _Builder:
    """Builds data and marks from events."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.nodes = 0
        self.parser = yaml.CSafeLoader(text)

    def refuse(self, code: str, message: str, hint: str, at: tuple[int, int]) -> None:
        self.problems.append(Problem(code, message, hint, *at))

    def check(self, event: Any, at: tuple[int, int]) -> None:
        if event.anchor is not None:
            self.refuse("yaml-alias", f"anchors are not supported: &{event.anchor[:40]}", "write the value out", at)
        if event.tag is not None:
            self.refuse("yaml-tag", f"tags are not supported: {event.tag[:60]}", "write the plain value", at)

    def stop(self, code: str, message: str, hint: str, at: tuple[int, int]) -> None:
        self.refuse(code, message, hint, at)
        raise _Stop

    def document(self) -> tuple[Any, Any]:
        get_event = self.parser.get_event
        event = get_event()
        event = get_event()
        if isinstance(event, yaml.StreamEndEvent):
            self.stop("empty-file", "the file is empty", "", (0, 0))
        result = self.tree(get_event)
        get_event()
        event = get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            mark = event.start_mark
            self.stop("yaml-documents", "a second document starts here", "keep one document a file", (mark.line, mark.column))
        return result

    def tree(self, get_event: Any) -> tuple[Any, Any]:  # noqa: C901, PLR0912, PLR0915 - one pass, kept flat for speed
        scalar, mapping_start, sequence_start = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
        # The open containers around the current one. `key` is what the next value of a mapping belongs to.
        stack: list[tuple[Any, Any, Any]] = []
        data: Any = None
        marks: Any = None
        key: Any = None
        nodes = 0
        while True:
            event = get_event()
            kind = type(event)
            nodes += 1
            if kind is scalar:
                mark = event.start_mark
                at = (mark.line, mark.column)
                if event.anchor is not None or event.tag is not None:
                    self.check(event, at)
                value: Any = event.value
                value_marks: Any = at
            elif kind is mapping_start or kind is sequence_start:
                mark = event.start_mark
                at = (mark.line, mark.column)
                if event.anchor is not None or event.tag is not None:
                    self.check(event, at)
                if type(data) is dict and key is None:
                    self.stop("yaml-key", "a key has to be a single value", "", at)
                if len(stack) >= MOST_DEPTH:
                    self.stop("yaml-depth", f"nested more than {MOST_DEPTH} deep", "", at)
                if nodes > MOST_NODES:
                    self.stop("file-size", f"more than {MOST_NODES:,} values", "", at)
                stack.append((data, marks, key))
                key = None
                if kind is mapping_start:
                    data, marks = {}, MappingMarks(at)
                else:
                    data, marks = [], ListMarks(at)
                continue
            elif kind is mapping_end or kind is sequence_end:
                value = tuple(data) if kind is sequence_end else data
                value_marks = marks
                data, marks, key = stack.pop()
            else:
                mark = event.start_mark
                at = (mark.line, mark.column)
                self.refuse("yaml-alias", f"aliases are not supported: *{event.anchor[:40]}", "write the value out", at)
                value, value_marks = "", at
            if type(data) is dict:
                if key is None:
                    key = self.key(value, data, marks, value_marks)
                    continue
                if key in data:
                    key = None
                    continue
                data[key] = value
                marks.values[key] = value_marks
                key = None
            elif data is None:
                return value, value_marks
            else:
                data.append(value)
                marks.items.append(value_marks)

    def key(self, value: str, data: dict[str, Any], marks: MappingMarks, at: tuple[int, int]) -> str:
        """Take a key; one that stands twice is refused and its second value passed over."""
        if value == "<<":
            self.refuse("yaml-merge", "merge keys are not supported", "write the values out", at)
        if value in data:
            first = marks.keys[value][0] + 1
            self.refuse("duplicate-key", f"{value[:60]} stands here twice; first in line {first}", "keep one", at)
            return value
        marks.keys[value] = at
        return value


def parse(text: str) -> Parsed:
    """Read one YAML document; every problem that does not make the rest unreadable is found in one pass."""
    try:
        builder = _Builder(text)
    except yaml.YAMLError as error:
        return Parsed(None, None, [_syntax(error, text)])
    try:
        data, marks = builder.document()
    except _Stop:
        return Parsed(None, None, builder.problems)
    except yaml.YAMLError as error:
        return Parsed(None, None, [*builder.problems, _syntax(error, text)])
    finally:
        builder.parser.dispose()
    return Parsed(data, marks, builder.problems)


def _syntax(error: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        what = str(getattr(error, "problem", "") or getattr(error, "context", ""))
        hint = ""
        if "tab" in what or "cannot start any token" in what:
            hint = "indent with spaces; put text with special characters in quotes"
        elif "mapping values" in what:
            hint = "a colon inside text needs quotes around the text"
        return Problem("yaml-syntax", what, hint, mark.line, mark.column)
    position = getattr(error, "position", 0) or 0
    before = text[:position]
    what = f"{getattr(error, 'reason', error)}"
    return Problem("yaml-syntax", what, "", before.count("\n"), position - (before.rfind("\n") + 1))
