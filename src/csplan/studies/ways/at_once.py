"""A few changes at once that are enough where none is alone: segments served otherwise, teams that share people."""

from __future__ import annotations

from heapq import nlargest
from itertools import combinations
from typing import TYPE_CHECKING

from csplan.studies.ways.lever import Lever, is_advice
from csplan.studies.ways.search import SMALLEST, outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.studies.ways.situation import Situation

    Group = tuple[Lever, ...]

MOST = 3
"""Changes at once: a company that changes more at a time is planned anew (csplan)."""
_LOOKED_AT = 8
"""Changes that are put together, those that close the most."""
_TRIED = 3
"""Groups of as many changes that are computed, those that promise the most."""


def at_once(start: Situation, found: Sequence[Lever]) -> list[Lever]:
    """Return the fewest changes that close a gap together, as one; nothing where one alone does, or no few do.

    Of changes that one would advise and that are made or not. Sharing people comes first, which takes nothing away.
    """
    alone = list(filter(is_advice, found))
    if any(lever.fits for lever in alone):
        return []
    parts = nlargest(_LOOKED_AT, (lever for lever in alone if lever.move.whole), key=lambda lever: lever.closes)
    for many in range(2, MOST + 1):
        groups = [group for group in combinations(parts, many) if _promise(group) > 0 and _apart(start, group)]
        for group in nlargest(_TRIED, groups, key=lambda group: (any(map(_shares, group)), _promise(group))):
            lever = _together(start, group)
            if lever is not None:
                return [lever]
    return []


def _promise(group: Group) -> float:
    """Return how many CSMs more than lack a group would close, if each change did what it does alone."""
    return sum(lever.closes for lever in group) - group[0].shortfall + SMALLEST


def _apart(start: Situation, group: Group) -> bool:
    """Tell whether no two changes are about one segment: what is simpler to say, and to do."""
    about = [_about(start, lever) for lever in group]
    return len(frozenset().union(*about)) == sum(map(len, about))


def _about(start: Situation, lever: Lever) -> set[str]:
    """Return the segments that a change is about: one, or all of its teams."""
    if lever.step.kind in {"tier", "pool"}:
        return {lever.step.subject}
    return {each.segment.name for each in start.placed if each.team in lever.teams}


def _shares(lever: Lever) -> bool:
    return lever.step.kind == "team"


def _together(start: Situation, group: Group) -> Lever | None:
    """Return changes as one, if together they are enough. Teams share their people as the others have left them."""
    changed: Situation | None = start
    for lever in sorted(group, key=_shares):
        changed = None if changed is None else lever.move.apply(changed, lever.move.most)
    if changed is None or not (found := outcome(changed.root)).fits:
        return None
    first, *rest = sorted(group, key=_shares, reverse=True)
    teams = tuple(dict.fromkeys(name for lever in group for name in lever.teams))
    return first._replace(found=found, teams=teams, also=tuple(lever.step for lever in rest))
