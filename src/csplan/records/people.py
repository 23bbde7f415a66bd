"""Who serves customers: a table of people, or a list of them in the plan."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import people as records
from csplan.findings.catalogue.files import NOBODY_IN_TABLE
from csplan.findings.catalogue.names import DUPLICATE_NAME, UNKNOWN_ROLE, UNKNOWN_TEAM
from csplan.findings.catalogue.tables import TABLE_DATES
from csplan.findings.catalogue.values import MISSING_KEY
from csplan.findings.diagnostic import At, Finding, Unusable, Where, did_you_mean, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.people import COLUMNS, People, Person
from csplan.records.book.amounts import Amounts, Nothing, undecided
from csplan.records.book.headings import heading_unit
from csplan.records.dates import Dates, dates_of, in_words
from csplan.records.headings import Headings
from csplan.sources.csv_tables import read_table, report_table
from csplan.sources.files import inside, shown
from csplan.sources.form import Stated
from csplan.values import Unreadable, read_count, read_share
from csplan.values.formats import Column, decimal_sign
from csplan.values.names import folded, is_blank, is_nobody, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from csplan.plan.currencies import Currencies
    from csplan.plan.document import PlanFile
    from csplan.plan.people import PeopleTable, PersonItem
    from csplan.records.dates import Order
    from csplan.sources.table import Table

_BETWEEN = re.compile("[;\uff1b\u3001\n]")
"""What stands between several values in one text: semicolons, the Chinese comma of lists, the end of a line."""
_MOST_COLUMNS = 100
"""Other columns that are kept of a table; people have few."""
_NEARLY = 0.75
"""How alike a key is to one that csplan knows, to be a slip of the pen rather than a word of its own."""
_FOREVER = "9999"
"""The year in which people leave who don't, in exports of personnel systems."""


class Named(NamedTuple):
    """The names that roles, and teams and segments, have; None where not all can be known."""

    roles: Collection[str] | None
    places: Collection[str] | None


class PeopleRead(NamedTuple):
    """The people, or None where nothing can be said of them; findings in the plan by path, in the table by place."""

    people: People | None
    findings: list[Finding]
    rows: list[Finding]


def read_people(document: PlanFile, currencies: Currencies, folder: Path, main: str, named: Named) -> PeopleRead:
    """Read the people of a plan; ``main`` is the name of the plan's main file, as it is shown."""
    section = document.people
    if section is None:
        return PeopleRead(None, [], [])
    if section.listed is not None:
        return _of_list(section.listed, main, named)
    if section.file is None:
        hint = say("name the table, or list the people")
        return PeopleRead(None, [found(MISSING_KEY, ("people",), hint=hint, key="file")], [])
    name = shown(main, section.file)
    reading = _Reading(section, currencies, named)
    try:
        encoding = read_table(inside(folder, section.file), reading.read, _stated(section))
    except Unusable as unusable:
        return PeopleRead(None, [unusable.of(name, "people", "file")], [])
    table, findings = reading.table, reading.findings
    used = len(reading.persons) if reading.columns is not None else None
    rows = [*report_table(table, name, encoding, used), *reading.notes(name)] if table else []
    if used is None:
        return PeopleRead(None, findings, rows)
    return PeopleRead(People(name, tuple(reading.persons.values()), tuple(reading.others)), findings, rows)


def _stated(section: PeopleTable) -> Stated:
    mapped = [heading for headings in (section.columns or {}).values() for heading in headings]
    return Stated(section.encoding, section.delimiter, section.sheet, {name.casefold() for name in (*COLUMNS, *mapped)})


