"""Changes to tables that know what records are made of: columns, rows, names, days; and tables as YAML lists."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

Rows = list[list[str]]
"""A table: its headings, and a row for each line."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN = re.compile(r"[A-Za-z0-9][\w. %-]*", re.ASCII)
_FORMS = ("%d/%m/%Y", "%m/%d/%Y", "%Y%m%d", "%Y年%m月%d日", "%Y-%m-%dT09:00:00Z", "%d.%m.%y", "%b %d, %Y", "%Y-%m")
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16", "cp1252")
_CELLS = (
    "", " ", "-", "n/a", "0", "-1", "100%", "101%", "1e309", "NaN", "inf", "1,234.56", "1.234,56", "(5)", "9e15",
    "yes", "no", "是", "否", "green", "red", "amber", "Grün", "12", "0001-01-01", "9999-12-31", "2026-02-29", "45000",
    "churn", "renewal", "expansion", "csql", "opt_out", "play", "holdout", "invoice", "payment", "Total", "合计",
    "a;b", "a; a", ";", "::error::x", "##[error]x", "\x1b[31m", "\u202e", "\u2028", "=1+1", '"', "'", "x" * 300, "\0",
    "a\nb", "e\u0301", "\ufeff", "#REF!", "<b>", "|", "*a*", "[a](b)", "`a`", "\ud7ff", "\t", "{a}", "%s", "\\",
)  # fmt: skip
"""Cells as systems export them, at the edge of what is allowed, and what terminals, forges and formats act on."""


def rows_of(data: bytes) -> Rows:
    """Return the rows of a table in UTF-8 with commas."""
    return list(csv.reader(io.StringIO(data.decode())))


def as_csv(rows: Rows, random: Random) -> bytes:
    """Return rows as a CSV file; one of ten as other systems write theirs."""
    usual = random.random() < 0.9
    text = io.StringIO()
    csv.writer(text, delimiter="," if usual else random.choice(";\t|,"), lineterminator="\n").writerows(rows)
    with suppress(UnicodeEncodeError):
        return text.getvalue().encode("utf-8" if usual else random.choice(_ENCODINGS))
    return text.getvalue().encode(errors="replace")


def as_list(rows: Rows, keys: Mapping[str, str]) -> bytes:
    """Return rows as a YAML list, an item a line; ``keys`` are the names of some headings."""
    head = [_scalar(keys.get(each, each)) for each in rows[0]] if rows else []
    units = ["万" if "（万元）" in each else "" for each in rows[0]] if rows else []
    items = [
        ", ".join(f"{key}: {_scalar(cell + unit)}" for key, cell, unit in zip(head, row, units, strict=False) if cell)
        for row in rows[1:]
    ]
    return "".join(f"- {{{each}}}\n" for each in items).encode(errors="replace")


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text == text.strip() else json.dumps(text, ensure_ascii=False)


def changed(rows: Rows, random: Random, known: Sequence[bytes]) -> Rows:
    """Return a copy of a table in which one thing differs."""
    rows = [list(row) for row in rows]
    if len(rows) > 1 and rows[0]:
        random.choice(CHANGES)(rows, random, known)
    return rows


def _row(rows: Rows, random: Random) -> list[str]:
    return rows[random.randrange(1, len(rows))]


def _column(rows: Rows, random: Random) -> int:
    return random.randrange(len(rows[0]))


def _put(row: list[str], at: int, cell: str) -> None:
    if at < len(row):
        row[at] = cell


def _cells(rows: Rows, random: Random, known: Sequence[bytes]) -> None:
    """Put other words in a few cells."""
    for _ in range(random.choice((1, 1, 2, 5))):
        odd = random.choice(_CELLS) if random.random() < 0.7 else random.choice(known).decode(errors="replace")
        _put(_row(rows, random), _column(rows, random), odd)


def _cells_of_others(rows: Rows, random: Random, __: Sequence[bytes]) -> None:
    """Put cells of other rows, and some of other columns, in a few cells."""
    for _ in range(random.choice((1, 3, 10))):
        at = _column(rows, random)
        other = _row(rows, random)
        place = at if random.random() < 0.8 else _column(rows, random)
        if place < len(other):
            _put(_row(rows, random), at, other[place])


