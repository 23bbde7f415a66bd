"""What books and moves mean, in words."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from csplan.answers.assign.causes import in_the_way
from csplan.answers.assign.limits import amount, at_their_limit
from csplan.answers.assign.measures import MEASURES
from csplan.answers.assign.tables import off
from csplan.answers.phrases import FEW, named
from csplan.lang.say import both, say, say_many
from csplan.studies.assign.soon import seen_from
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import Any

    from csplan.plan.plan import Plan
    from csplan.studies.assign.books import Account, Books
    from csplan.studies.assign.causes import Causes
    from csplan.studies.assign.curve import Answer
    from csplan.studies.assign.reasons import Move
    from csplan.studies.assign.soon import Change

    Array = Any

_MONTH = 30


def share(value: float) -> str:
    """Return how far somebody is off, without a sign."""
    return show_share(abs(value))


def today(books: Books, within: float) -> str:
    """Say what is uneven today: who has most too much; else what nobody has, who has nothing, who is furthest off."""
    problem = books.problem
    if problem is None or (problem.today < 0).all():
        return ""
    deviations = problem.deviations(problem.today)
    nobodys = int((problem.today < 0).sum())
    if float(deviations.max()) <= within:
        if nobodys:
            return say_many(
                nobodys,
                "today 1 account is with nobody who is there",
                "today {accounts} accounts are with nobody who is there",
                accounts=show_number(nobodys),
            )
        empty = [each.person.name for at, each in enumerate(books.carriers) if not (problem.today == at).any()]
        if empty:
            return say_many(
                len(empty), "today {people} has no accounts", "today {people} have no accounts", people=named(empty)
            )
    place, measure = divmod(
        int((deviations if float(deviations.max()) > within else abs(deviations)).argmax()), deviations.shape[1]
    )
    return say("today {off}", off=_off(books, place, measure, float(deviations[place, measure])))


def _off(books: Books, place: int, measure: int, value: float) -> str:
    facts = {
        "csm": books.carriers[place].person.name,
        "off": share(value),
        "measure": say(MEASURES[books.measures[measure]]),
    }
    if value > 0:
        return say("{csm} has {off} more {measure} than their share", **facts)
    return say("{csm} has {off} less {measure} than their share", **facts)


def furthest(books: Books, owner: Array) -> str:
    """Say who is furthest from their share."""
    assert books.problem is not None  # noqa: S101 - there is an assignment
    deviations = books.problem.deviations(owner)
    place, measure = divmod(int(abs(deviations).argmax()), deviations.shape[1])
    return _off(books, place, measure, float(deviations[place, measure]))


def sentence(books: Books, answer: Answer | None, causes: Causes | None, within: float, day: date) -> str:
    """Say what is found for one team."""
    team, accounts = books.team, len(books.accounts)
    if answer is None:
        return say_many(
            accounts,
            "{team}: nobody is there on {day} to have its 1 account.",
            "{team}: nobody is there on {day} to have its {accounts} accounts.",
            team=team,
            day=day,
            accounts=show_number(accounts),
        )
    chosen = answer.chosen
    facts = {"team": team, "moved": show_number(chosen.moved), "accounts": show_number(accounts)}
    facts |= {"worst": share(chosen.worst), "bound": show_number(answer.moves_bound)}
    proof = _proof(books, answer, causes, within)
    if not chosen.moved:
        return _unmoved(books, answer, proof, within)
    first = say_many(
        chosen.moved,
        "{team}: 1 of {accounts} accounts moves, and nobody is then further than {worst} from their share",
        "{team}: {moved} of {accounts} accounts move, and nobody is then further than {worst} from their share",
        **facts,
    )
    now = today(books, within)
    if not now:
        return say("{first} ({proof}).", first=first, proof=proof)
    return say("{first} ({proof}); {now}.", first=first, proof=proof, now=now)


def _unmoved(books: Books, answer: Answer, proof: str, within: float) -> str:
    """Say why nothing moves."""
    facts = {"team": books.team, "worst": share(answer.chosen.worst), "proof": proof}
    if len(books.carriers) == 1:
        return say(
            "{team}: {csm} is the only one there; no account can move.", csm=books.carriers[0].person.name, **facts
        )
    if answer.reached(within):
        return say("{team}: no account has to move; nobody is further than {worst} from their share.", **facts)
    facts["furthest"] = furthest(books, answer.chosen.owner)
    if answer.curve[-1].worst < answer.chosen.worst:  # by the moves that are allowed
        return say("{team}: no account moves ({proof}); {furthest}.", **facts)
    return say("{team}: no move makes books more even ({proof}); {furthest}.", **facts)


def _proof(books: Books, answer: Answer, causes: Causes | None, within: float) -> str:
    """Say how many moves it takes at least; or why what was asked for is not reached."""
    asked = show_share(within)
    if answer.reached(within):
        return say_many(
            answer.moves_bound, "at least 1 has to", "at least {bound} have to", bound=show_number(answer.moves_bound)
        )
    if causes is None:
        moves = show_number(answer.moves_for(within) or 0)
        return say("{within} takes {moves} moves", within=asked, moves=moves)
    why_not = both([in_the_way(books, name, causes) for name in causes.names])
    if causes.bound is None:
        return say("no way to {within} was found: {causes}", within=asked, causes=why_not)
    return say("{within} can't be reached: {causes}", within=asked, causes=why_not)


def soon(changes: Sequence[Change], name_of: Callable[[str], str], *, anonymous: bool) -> str:
    """Say who comes or goes soon after the day of the question, and what to ask then."""
    told = [
        say("{csm} joins on {day}", csm=name_of(each.person.name), day=each.day)
        if each.joins
        else say("{csm} leaves on {day}", csm=name_of(each.person.name), day=each.day)
        for each in changes
    ]
    facts = {"changes": named(told), "as_of": f"--as-of={seen_from(changes)}"}
    leaving = [f"--without={shlex.quote(each.person.name)}" for each in changes if not each.joins]
    if leaving and not anonymous:
        facts["without"] = " ".join(leaving[:FEW])
        return say("Not counted yet: {changes}. Ask with {as_of}, or {without}.", **facts)
    return say("Not counted yet: {changes}. Ask with {as_of}.", **facts)


def why(move: Move, team: str, currency: str) -> str:
    """Say why an account moves."""
    csm = move.account.holder
    if move.kind == "gone":
        return say("last day {day}", day=move.day)
    if move.kind == "even":
        return _effect(move)
    if move.limit is not None:
        has, most = (amount(move.limit, value, currency) for value in (move.has, move.most))
        return say("{csm} has {has}, of {most} at most", csm=csm, has=has, most=most)
    if move.kind == "unable":
        return _unable(move.account, csm, move.column)
    if move.kind == "not-yet":
        return say("{csm} starts on {day}", csm=csm, day=move.day)
    return {
        "nobody": say("nobody had it"),
        "left-out": say("without {csm}", csm=csm),
        "none": say("{csm} may have none (max_customers)", csm=csm),
        "no-hours": say("{csm} has no time for customers yet", csm=csm),
        "other-team": say("{csm} is not in {team}", csm=csm, team=team),
    }[move.kind]


def _effect(move: Move) -> str:
    measure = say(MEASURES[move.measure])
    return say("{measure} {before} → {after}", before=off(move.before), after=off(move.after), measure=measure)


def _unable(account: Account, csm: str, column: str) -> str:
    if column == "segment":
        return say("{csm} does not serve {segment}", csm=csm, segment=account.segment)
    return say("{csm} has no {value} ({column})", csm=csm, value=", ".join(account.values[column]), column=column)


def mind(move: Move) -> str:
    """Say what to mind about a move."""
    parts = []
    if move.renews_in is not None:
        parts.append(say_many(move.renews_in, "renews in 1 day", "renews in {days} days", days=move.renews_in))
    if move.account.at_risk == 1.0:
        parts.append(say("at risk"))
    if move.moved_ago is not None:
        months = max(1, round(move.moved_ago / _MONTH))
        parts.append(say_many(months, "moved 1 month ago", "moved {months} months ago", months=months))
    return ", ".join(parts)


def remarks(plan: Plan, books: Sequence[Books], answers: Sequence[Answer | None], day: date) -> list[str]:
    """Say how books were made even, and who counts less."""
    measures = list(dict.fromkeys(measure for each in books if each.problem for measure in each.measures))
    words = named([say(MEASURES[measure]) for measure in measures])
    found = [say("As of {day}; even by capacity in {measures}.", day=day, measures=words)] if measures else []
    if measures and "hours" not in measures and plan.document.tasks is None:
        found.append(say("The plan has no tasks, so nothing is known of hours."))
    ramping = [each.person.name for some in books for each in some.carriers if each.productivity < 1]
    if ramping:
        found.append(
            say_many(
                len(ramping),
                "{people} is in the ramp, and counts for less.",
                "{people} are in their ramp, and count for less.",
                people=named(ramping),
            )
        )
    apart = [person.name for some in books for person in some.apart]
    if apart:
        found.append(
            say_many(
                len(apart),
                "{people} may have no accounts, or has no time for them yet, and has no share.",
                "{people} may have no accounts, or have no time for them yet, and have no share.",
                people=named(apart),
            )
        )
    full = [
        each
        for some, answer in zip(books, answers, strict=True)
        if answer is not None
        for each in at_their_limit(some, answer, plan.currency)
    ]
    if full:
        found.append(say("At the most that they may hold: {people}.", people=named(full)))
    kept = sum(int(each.problem.kept.sum()) for each in books if each.problem is not None)
    if kept:
        found.append(
            say_many(
                kept,
                "1 account is kept where it is.",
                "{kept} accounts are kept where they are.",
                kept=show_number(kept),
            )
        )
    return found
