"""``csplan rules``."""

from __future__ import annotations

from typing import Annotated

import typer

from csplan.cli.arguments import CheckOption, Delivery
from csplan.cli.delivery import deliver
from csplan.cli.streams import fail


def rules(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="The rule pack. Without one, all are listed.", show_default=False),
    ] = None,
    check: CheckOption = False,
    *,
    how: Delivery,
) -> None:
    """Show the rule packs, each number with its source.

    A plan uses one by name (`rules: usd-2m`), by the path of a file, or written into the plan; and overrides any number
    of it: `rules: {from: usd-2m, arr_cap: 3M}`.
    """
    from csplan.answers.rules import list_packs, show_pack
    from csplan.findings.diagnostic import Unusable
    from csplan.loader.rules import load_pack, names

    try:
        report = show_pack(load_pack(name)) if name else list_packs([load_pack(each) for each in names()])
    except Unusable as error:
        fail(error.finding.message, error.finding.hint)
    deliver(report, how, check=check)
