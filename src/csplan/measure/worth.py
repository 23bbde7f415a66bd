"""What is counted of a record for `csplan value`: credited ARR by reason, segment and CSM, and what is compared."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from csplan.measure.added import ENOUGH, Cell, added, cells_of, evidence_of, evidences_of, groups_of
from csplan.measure.credited import credited
from csplan.measure.evidence import Evidence
from csplan.measure.plays import SERVED, played, served, within_of
from csplan.measure.whose import csms_of
from csplan.plan.history import COLOURS, EVENTS
from csplan.plan.value import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from csplan.measure.added import Grounds, Group, Key
    from csplan.measure.credited import Credited
    from csplan.measure.customers import Customers
    from csplan.measure.periods import Period
    from csplan.measure.plays import Played, Unit
    from csplan.measure.shares import Estimate
    from csplan.plan.log import TimeLog

COUNTED = ("csql", "csqa")
"""Events that are counted without any ARR, also where nothing has come of them yet."""


def worth(record: Customers, log: TimeLog | None = None) -> Worth:
    """Return what is counted of a record in its period, once and for all; with the rescues that a time log has."""
    if "worth" not in record.found:
        record.found["worth"] = Worth(record, log)
    found: Worth = record.found["worth"]
    return found


class Worth:
    """What the team is credited with in a period, and what would not have come without it."""

    def __init__(self, record: Customers, log: TimeLog | None = None) -> None:
        """Look at the period that the record is asked for."""
        self.record = record
        self.log = log
        self.period: Period = record.worth_of
        stated = record.document.value.baseline if record.document.value else None
        self.baseline = {
            code: each.value
            for code, name in enumerate(COLOURS, 1)
            if (each := getattr(stated, name, None)) is not None
        }

    def name_of(self, segment: int) -> str:
        """Return the name of a segment."""
        return next(each.segment.name for each in self.record.placed if each.index == segment)

    @property
    def file(self) -> str:
        """The table of events, as it is shown."""
        events = self.record.history.events
        return events.file if events is not None else ""

    # --- credited ----------------------------------------------------------------------------------------------------

    @cached_property
    def credited(self) -> list[Credited]:
        """Each ARR of the period once, with its reason or without one."""
        return credited(self.record, self.period)

    @cached_property
    def csms(self) -> dict[int, tuple[str, ...]]:
        """The CSMs of every credited event, and of those that are counted, by the event."""
        events = self.record.history.events
        assert events is not None  # noqa: S101 - there is nothing else to credit
        counted = {EVENTS.index(name) for name in COUNTED}
        rows = {each.event for each in self.credited}
        rows |= {index for index in self._rows(events.day) if events.kind[index] in counted}
        return {row: csms_of(self.record, row) for row in sorted(rows)}

    def rows_of(self, reason: str, *, segment: str = "", csm: str = "") -> Evidence:
        """Return the rows of the events that are credited for a reason, to a segment or a CSM."""
        return Evidence(self.file, self._lines.get((reason, segment, csm), ()))

    @cached_property
    def _lines(self) -> dict[tuple[str, str, str], list[int]]:
        """The lines of credited events by reason, and segment or CSM."""
        found: dict[tuple[str, str, str], list[int]] = {}
        events = self.record.history.events
        for each in self.credited:
            if each.reason is None or events is None:
                continue
            keys = [(self.segment_of(each.event), ""), *(("", name) for name in self.csms[each.event])]
            for key in keys:
                found.setdefault((each.reason, *key), []).append(events.line[each.event])
        return {key: sorted(lines) for key, lines in found.items()}

    def _rows(self, days: Sequence[int]) -> Iterable[int]:
        return (index for index, day in enumerate(days) if self.period.first <= day <= self.period.last)

    def segment_of(self, event: int) -> str:
        """Return the name of the segment of the customer of an event; "" where it is in none."""
        events = self.record.history.events
        segment = self.record.segments[events.customer[event]] if events is not None else -1
        return self.record.placed[segment].segment.name if segment >= 0 else ""

    @cached_property
    def by_segment(self) -> dict[str, dict[str, float]]:
        """Credited ARR by reason, and counts, of each segment."""
        names = [each.segment.name for each in self.record.placed]
        return self._sums(names, lambda event: (self.segment_of(event),))

    @cached_property
    def by_csm(self) -> dict[str, dict[str, float]]:
        """The same of each CSM: what is of several, in equal parts."""
        return self.by_csm_in(())

    def by_csm_in(self, segments: Collection[str]) -> dict[str, dict[str, float]]:
        """The same of customers of some segments, of all where none is named; "" stands for nobody."""

        def of(event: int) -> Sequence[str]:
            return (self.csms[event] or ("",)) if not segments or self.segment_of(event) in segments else ()

        return self._sums((), of)

    def _sums(self, names: Iterable[str], of: Callable[[int], Sequence[str]]) -> dict[str, dict[str, float]]:
        nothing = dict.fromkeys((*(f"{reason}_arr" for reason in REASONS), *REASONS, "csqls", "csqas"), 0.0)
        found = {name: dict(nothing) for name in names}
        events = self.record.history.events
        if events is None:
            return {}
        leads: dict[tuple[str, int], float] = {}
        """Customers with a lead, each once however many these are."""
        for each in self.credited:
            for name in of(each.event) if each.reason is not None else ():
                sums, part = found.setdefault(name, dict(nothing)), 1 / len(of(each.event))
                sums[f"{each.reason}_arr"] += each.arr * part
                sums[str(each.reason)] += part
        for row in self.csms:
            word, parts = EVENTS[events.kind[row]], of(row)
            for name in parts if word == "csqa" else ():
                found.setdefault(name, dict(nothing))["csqas"] += 1 / len(parts)
            for name in parts if word == "csql" else ():
                at = name, events.customer[row]
                leads[at] = max(leads.get(at, 0.0), 1 / len(parts))
        for (name, _), part in leads.items():
            found.setdefault(name, dict(nothing))["csqls"] += part
        return found

    # --- would not have come without ---------------------------------------------------------------------------------

    @cached_property
    def played(self) -> Played:
        """The spells whose renewal was decided in the period, played or not."""
        return played(self.record, self.period, within_of(self.record), self.log)

    @cached_property
    def groups(self) -> dict[Key, Group]:
        """All that is compared, by segment, colour and treatment; who is in no segment is left out."""
        units = (*self.played.units, *self._served)
        return groups_of(unit for unit in units if unit.segment >= 0)

    @cached_property
    def _served(self) -> list[Unit]:
        """Renewals of segments in which enough customers have no CSM."""
        units = served(self.record, self.period)
        without: dict[int, int] = {}
        for unit in units:
            without[unit.segment] = without.get(unit.segment, 0) + (not unit.treated)
        return [unit for unit in units if without[unit.segment] >= ENOUGH]

    @cached_property
    def cells(self) -> list[Cell]:
        """The treated of each segment and colour beside whom they are compared with."""
        return cells_of(self.groups, self.baseline)

    def counts(self, cell: Cell) -> bool:
        """Tell whether a cell adds to what would not have come: served against not served goes before plays."""
        instead = {each.segment for each in self.cells if each.colour == SERVED}
        return cell.colour == SERVED or cell.segment not in instead

    def cells_in(self, segments: Collection[str] = (), *, plays: bool = False) -> list[Cell]:
        """Return the cells of some segments that count, all where none is named; of plays alone, all of these."""
        wanted = {each.index for each in self.record.placed if not segments or each.segment.name in segments}
        return [
            cell
            for cell in self.cells
            if cell.segment in wanted and (cell.colour != SERVED if plays else self.counts(cell))
        ]

    def added(self, segments: Collection[str] = (), *, plays: bool = False) -> Estimate | None:
        """Return the ARR that would not have been renewed, with its interval; None where nothing says it."""
        return added(self.cells_in(segments, plays=plays), self.groups)

    def evidence(self, segments: Collection[str] = (), *, plays: bool = False) -> Grounds:
        """Return the weakest evidence that it rests on."""
        return evidence_of(self.cells_in(segments, plays=plays))

    def evidences(self, segments: Collection[str] = (), *, plays: bool = False) -> list[Grounds]:
        """Return every kind of evidence that it rests on, the strongest first."""
        return evidences_of(self.cells_in(segments, plays=plays))

    def added_within(self, within: float, segments: Collection[str] = ()) -> Estimate | None:
        """Return what plays added with another landmark."""
        units = played(self.record, self.period, within, self.log).units
        groups = groups_of(unit for unit in units if unit.segment >= 0)
        wanted: Mapping[int, str] = {each.index: each.segment.name for each in self.record.placed}
        cells = [each for each in cells_of(groups, self.baseline) if not segments or wanted[each.segment] in segments]
        return added(cells, groups)
