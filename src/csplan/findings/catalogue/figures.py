"""Findings that only the figures tell, of a plan that can be calculated with."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "What the figures show"

_MONEY = "economics: {gross_margin: 80%, costs: [{name: hosting, share: 10%, in: gross}]}\n"
_THREE_MILLION = "segments:\n  - {name: a, customers: 30, arr: 3M}\n"
_CAPPED = 'rules: {from: usd-2m, arr_cap: {value: 200k, note: "no CSM holds more"}}\n'
_TEN_MILLION = "segments:\n  - {name: a, customers: 30, arr: 10M}\n"
_CALLS = f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}\n{_MONEY}"

OVER_BUDGET = Record(
    "over-budget",
    "error",
    "The work of a team needs more CSMs than money pays for.",
    "`csplan headcount` says what would close the gap: fewer hours, a higher price, a lower margin, shared people.",
    f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 6 h, times: 40}}\n{_MONEY}",
    f"{_THREE_MILLION}tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}\n{_MONEY}",
    message="{team}: {need} CSMs are needed, and the plan has {people}, because money ends there",
    hint="`csplan headcount` says what would close the gap",
    means=True,
)
TOO_DEAR = OVER_BUDGET.worded(
    "{team}: money does not pay for all planned people ({people})", "`csplan headcount` says what would close the gap"
)
NO_WHOLE_NUMBER = Record(
    "no-whole-number",
    "warning",
    "The work would be paid for if people came in fractions; only because they are whole, money is missing.",
    "Share people between teams, so that fewer fractions are rounded up, or accept what little is over.",
    f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 40}}\n{_MONEY}",
    f"""\
segments:
  - {{name: a, customers: 30, arr: 3M}}
tasks:
  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 40}}
{_MONEY}""",
    message="{csms} CSMs would be paid for, but {people} whole people cost {money} a year more than there is",
    hint="share people between teams, so that fewer fractions are rounded up",
    means=True,
)
CAP_EXCEEDED = Record(
    "cap-exceeded",
    "warning",
    "The CSMs that money pays for would each hold more contract value than the cap of the rule pack allows.",
    "Lower the margin or raise the price, so that money pays for more; or raise the cap, and say why.",
    f"{_CAPPED}tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}\n{_MONEY}",
    f"""\
{_CAPPED}tasks:
  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}
economics: {{gross_margin: 10%, costs: [{{name: hosting, share: 5%, in: gross}}]}}
""",
    message="{segment}: {csms} CSMs would each hold more than the cap of {cap}",
    hint="the cap needs more people than money allows",
    means=True,
)
IDLE_PLAN = Record(
    "idle-plan",
    "warning",
    "The people of the plan would have little work: what asks for so many is a limit or a rule, not the hours.",
    "Look at the cap on ARR per CSM and at the tier's limit of customers, or at times that the tasks lack.",
    f"tiers: [{{name: key, acv: {{}}, max_customers_per_csm: 10}}]\n{_TEN_MILLION}{_CALLS}",
    f"tiers: [{{name: key, acv: {{}}, max_customers_per_csm: 40}}]\n{_TEN_MILLION}{_CALLS}",
    message="{team}: the plan has {people} people, and the work takes {busy} of their hours",
    hint="look at what asks for so many: `csplan explain heads`",
    means=True,
)
UNCHECKED = Record(
    "unchecked",
    "note",
    "One side has no evidence, the work or the money, so the other decides alone.",
    "Add `tasks:` or `economics:`.",
    "tasks:\n  - {name: call, kind: proactive, per: customer, takes: 1 h, times: 4}\n",
    f"{_THREE_MILLION}tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}\n{_MONEY}",
    message="{segment}: unchecked, because nothing is known of time",
    hint="say how long the work takes in `tasks:`",
    means=True,
)
COST_UNCHECKED = UNCHECKED.worded(
    "{segment}: unchecked, because nothing is known of cost", "say what may be spent in `economics:`"
)
BOTH_UNCHECKED = UNCHECKED.worded(
    "{segment}: unchecked, because nothing is known of time and cost",
    "say how long the work takes in `tasks:` and say what may be spent in `economics:`",
)
VALUE_UNCHECKED = UNCHECKED.worded("{segment}: unchecked, because nothing says {value}", "state it for the segment")
DESK_UNCHECKED = UNCHECKED.worded(
    "{segment}: unchecked, because nothing is known of the desk", "say how many contacts come in, in `tasks:`"
)
TIME_AND_DESK_UNCHECKED = UNCHECKED.worded(
    "{segment}: unchecked, because nothing is known of time and of the desk",
    "say how many contacts come in and how long the work takes, in `tasks:`",
)
COST_AND_DESK_UNCHECKED = UNCHECKED.worded(
    "{segment}: unchecked, because nothing is known of cost and of the desk",
    "say how many contacts come in, in `tasks:`, and what may be spent, in `economics:`",
)
ALL_UNCHECKED = UNCHECKED.worded(
    "{segment}: unchecked, because nothing is known of time, of cost and of the desk",
    "say how many contacts come in and how long the work takes, in `tasks:`, and what may be spent, in `economics:`",
)
_ANSWERS = """\
roles:
  agent: {cost: 100k, time: 1_000 h}
