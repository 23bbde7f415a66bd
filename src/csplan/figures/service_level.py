"""The service level lens: how many CSMs of a segment the promises of its desks take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import product, ratio, total

if TYPE_CHECKING:
    from csplan.figures.units import Count, CSMs, Text

of = "segment"


def csms_by_service_level(
    desk: list[Text],
    desk_csms: list[CSMs | None],
    contacts: list[Count | None],
    at_desk: list[Text | None],
    task_contacts: list[Count | None],
) -> CSMs | None:
    """CSMs that the promise of answers needs at least: the segment's part of its desks, by contacts.

    Source: csm-management, section 1: fast passive service must be assured.
    """
    own: dict[str | None, list[Count | None]] = {name: [] for name in desk}
    for each, at in zip(task_contacts, at_desk, strict=True):
        if at in own:
            own[at].append(each)
    parts = []
    for name, people, everybody in zip(desk, desk_csms, contacts, strict=True):
        parts.append(product(people, ratio(total(own[name]), everybody, 0.0)))
    return total(parts)
