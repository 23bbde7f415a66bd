"""The formulas, each once: a figure is a plain function of named figures and inputs.

A module says which level its figures are `of`. A function's name is the figure's name, its parameters are the figures
and inputs it is made of, its return annotation is its unit, its docstring its meaning and source.
"""

from __future__ import annotations

from csplan.figures import (
    accounts,
    arr_rule,
    changes,
    cost,
    cost_lines,
    coverage,
    customers,
    delivery,
    efficiency,
    margin_before_cs,
    margins,
    planned,
    price,
    reconciling,
    roles,
    signals,
    spending,
    spending_totals,
    sums,
    tasks,
    teams,
    tiers,
    totals,
    workload,
)

LENSES = (
    roles,
    customers,
    tasks,
    workload,
    efficiency,
    arr_rule,
    coverage,
    cost_lines,
    price,
    cost,
    margin_before_cs,
    reconciling,
    accounts,
    signals,
    teams,
    tiers,
    sums,
    margins,
    planned,
    totals,
    spending,
    spending_totals,
    delivery,
    changes,
)
"""The modules of figures, in the order in which a reader meets them."""
