"""Findings that only the figures tell, of a plan that can be calculated with."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

TITLE = "What the figures show"

_MONEY = "economics: {gross_margin: 80%, costs: [{name: hosting, share: 10%, in: gross}]}\n"
_CAPPED = 'rules: {from: usd-2m, arr_cap: {value: 200k, note: "no CSM holds more"}}\n'

EXPLANATIONS = (
    Explanation(
        "over-budget",
        "error",
        "The work of a team needs more CSMs than money pays for.",
        "`csplan headcount` says what would close the gap: fewer hours, a higher price, a lower margin, shared people.",
        f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 6 h, times: 40}}\n{_MONEY}",
        f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}\n{_MONEY}",
    ),
    Explanation(
        "no-whole-number",
        "warning",
        "No whole number of people lies between what the work needs and what money pays for.",
        "Share people with another team, or move one of the two bounds a little.",
        f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 40}}\n{_MONEY}",
        f"""\
segments:
  - {{name: a, customers: 30, arr: 3M}}
tasks:
  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 40}}
{_MONEY}""",
    ),
    Explanation(
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
    ),
    Explanation(
        "unchecked",
        "note",
        "One side has no evidence, the work or the money, so the other decides alone.",
        "Add `tasks:` or `economics:`.",
        "tasks:\n  - {name: call, kind: proactive, per: customer, takes: 1 h, times: 4}\n",
        f"tasks:\n  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}\n{_MONEY}",
    ),
    Explanation(
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
    ),
    Explanation(
        "margin-missed",
        "error",
        "With the planned people a team misses a target of cost: the gross or the operating margin, what renewal and "
        "expansion may cost, or a stated budget.",
        "`csplan cost-floor` says by how much, and what would close the gap; or set another target.",
        f"conflict: work\ntasks:\n  - {{name: call, kind: proactive, per: customer, takes: 6 h, times: 40}}\n{_MONEY}",
        f"""\
conflict: work
segments:
  - {{name: a, customers: 30, arr: 3M}}
tasks:
  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 40}}
{_MONEY}""",
    ),
    Explanation(
        "margin-missed-now",
        "warning",
        "The planned people hold a target of cost, and today's CSMs do not.",
        "Nothing, where the plan is carried out; `csplan cost-floor` shows both.",
        f"""\
segments:
  - {{name: a, customers: 10, arr: 1M, csms_now: 2}}
tasks:
  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}
{_MONEY}""",
        f"""\
segments:
  - {{name: a, customers: 10, arr: 1M, csms_now: 0.5}}
tasks:
  - {{name: call, kind: proactive, per: customer, takes: 1 h, times: 4}}
{_MONEY}""",
    ),
    Explanation(
        "spending-does-not-pay",
        "warning",
        "Spending that returns in the short term has not brought back what is asked of it: `required_return` of the "
        "growth budget, and without one as much as was spent.",
        "Stop it, or state what else it has returned.",
        "economics: {cs_budget: 9%, spending: [{name: discounts, amount: 40k, kind: short_term, returned: 10k}]}\n",
        "economics: {cs_budget: 9%, spending: [{name: discounts, amount: 40k, kind: short_term, returned: 90k}]}\n",
    ),
    Explanation(
        "review-overdue",
        "warning",
        "The day of a review of long-cycle spending has passed.",
        "Look at what it brought back, and set the next day.",
        "economics: {cs_budget: 9%, spending: [{name: tool, amount: 90k, kind: long_cycle, review: 2020-01-31}]}\n",
        "economics: {cs_budget: 9%, spending: [{name: tool, amount: 90k, kind: long_cycle, review: 9020-01-31}]}\n",
    ),
)
