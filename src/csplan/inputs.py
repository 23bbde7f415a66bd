"""From a plan to the named inputs of its figures, each with where it comes from.

Tiers, rule packs and defaults end here: the figures see one value for each input and no override.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.engine.nodes import Node, Rows
from csplan.engine.tree import what_if
from csplan.figures.book import csms_by_segment
from csplan.plan.conditions import compile_condition
from csplan.plan.placing import tiers_of
from csplan.plan.rules import Defaults
from csplan.plan.tiers import LOW_TOUCH
from csplan.plan.types import for_tier
from csplan.values import Duration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csplan.engine.tree import Changes
    from csplan.measure.values import Measured
    from csplan.plan.document import Plan
    from csplan.plan.placing import Placed
    from csplan.plan.roles import Role
    from csplan.plan.rules import ArrRule, RulePack
    from csplan.plan.tasks import Task
    from csplan.plan.tiers import Tier
    from csplan.plan.types import Sourced
    from csplan.record import Record

    _Matched = dict[tuple[str | None, float], ArrRule | None]
    """The ARR rule for segments of a tier and complexity, once it was looked for."""


class Origin(NamedTuple):
    """Where an input comes from: ``path`` leads to it in the plan or its rule pack, ``source`` names source or file."""

    kind: Literal["stated", "measured", "default"]
    path: tuple[str | int, ...] = ()
    source: str = ""


@dataclass(slots=True)
class Inputs:
    """The nodes of a plan, ready for figures; the origin of each input by (level, node) and name; placed segments."""

    root: Node
    origins: dict[tuple[str, str], dict[str, Origin]]
    placed: dict[str, Placed]
    draws: Changes = field(default_factory=dict)
    """Times and minutes of measured tasks in resamples of the log, as changes to the nodes; empty where none is."""
    _drawn: dict[str, Node] = field(default_factory=dict)

    def interval(self, segment: str, figure: str) -> tuple[float | None, float | None]:
        """Return the 95% interval of a segment's figure that the time log gives; None, None where it gives none.

        An end is None as well where the resamples know no bound: the ceiling of one without any work is infinite.
        """
        if ("task", segment) not in self.draws:
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


_condition = lru_cache(maxsize=256)(compile_condition)


class _Collector:
    """Inputs of one node as they come in; what is absent is left out."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[str, Origin] = {}

    def stated(self, name: str, value: Any, *path: str | int) -> None:  # noqa: ANN401 - a number or a text
        if value is not None:
            self.values[name] = value
            self.origins[name] = Origin("stated", path)

    def measured(self, name: str, value: float | None, source: str) -> bool:
        if value is None:
            return False
        self.values[name] = float(value)
        self.origins[name] = Origin("measured", (), source)
        return True

    def default(self, name: str, value: Any, source: str, *path: str | int) -> None:  # noqa: ANN401 - a number or a text
        if name not in self.values and value is not None:
            self.values[name] = value
            self.origins[name] = Origin("default", path, source)

    def sourced(self, name: str, default: Sourced[float] | None, *path: str | int) -> None:
        if default is not None:
            self.default(name, default.value, default.source, *path)


