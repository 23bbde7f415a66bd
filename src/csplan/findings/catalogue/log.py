"""Findings about the time log."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "The time log"

_PLAN = """\
tasks:
  - {name: call, kind: proactive, per: customer, times: 12}
time_log: log.csv
# log.csv
"""
_HEAD = "date,csm,task,segment,minutes\n"
_ROWS = "".join(f"2026-01-{day:02},Ann,call,a,{20 + day}\n" for day in (5, 7, 9, 12, 14))
_GOOD = f"{_PLAN}{_HEAD}{_ROWS}"
_TWO = """\
tasks:
  - {name: call, kind: proactive, per: customer, times: 12}
time_log: {file: [one.csv, two.csv], occurrence: row}
# one.csv
"""
_MEASURED = """\
tasks:
  - {name: call, kind: proactive, per: customer, takes: 30 min}
time_log: {file: log.csv, occurrence: row}
# log.csv
"""
_MANY = "2026-01-05,Ann,call,a,51\n2026-01-07,Ann,call,a,53\n...\n"

AMBIGUOUS_DATES = Record(
    "ambiguous-dates",
    "error",
    "Day or month may come first in the dates of the log, or both do.",
    "State `date_format: dmy` or `mdy`, or write year, month and day.",
    f"{_PLAN}{_HEAD}01/02/2026,Ann,call,a,30\n02/02/2026,Ann,call,a,35\n",
    _GOOD,
)
LOG_DATES = Record(
    "log-dates",
    "note",
    "Which of day and month comes first was found out from the dates of the log.",
    "State `date_format: dmy` or `mdy` to be sure.",
    f"{_PLAN}{_HEAD}14/02/2026,Ann,call,a,30\n15/02/2026,Ann,call,a,35\n",
    _GOOD,
)
AMBIGUOUS_NUMBERS = Record(
    "ambiguous-numbers",
    "error",
    "A number can be read as over a thousand or as a little over one, and no other number of its column tells which.",
    'State `number_format: "1,234.56"` or `number_format: "1.234,56"`.',
    f'{_PLAN}{_HEAD}2026-01-05,Ann,call,a,"1,200"\n',
    _GOOD,
)
AMBIGUOUS_UNIT = Record(
    "ambiguous-unit",
    "error",
    "Nothing says whether the lengths of the log are seconds, minutes or hours.",
    "Say which: `columns: {minutes: Duration}`.",
    f"{_PLAN}date,csm,task,segment,duration\n2026-01-05,Ann,call,a,30\n",
    _GOOD,
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
)
CONTRADICTS_TIMES = Record(
    "contradicts-times",
    "error",
    "The lengths of the log are read in another unit than start and end beside them say.",
    "Name the unit: `columns: {seconds: Duration}`.",
    f"{_PLAN}date,csm,task,segment,minutes,start,end\n2026-01-05,Ann,call,a,1800,9:00,9:30\n",
    _GOOD,
)
ENTRY_WITHOUT_TASK = Record(
    "entry-without-task",
    "warning",
    "Entries of the log name no task. They count as time, in no task.",
    "Fill the task in, or name a second column to take it from: `columns: {task: [Task, Description]}`.",
    f"{_GOOD}2026-02-02,Ann,,a,30\n",
    _GOOD,
)
ENTRY_WITHOUT_PERSON = Record(
    "entry-without-person",
    "warning",
    "Entries of the log name no person. They count as time of the team, and of none of its people.",
    "Fill the person in; where it is always the same, state it: `columns: {csm: {value: Ana}}`.",
    f"{_GOOD}2026-02-02,,call,a,30\n",
    _GOOD,
)
NO_WORK = Record(
    "no-work",
    "note",
    "Entries of the log are events that last all day, or breaks. They are no work, and count nowhere.",
    "Nothing. Give an entry its hours where it was work.",
    f"{_PLAN}date,csm,task,segment,start,end,type\n2026-01-05,Ann,call,a,9:00,9:30,Regular\n"
    "2026-01-05,Ann,,,12:00,12:45,Break\n",
    _GOOD,
)
OVER_MIDNIGHT = Record(
    "over-midnight",
    "note",
    "Entries of the log end earlier in the day than they start, and are read as ending on the next day.",
    "Nothing. Add the day on which they end, as `end_date`, to be sure.",
    f"{_PLAN}date,csm,task,segment,start,end\n2026-01-05,Ann,call,a,23:30,0:15\n",
    _GOOD,
)
RECURRING_EVENTS = Record(
    "recurring-events",
    "error",
    "Events of a calendar recur without an end, or too often to be work.",
    "State the period of the log: `period: {from: 2026-01-01, to: 2026-06-30}`.",
    "time_log: calendar.ics\n...\n",
    "time_log: {file: calendar.ics, period: {from: 2026-01-01, to: 2026-06-30}}\n...\n",
)
MISSING_EXTRA = Record(
    "missing-extra",
    "error",
    "A file of this form needs a package that is not installed with csplan.",
    "Install it: `pip install 'csplan[ics]'` for calendars, `pip install 'csplan[xlsx]'` for workbooks.",
    "time_log: calendar.ics\n...\n",
    "time_log: {file: calendar.csv, preset: google-calendar}\n...\n",
)
UNLIKELY_LENGTHS = Record(
    "unlikely-lengths",
    "warning",
    "Half of the entries of the log last over 8 hours, or under 2 minutes: perhaps they are in another unit.",
    "Say in which: `columns: {seconds: Duration}`.",
    f"{_PLAN}{_HEAD}2026-01-05,Ann,call,a,1200\n2026-01-07,Ann,call,a,600\n...\n",
    _GOOD,
)
OVERLAPPING_LOGS = Record(
    "overlapping-logs",
    "warning",
    "Two files of the log have entries of the same people on the same days: what stands in both counts twice.",
    "Export periods that do not overlap.",
    f"{_TWO}{_HEAD}{_ROWS}# two.csv\n{_HEAD}2026-01-14,Ann,call,a,30\n2026-01-16,Ann,call,a,30\n",
    f"{_TWO}{_HEAD}{_ROWS}# two.csv\n{_HEAD}2026-01-16,Ann,call,a,30\n",
)
LOG_PRESET = Record(
    "log-preset",
    "note",
    "The headings are those of a time tracker, and are read as such.",
    "Nothing. State `columns` to have them read otherwise.",
    f"{_PLAN}User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration\n"
    "Ann,ann@example.com,a,Customers,call,,No,2026-01-05,09:00:00,2026-01-05,09:30:00,00:30:00\n",
    _GOOD,
)
TOO_MANY_NAMES = Record(
    "too-many-names",
    "error",
    "The log has more than 100,000 CSMs or tasks, or a million customers.",
    "Another column is meant: mend `columns`.",
    "time_log: {file: log.csv, columns: {task: Notes}}\n...\n",
    "time_log: {file: log.csv, columns: {task: Activity}}\n...\n",
)
EMPTY_LOG = Record(
    "empty-log",
    "warning",
    "No entry of the log counts, so nothing is measured.",
    "Mend the rows that are listed, or log something.",
    f"{_PLAN}{_HEAD}",
    _GOOD,
)
UNKNOWN_TASK = Record(
    "unknown-task",
    "warning",
    "Entries of the log are of no task of the plan. They count as time, in no task.",
    "Add a task, or an alias of one: `aliases: [cal]`.",
    f"{_GOOD}2026-02-02,Ann,cal,a,30\n",
    _GOOD,
)
UNKNOWN_LOG_SEGMENT = Record(
    "unknown-log-segment",
    "warning",
    "The log names segments that the plan does not have. The entries count in no segment.",
    "Mind the spelling, or add the segment.",
    f"{_GOOD}2026-02-02,Ann,call,b,30\n",
    _GOOD,
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
)
UNPLACED_TIME = Record(
    "unplaced-time",
    "warning",
    "Work for customers in the log names neither segment nor customer. It counts in no segment.",
    "Fill the column in; a task that is done for nobody is of kind internal.",
    f"{_GOOD}2026-02-02,Ann,call,,30\n",
    _GOOD,
)
FULL_DAY = Record(
    "full-day",
    "warning",
    "The log has more than 24 hours of one person on one day. They are kept.",
    "Look for doubled entries, and for hours that are meant as minutes.",
    f"{_GOOD}2026-02-02,Ann,call,a,900\n2026-02-02,Ann,call,a,900\n",
    _GOOD,
)
CONTRADICTS_RECORD = Record(
    "contradicts-record",
    "warning",
    "20 entries of the log or more say otherwise than the plan, by over a quarter and by more than chance.",
    "State what is measured, or leave the value out: it is then taken from the log.",
    f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 30 min, times: 12}}\n"
    f"time_log: log.csv\n# log.csv\n{_HEAD}{_MANY}",
    f"{_PLAN}{_HEAD}{_MANY}",
    message="{task} is stated to take {stated} min, the time log measures {value} min ({low} to {high}, n {n})",
    hint="state what is measured, or leave takes out",
)
INTERNAL_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "internal work of role {role} is stated as {stated} of paid time, the time log has {recorded} (n {n})",
    "state what is recorded in the role's time.internal, or check which tasks are internal",
)
REALIZATION_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "the people of role {role} spend {recorded} of paid time on customers by the time log, the plan "
    "leaves {stated} for it (n {n})",
    "check the role's internal and realization against what is recorded",
)
TAKES_OF_TIER_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "{task} in tier {tier} is stated to take {stated} min, the time log measures {value} min ({low} to {high}, n {n})",
    "state what is measured, or leave takes out",
)
TIMES_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "{task} is stated {stated} times a year, the time log measures {value} ({low} to {high}, n {n})",
    "state what is measured, or check covers and period of the log",
)
TIMES_OF_TIER_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "{task} in tier {tier} is stated {stated} times a year, the time log measures {value} ({low} to {high}, n {n})",
    "state what is measured, or check covers and period of the log",
)
RATE_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "{key} of {segment} is stated as {stated}, the record has {value} ({file}, n {n})",
    "the record counts; take {key} out, or mend the record",
)
COLOURS_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "by its {key} {stated} of {segment} is at risk, the record has {value} ({file}, n {n})",
    "the record counts; take {key} out, or mend the record",
)
RESCUES_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "{task} is stated {stated} times a year in {segment}, the record has {value} ({low} to {high}; {file}, n {n})",
    "the record counts; state what it has, or mend the record",
)
TURNOVER_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "turnover of role {role} is stated as {stated}, by the people it is {value} ({low} to {high}, n {n})",
    "the stated one counts; take turnover out, or mend the people",
)
INCOMPLETE_RECORD = Record(
    "incomplete-record",
    "warning",
    "How often tasks are done is measured from a log that lacks people, or more than 15% of their paid time, so it "
    "comes out too low.",
    "State `times`, record all of the time, or say with `covers` what share of it the log holds.",
    f"{_MEASURED}{_HEAD}{_MANY}",
    f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 30 min, times: 12}}\n"
    f"time_log: {{file: log.csv, occurrence: row}}\n# log.csv\n{_HEAD}{_MANY}",
    message="only {share} of the paid time of its people is in the time log: times measured from it are too low",
    hint="state times, or record all of the time; covers says what share of it the log holds",
)
MISSING_PEOPLE = INCOMPLETE_RECORD.worded(
    "the time log has {people} of the {now} people of {team}: times measured from it are too low",
    "state times, or record all of the time; covers says what share of it the log holds",
)
MERGED_ENTRIES = Record(
    "merged-entries",
    "warning",
    "A log without customers has several entries of a task, CSM, segment and day, which count as one occurrence.",
    "Say what is meant: `occurrence: row` where each entry is one, else `occurrence: day`.",
    f"{_GOOD}2026-01-14,Ann,call,a,40\n",
    f"{_GOOD.replace('time_log: log.csv', 'time_log: {file: log.csv, occurrence: row}')}2026-01-14,Ann,call,a,40\n",
    message="{rows} entries of the time log count as {occurrences} occurrences: one a day and segment",
    hint="say what is meant: `occurrence: row` where each entry is one, else `occurrence: day`",
)
STRAY_DATES = Record(
    "stray-dates",
    "warning",
    "A few entries lie far from all others, and no period is stated: a mistyped year makes everything look rare.",
    "Mend the dates, or state the period: `period: {from: 2026-01-01, to: 2026-06-30}`.",
    f"{_PLAN}{_HEAD}2006-01-05,Ann,call,a,30\n{_MANY}",
    f"{_PLAN}{_HEAD}2026-01-05,Ann,call,a,30\n{_MANY}",
    message="the time log runs from {first} to {last}, but nearly all of its entries lie within {days} days",
    hint="mend the dates that are wrong, or state the period: {{from: ..., to: ...}}",
)
SPARSE_LOG = Record(
    "sparse-log",
    "error",
    "The period of the log is so long, for so many people, that nearly every week of them is empty.",
    "Mend the dates, or state the period: `period: {from: 2026-01-01, to: 2026-06-30}`.",
    f"{_PLAN}{_HEAD}2001-01-05,Ann,call,a,30\n2026-01-05,Ben,call,a,30\n2026-01-05,Cai,call,a,30\n...\n",
    f"{_PLAN}{_HEAD}2026-01-05,Ann,call,a,30\n2026-01-05,Ben,call,a,30\n2026-01-05,Cai,call,a,30\n...\n",
)
THIN_RECORD = Record(
    "thin-record",
    "warning",
    "A value is taken from fewer than 5 entries of the log.",
    "State it until more is recorded.",
    f"{_PLAN}{_HEAD}2026-02-02,Ann,call,a,30\n2026-02-03,Ann,call,a,40\n",
    _GOOD,
    message="the time log has too few entries of {task}: {n}",
    hint="state its value until more is recorded",
)
THIN_IN_TIER = THIN_RECORD.worded(
    "the time log has too few entries of {task} in tier {tier}: {n}", "state its value until more is recorded"
)
THIN_IN_ALL_TIERS = THIN_RECORD.worded(
    "the time log has too few entries of {task} in all tiers together: {n}", "state its value until more is recorded"
)
SHORT_RECORD = Record(
    "short-record",
    "warning",
    "A log of under half a year says little about what is done once a year.",
    "State how often it is done, or record for half a year.",
    """\
tasks:
  - {name: call, kind: proactive, per: customer, takes: 1 h}
time_log: log.csv
# log.csv
date,csm,task,segment,minutes
2026-02-02,Ann,call,a,60
2026-04-30,Ann,call,a,60
""",
    """\
tasks:
  - {name: call, kind: proactive, per: customer, takes: 1 h, times: 1}
time_log: log.csv
# log.csv
date,csm,task,segment,minutes
2026-02-02,Ann,call,a,60
2026-04-30,Ann,call,a,60
""",
    message="a log of {days} days says little about how often {task} is done: that is about once a year, or "
    "more rarely",
    hint="state its times, or record for half a year",
)
