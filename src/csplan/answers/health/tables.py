"""The tables of health: which figures stand in each, and which of them people see."""

from __future__ import annotations

from csplan.lang.say import later
from csplan.report.table import table

MOVEMENT = ("cohort", "at_risk_start", "at_risk_end", "wins", "saves", "slips", "net_wins", "left", "new", "unknown")
_RATES = (
    *("healthy_start", "recovery_rate", "recovery_rate_low", "recovery_rate_high"),
    *("slip_rate", "slip_rate_low", "slip_rate_high"),
)
LAGGING = (
    *("grr", "nrr", "renewal_rate", "renewal_rate_low", "renewal_rate_high"),
    *("logo_rate", "logo_rate_low", "logo_rate_high", "renewals_due", "at_risk", "spells", "mean_spell", "nps"),
)
CALLED = ("called_healthy", "called_healthy_arr")
FIGURES = (*MOVEMENT, *_RATES, *LAGGING, *CALLED)
_SHOWN = (
    *("cohort", "at_risk_start", "at_risk_end", "wins", "saves", "slips", "net_wins", "left"),
    *("recovery_rate", "recovery_rate_low", "recovery_rate_high", "slip_rate"),
)
_LABELS = {
    **dict.fromkeys(("recovery_rate_low", "logo_rate_low"), later("could be from")),
    **dict.fromkeys(("recovery_rate_high", "logo_rate_high"), "to"),
    "renewal_rate": later("renewed ARR"),
    "at_risk": later("at risk on average"),
}
SEGMENTS = table(
    *("segment", "segment", "tier", "team", *FIGURES, "judged_by"),
    shown=("segment", *_SHOWN),
    labels=_LABELS,
)
TIERS = table("tier", "tier", *FIGURES, shown=("tier", *_SHOWN), labels=_LABELS)
CSMS = table(
    *("csm", "csm", *FIGURES),
    shown=("csm", *_SHOWN),
    units={"csm": "Text"},
    labels={"csm": "CSM", **_LABELS},
)
TOTAL = table("plan", *FIGURES, shown=())

COLOURS = ("green", "lime", "yellow", "red", "left", "all")
MATRIX = table(
    *("plan", "from", "to", "customers", "arr"),
    shown=(),
    units={"from": "Text", "to": "Text", "customers": "Count", "arr": "Money"},
    labels=dict.fromkeys(("from", "to", "customers", "arr"), ""),  # people see it as a square
)
COLOUR_TO_COLOUR = table(
    *("plan", "from", *COLOURS),
    shown=("from", *COLOURS),
    units={"from": "Text", **dict.fromkeys(COLOURS, "Count")},
    labels={"from": later("from \\ to")},
)
QUADRANTS = table(
    *("segment", "segment", "successful", "pleased", "captive", "failing", "unscored", *CALLED),
    shown=("segment", "successful", "pleased", "captive", "failing", "unscored", *CALLED),
)
LAGGING_TABLE = table(
    *("segment", "segment", *LAGGING, "judged_by"),
    shown=(
        *("segment", "grr", "nrr", "renewal_rate", "logo_rate", "logo_rate_low", "logo_rate_high", "at_risk", "spells"),
        *("mean_spell", "nps"),
    ),
    wide=("renewals_due", "judged_by"),
    units={"mean_spell": "WholeDays"},
    labels=_LABELS,
)
_ESTIMATES = ("lift", "difference", "within")
INDICATORS = table(
    *("plan", "indicator", "outcome", "with", "with_rate", "without", "without_rate"),
    *(f"{name}{end}" for name in _ESTIMATES for end in ("", "_low", "_high")),
    *("verdict", "strata"),
    shown=(
        *("indicator", "with", "with_rate", "without", "without_rate", "lift", "lift_low", "lift_high"),
        *("within", "verdict"),
    ),
    units={
        **dict.fromkeys(("indicator", "outcome", "verdict"), "Text"),
        **dict.fromkeys(("with", "without", "strata"), "Count"),
        **dict.fromkeys(("with_rate", "without_rate"), "Share"),
        **dict.fromkeys(("lift", "lift_low", "lift_high"), "TimesAsOften"),
        **{f"{name}{end}": "Points" for name in ("difference", "within") for end in ("", "_low", "_high")},
    },
    labels={
        "with": later("renewals with"),
        "with_rate": "renewed",
        "without": later("renewals without"),
        "without_rate": "renewed",
        "lift": later("times as often"),
        "lift_low": later("could be from"),
        "lift_high": "to",
        "within": later("within segments"),
        "verdict": "difference",
    },
)
_SCORES = ("score", "outcome_score", "experience_score", "quadrant")
CUSTOMERS = table(
    *("plan", "customer", "segment", "csm", "arr", "renewal_date", "from", "to", "move"),
    *(*_SCORES, "called_healthy", "opt_out"),
    shown=("customer", "move", "from", "to", "arr", "renewal_date", "csm", "called_healthy", "segment"),
    wide=(*_SCORES, "opt_out"),
    units={
        **dict.fromkeys(("customer", "csm", "from", "to", "move", "quadrant"), "Text"),
        **dict.fromkeys(_SCORES[:3], "Count"),
        "renewal_date": "Date",
        "arr": "Money",
        "called_healthy": "Truth",
        "opt_out": "Truth",
    },
    labels={
        "csm": "CSM",
        "renewal_date": "renews",
        "outcome_score": later("outcome"),
        "experience_score": later("experience"),
        "called_healthy": later("called healthy"),
        "opt_out": later("may opt out"),
    },
)
REASONS = table(
    *("plan", "reason", "renewals", "arr"),
    shown=("reason", "renewals", "arr"),
    units={"reason": "Text", "renewals": "Count", "arr": "Money"},
    labels={"reason": later("what renewals turned on")},
)
PERIOD = table(
    *("plan", "from", "to", "as_of", "year_from", "year_to"),
    shown=(),
    units=dict.fromkeys(("from", "to", "as_of", "year_from", "year_to"), "Date"),
)
