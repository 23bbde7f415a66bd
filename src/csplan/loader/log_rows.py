"""Reads the rows of a time log as they stream by, a block of columns at a time.

Nearly all cells of a log repeat, so each text is read once and then looked up, a whole column at a time and in C. Texts
that can't be read have a value of their own, which is only looked for where there are any.
"""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from csplan.diagnostics import quoted
from csplan.loader.files import Unusable
from csplan.loader.log_dates import FIRST_DAY, Dates
from csplan.loader.log_durations import DAY, NOTHING, checked, read_minutes, read_time
from csplan.loader.log_occurrences import Occurrences
from csplan.values import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from csplan.loader.log_sources import Block, Columns
    from csplan.plan.tasks import Task

    Texts: TypeAlias = "Remembered[str, int]"
    Lengths: TypeAlias = "Remembered[str, float]"
    Refused: TypeAlias = dict[int, tuple[str, str]]

MOST_NAMES = {"csm": 100_000, "task": 100_000, "customer": 1_000_000}
"""Names that a log may have, so that a column of free text can't fill the memory."""

_MOST_TEXTS = 1 << 16
"""Texts of one kind that are remembered at once."""

BAD = -1
"""What stands for a text that can't be read."""

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V], Generic[K, V]):
    """What texts mean: read when first seen, then looked up. Forgets all where it grows too large."""

    def __init__(self, read: Callable[[K], V], bad: V) -> None:
        """Say how a text is read, and what stands for one that can't be."""
        super().__init__()
        self.read = read
        self.bad = bad
        self.why: dict[K, str] = {}
        """Why texts can't be read."""

    def __missing__(self, text: K) -> V:
        """Read a text."""
        try:
            value = self.read(text)
        except Unreadable as error:
            value = self.bad
            self.why[text] = error.message
        self[text] = value
        return value

    def all(self, texts: Iterable[K]) -> list[V]:
        """Look a column up."""
        if len(self) >= _MOST_TEXTS:
            self.clear()
            self.why.clear()
        return list(map(self.__getitem__, texts))

    def wrong_in(self, values: Sequence[V]) -> list[int]:
        """Return the rows whose text, just looked up, can't be read."""
        bad = self.bad
        return [row for row, value in enumerate(values) if value == bad] if self.why and bad in values else []


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

    def __init__(
        self,
        tasks: Sequence[Task],
        segments: Mapping[str, int],
        customers: Mapping[str, int] | None,
        dates: Dates,
        *,
        each_row: bool,
    ) -> None:
        """Start with no rows; ``each_row`` makes every row an occurrence of its own."""
        self.task_names = [task.name for task in tasks]
        self.known_tasks = len(tasks)
        self._internal = {index for index, task in enumerate(tasks) if task.kind == "internal"}
        self._exact = {task.name: index for index, task in reversed(list(enumerate(tasks)))}
        self._folded: dict[str, int] = {}
        for name, index in [
            *((task.name, index) for index, task in enumerate(tasks)),
            *((alias, index) for index, task in enumerate(tasks) for alias in task.aliases or ()),
        ]:
            self._folded.setdefault(name.casefold(), index)
        self.csm_names: list[str] = []
        self._csm_index: dict[str, int] = {}
        self.places: list[Place] = []
        self._place_index: dict[tuple[str, int], int] = {}
        self._segments = segments
        self._segments_folded = {name.casefold(): index for name, index in segments.items()}
        self._customers = customers or {}
        self._customers_folded: dict[str, int] | None = None

        any_day = Dates(dates.order)
        self._days: Texts = Remembered(lambda text: dates.read(text) - FIRST_DAY, BAD)
        self._end_days: Texts = Remembered(lambda text: any_day.read(text) - FIRST_DAY, BAD)
        self._csms: Texts = Remembered(self._csm, BAD)
        self._tasks: Texts = Remembered(self._task, BAD)
        self._place_of_segment: Texts = Remembered(lambda text: self._place(text, ""), BAD)
        self._place_of_customer: Texts = Remembered(lambda text: self._place("", text), BAD)
        self._place_of_both: Remembered[tuple[str, str], int] = Remembered(lambda texts: self._place(*texts), BAD)
        self._lengths: dict[str, Lengths] = {
            "minutes": Remembered(lambda text: read_minutes(text, 1), float(BAD)),
            "hours": Remembered(lambda text: read_minutes(text, 60), float(BAD)),
        }
        self._starts: Lengths = Remembered(read_time, float(BAD))
        self._ends: Lengths = Remembered(read_time, float(BAD))

        self.counted = 0
        self.occurrences = Occurrences(each_row=each_row)
        self.rows_of_task: Counter[int] = Counter()
        """Rows by task, for the unknown ones."""
        self.rows_of_place: Counter[int] = Counter()
        """Rows by place, for those with an unknown name; internal work needs none."""
        self._unknown_places: set[int] = set()
        self.first_seen: dict[int, int] = {}
        """The line of the first row that counts under an unknown name of a task, by its index."""
        self._fresh: dict[str, int] = {}

    # --- names ---------------------------------------------------------------------------------------------------

    def _csm(self, text: str) -> int:
        name = text.strip()
        if name in NOTHING:
            raise Unreadable("csm", "it names no CSM")
        index = self._csm_index.setdefault(name.casefold(), len(self.csm_names))
        if index == len(self.csm_names):
            self.csm_names.append(_counted(name, "csm", index))
        return index

    def _task(self, text: str) -> int:
        name = text.strip()
        if name in NOTHING:
            raise Unreadable("task", "it names no task")
        index = self._exact.get(name)
        if index is None:
            index = self._folded.setdefault(name.casefold(), len(self.task_names))
            if index == len(self.task_names):
                self.task_names.append(_counted(name, "task", index))
            if index >= self.known_tasks and index not in self.first_seen:
                self._fresh[text] = index
        return index

    def _place(self, segment_text: str, customer_text: str) -> int:
        segment_name, customer = segment_text.strip(), customer_text.strip()
        segment, kind, name = -1, "", ""
        if segment_name not in NOTHING:
            found = self._segments.get(segment_name, self._segments_folded.get(segment_name.casefold()))
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
        identity = (customer or f"\n{name}").casefold(), segment
        index = self._place_index.setdefault(identity, len(self.places))
        if index == len(self.places):
            self.places.append(Place(segment, kind, _counted(name, "customer", index)))
            if kind:
                self._unknown_places.add(index)
        return index

    def _customer_in_any_case(self, customer: str) -> int | None:
        if self._customers_folded is None:
            self._customers_folded = {name.strip().casefold(): index for name, index in self._customers.items()}
        return self._customers_folded.get(customer.casefold())

    # --- rows ----------------------------------------------------------------------------------------------------

    def take(self, block: Block) -> None:
        """Add a block of rows; those that can't count are refused."""
        columns, size = block.columns, block.size
        wrong: Refused = {}
        days = self._column("date", self._days, columns, size, wrong)
        csms = self._column("csm", self._csms, columns, size, wrong)
        tasks = self._column("task", self._tasks, columns, size, wrong)
        minutes = self._durations(columns, days, wrong)
        places = self._all_places(columns, size)
        if self._fresh:
            self._note_first(block, wrong)
        if wrong:
            kept = bytearray(b"\1") * size
            for row in sorted(wrong):
                block.refuse(row, *wrong[row])
                kept[row] = 0
            days, csms, tasks, places = (list(compress(column, kept)) for column in (days, csms, tasks, places))
            minutes = list(compress(minutes, kept))
        self.occurrences.add(days, csms, tasks, places, minutes)
        self.counted += len(days)
        known, unknown, internal = self.known_tasks, self._unknown_places, self._internal
        if len(self.task_names) > known:
            self.rows_of_task.update([task for task in tasks if task >= known])
        if unknown:
            self.rows_of_place.update(
                [place for place, task in zip(places, tasks, strict=True) if place in unknown and task not in internal]
            )

    def _column(self, name: str, known: Texts, columns: Columns, size: int, wrong: Refused) -> list[int]:
        texts = columns.get(name) or [""] * size
        values = known.all(texts)
        for row in known.wrong_in(values):
            wrong.setdefault(row, (name, known.why[texts[row]]))
        return values

    def _note_first(self, block: Block, wrong: Refused) -> None:
        """Note where unknown names are first met in a row that counts."""
        for row, text in enumerate(block.columns.get("task", ())):
            if text in self._fresh and row not in wrong:
                self.first_seen.setdefault(self._fresh.pop(text), block.line(row))

    def _all_places(self, columns: Columns, size: int) -> list[int]:
        if "customer" not in columns:
            return self._place_of_segment.all(columns.get("segment") or [""] * size)
        if "segment" not in columns:
            return self._place_of_customer.all(columns["customer"])
        return self._place_of_both.all(zip(columns["segment"], columns["customer"], strict=True))

    def _durations(self, columns: Columns, days: Sequence[int], wrong: Refused) -> list[float]:
        """Return how long each row took: as it says, or from start to end."""
        minutes = [0.0] * len(days)
        for name, lengths in self._lengths.items():
            if name in columns:
                texts, before = columns[name], minutes
                read = lengths.all(texts)
                for row in lengths.wrong_in(read):
                    if not before[row]:
                        wrong.setdefault(row, (name, lengths.why[texts[row]]))
                minutes = [one or other for one, other in zip(before, read, strict=True)] if any(before) else read
        if 0.0 in minutes:
            without = [row for row, length in enumerate(minutes) if not length]
            if columns.keys() >= {"start", "end"}:
                for row in without:
                    minutes[row] = self._from_start_to_end(columns, row, days[row], wrong)
            else:
                column = "minutes" if "minutes" in columns else "hours"
                for row in without:
                    wrong.setdefault(row, (column, "it has no duration"))
        return minutes

    def _from_start_to_end(self, columns: Columns, row: int, day: int, wrong: Refused) -> float:
        def at(name: str, known: Remembered[str, V]) -> V:
            text = columns[name][row]
            [value] = known.all([text])
            if text in known.why:
                wrong.setdefault(row, (name, known.why[text]))
            return value

        start, end = at("start", self._starts), at("end", self._ends)
        if "end_date" in columns and columns["end_date"][row].strip() not in NOTHING:
            end += (at("end_date", self._end_days) - day) * DAY
        if end <= start:
            wrong.setdefault(row, ("end", "it ends before it starts" if end < start else "its duration is zero"))
        try:
            return checked(end - start)
        except Unreadable as error:
            wrong.setdefault(row, ("end", error.message))
            return 0.0


def _counted(name: str, column: str, index: int) -> str:
    """Return the name; raises Unusable where it is one too many."""
    if index >= MOST_NAMES[column]:
        message = f"there are more than {MOST_NAMES[column]:,} different names in the column {column}"
        raise Unusable(
            "too-many-names", f"{message}, such as {quoted(name)}", f"is it the right one? `columns: {{{column}: ...}}`"
        )
    return name
