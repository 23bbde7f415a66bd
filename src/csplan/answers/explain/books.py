"""The books of a plan's teams as nodes below them, with what is to be even as rows: as they are today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.engine.nodes import Node, Rows
from csplan.inputs.collect import Origin
from csplan.studies.assign.books import books_of

if TYPE_CHECKING:
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.studies.assign.books import Books
    from csplan.studies.assign.carriers import Carrier


def add_books(plan: Plan, inputs: Inputs, day: date | None) -> None:
    """Put the books of a day below the teams: of the record's last day where none is named, or today."""
    if day is None:
        day = date.fromordinal(plan.history.as_of) if plan.history is not None else date.today()  # noqa: DTZ011 - where people are
    teams = {node.name: node for node in inputs.root.below["team"]}
    for books in books_of(plan, day):
        team = teams[books.team]
        team.below["book"] = [
            _node(plan, books, at, carrier, team, inputs) for at, carrier in enumerate(books.carriers) if books.problem
        ]


def _node(plan: Plan, books: Books, at: int, carrier: Carrier, team: Node, inputs: Inputs) -> Node:  # noqa: PLR0913, PLR0917 - what a book is made of
    name, problem = carrier.person.name, books.problem
    assert problem is not None  # noqa: S101 - asked before
    theirs = [each for each, who in zip(books.accounts, problem.today, strict=True) if who == at]
    hours = [each.hours for each in theirs]
    values = {"full_hours": carrier.full, "full_time": carrier.person.share * carrier.part}
    values |= {"productivity": carrier.productivity}
    values |= {"hours": sum(hour or 0.0 for hour in hours)} if None not in hours else {}
    node = Node("book", name, values, {**team.above, "team": team})
    loads, totals = problem.loads(problem.today)[at].tolist(), problem.size.sum(axis=0).tolist()
    node.rows["measure"] = Rows("measure", {"measure": list(books.measures), "load": loads, "total": totals}, node)
    book = Origin("measured", (), plan.document.accounts.file if plan.document.accounts else "")
    stated = (plan.document.roles or {}).get(carrier.role)
    inputs.origins["book", name] = {
        "full_hours": _role(carrier.role, "time", stated=stated is not None and stated.time is not None),
        "full_time": Origin("measured", (), plan.people.file) if plan.people else Origin("default", (), "csplan"),
        "productivity": _role(carrier.role, "ramp", stated=carrier.productivity < 1),
        "hours": book,
    }
    for measure in books.measures:
        inputs.origins["measure", f"{name}/{measure}"] = dict.fromkeys(("measure", "load", "total"), book)
    return node


def _role(role: str, key: str, *, stated: bool) -> Origin:
    return Origin("stated", ("roles", role, key)) if stated else Origin("default", (), "csplan")