def build(plan: Plan, placed_segments: Sequence[Placed] | None = None, *, as_of: date | None = None) -> Inputs:
    """Return the nodes of a plan with their inputs, in the order in which teams first appear among its segments.

    ``placed_segments`` stands in for the plan's own, to see what some of them would be in another tier, role or team,
    or at another price; people of the account book are then not counted, because that takes all segments. Whether a
    review is overdue is told ``as_of`` a day; without one, nothing is.
    """
    segments = plan.placed if placed_segments is None else placed_segments
    origins: dict[tuple[str, str], dict[str, Origin]] = {}
    top = _plan_inputs(plan)
    root = Node("plan", plan.name, top.values, {})
    origins["plan", plan.name] = top.origins
    root.below["team"] = []
    _spending(plan, root, origins, as_of)
    roles: dict[str, Node] = {}
    teams: dict[str, Node] = {}
    stated_teams = {team.name: (index, team) for index, team in enumerate(plan.document.teams or ())}
    credited = _credited_revenue(plan, segments)
    matched: _Matched = {}
    nodes: list[tuple[Node, Placed]] = []
    for placed in segments:
        role_name = placed.role or ""
        if role_name not in roles:
            collected = role_inputs(role_name, (plan.document.roles or {})[role_name], plan.rules)
            origins["role", role_name] = collected.origins
            roles[role_name] = Node("role", role_name, collected.values, {"plan": root})
        role = roles[role_name]
        team = teams.get(placed.team)
        if team is None:
            collected = _Collector()
            if placed.team in stated_teams and not counted_in_book(plan, placed.team):
                index, stated = stated_teams[placed.team]
                collected.stated("stated_csms_now", stated.csms_now, "teams", index, "csms_now")
            origins["team", placed.team] = collected.origins
            team = teams[placed.team] = Node("team", placed.team, collected.values, {"role": role, "plan": root})
            team.below["segment"] = []
            root.below["team"].append(team)
        name = placed.segment.name
        collected = _segment_inputs(plan, placed, credited, matched)
        origins["segment", name] = collected.origins
        segment = Node("segment", name, collected.values, {"team": team, "role": role, "plan": root})
        team.below["segment"].append(segment)
        nodes.append((segment, placed))
    if plan.record is not None:
        plan.record.measure(plan, [node for node, _ in nodes])
    rows = _RowsByTier(plan)
    draws = {("task", node.name): drawn for node, placed in nodes if (drawn := rows.add(node, placed))}
    if placed_segments is None:
        root = _people_of_the_book(plan, root, origins)
    return Inputs(root, origins, {placed.segment.name: placed for placed in segments}, draws)


def _defaults(rules: RulePack | None) -> Defaults:
    return rules.defaults if rules else Defaults()


def _plan_inputs(plan: Plan) -> _Collector:
    found = _Collector()
    document = plan.document
    found.stated("conflict", document.conflict, "conflict")
    found.default("conflict", "money", "csplan")
    if document.economics:
        found.stated("arr_multiple", document.economics.arr_multiple, "economics", "arr_multiple")
    if plan.rules:
        triggers = plan.rules.triggers
        found.sourced("hire_early_share", triggers.hire_early, "rules", "triggers", "hire_early")
        found.sourced("large_customer_arr", triggers.large_customer, "rules", "triggers", "large_customer")
        found.sourced("large_customer_count", triggers.large_customers, "rules", "triggers", "large_customers")
        found.sourced("automate_first_share", triggers.automate_first, "rules", "triggers", "automate_first")
        found.sourced("overloaded_share", triggers.overloaded, "rules", "triggers", "overloaded")
        found.sourced("idle_share", triggers.idle, "rules", "triggers", "idle")
    return found


def _spending(plan: Plan, root: Node, origins: dict[tuple[str, str], dict[str, Origin]], as_of: date | None) -> None:
    """Put the items of spending below the plan."""
    economics = plan.document.economics
    if economics is None or economics.spending is None:
        return
    growth = economics.growth
    root.below["spending"] = []
    for index, item in enumerate(economics.spending):
        found, path = _Collector(), ("economics", "spending", index)
        found.stated("spending", item.name, *path, "name")
        found.stated("spent", item.amount, *path, "amount")
        found.stated("term", item.kind, *path, "kind")
        found.stated("returned", item.returned, *path, "returned")
        if growth is not None:
            found.stated("required_return", growth.required_return, "economics", "growth", "required_return")
        found.default("required_return", 1.0, "notes-17, section 4: each unit spent brings back more")
        if as_of is not None and item.review is not None:
            found.stated("overdue", item.review < as_of, *path, "review")
        origins["spending", item.name] = found.origins
        root.below["spending"].append(Node("spending", item.name, found.values, {"plan": root}))


