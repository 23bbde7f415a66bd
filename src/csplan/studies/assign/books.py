"""The books of a plan's teams on a day: who is there and can carry how much, what each account asks for, who has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.figures.books import account_hours
from csplan.figures.fair import deviation
from csplan.figures.tasks import task_hours
from csplan.figures.workload import CUSTOMER_WORK
from csplan.inputs.build import build
from csplan.inputs.roles import defaults_of
from csplan.plan.assign import BALANCE, MEASURES, WITHIN, Assign
from csplan.plan.people import Person
from csplan.plan.renewing import months_due, next_renewal
from csplan.studies.assign.carriers import carrier_of, places_of
from csplan.studies.assign.limits import limits_of
from csplan.studies.assign.problem import NOBODY, Problem, fair_shares
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.accounts import AccountList
    from csplan.plan.plan import Plan
    from csplan.studies.assign.carriers import Carrier

    Array = Any

DAYS_OF_A_MONTH = 30.4375


class Account(NamedTuple):
    """One account as it is on the day."""

    customer: str
    segment: str
    arr: float
    hours: float | None
    """A year; None where the plan does not say how long its work takes."""
    holder: str
    """Who has it today; "" where nobody has."""
    renewals: float
    """Within a year."""
    renewal: date | None
    """The next one."""
    at_risk: float
    """1 or 0; where the book does not say, the share of the segment."""
    months: Sequence[int]
    """Months of the calendar in which it renews, from that of the day on, which is 0."""
    since: date | None
    values: Mapping[str, Sequence[str]]


class Books(NamedTuple):
    """The books of one team."""

    team: str
    accounts: Sequence[Account]
    carriers: Sequence[Carrier]
    measures: Sequence[str]
    problem: Problem | None
    """None where nobody is there to have anything, or there is nothing to share out."""
    gone: Mapping[str, Person | None]
    """Who has accounts and is not there, by their name folded; None for whom the question leaves out."""
    apart: Sequence[Person] = ()
    """Who is there and has no share: who may have no accounts, or can carry nothing yet."""


def section_of(plan: Plan) -> Assign:
    """Return what a plan says of how accounts are shared out."""
    return plan.document.assign or Assign()


def within_of(plan: Plan) -> float:
    """Return how far from their share anybody may be."""
    stated = section_of(plan).within
    return WITHIN if stated is None else stated


def books_of(plan: Plan, day: date, without: Collection[str] = (), teams: Collection[str] = ()) -> list[Books]:
    """Return the books of the teams of a plan on a day, as if those ``without`` whom were not there."""
    root = build(plan).root
    rows = plan.accounts
    if rows is None:
        return []
    accounts = _accounts(plan, rows, root, day)
    left_out = {folded(name) for name in without}
    people = [person for person in (plan.people.persons if plan.people else ()) if folded(person.name) not in left_out]
    known = {folded(person.name): person for person in people}
    of_team: dict[str, list[Account]] = {}
    team_of = {each.segment.name: each.team for each in plan.placed}
    for account in sorted(accounts, key=lambda each: (each.customer, each.segment, each.arr)):
        of_team.setdefault(team_of[account.segment], []).append(account)
    holding: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for team, some in of_team.items():
        for account in some:
            if account.holder and folded(account.holder) not in left_out:
                names.setdefault(folded(account.holder), account.holder)
                held = holding.setdefault(folded(account.holder), {})
                held[team] = held.get(team, 0) + 1
    unknown = [Person(name) for key, name in names.items() if key not in known]
    there = [person for person in people if person.there(day)]
    places = {
        folded(person.name): places_of(plan, person, holding.get(folded(person.name), {}))
        for person in (*there, *unknown)
    }
    nodes = {node.name: node for node in root.below["team"]}
    found = []
    for team in [each.name for each in root.below["team"] if not teams or each.name in teams]:
        members = [person for person in (*there, *unknown) if team in places[folded(person.name)]]
        carriers = [
            carrier_of(plan, nodes[team], person, day, places[folded(person.name)], known=folded(person.name) in known)
            for person in sorted(members, key=lambda each: each.name)
        ]
        some = of_team.get(team, [])
        found.append(_books(plan, team, some, carriers, nodes[team], day, known))
    return found


def renamed(books: Books, name_of: Callable[[str], str]) -> Books:
    """Return the same books with people under other names."""
    people = [replace(each.person, name=name_of(each.person.name)) for each in books.carriers]
    return books._replace(
        accounts=[each._replace(holder=name_of(each.holder)) for each in books.accounts],
        carriers=[each._replace(person=person) for each, person in zip(books.carriers, people, strict=True)],
        gone={
            folded(name_of(each.holder)): books.gone[folded(each.holder)]
            for each in books.accounts
            if folded(each.holder) in books.gone
        },
        apart=[replace(each, name=name_of(each.name)) for each in books.apart],
    )


# --- accounts --------------------------------------------------------------------------------------------------------


def _accounts(plan: Plan, rows: AccountList, root: Node, day: date) -> list[Account]:
    nodes = {segment.name: segment for team in root.below["team"] for segment in team.below["segment"]}
    placed = {each.index: each for each in plan.placed}
    usual = {
        index: _Usual(plan, nodes[each.segment.name], each.segment.contract_years) for index, each in placed.items()
    }
    handed = _handed_over(plan, rows)
    coloured = any(each is not None for each in rows.at_risk)  # who has no colour then needs no rescue that is known
    # The year that is planned, where it is still to come: as `headcount` has its hours.
    since = max(day, plan.document.year.starts) if plan.document.year else day
    found = []
    for at, customer in enumerate(rows.customers):
        segment = usual[rows.segments[at]]
        date_of = rows.renewal[at]
        months: Sequence[int] = ()
        renewals = segment.renewals
        if date_of is not None:
            renewals = float(len(months_due(date_of, since, segment.contract_years)))
            months = months_due(date_of, day.replace(day=1), segment.contract_years)
        at_risk, new = rows.at_risk[at], rows.new[at]
        risk = float(at_risk or 0.0) if coloured else segment.at_risk
        found.append(
            Account(
                customer,
                placed[rows.segments[at]].segment.name,
                rows.arr[at],
                segment.hours(renewals, segment.new if new is None else float(new), risk),
                rows.csms[at],
                renewals,
                None if date_of is None else next_renewal(date_of, day, segment.contract_years),
                risk,
                months,
                rows.since[at] or handed.get(customer),
                {name: values[at] for name, values in rows.values.items()},
            )
        )
    return found


def _handed_over(plan: Plan, rows: AccountList) -> dict[str, date]:
    """Return the day of the first snapshot of each customer with whom it has today, after one with somebody else."""
    snapshots = None if plan.history is None else plan.history.history.snapshots
    if snapshots is None:
        return {}
    index = {customer: at for at, customer in enumerate(plan.history.history.customers)}
    found: dict[str, date] = {}
    for customer, holder in zip(rows.customers, rows.csms, strict=True):
        at = index.get(customer)
        if at is None or at >= len(snapshots.rows) or not holder:
            continue
        first = None
        for row in reversed(snapshots.rows[at]):
            who = snapshots.csm[row]
            if who >= 0 and folded(snapshots.people[who]) != folded(holder):
                if first is not None:
                    found[customer] = date.fromordinal(first)
                break
            first = snapshots.day[row] if who >= 0 else first
    return found


_DRIVERS = ("customer", "renewal", "new_customer", "at_risk_customer")


class _Usual:
    """What an account of a segment takes, and what is usual there where the book does not say."""

    def __init__(self, plan: Plan, node: Node, contract_years: float | None) -> None:
        customers = node.value("customers") or 0.0

        def share(name: str) -> float:
            return (node.value(name) or 0.0) / customers if customers else 0.0

        self.contract_years = contract_years or defaults_of(plan.rules).contract_years.value
        self.renewals, self.new, self.at_risk = share("renewals"), share("new_customers"), share("at_risk_customers")
        self.complexity = node.value("complexity")
        self.of: dict[str, float] | None = None
        tasks = node.rows.get("task")
        if tasks is None:
            return
        columns = [tasks.column(name) or [] for name in ("kind", "per", "times", "takes")]
        work = [row for row in zip(*columns, strict=True) if row[0] in CUSTOMER_WORK]
        if all(None not in row for row in work):
            self.of = {}
            for _, per, times, takes in work:
                self.of[per] = self.of.get(per, 0.0) + task_hours(1.0, times, takes)

    def hours(self, renewals: float, new: float, at_risk: float) -> float | None:
        """Return the hours a year of an account; None where they are not known."""
        if self.of is None or self.complexity is None:
            return None
        customer, renewal, onboarding, rescue = (self.of.get(per, 0.0) for per in _DRIVERS)
        return account_hours(self.complexity, customer, renewal, onboarding, rescue, renewals, new, at_risk)


def once_ramped(books: Books, owner: Array) -> float:
    """Return how far the furthest from their share will be in an assignment once all are productive."""
    import numpy as np

    problem = books.problem
    assert problem is not None  # noqa: S101 - there is an assignment
    weights = np.array([each.ramped_weight for each in books.carriers])
    fair = fair_shares(problem.size.sum(axis=0), weights)
    return float(np.abs(deviation(problem.loads(owner), fair)).max())


# --- together --------------------------------------------------------------------------------------------------------


def _books(  # noqa: PLR0913, PLR0917 - what books are made of
    plan: Plan,
    team: str,
    accounts: Sequence[Account],
    carriers: Sequence[Carrier],
    node: Node,
    day: date,
    known: Mapping[str, Person],
) -> Books:
    import numpy as np

    # Who may have no accounts at all has no share of them.
    able_people = [each for each in carriers if each.weight > 0 and each.person.max_customers != 0]
    index = {folded(each.person.name): at for at, each in enumerate(able_people)}
    today = np.array([index.get(folded(each.holder), NOBODY) for each in accounts], dtype=np.intp)
    gone = {
        folded(each.holder): known.get(folded(each.holder))
        for each, at in zip(accounts, today, strict=True)
        if each.holder and at == NOBODY
    }
    apart = [each.person for each in carriers if each not in able_people]
    measures = _measures(plan, accounts)
    if not accounts or not able_people or not measures:
        return Books(team, accounts, able_people, measures, None, gone, apart)
    size = np.array([[_of(each, name) for name in measures] for each in accounts], dtype=float)
    weights = np.array([each.weight for each in able_people])
    segments = node.below["segment"]
    problem = Problem(
        accounts=[each.customer for each in accounts],
        people=[each.person.name for each in able_people],
        size=size,
        fair=fair_shares(size.sum(axis=0), weights),
        able=able_of(accounts, able_people, ("segment", *matched(plan))),
        kept=(today != NOBODY) & np.array([_is_kept(plan, each, day) for each in accounts]),
        today=today,
        limits=limits_of(
            [each.arr for each in accounts],
            [each.segment for each in accounts],
            [each.person.max_customers for each in able_people],
            {each.name: each.value("max_customers_per_csm") for each in segments},
            {each.name: each.value("arr_cap") for each in segments},
        ),
    )
    return Books(team, accounts, able_people, measures, problem, gone, apart)


def _measures(plan: Plan, accounts: Sequence[Account]) -> list[str]:
    """Return what is to be even: of what the plan says, what is known of all accounts and is not nothing."""
    asked = section_of(plan).balance or BALANCE
    known = [name for name in MEASURES if name in asked]
    return [
        name
        for name in known
        if all(_of(each, name) is not None for each in accounts)
        and sum(_of(each, name) or 0.0 for each in accounts) > 0
    ]


def _of(account: Account, measure: str) -> float | None:
    return {
        "arr": account.arr,
        "hours": account.hours,
        "customers": 1.0,
        "renewals": account.renewals,
        "at_risk": account.at_risk,
    }[measure]


def _is_kept(plan: Plan, account: Account, day: date) -> bool:
    keep = section_of(plan).keep
    if keep is None:
        return False
    large = keep.arr is not None and account.arr >= keep.arr
    soon = _until(day, keep.renewal)
    lately = _until(day, None if keep.moved is None else -keep.moved)
    return (
        large
        or (keep.at_risk == "yes" and account.at_risk == 1.0)
        or (soon is not None and account.renewal is not None and account.renewal <= soon)
        or (lately is not None and account.since is not None and lately < account.since)
    )


def _until(day: date, months: float | None) -> date | None:
    if months is None:
        return None
    ordinal = day.toordinal() + round(months * DAYS_OF_A_MONTH)
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def lacks(account: Account, carrier: Carrier, columns: Sequence[str]) -> str:
    """Return the first of some columns by which somebody may not have an account; "" where they may.

    "segment" is whom they serve; other columns have to match.
    """
    for column in columns:
        if column == "segment":
            if account.segment not in carrier.segments:
                return column
            continue
        asked = {folded(value) for value in account.values.get(column, ())}
        has = {folded(value) for value in carrier.person.values.get(column, ())}
        if carrier.known and asked and asked.isdisjoint(has):
            return column
    return ""


def matched(plan: Plan) -> list[str]:
    """Return the columns by which accounts and people match, folded; none where the plan has no people."""
    return [name.strip().casefold() for name in section_of(plan).match or ()] if plan.people else []


def able_of(accounts: Sequence[Account], carriers: Sequence[Carrier], columns: Sequence[str]) -> Array:
    """Return who may have what by some columns, "segment" among them: accounts by row, people by column."""
    import numpy as np

    kinds: dict[tuple[Any, ...], list[bool]] = {}
    """Who may have accounts that are alike in what counts."""
    rows = []
    for account in accounts:
        kind = (account.segment, *(tuple(account.values.get(column, ())) for column in columns))
        if kind not in kinds:
            kinds[kind] = [not lacks(account, carrier, columns) for carrier in carriers]
        rows.append(kinds[kind])
    return np.array(rows, dtype=bool)
