"""One spelling for each person in all tables of a record: Ana Ruiz and ANA RUIZ are one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplan.records.history.reading import Names
from csplan.values.names import names_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.plan.history import History


def spell_alike(history: History) -> None:
    """Write everybody as the account book does; who is not in it as the snapshots do, else the events.

    Several in one cell stay together.
    """
    known = Names()

    def alike(texts: Sequence[str]) -> list[str]:
        once = dict.fromkeys(texts)
        spelled = {text: "; ".join(known.names[known.add(name)] for name in names_in(text)) for text in once}
        return [spelled[text] for text in texts]

    book = history.book
    if book is not None and "csm" in book.cells:
        history.book = replace(book, cells={**book.cells, "csm": alike(book.cells["csm"])})
    for table in (history.snapshots, history.events):
        if table is not None:
            table.people = alike(table.people)
