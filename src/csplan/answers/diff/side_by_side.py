"""Tables of a diff for people: each figure as it was and as it is, in one column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.diff.outcomes import SEGMENT_FIGURES, TEAM_FIGURES, TOTAL_FIGURES, differ
from csplan.lang.glossary import label
from csplan.lang.say import say
from csplan.report.report import Column, Table
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.report.report import Row
    from csplan.studies.diff.causes import Comparison

MOST_ROWS = 20
"""Of a table for people; what is left out is said, and stands in JSON and CSV."""
FOLDED = 10
"""A longer table is collapsed where the format can."""
# What decides first: the last ones are left out where there is no room. Heads and cost stand behind the work.
TEAM_NAMES = (
    *("verdict", "at_least", "at_most", "heads", "utilization", "cost", "gross_margin", "operating_margin"),
    "utilization_now",
)
SEGMENT_NAMES = ("csms_at_least", "csms_at_most", "csms", "cost_floor", "efficiency_ceiling")
_UNITS = dict((*SEGMENT_FIGURES, *TEAM_FIGURES, *TOTAL_FIGURES))


def currencies_of(found: Comparison) -> tuple[str, str]:
    """Return the currency of the old plan and that of the new one."""
    return found.pair.old.plan.currency, found.pair.new.plan.currency


def move(row: Row, name: str, currencies: tuple[str, str], absent: str = "–") -> str:
    """Return a figure as it was and as it is, once where both are shown alike; money in two currencies names them."""
    unit = _UNITS[name]
    was, now = (
        _side(row[f"{name}_{side}"], unit, currency, absent, named=currencies[0] != currencies[1])
        for side, currency in zip(("before", "after"), currencies, strict=True)
    )
    return now if was == now else f"{was} → {now}"


def _side(value: Any, unit: str, currency: str, absent: str, *, named: bool) -> str:  # noqa: ANN401 - any figure
    if value is None:
        return absent
    text = shown(value, unit, currency)
    return f"{text} {currency}" if named and unit.startswith("Money") else text


def teams_shown(found: Comparison, teams: Sequence[Row], total: Row) -> Table:
    """Return the teams that differ, and the company below them."""
    rows = [*teams, total]
    stated = (side.plan.document.economics for side in (found.pair.old, found.pair.new))
    aimed_at = any(economics is not None and economics.operating_margin is not None for economics in stated)
    another = any(differ(row["gross_margin_after"], row["operating_margin_after"]) for row in rows)
    otherwise = any(differ(row["gross_margin_change"], row["operating_margin_change"]) for row in rows)
    names = [name for name in TEAM_NAMES if name != "operating_margin" or otherwise or (aimed_at and another)]
    title = say("Teams: work and people, old → new")
    return _differing("teams_shown", title, ("team", names, "cost"), teams, currencies_of(found), total)


def segments_shown(found: Comparison, segments: Sequence[Row]) -> Table:
    """Return the segments that differ: CSMs, and customers per CSM."""
    title = say("Segments: CSMs, and customers per CSM, old → new")
    return _differing("segments_shown", title, ("segment", SEGMENT_NAMES, "csms"), segments, currencies_of(found))


def _differing(  # noqa: PLR0913, PLR0917 - the parts of a table
    key: str,
    title: str,
    what: tuple[str, Sequence[str], str],
    rows: Sequence[Row],
    currencies: tuple[str, str],
    total: Row | None = None,
) -> Table:
    """Return the rows in which a figure differs: in their order, or where there are many by the difference of one.

    ``what`` is what the rows are of, the names of their figures, and the one that decides the order.
    """
    of, names, figure = what
    differing = [row for row in rows if any(differ(row[f"{name}_before"], row[f"{name}_after"]) for name in names)]
    if len(differing) < len(rows):
        title = say("{title}; {few} of {all} differ", title=title, few=len(differing), all=len(rows))
    if len(differing) > MOST_ROWS:
        differing.sort(key=lambda row: -_size(row, figure))
    moved = [_moves(row, of, names, currencies) for row in differing]
    columns = [Column(of, "Text", label(of))]
    columns += [Column(name, "Text" if name == "verdict" else "Move", label(name)) for name in names]
    table = short(key, title, columns, moved)
    if total is not None and differing:
        last = _moves({of: say("total"), **total}, of, names, currencies)
        table = table._replace(rows=[*table.rows, last], folded=len(table.rows) >= FOLDED)
    return table._replace(shown=[column.name for column in columns])


def _moves(row: Mapping[str, Any], of: str, names: Sequence[str], currencies: tuple[str, str]) -> Row:
    known = [name for name in names if (row[f"{name}_before"], row[f"{name}_after"]) != (None, None)]
    return {of: row[of], **{name: move(dict(row), name, currencies) for name in known}}


def _size(row: Row, figure: str) -> float:
    before, after = row[f"{figure}_before"], row[f"{figure}_after"]
    return abs(float(after or 0.0) - float(before or 0.0))


def short(key: str, title: str, columns: Sequence[Column], rows: Sequence[Row]) -> Table:
    """Return a table for people: not longer than they read, and it says so."""
    left = len(rows) - MOST_ROWS
    if left > 1:
        facts = {"title": title, "most": MOST_ROWS, "left": f"{left:,}"}
        title = say("{title} (the largest {most}; {left} more with --format json or csv)", **facts)
        rows = rows[:MOST_ROWS]
    return Table(key, title, columns, rows, folded=len(rows) > FOLDED)
