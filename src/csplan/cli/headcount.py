"""``csplan headcount``."""

from __future__ import annotations

from typing import Annotated

import typer

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
    fail,
    load_plan,
    load_scenarios,
)


def headcount(
    plan: PlanArgument = "csplan.yaml",
    segment: SegmentOption = None,
    set: SetOption = None,  # noqa: A002 - the option's name
    scenario: ScenarioOption = None,
    compare: Annotated[
        str | None,
        typer.Option(
            "--compare",
            metavar="NAMES",
            help="Scenarios side by side, the first as the measure: base,lean; base is the plan as written.",
        ),
    ] = None,
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
    if compare is None:
        loaded = load_plan(plan, quiet=quiet, no_color=no_color, settings=set, scenarios=scenario)
        check_segments(loaded, segment)
        from csplan.reports.headcount import headcount as report

        answer = report(loaded, segment or ())
    else:
        if scenario:
            fail("--compare and --scenario don't go together", "name all scenarios in --compare: base,lean,growth")
        from csplan.reports.compare import compare as side_by_side

        plans = load_scenarios(plan, compare, quiet=quiet, no_color=no_color, settings=set)
        for each in plans.values():
            check_segments(each, segment)
        answer = side_by_side(plans, segment or ())
    deliver(
        answer,
        format=format,
        output=output,
        force=force,
        check=check,
        quiet=quiet,
        no_color=no_color,
    )
