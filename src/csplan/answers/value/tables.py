"""The tables of value: credited ARR, plays beside others, what it cost and returned; never both in one column."""

from __future__ import annotations

from csplan.lang.say import later
from csplan.report.table import table

_CREDITED = ("credited_retain", "credited_expand", "credited_land", "credited_arr")
_LABELS = {
    "credited_retain": later("retain"),
    "credited_expand": later("expand"),
    "credited_land": later("land"),
    "credited_arr": later("credited"),
}
CREDITED = table(
    *("plan", "module", "reason", "events", "customers", "arr", "credit", "credited_arr"),
    shown=("module", "called", "events", "customers", "arr", "credit", "credited_arr"),
    units={
        **dict.fromkeys(("module", "reason"), "Text"),
        **dict.fromkeys(("events", "customers"), "Count"),
        "credit": "Share",
    },
    drawn={"called": "Text"},
    labels={**_LABELS, "called": later("what")},
)
CELLS = table(
    *("plan", "segment", "colour", "played", "played_rate", "others", "others_rate", "due", "added"),
    *("compared_with", "evidence"),
    shown=("segment", "colour", "played", "played_rate", "others", "others_rate", "due", "added", "compared"),
    units={
        **dict.fromkeys(("colour", "compared_with", "evidence"), "Text"),
        **dict.fromkeys(("played", "others"), "Count"),
        **dict.fromkeys(("played_rate", "others_rate"), "Share"),
        **dict.fromkeys(("due", "added"), "Money"),
    },
    drawn={"compared": "Text"},
    labels={
        "played_rate": later("renew"),
        "others_rate": later("renew"),
        "due": later("ARR due"),
        "added": later("added ARR"),
        "compared": later("compared with"),
    },
)
RETURNS = table(
    *("plan", "what", "cost", "arr", "return", "return_low", "return_high", "payback_months", "years", "return_years"),
    shown=("words", "cost", "arr", "return", "return_low", "return_high", "payback_months", "return_years"),
    units={
        "what": "Text",
        "cost": "Money",
        **dict.fromkeys(("return", "return_low", "return_high", "return_years"), "TimesAsOften"),
        "payback_months": "WholeDays",
        "years": "Count",
    },
    drawn={"words": "Text"},
    labels={
        "words": later("what"),
        "return_low": later("could be from"),
        "return_high": "to",
        "payback_months": later("months to pay back"),
        "return_years": later("return in all years"),
    },
)
SEGMENTS = table(
    *("segment", "segment", *_CREDITED, "people_cost", "added_renewals", "added_renewals_low", "added_renewals_high"),
    *("evidence", "incremental_arr", "incremental_arr_low", "incremental_arr_high", "unknown_arr"),
    shown=("segment", *_CREDITED, "people_cost", "added_renewals", "added_renewals_low", "added_renewals_high"),
    wide=("evidence", "incremental_arr", "incremental_arr_low", "incremental_arr_high", "unknown_arr"),
    units={"evidence": "Text"},
    labels={
        **_LABELS,
        "people_cost": later("people cost"),
        "added_renewals": later("renewals added"),
        **dict.fromkeys(("added_renewals_low", "incremental_arr_low"), later("could be from")),
        **dict.fromkeys(("added_renewals_high", "incremental_arr_high"), "to"),
        "incremental_arr": later("incremental"),
        "unknown_arr": later("not known"),
    },
)
CSMS = table(
    *("csm", "csm", "saves", "wins", "csql", "csqa", *_CREDITED),
    shown=("csm", "saves", "wins", "csql", "csqa", *_CREDITED),
    units={"csm": "Text", **dict.fromkeys(("saves", "wins", "csql", "csqa"), "Count")},
    labels={
        "csm": "CSM",
        "saves": later("saved"),
        "wins": later("won"),
        "csql": "CSQL",
        "csqa": "CSQA",
        **_LABELS,
    },
)
NOT_CREDITED = table(
    *("plan", "module", "why", "events", "arr"),
    shown=("module", "words", "events", "arr"),
    units={**dict.fromkeys(("module", "why"), "Text"), "events": "Count"},
    drawn={"words": "Text"},
    labels={"words": later("why not")},
)
EVENTS = table(
    *("plan", "date", "customer", "segment", "csm", "event", "module", "reason", "arr", "credit", "credited_arr"),
    *("file", "line", "chain"),
    shown=("date", "customer", "called", "arr", "credited_arr", "came_from", "csm", "line"),
    wide=("segment", "module", "credit"),
    units={
        "date": "Date",
        **dict.fromkeys(("customer", "csm", "event", "module", "reason", "file"), "Text"),
        "credit": "Share",
        "line": "WholeDays",
        "chain": "Rows",
    },
    drawn={"called": "Text", "came_from": "Text"},
    labels={**_LABELS, "csm": "CSM", "called": later("what"), "came_from": later("came from")},
)
