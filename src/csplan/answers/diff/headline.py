"""The first line of a diff: what the work needs, what money pays for, and what the plan then is, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.diff.budgets import worse
from csplan.answers.diff.side_by_side import currencies_of, move
from csplan.figures.arithmetic import exceeds
from csplan.lang.say import say, say_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.report.report import Row
    from csplan.studies.diff.causes import Comparison

_FEW = 2
"""Teams that are named."""


def headline(found: Comparison, total: Row, teams: Sequence[Row]) -> str:
    """Say in one sentence what a change does to work, money and people, and in short ones what follows from it."""
    if not any(cause.acts for cause in found.causes):
        return say("Nothing that a figure rests on changed") if found.changes else say("Nothing changed")
    currencies = currencies_of(found)
    parts = [_answer(total, currencies)]
    if _no_saving(total):
        parts.append(say("That is no saving: the plan has fewer people than the work needs."))
    for sentence, name in (
        (say("Today's people are {busy} busy.", busy=move(total, "utilization_now", currencies)), "utilization_now"),
        *_margins(total, currencies),
    ):
        if "→" in move(total, name, currencies):
            parts.append(sentence)
    parts += _verdicts(teams)
    if len(parts) == 1 and "→" not in parts[0] and total["heads_after"] is not None:
        parts.append(say("All of that is as before."))
    if currencies[0] != currencies[1]:
        parts.append(say("Money in {old} and in {new} is not compared.", old=currencies[0], new=currencies[1]))
    return " ".join(parts)


def _answer(total: Row, currencies: tuple[str, str]) -> str:
    names = ("at_least", "at_most", "csms_needed", "heads", "utilization", "cost")
    texts = {name: move(total, name, currencies, say("unknown")) for name in names}
    known = {name for name in names if (total[f"{name}_before"], total[f"{name}_after"]) != (None, None)}
    if "heads" not in known:
        return say("Nothing says how many people are needed, in either plan.")
    facts = {
        "work": texts["at_least"],
        "asked": texts["csms_needed"],
        "money": texts["at_most"],
        "plan": _plan(texts, known),
    }
    if {"at_least", "at_most"} <= known:
        return say("The work needs {work} CSMs, money pays for {money}. The plan has {plan}.", **facts)
    if "at_least" in known:
        return say("The work needs {work} CSMs. The plan has {plan}.", **facts)
    if "at_most" in known:
        return say("The rules ask for {asked} CSMs, money pays for {money}. The plan has {plan}.", **facts)
    return say("The rules ask for {asked} CSMs. The plan has {plan}.", **facts)


def _plan(texts: dict[str, str], known: set[str]) -> str:
    """Name the whole people of the plan, how busy they are, and what they cost, as far as that is known."""
    one = 1 if texts["heads"] == "1" else 2
    facts = {
        "people": say_many(one, "{heads} person", "{heads} people", heads=texts["heads"]),
        "busy": texts["utilization"],
        "cost": texts["cost"],
    }
    if {"utilization", "cost"} <= known:
        return say("{people}, {busy} busy, for {cost} a year", **facts)
    if "cost" in known:
        return say("{people} for {cost} a year", **facts)
    return say("{people}, {busy} busy", **facts) if "utilization" in known else say("{people}", **facts)


def _no_saving(total: Row) -> bool:
    """Tell whether there are fewer people or less cost only because work is left undone."""
    need, heads = total["at_least_after"], total["heads_after"]
    less = any((total[f"{name}_change"] or 0.0) < 0 and "→" in _moved(total, name) for name in ("heads", "cost"))
    return less and need is not None and heads is not None and exceeds(need, heads)


def _moved(total: Row, name: str) -> str:
    return move(total, name, ("", ""))


def _margins(total: Row, currencies: tuple[str, str]) -> list[tuple[str, str]]:
    gross, operating = (move(total, name, currencies) for name in ("gross_margin", "operating_margin"))
    said = [(say("The gross margin is {margin}.", margin=gross), "gross_margin")]
    if operating != gross:  # nothing but customer success counts in both
        said.append((say("The operating margin is {margin}.", margin=operating), "operating_margin"))
    return said


def _verdicts(teams: Sequence[Row]) -> list[str]:
    """Name the teams that got worse and those that got better, or where they are many say how many."""
    down, up = worse(teams), worse(teams, back=True)
    named = [rows if len(rows) <= _FEW else [] for rows in (down, up)]
    parts = [say("{team} is now {verdict}.", team=row["team"], verdict=row["verdict_after"]) for row in named[0]]
    if len(down) > _FEW:
        parts.append(say("{number} teams got worse.", number=len(down)))
    parts += [say("{team} is now {verdict}.", team=row["team"], verdict=row["verdict_after"]) for row in named[1]]
    if len(up) > _FEW:
        parts.append(say("{number} teams got better.", number=len(up)))
    return parts
