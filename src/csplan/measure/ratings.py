"""How well candidates fit a profile, and where interviewers are so far apart that they have to talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.plan.profiles import SKILLS
from csplan.plan.ratings import LEAST, MOST
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.plan.profiles import Profile, Skill
    from csplan.plan.ratings import Rating

APART = 2.0
"""Points between two interviewers from which on they talk about a skill, instead of averaging it away.

Source: csplan.
"""
FEWEST = 2
"""Interviewers below which nobody is ranked. Source: csplan."""


class Candidate(NamedTuple):
    """What interviewers made of one candidate; None where nothing is rated."""

    name: str
    interviewers: int
    means: dict[Skill, float | None]
    fit: float | None
    talk: tuple[Skill, ...]
    """Skills of which two interviewers are far apart."""
    rank: int | None = None


def candidates_of(ratings: Sequence[Rating], profile: Profile) -> list[Candidate]:
    """Return the candidates, the best fit first; those whom too few rated come last, without a rank."""
    by_name: dict[str, list[Rating]] = {}
    for each in ratings:
        by_name.setdefault(folded(each.candidate), []).append(each)
    found = [_candidate(some, profile) for some in by_name.values()]
    ranked = [each for each in found if each.fit is not None and each.interviewers >= FEWEST]
    ranked.sort(key=lambda each: (-(each.fit or 0.0), each.name))
    others = sorted((each for each in found if each not in ranked), key=lambda each: each.name)
    places = [1 + sum(other.fit > each.fit for other in ranked if other.fit and each.fit) for each in ranked]
    return [*(each._replace(rank=place) for each, place in zip(ranked, places, strict=True)), *others]


def _candidate(ratings: Sequence[Rating], profile: Profile) -> Candidate:
    means: dict[Skill, float | None] = {}
    talk: list[Skill] = []
    by_skill = {skill: [each.rating for each in ratings if each.skill == skill] for skill in SKILLS}
    for skill, values in by_skill.items():
        means[skill] = sum(values) / len(values) if values else None
        if values and max(values) - min(values) >= APART:
            talk.append(skill)
    # Who was rated by one alone in a skill was rated by one: the others said nothing of it.
    fewest = min((len(values) for values in by_skill.values()), default=0)
    return Candidate(ratings[0].candidate, fewest, means, fit_of(profile, means), tuple(talk))


def fit_of(profile: Profile, means: dict[Skill, float | None]) -> float | None:
    """Return how well means of ratings fit a profile, from 0 to 1; None where a skill that counts is not rated."""
    total = 0.0
    for skill, mean in means.items():
        weight = profile.weight(skill)
        if mean is None and weight:
            return None
        total += weight * ((mean or LEAST) - LEAST) / (MOST - LEAST)
    return total
