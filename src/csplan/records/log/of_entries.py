"""Reads a list of entries of a time log, in YAML, into rows."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from csplan.findings.catalogue.values import NO_LIST_OF_ENTRIES
from csplan.findings.diagnostic import has_errors
from csplan.findings.record import found as finding
from csplan.lang.say import say
from csplan.records.log.foreign import ALIASES, foreign_entries
from csplan.records.log.of_table import about_misspelt
from csplan.records.log.result import Part
from csplan.records.log.sources import BLOCK, Entry, EntryBlock, Names, Unusual, entries_of, first_lines, report_entries
from csplan.sources.files import lines_of, read_text
from csplan.sources.yaml_file import open_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.plan.timelog import TimeLogFile
    from csplan.records.dates import Order
    from csplan.records.log.files import LogFile
    from csplan.records.log.rows import Rows
    from csplan.records.log.sources import Columns
    from csplan.sources.yaml_file import YamlFile
    from csplan.values.formats import Sign

    Entries = Iterator[tuple[list[dict[str, str]], list[int]]]


def add_entries(
    file: LogFile,
    rows: Rows,
    section: TimeLogFile,
    _sign: Sign | None,
    _order: Order | None,
    found: list[Finding],
) -> Part | None:
    """Go through a list once; None where it is none, or where its YAML is wrong. Raises Unusable, OrderNeeded."""
    foreign = file.suffix in ALIASES
    text = "" if foreign else read_text(file.path)
    names, bad = Names(section.columns, ALIASES.get(file.suffix)), list[Entry]()
    before = len(found)

    def again() -> None:
        rows.forget()
        bad.clear()

    blocks = _blocks(file, section, rows) if foreign else _entries(text, file, names, bad, found, again)
    for entries, lines in blocks:
        rows.take(EntryBlock(entries, lines, names, bad))
    if has_errors(found[before:]):
        return None
    if foreign:
        text = file.path.read_bytes().decode("utf-8", "replace")
    bad.sort(key=lambda each: each.line)
    found.extend(report_entries(bad, text, file.name))
    if not foreign:
        found.extend(about_misspelt(names.unknown(), names.values(), file.name))
    return Part(len(bad), lambda numbers: first_lines(lines_of(text), numbers))


def entry_blocks(file: LogFile, section: TimeLogFile, wanted: Sequence[str]) -> Iterator[tuple[Columns, str]]:
    """Yield some columns of a list; between the values of one, numbers are written as in a plan."""
    names = Names(section.columns, ALIASES.get(file.suffix))
    foreign = file.suffix in ALIASES
    blocks = (
        _blocks(file, section, None) if foreign else _entries(read_text(file.path), file, names, [], [], lambda: None)
    )
    for entries, lines in blocks:
        block = EntryBlock(entries, lines, names, [])
        yield {name: block.columns[name] for name in wanted if name in block.columns}, ""


def _entries(  # noqa: PLR0913, PLR0917 - as above
    text: str,
    file: LogFile,
    names: Names,
    bad: list[Entry],
    found: list[Finding],
    again: Callable[[], None],
) -> Entries:
    """Yield the entries of a list of mappings; what is wrong with it as a whole goes to ``found``.

    ``again`` is called where what was yielded so far does not count, because all of it comes once more.
    """
    try:
        yield from entries_of(text)
    except Unusual:
        again()
        before = len(found)
        yaml = open_yaml(file.path, file.name, None, found)
        if yaml is None or has_errors(found[before:]):
            return
        under = ("time_log",) if isinstance(yaml.data, dict) and list(yaml.data) == ["time_log"] else ()
        data = yaml.data["time_log"] if under else yaml.data
        if not isinstance(data, tuple):
            found.append(finding(NO_LIST_OF_ENTRIES, yaml.where(under)))
            return
        yield _flattened(data, yaml, under, names, bad)


def _blocks(file: LogFile, section: TimeLogFile, rows: Rows | None) -> Entries:
    """Yield the entries of a file that is no YAML, in blocks."""
    found = foreign_entries(file, section, rows)
    while block := list(islice(found, BLOCK)):
        yield [entry for entry, _ in block], [line for _, line in block]


def _flattened(
    data: tuple[object, ...], file: YamlFile, under: tuple[str, ...], names: Names, odd: list[Entry]
) -> tuple[list[dict[str, str]], list[int]]:
    """Return the entries that are mappings of single values, and their lines; the others are left out."""
    entries: list[dict[str, str]] = []
    lines: list[int] = []
    for index, item in enumerate(data):
        line = file.where((*under, index)).line
        if not isinstance(item, dict):
            odd.append(Entry(line, "", "", say("it is not a mapping")))
            continue
        flat = {key: value for key, value in item.items() if type(value) is str}
        nested = [key for key in item.keys() - flat.keys() if names[key]]
        if nested:
            odd.append(Entry(line, "", "", say("its {key} is not a single value", key=nested[0])))
        else:
            entries.append(flat)
            lines.append(line)
    return entries, lines
