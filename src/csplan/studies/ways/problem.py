"""What is wrong with a team's number of people, and a way out of it: priced by the figures against today's people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.tree import what_if
from csplan.figures.arithmetic import exceeds, not_negative
from csplan.figures.whole import people_down
from csplan.studies.ways.company import in_company
from csplan.studies.ways.kinds import Step
from csplan.studies.ways.lever import absurd
from csplan.studies.ways.search import NOWHERE, Limit, Outcome, outcome, snug
from csplan.studies.ways.situation import situation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.studies.ways.situation import Situation


FITS = frozenset(("fits", "carried", "no-customers"))
"""Verdicts of ways out whose people do the work and are paid for."""


class Way(NamedTuple):
    """One way out: what changes, and the nodes of a plan of the team as it would be, with what the change is worth.

    ``closes``: the team fits, or, where it did already, nobody has to be hired.
    """

    kind: str
    steps: tuple[Step, ...]
    closes: bool
    root: Node
    verdict: str
    would_take: bool = False
    """So large a change that it is said for its size, not as advice."""
    undone_before: float | None = None
    """Hours of the work that today's people of the same teams have no time for."""

    @property
    def cost_of_people(self) -> float:
        """What people cost more a year, to rank ways by; where today's are unknown, what they cost, or how many.

        A way that takes in another team has that team's people before and after it, so only the change compares.
        """
        known = map(self.root.value, ("cost_change", "cost", "heads"))
        return next((float(each) for each in known if each is not None), 0.0)


class Problem(NamedTuple):
    """A team with a gap, or that does not fit: as it is, and what ways out of it are held against.

    ``before`` are the figures with today's people (``now``), or with the planned ones where today's are unknown.
    """

    team: Node
    start: Situation
    now: float | None
    misfit: bool
    before: dict[str, Any]
    inputs: Inputs
    undone: float | None = None
    """Hours of the work that the people of ``before`` have no time for."""
    kept: float = 0.0
    """People whom a month of the year needs: who goes would have to be hired again."""

    def judge(self, changed: Situation | None) -> Outcome:
        """Return what a change does for a team that does not fit: to its bounds; else: to the people it has to hire."""
        if changed is None:
            return NOWHERE
        root = changed.root
        if self.misfit:
            return outcome(root)
        wanted, needed, now = root.value("wanted"), root.value("csms_needed"), self.before["before_people"]
        if wanted is None or needed is None or now is None:
            return NOWHERE
        lacking = needed - (people_down(now) or 0.0)
        fits = not exceeds(wanted, now) and snug(lacking, wanted)
        people = wanted if snug(needed - wanted, wanted) else wanted + 1
        limits = {"people": Limit((people,), (1.0,), now)}
        return Outcome(fits, not_negative(lacking) or 0.0, limits, (needed,), root)

    def closed(self, way: Way) -> float:
        """Return how many of the CSMs that are not paid for a way out closes."""
        return float(self.short - outcome(way.root).shortfall)

    @property
    def short(self) -> float:
        """CSMs that the work needs and the team's own customers do not pay for."""
        return outcome(self.start.root).shortfall

    def way(self, kind: str, steps: Sequence[Step], changed: Situation) -> Way:
        """Return a way out that a change is, with the people whom the company then has."""
        staffed = in_company(self.inputs, steps, changed)
        peopled = {("team", name): {"heads": people} for name, people in staffed.people.items()}
        way = self._priced(kind, steps, changed.changed(peopled), overspends=staffed.overspends)
        alone = self.inputs.root.value("holds") == "team" or not self.misfit
        return way._replace(closes=self.judge(changed).fits if alone else way.verdict in FITS)

    def staffed(self, kind: str, heads: float) -> Way:
        """Return the way out in which nothing changes but the number of people."""
        people = {self.team.name: heads}
        changed = self.start.changed({("team", self.team.name): {"heads": heads}})
        step = Step(kind, "", "CSMs", self.now, heads, None)
        overspends = in_company(self.inputs, (step,), changed, people).overspends
        way = self._priced(kind, (step,), changed, overspends=overspends)
        return way._replace(closes=way.verdict == "fits")

    def _priced(self, kind: str, steps: Sequence[Step], changed: Situation, *, overspends: bool) -> Way:
        root = what_if(changed.root, {("plan", changed.root.name): self.before})
        far = any(absurd(self.start, step) for step in steps)
        verdict = self._verdict(root, overspends=overspends)
        return Way(kind, tuple(steps), False, root, verdict, far, self.undone)  # noqa: FBT003 - in their order

    def _verdict(self, root: Node, *, overspends: bool) -> str:
        """Return whether people do the work and are paid for: of several teams, what is worst.

        While the company holds, the customers of other teams pay for what a team's own do not: where there are others.
        """
        order = ("neither", "over-budget", "too-few", "unchecked", "carried", "fits", "no-customers")
        told = [str(team.value("staffing")) for team in root.below["team"]]
        others = len(self.inputs.root.below["team"]) > len(root.below["team"])
        if others and not overspends:
            told = [{"neither": "too-few", "over-budget": "carried"}.get(each, each) for each in told]
        return min(told, key=order.index)


def problem(plan: Plan, inputs: Inputs, team: Node) -> Problem | None:
    """Return what is wrong with a team's number of people; None where it fits, and has or knows no others.

    A team does not fit where its work is not paid for by the company; what its own customers pay for counts then.
    """
    misfit, gap = team.value("verdict") == "over-budget", team.value("gap")
    if team.value("heads") is None or (not misfit and not gap):
        return None
    return against(plan, inputs, misfit, team)


def today_or_planned(start: Situation, *teams: Node) -> dict[str, float | None]:
    """Return the people of today of each team; where not all are known, those of the plan."""
    if all(team.name in start.today for team in teams):
        return {team.name: start.today[team.name] for team in teams}
    return {team.name: team.value("heads") for team in teams}


def against(plan: Plan, inputs: Inputs, misfit: bool, team: Node, *others: Node) -> Problem:  # noqa: FBT001
    """Return a problem of teams held together, against their people of today."""
    start = situation(plan, inputs, team, *others)
    there = today_or_planned(start, team, *others)
    today = start.changed({("team", name): {"heads": people} for name, people in there.items()}).root
    before = {
        "before_workload": today.value("workload"),
        "before_customer_hours": team.above["role"].value("customer_hours"),
        "before_work_csms": today.value("work_csms"),
        "before_contribution": today.value("contribution"),
        "before_people": today.value("heads"),
        "before_cost": today.value("cost"),
        "before_gross_margin": today.value("gross_margin"),
        "before_operating_margin": today.value("operating_margin"),
    }
    return Problem(team, start, team.value("csms_now"), misfit, before, inputs, today.value("hours_not_delivered"))
