"""``csplan health``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from csplan.cli.arguments import (
    AnonymousOption,
    CheckOption,
    Delivery,
    PeriodOption,
    PlanArgument,
    RecordAsOfOption,
    SegmentOption,
    WhatIf,
)
from csplan.cli.complete import names_of
from csplan.cli.delivery import deliver
from csplan.cli.loading import check_segments, day_of, load_plan, need_record
from csplan.cli.streams import fail


def health(
    plan: PlanArgument = "csplan.yaml",
    period: PeriodOption = None,
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
    loaded = load_plan(plan, what_if, how, anonymous=anonymous)
    need_record(loaded, how, anonymous=anonymous)
    check_segments(loaded, segment)
    from csplan.answers.health.answer import health as report
    from csplan.answers.health.asked import asked
    from csplan.answers.whom import whom

    day = day_of(as_of) if as_of is not None else None
    wanted, problem = asked(loaded, period, day)
    csm, unknown = whom(loaded, csm, anonymous=anonymous)
    problem = problem or unknown
    if problem is not None:
        fail(*problem)
    try:
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
    except ValueError as nothing:
        fail(str(nothing))
    deliver(answer, how, check=check, plan=plan, found=answer.findings)
