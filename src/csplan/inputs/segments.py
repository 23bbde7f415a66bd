"""A segment of a plan as inputs: overrides of tiers, rule packs and defaults end here."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from csplan.inputs.collect import OF_PACK, Collector
from csplan.inputs.roles import defaults_of
from csplan.lang.say import say
from csplan.plan.conditions import compile_condition
from csplan.plan.placing import tiers_of
from csplan.plan.tiers import LOW_TOUCH
from csplan.plan.types import for_tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.inputs.history import Measured
    from csplan.inputs.rows import RowsByTier
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.rules import ArrRule, RulePack
    from csplan.plan.tiers import Tier

_condition = lru_cache(maxsize=256)(compile_condition)


@dataclass(slots=True, eq=False, repr=False)
class Alike:
    """What of one plan is the same for several segments, or however they are placed, once it was looked for."""

    rules: dict[tuple[str | None, float], ArrRule | None] = field(default_factory=dict)
    tiers: dict[str | None, Collector] = field(default_factory=dict)
    roles: dict[str, Collector] = field(default_factory=dict)
    segments: dict[int, Collector] = field(default_factory=dict)
    """Of segments that differ from the plan's own in their team or role at most, by their position."""
    rows: RowsByTier | None = None
    top: Collector | None = None


def segment_inputs(plan: Plan, placed: Placed, alike: Alike) -> Collector:
    """Return the inputs of a segment; ``alike`` learns what others share with it."""
    own = plan.placed[placed.index]
    # By identity: to compare models key by key takes as long as to read them.
    same = placed.segment is own.segment and placed.tier is own.tier and placed.sums is own.sums
    if not same or (placed.customers, placed.arr) != (own.customers, own.arr):
        return _segment_inputs(plan, placed, alike)
    if placed.index not in alike.segments:
        alike.segments[placed.index] = _segment_inputs(plan, placed, alike)
    return alike.segments[placed.index]


def _segment_inputs(plan: Plan, placed: Placed, alike: Alike) -> Collector:
    found, segment, path = Collector(), placed.segment, ("segments", placed.index)
    found.section(segment, *path, level="segment")
    record = None
    if plan.history is not None:
        from csplan.inputs.history import Measured, counted_inputs, work_inputs  # few plans have a record

        record = Measured(plan.history, segment.name)
        counted_inputs(found, record.counted, plan.history)
        if plan.document.asks_for_value:
            from csplan.inputs.value import worth_inputs

            worth_inputs(found, plan, segment.name)
        work_inputs(found, plan.history, "segment", segment.name)
    _counts(found, plan, placed, record)
    defaults = defaults_of(plan.rules)
    found.defaults(segment, "segments", level="segment", defaults=defaults)
    if segment.renewals is None:
        found.sourced("contract_years", defaults.contract_years, *OF_PACK, "contract_years")
    tier = placed.tier.name if placed.tier else None
    if tier not in alike.tiers:
        alike.tiers[tier] = _of_tier(plan, placed.tier)
    found.take(alike.tiers[tier])
    _rule_inputs(found, plan, placed, alike)
    _growth_inputs(found, plan, placed, record)
    if record is not None:
        record.renewal_rate(found)
    return found


def _counts(found: Collector, plan: Plan, placed: Placed, record: Measured | None) -> None:
    """Take how many customers there are, and what of them: as the record has it, else the account book, else stated."""
    segment, sums, path = placed.segment, placed.sums, ("segments", placed.index)
    book = plan.document.accounts.file if plan.document.accounts else ""
    if sums is None:
        found.stated("customers", segment.customers, *path, "customers")
        average = say("the mean of the year's months, from customers_at_start")
        found.default("customers", placed.customers, average, *path, "customers_at_start")
        found.stated("arr", segment.arr, *path, "arr")
    else:
        found.measured("customers", sums.customers, book)
        found.measured("arr", sums.arr, book)
        found.measured("unserved_large_customers", sums.unserved_large_customers, book)
    found.stated("contract_years", segment.contract_years, *path, "contract_years")
    joined = record is not None and record.new_customers(found, book)
    for name in ("renewals",) if joined else ("new_customers", "renewals"):
        if not (sums and found.measured(name, getattr(sums, name), book)):
            found.stated(name, getattr(segment, name), *path, name)
    if record is not None and record.at_risk(found):
        pass
    elif not (sums and found.measured("at_risk_customers", sums.at_risk_customers, book)):
        found.stated("at_risk", segment.at_risk, *path, "at_risk")
        if segment.health is not None:
            for colour in ("yellow", "red"):
                found.stated(f"health_{colour}", getattr(segment.health, colour), *path, "health", colour)
                found.default(f"health_{colour}", 0.0, say("the other colours of health, which add up to 100%"))
    if placed.customers == 0:
        # Among no customers nobody is new or at risk: known, not assumed.
        found.default("new_customers", 0.0, say("no customers"))
        if segment.health is None:
            found.default("at_risk", 0.0, say("no customers"))


