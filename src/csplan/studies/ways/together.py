"""What closes the company's gap, each way priced for all teams together as the ways of one team are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.engine.tree import what_if
from csplan.figures.whole import breaks
from csplan.studies.ways.kinds import Step
from csplan.studies.ways.problem import Way, against, today_or_planned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.studies.ways.lever import Lever


class Together(NamedTuple):
    """One way for the company: ``lever`` is the change that it is, None where nothing is done."""

    way: Way
    lever: Lever | None


def together(plan: Plan, inputs: Inputs, levers: Sequence[Lever]) -> list[Together]:
    """Return doing nothing (as planned, where it is not known who is there today) and each lever of the gap, priced.

    Sharing comes first, then what is enough, then what closes the most; what nobody would advise comes last.
    """
    teams = inputs.root.below["team"]
    found = against(plan, inputs, True, *teams)  # noqa: FBT003 - the company lacks money
    before = {("plan", inputs.root.name): found.before}

    def way(steps: tuple[Step, ...], root: Node, lever: Lever | None) -> Way:
        kind = "+".join(step.kind for step in steps)
        priced = what_if(root, before)
        fits, far = (False, False) if lever is None else (lever.fits, lever.would_take)
        return Way(kind, steps, fits, priced, "fits" if fits else _verdict(priced), far, found.undone)

    result = []
    people = today_or_planned(found.start, *teams)
    if None not in people.values():
        known, total = len(found.start.today) == len(teams), sum(each or 0.0 for each in people.values())
        step = Step("nothing" if known else "planned", "", "CSMs", total if known else None, total, None)
        heads = {("team", name): {"heads": number} for name, number in people.items()}
        result.append(Together(way((step,), found.start.changed(heads).root, None), None))
    order = sorted(levers, key=lambda each: (each.would_take, each.step.kind != "team", not each.fits, -each.closes))
    result += [Together(way(each.steps, each.found.root, each), each) for each in order if each.found.root]
    return result


def _verdict(root: Node) -> str:
    """Return what is wrong with the people of all teams: there are too few for the work, or the company overspends."""
    teams = root.below["team"]
    heads = [team.value("heads") for team in teams]
    few = any((have or 0.0) < (team.value("lo") or 0.0) for have, team in zip(heads, teams, strict=True))
    if breaks("company", root.value("accounts"), *heads):
        return "neither" if few else "over-budget"
    return "too-few" if few else "unchecked"
