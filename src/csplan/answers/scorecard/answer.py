"""What teams are for, how each CSM works, and what renewals say of it; or the sheet of one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from csplan.answers.anonymous import hidden, lettered, namer
from csplan.answers.health.asked import asked
from csplan.answers.nodes import head_of
from csplan.answers.phrases import command
from csplan.answers.scorecard import tables, words
from csplan.answers.scorecard.rows import csm_rows, purpose_rows
from csplan.answers.scorecard.sheet import customers_of, sheet
from csplan.answers.whom import nothing_of, whom
from csplan.checks.purpose import check_purposes, csms_in_name
from csplan.inputs.build import build
from csplan.lang.say import say
from csplan.report.report import Report
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.findings.diagnostic import Finding
    from csplan.measure.customers import Customers
    from csplan.measure.periods import Period
    from csplan.plan.plan import Plan
    from csplan.report.report import Row, Table

    Problem = tuple[str, str]


def scorecard(
    plan: Plan,
    *,
    period: Period | str | None = None,
    as_of: date | None = None,
    csm: str | None = None,
    anonymous: bool = False,
) -> Report:
    """Compute how the CSMs of a plan work; the plan has a record.

    ``period`` may be a name, such as 2026-Q3. ``csm`` makes it the sheet of one person; ``anonymous`` gives people
    letters for names. Raises ValueError where the plan has no record, or none of such a period or person.
    """
    if plan.history is None:
        raise ValueError(say("the plan has no record of its customers"))
    csm, problem = whom(plan, csm, anonymous=anonymous)
    if problem is None and isinstance(period, str):
        period, problem = asked(plan, period, as_of)
    if problem is not None:
        raise ValueError(": ".join(part for part in problem if part))
    letters = lettered(plan) if anonymous else {}
    record: Customers = plan.history.at(period, as_of.toordinal() if as_of else None)
    plan = replace(plan, history=record.with_work(plan.record.log if plan.record is not None else None))
    root = build(plan).root
    rows = csm_rows(plan, root, letters)
    purposes = purpose_rows(plan, root)
    found = hidden(_findings(plan, csm), letters)
    if csm is not None:
        return _of_one(plan, rows, purposes, csm, namer(letters)(csm))._replace(findings=found)
    title = say("How they work, and what renewals say, {first} to {last}", **words.year(record))
    heard = [row for row in rows if row["silent"] is not None or row["requests_old"] or row["payments"]]
    options = ["--anonymous"] if anonymous else []
    return Report(
        **_head(plan, say("How the CSMs of {plan} work", plan=plan.name)),
        tables=(
            tables.CSMS.of("csms", title, rows),
            tables.PURPOSES.of("purposes", say("What the team is for"), purposes),
        ),
        details=[tables.ELSE.of("else", _else(record), heard, behind=True)] if heard else [],
        answer=words.answer(rows),
        actions=words.actions(plan, rows, purposes, found, options),
        more=[
            command(plan, "scorecard", *options, "--all"),
            command(plan, "explain", "process_score", "--csm", "NAME"),
        ],
        notes=[*words.unserved(root, purposes), *words.notes(record, rows)],
        findings=found,
    )


def _else(record: Customers) -> str:
    return say("Who renewed or left {first} to {last} in silence; requests and payments", **words.period(record))


def _head(plan: Plan, title: str) -> dict[str, Any]:
    record: Customers = plan.history
    days = (*record.period, record.as_of, *record.year)
    names = ("from", "to", "as_of", "year_from", "year_to")
    row = {name: date.fromordinal(day).isoformat() for name, day in zip(names, days, strict=True)}
    return {
        "command": "scorecard",
        "title": title,
        "plan": head_of(plan),
        "currency": plan.currency,
        "head": tables.PERIOD.of("period", "", [row]),
        "version": 1,
    }


def _of_one(plan: Plan, rows: list[Row], purposes: list[Row], csm: str, called: str) -> Report:
    """Return the sheet of one CSM, who is called by a name or a letter."""
    record: Customers = plan.history
    own = next((row for row in rows if row["csm"] == called), None)
    if own is None:
        raise ValueError(nothing_of(plan, csm, called, record.period))
    others = [row for row in rows if row["role"] == own["role"] and row is not own]
    customers = customers_of(record, csm)
    facts = {"csm": called, "role": own["role"] or say("no role"), **words.period(record)}
    made = (
        tables.PURPOSES.of("purposes", "", purposes),
        tables.CSMS.of("csms", "", [own]),
        tables.CUSTOMERS.of("customers", "", customers),
    )
    return Report(
        **_head(plan, say("{csm}, {role}: {first} to {last}", **facts)),
        tables=[_for_programs(each) for each in made],
        details=sheet(plan, own, others, customers, csm),
        answer=[*words.without_customers(rows, own, record), *words.of_one(own)],
        notes=words.notes(record, [own]),
    )


def _for_programs(table: Table) -> Table:
    """Return a table that people don't see: what they see of it is arranged for them."""
    columns = [column._replace(label="") for column in table.columns]
    return table._replace(columns=columns, shown=(), wide=())


_ANEW = frozenset(("no-purpose", "purpose-is-renewal", "purpose-misfit", "csm-in-name"))
"""Findings that are told here of every plan, whether it speaks of purposes or not; and of whom it is asked."""


def _findings(plan: Plan, csm: str | None) -> Iterator[Finding]:
    """Return what was found of a plan and its purposes; of people only that of one, where one is asked for."""
    yield from (each for each in plan.findings if each.code not in _ANEW)
    people = list(csms_in_name(plan)) if plan.record is not None else []
    for each in (*check_purposes(plan), *(one for one in people if csm is None or folded(csm) == folded(one.subject))):
        rated = plan.document.rated(each)
        if rated is not None and each.at is not None:
            yield rated._replace(where=plan.origins.where(each.at.path, key=each.at.key), at=None)
