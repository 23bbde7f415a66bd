"""Who is there: today's people, the planned ones, as many as money pays for. A formula of any of them is written once.

Such a figure names the planned people, and has a name in each case: ``gross_margin_now`` is the gross margin of the
case today. What a parameter is called there is read off this table, or has the case behind its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Case(NamedTuple):
    """Who is there: in words, and what figures of the planned people are called, where not by the case."""

    people: str
    names: Mapping[str, str] = {}


CASES = {
    "": Case("the planned people"),
    "planned": Case("the planned people"),
    "now": Case(
        "today's CSMs",
        {"heads": "csms_now", "team_heads": "team_csms_now", "planned_cost": "cost_now"},
    ),
    "at_floor": Case("as many CSMs as can be paid for", {"heads": "at_most", "planned_cost": "cost_at_floor"}),
}
"""Each case by what stands behind the names of its figures."""


def cases(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Have a figure in several cases, ``""`` for that of the planned people without a word behind its name."""

    def mark(figure: Callable[..., Any]) -> Callable[..., Any]:
        figure.cases = names  # type: ignore[attr-defined]
        return figure

    return mark


def name_in(case: str, name: str) -> str:
    """Return what a figure of the planned people is called in a case."""
    return CASES[case].names.get(name) or (f"{name}_{case}" if case else name)
