"""What each kind of way out risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.lang.say import later, say

if TYPE_CHECKING:
    from csplan.studies.ways.kinds import Step

RISKS = {
    "nothing": later(
        "Work left undone is chosen by chance: service tilts to a few customers, and finding opportunities and "
        "service both suffer (six-pits)."
    ),
    "team": later("People who share customers need somebody who says who does what, and customers meet new faces."),
    "hire": later(
        "Nobody comes ready-made, so all have to be trained, and turnover is high (six-pits, gainsight-ceo)."
    ),
    "fewer": later("Whoever goes takes along what they know of their customers, and talent is scarce (gainsight-ceo)."),
    "automate": later("A tool pays back over years: decide carefully, and review it regularly (notes-17, section 4)."),
    "coordinate": later("Other departments have to take part, whose mechanisms may be immature (notes-17, section 5)."),
    "train": later("Training takes hours first, and skill in an industry is the hardest (csm-management, section 10)."),
    "pool": later(
        "Nobody knows these customers any more, people step in at risk only: fast passive service must be assured "
        "(csm-management, section 1)."
    ),
    "tier": later(
        "Customers notice that they get less, and risk is seen later than by people who watch (csm-management, "
        "section 1)."
    ),
    "times": later("Fewer contacts find fewer opportunities and see risk later (csm-management, section 1; six-pits)."),
    "hours": later("Hours fall only where somebody says which work ends, or becomes quicker."),
    "role": later("Another role has other skills, and customers meet new faces."),
    "csm_cost": later("Who costs less has seen less, and talent is scarce (gainsight-ceo)."),
    "price": later("Customers may leave or buy less: beyond the break-even of retention it brings nothing."),
    "margin": later(
        "What a target gives up has to come from elsewhere: it was set for the stage of the company (notes-17, "
        "section 3)."
    ),
    "later": later("For many small customers the speed of an answer is the quality of service (six-pits)."),
    "at_once": later(
        "Each answer takes longer where people serve several at once: measure how long before you count on it."
    ),
    "answered": later("Fewer customers are answered in time, and nobody tells them which (csm-management, section 1)."),
    "one_desk": later("People have to know the customers and products of both desks."),
    "growth_cost": later(
        "Spending on growth is justified only while each unit brings back more (notes-17, section 4)."
    ),
}
"""What each kind of way out risks, one sentence each."""
_MARGINS = frozenset(("gross_margin", "operating_margin", "cs_budget", "cs_budget_money"))
_KINDS = {
    "nothing": later("do nothing"),
    "planned": later("as planned"),
    "fewer": later("fewer people"),
    "times": later("serve less"),
    "hours": later("less work for each customer"),
    "role": later("another role"),
    "csm_cost": later("people who cost less"),
    "tier": later("another tier"),
    "gross_margin": later("a lower gross margin"),
    "operating_margin": later("a lower operating margin"),
    "growth_cost": later("more for renewal and expansion"),
    "cs_budget": later("a larger budget"),
    "cs_budget_money": later("a larger budget"),
}
"""What kinds of ways out are called, where not by their own names."""


def risk(step: Step) -> str:
    """Return what a change risks, in one sentence."""
    kind = _of_people(step)
    return say(RISKS["nothing" if kind == "planned" else "margin" if kind in _MARGINS else kind])


def kind_of(step: Step) -> str:
    """Return what the kind of a change is called."""
    kind = _of_people(step)
    return say(_KINDS.get(kind) or kind.replace("_", " "))


def _of_people(step: Step) -> str:
    """Return the kind of a change; of one of people, whether it is more of them, fewer, or what the plan says."""
    if step.kind not in {"hire", "planned"}:
        return step.kind
    if step.before is None:
        return "planned"
    fewer = isinstance(step.before, float) and isinstance(step.after, float) and step.after < step.before
    return "fewer" if fewer else "hire"
