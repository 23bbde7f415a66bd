"""The ways out in words: what each gives, what it may cost, when it stops paying, what it risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.phrases import MOST, named, people
from csplan.answers.ways.phrases import modest, phrase
from csplan.figures.arithmetic import exceeds
from csplan.lang.say import say, say_many
from csplan.report.report import Advice
from csplan.studies.ways.kinds import FIXES
from csplan.studies.ways.options import FITS
from csplan.studies.ways.pool import pooled_role
from csplan.studies.ways.search import SMALLEST
from csplan.values import show_csms, show_hours, show_money, show_number, show_share
from csplan.values.units import beyond, shown, three_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan
    from csplan.studies.ways.kinds import Step
    from csplan.studies.ways.options import Problem, Way

    Ways = Mapping[str, tuple[Sequence[Way], Sequence[Way]]]

RISKS = {
    "nothing": "Work left undone is chosen by chance: service tilts to a few customers, and finding opportunities and "
    "service both suffer (six-pits).",
    "team": "People who share customers need somebody who says who does what, and customers meet new faces.",
    "hire": "Nobody comes ready-made, so all have to be trained, and turnover is high (six-pits, gainsight-ceo).",
    "fewer": "Whoever goes takes along what they know of their customers, and talent is scarce (gainsight-ceo).",
    "automate": "A tool pays back over years: decide carefully, and review it regularly (notes-17, section 4).",
    "coordinate": "Other departments have to take part, whose mechanisms may be immature (notes-17, section 5).",
    "train": "Training takes hours first, and skill in an industry is the hardest (csm-management, section 10).",
    "pool": "Nobody knows these customers any more, people step in at risk only: fast passive service must be assured "
    "(csm-management, section 1).",
    "tier": "Customers notice that they get less, and risk is seen later than by people who watch (csm-management, "
    "section 1).",
    "times": "Fewer contacts find fewer opportunities and see risk later (csm-management, section 1; six-pits).",
    "price": "Customers may leave or buy less: beyond the break-even of retention it brings nothing.",
    "margin": "What a target gives up has to come from elsewhere: it was set for the stage of the company (notes-17, "
    "section 3).",
    "later": "For many small customers the speed of an answer is the quality of service (six-pits).",
    "at_once": "Each answer takes longer where people serve several at once: measure how long before you count on it.",
    "answered": "Fewer customers are answered in time, and nobody tells them which (csm-management, section 1).",
    "one_desk": "People have to know the customers and products of both desks.",
    "growth_cost": "Spending on growth is justified only while each unit brings back more (notes-17, section 4).",
}
"""What each kind of way out risks, one sentence each."""
_AGAINST = (
    "Changes are against doing nothing, with the people of today; heads are whole people as the plan would then take "
    "them. Retention: points of it that have to be saved (+) or may be lost (−) for a way to pay: where people are "
    "hired, in cash, what customers bring more less what people cost more; else a change of the work by what its hours "
    "cost."
)
_LESS_SERVICE = frozenset(("times", "tier", "pool"))
_PEOPLE = frozenset(("nothing", "planned", "hire"))
_FIXES = frozenset(FIXES.values())
_MARGINS = frozenset(("gross_margin", "operating_margin", "cs_budget", "cs_budget_money"))
_LABELS: dict[str, Callable[[Step], str]] = {
    "nothing": lambda _: "do nothing",
    "team": lambda step: phrase(step, ""),
    "planned": lambda step: phrase(step, "") if step.before is not None else "as planned",
    "hire": lambda step: phrase(step, ""),
    "automate": lambda step: f"automate {step.subject}",
    "coordinate": lambda step: f"coordinate {step.subject}",
    "train": lambda step: f"train for {step.subject}",
    "pool": lambda step: f"{step.after} serves {step.subject}",
    "tier": lambda step: f"tier {step.after} for {step.subject}",
    "times": lambda step: f"{step.subject} −{show_share(-beyond(step.change or 0.0, -1, 3))}",
    "price": lambda step: f"price +{show_share(beyond(step.change or 0.0, 1, 3))}",
    "gross_margin": lambda step: f"gross margin {_target(step)}",
    "operating_margin": lambda step: f"operating margin {_target(step)}",
    "growth_cost": lambda step: f"cost of growth {_target(step)}",
    "cs_budget": lambda step: f"budget {_target(step)}",
    "cs_budget_money": lambda step: f"budget +{show_share(beyond(step.change or 0.0, 1, 3))}",
    **dict.fromkeys(("later", "at_once", "answered", "one_desk"), lambda step: phrase(step, "")),
}


def _target(step: Step) -> str:
    """Show a target as it would be, or by how many points it changes where segments differ in theirs."""
    change = step.change or 0.0
    if isinstance(step.after, float):
        return show_share(beyond(step.after, change, 3))
    return shown(beyond(change, change, 3), "Points")


def label(step: Step, *, alone: bool) -> str:
    """Return a change as the first column of a table has it; where a segment is alone in its team, without its name."""
    text = _LABELS[step.kind](step)
    if not alone:
        return text
    return text.removesuffix(f" for {step.subject}" if step.kind == "tier" else f" serves {step.subject}")


def risk(step: Step) -> str:
    """Return what a change risks, in one sentence."""
    if step.kind in {"hire", "planned"}:
        fewer = isinstance(step.before, float) and isinstance(step.after, float) and step.after < step.before
        return RISKS["fewer" if fewer else "hire" if step.before is not None else "nothing"]
    return RISKS["margin" if step.kind in _MARGINS else step.kind]


def answer(found: Sequence[Problem], teams: Sequence[Node]) -> list[str]:
    """Return the answer in a sentence or two: which teams need a way out, and which only have other people today."""
    if not found:
        if any(team.value("verdict") == "unchecked" for team in teams):
            return [say("No team is known to need a way out, but not all is known: csplan headcount.")]
        return [say("Every team fits and has the people it needs.")]
    misfit = [each.team.name for each in found if each.misfit]
    others = [each.team.name for each in found if not each.misfit]
    result = []
    if misfit:
        names = named(misfit)
        result.append(say_many(len(misfit), "{teams} needs a way out.", "{teams} need a way out.", teams=names))
    if others:
        result.append(say("In {teams} the plan has other people than there are today.", teams=named(others)))
    return result


def actions(found: Sequence[Problem], ways: Ways) -> list[str]:
    """Return what to do first: for each team the cheapest way that fits, those first that take no service away."""
    result = []
    for each in found:
        alone, _ = ways[each.team.name]
        if not each.misfit and abs(each.team.value("gap") or 0.0) < 1:
            continue  # somebody works part-time: that is nobody to hire
        fitting = [way for way in alone if fits(way) and not way.would_take and way.kind not in {"nothing", "planned"}]
        if fitting:
            best = min(fitting, key=lambda way: (_gives_up(way), _less_service(way), way.cost_of_people))
            facts = {"team": each.team.name, "way": _way(best), "people": people(best.root.value("heads"))}
            result.append(say("{team}: {way}, then {people}.", **facts))
    return result[:MOST]


def _gives_up(way: Way) -> bool:
    """Tell whether a way gives up so much of a target that nobody would begin with it."""
    return any(step.unit == "Share" and not modest(step) for step in way.steps)


def _way(way: Way) -> str:
    return " + ".join(label(step, alone=True) for step in way.steps)


def advice(plan: Plan, found: Sequence[Problem], ways: Ways, combined: set[str]) -> list[Advice]:
    """Return what each way out of each team gives and takes; then what each kind of them risks."""
    result = []
    for each in found:
        alone, together = ways[each.team.name]
        text = _headline(each, alone, together, searched=each.team.name in combined)
        result.append(Advice(each.team.name, text, [said for way in alone if (said := _said(plan, each, way))]))
    risks: dict[str, list[str]] = {}
    for alone, _ in ways.values():
        for way in alone:
            kinds = risks.setdefault(risk(way.steps[0]), [])
            name = _kind(way.steps[0])
            if name not in kinds:
                kinds.append(name)
    if risks:
        result.append(
            Advice("risks", "what each way out may bring besides.", [f"{', '.join(k)}: {r}" for r, k in risks.items()])
        )
    else:
        result.append(Advice("no gap", "every team fits and has the people it needs, as far as the plan says."))
    return result


def _kind(step: Step) -> str:
    if step.kind in {"hire", "planned"}:
        fewer = isinstance(step.before, float) and isinstance(step.after, float) and step.after < step.before
        return "fewer people" if fewer else "hire" if step.before is not None else "as planned"
    return {"nothing": "do nothing", "times": "serve less", "tier": "another tier"}.get(
        step.kind, step.kind.replace("_", " ")
    )


def _headline(found: Problem, alone: Sequence[Way], together: Sequence[Way], *, searched: bool) -> str:
    team = found.team
    at_least, at_most = team.value("at_least"), team.value("at_most")
    need = f"the work needs {show_csms(at_least)} CSMs" if at_least is not None else "what the work needs is unknown"
    pays = f"money pays for {show_csms(at_most)}" if at_most is not None else "what money pays for is unknown"
    now = f"today {_there_are(found.now)}" if found.now is not None else "how many there are today is unknown"
    parts = [f"{need}, {pays}; {now}."]
    holding = [way for way in alone if fits(way) and not way.would_take]
    kept = [way for way in holding if not _less_service(way)]
    possible = [way for way in alone if fits(way) or way.verdict == "unchecked"]
    if holding:
        best = min(holding, key=lambda way: way.cost_of_people)
        parts.append(f"The cheapest of these that fits: {_short(best)}.")
        if kept and _less_service(best):
            parts.append(
                f"The cheapest that takes no service away: {_short(min(kept, key=lambda way: way.cost_of_people))}."
            )
    elif possible:
        parts.append("So which of these holds is unchecked.")
    else:
        parts.append("None of these alone makes it fit." if found.misfit else "None of these alone holds.")
    changes = [way for way in alone if way.kind not in _PEOPLE]
    gap = team.value("gap") or 0.0
    fewer = [way for way in changes if way in possible and exceeds(gap, way.root.value("people_change"))]
    if not found.misfit and gap > 0 and changes and not fewer:
        parts.append("None of the changes saves a hire.")
    elif fewer and not holding:
        parts.append(f"The fewest people for the work: {_short(min(fewer, key=lambda way: way.cost_of_people))}.")
    if searched and found.misfit and not together:
        parts.append("No two of them that each fall short make it fit together.")
    return " ".join(parts)


def _less_service(way: Way) -> bool:
    """Tell whether customers get less than today: fewer hours, but for those that a tool or training saves."""
    released = way.root.value("hours_released") or 0.0
    return way.kind in _LESS_SERVICE or (way.kind not in _FIXES and exceeds(released, 0.0))


def _there_are(people: float) -> str:
    return f"there {'is' if people == 1 else 'are'} {show_number(people)}"


def _short(way: Way) -> str:
    heads = way.root.value("heads")
    people = f"{show_number(heads)} {'person' if heads == 1 else 'people'}"
    return f"{label(way.steps[0], alone=True)}, with {people}{f' ({rule})' if (rule := _by_rule(way)) else ''}"


def _by_rule(way: Way) -> str:
    """Say it where the people of a way out are what the ARR rule asks for, and the work needs fewer."""
    if way.kind in _PEOPLE:
        return ""
    asked = [team for team in way.root.below["team"] if exceeds(team.value("heads"), team.value("lo"))]
    return " and ".join(f"the ARR rule asks for {show_number(team.value('heads'))}{_needed(team)}" for team in asked)


def _needed(team: Node) -> str:
    work = team.value("at_least")
    return "" if work is None else f", the work needs {show_csms(work)}"


def fits(way: Way) -> bool:
    """Tell whether the people of a way out do the work and are paid for."""
    return way.verdict in FITS


def _said(plan: Plan, found: Problem, way: Way) -> str:
    """Return what the table does not say of a way out, in a sentence; nothing where it says all."""
    parts = [*_effects(plan, found, way)]
    if not parts:
        return ""
    closes, short = found.closed(way), found.short
    if found.misfit and closes > 0 and way.verdict == "too-few":
        if exceeds(short, closes + SMALLEST):
            parts.append(say("closes {closes} of {short} CSMs", closes=show_csms(closes), short=show_csms(short)))
        else:
            parts.append(say("the company spends that money first where people are busier"))
    return f"{phrase(way.steps[0], plan.currency)}: {'; '.join(parts)}"


def _effects(plan: Plan, found: Problem, way: Way) -> Iterator[str]:
    value, kind, currency = way.root.value, way.kind, plan.currency
    if kind == "nothing":
        yield from _undone(plan, way)
        return
    released, saving = value("hours_released"), value("saving")
    if released and saving is not None:
        yield f"{show_hours(released)} a year given back, {show_csms(value('csms_released'))} CSMs"
        if kind in _FIXES and saving > 0:
            what = "a tool" if kind == "automate" else "what it takes"
            yield f"{what} may cost up to {show_money(three_digits(saving, -1), currency)} a year and still pay"
        if abs(value("csms_change") or 0.0) < SMALLEST and (limits := _limits(way)):
            yield f"frees hours but no CSM: {limits} asks for as many"
    if kind == "pool":
        [pool] = [team for team in way.root.below["team"] if team.above["role"].name != found.team.above["role"].name]
        hours, cost = pool.value("workload"), pool.value("work_cost")
        if cost is not None:
            yield f"takes {show_hours(hours)} of {pool.above['role'].name}, which cost {show_money(cost, currency)}"
    if kind not in _PEOPLE and (rule := _by_rule(way)):
        yield rule
    if kind not in _FIXES | _PEOPLE:
        yield from _break_even(way)


def _limits(way: Way) -> str:
    """Name what holds the people that the work needs, whatever its hours."""
    names = {
        "csms_by_cap": "the cap on ARR",
        "csms_by_coverage": "the limit of customers for each CSM",
        "csms_by_service_level": "the promise of the desk",
    }
    segments = [segment for team in way.root.below["team"] for segment in team.below["segment"]]
    binding = [
        text
        for name, text in names.items()
        if any(exceeds(each.value(name), each.value("csms_by_time")) for each in segments)
    ]
    return " or ".join(binding)


def _break_even(way: Way) -> Iterator[str]:
    """Say at how much retention a way stops paying, or what the people that it takes have to save."""
    value = way.root.value
    points, lose, each = (value(f"retention_{name}") for name in ("break_even", "to_lose", "to_lose_per_csm"))
    if points is None or lose is None or not value("worth"):
        return
    released = (value("hours_released") or 0.0) > 0
    if points <= 0:
        facts = {"points": _share_points(-points), "each": _share_points(each or 0.0)}
        if each and released:
            yield say(
                "may lose up to {points} points of retention before it stops paying, {each} for each CSM freed", **facts
            )
        else:
            yield say("may lose up to {points} points of retention before it stops paying", **facts)
        return
    yield say("has to save {points} points of retention to pay", points=_share_points(points))


def _undone(plan: Plan, way: Way) -> Iterator[str]:
    """Say what doing nothing leaves undone, or what else is wrong with it."""
    value = way.root.value
    left, arr = value("hours_not_delivered"), value("arr_unserved")
    if left:
        load = way.root.below["team"][0].value("utilization")
        used = f"{show_share(load)} utilized, " if load is not None else ""
        of_arr = f", the service of {show_money(arr, plan.currency)} of ARR" if arr else ""
        yield f"{used}{show_hours(left)} a year of the work not delivered{of_arr}"
    elif way.verdict == "too-few":
        desks = [desk for team in way.root.below["team"] for desk in team.below.get("desk", ())]
        late = [desk.name for desk in desks if exceeds(desk.value("desk_csms"), desk.above["team"].value("heads"))]
        if late:
            yield say("there are hours enough, but the promise of {desks} is not kept", desks=" and ".join(late))
        else:
            yield say("there are hours enough, but each CSM would hold more than the cap or the tier's limit allows")
    elif way.verdict == "fits":
        yield "today's people do the work and are paid for; the plan goes by the ARR rule"


def _share_points(share: float) -> str:
    return show_share(share).removesuffix("%")


def notes(plan: Plan, found: Sequence[Problem], ways: Ways, left_out: int) -> list[str]:
    """Return what the numbers are held against, and what could not be computed."""
    if not found:
        return []
    result = [_AGAINST]
    unramped = sorted(
        {
            team.above["role"].name
            for alone, _ in ways.values()
            for way in alone
            for team in way.root.below["team"]
            if team.value("hires") and team.above["role"].value("first_year_capacity") is None
        }
    )
    if unramped:
        result.append(
            f"The first year of those hired is not computed, because no ramp is stated ({', '.join(unramped)}): add "
            f"`ramp: {{months: 6, at: 45%}}` to the role. It is never zero."
        )
    gapped = [each for each in found if each.misfit or (each.team.value("gap") or 0.0) > 0]
    tasks = any("task" in segment.rows for each in found for segment in each.start.segments)
    if tasks and gapped and not any(task.avoidable for task in plan.document.tasks or ()):
        result.append(
            "No task says what of it is avoidable, so nothing can be automated: state `waste:` and `avoidable:`."
        )
    if gapped and all(pooled_role(plan, each.team.above["role"])[0] is None for each in gapped):
        result.append(
            "No other role has cheaper hours, and no digital tier a role of its own, so nothing can be pooled."
        )
    if left_out > 0:
        result.append(
            f"Combinations were looked for in the {len(found) - left_out} teams that lack the most; --segment shows "
            f"those of the other {left_out}."
        )
    return result
