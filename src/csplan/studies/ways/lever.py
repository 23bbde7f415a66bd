"""One change and what it does, and whether it is one that people would take as advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.figures.arithmetic import exceeds
from csplan.plan.placing import tiers_of
from csplan.studies.ways.kinds import TARGETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.studies.ways.kinds import Move, Step
    from csplan.studies.ways.search import Outcome
    from csplan.studies.ways.situation import Situation

_HALF = 0.5
ABSURD = 0.3
"""A change of price, hours, pay or a target beyond this is no advice (csplan)."""
NO_ADVICE = "csm_cost"
"""The change that nobody begins with: cheaper people."""
FEW_POINTS = 0.05
"""Of a target: what is given up beyond them is no small change (csplan)."""


class Lever(NamedTuple):
    """One change by itself, or a few together, and what they do: ``closes`` of ``shortfall`` CSMs.

    ``would_take``: so large a change that it is said for its size, not as advice. ``teams``: those that it touches,
    where it is not all. ``also``: what is changed with it, where one change alone is not enough.
    """

    move: Move
    step: Step
    found: Outcome
    shortfall: float
    would_take: bool = False
    teams: tuple[str, ...] = ()
    also: tuple[Step, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """All that is changed."""
        return (self.step, *self.also)

    @property
    def fits(self) -> bool:
        """Whether nothing is lacking any more."""
        return self.found.fits

    @property
    def closes(self) -> float:
        """CSMs of the shortfall that are closed."""
        return self.shortfall - self.found.shortfall


def absurd(start: Situation, step: Step) -> bool:
    """Tell whether nobody would take a change as advice: over 30% of price, hours or pay, over 30 points of a target.

    Nor would anybody take a budget that is over 30% larger, or a tier more than one step away.
    """
    if step.kind == "cs_budget" and isinstance(step.before, float) and step.before:
        return bool(exceeds((step.change or 0.0) / step.before, ABSURD))
    if step.kind in TARGETS | {"price", "hours", "csm_cost"}:
        return bool(exceeds(abs(step.change or 0.0), ABSURD))
    if step.kind not in {"tier", "pool"}:
        return False
    names = [tier.name for tier in tiers_of(start.plan.document, start.plan.rules)]
    before = next(each.tier for each in start.placed if each.segment.name == step.subject)
    after = step.tier or step.after
    return before is not None and after in names and abs(names.index(before.name) - names.index(after)) > 1


def is_advice(lever: Lever) -> bool:
    """Tell whether people would take a lever as advice, and begin with it."""
    return not lever.would_take and not _hollow(lever.step)


def advised(found: Sequence[Lever]) -> list[Lever]:
    """Return what to do about a gap, best first: sharing, then the smallest that is enough, then what closes the most.

    What nobody would take as advice is not among them.
    """
    order = sorted(filter(is_advice, found), key=lambda each: (each.step.kind != "team", not each.fits, _size(each)))
    result, taken_up = [], set[tuple[str, str]]()
    for lever in order:
        # Where one segment is served otherwise, how else it could be is no other thing to do; nor with whom else a team
        # that shares its people could do so.
        about = {("segment", step.subject) for step in lever.steps if step.kind in {"tier", "pool"}}
        about |= {("team", name) for name in lever.teams if lever.step.kind == "team"}
        if not about & taken_up:
            result.append(lever)
            taken_up |= about
    return result


def _hollow(step: Step) -> bool:
    """Tell whether a change is none that one would begin with: cheaper people, a task of which little is left, targets.

    A target that is given up by more than a few points is none any more.
    """
    little_left = step.kind == "times" and step.change is not None and step.change < -_HALF
    return step.kind == NO_ADVICE or little_left or (step.unit == "Share" and not modest(step))


def modest(step: Step) -> bool:
    """Tell whether a change is small enough to be advice: up to 5 points of a target, 30% of anything else (csplan)."""
    return abs(step.change or 0.0) <= (FEW_POINTS if step.unit == "Share" else ABSURD)


def _size(lever: Lever) -> float:
    """Return how large a change is that is enough, else how much it leaves open; where neither is a number, between."""
    if not lever.fits:
        return -lever.closes
    return _HALF if lever.step.change is None else abs(lever.step.change)
