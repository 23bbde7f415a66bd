"""``csplan diff``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from csplan.cli.arguments import AsOfOption, Delivery
from csplan.cli.delivery import deliver, name_errors, print_problems
from csplan.cli.loading import day_of
from csplan.cli.streams import fail
from csplan.lang.say import say
from csplan.render.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.answers.diff.budgets import Budget
    from csplan.plan.plan import Plan
    from csplan.report.report import Report


def diff(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD [NEW] [-- PLAN]",
            help="Two files or folders; or one or two git revisions, and the plan in them (csplan.yaml).",
            show_default=False,
        ),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="BUDGETS",
            help="Exit with 1 if the change is larger than this, such as work+0.5,busy+5pt,cost+5%. May be repeated.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 if there are new errors, and name them.")] = False,
    as_of: AsOfOption = None,
    *,
    how: Delivery,
) -> None:
    """What changed between two plans, in work, heads and money, and which change causes it.

    csplan diff old.yaml new.yaml, csplan diff plan-a/ plan-b/: two plans. csplan diff main: the plan in git's revision
    main against the working tree's. csplan diff HEAD~1 -- plan/, csplan diff main HEAD -- plan/: of the plan in that
    file or folder. Without words, HEAD against the working tree.

    BUDGETS are METRIC+AMOUNT (may rise by at most that) or METRIC-AMOUNT (may fall), with commas between: work+0.5
    (CSMs that the work needs), busy+5pt (points of people's hours), heads+2, csms+0.5, cost+5% (of what it was),
    cost+300k, gross_margin-1pt and operating_margin-1pt (points, or 1%); and verdict: no team's gets worse.
    """
    budgets = _budgets(fail_on or ())
    old, new = _load(words or (), no_color=how.no_color)
    from csplan.answers.diff.answer import diff as report

    answer = report(old, new, budgets, day_of(as_of))
    deliver(answer, how)
    broken = _judged(answer) if budgets else 0
    if check:
        name_errors(answer)
    if broken:
        raise typer.Exit(broken)


def _budgets(texts: Sequence[str]) -> list[Budget]:
    if not texts:
        return []
    from csplan.answers.diff.budgets import read_budgets
    from csplan.values import Unreadable

    try:
        return [budget for text in texts for budget in read_budgets(text)]
    except Unreadable as error:
        fail(f"--fail-on: {error.message}", error.hint)


def _load(words: Sequence[str], *, no_color: bool) -> tuple[Plan, Plan]:
    """Return both plans; where one can't be used, print everything wrong with both and exit with 2."""
    from csplan.findings.diagnostic import Unusable
    from csplan.loader.versions import load_versions, versions

    try:
        old, new = load_versions(*versions(words))
    except Unusable as error:
        fail(error.finding.message, error.finding.hint)
    if old.plan is None or new.plan is None:
        print_problems(
            [each for side in (old, new) if side.plan is None for each in side.diagnostics], no_color=no_color
        )
        raise typer.Exit(2)
    return old.plan, new.plan


def _judged(report: Report) -> int:
    """Name the budgets that do not hold, a line each; return the exit code."""
    results = set()
    for row in report.rows("budgets"):
        results.add(row["result"])
        if row["result"] == "exceeded":
            sys.stderr.write(
                one_line(say("csplan: over budget {budget}: {why}", budget=row["budget"], why=row["text"])) + "\n"
            )
        elif row["result"] == "unknown":
            text = say("csplan: budget {budget} can't be checked: {why}", budget=row["budget"], why=row["text"])
            sys.stderr.write(one_line(text) + "\n")
    return 2 if "unknown" in results else int("exceeded" in results)
