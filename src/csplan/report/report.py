"""What a command has to say, as data: tables of figures, findings, advice. Knows no format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.findings.diagnostic import finding_as_dict
from csplan.lang.say import later, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplan.findings.diagnostic import Finding

Row = dict[str, Any]


class Column(NamedTuple):
    """One figure in a table: ``label`` heads it where it is ``shown`` to people; JSON and CSV have every column."""

    name: str
    unit: str
    label: str = ""

    @property
    def shown(self) -> bool:
        """Whether the column is in the table for people."""
        return bool(self.label)


def said(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return columns that were declared before anybody asked, with their labels in the reader's language."""
    return tuple(each._replace(label=say(each.label)) if each.label else each for each in columns)


class Table(NamedTuple):
    """Rows of figures; ``key`` is the table's name in JSON."""

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    most: int | None = None
    """Rows that people see, where they would not read all; JSON and CSV have every row."""
    folded: bool = False
    """Long and of second interest: collapsed where a format can."""
    shown: Sequence[str] = ()
    """Names of the columns that people see, in their order, what matters most first; those with a label where empty."""
    wide: Sequence[str] = ()
    """Names of those that stand behind them where people ask for a wide table."""
    behind: bool = False
    """Not on the first screen."""
    drawn: Sequence[Column] = ()
    """Columns that only people see."""
    narrow: Table | None = None
    """What people see instead where its columns have no room."""
    brief: Table | None = None
    """What they see instead on a first screen that has no room for its rows."""

    def for_people(self) -> tuple[Sequence[Row], int]:
        """Return the rows that people see, and how many more there are."""
        rows = self.rows[: self.most]
        return rows, len(self.rows) - len(rows)

    def for_programs(self) -> list[Row]:
        """Return the rows as JSON has them."""
        only = {column.name for column in self.drawn}
        return [plain({name: value for name, value in row.items() if name not in only}) for row in self.rows]

    @property
    def says_something(self) -> bool:
        """Tell whether people see anything of it.

        A name alone, of rows of which nothing is known, says nothing; nor do no rows of something without a name.
        """
        if not self.rows and not self.title:
            return False
        columns = self.people_see()
        return bool(columns) and not (self.rows and len(columns) == 1 < len(self.shown))

    def people_see(self, *, wide: bool = False) -> list[Column]:
        """Return the columns that people see; with ``shown`` none of which nothing is known."""
        if not self.shown:
            return [column for column in self.columns if column.shown]
        by_name = {column.name: column for column in (*self.columns, *self.drawn)}
        names = (*self.shown, *(self.wide if wide else ()))
        known = {name for name in names for row in self.rows if row.get(name) is not None and row[name] != ""} | {
            names[0]
        }
        return [by_name[name] for name in names if name in known]


CHANGE_COLUMNS = (
    Column("path", "Text", "what"),
    Column("value", "Text", "value"),
    Column("before", "Text", later("in the plan")),
    Column("scenario", "Text", "scenario"),
)


def change_in_words(row: Row) -> str:
    """Return what a change changes."""
    if row["before"] is None:
        return say("{path}={value} (not stated in the plan)", **row)
    return say("{path}={value} (instead of {before})", **row)


class Advice(NamedTuple):
    """What to do about one thing: a sentence, and ways to do it, of which some may not be enough alone."""

    subject: str
    text: str
    ways: Sequence[str] = ()


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


