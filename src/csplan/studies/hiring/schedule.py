"""When people start: one ramp ahead of the month that needs them, then as late as no month gets short by it.

A search, not a formula: what it decides goes into the figures as inputs. Months are counted from the plan's first one,
0; those before it are below 0.
"""

from __future__ import annotations

from math import ceil, exp, floor
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.figures.operation import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.plan.document import Policy

ROUNDS = 8
"""Expected leavers depend on who is there, and who starts on who leaves: so often at most."""
EARLIEST = -36
"""No start is looked for before this month."""


class Team(NamedTuple):
    """What a schedule knows of one team, an element a month.

    ``worth`` has, for a first day in each month from ``EARLIEST`` on, what one newcomer is worth in each month.
    """

    name: str
    today: float
    due: Any
    needed: Any
    away: Any
    known_leavers: Any
    worth: Any
    turnover: float = 0.0
    ramp: int = 0
    lead: int = 0


class Person(NamedTuple):
    """One person to hire: needed from a month on, who starts in one, and the first month short if it were later."""

    team: str
    number: int
    needed: int
    start: int
    ideal: int
    why: str
    short_month: int | None
    there: float
    asked: float


class Schedule(NamedTuple):
    """Who starts and who leaves, by team; of expected leavers, what is left that is no whole person."""

    people: list[Person]
    leavers: dict[str, Any]
    left: dict[str, float]

    def starts(self, team: str, count: int) -> Any:
        """Return how many people of a team start in each month of the plan."""
        import numpy as np

        found = np.zeros(count)
        for person in self.people:
            if person.team == team and 0 <= person.start < count:
                found[person.start] += 1
        return found

    def earlier(self, team: str) -> tuple[float, ...]:
        """Return how many people of a team start in each month before the plan, the last one first."""
        before = [-person.start for person in self.people if person.team == team and person.start < 0]
        return tuple(float(before.count(month)) for month in range(1, max(before, default=0) + 1))


def chance_of_one(left: float) -> float:
    """Return the chance that at least one more leaves, where so many are expected."""
    return 1 - exp(-left)


def scheduled(
    teams: Sequence[Team], policy: Policy, first: Mapping[str, int], history: int, most_starts: int | None = None
) -> Schedule:
    """Return who starts when in teams of one role, by a policy.

    ``first`` is the first month in which somebody of a team can start, ``history`` the first month that is not over.
    At most ``most_starts`` start in one month, of all teams together.
    """
    leavers = {team.name: team.known_leavers for team in teams}
    left = dict.fromkeys(leavers, 0.0)
    found: dict[tuple[str, int], int] = {}
    for _ in range(ROUNDS):
        before = found
        placed = _placed(teams, policy, first, leavers, most_starts)
        found = {key: start for key, (_, start) in placed.items()}
        for team in teams:
            starts = [start for (name, _), start in found.items() if name == team.name]
            leavers[team.name], left[team.name] = _leavers(team, starts, history)
        if found == before:
            break
    placed = _placed(teams, policy, first, leavers, most_starts)
    anytime = dict.fromkeys(first, EARLIEST)
    ideal = _placed(teams, policy, anytime, leavers, most_starts)
    by_name = {team.name: team for team in teams}
    people = [
        _person(by_name[name], number, needed, start, ideal[name, number][1], placed, leavers[name])
        for (name, number), (needed, start) in placed.items()
    ]
    return Schedule(sorted(people, key=lambda each: (each.start, each.needed)), leavers, left)


def _leavers(team: Team, starts: Sequence[int], history: int) -> tuple[Any, float]:
    """Return who leaves in each month, known and expected, and the part of a person that is expected beyond."""
    import numpy as np

    count = len(team.due)
    monthly = 1 - (1 - team.turnover) ** (1 / 12)
    expected, planned = 0.0, 0
    found = np.array(team.known_leavers, dtype=float)
    for month in range(max(history, 0), count):
        known = float(team.known_leavers[: month + 1].sum())
        there = team.today + sum(start < month for start in starts) - known - planned
        expected += monthly * max(there, 0.0)
        through = floor(expected + 0.5 + TOLERANCE)
        found[month] += through - planned
        planned = through
    return found, expected - planned


def _needed(team: Team, leavers: Any) -> list[int]:
    """Return the month from which each person beyond today's is needed."""
    import numpy as np

    wanted = np.nan_to_num(team.due) + np.cumsum(leavers) - team.today
    highest = np.maximum.accumulate(wanted)
    return [int(np.argmax(highest > number + TOLERANCE)) for number in range(ceil(highest[-1] - TOLERANCE))]


