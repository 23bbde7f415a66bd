"""A table is a list of figures: unit, sign and alignment of each come from the catalogue, its label from the glossary.

``table("segment", "segment", "customers", "arr", "verdict", shown=("segment", "verdict", "arr"))`` declares one: it is
read for the table that people see, for JSON, for CSV and for Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.engine.catalogue import unit_of
from csplan.lang.glossary import english
from csplan.report.report import Column, Table, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.report.report import Row

WORDS = {
    "segment": "Text",
    "team": "Text",
    "role": "Text",
    "tier": "Text",
    "segments": "Names",
    "signals": "Names",
    "levers": "Levers",
    "costs": "Rows",
    "tasks": "Rows",
}
"""What stands in tables beside figures, with its unit."""
_SHOWN_AS = {
    "csms_now": "People",
    "gap": "Change",
    "net_wins": "Change",
    "verdict": "Verdict",
    "met": "Met",
    "met_now": "Met",
    "ceiling_gain": "Gain",
}
"""Figures that people read otherwise than their unit says: with a sign, as a judgement, people as they were stated."""
_LIKE = ("_low", "_high", "_before", "_after")
"""Ends of names of what is measured like the figure before them: the sides of an interval, and of a change."""
_DIFFERENCES = {"CSMs": "CSMsChange", "People": "CSMsChange", "Heads": "HeadsChange", "Share": "Points"}


class Declared(NamedTuple):
    """The figures of a table: all, in the order of JSON and CSV; and by name those that people see, in theirs."""

    columns: tuple[Column, ...]
    shown: tuple[str, ...]
    wide: tuple[str, ...] = ()
    """Behind the others where people ask for a wide table."""
    drawn: tuple[Column, ...] = ()
    """What only people see: pictures, remarks."""

    def of(self, key: str, title: str, rows: Sequence[Row], *, most: int | None = None, behind: bool = False) -> Table:
        """Return a table of these figures; ``key`` is its name in JSON, the others are as a Table has them."""
        return Table(
            key,
            title,
            said(self.columns),
            rows,
            most,
            shown=self.shown,
            wide=self.wide,
            behind=behind,
            drawn=said(self.drawn),
        )


def table(  # noqa: PLR0913 - a table is declared in one place
    level: str,
    *names: str,
    shown: Sequence[str],
    wide: Sequence[str] = (),
    units: Mapping[str, str] | None = None,
    drawn: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Declared:
    """Declare the table of a level by the names of its figures; raises LookupError for one that nothing is known of.

    Figures of the levels above count as the level's own. ``units`` has the unit of what is no figure, ``drawn`` that of
    what only people see, ``labels`` a word that fits this table better than the one that the glossary has.
    """
    own, better = units or {}, labels or {}

    def called(name: str) -> str:
        return better[name] if name in better else english(name)

    columns = tuple(Column(name, own.get(name) or _unit(level, name), called(name)) for name in names)
    only = tuple(Column(name, unit, called(name)) for name, unit in (drawn or {}).items())
    missing = {*shown, *wide} - {*names, *(drawn or {})}
    if missing:
        raise LookupError(f"not among the figures of the table: {', '.join(sorted(missing))}")
    return Declared(columns, tuple(shown), tuple(wide), only)


def _unit(level: str, name: str) -> str:
    """Return the unit in which people read a figure, or what else stands in tables."""
    unit = _SHOWN_AS.get(name) or WORDS.get(name) or unit_of(level, name)
    if unit is not None:
        return unit
    for end in _LIKE:
        if name.endswith(end):
            return _unit(level, name.removesuffix(end))
    if name.endswith("_change"):
        unit = _unit(level, name.removesuffix("_change"))
        return "MoneyChange" if unit.startswith("Money") else _DIFFERENCES.get(unit, unit)
    raise LookupError(f"{level}: nothing is named {name}")
