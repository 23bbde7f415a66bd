"""What books and moves mean, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.assign.tables import off
from csplan.answers.phrases import named
from csplan.lang.say import later, say, say_many
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csplan.plan.plan import Plan
    from csplan.studies.assign.books import Account, Books
    from csplan.studies.assign.curve import Answer
    from csplan.studies.assign.reasons import Move

MEASURES = {
    "arr": "ARR",
    "hours": later("hours"),
    "customers": later("customers"),
    "renewals": later("renewals"),
    "at_risk": later("customers at risk"),
}
_MONTH = 30
_NEARLY_FULL = 0.97
"""Of what somebody may hold at most: there is no room for another account."""


def share(value: float) -> str:
    """Return how far somebody is off, without a sign."""
    return show_share(abs(value))


def today(books: Books, within: float) -> str:
    """Say who has too much today, most of all; where nobody has, who has least of their share.

    "" where nobody has anything to be compared with.
    """
    problem = books.problem
    if problem is None or (problem.today < 0).all():
        return ""
    deviations = problem.deviations(problem.today)
    too_much = float(deviations.max()) > within
    place, measure = divmod(int((deviations if too_much else abs(deviations)).argmax()), deviations.shape[1])
    value = float(deviations[place, measure])
    facts = {
        "csm": books.carriers[place].person.name,
        "off": share(value),
        "measure": say(MEASURES[books.measures[measure]]),
    }
    if value > 0:
        return say("today {csm} has {off} more {measure} than their share", **facts)
    return say("today {csm} has {off} less {measure} than their share", **facts)


def sentence(books: Books, answer: Answer | None, within: float, day: date) -> str:
    """Say what is found for one team."""
    team, accounts = books.team, len(books.accounts)
    if answer is None:
        return say(
            "{team}: nobody is there on {day} to have its {accounts} accounts.", team=team, day=day, accounts=accounts
        )
    chosen = answer.chosen
    facts = {"team": team, "moved": show_number(chosen.moved), "accounts": show_number(accounts)}
    facts |= {"worst": share(chosen.worst), "within": show_share(within), "bound": show_number(answer.moves_bound)}
    if not chosen.moved:
        if answer.reached(within):
            return say("{team}: no account has to move; nobody is further than {worst} from their share.", **facts)
        return say("{team}: no move makes books more even; somebody is {worst} from their share.", **facts)
    first = say_many(
        chosen.moved,
        "{team}: 1 of {accounts} accounts moves, and nobody is then further than {worst} from their share",
        "{team}: {moved} of {accounts} accounts move, and nobody is then further than {worst} from their share",
        **facts,
    )
    if answer.reached(within):
        proof = say("at least {bound} have to", **facts)
    elif answer.worst_bound > within:
        proof = say("{within} can't be reached", **facts)
    else:
        proof = say("{within} takes more", **facts)
    now = today(books, within)
    if not now:
        return say("{first} ({proof}).", first=first, proof=proof)
    return say("{first} ({proof}); {now}.", first=first, proof=proof, now=now)


def why(move: Move, team: str) -> str:
    """Say why an account moves."""
    csm = move.account.holder
    if move.kind == "gone":
        return say("last day {day}", day=move.last)
    if move.kind == "even":
        return _effect(move)
    if move.kind == "unable":
        return _unable(move.account, csm, move.column)
    return {
        "nobody": say("nobody had it"),
        "left-out": say("without {csm}", csm=csm),
        "other-team": say("{csm} is not in {team}", csm=csm, team=team),
        "limit": say("{csm} has more than the limit", csm=csm),
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
    measures = list(dict.fromkeys(measure for each in books for measure in each.measures))
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
    full = [
        carrier.person.name
        for some, answer in zip(books, answers, strict=True)
        if some.problem is not None and answer is not None
        for at, carrier in enumerate(some.carriers)
        if any(used[at] > _NEARLY_FULL for used in some.problem.used(answer.chosen.owner))
    ]
    if full:
        found.append(
            say("At the most that a CSM may hold (max_customers_per_csm, arr_cap): {people}.", people=named(full))
        )
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
