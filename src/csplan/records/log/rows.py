"""Reads the rows of a time log as they stream by, a block of columns at a time.

Nearly all cells of a log repeat, so each text is read once and then looked up, a whole column at a time and in C. Texts
that can't be read have a value of their own, which is only looked for where there are any.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from csplan.findings.catalogue.log import TOO_MANY_NAMES
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.timelog import NO_TASK, NOBODY
from csplan.records.dates import FIRST_DAY, Dates, Moment
from csplan.records.log.durations import DAY, NOTHING, UNITS, checked, positive, read_minutes
from csplan.records.log.layout import LENGTHS
from csplan.records.log.occurrences import Occurrences
from csplan.records.log.units import together
from csplan.records.log.words import REASONS, Remembered, reason
from csplan.sources.asides import sums_up, total_of
from csplan.values import Unreadable
from csplan.values.names import folded, is_nobody, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.plan.tasks import Task
    from csplan.records.log.sources import Block, Columns
    from csplan.values.formats import Sign

    Texts: TypeAlias = "Remembered[str, int]"
    Lengths: TypeAlias = "Remembered[str, float]"
    Refused: TypeAlias = dict[int, tuple[str, str]]
    Moments: TypeAlias = "Remembered[str, Moment]"

MOST_NAMES = {"csm": 100_000, "task": 100_000, "customer": 1_000_000}
"""Names that a log may have, so that a column of free text can't fill the memory."""

BAD = -1
"""What stands for a text that can't be read."""

_NO_MOMENT = Moment(BAD, BAD, None)

_NIGHT = DAY / 2
"""Minutes that work may last that ends on the next day without saying so; more is a slip of the pen."""

V = TypeVar("V")


class Place:
    """Where work was done: a segment of the plan, or -1, and the name that led nowhere."""

    __slots__ = ("kind", "name", "segment")

    def __init__(self, segment: int, kind: str, name: str) -> None:
        """``kind`` is "segment" or "customer" where that name is unknown, else ""."""
        self.segment = segment
        self.kind = kind
        self.name = name