def role_inputs(name: str, role: Role, rules: RulePack | None) -> _Collector:
    """Return the inputs of one role; times in hours."""
    found, defaults, time = _Collector(), _defaults(rules), role.time
    hours_per_day = _hours_per_day(role, defaults)
    path = ("roles", name)
    found.stated("contracted_hours", time.contracted.in_hours(hours_per_day), *path, "time", "contracted")
    found.stated("leave_hours", time.leave.in_hours(hours_per_day), *path, "time", "leave")
    if time.sick is not None:
        found.stated("sick_hours", time.sick.in_hours(hours_per_day), *path, "time", "sick")
    sick_days = defaults.sick_days
    found.default("sick_hours", sick_days.value * hours_per_day, sick_days.source, "rules", "defaults", "sick_days")
    if isinstance(time.internal, Duration):
        found.stated("internal_hours", time.internal.in_hours(hours_per_day), *path, "time", "internal")
    else:
        found.stated("internal_share", time.internal, *path, "time", "internal")
    found.stated("realization", time.realization, *path, "time", "realization")
    found.sourced("realization", defaults.realization, "rules", "defaults", "realization")
    found.stated("pay", role.pay, *path, "pay")
    found.stated("loading", role.loading, *path, "loading")
    found.stated("other_costs", role.other_costs, *path, "other_costs")
    found.sourced("other_costs", defaults.other_costs, "rules", "defaults", "other_costs")
    if role.ramp is not None:
        found.stated("ramp_months", role.ramp.months, *path, "ramp", "months")
        found.stated("ramp_productivity", role.ramp.at, *path, "ramp", "at")
    return found


def hours_per_day(plan: Plan, tier: str | None) -> float:
    """Return the hours of a day of the role that serves a tier: of its first segment's."""
    serving = (each.role for each in plan.placed if (each.tier.name if each.tier else None) == tier)
    return _hours_per_day((plan.document.roles or {})[next(serving) or ""], _defaults(plan.rules))


def _hours_per_day(role: Role, defaults: Defaults) -> float:
    return role.time.hours_per_day or defaults.hours_per_day.value


def _segment_inputs(plan: Plan, placed: Placed, credited: dict[str, float], matched: _Matched) -> _Collector:
    found, defaults = _Collector(), _defaults(plan.rules)
    segment, path = placed.segment, ("segments", placed.index)
    sums, tier = placed.sums, placed.tier
    book = plan.document.accounts.file if plan.document.accounts else ""
    if sums is None:
        found.stated("customers", segment.customers, *path, "customers")
        found.stated("arr", segment.arr, *path, "arr")
    else:
        found.measured("customers", sums.customers, book)
        found.measured("arr", sums.arr, book)
        found.measured("unserved_large_customers", sums.unserved_large_customers, book)
    if not (sums and found.measured("new_customers", sums.new_customers, book)):
        found.stated("new_customers", segment.new_customers, *path, "new_customers")
    if not (sums and found.measured("renewals", sums.renewals, book)):
        found.stated("renewals", segment.renewals, *path, "renewals")
    if not (sums and found.measured("at_risk_customers", sums.at_risk_customers, book)):
        found.stated("at_risk", segment.at_risk, *path, "at_risk")
        if segment.health is not None:
            found.stated("at_risk", segment.health.at_risk, *path, "health")
    if placed.customers == 0:
        # Among no customers nobody is new or at risk: known, not assumed.
        found.default("new_customers", 0.0, "no customers")
        found.default("at_risk", 0.0, "no customers")
    for name in ("contract_years", "renewal_rate", "expansion", "complexity", "csms_now"):
        found.stated(name, getattr(segment, name), *path, name)
    if segment.renewals is None:
        found.sourced("contract_years", defaults.contract_years, "rules", "defaults", "contract_years")
    found.sourced("complexity", defaults.complexity, "rules", "defaults", "complexity")
    if tier is not None:
        _tier_inputs(found, plan, tier)
    _rule_inputs(found, plan, placed, matched)
    _economics_inputs(found, plan, placed, credited)
    return found


def _tier_inputs(found: _Collector, plan: Plan, tier: Tier) -> None:
    path = ("tiers", _position(tiers_of(plan.document, plan.rules), tier))
    most, low_touch = tier.max_customers_per_csm, tier.touch in LOW_TOUCH
    if plan.document.tiers is None and plan.rules is not None:
        source = _from_pack(plan.rules, tier.source)
        found.default("max_customers_per_csm", most, source, "rules", *path, "max_customers_per_csm")
        found.default("low_touch", low_touch, source, "rules", *path, "touch")
    else:
        found.stated("max_customers_per_csm", most, *path, "max_customers_per_csm")
        found.stated("low_touch", low_touch, *path, "touch")


def _position(items: Sequence[object], item: object) -> int:
    """Return where an item itself stands: comparing models key by key takes long."""
    return next(index for index, each in enumerate(items) if each is item)


