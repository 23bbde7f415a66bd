"""Checks of what teams are for: whether they have a purpose that suits their customers, and work that serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import purposes as records
from csplan.findings.record import found
from csplan.inputs.build import build
from csplan.lang.say import later, say
from csplan.plan.placing import purposes_of, speaks_of_purpose
from csplan.plan.profiles import purpose_rules
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.purpose import Purpose
    from csplan.plan.tiers import Touch

_OF_SMALL: tuple[Purpose, ...] = ("stickiness", "product_feedback")
_OF_LARGE: tuple[Purpose, ...] = ("use_level", "executives", "expansion")
_MOST = 0.5
_LEAST_HOURS = 40.0
"""Hours of customer work below which a log says nothing of anybody's role: a week. Source: csplan."""


def check_purposes(plan: Plan) -> Iterator[Finding]:
    """Check the purposes of teams by themselves, where the plan speaks of any."""
    if speaks_of_purpose(plan.document):
        yield from purposes_found(plan)


def purposes_found(plan: Plan) -> Iterator[Finding]:
    """Report teams without a purpose, or with none but renewals, and purposes that don't suit their customers."""
    suits = {rule.name: rule.suits for rule in (plan.rules.purposes if plan.rules else purpose_rules())}
    seen: set[tuple[str, str]] = set()
    for placed in plan.placed:
        own = purposes_of(plan.document, placed)
        at = ("segments", placed.index, "name")
        facts = {"team": placed.team, "such": ", ".join(_such(placed))}
        record = records.NO_PURPOSE if not own else records.PURPOSE_IS_RENEWAL if own == ("renewal",) else None
        if record is not None and (placed.team, record.slug) not in seen and placed.customers != 0:
            seen.add((placed.team, record.slug))
            yield found(record, at, subject=placed.team, **facts)
        touch = placed.tier.touch if placed.tier else None
        for purpose in own:
            fits = suits.get(purpose, ())
            if touch and fits and touch not in fits:
                name = placed.segment.name
                words = {"purpose": purpose, "suits": _listed(fits), "touch": touch, "segment": name}
                yield found(records.PURPOSE_MISFIT, at, subject=name, **words)


def _listed(touches: Sequence[Touch]) -> str:
    *some, last = touches
    return say("{touches} or {last}", touches=", ".join(some), last=last) if some else last


def _such(placed: Placed) -> tuple[Purpose, ...]:
    return _OF_SMALL if placed.tier and placed.tier.touch in {"low", "digital"} else _OF_LARGE


def check_work(plan: Plan) -> Iterator[Finding]:
    """Report purposes that no work serves, and people whose logged time serves none; the plan speaks of purposes."""
    first = {placed.team: placed.index for placed in reversed(plan.placed)}
    for team in build(plan).root.below["team"]:
        idle = [node.name for node in team.below.get("purpose", ()) if node.value("purpose_hours") == 0]
        if idle and team.value("workload"):
            at = ("segments", first[team.name], "name")
            yield found(records.WITHOUT_HOURS, at, subject=team.name, team=team.name, purposes=", ".join(idle))
    if plan.record is not None:
        yield from csms_in_name(plan)


def csms_in_name(plan: Plan, called: Callable[[str], str] = str) -> Iterator[Finding]:
    """Report who is called CSM and works as support or project manager, by the time log. Source: six-pits.

    ``called`` gives people the names by which they are shown.
    """
    from csplan.measure.served import time_of_people

    purposes = [purposes_of(plan.document, placed) for placed in plan.placed]
    for each in time_of_people(plan.record.log, plan.document.tasks or (), purposes):
        unserved = sum(each.unserved.values())
        if each.hours < _LEAST_HOURS or unserved <= _MOST * each.hours:
            continue
        kinds = sorted(each.unserved, key=lambda name: (-each.unserved[name], name))
        words = say(" and ").join(say(_KINDS[kind]) for kind in kinds)
        facts = {"csm": called(each.csm), "role": say(_ROLES[kinds[0]]), "kinds": words}
        share = show_share(unserved / each.hours)
        yield found(records.CSM_IN_NAME, ("time_log",), subject=called(each.csm), share=share, **facts)


_ROLES = {"reactive": later("support"), "implementation": later("a project manager")}
_KINDS = {"reactive": later("answering"), "implementation": later("implementation")}
