"""Reads calendars in the form of iCalendar (.ics), by a library: recurring events and time zones are no work for us.

The library comes with the extra `ics`, because few users need it. Every event is a mapping of plain texts, one for each
time that it takes place.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from csplan.findings.catalogue import log as records
from csplan.findings.catalogue.files import CALENDAR_SIZE, UNREADABLE_CALENDAR
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found
from csplan.sources.files import check_regular, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_BYTES = 32 * 1024 * 1024
MOST_EVENTS = 200_000
"""Times at which the events of one calendar take place, at most."""
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
"""Nobody works like this, and a rule that never fits would be tried for ever."""

_ZONES = timedelta(days=2)
"""By so much the days of an event may differ between zones of time."""
_FEW = 1000
"""Events that start in one span: fewer, and the next one may be longer."""
_LAST = date(9999, 12, 29)

_BUSY = {"FREE": "free", "OOF": "away"}
"""What Outlook says of the time of an event that is no work."""

Event = dict[str, str]


def read_calendar(path: Path, first: date | None, last: date | None) -> Iterator[tuple[Event, int]]:
    """Yield the events of a calendar that start from ``first`` to ``last``, and the lines in which they stand.

    Without these days all there are; recurring events need an end then. Raises Unusable.
    """
    check_regular(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unusable(found(CALENDAR_SIZE, most=MOST_BYTES >> 20))
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(error) from None
    lines = _lines(data)
    for event, uid in _events(data, first, last):
        yield event, lines.get(uid, 1)


def _events(data: bytes, first: date | None, last: date | None) -> Iterator[tuple[Event, str]]:
    try:
        import icalendar
        import recurring_ical_events
    except ImportError:
        raise Unusable(found(records.MISSING_EXTRA)) from None
    try:
        calendar = icalendar.Calendar.from_ical(data)
        backwards = set[str]()
        for event in calendar.walk("VEVENT"):
            _check_rule(event, endless=last is None)
            if _ends_before(event):
                backwards.add(str(event.get("UID", "")))
        events = recurring_ical_events.of(calendar)
        first = _first_day(calendar) if first is None else first
        for count, event in enumerate(_starting(events.between, first, last or _LAST)):
            if count >= MOST_EVENTS:
                raise Unusable(found(records.TOO_MANY_EVENTS, most=f"{MOST_EVENTS:,}"))
            uid = str(event.get("UID", ""))
            # What expands events turns those around that end before they start: they have no length to go by.
            yield {**_texts(event), **({"end": ""} if uid in backwards else {})}, uid
    except (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        raise Unusable(found(UNREADABLE_CALENDAR, reason=reason)) from None


def _starting(between: Callable[[date, date], list[Any]], first: date, last: date) -> Iterator[Any]:
    """Yield the events that start from ``first`` to ``last``, span by span, each span in the order of their starts.

    The library's own walk takes steps of minutes for as long as any event goes on: one that lasts for years would take
    hours. Spans grow while few events start in them, so that rules which never fit end soon, and memory is bounded.
    """
    span = 1
    while first <= last:
        days = min(span, (last - first).days + 1)
        begin, end = first - min(_ZONES, first - date.min), first + min(timedelta(days) + _ZONES, date.max - first)
        there = [(_day(event["DTSTART"].dt), event) for event in between(begin, end)]
        starting = [(day, event) for day, event in there if 0 <= (day - first).days < days]
        yield from (event for _, event in sorted(starting, key=lambda each: (each[0], str(each[1]["DTSTART"].dt))))
        if date.max - first < timedelta(days):
            return
        first += timedelta(days)
        span = span * 2 if len(starting) < _FEW else max(1, span // 2)


def _first_day(calendar: Any) -> date:  # noqa: ANN401 - the library's own
    """Return the first day on which anything of a calendar may start."""
    starts = [_day(event["DTSTART"].dt) for event in calendar.walk("VEVENT") if "DTSTART" in event]
    more = (event["RDATE"] for event in calendar.walk("VEVENT") if "RDATE" in event)
    dates = (each for lists in more for one in (lists if isinstance(lists, list) else [lists]) for each in one.dts)
    starts += [_day(each.dt[0] if isinstance(each.dt, tuple) else each.dt) for each in dates]
    return min(starts, default=_LAST)


def _check_rule(event: Any, *, endless: bool) -> None:  # noqa: ANN401 - the library's own
    """Raise Unusable for an event that takes place too often, or for ever where nothing says until when."""
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        name = quoted(str(event.get("SUMMARY", "")))
        if set(_TOO_OFTEN) & {str(each).upper() for each in rule.get("FREQ", [])}:
            raise Unusable(found(records.TOO_OFTEN, name=name))
        if endless and not ("UNTIL" in rule or "COUNT" in rule):
            raise Unusable(found(records.RECURRING_EVENTS, name=name))


def _ends_before(event: Any) -> bool:  # noqa: ANN401 - the library's own
    start, end = event.get("DTSTART"), event.get("DTEND")
    if start is None or end is None or type(start.dt) is not type(end.dt):
        return False
    try:
        return bool(end.dt < start.dt)
    except TypeError:  # one with a zone, the other without
        return False


def _day(start: date | datetime) -> date:
    return start.date() if isinstance(start, datetime) else start


def _texts(event: Any) -> Event:  # noqa: ANN401 - the library's own
    start = event["DTSTART"].dt
    all_day = not isinstance(start, datetime)
    end = event.end
    organizer = event.get("ORGANIZER")
    person = str(getattr(organizer, "params", {}).get("CN", "") or organizer or "").removeprefix("mailto:")
    kind = str(event.get("STATUS", "")) if str(event.get("STATUS", "")).upper() == "CANCELLED" else ""
    kind = kind or _BUSY.get(str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper(), "")
    return {
        "date": _day(start).isoformat(),
        "start": "" if all_day else start.isoformat(),
        "end": "" if all_day else end.isoformat(),
        "all_day": "true" if all_day else "",
        "type": kind or ("free" if str(event.get("TRANSP", "")).upper() == "TRANSPARENT" else ""),
        "SUMMARY": str(event.get("SUMMARY", "")),
        "ORGANIZER": person,
        "CATEGORIES": ", ".join(str(each) for each in getattr(event, "categories", ())),
        "LOCATION": str(event.get("LOCATION", "")),
        "DESCRIPTION": str(event.get("DESCRIPTION", "")),
    }


def _lines(data: bytes) -> dict[str, int]:
    """Return the lines in which the events begin, by their identity."""
    found: dict[str, int] = {}
    begin = 1
    for number, line in enumerate(data.splitlines(), 1):
        if line.startswith(b"BEGIN:VEVENT"):
            begin = number
        elif line.startswith(b"UID:"):
            found.setdefault(line[4:].decode("utf-8", "replace").strip(), begin)
    return found
