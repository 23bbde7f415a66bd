"""Findings about names that lead nowhere, or to two places."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

TITLE = "Names"

EXPLANATIONS = (
    Explanation(
        "unknown-role",
        "error",
        "No role has this name.",
        "Mind the spelling, or add it to `roles`.",
        "segments:\n  - {name: a, customers: 10, arr: 1M, role: cms}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M, role: csm}\n",
    ),
    Explanation(
        "unknown-tier",
        "error",
        "No tier has this name.",
        "Mind the spelling, or add it to `tiers`. Without `tiers`, those of the rule pack count.",
        """\
tiers: [{name: all, acv: {}}]
segments:
  - {name: a, customers: 10, arr: 1M, tier: al}
""",
        """\
tiers: [{name: all, acv: {}}]
segments:
  - {name: a, customers: 10, arr: 1M, tier: all}
""",
    ),
    Explanation(
        "unknown-team",
        "error",
        "No team has this name.",
        "Mind the spelling, or add it to `teams`. Where there is no section `teams`, any name will do.",
        """\
teams: [{name: north}]
segments:
  - {name: a, customers: 10, arr: 1M, team: north}
  - {name: b, customers: 10, arr: 1M, team: nroth}
""",
        """\
teams: [{name: north}]
segments:
  - {name: a, customers: 10, arr: 1M, team: north}
  - {name: b, customers: 10, arr: 1M, team: north}
""",
    ),
    Explanation(
        "duplicate-name",
        "error",
        "Two of a kind have the same name, so nothing tells them apart.",
        "Rename one.",
        """\
segments:
  - {name: a, customers: 10, arr: 1M}
  - {name: a, customers: 20, arr: 2M}
""",
        """\
segments:
  - {name: a, customers: 10, arr: 1M}
  - {name: b, customers: 20, arr: 2M}
""",
    ),
    Explanation(
        "duplicate-alias",
        "warning",
        "An alias of a task is another task's name or alias.",
        "An alias belongs to one task.",
        """\
tasks:
  - {name: call, kind: proactive, per: customer, takes: 1 h, times: 2}
  - {name: visit, kind: proactive, per: customer, takes: 3 h, times: 2, aliases: [trip, call]}
""",
        """\
tasks:
  - {name: call, kind: proactive, per: customer, takes: 1 h, times: 2}
  - {name: visit, kind: proactive, per: customer, takes: 3 h, times: 2, aliases: [trip]}
""",
    ),
    Explanation(
        "team-name",
        "error",
        "A segment that belongs to no team has the name of a team, so it would join that by accident.",
        "Write its `team:`, or rename one of them.",
        """\
segments:
  - {name: north, customers: 10, arr: 1M}
  - {name: b, customers: 10, arr: 1M, team: north}
""",
        """\
segments:
  - {name: north, customers: 10, arr: 1M, team: north}
  - {name: b, customers: 10, arr: 1M, team: north}
""",
    ),
    Explanation(
        "team-roles",
        "error",
        "A team has one role, and its segments lead to two.",
        "State the role on the team, or make two teams.",
        """\
roles:
  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
  pooled: {pay: 80k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
segments:
  - {name: a, customers: 10, arr: 1M, team: north}
  - {name: b, customers: 10, arr: 1M, team: north, role: pooled}
""",
        """\
roles:
  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
  pooled: {pay: 80k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
segments:
  - {name: a, customers: 10, arr: 1M, team: north}
  - {name: b, customers: 10, arr: 1M, team: pool, role: pooled}
""",
    ),
    Explanation(
        "unused-team",
        "warning",
        "No segment belongs to the team.",
        "Write `team:` on the segments that it serves, or take the team out.",
        "teams: [{name: north}]\n",
        """\
teams: [{name: north}]
segments:
  - {name: a, customers: 10, arr: 1M, team: north}
""",
    ),
)
