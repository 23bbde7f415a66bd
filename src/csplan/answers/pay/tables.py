"""The tables of pay: which figures stand in each, and which of them people see."""

from __future__ import annotations

from csplan.lang.say import later
from csplan.report.table import table

ROLES = table(
    *("role", "role", "stage", "contracts_per_head", "renewal_rate", "structure", "fits", "against", "verdict"),
    *("pay", "fixed_share", "fixed_pay", "performance_pay", "commission_pay", "commission_rate", "variable_paid"),
    *("csm_cost", "csm_cost_low", "csm_cost_high"),
    shown=("role", "has", "verdict", "asked", "contracts_per_head", "renewal_rate", "pay"),
    wide=(
        *("fixed_pay", "performance_pay", "commission_pay", "stage", "commission_rate", "variable_paid"),
        *("csm_cost_low", "csm_cost", "csm_cost_high"),
    ),
    units={"stage": "Text", "fits": "Names", "against": "Names"},
    drawn={"has": "Text", "asked": "Text"},
    labels={
        "has": later("plan has"),
        "asked": later("facts ask for"),
        "contracts_per_head": later("contracts a head"),
        "renewal_rate": "renewed",
        "pay": later("on target"),
        "fixed_pay": "fixed",
        "performance_pay": "performance",
        "commission_pay": "commission",
        "commission_rate": later("commission of revenue"),
        "variable_paid": later("variable paid"),
        "csm_cost": later("one CSM costs"),
        "csm_cost_low": later("with nothing paid"),
        "csm_cost_high": later("at the cap"),
    },
)
_ENDS = ("_low", "", "_high")
_MARGINS = tuple(f"gross_margin{end}" for end in _ENDS)
TEAMS = table(
    *("team", "team", "role"),
    *(f"{name}{end}" for name in ("csm_cost", "cost", "cost_floor", "gross_margin") for end in _ENDS),
    shown=("team", "costs", "floors", "margins"),
    wide=("role", *(f"cost{end}" for end in _ENDS)),
    units=dict.fromkeys((f"cost_floor{end}" for end in _ENDS), "CustomersPerCSM"),
    drawn=dict.fromkeys(("costs", "floors", "margins"), "Label"),
    labels={
        "costs": later("one CSM costs"),
        "floors": later("customers to be paid for"),
        "margins": later("gross margin"),
        "cost_low": later("people: nothing paid"),
        "cost": later("on target"),
        "cost_high": later("at the cap"),
    },
)
TOTAL = table(
    "plan",
    *(f"{name}{end}" for name in ("cost", "gross_margin") for end in _ENDS),
    shown=(),
    drawn={"margins": "Label"},
)
