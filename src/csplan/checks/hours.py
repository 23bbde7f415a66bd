"""Checks of a role's hours against the time log: internal work, and what is left for customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import exceeds
from csplan.findings.catalogue import measured as records
from csplan.findings.record import found
from csplan.measure.saturation import Thresholds
from csplan.measure.values import ENOUGH_TO_CONTRADICT, FAR_OFF
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.measure.record import Record
    from csplan.measure.saturation import Saturation, Saturations
    from csplan.plan.plan import Plan


def check_hours(
    plan: Plan, root: Node, record: Record, found_of: tuple[Saturations, Mapping[str, str]]
) -> Iterator[Finding]:
    """Compare internal time with the internal tasks of the log, role by role, and the time for customers with theirs.

    Tasks of kind internal exist for this check alone. Where more than 15% of paid time is not in the log, it does not
    tell that less is done than stated; that more is, it tells all the same.
    """
    tasks = plan.document.tasks or ()
    internal = {index for index, task in enumerate(tasks) if task.kind == "internal"}
    saturations, team_of = found_of
    teams = {team.name: team.above["role"] for team in root.below["team"]}
    first = root.below["team"][0].above["role"]
    people: dict[str, list[Saturation]] = {}
    roles: dict[str, Node] = {}
    for each in saturations.csms:
        role = teams.get(team_of.get(str(each.name), ""), first)
        roles[role.name] = role
        people.setdefault(role.name, []).append(each)
    n = sum(map(record.log.task.count, internal))
    for name, those in people.items():
        paid = sum(each.capacity.paid_hours for each in those)
        recorded = sum(each.recorded_hours for each in those)
        customers = sum(each.customer_hours for each in those) / paid
        whole = not exceeds(1 - Thresholds().unrecorded, recorded / paid)
        role = roles[name]
        stated, planned = role.value("internal_hours"), role.value("customer_hours") / role.value("paid_hours")
        other = sum(each.recorded_hours - each.customer_hours - each.unknown_hours for each in those) / paid
        stated = None if stated is None else stated / role.value("paid_hours")
        if n >= ENOUGH_TO_CONTRADICT and stated is not None and _contradicts(stated, other, whole=whole):
            facts = {"role": name, "stated": show_share(stated), "recorded": show_share(other), "n": str(n)}
            yield found(records.INTERNAL_CONTRADICTED, ("roles", name, "time", "internal"), subject=name, **facts)
        rows = len(record.log.task) - n
        if rows >= ENOUGH_TO_CONTRADICT and not exceeds(recorded, paid) and exceeds(customers, planned * (1 + FAR_OFF)):
            facts = {"role": name, "stated": show_share(planned), "recorded": show_share(customers), "n": str(rows)}
            yield found(records.REALIZATION_CONTRADICTED, ("roles", name, "time"), subject=name, **facts)


def _contradicts(stated: float, recorded: float, *, whole: bool) -> bool:
    """Tell whether a share of time is recorded over a quarter more or less than stated."""
    return exceeds(recorded, stated * (1 + FAR_OFF)) or (whole and exceeds(stated * (1 - FAR_OFF), recorded))
