"""Findings about keys and values."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Keys and values"

MISSING_KEY = Record(
    "missing-key",
    "error",
    "Something that has to be there is not.",
    "The hint says what it is. A plan needs csplan, currency and segments.",
    "segments:\n  - {customers: 10, arr: 1M}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
    message="{key} is missing",
)
MISSING_PART = MISSING_KEY.worded("{key} is missing", "state it, or `{whole}` instead of all parts")
NOT_IN_BOOK = MISSING_KEY.worded("{key} is missing", "state it: the account book has none of these customers")
NO_DRIVER = MISSING_KEY.worded(
    "per is missing: what drives {task}?", "customer, new_customer, renewal or at_risk_customer"
)
NO_RETURN = MISSING_KEY.worded(
    "required_return is missing", "the return asked of each unit spent: `required_return: 3`"
)
NO_CREDIT = MISSING_KEY.worded("credited_revenue is missing", "incremental revenue credited to the team")
UNKNOWN_KEY = Record(
    "unknown-key",
    "error",
    "csplan does not know this key, so its value would count for nothing.",
    "Check the spelling; facts of your own go into `attributes`.",
    "segments:\n  - {name: a, customers: 10, arr: 1M, at_rsk: 5%}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 5%}\n",
    message="unknown key {key}",
)
THOUSANDS_COMMA = UNKNOWN_KEY.worded("unknown key {key}", "inside {{...}} a number with a thousands comma needs quotes")
FULL_WIDTH_COLON = UNKNOWN_KEY.worded(
    "unknown key {key}", "the colon ： is full-width: type a plain one and a space after it"
)
EMPTY_VALUE = Record(
    "empty-value",
    "error",
    "A key has no value: nothing, `~` or `null`.",
    "Write one, or leave the key out. What is absent is not zero.",
    "tasks:\n",
    "tasks: []\n",
    message="there is nothing here",
    hint="write a value, or leave the key out",
)
NO_VALUE_BY_TIER = EMPTY_VALUE.worded("there is nothing here", "write one value, or one for each tier")
NO_VALUE_BY_ROLE = EMPTY_VALUE.worded("there is nothing here", "write one value, or one for each role")
NO_RULES = EMPTY_VALUE.worded("there is nothing here", "name a rule pack, or leave the key out")
NO_MAPPING = EMPTY_VALUE.worded("there is nothing here", "write a mapping, or leave the key out")
NO_LIST = EMPTY_VALUE.worded("there is nothing here", "write a list, or leave the key out")
EMPTY_SECTION = Record(
    "empty-section",
    "error",
    "`roles` or `segments` has nothing in it.",
    "There has to be one at least.",
    "segments: []\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
    message="{section} has nothing in it",
    hint="there has to be one at least",
)
WRONG_SHAPE = Record(
    "wrong-shape",
    "error",
    "A list, a mapping or a single value is meant, and another of them stands there.",
    "The message says which is meant: a list has a dash before each item, a mapping has keys.",
    "tasks: {check-in: 1}\n",
    "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}\n",
    message="a single value is meant here, not a list",
)
MAPPING_FOR_VALUE = WRONG_SHAPE.worded("a single value is meant here, not a mapping")
VALUE_FOR_LIST = WRONG_SHAPE.worded("a list is meant here, not a single value")
MAPPING_FOR_LIST = WRONG_SHAPE.worded("a list is meant here, not a mapping")
VALUE_FOR_MAPPING = WRONG_SHAPE.worded("a mapping is meant here, not a single value")
LIST_FOR_MAPPING = WRONG_SHAPE.worded("a mapping is meant here, not a list")
LIST_FOR_PLAN = WRONG_SHAPE.worded("a plan is a mapping of sections, not a list", "start with `csplan init`")
VALUE_FOR_PLAN = WRONG_SHAPE.worded("a plan is a mapping of sections, not a single value", "start with `csplan init`")
COLON_IN_PLAN = WRONG_SHAPE.worded(
    "a plan is a mapping of sections, not a single value",
    "the colon ： is full-width: type a plain one and a space after it",
)
SECTION_IN_ITS_FILE = WRONG_SHAPE.worded(
    "this file already is the section {section}", "leave out the line `{section}:` and indent less"
)
YEAR_ALONE = WRONG_SHAPE.worded(
    "a mapping is meant here, not a single value", "say when the year starts: `year: {{starts: {year}-01-01}}`"
)
NO_PACK = WRONG_SHAPE.worded("a rule pack is meant here: its name, its path, or the pack itself")
NO_LIST_OF_ENTRIES = WRONG_SHAPE.worded(
    "a time log is a list of entries",
    "write them like this: `- {{date: 2026-01-05, csm: Anna, task: check-in, minutes: 30}}`",
)
NO_LIST_IN_JSON = WRONG_SHAPE.worded(
    "a time log is a list of entries", 'write them like this: `[{{"start": "20260105T090000Z", ...}}]`'
)
NO_ENTRY_IN_JSON = WRONG_SHAPE.worded("a time log is a list of entries: line {line} has another")
PACK_IS_NO_MAPPING = WRONG_SHAPE.worded("a rule pack is a mapping")
UNKNOWN_VALUE = Record(
    "unknown-value",
    "error",
    "The value is none of those that there are.",
    "The hint names them.",
    "stage: grown\n",
    "stage: growth\n",
    message="{key} can't be {value}",
    hint="one of {choices}",
)
WORD_OF_A_RULE = UNKNOWN_VALUE.worded("{key} of a rule can't be {value}")
OUT_OF_RANGE = Record(
    "out-of-range",
    "error",
    "The value can be read, but is impossible: a negative amount, 120% of the customers, 25 hours a day.",
    "The message says what is meant here.",
    "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 120%}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 12%}\n",
    message="{value} is out of range: {meant} is meant here",
)
PERIOD_ENDS_FIRST = OUT_OF_RANGE.worded(
    "the period ends before it starts", "write the first day under `from`, the last under `to`"
)
COVERS_NOTHING = OUT_OF_RANGE.worded(
    "covers is out of range: a log that holds none of the work measures nothing",
    "state the share of the team's work that is in the log",
)
SMALL_BUDGET = OUT_OF_RANGE.worded(
    "a budget of {budget} a year pays for nobody", "write {share} for a share of ARR, or the whole amount, such as 1.2M"
)
MONEY_BY_TIER = OUT_OF_RANGE.worded(
    "a budget of money is for all customers together, not of one tier", "write one amount, or shares by tier"
)
CREDITED_TWICE = OUT_OF_RANGE.worded(
    "the segments' credited_revenue adds up to more than the plan's",
    "the plan's is that of all segments; those that state none share the rest",
)
LONGER_THAN_YEAR = OUT_OF_RANGE.worded(
    "role {role} has more time in its contract than there is in a year", "contracted is for a year"
)
UNLIKELY_VALUE = Record(
    "unlikely-value",
    "warning",
    "Pay below 1,000 a year, fewer than 400 hours a year, contracts of more than 10 years.",
    "A k or another unit is missing, most likely.",
    "roles:\n  csm: {pay: 120, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}\n",
    "roles:\n  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}\n",
)
WEEKLY_CONTRACT = UNLIKELY_VALUE.worded(
    "role {role} has only {hours} in its contract: is that a week?",
    "contracted is for a year: {hours} a week are about {year} h a year, leave included",
)
WEEKLY_INTERNAL = UNLIKELY_VALUE.worded(
    "role {role} has only {hours} of internal work a year: is that a week?",
    "internal is for a year: {hours} a week are about {year} h a year, or say what share of paid time it is",
)
LONG_CONTRACTS = UNLIKELY_VALUE.worded("contracts of {segment} run for {years} years", "in years: 1 is twelve months")
FEW_HOURS = UNLIKELY_VALUE.worded(
    "role {role} has only {hours} in its contract", "contracted is for a year: 250 d or 2,000 h"
)
LOW_PAY = UNLIKELY_VALUE.worded("role {role} is paid {pay} a year", "is a k missing?")
NUMBER = Record(
    "number",
    "error",
    "Not a number. Octal, hexadecimal, infinite and NaN are not read.",
    "Write 10, 1.5, 1,000 or 1_000.",
    "segments:\n  - {name: a, customers: 010, arr: 1M}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
)
MONEY = Record(
    "money",
    "error",
    "Not an amount of money.",
    "Write 4320000, 4.32M, 120k, 150万, 1.2亿, with or without a currency: 2M USD, ¥1.5M.",
    "segments:\n  - {name: a, customers: 10, arr: 1Q}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
)
SHARE = Record(
    "share",
    "error",
    "Not a share. A number over 1 needs the percent sign.",
    "Write 15% or 0.15.",
    "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 15}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M, at_risk: 15%}\n",
)
DURATION = Record(
    "duration",
    "error",
    "Not a duration. A number alone does not say whether minutes, hours or days are meant.",
    "Write its unit: 45 min, 1.5 h, 1h30m, 2 d, 90 分钟.",
    "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 45, times: 12}\n",
    "tasks:\n  - {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}\n",
)
DATE = Record(
    "date",
    "error",
    "Not a date that there is.",
    "Write year, month and day: 2027-02-28.",
    "year: {starts: 2027-02-30}\n",
    "year: {starts: 2027-02-28}\n",
)
NAME = Record(
    "name",
    "error",
    "A name has more than 200 characters.",
    "Shorten it; what there is to say about it goes into `attributes` or a comment.",
    message="a name of {length} characters is too long",
    hint="{most} at most",
)
CONDITION = Record(
    "condition",
    "error",
    "A condition compares with something that is not a number, or with a sign that there is not.",
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
    message="{text} is not a condition",
    hint="write the values that it may have",
)
CURRENCY = Record(
    "currency",
    "error",
    "Not a code of three letters; the plan's own currency in `fx`; `$` or `¥` where it is not clear; or a rule "
    "pack whose currency is changed.",
    "Write the code: USD, CNY, EUR.",
    "fx: {Yuan: 0.14}\n",
    "fx: {CNY: 0.14}\n",
    message="{text} is not a currency code",
    hint="write three letters: USD",
)
CURRENCY_WORD = CURRENCY.worded("{text} is not a currency code", "write its code: {currency}")
UNCLEAR_SIGN = CURRENCY.worded("{sign} is not clear in a plan in {own}", "write the code, such as 2M {meant}")
CURRENCY_OF_PACK = CURRENCY.worded(
    "the amounts of the pack below are in {currency}, which can't be changed",
    "leave currency out; write it with your own amounts where it is another: 3M USD",
)
OWN_CURRENCY = CURRENCY.worded("{currency} is the plan's own currency", "take it out of fx")
MISSING_RATE = Record(
    "missing-rate",
    "error",
    "An amount or a rule pack is in another currency than the plan, and nothing says what that is worth.",
    "Add the value of 1 unit of it to `fx`. A rate is never guessed.",
    "segments:\n  - {name: a, customers: 10, arr: 1M EUR}\n",
    "fx: {EUR: 1.08}\nsegments:\n  - {name: a, customers: 10, arr: 1M EUR}\n",
    message="no exchange rate for {currency}",
    hint="add `fx: {{{currency}: ...}}`, the value of 1 {currency} in {own}",
)
NO_RATE_FOR_PACK = MISSING_RATE.worded(
    "the rule pack is in {currency}, the plan in {own}, and there is no exchange rate",
    "add `fx: {{{currency}: ...}}`, the value of 1 {currency} in {own}",
)
NO_RATE_FOR_BOOK = MISSING_RATE.worded(
    "the book is in {own}, and the rule pack in {pack}: a rate of exchange is needed",
    "say what 1 {pack} is worth in {own}: `--set fx.{pack}=...`",
)
FX_INVERTED = Record(
    "fx-inverted",
    "warning",
    "An exchange rate is the wrong way round.",
    "`fx` has the value of 1 unit of the other currency in the plan's.",
    "fx: {CNY: 7.2}\n",
    "fx: {CNY: 0.139}\n",
    message="1 {currency} is not worth {rate} {own}: the rate is the wrong way round",
    hint="write what 1 {currency} is worth in {own}, perhaps {inverse}",
)
UNKNOWN_RULES = Record(
    "unknown-rules",
    "error",
    "No rule pack has this name.",
    "`csplan rules` lists them. A path to one of your own has a slash, or ends in .yaml.",
    "rules: usd-3m\n",
    "rules: usd-2m\n",
    message="no rule pack is named {name}",
    hint="a path ends in .yaml",
)
RULES_MEANT = UNKNOWN_RULES.worded("no rule pack is named {name}", "did you mean {meant}? a path ends in .yaml")
RULES_THERE_ARE = UNKNOWN_RULES.worded("no rule pack is named {name}", "there are {names}")
OVERRIDE_WITHOUT_NOTE = Record(
    "override-without-note",
    "warning",
    "A plan puts a number of its own over a rule pack's, and nothing says why. Every number of a pack has its "
    "source; whoever reads the plan next year should not have to guess yours.",
    "Write the number as a mapping with its `value`, and a `note` or a `source`.",
    "rules: {from: usd-2m, arr_cap: 3M}\n",
    'rules: {from: usd-2m, arr_cap: {value: 3M, note: "agreed with finance, 2027-01"}}\n',
    message="{number} is not that of the rule pack, and nothing says why",
    hint="add `note:` or `source:` beside its value, such as {{value: ..., note: agreed with finance}}",
)
UNKNOWN_FINDING = Record(
    "unknown-finding",
    "warning",
    "`checks` names something that is no finding which a plan can accept or re-rate.",
    "Check the spelling. What makes a plan unusable can't be accepted.",
    "checks: {ignore: [tier-gap], because: nobody has such contracts}\n",
    "checks: {ignore: [tiers-gap], because: nobody has such contracts}\n",
    message="{slug} is not a finding that a plan can accept",
)
NOT_RATED = UNKNOWN_FINDING.worded("{slug} is not a finding whose severity a plan can change")
