"""YAML text to plain data with positions: one pass over the events of PyYAML's C parser.

Text stays text: nothing is a number, a date or a boolean until a value type of the plan reads it, so ``NO``, ``12:30``
and ``010`` never become anything else. What makes YAML dangerous or surprising is refused as it passes: duplicate
keys, anchors and aliases, merge keys, tags, several documents, deep nesting, too many values.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import yaml

from csplan.findings.catalogue import files as records
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.sources.files import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplan.findings.diagnostic import Finding

MOST_DEPTH = 64
MOST_VALUES = 2_000_000

At = tuple[int, int]
"""Line and column, counted from 0."""

_REFUSED: Any = object()
"""A key that can't be used, or that stands twice: its value is passed over."""


class Problem(NamedTuple):
    """Something wrong with the YAML itself, and where."""

    finding: Finding
    at: At


class MappingMarks:
    """Where a mapping, its keys and its values stand."""

    __slots__ = ("at", "keys", "values")

    def __init__(self, at: At) -> None:
        """Start with no keys."""
        self.at = at
        self.keys: dict[str, At] = {}
        self.values: dict[str, Any] = {}


class ListMarks:
    """Where a list and its items stand."""

    __slots__ = ("at", "items")

    def __init__(self, at: At) -> None:
        """Start with no items."""
        self.at = at
        self.items: list[Any] = []


class Parsed(NamedTuple):
    """Plain data (dict, tuple, str) and the marks of the same shape, both None where nothing could be read."""

    data: Any
    marks: Any
    problems: list[Problem]


class _Stop(Exception):  # noqa: N818 - no error of its own
    """The rest of the file is not worth reading, or can't be read."""


def parse(text: str) -> Parsed:
    """Read one YAML document; every problem that does not make the rest unreadable is found in one pass."""
    problems: list[Problem] = []
    try:
        parser = yaml.CSafeLoader(text)
        try:
            data, marks = _document(parser.get_event, problems)
        finally:
            parser.dispose()
    except _Stop:
        return Parsed(None, None, problems)
    except yaml.YAMLError as error:
        return Parsed(None, None, [*problems, _syntax(error, text)])
    return Parsed(data, marks, problems)


def _document(get_event: Callable[[], Any], problems: list[Problem]) -> tuple[Any, Any]:
    get_event()  # the stream starts
    event = get_event()
    if type(event) is yaml.StreamEndEvent:
        _stop(problems, found(records.EMPTY_FILE), (0, 0))
    data, marks = _tree(get_event, problems)
    get_event()  # the document ends
    event = get_event()
    if type(event) is not yaml.StreamEndEvent:
        _stop(problems, found(records.YAML_DOCUMENTS), _at(event))
    if data == "":
        _stop(problems, found(records.NOTHING_IN_FILE), (0, 0))
    return data, marks


def _tree(get_event: Callable[[], Any], problems: list[Problem]) -> tuple[Any, Any]:  # noqa: C901, PLR0912, PLR0915 - flat for speed
    scalar, mapping_start, sequence_start = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    # The container that is being filled, and the key that the next value of a mapping belongs to; the stack has those
    # around it.
    data: Any = None
    marks: Any = None
    key: Any = None
    stack: list[tuple[Any, Any, Any]] = []
    tagged: list[MappingMarks | ListMarks] = []
    value: Any
    value_marks: Any
    values = 0
    while True:
        event = get_event()
        kind = type(event)
        if kind is scalar:
            value = event.value
            mark = event.start_mark
            value_marks = (mark.line, mark.column)
            if event.anchor is not None or event.tag is not None:
                _check_properties(event, problems)
        elif kind is mapping_end:
            value, value_marks = data, marks
            data, marks, key = stack.pop()
        elif kind is sequence_end:
            value, value_marks = tuple(data), marks
            data, marks, key = stack.pop()
        elif kind is mapping_start or kind is sequence_start:
            at = _at(event)
            if event.anchor is not None or event.tag is not None:
                _check_properties(event, problems)
            if len(stack) == MOST_DEPTH:
                _stop(problems, found(records.YAML_DEPTH, most=MOST_DEPTH), at)
            stack.append((data, marks, key))
            key = None
            data, marks = ({}, MappingMarks(at)) if kind is mapping_start else ([], ListMarks(at))
            if event.tag is not None:
                tagged.append(marks)
            continue
        else:
            value, value_marks = "", _at(event)
            if key is not _REFUSED:
                problems.append(Problem(found(records.YAML_ALIAS, name=event.anchor[:40]), value_marks))
        if tagged and value_marks is tagged[-1]:
            # What has a tag may have any shape; with no value at its place, nothing more is said of it.
            value, value_marks = "", tagged.pop().at
        values += 1
        if values > MOST_VALUES:
            _stop(problems, found(records.TOO_MANY_VALUES, most=f"{MOST_VALUES:,}"), (0, 0))
        if type(data) is dict:
            if key is None:
                key = value
                if type(value) is not str or value in data or value == "<<":
                    _refuse_key(value, marks, value_marks, problems)
                    key = _REFUSED
                else:
                    marks.keys[key] = value_marks
                continue
            if key is not _REFUSED:
                data[key] = value
                marks.values[key] = value_marks
            key = None
        elif data is None:
            return value, value_marks
        else:
            data.append(value)
            marks.items.append(value_marks)


