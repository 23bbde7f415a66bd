"""A plan made of an account book alone: headings matched, currency and segments found, and what was taken told."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import book as records
from csplan.findings.catalogue import columns as of_columns
from csplan.findings.catalogue.files import BOOK_OUTSIDE_FOLDER
from csplan.findings.diagnostic import Unusable, Where, perhaps, quoted
from csplan.findings.record import found, found_many
from csplan.lang.say import say
from csplan.loader.front_headings import HEADINGS, PREFIXES, SUBSCRIPTIONS
from csplan.loader.front_text import Seen, text_of
from csplan.loader.rules import load_pack
from csplan.records.book.amounts import CurrencyColumn
from csplan.records.book.columns import currency_headings
from csplan.records.book.headings import heading_unit, is_monthly
from csplan.sources.csv_tables import read_table
from csplan.sources.form import Stated
from csplan.values import Unreadable
from csplan.values.formats import take_apart
from csplan.values.names import folded, is_nobody

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.findings.diagnostic import Finding
    from csplan.sources.table import Table

_NEEDED = ("customer", "arr")
_SAMPLE = 20_000
"""Rows that are looked at for currency and segments."""


class FromTable(NamedTuple):
    """The text of a plan that was made of a table, and what was taken for what."""

    text: str
    findings: list[Finding]
    lacks: str = ""
    """The currency of the rule pack, where nothing says what it is worth in that of the book."""
    currency: str = ""
    """That of the book."""


def plan_of(path: Path, name: str, file: str, rules: str | None = None, more: str = "") -> FromTable:
    """Return a plan made of an account book, which is shown as ``name``; raises Unusable where it can't be.

    ``file`` is how the plan names it. ``rules`` is a rule pack by name; by default that of the currency. ``more``
    is text at the end.
    """
    seen = _see(path)
    lacking = [each for each in _NEEDED if each not in seen.columns and not (each == "arr" and "mrr" in seen.columns)]
    if lacking:
        raise _lacking(seen, lacking)
    currency = _currency(seen)
    pack = load_pack(rules or ("cny-1.5-2.5m" if currency == "CNY" else "usd-2m"))
    taken = ", ".join(
        say("{column} from {heading}", column=column, heading=quoted(heading))
        for column, heading in seen.columns.items()
    )
    where = Where(name, seen.heading_line, 1)
    facts = {
        "all": f"{len(seen.headings):,}",
        "used": f"{len(seen.columns):,}",
        "taken": taken,
        "currency": currency,
        "rules": pack.name,
    }
    record = records.TAKEN if seen.currencies else records.TAKEN_WITHOUT_CURRENCY
    findings = [found(record, where, **facts)]
    for column, headings in seen.doubtful.items():
        named = ", ".join(map(quoted, headings))
        findings.append(found(of_columns.DOUBTFUL_COLUMN, where, column=column, headings=named))
    if seen.subscriptions:
        findings.append(found(records.TAKEN_SUBSCRIPTIONS, where, heading=quoted(seen.subscriptions)))
    lacks = "" if pack.currency == currency else pack.currency
    return FromTable(text_of(file, seen, currency, pack, more), findings, lacks, currency)


def beside(plan: Path, file: Path) -> str:
    """Return how a plan names a file in its folder; raises Unusable where it is not in it."""
    try:
        return file.resolve().relative_to(plan.parent.resolve()).as_posix()
    except ValueError:
        raise Unusable(found(BOOK_OUTSIDE_FOLDER, file=quoted(str(file)))) from None


def _see(path: Path) -> Seen:
    result: list[Seen] = []
    wanted = {heading for headings in HEADINGS.values() for heading in headings}

    def look(table: Table) -> None:
        columns, doubtful = _matched(table.headings)
        places = {column: table.headings.index(heading) for column, heading in columns.items()}
        currencies: Counter[str] = Counter()
        segments: Counter[str] = Counter()
        people: set[str] = set()
        named = CurrencyColumn()
        customers: set[str] = set()
        several = False
        for row in islice(table.rows(), _SAMPLE):
            if "customer" in places:
                customer = folded(row[places["customer"]])
                several = several or (customer in customers and customer != "")
                customers.add(customer)
            currencies.update(_currencies_in(row, places, named))
            if "segment" in places and row[places["segment"]].strip():
                segments[row[places["segment"]].strip()] += 1
            if "csm" in places and not is_nobody(row[places["csm"]]):
                people.add(folded(row[places["csm"]]))
        unit = heading_unit(columns.get("arr") or columns.get("mrr") or "")[1]
        if unit.currency and not currencies:
            currencies[unit.currency] += 1
        product = next((each for each in table.headings if each.casefold() in SUBSCRIPTIONS), "") if several else ""
        result.append(
            Seen(table.headings, table.heading_line, columns, doubtful, currencies, segments, len(people), product)
        )

    read_table(path, look, Stated(wanted=wanted))
    return result[0]


def _matched(headings: list[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the heading of each column, and the headings where several may be meant; of these none is taken."""
    plain = [PREFIXES.sub("", heading.strip().casefold()) for heading in headings]
    stems = [PREFIXES.sub("", heading_unit(heading)[0].casefold()) for heading in headings]
    columns: dict[str, str] = {}
    doubtful: dict[str, list[str]] = {}
    for column, known in HEADINGS.items():
        if plain.count(column) == 1:
            columns[column] = headings[plain.index(column)]
            continue
        candidates = [
            heading
            for at, heading in enumerate(headings)
            if (plain[at] in known or stems[at] in known) and heading not in columns.values()
        ]
        if column == "arr":
            candidates = [each for each in candidates if not is_monthly(each)]
        if len(candidates) == 1 and headings.count(candidates[0]) == 1:
            columns[column] = candidates[0]
        elif candidates:
            doubtful[column] = candidates
    if "arr" in columns or "arr" in doubtful:
        columns.pop("mrr", None)
        doubtful.pop("mrr", None)
    money = columns.get("arr") or columns.get("mrr")
    if money is not None:
        own = f"{money.strip().casefold()} currency"
        if plain.count(own) == 1:
            columns["currency"] = headings[plain.index(own)]
            doubtful.pop("currency", None)
        elif "currency" not in columns and len(some := currency_headings(headings, headings.index(money))) == 1:
            columns["currency"] = headings[some[0]]
    return columns, doubtful


