"""Whole people: rounded safely, and shared out over the teams of a company. Nowhere else do fractions become people.

Operations in the sense of ``arithmetic``: on numbers, on arrays, on traced cells. Those on a whole company get columns
with a value for every team, one column after the other.
"""

from __future__ import annotations

import math
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from csplan.figures.arithmetic import smaller
from csplan.figures.operation import TOLERANCE, Operation, operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

    Form = TypeVar("Form", bound=Callable[..., object])
    Column = Sequence[float | None]
    Ledgers = Mapping[str, "Account"]

MANY = 2_000
"""So many people to add are not added one by one: all but the last few at once."""
_HALVINGS = 60
_DIGITS = 12
"""Loads that agree to so many digits are equal: what differs beyond comes from floating point."""


def _whole(np: ModuleType, value: Any, rounded: Any) -> Any:
    nearest = np.round(value)
    return np.where(np.abs(value - nearest) <= TOLERANCE * np.maximum(1.0, np.abs(value)), nearest, rounded)


@operation(lambda np, value: _whole(np, value, np.ceil(value)))
def people_up(value: float | None) -> float | None:
    """Round up to whole people, safe from floating point; absent in, absent out."""
    if value is None or not math.isfinite(value):
        return value
    nearest = round(value)
    return float(nearest if abs(value - nearest) <= TOLERANCE * max(1.0, abs(value)) else math.ceil(value))


@operation(lambda np, value: _whole(np, value, np.floor(value)))
def people_down(value: float | None) -> float | None:
    """Round down to whole people, safe from floating point; absent in, absent out."""
    if value is None or not math.isfinite(value):
        return value
    nearest = round(value)
    return float(nearest if abs(value - nearest) <= TOLERANCE * max(1.0, abs(value)) else math.floor(value))


# --- a company's accounts ---------------------------------------------------------------------------------------------


class Account(NamedTuple):
    """One account of a company: what one CSM of each team costs in it, and what each team's customers bring to it.

    A team of which either is absent has no part in it.
    """

    charges: Column
    limits: Column

    def members(self, people: Column, teams: Iterable[int]) -> list[int]:
        """Return which of these teams have a part in it, and known how many people."""
        charges, limits = self.charges, self.limits
        return [team for team in teams if not (charges[team] is None or limits[team] is None or people[team] is None)]


def _within(used: float, limit: float, amounts: float) -> bool:
    """Tell whether what is used stays within a limit, but for floating point in the amounts that both come from."""
    return used - limit <= TOLERANCE * max(used, amounts)


class _Ledger:
    """What the people of all teams use of each account, kept up to date while people are added."""

    def __init__(self, accounts: Iterable[Account], people: Column, teams: Iterable[int]) -> None:
        self.charges: list[dict[int, float]] = []
        self.limits: list[float] = []
        self.amounts: list[float] = []
        self.used: list[float] = []
        for account in accounts:
            members = account.members(people, teams)
            if members:
                self.charges.append({team: account.charges[team] or 0.0 for team in members})
                self.limits.append(sum(account.limits[team] or 0.0 for team in members))
                self.amounts.append(sum(abs(account.limits[team] or 0.0) for team in members))
        self.put(people)

    def put(self, people: Column) -> None:
        """Take these people."""
        self.used = [sum(cost * (people[team] or 0.0) for team, cost in each.items()) for each in self.charges]

    def left(self) -> list[float]:
        """Return what each account has left, below 0 what it lacks; exactly 0 where only floating point differs."""
        rows = zip(self.used, self.limits, self.amounts, strict=True)
        return [
            0.0 if abs(limit - used) <= TOLERANCE * max(used, amounts) else limit - used
            for used, limit, amounts in rows
        ]

    def holds(self) -> bool:
        """Tell whether no account is overspent."""
        return all(map(_within, self.used, self.limits, self.amounts))

    def add(self, team: int) -> bool:
        """Add one person to a team, where that holds."""
        more = [used + each.get(team, 0.0) for used, each in zip(self.used, self.charges, strict=True)]
        if not all(map(_within, more, self.limits, self.amounts)):
            return False
        self.used = more
        return True


def _together(holds: str, count: int) -> Sequence[Sequence[int]]:
    """Return which teams have to hold together: all of the company, or each by itself."""
    return [range(count)] if holds != "team" else [[team] for team in range(count)]


class Drawn(dict[str, Any]):
    """Accounts or people of which some are arrays: a company for each draw."""


