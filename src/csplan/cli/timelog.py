"""``csplan timelog``."""

from __future__ import annotations

from csplan.cli.common import (
    CheckOption,
    ForceOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    PlanArgument,
    QuietOption,
    ScenarioOption,
    SetOption,
    deliver,
    fail,
    load_plan,
)


def timelog(
    plan: PlanArgument = "csplan.yaml",
    set: SetOption = None,  # noqa: A002 - the option's name
    scenario: ScenarioOption = None,
    format: FormatOption = None,  # noqa: A002 - the option's name
    output: OutputOption = None,
    force: ForceOption = False,
    check: CheckOption = False,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Where the time goes, how sure that is, how saturated the team is.

    Shows recorded time by task, kind, tier and CSM; whether each CSM is idle, healthy or overloaded, where the record
    is complete enough to tell; time that fixes would remove; who is slower by more than chance; what was measured.
    """
    loaded = load_plan(plan, quiet=quiet, no_color=no_color, log=True, settings=set, scenarios=scenario)
    if loaded.record is None:
        if loaded.document.time_log is not None:
            fail("no entry of the time log counts", "the warnings say why; mend them, or log something")
        fail(
            "the plan has no time log", "add `time_log: timelog.csv`: date, csm, task, minutes, and segment or customer"
        )
    from csplan.reports.timelog import timelog as report

    deliver(report(loaded), format=format, output=output, force=force, check=check, quiet=quiet, no_color=no_color)
