"""The account book: one row a customer, added up by segment as it streams by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.diagnostics import Diagnostic, did_you_mean, quoted
from csplan.loader.files import Unusable, inside
from csplan.loader.renewals import renewals_due
from csplan.loader.tables import read_table, report_bad_rows
from csplan.plan.accounts import AccountBook, SegmentSums
from csplan.plan.conditions import compile_condition
from csplan.values import Unreadable, read_date, read_money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from csplan.loader.places import Places
    from csplan.loader.tables import Table
    from csplan.plan.accounts import Accounts
    from csplan.plan.document import PlanFile
    from csplan.plan.types import Currencies

COLUMNS = ("customer", "segment", "arr", "csm", "health", "new", "renewal_date")
_NEEDED = ("customer", "arr")

_AT_RISK = {
    **dict.fromkeys(("green", "lime", "绿", "绿色", "黄绿", "绿黄", "黄绿色", "绿黄色"), False),
    **dict.fromkeys(("yellow", "red", "黄", "黄色", "红", "红色"), True),
}
_NEW = {
    **dict.fromkeys(("yes", "y", "true", "1", "new", "x", "是", "新", "新签", "√"), True),
    **dict.fromkeys(("no", "n", "false", "0", "否", "老", ""), False),
}
_NAMED = 10
"""Customers that are named in a finding; the rest are counted."""


class _Sums:
    """What the rows of one segment add up to so far."""

    __slots__ = ("arr", "at_risk", "customers", "dates", "held", "known_health", "new", "unserved")

    def __init__(self) -> None:
        self.customers = self.known_health = self.at_risk = self.new = self.unserved = 0
        self.arr = 0.0
        self.held: dict[str, int] = {}
        self.dates: dict[str, int] = {}


class _Reader:
    """One pass over the rows of the book."""

    def __init__(self, document: PlanFile, currencies: Currencies, large: float | None) -> None:
        self.segments = document.segments or ()
        self.columns = (document.accounts.columns if document.accounts else None) or {}
        self.currencies = currencies
        self.large = large

    def read(self, table: Table) -> None:
        """Add up a table; raises Unusable where a column is missing."""
        self.table = table
        self.sums = {segment.name: _Sums() for segment in self.segments}
        self.twice: list[str] = []
        self.unclaimed: list[tuple[str, float]] = []
        self.contested: list[tuple[str, str]] = []
        self.at = {name: self.column(name) for name in COLUMNS}
        for name in _NEEDED:
            if self.at[name] is None:
                raise Unusable("missing-column", f"the table has no column {name}", self.heading_hint(name))
        claims = None
        if any(segment.where is not None for segment in self.segments):
            claims = self.claims()
        elif self.at["segment"] is None:
            hint = "add the column, or give each segment its rows by `where:`"
            raise Unusable("missing-column", "nothing says which segment a customer belongs to", hint)
        self.add_up(claims)

    def column(self, name: str) -> int | None:
        """Return where a column stands: by the plan's `columns`, by its own name, in any case."""
        headings = [heading.casefold() for heading in self.table.headings]
        heading = self.columns.get(name, name).strip().casefold()
        return headings.index(heading) if heading in headings else None

    def heading_hint(self, name: str) -> str:
        heading = self.columns.get(name, name)
        near = did_you_mean(heading, self.table.headings)
        return near if near.startswith("did") else f"say which it is: `columns: {{{name}: ...}}`"

    def claims(self) -> Callable[[list[str], float], list[str]]:
        """Return a function that names the segments whose `where` holds for a row."""
        tests: list[tuple[str, list[tuple[int | None, Any]]]] = []
        for segment in self.segments:
            conditions = []
            for key, texts in (segment.where or {}).items():
                at = None if key == "acv" and self.column(key) is None else self.column(key)
                if at is None and key != "acv":
                    message = f"where of {segment.name}: the table has no column {quoted(key)}"
                    raise Unusable("missing-column", message, self.heading_hint(key))
                try:
                    conditions.append((at, compile_condition(texts)))
                except Unreadable as error:
                    raise Unusable("condition", f"where of {segment.name}: {error.message}", error.hint) from None
            if segment.where is not None:
                tests.append((segment.name, conditions))

        def claim(row: list[str], arr: float) -> list[str]:
            return [
                name
                for name, conditions in tests
                if all(holds(arr if at is None else row[at]) for at, holds in conditions)
            ]

        return claim

    def add_up(self, claims: Callable[[list[str], float], list[str]] | None) -> None:  # noqa: C901, PLR0912, PLR0915 - one row a turn, kept flat for speed
        at, table, sums = self.at, self.table, self.sums
        at_customer, at_arr, at_segment = at["customer"] or 0, at["arr"] or 0, at["segment"]
        at_csm, at_health, at_new, at_date = at["csm"], at["health"], at["new"], at["renewal_date"]
        large = self.large if self.large is not None else float("inf")
        seen: set[str] = set()
        for row in table.rows():
            customer, text = row[at_customer], row[at_arr]
            if text.isdecimal() and len(text) < 16:
                arr = float(text)
            else:
                try:
                    arr = self.currencies.convert(read_money(text))
                except Unreadable as error:
                    if any(cell.strip() for cell in row):
                        table.refuse(row, text, error.message if text.strip() else "it has no ARR")
                    continue
                if arr < 0:
                    table.refuse(row, text, "its ARR is below zero")
                    continue
            if customer in seen:
                table.refuse(row, customer, f"{quoted(customer.strip())} stands in the table twice")
                continue
            if not customer or customer.isspace():
                table.refuse(row, "", "it names no customer")
                continue
            if at_health is not None:
                health = row[at_health]
                at_risk = _AT_RISK.get(health)
                if at_risk is None and health:
                    at_risk = _AT_RISK.get(health.strip().casefold())
                    if at_risk is None and health.strip():
                        table.refuse(row, health, f"{quoted(health)} is no colour of health: green, lime, yellow or red")
                        continue
            else:
                at_risk = None
            new = False
            if at_new is not None:
                cell = row[at_new]
                known = _NEW.get(cell)
                if known is None:
                    known = _NEW.get(cell.strip().casefold())
                    if known is None:
                        table.refuse(row, cell, f"{quoted(cell)} does not say whether the customer is new: yes or no")
                        continue
                new = known
            seen.add(customer)
            if claims is None:
                each = sums.get(row[at_segment or 0]) or sums.get(row[at_segment or 0].strip())
                if each is None:
                    self.unclaimed.append((customer, arr))
                    continue
            else:
                claimed = claims(row, arr)
                if len(claimed) != 1:
                    if claimed:
                        self.contested.append((customer, " and ".join(claimed)))
                    else:
                        self.unclaimed.append((customer, arr))
                    continue
                each = sums[claimed[0]]
            each.customers += 1
            each.arr += arr
            if at_risk is not None:
                each.known_health += 1
                if at_risk:
                    each.at_risk += 1
            if new:
                each.new += 1
            csm = row[at_csm] if at_csm is not None else ""
            if csm:
                each.held[csm] = each.held.get(csm, 0) + 1
            elif arr >= large:
                each.unserved += 1
            if at_date is not None:
                day = row[at_date]
                each.dates[day] = each.dates.get(day, 0) + 1


