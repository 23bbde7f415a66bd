"""What pay of a role is made of, and which facts ask for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.answers.nodes import figures_of
from csplan.answers.pay import tables
from csplan.lang.say import later, say
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan
    from csplan.report.report import Row

STRUCTURES = {
    "fixed+performance": later("performance"),
    "fixed+commission": later("commission"),
    "fixed+commission+performance": later("both"),
}
"""What each has beside fixed pay; the names are those of JSON."""
_FACTS = {
    "fixed+performance": ("for_performance", "contracts_are_few"),
    "fixed+commission": ("for_commission", "contracts_are_many"),
    "fixed+commission+performance": ("for_all_three", "renewals_are_high"),
}
"""The figures that count the facts of each, and that tell the one which is not the stage."""
_PARTS = ("fixed_share", "commission_share", "performance_share")
_NOISE = 1e-9


class Asked(NamedTuple):
    """A structure and the facts that ask for it."""

    structure: str
    facts: tuple[str, ...]


def asked_for(plan: Plan, role: Node) -> list[Asked]:
    """Return every structure that any fact asks for."""
    found = []
    for structure, (count, other) in _FACTS.items():
        holds = bool(role.value(other))
        facts = [*([say(plan.document.stage)] if role.value(count) - holds > 0 and plan.document.stage else [])]
        if holds and other == "renewals_are_high":
            facts.append(say("{share} renewed", share=show_share(role.value("renewal_rate"))))
        elif holds:
            facts.append(say("{count} a head", count=show_number(role.value("contracts_per_head"))))
        if facts:
            found.append(Asked(structure, tuple(facts)))
    return found


def most(asked: list[Asked]) -> list[Asked]:
    """Return those for which there are as many facts as for any."""
    return [each for each in asked if len(each.facts) == max(len(other.facts) for other in asked)]


def split(role: Node) -> str | None:
    """Return what is variable and in which parts: "performance 8:2", "both 5:4:1"; None where nothing is said of it.

    The parts are as people write them: fixed, commission, performance.
    """
    if role.value("fixed_share") is None:
        return None
    shares = [value for name in _PARTS if (value := role.value(name)) or name == "fixed_share"]
    tenths = [10 * share for share in shares]
    scale = 1 if all(abs(each - round(each)) < _NOISE for each in tenths) else 10
    parts = ":".join(f"{scale * each:.4g}" for each in tenths)
    own = STRUCTURES.get(role.value("structure") or "")
    return parts if own is None else say("{structure} {parts}", structure=say(own), parts=parts)


def role_row(plan: Plan, role: Node) -> Row:
    """Return what is said of the pay of a role."""
    asked = asked_for(plan, role)
    wanted = most(asked)
    own = role.value("structure")
    against = [fact for each in asked for fact in each.facts if own is not None and each.structure != own]
    kept = {fact for each in asked for fact in each.facts if each.structure == own}
    row: Row = {
        "role": role.name,
        "stage": plan.document.stage,
        "fits": [each.structure for each in wanted],
        "against": [fact for fact in dict.fromkeys(against) if fact not in kept],
    }
    return {**figures_of(role, tables.ROLES.columns, row), "has": split(role), "asked": told(plan, role, wanted)}


def told(plan: Plan, role: Node, wanted: list[Asked]) -> str | None:
    """Say what most facts ask for; that the source is silent where none does, and what is not known."""
    if wanted:
        return "; ".join(
            say("{structure} ({facts})", structure=say(STRUCTURES[each.structure]), facts=", ".join(each.facts))
            for each in wanted
        )
    if role.value("contracts_per_head") is None and role.value("renewal_rate") is None and plan.document.stage is None:
        return None
    return say("the source is silent")
