"""What figures are called in tables: one label each, in words of the field, which `csplan explain` takes as well.

A label has no line break, because wrapping is the renderer's. A figure that is not listed is called by its own name.
"""

from __future__ import annotations

from csplan.lang.say import say

LABELS = {
    # people
    "at_least": "work needs",
    "csms_at_least": "work needs",
    "csms_by_time": "work needs by time",
    "at_most": "money pays for",
    "csms_at_most": "money pays for",
    "csms_by_cost": "money pays for",
    "csms_by_service": "service pays for",
    "csms_by_growth": "growth pays for",
    "csms_by_operating": "operating margin pays for",
    "csms_by_arr": "ARR rule",
    "csms": "CSMs",
    "csms_needed": "CSMs",
    "heads": "plan",
    "csms_now": "today",
    "utilization": "busy",
    "utilization_now": "busy today",
    "csms_released": "CSMs freed",
    # customers per CSM
    "cost_floor": "floor",
    "efficiency_ceiling": "ceiling",
    "limit_ceiling": "ceiling without waste",
    "customers_per_csm": "customers per CSM",
    "customers_per_csm_now": "today per CSM",
    "ceiling_gain": "more per CSM",
    # money
    "arr": "ARR",
    "acv": "price",
    "cs_budget": "a customer may cost",
    "cost_to_serve": "cost to serve",
    "cost_to_serve_share": "of the price",
    "csm_cost": "one CSM costs",
    "hour_cost": "an hour costs",
    "gross_margin_target": "gross target",
    "gross_margin_now": "gross today",
    "gross_margin_planned": "gross planned",
    "gross_margin_at_floor": "gross at floor",
    "operating_margin_target": "operating target",
    "operating_margin_now": "operating today",
    "operating_margin_planned": "operating planned",
    "operating_margin_at_floor": "operating at floor",
    "budget_left_planned": "money left",
    "met": "targets",
    "met_now": "targets today",
    "service_cost": "service spends",
    "service_account": "service may spend",
    "service_left_planned": "service left",
    "growth_cost": "growth spends",
    "growth_account": "growth may spend",
    "growth_left_planned": "growth left",
    "growth_cost_ratio_target": "ratio allowed",
    "growth_cost_ratio_planned": "ratio planned",
    "growth_return": "growth returns",
    "arr_per_head": "ARR per head",
    "cash_break_even": "retention in cash",
    "value_break_even": "retention in value",
    "expansion_break_even": "or expansion",
    "spending_return": "return",
    "required_return": "return asked",
    # desks
    "answered": "promised",
    "within": "within minutes",
    "csms_by_desk_work": "work takes",
    "desk_csms": "promise takes",
    "csms_by_service_level": "desk needs",
    "desk_level": "answered in time",
    "desk_lost": "give up",
    "desk_wait": "minutes of wait",
    "desk_occupancy": "busy at the desk",
    "csms_by_desk_hours": "by hours",
    "csms_by_presence": "by presence",
    # hours
    "contracted_hours": "contracted",
    "leave_hours": "leave",
    "sick_hours": "sick",
    "paid_hours": "paid hours",
    "internal_hours": "internal",
    "customer_hours": "for customers",
    "hours_per_customer": "hours per customer",
    "takes": "minutes",
    "unused_hours_now": "unused hours",
    "unused_cost_now": "unused hours cost",
    "task_cost": "task costs",
    # how customers are
    "cohort": "known",
    "at_risk_start": "at risk start",
    "at_risk_end": "at risk end",
    "net_wins": "net",
    "recovery_rate": "recovered",
    "slip_rate": "slipped",
    "unscored": "no score",
    "called_healthy": "called healthy, not by score",
    "called_healthy_arr": "their ARR",
    "grr": "GRR",
    "nrr": "NRR",
    "nps": "NPS",
    "logo_rate": "renewed logos",
    "spells": "became at risk",
    "mean_spell": "days at risk",
    "judged_by": "to be judged by",
    "lift": "times as often",
    "with_rate": "renewed with it",
    "without_rate": "renewed without it",
    "lift_within": "within segments",
    # who has which account
    "book_utilization": "busy by accounts",
    "fair_share": "fair share",
    "worst": "furthest off",
    # words about them
    "binding": "decided by",
    "binding_cost": "limited by",
    "counts_in": "counts in",
}
"""Figures by name, each with its label; labels repeat where a figure is the same thing on another level."""


ALSO = {
    "today": ("customers_per_csm_now",),
    "busy": ("utilization_now",),
    "may cost": ("cs_budget",),
    "in people": ("at_least_people",),
    "planned": ("heads",),
    "oper. margin": ("operating_margin",),
    "without waste": ("limit_ceiling",),
    "limited by": ("binding_cost",),
    "avoidable": ("avoidable_hours",),
    "cost floor": ("cost_floor",),
    "time ceiling": ("efficiency_ceiling",),
    "utilized": ("utilization",),
    "hours undone": ("hours_not_delivered",),
    "at least": ("at_least", "csms_at_least"),
    "at most": ("at_most", "csms_at_most"),
    "paid for": ("at_most", "csms_by_cost"),
    "at risk on average": ("at_risk",),
    "renewed ARR": ("renewal_rate",),
    "called healthy": ("called_healthy",),
    "renewed": ("with_rate", "without_rate"),
    "hours there are": ("capacity",),
    "ARR off": ("deviation",),
    "hours off": ("deviation",),
}
"""Words that single tables have for figures, beside their labels."""


def english(name: str) -> str:
    """Return what a table calls a figure, or anything else that is named like one, to be said where it is shown."""
    return LABELS.get(name) or name.replace("_", " ")


def label(name: str) -> str:
    """Return what a table calls a figure, in the reader's language."""
    return say(english(name))


def called(words: str) -> list[str]:
    """Return the names of the figures that tables call by these words; none where they are no label."""
    meant = " ".join(words.casefold().split())
    listed = [name for name in LABELS if label(name).casefold() == meant]
    return listed + [name for words, names in ALSO.items() for name in names if say(words).casefold() == meant]
