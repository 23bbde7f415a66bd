"""The tables of the cost check: which figures stand in each, and which of them on the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.ranges import RANGE
from csplan.lang.say import later, say
from csplan.report.table import table

if TYPE_CHECKING:
    from csplan.report.report import Table

_BUDGETS = (
    *("acv", "gross_margin_target", "operating_margin_target", "costs", "service_budget", "growth_revenue"),
    *("growth_budget", "operating_budget"),
)
_MARGINS = tuple(f"{kind}_margin_{case}" for kind in ("gross", "operating") for case in ("now", "planned", "at_floor"))
_TODAY = {"customers_per_csm_now": "today"}
_DRAWN = {"possible": "Verdict", **RANGE}
_LABELS = {
    **_TODAY,
    "possible": later("range"),
    "binding": later("limited by"),
    "range": "",
    "cs_budget": later("may cost"),
}
"""``possible`` is for people: the verdict of a segment is of its floor and ceiling, that of a team of its people."""
_POSSIBLE = {"fits": later("possible"), "over-budget": later("impossible")}
"""What people read of a segment's verdict here, where that is of its range of customers."""


def possible(verdict: str) -> str:
    """Return a segment's verdict as one of the range of customers between its floor and its ceiling."""
    return say(_POSSIBLE[verdict]) if verdict in _POSSIBLE else verdict


SEGMENTS = table(
    *("segment", "segment", "tier", "role", *_BUDGETS, "service_share", "csm_cost", "cost_floor"),
    *("efficiency_ceiling", "customers_per_csm_now", "csms_by_service", "csms_by_growth", "csms_by_operating"),
    *("csms_by_budget", "csms_by_cost", "csms_now", "binding", "cs_budget", "cost_to_serve", "cost_to_serve_share"),
    *(*_MARGINS, "verdict"),
    shown=(
        "segment",
        "possible",
        "cost_floor",
        "customers_per_csm_now",
        "efficiency_ceiling",
        "range",
        "cs_budget",
        "cost_to_serve",
    ),
    wide=("cost_to_serve_share", "acv", "csms_by_cost", "binding", "gross_margin_planned", "operating_margin_planned"),
    drawn=_DRAWN,
    labels=_LABELS,
)
OF_CREDIT = ("csms_by_growth", "csms_by_cost", "cost_floor")
"""Where the record of customers supplies the credited revenue, these have 95% intervals."""
MEASURED = table(
    "segment",
    *(column.name for column in SEGMENTS.columns),
    *(f"{figure}_{end}" for figure in OF_CREDIT for end in ("low", "high")),
    shown=SEGMENTS.shown,
    wide=(*SEGMENTS.wide, "cost_floor_low", "cost_floor_high"),
    drawn=_DRAWN,
    labels=_LABELS,
)
TIERS = table(
    *("tier", "tier", "segments", *_BUDGETS, "csm_cost", "cost_floor", "customers_per_csm_now", "csms_by_cost"),
    *("csms_now", "cs_budget", *_MARGINS),
    shown=("tier", "cost_floor", "customers_per_csm_now", "csms_by_cost", "cs_budget", "gross_margin_planned"),
    labels=_TODAY,
)
_CHECK = (
    *("gross_margin_target", "gross_margin_now", "gross_margin_planned", "gross_margin_at_floor"),
    *("gross_margin_gap_now", "gross_margin_gap_planned", "operating_margin_target", "operating_margin_now"),
    *("operating_margin_planned", "operating_margin_at_floor", "operating_margin_gap_now"),
    *("operating_margin_gap_planned", "cost_now", "planned_cost", "cost_at_floor", "budget_left_now"),
    *("budget_left_planned", "met_now", "met"),
)
_ACCOUNTS = (
    *("service_hours", "service_cost", "service_account", "service_cost_now", "service_left_now"),
    *("service_left_planned", "growth_hours", "growth_cost", "growth_account", "growth_cost_now", "growth_left_now"),
    *("growth_left_planned", "owned_revenue", "growth_cost_ratio_target", "growth_cost_ratio_now"),
    *("growth_cost_ratio_planned", "growth_return"),
)
_BREAK_EVEN = ("csm_cost", "arr_per_head", "cash_break_even", "value_break_even", "expansion_break_even")
TEAMS = table(
    *("team", "team", "role", "segments", "heads", "csms_now", "at_most", *_CHECK, *_ACCOUNTS, *_BREAK_EVEN, "verdict"),
    "levers",
    shown=(
        *("team", "met", "heads", "csms_now", "at_most", "gross_margin_target", "gross_margin_now"),
        *("gross_margin_planned", "operating_margin_target", "operating_margin_now", "operating_margin_planned"),
        "budget_left_planned",
    ),
    wide=("gross_margin_at_floor", "operating_margin_at_floor"),
)
TOTAL = table(
    *("plan", "heads", "csms_now", *_CHECK, *_ACCOUNTS),
    *(f"{kind}_{what}" for kind in ("short_term", "long_cycle") for what in ("spent", "returned")),
    *(f"{kind}_return" for kind in ("short_term", "long_cycle")),
    shown=(),
)
ACCOUNTS = table(
    *("team", "team", *_ACCOUNTS),
    shown=(
        *("team", "service_hours", "service_cost", "service_account", "service_left_planned", "growth_hours"),
        *("growth_cost", "growth_account", "growth_left_planned", "growth_cost_ratio_target"),
        *("growth_cost_ratio_planned", "growth_return"),
    ),
)
BREAK_EVEN = table("team", "team", *_BREAK_EVEN, shown=("team", *_BREAK_EVEN))
SPENDING = table(
    *("spending", "spending", "term", "spent", "returned", "spending_return", "required_return", "review", "verdict"),
    shown=("spending", "verdict", "term", "spent", "returned", "spending_return", "required_return", "review"),
    units={"review": "Date"},
    labels={"term": "returns"},
)


def aimed_at(table: Table) -> Table:
    """Show people a margin only where there is a target for it."""
    aimed = {
        name.partition("_")[0]
        for name in ("gross_margin_target", "operating_margin_target")
        if any(row[name] is not None for row in table.rows)
    }
    kept = [name for name in table.shown if "margin" not in name or name.partition("_")[0] in aimed]
    return table._replace(shown=kept)
