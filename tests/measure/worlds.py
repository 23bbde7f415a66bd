"""Makes worlds in which it is known what plays add, and counts how often the interval holds it.

``python -m tests.measure.worlds 200`` takes so many seeds, with plays that add nothing and plays that add 15 points.
"""

from __future__ import annotations

import random
import sys
from array import array
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.customers import Customers
from csplan.measure.worth import worth
from csplan.plan.accounts import AccountRows
from csplan.plan.history import AT_RISK, EVENTS, NOBODY, Events, History, Snapshots
from csplan.plan.value import WITHIN
from tests.measure.records import load, record_of

if TYPE_CHECKING:
    from csplan.measure.worth import Worth

FIRST, MONTHS = date(2025, 4, 1), 18
SIZES = (30, 110, 260)
"""Customers by segment; what they pay, and how often they renew at each colour."""
PAYS = (220_000, 40_000, 7_000)
KEEPS = {1: 0.96, 2: 0.93, 3: 0.82, 4: 0.55}
FALLS, RECOVERS, WORSE = 0.13, 0.45, 0.10
"""Chances in a month: of the healthy to become at risk, of those at risk to recover by themselves, or to turn red."""
PLAYED = (0.75, 0.5, 0.3)
"""Chances to be played, by segment: alike in segment and colour, nobody is chosen."""
RENEWAL, PLAY = EVENTS.index("renewal"), EVENTS.index("play")


class Counted(NamedTuple):
    """What csplan says of a world, and what is true in it."""

    value: float
    low: float
    high: float
    truth: float
    due: float
    credited: float

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low <= self.truth <= self.high


class World:
    """Customers with their snapshots, plays and renewals; plays add so many points to the chance to renew."""

    def __init__(self, seed: int, adds: float) -> None:
        """Make a world of a seed."""
        self.random = random.Random(seed)
        self.adds = adds
        count = sum(SIZES)
        self.segment = [index for index, size in enumerate(SIZES) for _ in range(size)]
        self.shots, self.events = Snapshots("snapshots.csv"), Events("events.csv")
        self.shots.rows = [array("i") for _ in range(count)]
        self.arr: list[float] = []
        self.gained: dict[int, float] = {}
        """What plays truly added to the renewal of each customer, on average."""
        for customer in range(count):
            self._customer(customer)

    def _customer(self, customer: int) -> None:
        rand, segment = self.random, self.segment[customer]
        arr = PAYS[segment] * (0.5 + rand.random())
        self.arr.append(arr)
        renews = FIRST.toordinal() + 183 + int(365 * rand.random())  # in the twelve months that are looked at
        colour, begun, helped = rand.choice((1, 1, 2)), 0, False
        for month in range(MONTHS + 1):
            day = _first(month)
            if customer not in self.gained and day > renews:
                self._renewal(customer, renews, colour, arr, helped=helped and begun + WITHIN < renews)
            if month == MONTHS:
                return
            if colour not in AT_RISK and month and rand.random() < FALLS:
                colour, begun, helped = rand.choice((3, 3, 3, 4)), day, rand.random() < PLAYED[segment]
                if helped:
                    self._event(PLAY, day + 3 + int(30 * rand.random()), customer)
            elif colour in AT_RISK and rand.random() < RECOVERS:
                colour = rand.choice((1, 2))
            elif colour in AT_RISK and rand.random() < WORSE:
                colour = 4
            self._snapshot(customer, day, colour)

    def _snapshot(self, customer: int, day: int, colour: int) -> None:
        shots = self.shots
        shots.rows[customer].append(len(shots.day))
        for column, value in (
            *((shots.day, day), (shots.customer, customer), (shots.colour, colour)),
            *((shots.csm, NOBODY), (shots.line, len(shots.line) + 2)),
        ):
            column.append(value)

    def _renewal(self, customer: int, day: int, colour: int, arr: float, *, helped: bool) -> None:
        without = KEEPS[colour]
        chance = min(1.0, without + self.adds * helped)
        self.gained[customer] = arr * (chance - without)
        self._event(RENEWAL, day, customer, arr if self.random.random() < chance else 0.0, arr)

    def _event(self, kind: int, day: int, customer: int, arr: float = float("nan"), due: float = float("nan")) -> None:
        events = self.events
        for column, value in (
            *((events.kind, kind), (events.day, day), (events.customer, customer), (events.csm, NOBODY)),
            *((events.value, NOBODY), (events.came, NOBODY), (events.line, len(events.line) + 2)),
        ):
            column.append(value)
        events.arr.append(arr)
        events.due.append(due)

    def record(self, base: Customers) -> Customers:
        """Return the record of the world; ``base`` is any record of a plan with its segments."""
        names = [f"customer {index}" for index in range(len(self.arr))]
        book = AccountRows(names, array("i", self.segment), array("d", self.arr), {})
        history = History(names, book, self.events, self.shots)
        return Customers(history, base.document, base.placed, {})


def _first(month: int) -> int:
    """Return the first day of a month of the record."""
    year, at = divmod(FIRST.month - 1 + month, 12)
    return date(FIRST.year + year, at + 1, 1).toordinal()


def base_of(folder: Path) -> Customers:
    """Return a record of a plan that has the segments of the worlds."""
    book = "customer,segment,arr\nx,large,200k\ny,mid,40k\nz,small,7k\n"
    plan = "value: {}\nsegments: [{name: large}, {name: mid}, {name: small}]\n"
    return record_of(load(folder, plan, accounts=book, events="date,event,customer\n2025-04-01,contact,x\n"))


def counted(world: World, base: Customers) -> Counted:
    """Return what csplan says of a world, and what plays truly added for those whom it compares."""
    found: Worth = worth(world.record(base))
    estimate = found.added()
    assert estimate is not None
    truth, due = 0.0, 0.0
    for cell in found.cells:
        due += cell.treated.due if cell.others_rate is not None else 0.0
    compared = {(cell.segment, cell.colour) for cell in found.cells if cell.others_rate is not None}
    for unit in found.played.units:
        if unit.treated and (unit.segment, unit.colour) in compared:
            truth += world.gained[unit.customer]
    credited = sum(sums[f"{reason}_arr"] for sums in found.by_segment.values() for reason in ("saved", "won"))
    return Counted(*estimate, truth, due, credited)


def main(seeds: int) -> None:
    """Print how often the interval holds what plays add, and how far credited is from it."""
    with TemporaryDirectory() as folder:
        base = base_of(Path(folder))
    for adds in (0.0, 0.15):
        worlds = [counted(World(seed, adds), base) for seed in range(seeds)]
        held, zero = sum(each.held for each in worlds), sum(each.low <= 0 <= each.high for each in worlds)
        off = [each.value - each.truth for each in worlds]
        truth = sum(each.truth for each in worlds) / seeds
        mean = sum(off) / seeds
        spread = (sum((each - mean) ** 2 for each in off) / seeds) ** 0.5
        credited = sum(each.credited for each in worlds) / seeds
        print(  # noqa: T201 - it is what is asked for
            f"plays add {adds:.0%}: the interval holds the truth in {held} of {seeds}, and 0 in {zero}; "
            f"truth {truth:,.0f}, mean error {mean:,.0f} (sd {spread:,.0f}); credited for saves and wins "
            f"{credited:,.0f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
