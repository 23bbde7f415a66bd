"""Findings about keys and values."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

TITLE = "Keys and values"

EXPLANATIONS = (
    Explanation(
        "missing-key",
        "error",
        "Something that has to be there is not.",
        "The hint says what it is. A plan needs csplan, currency, roles and segments.",
        "segments:\n  - {customers: 10, arr: 1M}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
    ),
    Explanation(
        "unknown-key",
        "error",
        "csplan does not know this key, so its value would count for nothing.",
        "Mind the spelling; facts of your own go into `attributes`.",
        "segments:\n  - {name: a, customers: 10, arr: 1M, at_rsk: 5%}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 5%}\n",
    ),
    Explanation(
        "empty-value",
        "error",
        "A key has no value: nothing, `~` or `null`.",
        "Write one, or leave the key out. What is absent is not zero.",
        "tasks:\n",
        "tasks: []\n",
    ),
    Explanation(
        "empty-section",
        "error",
        "`roles` or `segments` has nothing in it.",
        "There has to be one at least.",
        "segments: []\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
    ),
    Explanation(
        "wrong-shape",
        "error",
        "A list, a mapping or a single value is meant, and another of them stands there.",
        "The message says which is meant: a list has a dash before each item, a mapping has keys.",
        "tasks: {check-in: 1}\n",
        "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}\n",
    ),
    Explanation(
        "unknown-value",
        "error",
        "The value is none of those that there are.",
        "The hint names them.",
        "stage: grown\n",
        "stage: growth\n",
    ),
    Explanation(
        "out-of-range",
        "error",
        "The value can be read, but can't be: a negative amount, 120% of the customers, 25 hours a day.",
        "The message says what is meant here.",
        "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 120%}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 12%}\n",
    ),
    Explanation(
        "unlikely-value",
        "warning",
        "Pay below 1,000 a year, fewer than 400 hours a year, contracts of more than 10 years.",
        "A k or another unit is missing, most likely.",
        "roles:\n  csm: {pay: 120, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}\n",
        "roles:\n  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}\n",
    ),
    Explanation(
        "number",
        "error",
        "Not a number. Octal, hexadecimal, infinite and NaN are not read.",
        "Write 10, 1.5, 1,000 or 1_000.",
        "segments:\n  - {name: a, customers: 010, arr: 1M}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
    ),
    Explanation(
        "money",
        "error",
        "Not an amount of money.",
        "Write 4320000, 4.32M, 120k, 150万, 1.2亿, with or without a currency: 2M USD, ¥1.5M.",
        "segments:\n  - {name: a, customers: 10, arr: 1Q}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
    ),
    Explanation(
        "share",
        "error",
        "Not a share. A number over 1 needs the percent sign.",
        "Write 15% or 0.15.",
        "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 15}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 15%}\n",
    ),
    Explanation(
        "duration",
        "error",
        "Not a duration. A number alone does not say whether minutes, hours or days are meant.",
        "Write its unit: 45 min, 1.5 h, 1h30m, 2 d, 90 分钟.",
        "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 45, times: 12}\n",
        "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}\n",
    ),
    Explanation(
        "date",
        "error",
        "Not a date that there is.",
        "Write year, month and day: 2027-02-28.",
        "year: {starts: 2027-02-30}\n",
        "year: {starts: 2027-02-28}\n",
    ),
    Explanation(
        "name",
        "error",
        "A name has more than 200 characters.",
        "Shorten it; what there is to say about it goes into `attributes` or a comment.",
    ),
    Explanation(
        "condition",
        "error",
        "A condition compares with something that is no number, or with a sign that there is not.",
        "Write a word, or one of < <= > >= != and a number.",
        """\
accounts: accounts.csv
segments:
  - {name: a, where: {acv: ">= lots"}}
# accounts.csv
customer,arr
x,60k
""",
        """\
accounts: accounts.csv
segments:
  - {name: a, where: {acv: ">= 50k"}}
# accounts.csv
customer,arr
x,60k
""",
    ),
    Explanation(
        "currency",
        "error",
        "Not a code of three letters; the plan's own currency in `fx`; `$` or `¥` where it is not clear; or a rule "
        "pack whose currency is changed.",
        "Write the code: USD, CNY, EUR.",
        "fx: {Yuan: 0.14}\n",
        "fx: {CNY: 0.14}\n",
    ),
    Explanation(
        "missing-rate",
        "error",
        "An amount or a rule pack is in another currency than the plan, and nothing says what that is worth.",
        "Add the value of 1 unit of it to `fx`. A rate is never guessed.",
        "segments:\n  - {name: a, customers: 10, arr: 1M EUR}\n",
        "fx: {EUR: 1.08}\nsegments:\n  - {name: a, customers: 10, arr: 1M EUR}\n",
    ),
    Explanation(
        "fx-inverted",
        "warning",
        "An exchange rate is the wrong way round.",
        "`fx` has the value of 1 unit of the other currency in the plan's.",
        "fx: {CNY: 7.2}\n",
        "fx: {CNY: 0.139}\n",
    ),
    Explanation(
        "unknown-rules",
        "error",
        "No rule pack has this name.",
        "`csplan rules` lists them. A path to one of your own has a slash, or ends in .yaml.",
        "rules: usd-3m\n",
        "rules: usd-2m\n",
    ),
    Explanation(
        "override-without-note",
        "warning",
        "A plan puts a number of its own over a rule pack's, and nothing says why. Every number of a pack has its "
        "source; whoever reads the plan next year should not have to guess at yours.",
        "Write the number as a mapping with its `value`, and a `note` or a `source`.",
        "rules: {from: usd-2m, arr_cap: 3M}\n",
        'rules: {from: usd-2m, arr_cap: {value: 3M, note: "agreed with finance, 2027-01"}}\n',
    ),
    Explanation(
        "unknown-finding",
        "warning",
        "`checks` names something that is no finding which a plan can accept or re-rate.",
        "Mind the spelling. What makes a plan unusable can't be accepted.",
        "checks: {ignore: [tier-gap], because: nobody has such contracts}\n",
        "checks: {ignore: [tiers-gap], because: nobody has such contracts}\n",
    ),
)
