"""How a customer is by the columns that `health` names: outcome, experience, and the health that both make."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    all_true,
    exceeds,
    first_true,
    least,
    mean_known,
    ratio,
    reaches,
    total,
)

if TYPE_CHECKING:
    from csplan.figures.units import Count, Share, Text

of = "customer"

ENOUGH = 0.5
"""Share of the weight that has to be known for a score."""


def outcome_score(outcome_scaled: list[Count | None], outcome_weight: list[Share]) -> Count | None:
    """What a customer gets out of it, 0 to 100: the mean of what is known, by weight; absent below half of the weight.

    Source: cs-overview.
    """
    return mean_known(ENOUGH, *chain.from_iterable(zip(outcome_scaled, outcome_weight, strict=True)))


def experience_score(experience_scaled: list[Count | None], experience_weight: list[Share]) -> Count | None:
    """How a customer finds it, 0 to 100: the mean of what is known, by weight; absent below half of the weight.

    Source: cs-overview.
    """
    return mean_known(ENOUGH, *chain.from_iterable(zip(experience_scaled, experience_weight, strict=True)))


def health_score(
    combine: Text, outcome_score: Count | None = absent, experience_score: Count | None = absent
) -> Count | None:
    """Health of a customer, 0 to 100: the lower of outcome and experience, or their mean; absent where one is.

    Where the plan tells only one of them, it is that. A mean hides that who is pleased may get nothing out of it.

    Source: cs-overview.
    """
    if combine in {"outcome", "experience"}:
        return outcome_score if combine == "outcome" else experience_score
    if combine == "mean":
        return ratio(total((outcome_score, experience_score)), 2.0)
    return least(outcome_score, experience_score)


def quadrant(outcome_score: Count, experience_score: Count, high: Count) -> Text | None:
    """What both make of a customer: successful, pleased without outcome, captive without experience, or failing.

    Source: cs-overview.
    """
    gets, likes = reaches(outcome_score, high), reaches(experience_score, high)
    lacks, dislikes = exceeds(high, outcome_score), exceeds(high, experience_score)
    return first_true(
        (all_true(gets, likes), "successful"),
        (all_true(gets, dislikes), "captive"),
        (all_true(lacks, likes), "pleased"),
        (all_true(lacks, dislikes), "failing"),
        otherwise=absent,
    )


def score_colour(health_score: Count, green: Count, lime: Count, yellow: Count) -> Text | None:
    """The colour that a customer's score makes, by the least score of each; below the last one it is red.

    Source: csm-management, section 6.
    """
    return first_true(
        (reaches(health_score, green), "green"),
        (reaches(health_score, lime), "lime"),
        (reaches(health_score, yellow), "yellow"),
        (exceeds(yellow, health_score), "red"),
        otherwise=absent,
    )
