"""``csplan assign``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from csplan.cli.arguments import AnonymousOption, CheckOption, Delivery, PlanArgument, TeamOption, WhatIf
from csplan.cli.delivery import deliver, format_of
from csplan.cli.loading import check_teams, day_of, load_plan
from csplan.cli.streams import fail
from csplan.lang.say import say
from csplan.values import Unreadable, read_share

if TYPE_CHECKING:
    from csplan.plan.plan import Plan


def assign(
    plan: PlanArgument = "csplan.yaml",
    team: TeamOption = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Who is there on this day: the record's last, else today."),
    ] = None,
    moves: Annotated[
        int | None,
        typer.Option("--moves", min=0, metavar="N", help="Accounts that may move at most.", show_default=False),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--within", metavar="SHARE", help="Good enough: nobody further than 10% from their share."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="NAME", help="As if this CSM were not there. May be repeated."),
    ] = None,
    anonymous: AnonymousOption = False,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """Who should have which account: even by capacity, within what each may take, with the fewest moves.

    Shows what each CSM has today, in ARR, hours and how busy that makes them; which accounts move to whom, why, and
    what to mind; and what evenness costs in moves. -o moves.csv writes the moves to be imported.
    """
    loaded = load_plan(plan, what_if, how, accounts=True, anonymous=anonymous)
    from csplan.answers.assign.answer import assign as report
    from csplan.answers.assign.answer import unknown_person

    if loaded.accounts is None:
        fail(say("the plan has no account book"), say("name it: `accounts: accounts.csv`"))
    check_teams(loaded, team or ())
    leaving = [_meant(loaded, name) for name in without or ()] if anonymous else [*(without or ())]
    unknown = unknown_person(loaded, leaving)
    if unknown is not None:
        fail(unknown[0], "" if anonymous else unknown[1])  # its hint names people
    answer = report(
        loaded,
        day_of(as_of) if as_of is not None or loaded.history is None else None,
        teams=team or (),
        without=leaving,
        moves=moves,
        within=_share(within),
        anonymous=anonymous,
        everything=how.all,
    )
    if how.table is None and how.output is not None and format_of(how) == "csv":
        how = how._replace(table="moves")
    deliver(answer, how, check=check, plan=plan, found=answer.findings[: len(loaded.findings)])


def _meant(plan: Plan, name: str) -> str:
    """Return who is meant by a name or a letter; exit with 2 where nobody is."""
    from csplan.answers.whom import whom

    meant, problem = whom(plan, name, anonymous=True)
    if problem is not None:
        fail(*problem)
    return meant or name


def _share(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        share = read_share(text)
    except Unreadable as error:
        fail(f"--within: {error.message}", error.hint)
    if share < 0:
        fail(say("--within: {text} is below zero", text=text))
    return share