def values_in(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the values that texts hold, each once: ``en;de`` are two."""
    parts = (visible(part) for text in texts for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(part for part in parts if not is_blank(part)))


def _meant(names: Collection[str] | None, name: str) -> str | None:
    """Return the name that is meant, whatever its case; None where there is none."""
    if names is None or name in names:
        return name
    return next((each for each in names if folded(each) == folded(name)), None)


def _similar(columns: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield columns that are called nearly as one that csplan knows."""
    for column in columns:
        near = get_close_matches(column, COLUMNS, n=1, cutoff=_NEARLY)
        if near:
            yield column, near[0]


# --- a list in the plan ----------------------------------------------------------------------------------------------


def _of_list(items: Sequence[PersonItem], main: str, named: Named) -> PeopleRead:
    findings: list[Finding] = []
    persons: dict[str, Person] = {}
    others: dict[str, None] = {}
    for index, item in enumerate(items):
        at, name = ("people", index), visible(item.name)
        further = {key.strip().casefold(): values_in(texts) for key, texts in (item.model_extra or {}).items()}
        others.update(dict.fromkeys(further))
        findings += [
            found(records.SIMILAR_COLUMN, At((*at, key), key=True), column=quoted(key), known=known)
            for key, known in _similar(item.model_extra or {})
        ]
        if is_nobody(name):
            findings.append(found(records.NOBODYS_NAME, (*at, "csm"), csm=quoted(name)))
            continue
        if folded(name) in persons:
            findings.append(found(DUPLICATE_NAME, (*at, "csm"), subject=name, section="people", name=quoted(name)))
            continue
        if item.first is not None and item.last is not None and item.last < item.first:
            facts = {"csm": name, "first": f"{item.first}", "last": f"{item.last}"}
            findings.append(found(records.ENDS_FIRST, (*at, "until"), subject=name, **facts))
        role = None if item.role is None else _meant(named.roles, item.role)
        if item.role is not None and role is None:
            hint = did_you_mean(item.role, named.roles or ())
            findings.append(found(UNKNOWN_ROLE, (*at, "role"), subject=item.role, hint=hint, name=quoted(item.role)))
        teams = []
        for text in values_in(item.team or ()):
            team = _meant(named.places, text)
            if team is None:
                hint = did_you_mean(text, named.places or ())
                findings.append(found(UNKNOWN_TEAM, (*at, "team"), subject=text, hint=hint, name=quoted(text)))
            else:
                teams.append(team)
        share = 1.0 if item.share is None else item.share
        persons[folded(name)] = Person(
            name, role, tuple(teams), item.first, item.last, share, item.pay, item.max_customers, further
        )
    return PeopleRead(People(main, tuple(persons.values()), tuple(others)), findings, [])


# --- a table ---------------------------------------------------------------------------------------------------------


class _Wrong(Exception):  # noqa: N818 - says why a row is left out
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


class _Reading:
    """Reads one table of people."""

    def __init__(self, section: PeopleTable, currencies: Currencies, named: Named) -> None:
        self.section = section
        self.currencies = currencies
        self.named = named
        self.findings: list[Finding] = []
        self.table: Table | None = None
        self.columns: dict[str, int | None] | None = None
        self.others: dict[str, int] = {}
        """Other columns by their names, folded."""
        self.persons: dict[str, Person] = {}
        self.dates = Dates(section.date_format)
        self.order: tuple[Order, str] | None = None
        """Which of day and month comes first, where that was found out, with the date that told."""
        self.pay: Amounts | None = None

    def read(self, table: Table) -> None:
        """Read the rows of an open table; raises Unusable."""
        self.table = table
        headings = Headings("people", self.section.columns or {}, table)
        at = {name: headings.find(name, needed=name == "csm") for name in COLUMNS}
        headings.report_lacking()
        self._find_others(headings, {place for place in at.values() if place is not None})
        self.findings += headings.wrong
        if any(each.severity == "error" for each in headings.wrong):
            return
        self.columns = at
        self._look_ahead(table.again(), at)
        self.table = table = table.again()
        rows = 0
        for rows, row in enumerate(table.rows(), 1):  # noqa: B007 - how many there were
            try:
                person = self._person(row)
            except _Wrong as wrong:
                table.refuse(row, self.columns[wrong.column], wrong.reason)
                continue
            self.persons[folded(person.name)] = person
        if not rows and not table.bad:
            self.findings.append(found(NOBODY_IN_TABLE, ("people",)))

    def notes(self, name: str) -> Iterator[Finding]:
        """Tell how its dates were understood, where they could have been understood otherwise."""
        if self.order is not None:
            order, example = self.order
            yield found(TABLE_DATES, Where(name, 1, 1), order=in_words(order), example=quoted(example), stated=order)

    def _find_others(self, headings: Headings, known: Collection[int]) -> None:
        for name in headings.mapped:
            if name not in COLUMNS and (place := headings.find(name)) is not None:
                self.others[name.strip().casefold()] = place
        taken = {*known, *self.others.values()}
        for place, heading in enumerate(headings.headings):
            if place not in taken and heading and len(self.others) < _MOST_COLUMNS:
                self.others.setdefault(heading, place)
        mapped = {name.strip().casefold() for name in headings.mapped}
        self.findings += [
            found(records.SIMILAR_COLUMN, At(("people",)), column=quoted(column), known=known)
            for column, known in _similar([each for each in self.others if each not in mapped])
        ]

    def _look_ahead(self, table: Table, at: Mapping[str, int | None]) -> None:
        """Find out how the dates and amounts of the whole table are written; raises Unusable."""
        places = [place for name in ("from", "until") if (place := at[name]) is not None]
        texts = {text for row in table.rows() for place in places if not is_blank(text := row[place])}
        self.dates, self.order = dates_of(self.section.date_format, texts)
        if (pay := at["pay"]) is not None:
            column = Column("money", table.delimiter, decimal_sign(self.section.number_format))
            for row in table.again().rows():
                column.look(row[pay])
            if column.opened and not column.decide():
                raise undecided(column, table.headings[pay])
            self.pay = Amounts(column, self.currencies, heading_unit(table.headings[pay])[1])

    def _cell(self, row: Sequence[str], column: str) -> str:
        place = (self.columns or {})[column]
        return "" if place is None or is_blank(row[place]) else row[place].strip()

    def _person(self, row: Sequence[str]) -> Person:
        """Return whom a row is of; raises _Wrong."""
        name = visible(self._cell(row, "csm"))
        if is_nobody(name):
            raise _Wrong("csm", say("it names nobody"))
        if folded(name) in self.persons:
            raise _Wrong("csm", say("{csm} stands in the table twice", csm=quoted(name)))
        role = visible(self._cell(row, "role"))
        if role and _meant(self.named.roles, role) is None:
            raise _Wrong("role", say("no role is named {name}", name=quoted(role)))
        teams = {text: _meant(self.named.places, text) for text in values_in([self._cell(row, "team")])}
        for text, team in teams.items():
            if team is None:
                raise _Wrong("team", say("no team or segment is named {name}", name=quoted(text)))
        first, last = self._day(row, "from"), self._day(row, "until")
        if first is not None and last is not None and last < first:
            raise _Wrong("until", say("{csm} leaves before the first day", csm=quoted(name)))
        values = {other: values_in([row[place]]) for other, place in self.others.items()}
        person = Person(name, first=first, last=last, teams=tuple(team for team in teams.values() if team))
        return replace(
            person,
            role=_meant(self.named.roles, role) if role else None,
            share=self._share(row),
            pay=self._pay(row),
            max_customers=self._most(row),
            values={other: texts for other, texts in values.items() if texts},
        )

    def _day(self, row: Sequence[str], column: str) -> date | None:
        text = self._cell(row, column)
        if not text or _FOREVER in text:
            return None
        try:
            return date.fromordinal(self.dates.read(text))
        except Unreadable as unreadable:
            raise _Wrong(column, unreadable.message) from None

    def _share(self, row: Sequence[str]) -> float:
        text = self._cell(row, "share")
        if not text:
            return 1.0
        try:
            share = read_share(text.replace(",", "."))
        except Unreadable as unreadable:
            raise _Wrong("share", unreadable.message) from None
        if not 0 < share <= 1:
            raise _Wrong("share", say("a share of full time is more than 0, to 100%, not {text}", text=quoted(text)))
        return share

    def _pay(self, row: Sequence[str]) -> float | None:
        text = self._cell(row, "pay")
        if not text or self.pay is None:
            return None
        try:
            amount = self.pay.read(text)
        except Nothing:
            return None
        except Unreadable as unreadable:
            raise _Wrong("pay", unreadable.message) from None
        if amount < 0:
            raise _Wrong("pay", say("the pay is below zero"))
        return amount

    def _most(self, row: Sequence[str]) -> float | None:
        text = self._cell(row, "max_customers")
        try:
            return read_count(text) if text else None
        except Unreadable as unreadable:
            raise _Wrong("max_customers", unreadable.message) from None
