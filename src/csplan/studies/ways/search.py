"""How much of a change it takes: what a change does to what has to hold, and the least of it that is enough.

More of a change is not always better: a higher price asks for more people under a cap, less of one kind of work moves
money between two accounts. What works may then be a narrow window. But between two amounts each part of what has to
hold only rises or only falls: people whom a team needs, what one of them costs in an account, what the account has. So
the best of both ends, part by part, tells for sure that nothing between them can work, and only what may is looked at.
"""

from __future__ import annotations

from math import inf
from operator import mul
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.figures.arithmetic import exceeds
from csplan.figures.operation import TOLERANCE
from csplan.figures.whole import there_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node

    Attempt = Callable[[float], "Outcome"]
    Bound = Literal["work", "money"]

CLOSE = 1e-4
SMALLEST = 1e-6
"""A change that closes less than this many CSMs does nothing."""
_MOST = 400
"""Amounts looked at; what is found by then counts."""
_EDGE = 1e-10
"""Two amounts this close together, as a part of the most, are the same."""
_WINDOW = 1e4
"""So many times further apart they are where neither end is enough: nobody could write down what is between."""
_GRAIN = 5e-3
"""As a part of the most, how far apart amounts are looked at where all is paid for and people are placed otherwise."""
_SNUG = 1e-12
_HALF = 0.5


class Limit(NamedTuple):
    """One thing that has to hold: people of each team, times what one of them takes of it, is at most what it has."""

    people: tuple[float, ...]
    takes: tuple[float, ...]
    has: float

    @property
    def lacking(self) -> float:
        """What more is used than there is; below 0, what is left."""
        return sum(map(mul, self.people, self.takes), 0.0) - self.has

    @property
    def missing(self) -> float:
        """People whom it does not pay for, at the mix that is there; nobody where only floating point lacks."""
        if self.may_hold(self):
            return 0.0
        used = sum(map(mul, self.people, self.takes), 0.0)
        number = sum(each for each, takes in zip(self.people, self.takes, strict=True) if takes)
        return min(number, max(0.0, number * self.lacking / used)) if used else 0.0

    def may_hold(self, other: Limit) -> bool:
        """Tell whether it can hold anywhere between this and another amount of a change."""
        if len(self.people) != len(other.people):
            return True  # other teams: nothing is known of what lies between
        pairs = zip(self.people, other.people, self.takes, other.takes, strict=True)
        used = sum(min(mine, theirs) * min(takes, others) for mine, theirs, takes, others in pairs)
        has = max(self.has, other.has)
        return used - has <= TOLERANCE * max(1.0, abs(used), abs(has))


class Outcome(NamedTuple):
    """What a change does: ``work`` and ``money`` are what each bound still lacks, below 0 what it has to spare."""

    fits: bool
    shortfall: float
    work: float
    money: float
    limits: Mapping[str, Limit]
    root: Node | None = None

    @property
    def heads(self) -> float | None:
        """Whole people as the plan then takes them."""
        return None if self.root is None else self.root.value("heads")

    @property
    def paid(self) -> bool:
        """Whether there is money for all: then it is only who is where that may be in the way."""
        return bool(self.limits) and all(limit.missing == 0 for limit in self.limits.values())

    def may_fit(self, other: Outcome) -> bool:
        """Tell whether anything between this and another amount of a change can be enough."""
        if self is NOWHERE or other is NOWHERE:
            return other.fits
        both = self.limits.keys() & other.limits.keys()
        return other.fits or all(self.limits[name].may_hold(other.limits[name]) for name in both)


NOWHERE = Outcome(fits=False, shortfall=inf, work=inf, money=inf, limits={})


def outcome(root: Node) -> Outcome:
    """Return whether the accounts of all teams of a plan pay for whole people who do the work, and what is lacking.

    What lacks are people who are not paid for. That service ends closes no gap.
    """
    teams: Sequence[Node] = root.below["team"]
    people = _at_least(root)
    limits = _limits(root, people)
    if root.value("money_short") is None:
        return NOWHERE._replace(limits=limits, root=root)  # nothing says any more what may be spent
    apart: dict[str, float] = {}
    for name, limit in limits.items():
        who = name.rpartition(" ")[2]
        apart[who] = max(apart.get(who, 0.0), limit.missing)
    missing = sum(apart.values())
    served = not any(team.value("customers") and not _people(team) for team in teams)
    if not served and not missing:
        return NOWHERE._replace(limits=limits, root=root)
    done = all(snug((team.value("at_least") or 0.0) - each, each) for team, each in zip(teams, people, strict=True))
    paid = done and all(snug(limit.lacking, limit.has) for limit in limits.values())
    fits = served and paid and not root.value("over_budget")
    work = money = max((limit.lacking for limit in limits.values()), default=0.0)
    if len(teams) == 1 and (most := teams[0].value("at_most")) is not None:
        work, money = (teams[0].value("at_least") or 0.0) - teams[0].value("hi"), people[0] - most
    return Outcome(fits, missing, work, money, limits, root)


def _at_least(root: Node) -> list[float]:
    """Return the whole people whom each team has at least where it fits: who do its work, and who is not taken away."""
    conflict = root.value("conflict")
    return [
        max(team.value("lo") or 0.0, there_first(conflict, team.value("wanted"), team.value("csms_now")) or 0.0)
        for team in root.below["team"]
    ]


def _people(team: Node) -> float | None:
    """Return the whole people of a team whom the work asks for; where nothing is known of that, who is wanted."""
    known = team.value("at_least") is not None
    people: float | None = team.value("lo" if known else "wanted")
    return people


