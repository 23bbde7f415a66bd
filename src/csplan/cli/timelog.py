"""``csplan timelog``."""

from __future__ import annotations

from typing import Annotated

import typer

from csplan.cli.arguments import CheckOption, Delivery, PlanArgument, WhatIf
from csplan.cli.delivery import deliver, print_problems
from csplan.cli.loading import load_plan
from csplan.cli.streams import fail
from csplan.lang.say import say


def timelog(
    plan: PlanArgument = "csplan.yaml",
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="PERIOD",
            help="Compare with this part of the log: 2026, 2026-H1, 2026-Q2, 2026-04 or FIRST..LAST.",
            show_default=False,
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="Compare this part with it. The default is all after it.",
            show_default=False,
        ),
    ] = None,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """Where the time goes, how sure that is, how saturated the team is.

    Shows recorded time by task, kind, tier and CSM; whether each CSM is idle, healthy or overloaded, where the record
    is complete enough to tell; time that fixes would remove; who is slower by more than chance; what was measured. With
    --against the log beside an earlier part of itself: what takes longer or less by more than chance.
    """
    loaded = load_plan(plan, what_if, how, log=True)
    if loaded.record is None:
        if loaded.document.time_log is not None:
            print_problems(loaded.findings, no_color=how.no_color)
            fail(say("no entry of the time log counts"), say("the warnings say why; correct them, or log something"))
        fail(
            say("the plan has no time log"),
            say("add `time_log: timelog.csv`: date, csm, task, minutes, and segment or customer"),
        )
    if against is not None:
        from csplan.answers.timelog_against import periods_of, timelog_against

        first, second = periods_of(loaded.record.log, against, period)
        if isinstance(first, str) or isinstance(second, str):
            fail(str(first), str(second))
        deliver(timelog_against(loaded, first, second), how, check=check, plan=plan, found=loaded.findings)
        return
    if period is not None:
        fail(say("--period is compared with another one"), say("name it: --against 2026-Q1"))
    from csplan.answers.timelog import timelog as report

    deliver(report(loaded), how, check=check, plan=plan, found=loaded.findings)
