"""Reads the rows of a time log as they stream by, a block of columns at a time.

Nearly all cells of a log repeat, so each text is read once and then looked up, a whole column at a time and in C. Texts
that can't be read have a value of their own, which is only looked for where there are any.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, TypeAlias

from csplan.findings.catalogue.log import TOO_MANY_NAMES
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.log import NO_TASK, NOBODY
from csplan.records.dates import FIRST_DAY, Dates
from csplan.records.log.durations import NOTHING
from csplan.records.log.lengths import BAD, RowLengths
from csplan.records.log.occurrences import Occurrences
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
    Refused: TypeAlias = dict[int, tuple[str, str]]

MOST_NAMES = {"csm": 100_000, "task": 100_000, "customer": 1_000_000}
"""Names that a log may have, so that a column of free text can't fill the memory."""


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
        self.outside = 0
        """Rows that are left out because the log is of another period."""
        self._days: Texts = Remembered(lambda text: dates.read(text) - FIRST_DAY, BAD)
        self._reasons = {name: Remembered[str, str](partial(reason, name), "") for name in REASONS}
        self._csms: Texts = Remembered(self._csm, BAD)
        self._tasks: Texts = Remembered(self._task, BAD)
        self._place_of_segment: Texts = Remembered(lambda text: self._place(text, ""), BAD)
        self._place_of_customer: Texts = Remembered(lambda text: self._place("", text), BAD)
        self._place_of_both: Remembered[tuple[str, str], int] = Remembered(lambda texts: self._place(*texts), BAD)
        self.lengths = RowLengths(dates, sign)

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
        numbers = self.counted, len(self.by_nobody), self.lengths.over_midnight
        self._mark = self.occurrences.mark(), counters, numbers
        if several:
            self.days_of_files.append(set())

    def forget(self) -> None:
        """Forget what was read of the file that is being read: it is read again."""
        occurrences, counters, (self.counted, size, self.lengths.over_midnight) = self._mark
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
        minutes = self.lengths.of(columns, days, wrong, no_work)
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


def _counted(name: str, column: str, index: int) -> str:
    """Return the name; raises Unusable where it is one too many."""
    if index >= MOST_NAMES[column]:
        raise Unusable(found(TOO_MANY_NAMES, most=f"{MOST_NAMES[column]:,}", column=column, name=quoted(name)))
    return name
