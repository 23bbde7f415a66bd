"""Findings about columns of tables: which is what, by its heading and by the plan."""

from __future__ import annotations

from csplan.findings.catalogue.example import BOOK, GOOD
from csplan.findings.record import Record

TITLE = "Columns of tables"

MISSING_COLUMN = Record(
    "missing-column",
    "error",
    "The table lacks a column that is needed, mapped, or used in a `where`.",
    "Map the heading that it has: `accounts: {file: accounts.csv, columns: {arr: Annual Value}}`.",
    f"{BOOK}customer,segment,Annual Value\nx,a,20k\n",
    """\
accounts: {file: accounts.csv, columns: {arr: Annual Value}}
segments:
  - {name: a}
# accounts.csv
customer,segment,Annual Value
x,a,20k
""",
    message="the table has no column {names}",
)
MISSING_COLUMNS = MISSING_COLUMN.worded("the table has none of these columns: {names}")
NO_COLUMN = MISSING_COLUMN.worded("the table has no column {heading}")
NO_SEGMENT = MISSING_COLUMN.worded(
    "nothing says which segment a customer belongs to",
    "map the column `segment`, or give each segment its rows by `where:`",
)
ONLY_MONTHLY = MISSING_COLUMN.worded(
    "the table has no column 'arr'; it has {heading}, monthly revenue, of which 12 make ARR",
    "map it as what it is: `{mapping}`",
)
NOT_IN_TABLE = MISSING_COLUMN.worded(
    "the table has none of these columns, which `columns` gives: {names}; its headings are {headings}",
    one="the table has no column {names}, which `columns` gives: its headings are {headings}",
)
NOT_IN_LOG = MISSING_COLUMN.worded(
    "the table has no column {names}: its headings are {headings}", "say which it is: `columns: {{{mapping}}}`"
)
NO_TASKS_IN_LOG = MISSING_COLUMN.worded(
    "the table has no column {names}: its headings are {headings}",
    "a day's total of a person says nothing of tasks: export one row a piece of work, or state `task`",
)
NO_PEOPLE_IN_LOG = MISSING_COLUMN.worded(
    "the table has no column {names}: its headings are {headings}",
    "say which it is: `columns: {{csm: ...}}`, or who it is: `columns: {{csm: {{value: Ana}}}}`",
)
IN_A_CELL = MISSING_COLUMN.worded(
    "its work logs stand inside a cell, with their people and days: they can't be read as rows",
    "export the work logs themselves, one row a piece of work",
)
NOT_RECOGNISED = MISSING_COLUMN.worded(
    "no headings of the table are known to be {names}; its headings are: {headings}",
    "rename a heading, such as Account Name or ARR, or write a plan",
    one="no heading of the table is known to be {names}; its headings are: {headings}",
)
DUPLICATE_COLUMN = Record(
    "duplicate-column",
    "error",
    "Two columns have the same heading, so it is not clear which is meant.",
    "Rename or delete one.",
    f"{BOOK}customer,segment,arr,ARR\nx,a,20k,30k\n",
    GOOD,
    message="{count} columns of the table have the heading {heading}",
    hint="rename all but one",
)
SEVERAL_CURRENCIES = DUPLICATE_COLUMN.worded(
    "several columns may say in which currency {heading} is: {names}", "say which: `columns: {{currency: ...}}`"
)
UNKNOWN_COLUMN = Record(
    "unknown-column",
    "warning",
    "`columns` maps something that nothing uses.",
    "Check the spelling, or take it out.",
    """\
accounts: {file: accounts.csv, columns: {region: Gebiet}}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr
x,a,20k
""",
    GOOD,
    message="{name} is not a column of an account book, and no `where` uses it",
)
NO_COLUMN_OF_EVENTS = UNKNOWN_COLUMN.worded("{name} is not a column of a table of events")
NO_COLUMN_OF_SNAPSHOTS = UNKNOWN_COLUMN.worded(
    "{name} is not a column of a table of snapshots, and `health` does not use it"
)
NO_COLUMN_OF_LOG = UNKNOWN_COLUMN.worded("{name} is not a column of a time log", "known: {known}")
MISSPELT_COLUMN = UNKNOWN_COLUMN.worded(
    "{name} is ignored; the column that csplan knows is {column}",
    "rename it, or state `columns: {{{column}: {short}}}`",
)
CONTRADICTING_COLUMN = Record(
    "contradicting-column",
    "error",
    "A column is taken for what its heading says it is not: money a month or a quarter as ARR, or another unit than "
    "`unit`.",
    "Map it as what it is: `columns: {mrr: MRR}`; or take `unit` out, and the heading counts.",
    """\
accounts: {file: accounts.csv, columns: {arr: MRR}}
segments:
  - {name: a}
# accounts.csv
customer,segment,MRR
x,a,20k
""",
    """\
accounts: {file: accounts.csv, columns: {mrr: MRR}}
segments:
  - {name: a}
# accounts.csv
customer,segment,MRR
x,a,20k
""",
)
MONTHLY_AS_YEARLY = CONTRADICTING_COLUMN.worded(
    "by its heading, {heading} is monthly, and ARR is yearly",
    "map it as `mrr`, which counts 12 times: `columns: {{mrr: ...}}`",
)
YEARLY_AS_MONTHLY = CONTRADICTING_COLUMN.worded(
    "by its heading, {heading} is yearly, and MRR is monthly",
    "map it as `arr`: `columns: {{arr: ...}}`",
)
QUARTERLY = CONTRADICTING_COLUMN.worded(
    "by its heading, {heading} is neither yearly nor monthly", "export yearly amounts"
)
CONTRADICTING_UNIT = CONTRADICTING_COLUMN.worded(
    "`unit` says {unit}, and the heading {heading} says otherwise", "take `unit` out, or rename the heading"
)
UNKNOWN_UNIT = CONTRADICTING_COLUMN.worded("{unit} is not a unit of money", "such as k, 万, million or k EUR")
DOUBTFUL_COLUMN = Record(
    "doubtful-column",
    "note",
    "Several headings of an account book that was given as the plan may stand for one column. None is taken.",
    "Write a plan that says which: `csplan init --from accounts.csv`, and fill the line in.",
    message="{column} may be one of {headings}, so none is taken",
    hint="csplan init --from writes a plan in which to say which",
)
DOUBTFUL_NEED = DOUBTFUL_COLUMN.worded(
    "several columns may be {column}: {headings}",
    "write a plan that says which: `accounts: {{file: ..., columns: {{{column}: ...}}}}`",
)._replace(severity="error")
