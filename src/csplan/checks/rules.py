"""Checks of the rule pack: its conditions can hold, and it has a rule for every segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from csplan.findings.catalogue import customers, purposes, values
from csplan.findings.diagnostic import did_you_mean, quoted
from csplan.findings.record import found
from csplan.inputs.segments import matching_rule
from csplan.plan.document import Stage
from csplan.plan.profiles import SKILLS
from csplan.plan.tiers import Automation, Touch
from csplan.values import show_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.plan.rules import RulePack

_NOISE = 1e-6
_WORDS = {"stage": get_args(Stage), "touch": get_args(Touch), "automation": get_args(Automation)}


def check_rules(plan: Plan, known: Known) -> Iterator[Finding]:
    """Check the pack by itself, and against the segments."""
    if plan.rules is None:
        return
    yield from _words(plan.rules)
    for product, profile in plan.rules.profiles:
        whole = sum(profile.weight(skill) for skill in SKILLS)
        if abs(whole - 1) > _NOISE:
            at = ("rules", "profiles", product)
            yield found(purposes.PROFILE_WEIGHTS, at, subject=product, whole=show_share(whole))
    yield from _unexplained(plan.rules, known)
    if not plan.rules.arr_per_csm or "stage" in known.partial:
        return
    stage = plan.document.stage
    by_stage = stage is None and any("stage" in (rule.when or {}) for rule in plan.rules.arr_per_csm)
    matches: dict[tuple[str | None, float], bool] = {}
    for placed in plan.placed:
        if placed.segment.arr_per_csm is not None or not known.tier_is_settled(placed):
            continue
        complexity = placed.segment.complexity or plan.rules.defaults.complexity.value
        key = (placed.tier.name if placed.tier else None, complexity)
        if key not in matches:
            matches[key] = matching_rule(plan.rules, placed.tier, complexity, stage) is not None
        if not matches[key]:
            record, name = customers.NO_STAGE if by_stage else customers.NO_ARR_RULE, placed.segment.name
            facts = {"rules": plan.rules.name, "segment": name, "stages": ", ".join(_WORDS["stage"])}
            yield found(record, ("segments", placed.index), subject=name, **facts)


def _unexplained(rules: RulePack, known: Known) -> Iterator[Finding]:
    """Every number of a rule pack says where it comes from; one that stands over it should, too."""
    for path in known.overridden:
        value: Any = rules
        for step in path:
            value = getattr(value, step)
        items = [((index,), item) for index, item in enumerate(value)] if isinstance(value, tuple) else [((), value)]
        for index, item in items:
            if not (item.source or item.note):
                at, name = ("rules", *path, *index), ".".join(path)
                yield found(values.OVERRIDE_WITHOUT_NOTE, at, subject=name, number=name)


def _words(rules: RulePack) -> Iterator[Finding]:
    """Report words that what a rule goes by never is, so that the rule would never match."""
    for index, rule in enumerate(rules.arr_per_csm):
        for fact, conditions in (rule.when or {}).items():
            for position, text in enumerate(conditions):
                if fact in _WORDS and text.casefold() not in _WORDS[fact]:
                    at = ("rules", "arr_per_csm", index, "when", fact, position)
                    hint = did_you_mean(text, _WORDS[fact])
                    yield found(values.WORD_OF_A_RULE, at, hint=hint, key=fact, value=quoted(text))
