"""Checks of what `health`, `scorecard` and `value` say by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import history as records
from csplan.findings.catalogue import names as of_names
from csplan.findings.diagnostic import did_you_mean, quoted
from csplan.findings.record import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.document import PlanFile
    from csplan.plan.health import HealthRules

_SCALE = 2


def check_health(document: PlanFile, known: Known) -> Iterator[Finding]:
    """Check what `health` says by itself."""
    rules = document.health
    if rules is None:
        return
    for half, dimensions in (("outcome", rules.outcome), ("experience", rules.experience)):
        for name, each in (dimensions or {}).items():
            if each.scale is not None and (len(each.scale) != _SCALE or each.scale[0] == each.scale[1]):
                yield found(records.WRONG_SCALE, ("health", half, name, "scale"))
    if rules.colours is not None and not rules.colours.green > rules.colours.lime > rules.colours.yellow:
        yield found(records.WRONG_ORDER, ("health", "colours"))
    if "snapshots" not in known.present:
        yield found(records.WITHOUT_SNAPSHOTS, ("health",), columns=", ".join(_columns(rules)) or "health")


def check_scorecard(document: PlanFile, known: Known) -> Iterator[Finding]:
    """Check that there are snapshots to read what `scorecard` names."""
    if document.scorecard is not None and "snapshots" not in known.present:
        columns = dict.fromkeys(cells.column for cells in document.scorecard.cells)
        if columns:
            yield found(records.SCORECARD_WITHOUT_SNAPSHOTS, ("scorecard",), columns=", ".join(columns))


def check_value(document: PlanFile, known: Known) -> Iterator[Finding]:
    """Check what `value` says by itself."""
    rules = document.value
    if rules is None:
        return
    if "events" not in known.present:
        yield found(records.WITHOUT_EVENTS, ("value",))
    task = rules.plays.task if rules.plays else None
    tasks = [each.name for each in document.tasks or ()]
    if task is not None and "tasks" not in known.partial and task not in tasks:
        hint = did_you_mean(task, tasks)
        record = of_names.UNKNOWN_PLAY_TASK if tasks else of_names.NO_TASKS
        yield found(record, ("value", "plays", "task"), subject=task, hint=hint, name=quoted(task))


def _columns(rules: HealthRules) -> dict[str, None]:
    """Return the columns that `health` names, each once."""
    dimensions = {**(rules.outcome or {}), **(rules.experience or {})}
    own = [each.column or name for name, each in dimensions.items()]
    return dict.fromkeys((*own, *(each.column for each in rules.indicators or ())))
