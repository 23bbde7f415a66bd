"""``csplan explain``."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csplan.cli.arguments import (
    AsOfOption,
    CheckOption,
    ChosenOptions,
    Delivery,
    WhatIf,
)
from csplan.cli.complete import figures
from csplan.cli.delivery import HERE, deliver, format_of
from csplan.cli.loading import day_of, load_plan
from csplan.cli.streams import fail
from csplan.lang.say import say

if TYPE_CHECKING:
    from csplan.plan.plan import Plan


DEPTH = 2
"""Levels of parts that people see unless they ask for more."""


def explain(
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="PLAN",
            help="The plan: a file or a folder. May be left out if it is csplan.yaml.",
            show_default=False,
            autocompletion=figures,
        ),
    ] = None,
    figure: Annotated[
        str | None,
        typer.Argument(
            metavar="FIGURE",
            help="A figure or input, as JSON or as a table calls it; or a source. Without one, all are listed.",
            autocompletion=figures,
        ),
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option(
            "--depth",
            "-d",
            min=0,
            metavar="N",
            help="Show so many levels of parts. The default is 2; --all, JSON and CSV have all.",
            show_default=False,
        ),
    ] = None,
    assumptions: Annotated[
        bool, typer.Option("--assumptions", help="Show what all numbers rest on, and how far each moves the result.")
    ] = False,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="YYYY-MM", help="In this month of the hiring plan.", show_default=False),
    ] = None,
    as_of: AsOfOption = None,
    check: CheckOption = False,
    *,
    chosen: ChosenOptions,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """Where a figure comes from, down to the line in the plan or the source of the rule.

    csplan explain plan.yaml "work needs" --team small: FIGURE may be a word of a table, or a source such as notes-17.
    Shows what a figure means, its formula with the numbers put in, and each part the same way down to what is stated,
    measured or taken by default. `csplan explain` alone lists all figures; with --assumptions it shows what the result
    rests on, and what to measure first.
    """
    from csplan.answers.explain.answer import sources_called
    from csplan.answers.explain.asked import LOGGED, Unclear, figures_called, known_levels, of_books
    from csplan.answers.explain.searched import explain_searched, looked_for

    plan, figure = _plan_and_figure(plan, figure)

    def load() -> Plan:
        return load_plan(plan or HERE, what_if, how)

    try:
        if assumptions:
            from csplan.answers.explain.assumptions import assumptions as register

            limits = {"segment": chosen.pop("segment"), "team": chosen.pop("team")}
            if figure is not None or any(chosen.values()):
                fail(
                    say("--assumptions is of all figures"),
                    say("leave the figure out; --segment or --team limits it"),
                )
            report = register(load(), **limits, as_of=day_of(as_of))
        elif figure is None:
            if any(chosen.values()) or depth is not None:
                fail(say("a figure is missing"), "csplan explain [PLAN] FIGURE")
            from csplan.answers.explain.answer import list_figures

            report = list_figures()
        elif not figures_called(figure) and sources_called(figure):
            from csplan.answers.explain.answer import list_figures

            report = list_figures(figure)
        elif not figures_called(figure) and (name := looked_for(figure)):
            report = explain_searched(name)
        else:
            from csplan.answers.explain.answer import explain as work_out

            known_levels(figure)  # a slip is told before the plan is read
            books, log = of_books(figure), not LOGGED.isdisjoint(figures_called(figure))
            loaded = load_plan(plan or HERE, what_if, how, log=log, accounts=books)
            whole = how.all or format_of(how) in {"json", "csv"}
            levels = depth if depth is not None else inf if whole else DEPTH
            if month is not None:
                from csplan.answers.explain.answer import explain_month

                report = explain_month(loaded, figure, chosen, month, day_of(as_of), levels)
            else:
                own = books and as_of is None and loaded.history is not None  # the record's last day, as in assign
                report = work_out(loaded, figure, chosen, levels, as_of=None if own else day_of(as_of))
    except Unclear as question:
        fail(question.message, question.hint)
    deliver(report, how, check=check, plan=plan or HERE, found=() if report.plan is None else report.findings)


def _plan_and_figure(plan: str | None, figure: str | None) -> tuple[str | None, str | None]:
    """Tell a plan from a figure: what stands alone is a figure, unless only a plan can be called so."""
    from csplan.answers.explain.asked import figures_called
    from csplan.answers.explain.searched import looked_for

    if plan is None or figure is not None:
        if plan and figure and figures_called(plan) and not figures_called(figure) and not Path(plan).exists():
            fail(
                say("{figure} is a figure, so the plan stands before it", figure=plan),
                f"csplan explain {figure} {plan}",
            )
        return plan, figure
    own = bool(figures_called(plan) or looked_for(plan))
    return (plan, None) if _names_a_plan(plan) and not own else (None, plan)


def _names_a_plan(text: str) -> bool:
    return Path(text).exists() or "/" in text or text.endswith((".yaml", ".yml"))
