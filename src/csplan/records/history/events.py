"""The table of events: one row for one thing that happened, with chains of what came from what."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

from csplan.findings.catalogue import history as records
from csplan.findings.diagnostic import Where, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.history import EVENT_COLUMNS, EVENTS, NOBODY, Events
from csplan.records.book.amounts import Amounts, Nothing, undecided
from csplan.records.book.headings import heading_unit
from csplan.records.history.reading import BAD, BLOCK, Names, Reading, customer_of
from csplan.records.history.words import EventWords
from csplan.records.log.words import Remembered
from csplan.values import Unreadable
from csplan.values.formats import Column, decimal_sign
from csplan.values.names import is_blank, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.plan.history import EventsFile
    from csplan.plan.types import Currencies
    from csplan.sources.csv_tables import Table

MOST_LINKS = 10
"""Links of a chain that are followed."""
_NEEDS: dict[str, tuple[str, ...]] = {
    "renewal": ("due", "arr"),
    "opt_out": ("due", "arr"),
    "churn": ("due",),
    "expansion": ("arr",),
}
"""Amounts without which an event of a kind says nothing."""


class ReadEvents(Reading):
    """Reads the events of a plan; those of customers whom neither the book nor a snapshot has are left out."""

    section = "events"
    known = EVENT_COLUMNS
    needed = ("date", "event", "customer")

    def __init__(self, stated: EventsFile, customers: Names, currencies: Currencies, *, all_known: bool) -> None:
        """Know the customers there are; where these are not ``all_known``, those of the events are customers too."""
        super().__init__(stated, customers)
        self.currencies = currencies
        self.all_known = all_known
        self.events = Events("")
        self._words = EventWords(dict(stated.names or {}))
        self._decided: dict[str, Amounts] = {}

    def begin(self) -> None:
        """Start with no rows."""
        self.events = Events(self.name)
        self._days = self.days()
        self._kinds: Remembered[str, int] = Remembered(self._words.code, BAD)
        self._names: Remembered[str, int] = Remembered(self._customer, BAD)
        self._csms: Remembered[str, int] = Remembered(self.people.code, BAD)
        self._amounts = {name: Remembered(self._amount(name), nan) for name in ("arr", "due") if name in self.at}
        self._values = Names()
        self._seen: set[int] = set()
        self._ids: dict[str, int] = {}
        self._from: dict[int, str] = {}

    def _customer(self, text: str) -> int:
        name = customer_of(text)
        at = self.customers.find(name)
        if at is None and not self.all_known:
            at = self.customers.add(name)
        if at is None:
            reason = say("neither the account book nor any snapshot has a customer {name}", name=quoted(name))
            raise Unreadable("customer", reason)
        return at

    def _amount(self, name: str) -> Any:  # noqa: ANN401 - a reader of texts
        assert self.table is not None  # noqa: S101 - it is being read
        amounts = self._decided.get(name) or self._in_column(name, self.table)

        def read(text: str) -> float:
            try:
                value = amounts.read(text)
            except Nothing:
                return nan
            if value < 0:
                raise Unreadable("money", say("{text} is below zero", text=quoted(text.strip())))
            return value

        return read

    def _in_column(self, name: str, table: Table) -> Amounts:
        """Return what reads the amounts of a column, of all of which it is found out how they are written."""
        place = self.at[name]
        column = Column("money", table.delimiter, decimal_sign(self.stated.number_format))
        for rows, _ in table.again().blocks(BLOCK):
            for text in {row[place] for row in rows}:
                column.look(text)
        if column.opened and not column.decide():
            raise undecided(column, table.headings[place])
        self._decided[name] = Amounts(column, self.currencies, heading_unit(table.headings[place])[1])
        return self._decided[name]

    def take(self, columns: Mapping[int, Sequence[str]], rows: list[list[str]], lines: Sequence[int]) -> int:
        """Add a block of rows, one by one: there are few events for a customer."""
        at, events, before = self.at, self.events, len(self.events.day)
        read: dict[str, list[Any]] = {
            "date": self._days.all(columns[at["date"]]),
            "event": self._kinds.all(columns[at["event"]]),
            "customer": self._names.all(columns[at["customer"]]),
            **{name: known.all(columns[at[name]]) for name, known in self._amounts.items()},
        }
        csms = self._csms.all(columns[at["csm"]]) if "csm" in at else [NOBODY] * len(rows)
        for row, cells in enumerate(rows):
            wrong = self._wrong(cells, {name: values[row] for name, values in read.items()})
            if wrong is not None:
                self.refuse(lines[row], *wrong)
                continue
            index = len(events.day)
            events.day.append(read["date"][row])
            events.kind.append(read["event"][row])
            events.customer.append(read["customer"][row])
            events.csm.append(csms[row])
            events.arr.append(read["arr"][row] if "arr" in read else nan)
            events.due.append(read["due"][row] if "due" in read else nan)
            events.value.append(self._text(cells, "value", self._values.add, NOBODY))
            events.line.append(lines[row])
            events.came.append(NOBODY)
            self._text(cells, "id", lambda text, index=index: self._ids.setdefault(visible(text), index), NOBODY)
            origin = self._text(cells, "from", visible, "")
            if origin:
                self._from[index] = origin
        return len(events.day) - before

    def _text(self, cells: list[str], column: str, read: Any, nothing: Any) -> Any:  # noqa: ANN401 - as it is read
        place = self.at.get(column)
        return nothing if place is None or is_blank(cells[place]) else read(cells[place])

    def _wrong(self, cells: list[str], values: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return the column in which a row says nothing that counts, and why; None where it counts."""
        for name, known in (("date", self._days), ("event", self._kinds), ("customer", self._names)):
            if values[name] == BAD:
                return name, known.why[cells[self.at[name]]]
        for name in ("arr", "due"):
            text = cells[self.at[name]] if name in self.at else ""
            if name in self._amounts and text in self._amounts[name].why:
                return name, self._amounts[name].why[text]
        kind = EVENTS[values["event"]]
        for name in _NEEDS.get(kind, ()):
            value = values.get(name, nan)
            if value != value:  # noqa: PLR0124 - NaN
                return name, say("{event} says no `{column}`", event=kind, column=name)
        if kind in {"renewal", "opt_out"} and not values["due"]:
            return "due", say("{event} says that nothing was due", event=kind)
        same = hash("\n".join(cells))
        if same in self._seen:
            return "date", say("the same row stands in the table before")
        self._seen.add(same)
        return None

    def finish(self) -> None:
        """Follow what came from what, once all rows are there."""
        events = self.events
        events.people, events.values = self.people.names.names, self._values.names
        for index, origin in self._from.items():
            events.came[index] = self._ids.get(origin, NOBODY)

    def notes(self) -> Iterator[Finding]:
        """Report links to what is not there."""
        self.finish()
        missing = [index for index in self._from if self.events.came[index] == NOBODY]
        if missing:
            first = missing[0]
            facts = {"count": f"{len(missing):,}", "id": quoted(self._from[first])}
            record = records.MISSING_LINK if len(missing) == 1 else records.MISSING_LINKS
            yield found(record, Where(self.name, self.events.line[first], 1), **facts)


def chain(events: Events, index: int) -> list[int]:
    """Return an event and what it came from, link by link; one that comes back to itself ends there."""
    links = [index]
    while len(links) <= MOST_LINKS and (origin := events.came[links[-1]]) != NOBODY and origin not in links:
        links.append(origin)
    return links
