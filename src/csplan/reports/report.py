"""What a command has to say, as data: tables of figures, findings, advice. Knows no format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.diagnostics import Diagnostic
    from csplan.reports.tree import Tree

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

    def for_people(self) -> tuple[Sequence[Row], int]:
        """Return the rows that people see, and how many more there are."""
        rows = self.rows[: self.most]
        return rows, len(self.rows) - len(rows)


CHANGE_COLUMNS = (
    Column("path", "Text", "what"),
    Column("value", "Text", "value"),
    Column("before", "Text", "in the plan"),
    Column("scenario", "Text", "scenario"),
)


def change_in_words(row: Row) -> str:
    """Return what a change changes."""
    before = "not stated in the plan" if row["before"] is None else f"instead of {row['before']}"
    return f"{row['path']}={row['value']} ({before})"


class Advice(NamedTuple):
    """What to do about one thing: a sentence, and ways to do it, of which some may not be enough alone."""

    subject: str
    text: str
    ways: Sequence[str] = ()


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
    advice_title: str = "What to do"
    notes: Sequence[str] = ()
    findings: Sequence[Diagnostic] = ()
    headline: str = ""
    """The answer in one sentence, before everything else."""
    plans: Mapping[str, Mapping[str, Any]] = {}
    """Where there are several: what JSON says of each, by its key there."""

    @property
    def for_people(self) -> Sequence[Table]:
        """Return the tables that people see; one without any column for them is for programs."""
        return [table for table in (*self.tables, *self.details) if any(column.shown for column in table.columns)]

    def total_under(self, table: Table) -> Table | None:
        """Return the total where it is this table's last row."""
        return self.total if table.key == (self.total_of or self.tables[-1].key) else None

    @property
    def changes(self) -> Table:
        """The values that the answer rests on instead of those of the plan's files, none where it rests on these."""
        return Table("changes", "What if", CHANGE_COLUMNS, (self.plan or {}).get("changes", ()))

    @property
    def premises(self) -> list[str]:
        """The changes as sentences, so that nobody takes the answer to a what-if question for the plan."""
        by_scenario: dict[str | None, list[str]] = {}
        for row in self.changes.rows:
            by_scenario.setdefault(row["scenario"], []).append(change_in_words(row))
        return [
            f"What if ({'--set' if name is None else f'scenario {name}'}): {'; '.join(texts)}."
            for name, texts in by_scenario.items()
        ]

    def rows(self, key: str) -> Sequence[Row]:
        """Return the rows of a table by its name in JSON; the one of ``total`` too."""
        tables: list[Table] = [*self.tables, *([self.total] if self.total else [])]
        return {table.key: table.rows for table in tables}[key]

    def as_dict(self) -> dict[str, Any]:
        """Return the object that ``--format json`` prints: figures under their names, full precision."""
        keys = {table.key for table in self.tables}
        return {
            "schema": f"csplan/{self.command}/1",
            **({"plan": dict(self.plan)} if self.plan is not None else {}),
            **{key: dict(plan) for key, plan in self.plans.items()},
            **({self.head.key: plain(self.head.rows[0])} if self.head else {}),
            **({self.tree.key: self.tree.root.as_dict()} if self.tree else {}),
            **{table.key: [plain(row) for row in table.rows] for table in self.tables},
            **({self.total.key: plain(self.total.rows[0])} if self.total else {}),
            **({} if "findings" in keys else {"findings": [finding_as_dict(finding) for finding in self.findings]}),
        }


def finding_as_dict(finding: Diagnostic) -> dict[str, Any]:
    """Return a finding as JSON has it."""
    where = finding.where
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "where": {"file": where.file, "line": where.line, "column": where.column} if where else None,
        "subject": finding.subject,
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
