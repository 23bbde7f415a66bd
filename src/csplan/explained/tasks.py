"""Findings about tasks."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

TITLE = "Tasks"

EXPLANATIONS = (
    Explanation(
        "missing-takes",
        "error",
        "Nothing says how long a task takes: neither the plan nor its time log.",
        "Write `takes:`, or name a time log that has the task.",
        "tasks:\n  - {name: check-in, kind: proactive, per: customer, times: 12}\n",
        "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}\n",
    ),
    Explanation(
        "missing-times",
        "error",
        "Nothing says how often a task is done in a tier that has customers, nor does the time log.",
        "Write 0 for never: what is absent is not zero.",
        """\
tiers: [{name: low, acv: {max: 50k}}, {name: high, acv: {min: 50k}}]
tasks:
  - {name: visit, kind: proactive, per: customer, takes: 3 h, times: {low: 1}}
""",
        """\
tiers: [{name: low, acv: {max: 50k}}, {name: high, acv: {min: 50k}}]
tasks:
  - {name: visit, kind: proactive, per: customer, takes: 3 h, times: {low: 1, high: 4}}
""",
    ),
    Explanation(
        "missing-volume",
        "error",
        "A task is done per new customer or customer at risk, and a segment does not say how many there are.",
        "State `new_customers`, `at_risk` or `health` on the segment, 0 if there are none.",
        "tasks:\n  - {name: onboarding, kind: implementation, per: new_customer, takes: 6 h, times: 1}\n",
        """\
segments:
  - {name: a, customers: 10, arr: 1M, new_customers: 2}
tasks:
  - {name: onboarding, kind: implementation, per: new_customer, takes: 6 h, times: 1}
""",
    ),
    Explanation(
        "internal-task",
        "warning",
        "An internal task has `per` or `times`, which do nothing: internal time is in the role's `internal`.",
        "Take them out, or give the task another kind.",
        "tasks:\n  - {name: team meeting, kind: internal, per: customer}\n",
        "tasks:\n  - {name: team meeting, kind: internal}\n",
    ),
    Explanation(
        "waste-kind",
        "warning",
        "Time of a task is avoidable, and nothing says what kind of waste it is.",
        "Add `waste:` mechanical, coordination or skill. The three are mended differently.",
        "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 1 h, times: 1, avoidable: 20%}\n",
        """\
tasks:
  - {name: check-in, kind: proactive, per: customer, takes: 1 h, times: 1, avoidable: 20%, waste: mechanical}
""",
    ),
)
