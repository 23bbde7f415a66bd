"""Findings about the record of customers: events and snapshots."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "The record of customers"

_PLAN = """\
accounts: accounts.csv
segments:
  - {name: a}
"""
_BOOK = "# accounts.csv\ncustomer,segment,arr\nx,a,20k\ny,a,30k\n"
_EVENTS = f"events: events.csv\n{_PLAN}{_BOOK}# events.csv\ndate,event,customer,arr,due,id,from\n"
_GOOD_EVENTS = f"{_EVENTS}2026-03-01,csql,x,,,L1,\n2026-04-01,expansion,x,5k,,,L1\n"
_SHOTS = f"snapshots: snapshots.csv\n{_PLAN}{_BOOK}# snapshots.csv\n"
_GOOD_SHOTS = f"{_SHOTS}date,customer,health\n2026-03-01,x,green\n2026-03-01,y,yellow\n"

MISSING_LINK = Record(
    "missing-link",
    "warning",
    "An event comes `from` an id that no row of the table has, or none that counts. Its chain ends there.",
    "Export that event too, or correct the id.",
    f"{_EVENTS}2026-03-01,csql,x,,,L1,\n2026-04-01,expansion,x,5k,,,L2\n",
    _GOOD_EVENTS,
    message="this event comes from {id}, and no row that counts has this id",
    hint="export that event too, or correct the id; until then its chain ends here",
)
MISSING_LINKS = MISSING_LINK.worded(
    "{count} events come from ids that no row that counts has, this one from {id}",
    "export those events too, or correct the ids; until then their chains end there",
)
UNKNOWN_COLOUR = Record(
    "unknown-colour",
    "warning",
    "Cells of the snapshots hold words that are no colour of health. They say nothing, the rest of their row does.",
    "Write green, lime, yellow or red; or a score, and the least score of each colour under `health: colours`.",
    f"{_SHOTS}date,customer,health\n2026-03-01,x,purple\n2026-03-01,y,yellow\n",
    _GOOD_SHOTS,
    message="cells of {column} name no colour that csplan knows, and say nothing: {words}",
    hint="write green, lime, yellow or red; or scores, and under `health: colours` the least score of each",
)
_HEALTH = "health: {outcome: {adoption: 100%}}\n"
UNKNOWN_CELLS = Record(
    "unknown-cells",
    "warning",
    "Cells of a column that `health` or `scorecard` names can't be read, or are outside its scale. They say nothing, "
    "the rest of the row does.",
    "Correct the cells, or state the column's `scale`.",
    f"{_HEALTH}{_SHOTS}date,customer,adoption\n2026-03-01,x,high\n2026-03-01,y,60\n",
    f"{_HEALTH}{_SHOTS}date,customer,adoption\n2026-03-01,x,80\n2026-03-01,y,60\n",
    message="cells of {column} can't be read, or are outside its scale, and say nothing: {words}",
    hint="correct them, or state the scale of the column: `scale: [-100, 100]`, in `scorecard` its top: `of: 5`",
)
SMALL_SCALE = UNKNOWN_CELLS.worded(
    "no cell of {column} is over 1, and its scale is 0 to 100: all would score next to nothing",
    "state its scale, `scale: [0, 1]`, or write 85 or 85% for 0.85",
)
UNKNOWN_SHARES = UNKNOWN_CELLS.worded(
    "cells of {column} are no share from 0% to 100%, and say nothing: {words}",
    "write 30%, or 0.3; several columns of the customer file are a list of items, each a day or yes",
)
UNKNOWN_ITEMS = UNKNOWN_CELLS.worded(
    "cells of {column} are neither a day nor yes or no, and don't say that the item is filled: {words}",
    "write the day on which it was filled in, or yes",
)
UNKNOWN_TRUTHS = UNKNOWN_CELLS.worded(
    "cells of {column} are neither yes or no nor a number, and say nothing: {words}", "write yes or no"
)
UNKNOWN_DAYS = UNKNOWN_CELLS.worded(
    "cells of {column} are no day that can be read, and say nothing: {words}", "write it as 2026-09-30"
)
NO_HEALTH_COLUMN = Record(
    "no-health-column",
    "warning",
    "`health` or `scorecard` names a column that the snapshots do not have. What it would say is unknown.",
    "Export the column, or map its heading under `snapshots: columns`.",
    f"{_HEALTH}{_SHOTS}date,customer,usage\n2026-03-01,x,80\n2026-03-01,y,60\n",
    f"{_HEALTH}{_SHOTS}date,customer,adoption\n2026-03-01,x,80\n2026-03-01,y,60\n",
    message="the snapshots have no column {name}",
)
SAME_DAY = Record(
    "same-day",
    "warning",
    "Snapshots of a customer stand twice on one day. The later row counts.",
    "Export one row for a customer and day.",
    f"{_SHOTS}date,customer,health\n2026-03-01,x,green\n2026-03-01,y,yellow\n2026-03-01,x,red\n",
    _GOOD_SHOTS,
    message="customers stand twice on one day, this one first; the later row counts ({count} in all)",
    hint="export one row for a customer and day",
)
_TWO = f"snapshots: snapshots.csv\n{_PLAN}  - {{name: b}}\n# accounts.csv\ncustomer,segment,arr\nx,a,20k\ny,b,30k\n"
NO_SEGMENT = Record(
    "customers-without-segment",
    "warning",
    "Customers of the record are in no segment: the account book does not have them, and their last CSM is of no "
    "segment either. They count nowhere.",
    "Keep customers who left in the account book's export, or say in `people` which team their CSMs were of.",
    f"{_TWO}# snapshots.csv\ndate,customer,health\n2026-03-01,x,green\n2026-03-01,gone,yellow\n",
    f"{_TWO}# snapshots.csv\ndate,customer,health\n2026-03-01,x,green\n2026-03-01,y,yellow\n",
    message="customers of the record who are in no segment, and count nowhere: {names}",
    hint="keep customers who left in the account book, or say in `people` which team their CSMs were of",
)
NOT_IN_BOOK = Record(
    "not-in-book",
    "warning",
    "Customers of the newest snapshots are not in the account book, though they have not left by then: the two tables "
    "may write them otherwise. Then one customer counts as two, of whom one has no ARR and the other no health.",
    "Write customers in both tables alike, or export both on one day.",
    f"{_SHOTS}date,customer,health\n2026-03-01,x,green\n2026-03-01,y Ltd,yellow\n",
    _GOOD_SHOTS,
    message="customers of the newest snapshots are not in the account book: {names}",
    hint="write them as the book does, or export both tables on one day",
)
LEFT_BY_EVENTS = Record(
    "left-by-events",
    "note",
    "Customers whom only the events name, and who left by one of them: an account book of today does not have them. "
    "They count among renewals and losses; without them rates would be of those who stayed.",
    "Look whether one of them is a customer of the book under another name.",
    f"{_EVENTS}2026-03-01,renewal,gone,0,20k,,\n",
    _GOOD_EVENTS,
    message="customers whom only the events name, and who left by them: they count among renewals and losses: {names}",
    hint="nothing to do, unless one of them is a customer of the account book under another name",
)
WITHOUT_SNAPSHOTS = Record(
    "missing-snapshots",
    "warning",
    "`health` says how health is told from snapshots, and the plan has none.",
    "Export one row for a customer and month: date, customer, csm, health, and the columns that `health` names.",
    f"{_HEALTH}{_PLAN}{_BOOK}",
    f"{_HEALTH}{_SHOTS}date,customer,adoption\n2026-03-01,x,80\n2026-03-01,y,60\n",
    message="`health` has no effect without snapshots",
    hint="export a row for a customer and month, with date, customer and {columns}, and name it: `snapshots: FILE`",
)
SCORECARD_WITHOUT_SNAPSHOTS = WITHOUT_SNAPSHOTS.worded(
    "`scorecard` has no effect without snapshots",
    "export a row for a customer and month, with date, customer and {columns}, and name it: `snapshots: FILE`",
)
WITHOUT_EVENTS = Record(
    "missing-events",
    "warning",
    "`value` says what the team is credited with by what happened, and the plan has no events.",
    "Export one row for each renewal, expansion and lead: date, event, customer, csm, arr, due.",
    f"value: {{credit: {{csql: 50%}}}}\n{_PLAN}{_BOOK}",
    f"value: {{credit: {{csql: 50%}}}}\n{_GOOD_EVENTS}",
    message="`value` has no effect without events",
    hint="export a row for each renewal, expansion and lead, and name it: `events: FILE`",
)
CONTRADICTS_BOOK = Record(
    "events-contradict-book",
    "warning",
    "By the events a customer paid less than nothing before them: the account book's ARR, walked back through "
    "expansions and renewals, is below zero. The customer counts nowhere in GRR and NRR.",
    "Correct the ARR of the book or the amounts of the events.",
    f"{_EVENTS}2026-03-01,csql,x,,,L1,\n2026-04-01,expansion,x,500k,,,L1\n",
    _GOOD_EVENTS,
    message="by the events these customers paid nothing before them, and count nowhere in GRR and NRR: {names}",
    hint="correct their ARR in the account book, or the amounts of the events",
)
_SCORES = f"{_SHOTS}date,customer,adoption\n2026-03-01,x,8\n"
WRONG_SCALE = Record(
    "health-scale",
    "error",
    "The scale of a dimension is not two different numbers: its worst value, then its best.",
    "Write both: `scale: [0, 10]`. Where less is better, the larger number comes first.",
    f"health: {{outcome: {{adoption: {{scale: [10], weight: 100%}}}}}}\n{_SCORES}",
    f"health: {{outcome: {{adoption: {{scale: [0, 10], weight: 100%}}}}}}\n{_SCORES}",
    message="a scale is two different numbers, the worst value and the best",
    hint="write it like `scale: [0, 10]`",
)
WRONG_ORDER = Record(
    "health-colours",
    "error",
    "The least scores of the colours do not fall from green to yellow.",
    "Write them so that green needs most: `{green: 75, lime: 62, yellow: 45}`.",
    f"health: {{outcome: {{adoption: 100%}}, colours: {{green: 45, lime: 62, yellow: 75}}}}\n{_SCORES}",
    f"health: {{outcome: {{adoption: 100%}}, colours: {{green: 75, lime: 62, yellow: 45}}}}\n{_SCORES}",
    message="the least score of green is to be above that of lime, and that above yellow's",
    hint="write them like `{{green: 75, lime: 62, yellow: 45}}`",
)
