"""Findings about changes to a plan: `--set`, and its scenarios."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

TITLE = "What if"

_GOOD = "scenarios: {more: {set: {segments.a.arr: 4M}}}\n"

EXPLANATIONS = (
    Explanation("change-form", "error", "`--set` takes a path and a value.", "Write `--set segments.mid.arr=4M`."),
    Explanation(
        "unknown-path",
        "error",
        "A path leads to nothing that the plan has or could have.",
        "Mind the spelling; names with a dot may need quotes.",
        "scenarios: {more: {set: {segments.b.arr: 4M}}}\n",
        _GOOD,
    ),
    Explanation(
        "relative-change",
        "error",
        "A change in percent of a share, of something that the plan does not state, or of what is no number.",
        "Write the new value.",
        "scenarios: {more: {set: {roles.csm.loading: +5%}}}\n",
        "scenarios: {more: {set: {roles.csm.loading: 35%}}}\n",
    ),
    Explanation(
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
    ),
    Explanation(
        "unknown-scenario",
        "error",
        "No scenario of the plan has this name.",
        "Mind the spelling; the section `scenarios` has the names, and `base` is the plan as it is written.",
    ),
    Explanation(
        "scenario-name",
        "error",
        "A scenario is named `base`, which is the plan as it is written, or has a comma in its name.",
        "Choose another name.",
        "scenarios: {base: {set: {segments.a.arr: 4M}}}\n",
        _GOOD,
    ),
)
