"""Findings about the account book."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "The account book"

_BOOK = """\
accounts: accounts.csv
segments:
  - {name: a}
# accounts.csv
"""
_GOOD = f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\n"

MISSING_COLUMN = Record(
    "missing-column",
    "error",
    "The table lacks a column that is needed, mapped, or used in a `where`.",
    "Map the heading that it has: `accounts: {file: accounts.csv, columns: {arr: Annual Value}}`.",
    f"{_BOOK}customer,segment,Annual Value\nx,a,20k\n",
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
DUPLICATE_COLUMN = Record(
    "duplicate-column",
    "error",
    "Two columns have the same heading, so it is not clear which is meant.",
    "Rename or delete one.",
    f"{_BOOK}customer,segment,arr,ARR\nx,a,20k,30k\n",
    _GOOD,
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
    "Mind the spelling, or take it out.",
    """\
accounts: {file: accounts.csv, columns: {region: Gebiet}}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr
x,a,20k
""",
    _GOOD,
    message="{name} is no column of an account book, and no `where` uses it",
)
NO_COLUMN_OF_EVENTS = UNKNOWN_COLUMN.worded("{name} is no column of a table of events")
NO_COLUMN_OF_SNAPSHOTS = UNKNOWN_COLUMN.worded(
    "{name} is no column of a table of snapshots, and `health` does not use it"
)
UNREADABLE_ROW = Record(
    "unreadable-row",
    "warning",
    "A row is left out of all sums, because of a cell that can't be read, or a customer that stands there twice. "
    "The first 20 are listed.",
    "Mend the cell.",
    f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,lots\n",
    _GOOD,
)
ROWS_LEFT_OUT = Record(
    "rows-left-out",
    "warning",
    "How many rows of a table are left out of all sums.",
    "Mend the rows that are listed.",
    f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,lots\n",
    _GOOD,
)
STRAY_QUOTE = Record(
    "stray-quote",
    "warning",
    "A row of a table goes on for more than 20 lines, or over lines that look like rows: between two quotes that "
    "are out of place, all rows are one cell. Where the lines surely are rows, the line with the first quote is "
    "left out instead, and the others count.",
    "Take the quotes out; a long note that is meant to be one changes nothing.",
    f'{_BOOK}customer,segment,arr\nx,a,20k\n"y,a,30k\nz",a,40k\n',
    f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\nz,a,40k\n",
)
UNCLAIMED_CUSTOMERS = Record(
    "unclaimed-customers",
    "warning",
    "Customers are in no segment.",
    "Add a segment, or widen a `where`.",
    f"{_BOOK}customer,segment,arr\nx,a,20k\ny,b,30k\n",
    _GOOD,
)
CONTESTED_CUSTOMERS = Record(
    "contested-customers",
    "warning",
    "Customers are in more than one segment. They count in none.",
    "Let one `where` end where the next begins.",
    """\
accounts: accounts.csv
segments:
  - {name: small, where: {acv: "< 10k"}}
  - {name: large, where: {acv: ">= 5k"}}
# accounts.csv
customer,arr
x,1k
y,7k
z,20k
""",
    """\
accounts: accounts.csv
segments:
  - {name: small, where: {acv: "< 10k"}}
  - {name: large, where: {acv: ">= 10k"}}
# accounts.csv
customer,arr
x,1k
y,7k
z,20k
""",
)
EMPTY_SEGMENT = Record(
    "empty-segment",
    "warning",
    "Nobody in the book is in the segment.",
    "Mind the spelling of its name in the book, or of its `where`.",
    """\
accounts: accounts.csv
segments:
  - {name: a}
  - {name: b}
