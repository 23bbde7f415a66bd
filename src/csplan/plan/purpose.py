"""What a team is for, and which work serves that."""

from __future__ import annotations

from typing import Annotated, Literal

from csplan.plan.types import Listed

Purpose = Literal[
    "product_feedback", "operating_proposals", "stickiness",
    "use_level", "executives", "inside_knowledge", "expansion",
    "onboarding", "collection", "renewal",
]  # fmt: skip
"""Of small customers, of large ones, and of both.

Source: six-pits, section 9.
"""
MEASURED_BY: dict[Purpose, str] = {
    "product_feedback": "requests_used",
    "stickiness": "at_risk",
    "use_level": "depth_score",
    "executives": "executives_contacted",
    "inside_knowledge": "file_score",
    "expansion": "leads_per_100",
    "onboarding": "new_healthy_rate",
    "collection": "days_late",
    "renewal": "renewal_rate",
}
"""The figure that says how far a purpose is reached; advice on running the product has none.

Source: csplan.
"""
Purposes = Annotated[tuple[Purpose, ...], Listed]
"""One purpose, or a list of them."""
