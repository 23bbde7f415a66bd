"""``csplan headcount``."""

from __future__ import annotations

from csplan.cli.arguments import CheckOption, CompareOption, Delivery, LowOption, PlanArgument, SegmentOption, WhatIf
from csplan.cli.delivery import deliver, format_of
from csplan.cli.loading import at_low_end, check_segments, found_in, load_plan, load_scenarios


def headcount(
    plan: PlanArgument = "csplan.yaml",
    segment: SegmentOption = None,
    compare: CompareOption = None,
    low: LowOption = False,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """How many CSMs each segment and team needs, why, and against today.

    Shows for each segment the floor of customers per CSM that cost sets and the ceiling that time sets, the CSMs that
    the work needs and that money pays for, and what the ARR rule asks for; for each team whole people, today's and the
    gap; and for each team that does not fit what would close the gap.
    """
    if compare is None:
        loaded = load_plan(plan, what_if, how)
        loaded = at_low_end(loaded) if low else loaded
        check_segments(loaded, segment)
        from csplan.answers.headcount.answer import headcount as report

        everything = how.all or format_of(how) != "table"
        answer, found = report(loaded, segment or (), everything=everything), list(loaded.findings)
    else:
        from csplan.answers.scenarios import compare as side_by_side

        plans = load_scenarios(plan, compare, what_if, how)
        plans = {name: at_low_end(each) for name, each in plans.items()} if low else plans
        for each in plans.values():
            check_segments(each, segment)
        answer, found = side_by_side(plans, segment or ()), found_in(plans)
    deliver(answer, how, check=check, plan=plan, found=found)
