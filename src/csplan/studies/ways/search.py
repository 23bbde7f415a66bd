"""How much of a change it takes: what a change does to what has to hold, and the least of it that is enough.

More of a change is not always better: a higher price asks for more people under a cap, less of one kind of work moves
money between two accounts. What works may then be a narrow window. But between two amounts each part of what has to
hold only rises or only falls: people whom a team needs, what one of them costs in an account, what the account has. So
the best of both ends, part by part, tells for sure that nothing between them can work, and only what may is looked at.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from csplan.figures.arithmetic import exceeds
from csplan.figures.operation import TOLERANCE
from csplan.figures.whole import there_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node

    Attempt = Callable[[float], "Outcome"]

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
_FURTHER = 24
"""Amounts looked at for what closes the most, where none closes all."""
_LITTLE = 0.01
"""CSMs that are worth no further look."""
_SNUG = 1e-12
_HALF = 0.5
_NEARLY = 0.999
_GUESSES = 3
"""Of so many amounts that are looked at one is halfway, where lines are bent and lead nowhere."""


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
        used = sum(map(mul, self.people, self.takes), 0.0)
        if used - self.has <= TOLERANCE * max(1.0, abs(used), abs(self.has)):
            return 0.0
        number = sum(each for each, takes in zip(self.people, self.takes, strict=True) if takes)
        return min(number, max(0.0, number * self.lacking / used)) if used else 0.0

    def at_best(self, other: Limit) -> Limit:
        """Return what no amount between this and another can be better than: of both, part by part, the better one."""
        if len(self.people) != len(other.people):
            return _UNKNOWN  # other teams: nothing is known of what lies between
        people, takes = map(min, self.people, other.people), map(min, self.takes, other.takes)
        return Limit(tuple(people), tuple(takes), max(self.has, other.has))

    def may_hold(self, other: Limit) -> bool:
        """Tell whether it can hold anywhere between this and another amount of a change."""
        best = self.at_best(other)
        used = sum(map(mul, best.people, best.takes), 0.0)
        return bool(used - best.has <= 2 * _SNUG * max(1.0, abs(used), abs(best.has)))

    def turns(self, after: Limit) -> float:
        """Return where between this amount and another it begins to hold, in a straight line with the people there.

        As a share of the way; outside 0 to 1 where it does not begin between them.
        """
        before = sum(map(mul, after.people, self.takes), 0.0) - self.has
        gained = before - after.lacking
        return before / gained if gained and before > 0 else 0.0


_UNKNOWN = Limit((), (), 0.0)


class Outcome(NamedTuple):
    """What a change does: whether nothing lacks then, how many people are not paid for, and what has to hold.

    ``needs`` are the CSMs of each team whom the work asks for, before they are rounded up to ``people``.
    """

    fits: bool
    shortfall: float
    limits: Mapping[str, Limit]
    needs: tuple[float, ...] = ()
    root: Node | None = None

    @property
    def heads(self) -> float | None:
        """Whole people as the plan then takes them."""
        return None if self.root is None else self.root.value("heads")

    @property
    def people(self) -> tuple[float, ...]:
        """Whole people of each team, as every limit has them; none where nothing has to hold."""
        return next((limit.people for limit in self.limits.values()), ())

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

    def may_lack(self, other: Outcome) -> float:
        """Return how many people at least are not paid for anywhere between this and another amount of a change."""
        if inf in {self.shortfall, other.shortfall}:
            return inf
        both = self.limits.keys() & other.limits.keys()
        return _missing({name: self.limits[name].at_best(other.limits[name]) for name in both})

    def turns(self, after: Outcome) -> float | None:
        """Return where between this amount and another the last thing changes that leads to what is there.

        As a share of the way, if all runs in straight lines: where the people of a team come to be as many, or where a
        limit begins to hold. None where nothing does.
        """
        shares = [self.limits[name].turns(limit) for name, limit in after.limits.items() if name in self.limits]
        shares += map(_comes_to, self.needs, after.needs, self.people, after.people)
        return max((share for share in shares if 0 < share < 1 + CLOSE), default=None)


def _comes_to(before: float, after: float, people: float, others: float) -> float:
    """Return where on the way from one need to another it is rounded up to the last people, as a share of it."""
    if people == others or before == after:
        return 0.0
    return ((others if after < before else others - 1) - before) / (after - before)


NOWHERE = Outcome(fits=False, shortfall=inf, limits={})


def outcome(root: Node) -> Outcome:
    """Return whether the accounts of all teams of a plan pay for whole people who do the work, and what is lacking.

    What lacks are people who are not paid for. That service ends closes no gap.
    """
    teams: Sequence[Node] = root.below["team"]
    people = _at_least(root)
    limits = _limits(root, people)
    if root.value("money_short") is None:
        return NOWHERE._replace(limits=limits, root=root)  # nothing says any more what may be spent
    missing = _missing(limits)
    served = not any(team.value("customers") and not _people(team) for team in teams)
    if not served and not missing:
        return NOWHERE._replace(limits=limits, root=root)
    needs = tuple(team.value("at_least") or 0.0 for team in teams)
    done = all(snug(need - each, each) for need, each in zip(needs, people, strict=True))
    paid = done and all(snug(limit.lacking, limit.has) for limit in limits.values())
    fits = served and paid and not root.value("over_budget")
    if not done:  # all but done: then it is the next one whom it takes
        more = tuple(each if snug(need - each, each) else each + 1 for need, each in zip(needs, people, strict=True))
        limits = {name: limit._replace(people=more) for name, limit in limits.items()}
    return Outcome(fits, missing, limits, needs, root)


def _missing(limits: Mapping[str, Limit]) -> float:
    """Return how many people are not paid for: of each who has to hold by itself, by what lacks the most."""
    apart: dict[str, float] = {}
    for name, limit in limits.items():
        who = name.rpartition(" ")[2]
        apart[who] = max(apart.get(who, 0.0), limit.missing)
    return sum(apart.values())


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


def least(
    start: Outcome, attempt: Attempt, most: float, *, jumps: Sequence[float] = (), past: float = 0.0
) -> tuple[float, Outcome]:
    """Return the least change up to ``most`` that is enough, and what it does; else how far it gets."""
    amount, found = closing(start, attempt, most, jumps=jumps, past=past, further=_FURTHER)
    return (amount, found) if found.fits else _enough(start, attempt, amount, found)


def closing(  # noqa: PLR0913 - what guides a search
    start: Outcome,
    attempt: Attempt,
    most: float,
    *,
    jumps: Sequence[float] = (),
    past: float = 0.0,
    further: int = 0,
) -> tuple[float, Outcome]:
    """Return the least change up to ``most`` that is enough, and what it does; else the best of those looked at.

    ``jumps`` are the amounts at which more changes than runs smoothly: another tier, another rule. ``past`` is an
    amount that is not enough, and nothing up to it counts. ``further``: amounts looked at for more, where none is
    enough.
    """
    best = past, start
    for low, high in _pieces(most, jumps):
        if high <= past:
            continue
        low = max(low, past)  # noqa: PLW2901 - a piece begins where one may look
        first = start if low == 0 else attempt(low)
        if low > past and first.fits:
            return low, first
        found = _first(attempt, (low, first), (high, attempt(high)), most * _EDGE)
        if found[-1][1].fits:
            amount, result = found[-1]
            return amount, result if result.root else attempt(amount)
        looked = _furthest(attempt, [(low, first), *found], further, most * CLOSE)
        best = min(best, *looked, key=lambda each: each[1].shortfall)
    amount, result = best
    return amount, result if result.root or not amount else attempt(amount)


def _pieces(most: float, jumps: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield from where to where a change runs smoothly: each piece has the jump that it begins with."""
    beyond = sorted({jump * (1 + _EDGE) for jump in jumps if SMALLEST < jump < most})
    ends = [jump * (1 - 2 * _EDGE) for jump in beyond]
    yield from zip((0.0, *beyond), (*ends, most), strict=True)


