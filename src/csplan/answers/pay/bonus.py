"""What each CSM gets of the bonus for a period, and what there is to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.health.rows import named as colour_named
from csplan.answers.pay import tables
from csplan.lang.say import later, say
from csplan.values import show_number, show_share
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.bonus import Bonuses, Paid
    from csplan.report.report import Row

DEDUCTED = {
    "again": later("won before within the year"),
    "by_hand": later("the score denies it"),
    "not_held": later("did not last"),
}
"""Why a win does not count."""
_SAME = {"at_risk_start": "held_at_risk", "wins": "held_wins", "slips": "held_slips"}
"""Columns by the figure that they show: of whoever had customers longest in the period."""


def csm_rows(
    root: Node, bonuses: Bonuses, look: dict[str, list[str]], name_of: Callable[[str], str], csm: str | None
) -> list[Row]:
    """Return a row for whoever gets a bonus; ``look`` has what there is to look at, by folded name."""
    nodes = {folded(node.name): node for node in root.below["csm"]}
    return [
        _row(nodes[folded(each.person.name)], each, look.get(folded(each.person.name), []), name_of)
        for each in bonuses.paid
        if csm is None or folded(csm) == folded(each.person.name)
    ]


def _row(node: Node, each: Paid, look: Sequence[str], name_of: Callable[[str], str]) -> Row:
    indicators = parts_of(node)
    by_part = {part["part"]: part for part in indicators}
    told = {why: node.value(why) for why in DEDUCTED}
    words = [*([say("nobody at risk")] if node.value("held_at_risk") == 0 else []), *look]
    won = _surplus if node.above["plan"].value("wins_count") == "surplus" else _of
    own: dict[str, Any] = {
        "csm": name_of(each.person.name),
        "role": each.role,
        "deducted": told,
        "indicators": [{"indicator": part["part"], **_named(part)} for part in indicators],
        "won": won(by_part.get("wins")),
        "csql": _of(by_part.get("csql")),
        "csqa": _of(by_part.get("csqa")),
        "look": ", ".join(words) or None,
    }
    if node.value("commission_share") is None:
        own |= dict.fromkeys(("nrr", "grr"))  # of whoever is paid by them
    row = {
        column.name: own[column.name] if column.name in own else node.value(_SAME.get(column.name, column.name))
        for column in tables.CSMS.columns
    }
    return {**row, **{column.name: own[column.name] for column in tables.CSMS.drawn}}


def parts_of(node: Node) -> list[Row]:
    """Return what a bonus is paid for, part by part."""
    rows = node.rows["bonus_part"]
    names = [column.name for column in tables.PARTS.columns]
    columns = {name: rows.column(name) for name in names}
    count = len(rows.inputs["part"])
    return [{name: None if column is None else column[at] for name, column in columns.items()} for at in range(count)]


def _named(part: Row) -> Row:
    return {
        "done": part["done"],
        "goal": part["goal"],
        "attainment": part["attainment"],
        "payout": part["indicator_payout"],
        "weight": part["weight"],
    }


def _surplus(part: Row | None) -> str | None:
    """Return how much of the goal a surplus attains: it is compared with what was expected, not with a number."""
    return None if part is None or part["attainment"] is None else show_share(part["attainment"])


def _of(part: Row | None) -> str | None:
    """Return how much of a goal is done: 3 of 2."""
    if part is None or part["done"] is None:
        return None
    if not part["goal"]:
        return show_number(part["done"])
    return say("{done} of {goal}", done=show_number(part["done"]), goal=show_number(part["goal"]))


def moved_rows(bonuses: Bonuses, csm: str) -> list[Row]:
    """Return the wins and slips of a CSM, and why a win does not count."""
    names = bonuses.won.record.history.customers
    rows: list[Row] = []
    for each in bonuses.won.outcomes:
        if not (each.move.win or each.move.slip) or folded(csm) not in map(folded, each.csms):
            continue
        counts = say(DEDUCTED[each.deducted]) if each.deducted else say("counts")
        rows.append(
            {
                "customer": names[each.customer],
                "from": colour_named(each.move.before),
                "to": colour_named(each.move.after),
                "move": "win" if each.move.win else "slip",
                "counts": counts if each.move.win else None,
            }
        )
    return sorted(rows, key=lambda row: (row["move"] != "win", row["customer"]))
