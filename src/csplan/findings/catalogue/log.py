"""Findings about the time log: its form, and what it names that the plan does not have."""

from __future__ import annotations

from csplan.findings.catalogue.example import GOOD_LOG, LOG_HEAD, LOG_PLAN, LOG_ROWS
from csplan.findings.record import Record

TITLE = "The time log"

_TWO = """\
tasks:
  - {name: call, kind: proactive, per: customer, times: 12}
time_log: {file: [one.csv, two.csv], occurrence: row}
# one.csv
"""

AMBIGUOUS_DATES = Record(
    "ambiguous-dates",
    "error",
    "Day or month may come first in the dates of the log, or both do.",
    "State `date_format: dmy` or `mdy`, or write year, month and day.",
    f"{LOG_PLAN}{LOG_HEAD}01/02/2026,Ann,call,a,30\n02/02/2026,Ann,call,a,35\n",
    GOOD_LOG,
    message="day or month may come first in its dates ({date}), and no day over 12 tells which",
    hint="say which it is: `date_format: dmy` (31/12/2026) or `date_format: mdy` (12/31/2026)",
)
CONTRADICTING_DATES = AMBIGUOUS_DATES.worded(
    "some dates have the day first ({day}), others the month ({month})",
    "say which it is: `date_format: dmy` (31/12/2026) or `date_format: mdy` (12/31/2026); rows with the others are "
    "then left out",
)
LOG_DATES = Record(
    "log-dates",
    "note",
    "Which of day and month comes first was found out from the dates of the log.",
    "State `date_format: dmy` or `mdy` to be sure.",
    f"{LOG_PLAN}{LOG_HEAD}14/02/2026,Ann,call,a,30\n15/02/2026,Ann,call,a,35\n",
    GOOD_LOG,
    message="its dates are read {order}, because {example} can't be otherwise",
    hint="state `date_format: {stated}` to be sure",
)
AMBIGUOUS_NUMBERS = Record(
    "ambiguous-numbers",
    "error",
    "A number can be read as over a thousand or as a little over one, and no other number of its column tells which.",
    'State `number_format: "1,234.56"` or `number_format: "1.234,56"`.',
    f'{LOG_PLAN}{LOG_HEAD}2026-01-05,Ann,call,a,"1,200"\n',
    GOOD_LOG,
    message="{example} may be over a thousand or a little over one",
    hint='say which it is: `number_format: "1,234.56"` or `number_format: "1.234,56"`',
)
CONTRADICTING_NUMBERS = AMBIGUOUS_NUMBERS.worded(
    "some numbers have a point before their decimals, others a comma: {example} may be over a thousand or a little "
    "over one",
    'say which it is: `number_format: "1,234.56"` or `number_format: "1.234,56"`',
)
AMBIGUOUS_AMOUNTS = AMBIGUOUS_NUMBERS.worded(
    "numbers such as {example} in the column {heading} can be read in two ways, 1,000 times apart, and nothing tells "
    "which is meant",
    'say how they are written: `number_format: "1.234,56"` or `number_format: "1,234.56"`',
)
AMBIGUOUS_UNIT = Record(
    "ambiguous-unit",
    "error",
    "Nothing says whether the lengths of the log are seconds, minutes or hours.",
    "Say which: `columns: {minutes: Duration}`.",
    f"{LOG_PLAN}date,csm,task,segment,duration\n2026-01-05,Ann,call,a,30\n",
    GOOD_LOG,
    message="nothing says what {number} under {heading} means: seconds, minutes or hours",
    hint="say which: `columns: {{hours: {key}}}`",
)
UNIT_IN_A_ROW = AMBIGUOUS_UNIT.worded(
    "a row says that amounts are in {unit}", "delete the row, and say so under accounts: `unit: {text}`"
)
CONTRADICTS_HEADING = Record(
    "contradicts-heading",
    "error",
    "`columns` reads a column in another unit than its heading says.",
    "Name the unit of the heading: `columns: {seconds: Duration (seconds)}`.",
    """\
tasks:
  - {name: call, kind: proactive, per: customer, times: 12}
time_log: {file: log.csv, columns: {minutes: Hours}}
# log.csv
date,csm,task,segment,Hours
2026-01-05,Ann,call,a,0.5
""",
    """\
tasks:
  - {name: call, kind: proactive, per: customer, times: 12}
time_log: {file: log.csv, columns: {hours: Hours}}
# log.csv
date,csm,task,segment,Hours
2026-01-05,Ann,call,a,0.5
...
""",
    message="`columns` gives {heading} for {name}, and its heading says {unit}",
    hint="write `columns: {{{unit}: ...}}`, or rename the column",
)
UNUSUAL_UNIT = CONTRADICTS_HEADING.worded(
    "`columns` gives {heading} for {name}, and its heading says {unit}",
    "export them in hours or minutes, or rename the column",
)
CONTRADICTS_TIMES = Record(
    "contradicts-times",
    "error",
    "The lengths of the log are read in another unit than start and end beside them say.",
    "Name the unit: `columns: {seconds: Duration}`.",
    f"{LOG_PLAN}date,csm,task,segment,minutes,start,end\n2026-01-05,Ann,call,a,1800,9:00,9:30\n",
    GOOD_LOG,
    message="{heading} is read in {stated}, but where it says {number}, it is {minutes} minutes from start to end",
    hint="write `columns: {{{meant}: {heading}}}`",
)
ENTRY_WITHOUT_TASK = Record(
    "entry-without-task",
    "warning",
    "Entries of the log name no task. They count as time, in no task.",
    "Fill the task in, or name a second column to take it from: `columns: {task: [Task, Description]}`.",
    f"{GOOD_LOG}2026-02-02,Ann,,a,30\n",
    GOOD_LOG,
    message="{count} entries of {hours} h name no task: counted as time in no task",
    hint="fill it in; `columns: {{task: [Task, Notes]}}` takes the first of two columns that is filled",
    one="1 entry of {hours} h names no task: counted as time in no task",
)
ENTRY_WITHOUT_PERSON = Record(
    "entry-without-person",
    "warning",
    "Entries of the log name no person. They count as time of the team, and of none of its people.",
    "Fill the person in; where it is always the same, state it: `columns: {csm: {value: Ana}}`.",
    f"{GOOD_LOG}2026-02-02,,call,a,30\n",
    GOOD_LOG,
    message="{count} entries of {hours} h name no person: they count for the team, and for none of its people",
    hint="fill the person in; `columns: {{csm: {{value: Ana}}}}` states one for the whole file",
    one="1 entry of {hours} h names no person: it counts for the team, and for none of its people",
)
NO_WORK = Record(
    "no-work",
    "note",
    "Entries of the log are events that last all day, or breaks. They are no work, and count nowhere.",
    "Nothing. Give an entry its hours where it was work.",
    f"{LOG_PLAN}date,csm,task,segment,start,end,type\n2026-01-05,Ann,call,a,9:00,9:30,Regular\n"
    "2026-01-05,Ann,,,12:00,12:45,Break\n",
    GOOD_LOG,
    message="{count} entries last all day: no work",
    hint="nothing is measured from them",
    one="1 entry lasts all day: no work",
)
BREAKS = NO_WORK.worded(
    "{count} entries are breaks: no work", "nothing is measured from them", one="1 entry is a break: no work"
)
CANCELLED = NO_WORK.worded(
    "{count} entries are cancelled: no work", "nothing is measured from them", one="1 entry is cancelled: no work"
)
AWAY = NO_WORK.worded(
    "{count} entries say that somebody is out of office",
    "nothing is measured from them",
    one="1 entry says that somebody is out of office",
)
FREE_TIME = NO_WORK.worded(
    "{count} entries leave their time free: no work",
    "nothing is measured from them",
    one="1 entry leaves its time free: no work",
)
OVER_MIDNIGHT = Record(
    "over-midnight",
    "note",
    "Entries of the log end earlier in the day than they start, and are read as ending on the next day.",
    "Nothing. Add the day on which they end, as `end_date`, to be sure.",
    f"{LOG_PLAN}date,csm,task,segment,start,end\n2026-01-05,Ann,call,a,23:30,0:15\n",
    GOOD_LOG,
    message="{count} entries end earlier in the day than they start, and are read as going on over midnight",
    hint="add the day on which they end, as end_date, to be sure",
    one="1 entry ends earlier in the day than it starts, and is read as going on over midnight",
)
RECURRING_EVENTS = Record(
    "recurring-events",
    "error",
    "Events of a calendar recur without an end, or too often to be work.",
    "State the period of the log: `period: {from: 2026-01-01, to: 2026-06-30}`.",
    "time_log: calendar.ics\n...\n",
    "time_log: {file: calendar.ics, period: {from: 2026-01-01, to: 2026-06-30}}\n...\n",
    message="{name} recurs without an end",
    hint="state the period that the log is of: `period: {{from: 2026-01-01, to: 2026-06-30}}`",
)
TOO_MANY_EVENTS = RECURRING_EVENTS.worded(
    "its events take place more than {most} times",
    "state the period that the log is of: `period: {{from: 2026-01-01, to: 2026-06-30}}`",
)
TOO_OFTEN = RECURRING_EVENTS.worded("{name} recurs every hour or more often: that is not work", "remove it")
MISSING_EXTRA = Record(
    "missing-extra",
    "error",
    "A file of this form needs a package that is not installed with csplan.",
    "Install it: `pip install 'csplan[ics]'` for calendars, `pip install 'csplan[xlsx]'` for workbooks.",
    "time_log: calendar.ics\n...\n",
    "time_log: {file: calendar.csv, preset: google-calendar}\n...\n",
    message="a calendar needs packages that are not there: icalendar and recurring-ical-events",
    hint="install them: `pip install 'csplan[ics]'`",
)
EXTRA_FOR_WORKBOOKS = MISSING_EXTRA.worded(
    "reading workbooks needs python-calamine, which is not installed", "install it: `pip install 'csplan[xlsx]'`"
)
UNLIKELY_LENGTHS = Record(
    "unlikely-lengths",
    "warning",
    "Half of the entries of the log last over 8 hours, or under 2 minutes: perhaps they are in another unit.",
    "Say in which: `columns: {seconds: Duration}`.",
    f"{LOG_PLAN}{LOG_HEAD}2026-01-05,Ann,call,a,1200\n2026-01-07,Ann,call,a,600\n...\n",
    GOOD_LOG,
    message="half of its entries last over {hours} h: in which unit are they?",
    hint="say in which unit they are: `columns: {{seconds: ...}}`, `{{minutes: ...}}` or `{{hours: ...}}`",
)
UNLIKELY_SHORT = UNLIKELY_LENGTHS.worded(
    "half of its entries last under {minutes} minutes: in which unit are they?",
    "say in which unit they are: `columns: {{seconds: ...}}`, `{{minutes: ...}}` or `{{hours: ...}}`",
)
OVERLAPPING_LOGS = Record(
    "overlapping-logs",
    "warning",
    "Two files of the log have entries of the same people on the same days: what stands in both counts twice.",
    "Export periods that do not overlap.",
    f"{_TWO}{LOG_HEAD}{LOG_ROWS}# two.csv\n{LOG_HEAD}2026-01-14,Ann,call,a,30\n2026-01-16,Ann,call,a,30\n",
    f"{_TWO}{LOG_HEAD}{LOG_ROWS}# two.csv\n{LOG_HEAD}2026-01-16,Ann,call,a,30\n",
    message="{one} and {other} both have entries of the same people on {count} days: what stands in both counts twice",
    hint="export periods that do not overlap",
    one="{one} and {other} both have entries of one person on 1 day: what stands in both counts twice",
)
LOG_PRESET = Record(
    "log-preset",
    "note",
    "The headings are those of a time tracker, and are read as such.",
    "Nothing. State `columns` to have them read otherwise.",
    f"{LOG_PLAN}User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration\n"
    "Ann,ann@example.com,a,Customers,call,,No,2026-01-05,09:00:00,2026-01-05,09:30:00,00:30:00\n",
    GOOD_LOG,
    message="its headings are those of {tracker}, and are read as such",
    hint="state `preset: {tracker}`, or `columns`",
)
TOO_MANY_NAMES = Record(
    "too-many-names",
    "error",
    "The log has more than 100,000 CSMs or tasks, or a million customers.",
    "Another column is meant: correct `columns`.",
    "time_log: {file: log.csv, columns: {task: Notes}}\n...\n",
    "time_log: {file: log.csv, columns: {task: Activity}}\n...\n",
    message="there are more than {most} different names in the column {column}, such as {name}",
    hint="is it the right one? `columns: {{{column}: ...}}`",
)
TOO_MANY_CUSTOMERS = TOO_MANY_NAMES.worded("there are more than {most} different customers")
EMPTY_LOG = Record(
    "empty-log",
    "warning",
    "No entry of the log counts, so nothing is measured.",
    "Correct the rows that are listed, or log something.",
    f"{LOG_PLAN}{LOG_HEAD}",
    GOOD_LOG,
    message="no entry of the time log counts",
    hint="nothing is measured from it",
)
NO_LOG_FOR_TASKS = EMPTY_LOG.worded("no entry of the time log counts", "csplan validate says why")
UNKNOWN_TASK = Record(
    "unknown-task",
    "warning",
    "Entries of the log are of no task of the plan. They count as time, in no task.",
    "Add a task, or an alias of one: `aliases: [cal]`.",
    f"{GOOD_LOG}2026-02-02,Ann,cal,a,30\n",
    GOOD_LOG,
    message="the plan has no task {name}: {count} entries of {hours} h count as time in no task",
    hint="add a task, or an alias of one",
    one="the plan has no task {name}: 1 entry of {hours} h counts as time in no task",
)
MISSPELT_TASK = UNKNOWN_TASK._replace(hint="did you mean {near}? then list it in its `aliases`")
MORE_UNKNOWN_TASKS = UNKNOWN_TASK.worded(
    "{names} more names are not tasks of the plan: {entries} of {hours} h",
    "add tasks or aliases; or read another column: `columns: {{task: ...}}`",
    one="1 more name is not a task of the plan: {entries} of {hours} h",
)
UNKNOWN_LOG_SEGMENT = Record(
    "unknown-log-segment",
    "warning",
    "The log names segments that the plan does not have. The entries count in no segment.",
    "Check the spelling, or add the segment.",
    f"{GOOD_LOG}2026-02-02,Ann,call,b,30\n",
    GOOD_LOG,
    message="it names segments that the plan does not have: {names}; {count} entries, counted in no segment",
    one="it names segments that the plan does not have: {names}; 1 entry, counted in no segment",
)
UNKNOWN_LOG_CUSTOMER = Record(
    "unknown-log-customer",
    "warning",
    "The log names customers that the account book does not have, or there is no book. The entries count in no "
    "segment.",
    "Write customers as the book has them.",
    """\
accounts: accounts.csv
segments:
  - {name: a}
tasks:
  - {name: call, kind: proactive, per: customer, takes: 30 min, times: 12}
time_log: log.csv
# accounts.csv
customer,segment,arr
Nord,a,20k
# log.csv
date,csm,task,customer,minutes
2026-01-05,Ann,call,Nord AG,30
""",
    """\
accounts: accounts.csv
segments:
  - {name: a}
tasks:
  - {name: call, kind: proactive, per: customer, takes: 30 min, times: 12}
time_log: log.csv
# accounts.csv
customer,segment,arr
Nord,a,20k
# log.csv
date,csm,task,customer,minutes
2026-01-05,Ann,call,Nord,30
""",
    message="it names customers that the account book does not have: {names}; {count} entries, counted in no segment",
    hint="write them as the book does",
    one="it names customers that the account book does not have: {names}; 1 entry, counted in no segment",
)
NO_BOOK_FOR_LOG = UNKNOWN_LOG_CUSTOMER.worded(
    "nothing says in which segments its customers are: {count} entries, counted in no segment",
    "add the account book (`accounts:`), or a column segment",
    one="nothing says in which segments its customers are: 1 entry, counted in no segment",
)
UNPLACED_TIME = Record(
    "unplaced-time",
    "warning",
    "Work for customers in the log names neither segment nor customer. It counts in no segment.",
    "Fill the column in; a task that is done for nobody is of kind internal.",
    f"{GOOD_LOG}2026-02-02,Ann,call,,30\n",
    GOOD_LOG,
    message="{hours} h of work for customers ({share} of it) name neither segment nor customer: counted in no segment",
    hint="fill in the column segment or customer; times measured without them are too low",
)
FULL_DAY = Record(
    "full-day",
    "warning",
    "The log has more than 24 hours of one person on one day. They are kept.",
    "Look for doubled entries, and for hours that are meant as minutes.",
    f"{GOOD_LOG}2026-02-02,Ann,call,a,900\n2026-02-02,Ann,call,a,900\n",
    GOOD_LOG,
    message="on {count} days one person logs over 24 hours: {days}",
    hint="they are kept; perhaps entries are doubled",
    one="on 1 day one person logs over 24 hours: {days}",
)
