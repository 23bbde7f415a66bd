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
)
