"""Findings of `csplan assign`: what can't be shared out, or not evenly."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Books of accounts"

_TASKS = "tasks:\n  - {name: care, kind: reactive, per: customer, takes: 1 h, times: 12}\n"
_PLAN = f"{_TASKS}accounts: accounts.csv\nsegments:\n  - {{name: a}}\n"
_ROWS = (
    "customer,segment,arr,csm,language\nv,a,20k,Ann,en\nw,a,20k,Ann,en\nx,a,20k,Ann,en\ny,a,20k,Bo,en\nz,a,20k,Bo,de\n"
)
_TWO = "people:\n  - {csm: Ann, language: [en, de]}\n  - {csm: Bo, language: en}\n"
_ONE = _TWO.replace("[en, de]", "en")
_SIX = "customer,segment,arr,csm\nu,a,20k,Ann\nv,a,20k,Ann\nw,a,20k,Ann\nx,a,20k,Ann\ny,a,20k,Bo\nz,a,20k,Bo\n"
_MATCH = "assign: {match: language, within: 30%}\n"

_CAPPED = "assign: {within: 60%}\n" + _PLAN.replace("{name: a}", "{name: a, arr_cap: 30k}")
_THREE = "customer,segment,arr,csm\nv,a,20k,Ann\nw,a,20k,Ann\nx,a,20k,Bo\n"

NOBODY_ABLE = Record(
    "nobody-able",
    "warning",
    "Nobody who is there may have an account: nobody serves its segment, or has what `match` asks for.",
    "Give somebody what it takes, or the account to another team. It stays where it is.",
    f"{_MATCH}{_ONE}{_PLAN}# accounts.csv\n{_ROWS}",
    f"{_MATCH}{_TWO}{_PLAN}# accounts.csv\n{_ROWS}",
    message="{team}: nobody who is there may have {customers}",
    hint="they stay where they are; give somebody what it takes",
    means=True,
)
CANT_BE_EVEN = Record(
    "cant-be-even",
    "note",
    "However accounts are shared out, somebody is further from their share than `within` says: by what is kept, by who "
    "may have what, by what people may hold at most, or by one account that large.",
    "Take a wider `within`, or change what is in the way: keep less in place, raise a limit, or have more people who "
    "may have those accounts.",
    f"assign: {{keep: {{arr: 10k}}}}\n{_TWO}{_PLAN}# accounts.csv\n{_ROWS}",
    f"assign: {{within: 30%}}\n{_TWO}{_PLAN}# accounts.csv\n{_ROWS}",
    message="{team}: {people} have to have {amount} together, and their shares are {share}: {bound} more. In the way "
    "of {within}: {causes}",
    hint="keep less in place, let more people have these accounts, raise a limit, or take a wider `within`",
    means=True,
    one="{team}: {people} has to have {amount}, and the share is {share}: {bound} more. In the way of {within}: "
    "{causes}",
)
CANT_BE_EVEN_LITTLE = CANT_BE_EVEN.worded(
    "{team}: {people} may have {amount} at most, and the share is {share}: {bound} less. In the way of {within}: "
    "{causes}",
    CANT_BE_EVEN.hint,
)
CANT_BE_EVEN_ONE = CANT_BE_EVEN.worded(
    "{team}: {customer} alone is {amount}, and of those who may have it nobody has room for it: {bound} more than a "
    "share. In the way of {within}: {causes}",
    CANT_BE_EVEN.hint,
)
LARGE_ACCOUNT = CANT_BE_EVEN.worded(
    "{team}: {customer} alone is {amount}, and the largest share is {share}: whoever has it has {bound} more "
    "{measure}, and {within} was asked for",
    "take a wider `within`",
)
NOT_FOUND = CANT_BE_EVEN.worded(
    "{team}: no way was found to bring everybody within {within} of their share. In the way: {causes}",
    CANT_BE_EVEN.hint,
)
LIMITS_TOO_SMALL = Record(
    "limits-too-small",
    "warning",
    "A team has more customers or more ARR than its people may hold together by `arr_cap` or `max_customers`. Whoever "
    "has what, somebody holds more than they may, so csplan moves no account for it.",
    "Raise the limit, have more people, or give accounts to another team.",
    f"people: [{{csm: Ann, max_customers: 2}}, {{csm: Bo, max_customers: 2}}]\n{_PLAN}# accounts.csv\n{_ROWS}",
    f"assign: {{within: 30%}}\n{_TWO}{_PLAN}# accounts.csv\n{_ROWS}",
    message="{team}: all accounts come to {holds}, and {number} people may hold {most} ({limit}): {over} over, "
    "whatever moves",
    hint="raise the limit, have more people, or give accounts to another team",
    means=True,
    one="{team}: all accounts come to {holds}, and {people} may hold {most} ({limit}): {over} over, whatever moves",
)
LIMITS_OF_SOME = LIMITS_TOO_SMALL.worded(
    "{team}: {holds} can only be with {people}, who may hold {most} ({limit}): {over} over, whatever moves",
    LIMITS_TOO_SMALL.hint,
    "{team}: {holds} can only be with {people}, who may hold {most} ({limit}): {over} over, whatever moves",
)
TOO_FEW_FOR_LIMITS = LIMITS_TOO_SMALL.worded(
    "{team}: by the limits of their segments ({limit}) accounts take {holds} people, and there are {number}: {over} "
    "too few, whatever moves",
    LIMITS_TOO_SMALL.hint,
    "{team}: by the limits of their segments ({limit}) accounts take {holds} people, and there is 1: {over} too few, "
    "whatever moves",
)
OVER_LIMIT = Record(
    "over-limit",
    "warning",
    "Somebody holds more customers or ARR than they may, and no way was found to bring them under their limit: what "
    "they would have to give fits nobody who has room.",
    "Raise the limit a little, or give one of their large accounts to another team.",
    f"{_CAPPED}# accounts.csv\n{_THREE}",
    f"{_CAPPED.replace('30k', '40k')}# accounts.csv\n{_THREE}",
    message="{team}: no way was found to bring {csm} under the limit: {has}, of {most} at most ({limit})",
    hint="raise the limit a little, or give one of their large accounts to another team",
    means=True,
)
TWO_STEPS = Record(
    "two-steps",
    "note",
    "People are in their ramp. Books that are even by what they can carry today are not by what they will carry then.",
    "Move some of the accounts now, and ask again on the day on which they are productive.",
    "roles:\n  csm: {pay: 120k, loading: 30%, time: 1000 h, ramp: {months: 6, at: 50%}}\n"
    f"{_TWO.replace('csm: Bo', 'csm: Bo, from: 2026-01-01')}{_PLAN}# accounts.csv\n{_SIX}",
    f"{_TWO}{_PLAN}# accounts.csv\n{_SIX}",
    message="{team}: once {people} can carry as much as others, the furthest from their share is {ramped} off",
    hint="ask again with --as-of when the ramp is over: moving in two steps keeps books even",
    means=True,
)
NOBODY_THERE = Record(
    "nobody-there",
    "error",
    "Nobody of a team is there on the day who has time for customers and may have any: nobody can have its accounts.",
    "Correct `from`, `until` and `max_customers` of its people, or the role's time; or add who is there.",
    f"people:\n  - {{csm: Ann, until: 2020-12-31}}\n  - {{csm: Bo, until: 2020-12-31}}\n{_PLAN}# accounts.csv\n{_ROWS}",
    f"assign: {{within: 30%}}\n{_TWO}{_PLAN}# accounts.csv\n{_ROWS}",
    message="{team}: nobody is there on {day} who has time for customers and may have any, for {accounts} accounts",
    hint="correct `from`, `until` and `max_customers` of its people, or add who is there",
    means=True,
)
