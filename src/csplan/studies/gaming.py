"""What to talk about before a bonus is paid: wins that heal what fell ill in the same hands, leads that stay cold."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from csplan.measure.binomial import at_least
from csplan.measure.handed import CSQA, CSQL, done, followed
from csplan.measure.periods import Period, year_to
from csplan.measure.won import crossings, recovered_on
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.bonus import Bonuses
    from csplan.measure.customers import Customers
    from csplan.measure.won import Outcome

CROSSINGS = 3
LAST_DAYS = 7
RARE, UNLIKELY = 0.01, 0.05
FEW, ENOUGH = 3, 5
"""Of somebody alone at least so many, of the others so many, for a comparison."""
COLD_AFTER = 180
YEAR = 365
WORN = 3
SMALL = 3.0


class Spotted(NamedTuple):
    """Something to talk about with somebody: how many, of how many."""

    slug: str
    csm: str
    """Folded."""
    number: float
    of: float | None = None


def spotted(root: Node, bonuses: Bonuses) -> list[Spotted]:
    """Return what there is to talk about, of whoever gets a bonus."""
    paid = {folded(each.person.name) for each in bonuses.paid if each.performance is not None}
    nodes = {folded(node.name): node for node in root.below["csm"] if folded(node.name) in paid}
    found = [*_counted(nodes), *_by_wins(bonuses), *_leads(bonuses), *_advocates(bonuses)]
    return [each for each in found if each.csm in paid]


def _counted(nodes: Mapping[str, Node]) -> Iterator[Spotted]:
    """Yield what the figures of each tell: what does not count, slips above wins, goals that are small."""
    for name, node in nodes.items():
        for slug, figure in (("win-again", "again"), ("win-by-hand", "by_hand"), ("win-not-held", "not_held")):
            if node.value(figure):
                yield Spotted(slug, name, node.value(figure))
        counted, wins, slips = (node.value(figure) for figure in ("wins_counted", "held_wins", "held_slips"))
        if counted and wins < slips:
            yield Spotted("wins-below-slips", name, wins, slips)
        goals = [goal for goal in node.rows["bonus_part"].column("goal") or () if goal]
        if goals and min(goals) < SMALL:
            yield Spotted("small-goal", name, min(goals))


def _by_wins(bonuses: Bonuses) -> Iterator[Spotted]:
    """Yield what the wins of each tell, taken one by one."""
    record = bonuses.won.record
    wins: dict[str, list[Outcome]] = {}
    for each in bonuses.won.outcomes:
        for name in each.csms if each.move.win else ():
            wins.setdefault(folded(name), []).append(each)
    year = Period(record.period.last - YEAR + 1, record.period.last)
    total, own_total = sum(map(len, wins.values())), sum(each.own for some in wins.values() for each in some)
    for name, some in wins.items():
        flapping = sum(crossings(record.states, each.customer, year) >= CROSSINGS for each in some)
        if flapping:
            yield Spotted("flapping", name, flapping, len(some))
        own = sum(each.own for each in some)
        others = total - len(some)
        if own > len(some) / 2 and _more(own, len(some), own_total - own, others):
            yield Spotted("own-inflow", name, own, len(some))
        open_ = sum(each.open / len(each.csms) for each in some)
        if open_:
            yield Spotted("win-not-decided", name, open_, len(some))
        late = _late(record, some)
        if late is not None and late[1] < RARE:
            yield Spotted("last-days", name, late[0], len(some))


def _more(k: int, n: int, k_others: int, n_others: int) -> bool:
    """Tell whether k of n are more than chance explains, by the share that the others have."""
    return n >= FEW and n_others >= ENOUGH and at_least(k, n, k_others / n_others) < UNLIKELY


def _late(record: Customers, wins: Sequence[Outcome]) -> tuple[int, float] | None:
    """Return how many wins are of the last days of the period, and how likely that is; None of snapshots far apart."""
    period, gaps = record.period, list[int]()
    for each in wins:
        days = [day for day in record.states.known(each.customer)[0] if period.first <= day <= period.last]
        gaps += [later - day for day, later in pairwise(days)]
    if not gaps or median(gaps) > LAST_DAYS:
        return None
    since = period.last - LAST_DAYS
    days_of = [recovered_on(record.states, each.customer, period) for each in wins]
    late = sum(day is not None and day > since for day in days_of)
    return late, at_least(late, len(wins), LAST_DAYS / (period.last - period.first + 1))


def _leads(bonuses: Bonuses) -> Iterator[Spotted]:
    """Yield whose leads stay cold: of those of a year that are old enough to tell."""
    record = bonuses.won.record
    events = record.history.events
    if events is None:
        return
    until = record.as_of - COLD_AFTER
    came = followed(events, record.as_of)
    cold: Counter[str] = Counter()
    handed: Counter[str] = Counter()
    for lead in done(record, CSQL, Period(until - YEAR + 1, until)):
        day = came.get(lead.event)
        for name in map(folded, lead.csms):
            handed[name] += 1
            cold[name] += day is None or day > lead.day + COLD_AFTER
    total, cold_total = handed.total(), cold.total()
    for name, count in handed.items():
        if _more(cold[name], count, cold_total - cold[name], total - count):
            yield Spotted("csql-cold", name, cold[name], count)


def _advocates(bonuses: Bonuses) -> Iterator[Spotted]:
    """Yield who brought an advocate in the period that was asked too often."""
    record = bonuses.won.record
    asked = Counter(each.customer for each in done(record, CSQA, year_to(record.period.last)))
    worn: dict[str, set[int]] = {}
    for each in bonuses.advocates:
        if asked[each.customer] > WORN:
            for name in each.csms:
                worn.setdefault(folded(name), set()).add(each.customer)
    for name, customers in worn.items():
        yield Spotted("csqa-worn", name, len(customers))