def _of_company(on_numbers: Form) -> Form:
    """Make an operation on a company: on arrays each draw is a company of its own."""

    def on_arrays(np: ModuleType, *values: Any) -> Any:
        shape = np.broadcast_shapes(*(np.shape(each) for value in values for each in _leaves(value)))
        draws = [[_of_draw(np, value, shape, draw) for value in values] for draw in range(math.prod(shape))]
        found: list[Any] = [on_numbers(*each) for each in draws]
        return _joined(np, found, shape)

    return cast("Form", Operation(on_numbers, on_arrays))


def _leaves(value: Any) -> Iterator[Any]:
    """Return the numbers and arrays of a value; of accounts, those in their columns."""
    if isinstance(value, dict):
        yield from (each for account in value.values() for side in account for each in side if each is not None)
    elif value is not None and not isinstance(value, str):
        yield value


def _of_draw(np: ModuleType, value: Any, shape: Sequence[int], draw: int) -> Any:
    if isinstance(value, dict):
        return {
            name: Account(*([_of_draw(np, each, shape, draw) for each in side] for side in account))
            for name, account in value.items()
        }
    if value is None or isinstance(value, str):
        return value
    found = np.broadcast_to(value, shape).flat[draw].item()
    return None if found != found else found  # noqa: PLR0124 - NaN is what is not itself


def _joined(np: ModuleType, found: Sequence[Any], shape: Sequence[int]) -> Any:
    """Return the results of all draws as arrays."""
    if isinstance(found[0], dict):
        return Drawn({name: _joined(np, [each[name] for each in found], shape) for name in found[0]})
    return np.array([math.nan if each is None else each for each in found]).reshape(shape)


def _accounts(np: ModuleType, teams: int, *values: Any) -> Drawn:
    def of_customers(customers: Sequence[Any], limits: Sequence[Any]) -> Sequence[Any]:
        some: Any = False
        for each, limit in zip(customers, limits, strict=True):
            if limit is not None:
                known = np.logical_not(np.isnan(limit))
                some = np.logical_or(some, known if each is None else np.logical_and(known, np.not_equal(each, 0)))
        if np.ndim(some) == 0:
            return limits if some else [None] * len(limits)
        return [None if limit is None else np.where(some, limit, math.nan) for limit in limits]

    return Drawn(_cut(teams, values, of_customers))


def _of_customers(customers: Column, limits: Column) -> Column:
    """Return the limits of an account that any customers bring something to; else it has none.

    Who has no customers brings 0 to every account, also to one that nobody has asked for.
    """
    rows = zip(customers, limits, strict=True)
    return limits if any(limit is not None and each != 0 for each, limit in rows) else [None] * len(limits)


def _cut(
    teams: int, values: Sequence[Any], of_customers: Callable[[Sequence[Any], Sequence[Any]], Sequence[Any]]
) -> dict[str, Account]:
    step = 1 + 2 * teams
    customers, values = values[:teams], values[teams:]
    parts = [values[start : start + step] for start in range(0, len(values), step)]
    return {name: Account(columns[:teams], of_customers(customers, columns[teams:])) for name, *columns in parts}


@operation(_accounts)
def ledger(teams: int, *values: Any) -> dict[str, Account]:
    """Return the accounts of a company: customers of all teams, then ``name, charges, limits, name, ...``."""
    return _cut(teams, values, _of_customers)


@_of_company
def breaks(holds: str, accounts: Ledgers, *people: float | None) -> bool:
    """Tell whether the people of the teams overspend an account; False where none is known."""
    together = _together(holds, len(people))
    return not all(_Ledger(accounts.values(), people, teams).holds() for teams in together)


@_of_company
def lacking(holds: str, accounts: Ledgers, *people: float | None) -> float | None:
    """Return by how much people overspend the account that lacks most; absent where none is known."""
    found = [_Ledger(accounts.values(), people, teams).left() for teams in _together(holds, len(people))]
    known = [left for left in found if left]
    return sum(max(0.0, -min(left)) for left in known) if known else None


@_of_company
def covered(accounts: Ledgers, name: str, *people: float | None) -> float | None:
    """Return the share of people that an account pays for.

    Absent where it does not know all of their teams, or charges nothing for them and is not overdrawn.
    """
    account = accounts[name]
    members = account.members(people, range(len(people)))
    asked = {team for team, number in enumerate(people) if number}
    if not members or not asked <= set(members):
        return None
    found = _Ledger([account], people, members)
    [used], [limit], [left] = found.used, found.limits, found.left()
    if not used:
        return 0.0 if left < 0 else None
    return max(0.0, 1.0 if left == 0 else limit / used)


# --- sharing out ------------------------------------------------------------------------------------------------------


class Added(NamedTuple):
    """One person added to a team, which then has so many; before that each had so much to do, in CSMs' work."""

    team: int
    load: float
    heads: float


