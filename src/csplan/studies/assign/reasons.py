"""Why each account moves, and what to mind about it: as kinds and facts, without words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.studies.assign.books import lacks, matched
from csplan.studies.assign.problem import EPSILON, NOBODY
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csplan.plan.plan import Plan
    from csplan.studies.assign.books import Account, Books
    from csplan.studies.assign.carriers import Carrier
    from csplan.studies.assign.problem import Problem

    Array = Any

Kind = Literal["nobody", "left-out", "gone", "other-team", "unable", "limit", "even"]
_ORDER: tuple[Kind, ...] = ("gone", "left-out", "other-team", "nobody", "unable", "limit", "even")
SOON = 90
"""Days before a renewal in which a new face is to be minded."""
LATELY = 180
"""Days since the last change of hands in which another one is to be minded."""


class Move(NamedTuple):
    """One account that changes hands."""

    account: Account
    to: Carrier
    kind: Kind
    last: date | None = None
    """Of somebody who leaves: the last day."""
    column: str = ""
    """What somebody lacks who may not have it."""
    measure: str = ""
    before: float = 0.0
    after: float = 0.0
    """How far the giver is from their share before this move and after it, in the measure in which they are over."""
    renews_in: int | None = None
    """Days, where that is soon."""
    moved_ago: int | None = None
    """Days, where that is lately."""


def moves_of(plan: Plan, books: Books, owner: Array, day: date) -> list[Move]:
    """Return the moves of an assignment: those that have to be first, then those that make books even, large first."""
    problem = books.problem
    if problem is None:
        return []
    columns = matched(plan)
    over = [(used > 1.0 + EPSILON).tolist() for used in problem.used(problem.today)]
    found = []
    for at, account in enumerate(books.accounts):
        if owner[at] == problem.today[at]:
            continue
        kind, last, column = _why(books, account, int(problem.today[at]), columns, over)
        renews = (account.renewal - day).days if account.renewal is not None else None
        since = (day - account.since).days if account.since is not None else None
        move = Move(account, books.carriers[int(owner[at])], kind, last, column)
        found.append(
            move._replace(
                renews_in=renews if renews is not None and renews <= SOON else None,
                moved_ago=since if since is not None and 0 <= since < LATELY else None,
            )
        )
    found.sort(
        key=lambda each: (_ORDER.index(each.kind), each.account.holder, -each.account.arr, each.account.customer)
    )
    return _with_effects(books, problem, found)


def _why(
    books: Books, account: Account, today: int, columns: Sequence[str], over: Sequence[Sequence[bool]]
) -> tuple[Kind, date | None, str]:
    if not account.holder:
        return "nobody", None, ""
    if today == NOBODY:
        person = books.gone.get(folded(account.holder))
        if person is None:
            return "left-out", None, ""
        return ("gone", person.last, "") if person.last is not None else ("other-team", None, "")
    column = lacks(account, books.carriers[today], columns)
    if column:
        return "unable", None, column
    return ("limit" if any(each[today] for each in over) else "even"), None, ""


def _with_effects(books: Books, problem: Problem, moves: Sequence[Move]) -> list[Move]:
    """Return the moves with how far each brings the one who gives, one after the other."""
    at = {id(account): index for index, account in enumerate(books.accounts)}
    index = {folded(each.person.name): place for place, each in enumerate(books.carriers)}
    deviations = problem.deviations(problem.today)
    found = []
    for move in moves:
        giver, size = index.get(folded(move.account.holder)), problem.size[at[id(move.account)]]
        if giver is not None and move.kind != "unable":
            measure = int(deviations[giver].argmax())
            before = float(deviations[giver, measure])
            deviations[giver] -= size / problem.fair[giver]
            after = float(deviations[giver, measure])
            move = move._replace(measure=books.measures[measure], before=before, after=after)  # noqa: PLW2901
        found.append(move)
    return found
