"""``csplan rules``."""

from __future__ import annotations

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
)


def rules(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A rule pack; without it, all are listed.", show_default=False)
    ] = None,
    format: FormatOption = None,  # noqa: A002 - the option's name
    output: OutputOption = None,
    force: ForceOption = False,
    check: CheckOption = False,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Show the rule packs, each number with its source.

    A plan uses one by name (`rules: usd-2m`), by the path of a file, or written into the plan; and overrides any number
    of it: `rules: {from: usd-2m, arr_cap: 3M}`.
    """
    from csplan.loader.files import Unusable
    from csplan.loader.rules import load_pack, names
    from csplan.reports.rules import list_packs, show_pack

    try:
        report = show_pack(load_pack(name)) if name else list_packs([load_pack(each) for each in names()])
    except Unusable as error:
        fail(error.message, error.hint)
    deliver(report, format=format, output=output, force=force, check=check, quiet=quiet, no_color=no_color)
