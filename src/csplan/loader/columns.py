"""What the columns of an account book are, and which segment its rows belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from csplan.checks.finding import Finding, error, warning
from csplan.diagnostics import did_you_mean, quoted
from csplan.plan.conditions import compile_condition
from csplan.values import read_money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.loader.tables import Table
    from csplan.plan.document import PlanFile
    from csplan.plan.segments import Segment
    from csplan.plan.types import Currencies

    Claim = Callable[[list[str], float], Sequence[str]]
    Condition = tuple[int | None, Callable[[str | float | None], bool]]

COLUMNS = ("customer", "segment", "arr", "csm", "health", "new", "renewal_date")
_NEEDED = ("customer", "arr")

_AT_RISK = {
    **dict.fromkeys(("green", "lime", "绿", "绿色", "黄绿", "绿黄", "黄绿色", "绿黄色"), False),
    **dict.fromkeys(("yellow", "red", "黄", "黄色", "红", "红色"), True),
    "": None,
}
_NEW = {
    **dict.fromkeys(("yes", "y", "true", "1", "new", "x", "是", "新", "新签", "√"), True),
    **dict.fromkeys(("no", "n", "false", "0", "否", "老", ""), False),
}

V = TypeVar("V")


class Words(dict[str, V]):
    """The meaning of words as people type them: also with space around them, and in any case."""

    def __missing__(self, text: str) -> V:
        """Find a word that is not written as it is listed; raises KeyError where there is none."""
        plain = text.strip().casefold()
        if plain == text:
            raise KeyError(text)
        value = self[text] = self[plain]
        return value


def health_words() -> Words[bool | None]:
    """Return what colours say: whether the customer is at risk, None where nothing is said."""
    return Words(_AT_RISK)


def new_words() -> Words[bool]:
    """Return what words say: whether the customer is new."""
    return Words(_NEW)


class Columns:
    """Where the columns stand: by the plan's ``columns``, by their own names, in any case."""

    def __init__(self, document: PlanFile, table: Table) -> None:
        """Look up nothing yet; what is looked up and can't be had is in ``wrong``."""
        self.document = document
        self.mapped = (document.accounts.columns if document.accounts else None) or {}
        self.headings = [heading.casefold() for heading in table.headings]
        self.table = table
        self.wrong: list[Finding] = []

    def heading(self, name: str) -> str:
        """Return the heading that stands for a column."""
        return self.mapped.get(name, name)

    def find(self, name: str, *path: str | int, needed: bool = False) -> int | None:
        """Return where a column stands; report one that is needed, or that the plan maps, where it is not there.

        ``path`` leads to what needs it, where that is not the book itself.
        """
        heading = self.heading(name)
        count = self.headings.count(heading.casefold())
        if count == 1:
            return self.headings.index(heading.casefold())
        if name in self.mapped:
            path = ("accounts", "columns", name)
        path = path or ("accounts",)
        if count:
            message = f"{count} columns of the table have the heading {quoted(heading)}"
            self.wrong.append(error("duplicate-column", message, "rename all but one", *path))
        elif needed or name in self.mapped:
            near = did_you_mean(heading, self.table.headings)
            mapping = f"say which it is: `columns: {{{name}: ...}}`"
            hint = near if near.startswith("did") or name in self.mapped else mapping
            message = f"the table has no column {quoted(heading)}"
            self.wrong.append(error("missing-column", message, hint, *path, key=path[0] == "segments"))
        return None

    def all(self) -> dict[str, int | None]:
        """Return where each column of a book stands."""
        return {name: self.find(name, needed=name in _NEEDED) for name in COLUMNS}

    def unknown(self) -> Iterator[Finding]:
        """Report columns that the plan maps and nothing uses."""
        used = {key for segment in self.document.segments or () for key in segment.where or {}}
        for name in self.mapped:
            if name not in COLUMNS and name not in used:
                message = f"{quoted(name)} is no column of an account book, and no `where` uses it"
                hint = did_you_mean(name, COLUMNS) or f"known: {', '.join(COLUMNS)}"
                yield warning("unknown-column", message, hint, "accounts", "columns", name, key=True)


def claims(document: PlanFile, columns: Columns, at_segment: int | None, currencies: Currencies) -> Claim | None:
    """Return a function that names the segments that a row belongs to; None where the segment column alone says it.

    A segment with `where` takes the rows for which all of its conditions hold; one without, those that name it.
    """
    segments = document.segments or ()
    tests = [
        (segment.name, _conditions(index, segment, columns, currencies))
        for index, segment in enumerate(segments)
        if segment.where is not None
    ]
    if not tests:
        return None
    named = {segment.name for segment in segments if segment.where is None} if at_segment is not None else set()

    def claim(row: list[str], arr: float) -> list[str]:
        claimed = [
            name for name, conditions in tests if all(holds(arr if at is None else row[at]) for at, holds in conditions)
        ]
        if named and (name := row[at_segment or 0].strip()) in named:
            claimed.append(name)
        return claimed

    return claim


def _conditions(index: int, segment: Segment, columns: Columns, currencies: Currencies) -> list[Condition]:
    def read(text: str) -> float:
        return currencies.convert(read_money(text))

    return [
        (
            # Where no column is named acv, it is the row's ARR.
            columns.find(key, "segments", index, "where", key, needed=key != "acv"),
            compile_condition(texts, read),
        )
        for key, texts in (segment.where or {}).items()
    ]
