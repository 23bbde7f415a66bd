"""Checks of the plan as a whole: what has to be there, names that stand twice, exchange rates, accepted findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.codes import ACCEPTABLE
from csplan.checks.finding import Finding, error, warning
from csplan.diagnostics import did_you_mean, quoted
from csplan.plan.document import NEEDED, NOT_EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.checks.known import Known
    from csplan.plan.document import Checks, PlanFile
    from csplan.plan.tasks import Task

_DEAR = ("USD", "EUR", "GBP", "CHF")
_CHEAP = ("CNY", "JPY", "INR", "KRW", "TWD", "HKD")
"""A unit of the first has been worth more than one of the second for decades."""


def check_document(document: PlanFile, known: Known) -> Iterator[Finding]:
    """Check what can be said without looking at single segments."""
    for section, hint in NEEDED.items():
        if section not in known.present:
            yield error("missing-key", f"{section} is missing", hint)
    for section in NOT_EMPTY:
        items = getattr(document, section)
        if section not in known.partial and items is not None and not items:
            yield error("empty-section", f"{section} has nothing in it", "there has to be one at least", section)
    yield from _rates(document)
    for section in ("tiers", "teams", "segments", "tasks"):
        yield from _unique(section, [each.name for each in getattr(document, section) or ()], section)
    if document.economics:
        names = [line.name for line in document.economics.costs or ()]
        yield from _unique("costs", names, "economics", "costs")
        names = [item.name for item in document.economics.spending or ()]
        yield from _unique("spending", names, "economics", "spending")
    yield from _aliases(document.tasks or ())
    if document.checks:
        yield from _checks(document.checks)


def _checks(checks: Checks) -> Iterator[Finding]:
    for index, code in enumerate(checks.ignore):
        if code not in ACCEPTABLE:
            message = f"{quoted(code)} is no finding that a plan can accept"
            yield warning("unknown-finding", message, did_you_mean(code, ACCEPTABLE), "checks", "ignore", index)
    for code in checks.severity:
        path = ("checks", "severity", code)
        if code not in ACCEPTABLE:
            message = f"{quoted(code)} is no finding whose severity a plan can change"
            yield warning("unknown-finding", message, did_you_mean(code, ACCEPTABLE), *path, key=True)
        elif code in checks.ignore:
            yield warning("no-effect", f"{code} is accepted; its severity has no effect", "keep one", *path, key=True)


def _rates(document: PlanFile) -> Iterator[Finding]:
    own = document.currency
    for code, rate in (document.fx or {}).items():
        if code == own:
            yield error("currency", f"{code} is the plan's own currency", "take it out of fx", "fx", code, key=True)
        elif (own in _DEAR and code in _CHEAP and rate > 1) or (own in _CHEAP and code in _DEAR and rate < 1):
            message = f"1 {code} is not worth {rate:g} {own}: the rate is the wrong way round"
            hint = f"write what 1 {code} is worth in {own}, perhaps {1 / rate:.3g}"
            yield warning("fx-inverted", message, hint, "fx", code, subject=code)


def _unique(section: str, names: Sequence[str], *path: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            message = f"two of {section} are named {quoted(name)}"
            yield error("duplicate-name", message, "names tell them apart", *path, index, "name", subject=name)
        seen.add(name)


def _aliases(tasks: Sequence[Task]) -> Iterator[Finding]:
    owner = {task.name: task.name for task in tasks}
    for index, task in enumerate(tasks):
        for position, alias in enumerate(task.aliases or ()):
            if owner.setdefault(alias, task.name) != task.name:
                message = f"{alias} already means {owner[alias]}"
                path = ("tasks", index, "aliases", position)
                yield warning("duplicate-alias", message, "an alias belongs to one task", *path, subject=task.name)