def _whole_column(rows: Rows, random: Random, _: Sequence[bytes]) -> None:
    """Say the same in all rows, or nothing; or put another column there, without its heading or with it."""
    at, other, cell = _column(rows, random), _column(rows, random), random.choice(("", "", *_CELLS))
    same, first = random.random() < 0.5, random.randrange(2)
    for row in rows[first or same :]:
        _put(row, at, cell if same else row[other] if other < len(row) else "")


def _no_column(rows: Rows, random: Random, _: Sequence[bytes]) -> None:
    at = _column(rows, random)
    for row in rows:
        del row[at : at + 1]


def _heading(rows: Rows, random: Random, known: Sequence[bytes]) -> None:
    at = _column(rows, random)
    heading = rows[0][at]
    rows[0][at] = random.choice(
        (heading.upper(), f" {heading}", f"{heading} (k)", "", random.choice(rows[0]), random.choice(known).decode())
    )


def _fewer(rows: Rows, random: Random, _: Sequence[bytes]) -> None:
    """Take rows away: some, one, all but a few, all."""
    first = random.randrange(1, len(rows))
    last = random.choice((first, first + 1, first + 1, first + 20, len(rows)))
    del rows[random.choice((first, first, first, 1)) : last]


def _more(rows: Rows, random: Random, __: Sequence[bytes]) -> None:
    """Repeat a row, an empty one or a sum among them."""
    row = random.choice((_row(rows, random), [], ["Total"], [""] * len(rows[0])))
    for _ in range(random.choice((1, 1, 3))):
        rows.insert(random.randrange(1, len(rows) + 1), list(row))


def _order(rows: Rows, random: Random, _: Sequence[bytes]) -> None:
    body = rows[1:]
    random.shuffle(body)
    rows[1:] = body


def _name(rows: Rows, random: Random, known: Sequence[bytes]) -> None:
    """Call somebody otherwise, in all rows or in half of them."""
    name = random.choice([cell for cell in _row(rows, random) if cell] or [""])
    odd = random.choice(_CELLS) if random.random() < 0.5 else random.choice(known).decode(errors="replace")
    other = random.choice((name.upper(), f" {name}", f"{name} ", name[:-1], odd, odd, f"{name}{odd}"))
    share = random.choice((0.5, 1.0))
    for row in rows[1:]:
        row[:] = [other if cell == name and random.random() < share else cell for cell in row]


def _days(rows: Rows, random: Random, _: Sequence[bytes]) -> None:
    """Move the days of a column, or of a few rows, or write them as others do."""
    columns = [at for at, cell in enumerate(_row(rows, random)) if _DAY.fullmatch(cell)]
    if not columns:
        return
    at, share = random.choice(columns), random.choice((0.03, 0.3, 1.0))
    by, form = random.choice((-1, 1, -31, 90, 365, -365, 40_000)), random.choice((*_FORMS, *("%Y-%m-%d",) * 8))
    for row in rows[1:]:
        if at < len(row) and _DAY.fullmatch(row[at]) and random.random() < share:
            with suppress(ValueError, OverflowError):
                day = date.fromisoformat(row[at])
                row[at] = (date.fromordinal(day.toordinal() + by) if form == "%Y-%m-%d" else day).strftime(form)


def _numbers(rows: Rows, random: Random, _: Sequence[bytes]) -> None:
    """Write the numbers of a column otherwise, or make them others."""
    at = _column(rows, random)
    start, end = random.choice(
        (("-", ""), ("", "000"), ("0.00000", ""), ("", "e300"), ("", "%"), ("$", ""), ("", " 万"))
    )
    for row in rows[1:]:
        if at < len(row) and row[at].strip("%").replace(".", "", 1).isdecimal():
            row[at] = f"{start}{row[at]}{end}"


CHANGES: tuple[Callable[[Rows, Random, Sequence[bytes]], None], ...] = (
    _cells, _cells, _cells, _cells_of_others, _cells_of_others, _whole_column, _no_column, _heading, _fewer, _fewer,
    _more, _order, _name, _name, _days, _days, _numbers,
)  # fmt: skip
