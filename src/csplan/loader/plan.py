"""The one loader: files to a plan, with everything that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence  # noqa: TC003 - tools read the annotations of load
from dataclasses import replace
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.checks.all import check_all, check_counts
from csplan.checks.known import Known
from csplan.checks.references import check_names
from csplan.findings.diagnostic import Finding, PlanError, has_errors, suggest_anew
from csplan.inputs.start import averages
from csplan.lang.say import say
from csplan.loader.findings import ordered, placed_in, rated_by, unsaid
from csplan.loader.main import DEFAULT_NAME, STDIN, called, is_table, main_file, of_table
from csplan.loader.packs import find_pack, overridden, use_pack
from csplan.loader.sections import gather
from csplan.loader.validation import validate
from csplan.plan.currencies import Currencies, code_or_nothing
from csplan.plan.placing import place
from csplan.plan.plan import Plan
from csplan.plan.rules import Defaults
from csplan.values import Unreadable, read_number, write_number

if TYPE_CHECKING:
    from csplan.loader.places import Places
    from csplan.loader.validation import Valid
    from csplan.plan.accounts import AccountBook
    from csplan.plan.desks import Day
    from csplan.plan.document import PlanFile
    from csplan.plan.rules import RulePack
    from csplan.sources.lists import PlaceOf

    Steps = tuple[str | int, ...]


class Loaded(NamedTuple):
    """A plan, or None where it can't be used; and all findings, in the order of the files."""

    plan: Plan | None
    diagnostics: tuple[Finding, ...]


def load(
    path: str | Path = DEFAULT_NAME,
    *,
    log: bool = False,
    accounts: bool = False,
    set: Mapping[str, str | float] | None = None,  # noqa: A002 - as the command's option
    scenario: str | Sequence[str] = (),
) -> Plan:
    """Return the plan in a file or folder, fit to calculate with; warnings are in its ``findings``.

    ``log``: with its time log, also where no value of the plan needs it; ``accounts``: with its accounts one by one,
    which `assign` needs. ``scenario``: as the plan's scenario of this
    name would have it, or several, one after the other. ``set``: with other values by path, such as
    ``{"segments.mid.complexity": 1.1, "roles.csm.pay": "+5%"}``.

    Raises PlanError, which has everything that is wrong in every file.
    """
    settings = [
        f"{key}={value if isinstance(value, str) else write_number(value)}" for key, value in (set or {}).items()
    ]
    scenarios = [scenario] if isinstance(scenario, str) else scenario
    loaded = load_all(path, log=log, accounts=accounts, settings=settings, scenarios=scenarios)
    if loaded.plan is None:
        raise PlanError(loaded.diagnostics)
    return loaded.plan


def load_all(  # noqa: PLR0913 - what a plan is read with
    path: str | Path,
    *,
    log: bool = False,
    accounts: bool = False,
    settings: Sequence[str] = (),
    scenarios: Sequence[str] = (),
    data: bytes | None = None,
    others: bool = True,
) -> Loaded:
    """Read a plan and report everything that is wrong in every file; never raises for what users write.

    A time log is read where a task needs what it measures, or with ``log``: a command should not wait for what its
    answer does not rest on; with ``accounts`` those of the book are kept one by one. ``settings`` (``PATH=VALUE``) and
    the plan's scenarios change values before they are read. ``data`` is the plan's text where no file holds it, such as
    that of standard input: files that it names are then beside ``path``. Without ``others`` the scenarios that are not
    asked for are not checked either.
    """
    with Uncollected():
        return _load(path, data, log=log, accounts=accounts, settings=settings, scenarios=scenarios, others=others)


class Uncollected:
    """A time in which all that is made lives on: collecting garbage meanwhile only costs time (half of it, measured).

    No generator: what one makes on its way out would start a collection of everything at once.
    """

    def __enter__(self) -> None:
        """Stop collecting."""
        self.collecting = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        """Collect again, if it was so before."""
        if self.collecting:
            gc.enable()


