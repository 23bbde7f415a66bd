"""The account book: one row a customer, added up by segment as it streams by."""

from __future__ import annotations

from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from csplan.checks.finding import Finding, error
from csplan.diagnostics import has_errors, quoted
from csplan.loader.book_findings import compared, left_out, measured
from csplan.loader.columns import Columns, claims, health_words, new_words
from csplan.loader.files import Unusable, inside
from csplan.loader.sections import shown
from csplan.loader.tables import LEFT_OUT, Table, read_table, report_bad_rows
from csplan.plan.accounts import AccountBook
from csplan.values import Unreadable, read_money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from csplan.diagnostics import Diagnostic
    from csplan.loader.columns import Claim
    from csplan.plan.document import PlanFile
    from csplan.plan.types import Currencies

_MOST_PLAIN_DIGITS = 15


class Sums:
    """What the rows of one segment add up to so far."""

    __slots__ = ("arr", "at_risk", "customers", "dates", "held", "known_health", "new", "unserved")

    def __init__(self) -> None:
        """Start with nothing."""
        self.customers = self.known_health = self.at_risk = self.new = self.unserved = 0
        self.arr = 0.0
        self.held: defaultdict[str, int] = defaultdict(int)
        self.dates: defaultdict[str, int] = defaultdict(int)


class Group:
    """Customers that are in no segment, or in several: the first of them by name, and how many."""

    __slots__ = ("arr", "count", "named")

    def __init__(self) -> None:
        """Start with nobody."""
        self.count, self.arr = 0, 0.0
        self.named: list[str] = []

    def add(self, customer: str, arr: float) -> None:
        """Count one more."""
        self.count += 1
        self.arr += arr
        if len(self.named) < 10:  # noqa: PLR2004 - more would only fill the screen
            self.named.append(customer)


class Counted(NamedTuple):
    """What one pass over the book gave."""

    table: Table
    at: dict[str, int | None]
    sums: dict[str, Sums]
    unclaimed: Group
    contested: Group
    customers: dict[str, Sums | None]
    """What each customer was added to; None where no segment or more than one claims it."""


class BookRead(NamedTuple):
    """The book, or None where it can't be used, and what was found: in the plan by path, in the table by place."""

    book: AccountBook | None
    findings: list[Finding]
    rows: list[Diagnostic]


def read_book(  # noqa: PLR0913 - what a book is read by
    document: PlanFile,
    currencies: Currencies,
    folder: Path,
    main: str,
    *,
    large: float | None,
    contract_years: float,
    complete: bool,
) -> BookRead:
    """Read the account book of a plan; ``main`` is the name of the plan's main file, as it is shown.

    ``large`` is the ARR from which a customer counts as large, for those without a CSM; contracts are of
    ``contract_years`` where a segment does not say. Where the segments are not
    ``complete``, because some can't be read, nothing is said about customers without one.
    """
    file = document.accounts.file if document.accounts else ""
    name = shown(main, file)
    findings: list[Finding] = []
    counted: list[Counted] = []

    def read(table: Table) -> None:
        findings.clear()
        counted.clear()
        columns = Columns(document, table)
        at = columns.all()
        claim = claims(document, columns, at["segment"], currencies)
        if claim is None and at["segment"] is None and complete:
            message = "nothing says which segment a customer belongs to"
            hint = "map the column `segment`, or give each segment its rows by `where:`"
            columns.wrong.append(error("missing-column", message, hint, "accounts"))
        findings.extend((*columns.wrong, *columns.unknown()))
        if not columns.wrong:
            names = [segment.name for segment in document.segments or ()]
            counted.append(add_up(table, at, names, claim, currencies, inf if large is None else large))

    try:
        path = inside(folder, file)
        encoding = read_table(path, read)
    except Unusable as unusable:
        message = unusable.message if unusable.code == "outside-folder" else f"{name}: {unusable.message}"
        return BookRead(None, [error(unusable.code, message, unusable.hint, "accounts", "file")], [])
    if not counted:
        return BookRead(None, findings, [])
    [whole] = counted
    rows = list(report_bad_rows(whole.table, path, name, encoding))
    complete = complete and not has_errors(rows)
    sums = {}
    for index, segment in enumerate(document.segments or ()):
        found = measured(whole, document, index, large=large is not None, contract_years=contract_years)
        if found is not None:
            sums[segment.name] = found
        findings.extend(compared(whole, document, index, found, complete=complete))
    findings.extend(left_out(whole, document, complete=complete))
    return BookRead(AccountBook(name, sums, _customers(whole) if document.time_log else {}), findings, rows)


