"""Why each account moves, and what to mind about it: as kinds and facts, without words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from csplan.studies.assign.books import lacks, matched
from csplan.studies.assign.problem import EPSILON, NOBODY
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csplan.plan.plan import Plan
    from csplan.studies.assign.books import Account, Books
    from csplan.studies.assign.carriers import Carrier
    from csplan.studies.assign.curve import Answer
    from csplan.studies.assign.problem import Limit, Problem

    Array = Any

Kind = Literal["gone", "left-out", "not-yet", "none", "no-hours", "other-team", "nobody", "unable", "limit", "even"]
_ORDER: tuple[Kind, ...] = get_args(Kind)
SOON = 90
"""Days before a renewal in which a new face is to be minded."""
LATELY = 180
"""Days since the last change of hands in which another one is to be minded."""


class Move(NamedTuple):
    """One account that changes hands."""

    account: Account
    to: Carrier
    kind: Kind
    day: date | None = None
    """Of somebody who has left: the last day; who is still to come: the first."""
    column: str = ""
    """What somebody lacks who may not have it."""
    measure: str = ""
    before: float = 0.0
    after: float = 0.0
    """How far the giver is from their share before this move and after it, in the measure in which they are over."""
    limit: Limit | None = None
    """What the giver has more of than they may, before this move: so much, of so much at most."""
    has: float = 0.0
    most: float = 0.0
    renews_in: int | None = None
    """Days, where that is soon."""
    moved_ago: int | None = None
    """Days, where that is lately."""


def moves_of(plan: Plan, books: Books, answer: Answer, day: date) -> list[Move]:
    """Return the moves of an assignment: those that have to be first, then those that make books even, large first."""
    owner, today = answer.chosen.owner, answer.problem.today
    columns = ("segment", *matched(plan))
    found = []
    for at, account in enumerate(books.accounts):
        if owner[at] == today[at]:
            continue
        kind, when, column = _why(books, account, int(today[at]), columns, day)
        renews = (account.renewal - day).days if account.renewal is not None else None
        since = (day - account.since).days if account.since is not None else None
        move = Move(account, books.carriers[int(owner[at])], kind, when, column)
        found.append(
            move._replace(
                renews_in=renews if renews is not None and renews <= SOON else None,
                moved_ago=since if since is not None and 0 <= since < LATELY else None,
            )
        )
    over = [(used > 1.0 + EPSILON).tolist() for used in answer.problem.used(today)]
    relieved = {folded(books.carriers[at].person.name) for each in over for at, is_over in enumerate(each) if is_over}

    def order(move: Move) -> tuple[int, str, float, str]:
        kind = "limit" if move.kind == "even" and folded(move.account.holder) in relieved else move.kind
        return _ORDER.index(kind), move.account.holder, -move.account.arr, move.account.customer

    return _with_effects(books, answer.problem, sorted(found, key=order))


def _why(
    books: Books, account: Account, today: int, columns: Sequence[str], day: date
) -> tuple[Kind, date | None, str]:
    if not account.holder:
        return "nobody", None, ""
    if today != NOBODY:
        column = lacks(account, books.carriers[today], columns)
        return ("unable", None, column) if column else ("even", None, "")
    return *_why_gone(books, folded(account.holder), day), ""


def _why_gone(books: Books, holder: str, day: date) -> tuple[Kind, date | None]:
    person = books.gone.get(holder)
    if person is None:
        return "left-out", None
    if person.last is not None and person.last < day:
        return "gone", person.last
    if person.first is not None and day < person.first:
        return "not-yet", person.first
    if person.max_customers == 0:
        return "none", None
    apart = {folded(each.name) for each in books.apart}
    return "no-hours" if holder in apart else "other-team", None


def _with_effects(books: Books, problem: Problem, moves: Sequence[Move]) -> list[Move]:
    """Return the moves with what each does for the one who gives, one after the other: limits first, then evenness."""
    at = {id(account): index for index, account in enumerate(books.accounts)}
    index = {folded(each.person.name): place for place, each in enumerate(books.carriers)}
    deviations, used = problem.deviations(problem.today), problem.used(problem.today)
    found = []
    for move in moves:
        giver, account = index.get(folded(move.account.holder)), at[id(move.account)]
        if giver is not None and move.kind != "unable":
            measure = int(deviations[giver].argmax())
            before = float(deviations[giver, measure])
            deviations[giver] -= problem.size[account] / problem.fair[giver]
            after = float(deviations[giver, measure])
            move = move._replace(measure=books.measures[measure], before=before, after=after)  # noqa: PLW2901
            for limit, now in zip(problem.limits, used, strict=True):
                if move.limit is None and now[giver] > 1.0 + EPSILON:
                    most = float(limit.most[giver])
                    move = move._replace(kind="limit", limit=limit, has=float(now[giver]) * most, most=most)  # noqa: PLW2901
        if giver is not None:
            for limit, now in zip(problem.limits, used, strict=True):
                now[giver] -= limit.size[account] / limit.most[giver]
        found.append(move)
    return found
