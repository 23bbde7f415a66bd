"""Findings about the account book."""

from __future__ import annotations

from csplan.findings.catalogue.example import BOOK, GOOD
from csplan.findings.record import Record

TITLE = "The account book"

UNCLAIMED_CUSTOMERS = Record(
    "unclaimed-customers",
    "warning",
    "Customers are in no segment.",
    "Add a segment, or widen a `where`.",
    f"{BOOK}customer,segment,arr\nx,a,20k\ny,b,30k\n",
    GOOD,
    message="{count} customers of the account book with {arr} of ARR in no segment, and left out: {names}",
    hint="widen a `where`, or correct the segment",
    one="1 customer of the account book with {arr} of ARR in no segment, and left out: {names}",
)
OF_UNKNOWN_SEGMENT = UNCLAIMED_CUSTOMERS._replace(hint="their rows say {words}")
OF_MISSPELT_SEGMENT = UNCLAIMED_CUSTOMERS._replace(hint="their rows say {words}; {near}")
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
    message="{count} customers of the account book with {arr} of ARR claimed by more than one segment, and left out: "
    "{names}",
    hint="make the `where` of segments exclude each other",
    one="1 customer of the account book with {arr} of ARR claimed by more than one segment, and left out: {names}",
)
EMPTY_SEGMENT = Record(
    "empty-segment",
    "warning",
    "Nobody in the book is in the segment.",
    "Check the spelling of its name in the book, or of its `where`.",
    """\
accounts: accounts.csv
segments:
  - {name: a}
  - {name: b}
# accounts.csv
customer,segment,arr
x,a,20k
""",
    GOOD,
    message="nobody in the account book is in {segment}",
    hint="correct its `where` or its name, or state its customers and arr here",
)
UNKNOWN_HEALTH = Record(
    "unknown-health",
    "warning",
    "Customers have no colour. They count like the others of their segment.",
    "Write green, lime, yellow or red.",
    f"{BOOK}customer,segment,arr,health\nx,a,20k,red\ny,a,30k,\n",
    f"{BOOK}customer,segment,arr,health\nx,a,20k,red\ny,a,30k,green\n",
    message="{unknown} of {all} customers of {segment} have no health in the book that csplan knows, such as {words}",
    hint="they count like the others of the segment",
    one="1 of {all} customers of {segment} has no health in the book that csplan knows, such as {words}",
)
NO_HEALTH = UNKNOWN_HEALTH.worded(
    "{unknown} of {all} customers of {segment} have no health in the book that csplan knows",
    "they count like the others of the segment",
    one="1 of {all} customers of {segment} has no health in the book that csplan knows",
)
UNKNOWN_RENEWALS = Record(
    "unknown-renewals",
    "warning",
    "Customers have no renewal date that can be read, so renewals are not counted from the book.",
    "Write year, month and day: 2027-05-01.",
    f"year: {{starts: 2027-01-01}}\n{BOOK}customer,segment,arr,renewal_date\nx,a,20k,2027-05-01\ny,a,30k,in May\n",
    f"year: {{starts: 2027-01-01}}\n{BOOK}customer,segment,arr,renewal_date\nx,a,20k,2027-05-01\ny,a,30k,2027-05-01\n",
    message="{unknown} of {all} customers of {segment} have no renewal date that can be read, such as {words}",
    hint="renewals stay as the plan has them",
    one="1 of {all} customers of {segment} has no renewal date that can be read, such as {words}",
)
NO_RENEWALS = UNKNOWN_RENEWALS.worded(
    "{unknown} of {all} customers of {segment} have no renewal date that can be read",
    "renewals stay as the plan has them",
    one="1 of {all} customers of {segment} has no renewal date that can be read",
)
BOOK_DIFFERS = Record(
    "book-differs",
    "warning",
    "The plan states what the book has otherwise. The book counts.",
    "Take it out of the plan, or correct the book.",
    """\
accounts: accounts.csv
segments:
  - {name: a, arr: 70k}
# accounts.csv
customer,segment,arr
x,a,20k
y,a,30k
""",
    GOOD,
    message="{key} of {segment} is stated as {stated}, the account book has {counted}",
    hint="the book counts; take {key} out, or correct the book",
)
AT_RISK_DIFFERS = BOOK_DIFFERS.worded(
    "{key} of {segment} is stated as {stated} at risk, the account book has {counted}",
    "the book counts; take {key} out, or correct the book",
)
CSMS_NOW_DIFFERS = Record(
    "csms-now-differs",
    "warning",
    "The plan states other CSMs than the book names. The book counts.",
    "Take csms_now out of the plan, or correct the book.",
    """\
accounts: accounts.csv
segments:
  - {name: a, csms_now: 2}
# accounts.csv
customer,segment,arr,csm
x,a,20k,Ann
y,a,30k,Ann
""",
    f"{BOOK}customer,segment,arr,csm\nx,a,20k,Ann\ny,a,30k,Ann\n",
    message="csms_now of {name} is stated as {stated}, the account book counts {counted}",
    hint="the book counts; take csms_now out, or correct the book",
)
CSMS_NOW_OF_PEOPLE = CSMS_NOW_DIFFERS.worded(
    "csms_now of {name} is stated as {stated}, by the people of the plan it is {counted}",
    "the people count; take csms_now out, or correct them",
)
UNKNOWN_NEW = Record(
    "unknown-new",
    "warning",
    "Cells do not say whether a customer is new. These customers count like the others of their segment.",
    "Write yes or no; an empty cell is no.",
    f"{BOOK}customer,segment,arr,new\nx,a,20k,yes\ny,a,30k,maybe\n",
    f"{BOOK}customer,segment,arr,new\nx,a,20k,yes\ny,a,30k,\n",
    message="the book does not say of {unknown} of {all} customers of {segment} whether they are new, such as {words}",
    hint="they count like the others of the segment",
    one="the book does not say of 1 of {all} customers of {segment} whether it is new, such as {words}",
)
NOBODY = Record(
    "nobody",
    "note",
    "Words such as Unassigned, Queue or 未分配 stand where a CSM is named, and count as nobody.",
    "Nothing, where they are. Write the person's full name where one is called so.",
    f"{BOOK}customer,segment,arr,csm\nx,a,20k,Ann\ny,a,30k,Unassigned\n",
    f"{BOOK}customer,segment,arr,csm\nx,a,20k,Ann\ny,a,30k,\n",
    message="words that stand where a CSM is named are taken to be nobody: {words}",
)
SIMILAR_PEOPLE = Record(
    "similar-people",
    "warning",
    "Names of CSMs look like one person, written in two ways: with brackets, surname first, as an address. "
    "They count as several people.",
    "Write them alike where they are one.",
    f"{BOOK}customer,segment,arr,csm\nx,a,20k,Ann Lee\ny,a,30k,Ann Lee (123)\n",
    f"{BOOK}customer,segment,arr,csm\nx,a,20k,Ann Lee\ny,a,30k,Ann Lee\n",
    message="{one} and {other} count as two people ({count} such names)",
    hint="write them alike where they are one",
)
SEVERAL_PEOPLE = Record(
    "several-people",
    "warning",
    "A cell names several CSMs. They count as one person, who is none of them.",
    "Name the one who is responsible, or give the other a column of their own.",
    f"{BOOK}customer,segment,arr,csm\nx,a,20k,Ann Lee\ny,a,30k,Ann Lee; Bob Ray\n",
    f"{BOOK}customer,segment,arr,csm\nx,a,20k,Ann Lee\ny,a,30k,Bob Ray\n",
    message="{name} looks like several people, and counts as one CSM ({count} such names)",
    hint="name the one who is responsible",
)
NO_CUSTOMERS = Record(
    "no-customers",
    "warning",
    "A column of the book says of some customers that they left, or are none yet. They count like all others.",
    "Leave them out of the export, or let segments take those who stay: `where: {Status: [Active, Live]}`.",
    f"{BOOK}customer,segment,arr,Status\nx,a,20k,Active\ny,a,30k,Churned\n",
    f"{BOOK}customer,segment,arr,Status\nx,a,20k,Active\n",
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
    "The table has a total, and the rows that count do not add up to it. Perhaps groups have rows of their own that "
    "count as customers, or rows are lost.",
    "Delete rows that add up others, such as one for each owner above their customers.",
    f"{BOOK}customer,segment,arr\nAnn,a,50k\nx,a,20k\ny,a,30k\nTotal,,50k\n",
    f"{BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\nTotal,,50k\n",
    message="{label} says {total}, and the rows that count add up to {whole}",
    hint="delete rows that add up others, and correct those that are left out",
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
    f"{BOOK}customer,segment,arr\nAcme,a,20k\nACME,a,30k\n",
    f"{BOOK}customer,segment,arr\nAcme,a,50k\n",
    message="{one} and {other} count as two customers (such pairs: {count})",
    hint="write them alike where they are one; `rows: subscriptions` then adds their rows up",
)
RENEWAL_DATES = Record(
    "renewal-dates",
    "note",
    "Which of day and month comes first in the renewal dates, where that had to be found out.",
    "Nothing, where it is right. `date_format: dmy` states it.",
    f"year: {{starts: 2027-01-01}}\n{BOOK}customer,segment,arr,renewal_date\nx,a,20k,05/01/2027\ny,a,30k,31/05/2027\n",
    f"year: {{starts: 2027-01-01}}\n{BOOK}customer,segment,arr,renewal_date\nx,a,20k,2027-01-05\ny,a,30k,2027-05-31\n",
    message="its renewal dates are read {order}, because {example} can't be otherwise",
    hint="state `date_format: {stated}` to be sure",
)
TAKEN = Record(
    "taken-from-table",
    "note",
    "An account book was given as the plan: this is what csplan took its columns, its currency and the rules to be.",
    "Nothing, where it is right. Else `csplan init --from accounts.csv` writes the plan, to be corrected.",
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
