"""Loading what a command asks for, and saying what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from csplan.cli.arguments import Delivery, WhatIf
from csplan.cli.delivery import print_problems
from csplan.cli.streams import fail
from csplan.lang.say import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan


def check_segments(plan: Plan, segments: Sequence[str] | None) -> None:
    """Exit with 2 where one of the names is no segment of the plan."""
    from csplan.answers.nodes import unknown_segment

    unknown = unknown_segment(plan, segments or ())
    if unknown is not None:
        fail(*unknown)


def check_teams(plan: Plan, teams: Sequence[str]) -> None:
    """Exit with 2 where one of the names is no team of the plan."""
    from csplan.answers.nodes import unknown_team

    unknown = unknown_team(plan, teams)
    if unknown is not None:
        fail(*unknown)


def check_roles(plan: Plan, roles: Collection[str]) -> None:
    """Exit with 2 where a name of --role is no role's."""
    from csplan.answers.nodes import unknown_role

    unknown = unknown_role(plan, roles)
    if unknown is not None:
        fail(*unknown)


def day_of(as_of: str | None) -> date:
    """Return the day of --as-of, today where it says none; exit with 2 where it can't be read."""
    from datetime import date

    from csplan.values import Unreadable, read_date

    try:
        return read_date(as_of) if as_of is not None else date.today()  # noqa: DTZ011 - the user's own day
    except Unreadable as error:
        fail(f"--as-of: {error.message}", error.hint)


def at_low_end(plan: Plan) -> Plan:
    """Return a plan in which measured credited revenue counts at its low end; exit with 2 where none is measured."""
    from dataclasses import replace

    from csplan.plan.economics import MEASURED_LOW
    from csplan.plan.scenarios import Change

    economics = plan.document.economics
    if economics is None or economics.growth is None or not economics.measured:
        hint = say("write `growth: {{credited_revenue: measured, required_return: 3}}` in `economics`")
        fail(say("--low: the plan takes no credited revenue from a record"), hint)
    growth = economics.growth.model_copy(update={"credited_revenue": MEASURED_LOW})
    document = plan.document.model_copy(update={"economics": economics.model_copy(update={"growth": growth})})
    low = say("measured, at its low end")
    change = Change("economics.growth.credited_revenue", low, str(economics.growth.credited_revenue), None)
    return replace(plan, document=document, changes=(*plan.changes, change))


_TAKEN = ("taken-from-table", "doubtful-column")
"""Findings of an account book given as the plan that are said at once: the answer rests on them."""


def load_plan(
    path: str,
    what_if: WhatIf,
    how: Delivery,
    *,
    log: bool = False,
    accounts: bool = False,
    anonymous: bool = False,
) -> Plan:
    """Return the plan; where it can't be used, print everything wrong with it and exit with 2.

    ``log``: with its time log, also where no value of the plan needs it; ``accounts``: with those of its book one by
    one; ``anonymous``: what is wrong is told without what the plan says there, which may name people.
    """
    from csplan.loader.plan import load_all

    loaded = load_all(path, log=log, accounts=accounts, settings=what_if.set or (), scenarios=what_if.scenario or ())
    if loaded.plan is None:
        _refuse(path, loaded.diagnostics, how, anonymous=anonymous)
    if not how.quiet:
        for each in loaded.diagnostics:
            if each.code in _TAKEN:
                sys.stderr.write(f"{each.message}\n")
    return loaded.plan


def need_record(plan: Plan, how: Delivery, *, anonymous: bool = False) -> None:
    """Exit with 2 where a plan has no record of its customers, or no row of it counts; ``anonymous`` as above."""
    if plan.history is not None:
        return
    if plan.document.events is not None or plan.document.snapshots is not None:
        _print(plan.findings, how, anonymous=anonymous)
        fail(say("no row of the record counts"), say("the warnings say why; correct the rows, or export them again"))
    fail(
        say("the plan has no record of its customers"),
        say("add `snapshots: snapshots.csv`: date, customer, csm, health; and `events: events.csv`"),
    )


def _print(found: Sequence[Finding], how: Delivery, *, anonymous: bool) -> None:
    if not anonymous:
        print_problems(found, no_color=how.no_color)
        return
    from csplan.answers.anonymous import nameless

    print_problems(nameless(found), no_color=how.no_color)
    sys.stderr.write(say("  hint: names are left out; csplan validate shows what stands there") + "\n")


def _refuse(path: str, found: Sequence[Finding], how: Delivery, *, anonymous: bool = False) -> NoReturn:
    """Print everything that is wrong with a plan that can't be used, also when asked to be quiet, and exit with 2."""
    _print(found, how, anonymous=anonymous)
    file = Path(path)
    if not (file / "csplan.yaml" if file.is_dir() else file).exists():
        sys.stderr.write(say("  hint: csplan init writes a starter plan") + "\n")
    raise typer.Exit(2)


def load_scenarios(path: str, names: str, what_if: WhatIf, how: Delivery) -> dict[str, Plan]:
    """Return the plan in each of its scenarios, ``names`` (of --compare) with commas between them.

    What is wrong with several is printed once; where one can't be used, exits with 2.
    """
    from csplan.loader.plan import load_all

    if what_if.scenario:
        fail(
            say("--compare and --scenario can't both be meant"),
            say("name all scenarios in --compare: base,lean,growth"),
        )
    plans: dict[str, Plan | None] = {}
    found: dict[Finding, None] = {}
    at = 0
    for text in names.replace("，", ",").split(","):
        name = text.strip()
        loaded = load_all(path, settings=what_if.set or (), scenarios=(name,), others=not plans)
        plans[name] = loaded.plan
        for each in loaded.diagnostics:
            where = each.where
            if where is not None and where.file == "--scenario":
                where = where._replace(file="--compare", column=at + text.find(name) + 1, excerpt=names)
            found[each._replace(where=where)] = None
        at += len(text) + 1
    usable = {name: plan for name, plan in plans.items() if plan is not None}
    if len(usable) < len(plans):
        _refuse(path, list(found), how)
    return usable


def found_in(plans: Mapping[str, Plan]) -> list[Finding]:
    """Return what was found in several scenarios of a plan, what they share once."""
    return list(dict.fromkeys(each for plan in plans.values() for each in plan.findings))
