"""``csplan ceiling``."""

from __future__ import annotations

from csplan.cli.common import (
    CheckOption,
    ForceOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    PlanArgument,
    QuietOption,
    ScenarioOption,
    SegmentOption,
    SetOption,
    check_segments,
    deliver,
    load_plan,
)


def ceiling(
    plan: PlanArgument = "csplan.yaml",
    segment: SegmentOption = None,
    set: SetOption = None,  # noqa: A002 - the option's name
    scenario: ScenarioOption = None,
    format: FormatOption = None,  # noqa: A002 - the option's name
    output: OutputOption = None,
    force: ForceOption = False,
    check: CheckOption = False,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """How many customers one CSM can serve in the hours there are, and what stands in the way.

    Shows for each role how the hours of a year become hours for customers, and for each segment the ceiling of
    customers per CSM, what it would be without avoidable time, today's load, and the tasks that fill the time.
    """
    loaded = load_plan(plan, quiet=quiet, no_color=no_color, log=True, settings=set, scenarios=scenario)
    check_segments(loaded, segment)
    from csplan.reports.ceiling import ceiling as report

    deliver(
        report(loaded, segment or ()),
        format=format,
        output=output,
        force=force,
        check=check,
        quiet=quiet,
        no_color=no_color,
    )
