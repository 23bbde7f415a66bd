"""Letters in place of the names of people, the same in all tables of all commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.lang.say import say
from csplan.values.names import folded, names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan

    Letters = Mapping[str, str]
    """Letters by the names that they stand for."""


def everybody(plan: Plan) -> list[str]:
    """Return everybody whom the plan's record, its account book or its people name; of several spellings all.

    Those of the record come first: its tables have each in one spelling.
    """
    names: list[str] = []
    if plan.history is not None:
        names += [name for some in plan.history.csms for name in some]
        history = plan.history.history
        tables = (each for each in (history.snapshots, history.events) if each is not None)
        names += [name for table in tables for text in table.people for name in names_in(text)]
    names += plan.accounts.csms if plan.accounts is not None else []
    names += [person.name for person in (plan.people.persons if plan.people else ())]
    return [name for name in dict.fromkeys(names) if name]


def lettered(plan: Plan) -> dict[str, str]:
    """Return a letter for everybody whom the plan, its account book or its record names.

    The order of the letters says nothing of the names.
    """
    from hashlib import sha256

    known: dict[str, list[str]] = {}
    for name in everybody(plan):
        known.setdefault(folded(name), []).append(name)
    order = sorted(known, key=lambda name: sha256(name.encode()).digest())
    return {name: say("CSM {letter}", letter=_letter(index)) for index, key in enumerate(order) for name in known[key]}


def by_letter(name: str) -> tuple[int, str]:
    """Return by what letters are sorted: Z goes before AA."""
    return len(name), name


def namer(letters: Letters) -> Callable[[str], str]:
    """Return what gives a name its letter; without letters names stay."""
    return lambda name: letters.get(name, name)


def hidden(findings: Iterable[Finding], letters: Letters) -> tuple[Finding, ...]:
    """Return findings without names: letters stand for them, and lines that hold any are not shown."""
    names = sorted(letters, key=len, reverse=True)

    def without(text: str) -> str:
        for name in names:
            text = text.replace(name, letters[name])
        return text

    found = []
    for each in findings:
        where = each.where
        if where is not None and any(name in where.excerpt for name in names):
            where = where._replace(excerpt="")
        message, hint, subject = (without(text) for text in (each.message, each.hint, each.subject))
        found.append(each._replace(message=message, hint=hint, subject=subject, where=where))
    return tuple(found)


def _letter(index: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