# accounts.csv
customer,segment,arr
x,a,20k
""",
    _GOOD,
)
UNKNOWN_HEALTH = Record(
    "unknown-health",
    "warning",
    "Customers have no colour. They count like the others of their segment.",
    "Write green, lime, yellow or red.",
    f"{_BOOK}customer,segment,arr,health\nx,a,20k,red\ny,a,30k,\n",
    f"{_BOOK}customer,segment,arr,health\nx,a,20k,red\ny,a,30k,green\n",
)
UNKNOWN_RENEWALS = Record(
    "unknown-renewals",
    "warning",
    "Customers have no renewal date that can be read, so renewals are not counted from the book.",
    "Write year, month and day: 2027-05-01.",
    f"year: {{starts: 2027-01-01}}\n{_BOOK}customer,segment,arr,renewal_date\nx,a,20k,2027-05-01\ny,a,30k,in May\n",
    f"year: {{starts: 2027-01-01}}\n{_BOOK}customer,segment,arr,renewal_date\nx,a,20k,2027-05-01\ny,a,30k,2027-05-01\n",
)
BOOK_DIFFERS = Record(
    "book-differs",
    "warning",
    "The plan states what the book has otherwise. The book counts.",
    "Take it out of the plan, or mend the book.",
    """\
accounts: accounts.csv
segments:
  - {name: a, arr: 70k}
# accounts.csv
customer,segment,arr
x,a,20k
y,a,30k
""",
    _GOOD,
)
CSMS_NOW_DIFFERS = Record(
    "csms-now-differs",
    "warning",
    "The plan states other CSMs than the book names. The book counts.",
    "Take csms_now out of the plan, or mend the book.",
    """\
accounts: accounts.csv
segments:
  - {name: a, csms_now: 2}
