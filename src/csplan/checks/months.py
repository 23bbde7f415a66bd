"""Checks of what goes by month: ramps, what tasks spread over, renewal dates, absences, how far a plan looks ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import months as records
from csplan.findings.catalogue import values
from csplan.findings.diagnostic import quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.by_month import BOOK
from csplan.plan.types import MOST_SPAN
from csplan.values import show_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.plan.roles import Role
    from csplan.plan.segments import Team


def check_months(plan: Plan, known: Known) -> Iterator[Finding]:
    """Check what goes by month, as far as no figure is needed."""
    document = plan.document
    for name, role in (document.roles or {}).items():
        yield from _ramp(name, role)
    for index, task in enumerate(document.tasks or ()):
        if task.over is not None and task.before is not None:
            yield found(records.OVER_AND_BEFORE, ("tasks", index, "before"), subject=task.name, task=task.name)
    for index, team in enumerate(document.teams or ()):
        yield from _absences(index, team)
    if "accounts" not in known.present or known.book_read:
        yield from _dates(plan)
    ahead = document.hiring.months if document.hiring else None
    if ahead is not None and ahead not in range(1, MOST_SPAN + 1):
        meant = say("1 to {most}, in whole months", most=MOST_SPAN)
        yield found(values.OUT_OF_RANGE, ("hiring", "months"), value=quoted(show_number(ahead)), meant=meant)


def _ramp(name: str, role: Role) -> Iterator[Finding]:
    ramp = role.ramp
    if ramp is None:
        return
    listed = len(ramp.at) if isinstance(ramp.at, tuple) else None
    if listed is None and ramp.months is None:
        yield found(records.RAMP_WITHOUT_MONTHS, ("roles", name, "ramp"), subject=name, role=name)
    elif listed is not None and ramp.months not in {None, float(listed)}:
        at = ("roles", name, "ramp", "months")
        yield found(records.RAMP_LENGTH, at, subject=name, role=name, months=show_number(ramp.months), count=listed)


def _absences(index: int, team: Team) -> Iterator[Finding]:
    for position, absence in enumerate(team.absences or ()):
        if absence.last is not None and absence.last < absence.first:
            at = ("teams", index, "absences", position, "to")
            yield found(records.ABSENCE, at, subject=team.name, team=team.name)


def _dates(plan: Plan) -> Iterator[Finding]:
    """Find segments whose renewals are to fall on the dates of the account book, which has none of them."""
    for placed in plan.placed:
        segment = placed.segment
        by_book = segment.months is not None and segment.months.renewals == BOOK
        if by_book and (placed.sums is None or placed.sums.renewals_by_month is None):
            at = ("segments", placed.index, "months", "renewals")
            yield found(records.NO_DATES, at, subject=segment.name, segment=segment.name)
