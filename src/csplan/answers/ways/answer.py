"""The ways out of each gap: hire, automate, pool, re-tier, serve less, raise the price, give up margin, do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.hire.peaks import hidden, needed_in_a_month
from csplan.answers.nodes import chosen, figures_of, head_of, teams_of
from csplan.answers.phrases import command
from csplan.answers.ways.labels import label
from csplan.answers.ways.phrases import MOST_TOLD, first_to_tell, phrase, step_row
from csplan.answers.ways.risks import risk
from csplan.answers.ways.words import actions, advice, answer, apart, notes
from csplan.checks.fit import team_findings
from csplan.figures.arithmetic import exceeds
from csplan.inputs.build import build
from csplan.lang.say import both, later, say
from csplan.report.report import Report
from csplan.report.table import table
from csplan.studies.ways.lever import advised
from csplan.studies.ways.levers import gaps
from csplan.studies.ways.options import options as one_by_one
from csplan.studies.ways.options import trials
from csplan.studies.ways.pairs import pairs
from csplan.studies.ways.problem import problem
from csplan.studies.ways.together import together
from csplan.values import show_csms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.report.report import Row, Table
    from csplan.studies.ways.lever import Lever
    from csplan.studies.ways.problem import Problem, Way

TEAMS = table(
    "team",
    *("team", "role", "segments", "at_least", "at_most", "csms_needed", "heads", "csms_now", "gap", "utilization"),
    *("shortfall", "verdict", "options", "combinations"),
    shown=("team", "verdict", "csms_now", "heads", "gap", "at_least", "at_most"),
    units={"options": "Rows", "combinations": "Rows"},
)
WAYS = table(
    "plan",
    *("kind", "way", "text", "steps", "teams", "workload", "work_cost", "work_csms", "csms_change", "hours_released"),
    *("csms_released", "heads", "people_change", "hires", "utilization", "hours_not_delivered_before"),
    *(
        "hours_not_delivered",
        "arr_unserved",
        "first_year_csms",
        "first_year_hours_not_delivered",
        "cost",
        "cost_change",
    ),
    *("saving", "worth", "cash_change", "gross_margin", "gross_margin_change", "operating_margin"),
    *("operating_margin_change", "retention_to_lose", "retention_to_lose_per_csm", "retention_to_gain"),
    *("retention_break_even", "closes", "would_take", "verdict", "risk"),
    shown=("way", "verdict", "heads", "people_change", "hours_not_delivered", "cash_change"),
    wide=(
        *("hours_not_delivered_before", "utilization", "csms_change", "cost_change", "gross_margin"),
        *("operating_margin", "retention_break_even", "first_year_csms"),
    ),
    units={
        **dict.fromkeys(("kind", "way", "text", "risk"), "Text"),
        "steps": "Steps",
        "teams": "Names",
        "closes": "Truth",
        "would_take": "Truth",
        "people_change": "Change",
        "csms_change": "Change",
        "cash_change": "MoneyChange",
        "cost_change": "MoneyChange",
        "heads": "People",
        "retention_break_even": "Points",
    },
    labels={
        "way": later("way out"),
        "people_change": later("hire"),
        "hours_not_delivered": later("hours undone"),
        "hours_not_delivered_before": later("undone today"),
        "cash_change": later("cash a year"),
        "csms_change": later("CSMs of work"),
        "cost_change": later("people cost"),
        "retention_break_even": later("retention"),
        "first_year_csms": later("first year"),
    },
)
"""Changes are against doing nothing; ``retention_break_even`` is what has to be saved, below 0 what may be lost."""
SHOWN_PAIRS = 5
"""Combinations of a team in the table for people; JSON has all."""
COMBINED_TEAMS = 50
"""Teams for which combinations are looked for: those that lack the most."""


def options(plan: Plan, segments: Collection[str] = ()) -> Report:
    """Price every way out for each team that does not fit or has a gap, one by one and two together.

    ``segments`` limits the answer to the teams that serve these.
    """
    segments = chosen(plan, segments)
    inputs = build(plan)
    teams = teams_of(inputs, segments)
    found = [each for team in teams if (each := problem(plan, inputs, team)) is not None]
    due = needed_in_a_month(plan, inputs, teams)
    company = gaps(plan, inputs, ()).company
    found = [each._replace(kept=due.get(each.team.name, 0.0)) for each in found]
    most = sorted(found, key=lambda each: (not each.misfit, -_lacking(each)))[:COMBINED_TEAMS]
    combined = {each.team.name for each in most}
    ways: dict[str, tuple[list[Way], list[Way]]] = {}
    for each in found:
        tried = trials(each)
        ways[each.team.name] = one_by_one(each, tried), pairs(each, tried) if each.team.name in combined else []
    rows = [_team_row(each, *ways[each.team.name], plan.currency) for each in found]
    among = bool(company) and len(inputs.root.below["team"]) > 1
    return Report(
        command="options",
        title=say("Ways out for {plan}", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        tables=(
            TEAMS.of("teams", say("Teams that do not fit, or have a gap"), rows, behind=True),
            _company(plan, inputs, company if among else ()),
        ),
        details=[
            table for each, row in zip(found, rows, strict=True) for table in _details(plan, each, row, among=among)
        ],
        answer=answer(found, teams),
        actions=actions(plan, company, found, ways, due),
        remarks=[*hidden(plan, inputs, teams, due), *apart(found, company)],
        more=[command(plan, "options", "--all"), command(plan, "options", "--wide")] if found else [],
        advice=advice(plan, found, ways, combined),
        advice_title=say("What each way gives and takes"),
        notes=notes(plan, found, ways, len(found) - len(most)),
        findings=(*plan.findings, *team_findings(plan, inputs.root, teams)),
    )


def _lacking(found: Problem) -> float:
    return float((found.short if found.misfit else 0.0) or abs(found.team.value("gap") or 0.0))


def _team_row(found: Problem, alone: Sequence[Way], together: Sequence[Way], currency: str) -> Row:
    own: dict[str, Any] = {
        "team": found.team.name,
        "role": found.team.above["role"].name,
        "segments": [node.name for node in found.team.below["segment"]],
        "options": [_way_row(way, _label(found, way), currency) for way in alone],
        "combinations": [_way_row(way, _label(found, way), currency) for way in together],
    }
    return figures_of(found.team, TEAMS.columns, own)


def _way_row(way: Way, name: str, currency: str) -> Row:
    root = way.root
    loads = [load for team in root.below["team"] if (load := team.value("utilization")) is not None]
    own: dict[str, Any] = {
        "kind": way.kind,
        "way": name,
        "text": both([phrase(step, currency) for step in way.steps]),
        "steps": [step_row(step) for step in way.steps],
        "teams": [team.name for team in root.below["team"]],
        "utilization": max(loads, default=None),
        "hours_not_delivered_before": way.undone_before,
        "retention_break_even": None if way.kind == "nothing" else root.value("retention_break_even"),
        "closes": way.closes,
        "verdict": way.verdict,
        "would_take": way.would_take,
        "risk": " ".join(dict.fromkeys(risk(step) for step in way.steps)),
    }
    return figures_of(root, WAYS.columns, own)


def _company(plan: Plan, inputs: Inputs, levers: Sequence[Lever]) -> Table:
    """Return the ways out of the company's gap; no rows where it has none, or each team has to hold by itself."""
    if not levers:
        return WAYS.of("company", "", [], behind=True)
    partial = sorted((each for each in levers if not each.fits and not each.would_take), key=first_to_tell)
    first = [*advised(levers)[:MOST_TOLD], *partial[:MOST_TOLD]]
    told = [each for each in levers if each.fits or any(each is other for other in first)]
    rows = []
    for way, lever in together(plan, inputs, told):
        name = " + ".join(label(step, alone=False) for step in way.steps)
        if lever is not None and not lever.fits:
            facts = {"way": name, "closes": show_csms(lever.closes), "short": show_csms(lever.shortfall)}
            name = say("{way} (closes {closes} of {short})", **facts)
        row = _way_row(way, say(_FAR, way=name) if way.would_take else name, plan.currency)
        rows.append({**row, "utilization": way.root.value("utilization")})
    title = say("All teams together: {short} CSMs over budget", short=show_csms(levers[0].shortfall))
    return WAYS.of("company", title, rows)._replace(wide=_wide(plan, rows))


