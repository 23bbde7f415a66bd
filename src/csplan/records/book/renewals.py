"""The renewal dates of a book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.findings.catalogue import book as records
from csplan.findings.diagnostic import Where, quoted
from csplan.findings.record import found
from csplan.records.dates import Dates, OrderNeeded, OrderVote, in_words
from csplan.values import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.records.dates import Order


class RenewalDates:
    """Reads the renewal dates of a book, as dates of the time log are read."""

    def __init__(self, order: Order | None) -> None:
        """Know which of day and month comes first, where the plan states it."""
        self.dates = Dates(order)
        self._known: dict[str, int | None] = {}

    def decide(self, columns: Sequence[Mapping[str, int]], name: str) -> Iterator[Finding]:
        """Find out from all dates which of day and month comes first, where any needs it; raises Unusable."""
        texts = [text for column in columns for text in column]
        try:
            for text in texts:
                self._ordinal(text)
        except OrderNeeded:
            vote = OrderVote()
            vote.look({"date": texts})
            self.dates = Dates(vote.decide(), short_years=vote.short_years)
            self._known.clear()
            order = self.dates.order
            if order is not None:
                facts = {"order": in_words(order), "example": quoted(vote.only[order]), "stated": order}
                yield found(records.RENEWAL_DATES, Where(name, 1, 1), **facts)

    def read(self, text: str) -> date | None:
        """Return a day; None where a cell holds none."""
        try:
            ordinal = self._ordinal(text)
        except OrderNeeded:
            return None  # which has been said
        return None if ordinal is None else date.fromordinal(ordinal)

    def _ordinal(self, text: str) -> int | None:
        if text not in self._known:
            try:
                self._known[text] = self.dates.read(text)
            except Unreadable:
                self._known[text] = None
        return self._known[text]
