"""Goes through the rows of an account book and adds them up by segment, a block of rows at a time.

Nearly all blocks hold nothing but amounts that are written alike and customers who were not met before: these are read
a column at a time and in C. In the others each row is looked at.
"""

from __future__ import annotations

from itertools import compress, islice, repeat
from math import inf
from typing import TYPE_CHECKING

from csplan.findings.catalogue.log import UNIT_IN_A_ROW
from csplan.findings.diagnostic import quoted
from csplan.findings.record import found
from csplan.lang.say import both, say
from csplan.records.book.amounts import CurrencyColumn, Nothing
from csplan.records.book.counted import Counted
from csplan.records.book.headings import read_unit
from csplan.records.book.standing import is_gone
from csplan.records.book.subscriptions import added_up
from csplan.records.book.totals import Known, Totals
from csplan.sources.asides import ends_as_total, is_all, is_total_name, may_name_total, names_total
from csplan.sources.left_out import LEFT_OUT
from csplan.sources.table import columns_of
from csplan.values import Unreadable, show_number
from csplan.values.names import ERRORS, folded, is_plain, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csplan.records.book.amounts import Amounts
    from csplan.records.book.columns import Claim
    from csplan.sources.table import Table

    Row = tuple[list[str], str, float]
    """A row, its customer and its ARR."""
    Cells = Mapping[int, Sequence[str]]
    Rows = tuple[Sequence[list[str]], Cells, Sequence[str], Sequence[float]]
    """Some rows, their columns, customers and ARR."""

_BLOCK = 512
_CENT = 0.011
"""Sums that differ by less are equal."""

_STOPS = frozenset(("missing-rate", "currency"))
"""What is wrong with the plan where it is wrong with a cell: an error, said once."""


_MOST_OR_LEAST = frozenset(("max", "Max", "MAX", "min", "Min", "MIN"))
"""What reports call their largest and smallest row; customers may be called so too."""
_LOOK_AGAIN = ERRORS | _MOST_OR_LEAST


class Subtotals(Exception):  # noqa: N818 - a question, no error
    """A customer is named like a total of some rows: its rows have to be held against the sums of those above."""


