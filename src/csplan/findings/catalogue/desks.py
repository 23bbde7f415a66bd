"""Findings about desks."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Desks"

_PLAN = """\
tasks:
  - {name: chats, kind: reactive, per: customer, takes: 6 min, times: 12}
"""
_DESK = "  - {{name: chat, tasks: chats, answered: {answered}, open: {{days: 250, from: 09:00, to: 17:00}}{more}}}\n"


def _desk(answered: str = "80% within 60 s", more: str = "") -> str:
    return f"{_PLAN}desks:\n{_DESK.format(answered=answered, more=more)}"


PROMISE = Record(
    "promise",
    "error",
    "Not a promise of answers: a share of the contacts, and the time in which they are answered.",
    "Write 80% within 60 s. Nobody can promise 100%.",
    _desk("80/60"),
    _desk("80% within 60 s"),
)
TIME_OF_DAY = Record(
    "time-of-day",
    "error",
    "Not a time of day.",
    "Write hours and minutes: 09:00, 17:30. Midnight at the end of a day is 24:00.",
    _desk().replace("to: 17:00", "to: 5 pm"),
    _desk(),
)
NOT_A_DESK = Record(
    "not-a-desk",
    "error",
    "A promise of answers in more than four hours is no desk: nobody waits in a queue for it.",
    "Leave the desk out: mail and tickets are work, which the tasks count, and people do it when they have time.",
    _desk("80% within 1 d"),
    _desk("80% within 5 min"),
    message="answers within {within} are no desk: nobody waits in a queue so long",
    hint="leave the desk out: its tasks are work, which is counted by its time",
)
ARRIVALS_SUM = Record(
    "arrivals-sum",
    "error",
    "The shares of a desk's day don't add up to 100%.",
    "Correct them: every contact of a day comes in one of the intervals.",
    _desk(more=", arrivals: [30%, 30%, 30%, 30%]"),
    _desk(more=", arrivals: [20%, 30%, 30%, 20%]"),
    message="the arrivals of {desk} add up to {whole}, not to 100%",
    hint="every contact of a day comes in one of the intervals",
)
DESK_SPLIT = Record(
    "desk-split",
    "error",
    "A desk serves segments of several teams: people of one team are at a desk.",
    "Give its segments one team, or write a desk for each team.",
    """\
segments:
  - {name: a, customers: 100, arr: 1M}
  - {name: b, customers: 100, arr: 1M}
"""
    + _desk(),
    """\
segments:
  - {name: a, team: pool, customers: 100, arr: 1M}
  - {name: b, team: pool, customers: 100, arr: 1M}
