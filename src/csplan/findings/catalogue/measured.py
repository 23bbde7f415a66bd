"""Findings about what a time log, the people and the record of customers measure, beside what the plan states."""

from __future__ import annotations

from csplan.findings.catalogue.example import GOOD_LOG, LOG_HEAD, LOG_PLAN, MANY_ENTRIES
from csplan.findings.record import Record

TITLE = "What is measured"

_MEASURED = """\
tasks:
  - {name: call, kind: proactive, per: customer, takes: 30 min}
time_log: {file: log.csv, occurrence: row}
# log.csv
"""

CONTRADICTS_RECORD = Record(
    "contradicts-record",
    "warning",
    "20 entries of the log or more say otherwise than the plan, by over a quarter and by more than chance.",
    "State what is measured, or leave the value out: it is then taken from the log.",
    f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 30 min, times: 12}}\n"
    f"time_log: log.csv\n# log.csv\n{LOG_HEAD}{MANY_ENTRIES}",
    f"{LOG_PLAN}{LOG_HEAD}{MANY_ENTRIES}",
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
    "the record counts; take {key} out, or correct the record",
)
COLOURS_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "by its {key} {stated} of {segment} is at risk, the record has {value} ({file}, n {n})",
    "the record counts; take {key} out, or correct the record",
)
RESCUES_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "{task} is stated {stated} times a year in {segment}, the record has {value} ({low} to {high}; {file}, n {n})",
    "the record counts; state what it has, or correct the record",
)
TURNOVER_CONTRADICTED = CONTRADICTS_RECORD.worded(
    "turnover of role {role} is stated as {stated}, by the people it is {value} ({low} to {high}, n {n})",
    "the stated one counts; take turnover out, or correct the people",
)
INCOMPLETE_RECORD = Record(
    "incomplete-record",
    "warning",
    "How often tasks are done is measured from a log that lacks people, or more than 15% of their paid time. So it "
    "comes out too low.",
    "State `times`, record all of the time, or say with `covers` what share of it the log holds.",
    f"{_MEASURED}{LOG_HEAD}{MANY_ENTRIES}",
    f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 30 min, times: 12}}\n"
    f"time_log: {{file: log.csv, occurrence: row}}\n# log.csv\n{LOG_HEAD}{MANY_ENTRIES}",
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
    f"{GOOD_LOG}2026-01-14,Ann,call,a,40\n",
    f"{GOOD_LOG.replace('time_log: log.csv', 'time_log: {file: log.csv, occurrence: row}')}2026-01-14,Ann,call,a,40\n",
    message="{rows} entries of the time log count as {occurrences} occurrences: one a day and segment",
    hint="say what is meant: `occurrence: row` where each entry is one, else `occurrence: day`",
)
STRAY_DATES = Record(
    "stray-dates",
    "warning",
    "A few entries lie far from all others, and no period is stated: a mistyped year makes everything look rare. Of "
    "events and snapshots: a row lies far after all others, and the record is taken to last until then.",
    "Correct the dates, or state the period of a log: `period: {from: 2026-01-01, to: 2026-06-30}`.",
    f"{LOG_PLAN}{LOG_HEAD}2006-01-05,Ann,call,a,30\n{MANY_ENTRIES}",
    f"{LOG_PLAN}{LOG_HEAD}2026-01-05,Ann,call,a,30\n{MANY_ENTRIES}",
    message="the time log runs from {first} to {last}, but nearly all of its entries lie within {days} days",
    hint="correct the dates that are wrong, or state the period: {{from: ..., to: ...}}",
)
STRAY_ROWS = STRAY_DATES.worded(
    "this row is dated {day}, far after all others, which end on {last}: the record is taken to last until then",
    "correct the date in the export, or ask for what was known before: `--as-of {last}`",
)
SPARSE_LOG = Record(
    "sparse-log",
    "error",
    "The period of the log is so long, for so many people, that nearly every week of them is empty.",
    "Correct the dates, or state the period: `period: {from: 2026-01-01, to: 2026-06-30}`.",
    f"{LOG_PLAN}{LOG_HEAD}2001-01-05,Ann,call,a,30\n2026-01-05,Ben,call,a,30\n2026-01-05,Cai,call,a,30\n...\n",
    f"{LOG_PLAN}{LOG_HEAD}2026-01-05,Ann,call,a,30\n2026-01-05,Ben,call,a,30\n2026-01-05,Cai,call,a,30\n...\n",
    message="{people} people have {entries} from {first} to {last}: nearly every week of them is empty",
    hint="correct the dates that are wrong, or state the period: {{from: ..., to: ...}}",
    one="1 person has {entries} from {first} to {last}: nearly every week is empty",
)
THIN_RECORD = Record(
    "thin-record",
    "warning",
    "A value is taken from fewer than 5 entries of the log.",
    "State it until more is recorded.",
    f"{LOG_PLAN}{LOG_HEAD}2026-02-02,Ann,call,a,30\n2026-02-03,Ann,call,a,40\n",
    GOOD_LOG,
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
