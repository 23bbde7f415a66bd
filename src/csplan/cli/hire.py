"""``csplan hire``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from csplan.cli.arguments import AsOfOption, CheckOption, Delivery, PlanArgument, TeamOption, WhatIf
from csplan.cli.delivery import deliver, format_of
from csplan.cli.loading import check_teams, day_of, load_plan
from csplan.cli.progress import working
from csplan.cli.streams import fail
from csplan.lang.say import say


def hire(
    plan: PlanArgument = "csplan.yaml",
    team: TeamOption = None,
    policy: Annotated[
        Literal["ahead", "at-need", "late", "level"] | None,
        typer.Option("--policy", help="When people start: the plan's, else ahead.", show_default=False),
    ] = None,
    months: Annotated[
        int | None,
        typer.Option(
            "--months", min=1, max=36, metavar="N", help="Months to look ahead, 36 at most.", show_default=False
        ),
    ] = None,
    as_of: AsOfOption = None,
    openings: Annotated[
        bool, typer.Option("--openings", help="Only the openings: one row each, for an applicant tracking system.")
    ] = False,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """Month by month: whom to hire when, when to open each position, and what it costs.

    Shows for each team the work and the money of every month, who starts and leaves, how busy the people are; each
    opening with its date, and the month that would be short if it came later; and the policies, priced alike.
    """
    loaded = load_plan(plan, what_if, how)
    from csplan.answers.hire.answer import Late
    from csplan.answers.hire.answer import hire as report

    check_teams(loaded, team or ())
    day = day_of(as_of)
    try:
        with working(say("Planning month by month, policy by policy …"), quiet=how.quiet):
            answer = report(loaded, day, policy=policy, months=months, teams=team or (), only_openings=openings)
    except Late as late:
        fail(str(late), say("write the `year` that comes, or ask with --as-of"))
    if openings and how.table is None and format_of(how) == "csv":
        how = how._replace(table="openings")
    deliver(answer, how, check=check, plan=plan, found=loaded.findings)
