"""The rows of a time log, from CSV or YAML, in blocks of columns: the unit in which they are read fast."""

from __future__ import annotations

import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import yaml

from csplan.findings.catalogue import tables as records
from csplan.findings.diagnostic import Finding, Where
from csplan.findings.record import found, found_many
from csplan.records.log.durations import NOTHING
from csplan.records.log.layout import COLUMNS
from csplan.sources.files import lines_of
from csplan.sources.left_out import LISTED, BadRow
from csplan.sources.table import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from csplan.plan.timelog import Column
    from csplan.records.log.layout import Layout
    from csplan.sources.table import Table

    Columns = dict[str, Sequence[str]]

BLOCK = 256
"""Rows that are read at once: as many as the caches of a processor hold."""

_LONGEST_ENTRY = 40
"""Lines in which the value of an entry is looked for."""


class Block(Protocol):
    """Some rows, as columns."""

    columns: Columns
    size: int

    def line(self, row: int) -> int:
        """Return the line in which a row starts."""

    def refuse(self, row: int, column: str, reason: str) -> None:
        """Leave a row out, for the value in a column."""


class LeftOut(list[BadRow]):
    """Rows that were left out: the first ones in full, of the others only how many, so that memory stays bounded."""

    def __init__(self, most: int = LISTED) -> None:
        """Start with none; the first ``most`` are kept in full."""
        super().__init__()
        self._noted = 0
        self._most = most
        self._one_more = BadRow(sys.maxsize, None, "")

    def note(self, line: Callable[[], int], cell: int | None, reason: str) -> None:
        """Add a row; ``line`` is asked only where it will be listed."""
        self._noted += 1
        self.append(BadRow(line(), cell, reason) if self._noted <= self._most else self._one_more)


class TableBlock:
    """Rows of a table."""

    def __init__(self, rows: Sequence[list[str]], ends: Sequence[int], columns: Layout, bad: LeftOut) -> None:
        """Take the rows and the lines in which they end."""
        self.rows = rows
        self.ends = ends
        self.layout = columns
        self.bad = bad
        self.size = len(rows)
        self.columns = _columns(rows, columns)

    def cells(self, at: int | None) -> list[str]:
        """Return the cells of a column by its place; empty ones where there is none."""
        return [""] * self.size if at is None else [row[at] for row in self.rows]

    def under(self, layout: Layout) -> TableBlock:
        """Return the same rows with their columns elsewhere."""
        return self if layout is self.layout else TableBlock(self.rows, self.ends, layout, self.bad)

    def line(self, row: int) -> int:
        """Return the line in which a row starts."""
        more = sum(text.count("\n") + text.count("\r") - text.count("\r\n") for text in self.rows[row])
        return self.ends[row] - more

    def refuse(self, row: int, column: str, reason: str) -> None:
        """Leave a row out, unless there is nothing at all in it."""
        if not any(text.strip() for text in self.rows[row]):
            return
        at = self.layout.at.get(column)
        self.bad.note(lambda: self.line(row), at[0] if at else None, reason)


def _columns(rows: Sequence[list[str]], columns: Layout) -> Columns:
    used = {place for at in columns.at.values() for place in at}
    cells = columns_of(rows, len(used))
    result: Columns = {}
    for name, at in columns.at.items():
        column = cells[at[0]]
        for place in at[1:]:
            both = zip(column, cells[place], strict=True)
            if name in columns.joined:
                column = [f"{one} {other}" for one, other in both]
            else:
                column = [other if one in NOTHING else one for one, other in both]
        result[name] = column
    return result | {name: [value] * len(rows) for name, value in columns.values.items()}


def table_blocks(table: Table, columns: Layout, bad: LeftOut) -> Iterator[TableBlock]:
    """Yield the rows of a table."""
    for rows, ends in table.blocks(BLOCK):
        yield TableBlock(rows, ends, columns, bad)


class Entry(NamedTuple):
    """An entry of a YAML list that is left out: its line, the key and the value that are wrong, and why."""

    line: int
    key: str
    text: str
    reason: str

    def at(self, lines: Sequence[str]) -> tuple[int, int, int]:
        """Return the line, column and width (from 0) of the value, or of the entry where that is not to be seen."""
        first = self.line - 1
        for number in range(first, min(first + _LONGEST_ENTRY, len(lines)) if self.text else first):
            key = lines[number].find(f"{self.key}:")
            at = lines[number].find(self.text, key + len(self.key)) if key >= 0 else -1
            if at >= 0:
                return number, at, len(self.text)
        return first, 0, 1


class EntryBlock:
    """Entries of a YAML list."""

    def __init__(self, entries: list[dict[str, str]], lines: list[int], names: Names, bad: list[Entry]) -> None:
        """Take the entries and the lines in which they start."""
        self.entries = entries
        self.lines = lines
        self.bad = bad
        self.size = len(entries)
        self.columns: Columns = {}
        self.keys: dict[str, str] = {}
        for key in sorted(dict.fromkeys(chain.from_iterable(entries)), key=names.rank):
            name = names[key]
            if name:
                column = [entry.get(key, "") for entry in entries]
                if name in self.columns:  # two spellings of one key
                    column = [
                        other if one in NOTHING else one for one, other in zip(self.columns[name], column, strict=True)
                    ]
                self.columns[name] = column
                self.keys[name] = key
        if "date" not in self.columns and "start" in self.columns:  # a start may carry its date
            self.columns["date"] = self.columns["start"]
        self.columns |= {name: [value] * self.size for name, value in names.constant.items()}

    def line(self, row: int) -> int:
        """Return the line in which an entry starts."""
        return self.lines[row]

    def refuse(self, row: int, column: str, reason: str) -> None:
        """Leave an entry out."""
        key = self.keys.get(column, "")
        self.bad.append(Entry(self.lines[row], key, self.columns[column][row] if key else "", reason))


