"""The table of events: one row for one thing that happened, with chains of what came from what."""

from __future__ import annotations

from array import array
from itertools import compress
from math import nan
from typing import TYPE_CHECKING

from csplan.findings.catalogue import history as records
from csplan.findings.diagnostic import first_of, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.history import EVENT_COLUMNS, EVENTS, NOBODY, Events
from csplan.records.book.amounts import Amounts, Nothing, undecided
from csplan.records.book.headings import heading_unit
from csplan.records.history.reading import BAD, BLOCK, Names, Reading, customer_of, filled_in
from csplan.records.history.words import EventWords
from csplan.records.log.words import Remembered
from csplan.sources.table import columns_of
from csplan.values import Unreadable
from csplan.values.formats import Column, decimal_sign
from csplan.values.names import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.plan.currencies import Currencies
    from csplan.plan.history import EventsFile
    from csplan.sources.table import Table

    Wrong = dict[int, tuple[str, str]]
    """Rows that are left out: the column that is to blame, and why."""

MOST_LINKS = 10
"""Links of a chain that are followed."""
_LISTED = 5
_STRANGER = -10
"""From here on down, codes stand for customers whom neither the account book nor a snapshot has."""
_NO_ID = frozenset(("", "-", "–", "—"))
_NEEDS: dict[int, tuple[str, ...]] = {
    EVENTS.index("renewal"): ("due", "arr"),
    EVENTS.index("opt_out"): ("due", "arr"),
    EVENTS.index("churn"): ("due",),
    EVENTS.index("expansion"): ("arr",),
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
        self._written: dict[str, Amounts] = {}
        """How the amounts of each column are written, as far as it is known."""

    def lines(self) -> array[int]:
        """Return the lines of the rows that count."""
        return self.events.line

    def begin(self) -> None:
        """Start with no rows."""
        self.events = Events(self.name)
        self._days = self.days()
        self._kinds: Remembered[str, int] = Remembered(self._words.code, BAD)
        self._names: Remembered[str, int] = Remembered(self._customer, BAD)
        self._csms: Remembered[str, int] = Remembered(self.people.code, BAD)
        self._amounts = {name: Remembered(self._amount(name), nan) for name in ("arr", "due") if name in self.at}
        self._texts = Names()
        self._reasons: Remembered[str, int] = Remembered(
            lambda text: NOBODY if is_blank(text) else self._texts.add(text), BAD
        )
        self._seen: set[int] = set()
        self.strangers = Names()
        """Customers whom only events name."""
        self.lost: list[str] = []
        """Those of them who were customers, because an event says that they left."""
        self.unknown_renewals = 0
        self._own: list[str] = []
        self._from: dict[int, str] = {}

    def _customer(self, text: str) -> int:
        name = customer_of(text)
        at = self.customers.find(name)
        if at is not None:
            return at
        return _STRANGER - self.strangers.add(name) if self.all_known else self.customers.add(name)

    def _amount(self, name: str) -> Callable[[str], float]:
        """Return what reads the amounts of a column; raises Ambiguous where the whole of it has to be looked at."""
        if name not in self._written:
            assert self.table is not None  # noqa: S101 - it is being read
            column = Column("money", self.table.delimiter, decimal_sign(self.stated.number_format))
            unit = heading_unit(self.table.headings[self.at[name]])[1]
            self._written[name] = Amounts(column, self.currencies, unit)
        amounts = self._written[name]

        def read(text: str) -> float:
            try:
                value = amounts.read(text)
            except Nothing:
                return nan
            if value < 0:
                raise Unreadable("money", say("{text} is below zero", text=quoted(text.strip())))
            return value

        return read

    def decide(self, table: Table) -> None:
        """Find out from the whole table how its amounts are written; raises Unusable."""
        columns = [(self.at[name], amounts.column) for name, amounts in self._written.items()]
        for rows, _ in table.blocks(BLOCK):
            cells = columns_of(filled_in(rows, self.others), len(columns))
            for place, column in columns:
                for text in set(cells[place]):
                    column.look(text)
        for place, column in columns:
            if column.opened and not column.decide():
                raise undecided(column, table.headings[place])

    def take(self, columns: Mapping[int, Sequence[str]], rows: Sequence[list[str]], lines: Sequence[int]) -> int:
        """Add a block of rows."""
        at, events, size = self.at, self.events, len(rows)
        texts = {name: columns[place] for name, place in at.items()}
        days, kinds = self._days.all(texts["date"]), self._kinds.all(texts["event"])
        names = self._names.all(texts["customer"])
        csms = self._csms.all(texts["csm"]) if "csm" in at else [NOBODY] * size
        arrs, dues = (
            self._amounts[name].all(texts[name]) if name in self._amounts else [nan] * size for name in ("arr", "due")
        )
        wrong = self._unread(texts, {"date": days, "event": kinds, "customer": names})
        self._lacking(kinds, arrs, dues, wrong)
        self._repeated([columns[place] for place in range(len(rows[0]))], wrong)
        for row in sorted(wrong):
            self.refuse(lines[row], *wrong[row])
        kept = [row not in wrong for row in range(size)] if wrong else None
        before = len(events.day)
        for column, values in (
            (events.day, days),
            (events.kind, kinds),
            (events.customer, names),
            (events.csm, csms),
            (events.arr, arrs),
            (events.due, dues),
            (events.line, lines),
        ):
            column.fromlist(list(values if kept is None else compress(values, kept)))  # type: ignore[arg-type]
        count = len(events.day) - before
        events.came.extend([NOBODY] * count)
        blank = [""] * size
        value, own, origin = (
            texts.get(name, blank) if kept is None else list(compress(texts.get(name, blank), kept))
            for name in ("value", "id", "from")
        )
        events.value.extend(self._reasons.all(value))
        self._own += own
        if any(origin):
            texts_from = enumerate(map(str.strip, origin), before)
            self._from.update((index, text) for index, text in texts_from if text not in _NO_ID)
        return count

    def _unread(self, texts: Mapping[str, Sequence[str]], read: Mapping[str, list[int]]) -> Wrong:
        """Return the rows of which a cell can't be read, with that column and why."""
        wrong: Wrong = {}
        for name, known in (("date", self._days), ("event", self._kinds), ("customer", self._names)):
            for row in known.wrong_in(read[name]):
                wrong.setdefault(row, (name, known.why[texts[name][row]]))
        for name, amounts in self._amounts.items():
            for row, text in enumerate(texts[name]) if amounts.why else ():
                if text in amounts.why:
                    wrong.setdefault(row, (name, amounts.why[text]))
        return wrong

    @staticmethod
    def _lacking(kinds: list[int], arrs: list[float], dues: list[float], wrong: Wrong) -> None:
        """Note the rows that lack an amount without which they say nothing."""
        for row, (kind, arr, due) in enumerate(zip(kinds, arrs, dues, strict=True)):
            if kind not in _NEEDS or row in wrong:
                continue
            for name in _NEEDS[kind]:
                value = arr if name == "arr" else due
                if value != value:  # noqa: PLR0124 - NaN
                    wrong.setdefault(row, (name, say("{event} says no `{column}`", event=EVENTS[kind], column=name)))
            if due == 0 and "due" in _NEEDS[kind]:
                wrong.setdefault(row, ("due", say("{event} says that nothing was due", event=EVENTS[kind])))

    def _repeated(self, cells: Sequence[Sequence[str]], wrong: Wrong) -> None:
        """Note the rows that stand in the table before."""
        seen = self._seen
        marks = list(map(hash, zip(*cells, strict=True)))
        if not wrong and seen.isdisjoint(marks) and len(set(marks)) == len(marks):
            seen.update(marks)
            return
        for row, mark in enumerate(marks):
            if row not in wrong and mark in seen:
                wrong[row] = "date", say("the same row stands in the table before")
            elif row not in wrong:
                seen.add(mark)

    def settle(self) -> None:
        """Take whom only events name as customers where one says that they left; leave out the rows of the others."""
        events, codes = self.events, self.events.customer
        gone = {codes[index] for index in range(len(codes)) if codes[index] <= _STRANGER and events.lost(index)}
        known = {
            code: self.customers.add(self.strangers.names[_STRANGER - code]) for code in sorted(gone, reverse=True)
        }
        self.lost = [self.customers.names[at] for at in known.values()]
        kept = [code > _STRANGER or code in known for code in codes]
        codes[:] = array("i", (known.get(code, code) for code in codes))
        for index in (index for index, keeps in enumerate(kept) if not keeps):
            name = quoted(self.strangers.names[_STRANGER - codes[index]])
            reason = say("neither the account book nor any snapshot has a customer {name}", name=name)
            self.refuse(events.line[index], "customer", reason)
            self.unknown_renewals += EVENTS[events.kind[index]] == "renewal"
        if not all(kept):
            self._keep(kept)

    def _keep(self, kept: Sequence[bool]) -> None:
        """Drop the other events."""
        events = self.events
        places = {old: new for new, old in enumerate(index for index, keeps in enumerate(kept) if keeps)}
        self._own = list(compress(self._own, kept))
        self._from = {places[index]: text for index, text in self._from.items() if index in places}
        for numbers in (events.kind, events.day, events.customer, events.csm, events.line, events.value, events.came):
            numbers[:] = array(numbers.typecode, compress(numbers, kept))
        for amounts in (events.arr, events.due):
            amounts[:] = array("d", compress(amounts, kept))
        self.counted = len(places)

    def finish(self) -> None:
        """Follow what came from what, once all rows are there."""
        events = self.events
        events.people, events.values = self.people.names.names, self._texts.names
        ids = {text.strip(): index for index, text in reversed(list(enumerate(self._own)))} if self._from else {}
        for index, origin in self._from.items():
            events.came[index] = ids.get(origin, NOBODY)

    def notes(self) -> Iterator[Finding]:
        """Report links to what is not there, and customers whom only events name."""
        self.finish()
        if self.lost:
            first = self.customers.find(self.lost[0])
            line = self.events.line[self.events.customer.index(first)] if first is not None else 1
            names = first_of([quoted(name) for name in self.lost[:_LISTED]], len(self.lost))
            yield found(records.LEFT_BY_EVENTS, self.where(line, "customer"), names=names)
        missing = [index for index in self._from if self.events.came[index] == NOBODY]
        if missing:
            first = missing[0]
            facts = {"count": f"{len(missing):,}", "id": quoted(self._from[first])}
            record = records.MISSING_LINK if len(missing) == 1 else records.MISSING_LINKS
            yield found(record, self.where(self.events.line[first], "from"), **facts)


def chain(events: Events, index: int) -> list[int]:
    """Return an event and what it came from, link by link; one that comes back to itself ends there."""
    links = [index]
    while len(links) <= MOST_LINKS and (origin := events.came[links[-1]]) != NOBODY and origin not in links:
        links.append(origin)
    return links