tiers: [{name: digital, acv: {}, touch: digital}]
segments:
  - {name: a, customers: 1_900, arr: 1M}
tasks:
  - {name: chats, kind: reactive, per: customer, takes: 30 min, times: 2}
economics: {cs_budget: 70%}
"""
_DESK = """\
desks:
  - {name: chat, tasks: chats, answered: 80% within 60 s, open: {days: 250, from: 09:00, to: 17:00}}
"""
NO_DESK = Record(
    "answers-without-desk",
    "note",
    "People of a digital tier or its role answer customers and are planned over 85% busy, and no desk says how fast.",
    "Add a desk with what is promised (`desks:`): who is busy all the time lets everybody wait, longer and longer.",
    _ANSWERS,
    f"{_ANSWERS}{_DESK}",
    message="{segment}: people are planned {busy} busy, and nothing says how fast they answer ({tasks})",
    hint="add what is promised in `desks:`, such as `answered: 80% within 60 s`",
    means=True,
)
BUDGETS_ADDED = Record(
    "budgets-added",
    "note",
    "How the work splits between service and growth is unknown, so both budgets are added up.",
    "Add `tasks:`, or state `service_share:` in `economics:`.",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, renewal_rate: 92%}
economics: {gross_margin: 80%, costs: [], growth: {cost_per_100: 12}}
""",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, renewal_rate: 92%}
economics: {gross_margin: 80%, costs: [], service_share: 50%, growth: {cost_per_100: 12}}
""",
    message="{segment}: how the work splits between service and growth is unknown, so both budgets are added up",
    hint="add `tasks:`, or state `service_share:`",
    means=True,
)
MARGIN_MISSED = Record(
    "margin-missed",
    "error",
    "With the planned people the company (or a team, with `holds: team`) misses a target of cost. That is the gross "
    "or the operating margin, what renewal and expansion may cost, or a stated budget.",
    "`csplan cost-floor` says by how much, and what would close the gap; or set another target.",
    f"conflict: work\ntasks:\n  - {{name: call, kind: proactive, per: customer, takes: 6 h, times: 40}}\n{_MONEY}",
    f"""\
conflict: work
segments:
  - {{name: a, customers: 30, arr: 3M}}
tasks:
  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 40}}
{_MONEY}""",
    message="{team}: the planned people ({people}) leave a gross margin of {margin}, target {target}: "
    "{points} points, {money} a year short",
    hint="`csplan options` shows what would close the gap; or set another target",
    means=True,
)
PLANNED_OPERATING = MARGIN_MISSED.worded(
    "{team}: the planned people ({people}) leave an operating margin of {margin}, target {target}: "
    "{points} points, {money} a year short",
    "`csplan options` shows what would close the gap; or set another target",
)
PLANNED_GROWTH_COST = MARGIN_MISSED.worded(
    "{team}: with the planned people ({people}) renewal and expansion cost {cost} per 100 of their "
    "revenue, target {target}: {money} a year over",
    "`csplan options` shows what would close the gap; or set another target",
)
PLANNED_GROWTH_RETURN = MARGIN_MISSED.worded(
    "{team}: with the planned people ({people}) renewal and expansion cost more than the return "
    "asked of them justifies: {money} a year over",
    "`csplan options` shows what would close the gap; or set another target",
)
PLANNED_GROWTH_UNPAID = MARGIN_MISSED.worded(
    "{team}: renewal and expansion have no revenue that pays for the planned people ({people}): {money} a year over",
    "`csplan options` shows what would close the gap; or set another target",
)
PLANNED_BUDGETS_OVERSPENT = MARGIN_MISSED.worded(
    "{team}: the budgets pay for {most} CSMs: the planned people ({people}) cost {money} a year more",
    "`csplan options` shows what would close the gap; or set another target",
)
MARGIN_MISSED_NOW = Record(
    "margin-missed-now",
    "warning",
    "The planned people hold a target of cost, and today's CSMs do not.",
    "Nothing, where the plan is carried out; `csplan cost-floor` shows both.",
    f"""\
