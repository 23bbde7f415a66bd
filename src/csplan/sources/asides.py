"""Rows of a table that are none of its own: totals, headings once more, and what stands below the table."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from csplan.findings.catalogue.tables import NO_ROWS_OF_TABLE, TOTAL_ROW
from csplan.findings.diagnostic import Where, quoted
from csplan.findings.record import found_many
from csplan.lang.say import say
from csplan.values.columns import say_the_same
from csplan.values.names import folded, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csplan.findings.diagnostic import Finding

_NAMES = (
    *("total", "totals", "grand total", "grand totals", "sub total", "subtotal", "sub-total", "subtotals", "sum"),
    *("overall total", "report total", "total sum", "sum total"),
    *("summe", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "gesamtergebnis", "teilergebnis", "endsumme"),
    *("total général", "total general", "somme", "sous-total", "total geral", "soma", "suma", "suma total", "totaal"),
    *("totale", "razem", "итого", "всего", "合计", "总计", "小计", "总和", "总数", "合計", "小計", "総計", "累计"),
    *("總計", "總和", "累計", "总额", "average", "avg", "durchschnitt", "mittelwert", "moyenne", "promedio", "média"),
    *("eindtotaal", "subtotaal", "tussentotaal", "suma końcowa", "suma częściowa", "łącznie", "общий итог", "всього"),
    *("total generală", "gran total", "totale complessivo", "totale generale", "somma", "summa", "totalt", "delsumma"),
    *("i alt", "yhteensä", "välisumma", "celkem", "mezisoučet", "spolu", "összesen", "végösszeg", "ukupno", "skupaj"),
    *("kokku", "kopā", "iš viso", "общо", "разом", "σύνολο", "γενικό σύνολο", "toplam", "genel toplam", "ara toplam"),
    *(
        "합계",
        "총합계",
        "총계",
        "소계",
        "المجموع",
        "الإجمالي",
        "إجمالي",
        'סה"כ',
        "סך הכל",
        "jumlah",
        "tổng",
        "tổng cộng",
    ),
    *("รวม", "รวมทั้งหมด", "ผลรวม", "कुल", "overall", "all total", "\u03c3", "\u2211"),
    *("gemiddelde", "平均", "平均值", "平均値", "count", "anzahl", "计数", "minimum", "maximum", "mean", "median"),
    *("std dev", "std. dev.", "stdev", "standard deviation", "variance", "最大值", "最小值", "中位数"),
)
_ALL = frozenset(
    (
        *("all", "all accounts", "all customers", "all companies", "alle", "alle kunden", "tous les clients", "tous"),
        *("todos", "todos los clientes", "todos os clientes", "全部", "全部客户", "所有客户", "すべて"),
    )
)
"""Names of all rows together, which count as such where the sum is right."""
_STEMS = (*("total", "summe", "gesamt", "итог", "всего", "计", "計", "总和", "總和", "합계", "소계", "총계"),)
_NAMED_FIRST = re.compile(
    r"(?:grand |sub[- ]?)?total(?:s|e)?\b|(?:zwischen|gesamt)?summe\b|gesamt\b|somme\b|sous-total\b|soma\b|suma\b"
    r"|razem\b|итого?\b|всего\b|(?:合|总|小|總)[计計]|sum of\b|합계|소계|총계",
    re.IGNORECASE,
)
_NAMED_LAST = re.compile(
    r"\b(?:(?:grand |sub[- ]?)?total(?:s|e)?|(?:zwischen|gesamt)?summe|gesamt|somme|sous-total|soma|suma|razem)"
    r"|\b(?:итого|всего)|(?:合|总|小|總)[计計]|합계|소계|총계",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"(?:{'|'.join(map(re.escape, _NAMES))})(?: *[(\uff08][^()]*[)\uff09])?(?: *[:\uff1a])?(?: +[0-9]+)?",
    re.IGNORECASE,
)
_FIRST_LETTERS = frozenset(form[:2] for name in _NAMES for form in (name, name.title(), name.upper()))
"""The first two letters of names of totals."""
_FIRST_TWO = itemgetter(slice(2))
_LETTERS = re.compile(r"[^\W\d_]{4}")
"""Four letters in a row: text, not an amount with its currency, nor a length of time with its unit."""

_BELOW = re.compile(
    r"copyright|\u00a9|\(c\) |confidential|all rights reserved|generated (?:by|on|at)|report generated|exported "
    r"|^\d+ records?$|^filters? applied|powered by|page \d+ of|records? (?:found|total)|end of report"
    r"|vertraulich|erstellt (?:am|von)|confidentiel|confidencial|机密|版权|导出时间|制表",
    re.IGNORECASE,
)

_NAMED = 3
MOST_TOTALS = 1000
"""Rows that add up others and are held against the rows that count, at most."""
_AROUND = " =-–—*#~_|"
"""What reports put around the name of a total."""
_SPACED = re.compile(r"(?<=[^\x00-\u2e7f])\s+(?=[^\x00-\u2e7f])")
"""Space between ideographs, as in 合 计."""
_ASCII_STEMS = tuple(stem for stem in _STEMS if stem.isascii())


def may_start_total(first: str) -> bool:
    """Tell, from its first cell alone, whether a row is worth a look: all totals pass, and those that start empty."""
    return first[:2] in _FIRST_LETTERS or not first[:1].strip()


def may_start_totals(firsts: Sequence[str]) -> bool:
    """Tell whether any of the first cells of some rows is worth a look."""
    if say_the_same(firsts):
        return may_start_total(firsts[0])
    return any(map(may_start_total, set(map(_FIRST_TWO, firsts))))


def is_total(row: Sequence[str]) -> bool:
    """Tell whether a row adds others up: it is named so, and holds no other text than amounts."""
    cells = iter(row)
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    if not is_total_name(first):
        return False
    return not any(_LETTERS.search(cell) for cell in cells)


def is_total_name(text: str) -> bool:
    """Tell whether a name is one of what adds up others, such as Total, Summe or 合计."""
    name = visible(text).strip(_AROUND)
    return _TOTAL.fullmatch(name if name.isascii() else _SPACED.sub("", name)) is not None


def sums_up(text: str) -> bool:
    """Tell whether a name is one of sums alone, and not of what reports also name so, such as a count or a mean."""
    return is_total_name(text) and names_total(visible(text).strip(_AROUND))


def total_of(name: str, names: Collection[str]) -> bool:
    """Tell whether a name is that of the total of one of some names, which are folded: `Ann Total`, `Summe Ann`."""
    plain = folded(name)
    for pattern in (_NAMED_FIRST, _NAMED_LAST):
        rest = pattern.sub("", plain, count=1)
        if rest != plain and rest.strip(f"{_AROUND}:：") in names:
            return True
    return False


def is_all(text: str) -> bool:
    """Tell whether a name is one of all rows together, such as All accounts."""
    return text.strip().casefold() in _ALL


def may_name_total(text: str) -> bool:
    """Tell whether any of some names, a line each, is like that of a total of some rows, such as Summe Nord."""
    folded = text.casefold()
    stems = _STEMS if not text.isascii() else _ASCII_STEMS
    return any(stem in folded for stem in stems) and any(map(names_total, text.split("\n")))


def names_total(name: str) -> bool:
    """Tell whether a name starts or ends as that of a total does; those of companies may too."""
    return _NAMED_FIRST.match(name) is not None or ends_as_total(name)


def ends_as_total(name: str) -> bool:
    """Tell whether a name ends as that of a total of some rows does, which those of companies hardly do."""
    end = len(name.rstrip(" :\uff1a"))
    return any(found.end() == end for found in _NAMED_LAST.finditer(name))


def is_below(text: str) -> bool:
    """Tell whether a cell that stands alone is what reports print below a table."""
    return _BELOW.search(text) is not None


class Asides:
    """What was passed over because it is no row of the table: how many, and the first of each kind."""

    def __init__(self) -> None:
        """Start with none."""
        self.totals: list[tuple[int, str]] = []
        self.others: list[tuple[int, str]] = []
        self.rows: list[Sequence[str]] = []
        """The rows that add up others, of which one more than are looked at."""
        self.count = {"totals": 0, "others": 0}

    def total(self, line: int, row: Sequence[str]) -> None:
        """Note a row that adds up others."""
        if len(self.rows) <= MOST_TOTALS:
            self.rows.append(row)
        self._note("totals", self.totals, line, row)

    def other(self, line: int, row: Sequence[str]) -> None:
        """Note another row that is none of the table's."""
        self._note("others", self.others, line, row)

    def _note(self, kind: str, listed: list[tuple[int, str]], line: int, row: Sequence[str]) -> None:
        self.count[kind] += 1
        if len(listed) < _NAMED:
            listed.append((line, next((cell.strip() for cell in row if cell.strip()), "")))

    def findings(self, name: str) -> Iterator[Finding]:
        """Tell what was passed over."""
        for kind, listed in (("totals", sorted(self.totals)), ("others", sorted(self.others))):
            count = self.count[kind]
            if not count:
                continue
            named = ", ".join(
                say("{text} in line {line}", text=quoted(text), line=f"{line:,}") for line, text in listed
            )
            where = Where(name, listed[0][0], 1)
            record = TOTAL_ROW if kind == "totals" else NO_ROWS_OF_TABLE
            yield found_many(record, count, where, count=f"{count:,}", named=named)