def _at(event: Any) -> At:  # noqa: ANN401 - PyYAML has no types for its C events
    mark = event.start_mark
    return mark.line, mark.column


def _check_properties(event: Any, problems: list[Problem]) -> None:  # noqa: ANN401 - as above
    if event.anchor is not None:
        problems.append(Problem(found(records.ANCHOR, name=event.anchor[:40]), _at(event)))
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:60]
        problems.append(Problem(found(records.YAML_TAG, tag=tag), _at(event)))


def _refuse_key(key: Any, marks: MappingMarks, key_marks: Any, problems: list[Problem]) -> None:  # noqa: ANN401 - any YAML
    if type(key) is not str:
        problems.append(Problem(found(records.YAML_KEY), key_marks.at))
    elif key == "<<":
        problems.append(Problem(found(records.YAML_MERGE), key_marks))
    else:
        finding = found(records.DUPLICATE_KEY, key=key[:60], line=marks.keys[key][0] + 1)
        problems.append(Problem(finding, key_marks))


def _stop(problems: list[Problem], finding: Finding, at: At) -> NoReturn:
    problems.append(Problem(finding, at))
    raise _Stop


_HINTS = (
    ("\t", "indent with spaces, not with tabs"),
    ("mapping values", "text with a colon in it needs quotes"),
    ("token", "text that starts with this character needs quotes"),
    ("end of stream", "close the quote that starts here"),
    ("flow", "close the bracket that opens here, or put a comma between the values"),
    ("expected key", "indent the keys of one mapping alike"),
    ("block", "indent the items of one list alike"),
    ("simple key", "a key ends with a colon and a space: `key: value`"),
)


FULL_WIDTH_KEY = re.compile(r"(?m)^[\s\-{\[,]*[\w \"'-]+\uff1a")
"""A key with the colon of a Chinese keyboard, which is none to YAML."""


def colon_hint() -> str:
    """Return what to say of a full-width colon."""
    return say("the colon \uff1a is full-width: type a plain one and a space after it")


def _syntax(error: Any, text: str) -> Problem:  # noqa: ANN401 - PyYAML has no types for its C errors
    if isinstance(error, yaml.reader.ReaderError):
        # The position counts bytes.
        lines = lines_of(text.encode()[: error.position].decode(errors="ignore"))
        finding = found(records.BAD_CHARACTER, character=f"U+{error.character:04X}")
        return Problem(finding, (len(lines) - 1, len(lines[-1])))
    context = error.context or ""
    # What is not closed, and a key without its colon, are noticed late: where it begins is the place to look.
    unclosed = "flow" in context or "simple key" in context or "end of stream" in error.problem
    mark = error.context_mark if unclosed else error.problem_mark
    character = lines_of(text)[mark.line][mark.column : mark.column + 1] if "token" in error.problem else ""
    known = f"{error.problem} {context} {character}"
    hint = say(next((hint for sign, hint in _HINTS if sign in known), ""))
    if FULL_WIDTH_KEY.search("\n".join(lines_of(text)[max(0, mark.line - 1) : mark.line + 1])):
        hint = colon_hint()
    return Problem(found(records.YAML_SYNTAX, hint=hint, problem=error.problem), (mark.line, mark.column))
