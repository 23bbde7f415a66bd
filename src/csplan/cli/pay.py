"""``csplan pay``."""

from __future__ import annotations

from typing import Annotated

import typer

from csplan.cli.arguments import AnonymousOption, CheckOption, Delivery, PlanArgument, RecordAsOfOption, WhatIf
from csplan.cli.complete import names_of
from csplan.cli.delivery import deliver
from csplan.cli.loading import check_roles, day_of, load_plan
from csplan.cli.streams import fail


def pay(
    plan: PlanArgument = "csplan.yaml",
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role", metavar="NAME", help="Show only this role. May be repeated.", autocompletion=names_of("role")
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="2026-Q3, 2026-H1, 2026 or FIRST..LAST, as the bonus is paid. The default is the record's last.",
            show_default=False,
        ),
    ] = None,
    as_of: RecordAsOfOption = None,
    csm: Annotated[
        str | None,
        typer.Option("--csm", metavar="NAME", help="Only the bonus of this CSM.", autocompletion=names_of("csm")),
    ] = None,
    anonymous: AnonymousOption = False,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """What CSMs are paid for: fixed, commission, performance, what that costs, and which structure fits.

    Shows what of each role's pay is variable, which structure the company's stage, contracts a head and renewal rate
    ask for, and what a CSM costs, the cost floor and the gross margin are if nothing variable is paid, on target, and
    if all reach the cap. With a bonus and a record: what each gets of it for a period, against what the team's own
    rates would give for the very book.
    """
    loaded = load_plan(plan, what_if, how, anonymous=anonymous)
    check_roles(loaded, role or ())
    from csplan.answers.pay.answer import pay as report

    day = day_of(as_of) if as_of is not None else None
    wanted = None
    if (period, as_of, csm) != (None, None, None):
        from csplan.answers.pay.asked import asked
        from csplan.answers.whom import whom

        wanted, problem = asked(loaded, period, day)
        csm, unknown = whom(loaded, csm, anonymous=anonymous)
        problem = problem or unknown
        if problem is not None:
            fail(*problem)
    answer = report(loaded, role or (), period=wanted, as_of=day, csm=csm, anonymous=anonymous)
    deliver(answer, how, check=check, plan=plan, found=loaded.findings)
