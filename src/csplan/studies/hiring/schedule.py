"""When people start: one ramp ahead of the month that needs them, then as late as no month gets short by it.

A search, not a formula: what it decides goes into the figures as inputs. Months are counted from the plan's first one,
0; those before it are below 0.
"""

from __future__ import annotations

from math import ceil, exp, floor
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.figures.operation import TOLERANCE
from csplan.studies.hiring.later import SHORT, Starts, as_late_as_possible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.plan.hiring import Policy

    Places = dict[tuple[str, int], tuple[int, int]]
    """The month in which each person is needed and the one in which they start, by team and number."""

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
    for _ in range(ROUNDS):
        placed, before = _placed(teams, policy, first, leavers, most_starts), leavers
        leavers = {}
        for team in teams:
            starts = [start for (name, _), (_, start) in placed.items() if name == team.name]
            leavers[team.name], left[team.name] = _leavers(team, starts, history)
        if all((leavers[name] == before[name]).all() for name in leavers):
            break
    else:
        placed = _placed(teams, policy, first, leavers, most_starts)
    ideal = placed
    if any(start <= first[name] for (name, _), (_, start) in placed.items()):
        ideal = _placed(teams, policy, dict.fromkeys(first, EARLIEST), leavers, most_starts)
    people = [person for team in teams for person in _people(team, placed, ideal, leavers[team.name])]
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
) -> Places:
    """Return the month needed and the month of the start of each person, by team and number."""
    wanted = [
        (needed, team, number) for team in teams for number, needed in enumerate(_needed(team, leavers[team.name]))
    ]
    wanted.sort(key=lambda each: (each[0], each[1].name, each[2]))
    busy: dict[int, int] = {}
    placed: Places = {}
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
            _moved_later(team, placed, leavers[team.name], first[team.name], busy, most_starts)
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
    return asked - there > SHORT


def _moved_later(  # noqa: PLR0913, PLR0917 - what is moved, and within what
    team: Team,
    placed: Places,
    leavers: Any,
    earliest: int,
    busy: dict[int, int],
    most_starts: int | None,
) -> None:
    """Move the starts of a team as late as no month gets short by it."""
    keys = sorted(key for key in placed if key[0] == team.name)
    starts = [placed[key][1] for key in keys]
    for start in starts:
        busy[start] -= 1

    def is_full(month: int, own: Sequence[int]) -> bool:
        return most_starts is not None and busy.get(month, 0) + own.count(month) >= most_starts

    spare = _there(team, starts, leavers) - _asked(team)
    found = Starts(starts, [placed[key][0] for key in keys], spare, lambda start: _worth(team, start), is_full)
    for key, start in zip(keys, as_late_as_possible(found, earliest), strict=True):
        placed[key] = placed[key][0], start
        busy[start] = busy.get(start, 0) + 1


def _first_short(there: Any, later: Any, asked: Any, even_so: Any, needed: int) -> int | None:
    """Return the first month that would be short by a later start; those short even so hold back who is needed by then.

    ``there`` is who is productive with the start as it is, ``later`` with the later one.
    """
    import numpy as np

    months = np.arange(len(asked))
    less = later < there - TOLERANCE
    held = _short(later, asked) & less & (~even_so | (months >= needed))
    return int(np.argmax(held)) if held.any() else None


def _people(team: Team, placed: Places, ideal: Places, leavers: Any) -> Iterator[Person]:
    """Yield the people of a team, each with what a later start would lack."""
    keys = sorted(key for key in placed if key[0] == team.name)
    there, asked = _there(team, [placed[key][1] for key in keys], leavers), _asked(team)
    short = _short(there, asked)
    backfills = _backfills([placed[key][0] for key in keys], leavers)
    for key, why in zip(keys, backfills, strict=True):
        needed, start = placed[key]
        later = there - _worth(team, start) + _worth(team, start + 1)
        month = _first_short(there, later, asked, short, needed)
        facts = (0.0, 0.0) if month is None else (round(float(later[month]), 12), round(float(asked[month]), 12))
        yield Person(*key, needed, start, ideal[key][1], why, month, *facts)


def _backfills(needed: Sequence[int], leavers: Any) -> list[str]:
    """Tell of each person whether they fill the place of a leaver: while leavers outnumber backfills so far."""
    import numpy as np

    left = np.cumsum(leavers).tolist()
    found: list[str] = []
    for month in needed:
        found.append("backfill" if found.count("backfill") < left[month] - TOLERANCE else "growth")
    return found
