"""Logs that are lists of entries in other forms than YAML: calendars, and JSON as Timewarrior and Watson write it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from csplan.findings.catalogue.files import UNREADABLE_JSON
from csplan.findings.catalogue.values import NO_ENTRY_IN_JSON, NO_LIST_IN_JSON
from csplan.findings.diagnostic import Unusable
from csplan.findings.record import found
from csplan.sources.calendars import read_calendar
from csplan.sources.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.plan.timelog import TimeLogFile
    from csplan.records.log.files import LogFile
    from csplan.records.log.rows import Rows

ALIASES = {
    ".ics": {"summary": "task", "organizer": "csm", "categories": "customer"},
    ".json": {"stop": "end", "description": "task", "project": "customer"},
}
"""What the keys of an entry are, by the suffix of the file, where the plan does not say otherwise; in lower case."""

_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z")
_BETWEEN = re.compile(r"[\s,]*")


def foreign_entries(file: LogFile, section: TimeLogFile, rows: Rows | None) -> Iterator[tuple[dict[str, str], int]]:
    """Yield the entries of a calendar or a list in JSON, and the lines in which they stand; raises Unusable.

    ``rows`` knows which names are tasks and customers, where that matters.
    """
    if file.suffix == ".ics":
        period = section.period
        yield from read_calendar(file.path, period.first if period else None, period.last if period else None)
    else:
        for entry, line in _json_entries(read_text(file.path)):
            yield _flat(entry, rows), line


def _json_entries(text: str) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the objects of a list, one by one, so that each has its line."""
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] != "[":
        raise Unusable(found(NO_LIST_IN_JSON))
    at, line = start + 1, 1 + text.count("\n", 0, start + 1)
    while True:
        gap = _BETWEEN.match(text, at)
        end = gap.end() if gap else at
        line += text.count("\n", at, end)
        if text[end : end + 1] == "]":
            return
        try:
            entry, after = decoder.raw_decode(text, end)
        except (ValueError, RecursionError):
            raise Unusable(found(UNREADABLE_JSON, line=line)) from None
        if not isinstance(entry, dict):
            raise Unusable(found(NO_ENTRY_IN_JSON, line=line))
        yield entry, line
        line += text.count("\n", end, after)
        at = after


def _flat(entry: dict[str, Any], rows: Rows | None) -> dict[str, str]:
    """Return an entry as texts: what is no single value is left out, but for tags, which are task and customer."""
    flat: dict[str, str] = {}
    for key, value in entry.items():
        if isinstance(value, str):
            flat[key] = _COMPACT.sub(r"\1-\2-\3T\4:\5:\6Z", value)
        elif isinstance(value, bool):
            flat[key] = "true" if value else "false"
        elif isinstance(value, list) and all(isinstance(each, str) for each in value):
            flat[key] = ", ".join(value)
    tags = entry.get("tags")
    if isinstance(tags, list):
        names = [each for each in tags if isinstance(each, str)]
        if names and "task" not in flat:
            flat["task"] = next((each for each in names if rows and rows.is_task(each)), names[0])
        customer = next((each for each in names if rows and rows.is_customer(each)), None)
        if customer is not None and "customer" not in flat:
            flat["customer"] = customer
    return flat
