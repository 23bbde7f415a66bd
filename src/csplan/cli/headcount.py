"""``csplan headcount``."""

from __future__ import annotations

from csplan.cli.common import (
    CheckOption,
    ForceOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    PlanArgument,
    QuietOption,
    SegmentOption,
    check_segments,
    deliver,
    load_plan,
)


def headcount(
    plan: PlanArgument = "csplan.yaml",
    segment: SegmentOption = None,
    format: FormatOption = None,  # noqa: A002 - the option's name
    output: OutputOption = None,
    force: ForceOption = False,
    check: CheckOption = False,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """How many CSMs each segment and team needs, why, and against today.

    Shows for each segment the floor of customers per CSM that cost sets and the ceiling that time sets, the CSMs that
    the work needs and that money pays for, and what the ARR rule asks for; for each team whole people, today's and the
    gap; and for each team that does not fit what would close the gap.
    """
    loaded = load_plan(plan, quiet=quiet, no_color=no_color)
    check_segments(loaded, segment)
    from csplan.reports.headcount import headcount as report

    deliver(
        report(loaded, segment or ()),
        format=format,
        output=output,
        force=force,
        check=check,
        quiet=quiet,
        no_color=no_color,
    )
