"""Checks of the people that the account book names, against what the plan states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import book
from csplan.findings.catalogue import people as of_people
from csplan.findings.catalogue.measured import TURNOVER_CONTRADICTED
from csplan.findings.diagnostic import did_you_mean, perhaps, quoted
from csplan.findings.record import found
from csplan.inputs.build import build, counted_in_book
from csplan.inputs.people import people_by_team
from csplan.inputs.turnover import measured_turnover
from csplan.lang.say import say
from csplan.measure.values import ENOUGH_TO_CONTRADICT, FAR_OFF_POINTS
from csplan.values import show_share
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan

_LISTED = 5
"""People who are named in one finding."""
_NOBODY = 0.05
"""Of a CSM: less than anybody plans with."""


def check_names(plan: Plan) -> Iterator[Finding]:
    """Report columns that people lack, and CSMs of the account book who are not among the people of the plan."""
    people = plan.people
    if people is None:
        return
    known = {folded(person.name): person.name for person in people.persons}
    held = {csm: None for each in plan.placed if each.sums is not None for csm in each.sums.held or ()}
    for index, name in enumerate((plan.document.assign.match if plan.document.assign else None) or ()):
        if name.strip().casefold() not in people.columns:
            hint = did_you_mean(name, people.columns)
            at = ("assign", "match", index)
            yield found(of_people.MATCH_WITHOUT_PEOPLE, at, hint=hint, column=quoted(name))
    missing = [csm for csm in held if folded(csm) not in known]
    if missing:
        more = say(", and {count} more", count=len(missing) - _LISTED) if len(missing) > _LISTED else ""
        near = perhaps(missing[0], known.values())
        hint = near or say("add them to the people, or write their names alike")
        named = ", ".join(map(quoted, missing[:_LISTED])) + more
        yield found(of_people.UNKNOWN_CSM, ("people",), hint=hint, names=named)


def check_turnover(plan: Plan) -> Iterator[Finding]:
    """Where people are there on the last day of a record, a stated turnover should not be far from theirs."""
    for name, role in (plan.document.roles or {}).items():
        stated = role.hiring.turnover if role.hiring is not None else None
        measured = measured_turnover(plan, name, None) if stated is not None else None
        if stated is None or measured is None or measured.people < ENOUGH_TO_CONTRADICT:
            continue
        if not measured.low <= stated <= measured.high and abs(stated - measured.value) > FAR_OFF_POINTS:
            facts = {"stated": stated, "value": measured.value, "low": measured.low, "high": measured.high}
            shown = {key: show_share(each) for key, each in facts.items()}
            path = ("roles", name, "hiring", "turnover")
            yield found(TURNOVER_CONTRADICTED, path, subject=name, role=name, n=str(measured.people), **shown)


def check_people(plan: Plan) -> Iterator[Finding]:
    """Where the account book counts people, what the plan states of them should agree."""
    segments_state = any(placed.segment.csms_now is not None for placed in plan.placed)
    if not segments_state and all(team.csms_now is None for team in plan.document.teams or ()):
        return  # nothing is computed that has nothing to agree with
    present = people_by_team(plan)
    record = book.CSMS_NOW_OF_PEOPLE if present else book.CSMS_NOW_DIFFERS
    teams = {team.name: team for team in build(plan).root.below["team"]}
    segments = {segment.name: segment for team in teams.values() for segment in team.below["segment"]}
    stated_segments = (
        (placed.segment.csms_now, segments[placed.segment.name], ("segments", placed.index, "csms_now"))
        for placed in plan.placed
        if present or (placed.sums is not None and placed.sums.held)
    )
    stated_teams = (
        (team.csms_now, teams[team.name], ("teams", index, "csms_now"))
        for index, team in enumerate(plan.document.teams or ())
        if team.name in teams and (present or counted_in_book(plan, team.name))
    )
    for stated, node, path in (*stated_segments, *stated_teams):
        counted = node.value("csms_now")
        if stated is not None and counted is not None and abs(stated - counted) > _NOBODY:
            facts = {"name": node.name, "stated": f"{stated:g}", "counted": f"{counted:.2f}"}
            yield found(record, path, subject=node.name, **facts)