def _placed(
    teams: Sequence[Team],
    policy: Policy,
    first: Mapping[str, int],
    leavers: Mapping[str, Any],
    most_starts: int | None,
) -> dict[tuple[str, int], tuple[int, int]]:
    """Return the month needed and the month of the start of each person, by team and number."""
    wanted = [
        (needed, team, number) for team in teams for number, needed in enumerate(_needed(team, leavers[team.name]))
    ]
    wanted.sort(key=lambda each: (each[0], each[1].name, each[2]))
    busy: dict[int, int] = {}
    placed: dict[tuple[str, int], tuple[int, int]] = {}
    for needed, team, number in wanted:
        start = max(_wish(policy, needed, team), first[team.name])
        start = _with_room(start, first[team.name], busy, most_starts)
        busy[start] = busy.get(start, 0) + 1
        placed[team.name, number] = needed, start
    for team in teams:
        own = sorted(start for (name, _), (_, start) in placed.items() if name == team.name)
        for number, start in enumerate(own):
            placed[team.name, number] = placed[team.name, number][0], start
    if policy == "ahead":
        for team in teams:
            _as_late_as_possible(team, placed, leavers[team.name], busy, most_starts)
    return placed


def _wish(policy: Policy, needed: int, team: Team) -> int:
    if policy == "ahead":
        return max(needed - team.ramp, EARLIEST)
    return needed + team.lead if policy == "late" else needed


def _with_room(start: int, first: int, busy: Mapping[int, int], most_starts: int | None) -> int:
    """Return the nearest earlier month with room for one more start, else the nearest later one."""
    if most_starts is None or busy.get(start, 0) < most_starts:
        return start
    earlier = (month for month in range(start - 1, first - 1, -1) if busy.get(month, 0) < most_starts)
    found = next(earlier, None)
    while found is None:
        start += 1
        found = start if busy.get(start, 0) < most_starts else None
    return found


def _there(team: Team, starts: Sequence[int], leavers: Any) -> Any:
    import numpy as np

    there = team.today - np.cumsum(leavers) - team.away
    for start in starts:
        there = there + _worth(team, start)
    return there


def _worth(team: Team, start: int) -> Any:
    import numpy as np

    return team.worth[start - EARLIEST] if start - EARLIEST < len(team.worth) else np.zeros(len(team.due))


def _asked(team: Team) -> Any:
    import numpy as np

    return np.nan_to_num(np.fmin(team.needed, team.due))


def _short(there: Any, asked: Any) -> Any:
    return asked - there > TOLERANCE * 10


def _as_late_as_possible(
    team: Team,
    placed: dict[tuple[str, int], tuple[int, int]],
    leavers: Any,
    busy: dict[int, int],
    most_starts: int | None,
) -> None:
    """Move each start later, the last person first, while no month gets short by it."""
    keys = sorted(key for key in placed if key[0] == team.name)
    there = _there(team, [placed[key][1] for key in keys], leavers)
    asked = _asked(team)
    even_so = _short(there, asked)
    for key in reversed(keys):
        needed, start = placed[key]
        while start + 1 < needed:
            later = there - _worth(team, start) + _worth(team, start + 1)
            full = most_starts is not None and busy.get(start + 1, 0) >= most_starts
            if full or _first_short(there, later, asked, even_so, needed) is not None:
                break
            busy[start] -= 1
            start += 1
            busy[start] = busy.get(start, 0) + 1
            there = later
        placed[key] = needed, start


def _first_short(there: Any, later: Any, asked: Any, even_so: Any, needed: int) -> int | None:
    """Return the first month that would be short by a later start; those short even so hold back who is needed by then.

    ``there`` is who is productive with the start as it is, ``later`` with the later one.
    """
    import numpy as np

    months = np.arange(len(asked))
    less = later < there - TOLERANCE
    held = _short(later, asked) & less & (~even_so | (months >= needed))
    return int(np.argmax(held)) if held.any() else None


def _person(  # noqa: PLR0913, PLR0917 - one person as the schedule has it
    team: Team,
    number: int,
    needed: int,
    start: int,
    ideal: int,
    placed: Mapping[tuple[str, int], tuple[int, int]],
    leavers: Any,
) -> Person:
    starts = [each for (name, _), (_, each) in placed.items() if name == team.name]
    there, asked = _there(team, starts, leavers), _asked(team)
    later = there - _worth(team, start) + _worth(team, start + 1)
    month = _first_short(there, later, asked, _short(there, asked), needed)
    why = "backfill" if _is_backfill(team, number, placed, leavers) else "growth"
    facts = (0.0, 0.0) if month is None else (round(float(later[month]), 12), round(float(asked[month]), 12))
    return Person(team.name, number, needed, start, ideal, why, month, *facts)


def _is_backfill(team: Team, number: int, placed: Mapping[tuple[str, int], tuple[int, int]], leavers: Any) -> bool:
    """Tell whether a person fills the place of a leaver: while leavers outnumber backfills so far."""
    filled = 0
    for each in range(number + 1):
        needed = placed[team.name, each][0]
        backfill = filled < float(leavers[: needed + 1].sum()) - TOLERANCE
        if each == number:
            return backfill
        filled += backfill
    return False