def _from_pack(rules: RulePack, source: str | None) -> str:
    return f"{rules.name}, {source}" if source else rules.name


def _rule_inputs(found: _Collector, plan: Plan, placed: Placed, matched: _Matched) -> None:
    segment, path, rules = placed.segment, ("segments", placed.index), plan.rules
    found.stated("arr_per_csm", segment.arr_per_csm, *path, "arr_per_csm")
    if segment.arr_cap != "none":
        found.stated("arr_cap", segment.arr_cap, *path, "arr_cap")
    if rules is None:
        return
    key = (placed.tier.name if placed.tier else None, found.values["complexity"])
    if key not in matched:
        matched[key] = matching_rule(rules, placed.tier, key[1], plan.document.stage)
    rule = matched[key]
    if rule is not None:
        at = ("rules", "arr_per_csm", _position(rules.arr_per_csm, rule), "value")
        found.default("arr_per_csm", rule.value, _from_pack(rules, rule.source), *at)
    if segment.arr_cap != "none" and rules.arr_cap is not None:
        source = _from_pack(rules, rules.arr_cap.source)
        found.default("arr_cap", rules.arr_cap.value, source, "rules", "arr_cap")


def matching_rule(rules: RulePack, tier: Tier | None, complexity: float, stage: str | None) -> ArrRule | None:
    """Return the first rule of a pack whose conditions all hold."""
    facts: dict[str, str | float | None] = {
        "stage": stage,
        "touch": tier.touch if tier else None,
        "automation": tier.automation if tier else None,
        "complexity": complexity,
    }
    for rule in rules.arr_per_csm:
        if all(_condition(texts)(facts[key]) for key, texts in (rule.when or {}).items()):
            return rule
    return None


def _economics_inputs(found: _Collector, plan: Plan, placed: Placed, credited: dict[str, float]) -> None:
    economics = plan.document.economics
    if economics is None:
        return
    tier, path = placed.tier.name if placed.tier else None, ("economics",)
    found.stated("gross_margin_target", for_tier(economics.gross_margin, tier), *path, "gross_margin")
    found.stated("operating_margin_target", for_tier(economics.operating_margin, tier), *path, "operating_margin")
    found.stated("cs_budget_share", for_tier(economics.cs_budget, tier), *path, "cs_budget")
    growth = economics.growth
    if growth is None:
        return
    found.stated("service_share", for_tier(economics.service_share, tier), *path, "service_share")
    if growth.cost_per_100 is not None:
        found.stated("growth_cost_ratio", growth.cost_per_100 / 100, *path, "growth", "cost_per_100")
        found.stated("owned", growth.owned, *path, "growth", "owned")
        found.sourced("owned", _defaults(plan.rules).owned, "rules", "defaults", "owned")
        found.sourced("expansion", _defaults(plan.rules).expansion, "rules", "defaults", "expansion")
    elif placed.segment.credited_revenue is not None:
        own = ("segments", placed.index, "credited_revenue")
        found.stated("credited_revenue", placed.segment.credited_revenue, *own)
    elif placed.segment.name in credited:
        found.stated("credited_revenue", credited[placed.segment.name], *path, "growth", "credited_revenue")
    found.stated("required_return", growth.required_return, *path, "growth", "required_return")


def _credited_revenue(plan: Plan, segments: Sequence[Placed]) -> dict[str, float]:
    """Split what is left of the plan's credited revenue by ARR over the segments that state none of their own.

    All of the plan's segments share it, those in ``segments`` with the ARR they have there.
    """
    economics = plan.document.economics
    if economics is None or economics.growth is None or economics.growth.credited_revenue is None:
        return {}
    sharing = {
        placed.segment.name: placed.arr or 0.0
        for placed in (*plan.placed, *segments)
        if placed.segment.credited_revenue is None
    }
    arr = sum(sharing.values())
    own = sum(placed.segment.credited_revenue or 0.0 for placed in plan.placed)
    revenue = max(0.0, economics.growth.credited_revenue - own)
    if not arr and revenue:
        return {}  # nobody knows whose it is
    return {name: revenue * part / arr if arr else 0.0 for name, part in sharing.items()}


