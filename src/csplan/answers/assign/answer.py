"""Who should have which account: how even books are today, the moves that make them so, and what each costs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.anonymous import by_letter, hidden, lettered, namer
from csplan.answers.assign import tables, words
from csplan.answers.assign.found import findings_of
from csplan.answers.nodes import head_of
from csplan.answers.phrases import command
from csplan.findings.catalogue.assigning import LIMITS_TOO_SMALL, NOBODY_THERE, OVER_LIMIT
from csplan.findings.diagnostic import did_you_mean, quoted
from csplan.lang.say import say
from csplan.report.report import Report
from csplan.studies.assign.books import books_of, renamed, section_of, within_of
from csplan.studies.assign.causes import causes_of
from csplan.studies.assign.curve import assign as solved
from csplan.studies.assign.reasons import moves_of
from csplan.studies.assign.soon import changes_after
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csplan.plan.plan import Plan
    from csplan.report.report import Row
    from csplan.studies.assign.books import Books
    from csplan.studies.assign.causes import Causes
    from csplan.studies.assign.curve import Answer
    from csplan.studies.assign.reasons import Move

OF_LIMITS = frozenset((LIMITS_TOO_SMALL.slug, OVER_LIMIT.slug))
"""Findings that stand with the answer, because moves do not help."""
MOST_SENTENCES = 4
"""Teams of which the first screen says what is found; of more, those where most moves."""


def unknown_person(plan: Plan, names: Collection[str]) -> tuple[str, str] | None:
    """Return what to say of the first name that nobody has, and a hint; None where all are known."""
    people = [person.name for person in (plan.people.persons if plan.people else ())]
    holders = list(dict.fromkeys(name for name in (plan.accounts.csms if plan.accounts else ()) if name))
    known = {folded(name): name for name in (*holders, *people)}
    for name in names:
        if folded(name) not in known:
            return say("nobody is named {name}", name=quoted(name)), did_you_mean(name, known.values())
    return None


def assign(  # noqa: PLR0913 - what may be asked
    plan: Plan,
    as_of: date | None = None,
    *,
    teams: Collection[str] = (),
    without: Collection[str] = (),
    moves: int | None = None,
    within: float | None = None,
    anonymous: bool = False,
    everything: bool = False,
) -> Report:
    """Return who should have which account on a day, of a plan that was loaded with its accounts.

    ``as_of``: else on the last day of the plan's record of customers, and today where it has none.
    ``without``: as if these people were not there. ``moves`` and ``within`` stand in for the plan's own.
    ``anonymous`` gives people letters for names. Raises ValueError where the plan was loaded without accounts.
    """
    if plan.accounts is None:
        raise ValueError(say("the plan has no accounts: load it with `accounts=True`"))
    if as_of is None:
        as_of = date.fromordinal(plan.history.as_of) if plan.history is not None else date.today()  # noqa: DTZ011 - where people are
    enough = within_of(plan) if within is None else within
    stated = section_of(plan).moves
    most = moves if moves is not None else None if stated is None else int(stated)
    books = [each for each in books_of(plan, as_of, without, teams) if each.accounts or each.carriers]
    answers = [None if each.problem is None else solved(each.problem, enough, most) for each in books]
    letters = lettered(plan) if anonymous else {}
    books = [renamed(each, namer(letters)) for each in books] if anonymous else books
    both = list(zip(books, answers, strict=True))
    causes = [answer and causes_of(plan, some, answer, enough, most) for some, answer in both]
    several = len(books) > 1
    teams_there = [each.team for each in books]
    found = [
        finding
        for (some, answer), why in zip(both, causes, strict=True)
        for finding in findings_of(plan, some, answer, why, enough, as_of)
    ]
    rows = [row for some, answer in both for row in tables.people_rows(some, answer)]
    moved = [(some.team, move) for some, answer in both if answer for move in moves_of(plan, some, answer, as_of)]
    if anonymous:  # no place tells a name
        rows.sort(key=lambda row: (teams_there.index(row["team"]), row["productivity"] == 0, by_letter(row["csm"])))
    measures = list(dict.fromkeys(measure for each in books for measure in each.measures))
    move_rows = _move_rows(moved, plan.currency)
    seen = [tables.people_seen(rows, measures, several=several, moves=bool(moved), everything=everything)]
    if moved:
        seen.append(tables.moves_seen(move_rows, everything=everything))
    curves = [tables.curve_table(some, answer, several=several) for some, answer in both if answer]
    seen += [table for table in (*curves, tables.renewals_table(rows, as_of, several=several)) if table is not None]
    told = list(zip(books, answers, causes, strict=True))
    if len(told) > MOST_SENTENCES:
        told = sorted(told, key=_moves, reverse=True)[:MOST_SENTENCES]
    changes = changes_after(plan, as_of, without, teams)
    limits = [finding.message for finding in found if finding.code in OF_LIMITS]
    options = [f"--as-of={as_of}", *(f"--team={each}" for each in teams)]
    # Beside letters a name would say whose one of them is.
    options += ["--anonymous"] if anonymous else [f"--without={each}" for each in without]
    return Report(
        command="assign",
        title=say("Books of {plan}", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        version=1,
        tables=[
            tables.teams_table(
                tables.team_row(some, answer, why, enough) for (some, answer), why in zip(both, causes, strict=True)
            ),
            tables.people_table(rows, measures),
            tables.moves_table(move_rows),
        ],
        details=seen,
        answer=[
            *(words.sentence(some, answer, why, enough, as_of) for some, answer, why in told),
            *limits,
            *([words.soon(changes, namer(letters), anonymous=anonymous)] if changes else ()),
        ],
        remarks=[
            *words.remarks(plan, books, answers, as_of),
            *(finding.message for finding in found if finding.code not in {*OF_LIMITS, NOBODY_THERE.slug}),
        ],
        findings=(*hidden(plan.findings, letters), *found),
        more=[
            *([command(plan, "assign", *options, "-o", "moves.csv")] if moved else ()),
            command(plan, "assign", *options, "--all"),
        ],
    )


def _moves(told: tuple[Books, Answer | None, Causes | None]) -> int:
    some, answer, _ = told
    return answer.chosen.moved if answer else len(some.accounts)


def _move_rows(moved: Sequence[tuple[str, Move]], currency: str) -> list[Row]:
    return [
        {
            "customer": move.account.customer,
            "from": move.account.holder,
            "to": move.to.person.name,
            "reason": words.why(move, team, currency),
            "mind": words.mind(move),
            "team": team,
            "arr": move.account.arr,
            "hours": move.account.hours,
        }
        for team, move in moved
    ]
