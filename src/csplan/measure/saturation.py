"""Whether CSMs are idle, healthy or overloaded by what they recorded, where the record is complete enough to tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.figures.arithmetic import exceeds
from csplan.measure.cells import columns
from csplan.plan.log import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplan.measure.cells import Columns, Ints
    from csplan.plan.log import TimeLog
    from csplan.plan.tasks import Task

Status = Literal["idle", "healthy", "overloaded", "unknown"]

_CUSTOMER, _INTERNAL, _UNKNOWN = range(3)


class Capacity(NamedTuple):
    """Hours of one CSM in one year: figures of the role."""

    customer_hours: float
    paid_hours: float


class Thresholds(NamedTuple):
    """Where one status ends and the next begins; all are shares."""

    idle: float = 0.6
    """Of the customer hours there are: below is idle."""
    overloaded: float = 1.0
    """Of paid time: above is overloaded. More customer time in normal hours says that realization is stated too low."""
    unrecorded: float = 0.15
    """Of paid time: where more is not in the log, the log does not tell."""


class Saturation(NamedTuple):
    """Recorded hours of a CSM, of a team or of everyone in the log's period, against those there are."""

    name: str | None
    """None for everyone."""
    customer_hours: float
    """Recorded for the plan's tasks, other than internal ones."""
    recorded_hours: float
    """Recorded for anything, unknown tasks included."""
    unknown_hours: float
    """Recorded for tasks that the plan does not know."""
    capacity: Capacity
    """Hours there are in the period, of the share of the work that the log covers: a year's × years × covers."""
    saturation: float
    """customer_hours / capacity.customer_hours."""
    recorded: float
    """recorded_hours / capacity.paid_hours."""
    status: Status


class Saturations(NamedTuple):
    """Saturation of each CSM (by name), of each team (by name) and of everyone; None where the log has nobody."""

    csms: list[Saturation]
    teams: list[Saturation]
    everyone: Saturation | None


def saturation(  # noqa: PLR0913 - what a log is held against
    log: TimeLog,
    tasks: Sequence[Task],
    capacity: Capacity | Mapping[str, Capacity],
    *,
    team_of_csm: Mapping[str, str] | None = None,
    team_of_segment: Sequence[str] = (),
    thresholds: Thresholds = Thresholds(),  # noqa: B008 - a tuple never changes
) -> Saturations:
    """Return how saturated the CSMs of a log are.

    ``tasks`` are the plan's, in order; ``capacity`` is the same for all or by CSM; CSMs without a team are in none.
    What nobody is named for counts for the team of its segment, by ``team_of_segment``, and for no person.

    Unknown tasks count as recorded time, but not as customer time: what they are nobody said. So that this makes
    nobody idle, the status is unknown where it would be idle without them and would not be with them; it is unknown
    as well where more than 15% of paid time is not in the log. An incomplete log is the commonest lie.
    Source: notes-17, section 5; csplan for the shares.
    """
    import numpy as np

    found = columns(log)
    kinds = [_INTERNAL if task.kind == "internal" else _CUSTOMER for task in tasks]
    kind = np.array([*kinds, _UNKNOWN], dtype=np.int64)[np.minimum(found.task, len(tasks))]
    csms = sorted(log.csms)
    hours = np.bincount(found.csm * 3 + kind, found.minutes / 60, len(csms) * 3).reshape(-1, 3)
    scale = log.years * log.covers
    each = []
    for csm, (customer, internal, unknown) in zip(csms, hours.tolist(), strict=True):
        if csm == NOBODY:
            continue
        whole = capacity[csm] if isinstance(capacity, Mapping) else capacity
        there = Capacity(whole.customer_hours * scale, whole.paid_hours * scale)
        each.append(_saturation(csm, customer, customer + internal + unknown, unknown, there, thresholds))
    teams: dict[str, list[Saturation]] = {}
    for one in each:
        team = (team_of_csm or {}).get(str(one.name))
        if team is not None:
            teams.setdefault(team, []).append(one)
    unnamed = _unnamed(csms, found, kind, team_of_segment)
    for name, members in teams.items():
        members.extend(rest for team, rest in unnamed if team == name)
    everyone = [*each, *(rest for _, rest in unnamed)]
    return Saturations(
        csms=each,
        teams=[_together(team, teams[team], thresholds) for team in sorted(teams)],
        everyone=_together(None, everyone, thresholds) if each else None,
    )


def _unnamed(
    csms: Sequence[str], found: Columns, kind: Ints, team_of_segment: Sequence[str]
) -> list[tuple[str | None, Saturation]]:
    """Return what nobody is named for, by the team of its segment: time that takes nobody's capacity."""
    import numpy as np

    if NOBODY not in csms:
        return []
    names = [*dict.fromkeys(team_of_segment), None]
    # The last team stands for segments without one, and for segment -1.
    team = np.array([*(names.index(each) for each in team_of_segment), len(names) - 1], dtype=np.int64)
    mine = found.csm == csms.index(NOBODY)
    place = team[np.maximum(found.segment, -1)][mine] * 3 + kind[mine]
    hours = np.bincount(place, found.minutes[mine] / 60, len(names) * 3).reshape(-1, 3)
    return [
        (name, Saturation(None, customer, customer + internal + unknown, unknown, Capacity(0, 0), 0, 0, "unknown"))
        for name, (customer, internal, unknown) in zip(names, hours.tolist(), strict=True)
    ]


def _together(name: str | None, members: Iterable[Saturation], thresholds: Thresholds) -> Saturation:
    members = list(members)
    return _saturation(
        name,
        sum(each.customer_hours for each in members),
        sum(each.recorded_hours for each in members),
        sum(each.unknown_hours for each in members),
        Capacity(
            sum(each.capacity.customer_hours for each in members), sum(each.capacity.paid_hours for each in members)
        ),
        thresholds,
    )


def _saturation(  # noqa: PLR0913, PLR0917 - what the record says
    name: str | None, customer: float, recorded: float, unknown: float, there: Capacity, thresholds: Thresholds
) -> Saturation:
    share = customer / there.customer_hours
    recorded_share = recorded / there.paid_hours
    status: Status = "healthy"
    if exceeds(1 - thresholds.unrecorded, recorded_share):
        status = "unknown"
    elif exceeds(recorded_share, thresholds.overloaded):
        status = "overloaded"
    elif exceeds(thresholds.idle, share):
        with_unknown = (customer + unknown) / there.customer_hours
        status = "idle" if exceeds(thresholds.idle, with_unknown) else "unknown"
    return Saturation(name, customer, recorded, unknown, there, share, recorded_share, status)
