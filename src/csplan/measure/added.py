"""What would not have come without the team: the treated beside the others, alike in segment and colour.

A cell is a segment and the colour at the start of a spell. Where it has too few others, those of the colour in all
segments stand in. The interval is MOVER's over the single shares: one that several cells lean on enters once, with all
its weight.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.measure.plays import SERVED
from csplan.measure.shares import Estimate, share, weighted_sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplan.measure.plays import Unit

ENOUGH = 5
"""Others below which a cell says nothing by itself. Source: csplan."""
POWER = 2.801585
"""Standard deviations of a difference that is found four times in five: 1.959964 + 0.841621."""
POWER_SQUARED = 7.848880

Kind = Literal["treated", "others", "held"]
Grounds = Literal["holdout", "untreated", "unserved", "stated", "none"]
Compared = Literal["same_segment", "all_segments", "stated", "too_few"]
EVIDENCE: tuple[Grounds, ...] = ("holdout", "untreated", "unserved", "stated", "none")
"""The strongest first."""
Key = tuple[int, int, Kind]


class Group(NamedTuple):
    """Renewals that are alike: how many, how much of them was kept, counted as shares, and the ARR that was due."""

    n: int = 0
    kept: float = 0.0
    due: float = 0.0

    @property
    def rate(self) -> float | None:
        """The share that was kept."""
        return self.kept / self.n if self.n else None


class Cell(NamedTuple):
    """The treated of a segment and colour, and whom they are compared with."""

    segment: int
    colour: int
    treated: Group
    others: Group
    compared: Compared
    evidence: Grounds
    baseline: float | None = None
    """Stated, where nobody was left untreated."""
    shares: tuple[tuple[Key, float], ...] = ()
    """The groups that the others are made of, each with its part."""

    @property
    def others_rate(self) -> float | None:
        """The share that others kept; None where these are too few."""
        if self.compared == "too_few":
            return None
        return self.baseline if self.compared == "stated" else self.others.rate


def groups_of(units: Iterable[Unit]) -> dict[Key, Group]:
    """Add up units by segment, colour and treatment; who was held out is one of the others too."""
    found: dict[Key, Group] = {}
    for unit in units:
        kinds: tuple[Kind, ...] = ("treated",) if unit.treated else ("others", "held") if unit.held_out else ("others",)
        for kind in kinds:
            key = unit.segment, unit.colour, kind
            n, kept, due = found.get(key, Group())
            found[key] = Group(n + 1, kept + unit.kept, due + unit.due)
    return found


def cells_of(groups: Mapping[Key, Group], baseline: Mapping[int, float] | None = None) -> list[Cell]:
    """Return a cell for each segment and colour in which anybody was treated."""
    treated = sorted((segment, colour) for segment, colour, kind in groups if kind == "treated")
    return [_cell(groups, segment, colour, (baseline or {}).get(colour)) for segment, colour in treated]


def _cell(groups: Mapping[Key, Group], segment: int, colour: int, baseline: float | None) -> Cell:
    treated = groups[segment, colour, "treated"]
    own: Key = (segment, colour, "others")
    held: Key = (segment, colour, "held")
    some = groups.get(own, Group())
    if groups.get(held, Group()).n >= ENOUGH:
        return Cell(segment, colour, treated, groups[held], "same_segment", "holdout", shares=((held, 1.0),))
    if some.n >= ENOUGH:
        evidence: Grounds = "unserved" if colour == SERVED else "untreated"
        return Cell(segment, colour, treated, some, "same_segment", evidence, shares=((own, 1.0),))
    alike = {key: group for key, group in groups.items() if key[1:] == (colour, "others")}
    pool = Group(*(sum(each) for each in zip(*alike.values(), strict=True))) if alike else Group()
    if colour != SERVED and pool.n >= ENOUGH:
        shares = tuple((key, group.n / pool.n) for key, group in alike.items())
        return Cell(segment, colour, treated, pool, "all_segments", "untreated", shares=shares)
    if baseline is not None:
        return Cell(segment, colour, treated, some, "stated", "stated", baseline)
    return Cell(segment, colour, treated, some, "too_few", "none")


def added(cells: Iterable[Cell], groups: Mapping[Key, Group]) -> Estimate | None:
    """Return Σ due × (share of the treated − share of the others) with its interval; None without a comparison."""
    weights: dict[Key, float] = {}
    stated = 0.0
    for cell in cells:
        if cell.compared == "too_few":
            continue
        own: Key = (cell.segment, cell.colour, "treated")
        due = cell.treated.due
        weights[own] = weights.get(own, 0.0) + due
        stated -= due * (cell.baseline or 0.0)
        for key, part in cell.shares:
            weights[key] = weights.get(key, 0.0) - due * part
    parts = [
        (weight, estimate)
        for key, weight in weights.items()
        if (estimate := share(groups[key].kept, groups[key].n)) is not None
    ]
    if not parts:
        return None
    value, low, high = weighted_sum(parts)
    return Estimate(value + stated, low + stated, high + stated)


def evidence_of(cells: Iterable[Cell]) -> Grounds:
    """Return the weakest evidence that a sum over cells rests on; none where nothing is compared."""
    found = [cell.evidence for cell in cells if cell.compared != "too_few"]
    return max(found, key=EVIDENCE.index, default="none")


def evidences_of(cells: Iterable[Cell]) -> list[Grounds]:
    """Return every kind of evidence that a sum over cells rests on, the strongest first; none without a comparison."""
    found = {cell.evidence for cell in cells if cell.compared != "too_few"}
    return [each for each in EVIDENCE if each in found] or ["none"]


class Power(NamedTuple):
    """How small a difference the data can show."""

    treated: int
    others: int
    rate: float

    @property
    def detectable(self) -> float | None:
        """Points below which a difference can't be told from chance, at 80% power; None where all are alike."""
        if not self.treated or not self.others or not 0 < self.rate < 1:
            return None
        return POWER * sqrt(self.rate * (1 - self.rate) * (1 / self.treated + 1 / self.others))

    def needed(self, points: float = 0.1) -> float:
        """Return how many treated, and how many others, tell a difference of so many points from chance."""
        return 2 * POWER_SQUARED * self.rate * (1 - self.rate) / points**2


def power_of(cells: Sequence[Cell], groups: Mapping[Key, Group]) -> Power | None:
    """Return what the compared renewals of cells can show, each counted once."""
    compared = [cell for cell in cells if cell.shares]
    keys = dict.fromkeys(key for cell in compared for key, _ in cell.shares)
    one = [cell.treated for cell in compared]
    other = [groups[key] for key in keys]
    n1, n0 = sum(each.n for each in one), sum(each.n for each in other)
    if not n1 + n0:
        return None
    return Power(n1, n0, sum(each.kept for each in (*one, *other)) / (n1 + n0))
