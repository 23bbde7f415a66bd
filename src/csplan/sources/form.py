"""The form of a table of text: what stands between its cells, and in which line its headings are."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue.files import EMPTY_TABLE
from csplan.findings.catalogue.tables import DELIMITER
from csplan.findings.diagnostic import Unusable
from csplan.findings.record import found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import TextIO

DELIMITERS = ",;\t|"
_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "": "\t"}
_NOTHING = f"{''.join(DELIMITERS)} \r\n"
_SAMPLE = 2000
"""Lines from which the delimiter is found: beyond them, a table goes on as it began."""

_MOST_ABOVE = 50
"""Rows above the headings, at most."""


class Stated(NamedTuple):
    """What the plan says of a table's form; None or nothing where csplan finds it out."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    wanted: Collection[str] = ()
    """Headings that are looked for, folded: a row that has several of them is the row of headings."""


class Form(NamedTuple):
    """What stands between the cells, how many lines stand above the headings, and which sheet of a workbook it is."""

    delimiter: str
    above: int
    told: bool
    """Whether something that is no blank line stands above the headings."""
    sheet: str = ""
    """The sheet of a workbook that is read."""
    alike: tuple[str, ...] = ()
    """Other sheets with the same headings, of a workbook of which nobody says which is meant."""
    others: tuple[str, ...] = ()
    """Those with other headings."""
    merged: int = 0
    """Cells of several rows, each of which has what they show."""


def find_form(file: TextIO, stated: Stated) -> Form:
    """Find the form of an open table; raises Unusable where it holds nothing."""
    lines = list(islice(file, _SAMPLE))
    start, delimiter = 0, read_delimiter(stated.delimiter)
    sep = lines[0].strip().strip('"') if lines else ""
    if sep.casefold().startswith("sep=") and len(sep) <= len("sep=;"):
        start = 1
        delimiter = delimiter or sep[4:] or "\t"
    text = "".join(lines[start:])
    delimiters = delimiter or "".join(each for each in DELIMITERS if each in text) or DELIMITERS[0]
    tried = [_Tried(each, lines[start:], stated.wanted) for each in delimiters]
    best = max(tried, key=lambda each: each.score)
    if best.heading is None:
        raise Unusable(found(EMPTY_TABLE))
    return Form(best.delimiter, start + best.above, told=best.told)


def read_delimiter(text: str | None) -> str | None:
    """Return the character that a plan means by a delimiter; raises Unusable."""
    if text is None:
        return None
    meant = _NAMES.get(text.strip().casefold(), text.strip())
    if len(meant) != 1 or meant.isalnum() or meant in "\"'\r\n":
        raise Unusable(found(DELIMITER))
    return meant


def headings_in(rows: Iterable[list[str]], wanted: Collection[str]) -> int | None:
    """Return which of the first rows holds the headings; None where all of them are empty.

    The first row that is filled for half of the usual width, unless a later one has more of the headings that are
    looked for.
    """
    first = list(islice(rows, _MOST_ABOVE))
    filled = [sum(bool(cell.strip(_NOTHING)) for cell in row) for row in first]
    if not any(filled):
        return None
    width = _usual(filled)
    chosen = next(index for index, count in enumerate(filled) if count >= max(1, ceil(width / 2)))
    hits = [_hits(row, wanted) for row in first]
    most = max(hits)
    return hits.index(most) if most > max(1, hits[chosen]) else chosen


def _usual(widths: Iterable[int]) -> int:
    """Return the most frequent width of more than one cell, the larger of two; 1 where there is none."""
    counts = Counter(width for width in widths if width > 1)
    return max(counts, key=lambda width: (counts[width], width), default=1)


def _hits(row: list[str], wanted: Collection[str]) -> int:
    return len({cell.strip().casefold() for cell in row}.intersection(wanted))


class _Tried:
    """What the first lines of a table look like with a delimiter."""

    def __init__(self, delimiter: str, lines: list[str], wanted: Collection[str]) -> None:
        self.delimiter = delimiter
        self.above, self.told = 0, False
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
        rows: list[list[str]] = []
        ends: list[int] = []
        try:
            for row in reader:
                rows.append(row)
                ends.append(reader.line_num)
        except csv.Error:
            pass  # the reader of rows says what is wrong; what was read so far tells the form
        self.heading = headings_in(rows, wanted)
        self.score: tuple[int, float, int] = (0, 0.0, 0)
        if self.heading is None:
            return
        at = self.heading
        self.above = ends[at - 1] if at else 0
        self.told = any(any(cell.strip(_NOTHING) for cell in row) for row in rows[:at])
        width = len(rows[at])
        whole = [len(row) for row in rows if row]
        fitting = sum(1 < each <= width for each in whole)
        self.score = (_hits(rows[at], wanted), fitting / len(whole), min(width, _usual(whole)))
