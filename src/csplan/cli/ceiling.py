"""``csplan ceiling``."""

from __future__ import annotations

from csplan.cli.arguments import CheckOption, Delivery, PlanArgument, SegmentOption, WhatIf
from csplan.cli.delivery import deliver
from csplan.cli.loading import check_segments, load_plan


def ceiling(
    plan: PlanArgument = "csplan.yaml",
    segment: SegmentOption = None,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """How many customers one CSM can serve in the hours there are, and what stands in the way.

    Shows for each role how the hours of a year become hours for customers, and for each segment the ceiling of
    customers per CSM, what it would be without avoidable time, today's load, and the tasks that fill the time.
    """
    loaded = load_plan(plan, what_if, how, log=True)
    check_segments(loaded, segment)
    from csplan.answers.ceiling import ceiling as report

    deliver(
        report(loaded, segment or ()),
        how,
        check=check,
        plan=plan,
        found=loaded.findings,
    )
