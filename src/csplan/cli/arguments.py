"""The options of the commands, each declared once; and groups of options, which a command takes as one value.

A command that names a group as the type of a parameter has all options of the group, and gets their values together.
"""

from __future__ import annotations

from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_type_hints

import typer

from csplan.cli.complete import names_of
from csplan.engine.levels import LEVELS
from csplan.render.formats import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PlanArgument = Annotated[str, typer.Argument(metavar="PLAN", help="The plan: a file or a folder.", show_default=True)]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Print the answer in this format. The default is table.", show_default=False),
]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", help="Write to this file. Its ending says the format.", metavar="FILE")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite the file of --output.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Plan hiring as of this day. The default is today.")
]
RecordAsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Only what the record knew by this day. The default is its last day.",
        show_default=False,
    ),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="2026, 2026-H1, 2026-Q3, 2026-09 or FIRST..LAST. The default is the record's last whole quarter.",
        show_default=False,
    ),
]
AnonymousOption = Annotated[bool, typer.Option("--anonymous", help="Show letters for the names of CSMs.")]
LowOption = Annotated[
    bool, typer.Option("--low", help="Count measured credited revenue at the low end of its interval.")
]
CheckOption = Annotated[bool, typer.Option("--check", help="Exit with 1 if anything is wrong, and say what.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print the result alone, without warnings.")]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="Print without colours.")]
WideOption = Annotated[bool, typer.Option("--wide", help="Show every column of the tables.")]
AllOption = Annotated[bool, typer.Option("--all", help="Show all tables and notes, not only the first screen.")]
TableOption = Annotated[
    str | None,
    typer.Option("--table", metavar="NAME", help="Write only this table in CSV, such as teams.", show_default=False),
]
ExactOption = Annotated[bool, typer.Option("--exact", help="Do not round the numbers in CSV files.")]
SegmentOption = Annotated[
    list[str] | None,
    typer.Option("--segment", "-s", metavar="NAME", help="Show only this segment and its team. May be repeated."),
]
TeamOption = Annotated[
    list[str] | None,
    typer.Option("--team", metavar="NAME", help="Only this team; repeatable.", autocompletion=names_of("team")),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", help="Try another value, such as segments.mid.arr=+10%. May be repeated."
    ),
]
ScenarioOption = Annotated[
    list[str] | None,
    typer.Option("--scenario", metavar="NAME", help="Try a scenario of the plan. May be repeated; --set comes last."),
]
CompareOption = Annotated[
    str | None,
    typer.Option(
        "--compare",
        metavar="NAMES",
        help="Show scenarios side by side, such as base,lean. The first is compared with; base is the plan itself.",
    ),
]

ChosenOptions = Annotated[
    dict[str, str | None],
    {
        level.key: Annotated[
            str | None,
            typer.Option(
                *level.options,
                metavar="NAME",
                help=f"Explain the figure of this {level.words}{f', of a {level.part_of}' if level.label else ''}.",
                autocompletion=names_of(level.key),
            ),
        ]
        for level in LEVELS
        if level.options
    },
]
"""An option for each level, by which somebody names one of it."""


class WhatIf(NamedTuple):
    """Other values than those of the plan's files."""

    set: SetOption = None
    scenario: ScenarioOption = None


class Delivery(NamedTuple):
    """How the result is wanted, and where."""

    format: FormatOption = None
    output: OutputOption = None
    force: ForceOption = False
    table: TableOption = None
    exact: ExactOption = False
    wide: WideOption = False
    all: AllOption = False
    quiet: QuietOption = False
    no_color: NoColorOption = False


def flat(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command with every option of its groups as a parameter of its own, as typer reads them."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: group for name, hint in hints.items() if (group := _group(hint)) is not None}
    parameters: list[Parameter] = []
    for parameter in signature(command).parameters.values():
        if parameter.name not in groups:
            parameters.append(parameter.replace(annotation=hints[parameter.name]))
            continue
        options, defaults, _ = groups[parameter.name]
        parameters += [
            Parameter(name, Parameter.KEYWORD_ONLY, default=defaults.get(name), annotation=option)
            for name, option in options.items()
        ]

    @wraps(command)
    def run(**values: Any) -> None:  # noqa: ANN401 - any option
        for name, (options, _, made) in groups.items():
            values[name] = made(**{option: values.pop(option) for option in options})
        command(**values)

    run.__signature__ = Signature([each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters])  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _group(hint: Any) -> tuple[Mapping[str, Any], Mapping[str, Any], Callable[..., Any]] | None:  # noqa: ANN401 - a type
    """Return the options of a group, their defaults, and what makes its value of theirs; None where it is no group."""
    if hasattr(hint, "_fields"):
        return get_type_hints(hint, include_extras=True), hint._field_defaults, hint
    [options, *_] = getattr(hint, "__metadata__", (None,))
    return (options, {}, dict) if isinstance(options, dict) else None
