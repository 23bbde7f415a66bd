"""What of the bonus of a period is not known yet, or not counted: told where the bonus is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.phrases import named
from csplan.answers.whom import away
from csplan.inputs.bonus import role_called, unlisted
from csplan.lang.say import later, say, say_many
from csplan.values import show_number, show_share
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.inputs.bonus import Bonuses
    from csplan.plan.plan import Plan
    from csplan.report.report import Row

    Name = Callable[[str], str]

_LATELY = 7
"""Days by which snapshots may end before the period does without a word. Source: csplan."""


def open_points(plan: Plan, bonuses: Bonuses, rows: Sequence[Row], csm: str | None, name_of: Name) -> list[str]:
    """Return what is not known yet, or not counted, of everybody or of one person."""
    return [
        *_record_ends(bonuses),
        *_wins_open(bonuses, csm),
        *_not_listed(plan, bonuses, csm, name_of),
        *_not_known(rows, csm),
        *_not_counted(plan, rows),
    ]


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _record_ends(bonuses: Bonuses) -> Iterator[str]:
    """Say where the record does not reach as far as the period."""
    record, period = bonuses.won.record, bonuses.period
    facts = {"first": _day(period.first), "last": _day(period.last), "day": _day(record.as_of)}
    shots = record.history.snapshots
    if period.last > record.as_of:
        yield say("So far: the record ends on {day}, the period on {last}. Goals are of the whole period.", **facts)
    if shots is None:
        return
    if not bonuses.won.tells:
        yield say("Of wins nothing is known: the snapshots have no health of {first}, or none of the end.", **facts)
        return
    seen = max((day for day in shots.day if day <= record.as_of), default=record.as_of)
    if record.period.last - seen > _LATELY:
        facts["seen"] = _day(seen)
        yield say("The last snapshot is of {seen}: who is healthy since then is not known.", **facts)


def _wins_open(bonuses: Bonuses, csm: str | None) -> Iterator[str]:
    """Say of how many wins nobody knows whether they last."""
    won, record = bonuses.won, bonuses.won.record
    if bonuses.period.last > record.as_of:
        return  # they are open because the period is
    own = [each for each in won.outcomes if each.open and (csm is None or folded(csm) in map(folded, each.csms))]
    if own:
        facts = {"until": _day(record.period.last + won.hold), "day": _day(record.as_of), "count": len(own)}
        yield say_many(
            len(own),
            "1 win counts and may still not last: it has to until {until}, and the record ends on {day}.",
            "{count} wins count and may still not last: they have to until {until}, and the record ends on {day}.",
            **facts,
        )


def _not_listed(plan: Plan, bonuses: Bonuses, csm: str | None, name_of: Name) -> Iterator[str]:
    """Say who is paid without being one of the plan's people."""
    own = [each for each in unlisted(plan, bonuses) if csm is None or folded(csm) == folded(each)]
    if own:
        yield say_many(
            len(own),
            "{names} is not in `people`, and counts as there full time at the role's pay.",
            "{names} are not in `people`, and count as there full time at the role's pay.",
            names=named(sorted(map(name_of, own))),
        )


def _not_known(rows: Sequence[Row], csm: str | None) -> Iterator[str]:
    """Say whose bonus or commission is not in the sums; of one person it is said where theirs is."""
    if csm is not None:
        return
    parts: dict[str, list[bool]] = {}
    for part in (part for row in rows for part in row["indicators"]):
        parts.setdefault(part["indicator"], []).append(part["done"] is None)
    missing = [part for part, absent in parts.items() if all(absent) and part != "wins"]
    if missing:
        yield say("The record has no events that say anything of {parts}.", parts=named(missing))
    bonus = [row["csm"] for row in rows if row["on_target"] is not None and row["bonus"] is None]
    if bonus and len(bonus) < len(rows):
        text = say("Not known, and not in it: the bonus of {names}. The record lacks a part of it.", names=named(bonus))
        yield text
    commission = [row["csm"] for row in rows if row["commission_on_target"] is not None and row["commission"] is None]
    if commission:
        yield say("Not known for want of a net retention: the commission of {names}.", names=named(commission))


def _not_counted(plan: Plan, rows: Sequence[Row]) -> Iterator[str]:
    """Say which parts of pay the plan has no rule for."""
    roles, shown = plan.document.roles or {}, {row["role"] for row in rows}
    variable = {name: role.variable for name, role in roles.items() if name in shown and role.variable is not None}
    commission = {name: each.commission for name, each in variable.items() if each.commission}
    performance = {name: each.performance for name, each in variable.items() if each.performance}
    if commission and plan.document.commission is None:
        facts = {"roles": _shares(commission)}
        yield say("Commission is not counted: of {roles}. The plan has no rule for it (`commission:`).", **facts)
    if performance and plan.document.bonus is None:
        yield say("Performance is not counted: of {roles}. The plan has no `bonus:`.", roles=_shares(performance))


def _shares(parts: dict[str, float]) -> str:
    return named([say("{role} {share} of pay", role=role, share=show_share(part)) for role, part in parts.items()])


def why_none(plan: Plan, bonuses: Bonuses, csm: str, called: str) -> list[str]:
    """Say why somebody has no bonus: not there, or in a role that is not known or has no variable pay."""
    there, facts = away(plan, csm, bonuses.period), {"csm": called}
    if there is not None and there.when == "later":
        return [say("{csm} starts on {day}.", day=there.day, **facts)]
    if there is not None:
        return [say("{csm} left on {day}.", day=there.day, **facts)]
    role = role_called(plan, bonuses, csm)
    if role is None:
        return [say("What role {csm} has is not known: say it in `people:`.", **facts)]
    text = later("The role of {csm} is {role}: none of its pay is variable, or the plan has no rule for it.")
    return [say(text, role=role, **facts)]


def nobody(facts: dict[str, str]) -> str:
    """Say that nobody has a bonus, and what would tell who has."""
    text = later("Nobody has a bonus for {first} to {last}: name people in `people:`, or in `csm` of the snapshots.")
    return say(text, **facts)


def unknown_health(bonuses: Bonuses) -> list[str]:
    """Say of how many customers health is not known at both ends, so that they count neither way."""
    count = bonuses.won.unknown
    if not count or not bonuses.won.tells:
        return []
    return [
        say_many(
            count,
            "Of 1 customer health is not known on the first or the last day: neither a win nor a slip.",
            "Of {count} customers health is not known on the first or the last day: neither wins nor slips.",
            count=show_number(count),
        )
    ]