class _TaskInTier:
    """How often a task is done in a tier and how long it takes: as stated, else as measured, else None."""

    def __init__(self, task: Task, tier: str | None, hours_per_day: float, record: Record | None) -> None:
        self.task = task
        self.times = for_tier(task.times, tier)
        self.takes = task.takes.in_hours(hours_per_day) * 60 if task.takes is not None else None
        self.drawn_times: Any = self.times
        self.drawn_takes: Any = self.takes
        self.low: float | None = None
        self.high: float | None = None
        self.measured: Measured | None = None
        if record is None:
            return
        if self.takes is None and (found := record.takes(task.name, tier)):
            self.measured = found
            self.takes, self.low, self.high, self.drawn_takes = found.takes
        if self.times is None and (found := record.find(task.name, tier)) and found.times:
            self.measured = found
            self.times, _, _, self.drawn_times = found.times


class _RowsByTier:
    """Tasks and cost lines as columns, made once for each tier: segments of a tier share them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.tasks: dict[tuple[str | None, float], tuple[dict[str, list[Any]], dict[str, list[Any]]]] = {}
        self.costs: dict[str | None, dict[str, list[Any]]] = {}

    def add(self, segment: Node, placed: Placed) -> dict[str, list[Any]]:
        """Put the rows below a segment; return the columns in which the log's resamples stand for measured values."""
        drawn: dict[str, list[Any]] = {}
        tier = placed.tier.name if placed.tier else None
        document = self.plan.document
        if document.tasks is not None and any(task.kind != "internal" for task in document.tasks):
            hours_per_day = _hours_per_day((document.roles or {})[placed.role or ""], _defaults(self.plan.rules))
            key = (tier, hours_per_day)
            if key not in self.tasks:
                self.tasks[key] = self._task_columns(tier, hours_per_day)
            columns, drawn = self.tasks[key]
            segment.rows["task"] = Rows("task", columns, segment)
        economics = document.economics
        if economics is None:
            return drawn
        margins = economics.gross_margin or economics.operating_margin or economics.growth
        if economics.costs is not None or margins:
            if tier not in self.costs:
                self.costs[tier] = self._cost_columns(tier)
            segment.rows["cost_line"] = Rows("cost_line", self.costs[tier], segment)
        return drawn

    def _task_columns(
        self, tier: str | None, hours_per_day: float
    ) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
        """Return the columns of a tier's tasks, and those that differ in the resamples of the log.

        A task that is never done in the tier is no task of it; its volume may even be unknown.
        """
        tasks = [
            _TaskInTier(task, tier, hours_per_day, self.plan.record)
            for task in self.plan.document.tasks or ()
            if task.kind != "internal"
        ]
        tasks = [each for each in tasks if each.times and each.takes is not None]
        columns: dict[str, list[Any]] = {
            "task": [each.task.name for each in tasks],
            "kind": [each.task.kind for each in tasks],
            "per": [each.task.per for each in tasks],
            "waste": [each.task.waste for each in tasks],
            "avoidable": [each.task.avoidable or 0.0 for each in tasks],
            "times": [each.times for each in tasks],
            "takes": [each.takes for each in tasks],
            "basis": ["measured" if each.measured else "stated" for each in tasks],
            "n": [each.measured.n if each.measured else None for each in tasks],
            "low": [each.low for each in tasks],
            "high": [each.high for each in tasks],
        }
        if not any(each.measured for each in tasks):
            return columns, {}
        drawn = {"times": [each.drawn_times for each in tasks], "takes": [each.drawn_takes for each in tasks]}
        return columns, drawn

    def _cost_columns(self, tier: str | None) -> dict[str, list[Any]]:
        economics = self.plan.document.economics
        lines: Sequence[Any] = (economics.costs if economics else None) or ()
        return {
            "line": [line.name for line in lines],
            "counts_in": [line.counts_in for line in lines],
            "share": [for_tier(line.share, tier) for line in lines],
            "amount": [for_tier(line.amount, tier) for line in lines],
            "years": [line.years or 1.0 for line in lines],
        }


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
    nodes = [segment for team in root.below["team"] for segment in team.below["segment"]]
    csms = csms_by_segment(held, {node.name: node.value("hours_per_customer") for node in nodes})
    for name in csms:
        origins["segment", name]["csms_now"] = Origin("measured", (), plan.document.accounts.file)
    return what_if(root, {("segment", name): {"csms_now": value} for name, value in csms.items()})
