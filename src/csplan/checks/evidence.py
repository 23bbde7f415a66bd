"""Checks that something says what the team added, where its credited revenue is to be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import economics as records
from csplan.findings.record import found
from csplan.inputs.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan


def check_evidence(plan: Plan) -> Iterator[Finding]:
    """Refuse to take what the team is credited with for what it added."""
    path = ("economics", "growth", "credited_revenue")
    if plan.history is None or plan.history.history.events is None:
        yield found(records.MEASURED_WITHOUT_EVENTS, path)
    elif build(plan).root.value("incremental_arr") is None:
        yield found(records.NO_EVIDENCE, path)
