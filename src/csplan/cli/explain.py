"""``csplan explain``."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import Annotated

import typer

from csplan.cli.common import (
    CheckOption,
    ForceOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    deliver,
    fail,
    load_plan,
)

HERE = "csplan.yaml"


def explain(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PLAN] [FIGURE]",
            help="A plan (default: csplan.yaml) and a figure; without a figure, all are listed.",
            show_default=False,
        ),
    ] = None,
    segment: Annotated[str | None, typer.Option("--segment", "-s", metavar="NAME", help="The segment meant.")] = None,
    team: Annotated[str | None, typer.Option("--team", metavar="NAME", help="The team meant.")] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="NAME", help="The role meant.")] = None,
    task: Annotated[str | None, typer.Option("--task", metavar="NAME", help="The task meant, of a segment.")] = None,
    line: Annotated[
        str | None, typer.Option("--line", metavar="NAME", help="The cost line meant, of a segment.")
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option("--depth", "-d", min=0, metavar="N", help="Levels of parts that are shown.", show_default=False),
    ] = None,
    assumptions: Annotated[
        bool, typer.Option("--assumptions", help="What all numbers rest on, and how far each moves the result.")
    ] = False,
    format: FormatOption = None,  # noqa: A002 - the option's name
    output: OutputOption = None,
    force: ForceOption = False,
    check: CheckOption = False,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Where a figure comes from, down to the line in the plan or the source of the rule.

    Shows what a figure means, its formula with the numbers put in, and each part the same way down to what is stated,
    measured or taken by default. `csplan explain` alone lists all figures; with --assumptions it shows what the result
    rests on, and what to measure first.
    """
    from csplan.reports.names import Chosen, Unclear

    plan, figure = _plan_and_figure(arguments or [])
    try:
        if assumptions:
            from csplan.reports.assumptions import assumptions as register

            if figure is not None or role or task or line:
                fail("--assumptions is of all figures", "leave the figure out; --segment or --team limits it")
            report = register(load_plan(plan or HERE, quiet=quiet, no_color=no_color), segment, team)
        elif figure is None:
            if segment or team or role or task or line or depth is not None:
                fail("a figure is missing", "csplan explain [PLAN] FIGURE")
            from csplan.reports.explain import list_figures

            report = list_figures()
        else:
            from csplan.reports.explain import explain as work_out

            loaded = load_plan(plan or HERE, quiet=quiet, no_color=no_color)
            report = work_out(loaded, figure, Chosen(segment, team, role, task, line), inf if depth is None else depth)
    except Unclear as question:
        fail(question.message, question.hint)
    deliver(report, format=format, output=output, force=force, check=check, quiet=quiet, no_color=no_color)


def _plan_and_figure(arguments: list[str]) -> tuple[str | None, str | None]:
    """Tell a plan from a figure: with one argument, it is a figure unless only a file of this name exists."""
    from csplan.reports.names import levels_of

    if len(arguments) > 2:  # noqa: PLR2004 - a plan and a figure
        fail("one plan and one figure at most", "csplan explain [PLAN] FIGURE")
    if len(arguments) == 2:  # noqa: PLR2004
        plan, figure = arguments
        if levels_of(plan) and not levels_of(figure) and not Path(plan).exists():
            fail(f"{plan} is a figure, so the plan comes before it", f"csplan explain {figure} {plan}")
        return plan, figure
    if not arguments:
        return None, None
    [only] = arguments
    return (only, None) if _names_a_plan(only) and not levels_of(only) else (None, only)


def _names_a_plan(text: str) -> bool:
    return Path(text).exists() or "/" in text or text.endswith((".yaml", ".yml"))
