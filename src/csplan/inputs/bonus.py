"""Whose bonus it is: who was there in a period, on what pay, and what the record counts of them, as nodes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.nodes import Node, Rows
from csplan.figures.inputs import INPUTS, OF_A_BONUS
from csplan.inputs.collect import Collector
from csplan.inputs.ramp import productivity_on
from csplan.lang.say import say
from csplan.measure.handed import CSQA, CSQL, bought, count_of, customers_of, done
from csplan.measure.periods import last_whole, lasts
from csplan.measure.won import AGAIN, OfCsm, Won, deviation
from csplan.plan.pay import EXPECTED, Bonus
from csplan.plan.people import Person
from csplan.plan.types import ALL
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.inputs.build import Inputs
    from csplan.measure.customers import Customers
    from csplan.measure.handed import Did
    from csplan.measure.periods import Period
    from csplan.plan.plan import Plan

MONTHS = {"quarter": 3, "half": 6, "year": 12}
_OF_A_YEAR = 12
PARTS = ("wins", "csql", "csqa")
_MODULES = ("csplan.figures.bonuses", "csplan.figures.commissions", "csplan.figures.bonus_totals")


class Paid(NamedTuple):
    """Somebody with a bonus."""

    person: Person
    role: str
    pay: float | None
    performance: float | None
    commission: float | None
    own_pay: bool
    days: int
    """Days of the period on which they are there."""
    productivity: float
    counted: OfCsm
    handed: Mapping[str, float]
    """What they did of CSQL and CSQA."""


class Bonuses(NamedTuple):
    """Who gets a bonus for a period, and what it rests on."""

    period: Period
    """The whole period, also where the record does not reach its end."""
    won: Won
    paid: Sequence[Paid]
    leads: Sequence[Did]
    advocates: Sequence[Did]


def unlisted(plan: Plan, bonuses: Bonuses) -> list[str]:
    """Return who gets a bonus and is not of the plan's people, where it has any: nothing says when they were there."""
    if plan.people is None:
        return []
    known = {folded(person.name) for person in plan.people.persons}
    return [each.person.name for each in bonuses.paid if folded(each.person.name) not in known]


def rules_of(plan: Plan) -> Bonus:
    """Return what a bonus is paid for; of a plan that pays by commission alone, nothing but by when."""
    return plan.document.bonus or Bonus()


def months_of(bonus: Bonus) -> int:
    """Return by how many months a bonus is paid."""
    return MONTHS[bonus.period or "quarter"]


def usual_period(bonus: Bonus, record: Customers) -> Period | None:
    """Return the last whole period that the record reaches the end of; None where it does not have all of one."""
    found = last_whole(record.as_of, months_of(bonus))
    return found if found.first >= record.history.first_day else None


def is_period(bonus: Bonus, period: Period) -> bool:
    """Tell whether a bonus is paid by periods of this length."""
    return lasts(period, months_of(bonus))


def bonuses_of(plan: Plan, period: Period, as_of: int | None = None) -> Bonuses:
    """Return who gets a bonus for a period; the plan has a record and a bonus."""
    bonus = rules_of(plan)
    record: Customers = plan.history.at(period, as_of)
    wins = bonus.wins
    again = wins.again if wins is not None and wins.again is not None else AGAIN
    won = Won(record, months_of(bonus), again=again, hold=bonus.hold or 0.0)
    leads = list(done(record, CSQL, record.period))
    advocates = list(done(record, CSQA, record.period))
    counting = leads
    if bonus.csql is not None and bonus.csql.count == "won" and record.history.events is not None:
        came = bought(record.history.events, record.as_of)
        counting = [each for each in leads if each.event in came]
    handed = {"csql": _folded(customers_of(counting)), "csqa": _folded(count_of(advocates))}
    counted, by_customers = _merged(won.of_csms()), _roles_by_customers(plan, won)
    paid = [
        each
        for person in _people(plan, won)
        if (each := _paid(plan, person, period, counted, handed, by_customers)) is not None
    ]
    return Bonuses(period, won, sorted(paid, key=lambda each: each.person.name), leads, advocates)