def _limits(root: Node, people: Sequence[float]) -> dict[str, Limit]:
    """Return what has to hold: each account, of all teams together or of each by itself, where it is known."""
    rows = range(len(people))
    found = {}
    for name, account in root.value("accounts").items():
        members = account.members(people, rows)
        apart = [[team] for team in members] if root.value("holds") == "team" else [members] * bool(members)
        for number, teams in enumerate(apart):
            takes = tuple(account.charges[team] if team in teams else 0.0 for team in rows)
            found[f"{name} {number}"] = Limit(tuple(people), takes, sum(account.limits[team] for team in teams))
    return found


def snug(lacking: float, among: float) -> bool:
    """Tell whether nothing lacks, more strictly than figures are compared: what is written down has to do too."""
    return lacking <= _SNUG * max(1.0, among)


def least(  # noqa: PLR0913 - what guides a search
    start: Outcome, attempt: Attempt, most: float, *, bound: Bound, jumps: Sequence[float] = (), past: float = 0.0
) -> tuple[float, Outcome]:
    """Return the least change up to ``most`` that is enough, and what it does; else how far it gets."""
    amount, found = closing(start, attempt, most, bound=bound, jumps=jumps, past=past)
    return (amount, found) if found.fits else _enough(attempt, amount, found)


def closing(  # noqa: PLR0913 - what guides a search
    start: Outcome, attempt: Attempt, most: float, *, bound: Bound, jumps: Sequence[float] = (), past: float = 0.0
) -> tuple[float, Outcome]:
    """Return the least change up to ``most`` that is enough, and what it does; else the best of those looked at.

    ``jumps`` are the amounts at which more changes than runs smoothly: another tier, another rule. ``bound`` says which
    one the change moves, so that the distance to the other runs smoothly towards 0: most changes are straight lines,
    and the edge is where that line says. Elsewhere only halving finds it. ``past`` is an amount that is not enough, and
    nothing up to it counts.
    """
    best = past, start
    for low, high in _pieces(most, jumps):
        if high <= past:
            continue
        low = max(low, past)  # noqa: PLW2901 - a piece begins where one may look
        first = start if low == 0 else attempt(low)
        if low > past and first.fits:
            return low, first
        found = _first(attempt, (low, first), (high, attempt(high)), bound, most * _EDGE)
        if found[-1][1].fits:
            amount, result = found[-1]
            return amount, result if result.root else attempt(amount)
        best = min(best, *found, key=lambda each: each[1].shortfall)
    amount, result = best
    return amount, result if result.root or not amount else attempt(amount)


def _pieces(most: float, jumps: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield from where to where a change runs smoothly: each piece has the jump that it begins with."""
    beyond = sorted({jump * (1 + _EDGE) for jump in jumps if SMALLEST < jump < most})
    ends = [jump * (1 - 2 * _EDGE) for jump in beyond]
    yield from zip((0.0, *beyond), (*ends, most), strict=True)


def _first(
    attempt: Attempt, low: tuple[float, Outcome], high: tuple[float, Outcome], bound: Bound, edge: float
) -> list[tuple[float, Outcome]]:
    """Return the least amount between two that is enough, at the end of all that were looked at.

    What was looked at is kept without its figures: of a company of many teams they would fill the memory.
    """
    high = _lean(*high)
    looked, open_ends, slow = [high], [(_lean(*low), high)], False
    while open_ends:
        (below, before), (above, after) = open_ends.pop()
        if not before.may_fit(after):
            continue
        if above - below <= edge * _closeness(before, after) or len(looked) >= _MOST:
            if after.fits:
                return [*looked, _halved(attempt, below, (above, after), edge)]
            continue
        line = after.fits and not slow  # where people come whole there is none: then halving is faster
        weight = _weight(getattr(before, bound), getattr(after, bound)) if line else _HALF
        middle = below + (above - below) * weight
        between = _lean(middle, attempt(middle))
        looked.append(between)
        if between[1].fits:
            open_ends = []  # what is beyond is not the least
        else:
            open_ends.append((between, (above, after)))
        open_ends.append(((below, before), between))
        slow = line and (weight if between[1].fits else 1 - weight) > _HALF
    return looked


def _closeness(before: Outcome, after: Outcome) -> float:
    """Return how many times further apart two amounts may be before nothing between them is looked at."""
    if after.fits:
        return 1
    return _GRAIN / _EDGE if before.paid and after.paid else _WINDOW


def _lean(amount: float, found: Outcome) -> tuple[float, Outcome]:
    return amount, found if found is NOWHERE else found._replace(root=None)


def _halved(attempt: Attempt, below: float, high: tuple[float, Outcome], edge: float) -> tuple[float, Outcome]:
    """Return where it begins to be enough between an amount that is not and one that is, by halving."""
    while high[0] - below > edge:
        middle = (below + high[0]) / 2
        found = attempt(middle)
        if found.fits:
            high = middle, found
        else:
            below = middle
    return high


def _weight(before: float, after: float) -> float:
    """Return where between two distances, of which one lacks and one spares, a straight line is at 0."""
    if not 0 < before < inf or after > 0:
        return _HALF
    return min(max(before / (before - after), SMALLEST), 1 - SMALLEST)


def _enough(attempt: Attempt, most: float, best: Outcome) -> tuple[float, Outcome]:
    """Return the least change that gets as far as ``most`` does: beyond it, some other bound is in the way."""
    above, below = most, 0.0
    share = 0.999
    while above - below > CLOSE * most:
        middle = below + (above - below) * share
        found = attempt(middle)
        if not exceeds(found.shortfall, best.shortfall + SMALLEST):
            above, best = middle, found
        elif share > _HALF:
            return above, best
        else:
            below = middle
        share = _HALF
    return above, best
