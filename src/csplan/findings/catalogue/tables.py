"""Findings about tables, account book and time log alike: their form, and rows that are none."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Tables"

_BOOK = """\
accounts: accounts.csv
segments:
  - {name: a}
# accounts.csv
"""
_GOOD = f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\n"

NOT_A_TABLE = Record(
    "not-a-table",
    "error",
    "The file is something else than a table: a web page under the name of a table, JSON, XML, a calendar, a ZIP.",
    "Export it as CSV, or open it in a spreadsheet and save it as CSV.",
    f"{_BOOK}<html><table><tr><td>customer</td></tr></table></html>\n",
    _GOOD,
)
TABLE_ENCODING = Record(
    "table-encoding",
    "note",
    "A table is not UTF-8, and its encoding was guessed: GB18030 where that reads as Chinese, else Windows-1252.",
    "State it: `accounts: {file: accounts.csv, encoding: gb18030}`.",
)
DELIMITER = Record(
    "delimiter",
    "error",
    "`delimiter` is not one character that can stand between cells.",
    "Leave it out, and csplan finds it, or write one of `,` `;` `tab` `|` in quotes.",
    """\
accounts: {file: accounts.csv, delimiter: words}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr
x,a,20k
y,a,30k
""",
    _GOOD,
)
TABLE_FORM = Record(
    "table-form",
    "note",
    "Lines above the headings or below the table, or headings that stand there again, are passed over as no rows "
    "of it.",
    "Nothing, where they are none. Delete them in the export to be rid of the note.",
    f"{_BOOK}Customers as of 5 January,,\n\ncustomer,segment,arr\nx,a,20k\ny,a,30k\n",
    _GOOD,
)
TOTAL_ROW = Record(
    "total-row",
    "warning",
    "A row adds up others, by its name (Total, Summe, 合计) and because it holds nothing but amounts beside it. It "
    "is left out.",
    "Delete it in the export; or give a customer of that name another one.",
    f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\nTotal,,50k\n",
    _GOOD,
)
UNUSABLE_ROWS = Record(
    "unusable-rows",
    "error",
    "Fewer rows of a table can be used than have to be left out, so its sums would not be those of the company.",
    "Mend the commonest reason, which the message says.",
    f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,lots\nz,a,more\n",
    _GOOD,
)
MISSING_SHEET = Record(
    "missing-sheet",
    "error",
    "`sheet` names a sheet that the workbook does not have, or the file is no workbook.",
    "Name one that is there, or leave it out: then the first counts.",
    """\
accounts: {file: accounts.csv, sheet: Customers}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr
x,a,20k
y,a,30k
""",
    _GOOD,
)
TABLE_DATES = Record(
    "table-dates",
    "note",
    "Which of day and month comes first in the dates of a table, where that had to be found out.",
    "Nothing, where it is right. `date_format: dmy` states it.",
    "people: people.csv\n# people.csv\ncsm,from\nAnn,05/01/2027\nBo,31/05/2027\n",
    "people: people.csv\n# people.csv\ncsm,from\nAnn,2027-01-05\nBo,2027-05-31\n",
    message="its dates are read {order}, because {example} can't be otherwise",
    hint="state `date_format: {stated}` to be sure",
)
