"""Findings about names that lead nowhere, or to two places."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Names"

UNKNOWN_ROLE = Record(
    "unknown-role",
    "error",
    "No role has this name.",
    "Check the spelling, or add it to `roles`.",
    "segments:\n  - {name: a, customers: 10, arr: 1M, role: cms}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M, role: csm}\n",
    message="no role is named {name}",
)
NO_ROLES = UNKNOWN_ROLE.worded("no role is named {name}", "there are no roles")
UNKNOWN_TIER = Record(
    "unknown-tier",
    "error",
    "No tier has this name.",
    "Check the spelling, or add it to `tiers`. Without `tiers`, those of the rule pack count.",
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
    message="no tier is named {name}",
)
NO_TIERS = UNKNOWN_TIER.worded("no tier is named {name}", "there are no tiers")
UNKNOWN_TEAM = Record(
    "unknown-team",
    "error",
    "No team has this name.",
    "Check the spelling, or add it to `teams`. Where there is no section `teams`, any name will do.",
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
    message="no team is named {name}",
)
NO_TEAMS = UNKNOWN_TEAM.worded("no team is named {name}", "there are no teams")
_PLAYS = """\
value: {plays: {task: %s}}
tasks: [{name: rescue, kind: proactive, per: customer, takes: 8 h, times: 2}]
segments:
  - {name: a, customers: 10, arr: 1M}
"""
UNKNOWN_PLAY_TASK = Record(
    "unknown-play-task",
    "error",
    "`value: plays: task` names no task of the plan.",
    "Check the spelling, or add it to `tasks`.",
    _PLAYS % "resuce",
    _PLAYS % "rescue",
    message="no task is named {name}",
)
NO_TASKS = UNKNOWN_PLAY_TASK.worded("no task is named {name}", "there are no tasks")
DUPLICATE_NAME = Record(
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
    message="two of {section} are named {name}",
    hint="give each a name of its own",
)
DUPLICATE_ALIAS = Record(
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
    message="{alias} already means {task}",
    hint="an alias belongs to one task",
)
TEAM_NAME = Record(
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
    message="segment {segment} has no team, and a team has the same name",
    hint="write `team: {segment}` to join it, or rename one",
)
TEAM_ROLES = Record(
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
    message="team {team} has two roles: {role} ({segment}) and {other_role} ({other_segment})",
    hint="a team has one role: state it on the team, or make two teams",
)
UNUSED_TEAM = Record(
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
    message="no segment belongs to team {team}",
    hint="its people are not counted",
)
