"""A plan made of an account book alone: headings matched, currency and segments found, and what was taken told."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import book as records
from csplan.findings.diagnostic import Where, did_you_mean, quoted
from csplan.findings.record import found
from csplan.lang.say import say, say_many
from csplan.loader.front_headings import HEADINGS, PREFIXES, SUBSCRIPTIONS
from csplan.loader.rules import load_pack
from csplan.plan.document import NEEDED
from csplan.plan.types import NOTHING
from csplan.records.book.amounts import CurrencyColumn
from csplan.records.book.columns import currency_headings
from csplan.records.book.headings import heading_unit, is_monthly
from csplan.sources.csv_tables import read_table
from csplan.sources.files import Unusable
from csplan.sources.form import Stated
from csplan.values import Unreadable, write_number
from csplan.values.formats import take_apart
from csplan.values.names import folded, is_nobody

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.findings.diagnostic import Finding
    from csplan.plan.rules import RulePack
    from csplan.sources.csv_tables import Table

_NEEDED = ("customer", "arr")
_MOST_SEGMENTS = 30
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 _./-]*[A-Za-z0-9])?")
TEAM = "csms"
"""The team that a plan made of a table has: one for all segments, because people are whole once in a team."""
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


class _Seen(NamedTuple):
    """What a table holds."""

    headings: list[str]
    heading_line: int
    columns: dict[str, str]
    doubtful: dict[str, list[str]]
    """Columns for which several headings may stand."""
    currencies: Counter[str]
    segments: Counter[str]
    people: int
    subscriptions: str
    """The heading of the product, contract or id by which rows of one customer differ; "" where none does."""


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
        findings.append(found(records.DOUBTFUL_COLUMN, where, column=column, headings=named))
    if seen.subscriptions:
        findings.append(found(records.TAKEN_SUBSCRIPTIONS, where, heading=quoted(seen.subscriptions)))
    lacks = "" if pack.currency == currency else pack.currency
    return FromTable(_text(file, seen, currency, pack, more), findings, lacks, currency)


def beside(plan: Path, file: Path) -> str:
    """Return how a plan names a file in its folder; raises Unusable where it is not in it."""
    try:
        return file.resolve().relative_to(plan.parent.resolve()).as_posix()
    except ValueError:
        message = say("{file} is not in the folder of the plan", file=quoted(str(file)))
        hint = say("keep the files of a plan in its folder: write it beside the account book")
        raise Unusable("outside-folder", message, hint) from None


def _see(path: Path) -> _Seen:
    result: list[_Seen] = []
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
            _Seen(table.headings, table.heading_line, columns, doubtful, currencies, segments, len(people), product)
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


def _currency(seen: _Seen) -> str:
    """Return the currency of the plan: the most frequent of the book; where none is written, that of its language."""
    if seen.currencies:
        most = seen.currencies.most_common(1)[0][0]
        return {"$": "USD", "¥": "CNY", "kr": "SEK"}.get(most, most)
    chinese = any("\u4e00" <= char <= "\u9fff" for char in "".join(seen.columns.values()))
    return "CNY" if chinese else "USD"


def _lacking(seen: _Seen, lacking: list[str]) -> Unusable:
    several = [column for column in lacking if column in seen.doubtful]
    if several:
        column = several[0]
        named = ", ".join(map(quoted, seen.doubtful[column]))
        message = say("several columns may be {column}: {named}", column=column, named=named)
        hint = say(
            "write a plan that says which: `accounts: {{file: ..., columns: {{{column}: ...}}}}`",
            column=column,
        )
        return Unusable("doubtful-column", message, hint)
    shown = ", ".join(heading for heading in seen.headings[:20] if heading)
    names = ", ".join(map(quoted, lacking))
    message = say_many(
        len(lacking),
        "no heading of the table is known to be {names}; its headings are: {shown}",
        "no headings of the table are known to be {names}; its headings are: {shown}",
        names=names,
        shown=shown,
    )
    near = did_you_mean(lacking[0], seen.headings)
    hint = near if near.startswith("did") else say("rename a heading, such as Account Name or ARR, or write a plan")
    return Unusable("missing-column", message, hint)


def _text(file: str, seen: _Seen, currency: str, pack: RulePack, more: str) -> str:
    columns = "".join(f"    {column}: {in_yaml(heading)}\n" for column, heading in seen.columns.items())
    unused = [heading for heading in seen.headings if heading and heading not in seen.columns.values()]
    doubtful = "".join(
        f"    # {column}: one of {', '.join(map(in_yaml, headings))}\n" for column, headings in seen.doubtful.items()
    )
    rate = "" if pack.currency == currency else _RATE.format(own=pack.currency, currency=currency)
    return _PLAN.format(
        file=_comment(file),
        count=f"{len(seen.headings):,}",
        used=len(seen.columns),
        name=in_yaml(PurePosixPath(file).stem.strip() or "accounts"),
        currency=f"{currency:<24}",
        currency_note="the amounts of the book are in it"
        if seen.currencies
        else "not written in the book: is it right?",
        rules=f"{pack.name:<27}",
        rate=rate,
        path=in_yaml(file),
        columns=columns + doubtful,
        rows=_ROWS.format(heading=_comment(seen.subscriptions)) if seen.subscriptions else _NO_ROWS,
        unused=_comment(", ".join(unused[:12]) + (", ..." if len(unused) > len(unused[:12]) else "") or "none"),
        segments=_segments(seen, currency, pack),
        now=say_many(seen.people, "1", "{count}", count=f"{seen.people:,}")
        if "csm" in seen.columns
        else say("no column names them: write csms_now"),
        roles_note=_ROLES_NEEDED if "roles" in NEEDED else _ROLES_OPTIONAL,
        roles=_roles(currency),
        more=more,
    )


def _segments(seen: _Seen, currency: str, pack: RulePack) -> str:
    if "segment" in seen.columns and 0 < len(seen.segments) <= _MOST_SEGMENTS:
        return "".join(f"  - {{name: {in_yaml(name)}, team: {TEAM}}}\n" for name in seen.segments)
    unit = "" if pack.currency == currency else f" {pack.currency}"
    lines = []
    for tier in pack.tiers:
        band = []
        if tier.acv is None:
            continue  # it is for segments that name it
        if tier.acv.min:
            band.append(f'acv: ">= {write_number(tier.acv.min)}{unit}"')
        if tier.acv.max is not None:
            band.append(f'arr: "< {write_number(tier.acv.max)}{unit}"')
        own = in_yaml(tier.name)
        lines.append(f"  - {{name: {own}, tier: {own}, team: {TEAM}, where: {{{', '.join(band)}}}}}\n")
    return "".join(lines)


def _roles(currency: str) -> str:
    """Return a role for example; as a comment, where a plan needs none."""
    text = _ROLES.format(pay="18万" if currency == "CNY" else "110k")
    return text if "roles" in NEEDED else "".join(f"# {line}\n" for line in text.splitlines())


def in_yaml(text: str) -> str:
    """Return a text as YAML takes it, whatever stands in it: in quotes, unless it is plain words."""
    plain = text.strip()
    if _PLAIN.fullmatch(plain) and plain not in NOTHING:
        return plain
    written = json.dumps(plain, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in written)


def _comment(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


_RATE = "# fx: {{{own}: ...}}                 # value of 1 {own} in {currency}: the rule pack is in {own}\n"
_ROWS = "  rows: subscriptions              # those of a customer, which differ in {heading}, are added up\n"
_NO_ROWS = "  # rows: subscriptions            # where a customer has a row for each product\n"
_ROLES_OPTIONAL = "# What a CSM costs and how much time they have: without it, the ARR rule alone answers."
_ROLES_NEEDED = (
    "# What a CSM costs and how much time they have. These are examples, not from the book: put your own in."
)
_ROLES = """\
roles:
  csm:
    pay: {pay}                      # on-target pay, a year
    loading: 30%                   # taxes, benefits, tools and management, on top of pay
    time: {{contracted: 250 d, leave: 15 d, sick: 5 d, internal: 30%, realization: 85%}}
"""
_PLAN = """\
# yaml-language-server: $schema=./csplan.schema.json
# Made by csplan of {file}: {count} columns, {used} used. Next: csplan headcount
# Lines that start with # are for you to fill in: each of them makes the answer say more.

csplan: 1                          # version of this format
name: {name}
currency: {currency} # {currency_note}
rules: {rules} # ARR per CSM, tiers and thresholds; see: csplan rules
{rate}# stage: growth                    # new | growth | mature
# year: {{starts: 2027-01-01}}       # with it, renewal dates count

# The customers: one row each. Columns of the table that are not used: {unused}
accounts:
  file: {path}
  columns:
{columns}{rows}  # unit: k                        # where amounts are in thousands

# In groups with like needs. acv and arr are both the ARR of a customer here.
# One team serves them all. Take `team` out where a segment has people of its own.
segments:
{segments}
{roles_note}
# People in the book: {now}.
{roles}
# What has to be earned, and what a customer costs besides customer success.
# economics:
#   gross_margin: 75%
#   costs: [{{name: hosting, share: 8%, in: gross}}]
{more}"""