def _load(  # noqa: PLR0913 - as load_all
    path: str | Path,
    text: bytes | None,
    *,
    log: bool,
    accounts: bool,
    settings: Sequence[str],
    scenarios: Sequence[str],
    others: bool,
) -> Loaded:
    suggest_anew()
    file, name = main_file(path) if text is None else (Path(path), STDIN)
    unread: list[Finding] = []
    taken: list[Finding] = []
    if text is None and is_table(file):
        text, taken = of_table(file, name, settings)
        if text is None:
            return Loaded(None, tuple(taken))
        name = (file.parent / say("plan of {file}", file=file.name)).as_posix()
    gathered = gather(file, name, unread, text)
    if gathered is None:
        return Loaded(None, ordered((*taken, *unread)))
    data, places = gathered
    changed = None
    if settings or scenarios or "scenarios" in data:
        from csplan.loader.settings import change

        changed = change(data, places, _currencies(data), scenarios, settings, unread, others=others)
        data = changed.data
    found: list[Finding] = []
    currencies = _currencies(data)
    rules = _rules(data, file, currencies, places, unread, found)
    valid = validate(data, currencies)
    document = valid.document
    found.extend(placed_in(valid.troubles, places))
    book = None
    findings: list[Finding] = []
    if document.accounts is not None:
        from csplan.records.book.book import read_book

        large = rules.triggers.large_customer.value if rules and rules.triggers.large_customer else None
        complete = "segments" in data and "segments" not in valid.partial
        years = (rules.defaults if rules else Defaults()).contract_years.value
        book, findings, rows = read_book(
            document, currencies, file.parent, name, large=large, contract_years=years, complete=complete, each=accounts
        )
        found.extend(rows)
    plan = Plan(
        file=file.as_posix() if taken else name,
        name=document.name or called(file),
        currency=currencies.plan,
        document=document,
        rules=rules,
        placed=place(document, rules, book, averages(document, rules)),
        findings=(),
        origins=places,
        accounts=book.each if book else None,
        changes=changed.changes if changed else (),
        days=_days(document, file.parent, name, findings, found),
    )
    known = _known(data, places, valid, rules, book_read=book is not None)
    plan = _with_people(plan, currencies, known, file.parent, findings, found)
    plan = _with_history(
        plan, currencies, book, file.parent, lambda path: places.where(valid.original(path)), findings, found
    )
    known = _as_measured(known, plan)
    if changed and (book or plan.history is not None):
        from csplan.loader.settings import counted

        index = {valid.original(("segments", each.index, ""))[1]: each.index for each in plan.placed}
        unread.extend(counted(plan, index, (*places.changed.items(), *changed.others)))
    plan = _with_record(plan, book, file.parent, places, found, log=log)
    findings.extend(check_all(plan, known))
    found.extend(placed_in(check_names(data, known), places))
    if not has_errors((*unread, *found, *findings)):
        findings.extend(check_counts(plan, logged=plan.record is not None or _needs_log(plan)))
    found.extend(placed_in(findings, places, valid.original))
    said = ordered((*taken, *unread, *unsaid(found, unread)))
    rated = rated_by(document, said)
    # A warning that the plan takes to be an error fails a check, but nothing keeps csplan from calculating.
    return Loaded(None if has_errors(said) else plan.with_findings(rated), rated)


def _rules(  # noqa: PLR0913, PLR0917 - what a pack is read against
    data: Mapping[str, Any],
    file: Path,
    currencies: Currencies,
    places: Places,
    unread: list[Finding],
    found: list[Finding],
) -> RulePack | None:
    """Return the rule pack of a plan, where it has one that can be used."""
    if "rules" not in data:
        return None
    pack, wrong_files = find_pack(data["rules"], file, places)
    unread.extend(unsaid(wrong_files, unread))
    return use_pack(pack, currencies.plan, currencies.fx, places, found) if pack is not None else None


def _with_people(  # noqa: PLR0913, PLR0917 - what they are read against
    plan: Plan, currencies: Currencies, known: Known, folder: Path, findings: list[Finding], found: list[Finding]
) -> Plan:
    """Return a plan with who serves its customers, where it says so."""
    if plan.document.people is None:
        return plan
    from csplan.records.people import Named, read_people

    teams, places = known.teams if "teams" in known.present else (), None
    if known.segments is not None and teams is not None:
        places = list(dict.fromkeys((*(each.team for each in plan.placed), *teams, *known.segments)))
    read = read_people(plan.document, currencies, folder, plan.file, Named(known.roles, places))
    findings.extend(read.findings)
    found.extend(read.rows)
    return replace(plan, people=read.people)


