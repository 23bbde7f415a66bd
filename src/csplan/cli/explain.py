"""``csplan explain``."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csplan.cli.common import (
    CheckOption,
    ForceOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    ScenarioOption,
    SetOption,
    deliver,
    fail,
    load_plan,
)
from csplan.cli.complete import figures, names_of

if TYPE_CHECKING:
    from csplan.plan.document import Plan

HERE = "csplan.yaml"
SegmentOption = Annotated[
    str | None,
    typer.Option("--segment", "-s", metavar="NAME", help="The segment meant.", autocompletion=names_of("segment")),
]
TeamOption = Annotated[
    str | None,
    typer.Option("--team", metavar="NAME", help="The team meant.", autocompletion=names_of("team")),
]
RoleOption = Annotated[
    str | None,
    typer.Option("--role", metavar="NAME", help="The role meant.", autocompletion=names_of("role")),
]
TaskOption = Annotated[
    str | None,
    typer.Option("--task", metavar="NAME", help="The task meant, of a segment.", autocompletion=names_of("task")),
]
LineOption = Annotated[
    str | None,
    typer.Option("--line", metavar="NAME", help="The cost line meant, of a segment.", autocompletion=names_of("line")),
]
SpendingOption = Annotated[
    str | None,
    typer.Option("--spending", metavar="NAME", help="The item of spending meant.", autocompletion=names_of("spending")),
]


def explain(
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="PLAN",
            help="A plan: a file or a folder; may be left out where it is csplan.yaml.",
            show_default=False,
            autocompletion=figures,
        ),
    ] = None,
    figure: Annotated[
        str | None,
        typer.Argument(
            metavar="FIGURE", help="A figure or input; without one, all are listed.", autocompletion=figures
        ),
    ] = None,
    segment: SegmentOption = None,
    team: TeamOption = None,
    role: RoleOption = None,
    task: TaskOption = None,
    line: LineOption = None,
    spending: SpendingOption = None,
    depth: Annotated[
        int | None,
        typer.Option("--depth", "-d", min=0, metavar="N", help="Levels of parts that are shown.", show_default=False),
    ] = None,
    assumptions: Annotated[
        bool, typer.Option("--assumptions", help="What all numbers rest on, and how far each moves the result.")
    ] = False,
    set: SetOption = None,  # noqa: A002 - the option's name
    scenario: ScenarioOption = None,
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
    from csplan.reports.names import Chosen, Unclear, known_levels

    plan, figure = _plan_and_figure(plan, figure)

    def load() -> Plan:
        return load_plan(plan or HERE, quiet=quiet, no_color=no_color, settings=set, scenarios=scenario)

    try:
        if assumptions:
            from csplan.reports.assumptions import assumptions as register

            if figure is not None or role or task or line or spending:
                fail("--assumptions is of all figures", "leave the figure out; --segment or --team limits it")
            report = register(load(), segment, team)
        elif figure is None:
            if segment or team or role or task or line or spending or depth is not None:
                fail("a figure is missing", "csplan explain [PLAN] FIGURE")
            from csplan.reports.explain import list_figures

            report = list_figures()
        else:
            from csplan.reports.explain import explain as work_out

            known_levels(figure)  # before the plan is read and its warnings push a slip out of sight
            loaded = load()
            chosen = Chosen(segment, team, role, task, line, spending)
            report = work_out(loaded, figure, chosen, inf if depth is None else depth)
    except Unclear as question:
        fail(question.message, question.hint)
    deliver(report, format=format, output=output, force=force, check=check, quiet=quiet, no_color=no_color)


def _plan_and_figure(plan: str | None, figure: str | None) -> tuple[str | None, str | None]:
    """Tell a plan from a figure: what stands alone is a figure, unless only a plan can be called so."""
    from csplan.reports.names import levels_of

    if plan is None or figure is not None:
        if plan and figure and levels_of(plan) and not levels_of(figure) and not Path(plan).exists():
            fail(f"{plan} is a figure, so the plan comes before it", f"csplan explain {figure} {plan}")
        return plan, figure
    return (plan, None) if _names_a_plan(plan) and not levels_of(plan) else (None, plan)


def _names_a_plan(text: str) -> bool:
    return Path(text).exists() or "/" in text or text.endswith((".yaml", ".yml"))
