"""By what a segment is to be judged: whether renewals come soon enough to say anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, any_true, first_true, reaches

if TYPE_CHECKING:
    from csplan.figures.units import Factor, Months, Text, Years

of = "segment"


def judged_by(
    complexity: Factor | None = absent,
    contract_years: Years | None = absent,
    sales_cycle: Months | None = absent,
    product: Text | None = absent,
    slow_complexity: Factor | None = absent,
    slow_contract_years: Years | None = absent,
    slow_sales_cycle: Months | None = absent,
) -> Text | None:
    """By what it is to be judged: of a complex product, a long contract or a long sale, renewals say too little.

    Leading measures then say it, and net retention. From which complexity, length of contracts or of sales on it is so
    the rule pack says, in `judge`. Absent where nothing is said of the product.

    Source: gainsight-ceo.
    """
    slow = any_true(
        reaches(complexity, slow_complexity),
        reaches(contract_years, slow_contract_years),
        reaches(sales_cycle, slow_sales_cycle),
    )
    return first_true(
        (any_true(slow, product in ("technical", "vertical", "change")), "leading measures and net retention"),
        (product == "simple", "renewal and net retention"),
        otherwise=absent,
    )
