"""What the bonus of a period comes to, in sentences, and how it is meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.pay.open_points import nobody, open_points, unknown_health, why_none
from csplan.answers.phrases import named
from csplan.lang.say import later, say, say_many
from csplan.values import show_money, show_number, show_share
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplan.inputs.bonus import Bonuses
    from csplan.measure.periods import Period
    from csplan.plan.plan import Plan
    from csplan.report.report import Row

_MANY_WINS = 3
"""Wins from which on the most of them are compared with what was expected."""


def day(ordinal: int) -> str:
    """Return a day as it is written."""
    return date.fromordinal(ordinal).isoformat()


def span(period: Period) -> dict[str, str]:
    """Return the first and the last day of a period."""
    return {"first": day(period.first), "last": day(period.last)}


def answer(  # noqa: PLR0913, PLR0917 - what can be asked
    plan: Plan, bonuses: Bonuses, rows: Sequence[Row], total: Row, csm: str | None, name_of: Callable[[str], str]
) -> list[str]:
    """Return what the bonuses come to, what of it is open, and who has most wins against what their book would give."""
    facts = span(bonuses.period)
    more = open_points(plan, bonuses, rows, csm, name_of)
    if csm is not None:
        called = name_of(csm)
        none = [
            say("{csm} has no bonus for {first} to {last}.", csm=called, **facts),
            *why_none(plan, bonuses, csm, called),
        ]
        parts = [sentence(plan, row, facts) for row in rows for sentence in (_of_one, _commission_of_one)]
        return [*found, *more] if (found := [part for part in parts if part]) else none
    found = [] if rows else [nobody(facts)]
    if total["bonuses"] is not None and total["pool"]:
        money = {name: show_money(total[name], plan.currency) for name in ("bonuses", "pool")}
        if total["payout_share"] is None:
            text = later("Bonuses for {first} to {last} are {bonuses} as far as they are known ({pool} on target).")
            found.append(say(text, **facts, **money))
        else:
            text = later("Bonuses for {first} to {last} are {bonuses} ({share} of the {pool} on target).")
            found.append(say(text, **facts, **money, share=show_share(total["payout_share"])))
    elif total["pool"]:
        found.append(
            say("Nobody knows the bonuses for {first} to {last} in full: the record lacks a part of them.", **facts)
        )
    if total["commissions"] is not None and total["commission_pool"]:
        money = {name: show_money(total[name], plan.currency) for name in ("commissions", "commission_pool")}
        found.append(say("Commission by net retention is {commissions} ({commission_pool} on target).", **money))
    return [*found, *more, *_most_wins(rows)]


def _of_one(plan: Plan, row: Row, facts: dict[str, str]) -> str:
    money = {name: show_money(row[name] or 0.0, plan.currency) for name in ("bonus", "on_target")}
    share = show_share(row["payout_share"] or 0.0)
    if row["on_target"] is None:
        return ""
    if row["bonus"] is None:
        return say("Nobody knows the bonus of {csm} for {first} to {last} in full.", csm=row["csm"], **facts)
    return say(
        "The bonus of {csm} for {first} to {last} is {bonus} ({share} of the {on_target} on target).",
        csm=row["csm"],
        **facts,
        **money,
        share=share,
    )


def _commission_of_one(plan: Plan, row: Row, facts: dict[str, str]) -> str:
    if row["commission_on_target"] is None:
        return ""
    money = {name: show_money(row[name] or 0.0, plan.currency) for name in ("commission", "commission_on_target")}
    if row["commission"] is None:
        return say(
            "Nobody knows the commission of {csm} for {first} to {last}: there is no net retention.",
            csm=row["csm"],
            **facts,
        )
    return say(
        "The commission of {csm} by a net retention of {nrr} is {commission} ({commission_on_target} on target).",
        csm=row["csm"],
        nrr=show_share(row["nrr"]),
        **money,
    )


def _most_wins(rows: Sequence[Row]) -> list[str]:
    """Say what the most wins are worth, and who had nobody to win."""
    known = [row for row in rows if row["surplus"] is not None and row["wins"] is not None]
    if not known:
        return []
    best = max(known, key=lambda row: row["wins"])
    alike = [row for row in known if row["wins"] == best["wins"]]
    if best["wins"] < _MANY_WINS or len(alike) > 1:
        return []
    facts = {
        "csm": best["csm"],
        "wins": show_number(best["wins"]),
        "surplus": show_number(abs(best["surplus"]), 1),
        "chance": show_number(best["surplus_chance"], 1),
    }
    by_chance = abs(best["surplus"]) <= best["surplus_chance"]
    if best["surplus"] < 0:
        return [
            say(
                "{csm} has the most wins ({wins}), but {surplus} healthy customers fewer than the team's own rates "
                "give for these customers (chance alone: ±{chance}).",
                **facts,
            )
        ]
    if by_chance:
        return [
            say(
                "{csm} has the most wins ({wins}), and {surplus} healthy customers more than the team's own rates "
                "give for these customers. That may be chance (±{chance}).",
                **facts,
            )
        ]
    return [
        say(
            "{csm} has the most wins ({wins}), and {surplus} healthy customers more than the team's own rates give for "
            "these customers. That is more than chance (±{chance}).",
            **facts,
        )
    ]


def notes(bonuses: Bonuses, name_of: Callable[[str], str]) -> list[str]:
    """Return how the numbers are meant, and who or what is left out."""
    won, record = bonuses.won, bonuses.won.record
    found = [
        say(
            "A win was yellow or red on the first day and is green or lime on the last. It counts for whoever had the "
            "customer longest in between. Goals depend on the share of full time, days present and ramp."
        )
    ]
    if any(each.commission for each in bonuses.paid):
        found.append(
            say(
                "Net retention is of the customers whom each has today, over the twelve months to {day}. Where these "
                "are few, one customer decides. six-pits pays by renewals, csm-management does not.",
                day=day(record.period.last),
            )
        )
    if won.before:
        found.append(
            say_many(
                len(won.before),
                "Expected is what the team's rates of the period before give for the same customers, by segment and "
                "colour.",
                "Expected is what the team's rates of the {count} periods before give for the same customers, by "
                "segment and colour.",
                count=str(len(won.before)),
            )
        )
    else:
        found.append(say("Nobody knows what to expect: the record has no whole period before this one."))
    found += unknown_health(bonuses)
    nobody = sum(not each.csms for each in won.outcomes if each.move.win or each.move.slip)
    if nobody:
        found.append(
            say_many(
                nobody,
                "1 customer who was won or slipped had no CSM, and counts for nobody.",
                "{count} customers who were won or slipped had no CSM, and count for nobody.",
                count=show_number(nobody),
            )
        )
    paid = {folded(each.person.name) for each in bonuses.paid}
    others = {name for each in won.outcomes for name in each.csms if folded(name) not in paid}
    if others:
        found.append(
            say_many(
                len(others),
                "{names} has no bonus: the role has no performance pay, or is not known.",
                "{names} have no bonus: their roles have no performance pay, or are not known.",
                names=named(sorted(name_of(name) for name in others)),
            )
        )
    return found
