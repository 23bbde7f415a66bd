"""Keeps the accounts of a book one by one, for answers that are about each; others need only their sums."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from csplan.plan.accounts import AccountList
from csplan.records.book.columns import health_of, new_of
from csplan.records.book.renewals import RenewalDates
from csplan.records.book.totals import Known
from csplan.records.people import values_in
from csplan.values.names import folded, is_nobody, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csplan.records.dates import Order

_SINCE = "csm_since"


class EachAccount:
    """What is kept of each row while a book passes: the text of its cells, and what they mean once all have passed."""

    def __init__(self, at: Mapping[str, int | None], others: Mapping[str, int]) -> None:
        """``at`` has the columns of a book, ``others`` those that are asked for beside them."""
        self.at = at
        self.others = others
        self.customers: list[str] = []
        self.arr: list[float] = []
        self.places: list[int] = []
        self.cells: dict[int, list[str]] = {
            place: [] for place in (*at.values(), *others.values()) if place is not None
        }

    def add(
        self,
        columns: Mapping[int, Sequence[str]],
        customers: Sequence[str],
        arrs: Sequence[float],
        places: Sequence[int],
    ) -> None:
        """Keep some rows; those in no segment too, until all have passed."""
        self.customers += customers
        self.arr += arrs
        self.places += places
        for place, kept in self.cells.items():
            kept.extend(columns[place])

    def drop_last(self) -> None:
        """Leave the last row out: it is no account."""
        del self.customers[-1], self.arr[-1], self.places[-1]
        for kept in self.cells.values():
            del kept[-1]

    def rows(self, order: Order | None, dates: RenewalDates) -> AccountList:
        """Return the accounts that are in a segment; raises Unusable where day or month may come first in their dates.

        ``dates`` reads renewal dates; ``order`` is what the plan states of it.
        """
        kept = [at for at, place in enumerate(self.places) if place >= 0]
        places = {**self.others, **{name: place for name, place in self.at.items() if place is not None}}
        people: dict[str, str] = {}
        csm = Known(lambda text: "" if is_nobody(text) else people.setdefault(folded(text), visible(text)))

        def column(name: str) -> list[str]:
            cells = self.cells[places[name]] if name in places else None
            return [""] * len(kept) if cells is None else [cells[at] for at in kept]

        new = [_said(word) for word in Known(new_of()).all(column("new"))]
        since = RenewalDates(order)
        list(since.decide([Counter(column(_SINCE))], ""))
        return AccountList(
            customers=[self.customers[at] for at in kept],
            segments=[self.places[at] for at in kept],
            arr=[self.arr[at] for at in kept],
            csms=csm.all(column("csm")),
            at_risk=[_said(word) for word in Known(health_of()).all(column("health"))],
            new=new if "new" in places else [None] * len(kept),
            renewal=_days(column("renewal_date"), dates),
            since=_days(column(_SINCE), since),
            values={name: [values_in([text]) for text in column(name)] for name in self.others if name != _SINCE},
        )


def _said(word: Any) -> bool | None:  # noqa: ANN401 - what was read, or the word that could not be
    return word if isinstance(word, bool) else None


def _days(texts: Sequence[str], dates: RenewalDates) -> list[date | None]:
    return [dates.read(text) if text.strip() else None for text in texts]
