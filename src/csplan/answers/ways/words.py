"""The ways out in words: what each gives, what it may cost, when it stops paying, what it risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.moves import lacking_though_paid, moves, to_the_work
from csplan.answers.phrases import MOST, named, people, sentence
from csplan.answers.ways.labels import label
from csplan.answers.ways.phrases import best, phrase
from csplan.answers.ways.risks import kind_of, risk
from csplan.answers.ways.shares import told
from csplan.figures.arithmetic import exceeds
from csplan.lang.say import both, either, later, say, say_many
from csplan.report.report import Advice
from csplan.studies.ways.kinds import FIXES, LESS_SERVICE
from csplan.studies.ways.lever import modest
from csplan.studies.ways.pool import pooled_role
from csplan.studies.ways.problem import FITS
from csplan.studies.ways.search import SMALLEST
from csplan.values import show_csms, show_hours, show_money, show_number, show_share
from csplan.values.units import three_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.answers.moves import Due
    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan
    from csplan.studies.ways.lever import Lever
    from csplan.studies.ways.problem import Problem, Way

    Ways = Mapping[str, tuple[Sequence[Way], Sequence[Way]]]

_AGAINST = later(
    "Changes are against doing nothing, with today's people. The plan is the whole people whom it would then have. "
    "Retention is the points that have to be saved (+), or may be lost (−), for a way to pay. Where people are hired, "
    "that counts what customers bring more less what people cost more; else it counts what the hours cost."
)
_PEOPLE = frozenset(("nothing", "planned", "hire"))
_FIXES = frozenset(FIXES.values())


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
        result.append(say("In {teams} the plan has more or fewer people than today.", teams=named(others)))
    return result


def actions(plan: Plan, company: Sequence[Lever], found: Sequence[Problem], ways: Ways, due: Due) -> list[str]:
    """Return what to do first: what closes the company's gap, as a headcount says it; who moves; then team by team.

    For each team it is the cheapest way that fits, those first that take no service away.
    """
    if not found:
        return []
    root = found[0].team.above["plan"]
    together = list(to_the_work(root.below["team"])) if lacking_though_paid(root) else []
    together += map(sentence, best(company, plan.currency))
    if together:
        return together[:MOST]
    own: dict[object, str] = {}
    apart = []
    alike = told({name: alone for name, (alone, _) in ways.items()}, root.below["team"])
    sharing = {name for each in alike for name in each.teams}
    for each in found:
        alone, _ = ways[each.team.name]
        if each.team.name in sharing:
            continue
        if not each.misfit and abs(each.team.value("gap") or 0.0) < 1:
            continue  # somebody works part-time: that is nobody to hire
        fitting = [way for way in alone if fits(way) and not way.would_take and way.kind not in {"nothing", "planned"}]
        if fitting:
            chosen = min(fitting, key=lambda way: (_gives_up(way), _less_service(way), way.cost_of_people))
            if each.misfit or chosen.kind != "hire":
                facts = {"team": each.team.name, "way": _way(chosen), "people": people(chosen.root.value("heads"))}
                own.setdefault(_shared(chosen) or each.team.name, say("{team}: {way}, then {people}.", **facts))
                apart.append(each.team.name)
    moved = moves([each.team for each in found], due, apart, sharing)
    return [*(each.text for each in alike), *moved, *own.values()][:MOST]


def _shared(way: Way) -> frozenset[object]:
    """Return the teams that share their people, which is the same from the side of either."""
    return frozenset(each for step in way.steps if step.kind == "team" for each in (step.before, step.after))


def apart(found: Sequence[Problem], company: Sequence[Lever]) -> list[str]:
    """Say that tables try ways team by team where what to do is told of all teams together."""
    if not found or not company or len(found[0].inputs.root.below["team"]) == 1:
        return []
    return [say("The first table is about all teams together, as what to do below is. The others try one team alone.")]


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
            name = kind_of(way.steps[0])
            if name not in kinds:
                kinds.append(name)
    if risks:
        result.append(
            Advice(
                say("risks"),
                say("what each way out may bring besides."),
                [say("{ways}: {risk}", ways=", ".join(kinds), risk=each) for each, kinds in risks.items()],
            )
        )
    else:
        result.append(
            Advice(say("no gap"), say("every team fits and has the people it needs, as far as the plan says."))
        )
    return result


def _headline(found: Problem, alone: Sequence[Way], together: Sequence[Way], *, searched: bool) -> str:
    team = found.team
    at_least, at_most = team.value("at_least"), team.value("at_most")
    need, pays = say("what the work needs is unknown"), say("what money pays for is unknown")
    if at_least is not None:
        need = say("the work needs {csms} CSMs", csms=show_csms(at_least))
    if at_most is not None:
        pays = say("money pays for {csms}", csms=show_csms(at_most))
    parts = [say("{need}, {pays}; {now}.", need=need, pays=pays, now=_there_are(found.now))]
    holding = [way for way in alone if fits(way) and not way.would_take]
    kept = [way for way in holding if not _less_service(way)]
    possible = [way for way in alone if fits(way) or way.verdict == "unchecked"]
    if holding:
        best = min(holding, key=lambda way: way.cost_of_people)
        parts.append(say("The cheapest of these that fits: {way}.", way=_short(best)))
        if kept and _less_service(best):
            kept_best = min(kept, key=lambda way: way.cost_of_people)
            parts.append(say("The cheapest that takes no service away: {way}.", way=_short(kept_best)))
    elif possible:
        parts.append(say("So which of these holds is unchecked."))
    else:
        parts.append(say("None of these alone makes it fit.") if found.misfit else say("None of these alone holds."))
    changes = [way for way in alone if way.kind not in _PEOPLE]
    gap = team.value("gap") or 0.0
    fewer = [way for way in changes if way in possible and exceeds(gap, way.root.value("people_change"))]
    if not found.misfit and gap > 0 and changes and not fewer:
        parts.append(say("None of the changes saves a hire."))
    elif fewer and not holding:
        fewest = min(fewer, key=lambda way: way.cost_of_people)
        parts.append(say("The fewest people for the work: {way}.", way=_short(fewest)))
    if searched and found.misfit and not together:
        parts.append(say("No two of them that each fall short make it fit together."))
    return " ".join(parts)


def _less_service(way: Way) -> bool:
    """Tell whether customers get less than today: fewer hours, but for those that a tool or training saves."""
    released = way.root.value("hours_released") or 0.0
    return way.kind in LESS_SERVICE or (way.kind not in _FIXES and exceeds(released, 0.0))


def _there_are(people: float | None) -> str:
    if people is None:
        return say("how many there are today is unknown")
    return say_many(people, "today there is {people}", "today there are {people}", people=show_number(people))


def _short(way: Way) -> str:
    heads = way.root.value("heads")
    facts = {"way": label(way.steps[0], alone=True), "heads": show_number(heads)}
    text = say_many(heads, "{way}, with {heads} person", "{way}, with {heads} people", **facts)
    rule = _by_rule(way)
    return say("{way} ({rule})", way=text, rule=rule) if rule else text


def _by_rule(way: Way) -> str:
    """Say it where the people of a way out are what the ARR rule asks for, and the work needs fewer."""
    if way.kind in _PEOPLE:
        return ""
    asked = [team for team in way.root.below["team"] if exceeds(team.value("heads"), team.value("lo"))]
    return both([_asked_by_rule(team) for team in asked])


def _asked_by_rule(team: Node) -> str:
    heads, work = show_number(team.value("heads")), team.value("at_least")
    if work is None:
        return say("the ARR rule asks for {heads}", heads=heads)
    return say("the ARR rule asks for {heads}, the work needs {csms}", heads=heads, csms=show_csms(work))


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
            parts.append(
                say(
                    "closes {closes} of {short} CSMs over budget",
                    closes=show_csms(closes),
                    short=show_csms(short),
                )
            )
        else:
            parts.append(say("the company spends that money first where people are busier"))
    return say("{way}: {effects}", way=phrase(way.steps[0], plan.currency), effects="; ".join(parts))


def _effects(plan: Plan, found: Problem, way: Way) -> Iterator[str]:
    value, kind, currency = way.root.value, way.kind, plan.currency
    if kind == "nothing":
        yield from _undone(plan, way)
        return
    released, saving = value("hours_released"), value("saving")
    if released and saving is not None:
        facts = {"hours": show_hours(released), "csms": show_csms(value("csms_released"))}
        yield say("{hours} a year given back, {csms} CSMs", **facts)
        if kind in _FIXES and saving > 0:
            most = show_money(three_digits(saving, -1), currency)
            if kind == "automate":
                yield say("a tool may cost up to {most} a year and still pay", most=most)
            else:
                yield say("what it takes may cost up to {most} a year and still pay", most=most)
        if abs(value("csms_change") or 0.0) < SMALLEST and (limits := _limits(way)):
            yield say("frees hours but no CSM: {limits} asks for as many", limits=limits)
    if kind == "pool":
        [pool] = [team for team in way.root.below["team"] if team.above["role"].name != found.team.above["role"].name]
        hours, cost = pool.value("workload"), pool.value("work_cost")
        if cost is not None:
            facts = {"hours": show_hours(hours), "role": pool.above["role"].name, "cost": show_money(cost, currency)}
            yield say("takes {hours} of {role}, which cost {cost}", **facts)
    if kind not in _PEOPLE and (rule := _by_rule(way)):
        yield rule
    if kind not in _FIXES | _PEOPLE:
        yield from _break_even(way)


def _limits(way: Way) -> str:
    """Name what holds the people that the work needs, whatever its hours."""
    names = {
        "csms_by_cap": say("the cap on ARR"),
        "csms_by_coverage": say("the limit of customers for each CSM"),
        "csms_by_service_level": say("the promise of the desk"),
    }
    segments = [segment for team in way.root.below["team"] for segment in team.below["segment"]]
    binding = [
        text
        for name, text in names.items()
        if any(exceeds(each.value(name), each.value("csms_by_time")) for each in segments)
    ]
    return either(binding)


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
        text = say("{hours} a year of the work not delivered", hours=show_hours(left))
        if arr:
            text = say("{undone}, the service of {arr} of ARR", undone=text, arr=show_money(arr, plan.currency))
        yield text if load is None else say("{load} utilized, {undone}", load=show_share(load), undone=text)
    elif way.verdict == "too-few":
        desks = [desk for team in way.root.below["team"] for desk in team.below.get("desk", ())]
        late = [desk.name for desk in desks if exceeds(desk.value("desk_csms"), desk.above["team"].value("heads"))]
        if late:
            yield say("there are hours enough, but the promise of {desks} is not kept", desks=both(late))
        else:
            yield say("there are hours enough, but each CSM would hold more than the cap or the tier's limit allows")
    elif way.verdict == "fits":
        yield say("today's people do the work and are paid for; the plan goes by the ARR rule")


def _share_points(share: float) -> str:
    return show_share(share).removesuffix("%")


def notes(plan: Plan, found: Sequence[Problem], ways: Ways, left_out: int) -> list[str]:
    """Return what the numbers are held against, and what could not be computed."""
    if not found:
        return []
    result = [say(_AGAINST)]
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
            say(
                "The first year of those hired is not computed, because no ramp is stated ({roles}): add "
                "`ramp: {{months: 6, at: 45%}}` to the role. It is never zero.",
                roles=", ".join(unramped),
            )
        )
    gapped = [each for each in found if each.misfit or (each.team.value("gap") or 0.0) > 0]
    tasks = any("task" in segment.rows for each in found for segment in each.start.segments)
    if tasks and gapped and not any(task.avoidable for task in plan.document.tasks or ()):
        result.append(
            say("No task says what of it is avoidable, so nothing can be automated: state `waste:` and `avoidable:`.")
        )
    if gapped and all(pooled_role(plan, each.team.above["role"])[0] is None for each in gapped):
        result.append(
            say("No other role has cheaper hours, and no digital tier a role of its own, so nothing can be pooled.")
        )
    if left_out > 0:
        result.append(
            say(
                "Combinations were looked for in the {count} teams that lack the most; --segment shows those of the "
                "other {others}.",
                count=len(found) - left_out,
                others=left_out,
            )
        )
    return result
