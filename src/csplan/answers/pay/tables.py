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
CSMS = table(
    *("csm", "csm", "role", "pay", "full_time", "presence", "productivity", "on_target", "at_risk_start", "wins"),
    *("slips", "expected_wins", "expected_slips", "surplus", "surplus_chance", "wins_counted", "deducted"),
    *("wins_per_spell", "own_inflow", "indicators", "payout_share", "bonus"),
    *("nrr", "grr", "commission_on_target", "commission_payout", "commission"),
    shown=(
        *("csm", "at_risk_start", "wins", "slips", "surplus", "won", "csql", "csqa", "payout_share", "bonus"),
        *("nrr", "commission"),
    ),
    wide=("look", "commission_on_target", "commission_payout", "grr", "on_target"),
    units={"csm": "Text", "surplus": "Change", "deducted": "Staffing", "indicators": "Rows"},
    drawn={"won": "Label", "csql": "Label", "csqa": "Label", "look": "Text"},
    labels={
        "csm": "CSM",
        "at_risk_start": later("at risk"),
        "won": later("wins counted"),
        "csql": "CSQL",
        "csqa": "CSQA",
        "payout_share": "payout",
        "bonus": "pays",
        "look": later("look at"),
        "on_target": later("on target"),
        "commission_on_target": later("commission on target"),
        "commission_payout": later("commission paid"),
        "expected_wins": later("wins expected"),
        "expected_slips": later("slips expected"),
        "surplus_chance": later("chance alone ±"),
        "wins_per_spell": later("wins of all at risk"),
        "own_inflow": later("wins of own inflow"),
    },
)
_EXPECTED = (
    *("csm", "at_risk_start", "wins", "expected_wins", "slips", "expected_slips", "surplus", "surplus_chance"),
    *("wins_per_spell", "own_inflow"),
)
EXPECTED = table(
    *("csm", *_EXPECTED),
    shown=_EXPECTED,
    units={"csm": "Text", "surplus": "Change"},
    labels={
        "csm": "CSM",
        "at_risk_start": later("at risk"),
        "expected_wins": later("wins expected"),
        "expected_slips": later("slips expected"),
        "surplus_chance": later("chance alone ±"),
        "wins_per_spell": later("wins of all at risk"),
        "own_inflow": later("wins of own inflow"),
    },
)
NARROW = ("csm", "wins", "slips", "surplus", "won", "csql", "csqa", "bonus", "commission", "look")
"""What people see of it where all has no room."""
PARTS = table(
    *("bonus_part", "part", "done", "goal", "attainment", "indicator_payout", "weight"),
    shown=("part", "done", "goal", "attainment", "indicator_payout", "weight"),
    labels={"part": later("paid for"), "attainment": "attained", "indicator_payout": "pays"},
)
MOVED = table(
    *("plan", "customer", "from", "to", "move", "counts"),
    shown=("customer", "move", "from", "to", "counts"),
    units=dict.fromkeys(("customer", "from", "to", "move", "counts"), "Text"),
)
PERIOD = table(
    *("plan", "from", "to", "as_of"),
    shown=(),
    units=dict.fromkeys(("from", "to", "as_of"), "Date"),
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
    *("pool", "bonuses", "payout_share", "commission_pool", "commissions"),
    shown=(),
    drawn={"margins": "Label"},
)
