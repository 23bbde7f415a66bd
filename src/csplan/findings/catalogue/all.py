"""All records, in the order in which a plan is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import (
    amounts,
    assigning,
    bonuses,
    book,
    columns,
    customers,
    desks,
    economics,
    figures,
    files,
    hiring,
    history,
    log,
    measured,
    months,
    names,
    pay,
    people,
    purposes,
    tables,
    tasks,
    values,
)
from csplan.findings.catalogue import settings as changes
from csplan.findings.record import Record

if TYPE_CHECKING:
    from types import ModuleType

SECTIONS = (
    files, values, names, customers, tasks, purposes, desks, months, economics, pay, tables, columns, amounts, book,
    people, history, log, measured, changes, figures, hiring, assigning, bonuses,
)  # fmt: skip


def records(section: ModuleType) -> dict[str, Record]:
    """Return the records of a section by slug; of one that is worded in several ways, the first."""
    found: dict[str, Record] = {}
    for each in vars(section).values():
        if isinstance(each, Record):
            found.setdefault(each.slug, each)
    return found


RECORDS = {slug: each for section in SECTIONS for slug, each in records(section).items()}
"""By slug."""

ACCEPTABLE = tuple(sorted(slug for slug, each in RECORDS.items() if each.acceptable))
"""The slugs that a plan can accept or re-rate in `checks`."""