class Names(dict[str, str]):
    """The columns that the keys of a YAML list stand for; "" for those of no use."""

    def __init__(self, stated: Mapping[str, Column] | None, aliases: Mapping[str, str] | None = None) -> None:
        """Know the plan's ``columns``, and ``aliases`` of those of which it says nothing."""
        super().__init__()
        self.aliases = {key: name for key, name in (aliases or {}).items() if name not in (stated or {})}
        known = {name: column for name, column in (stated or {}).items() if name in COLUMNS}
        self.stated = {
            heading.strip().casefold(): name for name, column in known.items() for heading in column.headings
        }
        self.order = list(self.stated)
        self.constant = {name: column.value for name, column in known.items() if column.value is not None}
        self.mapped = set(self.stated.values())

    def rank(self, key: str) -> int:
        """Return the place of a key among those of its column, of which the first that is filled counts."""
        folded = key.strip().casefold()
        return self.order.index(folded) if folded in self.order else 0

    def __missing__(self, key: str) -> str:
        """Find a key as it is first seen."""
        folded = key.strip().casefold()
        own = folded in COLUMNS and folded not in self.mapped
        name = self.stated.get(folded) or (folded if own else self.aliases.get(folded, ""))
        name = "date" if name == "start_date" else name
        self[key] = name
        return name

    def unknown(self) -> list[str]:
        """Return the keys that stand for no column."""
        return [key for key, name in self.items() if not name]


class Unusual(Exception):  # noqa: N818 - sends to the thorough reader
    """The YAML is not a plain list of flat mappings, or something is wrong with it."""


def entries_of(text: str) -> Iterator[tuple[list[dict[str, str]], list[int]]]:
    """Yield the entries of a list of flat mappings, and the lines in which they start; raises Unusual.

    This is the short way for the usual file: whatever it does not know goes to ``parse``, which reports it in full.
    """
    try:
        parser = yaml.CSafeLoader(text)
        try:
            yield from _flat(parser.get_event)
        finally:
            parser.dispose()
    except yaml.YAMLError:
        raise Unusual from None


def _flat(get_event: Any) -> Iterator[tuple[list[dict[str, str]], list[int]]]:  # noqa: ANN401 - flat for speed
    scalar: Any = yaml.ScalarEvent
    mapping_start: Any = yaml.MappingStartEvent
    mapping_end: Any = yaml.MappingEndEvent
    under_a_key = _open(get_event)
    entries: list[dict[str, str]] = []
    lines: list[int] = []
    while True:
        event: Any = get_event()
        if type(event) is not mapping_start:
            break
        if event.anchor is not None or event.tag is not None:
            raise Unusual
        lines.append(event.start_mark.line + 1)
        entry: dict[str, str] = {}
        while True:
            event = get_event()
            if type(event) is not scalar:
                break
            key = event.value
            value = get_event()
            if (
                type(value) is not scalar
                or key in entry
                or value.anchor is not None
                or value.tag is not None
                or event.anchor is not None
                or event.tag is not None
            ):
                raise Unusual
            entry[key] = value.value
        if type(event) is not mapping_end or "<<" in entry:
            raise Unusual
        entries.append(entry)
        if len(entries) == BLOCK:
            yield entries, lines
            entries, lines = [], []
    _close(event, under_a_key, get_event)
    if entries:
        yield entries, lines


def _open(get_event: Any) -> bool:  # noqa: ANN401 - PyYAML has no types for its C events
    """Go to the start of the list; tell whether it stands under the key ``time_log``."""
    get_event()
    get_event()
    event = get_event()
    under_a_key = type(event) is yaml.MappingStartEvent
    if under_a_key:
        _check(event)
        key = get_event()
        if type(key) is not yaml.ScalarEvent or key.value != "time_log":
            raise Unusual
        _check(key)
        event = get_event()
    if type(event) is not yaml.SequenceStartEvent:
        raise Unusual
    _check(event)
    return under_a_key


def _check(event: Any) -> None:  # noqa: ANN401 - as above
    if event.anchor is not None or event.tag is not None:
        raise Unusual


def _close(event: Any, under_a_key: bool, get_event: Any) -> None:  # noqa: ANN401, FBT001 - as above
    """Make sure that nothing comes after the list."""
    expected = [yaml.SequenceEndEvent, *([yaml.MappingEndEvent] if under_a_key else []), yaml.DocumentEndEvent]
    for kind in expected:
        if type(event) is not kind:
            raise Unusual
        event = get_event()
    if type(event) is not yaml.StreamEndEvent:
        raise Unusual


def report_entries(bad: Sequence[Entry], text: str, name: str) -> Iterator[Finding]:
    """Report entries that were left out, as rows of a table are."""
    lines = lines_of(text) if bad else []
    for each in bad[:LISTED]:
        line, column, width = each.at(lines)
        where = Where(name, line + 1, column + 1, lines[line] if line < len(lines) else "", width)
        yield found(records.UNREADABLE_ENTRY, where, reason=each.reason)
    if bad:
        count = len(bad)
        record = records.ENTRIES_LISTED if count > LISTED else records.ENTRIES_LEFT_OUT
        yield found_many(record, count, Where(name, 1, 1), count=f"{count:,}", listed=LISTED)


def first_lines(lines: Iterable[str], numbers: set[int]) -> dict[int, str]:
    """Return some lines by their numbers, without their ends."""
    chosen = islice(enumerate(lines, 1), max(numbers))
    return {number: text[:2000].rstrip("\r\n") for number, text in chosen if number in numbers}