class Rows:
    """What the rows of a log add up to."""

    def __init__(  # noqa: PLR0913 - all that rows are read against
        self,
        tasks: Sequence[Task],
        segments: Mapping[str, int],
        customers: Mapping[str, int] | None,
        dates: Dates,
        sign: Sign | None,
        *,
        each_row: bool,
    ) -> None:
        """Start with no rows; ``each_row`` makes every row an occurrence of its own, ``sign`` marks decimals."""
        self.task_names = [task.name for task in tasks]
        self.known_tasks = len(tasks)
        self._internal = {index for index, task in enumerate(tasks) if task.kind == "internal"}
        self._exact = {task.name: index for index, task in reversed(list(enumerate(tasks)))}
        self._folded: dict[str, int] = {}
        for name, index in [
            *((task.name, index) for index, task in enumerate(tasks)),
            *((alias, index) for index, task in enumerate(tasks) for alias in task.aliases or ()),
        ]:
            self._folded.setdefault(folded(name), index)
        self.csm_names: list[str] = []
        self._csm_index: dict[str, int] = {}
        self.places: list[Place] = []
        self._place_index: dict[tuple[str, int], int] = {}
        self._segments = segments
        self._segments_folded = {folded(name): index for name, index in segments.items()}
        self._customers = customers or {}
        self._customers_folded: dict[str, int] | None = None

        self._dates = dates
        self._sign = sign
        self.outside = 0
        """Rows that are left out because the log is of another period."""
        any_day = dates.of_any_time()
        self._days: Texts = Remembered(lambda text: dates.read(text) - FIRST_DAY, BAD)
        self._end_days: Texts = Remembered(lambda text: any_day.read(text) - FIRST_DAY, BAD)
        self._moments: Moments = Remembered(any_day.moment, _NO_MOMENT)
        self._reasons = {name: Remembered[str, str](partial(reason, name), "") for name in REASONS}
        self._csms: Texts = Remembered(self._csm, BAD)
        self._tasks: Texts = Remembered(self._task, BAD)
        self._place_of_segment: Texts = Remembered(lambda text: self._place(text, ""), BAD)
        self._place_of_customer: Texts = Remembered(lambda text: self._place("", text), BAD)
        self._place_of_both: Remembered[tuple[str, str], int] = Remembered(lambda texts: self._place(*texts), BAD)
        self._lengths: dict[str, Lengths] = {
            name: Remembered(partial(read_minutes, a_number=UNITS.get(name), sign=sign), float(BAD)) for name in LENGTHS
        }

        self._file = 0
        self.days_of_files: list[set[tuple[int, int]]] = []
        """For each of several files the days and people that it has entries of."""
        self.counted = 0
        self.occurrences = Occurrences(each_row=each_row)
        self.rows_of_task: Counter[int] = Counter()
        """Rows by task, from the first unknown one on: those of known ones are not all there."""
        self.rows_of_place: Counter[int] = Counter()
        """Rows by place, for those with an unknown name; internal work needs none."""
        self._unknown_places: set[int] = set()
        self.first_seen: dict[int, tuple[int, int]] = {}
        """The file and line of the first row that counts under an unknown name of a task, by its index."""
        self._fresh: dict[str, int] = {}
        self.no_work: Counter[str] = Counter()
        """Rows that are no work: all-day events, breaks."""
        self.by_nobody: list[float] = []
        """Minutes of the rows that name nobody."""
        self.over_midnight = 0
        """Rows that end earlier in the day than they start, and are read as ending on the next."""
        self.begin(0, several=False)

    # --- names ---------------------------------------------------------------------------------------------------

    def _csm(self, text: str) -> int:
        name = visible(text)
        identity = folded(name)
        if name in NOTHING or is_nobody(name):
            name = identity = NOBODY
        elif sums_up(name) or total_of(name, self._csm_index):
            raise Unreadable("total", say("{name} sums up other rows", name=quoted(name)))
        index = self._csm_index.setdefault(identity, len(self.csm_names))
        if index == len(self.csm_names):
            self.csm_names.append(_counted(name, "csm", index))
        return index

    def _task(self, text: str) -> int:
        name = visible(text)
        if name in NOTHING:
            name = NO_TASK
        index = self._exact.get(name)
        if index is None and folded(name) not in self._folded and sums_up(name):
            raise Unreadable("total", say("{name} sums up other rows", name=quoted(name)))
        if index is None:
            index = self._folded.setdefault(folded(name), len(self.task_names))
            if index == len(self.task_names):
                self.task_names.append(_counted(name, "task", index))
            if index >= self.known_tasks and index not in self.first_seen:
                self._fresh[text] = index
        return index

    def _place(self, segment_text: str, customer_text: str) -> int:
        segment_name, customer = visible(segment_text), visible(customer_text)
        segment, kind, name = -1, "", ""
        if segment_name not in NOTHING:
            found = self._segments.get(segment_name, self._segments_folded.get(folded(segment_name)))
            segment, kind, name = (-1, "segment", segment_name) if found is None else (found, "", segment_name)
        if customer in NOTHING:
            customer = ""
        elif segment < 0:
            found = self._customers.get(customer)
            if found is None:
                found = self._customer_in_any_case(customer)
            if found is not None:
                segment, kind = found, ""
            elif not kind:
                kind, name = "customer", customer
        # Work for one customer is one place, however its segment is written.
        identity = folded(customer) or f"\n{folded(name)}", segment
        index = self._place_index.setdefault(identity, len(self.places))
        if index == len(self.places):
            self.places.append(Place(segment, kind, _counted(name, "customer", index)))
            if kind:
                self._unknown_places.add(index)
        return index

    def _customer_in_any_case(self, customer: str) -> int | None:
        if self._customers_folded is None:
            self._customers_folded = {folded(name): index for name, index in self._customers.items()}
        return self._customers_folded.get(folded(customer))

    @property
    def customers(self) -> list[str]:
        """The customer of each place, folded; "" of places that are none of a customer."""
        return ["" if name.startswith("\n") else name for name, _ in self._place_index]

    def is_task(self, name: str) -> bool:
        """Tell whether a name is that of a task of the plan, or an alias."""
        index = self._exact.get(name, self._folded.get(folded(name)))
        return index is not None and index < self.known_tasks

    def is_customer(self, name: str) -> bool:
        """Tell whether the account book has a customer of this name."""
        return name in self._customers or self._customer_in_any_case(name.strip()) is not None

    # --- files ---------------------------------------------------------------------------------------------------

    def begin(self, file: int, *, several: bool) -> None:
        """Go on with another file, one of several or the only one."""
        self._file = file
        counters = Counter(self.rows_of_task), Counter(self.rows_of_place), Counter(self.no_work)
        numbers = self.counted, len(self.by_nobody), self.over_midnight
        self._mark = self.occurrences.mark(), counters, numbers
        if several:
            self.days_of_files.append(set())

    def forget(self) -> None:
        """Forget what was read of the file that is being read: it is read again."""
        occurrences, counters, (self.counted, size, self.over_midnight) = self._mark
        self.occurrences.back(occurrences)
        tasks, places, no_work = counters
        self.rows_of_task, self.rows_of_place, self.no_work = Counter(tasks), Counter(places), Counter(no_work)
        del self.by_nobody[size:]
        self.first_seen = {index: place for index, place in self.first_seen.items() if place[0] != self._file}
        self._fresh.clear()
        self._tasks.clear()
        if self.days_of_files:
            self.days_of_files[-1].clear()

    def overlaps(self) -> Iterator[tuple[int, int, int]]:
        """Return pairs of files that have entries of the same people on the same days, and on how many days."""
        for other, days in enumerate(self.days_of_files):
            for one in range(other):
                both = days & self.days_of_files[one]
                if both:
                    yield one, other, len(both)

    # --- rows ----------------------------------------------------------------------------------------------------

    def take(self, block: Block) -> None:
        """Add a block of rows; those that can't count are refused."""
        columns, size = block.columns, block.size
        no_work = self._no_work(columns)
        wrong: Refused = {}
        days = self._column("date", self._days, columns, size, wrong)
        csms = self._column("csm", self._csms, columns, size, wrong)
        tasks = self._column("task", self._tasks, columns, size, wrong)
        minutes = self._durations(columns, days, wrong, no_work)
        places = self._all_places(columns, size)
        if self._fresh:
            self._note_first(block, wrong, no_work)
        if wrong or no_work:
            kept = bytearray(b"\1") * size
            for row in no_work:
                kept[row] = 0
            self.no_work.update(no_work.values())
            dates, outside = columns.get("date", [""] * size), self._dates.outside
            for row in sorted(wrong.keys() - no_work.keys()):
                self.outside += wrong[row][0] == "date" and dates[row] in outside
                block.refuse(row, *wrong[row])
                kept[row] = 0
            days, csms, tasks, places = (list(compress(column, kept)) for column in (days, csms, tasks, places))
            minutes = list(compress(minutes, kept))
        self.occurrences.add(days, csms, tasks, places, minutes)
        if self.days_of_files:
            self.days_of_files[-1].update(zip(days, csms, strict=True))
        self.counted += len(days)
        nobody = self._csm_index.get(NOBODY)
        if nobody is not None and nobody in csms:
            self.by_nobody.extend([length for csm, length in zip(csms, minutes, strict=True) if csm == nobody])
        known, unknown, internal = self.known_tasks, self._unknown_places, self._internal
        if len(self.task_names) > known:
            self.rows_of_task.update(tasks)
        if unknown:
            self.rows_of_place.update(
                [place for place, task in zip(places, tasks, strict=True) if place in unknown and task not in internal]
            )

    def _no_work(self, columns: Columns) -> dict[int, str]:
        """Return the rows that are said to be no work, with what they are."""
        found: dict[int, str] = {}
        for name, known in self._reasons.items():
            if name in columns:
                said = known.all(columns[name])
                if any(said):
                    found |= {row: what for row, what in enumerate(said) if what}
        return found

    def _column(self, name: str, known: Texts, columns: Columns, size: int, wrong: Refused) -> list[int]:
        texts = columns.get(name) or [""] * size
        values = known.all(texts)
        for row in known.wrong_in(values):
            wrong.setdefault(row, (name, known.why[texts[row]]))
        return values

    def _note_first(self, block: Block, wrong: Refused, no_work: Mapping[int, str]) -> None:
        """Note where unknown names are first met in a row that counts."""
        for row, text in enumerate(block.columns.get("task") or [""] * block.size):
            if text in self._fresh and row not in wrong and row not in no_work:
                self.first_seen.setdefault(self._fresh.pop(text), (self._file, block.line(row)))

    def _all_places(self, columns: Columns, size: int) -> list[int]:
        if "customer" not in columns:
            return self._place_of_segment.all(columns.get("segment") or [""] * size)
        if "segment" not in columns:
            return self._place_of_customer.all(columns["customer"])
        return self._place_of_both.all([*zip(columns["segment"], columns["customer"], strict=True)])

    def _durations(self, columns: Columns, days: Sequence[int], wrong: Refused, no_work: dict[int, str]) -> list[float]:
        """Return how long each row took: as it says, or from start to end."""
        minutes = [0.0] * len(days)
        self._several(columns, minutes, wrong)
        for name, lengths in self._lengths.items():
            if name in columns:
                texts, before = columns[name], minutes
                read = lengths.all(texts)
                for row in lengths.wrong_in(read):
                    if not before[row]:
                        wrong.setdefault(row, (name, lengths.why[texts[row]]))
                minutes = [one or other for one, other in zip(before, read, strict=True)] if any(before) else read
        if 0.0 in minutes:
            without = [row for row, length in enumerate(minutes) if not length and row not in no_work]
            if columns.keys() >= {"start", "end"}:
                for row in without:
                    minutes[row] = self._from_start_to_end(columns, row, days[row], wrong, no_work)
            else:
                column = next((name for name in LENGTHS if name in columns), "minutes")
                for row in without:
                    wrong.setdefault(row, (column, say("it has no duration")))
        return minutes

    def _several(self, columns: Columns, minutes: list[float], wrong: Refused) -> None:
        """Fill in the minutes of rows whose length stands in columns of several units."""
        names = [name for name in UNITS if name in columns]
        if len(names) < 2:  # noqa: PLR2004 - several
            return
        for row, cells in enumerate(zip(*(columns[name] for name in names), strict=True)):
            filled = {name: cell for name, cell in zip(names, cells, strict=True) if cell.strip() not in NOTHING}
            if len(filled) > 1:
                try:
                    minutes[row] = checked(together(filled, self._sign) or 0.0)
                except Unreadable as error:
                    wrong.setdefault(row, (names[0], error.message))

    def _from_start_to_end(
        self, columns: Columns, row: int, day: int, wrong: Refused, no_work: dict[int, str]
    ) -> float:
        """Return how long a row took by its times, or 0 where it is wrong or no work."""

        def at(name: str, known: Remembered[str, V]) -> V:
            text = columns[name][row]
            [value] = known.all([text])
            if text in known.why:
                wrong.setdefault(row, (name, known.why[text]))
            return value

        start, end = at("start", self._moments), at("end", self._moments)
        day += FIRST_DAY
        first, last = start.day or day, end.day
        if last is None and "end_date" in columns and columns["end_date"][row].strip() not in NOTHING:
            last = at("end_date", self._end_days) + FIRST_DAY
        if row in wrong:
            return 0.0
        minutes = self._between(start, end, first, last)
        whole_days = minutes % DAY == 0 or minutes % DAY >= DAY - 1  # also until 23:59
        if not start.minutes and minutes > 0 and whole_days:
            no_work[row] = "all-day"
            return 0.0
        try:
            return positive(minutes)
        except Unreadable as error:
            wrong.setdefault(row, ("end", error.message))
            return 0.0

    def _between(self, start: Moment, end: Moment, first: int, last: int | None) -> float:
        """Return the minutes between two times of the days ``first`` and ``last``; None: the same, or the next."""
        minutes = end.minutes - start.minutes
        if last is not None:
            minutes += (last - first) * DAY
        if start.offset is not None and end.offset is not None:
            minutes += start.offset - end.offset
        if last is None and -DAY < minutes < 0 and minutes + DAY <= _NIGHT:
            minutes += DAY
            self.over_midnight += 1
        return minutes


def _counted(name: str, column: str, index: int) -> str:
    """Return the name; raises Unusable where it is one too many."""
    if index >= MOST_NAMES[column]:
        raise Unusable(found(TOO_MANY_NAMES, most=f"{MOST_NAMES[column]:,}", column=column, name=quoted(name)))
    return name
