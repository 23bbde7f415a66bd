"""Who is meant by a name that somebody asks for: whatever its case, or by a letter where people have letters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.answers.anonymous import by_letter, everybody, lettered
from csplan.findings.diagnostic import did_you_mean, quoted
from csplan.lang.say import say
from csplan.values.names import folded

if TYPE_CHECKING:
    from csplan.measure.periods import Period
    from csplan.plan.plan import Plan

    Problem = tuple[str, str]


def whom(plan: Plan, text: str | None, *, anonymous: bool = False) -> tuple[str | None, Problem | None]:
    """Return the person who is meant, as the plan spells the name; or what to say, and a hint, where nobody is.

    With ``anonymous`` the letter does as well: ``CSM C``, or ``C``. A hint then names letters alone.
    """
    if text is None:
        return None, None
    names: dict[str, str] = {}
    for name in everybody(plan):
        names.setdefault(folded(name), name)
    letters = {folded(letter): name for name, letter in reversed(lettered(plan).items())}
    meant = folded(text)
    found = names.get(meant)
    by_its_letter = letters.get(meant) or letters.get(folded(say("CSM {letter}", letter=text)))
    if found is None and anonymous:
        found = names[folded(by_its_letter)] if by_its_letter else None
    if found is not None:
        return found, None
    message = say("no CSM is named {name}", name=quoted(text))
    if anonymous and letters:
        known = sorted(set(lettered(plan).values()), key=by_letter)
        return None, (message, say("people are called {first} to {last} here", first=known[0], last=known[-1]))
    if by_its_letter:
        return None, (message, say("letters stand for people with --anonymous"))
    return None, (message, did_you_mean(text, sorted(names.values())))


class Away(NamedTuple):
    """When somebody comes who is not there yet, or left who is there no more."""

    when: Literal["later", "before"]
    day: str


def away(plan: Plan, name: str, period: Period) -> Away | None:
    """Return since or until when somebody is there who is not in a period; None where nothing says that of them."""
    persons = plan.people.persons if plan.people is not None else ()
    person = next((each for each in persons if folded(each.name) == folded(name)), None)
    if person is None:
        return None
    if person.first is not None and person.first > date.fromordinal(period.last):
        return Away("later", person.first.isoformat())
    if person.last is not None and person.last < date.fromordinal(period.first):
        return Away("before", person.last.isoformat())
    return None


def nothing_of(plan: Plan, name: str, called: str, period: Period) -> str:
    """Say why nothing is known in a period of somebody, who is called by the name or a letter."""
    first, last = (date.fromordinal(day).isoformat() for day in period)
    facts, there = {"csm": called, "first": first, "last": last}, away(plan, name, period)
    if there is None:
        return say("nothing is known of {csm} from {first} to {last}", **facts)
    if there.when == "later":
        return say("{csm} starts on {day}: nothing is known of {first} to {last}", day=there.day, **facts)
    return say("{csm} left on {day}: nothing is known of {first} to {last}", day=there.day, **facts)
