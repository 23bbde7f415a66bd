"""``csplan pay``."""

from __future__ import annotations

from typing import Annotated

import typer

from csplan.cli.arguments import CheckOption, Delivery, PlanArgument, WhatIf
from csplan.cli.complete import names_of
from csplan.cli.delivery import deliver
from csplan.cli.loading import check_roles, load_plan


def pay(
    plan: PlanArgument = "csplan.yaml",
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role", metavar="NAME", help="Show only this role. May be repeated.", autocompletion=names_of("role")
        ),
    ] = None,
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """What CSMs are paid for: fixed, commission, performance, what that costs, and which structure fits.

    Shows what of each role's pay is variable, which structure the company's stage, contracts a head and renewal rate
    ask for, and what a CSM costs, the cost floor and the gross margin are if nothing variable is paid, on target, and
    if all reach the cap.
    """
    loaded = load_plan(plan, what_if, how)
    check_roles(loaded, role or ())
    from csplan.answers.pay.answer import pay as report

    deliver(report(loaded, role or ()), how, check=check, plan=plan, found=loaded.findings)
