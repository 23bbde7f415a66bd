"""Ratings of candidates: what interviewers made of each skill."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from csplan.plan.profiles import Skill

LEAST, MOST = 1.0, 5.0


class Rating(NamedTuple):
    """What one interviewer makes of one skill of a candidate, from 1 to 5."""

    candidate: str
    interviewer: str
    skill: Skill
    rating: float
