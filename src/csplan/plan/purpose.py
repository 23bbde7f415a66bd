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
Purposes = Annotated[tuple[Purpose, ...], Listed]
"""One purpose, or a list of them."""