class Adding:
    """Adds up the rows of a table."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a row is added up by
        self,
        table: Table,
        at: dict[str, int | None],
        segments: Iterable[str],
        claim: Claim | None,
        amounts: Amounts,
        large: float,
        others: Mapping[int, tuple[int, ...]],
        keep: Mapping[str, int] | None,
    ) -> None:
        """``large`` is the ARR from which a customer counts as large; ``others`` fill empty cells of a column in.

        ``keep``: the columns that are kept of each customer; None where customers are only added up.
        """
        self.keep = keep
        self.table = table
        self.at = at
        self.claim = claim
        self.amounts = amounts
        self.large = large
        self.others = {at: places for at, places in others.items() if places}
        self.counted = Counted(table, at, segments)
        self.careful = False
        """Whether rows that are named like subtotals are held against the sums of those above."""
        self._at_customer = at["customer"] or 0
        self._at_arr = (at["arr"] if at["mrr"] is None else at["mrr"]) or 0
        self._used = sum(place is not None for place in at.values()) + len(set(keep or ()) - at.keys())
        self._currencies = CurrencyColumn()
        self._whole = self._group = 0.0
        """Sums of the rows so far: of all, and of those since the last subtotal."""
        self._ends = inf, 0.0
        """The least and the most that a row has so far."""
        self._names = {name: place for place, name in enumerate(self.counted.sums)}
        folds = {folded(name): place for name, place in self._names.items()}
        self._segments = Known(lambda text: folds.get(folded(text), -1))
        self._gone = Known(is_gone)
        self._totals = Totals(self.counted, large)

    def all(self, *, subscriptions: bool) -> Counted:
        """Go through the table; with ``subscriptions``, the rows of a customer are added up.

        Raises Ambiguous and, unless it is ``careful``, Subtotals.
        """
        if self.keep is not None:
            self.counted.keep(self.keep)
        blocks = self._kept(once=not subscriptions)
        if subscriptions:
            blocks = self._in_blocks(added_up(_in_rows(blocks), self.table, self.counted))
        last: Row | None = None
        for rows, columns, customers, arrs in blocks:
            names = "\n".join(customers)
            if not self.careful and may_name_total(names):
                raise Subtotals
            if not self.counted.may_be_alike:
                self.counted.may_be_alike = any(map(str.isupper, customers)) or any(map(str.islower, customers))
            self._add(rows, columns, customers, arrs)
            last = rows[-1], customers[-1], arrs[-1]
        self._totals.finish()
        if last is not None:
            self._look_at_last(*last)
        return self.counted

    # --- which rows count --------------------------------------------------------------------------------------------

    def _kept(self, *, once: bool) -> Iterator[Rows]:
        """Yield the rows that name a customer and what it pays; with ``once``, the first row of each customer."""
        for block, ends in self.table.blocks(_BLOCK):
            rows = self._filled_in(block) if self.others else block
            columns = columns_of(rows, self._used)
            quick = None if self.careful else self._quick(columns, once=once)
            some: Rows
            if quick is not None:
                some = rows, columns, *quick
            else:
                kept = list(self._one_by_one(self.table.each(rows, ends), once=once))
                if not kept:
                    continue
                some = self._together(kept)
            if self.at["status"] is not None:
                self._note_gone(some[1][self.at["status"]], some[3])
            yield some

    def _note_gone(self, texts: Sequence[str], arrs: Sequence[float]) -> None:
        """Note the rows that say that somebody is no customer."""
        gone = self._gone.all(texts)
        if any(gone):
            self.counted.gone.update(text.strip() for text in compress(texts, gone))
            self.counted.gone_arr += sum(compress(arrs, gone))

    def _together(self, rows: Sequence[Row]) -> Rows:
        some, customers, arrs = zip(*rows, strict=True)
        return some, columns_of(some, self._used), customers, arrs

    def _in_blocks(self, rows: Iterator[Row]) -> Iterator[Rows]:
        while block := list(islice(rows, _BLOCK)):
            rows_of_them = self._together(block)
            self.counted.customers.update(dict.fromkeys(rows_of_them[2]))
            yield rows_of_them

    def _filled_in(self, rows: Iterable[list[str]]) -> list[list[str]]:
        """Return rows whose empty cells are filled in from the other columns that the plan names for them."""
        filled = list(rows)
        for at, places in self.others.items():
            for row in filled:
                if not row[at].strip():
                    row[at] = next((row[place] for place in places if row[place].strip()), "")
        return filled

    def _quick(self, columns: Cells, *, once: bool) -> tuple[list[str], list[float]] | None:
        """Return customers and ARR of rows of which none needs a look of its own; None where one may."""
        at_currency = self.at["currency"]
        try:
            codes = None if at_currency is None else list(map(self._currencies.__getitem__, columns[at_currency]))
            arrs = self.amounts.all(columns[self._at_arr], codes)
        except Unreadable:
            return None
        low, high = (-1.0, 0.0) if arrs is None else (min(arrs), max(arrs))
        if arrs is None or low < 0 or high > self._whole - _CENT:
            return None
        customers = list(map(str.strip, columns[self._at_customer]))
        if not is_plain("\n".join(customers)):
            return None
        if "" in customers or not _LOOK_AGAIN.isdisjoint(customers):
            return None
        seen = self.counted.customers
        before = len(seen)
        if once:
            seen.update(zip(customers, repeat(None)))
            if len(seen) < before + len(customers):
                while len(seen) > before:
                    seen.popitem()
                return None
        self._whole += sum(arrs)
        least, most = self._ends
        self._ends = min(least, low), max(most, high)
        return customers, arrs

    def _one_by_one(self, rows: Iterator[list[str]], *, once: bool) -> Iterator[Row]:
        seen = self.counted.customers
        for row in rows:
            arr = self._amount(row)
            if arr is None:
                continue
            customer = visible(row[self._at_customer])
            self.counted.may_be_alike = self.counted.may_be_alike or not is_plain(customer)
            if arr > min(self._whole, self._group) - _CENT and self._is_total(customer, arr, len(seen)):
                self.table.asides.total(self.table.line_end, row)
                self._group = 0.0
                continue
            if customer in _MOST_OR_LEAST and arr in self._ends and not any(self._others(row)):
                self.table.asides.total(self.table.line_end, row)
                continue
            if not customer or customer in ERRORS:
                self.table.refuse(row, self._at_customer, say("it names no customer"))
                continue
            self._whole += arr
            self._group += arr
            self._ends = min(self._ends[0], arr), max(self._ends[1], arr)
            if once and customer in seen:
                self._repeated(row, customer, arr)
                continue
            if once:
                seen[customer] = None
            if self.careful and ends_as_total(customer) and not is_total_name(customer):
                self.counted.like_totals.append(customer)
            yield row, customer, arr

    def _is_total(self, customer: str, arr: float, customers: int) -> bool:
        """Tell whether a row adds up all of those above, or those since the last subtotal, by its sum and its name."""
        if (
            abs(arr - self._whole) < _CENT
            and customers != 1
            and (not customer or is_total_name(customer) or is_all(customer))
        ):
            return True
        sums = (self._whole, self._group)
        return self.careful and any(abs(arr - each) < _CENT for each in sums) and names_total(customer)

    def _others(self, row: Sequence[str]) -> Iterator[str]:
        """Yield what a row says beside the customer and the ARR."""
        return (cell.strip() for at, cell in enumerate(row) if at not in {self._at_customer, self._at_arr})

    def _amount(self, row: list[str]) -> float | None:
        """Return the ARR of a row; None, and the row left out, where it says none."""
        at, at_currency = self._at_arr, self.at["currency"]
        try:
            arr = self.amounts.read(row[at], None if at_currency is None else self._currencies[row[at_currency]])
        except Nothing:
            if any(cell.strip() for cell in row):
                self.table.refuse(row, at, say("it has no ARR"))
            return None
        except Unreadable as unreadable:
            unit = read_unit(row[at].strip("()[]（）【】 "))
            if unit is not None and unit.power and not self.amounts.unit.power:
                wrong = found(UNIT_IN_A_ROW, unit=quoted(unit.text), text=unit.text)
                self.table.refuse(row, at, wrong.message, wrong.hint, wrong.code)
                return None
            stops = unreadable.slug in _STOPS
            code, hint = (unreadable.slug, unreadable.hint) if stops else (LEFT_OUT, "")
            self.table.refuse(row, at, unreadable.message, hint, code)
            return None
        if arr < 0:
            self.table.refuse(row, at, say("its ARR is below zero"))
            return None
        return arr

    def _repeated(self, row: list[str], customer: str, arr: float) -> None:
        """Leave out another row of a customer."""
        self.counted.repeated.add(customer, arr)
        facts = {"customer": quoted(customer), "arr": show_number(arr, 0)}
        reason = say("{customer} stands in the table twice; {arr} of ARR is missing for it", **facts)
        hint = say("where each row is a subscription, `rows: subscriptions` adds them up")
        self.table.refuse(row, self._at_customer, reason, hint)

    # --- what they add up to -----------------------------------------------------------------------------------------

    def _add(self, rows: Sequence[list[str]], columns: Cells, customers: Sequence[str], arrs: Sequence[float]) -> None:
        """Add rows up."""
        counted = self.counted
        largest = max(arrs)
        counted.most = max(counted.most, largest)
        places = self._places(rows, columns, customers, arrs)
        counted.places.fromlist(places)
        if self.keep is not None:
            counted.arrs.extend(arrs)
            for name, place in self.keep.items():
                counted.cells[name].extend(columns[place])
        if min(places) < 0:
            kept = [place >= 0 for place in places]
            rows = list(compress(rows, kept))
            arrs, places = list(compress(arrs, kept)), list(compress(places, kept))
            columns = columns_of(rows, self._used) if rows else {}
        if rows:
            self._totals.add(columns, arrs, places)

    def _places(
        self, rows: Sequence[list[str]], columns: Cells, customers: Sequence[str], arrs: Sequence[float]
    ) -> list[int]:
        """Return the index of the segment of each row; -1 for those that none or more than one claims."""
        counted, at = self.counted, self.at["segment"]
        if self.claim is None:
            places = self._segments.all(columns[at or 0])
            if -1 in places:
                for row, customer, arr, place in zip(rows, customers, arrs, places, strict=True):
                    if place < 0:
                        counted.unclaimed.add(customer, arr, row[at or 0].strip())
            return places
        places = []
        for row, customer, arr in zip(rows, customers, arrs, strict=True):
            claimed = self.claim(row, arr)
            places.append(self._names[claimed[0]] if len(claimed) == 1 else -1)
            if len(claimed) > 1:
                counted.contested.add(f"{customer} ({both(claimed)})", arr)
            elif not claimed:
                counted.unclaimed.add(customer, arr, row[at].strip() if at is not None else "")
        return places

    def _look_at_last(self, row: list[str], customer: str, arr: float) -> None:
        """Leave a last row out that is as large as all others together, where nothing tells it from their total."""
        counted = self.counted
        whole = sum(sums.arr for sums in counted.sums.values()) + counted.unclaimed.arr + counted.contested.arr
        if len(counted.customers) <= 2 or abs(2 * arr - whole) >= _CENT or customer not in counted.customers:  # noqa: PLR2004
            return
        names = ("segment", "csm", "health", "renewal_date")
        told_apart = [at for name in names if (at := self.at[name]) is not None]
        if not told_apart:
            counted.last_is_total = customer
        elif not any(row[at].strip() for at in told_apart):
            counted.last_is_total = customer
            counted.forget_last()
            place = counted.places.pop()
            if place < 0:
                counted.unclaimed.remove(customer, arr)
            else:
                each = list(counted.sums.values())[place]
                each.customers -= 1
                each.arr -= arr
                each.unserved -= self.at["csm"] is not None and arr >= self.large
                if self.at["renewal_date"] is not None:
                    each.dates[row[self.at["renewal_date"]]] -= 1
            self.table.asides.total(self.table.line_end, row)


def _in_rows(blocks: Iterable[Rows]) -> Iterator[Row]:
    for rows, _, customers, arrs in blocks:
        yield from zip(rows, customers, arrs, strict=True)
