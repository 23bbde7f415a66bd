"""How much of a report somebody wants to see."""

from __future__ import annotations

from typing import NamedTuple

from csplan.render.text import WIDTH


class View(NamedTuple):
    """The first screen, or more than it."""

    wide: bool = False
    """Every column of a table, however wide the terminal."""
    all: bool = False
    """Also what is not on the first screen: all tables, ways, notes."""
    ascii: bool = False
    """Pictures of plain ASCII, where the terminal has no other signs."""
    table: str | None = None
    """In CSV only the table of this name."""
    exact: bool = False
    """In CSV files for people full precision, instead of what tables show."""
    width: int = WIDTH
    """Columns of a table where there is no terminal to ask."""


FIRST = View()
