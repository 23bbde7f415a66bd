"""``csplan timelog``."""

from __future__ import annotations

from csplan.cli.arguments import CheckOption, Delivery, PlanArgument, WhatIf
from csplan.cli.delivery import deliver, print_problems
from csplan.cli.loading import load_plan
from csplan.cli.streams import fail
from csplan.lang.say import say


def timelog(
    plan: PlanArgument = "csplan.yaml",
    check: CheckOption = False,
    *,
    what_if: WhatIf,
    how: Delivery,
) -> None:
    """Where the time goes, how sure that is, how saturated the team is.

    Shows recorded time by task, kind, tier and CSM; whether each CSM is idle, healthy or overloaded, where the record
    is complete enough to tell; time that fixes would remove; who is slower by more than chance; what was measured.
    """
    loaded = load_plan(plan, what_if, how, log=True)
    if loaded.record is None:
        if loaded.document.time_log is not None:
            print_problems(loaded.findings, no_color=how.no_color)
            fail(say("no entry of the time log counts"), say("the warnings say why; mend them, or log something"))
        fail(
            say("the plan has no time log"),
            say("add `time_log: timelog.csv`: date, csm, task, minutes, and segment or customer"),
        )
    from csplan.answers.timelog import timelog as report

    deliver(report(loaded), how, check=check, plan=plan, found=loaded.findings)
