"""Ratings of candidates, for an answer that is about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.diagnostic import Unusable, Where

if TYPE_CHECKING:
    from csplan.findings.diagnostic import Finding
    from csplan.plan.ratings import Rating


def load_ratings(path: str) -> tuple[list[Rating], list[Finding]]:
    """Return the ratings in a table, and all that is wrong with it; there are none where it can't be used."""
    from csplan.records.ratings import read_ratings

    try:
        return read_ratings(path)
    except Unusable as unusable:
        found = unusable.of(path)
        return [], [found if found.where is not None else found._replace(where=Where(path, 1, 1), at=None)]
