"""Findings of a hiring plan: what it means, not what is wrong with the plan."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Hiring"

_YEAR = "year: {starts: 2027-01-01}\n"
_NO_RAMP = _YEAR + "roles:\n  csm: {cost: 100k, time: 1000 h, hiring: {lead: 3 months, turnover: 0%}}\n"
_ROLE = _NO_RAMP.replace("hiring:", "ramp: {months: 3, at: 50%}, hiring:")
_TASK = "tasks:\n  - {name: care, kind: reactive, per: customer, takes: 19 h, times: 1}\n"
_ONE, _TWO, _THREE = (
    f"{_TASK}segments:\n  - {{name: a, customers: 100, arr: 10M, csms_now: {people}}}\n" for people in (1, 2, 3)
)
_DEAR, _FAIR = (f"economics: {{gross_margin: {margin}%}}\n" for margin in (99, 80))

HIRE_LATE = Record(
    "hire-late",
    "warning",
    "A position is opened later than the work asks for: who starts is productive too late.",
    "Open it now; colleagues help until then, or the months that are short are said to customers.",
    f"{_ROLE}{_ONE}",
    f"{_ROLE}{_TWO}",
    message="{team}: position {number} is opened {months} months late; the person starts in {start}",
    hint="open it now; until {productive} colleagues have to help",
    means=True,
)
UNFUNDED_HIRE = Record(
    "unfunded-hire",
    "error",
    "The work needs people whom money does not pay for.",
    "`csplan options` prices the ways out: less work, another price, another target.",
    f"{_ROLE}{_ONE}{_DEAR}",
    f"{_ROLE}{_TWO}{_FAIR}",
    message="{team}: in {month} the work needs {need} CSMs, which is {wanted} people, and money pays for {paid}",
    hint="csplan options shows the ways out, each with its price",
    means=True,
)
SHORT_MONTH = Record(
    "short-month",
    "warning",
    "In a month the people who are productive are fewer than the work needs.",
    "Open earlier where there is time; else move work, or accept it (`hiring: {peaks: ...}`).",
    f"{_ROLE}{_ONE}",
    f"{_ROLE}{_TWO}",
    message="{team} is short in {month}: {there} productive CSMs of {need}",
    hint="move work, let colleagues help, or accept it: `hiring: {{peaks: {{up_to: 115%, months: 1}}}}`",
    means=True,
)
SHORT_MONTHS = SHORT_MONTH.worded(
    "{team} is short from {month} to {last}, {count} months: {there} productive CSMs of {need} in {worst}",
    "move work, or have people earlier",
)
HIRE_OVER_BUDGET = Record(
    "hire-over-budget",
    "error",
    "With these people in each month the year's gross margin stays below its target.",
    "Start later, or change what the margin rests on: `csplan options`.",
    f"{_ROLE}{_TWO}{_DEAR}",
    f"{_ROLE}{_TWO}{_FAIR}",
    message="the hiring plan leaves a gross margin of {margin}, the target is {target}",
    hint="compare the policies, or see csplan options",
    means=True,
)
IDLE_PEOPLE = Record(
    "idle-people",
    "note",
    "From some month on fewer people are due than there are; nobody is let go.",
    "Give them work of other teams, or leave positions of leavers open.",
    f"{_ROLE}{_THREE}",
    f"{_ROLE}{_TWO}",
    message="{team}: idle from {month}: {csms} CSMs on average",
    hint="nobody is let go: move work there, or fill no position that becomes free",
    means=True,
)
RAMP_MISSING = Record(
    "ramp-missing",
    "warning",
    "A role hires, and nothing says how long a newcomer takes to be productive.",
    "Add `ramp` to the role: nobody is productive from the first day.",
    f"{_NO_RAMP}{_ONE}",
    f"{_ROLE}{_TWO}",
    message="role {role} has no ramp, so nothing tells when somebody has to start",
    hint="add ramp: {{months: 6, at: 45%}}: nobody is productive from the first day",
    means=True,
)
WITHOUT_PROCESS = Record(
    "hire-without-process",
    "warning",
    "More than ten people are planned, and the plan has no tasks: nothing says what they do all day. Companies that "
    "hired 50 or 100 so were stuck at the first 50 to 100 customers, and then the CFO asked where the time went.",
    "Write `tasks` first: what is done for a customer, how often, how long.",
    f"{_ROLE}segments:\n  - {{name: a, customers: 400, arr: 24M, arr_per_csm: 2M, csms_now: 9}}\n",
    f"{_ROLE}segments:\n  - {{name: a, customers: 400, arr: 16M, arr_per_csm: 2M, csms_now: 7}}\n",
    message="{count} people are planned, and no `tasks` say what they do",
    hint="write down what is done for a customer before so many do it",
    means=True,
)
