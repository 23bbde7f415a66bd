"""All checks, in the order of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.document import check_document
from csplan.checks.economics import check_economics
from csplan.checks.references import check_references
from csplan.checks.segments import check_segments
from csplan.checks.tasks import check_tasks
from csplan.checks.tiers import check_tiers
from csplan.plan.placing import tiers_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csplan.checks.finding import Finding
    from csplan.plan.document import Plan, PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.rules import RulePack


def check_all(
    document: PlanFile,
    rules: RulePack | None,
    placed: Sequence[Placed],
    names: Mapping[str, Collection[str]],
    present: Sequence[str],
) -> Iterator[Finding]:
    """Check what could be read of a plan; ``names`` and ``present`` are what its files have, readable or not."""
    tiers = tiers_of(document, rules)
    yield from check_document(document, present)
    yield from check_references(document, placed, names["tiers"], names["roles"], names["teams"])
    yield from check_tiers(document)
    yield from check_segments(document, placed, tiers)
    yield from check_tasks(document, placed)
    yield from check_economics(document, placed)


def check_figures(plan: Plan) -> Iterator[Finding]:
    """Check what only figures tell; the plan has no other errors."""
    from csplan.checks.figures import check_people, check_roles, check_rules

    yield from check_roles(plan)
    yield from check_rules(plan)
    yield from check_people(plan)
