"""The table of snapshots: one row for a customer on a day, kept as columns of numbers."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import compress
from math import nan
from operator import lt
from typing import TYPE_CHECKING, TypeVar

from csplan.findings.catalogue import history as records
from csplan.findings.catalogue.log import TOO_MANY_CUSTOMERS
from csplan.findings.diagnostic import Unusable, first_of, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.history import SNAPSHOT_COLUMNS, Cells, Kind, Snapshots
from csplan.records.history.reading import BAD, MOST_CUSTOMERS, Names, Reading, customer_of
from csplan.records.history.words import colour_code, truth
from csplan.records.log.words import Remembered
from csplan.values import Unreadable
from csplan.values.formats import decimal_sign, is_nothing, take_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.plan.health import HealthRules
    from csplan.plan.history import SnapshotsFile
    from csplan.plan.scorecard import Scorecard
    from csplan.records.headings import Headings

V = TypeVar("V")

_SHOWN = 3
"""Words that a finding names."""
_WEEK = 7
"""Days in which what is exported month by month is exported."""
_UNKNOWN = -1
"""Stands for a word that is no colour."""
_NOT_READ = {
    "number": records.UNKNOWN_CELLS,
    "share": records.UNKNOWN_SHARES,
    "filled": records.UNKNOWN_ITEMS,
    "yes": records.UNKNOWN_TRUTHS,
    "day": records.UNKNOWN_DAYS,
}
"""How cells that say nothing are told, by what the column should hold."""


def cells_of(rules: HealthRules | None, scorecard: Scorecard | None = None) -> dict[Cells, tuple[str | int, ...]]:
    """Return the columns that ``health`` and ``scorecard`` name, and where they first do."""
    named: dict[Cells, tuple[str | int, ...]] = {} if scorecard is None else scorecard.cells
    if rules is None:
        return named
    for half, dimensions in (("outcome", rules.outcome), ("experience", rules.experience)):
        for name, each in (dimensions or {}).items():
            named.setdefault(Cells(each.column or name, "number"), ("health", half, name))
    for index, indicator in enumerate(rules.indicators or ()):
        numbers = indicator.at_least is not None or indicator.at_most is not None
        kind: Kind = "day" if indicator.within is not None else "number" if numbers else "yes"
        named.setdefault(Cells(indicator.column, kind), ("health", "indicators", index))
    return named


def _is_small(values: array[float]) -> bool:
    """Tell whether some values are fractions, and none is over 1."""
    if any(value > 1 for value in values):
        return False
    return any(0 < value < 1 for value in values)


class ReadSnapshots(Reading):
    """Reads the snapshots of a plan."""

    section = "snapshots"
    known = SNAPSHOT_COLUMNS
    needed = ("date", "customer")

    def __init__(
        self, stated: SnapshotsFile, customers: Names, rules: HealthRules | None, scorecard: Scorecard | None
    ) -> None:
        """Know the columns that ``rules`` and ``scorecard`` name."""
        super().__init__(stated, customers)
        self.rules = rules
        self.cells = cells_of(rules, scorecard)
        self.most = scorecard.scales if scorecard else {}
        halves = (rules.outcome, rules.experience) if rules else ()
        dimensions = [(each.column or name, each) for half in halves for name, each in (half or {}).items()]
        self._of_hundred = list(dict.fromkeys(name for name, each in dimensions if each.scale is None))
        self.sign = decimal_sign(stated.number_format)
        self.snapshots = Snapshots("")
        self.before = len(customers.names)

    def find(self, headings: Headings) -> None:
        """Look for the columns that ``health`` and ``scorecard`` name."""
        for cells, path in self.cells.items():
            place = headings.find(cells.column)
            if place is None:
                hint = headings.there()
                self.findings.append(found(records.NO_HEALTH_COLUMN, path, hint=hint, name=quoted(cells.column)))
            else:
                self.at[cells.column] = place

    def day_columns(self) -> list[int]:
        """Return the columns that hold days."""
        days = (each for each in self.cells if each.kind in {"day", "filled"})
        own = [self.at[each.column] for each in days if each.column in self.at]
        return [self.at["date"], *own]

    def lines(self) -> array[int]:
        """Return the lines of the rows that count."""
        return self.snapshots.line

    def begin(self) -> None:
        """Start with no rows."""
        del self.customers.names[self.before :]
        self.customers.index = {name: at for name, at in self.customers.index.items() if at < self.before}
        there = [each for each in self.cells if each.column in self.at]
        self.snapshots = Snapshots(self.name, columns={each: array("d") for each in there})
        self._days = self.days()
        self._names: Remembered[str, int] = Remembered(self._customer, BAD)
        self._csms: Remembered[str, int] = Remembered(self.people.code, BAD)
        self._colours: Remembered[str, int] = Remembered(self._colour, _UNKNOWN)
        self._values = {each: Remembered(self._reader(each), nan) for each in there}
        self._not_read: dict[str, Counter[str]] = {}
        self._first: dict[str, int] = {}

    def _customer(self, text: str) -> int:
        at = self.customers.add(customer_of(text))
        if at >= MOST_CUSTOMERS:
            raise Unusable(found(TOO_MANY_CUSTOMERS, most=f"{MOST_CUSTOMERS:,}"))
        return at

    def _colour(self, text: str) -> int:
        code = colour_code(text)
        if code is not None:
            return code
        colours = self.rules.colours if self.rules else None
        if colours is None:
            raise Unreadable("colour", "")
        return colours.code(self._number(text))

    def _reader(self, cells: Cells) -> Callable[[str], float]:
        if cells.kind == "day":
            return lambda text: nan if is_nothing(text) else float(self.dates.read(text))
        if cells.kind != "number":
            return {"yes": self._truth, "share": self._share, "filled": self._filled}[cells.kind]
        scales = {
            each.scale or (0.0, 100.0)
            for half in ((self.rules.outcome, self.rules.experience) if self.rules else ())
            for name, each in (half or {}).items()
            if (each.column or name) == cells.column
        }
        scales = {scale for scale in scales if len(set(scale)) > 1}  # others are told
        if cells.column in self.most:
            scales.add((0.0, self.most[cells.column]))
        return lambda text: self._in(scales, nan if is_nothing(text) else self._number(text))

    def _truth(self, text: str) -> float:
        if is_nothing(text):
            return nan
        known = truth(text)
        return float(self._number(text) > 0) if known is None else known

    def _share(self, text: str) -> float:
        """Read a share: 30%, 0.3, or yes and no; a bare 30 may be anything."""
        if is_nothing(text):
            return nan
        known = truth(text) if not text.strip().isdigit() else None
        if known is not None:
            return known
        percent = text.strip().endswith(("%", "\uff05"))
        return self._in({(0.0, 1.0)}, self._number(text) / (100 if percent else 1))

    def _filled(self, text: str) -> float:
        """Read whether an item of the customer file is there: a day, or yes; no says that it is not."""
        if is_nothing(text):
            return nan
        known = truth(text)
        return float(self.dates.read(text) > 0) if known is None else known

    def _number(self, text: str) -> float:
        plain = text.strip().removesuffix("%").removesuffix("\uff05")
        parts = take_apart(plain)
        value = parts.comma if (parts.point is None or (parts.open and self.sign == ",")) else parts.point
        if parts.word or value is None:
            raise Unreadable("number", "")
        return value

    @staticmethod
    def _in(scales: set[tuple[float, ...]], value: float) -> float:
        if any(not min(scale) <= value <= max(scale) for scale in scales if value == value):  # noqa: PLR0124 - NaN
            raise Unreadable("number", "")
        return value

    def take(self, columns: Mapping[int, Sequence[str]], rows: Sequence[list[str]], lines: Sequence[int]) -> int:
        """Add a block of rows."""
        at, size, shots = self.at, len(rows), self.snapshots
        days = self._days.all(columns[at["date"]])
        names = self._names.all(columns[at["customer"]])
        colours = self._look_up("health", self._colours, columns, lines) or [0] * size
        csms = self._csms.all(columns[at["csm"]]) if "csm" in at else [-1] * size
        values = {each: self._look_up(each.column, known, columns, lines) or [] for each, known in self._values.items()}
        if (self._days.why and BAD in days) or (self._names.why and BAD in names):
            kept = self._kept(days, names, columns, lines)
            days, names, colours, csms = (list(compress(each, kept)) for each in (days, names, colours, csms))
            values = {name: list(compress(each, kept)) for name, each in values.items()}
            lines = list(compress(lines, kept))
        # From lists arrays take numbers in half the time that they need for what is no list.
        shots.day.fromlist(days)
        shots.customer.fromlist(names)
        shots.colour.fromlist([max(code, 0) for code in colours] if _UNKNOWN in colours else colours)
        shots.csm.fromlist(csms)
        shots.line.fromlist(list(lines))
        for each, column in values.items():
            shots.columns[each].fromlist(column)
        return len(days)

    def _kept(
        self, days: list[int], names: list[int], columns: Mapping[int, Sequence[str]], lines: Sequence[int]
    ) -> list[bool]:
        """Refuse rows without a day or a customer; tell which are kept."""
        kept = [True] * len(days)
        for row, (day, name) in enumerate(zip(days, names, strict=True)):
            if day == BAD:
                self.refuse(lines[row], "date", self._days.why[columns[self.at["date"]][row]])
            elif name == BAD:
                self.refuse(lines[row], "customer", self._names.why[columns[self.at["customer"]][row]])
            kept[row] = BAD not in {day, name}
        return kept

    def _look_up(
        self, name: str, known: Remembered[str, V], columns: Mapping[int, Sequence[str]], lines: Sequence[int]
    ) -> list[V] | None:
        """Return what the cells of a column mean, and count those that can't be read."""
        if name not in self.at:
            return None
        texts = columns[self.at[name]]
        read = known.all(texts)
        if known.why:
            for row, text in enumerate(texts):
                if text in known.why:
                    self._not_read.setdefault(name, Counter())[text.strip()[:40]] += 1
                    self._first.setdefault(name, lines[row])
        return read

    def _by_customer(self) -> list[int]:
        """Put the rows of each customer in the order of their days; return those that a later one stands for."""
        shots, day, passed = self.snapshots, self.snapshots.day, []
        shots.rows = [array("i") for _ in self.customers.names]
        add = [rows.append for rows in shots.rows]
        for row, customer in enumerate(shots.customer):
            add[customer](row)
        for customer, rows in enumerate(shots.rows):
            days = list(map(day.__getitem__, rows))
            if all(map(lt, days, days[1:])):
                continue
            last = {day[row]: row for row in rows}  # of one day, the later line
            passed += [row for row in rows if last[day[row]] != row]
            shots.rows[customer] = array("i", (last[each] for each in sorted(last)))
        return passed

    def _not_in_book(self) -> Iterator[Finding]:
        """Report customers whom the newest snapshots have and the account book has not, where there is one."""
        shots = self.snapshots
        if not self.before or not shots.day:
            return
        newest = max(shots.day)
        names = self.customers.names
        others = [at for at in range(self.before, len(names)) if shots.rows[at]]
        there = [at for at in others if shots.day[shots.rows[at][-1]] > newest - _WEEK]
        if there:
            line = shots.line[shots.rows[there[0]][-1]]
            told = first_of([quoted(names[at]) for at in there[:_SHOWN]], len(there))
            yield found(records.NOT_IN_BOOK, self.where(line, "customer"), names=told)

    def notes(self) -> Iterator[Finding]:
        """Report cells that say nothing that csplan knows, and rows that another stands for."""
        passed = self._by_customer()
        self.snapshots.unread = sum(self._not_read.get("health", Counter()).values())
        if passed:
            line = min(self.snapshots.line[row] for row in passed)
            yield found(records.SAME_DAY, self.where(line), count=f"{len(passed):,}")
        yield from self._not_in_book()
        for name in self._of_hundred:
            if name in self.at and _is_small(self.snapshots.columns[Cells(name, "number")]):
                yield found(records.SMALL_SCALE, self.where(self.snapshots.line[0], name), column=quoted(name))
        for name, words in self._not_read.items():
            kind = next((each.kind for each in self.cells if each.column == name), "number")
            record = records.UNKNOWN_COLOUR if name == "health" else _NOT_READ[kind]
            some = ", ".join(f"{quoted(word)} ({count:,})" for word, count in words.most_common(_SHOWN))
            more = sum(words.values()) - sum(count for _, count in words.most_common(_SHOWN))
            some = say("{words} and {more} more", words=some, more=f"{more:,}") if more else some
            yield found(record, self.where(self._first[name], name), column=quoted(name), words=some)
