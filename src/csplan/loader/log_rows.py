"""Reads the rows of a time log as they stream by, a block of columns at a time.

Nearly all cells of a log repeat, so each text is read once and then looked up, a whole column at a time and in C. A
block in which anything is wrong is cut into smaller ones, down to the row at fault.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Generic, TypeVar

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

MOST_NAMES = {"csm": 100_000, "task": 100_000, "customer": 1_000_000}
"""Names that a log may have, so that a column of free text can't fill the memory."""

_MOST_TEXTS = 1 << 16
"""Texts of one kind that are remembered at once."""

_PARTS = 16
"""Into how many a block is cut that has something wrong in it."""

K = TypeVar("K")
V = TypeVar("V")


class Wrong(Exception):  # noqa: N818 - a row that is left out is no error
    """A row can't count, for the value in a column."""

    def __init__(self, column: str, reason: str) -> None:
        """Say which value is wrong, and why."""
        super().__init__(reason)
        self.column = column
        self.reason = reason


class Remembered(dict[K, V], Generic[K, V]):
    """What texts mean: read when first seen, then looked up. Forgets all where it grows too large."""

    def __init__(self, column: str, read: Callable[[K], V]) -> None:
        """Say which column it reads, for what is wrong with it, and how."""
        super().__init__()
        self.column = column
        self.read = read

    def __missing__(self, text: K) -> V:
        """Read a text; raises Wrong where it can't be read."""
        try:
            value = self.read(text)
        except Unreadable as error:
            raise Wrong(self.column, error.message) from None
        if len(self) >= _MOST_TEXTS:
            self.clear()
        self[text] = value
        return value

    def all(self, texts: Iterable[K]) -> list[V]:
        """Look a column up."""
        return list(map(self.__getitem__, texts))


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

        self._days: Remembered[str, int] = Remembered("date", lambda text: dates.read(text) - FIRST_DAY)
        any_day = Dates(dates.order)
        self._end_days: Remembered[str, int] = Remembered("end_date", lambda text: any_day.read(text) - FIRST_DAY)
        self._csms = Remembered("csm", self._csm)
        self._tasks = Remembered("task", self._task)
        self._place_of_segment: Remembered[str, int] = Remembered("segment", lambda text: self._place(text, ""))
        self._place_of_customer: Remembered[str, int] = Remembered("customer", lambda text: self._place("", text))
        self._place_of_both: Remembered[tuple[str, str], int] = Remembered(
            "customer", lambda texts: self._place(*texts)
        )
        self._lengths: dict[str, Remembered[str, float]] = {
            "minutes": Remembered("minutes", lambda text: read_minutes(text, 1)),
            "hours": Remembered("hours", lambda text: read_minutes(text, 60)),
        }
        self._starts = Remembered("start", read_time)
        self._ends = Remembered("end", read_time)

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
            raise Wrong("csm", "it names no CSM")
        index = self._csm_index.setdefault(name.casefold(), len(self.csm_names))
        if index == len(self.csm_names):
            self.csm_names.append(_counted(name, "csm", index))
        return index

    def _task(self, text: str) -> int:
        name = text.strip()
        if name in NOTHING:
            raise Wrong("task", "it names no task")
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
        self._take(block, block.columns, 0, block.size)

    def _take(self, block: Block, columns: Columns, start: int, stop: int) -> None:
        try:
            self._add(columns, stop - start)
        except Wrong as wrong:
            if stop - start == 1:
                block.refuse(start, wrong.column, wrong.reason)
                self._forget(columns)
                return
            step = max(1, (stop - start) // _PARTS)
            for at in range(start, stop, step):
                end = min(at + step, stop)
                self._take(block, {name: texts[at:end] for name, texts in block.columns.items()}, at, end)
        else:
            for text in [text for text in self._fresh if text in columns["task"]]:
                line = block.line(start + columns["task"].index(text))
                index = self._fresh.pop(text)
                self.first_seen[index] = min(line, self.first_seen.get(index, line))

    def _forget(self, columns: Columns) -> None:
        """Let a name that was unknown in a refused row be as good as unseen."""
        for text in columns.get("task", ()):
            if self._fresh.pop(text, None) is not None:
                del self._tasks[text]

    def _add(self, columns: Columns, size: int) -> None:
        """Add rows, all or none; raises Wrong where one of them can't count."""
        for needed, reason in (("date", "it has no date"), ("csm", "it names no CSM"), ("task", "it names no task")):
            if needed not in columns:
                raise Wrong(needed, reason)
        days = self._days.all(columns["date"])
        csms = self._csms.all(columns["csm"])
        tasks = self._tasks.all(columns["task"])
        minutes = self._durations(columns, days)
        places = self._all_places(columns, size)
        self.occurrences.add(days, csms, tasks, places, minutes)
        self.counted += size
        known, unknown = self.known_tasks, self._unknown_places
        if len(self.task_names) > known:
            self.rows_of_task.update([task for task in tasks if task >= known])
        if unknown:
            internal = self._internal
            self.rows_of_place.update(
                [place for place, task in zip(places, tasks, strict=True) if place in unknown and task not in internal]
            )

    def _all_places(self, columns: Columns, size: int) -> list[int]:
        if "customer" not in columns:
            return self._place_of_segment.all(columns.get("segment") or [""] * size)
        if "segment" not in columns:
            return self._place_of_customer.all(columns["customer"])
        return self._place_of_both.all(zip(columns["segment"], columns["customer"], strict=True))

    def _durations(self, columns: Columns, days: Sequence[int]) -> list[float]:
        """Return how long each row took: as it says, or from start to end."""
        minutes: list[float] = []
        for name, lengths in self._lengths.items():
            if name in columns:
                read = lengths.all(columns[name])
                minutes = [one or other for one, other in zip(minutes, read, strict=True)] if minutes else read
        if not minutes:
            minutes = [0.0] * len(days)
        if 0.0 in minutes:
            if not columns.keys() >= {"start", "end"}:
                raise Wrong("minutes" if "minutes" in columns else "hours", "it has no duration")
            for at, length in enumerate(minutes):
                if not length:
                    minutes[at] = self._from_start_to_end(columns, at, days[at])
        return minutes

    def _from_start_to_end(self, columns: Columns, at: int, day: int) -> float:
        start, end = self._starts[columns["start"][at]], self._ends[columns["end"][at]]
        end_date = columns["end_date"][at] if "end_date" in columns else ""
        if end_date.strip() not in NOTHING:
            end += (self._end_days[end_date] - day) * DAY
        if end < start:
            raise Wrong("end", "it ends before it starts")
        if end == start:
            raise Wrong("end", "its duration is zero")
        try:
            return checked(end - start)
        except Unreadable as error:
            raise Wrong("end", error.message) from None


def _counted(name: str, column: str, index: int) -> str:
    """Return the name; raises Unusable where it is one too many."""
    if index >= MOST_NAMES[column]:
        message = f"there are more than {MOST_NAMES[column]:,} different names in the column {column}"
        raise Unusable(
            "too-many-names", f"{message}, such as {quoted(name)}", f"is it the right one? `columns: {{{column}: ...}}`"
        )
    return name
