"""What to talk about before a bonus is paid, as findings with names, and in a word for the row of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import bonuses as records
from csplan.findings.record import found
from csplan.inputs.bonus import PARTS, rules_of, unlisted
from csplan.lang.say import later, say
from csplan.values import show_number
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.inputs.bonus import Bonuses
    from csplan.plan.plan import Plan
    from csplan.studies.gaming import Spotted

_RECORDS = {
    each.slug: each
    for each in (
        records.WIN_AGAIN,
        records.WIN_BY_HAND,
        records.WIN_NOT_HELD,
        records.WIN_NOT_DECIDED,
        records.WINS_BELOW_SLIPS,
        records.FLAPPING,
        records.OWN_INFLOW,
        records.LAST_DAYS,
        records.CSQL_COLD,
        records.CSQA_WORN,
        records.SMALL_GOAL,
    )
}
_PLACES = {"csql-cold": ("bonus", "csql"), "csqa-worn": ("bonus", "csqa"), "small-goal": ("bonus",)}
"""Where a finding stands in the plan; the others at wins."""
_WORDS = {
    "win-again": later("again {count}"),
    "win-by-hand": later("by hand {count}"),
    "win-not-held": later("not held {count}"),
    "win-not-decided": later("open {count}"),
    "wins-below-slips": later("slips"),
    "flapping": later("flaps {count}"),
    "own-inflow": later("own inflow {count} of {of}"),
    "last-days": later("last days {count} of {of}"),
    "csql-cold": later("cold leads {count} of {of}"),
    "csqa-worn": later("worn {count}"),
}
"""In a word; a small goal needs none, the goal stands there."""


def findings_of(
    plan: Plan, bonuses: Bonuses, all_spotted: Sequence[Spotted], csm: str | None = None
) -> Iterator[Finding]:
    """Return a finding for each thing to talk about, with the names of all whom it is about."""
    names = {folded(each.person.name): each.person.name for each in bonuses.paid}
    stated = {part for part in PARTS if getattr(rules_of(plan), part) is not None}
    for slug, record in _RECORDS.items():
        some = [each for each in all_spotted if each.slug == slug]
        if not some:
            continue
        told = ", ".join(_told(names[each.csm], each) for each in sorted(some, key=lambda each: names[each.csm]))
        path = _PLACES.get(slug, ("bonus", "wins"))
        at = plan.origins.where(path if path[-1] in stated else ("bonus",), key=True)
        rated = plan.document.rated(found(record, at, names=told))
        if rated is not None:
            yield rated
    others = [each for each in unlisted(plan, bonuses) if csm is None or folded(csm) == folded(each)]
    if others:
        at = plan.origins.where(("people",), key=True)
        rated = plan.document.rated(found(records.PAID_UNLISTED, at, names=", ".join(others)))
        if rated is not None:
            yield rated


def _told(name: str, each: Spotted) -> str:
    facts = {"name": name, "count": show_number(each.number), "of": show_number(each.of)}
    if each.slug == "wins-below-slips":
        return say("{name} ({count} won, {of} slipped)", **facts)
    return say("{name} {count}", **facts) if each.of is None else say("{name} {count} of {of}", **facts)


def to_talk_with(bonuses: Bonuses, all_spotted: Sequence[Spotted]) -> list[str]:
    """Return the names of those with whom there is more to talk about than what does not count."""
    warned = {each.csm for each in all_spotted if _RECORDS[each.slug].severity == "warning"}
    return [each.person.name for each in bonuses.paid if folded(each.person.name) in warned]


def look_at(all_spotted: Sequence[Spotted]) -> dict[str, list[str]]:
    """Return in a word what there is to talk about with each, by folded name."""
    found: dict[str, list[str]] = {}
    for slug, text in _WORDS.items():
        for each in all_spotted:
            if each.slug == slug:
                word = say(text, count=show_number(each.number), of=show_number(each.of))
                found.setdefault(each.csm, []).append(word)
    return found
