"""The formulas, each once: a figure is a plain function of named figures and inputs.

A module says which level its figures are `of`. A function's name is the figure's name, its parameters are the figures
and inputs it is made of, its return annotation is its unit, its docstring its meaning and source.
"""

from __future__ import annotations

from csplan.figures import (
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
    reconciling,
    roles,
    signals,
    sums,
    tasks,
    teams,
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
    cost,
    margin_before_cs,
    reconciling,
    signals,
    teams,
    sums,
    margins,
    totals,
    delivery,
    changes,
)
"""The modules of figures, in the order in which a reader meets them."""
