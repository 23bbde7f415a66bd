"""Findings about what teams are for, and whom to hire."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Purposes and profiles"

_TASKS = """\
tasks:
  - {{name: check-in, kind: proactive, per: customer, takes: 1 h, times: 12{serves}}}
"""


def _plan(purpose: str, serves: str = ", serves: expansion", more: str = "") -> str:
    segment = f"segments:\n  - {{name: a, customers: 10, arr: 1M{purpose}}}\n"
    return segment + more + _TASKS.format(serves=serves)


NO_PURPOSE = Record(
    "no-purpose",
    "note",
    "A plan says of some people or work what they are there for, and of a team it says nothing. A team that nobody "
    "told what it is for does what comes in.",
    "Write `purpose:` on the segment or its team: such as [use_level, expansion], or [stickiness, product_feedback].",
    _plan(""),
    _plan(", purpose: expansion"),
    message="{team}: nothing says what its people are there for",
    hint="write `purpose:` on the segment or the team, such as [{such}]",
)
PURPOSE_IS_RENEWAL = Record(
    "purpose-is-renewal",
    "warning",
    "The only purpose of a team is that customers renew. A product that does its job, sound delivery and a service "
    "desk that answers quickly do that; a team of CSMs is not needed for it.",
    "Write what makes them renew, or grow: how deeply they use the product, executives who know it, chances found.",
    _plan(", purpose: renewal", ", serves: renewal"),
    _plan(", purpose: [renewal, expansion]"),
    message="{team} is there for renewals alone: a product that works, sound delivery and quick support do for that",
    hint="write what else it is for, such as [{such}]",
)
PURPOSE_MISFIT = Record(
    "purpose-misfit",
    "note",
    "What people are there for does not suit their customers: executives where automation serves most, advice on "
    "running the product for key accounts. The rule pack says what suits whom, in `purposes`.",
    "Write another purpose for these customers; or override `rules: purposes`, with a note that says why.",
    "segments:\n  - {name: a, customers: 900, arr: 900k, tier: small, purpose: executives}\n"
    "tiers: [{name: small, acv: {max: 5k}, touch: digital}]\n"
    "tasks:\n"
    "  - {name: call, kind: reactive, per: customer, takes: 5 min, times: 1, serves: [executives, stickiness]}\n",
    "segments:\n  - {name: a, customers: 900, arr: 900k, tier: small, purpose: stickiness}\n"
    "tiers: [{name: small, acv: {max: 5k}, touch: digital}]\n"
    "tasks:\n"
    "  - {name: call, kind: reactive, per: customer, takes: 5 min, times: 1, serves: [executives, stickiness]}\n",
    message="{segment}: {purpose} suits customers of {suits} touch, and these are of {touch} touch",
    hint="another purpose, or `rules: {{purposes: ...}}` with a note",
)
WITHOUT_HOURS = Record(
    "purpose-without-hours",
    "warning",
    "A team is there for something, and none of its work serves that: no task in its segments says so in `serves`.",
    "Write `serves:` at the tasks that work for it; or plan some work for it; or take the purpose out.",
    _plan(", purpose: [expansion, executives]"),
    _plan(", purpose: [expansion, executives]", ", serves: [expansion, executives]"),
    message="{team} is there for {purposes}, and no task of it serves that",
    hint="write `serves: [{purposes}]` at the tasks that do",
)

WITHOUT_MEASURE = Record(
    "purpose-without-measure",
    "note",
    "A team is there for something, and neither the plan nor the record says how far that is reached.",
    "Record what says it, as the hint tells; or agree with the team by what you will see it.",
    _plan(", purpose: collection", ", serves: collection"),
    _plan(", purpose: stickiness, at_risk: 12%", ", serves: stickiness"),
    message="{team} is there for {purpose}, and nothing says how far that is reached",
    hint="{wanted}",
)


def _log(purpose: str, serves: str) -> str:
    tickets = "".join(f"2026-03-{day:02},Ana,ticket,480,a\n" for day in range(2, 8))
    return (
        _plan(f", purpose: [{purpose}]")
        + f"  - {{name: ticket, kind: reactive, per: customer, takes: 1 h, times: 12{serves}}}\n"
        + "time_log: log.csv\n"
        + "# log.csv\ndate,csm,task,minutes,segment\n"
        + tickets
        + "2026-03-09,Ana,check-in,480,a\n"
    )


CSM_IN_NAME = Record(
    "csm-in-name",
    "note",
    "Over half of what somebody logged for customers is answering or implementing, and serves no purpose of the team."
    " They are called CSM, and work as support or as a project manager. That is no fault of theirs.",
    "Talk it over: give that work to whom it belongs to, or call the role what it is.",
    _log("expansion", ""),
    _log("expansion, stickiness", ", serves: stickiness"),
    message="{csm} works as {role}, by the time log: {share} of the time for customers is {kinds} for no purpose",
    hint="give that work to whom it belongs to, or say with `serves` what it is for",
)
PROFILE_WEIGHTS = Record(
    "profile-weights",
    "error",
    "The weights of the three skills of a profile don't add up to 100%.",
    "Write how much service, business and industry count, together 100%.",
    "rules:\n  from: usd-2m\n  profiles:\n    simple: {look_for: support, service: 50%, business: 30%, industry: 30%, "
    "note: ours}\n",
    "rules:\n  from: usd-2m\n  profiles:\n    simple: {look_for: support, service: 50%, business: 20%, industry: 30%, "
    "note: ours}\n",
    message="the weights of service, business and industry add up to {whole}",
    hint="together they are 100%",
)
NO_RATING_COLUMN = Record(
    "ratings-table",
    "error",
    "A table of ratings (`csplan hire --ratings`) lacks a column, or has no row that counts.",
    "Write one row for what one interviewer makes of one skill: candidate, interviewer, skill (service, business, "
    "industry), rating (1 to 5).",
    message="the table of ratings has no column {column}: its headings are {headings}",
    hint="candidate, interviewer, skill, rating",
)
RATED_TWICE = Record(
    "rated-twice",
    "warning",
    "A table of ratings (`csplan hire --ratings`) has two rows of one interviewer for the same skill of a candidate.",
    "Keep the one that is meant: the later counts.",
    message="{interviewer} rates {candidate} twice in {skill}: {before}, then {rating}, which counts",
    hint="keep the one that is meant",
)
NO_RATINGS = NO_RATING_COLUMN.worded(
    "no row of {file} counts", "write one row for candidate, interviewer, skill and a rating from 1 to 5"
)
