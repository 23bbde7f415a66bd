"""What a command has to say, as data: tables of figures, findings, advice. Knows no format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.diagnostics import Diagnostic

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
    folded: bool = False
    """Long and of second interest: collapsed where a format can."""


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
    tables: Sequence[Table]
    total: Table | None = None
    """A last row of the last table, an object of its own in JSON."""
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
            **({self.head.key: _plain(self.head.rows[0])} if self.head else {}),
            **{table.key: [_plain(row) for row in table.rows] for table in self.tables},
            **({self.total.key: _plain(self.total.rows[0])} if self.total else {}),
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


def _plain(row: Row) -> Row:
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:  # noqa: ANN401 - any figure
    if isinstance(value, float):
        # A figure that is infinite does not exist as a number; neither has JSON a word for it.
        return value if abs(value) != float("inf") and value == value else None  # noqa: PLR0124 - NaN
    if isinstance(value, list):
        return [_plain_value(each) for each in value]
    return {name: _plain_value(each) for name, each in value.items()} if isinstance(value, dict) else value