def _first(
    attempt: Attempt, low: tuple[float, Outcome], high: tuple[float, Outcome], edge: float
) -> list[tuple[float, Outcome]]:
    """Return the least amount between two that is enough, at the end of all that were looked at.

    What was looked at is kept without its figures: of a company of many teams they would fill the memory.
    """
    high = _lean(*high)
    looked, open_ends = [high], [(_lean(*low), high)]
    while open_ends:
        (below, before), (above, after) = open_ends.pop()
        if not before.may_fit(after):
            continue
        if above - below <= edge * _closeness(before, after) or len(looked) >= _MOST:
            if after.fits:
                return [*looked, _halved(attempt, below, (above, after), edge)]
            continue
        guess = after.fits and len(looked) % _GUESSES
        middle = _between((below, before), (above, after), edge) if guess else (below + above) / 2
        between = _lean(middle, attempt(middle))
        looked.append(between)
        if between[1].fits:
            open_ends = []  # what is beyond is not the least
        else:
            open_ends.append((between, (above, after)))
        open_ends.append(((below, before), between))
    return looked


def _between(low: tuple[float, Outcome], high: tuple[float, Outcome], edge: float) -> float:
    """Return where to look between two amounts: where straight lines say that it turns, on one side and the other."""
    (below, before), (above, after) = low, high
    share = before.turns(after)
    if share is None:
        return (below + above) / 2
    return min(max(below + (above - below) * share, below + edge * _HALF), above - edge * _HALF)


