"""A lever in words. What is printed is rounded so that it is at least as much as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.phrases import named
from csplan.lang.say import both, say, say_many
from csplan.studies.ways.lever import advised
from csplan.studies.ways.written import by, hours_off, money_after, numbers, share_after, times_left
from csplan.values import show_csms, show_minutes, show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplan.report.report import Row
    from csplan.studies.ways.kinds import Step
    from csplan.studies.ways.lever import Lever


def way(lever: Lever, currency: str) -> str:
    """Return what to do, and how many people it then fits with, or how far it gets."""
    text = both([phrase(step, currency) for step in lever.steps])
    facts = {"way": text, "closes": show_csms(lever.closes), "short": show_csms(lever.shortfall)}
    if not lever.fits:
        return say("{way} – closes {closes} of {short} CSMs over budget", **facts)
    heads = lever.found.heads
    facts["heads"] = show_number(heads, 0)
    return say_many(heads or 0, "{way} – fits with {heads} person", "{way} – fits with {heads} people", **facts)


_TEAMS = 8
"""Teams that share people and are named; of more, so many and how many there are besides."""
MOST_TOLD = 3
"""What is not enough alone, as far as people read it: those that close the most. JSON has all."""


def told(found: Sequence[Lever], currency: str) -> tuple[str, list[str]]:
    """Return levers as people read them: how many are enough alone, these, what it would take, what closes the most."""
    alone = [way(lever, currency) for lever in found if lever.fits and not lever.would_take and not lever.also]
    ways = list(alone)
    if at_once := [way(lever, currency) for lever in found if lever.also]:
        ways.append(say("several at once would: {ways}", ways="; ".join(at_once)))
    if far := [way(lever, currency) for lever in found if lever.fits and lever.would_take]:
        ways.append(say("it would take: {ways}", ways="; ".join(far)))
    others = [lever for lever in found if not lever.fits and not lever.would_take]
    others.sort(key=first_to_tell)
    if partial := [way(lever, currency) for lever in others[:MOST_TOLD]]:
        ways.append(say("not enough alone: {ways}", ways="; ".join(partial)))
    if not found:
        return "", []
    lead = (
        say_many(len(alone), "This alone would make it fit:", "Each of these alone would make it fit:")
        if alone
        else say("Nothing alone would make it fit that one would advise.")
    )
    return lead, ways


def first_to_tell(lever: Lever) -> tuple[bool, float]:
    """Return the key by which levers that are not enough alone are told: sharing, then those that close the most."""
    return lever.step.kind != "team", -lever.closes


def best(found: Sequence[Lever], currency: str, most: int = MOST_TOLD) -> list[str]:
    """Return the best things to do about a gap in words, each with how far it gets."""
    return [way(lever, currency) for lever in advised(found)[:most]]


def lever_row(lever: Lever) -> Row:
    """Return a lever as JSON has it: the change, in its unit, and what it does."""
    step = step_row(lever.step)
    return {"lever": step.pop("kind"), **step, **_done(lever), "would_take": lever.would_take}


def at_once_row(lever: Lever) -> Row:
    """Return a few changes at once as JSON has them: each in its unit, and what they do together."""
    return {"steps": [step_row(step) for step in lever.steps], **_done(lever)}


def _done(lever: Lever) -> Row:
    return {
        "fits": lever.fits,
        "closes": lever.closes,
        "shortfall": lever.shortfall,
        "heads": lever.found.heads,
    }


def step_row(step: Step) -> Row:
    """Return one change as JSON has it."""
    row = step._asdict()
    del row["tier"], row["role"]
    return {**row, "after": handed_to(step)}


def handed_to(step: Step) -> float | str | None:
    """Return what there is after a change: of a segment that is handed to another role, that with its tier."""
    return say("{role} as tier {tier}", role=step.after, tier=step.tier) if step.tier else step.after


def phrase(step: Step, currency: str) -> str:
    """Return what one change is, in words."""
    return _PHRASES[step.kind](step, currency)


def _by(step: Step) -> str:
    return show_share(abs(by(step)))


def _points(step: Step) -> str:
    return _by(step).removesuffix("%")


def _hours(step: Step, currency: str) -> str:  # noqa: ARG001
    off, in_hours = hours_off(step)
    facts = {"by": _by(step), "off": show_number(off)}
    if in_hours:
        return say("take {by} of the work out of each customer ({off} h a year on average)", **facts)
    return say("take {by} of the work out of each customer ({off} min a year on average)", **facts)


def _times(step: Step, currency: str) -> str:  # noqa: ARG001
    facts = {"task": step.subject, "by": _by(step)}
    if step.change is not None and step.change <= -1:
        return say("drop '{task}'", **facts)
    if values := numbers(step):
        times = {"before": f"{values[0]:g}", "left": f"{times_left(step):g}"}
        return say("do '{task}' {by} less often ({before} to {left} times)", **facts, **times)
    return say("do '{task}' {by} less often", **facts)


def _price(step: Step, currency: str) -> str:
    facts = {"by": _by(step), "after": show_money(money_after(step), currency)}
    if not step.tiers:
        return say("raise the price by {by}, to {after} on average", **facts)
    moved = ", ".join(step.tiers)
    names = dict.fromkeys(step.tiers.values())
    tiers = ", ".join(names)
    return say_many(
        len(step.tiers) if len(names) == 1 else 2,
        "raise the price by {by}, to {after} on average; {moved} comes into tier {tiers} with its work and costs",
        "raise the price by {by}, to {after} on average; {moved} come into tier {tiers} with its work and costs",
        **facts,
        moved=moved,
        tiers=tiers,
    )


def _gross_margin(step: Step, currency: str) -> str:  # noqa: ARG001
    if values := numbers(step):
        facts = {"after": show_share(share_after(step)), "before": show_share(values[0])}
        return say("accept a gross margin of {after} instead of {before}", **facts)
    return say("accept {points} points less of gross margin", points=_points(step))


def _operating_margin(step: Step, currency: str) -> str:  # noqa: ARG001
    if values := numbers(step):
        facts = {"after": show_share(share_after(step)), "before": show_share(values[0])}
        return say("accept an operating margin of {after} instead of {before}", **facts)
    return say("accept {points} points less of operating margin", points=_points(step))


def _growth_cost(step: Step, currency: str) -> str:  # noqa: ARG001
    if values := numbers(step):
        facts = {"after": show_share(share_after(step)).removesuffix("%"), "before": f"{values[0] * 100:g}"}
        return say("let 100 of renewal and expansion revenue cost {after} instead of {before}", **facts)
    return say("let 100 of renewal and expansion revenue cost {points} more", points=_points(step))


def _cs_budget(step: Step, currency: str) -> str:  # noqa: ARG001
    if values := numbers(step):
        facts = {"after": show_share(share_after(step)), "before": show_share(values[0])}
        return say("raise the budget to {after} of ARR instead of {before}", **facts)
    return say("raise the budget by {points} points of ARR", points=_points(step))


def _cs_budget_money(step: Step, currency: str) -> str:
    before, _ = numbers(step) or (0.0, 0.0)
    facts = {"after": show_money(money_after(step), currency), "before": show_money(before, currency)}
    return say("raise the budget to {after} a year instead of {before}", **facts)


def _csm_cost(step: Step, currency: str) -> str:
    before, _ = numbers(step) or (0.0, 0.0)
    facts = {"after": show_money(money_after(step), currency), "before": show_money(before, currency)}
    return say("have a {role} cost {by} less, {after} instead of {before}", role=step.subject, by=_by(step), **facts)


def _role(step: Step, currency: str) -> str:  # noqa: ARG001
    facts = {"team": step.subject, "after": step.after, "before": step.before}
    if step.subject:
        return say("serve {team} with {after} instead of {before}", **facts)
    return say("serve them with {after} instead of {before}", **facts)


def _tier(step: Step, currency: str) -> str:  # noqa: ARG001
    facts = {"segment": step.subject, "after": step.after, "before": step.before, "role": step.role}
    if step.role:
        return say("serve {segment} as tier {after} instead of {before}, with {role}", **facts)
    return say("serve {segment} as tier {after} instead of {before}", **facts)


def _team(step: Step, currency: str) -> str:  # noqa: ARG001
    names = [str(step.before), *str(step.after).split(", ")]
    return say("share people: {teams} as one team", teams=named(names, _TEAMS))


def _nothing(step: Step, currency: str) -> str:  # noqa: ARG001
    return say("do nothing")


def _people(step: Step, currency: str) -> str:  # noqa: ARG001
    before, after = numbers(step) or (None, step.after)
    assert isinstance(after, float)  # noqa: S101 - people are a number
    if before is None:
        return say_many(after, "have {people} person", "have {people} people", people=show_number(after))
    if after > before:
        return say("hire {people}", people=show_number(after - before))
    return say("have {people} fewer", people=show_number(before - after))


def _automate(step: Step, currency: str) -> str:  # noqa: ARG001
    return say("automate {by} of '{task}'", by=_by(step), task=step.subject)


def _coordinate(step: Step, currency: str) -> str:  # noqa: ARG001
    return say("agree who does what in '{task}', which saves {by} of it", by=_by(step), task=step.subject)


def _train(step: Step, currency: str) -> str:  # noqa: ARG001
    return say("train for '{task}', which saves {by} of it", by=_by(step), task=step.subject)


def _pool(step: Step, currency: str) -> str:  # noqa: ARG001
    facts = {"segment": step.subject, "before": step.before, "after": handed_to(step)}
    return say("hand {segment} from {before} to {after}", **facts)


def _later(step: Step, currency: str) -> str:  # noqa: ARG001
    before, after = numbers(step) or (0.0, 0.0)
    return say("answer {desk} within {after} instead of {before}", desk=step.subject, **_durations(before, after))


def _durations(before: float, after: float) -> dict[str, str]:
    return {"before": show_minutes(before), "after": show_minutes(after)}


def _at_once(step: Step, currency: str) -> str:  # noqa: ARG001
    before, after = numbers(step) or (0.0, 0.0)
    facts = {"desk": step.subject, "before": show_number(before), "after": show_number(after)}
    return say("have each person at {desk} serve {after} at once instead of {before}", **facts)


def _answered(step: Step, currency: str) -> str:  # noqa: ARG001
    before, after = numbers(step) or (0.0, 0.0)
    facts = {"desk": step.subject, "before": f"{100 * before:g}%", "after": f"{100 * after:g}%"}
    return say("promise {after} at {desk} instead of {before}", **facts)


def _one_desk(step: Step, currency: str) -> str:  # noqa: ARG001
    return say("make one desk of {before} and {after}", before=step.before, after=step.after)


_PHRASES: dict[str, Callable[[Step, str], str]] = {
    "hours": _hours,
    "times": _times,
    "price": _price,
    "gross_margin": _gross_margin,
    "operating_margin": _operating_margin,
    "growth_cost": _growth_cost,
    "cs_budget": _cs_budget,
    "cs_budget_money": _cs_budget_money,
    "csm_cost": _csm_cost,
    "role": _role,
    "tier": _tier,
    "team": _team,
    "nothing": _nothing,
    "planned": _people,
    "hire": _people,
    "automate": _automate,
    "coordinate": _coordinate,
    "train": _train,
    "pool": _pool,
    "later": _later,
    "at_once": _at_once,
    "answered": _answered,
    "one_desk": _one_desk,
}