class Report(NamedTuple):
    """The whole answer of a command."""

    command: str
    title: str
    plan: Mapping[str, Any] | None
    currency: str
    tables: Sequence[Table] = ()
    tree: Tree | None = None
    """Before the tables."""
    total: Table | None = None
    """A last row of one table, an object of its own in JSON."""
    total_of: str = ""
    """The table that the total is the last row of; the last one where nothing is said."""
    head: Table | None = None
    """One row about the whole, an object of its own in JSON, not shown to people."""
    details: Sequence[Table] = ()
    """Tables for people only, of rows that JSON has inside others."""
    advice: Sequence[Advice] = ()
    advice_title: str = ""
    """What stands over the advice; what to do, where nothing is said."""
    notes: Sequence[str] = ()
    findings: Sequence[Finding] = ()
    headline: str = ""
    """The answer in one sentence, before everything else."""
    answer: Sequence[str] = ()
    """The answer in sentences, the first one of it before all. Advice and notes then are not on the first screen."""
    picture: Table | None = None
    """Ranges, drawn on one line each; none of it stands in JSON."""
    actions: Sequence[str] = ()
    """What to do first: three sentences at most."""
    remarks: Sequence[str] = ()
    """One line each, below the result."""
    more: Sequence[str] = ()
    """Commands that say more."""
    plans: Mapping[str, Mapping[str, Any]] = {}
    """Where there are several: what JSON says of each, by its key there."""
    data: Mapping[str, Any] | None = None
    """What JSON has instead of the tables, where these are arranged for people."""
    version: int = 2
    """Of the JSON: another one where a key has another meaning."""

    def for_people(self, *, everything: bool = True) -> Sequence[Table]:
        """Return the tables that people see, or only those of the first screen; some tables are for programs alone."""
        tables = [*self.tables, *([self.picture] if self.picture else []), *self.details]
        return [table for table in tables if table.says_something and (everything or not table.behind)]

    def total_under(self, table: Table) -> Table | None:
        """Return the total where it is this table's last row."""
        return self.total if table.key == (self.total_of or self.tables[-1].key) else None

    @property
    def changes(self) -> Table:
        """The values that the answer rests on instead of those of the plan's files, none where it rests on these."""
        return Table("changes", say("What if"), said(CHANGE_COLUMNS), (self.plan or {}).get("changes", ()))

    @property
    def premises(self) -> list[str]:
        """The changes as sentences, so that nobody takes the answer to a what-if question for the plan."""
        by_scenario: dict[str | None, list[str]] = {}
        for row in self.changes.rows:
            by_scenario.setdefault(row["scenario"], []).append(change_in_words(row))
        return [
            say("What if (--set): {changes}.", changes="; ".join(texts))
            if name is None
            else say("What if (scenario {name}): {changes}.", name=name, changes="; ".join(texts))
            for name, texts in by_scenario.items()
        ]

    def rows(self, key: str) -> Sequence[Row]:
        """Return the rows of a table by its name in JSON; the one of ``total`` too."""
        tables: list[Table] = [*self.tables, *([self.total] if self.total else [])]
        return {table.key: table.rows for table in tables}[key]

    def as_dict(self) -> dict[str, Any]:
        """Return the object that ``--format json`` prints: figures under their names, full precision."""
        if self.data is not None:
            head = {"plan": dict(self.plan)} if self.plan is not None else {}
            found = [finding_as_dict(finding) for finding in self.findings]
            schema = f"csplan/{self.command}/{self.version}"
            return {"schema": schema, **head, **plain(dict(self.data)), "findings": found}
        keys = {table.key for table in self.tables}
        return {
            "schema": f"csplan/{self.command}/{self.version}",
            **({"plan": dict(self.plan)} if self.plan is not None else {}),
            **{key: dict(plan) for key, plan in self.plans.items()},
            **({self.head.key: plain(self.head.rows[0])} if self.head else {}),
            **({self.tree.key: self.tree.root.as_dict()} if self.tree else {}),
            **{table.key: table.for_programs() for table in self.tables},
            **({self.total.key: self.total.for_programs()[0]} if self.total else {}),
            **({} if "findings" in keys else {"findings": [finding_as_dict(finding) for finding in self.findings]}),
        }


def plain(row: Row) -> Row:
    """Return a row as JSON has it: numbers that exist, and nothing else as a number."""
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:  # noqa: ANN401 - any figure
    if isinstance(value, float):
        # A figure that is infinite does not exist as a number; neither has JSON a word for it.
        return value if abs(value) != float("inf") and value == value else None  # noqa: PLR0124 - NaN
    if isinstance(value, list):
        return [_plain_value(each) for each in value]
    return {name: _plain_value(each) for name, each in value.items()} if isinstance(value, dict) else value
