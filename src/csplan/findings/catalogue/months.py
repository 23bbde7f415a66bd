"""Findings about months: seasons, the book by month, and hiring."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Months and hiring"

MONTHS_SUM = Record(
    "months-sum",
    "error",
    "Shares of months or quarters do not add up to 100%.",
    "State twelve shares, or those of Q1 to Q4: together they are the whole year.",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, new_customers: 2, months: {new_customers: {Q1: 20%, Q2: 20%, Q3: 20%, Q4: 30%}}}
""",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, new_customers: 2, months: {new_customers: {Q1: 20%, Q2: 20%, Q3: 20%, Q4: 40%}}}
""",
    message="the shares add up to {whole}, not to 100%",
    hint="{left} is missing",
)
MONTHS_OVER = MONTHS_SUM.worded("the shares add up to {whole}, not to 100%", "{left} is too much")
TWELVE = Record(
    "by-month",
    "error",
    "A value by month is neither twelve numbers nor four quarters; or a list of months has one that can't be.",
    "Write twelve numbers, from the plan's first month on, or {Q1: 20%, Q2: 20%, Q3: 20%, Q4: 40%}.",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, new_customers: 2, months: {new_customers: [50%, 50%]}}
""",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, new_customers: 2, months: {new_customers: {Q1: 50%, Q2: 50%, Q3: 0%, Q4: 0%}}}
""",
    message="twelve numbers are meant here, one for each month; there are {count}",
    hint="write twelve numbers, or {{Q1: 22%, Q2: 25%, Q3: 24%, Q4: 29%}}",
)
QUARTERS = TWELVE.worded("the four quarters are meant here; there are {names}", "write Q1, Q2, Q3 and Q4")
ONE_EACH = TWELVE.worded("one number for each month is meant here", "write numbers, with commas between them")
BELOW_ZERO = TWELVE.worded("{value} can't be: a month has 0 or more", "write 0 or more")
NO_DAYS = TWELVE.worded("no month has a working day", "write the working days of each month")
OVER_WHOLE = TWELVE.worded("{value} is more than 100%", "nobody new is more productive than everybody else: write 100%")
RAMP_MONTHS = TWELVE.worded(
    "1 to 12 numbers are meant here, one for each month of the ramp", "write the first 12 months of a longer ramp"
)
SPAN = TWELVE.worded(
    "{value} can't be: a task's hours fall on 1 to 36 months", "write it like 3 months, or 50%, 30%, 20%"
)
RAMP_LENGTH = Record(
    "ramp-length",
    "error",
    "A ramp says neither how many months it has nor what each of them is worth, or both and they differ.",
    "Write `{months: 6, at: 45%}`, or the months one by one: `{at: [20%, 50%, 80%]}`.",
    "roles:\n  csm: {cost: 120k, time: 1000 h, ramp: {months: 6, at: [20%, 50%, 80%]}}\n",
    "roles:\n  csm: {cost: 120k, time: 1000 h, ramp: {at: [20%, 50%, 80%]}}\n",
    message="the ramp of role {role} has {months} months, and {count} are listed",
    hint="leave `months` out: the list says it",
)
RAMP_WITHOUT_MONTHS = RAMP_LENGTH.worded(
    "nothing says how many months the ramp of role {role} has", "add `months: 6`, or list what each month is worth"
)
OVER_AND_BEFORE = Record(
    "over-and-before",
    "error",
    "The hours of a task fall on the months after what drives it and on those before it.",
    "Keep `over` or `before`; of work that is both, make two tasks.",
    """\
tasks:
  - {name: renewal, kind: renewal, per: renewal, takes: 2 h, times: 1, over: 2 months, before: 2 months}
""",
    "tasks:\n  - {name: renewal, kind: renewal, per: renewal, takes: 2 h, times: 1, before: 2 months}\n",
    message="task {task} has both over and before",
    hint="keep one of them",
)
NO_DATES = Record(
    "no-renewal-dates",
    "error",
    "The months of renewals are to come from the account book, and it has no dates of this segment.",
    "Add a column of renewal dates and the `year` planned for, or state twelve shares.",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, months: {renewals: book}}
""",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, months: {renewals: {Q1: 10%, Q2: 20%, Q3: 20%, Q4: 50%}}}
""",
    message="the account book has no renewal dates of {segment}",
    hint="add a column of renewal dates and `year:`, or state the shares of the months",
)
ABSENCE = Record(
    "absence-ends-first",
    "error",
    "An absence ends before it begins.",
    "Write `to` as the last day away, or leave it out for good.",
    """\
teams:
  - {name: north, csms_now: 2, absences: [{people: 1, from: 2027-05-01, to: 2027-04-01}]}
segments:
  - {name: a, customers: 10, arr: 1M, team: north}
""",
    """\
teams:
  - {name: north, csms_now: 2, absences: [{people: 1, from: 2027-05-01, to: 2027-06-30}]}
segments:
  - {name: a, customers: 10, arr: 1M, team: north}
""",
    message="an absence in team {team} ends before it begins",
    hint="write the last day away, or leave `to` out where somebody leaves for good",
)
GROWTH_CONTRADICTS = Record(
    "growth-contradicts",
    "error",
    "The customers at the start and the year's average do not go together with what is new and what is lost.",
    "Leave one of the two out, or state the start that fits.",
    """\
segments:
  - {name: a, customers: 100, customers_at_start: 120, arr: 1M, new_customers: 24, renewal_rate: 100%}
""",
    """\
segments:
  - {name: a, customers: 100, customers_at_start: 88, arr: 1M, new_customers: 24, renewal_rate: 100%}
""",
    message="{segment} has {stated} customers at the start, and an average of {customers} needs {fits}",
    hint="write customers_at_start: {fits}, or leave it out",
)
SHRINKS = Record(
    "shrinks-below-zero",
    "error",
    "More customers leave than there are: a month would have fewer than none.",
    "Check new_customers, renewal_rate, churn and how they fall on the months.",
    """\
segments:
  - {name: a, customers: 10, customers_at_start: 10, arr: 1M, new_customers: 0, churn: 100%, renewals: 10,
     renewal_rate: 0%}
""",
    "segments:\n  - {name: a, customers: 10, arr: 1M, new_customers: 2, churn: 10%}\n",
    message="{segment} would have fewer than 0 customers in {month}",
    hint="check new_customers, renewal_rate, churn and their months",
)