def read_book(
    document: PlanFile, currencies: Currencies, folder: Path, places: Places, large: float | None, found: list[Diagnostic]
) -> AccountBook | None:
    """Return what the account book adds up to; None, with a finding, where it can't be read.

    ``large`` is the ARR from which a customer counts as large, for those without a CSM.
    """
    accounts: Accounts | None = document.accounts
    if accounts is None:
        return None
    at = places.where(("accounts", "file")) if isinstance(places.main.data["accounts"], dict) else places.where(("accounts",))
    reader = _Reader(document, currencies, large)
    head, slash, _ = at.file.rpartition("/")
    name = head + slash + accounts.file
    try:
        for column in accounts.columns or ():
            if column not in COLUMNS and not any(column in (segment.where or {}) for segment in document.segments or ()):
                where = places.where(("accounts", "columns", column), key=True)
                hint = did_you_mean(column, COLUMNS) or f"known: {', '.join(COLUMNS)}"
                message = f"{quoted(column)} is no column of an account book, and no `where` uses it"
                found.append(Diagnostic("unknown-column", "warning", message, hint, where))
        path = inside(folder, accounts.file)
        encoding = read_table(path, reader.read)
    except Unusable as error:
        found.append(Diagnostic(error.code, "error", f"{name}: {error.message}", error.hint, at))
        return None
    report_bad_rows(reader.table.bad, path, name, encoding, found)
    _report_claims(reader, places, found)
    return AccountBook(name, _segment_sums(document, reader, places, found))


