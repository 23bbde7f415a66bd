"""The columns of an account book, and what their cells say."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from csplan.findings.catalogue import amounts
from csplan.findings.catalogue import columns as records
from csplan.findings.diagnostic import At, did_you_mean, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.conditions import compile_condition, equal_texts
from csplan.records.book.counted import MOST_WORDS
from csplan.records.book.headings import Unit, heading_unit, is_monthly, read_unit, time_of
from csplan.records.book.standing import status_column
from csplan.records.headings import Headings
from csplan.sources.table import tidy_heading
from csplan.values.formats import is_currency
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.plan.document import PlanFile
    from csplan.plan.segments import Segment
    from csplan.sources.table import Table

    Claim = Callable[[list[str], float], Sequence[str]]
    Condition = tuple[int | None, Callable[[str | float | None], bool]]
    Readers = Callable[[int], Callable[[str], float]]

COLUMNS = ("customer", "segment", "arr", "mrr", "currency", "csm", "health", "new", "renewal_date", "since", "opt_out")
MONEY = ("arr", "mrr")
_CURRENCY = ("currency", "币种", "货币", "währung", "devise", "moneda", "moeda", "valuta", "currencyisocode")
_IS_CURRENCY = re.compile(
    r"currency|währung|\bdevise\b|\bmoneda\b|\bmoeda\b|\bvaluta\b|\bwaluta\b|валюта|币种|币别|货币|幣別|貨幣|通貨",
    re.IGNORECASE,
)
_IS_RATE = re.compile(r"rate|kurs|\btaux|\btasa\b|\btaxa\b|汇率|匯率|курс", re.IGNORECASE)
_IS_BILLING = re.compile(
    r"\A(?:interval|frequency|periodicity|billed|cadence)\Z|(?:plan|price|subscription|recurring)[ ._]interval|"
    r"(?:billing|payment|invoice|invoicing)[ _](?:frequency|period|cycle|interval|term)|abrechnungszeitraum"
    r"|abrechnungsintervall|zahlungsintervall|périodicité"
    r"|fréquence de facturation|periodicidad|frecuencia de facturación|periodicidade"
    r"|付款周期|计费周期|付费周期|结算周期|請求周期",
    re.IGNORECASE,
)
_CONVERTED = re.compile(r"converted|umgerechnet|converti|convertid|折算|换算|折合", re.IGNORECASE)

V = TypeVar("V")

_AT_RISK: dict[str, bool | None] = {
    **dict.fromkeys(("\U0001f7e2", "green", "lime", "绿", "绿色", "黄绿", "绿黄", "黄绿色", "绿黄色"), False),
    **dict.fromkeys(("\U0001f7e1", "\U0001f534", "yellow", "red", "黄", "黄色", "红", "红色"), True),
    "": None,
}
_NEW = {
    **dict.fromkeys(("yes", "y", "true", "1", "new", "x", "是", "新", "新签", "√"), True),
    **dict.fromkeys(("no", "n", "false", "0", "否", "老", ""), False),
}

_SPOTS = "\U0001f7e2\U0001f7e1\U0001f534"
"""What stands before the word for a colour, as in a spot and `red`."""
_CODE = 3
_OTHER = "…"
"""Stands for words beyond those that are told apart."""


def health_of() -> Callable[[str], bool | str | None]:
    """Return what reads a colour: whether the customer is at risk, None where nothing is said, or an unknown word."""
    return _reader(_AT_RISK)


def new_of() -> Callable[[str], bool | str]:
    """Return what reads whether a customer is new, or an unknown word."""
    return _reader(_NEW)


def _reader(words: Mapping[str, V]) -> Callable[[str], V | str]:
    unknown = set[str]()

    def read(text: str) -> V | str:
        word = text.strip()
        plain = word.casefold()
        for each in (plain, plain.lstrip(_SPOTS).lstrip()):
            if each in words:
                return words[each]
        if len(unknown) < MOST_WORDS:
            unknown.add(word)
        return word if word in unknown else _OTHER

    return read


class Columns(Headings):
    """Where the columns of an account book stand."""

    def __init__(self, document: PlanFile, table: Table, sample: Sequence[list[str]] = ()) -> None:
        """Look up nothing yet; ``sample`` are the first rows."""
        super().__init__("accounts", (document.accounts.columns if document.accounts else None) or {}, table)
        self.sample = sample
        self.document = document
        self.stems = [heading_unit(heading)[0].casefold() for heading in table.headings]
        self.told: list[Finding] = []
        """What was understood, and could have been understood otherwise."""

    def spellings(self, name: str) -> tuple[list[str], ...]:
        """Return the headings folded; of a column of money, those without their unit too."""
        return (self.headings, self.stems) if name in MONEY else (self.headings,)

    def all(self) -> dict[str, int | None]:
        """Return where each column of a book stands."""
        at: dict[str, int | None] = {}
        for name in COLUMNS:
            needed = name == "customer" or (name == "arr" and "mrr" not in self.mapped)
            at[name] = self.find(name, needed=needed) if name != "mrr" or name in self.mapped else None
        if "mrr" in self.mapped and "arr" not in self.mapped:
            at["arr"] = None
        money = at["arr"] if at["mrr"] is None else at["mrr"]
        if "currency" not in self.mapped and money is not None:
            at["currency"] = self._currency_of(money)
        at["status"] = status_column(self.table.headings, self._used_by_segments())
        for name in MONEY:
            place = at[name]
            if place is not None:
                self._check_time(name, self.table.headings[place])
        return at

    def _used_by_segments(self) -> set[str]:
        """Return the headings, in lower case, that the segments of the plan go by, or the plan maps."""
        keys = {key for segment in self.document.segments or () for key in segment.where or {}}
        mapped = (heading for headings in self.mapped.values() for heading in headings)
        return {tidy_heading(heading).casefold() for heading in (*keys, *mapped)}

    def _check_time(self, name: str, heading: str) -> None:
        """Report a column of money that is of another time by its heading than by its name."""
        time = time_of(heading)
        at = At(("accounts", "columns", name) if name in self.mapped else ("accounts",))
        wrong = {
            "arr": {
                "month": records.MONTHLY_AS_YEARLY,
                "quarter": records.QUARTERLY,
                "contract": amounts.OF_A_CONTRACT,
            },
            "mrr": {"year": records.YEARLY_AS_MONTHLY, "quarter": records.QUARTERLY, "contract": amounts.OF_A_CONTRACT},
        }
        record = wrong[name].get(time or "")
        if record is not None:
            (self.wrong if record.severity == "error" else self.told).append(found(record, at, heading=quoted(heading)))
        billed = next((each for each in self.table.headings if _IS_BILLING.search(each)), None)
        if time is None and name in self.mapped and billed is not None:
            billing = amounts.BILLED if name == "arr" else amounts.BILLED_MONTHS
            self.told.append(found(billing, at, heading=quoted(heading), column=quoted(billed)))

    def _currency_of(self, money: int) -> int | None:
        """Return the column of currencies that belongs to a column of amounts.

        One named like the amounts; else one named Currency, or the only one whose heading has that word, unless the
        amounts are in a currency by their own heading, or converted to one.
        """
        heading = self.table.headings[money]
        for name in (f"{self.headings[money]} currency", f"{self.stems[money]} currency"):
            if self.headings.count(name) == 1:
                return self.headings.index(name)
        some = currency_headings(self.table.headings, money) or _columns_of_codes(self.table.headings, self.sample)
        if not some:
            return None
        names = ", ".join(quoted(self.table.headings[at]) for at in some)
        where = At(("accounts",))
        if heading_unit(heading)[1].currency is not None or _CONVERTED.search(heading):
            self.told.append(found(amounts.CURRENCY_PASSED_OVER, where, heading=quoted(heading), names=names))
            return None
        if len(some) > 1:
            self.wrong.append(found(records.SEVERAL_CURRENCIES, where, heading=quoted(heading), names=names))
            return None
        if self.headings[some[0]] not in _CURRENCY:
            self.told.append(found(amounts.CURRENCY_TAKEN, where, heading=quoted(heading), names=names))
        return some[0]

    def unit(self, at: int) -> Unit:
        """Return the unit of a column of amounts: as its heading says, or as the plan does."""
        section = self.document.accounts
        said = heading_unit(self.table.headings[at])[1]
        if section is None or section.unit is None:
            return said
        stated = read_unit(section.unit)
        place = At(("accounts", "unit"))
        if stated is None:
            self.wrong.append(found(records.UNKNOWN_UNIT, place, unit=quoted(section.unit)))
            return said
        if said.power and said.power != stated.power:
            facts = {"unit": quoted(section.unit), "heading": quoted(self.table.headings[at])}
            self.wrong.append(found(records.CONTRADICTING_UNIT, place, **facts))
        return Unit(stated.power, stated.currency or said.currency, section.unit)

    def report_lacking(self) -> None:
        """Report all columns that are needed and not there, in one finding."""
        monthly = next((heading for heading in self.table.headings if is_monthly(heading)), None)
        if self.lacking == ["arr"] and monthly is not None:
            facts = {"heading": quoted(monthly), "mapping": f"columns: {{mrr: {monthly}}}"}
            self.wrong.append(found(records.ONLY_MONTHLY, At(("accounts",)), **facts))
            return
        super().report_lacking()

    def may_be(self) -> list[str]:
        """Return the headings that a column that is not there may be meant by."""
        return [each for each in self.table.headings if not is_monthly(each)]

    def asked_for(self) -> dict[str, int]:
        """Return where other columns stand that accounts are shared out by."""
        section = self.document.assign
        places = {
            name.strip().casefold(): self.find(name, "assign", "match", index, needed=True)
            for index, name in enumerate((section.match if section else None) or ())
        }
        places["csm_since"] = self.find("csm_since")
        return {name: place for name, place in places.items() if place is not None}

    def unknown(self) -> Iterator[Finding]:
        """Report columns that the plan maps and nothing uses."""
        section = self.document.assign
        used = {key for segment in self.document.segments or () for key in segment.where or {}}
        used |= {"csm_since", *((section.match if section else None) or ())}
        for name in self.mapped:
            if name not in COLUMNS and name not in used:
                hint = did_you_mean(name, COLUMNS) or say("known: {known}", known=", ".join(COLUMNS))
                yield found(
                    records.UNKNOWN_COLUMN, At(("accounts", "columns", name), key=True), hint=hint, name=quoted(name)
                )


def currency_headings(headings: Sequence[str], money: int) -> list[int]:
    """Return the columns that say in which currency others are: those named Currency, else any that speak of one.

    ``money`` is a column of amounts, which is none of them.
    """
    folded = [heading.strip().casefold() for heading in headings]
    some = [
        at
        for at, name in enumerate(folded)
        if at != money and "(" not in name and _IS_CURRENCY.search(name) and not _IS_RATE.search(name)
    ]
    return [at for at in some if folded[at] in _CURRENCY] or some


def _columns_of_codes(headings: Sequence[str], rows: Sequence[list[str]]) -> list[int]:
    """Return the columns that hold nothing but codes of currencies, whatever their headings are."""
    columns = [[cell.strip() for cell in column if cell.strip()] for column in zip(*rows, strict=True)]
    return [
        at
        for at, cells in enumerate(columns)
        if cells
        and not _IS_RATE.search(headings[at])
        and all(len(cell) == _CODE and cell.isupper() and is_currency(cell) for cell in cells)
    ]


def claims(document: PlanFile, columns: Columns, at_segment: int | None, reader: Readers) -> Claim | None:
    """Return a function that names the segments that a row belongs to; None where the segment column alone says it.

    A segment with `where` takes the rows for which all of its conditions hold; one without, those that name it.
    ``reader`` returns how the numbers of a column are read.
    """
    segments = document.segments or ()
    tests = [
        (segment.name, segment.where, _conditions(index, segment, columns, reader))
        for index, segment in enumerate(segments)
        if segment.where is not None
    ]
    if not tests:
        return None
    by_text, others = _by_text([(where, conditions) for _, where, conditions in tests])
    named = {folded(segment.name): segment.name for segment in segments if segment.where is None}

    def claim(row: list[str], arr: float) -> list[str]:
        possible = set(others)
        for at, those in by_text.items():
            possible.update(those.get(row[at].strip().casefold(), ()))
        claimed = [
            name
            for name, _, conditions in (tests[number] for number in sorted(possible))
            if all(holds(arr if at is None else row[at]) for at, holds in conditions)
        ]
        if named and at_segment is not None and (name := named.get(folded(row[at_segment]))):
            claimed.append(name)
        return claimed

    return claim


def _by_text(
    tests: Sequence[tuple[Mapping[str, Sequence[str]], Sequence[Condition]]],
) -> tuple[dict[int, dict[str, list[int]]], list[int]]:
    """Return which tests a row can pass by the text of a cell, by column; and those of which no cell tells.

    Each test stands under its rarest text, so that few rows are tried with many segments.
    """
    texts: list[dict[int, frozenset[str]]] = [
        {
            at: equal
            for (at, _), stated in zip(conditions, where.values(), strict=True)
            if at is not None and (equal := equal_texts(stated)) is not None
        }
        for where, conditions in tests
    ]
    count = Counter((at, text) for each in texts for at, equal in each.items() for text in equal)
    found: dict[int, dict[str, list[int]]] = {}
    others: list[int] = []
    for number, each in enumerate(texts):
        if not each:
            others.append(number)
            continue
        at = min(each, key=lambda column: max((count[column, text] for text in each[column]), default=0))
        for text in each[at]:
            found.setdefault(at, {}).setdefault(text, []).append(number)
    return found, others


def _conditions(index: int, segment: Segment, columns: Columns, reader: Readers) -> list[Condition]:
    conditions: list[Condition] = []
    for key, texts in (segment.where or {}).items():
        # arr is the row's ARR in the plan's currency and a year; and acv too, where no column is named so.
        at = None if key == "arr" else columns.find(key, "segments", index, "where", key, needed=key != "acv")
        conditions.append((at, compile_condition(texts, *([] if at is None else [reader(at)]))))
    return conditions
