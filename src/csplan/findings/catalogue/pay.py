"""Findings about pay: what of it is variable, and what a bonus is paid for."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Pay"

_ROLE = "roles:\n  csm: {{pay: 120k, loading: 30%, time: 1000 h{variable}}}\n"
_GOOD_ROLE = _ROLE.format(variable=", variable: {performance: 20%}")
_GOOD = f"{_GOOD_ROLE}bonus: {{wins: {{weight: 100%, target: 2}}}}\n"


def _wins(text: str) -> str:
    return f"{_GOOD_ROLE}bonus: {{wins: {{weight: 100%, target: 2}}, {text}}}\n"


RENEWALS_REFUSED = Record(
    "bonus-indicator",
    "error",
    "A bonus is paid for wins, CSQL and CSQA, and for nothing else (csm-management). Renewals are few and rare, and "
    "whether one comes is mostly chance. Pay for risks needs customers at risk. NPS is an intention, which others "
    "change too.",
    "Leave it out. Commission on renewals and expansion is a part of pay of its own: `variable: {commission: 40%}` of "
    "the role. Where usage is not watched, NPS may stand inside `health`.",
    _wins("nps: {weight: 20%, target: 30}"),
    _GOOD,
    message="renewals are no indicator of a bonus: they are few and rare, so that chance decides, and looking after "
    "risk is the job (csm-management)",
    hint="count wins, csql and csqa; commission on renewals (six-pits: another author, who pays it) is "
    "`variable: {{commission: 40%}}` of the role",
)
RISKS_REFUSED = RENEWALS_REFUSED.worded(
    "risks are no indicator of a bonus: pay for saving needs customers who are ill, and the aim is healthy ones "
    "(csm-management)",
    "count wins: customers who became healthy",
)
NPS_REFUSED = RENEWALS_REFUSED.worded(
    "NPS is no indicator of a bonus: it is an intention, which product and other teams move (csm-management)",
    "where usage is not watched, it may stand inside `health`, and so in wins",
)
WHOLE_PAY = Record(
    "variable-share",
    "error",
    "Performance and commission of a role are more than the whole of its pay.",
    "What is left of 100% is fixed: `{commission: 40%, performance: 10%}` leaves 50%.",
    _ROLE.format(variable=", variable: {commission: 60%, performance: 50%}"),
    _GOOD_ROLE,
    message="performance and commission are {share} of the pay of {role}: more than all of it",
    hint="what is left of 100% is fixed",
)
WEIGHTS = Record(
    "bonus-weights",
    "error",
    "The weights of what a bonus is paid for do not add up to 100%.",
    "Write them so that they do: 50%, 30% and 20%.",
    _wins("csql: {weight: 30%, target: 5}"),
    f"{_GOOD_ROLE}bonus: {{wins: {{weight: 70%, target: 2}}, csql: {{weight: 30%, target: 5}}}}\n",
    message="the weights of {indicators} add up to {share}, and not to 100%",
    hint="weigh them so that they do, such as 50%, 30% and 20%",
)
NO_INDICATOR = WEIGHTS.worded(
    "a bonus has to be paid for something", "add `wins`, `csql` or `csqa`, each with a weight"
)
CURVE = Record(
    "bonus-curve",
    "error",
    "What is paid for how much of a goal contradicts itself. Something is paid at a threshold, and there is none; or "
    "the cap is below what is paid for the whole goal.",
    "Write it like `{threshold: 60%, at_threshold: 50%, accelerator: 1.5, cap: 150%}`.",
    _wins("payout: {at_threshold: 50%}"),
    _wins("payout: {threshold: 60%, at_threshold: 50%}"),
    message="at_threshold says what is paid at the threshold, and there is none",
    hint="add `threshold: 60%`, or take it out",
)
CAP_BELOW = CURVE.worded("the cap is {cap}: nobody can get the whole bonus, whatever they do", "a cap is 100% or more")
GOAL_FORM = Record(
    "bonus-goal",
    "error",
    "A goal is a number of customers, for all roles or by role. The goal of wins may be a share of what the team's "
    "own rates give for the same customers.",
    "Write it like `target: 2`, `target: {csm: 2, pooled: 8}`, or of wins `target: {expected: 110%}`.",
    _wins("csql: {weight: 30%, target: {expected: 110%}}").replace("100%, target", "70%, target"),
    _wins("csql: {weight: 30%, target: 5}").replace("100%, target", "70%, target"),
    message="a share of what is expected is a goal of wins only",
    hint="write how many: `target: 5`",
)
GOAL_IS_SHARE = GOAL_FORM.worded(
    "a goal is a number of customers", "write how many: 5; a share of what is expected is `{{expected: 110%}}`"
)
GOAL_IS_NUMBER = GOAL_FORM.worded("what is expected is meant in percent", "write it like `{{expected: 110%}}`")
EXPECTED_AND_ROLE = GOAL_FORM.worded("a goal is a number by role, or a share of what is expected", "keep one of them")
SURPLUS_OF_EXPECTED = GOAL_FORM.worded(
    "surplus is over what is expected already", "write how many more pay 200%: `target: 2`"
)
GOAL_MISSING = GOAL_FORM.worded(
    "{role} has variable pay for performance, and {indicator} has no goal for it",
    "add one: `target: {{{role}: 2}}`; or one for all: `target: 2`",
)
_RULE = _ROLE.format(variable=", variable: {commission: 40%}")
COMMISSION_RULE = Record(
    "commission-rule",
    "error",
    "The rule for commission says neither a line nor steps, both of them, or something that does not rise.",
    "Write a line, `{from: 100%, full: 115%}`; or steps: `{steps: [{from: 100%, pays: 50%}]}`.",
    f"{_RULE}commission: {{from: 100%}}\n",
    f"{_RULE}commission: {{from: 100%, full: 115%, cap: none, gate: 88%}}\n",
    message="a rule for commission is a line, from and full, or steps",
    hint="write it like `{{from: 100%, full: 115%}}` or `{{steps: [{{from: 100%, pays: 50%}}]}}`",
)
COMMISSION_FALLS = COMMISSION_RULE.worded(
    "full is not above from: between them commission has to rise", "write it like `{{from: 100%, full: 115%}}`"
)
COMMISSION_STEPS = COMMISSION_RULE.worded(
    "steps have to rise, and each to pay as much as the one before", "write the lowest net retention first"
)
CAP_OF_STEPS = COMMISSION_RULE.worded("the last step is the most that is paid", "take the cap out")
COMMISSION_TWICE = Record(
    "commission-twice",
    "warning",
    "Commission is in the pay of a role, and again in the costs of a customer: it is counted twice.",
    "Take it out of `economics: costs`, where it is paid to CSMs; or rename the line, where it is paid to others.",
    _ROLE.format(variable=", variable: {commission: 20%}")
    + "economics: {gross_margin: 70%, costs: [{name: commission, share: 2%, in: gross}]}\n",
    _ROLE.format(variable=", variable: {commission: 20%}")
    + "economics: {gross_margin: 70%, costs: [{name: partner fees, share: 2%, in: gross}]}\n",
    message="cost {line} looks like commission, which the pay of {roles} has already: it is counted twice",
    hint="take it out where CSMs get it; rename it where others do",
)
CLIFF = Record(
    "cliff",
    "note",
    "At the threshold of an indicator over a quarter of the whole bonus comes or goes at once. One win more or less "
    "decides, or one that is recorded a day later.",
    "Pay less at the threshold, or weigh the indicator less.",
    _wins("payout: {threshold: 60%, at_threshold: 50%}"),
    _wins("payout: {threshold: 60%, at_threshold: 20%}"),
    message="at the threshold of {indicator} {share} of the whole bonus comes or goes at once",
    hint="pay less at the threshold, or weigh it less: so large a step invites people to move a win by a day",
    means=True,
)
AGAINST_PURPOSE = Record(
    "pay-against-purpose",
    "warning",
    "A team is there for expansion, or for work that nobody asks for, and almost all of its pay is fixed (six-pits).",
    "Make more of pay variable, or say what else the team is for.",
    _ROLE.format(variable=", variable: {performance: 10%}")
    + "segments:\n  - {name: a, customers: 10, arr: 1M, purpose: [expansion]}\n",
    _GOOD_ROLE + "segments:\n  - {name: a, customers: 10, arr: 1M, purpose: [expansion]}\n",
    message="{segment} is for {purposes}, and only {share} of the pay of {role} is variable",
    hint="make 20% or more of it variable, or say what else the team is for",
    means=True,
)
