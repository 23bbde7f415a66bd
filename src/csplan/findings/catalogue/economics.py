"""Findings about targets and costs."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Economics"

NO_COSTS = Record(
    "no-costs",
    "warning",
    "A margin without cost lines: all that the margin leaves counts as money for service.",
    "List what a customer costs, or write `costs: []`.",
    "economics: {gross_margin: 70%}\n",
    "economics: {gross_margin: 70%, costs: [{name: hosting, share: 10%, in: gross}]}\n",
    message="no cost lines: all that the margin leaves counts as money for service",
    hint="list the costs of a customer, or write `costs: []`",
)
NO_OPERATING_COSTS = NO_COSTS.worded(
    "an operating margin is set, and no cost is `in: operating`: all that it leaves counts as money for service",
    "list what the company spends beside service (sales, product), with `in: operating`",
)
NO_REVIEW = Record(
    "no-review",
    "warning",
    "Spending that returns in a long cycle has no day on which its outcome is looked at.",
    "Add the day to its `review:`.",
    "economics: {cs_budget: 9%, spending: [{name: tool, amount: 90k, kind: long_cycle}]}\n",
    "economics: {cs_budget: 9%, spending: [{name: tool, amount: 90k, kind: long_cycle, review: 2027-06-30}]}\n",
    message="{item} returns in a long cycle, and nobody says when its outcome is looked at",
    hint="add the day: `review: 2027-06-30`",
)
MISSING_TARGET = Record(
    "missing-target",
    "warning",
    "A target by tier leaves out a tier that has customers.",
    "Add the tier, or write one value for all.",
    """\
tiers: [{name: low, acv: {max: 50k}}, {name: high, acv: {min: 50k}}]
economics: {gross_margin: {low: 70%}, costs: []}
""",
    """\
tiers: [{name: low, acv: {max: 50k}}, {name: high, acv: {min: 50k}}]
economics: {gross_margin: {low: 70%, high: 75%}, costs: []}
""",
    message="{key} says nothing for tier {tier}",
    hint="add it: {{{tier}: 10%}}",
)
SHARE_OR_AMOUNT = Record(
    "share-or-amount",
    "error",
    "A cost line has neither share nor amount, or both.",
    "Write one of the two.",
    "economics: {gross_margin: 70%, costs: [{name: hosting, in: gross}]}\n",
    "economics: {gross_margin: 70%, costs: [{name: hosting, share: 10%, in: gross}]}\n",
    message="cost {line} needs either a share or an amount",
    hint="write one of the two",
)
MISSING_COST = Record(
    "missing-cost",
    "error",
    "A cost line by tier leaves out a tier that has customers.",
    "Write 0 if there is none: what is absent is not zero.",
    """\
tiers: [{name: low, acv: {max: 50k}}, {name: high, acv: {min: 50k}}]
economics: {gross_margin: 70%, costs: [{name: hosting, share: {low: 5%}, in: gross}]}
""",
    """\
tiers: [{name: low, acv: {max: 50k}}, {name: high, acv: {min: 50k}}]
economics: {gross_margin: 70%, costs: [{name: hosting, share: {low: 5%, high: 3%}, in: gross}]}
""",
    message="cost {line} says nothing for tier {tier}",
    hint="add it, 0 if there is none: {{{tier}: 0}}",
)
COST_WITHOUT_TIER = MISSING_COST.worded("cost {line} goes by tier only", "write one value: there are no tiers")
COSTS_EAT_PRICE = Record(
    "costs-eat-price",
    "warning",
    "The costs of a customer are its whole price, or more.",
    "A zero too many, or a cost of several years without `years`.",
    "economics: {operating_margin: 10%, costs: [{name: acquisition, amount: 100k, in: operating}]}\n",
    "economics: {operating_margin: 10%, costs: [{name: acquisition, amount: 100k, years: 4, in: operating}]}\n",
    message="the costs of a customer of {segment} are {share} of the price",
    hint="nothing is left for customer success",
)
GROWTH_FORM = Record(
    "growth-form",
    "error",
    "The growth budget has two forms, and this is neither or both.",
    "Write cost_per_100, or credited_revenue with required_return.",
    "economics: {gross_margin: 70%, costs: [], growth: {cost_per_100: 12, required_return: 3}}\n",
    "economics: {gross_margin: 70%, costs: [], growth: {credited_revenue: 900k, required_return: 3}}\n",
    message="growth needs either cost_per_100, or credited_revenue with required_return",
    hint="write one of the two forms",
)
_MEASURED = "economics: {gross_margin: 70%, costs: [], growth: {credited_revenue: measured, required_return: 3}}\n"
_RECORD = """\
accounts: accounts.csv
events: events.csv
segments:
  - {name: a}
