"""A tree in a report, such as the working of a figure. Knows no format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.reports.report import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.reports.report import Column, Row


class Branch(NamedTuple):
    """One thing in a tree and what it is made of: ``row`` is what JSON and CSV have of it, the rest is for people."""

    row: Row
    head: str
    text: str
    aside: str = ""
    """Said behind the text."""
    notes: Sequence[str] = ()
    """Said below it, each on a line of its own."""
    parts: Sequence[Branch] = ()

    def as_dict(self) -> Row:
        """Return the branch and its parts as JSON has them."""
        return {**plain(self.row), "parts": [part.as_dict() for part in self.parts]}


class Tree(NamedTuple):
    """A tree that stands in JSON under ``key``; ``columns`` are what CSV has of each branch, a row each."""

    key: str
    columns: Sequence[Column]
    root: Branch
