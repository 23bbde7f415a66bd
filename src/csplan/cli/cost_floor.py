"""``csplan cost-floor``."""

from __future__ import annotations

from typing import Annotated, Literal

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
)
from csplan.diagnostics import quoted


def cost_floor(
    plan: PlanArgument = "csplan.yaml",
    segment: SegmentOption = None,
    by: Annotated[
        Literal["segment", "tier"], typer.Option("--by", help="One row for each segment, or for each tier.")
    ] = "segment",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="The day on which reviews of spending are due; today."),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(
            "--target",
            metavar="NAME=SHARE",
            help="Try another target: gross=78% is short for --set economics.gross_margin=78%, operating=12% likewise.",
        ),
    ] = None,
    set: SetOption = None,  # noqa: A002 - the option's name
    scenario: ScenarioOption = None,
    format: FormatOption = None,  # noqa: A002 - the option's name
    output: OutputOption = None,
    force: ForceOption = False,
    check: CheckOption = False,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """How many customers a CSM must serve for the margin to hold.

    Shows for each segment the way from the price of a customer to what serving it may cost, and so the floor of
    customers per CSM and the CSMs that can be paid for; for each team the margins with today's CSMs, with the planned
    ones and at the floor, against their targets; and what must give where floor and ceiling contradict.
    """
    from datetime import date

    from csplan.values import Unreadable, read_date

    try:
        day = read_date(as_of) if as_of is not None else date.today()  # noqa: DTZ011 - the user's own day
    except Unreadable as error:
        fail(f"--as-of: {error.message}", error.hint)
    settings = [*(set or ()), *map(_setting, target or ())]
    loaded = load_plan(plan, quiet=quiet, no_color=no_color, settings=settings, scenarios=scenario)
    check_segments(loaded, segment)
    from csplan.reports.cost_floor import cost_floor as report

    deliver(
        report(loaded, segment or (), by=by, as_of=day),
        format=format,
        output=output,
        force=force,
        check=check,
        quiet=quiet,
        no_color=no_color,
    )


TARGETS = {"gross": "gross_margin", "operating": "operating_margin"}


def _setting(target: str) -> str:
    """Return a target as the setting that it is short for; exits with 2 where it is none."""
    name, equals, share = target.partition("=")
    if name.strip() not in TARGETS or not equals or not share.strip():
        fail(f"--target can't be {quoted(target)}", "write gross=78% or operating=12%")
    return f"economics.{TARGETS[name.strip()]}={share}"
