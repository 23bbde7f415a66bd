"""All checks, in the order of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.document import check_document
from csplan.checks.economics import check_economics
from csplan.checks.months import check_months
from csplan.checks.pay import check_pay
from csplan.checks.references import check_references
from csplan.checks.roles import check_roles
from csplan.checks.rules import check_rules
from csplan.checks.segments import check_segments
from csplan.checks.tasks import check_tasks
from csplan.checks.tiers import check_tiers
from csplan.plan.placing import speaks_of_purpose, tiers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.plan.segments import Segment


def check_all(plan: Plan, known: Known) -> Iterator[Finding]:
    """Check what could be read of a plan; it may lack whatever has errors."""
    document, placed = plan.document, plan.placed
    yield from check_document(document, known)
    yield from check_roles(plan)
    yield from check_references(document, placed, known)
    yield from check_tiers(document.tiers or (), plan.currency, "tiers")
    if plan.rules is not None:
        yield from check_tiers(plan.rules.tiers, plan.currency, "rules", "tiers")
    yield from check_rules(plan, known)
    yield from check_segments(plan, tiers_of(document, plan.rules), known)
    if any(each.sums is not None for each in placed):
        from csplan.checks.book import check_sums  # here and below: what few plans have

        yield from check_sums(placed)
    yield from check_tasks(document, placed, known)
    if document.desks is not None:
        from csplan.checks.desks import check_desks

        yield from check_desks(document, placed, known)
    yield from check_months(plan, known)
    yield from check_economics(document, placed, known)
    if document.health is not None or document.value is not None or document.scorecard is not None:
        from csplan.checks.customers import check_health, check_scorecard, check_value

        yield from check_health(document, known)
        yield from check_value(document, known)
        yield from check_scorecard(document, known)
    if "segments" not in known.partial and "tasks" not in known.partial and speaks_of_purpose(document):
        from csplan.checks.purpose import check_purposes

        yield from check_purposes(plan)
    yield from check_pay(document, placed, known)


def states_growth(segment: Segment) -> bool:
    """Tell whether a segment says how its book changes in the year, beyond the numbers of the year."""
    return segment.customers_at_start is not None or segment.months is not None or segment.churn is not None


def check_counts(plan: Plan, *, logged: bool) -> Iterator[Finding]:
    """Check what only figures tell, of a plan that has no errors; ``logged``: its time log says something of it."""
    if logged:
        from csplan.checks.record import check_record

        yield from check_record(plan)
    if plan.history is not None:
        from csplan.checks.history import check_history

        yield from check_history(plan)
    if plan.document.economics is not None and plan.document.economics.measured:
        from csplan.checks.evidence import check_evidence

        yield from check_evidence(plan)
    held = any(placed.sums is not None and placed.sums.held for placed in plan.placed)
    if held or (plan.people is not None and plan.history is not None):
        from csplan.checks.people import check_people

        yield from check_people(plan)
    if plan.people is not None:
        from csplan.checks.people import check_names, check_turnover

        yield from check_names(plan)
        yield from check_turnover(plan)
    if speaks_of_purpose(plan.document):
        from csplan.checks.purpose import check_work

        yield from check_work(plan)
    if any(states_growth(each.segment) for each in plan.placed):
        from csplan.checks.book_by_month import check_book

        yield from check_book(plan)
