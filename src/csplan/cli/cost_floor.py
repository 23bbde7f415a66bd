"""``csplan cost-floor``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from csplan.cli.arguments import CheckOption, CompareOption, Delivery, LowOption, PlanArgument, SegmentOption, WhatIf
from csplan.cli.delivery import deliver
from csplan.cli.loading import at_low_end, check_segments, found_in, load_plan, load_scenarios
from csplan.cli.streams import fail
from csplan.findings.diagnostic import did_you_mean, quoted
from csplan.lang.say import say
from csplan.plan.plan import Plan


def cost_floor(
    plan: PlanArgument = "csplan.yaml",
    segment: SegmentOption = None,
    by: Annotated[
        Literal["segment", "tier"], typer.Option("--by", help="Show a row for each segment, or for each tier.")
    ] = "segment",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Check reviews of spending on this day. The default is today."),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(
            "--target",
            metavar="NAME=SHARE",
            help="Try another target, such as gross_margin=78% or operating_margin=12%.",
        ),
    ] = None,
    people: Annotated[
        list[str] | None,
        typer.Option("--people", metavar="TEAM=N", help="Try N people in a team today. May be repeated."),
    ] = None,
    low: LowOption = False,
    compare: CompareOption = None,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
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
    what_if = what_if._replace(set=[*(what_if.set or ()), *map(_setting, target or ())])
    if people:
        named = load_plan(plan, WhatIf(), how)
        what_if = what_if._replace(set=[*(what_if.set or ()), *(_people(named, each) for each in people)])
    if compare is not None:
        if low:
            fail(say("--low is for one plan: --compare has several"), say("leave one of them out"))
        _side_by_side(plan, compare, segment or (), what_if, how, check=check)
        return
    loaded = load_plan(plan, what_if, how)
    loaded = at_low_end(loaded) if low else loaded
    check_segments(loaded, segment)
    from csplan.answers.cost_floor.answer import cost_floor as report

    deliver(
        report(loaded, segment or (), by=by, as_of=day),
        how,
        check=check,
        plan=plan,
        found=loaded.findings,
    )


TARGETS = {
    "gross": "gross_margin",
    "gross_margin": "gross_margin",
    "operating": "operating_margin",
    "operating_margin": "operating_margin",
}
"""The targets by both of their names."""


def _setting(target: str) -> str:
    """Return a target as the setting that it is short for; exits with 2 where it is none."""
    name, equals, share = target.partition("=")
    if name.strip() not in TARGETS or not equals or not share.strip():
        fail(
            say("--target can't be {text}", text=quoted(target)), say("write gross_margin=78% or operating_margin=12%")
        )
    return f"economics.{TARGETS[name.strip()]}={share}"


def _people(plan: Plan, text: str) -> str:
    """Return so many people of a team as the setting that says it; exits with 2 where no team is named so."""
    name, equals, number = (part.strip() for part in text.rpartition("="))
    stated = [team.name for team in plan.document.teams or ()]
    teams = list(dict.fromkeys(placed.team for placed in plan.placed))
    if not equals or not number:
        fail(say("--people can't be {text}", text=quoted(text)), say("write a team and a number: mid market=5"))
    if name not in teams:
        fail(say("no team is named {name}", name=quoted(name)), did_you_mean(name, teams))
    return f"{'teams' if name in stated else 'segments'}.{name}.csms_now={number}"


def _side_by_side(
    plan: str, names: str, segments: Sequence[str], what_if: WhatIf, how: Delivery, *, check: bool
) -> None:
    from csplan.answers.cost_floor.compare import compare

    plans = load_scenarios(plan, names, what_if, how)
    for each in plans.values():
        check_segments(each, segments)
    deliver(compare(plans, segments), how, check=check, plan=plan, found=found_in(plans))
