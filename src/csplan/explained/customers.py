"""Findings about roles, tiers and segments."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

TITLE = "Roles, tiers and segments"

EXPLANATIONS = (
    Explanation(
        "no-hours",
        "error",
        "A role has no hours left for customers.",
        "Contracted hours, less leave, sickness and internal work, have to leave some.",
        "roles:\n  csm: {pay: 120k, loading: 30%, time: {contracted: 100 d, leave: 80 d, sick: 20 d, internal: 30%}}\n",
        "roles:\n  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 30 d, sick: 5 d, internal: 30%}}\n",
    ),
    Explanation(
        "empty-band",
        "error",
        "A tier holds nothing: its min is not below its max.",
        "A tier holds min <= acv < max.",
        """\
tiers:
  - {name: high, acv: {min: 10k, max: 10k}}
  - {name: low, acv: {}}
""",
        """\
tiers:
  - {name: high, acv: {min: 10k}}
  - {name: low, acv: {max: 10k}}
""",
    ),
    Explanation(
        "tiers-overlap",
        "error",
        "Two tiers hold the same ACV.",
        "The max of one is the min of the next.",
        """\
tiers:
  - {name: high, acv: {min: 10k}}
  - {name: low, acv: {max: 20k}}
""",
        """\
tiers:
  - {name: high, acv: {min: 20k}}
  - {name: low, acv: {max: 20k}}
""",
    ),
    Explanation(
        "tiers-gap",
        "warning",
        "No tier holds the ACVs between two.",
        "Let the max of one be the min of the next; or accept it, where nobody has such contracts.",
        """\
tiers:
  - {name: high, acv: {min: 50k}}
  - {name: low, acv: {max: 20k}}
""",
        """\
tiers:
  - {name: high, acv: {min: 20k}}
  - {name: low, acv: {max: 20k}}
""",
    ),
    Explanation(
        "no-tier",
        "error",
        "No tier holds the segment's mean ACV, and the segment states none.",
        "Widen a tier, or write `tier:` on the segment.",
        """\
tiers: [{name: low, acv: {max: 20k}}]
segments:
  - {name: a, customers: 10, arr: 1M}
""",
        """\
tiers: [{name: low, acv: {max: 20k}}, {name: high, acv: {min: 20k}}]
segments:
  - {name: a, customers: 10, arr: 1M}
""",
    ),
    Explanation(
        "acv-outside-tier",
        "warning",
        "The segment's mean ACV lies outside the tier that it states.",
        "A zero too many in customers or ARR, or another tier is meant.",
        """\
tiers: [{name: low, acv: {max: 50k}}, {name: high, acv: {min: 50k}}]
segments:
  - {name: a, customers: 10, arr: 1M, tier: low}
""",
        """\
tiers: [{name: low, acv: {max: 50k}}, {name: high, acv: {min: 50k}}]
segments:
  - {name: a, customers: 100, arr: 1M, tier: low}
""",
    ),
    Explanation(
        "arr-without-customers",
        "error",
        "ARR of no customers.",
        "State the customers who pay it, or take the segment out.",
        "segments:\n  - {name: a, customers: 0, arr: 1M}\n",
        "segments:\n  - {name: a, customers: 0, arr: 0}\n",
    ),
    Explanation(
        "more-than-customers",
        "warning",
        "More new customers, renewals or customers at risk than customers.",
        "customers is the year's average book, new ones included.",
        "segments:\n  - {name: a, customers: 10, arr: 1M, new_customers: 12}\n",
        "segments:\n  - {name: a, customers: 16, arr: 1M, new_customers: 12}\n",
    ),
    Explanation(
        "stated-twice",
        "error",
        "Two keys say the same thing: renewals and contract_years, at_risk and health.",
        "Keep one.",
        "segments:\n  - {name: a, customers: 10, arr: 1M, renewals: 5, contract_years: 2}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M, renewals: 5}\n",
    ),
    Explanation(
        "health-mix",
        "error",
        "The colours of a health mix do not add up to 100%.",
        "State each colour's share of the customers.",
        "segments:\n  - {name: a, customers: 10, arr: 1M, health: {green: 60%, red: 50%}}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M, health: {green: 60%, red: 40%}}\n",
    ),
    Explanation(
        "where-without-accounts",
        "error",
        "`where` chooses rows of an account book, and there is none.",
        "Add `accounts:`, or state customers and arr.",
        "segments:\n  - {name: a, customers: 10, arr: 1M, where: {region: east}}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M, attributes: {region: east}}\n",
    ),
    Explanation(
        "csms-now",
        "error",
        "Today's CSMs are stated for a team and, differently or in part, for its segments.",
        "State them once: on the team, or on each of its segments.",
        """\
teams: [{name: north, csms_now: 3}]
segments:
  - {name: a, customers: 10, arr: 1M, team: north, csms_now: 2}
""",
        """\
teams: [{name: north, csms_now: 3}]
segments:
  - {name: a, customers: 10, arr: 1M, team: north}
""",
    ),
    Explanation(
        "no-arr-rule",
        "warning",
        "The rule pack has no ARR per CSM for the segment.",
        "State the company's `stage`, or `arr_per_csm` on the segment.",
        "fx: {CNY: 0.139}\nrules: cny-1.5-2.5m\n",
        "fx: {CNY: 0.139}\nrules: cny-1.5-2.5m\nstage: growth\n",
    ),
)
