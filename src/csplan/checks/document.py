"""Checks of the plan as a whole: what has to be there, names that stand twice, exchange rates, accepted findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import economics, names, values
from csplan.findings.diagnostic import At, did_you_mean, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.document import NEEDED, NOT_EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.accepted import Checks
    from csplan.plan.document import PlanFile
    from csplan.plan.tasks import Task

_DEAR = ("USD", "EUR", "GBP", "CHF")
_CHEAP = ("CNY", "JPY", "INR", "KRW", "TWD", "HKD")
"""A unit of the first has been worth more than one of the second for decades."""


def check_document(document: PlanFile, known: Known) -> Iterator[Finding]:
    """Check what can be said without looking at single segments."""
    for section, hint in NEEDED.items():
        if section not in known.present:
            yield found(values.MISSING_KEY, (), hint=say(hint), key=section)
    for section in NOT_EMPTY:
        items = getattr(document, section)
        if section not in known.partial and items is not None and not items:
            yield found(values.EMPTY_SECTION, (section,), section=section)
    yield from _rates(document)
    for section in ("tiers", "teams", "segments", "tasks", "desks"):
        yield from _unique(section, [each.name for each in getattr(document, section) or ()], section)
    if document.economics:
        called = [line.name for line in document.economics.costs or ()]
        yield from _unique("costs", called, "economics", "costs")
        called = [item.name for item in document.economics.spending or ()]
        yield from _unique("spending", called, "economics", "spending")
    yield from _aliases(document.tasks or ())
    if document.checks:
        yield from _checks(document.checks)


def _checks(checks: Checks) -> Iterator[Finding]:
    from csplan.findings.catalogue.all import ACCEPTABLE  # most plans accept nothing

    for index, slug in enumerate(checks.ignore):
        if slug not in ACCEPTABLE:
            hint = did_you_mean(slug, ACCEPTABLE)
            yield found(values.UNKNOWN_FINDING, ("checks", "ignore", index), hint=hint, slug=quoted(slug))
    for slug in checks.severity:
        at = ("checks", "severity", slug)
        if slug not in ACCEPTABLE:
            hint = did_you_mean(slug, ACCEPTABLE)
            yield found(values.NOT_RATED, At(at, key=True), hint=hint, slug=quoted(slug))
        elif slug in checks.ignore:
            yield found(economics.ACCEPTED_AND_RATED, At(at, key=True), slug=slug)


def _rates(document: PlanFile) -> Iterator[Finding]:
    own = document.currency
    for code, rate in (document.fx or {}).items():
        if code == own:
            yield found(values.OWN_CURRENCY, At(("fx", code), key=True), currency=code)
        elif (own in _DEAR and code in _CHEAP and rate > 1) or (own in _CHEAP and code in _DEAR and rate < 1):
            facts = {"currency": code, "rate": f"{rate:g}", "own": own, "inverse": f"{1 / rate:.3g}"}
            yield found(values.FX_INVERTED, ("fx", code), subject=code, **facts)


def _unique(section: str, called: Sequence[str], *path: str | int) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, name in enumerate(called):
        if name in seen:
            at = (*path, index, "name")
            yield found(names.DUPLICATE_NAME, at, subject=name, section=section, name=quoted(name))
        seen.add(name)


def _aliases(tasks: Sequence[Task]) -> Iterator[Finding]:
    owner = {task.name: task.name for task in tasks}
    for index, task in enumerate(tasks):
        for position, alias in enumerate(task.aliases or ()):
            if owner.setdefault(alias, task.name) != task.name:
                at = ("tasks", index, "aliases", position)
                yield found(names.DUPLICATE_ALIAS, at, subject=task.name, alias=alias, task=owner[alias])