def _currencies_in(row: list[str], places: dict[str, int], named: CurrencyColumn) -> list[str]:
    """Return the currency that a row says, if any."""
    try:
        if "currency" in places and (code := named[row[places["currency"]]]):
            return [code]
        at = places.get("arr", places.get("mrr"))
        currency = None if at is None else take_apart(row[at]).currency
    except Unreadable:
        return []
    return [currency] if currency else []


def _currency(seen: Seen) -> str:
    """Return the currency of the plan: the most frequent of the book; where none is written, that of its language."""
    if seen.currencies:
        most = seen.currencies.most_common(1)[0][0]
        return {"$": "USD", "¥": "CNY", "kr": "SEK"}.get(most, most)
    chinese = any("\u4e00" <= char <= "\u9fff" for char in "".join(seen.columns.values()))
    return "CNY" if chinese else "USD"


def _lacking(seen: Seen, lacking: list[str]) -> Unusable:
    several = [column for column in lacking if column in seen.doubtful]
    if several:
        column = several[0]
        named = ", ".join(map(quoted, seen.doubtful[column]))
        return Unusable(found(of_columns.DOUBTFUL_NEED, column=column, headings=named))
    shown = ", ".join(heading for heading in seen.headings[:20] if heading)
    names = ", ".join(map(quoted, lacking))
    near = perhaps(lacking[0], seen.headings)
    return Unusable(found_many(of_columns.NOT_RECOGNISED, len(lacking), hint=near, names=names, headings=shown))
