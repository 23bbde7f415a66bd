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
    "may have what, or by one account that large.",
    "Take a wider `within`, keep less in place, or have more people who may have those accounts.",
    f"assign: {{keep: {{arr: 10k}}}}\n{_TWO}{_PLAN}# accounts.csv\n{_ROWS}",
    f"assign: {{within: 30%}}\n{_TWO}{_PLAN}# accounts.csv\n{_ROWS}",
    message="{team}: whatever moves, somebody has {bound} more than their share, and {within} was asked for",
    hint="keep less in place, or take a wider `within`",
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
    "Nobody of a team is there on the day who has time for customers, so nobody can have its accounts.",
    "Correct `from` and `until` of its people, or the role's time; or add who is there.",
    f"people:\n  - {{csm: Ann, until: 2020-12-31}}\n  - {{csm: Bo, until: 2020-12-31}}\n{_PLAN}# accounts.csv\n{_ROWS}",
    f"assign: {{within: 30%}}\n{_TWO}{_PLAN}# accounts.csv\n{_ROWS}",
    message="{team}: nobody is there on {day} who has time for its {accounts} accounts",
    hint="correct `from` and `until` of its people, or add who is there",
    means=True,
)