def _customers(whole: Counted) -> dict[str, int]:
    index = {id(sums): index for index, sums in enumerate(whole.sums.values())}
    return {customer: index[id(sums)] for customer, sums in whole.customers.items() if sums is not None}


def add_up(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - one row a turn, kept flat for speed
    table: Table,
    at: dict[str, int | None],
    segments: Iterable[str],
    claim: Claim | None,
    currencies: Currencies,
    large: float,
) -> Counted:
    """Add up the rows by segment; what can't be read is noted in the table."""
    seen: dict[str, Sums | None] = {}
    counted = Counted(table, at, {name: Sums() for name in segments}, Group(), Group(), seen)
    unclaimed, contested, sums = counted.unclaimed, counted.contested, counted.sums
    at_customer, at_arr, at_segment = at["customer"] or 0, at["arr"] or 0, at["segment"] or 0
    at_csm, at_health, at_new, at_date = at["csm"], at["health"], at["new"], at["renewal_date"]
    health, words_for_new = health_words(), new_words()
    for row in table.rows():
        text = row[at_arr]
        if text.isdecimal() and len(text) <= _MOST_PLAIN_DIGITS:
            arr = float(text)
        else:
            try:
                arr = currencies.convert(read_money(text))
            except Unreadable as unreadable:
                if text.strip():
                    code = unreadable.slug if unreadable.slug in ("missing-rate", "currency") else LEFT_OUT
                    table.refuse(row, at_arr, unreadable.message, unreadable.hint if code != LEFT_OUT else "", code)
                elif any(cell.strip() for cell in row):
                    table.refuse(row, at_arr, "it has no ARR")
                continue
            if arr < 0:
                table.refuse(row, at_arr, "its ARR is below zero")
                continue
        customer = row[at_customer].strip()
        if not customer or customer in seen:
            twice = f"{quoted(customer)} stands in the table twice"
            table.refuse(row, at_customer, twice if customer else "it names no customer")
            continue
        at_risk, new = None, False
        if at_health is not None:
            try:
                at_risk = health[row[at_health]]
            except KeyError:
                what = f"{quoted(row[at_health])} is no colour of health: green, lime, yellow or red"
                table.refuse(row, at_health, what)
                continue
        if at_new is not None:
            try:
                new = words_for_new[row[at_new]]
            except KeyError:
                what = f"{quoted(row[at_new])} does not say whether the customer is new: yes or no"
                table.refuse(row, at_new, what)
                continue
        if claim is None:
            each = sums.get(row[at_segment]) or sums.get(row[at_segment].strip())
        else:
            claimed = claim(row, arr)
            if len(claimed) > 1:
                contested.add(f"{customer} ({' and '.join(claimed)})", arr)
                seen[customer] = None
                continue
            each = sums[claimed[0]] if claimed else None
        seen[customer] = each
        if each is None:
            unclaimed.add(customer, arr)
            continue
        each.customers += 1
        each.arr += arr
        if at_risk is not None:
            each.known_health += 1
            each.at_risk += at_risk
        each.new += new
        csm = row[at_csm] if at_csm is not None else ""
        if csm and not csm.isspace():
            each.held[csm] += 1
        elif arr >= large:
            each.unserved += 1
        if at_date is not None:
            each.dates[row[at_date]] += 1
    return counted