"""
    + _desk(),
    message="the desk {desk} serves {segment} of team {team} and {other} of team {other_team}",
    hint="give them one `team`, or write a desk for each with `segments:`",
)
DESK_TWICE = Record(
    "desk-twice",
    "error",
    "Two desks answer the same task of the same segment, so its contacts would count twice.",
    "Name the tasks or the segments of each.",
    _desk() + _DESK.format(answered="80% within 60 s", more="").replace("name: chat,", "name: phone,"),
    _desk(),
    message="the desks {desk} and {other} both answer {task} of {segment}",
    hint="each contact is answered at one desk: name the `tasks` or `segments` of each",
)
UNKNOWN_TASK = Record(
    "unknown-desk-task",
    "error",
    "A desk names a task that the plan does not have, or one that no customer asks for.",
    "Check the spelling. Internal tasks have no contacts.",
    _desk().replace("tasks: chats", "tasks: chat"),
    _desk(),
    message="no task of the plan is named {name}",
)
INTERNAL_AT_DESK = UNKNOWN_TASK.worded("{name} is internal: no customer asks for it", "name tasks of customers")
UNKNOWN_SEGMENT = Record(
    "unknown-desk-segment",
    "error",
    "A desk names a segment that the plan does not have.",
    "Check the spelling.",
    _desk(more=", segments: smal"),
    _desk(more=", segments: a"),
    message="no segment of the plan is named {name}",
)
NO_OPENING = Record(
    "no-opening",
    "error",
    "A desk closes when it opens.",
    "Write from 00:00 to 24:00 for a desk that is always open.",
    _desk().replace("to: 17:00", "to: 09:00"),
    _desk(),
    message="the desk {desk} closes when it opens",
    hint="write `from: 00:00, to: 24:00` for one that is always open",
)
NO_PATIENCE = Record(
    "no-patience",
    "error",
    "A desk limits who may give up, and nothing says how long people wait before they do.",
    "State `patience`, the mean time until somebody gives up, or leave `most_lost` out.",
    _desk(more=", most_lost: 5%"),
    _desk(more=", most_lost: 5%, patience: 3 min"),
    message="{desk} limits who may give up, and nothing says how long people wait before they do",
    hint="add `patience: 5 min`, or take `most_lost` out",
)
ZERO_PATIENCE = NO_PATIENCE.worded(
    "the patience of {desk} is 0", "write how long people wait before they give up: `patience: 5 min`"
)
ARRIVALS_TWICE = Record(
    "arrivals-form",
    "error",
    "The arrivals of a desk are neither shares nor a table, or both.",
    "Write a list of shares, or the path of a table of times.",
    _desk(more=", arrivals: {column: opened}"),
    _desk(more=", arrivals: [60%, 40%]"),
    message="the arrivals of {desk} have to be either shares or a table",
    hint="write `arrivals: [60%, 40%]`, or `arrivals: contacts.csv`",
)
NO_TIMES = Record(
    "no-times",
    "error",
    "A table of a desk's contacts has no times of day that count.",
    "Name the column of times with `column`, and look at the hours in which the desk is open.",
    _desk(more=", arrivals: contacts.csv") + "# contacts.csv\ncontact,day\n1,2026-01-05\n",
    _desk(more=", arrivals: contacts.csv") + "# contacts.csv\ncontact,opened\n1,2026-01-05 10:12\n",
    message="no column has times of day",
    hint="name it: `column: opened at`",
)
NO_COLUMN_OF_TIMES = NO_TIMES.worded("it has no column {column}", "its columns are {names}")
NO_TIMES_OPEN = NO_TIMES.worded("none of its times is in the hours in which the desk {desk} is open")
COUNTED = Record(
    "arrivals-counted",
    "note",
    "The shares of a desk's day were counted in a table of times.",
    "Nothing has to be done. Times count as they are written, whatever zone stands behind them.",
    message="{counted} contacts of {desk} are counted by the time of day in {column}",
)
OUTSIDE_HOURS = COUNTED.worded(
    "{counted} contacts of {desk} are counted by the time of day in {column}; {outside} more came while it was closed",
    "check `open`: perhaps the desk is open longer, or these are no contacts of it",
)
MANY_AT_ONCE = Record(
    "many-at-once",
    "note",
    "One person is to serve more than four contacts at a time. Each then takes longer.",
    "Measure how long a contact takes with so many, and state that in `takes`.",
    _desk(more=", at_once: 6"),
    _desk(more=", at_once: 3"),
    message="one person at {desk} serves {count} contacts at a time: few can",
    hint="3 or 4 is what people manage; `takes` has to be measured with so many",
)
IDLE_DESK = Record(
    "idle-desk",
    "warning",
    "A desk answers tasks that none of its segments has, so it takes nobody.",
    "Give the tasks `times` in the tiers of its segments, or take the desk out.",
    """\
segments:
  - {name: a, customers: 100, arr: 1M}
tasks:
  - {name: chats, kind: reactive, per: customer, takes: 6 min, times: 0}
desks:
  - {name: chat, tasks: chats, answered: 80% within 60 s, open: {days: 250, from: 09:00, to: 17:00}}
""",
    _desk(),
    message="nobody comes to the desk {desk}: its segments have none of its tasks",
    hint="give the tasks `times` there, or take the desk out",
)
