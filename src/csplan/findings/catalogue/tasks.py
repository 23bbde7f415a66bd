"""Findings about tasks."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Tasks"

MISSING_TAKES = Record(
    "missing-takes",
    "error",
    "Nothing says how long a task takes: neither the plan nor its time log.",
    "Write `takes:`, or name a time log that has the task.",
    "tasks:\n  - {name: check-in, kind: proactive, per: customer, times: 12}\n",
    "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}\n",
    message="nothing says how long {task} takes",
    hint="add `takes: 45 min`",
)
TAKES_IN_NEITHER = MISSING_TAKES.worded(
    "neither the plan nor the time log says how long {task} takes", "add `takes: 45 min`"
)
MISSING_TIMES = Record(
    "missing-times",
    "warning",
    "Nothing says how often a task is done in a tier that has customers, nor does the time log. The work of its "
    "segments is unknown, and they stay unchecked; `validate` takes it for an error.",
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
    message="nothing says how often {task} is done in tier {tier}",
    hint="add it to times, 0 if never: {{{tier}: 0}}",
    gap=True,
)
TIMES_WITHOUT_TIER = MISSING_TIMES.worded(
    "nothing says how often {task} is done in {segment}, which has no tier", "add `times:`, one number for all"
)
TIMES_IN_NEITHER = MISSING_TIMES.worded(
    "neither the plan nor the time log says how often {task} is done", "add `times:`, one number for all"
)
TIMES_OF_TIER_IN_NEITHER = MISSING_TIMES.worded(
    "neither the plan nor the time log says how often {task} is done in tier {tier}",
    "add it to times, 0 if never: {{{tier}: 0}}",
)
MISSING_VOLUME = Record(
    "missing-volume",
    "warning",
    "A task is done per new customer or customer at risk, and a segment does not say how many there are. Its work is "
    "unknown, and it stays unchecked; `validate` takes it for an error.",
    "State `new_customers`, `at_risk` or `health` on the segment, 0 if there are none.",
    "tasks:\n  - {name: onboarding, kind: implementation, per: new_customer, takes: 6 h, times: 1}\n",
    """\
segments:
  - {name: a, customers: 10, arr: 1M, new_customers: 2}
tasks:
  - {name: onboarding, kind: implementation, per: new_customer, takes: 6 h, times: 1}
""",
    message="{task} is done per new_customer, but {segment} does not say how many there are",
    hint="add new_customers",
    gap=True,
)
NO_AT_RISK = MISSING_VOLUME.worded(
    "{task} is done per at_risk_customer, but {segment} does not say how many there are", "add at_risk or health"
)
INTERNAL_TASK = Record(
    "internal-task",
    "warning",
    "An internal task has `per` or `times`, which do nothing: internal time is in the role's `internal`.",
    "Take them out, or give the task another kind.",
    "tasks:\n  - {name: team meeting, kind: internal, per: customer}\n",
    "tasks:\n  - {name: team meeting, kind: internal}\n",
    message="{task} is internal: it checks time.internal and makes no workload",
    hint="leave {key} out",
)
WASTE_KIND = Record(
    "waste-kind",
    "warning",
    "Time of a task is avoidable, and nothing says what kind of waste it is.",
    "Add `waste:` mechanical, coordination or skill. Each takes another remedy.",
    "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 1 h, times: 1, avoidable: 20%}\n",
    """\
tasks:
  - {name: check-in, kind: proactive, per: customer, takes: 1 h, times: 1, avoidable: 20%, waste: mechanical}
""",
    message="{task} has avoidable time, and nothing says of which kind",
    hint="add waste: mechanical, coordination or skill",
)
DIGITAL_WITHOUT_SERVICE = Record(
    "digital-without-service",
    "warning",
    "Customers of a digital tier have no reactive task: nobody answers what they ask. Automation serves them, but "
    "quick help by chat and ticket has to be assured.",
    "Add a task of kind reactive with its `times` for the tier, such as tickets; or accept it, where others answer.",
    """\
segments:
  - {name: a, customers: 900, arr: 900k, tier: small}
tiers: [{name: small, acv: {max: 5k}, touch: digital}]
tasks:
  - {name: mailing, kind: proactive, per: customer, takes: 5 min, times: 4}
""",
    """\
segments:
  - {name: a, customers: 900, arr: 900k, tier: small}
tiers: [{name: small, acv: {max: 5k}, touch: digital}]
tasks:
  - {name: mailing, kind: proactive, per: customer, takes: 5 min, times: 4}
  - {name: ticket, kind: reactive, per: customer, takes: 20 min, times: 0.5}
""",
    message="{segment}: its tier {tier} is served digitally, and no reactive task answers what its customers ask",
    hint="add a task of kind reactive with times for this tier, such as tickets",
)