def _closeness(before: Outcome, after: Outcome) -> float:
    """Return how many times further apart two amounts may be before nothing between them is looked at."""
    if after.fits:
        return 1
    return _GRAIN / _EDGE if before.paid and after.paid else _WINDOW


def _furthest(
    attempt: Attempt, looked: Sequence[tuple[float, Outcome]], further: int, edge: float
) -> list[tuple[float, Outcome]]:
    """Return what was looked at, the least amounts first, and so many more where there may be less lacking."""
    looked = sorted((_lean(*each) for each in looked), key=lambda each: each[0])
    best = min(each.shortfall for _, each in looked)
    open_ends = [(low[1].may_lack(high[1]), low[0], low, high) for low, high in pairwise(looked)]
    for count in range(further):
        open_ends = [each for each in open_ends if each[0] < best - _LITTLE and each[3][0] - each[2][0] > edge]
        if not open_ends:
            break
        least_of_all = min(open_ends, key=lambda each: each[:2])
        open_ends.remove(least_of_all)
        *_, low, high = least_of_all
        middle = _between(low, high, edge) if count % _GUESSES else (low[0] + high[0]) / 2
        between = _lean(middle, attempt(middle))
        looked.append(between)
        best = min(best, between[1].shortfall)
        open_ends += [(one[1].may_lack(other[1]), one[0], one, other) for one, other in pairwise((low, between, high))]
    return sorted(looked, key=lambda each: each[0])


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


def _enough(start: Outcome, attempt: Attempt, most: float, best: Outcome) -> tuple[float, Outcome]:
    """Return the least change that gets as far as ``most`` does: beyond it, some other bound is in the way."""
    low, high, looked = (0.0, start), (most, best), 0
    middle = most * _NEARLY
    while high[0] - low[0] > CLOSE * most:
        found = attempt(middle)
        if not exceeds(found.shortfall, high[1].shortfall + SMALLEST):
            high = middle, found
        elif looked:
            low = middle, found
        else:
            break
        looked += 1
        middle = _between(low, high, CLOSE * most) if looked % _GUESSES else (low[0] + high[0]) / 2
    return high
