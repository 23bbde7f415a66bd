"""The text of a plan that is made of an account book, with what is for its reader to fill in as comments."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from csplan.lang.say import say, say_many
from csplan.plan.document import NEEDED
from csplan.plan.types import NOTHING
from csplan.values import write_number

if TYPE_CHECKING:
    from collections import Counter

    from csplan.plan.rules import RulePack

_MOST_SEGMENTS = 30
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 _./-]*[A-Za-z0-9])?")
TEAM = "csms"
"""The team that a plan made of a table has: one for all segments, because people are whole once in a team."""


class Seen(NamedTuple):
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


def text_of(file: str, seen: Seen, currency: str, pack: RulePack, more: str) -> str:
    """Return the text of the plan: what was seen in the table, and ``more`` at its end."""
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


def _segments(seen: Seen, currency: str, pack: RulePack) -> str:
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
