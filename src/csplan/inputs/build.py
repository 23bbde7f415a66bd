"""From a plan to the named inputs of its figures, each with where it comes from.

Tiers, rule packs and defaults end here: the figures see one value for each input and no override.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from csplan.engine.catalogue import OF_THE_WHOLE
from csplan.engine.nodes import Link, Node
from csplan.engine.tree import what_if
from csplan.inputs.bindings import read_as_stated
from csplan.inputs.collect import Collector, Origin
from csplan.inputs.roles import defaults_of, role_inputs
from csplan.inputs.rows import RowsByTier
from csplan.inputs.segments import Alike, segment_inputs
from csplan.lang.say import say
from csplan.plan.economics import Economics
from csplan.plan.placing import speaks_of_purpose
from csplan.plan.profiles import SLOW
from csplan.plan.rules import PayRules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csplan.inputs.people import Present
    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.segments import Team

IDLE = 0.6
"""Utilization below which people are idle, where no rule pack says so: ours, as in both packs."""


@dataclass(slots=True, eq=False, repr=False)
class Inputs:
    """The nodes of a plan, ready for figures; the origin of each input by (level, node) and name; placed segments."""

    root: Node
    origins: dict[tuple[str, str], dict[str, Origin]]
    placed: dict[str, Placed]
    draws: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    """What is measured, as it could be as well, as changes to the nodes; empty where nothing is.

    Times and minutes of tasks in resamples of the log; what the record says was added at the ends of its interval.
    """
    _drawn: dict[str, Node] = field(default_factory=dict)

    @property
    def logged(self) -> bool:
        """Whether a time log measures any task."""
        return any(level == "task" for level, _ in self.draws)

    @property
    def credited(self) -> bool:
        """Whether the record of customers measures the credited revenue of any segment."""
        return any(level == "segment" for level, _ in self.draws)

    def interval(self, segment: str, figure: str) -> tuple[float | None, float | None]:
        """Return the 95% interval of a segment's figure that the time log gives; None, None where it gives none.

        An end is None as well where the resamples know no bound: the ceiling of one without any work is infinite.
        """
        if ("task", segment) not in self.draws and ("segment", segment) not in self.draws:
            return None, None
        import numpy as np

        if not self._drawn:
            teams = what_if(self.root, self.draws).below["team"]
            self._drawn = {node.name: node for team in teams for node in team.below["segment"]}
        node = self._drawn[segment]
        drawn = node.value(figure)
        node.forget()  # arrays are big, and there may be many segments
        if not isinstance(drawn, np.ndarray):
            return None, None
        ends = np.percentile(np.where(np.isnan(drawn), np.inf, drawn), [2.5, 97.5], method="inverted_cdf")
        low, high = (float(end) if np.isfinite(end) else None for end in ends)
        return low, high


def build(
    plan: Plan,
    placed_segments: Sequence[Placed] | None = None,
    *,
    as_of: date | None = None,
    alike: Alike | None = None,
) -> Inputs:
    """Return the nodes of a plan with their inputs, in the order in which teams first appear among its segments.

    ``placed_segments`` stands in for the plan's own, to see what some of them would be in another tier, role or team,
    or at another price; people of the account book are then not counted, because that takes all segments. Whether a
    review is overdue is told ``as_of`` a day, and who left by it, where no record says what day it is; without one,
    neither is. ``alike`` is what was read of the same plan before, however it was placed.
    """
    alike = alike or Alike()
    segments = plan.placed if placed_segments is None else placed_segments
    origins: dict[tuple[str, str], dict[str, Origin]] = {}
    top = alike.top = alike.top or _plan_inputs(plan)
    whole = {} if placed_segments is None else _shared_by_all(plan, segments, alike)
    root = Node("plan", plan.name, {**top.values, **whole}, {})
    origins["plan", plan.name] = top.origins
    root.below["team"] = []
    _spending(plan, root, origins, as_of)
    roles: dict[str, Node] = {}
    teams: dict[str, Node] = {}
    stated_teams = {team.name: (index, team) for index, team in enumerate(plan.document.teams or ())}
    present = _present(plan)
    nodes: list[tuple[Node, Placed]] = []
    for placed in segments:
        role_name = placed.role or ""
        if role_name not in roles:
            if role_name not in alike.roles:
                alike.roles[role_name] = _role_inputs(plan, role_name, as_of)
            collected = alike.roles[role_name]
            origins["role", role_name] = collected.origins
            roles[role_name] = Node("role", role_name, collected.values, {"plan": root})
            roles[role_name].linked["team"] = []
        role = roles[role_name]
        team = teams.get(placed.team)
        if team is None:
            collected = _team_inputs(plan, placed, stated_teams, present)
            origins["team", placed.team] = collected.origins
            team = teams[placed.team] = Node("team", placed.team, collected.values, {"role": role, "plan": root})
            team.below["segment"] = []
            root.below["team"].append(team)
            role.linked["team"].append(Link(team))
        name = placed.segment.name
        collected = segment_inputs(plan, placed, alike)
        if placed.team in present:
            collected = collected.without("csms_now")  # it is a part of those of the team
        origins["segment", name] = collected.origins
        segment = Node("segment", name, collected.values, {"team": team, "role": role, "plan": root})
        team.below["segment"].append(segment)
        nodes.append((segment, placed))
    if plan.record is not None:
        plan.record.measure(plan, [node for node, _ in nodes])
    rows = alike.rows = alike.rows or RowsByTier(plan, origins)
    draws: dict[tuple[str, str], Mapping[str, Any]] = {
        ("task", node.name): drawn for node, placed in nodes if (drawn := rows.add(node, placed))
    }
    _what_few_have(plan, root, nodes, origins)
    if placed_segments is None and not present:
        root = _people_of_the_book(plan, root, origins)
    if plan.document.economics is not None and plan.document.economics.measured:
        from csplan.inputs.value import credited_as_measured

        root = credited_as_measured(plan, root, origins, draws)
    return Inputs(root, origins, {placed.segment.name: placed for placed in segments}, draws)


def _present(plan: Plan) -> Mapping[str, Present]:
    """Return the CSMs of each team who are there; of none where the plan has no people."""
    if plan.people is None:
        return {}
    from csplan.inputs.people import people_by_team  # few plans name theirs, as few have a record or desks

    return people_by_team(plan)


def _role_inputs(plan: Plan, name: str, as_of: date | None) -> Collector:
    """Return the inputs of a role: as the plan states them, and its turnover as its people have it."""
    known = (plan.document.roles or {}).get(name)
    found = role_inputs(name, known, plan.rules) if known else Collector()
    if plan.people is not None:
        from csplan.inputs.turnover import take_turnover

        take_turnover(found, plan, name, as_of)
    return found


def _team_inputs(
    plan: Plan, placed: Placed, stated_teams: Mapping[str, tuple[int, Team]], present: Mapping[str, Present]
) -> Collector:
    """Return the inputs of the team of a segment: its people as they are counted, else as stated."""
    collected = Collector()
    own = ("segments", placed.index, "name")
    path = ("teams", stated_teams[placed.team][0], "name") if placed.team in stated_teams else own
    collected.stated("team", placed.team, *path)
    if placed.team in present and plan.people is not None:
        csms, people = present[placed.team]
        collected.measured("stated_csms_now", csms, plan.people.file, n=people)
    elif placed.team in stated_teams and not counted_in_book(plan, placed.team):
        index, stated = stated_teams[placed.team]
        collected.stated("stated_csms_now", stated.csms_now, "teams", index, "csms_now")
    if plan.document.asks_for_value:
        from csplan.inputs.value import team_inputs

        team_inputs(collected, plan, placed.team)
    return collected


def _what_few_have(
    plan: Plan, root: Node, nodes: Sequence[tuple[Node, Placed]], origins: dict[tuple[str, str], dict[str, Origin]]
) -> None:
    """Put desks below teams, and whoever has customers by the record below the plan; few plans have either."""
    if plan.document.desks is not None:
        from csplan.inputs.desks import add_desks

        add_desks(plan, nodes, origins)
    if speaks_of_purpose(plan.document):
        from csplan.inputs.purposes import add_purposes

        add_purposes(plan, nodes, origins)
    if plan.history is not None:
        from csplan.inputs.history import add_csms

        add_csms(plan, root, origins)
    if plan.document.asks_for_value:
        from csplan.inputs.value import add_cells

        for node, _ in nodes:
            add_cells(plan, node, origins)


def _plan_inputs(plan: Plan) -> Collector:
    found, document = Collector(), plan.document
    economics = document.economics
    found.section(document, level="plan")
    found.section(economics, "economics", level="plan")
    if document.hiring is not None:
        found.section(document.hiring.peaks, "hiring", "peaks", level="plan")
    if economics is not None:
        found.stated("cs_budget_money", economics.budget, "economics", "cs_budget")
    growth = economics.growth if economics is not None else None
    if growth is not None and growth.cost_per_100 is None and not growth.measured:
        found.stated("credited_revenue", growth.credited_revenue, "economics", "growth", "credited_revenue")
    defaults = defaults_of(plan.rules)
    found.defaults(document, level="plan", defaults=defaults)
    found.defaults(economics or Economics(), "economics", level="plan", defaults=defaults)
    _pay_of_each(found, document)
    for part in (plan.rules.triggers, plan.rules.judge, plan.rules.pay) if plan.rules else (PayRules(),):
        for row in read_as_stated(type(part), "rules"):
            found.sourced(row.name, getattr(part, row.field), *row.path)
    for name, value in SLOW.items():
        found.default(name, value, "csplan")
    found.default("idle_share", IDLE, "csplan")
    if document.asks_for_value:
        from csplan.inputs.value import plan_inputs

        plan_inputs(found, plan, defaults)
    return found


def _pay_of_each(found: Collector, document: PlanFile) -> None:
    """Take how a bonus pays, and the plan's own rule for commission: without a cap there is no most."""
    if document.bonus is not None:
        found.section(document.bonus.payout, "bonus", "payout", level="plan")
        found.section(document.bonus.wins, "bonus", "wins", level="plan")
    rule = document.commission
    if rule is None:
        return
    found.section(rule, "commission", level="plan")
    if rule.steps:
        found.stated("commission_cap", rule.steps[-1].pays, "commission", "steps")
    if rule.cap != "none":
        found.stated("commission_cap", rule.cap, "commission", "cap")
        found.default("commission_cap", 1.0, say("csplan, as far as attained"))
    if rule.steps is not None:
        found.stated("commission_steps_from", tuple(step.first for step in rule.steps), "commission", "steps")
        found.stated("commission_steps_pay", tuple(step.pays for step in rule.steps), "commission", "steps")


