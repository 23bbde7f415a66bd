"""Findings about the account book."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

TITLE = "The account book"

_BOOK = """\
accounts: accounts.csv
segments:
  - {name: a}
# accounts.csv
"""
_GOOD = f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\n"

EXPLANATIONS = (
    Explanation(
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
    ),
    Explanation(
        "duplicate-column",
        "error",
        "Two columns have the same heading, so it is not clear which is meant.",
        "Rename or delete one.",
        f"{_BOOK}customer,segment,arr,ARR\nx,a,20k,30k\n",
        _GOOD,
    ),
    Explanation(
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
    ),
    Explanation(
        "unreadable-row",
        "warning",
        "A row is left out of all sums, because of a cell that can't be read, or a customer that stands there twice. "
        "The first 20 are listed.",
        "Mend the cell.",
        f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,lots\n",
        _GOOD,
    ),
    Explanation(
        "rows-left-out",
        "warning",
        "How many rows of a table are left out of all sums.",
        "Mend the rows that are listed.",
        f"{_BOOK}customer,segment,arr\nx,a,20k\ny,a,lots\n",
        _GOOD,
    ),
    Explanation(
        "unclaimed-customers",
        "warning",
        "Customers are in no segment.",
        "Add a segment, or widen a `where`.",
        f"{_BOOK}customer,segment,arr\nx,a,20k\ny,b,30k\n",
        _GOOD,
    ),
    Explanation(
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
    ),
    Explanation(
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
    ),
    Explanation(
        "unknown-health",
        "warning",
        "Customers have no colour. They count like the others of their segment.",
        "Write green, lime, yellow or red.",
        f"{_BOOK}customer,segment,arr,health\nx,a,20k,red\ny,a,30k,\n",
        f"{_BOOK}customer,segment,arr,health\nx,a,20k,red\ny,a,30k,green\n",
    ),
    Explanation(
        "unknown-renewals",
        "warning",
        "Customers have no renewal date that can be read, so renewals are not counted from the book.",
        "Write year, month and day: 2027-05-01.",
        f"year: {{starts: 2027-01-01}}\n{_BOOK}customer,segment,arr,renewal_date\nx,a,20k,2027-05-01\ny,a,30k,5/1/27\n",
        f"year: {{starts: 2027-01-01}}\n{_BOOK}customer,segment,arr,renewal_date\n"
        "x,a,20k,2027-05-01\ny,a,30k,2027-05-01\n",
    ),
    Explanation(
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
    ),
    Explanation(
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
    ),
)
