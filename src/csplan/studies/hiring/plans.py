"""Hiring plans of a plan, one a policy: who starts when, put into the figures of each month, and what that comes to."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.nodes import Node
from csplan.engine.tree import what_if
from csplan.figures.months import YEAR
from csplan.inputs.build import build
from csplan.inputs.calendar import calendar_of, later
from csplan.inputs.months import by_month, decided
from csplan.studies.hiring.joined import learning
from csplan.studies.hiring.joined import leavers as known_leavers
from csplan.studies.hiring.schedule import EARLIEST, Schedule, Team, scheduled

if TYPE_CHECKING:
    from datetime import date

    from csplan.inputs.build import Inputs
    from csplan.inputs.calendar import Calendar
    from csplan.inputs.collect import Origin
    from csplan.inputs.months import ByMonth
    from csplan.plan.hiring import Policy
    from csplan.plan.plan import Plan
    from csplan.plan.roles import Hiring

LEAST_MONTHS = YEAR
"""So many months are computed at least: a year has to come to its numbers."""


YEARS = range(1900, 3000)
"""Within these the calendar has days enough before and after."""
MOST_HIRES = 500
"""People of one team: nobody schedules more one by one."""


class Unplannable(ValueError):  # noqa: N818 - what it says is the answer
    """A plan of which no hiring plan can be made: the year is no year to plan, or a team needs too many people."""

    def __init__(self, *, year: int = 0, team: str = "") -> None:
        """Keep which."""
        super().__init__(year, team)
        self.year, self.team = year, team


class Decided(NamedTuple):
    """One hiring plan: its policy, who starts and leaves when, and the figures of each month with these people."""

    policy: Policy
    schedule: Schedule
    root: Node
    changes: dict[tuple[str, str], dict[str, Any]]


class HiringPlans(NamedTuple):
    """The hiring plan of the policy chosen and those of the others; ``year`` has the figures of the whole year."""

    inputs: Inputs
    months: ByMonth
    calendar: Calendar
    as_of: date
    chosen: Decided
    others: dict[Policy, Decided]
    first: dict[str, int]
    """The first month in which somebody of a team can start."""

    @property
    def year(self) -> Node:
        """The figures of the whole year."""
        return self.inputs.root


def numbers(value: Any, count: int) -> list[Any]:
    """Return a figure as a list of so many months: numbers and texts, None where it is absent."""
    import numpy as np

    if value is None:
        return [None] * count
    column = np.asarray(value)
    column = column[..., 0] if column.ndim > 1 else column
    listed = np.broadcast_to(column, count) if column.ndim == 0 or len(column) < count else column[:count]
    return [None if each == "" or each != each else each for each in listed.tolist()]  # noqa: PLR0124 - NaN


def hiring_plans(
    plan: Plan, as_of: date, policies: tuple[Policy, ...], count: int, teams: tuple[str, ...] = ()
) -> HiringPlans:
    """Return the hiring plans of the first policy and the others, for so many months; of all teams or of some.

    Raises Unplannable where a year is beyond the calendar, or so many people are needed that no schedule is of use.
    """
    inputs = build(plan, as_of=as_of)
    if as_of.year not in YEARS:
        raise Unplannable(year=as_of.year)
    calendar = calendar_of(plan, max(count, LEAST_MONTHS), as_of)
    if calendar.year not in YEARS:
        raise Unplannable(year=calendar.year)
    months = by_month(plan, inputs, calendar)
    known = {("team", team.name): _known(plan, team, calendar, as_of) for team in months.root.below["team"]}
    first = {team.name: _first(calendar, as_of, hiring_of(plan, team)) for team in months.root.below["team"]}
    worth: dict[str, list[Any]] = {}
    for team in filter(can_hire, months.root.below["team"]):
        role = team.above["role"]
        if role.name not in worth:
            worth[role.name] = _worth(role, calendar.count)
        if plan.people is not None:
            lacks = learning(plan, team, calendar, as_of, worth[role.name])
            known["team", team.name]["learning"] = lacks.reshape(-1, 1)
    plans = [_decided(plan, inputs, months, calendar, policy, first, known, as_of, teams, worth) for policy in policies]
    return HiringPlans(
        inputs,
        months,
        calendar,
        as_of,
        plans[0],
        {each.policy: each for each in plans[1:]},
        first,
    )


def _first(calendar: Calendar, as_of: date, hiring: Hiring | None) -> int:
    """Return the first month in which somebody can start whose position is opened on a day."""
    lead = hiring.lead if hiring is not None and hiring.lead is not None else 0.0
    return max(calendar.from_day(later(as_of, lead)), EARLIEST)


def hiring_of(plan: Plan, team: Node) -> Hiring | None:
    """Return how people of a team are hired."""
    role = (plan.document.roles or {}).get(team.above["role"].name)
    return role.hiring if role else None


def can_hire(team: Node) -> bool:
    """Tell whether enough is known of a team to say when somebody starts."""
    known = (team.value("csms_now"), team.value("people_due"), team.above["role"].value("productivity"))
    return all(each is not None for each in known)


def _decided(  # noqa: PLR0913, PLR0917 - what one hiring plan rests on
    plan: Plan,
    inputs: Inputs,
    months: ByMonth,
    calendar: Calendar,
    policy: Policy,
    first: dict[str, int],
    known: dict[tuple[str, str], dict[str, Any]],
    as_of: date,
    only: tuple[str, ...],
    worth: dict[str, list[Any]],
) -> Decided:
    """Return the hiring plan of a policy; ``worth`` has what newcomers of each role are worth."""
    import numpy as np

    root, history = months.root, calendar.from_day(as_of)
    people: list[Any] = []
    leavers: dict[str, Any] = {}
    left: dict[str, float] = {}
    by_role: dict[str, list[Team]] = {}
    most: dict[str, int | None] = {}
    due: dict[str, Any] = {}
    for team in root.below["team"]:
        if not can_hire(team) or (only and team.name not in only):
            continue
        hiring = hiring_of(plan, team)
        name = team.above["role"].name
        due[team.name] = _due(team, inputs, policy, calendar.count)
        today = float(np.ravel(team.value("csms_now"))[0])
        if not (due[team.name] - today <= MOST_HIRES).all():
            raise Unplannable(team=team.name)
        group = by_role.setdefault(name, [])
        group.append(_team(team, hiring, due[team.name], known["team", team.name], worth[name]))
        most[name] = max(1, int(hiring.most_starts)) if hiring and hiring.most_starts else None
    for role, group in by_role.items():
        found = scheduled(group, policy, first, history, most[role])
        people += found.people
        leavers |= found.leavers
        left |= found.left
    whole = Schedule(people, leavers, left)
    changes: dict[tuple[str, str], dict[str, Any]] = {}
    for team in root.below["team"]:
        own = dict(known["team", team.name])
        own["leavers"] = np.reshape(leavers.get(team.name, own["leavers"][:, 0]), (-1, 1))
        if team.name in due:
            own["starts"] = whole.starts(team.name, calendar.count).reshape(-1, 1)
            earlier = whole.earlier(team.name)
            if earlier:
                own["started_earlier"], own["started_before"] = earlier, sum(earlier)
            if policy == "level":
                own["people_due"] = due[team.name].reshape(-1, 1)
        changes["team", team.name] = own
    return Decided(policy, whole, _with_people(root, changes), changes)


def _with_people(root: Node, changes: dict[tuple[str, str], dict[str, Any]]) -> Node:
    """Return the nodes of the months with decided people: what does not rest on them is not computed again."""
    rests = _resting_on_people()

    def copy(node: Node, above: dict[str, Node], own: dict[str, Any]) -> Node:
        new = Node(node.level, node.name, {**node.inputs, **own}, above)
        kept = {name: value for name, value in node.values.items() if (node.level, name) not in rests}
        new.values = {**kept, **new.inputs}
        return new

    top = copy(root, {}, {})
    top.below = {**root.below, "team": []}
    for team in root.below["team"]:
        new = copy(team, {**team.above, "plan": top}, changes["team", team.name])
        new.below = team.below
        top.below["team"].append(new)
    return top


def _resting_on_people() -> frozenset[tuple[str, str]]:
    """Return the figures that rest on who starts, leaves or is away, by level and name."""
    from csplan.engine.catalogue import CATALOGUE

    decided = ("starts", "leavers", "away", "away_paid", "learning", "started_before", "started_earlier", "people_due")
    found = {("team", name) for name in decided}
    while True:
        more = {
            (level, name)
            for level, named in CATALOGUE.items()
            for name, figure in named.items()
            if any((each.level, each.name) in found for each in figure.parameters)
        }
        if more <= found:
            return frozenset(found)
        found |= more


def _due(team: Node, inputs: Inputs, policy: Policy, count: int) -> Any:
    """Return the people due in each month; of the policy `level`, those of the year."""
    import numpy as np

    if policy == "level":
        heads = next(each for each in inputs.root.below["team"] if each.name == team.name).value("heads")
        return np.full(count, 0.0 if heads is None else heads)
    return np.ravel(np.broadcast_to(team.value("people_due"), (count, 1)))


def _team(team: Node, hiring: Hiring | None, due: Any, known: dict[str, Any], worth: list[Any]) -> Team:
    import numpy as np

    count, role, needed = len(due), team.above["role"], team.value("needed_to_staff")
    return Team(
        team.name,
        float(np.ravel(team.value("csms_now"))[0]),
        due,
        np.ravel(np.broadcast_to(np.nan if needed is None else needed, (count, 1))),
        np.ravel(known["away"] + known.get("learning", 0.0)),
        np.ravel(known["leavers"]),
        worth,
        role.value("turnover") or 0.0,
        ceil(role.value("ramp_months") - 1e-9),
        ceil(((hiring.lead if hiring else None) or 0.0) - 1e-9),
    )


def _worth(role: Node, count: int) -> list[Any]:
    """Return what one newcomer is worth in each month, by the month of the first day from EARLIEST on.

    The figures say it: productive people with one start against those without. Each start is a draw.
    """
    import numpy as np

    from csplan.figures.staffing import newcomers, productive_people

    starts: Any = np.eye(count - EARLIEST)
    nobody: Any = np.zeros((count - EARLIEST, 1))
    new = newcomers(starts, role.value("in_ramp"))
    mentoring, productivity = role.value("mentoring"), role.value("productivity")
    there: Any = productive_people(1.0, starts, nobody, productivity, mentoring=mentoring, newcomers=new)
    return list((there[-EARLIEST:] - 1.0).T)


def _known(plan: Plan, team: Node, calendar: Calendar, as_of: date) -> dict[str, Any]:
    """Return who is known to be away in each month, what of their cost is paid, and who leaves for good.

    Who left before the day on which the plan stands is none of today's people.
    """
    import numpy as np

    count = calendar.count
    away, unpaid, leavers = np.zeros(count), np.zeros(count), np.zeros(count)
    stated = next((each for each in plan.document.teams or () if each.name == team.name), None)
    for absence in (stated.absences if stated else None) or ():
        leaves = absence.last is None
        if leaves and absence.first < as_of:
            continue
        paid = 0.0 if leaves else 1.0 if absence.paid is None else absence.paid
        gone = calendar.from_day(absence.first)
        if leaves and gone < count:
            leavers[max(gone, 0)] += absence.people
        for month in range(count):
            if leaves and month >= gone:
                break  # from here on they are no people of the team
            first, end = calendar.first_day(month).toordinal(), calendar.first_day(month + 1).toordinal()
            stop = end if absence.last is None else absence.last.toordinal() + 1
            days = min(stop, end) - max(absence.first.toordinal(), first)
            share = max(0, days) / (end - first)
            away[month] += absence.people * share
            unpaid[month] += absence.people * share * (1 - paid)
    paid_share = np.where(away > 0, 1 - unpaid / np.where(away > 0, away, 1.0), 1.0)
    columns = {"away": away, "away_paid": paid_share, "leavers": leavers + known_leavers(plan, team, calendar, as_of)}
    return {name: value.reshape(-1, 1) for name, value in columns.items()}


def traced_months(plan: Plan, plans: HiringPlans) -> tuple[Node, dict[tuple[str, str], dict[str, Origin]]]:
    """Return the nodes of the months as cells, with the people decided, and where their inputs come from."""
    from csplan.engine.trace import TracedNode, TracedRows

    months = by_month(plan, plans.inputs, plans.calendar, node=TracedNode, rows=TracedRows)
    cells: dict[tuple[str, str], dict[str, Any]] = {
        (node.level, node.name): {name: node.values[name] for name in node.inputs if name in node.values}
        for node in _all_nodes(months.root)
    }
    for at, own in plans.chosen.changes.items():
        cells[at] = {**cells.get(at, {}), **own}
    origin = decided(plans.chosen.policy)
    origins = {at: dict(each) for at, each in months.origins.items()}
    for at, own in plans.chosen.changes.items():
        origins[at] = {**origins.get(at, {}), **dict.fromkeys(own, origin)}
    return what_if(months.root, cells, node=TracedNode, rows=TracedRows), origins


def _all_nodes(root: Node) -> list[Node]:
    from csplan.engine.tree import inside

    roles = {id(team.above["role"]): team.above["role"] for team in root.below["team"]}
    return [*inside(root), *roles.values()]