segments:
  - {{name: a, customers: 30, arr: 3M, csms_now: 4}}
tasks:
  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}
{_MONEY}""",
    f"""\
segments:
  - {{name: a, customers: 30, arr: 3M, csms_now: 1}}
tasks:
  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}
{_MONEY}""",
    message="{team}: today's people ({people}) leave a gross margin of {margin}, target {target}: {points} "
    "points, {money} a year short",
    hint="the planned people hold the target",
    means=True,
)
TODAYS_OPERATING = MARGIN_MISSED_NOW.worded(
    "{team}: today's people ({people}) leave an operating margin of {margin}, target {target}: "
    "{points} points, {money} a year short",
    "the planned people hold the target",
)
TODAYS_GROWTH_COST = MARGIN_MISSED_NOW.worded(
    "{team}: with today's people ({people}) renewal and expansion cost {cost} per 100 of their "
    "revenue, target {target}: {money} a year over",
    "the planned people hold the target",
)
TODAYS_GROWTH_RETURN = MARGIN_MISSED_NOW.worded(
    "{team}: with today's people ({people}) renewal and expansion cost more than the return asked "
    "of them justifies: {money} a year over",
    "the planned people hold the target",
)
TODAYS_GROWTH_UNPAID = MARGIN_MISSED_NOW.worded(
    "{team}: renewal and expansion have no revenue that pays for today's people ({people}): {money} a year over",
    "the planned people hold the target",
)
TODAYS_BUDGETS_OVERSPENT = MARGIN_MISSED_NOW.worded(
    "{team}: the budgets pay for {most} CSMs: today's people ({people}) cost {money} a year more",
    "the planned people hold the target",
)
SPENDING_DOES_NOT_PAY = Record(
    "spending-does-not-pay",
    "warning",
    "Spending that returns in the short term has not brought back what is asked of it. That is `required_return` of "
    "the growth budget, and without one as much as was spent.",
    "Stop it, or state what else it has returned.",
    "economics: {cs_budget: 9%, spending: [{name: discounts, amount: 40k, kind: short_term, returned: 10k}]}\n",
    "economics: {cs_budget: 9%, spending: [{name: discounts, amount: 40k, kind: short_term, returned: 90k}]}\n",
    message="{item}: each 1 spent brought back {returned}, and {asked} is asked",
    hint="short-term spending is judged by its return now: stop it, or say what it still brings",
    means=True,
)
REVIEW_OVERDUE = Record(
    "review-overdue",
    "warning",
    "The day of a review of long-cycle spending has passed.",
    "Look at what it brought back, and set the next day.",
    "economics: {cs_budget: 9%, spending: [{name: tool, amount: 90k, kind: long_cycle, review: 2020-01-31}]}\n",
    "economics: {cs_budget: 9%, spending: [{name: tool, amount: 90k, kind: long_cycle, review: 9020-01-31}]}\n",
    message="{item}: its review was due on {day}",
    hint="look at what it brought back, then set the next review",
)
FEWER_THAN_RANGE = Record(
    "fewer-than-range",
    "warning",
    "A CSM of a high-touch tier would serve fewer than 5 customers: fewer than is seen where every customer is known "
    "closely, 5 to 20.",
    "Plan fewer people, or say what else they do; accept it for a few very large customers.",
    """\
segments:
  - {name: a, customers: 6, arr: 6M, tier: top}
tiers: [{name: top, acv: {min: 500k}, touch: high}]
tasks:
  - {name: call, kind: proactive, per: customer, takes: 8 h, times: 60}
""",
    """\
segments:
  - {name: a, customers: 30, arr: 30M, tier: top}
tiers: [{name: top, acv: {min: 500k}, touch: high}]
tasks:
  - {name: call, kind: proactive, per: customer, takes: 4 h, times: 30}
""",
    message="{segment}: {customers} customers for each CSM, where a high-touch tier has 5 to 20",
    hint="plan fewer people, or share them with another team",
    means=True,
)
