"""What is found where accounts are shared out: what nobody may have, and what can't be even."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.assign.causes import uneven
from csplan.answers.assign.limits import over_limits
from csplan.answers.phrases import named
from csplan.findings.catalogue import assigning as records
from csplan.findings.record import found
from csplan.studies.assign.books import once_ramped
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.studies.assign.books import Books
    from csplan.studies.assign.causes import Causes
    from csplan.studies.assign.curve import Answer

_TWO_STEPS = 0.1
"""How much further off somebody has to be once all are productive, to be told."""


def findings_of(  # noqa: PLR0913, PLR0917 - what was found, and what it is of
    plan: Plan, books: Books, answer: Answer | None, causes: Causes | None, within: float, day: date
) -> Iterator[Finding]:
    """Report what is found in one team, at the first of its segments."""
    team = books.team
    index = next(each.index for each in plan.placed if each.team == team)
    at = plan.origins.where(("segments", index, "name"))
    if answer is None or books.problem is None:
        if books.accounts:
            accounts = show_number(len(books.accounts))
            yield found(records.NOBODY_THERE, at, subject=team, team=team, day=day, accounts=accounts)
        return
    if answer.homeless:
        names = named([books.accounts[at].customer for at in answer.homeless])
        yield found(records.NOBODY_ABLE, at, subject=team, team=team, customers=names)
    yield from over_limits(books, answer, plan.currency, at)
    if causes is not None:
        yield uneven(books, causes, within, plan.currency, at)
    ramping = [each.person.name for each in books.carriers if each.productivity < 1]
    if ramping:
        ramped = once_ramped(books, answer.chosen.owner)
        if ramped > max(answer.chosen.worst, within) + _TWO_STEPS:
            facts = {"people": named(ramping), "ramped": show_share(ramped)}
            yield found(records.TWO_STEPS, at, subject=team, hint="", team=team, **facts)
