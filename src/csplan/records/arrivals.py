"""When contacts come in: a table of their times, counted by interval of the day in which a desk is open."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from csplan.findings.catalogue import desks as records
from csplan.findings.diagnostic import Finding, Unusable, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.desks import MINUTES_OF_A_DAY, Day
from csplan.records.dates import time_in
from csplan.sources.csv_tables import read_table as open_table
from csplan.sources.csv_tables import report_table
from csplan.sources.files import inside, shown
from csplan.sources.form import Stated

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.desks import Desk
    from csplan.plan.document import PlanFile
    from csplan.sources.table import Table

_ENDS = re.compile(
    r"answer|assign|clos|dur|end|finish|handl|last|modif|repl|resol|solv|updat|wait|结束|关闭|解决|回复|更新",
    re.IGNORECASE,
)
"""What stands in headings of times at which contacts do not come in: that of their end, or how long they take."""
_LOOKED_AT = 50
"""Rows in which the column of times is looked for."""
LEAST_MINUTES = 5.0
"""Shorter intervals would say more of chance than of the day."""
HOUR = 60.0


def read_days(document: PlanFile, folder: Path, main: str) -> tuple[dict[str, Day], list[Finding], list[Finding]]:
    """Return the day of each desk that has a table of times; what was found in the plan, and in the tables."""
    days: dict[str, Day] = {}
    findings: list[Finding] = []
    rows: list[Finding] = []
    for index, desk in enumerate(document.desks or ()):
        if desk.arrivals is None or desk.arrivals.file is None:
            continue
        counting = _Counting(desk)
        name = shown(main, desk.arrivals.file)
        stated = Stated(desk.arrivals.encoding, desk.arrivals.delimiter, desk.arrivals.sheet)
        at = ("desks", index, "arrivals")
        try:
            encoding = open_table(inside(folder, desk.arrivals.file), counting.read, stated)
            day = counting.day(name)
        except Unusable as unusable:
            findings.append(unusable.of(name, *at))
            continue
        if counting.table is not None:
            rows += report_table(counting.table, name, encoding, sum(counting.counted) + counting.outside)
        days[desk.name] = day
        facts = {"desk": desk.name, "counted": f"{sum(counting.counted):,}", "outside": f"{counting.outside:,}"}
        facts["column"] = quoted(counting.heading)
        record = records.OUTSIDE_HOURS if counting.outside else records.COUNTED
        findings.append(found(record, at, subject=desk.name, file=name, **facts))
    return days, findings, rows


class _Counting:
    """Counts the times of one table by interval."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        arrivals = desk.arrivals
        every = arrivals.every if arrivals else None
        self.column = arrivals.column if arrivals else None
        wanted = HOUR if every is None else every.in_hours(24.0) * 60
        count = max(1, round(desk.open.minutes / max(wanted, LEAST_MINUTES)))
        self.length = desk.open.minutes / count
        self.counted = [0] * count
        self.outside = 0
        self.table: Table | None = None
        self.heading = ""

    def read(self, table: Table) -> None:
        """Count the rows of an open table; raises Unusable where no column has times."""
        at = self._column(table)
        self.heading = table.headings[at]
        table = self.table = table.again()
        first = self.desk.open.first
        for row in table.rows():
            time = time_in(row[at])
            if time is None:
                table.refuse(row, at, say("it has no time of day"))
                continue
            since = (time[0] - first) % MINUTES_OF_A_DAY
            if since < self.desk.open.minutes:
                self.counted[int(since // self.length)] += 1
            else:
                self.outside += 1

    def _column(self, table: Table) -> int:
        """Return the column that is named, or of those with times the one in which contacts come in."""
        if self.column is not None:
            folded = [heading.casefold() for heading in table.headings]
            if self.column.strip().casefold() not in folded:
                facts = {"column": self.column, "names": ", ".join(table.headings)}
                raise Unusable(found(records.NO_COLUMN_OF_TIMES, **facts))
            return folded.index(self.column.strip().casefold())
        timed: dict[int, list[bool]] = {}
        for row in islice(table.rows(), _LOOKED_AT):
            for at, text in enumerate(row):
                if (time := time_in(text)) is not None:
                    timed.setdefault(at, []).append(time[1])
        if not timed:
            raise Unusable(found(records.NO_TIMES))
        # A time without its day may be a length: 0:12:33.
        return min(timed, key=lambda at: (_ENDS.search(table.headings[at]) is not None, not any(timed[at]), at))

    def day(self, name: str) -> Day:
        """Return the shares that were counted; raises Unusable where there are none."""
        whole = sum(self.counted)
        if not whole:
            raise Unusable(found(records.NO_TIMES_OPEN, desk=self.desk.name))
        starts = tuple(self.desk.open.first + at * self.length for at in range(len(self.counted)))
        return Day(starts, tuple(each / whole for each in self.counted), name)
