"""Findings about the people of a plan."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "People"

_GOOD = "people:\n  - {csm: Ann, from: 2024-02-01, until: 2026-11-30}\n"

ENDS_FIRST = Record(
    "ends-before-start",
    "error",
    "Somebody's last day is before their first. In a table, the row is left out.",
    "Correct one of them.",
    "people:\n  - {csm: Ann, from: 2026-11-30, until: 2024-02-01}\n",
    _GOOD,
    message="{csm} leaves on {last}, before the first day, {first}",
    hint="correct one of them",
)
NOBODYS_NAME = Record(
    "nobodys-name",
    "error",
    "A word such as Unassigned stands where somebody's name is meant. In a table, the row is left out.",
    "Take it out: accounts whose CSM is such a word are nobody's.",
    "people:\n  - {csm: Unassigned}\n",
    "people:\n  - {csm: Ann}\n",
    message="{csm} is nobody",
    hint="take it out: accounts whose CSM is called so are nobody's",
)
SIMILAR_COLUMN = Record(
    "similar-column",
    "warning",
    "The name of a column of `people` is close to one that csplan knows. The column is taken as a skill, such as a "
    "language.",
    "Check the spelling; or call it something else.",
    "people:\n  - {csm: Ann, shaer: 50%}\n",
    "people:\n  - {csm: Ann, share: 50%, language: en;de}\n",
    message="{column} is taken as a skill of people, such as a language",
    hint="did you mean {known}?",
)
MATCH_WITHOUT_PEOPLE = Record(
    "unmatched-column",
    "error",
    "`match` names a column that the people don't have, so that nobody may have any account with a value there.",
    "Add the column to the people, or take it out of `match`.",
    """\
accounts: accounts.csv
assign: {match: language}
people:
  - {csm: Ann}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr,csm,language
x,a,20k,Ann,en
""",
    """\
accounts: accounts.csv
assign: {match: language}
people:
  - {csm: Ann, language: en}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr,csm,language
x,a,20k,Ann,en
""",
    message="no column of the people is named {column}",
)
UNKNOWN_CSM = Record(
    "unknown-csm",
    "warning",
    "The account book names CSMs whom `people` does not have. They count as there, full time.",
    "Add them to `people`, or write the name alike in both.",
    """\
accounts: accounts.csv
people:
  - {csm: Ann Lee}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr,csm
x,a,20k,Ann Lee
y,a,30k,Anne Lee
""",
    """\
accounts: accounts.csv
people:
  - {csm: Ann Lee}
segments:
  - {name: a}
# accounts.csv
customer,segment,arr,csm
x,a,20k,Ann Lee
y,a,30k,Ann Lee
""",
    message="CSMs of the account book who are not among the people: {names}",
)
