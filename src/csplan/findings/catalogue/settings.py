"""Findings about changes to a plan: `--set`, and its scenarios."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "What if"

_GOOD = "scenarios: {more: {set: {segments.a.arr: 4M}}}\n"

CHANGE_FORM = Record(
    "change-form",
    "error",
    "`--set` takes a path and a value.",
    "Write `--set segments.mid.arr=4M`.",
    message="{text} is not a change: write PATH=VALUE",
    hint="{example}",
)
SEVERAL_VALUES = CHANGE_FORM.worded("{path} is given several values, where one is meant", "write several in the plan")
SEVERAL_BY_TIER = CHANGE_FORM.worded(
    "{path} is given several values, where one is meant", "change one of them: {path}.{first}"
)
UNKNOWN_PATH = Record(
    "unknown-path",
    "error",
    "A path leads to nothing that the plan has or could have.",
    "Check the spelling; names with a dot may need quotes.",
    "scenarios: {more: {set: {segments.b.arr: 4M}}}\n",
    _GOOD,
    message="no section is named {step}",
)
ELSEWHERE = UNKNOWN_PATH.worded("no section is named {step}", "did you mean {path}?")
NO_KEY_OF = UNKNOWN_PATH.worded("{path} has no key {step}")
LIST_AS_A_WHOLE = UNKNOWN_PATH.worded("{path} is a list, which changes as a whole")
PARTS_TOGETHER = UNKNOWN_PATH.worded(
    "the parts of {path} are one whole, and change together", "write {path}={{Q1: 20%, Q2: 20%, Q3: 20%, Q4: 40%}}"
)
A_SINGLE_VALUE = UNKNOWN_PATH.worded("{path} is a single value")
ONE_FOR_ALL = UNKNOWN_PATH.worded("{path} is one value for all", "change that, or write it by tier in the plan")
NONE_NAMED = UNKNOWN_PATH.worded("none of {path} is named {step}")
NONE_STATED = UNKNOWN_PATH.worded("the plan states no {path}")
TIERS_OF_PACK = UNKNOWN_PATH.worded(
    "the plan states no {path}", "those of a rule pack can't be changed: state your own"
)
RELATIVE_CHANGE = Record(
    "relative-change",
    "error",
    "A change in percent of a share, of something that the plan does not state, or of what is no number.",
    "Write the new value.",
    "scenarios: {more: {set: {roles.csm.loading: +5%}}}\n",
    "scenarios: {more: {set: {roles.csm.loading: 35%}}}\n",
    message="{path} is a share, of which {change} could mean percent or points",
    hint="write the new share, such as 85%; a negative one as -0.05",
)
LESS_THAN_NOTHING = RELATIVE_CHANGE.worded("{change} would leave less than nothing", "-100% leaves nothing")
NOT_THERE_TO_CHANGE = RELATIVE_CHANGE.worded(
    "{path} is not stated, so {change} has nothing to change",
    "write the new value, unless the account book counts it",
)
NO_NUMBER_TO_CHANGE = RELATIVE_CHANGE.worded("{path} is {value}, which can't change in percent", "write the new value")
COUNTED_IN_BOOK = Record(
    "counted-in-book",
    "error",
    "The account book counts what would be changed, so the change would do nothing.",
    "Change another value, or the account book.",
    """\
segments: [{name: a}]
accounts: accounts.csv
scenarios: {more: {set: {segments.a.arr: 4M}}}
# accounts.csv
customer,segment,arr
Ada,a,100k
""",
    """\
segments: [{name: a}]
accounts: accounts.csv
scenarios: {more: {set: {segments.a.complexity: 1.2}}}
# accounts.csv
customer,segment,arr
Ada,a,100k
""",
    message="the account book counts {key} of {name}: a change of it would do nothing",
    hint="change a copy of the book, and name it in accounts.file",
)
COUNTED_OF_PEOPLE = COUNTED_IN_BOOK.worded(
    "{key} is counted from the people of the plan: a change of it would do nothing",
    "change a copy of the people, and name it in people.file",
)
MEASURED_BY_RECORD = COUNTED_IN_BOOK.worded(
    "the record of customers measures {key} of {name}: a change of it would do nothing",
    "change it without the record: take events and snapshots out of a copy of the plan",
)
UNKNOWN_SCENARIO = Record(
    "unknown-scenario",
    "error",
    "No scenario of the plan has this name.",
    "Check the spelling; the section `scenarios` has the names, and `base` is the plan as it is written.",
    message="no scenario is named {name}",
)
NO_SCENARIOS = UNKNOWN_SCENARIO.worded("no scenario is named {name}", "the plan has none: add `scenarios:`")
SCENARIO_NAME = Record(
    "scenario-name",
    "error",
    "A scenario is named `base`, which is the plan as it is written, or has a comma in its name.",
    "Choose another name.",
    "scenarios: {base: {set: {segments.a.arr: 4M}}}\n",
    _GOOD,
    message="{name} is the plan as it is written",
    hint="take another name",
)
COMMA_IN_NAME = SCENARIO_NAME.worded(
    "the name {name} has a comma in it", "commas stand between names: --compare base,lean"
)
