"""Findings about roles, tiers and segments."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Roles, tiers and segments"

NO_HOURS = Record(
    "no-hours",
    "error",
    "A role has no hours left for customers.",
    "Contracted hours, less leave, sickness and internal work, have to leave some.",
    "roles:\n  csm: {pay: 120k, loading: 30%, time: {contracted: 100 d, leave: 80 d, sick: 20 d, internal: 30%}}\n",
    "roles:\n  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 30 d, sick: 5 d, internal: 30%}}\n",
    message="role {role} has no hours for customers: {paid} paid, {internal} internal",
    hint="check contracted, leave, sick and internal",
)
EMPTY_BAND = Record(
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
    message="tier {tier} holds nothing: min is not below max",
    hint="a tier holds min <= acv < max",
)
TIERS_OVERLAP = Record(
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
    message="tiers {below} and {tier} overlap: both hold an ACV of {acv}",
    hint="a tier holds min <= acv < max",
)
TIERS_GAP = Record(
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
    message="no tier holds an ACV from {low} up to {high}",
    hint="a segment in the gap needs its tier stated",
)
NO_TIER = Record(
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
    message="no tier holds the mean ACV of {segment}, {acv}",
    hint="state its tier, or widen a band",
)
ACV_OUTSIDE_TIER = Record(
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
    message="the mean ACV of {segment}, {acv}, lies outside tier {tier}",
    hint="its ACV belongs to tier {fitting}",
)
ACV_OUTSIDE_TIERS = ACV_OUTSIDE_TIER.worded(
    "the mean ACV of {segment}, {acv}, lies outside tier {tier}", "no tier holds its ACV"
)
ARR_WITHOUT_CUSTOMERS = Record(
    "arr-without-customers",
    "error",
    "ARR of no customers.",
    "State the customers who pay it, or take the segment out.",
    "segments:\n  - {name: a, customers: 0, arr: 1M}\n",
    "segments:\n  - {name: a, customers: 0, arr: 0}\n",
    message="{segment} has ARR but no customers",
    hint="state the year's average of both",
)
NOT_STATED = Record(
    "not-stated",
    "warning",
    "A segment does not say how many customers it has, or its ARR. It stays unchecked, and sums are without it.",
    "State it, or add an account book. All other segments are computed meanwhile.",
    "segments:\n  - {name: a, customers: 10, arr: 1M}\n  - {name: b, customers: 20}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M}\n  - {name: b, customers: 20, arr: 1.5M}\n",
    message="{segment} does not state {key}: it is unchecked, and the sums are without it",
    hint="add `{key}:`, or an account book",
)
MORE_THAN_CUSTOMERS = Record(
    "more-than-customers",
    "warning",
    "More new customers, renewals or customers at risk than customers.",
    "customers is the year's average book, new ones included.",
    "segments:\n  - {name: a, customers: 10, arr: 1M, new_customers: 12}\n",
    "segments:\n  - {name: a, customers: 16, arr: 1M, new_customers: 12}\n",
    message="{value} {key} are more than the {customers} customers of {segment}",
    hint="customers is the year's average, new ones included",
)
STATED_TWICE = Record(
    "stated-twice",
    "error",
    "Two keys say the same thing: renewals and contract_years, at_risk and health, cost and pay.",
    "Keep one.",
    "segments:\n  - {name: a, customers: 10, arr: 1M, renewals: 5, contract_years: 2}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M, renewals: 5}\n",
    message="{key} and {other} say the same thing",
    hint="keep one of them",
)
HEALTH_MIX = Record(
    "health-mix",
    "error",
    "The colours of a health mix do not add up to 100%.",
    "State each colour's share of the customers.",
    "segments:\n  - {name: a, customers: 10, arr: 1M, health: {green: 60%, red: 50%}}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M, health: {green: 60%, red: 40%}}\n",
    message="the health mix of {segment} adds up to {whole}",
    hint="the colours add up to 100%",
)
WHERE_WITHOUT_ACCOUNTS = Record(
    "where-without-accounts",
    "error",
    "`where` chooses rows of an account book, and there is none.",
    "Add `accounts:`, or state customers and arr.",
    "segments:\n  - {name: a, customers: 10, arr: 1M, where: {region: east}}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M, attributes: {region: east}}\n",
    message="where needs an account book",
    hint="add `accounts:`, or take it out",
)
CSMS_NOW = Record(
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
    message="csms_now of team {team} is not the sum of its segments",
    hint="state it once: on the team or on its segments",
)
CSMS_NOW_IN_PART = CSMS_NOW.worded(
    "csms_now is stated for team {team} and for some of its segments", "state it once: on the team or on its segments"
)
NO_ARR_RULE = Record(
    "no-arr-rule",
    "warning",
    "The rule pack has no ARR per CSM for the segment.",
    "State the company's `stage`, or `arr_per_csm` on the segment.",
    "fx: {CNY: 0.139}\nrules: cny-1.5-2.5m\n",
    "fx: {CNY: 0.139}\nrules: cny-1.5-2.5m\nstage: growth\n",
    message="no ARR rule of {rules} matches {segment}",
    hint="state arr_per_csm",
)
NO_STAGE = NO_ARR_RULE.worded("no ARR rule of {rules} matches {segment}", "state the company's stage: {stages}")
ONE_SEGMENT_FITS_ALL = Record(
    "one-segment-fits-all",
    "warning",
    "All customers are one segment whose tier is that of the mean customer. The ARR rule is made for segments of like"
    " customers: over all of them at once it hides that a few large ones need much.",
    "Split the customers into segments with like needs, by what they pay or by product; or state the segment's `tier`, "
    "where they are alike.",
    "rules: usd-2m\nsegments:\n  - {name: all, customers: 300, arr: 6M}\n",
    """\
rules: usd-2m
segments:
  - {name: large, customers: 20, arr: 4M}
  - {name: small, customers: 280, arr: 2M}
""",
    message="{segment}: all {customers} customers are one segment, and the ARR rule is for segments of like customers",
    hint="split it by what customers pay, or state its tier where they are alike",
)