# accounts.csv
customer,segment,arr,csm
x,a,20k,Ann
y,a,30k,Ann
""",
    f"{_BOOK}customer,segment,arr,csm\nx,a,20k,Ann\ny,a,30k,Ann\n",
    message="csms_now of {name} is stated as {stated}, the account book counts {counted}",
    hint="the book counts; take csms_now out, or mend the book",
)
CSMS_NOW_OF_PEOPLE = CSMS_NOW_DIFFERS.worded(
    "csms_now of {name} is stated as {stated}, by the people of the plan it is {counted}",
    "the people count; take csms_now out, or mend them",
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
    "{heading} is of a month by its heading, and ARR is of a year",
    "map it as `mrr`, which counts 12 times: `columns: {{mrr: ...}}`",
)
YEARLY_AS_MONTHLY = CONTRADICTING_COLUMN.worded(
    "{heading} is of a year by its heading, and MRR is of a month",
    "map it as `arr`: `columns: {{arr: ...}}`",
)
QUARTERLY = CONTRADICTING_COLUMN.worded(
    "{heading} is neither of a year nor of a month by its heading", "make the amounts those of a year in the export"
)
CONTRADICTING_UNIT = CONTRADICTING_COLUMN.worded(
    "`unit` says {unit}, and the heading {heading} says otherwise", "take `unit` out, or rename the heading"
)
UNKNOWN_UNIT = CONTRADICTING_COLUMN.worded("{unit} is no unit of money", "such as k, 万, million or k EUR")
NUMBERS_BY_CELL = Record(
    "table-numbers",
    "note",
    "How the numbers of a column are read, where one of them alone could be read in two ways.",
    'Nothing, where it is right. `number_format: "1.234,56"` states it.',
    f"{_BOOK}customer;segment;arr\nx;a;20.000\ny;a;30.000\n",
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
    f"{_BOOK}customer,segment,ARR (k$)\nx,a,20\ny,a,30\n",
    _GOOD,
    message="amounts in the column {heading} are in {unit}",
)
CURRENCY_TAKEN = UNIT.worded(
    "amounts in the column {heading} are in the currency that {names} says",
    "where it does not, say so: `columns: {{currency: ...}}`",
)
CURRENCY_PASSED_OVER = UNIT.worded(
    "amounts in the column {heading} are in one currency by their heading, so {names} is passed over",
    "where it counts, say so: `columns: {{currency: ...}}`",
)
OF_A_CONTRACT = Record(
    "whole-contract",
    "warning",
    "A column that is taken for ARR is of a whole contract by its heading, such as TCV: years too much where contracts "
    "are longer than one.",
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
    _GOOD,
    message="{heading} is of a whole contract by its heading, and is counted as of a year",
    hint="name the column of a year's revenue: `columns: {{arr: ...}}`",
)
BILLED = Record(
    "billing-period",
    "warning",
    "Nothing says of what time the amounts of a column are, and another column says how often customers are billed: "
    "perhaps some are of a month.",
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
    _GOOD,
    message="amounts in the column {heading} count as of a year, and {column} may say otherwise",
    hint="where they are of the time that is billed, make each one of a year, and name its column ARR",
)
BILLED_MONTHS = BILLED.worded(
    "amounts in the column {heading} count as of a month, and {column} may say otherwise",
    "where they are of the time that is billed, make each one of a month, and name its column MRR",
)
SMALL_AMOUNTS = Record(
    "small-amounts",
    "warning",
    "The ARR of every customer is under 100. Perhaps it is in thousands or millions.",
    "Say so: `accounts: {file: accounts.csv, unit: k}`.",
    f"{_BOOK}customer,segment,arr\nx,a,20\ny,a,30\n",
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
UNKNOWN_NEW = Record(
    "unknown-new",
    "warning",
    "Cells do not say whether a customer is new. These customers count like the others of their segment.",
    "Write yes or no; an empty cell is no.",
    f"{_BOOK}customer,segment,arr,new\nx,a,20k,yes\ny,a,30k,maybe\n",
    f"{_BOOK}customer,segment,arr,new\nx,a,20k,yes\ny,a,30k,\n",
)
NOBODY = Record(
    "nobody",
    "note",
    "Words such as Unassigned, Queue or 未分配 stand where a CSM is named, and count as nobody.",
    "Nothing, where they are. Write the person's full name where one is called so.",
    f"{_BOOK}customer,segment,arr,csm\nx,a,20k,Ann\ny,a,30k,Unassigned\n",
    f"{_BOOK}customer,segment,arr,csm\nx,a,20k,Ann\ny,a,30k,\n",
    message="words that stand where a CSM is named are taken to be nobody: {words}",
)
SIMILAR_PEOPLE = Record(
    "similar-people",
    "warning",
    "Names of CSMs look like one person, written in two ways: with brackets, surname first, as an address. "
    "They count as several people.",
    "Write them alike where they are one.",
    f"{_BOOK}customer,segment,arr,csm\nx,a,20k,Ann Lee\ny,a,30k,Ann Lee (123)\n",
    f"{_BOOK}customer,segment,arr,csm\nx,a,20k,Ann Lee\ny,a,30k,Ann Lee\n",
    message="{one} and {other} count as two people ({count} such names)",
    hint="write them alike where they are one",
)
SEVERAL_PEOPLE = Record(
    "several-people",
    "warning",
    "A cell names several CSMs. They count as one person, who is none of them.",
    "Name the one who is responsible, or give the other a column of their own.",
    f"{_BOOK}customer,segment,arr,csm\nx,a,20k,Ann Lee\ny,a,30k,Ann Lee; Bob Ray\n",
    f"{_BOOK}customer,segment,arr,csm\nx,a,20k,Ann Lee\ny,a,30k,Bob Ray\n",
    message="{name} looks like several people, and counts as one CSM ({count} such names)",
    hint="name the one who is responsible",
)
NO_CUSTOMERS = Record(
    "no-customers",
    "warning",
    "A column of the book says of some customers that they left, or are none yet. They count like all others.",
    "Leave them out of the export, or let segments take those who stay: `where: {Status: [Active, Live]}`.",
    f"{_BOOK}customer,segment,arr,Status\nx,a,20k,Active\ny,a,30k,Churned\n",
    f"{_BOOK}customer,segment,arr,Status\nx,a,20k,Active\n",
    message="{count} rows with {arr} of ARR count, and {heading} says that they are no customers: {words}",
    hint="leave them out of the export, or let segments take the others: `where: {{{key}: [...]}}`",
)
ONE_NO_CUSTOMER = NO_CUSTOMERS.worded(
    "1 row with {arr} of ARR counts, and {heading} says that it is no customer: {words}",
    "leave it out of the export, or let segments take the others: `where: {{{key}: [...]}}`",
)
LIKE_A_TOTAL = Record(
    "like-a-total",
    "warning",
    "The last customer is as large as all others together, so it may be their total.",
    "Delete the row if it is; or name another column, such as csm, which tells customers from totals.",
    "accounts: accounts.csv\nsegments:\n  - {name: a, where: {acv: '>= 0'}}\n# accounts.csv\n"
    "customer,arr\nx,20k\ny,30k\nz,50k\n",
    "accounts: accounts.csv\nsegments:\n  - {name: a, where: {acv: '>= 0'}}\n# accounts.csv\n"
    "customer,arr\nx,20k\ny,30k\nz,60k\n",
    message="the last customer, {customer}, is as large as all others together: is it their total?",
    hint="delete the row if it is",
)
TOTAL_DIFFERS = Record(
    "total-differs",
    "warning",
    "The table has a total, and the rows that count do not add up to it: perhaps groups have rows of their own "
    "that count as customers, or rows are lost.",
    "Delete rows that add up others, such as one for each owner above their customers.",
    f"{_BOOK}customer,segment,arr\nAnn,a,50k\nx,a,20k\ny,a,30k\nTotal,,50k\n",
    f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\nTotal,,50k\n",
    message="{label} says {total}, and the rows that count add up to {whole}",
    hint="delete rows that add up others, and mend those that are left out",
)
NAMED_LIKE_TOTALS = LIKE_A_TOTAL.worded(
    "{customer} is named like a total, and counts as a customer because it sums up no rows above it ({count} such "
    "names)",
    "delete the row if it is one",
)
SIMILAR_CUSTOMERS = Record(
    "similar-customers",
    "warning",
    "Names of customers differ in their case, or the width of their letters, alone. They count as several customers.",
    "Write them alike where they are one.",
    f"{_BOOK}customer,segment,arr\nAcme,a,20k\nACME,a,30k\n",
    f"{_BOOK}customer,segment,arr\nAcme,a,50k\n",
    message="{one} and {other} count as two customers (such pairs: {count})",
    hint="write them alike where they are one; `rows: subscriptions` then adds their rows up",
)
PARTED_AMOUNTS = Record(
    "parted-amounts",
    "error",
    "Amounts such as 120,000 stand without quotes in a table whose cells a comma parts, so that their last three "
    "digits are in the next column.",
    "Export the table with quotes, or with another delimiter.",
    f"{_BOOK}customer,segment,arr,csm,notes\nx,a,20,000,Ann\ny,a,30,500,Bo\n",
    _GOOD,
    message="after each amount in the column {heading}, such as {amount}, three digits stand in the next cell, such as "
    "{rest}: a comma between thousands has parted them",
    hint="export the table with quotes around its amounts, or with another delimiter",
)
RENEWAL_DATES = Record(
    "renewal-dates",
    "note",
    "Which of day and month comes first in the renewal dates, where that had to be found out.",
    "Nothing, where it is right. `date_format: dmy` states it.",
    f"year: {{starts: 2027-01-01}}\n{_BOOK}customer,segment,arr,renewal_date\nx,a,20k,05/01/2027\ny,a,30k,31/05/2027\n",
    f"year: {{starts: 2027-01-01}}\n{_BOOK}customer,segment,arr,renewal_date\nx,a,20k,2027-01-05\ny,a,30k,2027-05-31\n",
    message="its renewal dates are read {order}, because {example} can't be otherwise",
    hint="state `date_format: {stated}` to be sure",
)
TAKEN = Record(
    "taken-from-table",
    "note",
    "An account book was given as the plan: this is what csplan took its columns, its currency and the rules to be.",
    "Nothing, where it is right. Else `csplan init --from accounts.csv` writes the plan, to be mended.",
    message="{all} columns, {used} used: {taken}; {currency}, rules {rules}",
    hint="csplan init --from writes this plan, for you to go on with",
)
TAKEN_WITHOUT_CURRENCY = TAKEN.worded(
    "{all} columns, {used} used: {taken}; no currency is written in it, so {currency} is taken, rules {rules}",
    "csplan init --from writes this plan, for you to go on with",
)
TAKEN_SUBSCRIPTIONS = TAKEN.worded(
    "customers stand in several rows, which differ in {heading}: these are added up",
    "csplan init --from writes this plan, for you to go on with",
)
DOUBTFUL_COLUMN = Record(
    "doubtful-column",
    "note",
    "Several headings of an account book that was given as the plan may stand for one column. None is taken.",
    "Write a plan that says which: `csplan init --from accounts.csv`, and fill the line in.",
    message="{column} may be one of {headings}, so none is taken",
    hint="csplan init --from writes a plan in which to say which",
)
