"""A way out in a few words, as the first column of a table has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.ways.phrases import handed_to, phrase
from csplan.lang.say import say
from csplan.values import show_share
from csplan.values.units import beyond, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplan.studies.ways.kinds import Step

_LABELS: dict[str, Callable[[Step], str]] = {
    "nothing": lambda _: say("do nothing"),
    "team": lambda step: phrase(step, ""),
    "planned": lambda step: phrase(step, "") if step.before is not None else say("as planned"),
    "hire": lambda step: phrase(step, ""),
    "automate": lambda step: say("automate {task}", task=step.subject),
    "coordinate": lambda step: say("coordinate {task}", task=step.subject),
    "train": lambda step: say("train for {task}", task=step.subject),
    "pool": lambda step: say("{role} serves {segment}", role=handed_to(step), segment=step.subject),
    "tier": lambda step: say("tier {tier} for {segment}", tier=step.after, segment=step.subject),
    "times": lambda step: say("{task} −{by}", task=step.subject, by=_less(step)),
    "price": lambda step: say("price +{by}", by=_more(step)),
    "gross_margin": lambda step: say("gross margin {target}", target=_target(step)),
    "operating_margin": lambda step: say("operating margin {target}", target=_target(step)),
    "growth_cost": lambda step: say("cost of growth {target}", target=_target(step)),
    "cs_budget": lambda step: say("budget {target}", target=_target(step)),
    "cs_budget_money": lambda step: say("budget +{by}", by=_more(step)),
    "hours": lambda step: say("{by} less work for each customer", by=_less(step)),
    "csm_cost": lambda step: say("{role} costs {by} less", role=step.subject, by=_less(step)),
    "role": lambda step: phrase(step, ""),
    **dict.fromkeys(("later", "at_once", "answered", "one_desk"), lambda step: phrase(step, "")),
}
_ALONE: dict[str, Callable[[Step], str]] = {
    "pool": lambda step: f"{handed_to(step)}",
    "tier": lambda step: say("tier {tier}", tier=step.after),
}
"""Where a segment is alone in its team, it needs no name."""


def label(step: Step, *, alone: bool) -> str:
    """Return a change as a table names it; where a segment is ``alone`` in its team, without its name."""
    return (_ALONE.get(step.kind, _LABELS[step.kind]) if alone else _LABELS[step.kind])(step)


def _more(step: Step) -> str:
    return show_share(beyond(step.change or 0.0, 1, 3))


def _less(step: Step) -> str:
    return show_share(-beyond(step.change or 0.0, -1, 3))


def _target(step: Step) -> str:
    """Show a target as it would be, or by how many points it changes where segments differ in theirs."""
    change = step.change or 0.0
    if isinstance(step.after, float):
        return show_share(beyond(step.after, change, 3))
    return shown(beyond(change, change, 3), "Points")