def _of_tier(plan: Plan, tier: Tier | None) -> Collector:
    """Return what all segments of a tier have alike: what the tier says itself, and the economics for it."""
    found, economics = Collector(), plan.document.economics
    if tier is not None:
        _tier_inputs(found, plan, tier)
    if economics is None:
        return found
    name = tier.name if tier else None
    found.section(economics, "economics", level="segment", tier=name)
    growth, path = economics.growth, ("economics", "growth")
    if growth is None:
        return found
    found.stated("service_share", for_tier(economics.service_share, name), "economics", "service_share")
    found.stated("required_return", growth.required_return, *path, "required_return")
    if growth.cost_per_100 is not None:
        found.stated("cost_per_100", growth.cost_per_100, *path, "cost_per_100")
        found.stated("owned", growth.owned, *path, "owned")
        found.sourced("owned", defaults_of(plan.rules).owned, *OF_PACK, "owned")
    return found


def _tier_inputs(found: Collector, plan: Plan, tier: Tier) -> None:
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


def _rule_inputs(found: Collector, plan: Plan, placed: Placed, alike: Alike) -> None:
    segment, path, rules = placed.segment, ("segments", placed.index), plan.rules
    if segment.arr_cap != "none":
        found.stated("arr_cap", segment.arr_cap, *path, "arr_cap")
    if rules is None:
        return
    key = (placed.tier.name if placed.tier else None, found.values["complexity"])
    if key not in alike.rules:
        alike.rules[key] = matching_rule(rules, placed.tier, key[1], plan.document.stage)
    rule = alike.rules[key] if not placed.in_any_tier else _rule_of_any_tier(plan, rules, key[1])
    if rule is not None:
        at = ("rules", "arr_per_csm", _position(rules.arr_per_csm, rule), "value")
        found.default("arr_per_csm", rule.value, _from_pack(rules, rule.source), *at)
    if segment.arr_cap != "none" and rules.arr_cap is not None:
        source = _from_pack(rules, rules.arr_cap.source)
        found.default("arr_cap", rules.arr_cap.value, source, "rules", "arr_cap")


def _rule_of_any_tier(plan: Plan, rules: RulePack, complexity: float) -> ArrRule | None:
    """Return the rule for a segment whose tier nobody knows: the one that it has in every tier, if there is one."""
    tiers = tiers_of(plan.document, rules) or (None,)
    found = [matching_rule(rules, tier, complexity, plan.document.stage) for tier in tiers]
    return found[0] if all(each is found[0] for each in found) else None


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


def _growth_inputs(found: Collector, plan: Plan, placed: Placed, record: Measured | None) -> None:
    """Take what a segment's own growth is: its expansion, or the revenue that is credited to it."""
    segment, economics = placed.segment, plan.document.economics
    if record is None or not record.expansion(found):
        found.stated("expansion", segment.expansion, "segments", placed.index, "expansion")
    if economics is None or economics.growth is None:
        return
    if economics.growth.cost_per_100 is not None:
        found.sourced("expansion", defaults_of(plan.rules).expansion, *OF_PACK, "expansion")
    else:
        own = ("segments", placed.index, "credited_revenue")
        found.stated("own_credited_revenue", segment.credited_revenue, *own)
