"""Findings about targets and costs."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

TITLE = "Economics"

EXPLANATIONS = (
    Explanation(
        "budget-and-margins",
        "error",
        "`cs_budget` stands instead of margins and growth, and there are both.",
        "Keep one of them.",
        "economics: {cs_budget: 9%, gross_margin: 70%, costs: []}\n",
        "economics: {cs_budget: 9%}\n",
    ),
    Explanation(
        "no-costs",
        "warning",
        "A margin without cost lines: all that the margin leaves counts as money for service.",
        "List what a customer costs, or write `costs: []`.",
        "economics: {gross_margin: 70%}\n",
        "economics: {gross_margin: 70%, costs: [{name: hosting, share: 10%, in: gross}]}\n",
    ),
    Explanation(
        "no-review",
        "warning",
        "Spending that returns in a long cycle has no day on which its outcome is looked at.",
        "Add the day to its `review:`.",
        "economics: {cs_budget: 9%, spending: [{name: tool, amount: 90k, kind: long_cycle}]}\n",
        "economics: {cs_budget: 9%, spending: [{name: tool, amount: 90k, kind: long_cycle, review: 2027-06-30}]}\n",
    ),
    Explanation(
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
    ),
    Explanation(
        "share-or-amount",
        "error",
        "A cost line has neither share nor amount, or both.",
        "Write one of the two.",
        "economics: {gross_margin: 70%, costs: [{name: hosting, in: gross}]}\n",
        "economics: {gross_margin: 70%, costs: [{name: hosting, share: 10%, in: gross}]}\n",
    ),
    Explanation(
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
    ),
    Explanation(
        "costs-eat-price",
        "warning",
        "The costs of a customer are its whole price, or more.",
        "A zero too many, or a cost of several years without `years`.",
        "economics: {operating_margin: 10%, costs: [{name: acquisition, amount: 100k, in: operating}]}\n",
        "economics: {operating_margin: 10%, costs: [{name: acquisition, amount: 100k, years: 4, in: operating}]}\n",
    ),
    Explanation(
        "growth-form",
        "error",
        "The growth budget has two forms, and this is neither or both.",
        "Write cost_per_100, or credited_revenue with required_return.",
        "economics: {gross_margin: 70%, costs: [], growth: {cost_per_100: 12, required_return: 3}}\n",
        "economics: {gross_margin: 70%, costs: [], growth: {credited_revenue: 900k, required_return: 3}}\n",
    ),
    Explanation(
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
    ),
    Explanation(
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
    ),
)
