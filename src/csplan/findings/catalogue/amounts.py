"""Findings about amounts in tables: how they are written, in which unit and of what time."""

from __future__ import annotations

from csplan.findings.catalogue.example import BOOK, GOOD
from csplan.findings.record import Record

TITLE = "Amounts in tables"

NUMBERS_BY_CELL = Record(
    "table-numbers",
    "note",
    "How the numbers of a column are read, where one of them alone could be read in two ways.",
    'Nothing, where it is right. `number_format: "1.234,56"` states it.',
    f"{BOOK}customer;segment;arr\nx;a;20.000\ny;a;30.000\n",
    """\
accounts: {file: accounts.csv, number_format: "1.234,56"}
segments:
  - {name: a}
# accounts.csv
customer;segment;arr
x;a;20.000
y;a;30.000
""",
    message="numbers in the column {heading}, such as {example}, are read as in {form}, going by {because}",
    hint='state `number_format: "{form}"` to be sure',
)
NUMBERS_BY_FORM = NUMBERS_BY_CELL.worded(
    "numbers in the column {heading}, such as {example}, are read as in {form}, going by the table's delimiter",
    'state `number_format: "{form}"` to be sure',
)
UNIT = Record(
    "table-unit",
    "note",
    "The amounts of a column are in a unit that its heading or `unit` says: thousands, 万, another currency.",
    "Nothing, where it is right. Rename the heading where it is not.",
    f"{BOOK}customer,segment,ARR (k$)\nx,a,20\ny,a,30\n",
    GOOD,
    message="amounts in the column {heading} are in {unit}",
)
CURRENCY_TAKEN = UNIT.worded(
    "amounts in the column {heading} are in the currency that {names} says",
    "where it does not, say so: `columns: {{currency: ...}}`",
)
CURRENCY_PASSED_OVER = UNIT.worded(
    "amounts in the column {heading} are in one currency by their heading, so {names} is ignored",
    "where it counts, say so: `columns: {{currency: ...}}`",
)
OF_A_CONTRACT = Record(
    "whole-contract",
    "warning",
    "By its heading, such as TCV, a column that is taken for ARR has the amounts of whole contracts. That is too much"
    " where contracts run for several years.",
    "Name the column of a year's revenue.",
    """\
accounts: {file: accounts.csv, columns: {arr: TCV}}
segments:
  - {name: a}
# accounts.csv
customer,segment,TCV
x,a,20k
y,a,30k
""",
    GOOD,
    message="by its heading, {heading} is of a whole contract, and it counts as that of one year",
    hint="name the column of a year's revenue: `columns: {{arr: ...}}`",
)
BILLED = Record(
    "billing-period",
    "warning",
    "Nothing says for which time the amounts of a column are, and another column says how often customers are billed: "
    "perhaps some are monthly.",
    "Export ARR, or make each amount one of a year.",
    """\
accounts: {file: accounts.csv, columns: {arr: Amount}}
segments:
  - {name: a}
# accounts.csv
customer,segment,Amount,Billing Frequency
x,a,20k,Annual
y,a,30k,Monthly
""",
    GOOD,
    message="amounts in the column {heading} count as yearly, and {column} may say otherwise",
    hint="where they are for each bill, make them yearly, and name the column ARR",
)
BILLED_MONTHS = BILLED.worded(
    "amounts in the column {heading} count as monthly, and {column} may say otherwise",
    "where they are for each bill, make them monthly, and name the column MRR",
)
SMALL_AMOUNTS = Record(
    "small-amounts",
    "warning",
    "The ARR of every customer is under 100. Perhaps it is in thousands or millions.",
    "Say so: `accounts: {file: accounts.csv, unit: k}`.",
    f"{BOOK}customer,segment,arr\nx,a,20\ny,a,30\n",
    """\
accounts: {file: accounts.csv, unit: k}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr
x,a,20
y,a,30
""",
    message="no customer of the account book has an ARR over {most}: is it in thousands or in millions?",
    hint="say so with `unit: k` or `unit: million` under accounts",
)
PARTED_AMOUNTS = Record(
    "parted-amounts",
    "error",
    "Amounts such as 120,000 stand without quotes in a table whose cells a comma parts, so that their last three "
    "digits are in the next column.",
    "Export the table with quotes, or with another delimiter.",
    f"{BOOK}customer,segment,arr,csm,notes\nx,a,20,000,Ann\ny,a,30,500,Bo\n",
    GOOD,
    message="a comma between thousands has split amounts in the column {heading}: after {amount}, the next cell has "
    "{rest}",
    hint="export the table with quotes around its amounts, or with another delimiter",
)
