"""``csplan options``."""

from __future__ import annotations

from csplan.cli.arguments import CheckOption, Delivery, PlanArgument, SegmentOption, WhatIf
from csplan.cli.delivery import deliver
from csplan.cli.loading import check_segments, load_plan


def options(
    plan: PlanArgument = "csplan.yaml",
    segment: SegmentOption = None,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """Hire, automate, re-tier, pool, raise price, do nothing: each priced alike.

    For each team that does not fit or has a gap: what every way out changes in CSMs, people, cost and margins, how much
    retention it may cost or has to save, and what it risks; and which two together close the gap for the least cost.
    """
    loaded = load_plan(plan, what_if, how)
    check_segments(loaded, segment)
    from csplan.answers.ways.answer import options as report

    deliver(
        report(loaded, segment or ()),
        how,
        check=check,
        plan=plan,
        found=loaded.findings,
    )
