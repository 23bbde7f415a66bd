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
    deliver,
    fail,
    load_plan,
)


def headcount(
    plan: PlanArgument = "csplan.yaml",
    segment: Annotated[
        list[str] | None,
        typer.Option("--segment", "-s", metavar="NAME", help="Only this segment and its team; repeatable."),
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
    loaded = load_plan(plan, quiet=quiet, no_color=no_color)
    names = [each.segment.name for each in loaded.placed]
    for name in segment or ():
        if name not in names:
            from csplan.diagnostics import did_you_mean, quoted

            fail(f"no segment is named {quoted(name)}", did_you_mean(name, names))
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
