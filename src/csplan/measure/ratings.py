"""How well candidates fit a profile, and where interviewers are so far apart that they have to talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.plan.profiles import SKILLS
from csplan.plan.ratings import LEAST, MOST
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    """Who rated every skill: the fewest of any skill."""
    means: dict[Skill, float | None]
    fit: float | None
    """None where it could not stand beside others: fewer than two rated a skill, or they rated nobody else."""
    talk: tuple[Skill, ...]
    """Skills of which two interviewers are far apart."""
    alone: tuple[str, ...] = ()
    """Interviewers who rated nobody else: how strict they are nothing tells."""
    compared: int = 0
    """Those of the interviewers who rated somebody else too."""
    rank: int | None = None


def candidates_of(ratings: Sequence[Rating], profile: Profile) -> list[Candidate]:
    """Return the candidates, the best fit first; those whom too few rated come last, without a rank.

    Where several could be ranked, interviewers who rated one candidate alone say nothing of who is better.
    """
    by_name: dict[str, list[Rating]] = {}
    met: dict[str, set[str]] = {}
    for each in ratings:
        by_name.setdefault(folded(each.candidate), []).append(each)
        met.setdefault(folded(each.interviewer), set()).add(folded(each.candidate))
    found = [_candidate(some, profile, ()) for some in by_name.values()]
    if sum(each.fit is not None for each in found) > 1:
        alone = {name for name, some in met.items() if len(some) == 1}
        found = [_candidate(some, profile, alone) for some in by_name.values()]
    ranked = [each for each in found if each.fit is not None and each.compared >= FEWEST]
    ranked.sort(key=lambda each: (-(each.fit or 0.0), each.name))
    others = sorted((each._replace(fit=None) for each in found if each not in ranked), key=lambda each: each.name)
    places = [1 + sum(other.fit > each.fit for other in ranked if other.fit and each.fit) for each in ranked]
    return [*(each._replace(rank=place) for each, place in zip(ranked, places, strict=True)), *others]


def _candidate(ratings: Sequence[Rating], profile: Profile, alone: Collection[str]) -> Candidate:
    means: dict[Skill, float | None] = {}
    talk: list[Skill] = []
    by_skill = {skill: [each for each in ratings if each.skill == skill] for skill in SKILLS}
    for skill, some in by_skill.items():
        values = [each.rating for each in some]
        means[skill] = sum(values) / len(values) if values else None
        if values and max(values) - min(values) >= APART:
            talk.append(skill)
    # Who was rated by one alone in a skill was rated by one: the others said nothing of it.
    fewest = min(len(some) for some in by_skill.values())
    compared = min(sum(folded(each.interviewer) not in alone for each in some) for some in by_skill.values())
    only = dict.fromkeys(each.interviewer for each in ratings if folded(each.interviewer) in alone)
    fit = fit_of(profile, means) if fewest >= FEWEST else None
    return Candidate(ratings[0].candidate, fewest, means, fit, tuple(talk), tuple(only), compared)


def fit_of(profile: Profile, means: dict[Skill, float | None]) -> float | None:
    """Return how well means of ratings fit a profile, from 0 to 1; None where a skill that counts is not rated."""
    total = 0.0
    for skill, mean in means.items():
        weight = profile.weight(skill)
        if mean is None and weight:
            return None
        total += weight * ((mean or LEAST) - LEAST) / (MOST - LEAST)
    return total