def _spending(plan: Plan, root: Node, origins: dict[tuple[str, str], dict[str, Origin]], as_of: date | None) -> None:
    """Put the items of spending below the plan."""
    economics = plan.document.economics
    if economics is None or economics.spending is None:
        return
    growth = economics.growth
    root.below["spending"] = []
    for index, item in enumerate(economics.spending):
        found, path = Collector(), ("economics", "spending", index)
        found.section(item, *path, level="spending")
        if growth is not None:
            found.stated("required_return", growth.required_return, "economics", "growth", "required_return")
        found.default("required_return", 1.0, say("notes-17, section 4: each unit spent brings back more"))
        if as_of is not None and item.review is not None:
            found.stated("overdue", item.review < as_of, *path, "review")
        origins["spending", item.name] = found.origins
        root.below["spending"].append(Node("spending", item.name, found.values, {"plan": root}))


def shares(economics: Economics | None) -> bool:
    """Tell whether the plan states money for all segments, which is shared out among them."""
    if economics is None:
        return False
    stated = economics.growth.credited_revenue if economics.growth is not None else None
    return economics.budget is not None or isinstance(stated, float)


def _shared_by_all(plan: Plan, segments: Sequence[Placed], alike: Alike) -> dict[str, Any]:
    """Return the figures of a plan that count all of its segments, for a plan of some of them, as they are placed.

    What the plan states of credited revenue, or of its budget as money, is shared by all segments, also where only some
    teams are looked at.
    """
    if not shares(plan.document.economics):
        return {}
    root = Node("plan", plan.name, {}, {})
    team = Node("team", plan.name, {}, {"plan": root})
    root.below["team"] = [team]
    placed = {each.segment.name: each for each in (*plan.placed, *segments)}
    team.below["segment"] = [
        Node("segment", name, segment_inputs(plan, each, alike).values, {"team": team, "plan": root})
        for name, each in placed.items()
    ]
    return {name: root.value(name) for name in OF_THE_WHOLE}


