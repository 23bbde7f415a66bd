"""Checks of the plan as a whole: what has to be there, names that stand twice, currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.plan.document import PlanFile
    from csplan.plan.tasks import Task


def check_document(document: PlanFile, present: Sequence[str]) -> Iterator[Finding]:
    """Check what can be said without looking at single segments. ``present`` names the sections that the files have."""
    for section, hint in (
        ("csplan", "write `csplan: 1`, the version of the format"),
        ("currency", "write the currency of the results, such as `currency: USD`"),
        ("roles", "say what a CSM costs and how much time they have"),
        ("segments", "list the customer segments"),
    ):
        if section not in present:
            yield error("missing-key", f"{section} is missing", hint)
    for section in ("roles", "segments"):
        if section in present and getattr(document, section) is not None and not getattr(document, section):
            yield error("empty-section", f"{section} is empty", "", section)
    yield from _currencies(document)
    for section in ("tiers", "teams", "segments", "tasks"):
        yield from _unique(section, [each.name for each in getattr(document, section) or ()])
    if document.economics:
        names = [line.name for line in document.economics.costs or ()]
        yield from _unique("costs", names, "economics", "costs")
    yield from _aliases(document.tasks or ())


def _currencies(document: PlanFile) -> Iterator[Finding]:
    code_length = 3
    for code in document.fx or ():
        if code == document.currency:
            yield error("currency", f"{code} is the plan's own currency", "take it out of fx", "fx", code, key=True)
        elif len(code) != code_length or not code.isascii() or not code.isupper():
            yield error("currency", f"{code} is not a currency code", "write three capitals: USD", "fx", code, key=True)
    currency = document.currency
    if currency and (len(currency) != code_length or not currency.isascii() or not currency.isupper()):
        yield error("currency", f"{currency} is not a currency code", "write three capitals: USD", "currency")


def _unique(section: str, names: Sequence[str], *path: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in first:
            where = (*(path or (section,)), index, "name")
            yield error("duplicate-name", f"two of {section} are named {name}", "names tell them apart", *where, subject=name)
        first.setdefault(name, index)


def _aliases(tasks: Sequence[Task]) -> Iterator[Finding]:
    owner = {task.name: task.name for task in tasks}
    for index, task in enumerate(tasks):
        for position, alias in enumerate(task.aliases or ()):
            if owner.setdefault(alias, task.name) != task.name:
                message = f"{alias} already means {owner[alias]}"
                path = ("tasks", index, "aliases", position)
                yield warning("duplicate-alias", message, "an alias belongs to one task", *path, subject=task.name)
