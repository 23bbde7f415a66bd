"""Letters in place of the names of people, the same in all tables of all commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.findings.catalogue.all import RECORDS
from csplan.lang.say import say
from csplan.plan.log import NOBODY
from csplan.values.names import folded, names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan

    Letters = Mapping[str, str]
    """Letters by the names that they stand for."""

_LETTERS = "A-Za-z\u00c0-\u024f"
"""Of words that have spaces between them."""


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

    The order of the letters says nothing of the names. Who is in the time log alone comes last: not every command
    reads it, and all give the others the same letters.
    """
    known: dict[str, list[str]] = {}
    for name in everybody(plan):
        known.setdefault(folded(name), []).append(name)
    logged = plan.record.log.csms if plan.record is not None else ()
    others = {folded(name): name for name in logged if name and name != NOBODY and folded(name) not in known}
    order = [*sorted(known, key=_by_hash), *sorted(others, key=_by_hash)]
    known |= {key: [name] for key, name in others.items()}
    return {name: say("CSM {letter}", letter=_letter(index)) for index, key in enumerate(order) for name in known[key]}


def _by_hash(name: str) -> bytes:
    from hashlib import sha256

    return sha256(name.encode()).digest()


def by_letter(name: str) -> tuple[int, str]:
    """Return by what letters are sorted: Z goes before AA."""
    return len(name), name


def namer(letters: Letters) -> Callable[[str], str]:
    """Return what gives a name its letter; without letters names stay."""
    return lambda name: letters.get(name, name)


def hidden(findings: Iterable[Finding], letters: Letters) -> tuple[Finding, ...]:
    """Return findings without names: letters stand for them, and lines that hold any are not shown."""
    if not letters:
        return tuple(findings)
    by_name = {name.casefold(): letter for name, letter in letters.items()}
    some = "|".join(map(re.escape, sorted(letters, key=len, reverse=True)))
    names = re.compile(some, re.IGNORECASE)
    # Not inside a word: "Ana" is nobody in "analysis". In Chinese no space tells where a name ends.
    whole = re.compile(f"(?<![{_LETTERS}])(?:{some})(?![{_LETTERS}])", re.IGNORECASE)

    def without(text: str) -> str:
        return whole.sub(lambda match: by_name.get(match.group().casefold(), "…"), text)

    found = []
    for each in findings:
        where = each.where
        if where is not None and names.search(where.excerpt):
            where = where._replace(excerpt="")
        message, hint, subject = (without(text) for text in (each.message, each.hint, each.subject))
        found.append(each._replace(message=message, hint=hint, subject=subject, where=where))
    return tuple(found)


def nameless(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of a plan that can't be used by what they are about: nobody can tell which of it are names."""
    found = []
    for each in findings:
        record, where = RECORDS.get(each.code), each.where
        place = where._replace(excerpt="") if where is not None else None
        about = record.about if record is not None else each.code
        found.append(each._replace(message=about, hint="", subject="", where=place))
    return found


def _letter(index: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
