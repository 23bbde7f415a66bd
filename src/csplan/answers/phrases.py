"""Small things that the first screens of several commands say alike."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from csplan.lang.say import later, say, say_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.plan.plan import Plan

FEW = 3
"""Names that a sentence has room for."""
MOST = 3
"""Things to do on a first screen."""
HERE = "csplan.yaml"


FIXES = {
    "mechanical": later("let a tool take it"),
    "coordination": later("agree with the other departments how it is done"),
    "skill": later("train, or share what the quick ones do"),
}
"""What removes each kind of waste; a sentence says them in the reader's language."""


def named(names: Sequence[str], few: int = FEW) -> str:
    """Return names in a sentence: all of a few, else the first ones and how many more there are."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) <= few + 1:  # a name takes no more room than the words for one more
        return say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
    return say("{names} and {more} more", names=", ".join(names[:few]), more=len(names) - few)


def people(number: float) -> str:
    """Return so many people in words."""
    shown = f"{number:,.10g}"
    return say_many(number, "1 person", "{number} people", number=shown)


def sentence(text: str) -> str:
    """Return what is said in words as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:]}."


def command(plan: Plan, words: str, *options: str) -> str:
    """Return a command about this plan, as somebody types it."""
    where = plan.file.removesuffix(f"/{HERE}")
    path = "" if where == HERE else f" {shlex.quote(where)}"
    return f"csplan {words}{path}" + "".join(f" {shlex.quote(each)}" for each in options)


def percent(share: float) -> str:
    """Return a target as somebody writes it: 75%, not 75.0%."""
    return f"{100 * share:.3g}%"


def benchmarks(plan: Plan) -> list[str]:
    """Return what the plan's rule pack has seen in practice, as one line: to compare with, never a bound.

    What several benchmarks are of (all before the comma of their names) is said once.
    """
    if plan.rules is None or not plan.rules.benchmarks:
        return []
    names = [each.name.rpartition(", ") for each in plan.rules.benchmarks[:FEW]]
    rules = plan.rules.name or ""
    if len({subject for subject, _, _ in names}) == 1 and names[0][0]:
        seen = [f"{which} {each.value}" for (_, _, which), each in zip(names, plan.rules.benchmarks, strict=False)]
        facts = {"subject": names[0][0], "benchmarks": ", ".join(seen)}
        return [say("Seen in practice ({rules}), {subject}: {benchmarks}.", rules=rules, **facts)]
    seen = [f"{each.name}: {each.value}" for each in plan.rules.benchmarks[:FEW]]
    while len(seen) > 1 and len("; ".join(seen)) > _LINE:
        seen.pop()
    return [say("Seen in practice ({rules}): {benchmarks}.", rules=rules, benchmarks="; ".join(seen))]


_LINE = 125
"""Characters of benchmarks that people read beside a result; `csplan rules` has all."""
