"""``csplan value``."""

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
from csplan.cli.delivery import deliver
from csplan.cli.loading import check_segments, day_of, load_plan
from csplan.cli.streams import fail
from csplan.lang.say import say


def value(
    plan: PlanArgument = "csplan.yaml",
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="2026, 2026-H1, 2026-Q3, 2026-09 or FIRST..LAST. The default is the 12 months that end with the "
            "record's last whole quarter.",
            show_default=False,
        ),
    ] = None,
    as_of: RecordAsOfOption = None,
    segment: SegmentOption = None,
    by: Annotated[
        Literal["reason", "segment", "csm"], typer.Option("--by", help="What the first table has a row for.")
    ] = "reason",
    events: Annotated[bool, typer.Option("--events", help="List every credited row with what it came from.")] = False,
    years: Annotated[
        int,
        typer.Option("--years", metavar="N", min=1, max=10, help="Show returns over N years too, less what is lost."),
    ] = 1,
    low: Annotated[bool, typer.Option("--low", help="Count what was added at the low end of its interval.")] = False,
    anonymous: AnonymousOption = False,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """What the team is worth: what it is credited with, and what would not have come without it.

    Credited is ARR that was renewed after a save or a win, grew after a lead, or came by a customer's word, each once.
    Beside it stands what rescue plays added, by those who were left alone, with its interval and evidence; and what
    both cost. It rests on the record: events and snapshots.
    """
    loaded = load_plan(plan, what_if, how, log=True, anonymous=anonymous)
    if loaded.history is None or loaded.history.history.events is None:
        fail(
            say("the plan has no events"),
            say("add `events: events.csv`: date, event, customer, csm, arr, due; and `snapshots: snapshots.csv`"),
        )
    check_segments(loaded, segment)
    from csplan.answers.health.asked import asked
    from csplan.answers.value.answer import value as report

    day = day_of(as_of) if as_of is not None else None
    wanted, problem = asked(loaded, period, day)
    if problem is not None:
        fail(*problem)
    answer = report(
        loaded,
        period=wanted,
        as_of=day,
        segments=segment or (),
        by=by,
        events=events,
        years=years,
        low=low,
        anonymous=anonymous,
    )
    deliver(answer, how, check=check, plan=plan, found=loaded.findings)