def counted_in_book(plan: Plan, team: str) -> bool:
    """Tell whether the account book counts the people of a team: then it goes before what is stated."""
    return all(placed.sums is not None and placed.sums.held for placed in plan.placed if placed.team == team)


def _people_of_the_book(plan: Plan, root: Node, origins: dict[tuple[str, str], dict[str, Origin]]) -> Node:
    """Count today's CSMs of each segment from the account book."""
    held: dict[str, dict[str, float]] = {}
    for placed in plan.placed:
        for csm, customers in (placed.sums.held or {}).items() if placed.sums else ():
            held.setdefault(csm, {})[placed.segment.name] = customers
    if not held or plan.document.accounts is None:
        return root
    # Where nobody is served, nobody is there, nor in a segment whose customers are nobody's beside others of its team:
    # only a number that the plan states is known better.
    named = {placed.team for placed in plan.placed if placed.sums and placed.sums.held}
    named -= {team.name for team in root.below["team"] if team.inputs.get("stated_csms_now") is not None}
    free = [
        each
        for each in plan.placed
        if each.sums and each.segment.csms_now is None and (not each.sums.customers or each.team in named)
    ]
    from csplan.inputs.people import csms_by_segment

    nodes = [segment for team in root.below["team"] for segment in team.below["segment"]]
    csms = {
        **{each.segment.name: 0.0 for each in free},
        **csms_by_segment(held, {node.name: node.value("hours_per_customer") for node in nodes}),
    }
    for name in csms:
        origins["segment", name]["csms_now"] = Origin("measured", (), plan.document.accounts.file)
    return what_if(root, {("segment", name): {"csms_now": value} for name, value in csms.items()})