class Staffing(NamedTuple):
    """How many whole people each team gets, and how that came about.

    ``holds``: all that is wanted can be paid for, so it is taken. Else ``start`` is who was there first, ``added`` who
    came after that, in order, and ``refused`` the first one for whom no account had enough left. Where very many are
    added, ``added`` has only the last of them.
    """

    heads: list[float | None]
    holds: bool
    start: list[float | None]
    added: list[Added]
    refused: Added | None


def share_out(conflict: str, holds: str, accounts: Ledgers, needed: Column, wanted: Column, today: Column) -> Staffing:
    """Return the whole people of each team of a company, from the CSMs needed, people wanted and people today.

    A team of which nothing is wanted keeps today's people.
    """
    heads = [each if want is None else want for want, each in zip(wanted, today, strict=True)]
    start, added = list(heads), list[Added]()
    holds_all, refused = True, None
    for teams in _together(holds, len(wanted)):
        ledger = _Ledger(accounts.values(), heads, teams)
        if ledger.holds():
            continue
        holds_all = False
        for team in teams:
            start[team] = heads[team] = there_first(conflict, wanted[team], today[team])
        ledger.put(heads)
        waiting = {team: (needed[team] or 0.0, most) for team in teams if (most := wanted[team]) is not None}
        first = _add(ledger, heads, waiting, added)
        refused = refused or first
    return Staffing(heads, holds_all, start, added, refused)


def there_first(conflict: str, wanted: float | None, today: float | None) -> float | None:
    """Return who is there first where not all can be paid for: nobody, those of today who are wanted, or all wanted."""
    if wanted is None:
        return today
    if conflict == "work":
        return wanted
    return people_up(smaller(today, wanted)) if conflict == "keep" and today is not None else 0.0


def _load(needed: float, heads: float) -> float:
    return float(f"{needed / heads:.{_DIGITS}g}") if heads else math.inf


def _add(
    ledger: _Ledger, heads: list[float | None], waiting: dict[int, tuple[float, float]], added: list[Added]
) -> Added | None:
    """Add people one at a time where the load is highest, as long as it holds (apportionment by highest averages).

    ``waiting`` has the CSMs needed and the people wanted of each team. Returns the first one who was not paid for.
    """
    refused: Added | None = None
    while ledger.holds() and (waiting := {at: each for at, each in waiting.items() if (heads[at] or 0.0) < each[1]}):
        if sum(most - (heads[team] or 0.0) for team, (_, most) in waiting.items()) > MANY:
            _many(ledger, heads, waiting)
        queue = [(-_load(need, heads[team] or 0.0), -_load(need, 1), team) for team, (need, _) in waiting.items()]
        heapify(queue)
        for _ in range(MANY):
            if not queue:
                break
            load, need, team = heappop(queue)
            step = Added(team, -load, (heads[team] or 0.0) + 1)
            if step.heads > waiting[team][1]:
                continue
            if step.heads != heads[team] and ledger.add(team):
                heads[team] = step.heads
                added.append(step)
                heappush(queue, (-_load(waiting[team][0], step.heads), need, team))
            else:
                refused = refused or step
                del waiting[team]
    return refused


def _many(ledger: _Ledger, heads: list[float | None], waiting: Mapping[int, tuple[float, float]]) -> None:
    """Add at once all whom one by one would add too, but the last few: everybody above one load.

    Who is below their wanted has a load of more than 1 each, because wanted is needed, rounded up.
    """
    start = list(heads)

    def above(load: float) -> bool:
        for team, (need, most) in waiting.items():
            asked = most if need >= load * most else math.ceil(need / load)
            heads[team] = max(start[team] or 0.0, min(most, float(asked)))
        ledger.put(heads)
        return ledger.holds()

    low, high = 1.0, max(need for need, _ in waiting.values()) + 1.0
    if above(low):
        return
    for _ in range(_HALVINGS):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if above(middle) else (middle, high)
    if not above(high * (1 + MANY / 2 / sum(most for _, most in waiting.values()))):
        heads[:] = start
        ledger.put(heads)


@_of_company
def staffed(conflict: str, holds: str, accounts: Ledgers, *columns: Any) -> dict[str, float | None]:
    """Return the whole people of each team by name: the columns are names, CSMs needed, people wanted, people today."""
    count = len(columns) // 4
    names, *rest = (columns[start : start + count] for start in range(0, len(columns), count or 1))
    return dict(zip(names, share_out(conflict, holds, accounts, *rest).heads, strict=True))


@operation(lambda _, staffing, team: staffing.get(team))
def people_of(staffing: dict[str, float | None], team: str) -> float | None:
    """Return a team's part in the people of a company."""
    return staffing.get(team)
