"""The one loader: files to a plan, with everything that is wrong with it."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from csplan.checks.all import check_all, check_figures
from csplan.diagnostics import Diagnostic, PlanError, Where, has_errors
from csplan.loader.packs import find_pack, use_pack
from csplan.loader.problems import Trouble, troubles
from csplan.loader.sections import gather
from csplan.plan.document import Plan, PlanFile
from csplan.plan.placing import place, tiers_of
from csplan.plan.types import Currencies
from csplan.values import Unreadable, read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplan.checks.finding import Finding
    from csplan.loader.places import Places
    from csplan.plan.accounts import AccountBook
    from csplan.plan.rules import RulePack

DEFAULT_NAME = "csplan.yaml"


class Loaded(NamedTuple):
    """A plan, or None where it can't be used; and all findings, in the order of the files."""

    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]


def load(path: str | Path = DEFAULT_NAME) -> Plan:
    """Return the plan in a file or folder, fit to calculate with; warnings are in its ``findings``.

    Raises PlanError, which has everything that is wrong in every file.
    """
    loaded = load_all(path)
    if loaded.plan is None:
        raise PlanError(loaded.diagnostics)
    return loaded.plan


def load_all(path: str | Path) -> Loaded:
    """Read a plan and report everything that is wrong in every file; never raises for what users write."""
    # Everything that is made here lives on: collecting garbage meanwhile only costs time (half of it, measured).
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(path)
    finally:
        if collecting:
            gc.enable()


def _load(path: str | Path) -> Loaded:
    file, name = _main_file(path)
    found: list[Diagnostic] = []
    gathered = gather(file, name, found)
    if gathered is None:
        return Loaded(None, _ordered(found))
    data, places = gathered
    present = list(places.main.data)
    currency, fx = _currencies(data)
    pack = find_pack(data["rules"], file.parent, places, found) if "rules" in data else None
    rules = use_pack(pack, currency, fx, places, found) if pack else None
    currencies = Currencies(currency, currency, fx)
    document, kept = _validate(data, currencies, places, found)
    book = _book(document, currencies, file.parent, places, rules, found)
    placed = place(document, rules, book)
    for finding in check_all(document, rules, placed, _names(data, rules), present):
        found.append(_located(finding, places, kept))
    plan = Plan(
        file=name,
        name=document.name or file.resolve().parent.name,
        currency=currency,
        document=document,
        rules=rules,
        placed=placed,
        findings=(),
        origins=places,
    )
    if not has_errors(found):
        found.extend(_located(finding, places, kept) for finding in check_figures(plan))
    ordered = _accepted(document, _ordered(found))
    if has_errors(ordered):
        return Loaded(None, ordered)
    return Loaded(plan.with_findings(ordered), ordered)


def _main_file(path: str | Path) -> tuple[Path, str]:
    file = Path(path)
    if file.is_dir():
        file /= DEFAULT_NAME
    return file, file.as_posix()


def _currencies(data: Mapping[str, Any]) -> tuple[str, dict[str, float]]:
    """Return currency and rates as far as they can be read; what is wrong with them is found by validation."""
    currency = data.get("currency")
    rates = {}
    raw = data.get("fx")
    for code, text in raw.items() if isinstance(raw, dict) else ():
        try:
            rates[code] = read_number(text) if isinstance(text, str) else 0.0
        except Unreadable:
            rates[code] = 0.0
    return currency.strip() if isinstance(currency, str) else "", rates


def _validate(
    data: dict[str, Any], currencies: Currencies, places: Places, found: list[Diagnostic]
) -> tuple[PlanFile, dict[str, list[int]]]:
    """Return what is right in the data, and which items of the lists were kept: one bad one does not hide others."""
    kept: dict[str, list[int]] = {}
    while True:
        try:
            return PlanFile.model_validate(data, context=currencies), kept
        except ValidationError as error:
            wrong = troubles(error, PlanFile)
        found.extend(_diagnostic(trouble, places) for trouble in wrong)
        data = _pruned(data, wrong, kept)


def _pruned(data: dict[str, Any], wrong: list[Trouble], kept: dict[str, list[int]]) -> dict[str, Any]:
    data = dict(data)
    bad: dict[str, set[int]] = {}
    for trouble in wrong:
        section, *rest = trouble.path
        value = data.get(str(section))
        if trouble.code == "missing-key" and rest and isinstance(rest[-1], int):
            rest = rest[:1]
        if isinstance(value, tuple) and rest and isinstance(rest[0], int):
            bad.setdefault(str(section), set()).add(rest[0])
        else:
            data.pop(str(section), None)
    for section, indices in bad.items():
        if section in data:
            kept[section] = [index for index in range(len(data[section])) if index not in indices]
            data[section] = tuple(data[section][index] for index in kept[section])
    return data


def _diagnostic(trouble: Trouble, places: Places) -> Diagnostic:
    where = places.where(trouble.path, key=trouble.key)
    return Diagnostic(trouble.code, "error", trouble.message, trouble.hint, where)


def _names(data: Mapping[str, Any], rules: RulePack | None) -> dict[str, set[str]]:
    """Return all names that the files have, also of parts that can't be used: they are not unknown."""
    names: dict[str, set[str]] = {}
    for section in ("tiers", "teams"):
        items = data.get(section)
        listed = items if isinstance(items, tuple) else ()
        names[section] = {str(item.get("name")) for item in listed if isinstance(item, dict)}
    roles = data.get("roles")
    names["roles"] = set(roles) if isinstance(roles, dict) else set()
    if "tiers" not in data and rules:
        names["tiers"] = {tier.name for tier in rules.tiers}
    return names


def _located(finding: Finding, places: Places, kept: Mapping[str, list[int]]) -> Diagnostic:
    path = list(finding.path)
    if len(path) > 1 and isinstance(path[1], int) and str(path[0]) in kept:
        path[1] = kept[str(path[0])][path[1]]
    where = places.where(path, key=finding.key)
    return Diagnostic(finding.code, finding.severity, finding.message, finding.hint, where, finding.subject)


def _book(
    document: PlanFile, currencies: Currencies, folder: Path, places: Places, rules: RulePack | None, found: list[Diagnostic]
) -> AccountBook | None:
    if document.accounts is None:
        return None
    from csplan.loader.book import read_book

    large = rules.triggers.large_customer.value if rules and rules.triggers.large_customer else None
    return read_book(document, currencies, folder, places, large, found)


def _ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, in the order in which files were first met, then by place; one finding for one place and code."""
    nowhere = Where("", 0, 0)
    files: dict[str, int] = {}
    unique: dict[tuple[Any, ...], Diagnostic] = {}
    for each in found:
        where = each.where or nowhere
        files.setdefault(where.file, len(files))
        unique.setdefault((where.file, where.line, where.column, each.code, each.message), each)

    def order(each: Diagnostic) -> tuple[int, int, int]:
        where = each.where or nowhere
        return files[where.file], where.line, where.column

    return tuple(sorted(unique.values(), key=order))


def _accepted(document: PlanFile, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Leave out the findings that the plan accepts; an error can't be accepted."""
    ignored = set(document.checks.ignore) if document.checks else set()
    return tuple(each for each in found if each.severity == "error" or each.code not in ignored)