def _people(plan: Plan, won: Won) -> list[Person]:
    """Return the people of the plan, and whoever else had customers in the period."""
    persons = list(plan.people.persons) if plan.people is not None else []
    known = {folded(person.name) for person in persons}
    for each in won.outcomes:
        for name in each.csms:
            if folded(name) not in known:
                known.add(folded(name))
                persons.append(Person(name))
    return persons


def _merged(counted: Mapping[str, OfCsm]) -> dict[str, OfCsm]:
    """Return what is counted of each CSM by the folded name; of two spellings the first has all."""
    found: dict[str, OfCsm] = {}
    for name, own in counted.items():
        first = found.setdefault(folded(name), own)
        if first is not own:
            first.add(own)
    return found


def _folded(numbers: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, number in numbers.items():
        found[folded(name)] = found.get(folded(name), 0.0) + number
    return found


def _paid(  # noqa: PLR0913, PLR0917 - what a bonus rests on
    plan: Plan,
    person: Person,
    period: Period,
    counted: Mapping[str, OfCsm],
    handed: Mapping[str, Mapping[str, float]],
    by_customers: Mapping[str, str],
) -> Paid | None:
    """Return what somebody's bonus rests on; None where they have none: not there, or paid for nothing of it."""
    name = role_of(plan, person, by_customers)
    role = (plan.document.roles or {}).get(name or "")
    variable = role.variable if role is not None else None
    performance = variable.performance if variable is not None and plan.document.bonus is not None else None
    commission = variable.commission if variable is not None and plan.document.commission is not None else None
    first = period.first if person.first is None else max(period.first, person.first.toordinal())
    last = period.last if person.last is None else min(period.last, person.last.toordinal())
    if name is None or role is None or not (performance or commission) or last < first:
        return None
    worth = [productivity_on(plan, name, person, date.fromordinal(day)) for day in range(first, last + 1)]
    key = folded(person.name)
    return Paid(
        person=person,
        role=name,
        pay=role.pay if person.pay is None else person.pay,
        performance=performance or None,
        commission=commission or None,
        own_pay=person.pay is not None,
        days=last - first + 1,
        productivity=sum(worth) / len(worth),
        counted=counted.get(key, OfCsm()),
        handed={part: numbers.get(key, 0.0) for part, numbers in handed.items()},
    )


def role_of(plan: Plan, person: Person, by_customers: Mapping[str, str]) -> str | None:
    """Return the role of somebody: their own, else that of their teams, else of most of their customers."""
    if person.role is not None:
        return next((name for name in plan.document.roles or () if folded(name) == folded(person.role)), None)
    teams = {folded(team) for team in person.teams}
    roles = {each.role for each in plan.placed if {folded(each.team), folded(each.segment.name)} & teams}
    every = {each.role for each in plan.placed}
    for only in (roles, every):
        if len(only) == 1:
            return only.pop()
    return by_customers.get(folded(person.name))


def role_called(plan: Plan, bonuses: Bonuses, name: str) -> str | None:
    """Return the role of somebody by name; None where it is not known."""
    persons = plan.people.persons if plan.people is not None else ()
    person = next((each for each in persons if folded(each.name) == folded(name)), Person(name))
    return role_of(plan, person, _roles_by_customers(plan, bonuses.won))


def _roles_by_customers(plan: Plan, won: Won) -> dict[str, str]:
    """Return the role that serves most of the customers of each, by folded name."""
    found: dict[str, Counter[str]] = {}
    for each in won.outcomes:
        segment = won.record.segments[each.customer]
        role = plan.placed[segment].role if segment >= 0 else None
        for name in each.csms if role is not None else ():
            found.setdefault(folded(name), Counter())[role or ""] += 1
    return {name: roles.most_common(1)[0][0] for name, roles in found.items()}


def add_bonus(plan: Plan, inputs: Inputs, bonuses: Bonuses) -> None:
    """Put whoever gets a bonus below the plan, each with what it is paid for."""
    bonus = rules_of(plan)
    root = inputs.root
    periods = _OF_A_YEAR / months_of(bonus)
    root.values["bonus_periods"] = periods
    root.inputs = {**root.inputs, "bonus_periods": periods}
    path = ("bonus", "period")
    taken = Collector()
    taken.stated("bonus_periods", periods, *path)
    if bonus.period is None:
        taken = Collector()
        taken.default("bonus_periods", periods, say("csplan, by quarter"))
    inputs.origins["plan", plan.name] |= taken.origins
    nodes = {folded(node.name): node for node in root.below.get("csm", ())}
    for each in bonuses.paid:
        key = folded(each.person.name)
        found = _inputs(plan, each, bonuses)
        old = nodes.get(key)
        own = old.inputs if old is not None else {}
        name = old.name if old is not None else each.person.name
        node = nodes[key] = Node("csm", name, {**own, **found.values}, {"plan": root})
        inputs.origins["csm", name] = {**inputs.origins.get(("csm", name), {}), **found.origins}
        _add_parts(plan, node, each, inputs)
    root.below["csm"] = sorted(nodes.values(), key=lambda node: node.name)


def add_usual_bonus(plan: Plan, inputs: Inputs) -> None:
    """Put whoever gets a bonus below the plan, for the last whole period of the record, where it has one."""
    period = usual_period(rules_of(plan), plan.history)
    if period is not None:
        add_bonus(plan, inputs, bonuses_of(plan, period))


def rests_on_bonus(name: str) -> bool:
    """Tell whether a figure or input is one of a bonus."""
    figures = {*CATALOGUE["bonus_part"], *INPUTS["bonus_part"], *OF_A_BONUS} - {
        "pay",
        "performance_share",
        "commission_share",
    }
    own = (CATALOGUE[level].get(name) for level in ("csm", "plan"))
    return name in figures or any(each is not None and each.function.__module__ in _MODULES for each in own)


def _inputs(plan: Plan, each: Paid, bonuses: Bonuses) -> Collector:
    found, record = Collector(), bonuses.won.record
    roles, people = ("roles", each.role), plan.people.file if plan.people is not None else ""
    if each.own_pay:
        found.measured("pay", each.pay, people)
    else:
        found.stated("pay", each.pay, *roles, "pay")
    found.stated("performance_share", each.performance, *roles, "variable", "performance")
    found.stated("commission_share", each.commission, *roles, "variable", "commission")
    found.measured("full_time", each.person.share, people)
    found.measured("presence", each.days / (bonuses.period.last - bonuses.period.first + 1), people)
    found.measured("productivity", each.productivity, people)
    shots = record.history.snapshots
    if shots is None or not bonuses.won.tells:
        return found  # nobody knows who was at risk, or who is: no win is not known
    own = each.counted
    counted = {
        "held_at_risk": own.at_risk,
        "held_wins": own.wins,
        "held_slips": own.slips,
        "held_spells": own.spells,
        "own_wins": own.own_wins,
        **{name: own.deducted.get(name, 0.0) for name in ("again", "by_hand", "not_held")},
    }
    if not own.unknown:
        counted |= {
            "expected_wins": own.expected_wins,
            "expected_slips": own.expected_slips,
            "surplus_deviation": deviation(own),
        }
    for name, number in counted.items():
        found.measured(name, number, shots.file)
    return found


def _add_parts(plan: Plan, node: Node, each: Paid, inputs: Inputs) -> None:
    """Put what the bonus is paid for below somebody who gets one."""
    bonus, events = rules_of(plan), plan.history.history.events
    rows: list[dict[str, object]] = []
    for part in PARTS:
        stated = getattr(bonus, part)
        if stated is None or each.performance is None:
            continue
        goals = stated.target
        taken = Collector()
        taken.stated("part", part, "bonus", part)
        taken.stated("weight", stated.weight, "bonus", part, "weight")
        if EXPECTED in goals:
            taken.stated("expected_share", goals[EXPECTED], "bonus", part, "target", EXPECTED)
        elif ALL in goals:
            taken.stated("target", goals[ALL], "bonus", part, "target")
        else:
            taken.stated("target", goals.get(each.role), "bonus", part, "target", each.role)
        if part != "wins" and events is not None:
            taken.measured("of_events", each.handed[part], events.file)
        rows.append(taken.values)
        inputs.origins["bonus_part", f"{node.name}/{part}"] = taken.origins
    names = ("part", "weight", "target", "expected_share", "of_events")
    columns = {name: [row.get(name) for row in rows] for name in names}
    node.rows["bonus_part"] = Rows("bonus_part", columns, node)