def _with_history(  # noqa: PLR0913, PLR0917 - what a record is read against
    plan: Plan,
    currencies: Currencies,
    book: AccountBook | None,
    folder: Path,
    place_of: PlaceOf,
    findings: list[Finding],
    found: list[Finding],
) -> Plan:
    """Return a plan with the record of its customers, where it has one."""
    document = plan.document
    if document.events is None and document.snapshots is None:
        return plan
    from csplan.measure.customers import Customers
    from csplan.records.history.history import read_history
    from csplan.values.names import folded

    read = read_history(document, currencies, book, folder, plan.file, place_of)
    findings.extend(read.findings)
    found.extend(read.rows)
    if read.history is None:
        return plan
    teams = {folded(each.name): each.teams for each in plan.people.persons} if plan.people else {}
    return replace(plan, history=Customers(read.history, document, plan.placed, teams))


def _as_measured(known: Known, plan: Plan) -> Known:
    """Return what is known of a plan, with what its record of customers says."""
    drivers = {task.per for task in plan.document.tasks or ()}
    if plan.history is None or drivers.isdisjoint(("at_risk_customer", "new_customer")):
        return known
    from csplan.inputs.history import counted_times, measured_drivers

    return known._replace(measured=measured_drivers(plan.history), counted=counted_times(plan.history).keys())


def _days(document: PlanFile, folder: Path, name: str, findings: list[Finding], found: list[Finding]) -> dict[str, Day]:
    """Return the day of each desk that has a table of times."""
    if not any(desk.arrivals and desk.arrivals.file for desk in document.desks or ()):
        return {}
    from csplan.records.arrivals import read_days

    days, of_plan, of_tables = read_days(document, folder, name)
    findings.extend(of_plan)
    found.extend(of_tables)
    return days


def _with_record(  # noqa: PLR0913 - what a log is read against
    plan: Plan, book: AccountBook | None, folder: Path, places: Places, found: list[Finding], *, log: bool
) -> Plan:
    section = plan.document.time_log
    if section is None or not (log or _needs_log(plan)):
        return plan
    from csplan.measure.record import Record
    from csplan.records.log.log import read_time_log

    customers = book.customers if book else None
    read = read_time_log(section, plan.document, plan.placed, customers, folder, places, places.main.name, found)
    return replace(plan, record=Record(read)) if read is not None else plan


def _needs_log(plan: Plan) -> bool:
    """Tell whether any task leaves to the log how long it takes or, in a segment, how often it is done.

    Or whether the credited revenue is measured, of which rescues in the log may be a part.
    """
    if plan.document.time_log is None:
        return False
    economics, rules = plan.document.economics, plan.document.value
    if economics is not None and economics.measured and rules is not None and rules.plays is not None:
        return True
    work = (task for task in plan.document.tasks or () if task.kind != "internal")
    return any(task.takes is None or any(placed.often(task) is None for placed in plan.placed) for task in work)


def _currencies(data: Mapping[str, Any]) -> Currencies:
    """Return currency and rates as far as they can be read; what is wrong with them is found by validation.

    An unreadable rate is NaN, of which nothing else can be said, so that it causes no further errors.
    """
    raw = data.get("fx")
    rates = {}
    for code, text in raw.items() if isinstance(raw, dict) else ():
        try:
            rates[code_or_nothing(code)] = read_number(text) if isinstance(text, str) else nan
        except Unreadable:
            rates[code_or_nothing(code)] = nan
    currency = code_or_nothing(data.get("currency"))
    return Currencies(currency, currency, rates)


def _known(data: Mapping[str, Any], places: Places, valid: Valid, rules: RulePack | None, *, book_read: bool) -> Known:
    """Return what the files have, also where it can't be used: nothing that is there is missing or unknown."""
    present = places.main.data.keys() | data.keys()
    if "tiers" in present:
        tiers = _names(data.get("tiers"))
    elif "rules" in present:
        tiers = tuple(tier.name for tier in rules.tiers) if rules else None
    else:
        tiers = ()
    roles = data.get("roles")
    return Known(
        present=present,
        partial={*valid.partial, *(present - data.keys())},
        tiers=tiers,
        roles=tuple(name.strip() for name in roles) if isinstance(roles, dict) else None,
        teams=_names(data.get("teams")),
        segments=_names(data.get("segments")),
        book_read=book_read,
        overridden=overridden(data.get("rules"), places),
    )


def _names(items: Any) -> tuple[str, ...] | None:  # noqa: ANN401 - any YAML
    """Return the names of a list's items, in their order; None where not all can be read."""
    names = []
    for item in items if isinstance(items, tuple) else (None,):
        name = item.get("name") if isinstance(item, dict) else None
        if not isinstance(name, str):
            return None
        names.append(name.strip())
    return tuple(names)
