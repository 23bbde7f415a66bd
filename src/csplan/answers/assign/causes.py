"""Why books can't be as even as is asked for, in words: what is in the way, and what binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.assign.measures import MEASURES, so_much
from csplan.answers.phrases import named
from csplan.findings.catalogue import assigning as records
from csplan.findings.record import found, found_many
from csplan.lang.say import both, say
from csplan.values import show_share

if TYPE_CHECKING:
    from csplan.findings.diagnostic import At, Finding, Where
    from csplan.studies.assign.books import Books
    from csplan.studies.assign.bound import Bound
    from csplan.studies.assign.causes import Causes


def in_the_way(books: Books, name: str, causes: Causes) -> str:
    """Say in a few words what is in the way of even books."""
    if name == "account":
        assert causes.bound is not None  # noqa: S101 - it is the bound that names the account
        return say("{customer} alone is too large", customer=books.accounts[causes.bound.account].customer)
    return {
        "accounts": say("accounts are too few or too unlike"),
        "keep": say("what is kept in place"),
        "limits": say("what people may hold at most"),
        "segment": say("who serves which segment"),
        "size": say("the team is too large to look at every move"),
    }.get(name) or say("who has which {column}", column=name)


def uneven(books: Books, causes: Causes, within: float, currency: str, at: At | Where | None) -> Finding:
    """Report that books can't be as even as is asked for: what binds, and what is in the way."""
    assert books.problem is not None  # noqa: S101 - there is an assignment
    facts = {"team": books.team, "within": show_share(within)}
    facts |= {"causes": both([in_the_way(books, name, causes) for name in causes.names])}
    bound = causes.bound
    if bound is None:
        return found(records.NOT_FOUND, at, subject=books.team, **facts)
    facts |= _binding(books, bound, currency)
    if bound.kind == "one":
        record = records.LARGE_ACCOUNT if causes.names == ["account"] else records.CANT_BE_EVEN_ONE
        return found(record, at, subject=books.team, **facts)
    if bound.kind == "little":
        return found(records.CANT_BE_EVEN_LITTLE, at, subject=books.team, **facts)
    return found_many(records.CANT_BE_EVEN, len(bound.people), at, subject=books.team, **facts)


def _binding(books: Books, bound: Bound, currency: str) -> dict[str, str]:
    assert books.problem is not None  # noqa: S101 - there is an assignment
    measure = books.measures[bound.measure]
    fair = books.problem.fair[list(bound.people), bound.measure]
    share = float(fair.max() if bound.kind == "one" else fair.sum())
    return {
        "bound": show_share(bound.value),
        "people": named([books.carriers[each].person.name for each in bound.people]),
        "customer": books.accounts[bound.account].customer if bound.account >= 0 else "",
        "amount": so_much(measure, bound.amount, currency),
        "share": so_much(measure, share, currency),
        "measure": say(MEASURES[measure]),
    }
