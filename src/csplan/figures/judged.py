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
) -> Text | None:
    """By what it is to be judged: of a complex product, a long contract or a long sale, renewals say too little.

    Leading measures then say it, and net retention. From a complexity of 1.5, contracts of two years or sales of six
    months on, csplan takes it to be so. Absent where nothing is said of the product.

    Source: gainsight-ceo.
    """
    slow = any_true(reaches(complexity, 1.5), reaches(contract_years, 2.0), reaches(sales_cycle, 6.0))
    return first_true(
        (any_true(slow, product in ("technical", "vertical", "change")), "leading measures and net retention"),
        (product == "simple", "renewal and net retention"),
        otherwise=absent,
    )
