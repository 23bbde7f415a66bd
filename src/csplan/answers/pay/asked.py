"""Which bonus somebody asks for: a period, a day; and what to say where the plan has none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.health.asked import asked as asked_of_record
from csplan.findings.diagnostic import quoted
from csplan.inputs.bonus import is_period, rules_of, usual_period
from csplan.lang.say import later, say

if TYPE_CHECKING:
    from datetime import date

    from csplan.measure.periods import Period
    from csplan.plan.plan import Plan

    Problem = tuple[str, str]

_PAID_BY = {"quarter": later("quarter"), "half": later("half year"), "year": later("year")}
_LIKE = {"quarter": "2026-Q3", "half": "2026-H1", "year": "2026"}


def asked(plan: Plan, period: str | None, as_of: date | None) -> tuple[Period | None, Problem | None]:
    """Return the period that is meant, None where none is named; and what to say where there is no such bonus."""
    bonus = rules_of(plan)
    if not plan.document.pays_by_person:
        return None, (say("the plan has no bonus"), say("add `bonus:`, with `wins`, `csql` and `csqa`"))
    if plan.history is None:
        return None, (
            say("the plan has no record of its customers"),
            say("add `snapshots: snapshots.csv`: date, customer, csm, health; and `events: events.csv`"),
        )
    found, problem = asked_of_record(plan, period, as_of)
    if problem is not None:
        return None, problem
    if found is not None and not is_period(bonus, found):
        paid_by = bonus.period or "quarter"
        facts = {"by": say(_PAID_BY[paid_by]), "like": _LIKE[paid_by], "text": quoted(period or "")}
        message = say("--period: the bonus is paid by {by}, and {text} is none", **facts)
        return None, (message, say("name one like {like}, or any span of that length", **facts))
    record = plan.history.at(None, as_of.toordinal() if as_of else None)
    if found is None and usual_period(bonus, record) is None:
        return None, (
            say("the record does not have a whole {by}", by=say(_PAID_BY[bonus.period or "quarter"])),
            say("name a period that it has a part of: --period {like}", like=_LIKE[bonus.period or "quarter"]),
        )
    return found, None