# accounts.csv
customer,segment,arr
x,a,20k
# events.csv
date,event,customer,arr,value
2026-03-01,referral,x,9k,New
"""
NO_EVIDENCE = Record(
    "no-evidence",
    "error",
    "The credited revenue is to be measured, and nothing says what would not have come without the team. What it is "
    "credited with is not what it added.",
    "Record rescues as events `play`, state `value: anyway` with its source, or write an amount.",
    f"{_MEASURED}{_RECORD}",
    f"value: {{anyway: {{referral: 30%}}}}\n{_MEASURED}{_RECORD}",
    message="nothing says what the team added: credited does not mean added",
    hint="record rescues as events `play`, say under `value: anyway` what would have come, or write an amount",
)
MEASURED_WITHOUT_EVENTS = NO_EVIDENCE.worded(
    "credited revenue can't be measured without events", "export what happened, `events: FILE`, or write an amount"
)
MISSING_RENEWAL_RATE = Record(
    "missing-renewal-rate",
    "warning",
    "Without a renewal rate the segment's growth budget is unknown.",
    "Add `renewal_rate:` to the segment.",
    "economics: {gross_margin: 70%, costs: [], growth: {cost_per_100: 12}}\n",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, renewal_rate: 92%}
economics: {gross_margin: 70%, costs: [], growth: {cost_per_100: 12}}
""",
    message="{segment} states no renewal_rate: its growth budget is unknown",
    hint="add `renewal_rate:`: without it the growth account sets no limit",
)
NO_EFFECT = Record(
    "no-effect",
    "warning",
    "Something is stated that nothing is done with.",
    "The message says why. Add what it needs, or take it out.",
    "economics: {gross_margin: 70%, costs: [], service_share: 50%}\n",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, renewal_rate: 92%}
economics: {gross_margin: 70%, costs: [], service_share: 50%, growth: {cost_per_100: 12}}
""",
    message="service_share has no effect without a growth budget",
    hint="add `growth:`, or take it out",
)
DATES_WITHOUT_YEAR = NO_EFFECT.worded(
    "the renewal dates of the account book have no effect without the year planned for",
    "add `year: {{starts: 2027-01-01}}`",
)
CREDITED_FOR_NOTHING = NO_EFFECT.worded(
    "credited_revenue has no effect without a growth budget", "add `growth: {{required_return: 3}}` to economics"
)
YEARS_OF_A_SHARE = NO_EFFECT.worded(
    "cost {line} is a share of each year's price; years has no effect", "take `years` out: it spreads an amount"
)
OWNED_AND_CREDITED = NO_EFFECT.worded(
    "owned has no effect where revenue is credited", "take `owned` out: it belongs to cost_per_100"
)
PAID_WITHOUT_VARIABLE = NO_EFFECT.worded(
    "variable_paid has no effect: nothing of the pay of {role} is variable", "add `variable: {{performance: 20%}}`"
)
BONUS_OF_NOBODY = NO_EFFECT.worded(
    "`bonus` has no effect: no role has variable pay for performance", "add `variable: {{performance: 20%}}` to a role"
)
COMMISSION_OF_NOBODY = NO_EFFECT.worded(
    "`commission` has no effect: no role has a part of pay that is commission",
    "add `variable: {{commission: 40%}}` to a role",
)
ACCEPTED_AND_RATED = NO_EFFECT.worded("{slug} is accepted; its severity has no effect", "keep one")
