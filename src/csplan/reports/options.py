"""The ways out of each gap: hire, automate, pool, re-tier, serve less, raise the price, give up margin, do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.inputs import build
from csplan.moves.options import options as one_by_one
from csplan.moves.options import problem, trials
from csplan.moves.pairs import pairs
from csplan.reports.findings import team_findings
from csplan.reports.nodes import chosen, figures_of, head_of, teams_of
from csplan.reports.options_words import advice, label, notes, risk, verdict
from csplan.reports.report import Column, Report, Table
from csplan.reports.ways import phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csplan.moves.options import Problem, Way
    from csplan.plan.document import Plan
    from csplan.reports.report import Row

TEAM_COLUMNS = (
    Column("team", "Text", "team"),
    Column("role", "Text", "role"),
    Column("segments", "Names"),
    Column("at_least", "CSMs", "at\nleast"),
    Column("at_most", "CSMs", "at\nmost"),
    Column("csms_needed", "CSMs", "CSMs"),
    Column("heads", "Heads", "planned"),
    Column("csms_now", "People", "today"),
    Column("gap", "Change", "gap"),
    Column("utilization", "Share"),
    Column("shortfall", "CSMs"),
    Column("verdict", "Verdict", "verdict"),
    Column("options", "Rows"),
    Column("combinations", "Rows"),
)
WAY_COLUMNS = (
    Column("kind", "Text"),
    Column("way", "Text", "way out"),
    Column("text", "Text"),
    Column("steps", "Steps"),
    Column("workload", "Hours"),
    Column("work_cost", "Money"),
    Column("work_csms", "CSMs"),
    Column("csms_change", "Change", "CSMs\nof work"),
    Column("hours_released", "Hours"),
    Column("csms_released", "CSMs"),
    Column("heads", "People", "heads"),
    Column("people_change", "Change", "hire"),
    Column("hires", "CSMs"),
    Column("utilization", "Share", "utilized"),
    Column("hours_not_delivered", "Hours"),
    Column("arr_unserved", "Money"),
    Column("first_year_csms", "CSMs", "first\nyear"),
    Column("first_year_hours_not_delivered", "Hours"),
    Column("cost", "Money"),
    Column("cost_change", "MoneyChange", "cost\na year"),
    Column("saving", "Money"),
    Column("worth", "Money"),
    Column("cash_change", "Money"),
    Column("gross_margin", "Share", "gross\nmargin"),
    Column("gross_margin_change", "Points"),
    Column("operating_margin", "Share", "oper.\nmargin"),
    Column("operating_margin_change", "Points"),
    Column("retention_to_lose", "Share"),
    Column("retention_to_lose_per_csm", "Share"),
    Column("retention_to_gain", "Share"),
    Column("retention_break_even", "Points", "retention"),
    Column("closes", "Truth"),
    Column("verdict", "Verdict", "verdict"),
    Column("risk", "Text"),
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
    most = sorted(found, key=lambda each: (not each.misfit, -_lacking(each)))[:COMBINED_TEAMS]
    combined = {each.team.name for each in most}
    ways: dict[str, tuple[list[Way], list[Way]]] = {}
    for each in found:
        tried = trials(each)
        ways[each.team.name] = one_by_one(each, tried), pairs(each, tried) if each.team.name in combined else []
    rows = [_team_row(each, *ways[each.team.name], plan.currency) for each in found]
    return Report(
        command="options",
        title=f"Ways out for {plan.name}",
        plan=head_of(plan),
        currency=plan.currency,
        tables=(Table("teams", "Teams that do not fit, or have a gap", TEAM_COLUMNS, rows),),
        details=[table for each, row in zip(found, rows, strict=True) for table in _details(plan, each, row)],
        advice=advice(plan, found, ways, combined),
        advice_title="What each way gives and takes",
        notes=notes(plan, found, ways, len(found) - len(most)),
        findings=(*plan.findings, *team_findings(plan, teams)),
    )


def _lacking(found: Problem) -> float:
    return float(found.team.value("shortfall") or abs(found.team.value("gap") or 0.0))


def _team_row(found: Problem, alone: Sequence[Way], together: Sequence[Way], currency: str) -> Row:
    own: dict[str, Any] = {
        "team": found.team.name,
        "role": found.team.above["role"].name,
        "segments": [node.name for node in found.team.below["segment"]],
        "options": [_way_row(found, way, currency) for way in alone],
        "combinations": [_way_row(found, way, currency) for way in together],
    }
    return figures_of(found.team, TEAM_COLUMNS, own)


def _way_row(found: Problem, way: Way, currency: str) -> Row:
    root = way.root
    loads = [load for team in root.below["team"] if (load := team.value("utilization")) is not None]
    own: dict[str, Any] = {
        "kind": way.kind,
        "way": " + ".join(label(step, alone=len(found.start.placed) == 1) for step in way.steps),
        "text": " and ".join(phrase(step, currency) for step in way.steps),
        "steps": [step._asdict() for step in way.steps],
        "utilization": max(loads, default=None),
        "retention_break_even": None if way.kind == "nothing" else root.value("retention_break_even"),
        "closes": way.closes,
        "verdict": verdict(way),
        "risk": " ".join(dict.fromkeys(risk(step) for step in way.steps)),
    }
    return figures_of(root, WAY_COLUMNS, own)


def _details(plan: Plan, found: Problem, row: Row) -> Iterator[Table]:
    """Yield the tables of one team for people: its ways out, and the cheapest of the combinations."""
    alone, together = row["options"], row["combinations"][:SHOWN_PAIRS]
    economics = plan.document.economics
    hidden = {
        *({"operating_margin"} if not (economics and economics.operating_margin) else ()),
        *({"first_year_csms"} if not any(_ramped(way) for way in alone) else ()),
        *({"gross_margin"} if not (economics and economics.gross_margin) else ()),
        *({"retention_break_even"} if all(way["retention_break_even"] is None for way in (*alone, *together)) else ()),
    }
    columns = [column._replace(label="") if column.name in hidden else column for column in WAY_COLUMNS]
    yield Table("", found.team.name, columns, alone)
    if together:
        columns = [each._replace(label="two together") if each.name == "way" else each for each in columns]
        yield Table("", f"{found.team.name}: two together that close the gap, cheapest first", columns, together)


def _ramped(way: Row) -> bool:
    return way["first_year_csms"] is not None and way["first_year_csms"] != way["heads"]
