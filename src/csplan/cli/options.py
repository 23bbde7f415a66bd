"""``csplan options``."""

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


def options(
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
    """Hire, automate, re-tier, pool, raise price, do nothing: each priced alike.

    For each team that does not fit or has a gap: what every way out changes in CSMs, people, cost and margins, how much
    retention it may cost or has to save, and what it risks; and which two together close the gap for the least cost.
    """
    loaded = load_plan(plan, quiet=quiet, no_color=no_color, settings=set, scenarios=scenario)
    check_segments(loaded, segment)
    from csplan.reports.options import options as report

    deliver(
        report(loaded, segment or ()),
        format=format,
        output=output,
        force=force,
        check=check,
        quiet=quiet,
        no_color=no_color,
    )
