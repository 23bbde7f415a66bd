"""The tables of a headcount: which figures stand in each, and which of them on the first screen."""

from __future__ import annotations

from csplan.lang.glossary import english
from csplan.report.table import Declared, table

SEGMENTS = table(
    *("segment", "segment", "tier", "role", "team", "customers", "arr", "acv", "hours_per_customer", "workload"),
    *("cost_floor", "efficiency_ceiling", "csms_at_least", "csms_at_most", "csms_by_arr", "csms_by_cap"),
    *(
        "csms_by_coverage",
        "csms_by_service_level",
        "csms_by_time",
        "csms_by_service",
        "csms_by_growth",
        "csms_by_operating",
        "csms_by_cost",
    ),
    *("csms_target", "csms", "csms_now", "customers_per_csm", "customers_per_csm_now", "arr_per_csm", "binding"),
    *("verdict", "unchecked", "signals"),
    shown=(
        *("segment", "verdict", "customers", "arr", "work_needs", "csms_at_most", "csms_by_arr", "csms"),
        "binding",
    ),
    wide=("cost_floor", "efficiency_ceiling", "csms_now", "tier", "role", "team", "acv", "hours_per_customer"),
    drawn={"work_needs": "CSMs"},
    labels={"work_needs": english("csms_at_least")},
)
OF_LOG = ("csms_by_time", "efficiency_ceiling")
"""Where a time log supplies times or minutes: these have 95% intervals, behind the others."""
OF_CREDIT = ("csms_by_growth", "csms_at_most")
"""Where the record of customers supplies the credited revenue: as above."""


def segments(*, logged: bool, credited: bool) -> Declared:
    """Return the table of segments, with the intervals of what is measured."""
    figures = (*(OF_LOG if logged else ()), *(OF_CREDIT if credited else ()))
    if not figures:
        return SEGMENTS
    return table(
        "segment",
        *(column.name for column in SEGMENTS.columns),
        *(f"{figure}_{end}" for figure in figures for end in ("low", "high")),
        shown=SEGMENTS.shown,
        drawn={"work_needs": "CSMs"},
        labels={"work_needs": english("csms_at_least")},
    )


AS_FAR_AS_KNOWN = {"work_needs": "CSMs", "in_csms": "CSMs"}
"""What people see instead of at_least and csms_needed: with "≥" where a part of the sum is not known."""
TEAMS = table(
    *("team", "team", "role", "segments", "at_least", "at_most", "csms_needed", "wanted", "heads", "csms_now", "gap"),
    *("utilization", "utilization_now", "arr_per_head", "customers_per_head", "cost", "cost_share_of_arr"),
    *("gross_margin", "operating_margin", "cash_break_even", "value_break_even", "verdict", "levers"),
    shown=(*("team", "verdict", "csms_now", "heads", "gap", "work_needs", "at_most", "utilization", "in_csms"),),
    wide=("utilization_now", "cost", "gross_margin", "operating_margin", "role", "wanted", "arr_per_head"),
    drawn=AS_FAR_AS_KNOWN,
    labels={"work_needs": english("at_least"), "in_csms": "CSMs"},
)
TOTAL = table(
    *("plan", "customers", "arr", "at_least", "at_least_people", "at_most", "money_for", "csms_needed", "wanted"),
    *("heads", "csms_now", "gap", "workload", "utilization", "utilization_now", "cost", "cost_now"),
    *("cost_share_of_arr", "gross_margin", "gross_margin_now", "gross_margin_target", "operating_margin", "verdict"),
    *("binding", "answer", "levers", "combinations"),
    shown=(),
    units={"answer": "Text", "combinations": "Rows"},
    drawn=AS_FAR_AS_KNOWN,
)
SURE = table(
    *("segment", "segment", "efficiency_ceiling", "efficiency_ceiling_low", "efficiency_ceiling_high"),
    *("csms_by_time", "csms_by_time_low", "csms_by_time_high"),
    shown=(
        *("segment", "efficiency_ceiling", "efficiency_ceiling_low", "efficiency_ceiling_high"),
        *("csms_by_time", "csms_by_time_low", "csms_by_time_high"),
    ),
    labels={
        **dict.fromkeys(("efficiency_ceiling_low", "csms_by_time_low"), "95% from"),
        **dict.fromkeys(("efficiency_ceiling_high", "csms_by_time_high"), "to"),
    },
)
