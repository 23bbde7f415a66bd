"""Findings about tables, account book and time log alike: their form, and rows that are none."""

from __future__ import annotations

from csplan.findings.catalogue.example import BOOK, GOOD
from csplan.findings.record import Record

TITLE = "Tables"

NOT_A_TABLE = Record(
    "not-a-table",
    "error",
    "The file is something else than a table: a web page under the name of a table, JSON, XML, a calendar, a ZIP.",
    "Export it as CSV, or open it in a spreadsheet and save it as CSV.",
    f"{BOOK}<html><table><tr><td>customer</td></tr></table></html>\n",
    GOOD,
    message="this is a web page (HTML) under the name of a table, not a table",
    hint="open it in a spreadsheet and save it as .xlsx or CSV",
)
XML = NOT_A_TABLE.worded("this is XML, not a table", "open it in a spreadsheet and save it as .xlsx or CSV")
JSON = NOT_A_TABLE.worded("this is JSON, not a table", "export it as CSV")
ZIP = NOT_A_TABLE.worded("this is a ZIP file, not a table", "unpack it, and name the file inside")
PDF = NOT_A_TABLE.worded("this is a PDF, not a table", "export it as CSV")
GZIP = NOT_A_TABLE.worded("this is a gzip file, not a table", "export it as CSV")
PARQUET = NOT_A_TABLE.worded("this is a Parquet file, not a table", "export it as CSV")
DATABASE = NOT_A_TABLE.worded("this is a database, not a table", "export it as CSV")
CALENDAR = NOT_A_TABLE.worded(
    "this is a calendar or a contact (iCalendar, vCard), not a table",
    "export it as CSV; a time log may be a calendar whose name ends in .ics",
)
TABLE_ENCODING = Record(
    "table-encoding",
    "note",
    "A table is not UTF-8, and its encoding was guessed: GB18030 where that reads as Chinese, else Windows-1252.",
    "State it: `accounts: {file: accounts.csv, encoding: gb18030}`.",
    message="it is not UTF-8, and is read as {encoding}: {example}",
    hint="state `encoding: {stated}` to be sure; where names read wrong, try {tried}",
)
GUESSED_WITHOUT_EXAMPLE = TABLE_ENCODING.worded(
    "it is not UTF-8, and is read as {encoding}",
    "state `encoding: {stated}` to be sure; where names read wrong, try {tried}",
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
    GOOD,
    message="a delimiter is one character that stands between cells",
    hint='one of: "," ";" tab "|"',
)
TABLE_FORM = Record(
    "table-form",
    "note",
    "Lines above the headings or below the table, or headings that stand there again, are ignored, because they "
    "are not rows of it.",
    "Nothing, where they are not. Delete them in the export to remove the note.",
    f"{BOOK}Customers as of 5 January,,\n\ncustomer,segment,arr\nx,a,20k\ny,a,30k\n",
    GOOD,
    message="its headings stand in line {line}; what stands above them is ignored",
)
OTHER_SHEETS = TABLE_FORM.worded(
    "the sheet {sheet} is read, and no other: {others}", "state `sheet:` where another is meant"
)
MERGED_CELLS = TABLE_FORM.worded(
    "{count} cells span several rows: each of these has their text, and only the first an amount",
    "write it into each row where that is not meant",
    "1 cell spans several rows: each of these has its text, and only the first an amount",
)
NO_ROWS_OF_TABLE = TABLE_FORM.worded(
    "{count} rows do not belong to the table, and are ignored: {named}",
    one="1 row does not belong to the table, and is ignored: {named}",
)
TOTAL_ROW = Record(
    "total-row",
    "warning",
    "A row adds up others, by its name (Total, Summe, 合计) and because it holds nothing but amounts beside it. It "
    "is left out.",
    "Delete it in the export; or give a customer of that name another one.",
    f"{BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\nTotal,,50k\n",
    GOOD,
    message="{count} rows sum up others, and are left out: {named}",
    hint="where it is not a total, give it another name",
    one="1 row sums up others, and is left out: {named}",
)
UNUSABLE_ROWS = Record(
    "unusable-rows",
    "error",
    "Fewer rows of a table can be used than have to be left out, so its sums would not be those of the company.",
    "Correct the most common reason, which the message says.",
    f"{BOOK}customer,segment,arr\nx,a,20k\ny,a,lots\nz,a,more\n",
    GOOD,
    message="only {used} of {all} rows can be used; most often because, as in line {line}: {reason}",
    hint="correct them in the export",
)
NO_USABLE_ROWS = UNUSABLE_ROWS.worded(
    "none of {all} rows can be used; most often because, as in line {line}: {reason}", "correct them in the export"
)
MISSING_SHEET = Record(
    "missing-sheet",
    "error",
    "`sheet` names a sheet that the workbook does not have, or the file is not a workbook.",
    "Name one that is there, or leave it out: then the first that is not hidden counts.",
    """\
accounts: {file: accounts.csv, sheet: Customers}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr
x,a,20k
y,a,30k
""",
    GOOD,
    message="the workbook has no sheet {name}",
    hint="its sheets are: {names}",
)
NO_WORKBOOK = MISSING_SHEET.worded("this is not a workbook, and has no sheets", "take `sheet` out")
UNREADABLE_ROW = Record(
    "unreadable-row",
    "warning",
    "A row is left out of all sums, because of a cell that can't be read, or a customer that stands there twice. "
    "The first 20 are listed.",
    "Correct the cell.",
    f"{BOOK}customer,segment,arr\nx,a,20k\ny,a,lots\n",
    GOOD,
    message="this row is left out: {reason}",
)
UNREADABLE_ENTRY = UNREADABLE_ROW.worded("this entry is left out: {reason}")
ROWS_LEFT_OUT = Record(
    "rows-left-out",
    "warning",
    "How many rows of a table are left out of all sums.",
    "Correct the rows that are listed.",
    f"{BOOK}customer,segment,arr\nx,a,20k\ny,a,lots\n",
    GOOD,
    message="{count} of {all} rows are left out of all sums",
    hint="correct them in the export",
    one="1 of {all} rows is left out of all sums",
)
SHEETS_LEFT_OUT = ROWS_LEFT_OUT.worded(
    "the sheet {sheet} is read; these have the same headings, and are left out: {others}",
    "put their rows into one sheet, or state `sheet:` where another is meant",
    "the sheet {sheet} is read; another has the same headings, and is left out: {others}",
)
ROWS_LISTED = ROWS_LEFT_OUT.worded(
    "{count} of {all} rows are left out of all sums; the first {listed} are listed", "correct them in the export"
)
ROWS_OF_UNKNOWN = ROWS_LEFT_OUT.worded(
    "{count} rows are left out of all sums", "correct them in the export", one="1 row is left out of all sums"
)
ROWS_OF_UNKNOWN_LISTED = ROWS_LEFT_OUT.worded(
    "{count} rows are left out of all sums; the first {listed} are listed", "correct them in the export"
)
ENTRIES_LEFT_OUT = ROWS_LEFT_OUT.worded(
    "{count} entries are left out of all sums", "correct them", one="1 entry is left out of all sums"
)
ENTRIES_LISTED = ROWS_LEFT_OUT.worded(
    "{count} entries are left out of all sums; the first {listed} are listed", "correct them"
)
STRAY_QUOTE = Record(
    "stray-quote",
    "warning",
    "A row of a table goes on for more than 20 lines, or over lines that look like rows. Between two quotes that are "
    "out of place, all rows are one cell. Where the lines surely are rows, the line with the first quote is left out "
    "instead, and the others count.",
    "Take the quotes out; a long note that is meant to be one changes nothing.",
    f'{BOOK}customer,segment,arr\nx,a,20k\n"y,a,30k\nz",a,40k\n',
    f"{BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\nz,a,40k\n",
    message="{count} rows go on for many lines, this one for {lines}: perhaps a quote is out of place, and takes other "
    "rows in",
    hint="look for a quote that nothing needs",
    one="this row goes on for {lines} lines: perhaps a quote is out of place, and takes other rows in",
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
