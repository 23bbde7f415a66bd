"""The tables of the scorecard: which figures stand in each, and which of them people see."""

from __future__ import annotations

from csplan.lang.say import later
from csplan.report.table import table

DIMENSIONS = ("file_score", "depth_score", "executive_score", "opportunity_score")
PARTS = ("executive_stage", "executives_contacted", "leads_per_100")
RENEWALS = ("renewals", "renewals_kept", "renewals_expected", "renewals_z", "renewals_verdict")
REST = ("decided", "silent", "silent_known", "requests_old", "requests_used", "payments", "days_late", "invoices_open")
_UNITS = {
    "csm": "Text",
    "rank": "Count",
    "renewals": "Count",
    **dict.fromkeys(("renewals_kept", "renewals_expected"), "Tenths"),
    "renewals_z": "Factor",
    **dict.fromkeys((*DIMENSIONS, "process_score", "executive_stage", "executives_contacted"), "WholeShare"),
    "days_late": "WholeDays",
    "renewals_verdict": "Verdict",
}
_LABELS = {
    "csm": "CSM",
    "customers_held": "customers",
    "file_score": "file",
    "depth_score": "depth",
    "executive_score": "executives",
    "opportunity_score": "leads",
    "process_score": "mean",
    "renewals_kept": "kept",
    "renewals_expected": "expected",
    "renewals_verdict": "verdict",
    "decided": later("renewed or left"),
    "silent": later("of them silent"),
    "requests_used": later("requests used"),
    "requests_old": "requests",
    "days_late": later("days late"),
    "payments": "payments",
    "invoices_open": later("invoices open"),
}
CSMS = table(
    *("csm", "csm", "role", "rank", "customers_held", *DIMENSIONS, "process_score", *PARTS, *RENEWALS, *REST),
    shown=(
        *("csm", *DIMENSIONS, "process_score"),
        *("renewals", "renewals_verdict", "renewals_kept", "renewals_expected", "role"),
    ),
    wide=("customers_held", *PARTS, "renewals_z"),
    units=_UNITS,
    labels=_LABELS,
)
ELSE = table(
    *("csm", "csm", *REST),
    shown=("csm", "decided", "silent", "requests_old", "requests_used", "payments", "days_late", "invoices_open"),
    units=_UNITS,
    labels=_LABELS,
)
"""Of the same rows: what else came of it."""
PURPOSES = table(
    *("purpose", "team", "purpose", "purpose_hours", "purpose_share", "logged_hours", "logged_share"),
    *("measure", "value", "paid_for"),
    shown=("team", "purpose", "purpose_hours", "purpose_share", "logged_share", "now", "paid_for"),
    units={
        "logged_hours": "Hours",
        "logged_share": "Share",
        "measure": "Text",
        "value": "Factor",
        "paid_for": "Names",
    },
    drawn={"now": "Text"},
    labels={
        "purpose_hours": later("hours a year"),
        "purpose_share": later("of the work"),
        "logged_share": later("of the log"),
        "paid_for": later("paid for"),
    },
)
CUSTOMERS = table(
    *("plan", "customer", "segment", "arr", "health", "renewal_date", "file", "depth", "executive_stage"),
    *("executive_contact", "contacted", "move", "silent", "lead"),
    shown=("customer", "file", "depth", "executive_stage", "executive_contact", "health", "renewal_date", "arr"),
    wide=("segment", "move", "silent", "lead"),
    units={
        **dict.fromkeys(("customer", "health", "move"), "Text"),
        **dict.fromkeys(("renewal_date", "executive_contact"), "Date"),
        **dict.fromkeys(("file", "depth", "executive_stage"), "WholeShare"),
        **dict.fromkeys(("contacted", "silent", "lead"), "Truth"),
        "arr": "Money",
    },
    labels={
        "renewal_date": "renews",
        "executive_stage": "executives",
        "executive_contact": later("last met"),
    },
)
OF_ONE = table(
    *("csm", "dimension", "own", "others", "of"),
    shown=("dimension", "own", "others", "of"),
    units={"dimension": "Text", "own": "WholeShare", "others": "WholeShare", "of": "Text"},
    labels={
        "dimension": later("how they work"),
        "own": later("is"),
        "others": later("others of the role"),
        "of": later("what it is"),
    },
)
"""The four dimensions of one CSM, for people only: JSON has them among those of all."""
SOME = table(
    "plan",
    "what",
    "who",
    shown=("what", "who"),
    units={"what": "Text", "who": "Text"},
    labels={"what": "what", "who": "who"},
)
HOURS = table(
    *("plan", "kind", "hours", "share"),
    shown=("kind", "hours", "share"),
    units={"kind": "Text", "hours": "Hours", "share": "ShareBar"},
    labels={"kind": later("kind of work")},
)
PERIOD = table(
    *("plan", "from", "to", "as_of", "year_from", "year_to"),
    shown=(),
    units=dict.fromkeys(("from", "to", "as_of", "year_from", "year_to"), "Date"),
)
