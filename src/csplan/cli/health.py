"""``csplan health``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from csplan.cli.arguments import (
    AnonymousOption,
    CheckOption,
    Delivery,
    PlanArgument,
    RecordAsOfOption,
    SegmentOption,
    WhatIf,
)
from csplan.cli.complete import names_of
from csplan.cli.delivery import deliver, print_problems
from csplan.cli.loading import check_segments, day_of, load_plan
from csplan.cli.streams import fail
from csplan.lang.say import say


def health(
    plan: PlanArgument = "csplan.yaml",
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="2026, 2026-H1, 2026-Q3, 2026-09 or FIRST..LAST. The default is the record's last whole quarter.",
            show_default=False,
        ),
    ] = None,
    as_of: RecordAsOfOption = None,
    segment: SegmentOption = None,
    by: Annotated[
        Literal["segment", "tier", "csm"], typer.Option("--by", help="What the first table has a row for.")
    ] = "segment",
    csm: Annotated[
        str | None,
        typer.Option("--csm", metavar="NAME", help="Only the customers of this CSM.", autocompletion=names_of("csm")),
    ] = None,
    anonymous: AnonymousOption = False,
    customers: Annotated[
        bool, typer.Option("--customers", help="List who moved and who is called healthy and is not.")
    ] = False,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """How customers are: who moved, who left, what goes with renewing.

    Shows who was won back and who slipped between the first and the last day of a period; with --all from colour to
    colour, outcome beside experience, GRR, NRR and renewals beside days at risk, and what goes with renewing. It rests
    on the record: events and snapshots.
    """
    loaded = load_plan(plan, what_if, how)
    if loaded.history is None:
        if loaded.document.events is not None or loaded.document.snapshots is not None:
            print_problems(loaded.findings, no_color=how.no_color)
            fail(say("no row of the record counts"), say("the warnings say why; mend the rows, or export them anew"))
        fail(
            say("the plan has no record of its customers"),
            say("add `snapshots: snapshots.csv`: date, customer, csm, health; and `events: events.csv`"),
        )
    check_segments(loaded, segment)
    from csplan.answers.health.answer import health as report
    from csplan.answers.health.asked import asked, unknown_csm

    day = day_of(as_of) if as_of is not None else None
    wanted, problem = asked(loaded, period, day)
    problem = problem or unknown_csm(loaded, csm)
    if problem is not None:
        fail(*problem)
    answer = report(
        loaded,
        period=wanted,
        as_of=day,
        segments=segment or (),
        by=by,
        csm=csm,
        anonymous=anonymous,
        customers=customers,
    )
    deliver(answer, how, check=check, plan=plan, found=answer.findings)