def _report_claims(reader: _Reader, places: Places, found: list[Diagnostic]) -> None:
    at = places.where(("accounts",))

    def report(code: str, customers: Sequence[str], what: str, hint: str) -> None:
        named = ", ".join(quoted(name) for name in customers[:_NAMED])
        more = f" and {len(customers) - _NAMED:,} more" if len(customers) > _NAMED else ""
        count = f"{len(customers):,} customers" if len(customers) > 1 else "1 customer"
        message = f"{count} of the account book {what}, and left out: {named}{more}"
        found.append(Diagnostic(code, "warning", message, hint, at))

    if reader.unclaimed:
        arr = sum(each for _, each in reader.unclaimed)
        what = f"with {arr:,.0f} of ARR in no segment"
        report("unclaimed-customers", [name for name, _ in reader.unclaimed], what, "widen a `where`, or mend the segment")
    if reader.contested:
        names = [f"{name} ({claimed})" for name, claimed in reader.contested]
        report("contested-customers", names, "claimed by more than one segment", "make the `where` of segments exclude each other")


def _segment_sums(
    document: PlanFile, reader: _Reader, places: Places, found: list[Diagnostic]
) -> dict[str, SegmentSums]:
    result = {}
    starts: date | None = document.year.starts if document.year else None
    for index, segment in enumerate(document.segments or ()):
        each = reader.sums[segment.name]
        if not each.customers and segment.customers is not None:
            # Nobody in the book is in this segment, and the plan states it: it is not in the book at all.
            continue
        sums = SegmentSums(each.customers, each.arr)
        where = places.where(("segments", index))

        def warn(code: str, message: str, hint: str, at: Any = where, name: str = segment.name) -> None:  # noqa: ANN401
            found.append(Diagnostic(code, "warning", message, hint, at, name))

        if reader.at["health"] is not None and each.known_health:
            sums.at_risk_customers = each.at_risk * each.customers / each.known_health
            if each.known_health < each.customers:
                unknown = each.customers - each.known_health
                message = f"{unknown:,} of {each.customers:,} customers of {segment.name} have no health in the book"
                warn("unknown-health", message, "they count like the others of the segment")
        if reader.at["new"] is not None:
            sums.new_customers = each.new
        if reader.at["csm"] is not None:
            sums.held = each.held
            sums.unserved_large_customers = each.unserved if reader.large is not None else None
        if reader.at["renewal_date"] is not None and starts is not None and each.customers:
            due = _renewals(each.dates, starts, segment.contract_years or 1.0)
            if due is None:
                message = f"some customers of {segment.name} have no renewal date that can be read"
                warn("unknown-renewals", message, "renewals stay as the plan has them")
            else:
                sums.renewals = due
        for key, counted in (
            ("customers", sums.customers),
            ("arr", sums.arr),
            ("new_customers", sums.new_customers),
            ("renewals", sums.renewals),
        ):
            stated = getattr(segment, key)
            if stated is not None and counted is not None and abs(stated - counted) > 0.005 * max(stated, counted):
                message = f"{key} of {segment.name} is stated as {stated:,.0f}, the account book has {counted:,.0f}"
                at = places.where(("segments", index, key))
                warn("book-differs", message, f"the book counts; take {key} out, or mend the book", at)
        result[segment.name] = sums
    return result


def _renewals(dates: dict[str, int], starts: date, contract_years: float) -> float | None:
    due = 0.0
    for text, count in dates.items():
        try:
            day = read_date(text.strip())
        except Unreadable:
            return None
        due += count * renewals_due(day, starts, contract_years)
    return due
