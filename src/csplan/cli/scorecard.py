"""``csplan scorecard``."""

from __future__ import annotations

from typing import Annotated

import typer

from csplan.cli.arguments import (
    AnonymousOption,
    CheckOption,
    Delivery,
    PeriodOption,
    PlanArgument,
    RecordAsOfOption,
    WhatIf,
)
from csplan.cli.complete import names_of
from csplan.cli.delivery import deliver
from csplan.cli.loading import day_of, load_plan, need_record
from csplan.cli.streams import fail


def scorecard(
    plan: PlanArgument = "csplan.yaml",
    period: PeriodOption = None,
    as_of: RecordAsOfOption = None,
    csm: Annotated[
        str | None,
        typer.Option(
            "--csm", metavar="NAME", help="The sheet of this CSM, in Markdown.", autocompletion=names_of("csm")
        ),
    ] = None,
    anonymous: AnonymousOption = False,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """What teams are for, how each CSM works, and what renewals say of it.

    Renewals alone don't show what a CSM can do; the customer file, depth of use, executives and leads found do. Shows
    them beside renewals kept and expected: what the team's own rates give for those very customers. With --csm the
    sheet of one person, for a talk. It rests on the record: events and snapshots.
    """
    loaded = load_plan(plan, what_if, how, log=True, anonymous=anonymous)
    need_record(loaded, how, anonymous=anonymous)
    from csplan.answers.health.asked import asked
    from csplan.answers.scorecard.answer import scorecard as report
    from csplan.answers.whom import whom

    day = day_of(as_of) if as_of is not None else None
    wanted, problem = asked(loaded, period, day)
    csm, unknown = whom(loaded, csm, anonymous=anonymous)
    problem = problem or unknown
    if problem is not None:
        fail(*problem)
    try:
        answer = report(loaded, period=wanted, as_of=day, csm=csm, anonymous=anonymous)
    except ValueError as nothing:
        fail(str(nothing))
    if csm is not None and how.format is None and how.output is None:
        how = how._replace(format="markdown", all=True)
    deliver(answer, how, check=check, plan=plan, found=answer.findings)
