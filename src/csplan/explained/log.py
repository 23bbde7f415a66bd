"""Findings about the time log."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

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
_MEASURED = """\
tasks:
  - {name: call, kind: proactive, per: customer, takes: 30 min}
time_log: {file: log.csv, occurrence: row}
# log.csv
"""
_MANY = "2026-01-05,Ann,call,a,51\n2026-01-07,Ann,call,a,53\n...\n"

EXPLANATIONS = (
    Explanation(
        "ambiguous-dates",
        "error",
        "Day or month may come first in the dates of the log, or both do.",
        "State `date_format: dmy` or `mdy`, or write year, month and day.",
        f"{_PLAN}{_HEAD}01/02/2026,Ann,call,a,30\n02/02/2026,Ann,call,a,35\n",
        _GOOD,
    ),
    Explanation(
        "log-dates",
        "note",
        "Which of day and month comes first was found out from the dates of the log.",
        "State `date_format: dmy` or `mdy` to be sure.",
        f"{_PLAN}{_HEAD}14/02/2026,Ann,call,a,30\n15/02/2026,Ann,call,a,35\n",
        _GOOD,
    ),
    Explanation(
        "log-preset",
        "note",
        "The headings are those of a time tracker, and are read as such.",
        "Nothing. State `columns` to have them read otherwise.",
        f"{_PLAN}User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration\n"
        "Ann,ann@example.com,a,Customers,call,,No,2026-01-05,09:00:00,2026-01-05,09:30:00,00:30:00\n",
        _GOOD,
    ),
    Explanation(
        "too-many-names",
        "error",
        "The log has more than 100,000 CSMs or tasks, or a million customers.",
        "Another column is meant: mend `columns`.",
        "time_log: {file: log.csv, columns: {task: Notes}}\n...\n",
        "time_log: {file: log.csv, columns: {task: Activity}}\n...\n",
    ),
    Explanation(
        "empty-log",
        "warning",
        "No entry of the log counts, so nothing is measured.",
        "Mend the rows that are listed, or log something.",
        f"{_PLAN}{_HEAD}2026-02-30,Ann,call,a,60\n",
        _GOOD,
    ),
    Explanation(
        "unknown-task",
        "warning",
        "Entries of the log are of no task of the plan. They count as time, in no task.",
        "Add a task, or an alias of one: `aliases: [cal]`.",
        f"{_GOOD}2026-02-02,Ann,cal,a,30\n",
        _GOOD,
    ),
    Explanation(
        "unknown-log-segment",
        "warning",
        "The log names segments that the plan does not have. The entries count in no segment.",
        "Mind the spelling, or add the segment.",
        f"{_GOOD}2026-02-02,Ann,call,b,30\n",
        _GOOD,
    ),
    Explanation(
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
    ),
    Explanation(
        "unplaced-time",
        "warning",
        "Work for customers in the log names neither segment nor customer. It counts in no segment.",
        "Fill the column in; a task that is done for nobody is of kind internal.",
        f"{_GOOD}2026-02-02,Ann,call,,30\n",
        _GOOD,
    ),
    Explanation(
        "full-day",
        "warning",
        "The log has more than 24 hours of one person on one day. They are kept.",
        "Look for doubled entries, and for hours that are meant as minutes.",
        f"{_GOOD}2026-02-02,Ann,call,a,900\n2026-02-02,Ann,call,a,900\n",
        _GOOD,
    ),
    Explanation(
        "contradicts-record",
        "warning",
        "20 entries of the log or more say otherwise than the plan, by over a quarter and by more than chance.",
        "State what is measured, or leave the value out: it is then taken from the log.",
        f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 30 min, times: 12}}\n"
        f"time_log: log.csv\n# log.csv\n{_HEAD}{_MANY}",
        f"{_PLAN}{_HEAD}{_MANY}",
    ),
    Explanation(
        "incomplete-record",
        "warning",
        "How often tasks are done is measured from a log that lacks people, or more than 15% of their paid time, so it "
        "comes out too low.",
        "State `times`, record all of the time, or say with `covers` what share of it the log holds.",
        f"{_MEASURED}{_HEAD}{_MANY}",
        f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 30 min, times: 12}}\n"
        f"time_log: {{file: log.csv, occurrence: row}}\n# log.csv\n{_HEAD}{_MANY}",
    ),
    Explanation(
        "merged-entries",
        "warning",
        "A log without customers has several entries of a task, CSM, segment and day, which count as one occurrence.",
        "Say what is meant: `occurrence: row` where each entry is one, else `occurrence: day`.",
        f"{_GOOD}2026-01-14,Ann,call,a,40\n",
        f"{_GOOD.replace('time_log: log.csv', 'time_log: {file: log.csv, occurrence: row}')}2026-01-14,Ann,call,a,40\n",
    ),
    Explanation(
        "stray-dates",
        "warning",
        "A few entries lie far from all others, and no period is stated: a mistyped year makes everything look rare.",
        "Mend the dates, or state the period: `period: {from: 2026-01-01, to: 2026-06-30}`.",
        f"{_PLAN}{_HEAD}2006-01-05,Ann,call,a,30\n{_MANY}",
        f"{_PLAN}{_HEAD}2026-01-05,Ann,call,a,30\n{_MANY}",
    ),
    Explanation(
        "sparse-log",
        "error",
        "The period of the log is so long, for so many people, that nearly every week of them is empty.",
        "Mend the dates, or state the period: `period: {from: 2026-01-01, to: 2026-06-30}`.",
        f"{_PLAN}{_HEAD}2001-01-05,Ann,call,a,30\n2026-01-05,Ben,call,a,30\n2026-01-05,Cai,call,a,30\n...\n",
        f"{_PLAN}{_HEAD}2026-01-05,Ann,call,a,30\n2026-01-05,Ben,call,a,30\n2026-01-05,Cai,call,a,30\n...\n",
    ),
    Explanation(
        "thin-record",
        "warning",
        "A value is taken from fewer than 5 entries of the log.",
        "State it until more is recorded.",
        f"{_PLAN}{_HEAD}2026-02-02,Ann,call,a,30\n2026-02-03,Ann,call,a,40\n",
        _GOOD,
    ),
    Explanation(
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
    ),
)
