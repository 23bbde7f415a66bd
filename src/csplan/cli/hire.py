"""``csplan hire``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from csplan.cli.arguments import AsOfOption, CheckOption, Delivery, PlanArgument, TeamOption, WhatIf
from csplan.cli.complete import names_of
from csplan.cli.delivery import deliver, format_of, print_problems
from csplan.cli.loading import check_segments, check_teams, day_of, load_plan
from csplan.cli.progress import working
from csplan.cli.streams import fail
from csplan.lang.say import say

if TYPE_CHECKING:
    from csplan.plan.plan import Plan


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
    sheet: Annotated[
        str | None,
        typer.Option(
            "--sheet",
            metavar="SEGMENT",
            help="The sheet for whoever recruits for this segment, in Markdown.",
            autocompletion=names_of("segment"),
        ),
    ] = None,
    ratings: Annotated[
        str | None,
        typer.Option(
            "--ratings",
            metavar="FILE",
            help="Compare candidates by a table of ratings; --sheet says for which segment.",
        ),
    ] = None,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """Month by month: whom to hire when, when to open each position, and what it costs.

    Shows for each team the work and the money of every month, who starts and leaves, how busy the people are; each
    opening with its date, and the month that would be short if it came later; and the policies, priced alike. With
    --sheet what whoever recruits needs: the job, whom to look for, what to ask; with --ratings how candidates compare.
    """
    loaded = load_plan(plan, what_if, how)
    if sheet is not None:
        check_segments(loaded, [sheet])
        _recruit(loaded, sheet, ratings, how, check=check, plan=plan)
        return
    if ratings is not None:
        fail(say("--ratings are of candidates for a segment"), say("name it: --sheet SEGMENT"))
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


def _recruit(loaded: Plan, segment: str, ratings: str | None, how: Delivery, *, check: bool, plan: str) -> None:
    """Show the sheet of an opening, or how candidates for it compare."""
    if ratings is None:
        from csplan.answers.hire.sheet import sheet

        if how.format is None and how.output is None:
            how = how._replace(format="markdown", all=True)
        deliver(sheet(loaded, segment), how, check=check, plan=plan, found=loaded.findings)
        return
    from csplan.answers.hire.candidates import candidates
    from csplan.loader.ratings import load_ratings

    rated, found = load_ratings(ratings)
    print_problems(found, no_color=how.no_color)
    if not rated:
        raise typer.Exit(2)
    deliver(candidates(loaded, segment, rated, found), how, check=check, plan=plan, found=loaded.findings)