_FAR = later("would take: {way}")


def _label(found: Problem, way: Way) -> str:
    text = " + ".join(label(step, alone=len(found.start.placed) == 1) for step in way.steps)
    return say(_FAR, way=text) if way.would_take else text


def _details(plan: Plan, found: Problem, row: Row, *, among: bool) -> Iterator[Table]:
    """Yield the tables of one team for people: its ways out, and the cheapest of the combinations.

    ``among``: they stand behind those of the company, which has a gap of its own.
    """
    at_desk = bool(found.team.below.get("desk"))
    alone, together = (
        [_judged(way, at_desk=at_desk) for way in ways] for ways in (row["options"], row["combinations"][:SHOWN_PAIRS])
    )
    wide, own = _wide(plan, alone), found.team.name
    title = say("{team} alone", team=own) if among else own
    shown = WAYS.shown
    if (
        len({way["hours_not_delivered_before"] for way in alone}) > 1
    ):  # what two teams leave undone is read beside what they do today
        shown = tuple(
            each for name in shown for each in (("hours_not_delivered_before", name) if name == _UNDONE else (name,))
        )
        wide = tuple(name for name in wide if name not in shown)
    yield WAYS.of("", title, alone)._replace(shown=shown, wide=wide)
    if together:
        title = say("{team}: two together that close the gap, cheapest first", team=own)
        yield WAYS.of("", title, together, behind=True)._replace(wide=wide)


_UNDONE = "hours_not_delivered"


def _wide(plan: Plan, ways: Sequence[Row]) -> tuple[str, ...]:
    """Return the columns that people see with --wide: no margin without a target, no first year without a ramp."""
    economics = plan.document.economics
    hidden = {
        *({"operating_margin"} if not (economics and economics.operating_margin) else ()),
        *({"gross_margin"} if not (economics and economics.gross_margin) else ()),
        *({"first_year_csms"} if not any(_ramped(way) for way in ways) else ()),
    }
    return tuple(name for name in WAYS.wide if name not in hidden)


def _judged(way: Row, *, at_desk: bool) -> Row:
    """Return a way as people read it: where hours are enough and people too few, it says for what."""
    if way["verdict"] != "too-few" or exceeds(way["hours_not_delivered"], 0.0):
        return way
    return {**way, "verdict": "answers-late" if at_desk else "above-limit"}


def _ramped(way: Row) -> bool:
    return way["first_year_csms"] is not None and way["first_year_csms"] != way["heads"]
