"""``csplan schema``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from csplan.cli.arguments import ForceOption
from csplan.cli.streams import fail
from csplan.cli.writing import write_new
from csplan.lang.say import say


def schema(
    section: Annotated[
        str,
        typer.Argument(
            metavar="SECTION",
            help="plan, rules (a rule pack), or a section in a file of its own: fx, year, roles, tiers, teams,"
            " segments, tasks, desks, economics, hiring, assign, health, value, bonus, commission, scorecard,"
            " scenarios, checks.",
        ),
    ] = "plan",
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE", show_default=False)
    ] = None,
    force: ForceOption = False,
) -> None:
    """Print the JSON Schema that editors complete, explain and check a plan with (2020-12).

    csplan init writes it beside the plan, whose first line tells editors where it is. After an update of csplan:
    csplan schema -o csplan.schema.json --force. A section in a file of its own has a schema of its own:
    csplan schema segments -o segments.schema.json.
    """
    from csplan.schema.document import SECTIONS, as_text

    if section not in SECTIONS:
        from csplan.findings.diagnostic import did_you_mean, quoted

        near = did_you_mean(section, SECTIONS)
        fail(
            say("there is no schema of {section}", section=quoted(section)),
            near or say("there are {sections}", sections=", ".join(SECTIONS)),
        )
    text = as_text(section)
    if output is None:
        sys.stdout.write(text)
    else:
        write_new(Path(output), text, force=force)
