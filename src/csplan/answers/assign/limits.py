"""What people may hold at most, in words: who is at their limit, and who stays over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.phrases import named
from csplan.findings.catalogue import assigning as records
from csplan.findings.record import found, found_many
from csplan.lang.say import say, say_many
from csplan.studies.assign.problem import EPSILON
from csplan.values import show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.findings.diagnostic import At, Finding, Where
    from csplan.studies.assign.books import Books
    from csplan.studies.assign.curve import Answer
    from csplan.studies.assign.limits import Excess
    from csplan.studies.assign.problem import Limit

_NEARLY_FULL = 0.97
"""Of what somebody may hold at most: there is no room for another account."""
_KEYS = {"max_customers_per_csm": "max_customers"}
"""What people's own column is called, which stands in for the tier's."""


def amount(limit: Limit, value: float, currency: str) -> str:
    """Return so much of what a limit counts."""
    if not limit.amounts:
        return show_share(value)
    number = _number(limit, value, currency)
    if limit.name == "arr_cap":
        return say("{arr} ARR", arr=number)
    return say_many(value, "1 customer", "{customers} customers", customers=number)


def _number(limit: Limit, value: float, currency: str) -> str:
    return show_money(value, currency) if limit.name == "arr_cap" else show_number(value)


def at_their_limit(books: Books, answer: Answer, currency: str) -> Iterator[str]:
    """Return who is at a limit in the assignment, with the limit."""
    problem = books.problem
    for limit, used in () if problem is None else zip(problem.limits, problem.used(answer.chosen.owner), strict=True):
        for at in ((used > _NEARLY_FULL) & (used <= 1.0 + EPSILON)).nonzero()[0].tolist():
            most = amount(limit, float(limit.most[at]), currency) if limit.amounts else limit.name
            yield say("{csm} ({most})", csm=books.carriers[at].person.name, most=most)


def over_limits(books: Books, answer: Answer, currency: str, at: At | Where | None) -> Iterator[Finding]:
    """Report the limits that people can't keep whatever moves, and who else stays over one: how much, of how much."""
    for each in answer.excesses:
        yield _excess(books, each, currency, at)
    told = {(each.limit.name, place) for each in answer.excesses for place in each.people}
    assert books.problem is not None  # noqa: S101 - there is an assignment
    for limit, used in zip(books.problem.limits, books.problem.used(answer.chosen.owner), strict=True):
        for place in (used > 1.0 + EPSILON).nonzero()[0].tolist():
            if (limit.name, place) not in told:
                facts = {"csm": books.carriers[place].person.name, "limit": _key(limit)}
                most = float(limit.most[place])
                facts |= {"has": amount(limit, float(used[place]) * most, currency)}
                facts |= {"most": amount(limit, most, currency)}
                yield found(records.OVER_LIMIT, at, subject=books.team, team=books.team, **facts)


def _excess(books: Books, excess: Excess, currency: str, at: At | Where | None) -> Finding:
    limit, number = excess.limit, len(excess.people)
    facts = {"team": books.team, "limit": _key(limit), "number": show_number(number)}
    facts |= {"people": named([books.carriers[place].person.name for place in excess.people])}
    over = excess.holds - excess.most
    if not limit.amounts:
        facts |= {"holds": show_number(round(excess.holds, 2)), "over": show_number(round(over, 2))}
        return found_many(records.TOO_FEW_FOR_LIMITS, number, at, subject=books.team, **facts)
    each = {float(limit.most[place]) for place in excess.people}
    one, most, more = (_number(limit, value, currency) for value in (min(each), excess.most, over))
    if number > 1 and len(each) == 1:
        most = say("{one} each, {most} together", one=one, most=most)
    elif number > 1:
        most = say("{most} together", most=most)
    facts |= {"holds": amount(limit, excess.holds, currency), "over": more, "most": most}
    everybody = number == len(books.carriers)
    return found_many(
        records.LIMITS_TOO_SMALL if everybody else records.LIMITS_OF_SOME, number, at, subject=books.team, **facts
    )


def _key(limit: Limit) -> str:
    return _KEYS.get(limit.name, limit.name)
