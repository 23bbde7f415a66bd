"""Checks of what teams are for: whether they have a purpose that suits their customers, and work that serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import purposes as records
from csplan.findings.record import found
from csplan.inputs.build import build
from csplan.lang.say import later, say
from csplan.plan.history import EVENTS, Cells
from csplan.plan.placing import purposes_of
from csplan.plan.profiles import purpose_rules
from csplan.plan.scorecard import Scorecard
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.history import Event
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
        for node in team.below.get("purpose", ()):
            if not _is_measured(plan, node):
                facts = {"team": team.name, "purpose": node.name, "wanted": say(_WANTED[node.name])}
                at = ("segments", first[team.name], "name")
                yield found(records.WITHOUT_MEASURE, at, subject=team.name, **facts)
    if plan.record is not None:
        yield from csms_in_name(plan)


def csms_in_name(plan: Plan) -> Iterator[Finding]:
    """Report who is called CSM and works as support or project manager, by the time log. Source: six-pits."""
    from csplan.measure.served import time_of_people

    purposes = [purposes_of(plan.document, placed) for placed in plan.placed]
    for each in time_of_people(plan.record.log, plan.document.tasks or (), purposes):
        unserved = sum(each.unserved.values())
        if each.hours < _LEAST_HOURS or unserved <= _MOST * each.hours:
            continue
        kinds = sorted(each.unserved, key=lambda name: (-each.unserved[name], name))
        words = say(" and ").join(say(_KINDS[kind]) for kind in kinds)
        facts = {"csm": each.csm, "role": say(_ROLES[kinds[0]]), "kinds": words}
        share = show_share(unserved / each.hours)
        yield found(records.CSM_IN_NAME, ("time_log",), subject=each.csm, share=share, **facts)


def _is_measured(plan: Plan, purpose: Node) -> bool:
    """Tell whether anything says how far a purpose is reached: a column of the snapshots, events, or the plan."""
    history = plan.history.history if plan.history is not None else None
    events, shots = (history.events, history.snapshots) if history is not None else (None, None)
    rules = plan.document.scorecard or Scorecard()
    if shots is not None and any(cells in shots.columns for cells in _columns(rules, purpose.name)):
        return True
    if purpose.name in _EVENT:
        return events is not None and EVENTS.index(_EVENT[purpose.name]) in events.kind
    if purpose.name == "onboarding":
        return history is not None and bool(history.since) and shots is not None
    return purpose.name == "stickiness" and purpose.value("at_risk") is not None


def _columns(rules: Scorecard, purpose: str) -> Sequence[Cells]:
    """Return the columns of the snapshots that say how far a purpose is reached."""
    if purpose == "use_level" and rules.depth is not None:
        return (Cells(rules.depth.column, "number"),)
    if purpose == "executives" and rules.executives is not None and rules.executives.contact is not None:
        return (Cells(rules.executives.contact, "day"),)
    return rules.file_cells if purpose == "inside_knowledge" else ()


_EVENT: dict[str, Event] = {
    "expansion": "csql",
    "product_feedback": "request",
    "collection": "payment",
    "renewal": "renewal",
    "executives": "contact",
}
"""Events that say it."""
_WANTED = {
    "use_level": later("`depth` in `scorecard`, a column of the snapshots"),
    "inside_knowledge": later("`file` in `scorecard`, columns of the snapshots"),
    "executives": later("`executives: {{contact: ...}}` in `scorecard`, or events `contact`"),
    "expansion": later("events `csql`: leads handed to sales"),
    "product_feedback": later("events `request` and `used`"),
    "collection": later("events `invoice` and `payment`"),
    "renewal": later("events `renewal`"),
    "onboarding": later("`since` in the account book, and snapshots"),
    "stickiness": later("`at_risk`, or snapshots with a colour"),
    "operating_proposals": later("no record says it: agree with the team by what it is seen"),
}
_ROLES = {"reactive": later("support"), "implementation": later("a project manager")}
_KINDS = {"reactive": later("answering"), "implementation": later("implementation")}
