"""The few operations that formulas need beyond ``+ - * /``.

Each works on floats without importing numpy, on arrays (last axis: draws), and on traced cells. Absent is ``None``,
never zero; where an array knows a value in some draws only, NaN stands for it in the others (in texts ``""``), so that
every draw comes out as if it were computed alone. Comparing with tolerance lives here, rounding to whole people in
``whole``, and nowhere else.
"""

from csplan.figures.arithmetic.calculating import (
    balance,
    difference,
    held,
    mean_known,
    not_negative,
    paid_for,
    product,
    ratio,
    sum_known,
    total,
    total_known,
    unless_empty,
    weighted_mean,
)
from csplan.figures.arithmetic.choosing import (
    absent,
    first_known,
    first_true,
    ifs,
    infinite,
    is_absent,
    known_or,
    larger,
    least,
    only_without,
    smaller,
    which,
)
from csplan.figures.arithmetic.telling import (
    all_true,
    any_true,
    every,
    exceeds,
    is_zero,
    none_true,
    reaches,
)

__all__ = [
    "absent",
    "all_true",
    "any_true",
    "balance",
    "difference",
    "every",
    "exceeds",
    "first_known",
    "first_true",
    "held",
    "ifs",
    "infinite",
    "is_absent",
    "is_zero",
    "known_or",
    "larger",
    "least",
    "mean_known",
    "none_true",
    "not_negative",
    "only_without",
    "paid_for",
    "product",
    "ratio",
    "reaches",
    "smaller",
    "sum_known",
    "total",
    "total_known",
    "unless_empty",
    "weighted_mean",
    "which",
]
