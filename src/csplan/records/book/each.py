"""The accounts of a book one by one, for answers that are about each; others need only their sums."""

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
    from collections.abc import Collection, Sequence
    from datetime import date

    from csplan.plan.accounts import AccountRows
    from csplan.records.dates import Order

_SINCE = "csm_since"


def one_by_one(rows: AccountRows, others: Collection[str], order: Order | None, dates: RenewalDates) -> AccountList:
    """Return what the rows of a book mean, of those in a segment; raises Unusable.

    ``others`` are the columns that are asked for beside the book's own; ``dates`` reads renewal dates; ``order`` is
    what the plan states of that of day and month, without which it may be that nothing tells it in another column.
    """
    kept = [at for at, place in enumerate(rows.segment) if place >= 0]
    people: dict[str, str] = {}
    csm = Known(lambda text: "" if is_nobody(text) else people.setdefault(folded(text), visible(text)))

    def column(name: str) -> list[str]:
        cells = rows.cells.get(name)
        return [""] * len(kept) if cells is None else [cells[at] for at in kept]

    new = [_said(word) for word in Known(new_of()).all(column("new"))]
    since = RenewalDates(order)
    list(since.decide([Counter(column(_SINCE))], ""))
    return AccountList(
        customers=[rows.names[at] for at in kept],
        segments=[rows.segment[at] for at in kept],
        arr=[rows.arr[at] for at in kept],
        csms=csm.all(column("csm")),
        at_risk=[_said(word) for word in Known(health_of()).all(column("health"))],
        new=new if "new" in rows.cells else [None] * len(kept),
        renewal=_days(column("renewal_date"), dates),
        since=_days(column(_SINCE), since),
        values={name: [values_in([text]) for text in column(name)] for name in others if name != _SINCE},
    )


def _said(word: Any) -> bool | None:  # noqa: ANN401 - what was read, or the word that could not be
    return word if isinstance(word, bool) else None


def _days(texts: Sequence[str], dates: RenewalDates) -> list[date | None]:
    return [dates.read(text) if text.strip() else None for text in texts]
